/* Versions: reading them whole, and writing drafts, reviews and comments. */
#include "glossary/store_parts.h"

#include "auth/outbox.h"
#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

static const struct column version_columns[] = {
	COLUMN(INT, struct version, id),
	COLUMN(INT, struct version, term_id),
	COLUMN(INT, struct version, number),
	COLUMN(INT, struct version, revision),
	CODE_COLUMN(struct version, state, version_state_names),
	COLUMN(TEXT, struct version, meaning),
	COLUMN(TEXT, struct version, change_note),
	COLUMN(TEXT, struct version, review_by),
	COLUMN(TEXT, struct version, in_force_from),
	CODE_COLUMN(struct version, stage_path, stage_path_names),
	COLUMN(INT, struct version, stage_position),
	CODE_COLUMN(struct version, stage_owner, team_names),
	COLUMN(INT, struct version, stage_longest_days),
	COLUMN(TEXT, struct version, metric_measure),
	COLUMN(TEXT, struct version, metric_counts_by),
	COLUMN(TEXT, struct version, metric_closed_event),
	COLUMN(TEXT, struct version, metric_exclude_reasons),
	COLUMN(INT, struct version, reason_acts),
	COLUMN(INT, struct version, began_from),
	COLUMN(BOOL, struct version, imported),
	COLUMN(TIME, struct version, in_force_at),
	COLUMN(TEXT, struct version, review_due),
	COLUMN(INT, struct version, author_id),
	COLUMN(TEXT, struct version, author_name),
	CODE_COLUMN(struct version, author_team, team_names),
	COLUMN(TIME, struct version, created_at),
	COLUMN(INT, struct version, edited_by),
	COLUMN(TEXT, struct version, editor_name),
	COLUMN(TIME, struct version, edited_at),
	COLUMN(INT, struct version, charter_id),
	COLUMN(BOOL, struct version, term_retired),
	{ 0 }
};
const struct shape version_shape = { sizeof(struct version), version_columns };

struct criterion_row {
	int64_t version_id;
	struct criterion c;
};
static const struct column criterion_columns[] = {
	COLUMN(INT, struct criterion_row, version_id),
	{ DB_TEXT, "code", offsetof(struct criterion_row, c.code), NULL },
	{ DB_TEXT, "label", offsetof(struct criterion_row, c.label), NULL },
	{ DB_CODE, "kind", offsetof(struct criterion_row, c.kind), criterion_kind_names },
	{ DB_TEXT, "bound_min", offsetof(struct criterion_row, c.bound_min), NULL },
	{ DB_TEXT, "bound_max", offsetof(struct criterion_row, c.bound_max), NULL },
	{ DB_TEXT, "choices", offsetof(struct criterion_row, c.choices), NULL },
	{ DB_CODE, "level", offsetof(struct criterion_row, c.level), criterion_level_names },
	{ DB_BOOL, "evidence", offsetof(struct criterion_row, c.evidence), NULL },
	{ 0 }
};
static const struct shape criterion_shape = { sizeof(struct criterion_row), criterion_columns };

static const struct column signature_columns[] = {
	COLUMN(INT, struct signature, version_id),
	COLUMN(INT, struct signature, sheet_id),
	CODE_COLUMN(struct signature, team, team_names),
	COLUMN(INT, struct signature, person_id),
	COLUMN(TEXT, struct signature, person_name),
	COLUMN(BOOL, struct signature, is_signatory),
	COLUMN(TIME, struct signature, given_at), COLUMN(TEXT, struct signature, given_by),
	COLUMN(INT, struct signature, revision),
	COLUMN(TEXT, struct signature, sha256),
	COLUMN(TIME, struct signature, at),
	{ 0 }
};
static const struct shape signature_shape = { sizeof(struct signature), signature_columns };

/* A version by its id, for sorting. */
struct place {
	int64_t id;
	struct version *version;
};

static int
by_version_id(const void *a, const void *b)
{
	int64_t x = ((const struct place *)a)->id, y = ((const struct place *)b)->id;

	return (x > y) - (x < y);
}

/* All three lists in the order of the versions' ids: each version's criteria and signatures are one run. */
static void
share_out(const void *ctx, struct place *places, const struct criterion_row *rows, size_t row_count,
    struct signature *signatures, size_t signature_count)
{
	struct criterion *criteria = memory_need(talloc_array(ctx, struct criterion, row_count + 1));
	struct place *at = places;

	for (size_t i = 0; i < row_count; i++) {
		while (at->id != rows[i].version_id)
			at++;
		criteria[i] = rows[i].c;
		if (!at->version->criteria_count++)
			at->version->criteria = &criteria[i];
	}
	at = places;
	for (size_t i = 0; i < signature_count; i++) {
		while (at->id != signatures[i].version_id)
			at++;
		if (!at->version->signature_count++)
			at->version->signatures = &signatures[i];
	}
}

void
versions_complete(struct db *db, const void *ctx, struct version *versions, size_t count)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, count + 1));
	struct place *places = memory_need(talloc_array(ctx, struct place, count + 1));
	struct criterion_row *rows;
	struct signature *signatures;
	size_t row_count, signature_count;
	const char *json;

	if (!count)
		return;
	for (size_t i = 0; i < count; i++) {
		ids[i] = versions[i].id;
		places[i] = (struct place){ versions[i].id, &versions[i] };
	}
	qsort(places, count, sizeof *places, by_version_id);
	json = ids_json(ctx, ids, count);
	rows = db_list(db, ctx, &criterion_shape, &row_count, "SELECT c.version_id, c.code, c.label, c.kind, c.bound_min,"
	    " c.bound_max, c.choices, c.level, c.evidence FROM " IDS_TABLE " JOIN criterion c ON c.version_id = j.id"
	    " ORDER BY c.version_id, c.position", "s", json);
	signatures = db_list(db, ctx, &signature_shape, &signature_count, "SELECT g.version_id, g.sheet_id, g.team,"
	    " g.person_id, p.name AS person_name, p.is_signatory, s.given_at, b.name AS given_by, g.revision, g.sha256, g.at"
	    " FROM " IDS_TABLE " JOIN signature g ON g.version_id = j.id AND g.standing = TRUE" SIGNER_JOINS " ORDER BY g.version_id, g.team", "s", json);
	share_out(ctx, places, rows, row_count, signatures, signature_count);
}

struct version *
term_versions(struct db *db, const void *ctx, int64_t term_id, int64_t now, size_t *count)
{
	struct version *versions = db_list(db, ctx, &version_shape, count, "SELECT" VERSION_COLUMNS " FROM term_version v"
	    VERSION_JOINS " WHERE v.term_id = ? ORDER BY v.number DESC", "i", term_id);
	int64_t in_force = version_in_force(versions, *count, now);

	versions_complete(db, ctx, versions, *count);
	for (size_t i = 0; i < *count; i++) {
		struct version *v = &versions[i];

		v->status = version_status_at(v->state, v->number, v->in_force_at, in_force, now);
	}
	return versions;
}

static int64_t
in_force_number(struct db *db, int64_t term_id, int64_t now)
{
	return db_integer(db, 0, "SELECT number FROM term_version WHERE term_id = ? AND in_force_at <= ?"
	    " ORDER BY in_force_at DESC, number DESC LIMIT 1", "it", term_id, now);
}

struct version *
version_find(struct db *db, const void *ctx, int64_t term_id, int64_t number, int64_t now)
{
	struct version *v = db_one(db, ctx, &version_shape, "SELECT" VERSION_COLUMNS " FROM term_version v" VERSION_JOINS
	    " WHERE v.term_id = ? AND v.number = ?", "ii", term_id, number);

	if (!v)
		return NULL;
	versions_complete(db, ctx, v, 1);
	v->status = version_status_at(v->state, v->number, v->in_force_at, in_force_number(db, term_id, now), now);
	return v;
}

struct version *
version_find_in_force(struct db *db, const void *ctx, int64_t term_id, int64_t now)
{
	int64_t number = in_force_number(db, term_id, now);

	return number ? version_find(db, ctx, term_id, number, now) : NULL;
}

static const struct column act_columns[] = {
	COLUMN(INT, struct act, id),
	COLUMN(INT, struct act, revision),
	CODE_COLUMN(struct act, kind, act_kind_names),
	COLUMN(INT, struct act, person_id),
	COLUMN(TEXT, struct act, person_name),
	CODE_COLUMN(struct act, team, team_names),
	COLUMN(TIME, struct act, at),
	COLUMN(TEXT, struct act, words),
	{ 0 }
};
const struct shape act_shape = { sizeof(struct act), act_columns };

struct act *
version_acts(struct db *db, const void *ctx, int64_t version_id, bool comments_only, size_t *count)
{
	return db_list(db, ctx, &act_shape, count, "SELECT c.id, c.revision, c.act AS kind, c.person_id, p.name AS person_name,"
	    " c.team, c.at, c.words FROM version_act c JOIN person p ON p.id = c.person_id WHERE c.version_id = ?"
	    " AND (? = 0 OR c.act IN ('comment', 'objection')) ORDER BY c.id", "ii", version_id, (int64_t)comments_only);
}

void
act_add(struct db *db, const struct actor *actor, int64_t version_id, int64_t revision, enum act_kind kind, const char *words)
{
	db_run(db, "INSERT INTO version_act (version_id, revision, act, person_id, team, at, words) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    "iisists", version_id, revision, act_kind_names[kind], actor->person_id, team_names[actor->team], actor->now, words);
}

static const char *
code_name(const char *const *names, int code)
{
	return code < 0 ? NULL : names[code];
}

static void
criteria_insert(struct db *db, const struct version *v)
{
	for (size_t i = 0; i < v->criteria_count; i++) {
		const struct criterion *c = &v->criteria[i];

		db_run(db, "INSERT INTO criterion (version_id, position, code, label, kind, bound_min, bound_max, choices, level,"
		    " evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iisssssssi", v->id, (int64_t)i + 1, c->code, c->label,
		    criterion_kind_names[c->kind], c->bound_min, c->bound_max, c->choices, criterion_level_names[c->level],
		    (int64_t)c->evidence);
	}
}

/* A day as the database takes it: NULL for none. */
static const char *
day_or_null(const char *day)
{
	return day && *day ? day : NULL;
}

enum act_result
version_add(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, int64_t number, struct version *v)
{
	v->term_id = term_id;
	v->number = number;
	v->revision = 1;
	v->state = STATE_DRAFT;
	v->id = db_insert(db, "INSERT INTO term_version (term_id, number, state, meaning, change_note, review_by, in_force_from,"
	    " review_due, stage_path, stage_position, stage_owner, stage_longest_days, metric_measure, metric_counts_by,"
	    " metric_closed_event, metric_exclude_reasons, reason_acts, began_from, imported, author_id, author_team,"
	    " created_at, edited_by, edited_at) VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iissssssnsnssssnniistit",
	    term_id, number, v->meaning, v->change_note, day_or_null(v->review_by), day_or_null(v->in_force_from),
	    day_or_null(v->review_by), code_name(stage_path_names, v->stage_path), v->stage_position,
	    code_name(team_names, v->stage_owner), v->stage_longest_days, v->metric_measure, v->metric_counts_by,
	    v->metric_closed_event, v->metric_exclude_reasons, v->reason_acts, v->began_from, (int64_t)v->imported,
	    actor->person_id, team_names[actor->team], actor->now, actor->person_id, actor->now);
	if (!v->id)
		return RESULT_STALE;
	criteria_insert(db, v);
	act_add(db, actor, v->id, 1, HAPPENED_DRAFT, "");
	audit_add(db, actor, "version.create", "version", v->id, text_format(ctx, "%lld", (long long)number));
	return RESULT_DONE;
}

enum act_result
version_create(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, struct version *v)
{
	int64_t in_use = db_integer(db, -1, "SELECT deprecated_at IS NULL FROM term WHERE id = ? FOR UPDATE", "i", term_id);
	int64_t newest = db_integer(db, 0, "SELECT MAX(number) FROM term_version WHERE term_id = ? LOCK IN SHARE MODE", "i",
	    term_id);
	enum act_result result;

	if (in_use != 1)
		return in_use < 0 ? RESULT_GONE : RESULT_MOVED;
	if (!v->began_from)
		v->began_from = in_force_number(db, term_id, actor->now);
	result = version_add(db, ctx, actor, term_id, newest + 1, v);
	if (result == RESULT_DONE)
		glossary_touch(db);
	return result;
}

/* Whether an act on a locked version may go on. */
static enum act_result
check(struct db *db, const struct sheet_version_row *row, int64_t revision, enum version_step step)
{
	if (!row)
		return RESULT_GONE;
	if (row->revision != revision)
		return RESULT_STALE;
	return sheet_row_can(db, row, step) ? RESULT_DONE : RESULT_MOVED;
}

enum act_result
version_edit(struct db *db, const void *ctx, const struct actor *actor, struct version *v)
{
	struct sheet_version_row *row;
	const struct open_sheet *sheet = sheet_lock_of(db, ctx, v->id, &row);
	enum act_result result = check(db, row, v->revision, STEP_EDIT);

	if (result != RESULT_DONE)
		return result;
	if (db_run(db, "UPDATE term_version SET revision = revision + 1, meaning = ?, change_note = ?, review_by = ?,"
	    " in_force_from = ?, review_due = ?, stage_path = ?, stage_position = ?, stage_owner = ?, stage_longest_days = ?,"
	    " metric_measure = ?, metric_counts_by = ?, metric_closed_event = ?, metric_exclude_reasons = ?, reason_acts = ?,"
	    " imported = imported AND ?, edited_by = ?, edited_at = ? WHERE id = ? AND revision = ?", "ssssssnsnssssniitii", v->meaning, v->change_note,
	    day_or_null(v->review_by), day_or_null(v->in_force_from), day_or_null(v->review_by),
	    code_name(stage_path_names, v->stage_path), v->stage_position, code_name(team_names, v->stage_owner),
	    v->stage_longest_days, v->metric_measure, v->metric_counts_by, v->metric_closed_event, v->metric_exclude_reasons,
	    v->reason_acts, (int64_t)v->imported, actor->person_id, actor->now, v->id, v->revision) != 1)
		return RESULT_STALE;
	db_run(db, "DELETE FROM criterion WHERE version_id = ?", "i", v->id);
	criteria_insert(db, v);
	sheet_clear(db, sheet, actor->now);
	v->revision++;
	act_add(db, actor, v->id, v->revision, HAPPENED_EDIT, "");
	audit_add(db, actor, "version.edit", "version", v->id, text_format(ctx, "r%lld", (long long)v->revision));
	glossary_touch(db);
	return RESULT_DONE;
}

/* The acts that move a version and nothing else: state, history, trail. */
static enum act_result
move(struct db *db, const void *ctx, const struct actor *actor, const struct sheet_version_row *row, enum version_step step,
    enum act_kind kind, const char *words)
{
	int after = version_after(row->state, step);

	if (db_run(db, "UPDATE term_version SET state = ? WHERE id = ? AND state = ?", "sis", version_state_names[after],
	    row->id, version_state_names[row->state]) != 1)
		return RESULT_MOVED;
	act_add(db, actor, row->id, row->revision, kind, words);
	audit_add(db, actor, text_format(ctx, "version.%s", act_kind_names[kind]), "version", row->id,
	    text_format(ctx, "r%lld", (long long)row->revision));
	glossary_touch(db);
	return RESULT_DONE;
}

enum act_result
version_review(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision)
{
	struct sheet_version_row *row;
	enum act_result result;

	sheet_lock_of(db, ctx, version_id, &row);
	result = check(db, row, revision, STEP_REVIEW);
	if (result == RESULT_DONE)
		result = move(db, ctx, actor, row, STEP_REVIEW, HAPPENED_REVIEW, "");
	if (result == RESULT_DONE)
		outbox_signatories(db, actor, "version.review", version_id);
	return result;
}

enum act_result
version_object(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision,
    const char *reason)
{
	struct sheet_version_row *row;
	const struct open_sheet *sheet = sheet_lock_of(db, ctx, version_id, &row);
	enum act_result result = check(db, row, revision, STEP_OBJECT);

	if (result != RESULT_DONE)
		return result;
	sheet_clear(db, sheet, actor->now);
	result = move(db, ctx, actor, row, STEP_OBJECT, HAPPENED_OBJECTION, reason);
	if (result == RESULT_DONE)
		objection_tell(db, actor, version_id);
	return result;
}

enum act_result
version_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision,
    const char *reason)
{
	struct sheet_version_row *row;
	const struct open_sheet *sheet = sheet_lock_of(db, ctx, version_id, &row);
	enum act_result result = check(db, row, revision, STEP_WITHDRAW);

	if (result != RESULT_DONE)
		return result;
	sheet_close(db, sheet, actor->now);
	return move(db, ctx, actor, row, STEP_WITHDRAW, HAPPENED_WITHDRAWAL, reason);
}

enum act_result
comment_add(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, const char *words)
{
	int64_t revision = db_integer(db, 0, "SELECT revision FROM term_version WHERE id = ?", "i", version_id);

	if (!revision)
		return RESULT_GONE;
	act_add(db, actor, version_id, revision, HAPPENED_COMMENT, text_trim(ctx, words));
	audit_add(db, actor, "version.comment", "version", version_id, NULL);
	glossary_touch(db);
	return RESULT_DONE;
}
