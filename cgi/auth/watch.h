/* What people watch, and whom a change is told. */
#ifndef AUTH_WATCH_H
#define AUTH_WATCH_H

#include "auth/user.h"

struct db;

/* As stored: "term", "agreement", "lead", NULL. */
enum watch_kind { WATCH_TERM, WATCH_AGREEMENT, WATCH_LEAD };
extern const char *const watch_kind_names[];

/* There is one agreement, of many versions: this is its number where a term or a lead has an id. */
enum { WATCH_THE_AGREEMENT = 1 };

/* Whether a person watches it; false for what is not there. */
bool watch_has(struct db *db, int64_t person_id, enum watch_kind kind, int64_t subject_id);

/* From now on the actor watches it, or no longer does. Either may be so already. */
void watch_set(struct db *db, const struct actor *actor, enum watch_kind kind, int64_t subject_id, bool on);

/* Somebody may no longer sign in; a lead is erased; a lead has become another, which its watchers watch from now on. */
void watches_end_of(struct db *db, int64_t person_id);
void watches_follow_merge(struct db *db, int64_t from_lead_id, int64_t into_lead_id);

/*
 * Mail of kind "watch" about a line of the audit trail to everybody who watches what it changed and may sign in, but not to who did it. `act`,
 * `subject` and `id` as audit_add() takes them. What is nobody's concern, as a signature that is not the last, is told to nobody.
 */
void watch_tell(struct db *db, const struct actor *actor, const char *act, const char *subject, int64_t id, int64_t audit_id);

#endif
