/* Reading amendments, and what they changed. */
#include "sla/store_amendment_parts.h"
#include "sla/store_timer_parts.h"

#include "base/text.h"

#include <talloc.h>

static const struct column amendment_columns[] = {
	COLUMN(INT, struct amendment, id),
	COLUMN(INT, struct amendment, number),
	COLUMN(INT, struct amendment, revision),
	CODE_COLUMN(struct amendment, state, version_state_names),
	COLUMN(INT, struct amendment, calendar_id),
	COLUMN(TEXT, struct amendment, calendar_name),
	COLUMN(TEXT, struct amendment, reason),
	COLUMN(INT, struct amendment, author_id),
	COLUMN(TEXT, struct amendment, author_name),
	CODE_COLUMN(struct amendment, author_team, team_names),
	COLUMN(TIME, struct amendment, created_at),
	COLUMN(INT, struct amendment, edited_by),
	COLUMN(TEXT, struct amendment, editor_name),
	COLUMN(TIME, struct amendment, edited_at),
	COLUMN(TIME, struct amendment, applied_at),
	COLUMN(INT, struct amendment, flipped),
	COLUMN(INT, struct amendment, running),
	COLUMN(INT, struct amendment, moved),
	{ 0 }
};
static const struct shape amendment_shape = { sizeof(struct amendment), amendment_columns };

static const struct column signature_columns[] = {
	CODE_COLUMN(struct signature, team, team_names),
	COLUMN(INT, struct signature, person_id),
	COLUMN(TEXT, struct signature, person_name),
	COLUMN(BOOL, struct signature, is_signatory),
	COLUMN(TIME, struct signature, given_at),
	COLUMN(TEXT, struct signature, given_by),
	COLUMN(INT, struct signature, revision),
	COLUMN(TEXT, struct signature, sha256),
	COLUMN(TIME, struct signature, at),
	{ 0 }
};
static const struct shape signature_shape = { sizeof(struct signature), signature_columns };

struct day_row {
	const char *day, *name, *hours;
};
static const struct column day_columns[] = {
	COLUMN(TEXT, struct day_row, day),
	COLUMN(TEXT, struct day_row, name),
	COLUMN(TEXT, struct day_row, hours),
	{ 0 }
};
static const struct shape day_shape = { sizeof(struct day_row), day_columns };

#define AMENDMENT_SELECT "SELECT a.id, a.number, a.revision, a.state, a.calendar_id, c.name AS calendar_name, a.reason, a.author_id," \
	" p.name AS author_name, a.author_team, a.created_at, a.edited_by, e.name AS editor_name, a.edited_at, a.applied_at, a.flipped," \
	" a.running, a.moved FROM amendment a JOIN calendar c ON c.id = a.calendar_id JOIN person p ON p.id = a.author_id" \
	" JOIN person e ON e.id = a.edited_by"

/* Adds days and signatures. */
static struct amendment *
complete(struct db *db, struct amendment *a)
{
	const struct day_row *rows;

	if (!a)
		return NULL;
	rows = db_list(db, a, &day_shape, &a->day_count, "SELECT day, name, hours FROM amendment_day WHERE amendment_id = ? ORDER BY day", "i", a->id);
	a->days = memory_need(talloc_zero_array(a, struct exception, a->day_count + 1));
	for (size_t i = 0; i < a->day_count; i++) {
		a->days[i].name = rows[i].name;
		day_parse(rows[i].day, &a->days[i].day);
		hours_read(a, rows[i].hours, &a->days[i].hours);
	}
	a->signatures = db_list(db, a, &signature_shape, &a->signature_count, "SELECT g.team, g.person_id, p.name AS person_name, p.is_signatory,"
	    " s.given_at, b.name AS given_by, g.revision, g.sha256, g.at FROM amendment_signature g" SIGNER_JOINS
	    " WHERE g.amendment_id = ? AND g.standing = TRUE ORDER BY g.team", "i", a->id);
	return a;
}

struct amendment *
amendment_find(struct db *db, const void *ctx, int64_t number)
{
	return complete(db, db_one(db, ctx, &amendment_shape, AMENDMENT_SELECT " WHERE a.number = ?", "i", number));
}

struct amendment *
amendment_find_id(struct db *db, const void *ctx, int64_t id)
{
	return complete(db, db_one(db, ctx, &amendment_shape, AMENDMENT_SELECT " WHERE a.id = ?", "i", id));
}

static const struct column row_columns[] = {
	COLUMN(INT, struct amendment_row, id),
	COLUMN(INT, struct amendment_row, number),
	CODE_COLUMN(struct amendment_row, state, version_state_names),
	COLUMN(INT, struct amendment_row, calendar_id),
	COLUMN(TEXT, struct amendment_row, calendar_name),
	COLUMN(TEXT, struct amendment_row, reason),
	COLUMN(TEXT, struct amendment_row, author_name),
	COLUMN(TIME, struct amendment_row, edited_at),
	COLUMN(TIME, struct amendment_row, applied_at),
	COLUMN(INT, struct amendment_row, flipped),
	COLUMN(BOOL, struct amendment_row, marketing_signed),
	COLUMN(BOOL, struct amendment_row, sales_signed),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct amendment_row), row_columns };

#define SIGNED_BY(team) "EXISTS (SELECT 1 FROM amendment_signature g WHERE g.amendment_id = a.id AND g.team = '" team "' AND g.standing = TRUE)"
#define ROW_SELECT "SELECT a.id, a.number, a.state, a.calendar_id, c.name AS calendar_name, a.reason, p.name AS author_name, a.edited_at," \
	" a.applied_at, a.flipped, " SIGNED_BY("marketing") " AS marketing_signed, " SIGNED_BY("sales") " AS sales_signed" \
	" FROM amendment a JOIN calendar c ON c.id = a.calendar_id JOIN person p ON p.id = a.author_id"

struct amendment_row *
amendments_all(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " ORDER BY a.number DESC LIMIT ?", "i", limit);
}

struct amendment_row *
amendments_to_sign(struct db *db, const void *ctx, int team, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " WHERE a.state = 'in_review' AND NOT EXISTS (SELECT 1 FROM amendment_signature g"
	    " WHERE g.amendment_id = a.id AND g.team = ? AND g.standing = TRUE) ORDER BY a.number LIMIT ?", "si", team_names[team], limit);
}

struct act *
amendment_acts(struct db *db, const void *ctx, int64_t amendment_id, size_t *count)
{
	return db_list(db, ctx, &act_shape, count, "SELECT c.id, c.revision, c.act AS kind, c.person_id, p.name AS person_name, c.team, c.at, c.words"
	    " FROM amendment_act c JOIN person p ON p.id = c.person_id WHERE c.amendment_id = ? ORDER BY c.id", "i", amendment_id);
}

static const struct column effect_columns[] = {
	COLUMN(INT, struct clock_effect, timer_id),
	COLUMN(INT, struct clock_effect, promise_id),
	COLUMN(INT, struct clock_effect, line_id),
	CODE_COLUMN(struct clock_effect, kind, promise_kind_names),
	COLUMN(TIME, struct clock_effect, old_deadline),
	COLUMN(TIME, struct clock_effect, new_deadline),
	CODE_COLUMN(struct clock_effect, old_state, timer_state_names),
	CODE_COLUMN(struct clock_effect, new_state, timer_state_names),
	{ 0 }
};
static const struct shape effect_shape = { sizeof(struct clock_effect), effect_columns };

struct clock_effect *
amendment_results(struct db *db, const void *ctx, int64_t amendment_id, int64_t after, int64_t limit, size_t *count)
{
	struct clock_effect *list = db_list(db, ctx, &effect_shape, count, "SELECT c.timer_id, t.promise_id, t.line_id, t.kind, c.old_deadline,"
	    " c.new_deadline, c.old_state, c.new_state FROM timer_correction c JOIN timer t ON t.id = c.timer_id"
	    " WHERE c.amendment_id = ? AND c.flipped = TRUE AND c.timer_id > ? ORDER BY c.timer_id LIMIT ?", "iii", amendment_id, after, limit);

	for (size_t i = 0; i < *count; i++)
		list[i].effect = EFFECT_FLIPS;
	return list;
}

static const struct column shift_columns[] = {
	COLUMN(INT, struct month_shift, line_id),
	CODE_COLUMN(struct month_shift, kind, promise_kind_names),
	COLUMN(INT, struct month_shift, month),
	COLUMN(INT, struct month_shift, old_numerator),
	COLUMN(INT, struct month_shift, old_denominator),
	COLUMN(INT, struct month_shift, new_numerator),
	COLUMN(INT, struct month_shift, new_denominator),
	{ 0 }
};
static const struct shape shift_shape = { sizeof(struct month_shift), shift_columns };

struct month_shift *
amendment_months(struct db *db, const void *ctx, int64_t amendment_id, size_t *count)
{
	return db_list(db, ctx, &shift_shape, count, "SELECT m.line_id, p.kind, YEAR(m.month) * 12 + MONTH(m.month) - 1 AS month, m.old_numerator,"
	    " m.old_denominator, m.new_numerator, m.new_denominator FROM amendment_month m JOIN promise p ON p.id = m.line_id"
	    " WHERE m.amendment_id = ? ORDER BY m.line_id, m.month", "i", amendment_id);
}

static const struct column subject_columns[] = {
	COLUMN(INT, struct clock_subject, timer_id),
	COLUMN(TEXT, struct clock_subject, subject),
	COLUMN(INT, struct clock_subject, subject_id),
	COLUMN(TEXT, struct clock_subject, record_name),
	{ 0 }
};
static const struct shape subject_shape = { sizeof(struct clock_subject), subject_columns };

const char *
numbers_json(const void *ctx, const int64_t *ids, size_t count)
{
	struct buffer *text = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(text, "%s%lld", i ? "," : "[", (long long)ids[i]);
	buffer_text(text, count ? "]" : "[]");
	return buffer_take(ctx, text);
}

struct clock_subject *
clock_subjects(struct db *db, const void *ctx, const struct clock_effect *effects, size_t count, size_t *found)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, count + 1));

	for (size_t i = 0; i < count; i++)
		ids[i] = effects[i].timer_id;
	return db_list(db, ctx, &subject_shape, found, "SELECT t.id AS timer_id, t.subject, t.subject_id, " RECORD_NAME " FROM JSON_TABLE(?, '$[*]' COLUMNS"
	    " (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN timer t ON t.id = j.id ORDER BY t.id", "s", numbers_json(ctx, ids, count));
}

static const struct column correction_columns[] = {
	COLUMN(INT, struct timer_correction, number),
	COLUMN(TEXT, struct timer_correction, reason),
	COLUMN(TIME, struct timer_correction, applied_at),
	COLUMN(TIME, struct timer_correction, old_deadline),
	COLUMN(TIME, struct timer_correction, new_deadline),
	CODE_COLUMN(struct timer_correction, old_state, timer_state_names),
	CODE_COLUMN(struct timer_correction, new_state, timer_state_names),
	COLUMN(INT, struct timer_correction, old_calendar),
	COLUMN(INT, struct timer_correction, new_calendar),
	{ 0 }
};
static const struct shape correction_shape = { sizeof(struct timer_correction), correction_columns };

struct timer_correction *
timer_corrections(struct db *db, const void *ctx, int64_t timer_id, size_t *count)
{
	return db_list(db, ctx, &correction_shape, count, "SELECT a.number, a.reason, a.applied_at, c.old_deadline, c.new_deadline, c.old_state,"
	    " c.new_state, o.number AS old_calendar, n.number AS new_calendar FROM timer_correction c JOIN amendment a ON a.id = c.amendment_id"
	    " JOIN calendar_version o ON o.id = c.old_calendar_version_id JOIN calendar_version n ON n.id = c.new_calendar_version_id"
	    " WHERE c.timer_id = ? ORDER BY c.amendment_id", "i", timer_id);
}

static const struct column month_columns[] = {
	COLUMN(INT, struct month_correction, number),
	COLUMN(TIME, struct month_correction, applied_at),
	COLUMN(TEXT, struct month_correction, month),
	COLUMN(INT, struct month_correction, old_numerator),
	COLUMN(INT, struct month_correction, old_denominator),
	COLUMN(INT, struct month_correction, new_numerator),
	COLUMN(INT, struct month_correction, new_denominator),
	{ 0 }
};
static const struct shape month_shape = { sizeof(struct month_correction), month_columns };

struct month_correction *
month_corrections(struct db *db, const void *ctx, int64_t line_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &month_shape, count, "SELECT a.number, a.applied_at, m.month, m.old_numerator, m.old_denominator, m.new_numerator,"
	    " m.new_denominator FROM amendment_month m JOIN amendment a ON a.id = m.amendment_id WHERE m.line_id = ?"
	    " ORDER BY m.month DESC, a.number DESC LIMIT ?", "ii", line_id, limit);
}
