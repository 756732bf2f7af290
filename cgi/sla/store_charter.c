/* Charters: an agreement and the versions of terms it cites, signed as one. */
#include "sla/store_agreement_parts.h"

#include "base/text.h"

#include <talloc.h>

/* The agreement for a new charter, locked. */
static enum act_result
join(struct db *db, const void *ctx, const struct agreement_name *name, struct agreement_lock **lock)
{
	enum act_result result;

	*lock = agreement_lock(db, ctx, db_integer(db, 0, "SELECT id FROM agreement WHERE number = ?", "i", name->number));
	result = agreement_check(*lock, name->revision, STEP_SIGN);
	if (result != RESULT_DONE)
		return result;
	if ((*lock)->on_charter)
		return RESULT_ON_SHEET;
	return db_integer(db, 0, "SELECT COUNT(*) FROM signature WHERE agreement_id = ? AND standing = TRUE LOCK IN SHARE MODE", "i",
	    (*lock)->id) ? RESULT_TAKEN : RESULT_DONE;
}

enum act_result
charter_create(struct db *db, const void *ctx, const struct actor *actor, const struct version_name *names, size_t count,
    const struct agreement_name *with, int64_t *sheet_id, size_t *which)
{
	struct agreement_lock *lock = NULL;
	enum act_result result = with ? join(db, ctx, with, &lock) : RESULT_DONE;

	*sheet_id = 0;
	*which = count;
	if (result == RESULT_DONE)
		result = sheet_create(db, ctx, actor, names, count, sheet_id, which);
	if (result != RESULT_DONE || !lock)
		return result;
	if (lock->sheet_id)
		sheet_dissolve(db, ctx, lock->sheet_id, actor->now);
	agreement_put(db, *sheet_id, lock->id);
	sla_touch(db);
	return RESULT_DONE;
}

/* The agreement on a sheet, locked before anything else of it; NULL: none. */
static struct agreement_lock *
lock_on(struct db *db, const void *ctx, int64_t sheet_id)
{
	int64_t id = db_integer(db, 0, "SELECT agreement_id FROM sheet_agreement WHERE sheet_id = ?", "i", sheet_id);

	return id ? agreement_lock(db, ctx, id) : NULL;
}

enum act_result
charter_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision, const char *zone)
{
	const struct agreement_lock *lock = lock_on(db, ctx, sheet_id);
	int64_t at, wish = lock ? version_starts(lock->valid_from, actor->now, zone) : 0;
	enum act_result result;

	/* Nothing is signed before it is sure that all can be. */
	if (lock && (!version_can(lock->state, STEP_SIGN) || lock->sheet_id != sheet_id))
		return RESULT_MOVED;
	if (lock && agreement_waits(db, ctx, actor, lock, sheet_id, zone))
		return RESULT_WANTED;
	result = sheet_sign_whole(db, ctx, actor, sheet_id, revision, zone, wish, &at);
	if (result != RESULT_DONE || !lock)
		return result;
	result = agreement_sign_one(db, ctx, actor, lock, sheet_id);
	if (result == RESULT_DONE && at)
		result = agreement_ratify(db, ctx, actor, lock, at);
	sla_touch(db);
	return result;
}

enum act_result
charter_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision)
{
	const struct agreement_lock *lock = lock_on(db, ctx, sheet_id);
	enum act_result result = sheet_withdraw(db, ctx, actor, sheet_id, revision);

	if (result == RESULT_DONE && lock)
		sla_touch(db);
	return result;
}

int64_t
charter_agreement(struct db *db, int64_t sheet_id)
{
	return db_integer(db, 0, "SELECT a.number FROM sheet_agreement i JOIN agreement a ON a.id = i.agreement_id"
	    " WHERE i.sheet_id = ?", "i", sheet_id);
}

static const struct column charter_columns[] = {
	COLUMN(INT, struct charter_row, id),
	CODE_COLUMN(struct charter_row, state, sheet_state_names),
	COLUMN(TEXT, struct charter_row, person_name),
	COLUMN(TIME, struct charter_row, created_at),
	COLUMN(INT, struct charter_row, versions),
	COLUMN(INT, struct charter_row, agreement_number),
	COLUMN(BOOL, struct charter_row, marketing_signed),
	COLUMN(BOOL, struct charter_row, sales_signed),
	COLUMN(BOOL, struct charter_row, stuck),
	{ 0 }
};
static const struct shape charter_shape = { sizeof(struct charter_row), charter_columns };

#define SHEET_SIGNED_BY(team) "EXISTS (SELECT 1 FROM signature g WHERE g.sheet_id = s.id AND g.team = '" team "'" \
	" AND g.standing = TRUE)"

struct charter_row *
charter_list(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &charter_shape, count, "SELECT s.id, s.state, p.name AS person_name, s.created_at,"
	    " (SELECT COUNT(*) FROM sheet_version i WHERE i.sheet_id = s.id) AS versions, a.number AS agreement_number, "
	    SHEET_SIGNED_BY("marketing") " AS marketing_signed, " SHEET_SIGNED_BY("sales") " AS sales_signed,"
	    " s.state = 'open' AND (IFNULL(a.state, 'in_review') <> 'in_review' OR EXISTS (SELECT 1 FROM sheet_version i"
	    " JOIN term_version v ON v.id = i.version_id JOIN term t ON t.id = v.term_id WHERE i.sheet_id = s.id"
	    " AND (v.state <> 'in_review' OR t.deprecated_at IS NOT NULL))) AS stuck FROM sheet s JOIN person p ON p.id = s.created_by"
	    " LEFT JOIN sheet_agreement j ON j.sheet_id = s.id LEFT JOIN agreement a ON a.id = j.agreement_id"
	    " WHERE s.is_charter AND s.state IN ('open', 'ratified', 'withdrawn') ORDER BY s.state = 'open' DESC, s.id DESC LIMIT ?",
	    "i", limit);
}
