/* What waits for people: versions to sign, drafts, review dates and their confirmation, and the latest acts. */
#include "glossary/store_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

static const struct column version_row_columns[] = {
	COLUMN(INT, struct version_row, id),
	COLUMN(INT, struct version_row, number),
	COLUMN(INT, struct version_row, revision),
	CODE_COLUMN(struct version_row, state, version_state_names),
	COLUMN(TEXT, struct version_row, slug),
	COLUMN(TEXT, struct version_row, name),
	CODE_COLUMN(struct version_row, kind, term_kind_names),
	COLUMN(TEXT, struct version_row, change_note),
	COLUMN(TEXT, struct version_row, beginning),
	COLUMN(BOOL, struct version_row, asks),
	COLUMN(TIME, struct version_row, edited_at),
	COLUMN(INT, struct version_row, author_id),
	COLUMN(TEXT, struct version_row, author_name),
	COLUMN(INT, struct version_row, edited_by),
	COLUMN(TEXT, struct version_row, editor_name),
	COLUMN(BOOL, struct version_row, marketing_signed),
	COLUMN(BOOL, struct version_row, sales_signed),
	COLUMN(INT, struct version_row, charter_id),
	{ 0 }
};
static const struct shape version_row_shape = { sizeof(struct version_row), version_row_columns };

#define VERSION_ROWS "SELECT v.id, v.number, v.revision, v.state, t.slug, t.name, t.kind, v.change_note, LEFT(v.meaning, 400) AS beginning, EXISTS (SELECT 1 FROM criterion c WHERE c.version_id = v.id) AS asks, v.edited_at," \
	" v.author_id, a.name AS author_name, v.edited_by, e.name AS editor_name, " SIGNED_BY("marketing", "v.id") " AS marketing_signed, " \
	SIGNED_BY("sales", "v.id") " AS sales_signed," \
	" (SELECT MAX(h.id) FROM sheet_version i JOIN sheet h ON h.id = i.sheet_id WHERE i.version_id = v.id" \
	" AND h.state = 'open' AND h.is_charter) AS charter_id" \
	" FROM term_version v JOIN term t ON t.id = v.term_id JOIN person a ON a.id = v.author_id" \
	" JOIN person e ON e.id = v.edited_by"

struct version_row *
versions_to_sign(struct db *db, const void *ctx, int team, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &version_row_shape, count, VERSION_ROWS " WHERE v.state = 'in_review' AND NOT EXISTS"
	    " (SELECT 1 FROM signature g WHERE g.version_id = v.id AND g.team = ? AND g.standing = TRUE)"
	    " ORDER BY v.edited_at, v.id LIMIT ?", "si", team_names[team], limit);
}

struct version_row *
versions_in_review(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &version_row_shape, count, VERSION_ROWS " WHERE v.state = 'in_review'"
	    " ORDER BY t.name, v.number LIMIT ?", "i", limit);
}

/* As review_problem() has it. */
#define LACKS_NOTHING " AND (t.kind <> 'stage' OR (v.stage_path IS NOT NULL AND v.stage_position > 0 AND v.stage_owner IS NOT NULL))" \
	" AND (t.kind <> 'metric' OR (v.metric_measure IS NOT NULL AND v.metric_counts_by IS NOT NULL)) AND (t.kind <> 'reason' OR v.reason_acts + 0 > 0)"

struct version_row *
versions_unagreed(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &version_row_shape, count, VERSION_ROWS " WHERE v.state = 'draft' AND t.deprecated_at IS NULL" LACKS_NOTHING
	    " AND NOT EXISTS (SELECT 1 FROM term_version x WHERE x.term_id = v.term_id AND (x.in_force_at IS NOT NULL OR x.number > v.number))"
	    " ORDER BY v.stage_position IS NULL, v.stage_path, v.stage_position, t.name LIMIT ?", "i", limit);
}

bool
any_agreed(struct db *db)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM term_version WHERE in_force_at IS NOT NULL)", "") != 0;
}

struct version_row *
versions_of_author(struct db *db, const void *ctx, int64_t person_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &version_row_shape, count, VERSION_ROWS " WHERE v.author_id = ? AND v.state = 'draft'"
	    " ORDER BY v.edited_at DESC, v.id DESC LIMIT ?", "ii", person_id, limit);
}

int64_t
version_confirmed_by(struct db *db, int64_t version_id, const char *review_due)
{
	return db_integer(db, 0, "SELECT SUM(IF(team = 'marketing', 1, 2)) FROM confirmation WHERE version_id = ?"
	    " AND review_due = ?", "is", version_id, review_due);
}

/* Moves the review date on once both teams have confirmed the present one. */
static void
review_move(struct db *db, const void *ctx, const struct version *v, int64_t now, const char *zone)
{
	const char *today = day_print(ctx, day_of(now, zone)), *from = day_print(ctx, day_of(v->in_force_at, zone));

	db_run(db, "UPDATE term_version SET review_due = ? WHERE id = ? AND review_due = ?", "sis",
	    review_next(ctx, v->review_due, v->review_by, from, today), v->id, v->review_due);
}

enum act_result
version_confirm(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, const char *review_due,
    const char *zone)
{
	int64_t term_id = db_integer(db, 0, "SELECT term_id FROM term_version WHERE id = ? FOR UPDATE", "i", version_id);
	const struct version *v = term_id ? version_find_in_force(db, ctx, term_id, actor->now) : NULL;

	if (!term_id)
		return RESULT_GONE;
	if (!v || v->id != version_id || !v->review_due)
		return RESULT_MOVED;
	if (!text_equal(v->review_due, review_due))
		return RESULT_STALE;
	if (!review_can_confirm(v->review_due, day_print(ctx, day_of(actor->now, zone))))
		return RESULT_MOVED;
	db_run(db, "INSERT INTO confirmation (version_id, review_due, team, person_id, at) VALUES (?, ?, ?, ?, ?)", "issit",
	    version_id, review_due, team_names[actor->team], actor->person_id, actor->now);
	if (db_taken(db))
		return RESULT_TAKEN;
	if (db_integer(db, 0, "SELECT COUNT(*) FROM confirmation WHERE version_id = ? AND review_due = ? LOCK IN SHARE MODE",
	    "is", version_id, review_due) == 2)
		review_move(db, ctx, v, actor->now, zone);
	act_add(db, actor, version_id, v->revision, HAPPENED_CONFIRMATION, review_due);
	audit_add(db, actor, "version.confirm", "version", version_id, review_due);
	glossary_touch(db);
	return RESULT_DONE;
}
