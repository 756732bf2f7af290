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
		list[(*count)++] = (struct record_cases){ rows[i].record_id, cases_of(list, &rows[i], next - i) };
	}
	return list;
}

/* A case as a row of the array that JSON_TABLE reads: sign, record, metric … reason. Texts are codes of ours. */
static void
row_add(struct buffer *rows, const struct result_case *c, int sign, int64_t record_id)
{
	struct day day = day_from_number(c->day);

	buffer_format(rows, "%s[%d,%" PRId64 ",%d,%" PRId64 ",%" PRId64 ",%d,%" PRId64 ",%d,%d,%" PRId64 ",\"%s\",%" PRId64, rows->length ? "," : "[", sign,
	    record_id, c->metric + 1, c->version_id, c->subject_id, c->beside, c->day << PLACE_BITS | c->subject_id, day.year * 12 + day.month - 1, c->hit,
	    c->value, c->currency, c->minor);
	for (int d = GROUPS_FROM; d < DIMENSIONS; d++)
		buffer_format(rows, ",%" PRId64, c->groups[d]);
	buffer_byte(rows, ']');
}

#define ROWS " FROM JSON_TABLE(?, '$[*]' COLUMNS (sign INT PATH '$[0]', record_id BIGINT PATH '$[1]', metric INT PATH '$[2]', version_id BIGINT PATH '$[3]'," \
	" subject_id BIGINT PATH '$[4]', beside INT PATH '$[5]', place BIGINT PATH '$[6]', month INT PATH '$[7]', hit INT PATH '$[8]', value INT PATH '$[9]'," \
	" currency VARCHAR(3) PATH '$[10]', minor BIGINT PATH '$[11]', origin BIGINT PATH '$[12]', source_id BIGINT PATH '$[13]', campaign_id BIGINT PATH '$[14]'," \
	" theme_id BIGINT PATH '$[15]', persona_id BIGINT PATH '$[16]', owner_id BIGINT PATH '$[17]', reason_id BIGINT PATH '$[18]')) j"

#define CASES_INSERT "INSERT INTO result_case (metric, version_id, subject_id, record, record_id, beside, place, is_hit, value, currency, minor, origin," \
	" source_id, campaign_id, theme_id, persona_id, owner_id, reason_id) SELECT j.metric, j.version_id, j.subject_id, ?, j.record_id, j.beside, j.place, j.hit," \
	" IF(j.value < 0, NULL, j.value), j.currency, j.minor, j.origin, j.source_id, j.campaign_id, j.theme_id, j.persona_id, j.owner_id, j.reason_id" ROWS

/* In the order of the key, so that two who move the same sums wait and do not deadlock; whoever waited adds to what is there by then. */
#define SUMS_MOVE DB_AS_IT_IS_NOW "INSERT INTO result_sum (metric, dimension, month, group_id, version_id, beside, currency, value, slot, numerator, denominator, minor, minor_all)" \
	" SELECT j.metric, d.seq + 1 AS dimension, j.month, CASE d.seq WHEN 0 THEN 0 WHEN 1 THEN j.origin WHEN 2 THEN j.source_id WHEN 3 THEN j.campaign_id" \
	" WHEN 4 THEN j.theme_id WHEN 5 THEN j.persona_id WHEN 6 THEN j.owner_id ELSE j.reason_id END AS group_id, j.version_id, j.beside, j.currency, j.value," \
	" IF(j.value < 0, j.subject_id % 8, 0) AS slot, SUM(j.sign * j.hit) AS numerator, SUM(j.sign) AS denominator, SUM(j.sign * j.hit * j.minor) AS minor," \
	" SUM(j.sign * j.minor) AS minor_all" ROWS DIMENSION_ROWS " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9" \
	" HAVING numerator <> 0 OR denominator <> 0 OR minor <> 0 OR minor_all <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9" \
	" ON DUPLICATE KEY UPDATE numerator = numerator + VALUES(numerator), denominator = denominator + VALUES(denominator), minor = minor + VALUES(minor)," \
	" minor_all = minor_all + VALUES(minor_all)"

static void
case_drop(struct db *db, const struct result_case *c)
{
	db_run(db, "DELETE FROM result_case WHERE metric = ? AND version_id = ? AND subject_id = ?", "sii", metric_names[c->metric], c->version_id, c->subject_id);
}

/* A case belongs to one record: were its row another's still, the sums would have it twice. */
static void
rows_insert(struct db *db, enum result_record record, const struct buffer *rows)
{
	db_run(db, CASES_INSERT, "ss", result_record_names[record], rows->data);
	db_untaken(db, "a case of results that is another record's");
}

void
cases_replace(struct db *db, const void *ctx, enum result_record record, int64_t record_id, struct result_cases *is)
{
	const struct result_cases *was = cases_kept(db, ctx, record, record_id);
	struct buffer *moved = buffer_new(ctx), *added = buffer_new(ctx);
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
			row_add(moved, a, -1, record_id);
		}
		if (order >= 0) {
			row_add(moved, b, 1, record_id);
			row_add(added, b, 1, record_id);
		}
	}
	if (added->length) {
		buffer_byte(added, ']');
		rows_insert(db, record, added);
	}
	if (moved->length) {
		buffer_byte(moved, ']');
		db_run(db, SUMS_MOVE, "s", moved->data);
	}
}

void
cases_insert(struct db *db, const void *ctx, enum result_record record, const struct record_cases *list, size_t count)
{
	struct buffer *added = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < list[i].cases->count; j++)
			row_add(added, &list[i].cases->list[j], 1, list[i].record_id);
	if (!added->length)
		return;
	buffer_byte(added, ']');
	rows_insert(db, record, added);
	db_run(db, SUMS_MOVE, "s", added->data);
}
