/* Counting everything: what came before the tables of results, and whether they say what counting anew gives. */
#include "leads/store_result_parts.h"

#include "base/text.h"
#include "leads/store_handoff_parts.h"

#include <inttypes.h>
#include <talloc.h>

enum { BATCH = 500, TOLD_MOST = 20 };

bool
results_filled(struct db *db)
{
	return db_integer(db, 0, "SELECT filled_at IS NOT NULL FROM result_state WHERE id = 1", "");
}

static int64_t
next_after(struct db *db, enum result_record record, int64_t after)
{
	if (record == RECORD_DEAL)
		return db_integer(db, 0, "SELECT MAX(id) FROM (SELECT id FROM deal WHERE id > ? ORDER BY id LIMIT ?) x", "ii", after, (int64_t)BATCH);
	return db_integer(db, 0, "SELECT MAX(id) FROM (SELECT id FROM lead_record WHERE id > ? ORDER BY id LIMIT ?) x", "ii", after, (int64_t)BATCH);
}

static struct record_cases *
counted(struct db *db, const void *ctx, enum result_record record, int64_t from, int64_t to, const char *zone, size_t *count)
{
	return record == RECORD_DEAL ? deals_count(db, ctx, from, to, zone, count) : leads_count(db, ctx, from, to, zone, count);
}

/* Held before anything is read, so that what is read afterwards is what they come to. */
static void
records_hold(struct db *db, enum result_record record, int64_t from, int64_t to)
{
	if (record == RECORD_DEAL)
		db_run(db, "UPDATE deal SET counted = counted + 1 WHERE id >= ? AND id <= ?", "ii", from, to);
	else
		db_run(db, "UPDATE lead_record SET counted = counted + 1 WHERE id >= ? AND id <= ?", "ii", from, to);
}

/* A piece in a transaction of its own: what is counted already meanwhile is replaced by the same. */
static bool
fill_some(struct db *db, const void *ctx, enum result_record record, int64_t from, int64_t to, const char *zone)
{
	void *piece = talloc_new(ctx);
	size_t count;
	const struct record_cases *list;
	bool is_new;

	if (!db_begin(db))
		return false;
	records_hold(db, record, from, to);
	list = counted(db, piece, record, from, to, zone, &count);
	is_new = !db_integer(db, 0, "SELECT COUNT(*) FROM result_case WHERE record = ? AND record_id >= ? AND record_id <= ?", "sii", result_record_names[record], from, to);
	if (is_new)
		cases_insert(db, piece, record, list, count);
	for (size_t i = 0; i < count; i++) {
		if (!is_new)
			cases_replace(db, piece, record, list[i].record_id, list[i].cases);
		if (record == RECORD_LEAD)
			cited_replace(db, piece, list[i].record_id, zone);
	}
	talloc_free(piece);
	return db_commit(db);
}

bool
results_fill(struct db *db, const void *ctx, int64_t now)
{
	const char *zone = organisation_zone(db, ctx);

	for (enum result_record record = RECORD_LEAD; record <= RECORD_DEAL; record++)
		for (int64_t last = 0, to; (to = next_after(db, record, last)) > 0; last = to)
			if (!fill_some(db, ctx, record, last + 1, to, zone))
				return false;
	db_run(db, "INSERT INTO result_state (id, filled_at) VALUES (1, ?) ON DUPLICATE KEY UPDATE filled_at = VALUES(filled_at)", "t", now);
	return db_fate(db) == DB_FINE;
}

/* Sentences that were found so far. */
struct faults {
	const void *ctx;
	char **list;
	size_t count;
};

static void
told(struct faults *f, char *words)
{
	if (f->count < TOLD_MOST)
		f->list[f->count++] = words;
}

static bool
all_same(const struct result_cases *a, const struct result_cases *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!result_case_same(&a->list[i], &b->list[i]))
			return false;
	return true;
}

/* Records that count as something, and those that are kept, walked at once. */
static void
check_some(struct db *db, struct faults *f, enum result_record record, int64_t from, int64_t to, const char *zone)
{
	void *piece = talloc_new(f->ctx);
	size_t count, kept_count, i = 0, j = 0;
	const struct record_cases *list = counted(db, piece, record, from, to, zone, &count);
	const struct record_cases *kept = cases_kept_all(db, piece, record, from, to, &kept_count);
	static const struct result_cases none;

	while (i < count || j < kept_count) {
		int64_t a = i < count ? list[i].record_id : INT64_MAX, b = j < kept_count ? kept[j].record_id : INT64_MAX;
		const struct result_cases *should = a <= b ? list[i++].cases : &none, *is = b <= a ? kept[j++].cases : &none;

		if (!all_same(is, should))
			told(f, text_format(f->ctx, "%s %" PRId64 " counts in results as what it is not", result_record_names[record], a < b ? a : b));
	}
	talloc_free(piece);
}

#define DIFFERENT_SUMS "SELECT COUNT(*) FROM (SELECT x.metric, x.dimension, x.month, x.group_id, x.version_id, x.beside, x.currency, x.value FROM" \
	" (SELECT s.metric + 0 AS metric, s.dimension + 0 AS dimension, s.month, s.group_id, s.version_id, s.beside, s.currency, s.value, s.numerator, s.denominator," \
	" s.minor, s.minor_all FROM result_sum s UNION ALL SELECT c.metric + 0, d.seq + 1, c.month, CASE d.seq WHEN 0 THEN 0 WHEN 1 THEN c.origin" \
	" WHEN 2 THEN c.source_id WHEN 3 THEN c.campaign_id WHEN 4 THEN c.theme_id WHEN 5 THEN c.persona_id WHEN 6 THEN c.owner_id ELSE c.reason_id END," \
	" c.version_id, c.beside, c.currency, c.value, -SUM(c.hit), -COUNT(*), -SUM(c.hit * c.minor), -SUM(c.minor) FROM (SELECT r.metric, YEAR(FROM_DAYS((r.place >> 40)" \
	" + 719528)) * 12 + MONTH(FROM_DAYS((r.place >> 40) + 719528)) - 1 AS month, r.origin, r.source_id, r.campaign_id, r.theme_id, r.persona_id, r.owner_id," \
	" r.reason_id, r.version_id, r.beside, r.currency, COALESCE(r.value, -1) AS value, r.is_hit AS hit, r.minor FROM result_case r) c" DIMENSION_ROWS \
	" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) x GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING SUM(x.numerator) <> 0 OR SUM(x.denominator) <> 0 OR SUM(x.minor) <> 0" \
	" OR SUM(x.minor_all) <> 0) y"
#define DIFFERENT_CRITERIA "SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT version_id, month, source_id, code, cases FROM result_criterion UNION ALL" \
	" SELECT version_id, month, source_id, code, -COUNT(*) FROM result_cited GROUP BY version_id, month, source_id, code) x" \
	" GROUP BY version_id, month, source_id, code HAVING SUM(cases) <> 0) y"

char **
results_faults(struct db *db, const void *ctx, size_t *count)
{
	const char *zone = organisation_zone(db, ctx);
	struct faults f = { ctx, memory_need(talloc_zero_array(ctx, char *, TOLD_MOST)), 0 };
	int64_t different;

	if (!results_filled(db))
		told(&f, text_format(ctx, "results have not been counted yet: run concord migrate"));
	for (enum result_record record = RECORD_LEAD; record <= RECORD_DEAL && !f.count; record++)
		for (int64_t last = 0, to; f.count < TOLD_MOST && (to = next_after(db, record, last)) > 0; last = to)
			check_some(db, &f, record, last + 1, to, zone);
	different = db_integer(db, 0, DIFFERENT_SUMS, "");
	if (different)
		told(&f, text_format(ctx, "%" PRId64 " sums of results are not what their cases come to", different));
	different = db_integer(db, 0, DIFFERENT_CRITERIA, "");
	if (different)
		told(&f, text_format(ctx, "%" PRId64 " sums of criteria are not what their handoffs come to", different));
	*count = f.count;
	return f.list;
}
