/* Counting everything: what came before the tables of results, and whether they say what counting anew gives. */
#include "leads/store_result_parts.h"

#include "base/text.h"
#include "data/content.h"
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
			cited_replace(db, piece, &list[i], zone);
	}
	talloc_free(piece);
	return db_commit(db);
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

static void
check_cited(struct db *db, struct faults *f, const void *piece, int64_t from, int64_t to, const struct record_cases *list, size_t list_count, const char *zone)
{
	size_t count;
	const int64_t *leads = cited_wrong(db, piece, from, to, list, list_count, zone, &count);

	for (size_t i = 0; i < count; i++)
		told(f, text_format(f->ctx, "lead %" PRId64 " counts among criteria as what Sales did not say of it", leads[i]));
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
	if (record == RECORD_LEAD)
		check_cited(db, f, piece, from, to, list, count, zone);
	talloc_free(piece);
}

/* The dimensions as a table, d.seq as enum dimension. */
#define DIMENSION_ROWS " JOIN (SELECT 0 AS seq UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5" \
	" UNION ALL SELECT 6 UNION ALL SELECT 7) d"

/* The sums that are kept less what the cases come to, where that is anything. */
#define SUM_DIFFERENCES "SELECT x.metric, x.dimension, x.month, x.group_id, x.version_id, x.beside, x.currency, x.value, SUM(x.numerator) AS numerator," \
	" SUM(x.denominator) AS denominator, SUM(x.minor) AS minor, SUM(x.minor_all) AS minor_all FROM" \
	" (SELECT s.metric + 0 AS metric, s.dimension + 0 AS dimension, s.month, s.group_id, s.version_id, s.beside, s.currency, s.value, s.numerator, s.denominator," \
	" s.minor, s.minor_all FROM result_sum s UNION ALL SELECT c.metric + 0, d.seq + 1, c.month, CASE d.seq WHEN 0 THEN 0 WHEN 1 THEN c.origin" \
	" WHEN 2 THEN c.source_id WHEN 3 THEN c.campaign_id WHEN 4 THEN c.theme_id WHEN 5 THEN c.persona_id WHEN 6 THEN c.owner_id ELSE c.reason_id END," \
	" c.version_id, c.beside, c.currency, c.value, -SUM(c.hit), -COUNT(*), -SUM(c.hit * c.minor), -SUM(c.minor) FROM (SELECT r.metric, YEAR(FROM_DAYS((r.place >> 40)" \
	" + 719528)) * 12 + MONTH(FROM_DAYS((r.place >> 40) + 719528)) - 1 AS month, r.origin, r.source_id, r.campaign_id, r.theme_id, r.persona_id, r.owner_id," \
	" r.reason_id, r.version_id, r.beside, r.currency, COALESCE(r.value, -1) AS value, r.is_hit AS hit, r.minor FROM result_case r) c" DIMENSION_ROWS \
	" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) x GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING SUM(x.numerator) <> 0 OR SUM(x.denominator) <> 0 OR SUM(x.minor) <> 0" \
	" OR SUM(x.minor_all) <> 0"
#define CRITERION_DIFFERENCES "SELECT version_id, month, source_id, code, SUM(cases) AS cases FROM (SELECT version_id, month, source_id, code, cases" \
	" FROM result_criterion UNION ALL SELECT version_id, month, source_id, code, -COUNT(*) FROM result_cited GROUP BY version_id, month, source_id, code) x" \
	" GROUP BY version_id, month, source_id, code HAVING SUM(cases) <> 0"
#define HOW_MANY(differences) "SELECT COUNT(*) FROM (" differences ") y"

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
	different = db_integer(db, 0, HOW_MANY(SUM_DIFFERENCES), "");
	if (different)
		told(&f, text_format(ctx, "%" PRId64 " sums of results are not what their cases come to", different));
	different = db_integer(db, 0, HOW_MANY(CRITERION_DIFFERENCES), "");
	if (different)
		told(&f, text_format(ctx, "%" PRId64 " sums of criteria are not what their handoffs come to", different));
	*count = f.count;
	return f.list;
}

struct sum_off {
	int64_t metric, dimension, month, group_id, version_id, beside;
	const char *currency;
	int64_t value, numerator, denominator, minor, minor_all;
};
static const struct column sum_columns[] = {
	COLUMN(INT, struct sum_off, metric),
	COLUMN(INT, struct sum_off, dimension),
	COLUMN(INT, struct sum_off, month),
	COLUMN(INT, struct sum_off, group_id),
	COLUMN(INT, struct sum_off, version_id),
	COLUMN(INT, struct sum_off, beside),
	COLUMN(TEXT, struct sum_off, currency),
	COLUMN(INT, struct sum_off, value),
	COLUMN(INT, struct sum_off, numerator),
	COLUMN(INT, struct sum_off, denominator),
	COLUMN(INT, struct sum_off, minor),
	COLUMN(INT, struct sum_off, minor_all),
	{ 0 }
};
static const struct shape sum_shape = { sizeof(struct sum_off), sum_columns };

struct criterion_off {
	int64_t version_id, month, source_id;
	const char *code;
	int64_t cases;
};
static const struct column criterion_columns[] = {
	COLUMN(INT, struct criterion_off, version_id),
	COLUMN(INT, struct criterion_off, month),
	COLUMN(INT, struct criterion_off, source_id),
	COLUMN(TEXT, struct criterion_off, code),
	COLUMN(INT, struct criterion_off, cases),
	{ 0 }
};
static const struct shape criterion_shape = { sizeof(struct criterion_off), criterion_columns };

static void
sum_mend(struct db *db, const struct sum_off *o)
{
	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO result_sum (metric, dimension, month, group_id, version_id, beside, currency, value, slot, numerator, denominator,"
	    " minor, minor_all) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE numerator = numerator + VALUES(numerator),"
	    " denominator = denominator + VALUES(denominator), minor = minor + VALUES(minor), minor_all = minor_all + VALUES(minor_all)", "iiiiiisiiiii",
	    o->metric, o->dimension, o->month, o->group_id, o->version_id, o->beside, o->currency, o->value, -o->numerator, -o->denominator, -o->minor,
	    -o->minor_all);
}

/* Sums that an earlier release let go astray: what differs is seen in one view of the database, and whoever counts meanwhile moves both sides alike. */
static bool
sums_mend(struct db *db, const void *ctx)
{
	size_t count, criterion_count;
	const struct sum_off *sums;
	const struct criterion_off *criteria;

	if (!db_begin(db))
		return false;
	sums = db_list(db, ctx, &sum_shape, &count, SUM_DIFFERENCES, "");
	criteria = db_list(db, ctx, &criterion_shape, &criterion_count, CRITERION_DIFFERENCES, "");
	if (!db_commit(db) || !db_begin(db))
		return false;
	for (size_t i = 0; i < count; i++)
		sum_mend(db, &sums[i]);
	for (size_t i = 0; i < criterion_count; i++)
		db_run(db, DB_AS_IT_IS_NOW "INSERT INTO result_criterion (version_id, month, source_id, code, slot, cases) VALUES (?, ?, ?, ?, 0, ?)"
		    " ON DUPLICATE KEY UPDATE cases = cases + VALUES(cases)", "iiisi", criteria[i].version_id, criteria[i].month, criteria[i].source_id,
		    criteria[i].code, -criteria[i].cases);
	return db_commit(db);
}

bool
results_fill(struct db *db, const void *ctx, int64_t now)
{
	const char *zone = organisation_zone(db, ctx);
	bool again = db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM result_sum) OR EXISTS (SELECT 1 FROM result_criterion)", "");

	for (enum result_record record = RECORD_LEAD; record <= RECORD_DEAL; record++)
		for (int64_t last = 0, to; (to = next_after(db, record, last)) > 0; last = to)
			if (!fill_some(db, ctx, record, last + 1, to, zone))
				return false;
	if (again && !sums_mend(db, ctx))
		return false;
	db_run(db, "INSERT INTO result_state (id, filled_at) VALUES (1, ?) ON DUPLICATE KEY UPDATE filled_at = VALUES(filled_at)", "t", now);
	content_touch(db, "leads");
	return db_fate(db) == DB_FINE;
}
