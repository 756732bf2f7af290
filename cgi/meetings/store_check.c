/* Vocabulary checks in the database. */
#include "meetings/store_parts.h"

#include "base/text.h"
#include "leads/store.h"

#include <string.h>
#include <talloc.h>

static const struct column check_columns[] = {
	COLUMN(INT, struct word_check, id),
	COLUMN(INT, struct word_check, version_id),
	COLUMN(TEXT, struct word_check, slug),
	COLUMN(TEXT, struct word_check, name),
	COLUMN(INT, struct word_check, number),
	COLUMN(TEXT, struct word_check, month),
	COLUMN(TIME, struct word_check, made_at),
	COLUMN(BOOL, struct word_check, marketing_done),
	COLUMN(BOOL, struct word_check, sales_done),
	{ 0 }
};
static const struct shape check_shape = { sizeof(struct word_check), check_columns };

#define DONE_BY(team) "NOT EXISTS (SELECT 1 FROM word_check_case c WHERE c.check_id = k.id AND NOT EXISTS (SELECT 1 FROM word_check_answer a" \
	" WHERE a.case_id = c.id AND a.team = '" team "'))"
#define CHECK_SELECT "SELECT k.id, k.term_version_id AS version_id, t.slug, t.name, v.number, k.month, k.made_at, " DONE_BY("marketing") " AS marketing_done, " \
	DONE_BY("sales") " AS sales_done FROM word_check k JOIN term_version v ON v.id = k.term_version_id JOIN term t ON t.id = v.term_id"

struct word_check *
word_checks(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &check_shape, count, CHECK_SELECT " ORDER BY k.id DESC LIMIT ?", "i", limit);
}

struct word_check *
word_check_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &check_shape, CHECK_SELECT " WHERE k.id = ?", "i", id);
}

enum act_result
word_check_make(struct db *db, const void *ctx, const struct actor *actor, const char *zone, int64_t *id)
{
	const struct version *gate = handoff_gate(db, ctx, actor->now, NULL);
	const char *month = day_print(ctx, day_month_start(day_of(actor->now, zone)));

	if (!gate || !gate->criteria_count)
		return RESULT_WANTED;
	*id = db_insert(db, "INSERT INTO word_check (term_version_id, month, made_by, made_at) VALUES (?, ?, ?, ?)", "isit", gate->id, month, actor->person_id, actor->now);
	if (!*id)
		return RESULT_MOVED;
	db_run(db, "INSERT INTO word_check_case (check_id, position, handoff_id) SELECT ?, ROW_NUMBER() OVER (ORDER BY h.lot), h.id FROM (SELECT h.id, RAND() AS lot"
	    " FROM handoff h JOIN lead_record l ON l.id = h.lead_id AND l.erased_at IS NULL WHERE h.first_submitted_at >= ? AND CHAR_LENGTH(h.words) > 20"
	    " ORDER BY lot LIMIT ?) h", "iti", *id, actor->now - INT64_C(120) * 86400, (int64_t)CHECK_CASES);
	if (!db_integer(db, 0, "SELECT COUNT(*) FROM word_check_case WHERE check_id = ?", "i", *id))
		return RESULT_WANTED;
	audit_add(db, actor, "check.make", "check", *id, NULL);
	return RESULT_DONE;
}

struct case_row {
	int64_t id;
	int64_t position;
	const char *words;
	const char *names;
};
static const struct column case_columns[] = {
	COLUMN(INT, struct case_row, id),
	COLUMN(INT, struct case_row, position),
	COLUMN(TEXT, struct case_row, words),
	COLUMN(TEXT, struct case_row, names),
	{ 0 }
};
static const struct shape case_shape = { sizeof(struct case_row), case_columns };

static const struct column found_columns[] = {
	COLUMN(INT, struct case_answer, case_id),
	CODE_COLUMN(struct case_answer, kind, criterion_kind_names),
	COLUMN(TEXT, struct case_answer, label),
	COLUMN(TEXT, struct case_answer, value),
	COLUMN(TEXT, struct case_answer, evidence),
	{ 0 }
};
static const struct shape found_shape = { sizeof(struct case_answer), found_columns };

/* By case, in the order of the criteria. */
static struct case_answer *
found_in(struct db *db, const void *ctx, int64_t check_id, size_t *count)
{
	return db_list(db, ctx, &found_shape, count, "SELECT c.id AS case_id, q.kind, q.label, a.value, a.evidence FROM word_check_case c JOIN handoff h ON h.id = c.handoff_id"
	    " JOIN lead_record l ON l.id = h.lead_id AND l.erased_at IS NULL JOIN handoff_answer a ON a.handoff_id = h.id AND a.gate = 'mql' AND a.round = h.round"
	    " JOIN criterion q ON q.version_id = h.term_version_id AND q.code = a.code WHERE c.check_id = ? AND (a.evidence <> '' OR (q.kind <> 'yes_no' AND NOT a.is_unknown))"
	    " ORDER BY c.position, q.position", "i", check_id);
}

/* What is told of a case, without names. */
static const char *
case_words(const void *ctx, const struct case_row *row, const struct case_answer *found, size_t count)
{
	struct buffer *words = buffer_new(ctx);

	buffer_text(words, without_names(ctx, row->words, row->names));
	for (size_t i = 0; i < count; i++)
		if (found[i].case_id == row->id)
			buffer_format(words, "\n%s", case_answer_words(ctx, &found[i], row->names));
	return buffer_take(ctx, words);
}

struct check_case *
check_cases(struct db *db, const void *ctx, int64_t check_id, size_t *count)
{
	const struct case_row *rows = db_list(db, ctx, &case_shape, count, "SELECT c.id, c.position, IF(l.erased_at IS NULL, CONCAT_WS('\n', h.words,"
	    " NULLIF(h.situation, '')), '') AS words, CONCAT_WS('\n', l.name, l.company, l.email, p.name, o.name) AS names"
	    " FROM word_check_case c JOIN handoff h ON h.id = c.handoff_id JOIN lead_record l ON l.id = h.lead_id JOIN person p ON p.id = h.author_id"
	    " LEFT JOIN person o ON o.id = h.owner_id WHERE c.check_id = ? ORDER BY c.position", "i", check_id);
	struct check_case *list = memory_need(talloc_array(ctx, struct check_case, *count + 1));
	size_t found_count;
	const struct case_answer *found = found_in(db, ctx, check_id, &found_count);

	for (size_t i = 0; i < *count; i++)
		list[i] = (struct check_case){ rows[i].id, rows[i].position, case_words(ctx, &rows[i], found, found_count) };
	return list;
}

static const struct column answer_columns[] = {
	COLUMN(INT, struct check_answer, case_id),
	CODE_COLUMN(struct check_answer, team, team_names),
	COLUMN(TEXT, struct check_answer, code),
	CODE_COLUMN(struct check_answer, verdict, judgement_names),
	{ 0 }
};
static const struct shape answer_shape = { sizeof(struct check_answer), answer_columns };

struct check_answer *
check_answers(struct db *db, const void *ctx, int64_t check_id, size_t *count)
{
	return db_list(db, ctx, &answer_shape, count, "SELECT a.case_id, a.team, a.code, a.verdict FROM word_check_case c JOIN word_check_answer a ON a.case_id = c.id"
	    " WHERE c.check_id = ? ORDER BY c.position, a.team, a.code", "i", check_id);
}

enum act_result
check_answer_save(struct db *db, const void *ctx, const struct actor *actor, int64_t check_id, const struct check_answer *answers, size_t count)
{
	const struct word_check *check = word_check_find(db, ctx, check_id);

	if (!check)
		return RESULT_GONE;
	if (check->marketing_done && check->sales_done)
		return RESULT_MOVED;
	for (size_t i = 0; i < count; i++)
		db_run(db, "INSERT INTO word_check_answer (case_id, team, code, verdict, person_id, at) SELECT c.id, ?, ?, ?, ?, ? FROM word_check_case c WHERE c.id = ?"
		    " AND c.check_id = ? ON DUPLICATE KEY UPDATE verdict = VALUES(verdict), person_id = VALUES(person_id), at = VALUES(at)", "sssitii",
		    team_names[actor->team], answers[i].code, judgement_names[answers[i].verdict], actor->person_id, actor->now, answers[i].case_id, check_id);
	audit_add(db, actor, "check.judge", "check", check_id, NULL);
	return RESULT_DONE;
}

static const struct column share_columns[] = {
	COLUMN(TEXT, struct agreement_share, month),
	COLUMN(TEXT, struct agreement_share, code),
	COLUMN(TEXT, struct agreement_share, label),
	COLUMN(INT, struct agreement_share, equal),
	COLUMN(INT, struct agreement_share, judged),
	{ 0 }
};
static const struct shape share_shape = { sizeof(struct agreement_share), share_columns };

struct agreement_share *
check_shares(struct db *db, const void *ctx, int64_t checks, size_t *count)
{
	return db_list(db, ctx, &share_shape, count, "SELECT k.month, a.code, q.label, SUM(a.verdict = b.verdict) AS equal, COUNT(*) AS judged FROM"
	    " (SELECT id, term_version_id, month FROM word_check ORDER BY id DESC LIMIT ?) k"
	    " JOIN word_check_case c ON c.check_id = k.id JOIN word_check_answer a ON a.case_id = c.id AND a.team = 'marketing'"
	    " JOIN word_check_answer b ON b.case_id = c.id AND b.team = 'sales' AND b.code = a.code JOIN criterion q ON q.version_id = k.term_version_id AND q.code = a.code"
	    " WHERE " DONE_BY("marketing") " AND " DONE_BY("sales") " GROUP BY k.id, a.code ORDER BY k.month DESC, k.id DESC, q.position", "i", checks);
}
