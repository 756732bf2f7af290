/* Versions of the agreement, read whole or as a list. */
#include "sla/store_agreement_parts.h"

#include "data/content.h"

#include <talloc.h>

#define NEXT_AFTER_A "(x.in_force_at > a.in_force_at OR (x.in_force_at = a.in_force_at AND x.number > a.number))"
#define CHARTER_OF_A "(SELECT MAX(h.id) FROM sheet_agreement i JOIN sheet h ON h.id = i.sheet_id WHERE i.agreement_id = a.id" \
	" AND h.state = 'open' AND h.is_charter)"
#define A_SIGNED_BY(team) "EXISTS (SELECT 1 FROM signature g WHERE g.agreement_id = a.id AND g.team = '" team "'" \
	" AND g.standing = TRUE)"

static const struct column agreement_columns[] = {
	COLUMN(INT, struct agreement, id),
	COLUMN(INT, struct agreement, number),
	COLUMN(INT, struct agreement, revision),
	CODE_COLUMN(struct agreement, state, version_state_names),
	COLUMN(TEXT, struct agreement, text),
	COLUMN(TEXT, struct agreement, change_note),
	COLUMN(TEXT, struct agreement, valid_from),
	COLUMN(INT, struct agreement, calendar_id),
	COLUMN(INT, struct agreement, gate_id),
	COLUMN(TEXT, struct agreement, pause_reasons),
	COLUMN(INT, struct agreement, pause_most_minutes),
	COLUMN(INT, struct agreement, backdate_days),
	COLUMN(TEXT, struct agreement, warn_at),
	COLUMN(TEXT, struct agreement, calendar_name),
	COLUMN(TEXT, struct agreement, gate_slug),
	COLUMN(TEXT, struct agreement, gate_name),
	COLUMN(TIME, struct agreement, in_force_at),
	COLUMN(TIME, struct agreement, ended_at),
	COLUMN(INT, struct agreement, began_from),
	COLUMN(INT, struct agreement, author_id),
	COLUMN(TEXT, struct agreement, author_name),
	CODE_COLUMN(struct agreement, author_team, team_names),
	COLUMN(TIME, struct agreement, created_at),
	COLUMN(INT, struct agreement, edited_by),
	COLUMN(TEXT, struct agreement, editor_name),
	COLUMN(TIME, struct agreement, edited_at),
	COLUMN(INT, struct agreement, charter_id),
	{ 0 }
};
static const struct shape agreement_shape = { sizeof(struct agreement), agreement_columns };

#define AGREEMENT_SELECT "SELECT a.id, a.number, a.revision, a.state, a.text, a.change_note, a.valid_from, a.calendar_id, a.gate_id," \
	" a.pause_reasons, a.pause_most_minutes, a.backdate_days, a.warn_at, c.name AS calendar_name, t.slug AS gate_slug," \
	" t.name AS gate_name, a.in_force_at, (SELECT MIN(x.in_force_at) FROM agreement x WHERE " NEXT_AFTER_A \
	" AND x.in_force_at <= ?) AS ended_at, a.began_from, a.author_id, p.name AS author_name, a.author_team, a.created_at," \
	" a.edited_by, e.name AS editor_name, a.edited_at, " CHARTER_OF_A " AS charter_id FROM agreement a" \
	" JOIN calendar c ON c.id = a.calendar_id JOIN term t ON t.id = a.gate_id JOIN person p ON p.id = a.author_id" \
	" JOIN person e ON e.id = a.edited_by"

static const struct column promise_columns[] = {
	COLUMN(INT, struct promise, id),
	COLUMN(INT, struct promise, agreement_id),
	COLUMN(INT, struct promise, agreement_number),
	COLUMN(INT, struct promise, line_id),
	CODE_COLUMN(struct promise, kind, promise_kind_names),
	CODE_COLUMN(struct promise, party, party_names),
	COLUMN(INT, struct promise, definition_id),
	COLUMN(TEXT, struct promise, definition_slug),
	COLUMN(TEXT, struct promise, definition_name),
	COLUMN(INT, struct promise, quantity),
	CODE_COLUMN(struct promise, pace, promise_pace_names),
	COLUMN(INT, struct promise, percent),
	COLUMN(INT, struct promise, open_minutes),
	COLUMN(INT, struct promise, business_days),
	COLUMN(INT, struct promise, attempts),
	COLUMN(INT, struct promise, days),
	COLUMN(INT, struct promise, within_days),
	CODE_COLUMN(struct promise, scope_kind, promise_scope_names),
	COLUMN(TEXT, struct promise, scope_code),
	COLUMN(TEXT, struct promise, scope_value),
	COLUMN(TEXT, struct promise, scope_name),
	CODE_COLUMN(struct promise, measured, promise_measure_names),
	{ 0 }
};
static const struct shape promise_shape = { sizeof(struct promise), promise_columns };

#define PROMISE_SELECT "SELECT p.id, p.agreement_id, a.number AS agreement_number, p.line_id, p.kind, p.party, p.definition_id," \
	" t.slug AS definition_slug, t.name AS definition_name, p.quantity, p.pace, p.percent, p.open_minutes, p.business_days," \
	" p.attempts, p.days, p.within_days, p.scope_kind, p.scope_code, p.scope_value," \
	" CASE p.scope_kind WHEN 'persona' THEN (SELECT s.name FROM term s WHERE s.slug = CONVERT(p.scope_value USING ascii))" \
	" WHEN 'criterion' THEN (SELECT c.label FROM term_version v JOIN criterion c ON c.version_id = v.id AND c.code = p.scope_code" \
	" WHERE v.term_id = a.gate_id ORDER BY v.number DESC LIMIT 1) END AS scope_name, p.measured" \
	" FROM promise p JOIN agreement a ON a.id = p.agreement_id LEFT JOIN term t ON t.id = p.definition_id"

static const struct column signature_columns[] = {
	CODE_COLUMN(struct agreement_signature, team, team_names),
	COLUMN(INT, struct agreement_signature, person_id),
	COLUMN(TEXT, struct agreement_signature, person_name),
	COLUMN(BOOL, struct agreement_signature, is_signatory),
	COLUMN(TIME, struct agreement_signature, given_at),
	COLUMN(TEXT, struct agreement_signature, given_by),
	COLUMN(INT, struct agreement_signature, sheet_id),
	COLUMN(INT, struct agreement_signature, revision),
	COLUMN(TEXT, struct agreement_signature, sha256),
	COLUMN(TIME, struct agreement_signature, at),
	{ 0 }
};
static const struct shape signature_shape = { sizeof(struct agreement_signature), signature_columns };

int64_t
agreement_in_force_number(struct db *db, int64_t instant)
{
	size_t one;
	int64_t *kept = db_kept_list(db, "agreement_number", instant, &one), number;

	if (kept)
		return *kept;
	number = db_integer(db, 0, "SELECT number FROM agreement WHERE in_force_at <= ? ORDER BY in_force_at DESC, number DESC LIMIT 1", "t", instant);
	if (db_remembers(db)) {
		kept = memory_need(talloc(db_rememberer(db, NULL), int64_t));
		*kept = number;
		db_keep_list(db, "agreement_number", instant, kept, 1);
	}
	return number;
}

/* Adds promises, signatures and status. */
static struct agreement *
complete(struct db *db, const void *ctx, struct agreement *a, int64_t now)
{
	if (!a)
		return NULL;
	a->promises = db_list(db, ctx, &promise_shape, &a->promise_count, PROMISE_SELECT " WHERE p.agreement_id = ?"
	    " ORDER BY p.position", "i", a->id);
	a->signatures = db_list(db, ctx, &signature_shape, &a->signature_count, "SELECT g.team, g.person_id, p.name AS person_name,"
	    " p.is_signatory, s.given_at, b.name AS given_by, g.sheet_id, g.revision, g.sha256, g.at FROM signature g" SIGNER_JOINS
	    " WHERE g.agreement_id = ? AND g.standing = TRUE ORDER BY g.team", "i", a->id);
	a->status = version_status_at(a->state, a->number, a->in_force_at, agreement_in_force_number(db, now), now);
	return a;
}

struct agreement *
agreement_find(struct db *db, const void *ctx, int64_t number, int64_t now)
{
	return complete(db, ctx, db_one(db, ctx, &agreement_shape, AGREEMENT_SELECT " WHERE a.number = ?", "ti", now, number), now);
}

struct agreement *
agreement_find_id(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	return complete(db, ctx, db_one(db, ctx, &agreement_shape, AGREEMENT_SELECT " WHERE a.id = ?", "ti", now, id), now);
}

struct agreement *
agreement_in_force(struct db *db, const void *ctx, int64_t instant)
{
	return complete(db, ctx, db_one(db, ctx, &agreement_shape, AGREEMENT_SELECT " WHERE a.id = (SELECT f.id"
	    " FROM agreement f WHERE f.in_force_at <= ? ORDER BY f.in_force_at DESC, f.number DESC LIMIT 1)", "tt", instant, instant),
	    instant);
}

const struct agreement *
agreement_then(struct db *db, const void *ctx, int64_t instant)
{
	int64_t number = agreement_in_force_number(db, instant);
	struct agreement *a = number ? db_kept(db, "agreement", number) : NULL;

	if (a || !number)
		return a;
	a = agreement_in_force(db, db_keeper(db, ctx), instant);
	db_keep(db, "agreement", number, a);
	return a;
}

struct promise *
promise_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &promise_shape, PROMISE_SELECT " WHERE p.id = ?", "i", id);
}

static const struct column row_columns[] = {
	COLUMN(INT, struct agreement_row, id),
	COLUMN(INT, struct agreement_row, number),
	COLUMN(INT, struct agreement_row, revision),
	CODE_COLUMN(struct agreement_row, state, version_state_names),
	COLUMN(TEXT, struct agreement_row, change_note),
	COLUMN(TEXT, struct agreement_row, valid_from),
	COLUMN(TIME, struct agreement_row, in_force_at),
	COLUMN(INT, struct agreement_row, author_id),
	COLUMN(TEXT, struct agreement_row, author_name),
	COLUMN(INT, struct agreement_row, edited_by),
	COLUMN(TEXT, struct agreement_row, editor_name),
	COLUMN(TIME, struct agreement_row, edited_at),
	COLUMN(INT, struct agreement_row, promises),
	COLUMN(BOOL, struct agreement_row, marketing_signed),
	COLUMN(BOOL, struct agreement_row, sales_signed),
	COLUMN(INT, struct agreement_row, charter_id),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct agreement_row), row_columns };

#define ROW_SELECT "SELECT a.id, a.number, a.revision, a.state, a.change_note, a.valid_from, a.in_force_at, a.author_id," \
	" p.name AS author_name, a.edited_by, e.name AS editor_name, a.edited_at," \
	" (SELECT COUNT(*) FROM promise o WHERE o.agreement_id = a.id) AS promises, " A_SIGNED_BY("marketing") \
	" AS marketing_signed, " A_SIGNED_BY("sales") " AS sales_signed, " CHARTER_OF_A " AS charter_id FROM agreement a" \
	" JOIN person p ON p.id = a.author_id JOIN person e ON e.id = a.edited_by"

struct agreement_row *
agreements_all(struct db *db, const void *ctx, int64_t now, int64_t limit, size_t *count)
{
	struct agreement_row *rows = db_kept_list(db, "agreements", limit, count);
	int64_t in_force;

	if (rows)
		return rows;
	rows = db_list(db, db_rememberer(db, ctx), &row_shape, count, ROW_SELECT " ORDER BY a.number DESC LIMIT ?", "i", limit);
	in_force = agreement_in_force_number(db, now);
	for (size_t i = 0; i < *count; i++)
		rows[i].status = version_status_at(rows[i].state, rows[i].number, rows[i].in_force_at, in_force, now);
	db_keep_list(db, "agreements", limit, rows, *count);
	return rows;
}

const struct agreement_row *
agreement_open(const struct agreement_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].state == STATE_DRAFT || rows[i].state == STATE_IN_REVIEW)
			return &rows[i];
	return NULL;
}

struct agreement_row *
agreements_in_review(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	struct agreement_row *rows = db_list(db, ctx, &row_shape, count, ROW_SELECT " WHERE a.state = 'in_review'"
	    " ORDER BY a.edited_at, a.id LIMIT ?", "i", limit);

	for (size_t i = 0; i < *count; i++)
		rows[i].status = STATUS_IN_REVIEW;
	return rows;
}

struct agreement_row *
agreements_to_sign(struct db *db, const void *ctx, int team, int64_t limit, size_t *count)
{
	struct agreement_row *rows = db_list(db, ctx, &row_shape, count, ROW_SELECT " WHERE a.state = 'in_review' AND NOT EXISTS"
	    " (SELECT 1 FROM signature g WHERE g.agreement_id = a.id AND g.team = ? AND g.standing = TRUE)"
	    " ORDER BY a.edited_at, a.id LIMIT ?", "si", team_names[team], limit);

	for (size_t i = 0; i < *count; i++)
		rows[i].status = STATUS_IN_REVIEW;
	return rows;
}

struct act *
agreement_acts(struct db *db, const void *ctx, int64_t agreement_id, bool comments_only, size_t *count)
{
	return db_list(db, ctx, &act_shape, count, "SELECT c.id, c.revision, c.act AS kind, c.person_id, p.name AS person_name,"
	    " c.team, c.at, c.words FROM agreement_act c JOIN person p ON p.id = c.person_id WHERE c.agreement_id = ?"
	    " AND (? = 0 OR c.act IN ('comment', 'objection')) ORDER BY c.id", "ii", agreement_id, (int64_t)comments_only);
}

void
sla_touch(struct db *db)
{
	content_touch(db, "sla");
}

