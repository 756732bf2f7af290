/* What the files of the agreement's store share; nobody else includes it. */
#ifndef SLA_STORE_AGREEMENT_PARTS_H
#define SLA_STORE_AGREEMENT_PARTS_H

#include "sla/store_agreement.h"

/* A version that is locked: the locks of an agreement are taken before those of versions of terms and of sheets. */
struct agreement_lock {
	int64_t id;
	int64_t number;
	int64_t revision;
	int state;
	const char *valid_from;
	int64_t sheet_id;		/* the open sheet it is on; 0: none */
	bool on_charter;
};
struct agreement_lock *agreement_lock(struct db *db, const void *ctx, int64_t id);

/* Whether a step may go on with what is locked. */
enum act_result agreement_check(const struct agreement_lock *lock, int64_t revision, enum version_step step);

/* A row of a version's history and of the trail, and the content version. */
void agreement_happened(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock,
    enum act_kind kind, const char *words);
void sla_touch(struct db *db);

/* Whether a term it uses holds a signature back; those terms stay in use until the transaction ends. */
bool agreement_waits(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock,
    int64_t sheet_id, const char *zone);

/*
 * The actor's team's signature on the locked agreement, once agreement_waits() is false. RESULT_TAKEN when the team's
 * stands, or the other team's is by the same person.
 */
enum act_result agreement_sign_one(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock,
    int64_t sheet_id);

/* Both have signed: it comes into force at `at`. */
enum act_result agreement_ratify(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock,
    int64_t at);

/* Puts it on a sheet. */
void agreement_put(struct db *db, int64_t sheet_id, int64_t agreement_id);

#endif
