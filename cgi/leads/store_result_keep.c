/* The cases that are kept, and the sums they move. */
#include "leads/store_result_parts.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

enum { PLACE_BITS = 40, GROUPS_FROM = BY_ORIGIN };

struct kept_case {
	int64_t record_id;
	int metric;
	int64_t version_id, subject_id;
	bool beside;
	int64_t day;
	bool is_hit;
	int64_t value;
	const char *currency;
	int64_t minor;
	int64_t origin, source_id, campaign_id, theme_id, persona_id, owner_id, reason_id;
};
static const struct column kept_columns[] = {
	COLUMN(INT, struct kept_case, record_id),
	CODE_COLUMN(struct kept_case, metric, metric_names),
	COLUMN(INT, struct kept_case, version_id),
	COLUMN(INT, struct kept_case, subject_id),
	COLUMN(BOOL, struct kept_case, beside),
	COLUMN(INT, struct kept_case, day),
	COLUMN(BOOL, struct kept_case, is_hit),
	COLUMN(INT, struct kept_case, value),
	COLUMN(TEXT, struct kept_case, currency),
	COLUMN(INT, struct kept_case, minor),
	COLUMN(INT, struct kept_case, origin),
	COLUMN(INT, struct kept_case, source_id),
	COLUMN(INT, struct kept_case, campaign_id),
	COLUMN(INT, struct kept_case, theme_id),
	COLUMN(INT, struct kept_case, persona_id),
	COLUMN(INT, struct kept_case, owner_id),
	COLUMN(INT, struct kept_case, reason_id),
	{ 0 }
};
static const struct shape kept_shape = { sizeof(struct kept_case), kept_columns };

#define KEPT_COLUMNS "SELECT record_id, metric, version_id, subject_id, beside, place >> 40 AS day, is_hit, COALESCE(value, -1) AS value, currency, minor, origin," \
	" source_id, campaign_id, theme_id, persona_id, owner_id, reason_id FROM result_case"
#define KEPT_SELECT KEPT_COLUMNS " WHERE record = ? AND record_id = ? ORDER BY metric, version_id, subject_id"

static struct result_cases *
cases_of(const void *ctx, const struct kept_case *rows, size_t count)
{
	struct result_cases *cases = result_cases_new(ctx);

	cases->count = count;
	cases->list = memory_need(talloc_array(cases, struct result_case, count + 1));
	for (size_t i = 0; i < count; i++) {
		const struct kept_case *k = &rows[i];

		cases->list[i] = (struct result_case){ .metric = k->metric, .version_id = k->version_id, .subject_id = k->subject_id, .beside = k->beside,
		    .day = k->day, .hit = k->is_hit, .value = k->value, .currency = k->currency, .minor = k->minor,
		    .groups = { 0, k->origin, k->source_id, k->campaign_id, k->theme_id, k->persona_id, k->owner_id, k->reason_id } };
	}
	result_cases_sort(cases);
	return cases;
}

struct result_cases *
cases_kept(struct db *db, const void *ctx, enum result_record record, int64_t record_id)
{
	size_t count;
	const struct kept_case *rows = db_list(db, ctx, &kept_shape, &count, KEPT_SELECT, "si", result_record_names[record], record_id);

	return cases_of(ctx, rows, count);
}

struct record_cases *
cases_kept_all(struct db *db, const void *ctx, enum result_record record, int64_t from, int64_t to, size_t *count)
{
	size_t n;
	const struct kept_case *rows = db_list(db, ctx, &kept_shape, &n, KEPT_COLUMNS " WHERE record = ? AND record_id >= ? AND record_id <= ? ORDER BY record_id", "sii",
	    result_record_names[record], from, to);
	struct record_cases *list = memory_need(talloc_array(ctx, struct record_cases, n + 1));

	*count = 0;
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i; next < n && rows[next].record_id == rows[i].record_id; next++)
			continue;
		list[(*count)++] = (struct record_cases){ .record_id = rows[i].record_id, .cases = cases_of(list, &rows[i], next - i) };
	}
	return list;
}

/* A case as a row of the array that CASES_INSERT reads. Texts are codes of ours. */
static void
case_row(struct buffer *rows, const struct result_case *c, int64_t record_id)
{
	buffer_format(rows, "%s[%" PRId64 ",%d,%" PRId64 ",%" PRId64 ",%d,%" PRId64 ",%d,%" PRId64 ",\"%s\",%" PRId64, rows->length ? "," : "[", record_id,
	    c->metric + 1, c->version_id, c->subject_id, c->beside, c->day << PLACE_BITS | c->subject_id, c->hit, c->value, c->currency, c->minor);
	for (int d = GROUPS_FROM; d < DIMENSIONS; d++)
		buffer_format(rows, ",%" PRId64, c->groups[d]);
	buffer_byte(rows, ']');
}

#define CASES_INSERT "INSERT INTO result_case (metric, version_id, subject_id, record, record_id, beside, place, is_hit, value, currency, minor, origin," \
	" source_id, campaign_id, theme_id, persona_id, owner_id, reason_id) SELECT j.metric, j.version_id, j.subject_id, ?, j.record_id, j.beside, j.place, j.hit," \
	" IF(j.value < 0, NULL, j.value), j.currency, j.minor, j.origin, j.source_id, j.campaign_id, j.theme_id, j.persona_id, j.owner_id, j.reason_id" \
	" FROM JSON_TABLE(?, '$[*]' COLUMNS (record_id BIGINT PATH '$[0]', metric INT PATH '$[1]', version_id BIGINT PATH '$[2]', subject_id BIGINT PATH '$[3]'," \
	" beside INT PATH '$[4]', place BIGINT PATH '$[5]', hit INT PATH '$[6]', value INT PATH '$[7]', currency VARCHAR(3) PATH '$[8]', minor BIGINT PATH '$[9]'," \
	" origin BIGINT PATH '$[10]', source_id BIGINT PATH '$[11]', campaign_id BIGINT PATH '$[12]', theme_id BIGINT PATH '$[13]', persona_id BIGINT PATH '$[14]'," \
	" owner_id BIGINT PATH '$[15]', reason_id BIGINT PATH '$[16]')) j"

static void
move_row(struct buffer *rows, const struct result_move *m)
{
	buffer_format(rows, "%s[%d,%d,%" PRId64 ",%" PRId64 ",%" PRId64 ",%d,\"%s\",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 "]",
	    rows->length ? "," : "[", m->metric + 1, m->dimension + 1, m->month, m->group_id, m->version_id, m->beside, m->currency, m->value, m->slot, m->hits,
	    m->cases, m->minor, m->minor_all);
}

#define SUMS_MOVE DB_AS_IT_IS_NOW "INSERT INTO result_sum (metric, dimension, month, group_id, version_id, beside, currency, value, slot, numerator, denominator, minor, minor_all)" \
	" SELECT j.metric, j.dimension, j.month, j.group_id, j.version_id, j.beside, j.currency, j.value, j.slot, j.hits, j.cases, j.moved, j.moved_all" \
	" FROM JSON_TABLE(?, '$[*]' COLUMNS (metric INT PATH '$[0]', dimension INT PATH '$[1]', month INT PATH '$[2]', group_id BIGINT PATH '$[3]', version_id BIGINT PATH '$[4]'," \
	" beside INT PATH '$[5]', currency VARCHAR(3) PATH '$[6]', value INT PATH '$[7]', slot INT PATH '$[8]', hits INT PATH '$[9]', cases INT PATH '$[10]'," \
	" moved BIGINT PATH '$[11]', moved_all BIGINT PATH '$[12]')) j WHERE TRUE" \
	" ON DUPLICATE KEY UPDATE numerator = numerator + VALUES(numerator), denominator = denominator + VALUES(denominator), minor = minor + VALUES(minor)," \
	" minor_all = minor_all + VALUES(minor_all)"

/* In the order of the key, so that two who move the same sums wait and do not deadlock; whoever waited adds to what is there by then. */
static void
sums_move(struct db *db, struct result_moves *moves)
{
	struct buffer *rows = buffer_new(moves);

	result_moves_settle(moves);
	for (size_t i = 0; i < moves->count; i++)
		move_row(rows, &moves->list[i]);
	if (!rows->length)
		return;
	buffer_byte(rows, ']');
	db_run(db, SUMS_MOVE, "s", rows->data);
}

static void
case_drop(struct db *db, const struct result_case *c)
{
	db_run(db, "DELETE FROM result_case WHERE metric = ? AND version_id = ? AND subject_id = ?", "sii", metric_names[c->metric], c->version_id, c->subject_id);
}

/* A case belongs to one record: were its row another's still, the sums would have it twice. */
static void
rows_insert(struct db *db, enum result_record record, struct buffer *rows)
{
	if (!rows->length)
		return;
	buffer_byte(rows, ']');
	db_run(db, CASES_INSERT, "ss", result_record_names[record], rows->data);
	db_untaken(db, "a case of results that is another record's");
}

void
cases_replace(struct db *db, const void *ctx, enum result_record record, int64_t record_id, struct result_cases *is)
{
	const struct result_cases *was = cases_kept(db, ctx, record, record_id);
	struct result_moves *moves = result_moves_new(ctx);
	struct buffer *added = buffer_new(ctx);
	size_t i = 0, j = 0;

	while (i < was->count || j < is->count) {
		const struct result_case *a = i < was->count ? &was->list[i] : NULL, *b = j < is->count ? &is->list[j] : NULL;
		int order = !a ? 1 : !b ? -1 : result_case_order(a, b);

		i += order <= 0;
		j += order >= 0;
		if (order == 0 && result_case_same(a, b))
			continue;
		if (order <= 0) {
			case_drop(db, a);
			result_moves_add(moves, a, -1);
		}
		if (order >= 0) {
			result_moves_add(moves, b, 1);
			case_row(added, b, record_id);
		}
	}
	rows_insert(db, record, added);
	sums_move(db, moves);
}

void
cases_insert(struct db *db, const void *ctx, enum result_record record, const struct record_cases *list, size_t count)
{
	struct result_moves *moves = result_moves_new(ctx);
	struct buffer *added = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < list[i].cases->count; j++) {
			result_moves_add(moves, &list[i].cases->list[j], 1);
			case_row(added, &list[i].cases->list[j], list[i].record_id);
		}
	rows_insert(db, record, added);
	sums_move(db, moves);
}
