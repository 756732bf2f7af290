/* The two keys of an agreement, alone or on a charter with versions of terms. */
#include "sla/store_agreement_parts.h"

#include "auth/outbox.h"
#include "base/text.h"

#include <talloc.h>

void
agreement_put(struct db *db, int64_t sheet_id, int64_t agreement_id)
{
	db_run(db, "INSERT INTO sheet_agreement (sheet_id, agreement_id) VALUES (?, ?)", "ii", sheet_id, agreement_id);
}

/* The terms it uses stay in use until the transaction ends. */
static void
hold_terms(struct db *db, int64_t agreement_id)
{
	db_integer(db, 0, "SELECT COUNT(*) FROM term WHERE id IN (SELECT gate_id FROM agreement WHERE id = ? UNION"
	    " SELECT definition_id FROM promise WHERE agreement_id = ? UNION SELECT s.id FROM promise p JOIN term s"
	    " ON s.slug = CONVERT(p.scope_value USING ascii) WHERE p.agreement_id = ? AND p.scope_kind = 'persona') LOCK IN SHARE MODE",
	    "iii", agreement_id, agreement_id, agreement_id);
}

bool
agreement_waits(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock, int64_t sheet_id,
    const char *zone)
{
	const struct agreement a = { .id = lock->id, .valid_from = lock->valid_from };
	size_t wanted;

	hold_terms(db, lock->id);
	agreement_terms_wanted(db, ctx, &a, sheet_id, actor->now, zone, &wanted);
	return wanted > 0;
}

enum act_result
agreement_sign_one(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock,
    int64_t sheet_id)
{
	const struct agreement *a = agreement_find_id(db, ctx, lock->id, actor->now);

	if (!a || a->revision != lock->revision)
		return RESULT_STALE;
	if (!signer_stands(db, actor))
		return RESULT_MOVED;
	if (db_integer(db, 0, "SELECT COUNT(*) FROM signature WHERE agreement_id = ? AND person_id = ? AND standing = TRUE"
	    " LOCK IN SHARE MODE", "ii", lock->id, actor->person_id))
		return RESULT_TAKEN;
	if (!db_insert(db, "INSERT INTO signature (sheet_id, agreement_id, team, person_id, revision, sha256, at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?)", "iisiist", sheet_id, lock->id, team_names[actor->team], actor->person_id,
	    lock->revision, agreement_digest(ctx, a), actor->now))
		return RESULT_TAKEN;
	agreement_happened(db, ctx, actor, lock, HAPPENED_SIGNATURE, "");
	return RESULT_DONE;
}

/* Whether a team's signature stands on the version as it is locked, as others have committed by now. */
static bool
signed_by(struct db *db, const struct agreement_lock *lock, int team)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM signature WHERE agreement_id = ? AND team = ? AND revision = ?"
	    " AND standing = TRUE LOCK IN SHARE MODE", "isi", lock->id, team_names[team], lock->revision) > 0;
}

enum act_result
agreement_ratify(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock, int64_t at)
{
	int64_t last;

	if (!signed_by(db, lock, TEAM_MARKETING) || !signed_by(db, lock, TEAM_SALES))
		return RESULT_MOVED;
	/* Of two who sign in the same second, the one whose request is older may come second. */
	last = db_integer(db, 0, "SELECT UNIX_TIMESTAMP(MAX(at)) FROM signature WHERE agreement_id = ? AND standing = TRUE LOCK IN SHARE MODE", "i",
	    lock->id);
	at = last > at ? last : at;
	if (db_run(db, "UPDATE agreement SET state = 'ratified', in_force_at = ? WHERE id = ? AND state = 'in_review'", "ti", at,
	    lock->id) != 1)
		return RESULT_MOVED;
	agreement_happened(db, ctx, actor, lock, HAPPENED_RATIFIED, "");
	outbox_person(db, actor, "agreement.ratified", lock->id, lock->author_id);
	return RESULT_DONE;
}

enum act_result
agreement_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *zone)
{
	struct agreement_lock *lock = agreement_lock(db, ctx, id);
	enum act_result result = agreement_check(lock, revision, STEP_SIGN);

	if (result != RESULT_DONE)
		return result;
	if (lock->on_charter)
		return RESULT_ON_SHEET;
	if (agreement_waits(db, ctx, actor, lock, 0, zone))
		return RESULT_WANTED;
	if (!lock->sheet_id) {
		lock->sheet_id = sheet_open(db, actor, false);
		agreement_put(db, lock->sheet_id, id);
	}
	result = agreement_sign_one(db, ctx, actor, lock, lock->sheet_id);
	if (result == RESULT_DONE && signed_by(db, lock, team_other(actor->team))) {
		if (db_run(db, "UPDATE sheet SET state = 'ratified' WHERE id = ? AND state = 'open'", "i", lock->sheet_id) != 1)
			return RESULT_MOVED;
		result = agreement_ratify(db, ctx, actor, lock, version_starts(lock->valid_from, actor->now, zone));
	}
	if (result == RESULT_DONE)
		sla_touch(db);
	return result;
}
