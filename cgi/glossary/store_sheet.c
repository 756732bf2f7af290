/* Sheets and signatures: locking, the two keys, and what comes into force with the second. */
#include "glossary/store_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

static const struct column locked_columns[] = {
	COLUMN(INT, struct sheet_version_row, id),
	COLUMN(INT, struct sheet_version_row, term_id),
	COLUMN(INT, struct sheet_version_row, number),
	COLUMN(INT, struct sheet_version_row, revision),
	CODE_COLUMN(struct sheet_version_row, state, version_state_names),
	COLUMN(TEXT, struct sheet_version_row, in_force_from),
	{ 0 }
};
static const struct shape locked_shape = { sizeof(struct sheet_version_row), locked_columns };

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

static int
by_id(const void *a, const void *b)
{
	int64_t x = ((const struct id_row *)a)->id, y = ((const struct id_row *)b)->id;

	return (x > y) - (x < y);
}

/* Locks versions one by one in the order of their ids, so that two who lock several never wait for each other in a ring. */
static void
lock_versions(struct db *db, struct open_sheet *sheet, struct id_row *ids, size_t count)
{
	qsort(ids, count, sizeof *ids, by_id);
	sheet->rows = memory_need(talloc_zero_array(sheet, struct sheet_version_row, count + 1));
	for (size_t i = 0; i < count; i++) {
		const struct sheet_version_row *row = db_one(db, sheet, &locked_shape, "SELECT id, term_id, number, revision,"
		    " state, in_force_from FROM term_version WHERE id = ? FOR UPDATE", "i", ids[i].id);

		if (row)
			sheet->rows[sheet->count++] = *row;
	}
}

/* The versions of a sheet as they are now, not as this transaction first saw them. */
static struct id_row *
versions_on(struct db *db, const void *ctx, int64_t sheet_id, size_t *count)
{
	return db_list(db, ctx, &id_shape, count, "SELECT version_id AS id FROM sheet_version WHERE sheet_id = ?"
	    " ORDER BY version_id LOCK IN SHARE MODE", "i", sheet_id);
}

struct head {
	int64_t revision;
	int state;
	bool is_charter;
};
static const struct column head_columns[] = {
	COLUMN(INT, struct head, revision),
	CODE_COLUMN(struct head, state, sheet_state_names),
	COLUMN(BOOL, struct head, is_charter),
	{ 0 }
};
static const struct shape head_shape = { sizeof(struct head), head_columns };

/* Locks the sheet itself; false when there is none. */
static bool
lock_head(struct db *db, struct open_sheet *sheet, int64_t id, int *state)
{
	const struct head *head = db_one(db, sheet, &head_shape, "SELECT revision, state, is_charter FROM sheet WHERE id = ?"
	    " FOR UPDATE", "i", id);

	if (!head)
		return false;
	sheet->id = id;
	sheet->revision = head->revision;
	sheet->is_charter = head->is_charter;
	*state = head->state;
	return true;
}

#define OPEN_SHEET_OF "SELECT s.id FROM sheet_version i JOIN sheet s ON s.id = i.sheet_id WHERE i.version_id = ?" \
	" AND s.state = 'open' LIMIT 1"

struct open_sheet *
sheet_lock_of(struct db *db, const void *ctx, int64_t version_id, struct sheet_version_row **row)
{
	struct open_sheet *sheet = memory_need(talloc_zero(ctx, struct open_sheet));
	struct id_row own = { version_id }, *ids;
	int64_t seen = db_integer(db, 0, OPEN_SHEET_OF, "i", version_id), locked = -1;
	int state;

	/* Who held the lock before may have put the version on another sheet, so it is asked again under the lock. */
	while (locked != seen && db_fate(db) == DB_FINE) {
		size_t count = 1;

		locked = seen;
		ids = locked ? versions_on(db, ctx, locked, &count) : &own;
		sheet->count = 0;
		lock_versions(db, sheet, ids, count);
		seen = db_integer(db, 0, OPEN_SHEET_OF " LOCK IN SHARE MODE", "i", version_id);
	}
	if (seen)
		lock_head(db, sheet, seen, &state);
	*row = NULL;
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->rows[i].id == version_id)
			*row = &sheet->rows[i];
	return sheet;
}

struct open_sheet *
sheet_lock(struct db *db, const void *ctx, int64_t sheet_id, int *state)
{
	struct open_sheet *sheet = memory_need(talloc_zero(ctx, struct open_sheet));
	struct id_row *ids;
	size_t count;

	ids = versions_on(db, ctx, sheet_id, &count);
	lock_versions(db, sheet, ids, count);
	return lock_head(db, sheet, sheet_id, state) ? sheet : NULL;
}

bool
sheet_row_can(struct db *db, const struct sheet_version_row *row, enum version_step step)
{
	return version_can(row->state, step) && (version_retired_can(step) || db_integer(db, 0, "SELECT deprecated_at IS NULL"
	    " FROM term WHERE id = ? LOCK IN SHARE MODE", "i", row->term_id));
}

static void
take_back(struct db *db, const struct open_sheet *sheet, int64_t now)
{
	db_run(db, "UPDATE signature SET standing = NULL, cleared_at = ? WHERE sheet_id = ? AND standing = TRUE", "ti", now,
	    sheet->id);
}

void
sheet_clear(struct db *db, const struct open_sheet *sheet, int64_t now)
{
	if (!sheet->id)
		return;
	take_back(db, sheet, now);
	db_run(db, "UPDATE sheet SET revision = revision + 1 WHERE id = ?", "i", sheet->id);
}

void
sheet_close(struct db *db, const struct open_sheet *sheet, int64_t now)
{
	if (!sheet->id)
		return;
	take_back(db, sheet, now);
	db_run(db, "UPDATE sheet SET state = 'withdrawn', revision = revision + 1 WHERE id = ? AND state = 'open'", "i", sheet->id);
}

int64_t
sheet_open(struct db *db, const struct actor *actor, bool is_charter)
{
	return db_insert(db, "INSERT INTO sheet (state, is_charter, created_by, created_at) VALUES ('open', ?, ?, ?)", "iit",
	    (int64_t)is_charter, actor->person_id, actor->now);
}

void
sheet_put(struct db *db, int64_t sheet_id, int64_t version_id)
{
	db_run(db, "INSERT INTO sheet_version (sheet_id, version_id) VALUES (?, ?)", "ii", sheet_id, version_id);
}

/* One version's signature; RESULT_TAKEN when the team's stands, or the other team's is by the same person. */
static enum act_result
sign_one(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, const struct sheet_version_row *row)
{
	const struct term *term = term_find_id(db, ctx, row->term_id);
	const struct version *v = term ? version_find(db, ctx, row->term_id, row->number, actor->now) : NULL;

	if (!v || v->revision != row->revision)
		return RESULT_STALE;
	if (db_integer(db, 0, "SELECT COUNT(*) FROM signature WHERE version_id = ? AND person_id = ? AND standing = TRUE"
	    " LOCK IN SHARE MODE", "ii", row->id, actor->person_id))
		return RESULT_TAKEN;
	if (!db_insert(db, "INSERT INTO signature (sheet_id, version_id, team, person_id, revision, sha256, at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?)", "iisiist", sheet_id, row->id, team_names[actor->team], actor->person_id,
	    row->revision, version_digest(ctx, term, v), actor->now))
		return RESULT_TAKEN;
	act_add(db, actor, row->id, row->revision, HAPPENED_SIGNATURE, "");
	audit_add(db, actor, "version.signature", "version", row->id, text_format(ctx, "r%lld", (long long)row->revision));
	return RESULT_DONE;
}

int64_t
sheet_unsigned_by(struct db *db, const struct open_sheet *sheet, int team)
{
	int64_t standing = db_integer(db, 0, "SELECT COUNT(*) FROM signature WHERE sheet_id = ? AND team = ? AND standing = TRUE"
	    " AND version_id IS NOT NULL LOCK IN SHARE MODE", "is", sheet->id, team_names[team]);

	return (int64_t)sheet->count - standing;
}

/* Both keys are turned: everything on the sheet comes into force at the one instant that suits all of it. */
static enum act_result
ratify(struct db *db, const void *ctx, const struct actor *actor, const struct open_sheet *sheet, const char *zone,
    int64_t not_before, int64_t *in_force_at)
{
	int64_t at = actor->now > not_before ? actor->now : not_before, last;

	if (!sheet_bears_both(db, sheet))
		return RESULT_MOVED;
	/* Of two who sign in the same second, the one whose request is older may come second. */
	last = db_integer(db, 0, "SELECT UNIX_TIMESTAMP(MAX(at)) FROM signature WHERE sheet_id = ? AND standing = TRUE LOCK IN SHARE MODE", "i",
	    sheet->id);
	at = last > at ? last : at;
	for (size_t i = 0; i < sheet->count; i++) {
		int64_t start = version_starts(sheet->rows[i].in_force_from, actor->now, zone);

		at = start > at ? start : at;
	}
	if (db_run(db, "UPDATE sheet SET state = 'ratified' WHERE id = ? AND state = 'open'", "i", sheet->id) != 1)
		return RESULT_MOVED;
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_version_row *row = &sheet->rows[i];

		if (db_run(db, "UPDATE term_version SET state = 'ratified', in_force_at = ? WHERE id = ? AND state = 'in_review'",
		    "ti", at, row->id) != 1)
			return RESULT_MOVED;
		act_add(db, actor, row->id, row->revision, HAPPENED_RATIFIED, "");
		audit_add(db, actor, "version.ratified", "version", row->id, text_format(ctx, "r%lld", (long long)row->revision));
	}
	ratified_tell(db, actor, sheet->id);
	*in_force_at = at;
	return RESULT_DONE;
}

/* The team's yes to every version on a locked sheet. */
static enum act_result
sign_all(struct db *db, const void *ctx, const struct actor *actor, const struct open_sheet *sheet, const char *zone,
    int64_t not_before, int64_t *at)
{
	enum act_result result = RESULT_DONE;

	*at = 0;
	if (!signer_stands(db, actor))
		return RESULT_MOVED;
	for (size_t i = 0; result == RESULT_DONE && i < sheet->count; i++)
		result = sign_one(db, ctx, actor, sheet->id, &sheet->rows[i]);
	if (result == RESULT_DONE && sheet_unsigned_by(db, sheet, team_other(actor->team)) == 0)
		result = ratify(db, ctx, actor, sheet, zone, not_before, at);
	if (result == RESULT_DONE)
		glossary_touch(db);
	return result;
}

enum act_result
version_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision, const char *zone)
{
	struct sheet_version_row *row;
	struct open_sheet *sheet = sheet_lock_of(db, ctx, version_id, &row);
	int64_t at;

	if (!row)
		return RESULT_GONE;
	if (row->revision != revision)
		return RESULT_STALE;
	if (!sheet_row_can(db, row, STEP_SIGN))
		return RESULT_MOVED;
	if (sheet->is_charter)
		return RESULT_ON_SHEET;
	if (!sheet->id) {
		sheet->id = sheet_open(db, actor, false);
		sheet_put(db, sheet->id, version_id);
	}
	return sign_all(db, ctx, actor, sheet, zone, 0, &at);
}

enum act_result
sheet_sign_whole(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision, const char *zone,
    int64_t not_before, int64_t *at)
{
	int state;
	const struct open_sheet *sheet = sheet_lock(db, ctx, sheet_id, &state);

	if (!sheet || !sheet->is_charter)
		return RESULT_GONE;
	if (state != SHEET_OPEN || sheet->count == 0)
		return RESULT_MOVED;
	if (sheet->revision != revision)
		return RESULT_STALE;
	for (size_t i = 0; i < sheet->count; i++)
		if (!sheet_row_can(db, &sheet->rows[i], STEP_SIGN))
			return RESULT_MOVED;
	return sign_all(db, ctx, actor, sheet, zone, not_before, at);
}

void
sheet_unsign(struct db *db, const void *ctx, int64_t sheet_id, int64_t now)
{
	int state;
	const struct open_sheet *sheet = sheet_lock(db, ctx, sheet_id, &state);

	if (sheet) {
		sheet_clear(db, sheet, now);
		glossary_touch(db);
	}
}

void
sheet_dissolve(struct db *db, const void *ctx, int64_t sheet_id, int64_t now)
{
	int state;
	const struct open_sheet *sheet = sheet_lock(db, ctx, sheet_id, &state);

	if (sheet) {
		sheet_close(db, sheet, now);
		glossary_touch(db);
	}
}

enum act_result
sheet_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision)
{
	int state;
	const struct open_sheet *sheet = sheet_lock(db, ctx, sheet_id, &state);

	if (!sheet || !sheet->is_charter)
		return RESULT_GONE;
	if (state != SHEET_OPEN)
		return RESULT_MOVED;
	if (sheet->revision != revision)
		return RESULT_STALE;
	sheet_close(db, sheet, actor->now);
	audit_add(db, actor, "sheet.withdraw", "sheet", sheet_id, NULL);
	glossary_touch(db);
	return RESULT_DONE;
}
