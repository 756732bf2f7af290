/* Mail to be sent: rows of the running transaction, so that what is rolled back is never told. */
#ifndef AUTH_OUTBOX_H
#define AUTH_OUTBOX_H

#include "auth/user.h"

struct db;

/*
 * Mail to every signatory of both teams who may sign in, but not to the actor. `kind` is a code that cgi/jobs/letters.c
 * knows ("version.review"), `subject_id` the id of what it is about. Never words: they are made when it is sent.
 */
void outbox_signatories(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id);

/* Mail to one person who may sign in, the actor included. */
void outbox_person(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, int64_t person_id);

/* The same of a letter about somebody's own way in, which they wait for or must know of at once: it goes before all that is due, however much that is. */
void outbox_urgent(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, int64_t person_id);

/* Mail to everybody who may sign in, of one team (enum team) or of both (-1), and one more of the other team (0: nobody). */
void outbox_members(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, int team, int64_t guest_id);

#endif
