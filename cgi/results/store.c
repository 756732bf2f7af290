/* The sums of results, and the names of what they are parted by. */
#include "results/store.h"

#include "base/text.h"

#include <talloc.h>

static const struct column sum_columns[] = {
	CODE_COLUMN(struct sum_row, metric, metric_names),
	COLUMN(INT, struct sum_row, month),
	COLUMN(INT, struct sum_row, group_id),
	COLUMN(INT, struct sum_row, version_id),
	COLUMN(BOOL, struct sum_row, beside),
	COLUMN(TEXT, struct sum_row, currency),
	COLUMN(INT, struct sum_row, value),
	COLUMN(INT, struct sum_row, numerator),
	COLUMN(INT, struct sum_row, denominator),
	COLUMN(INT, struct sum_row, minor),
	COLUMN(INT, struct sum_row, minor_all),
	{ 0 }
};
static const struct shape sum_shape = { sizeof(struct sum_row), sum_columns };

/* Rows of all three readings, in one array. */
struct rows {
	struct sum_row *list;
	size_t count;
};

static void
rows_join(const void *ctx, struct rows *all, const struct sum_row *more, size_t count)
{
	all->list = memory_need(talloc_realloc(ctx, all->list, struct sum_row, all->count + count + 1));
	for (size_t i = 0; i < count; i++)
		all->list[all->count++] = more[i];
}

#define SUM_SELECT "SELECT s.metric, s.month, s.group_id, s.version_id, s.beside, s.currency, s.value, SUM(s.numerator) AS numerator, SUM(s.denominator) AS denominator," \
	" SUM(s.minor) AS minor, SUM(s.minor_all) AS minor_all FROM result_sum s WHERE "
#define SUM_WHERE "s.metric = ? AND s.dimension = ? AND s.month >= ? AND s.month < ?"
#define SUM_GROUP " GROUP BY s.metric, s.month, s.group_id, s.version_id, s.beside, s.currency, s.value HAVING denominator <> 0"

/* Whole months. */
static void
sums_add(struct db *db, const void *ctx, struct rows *all, const struct sums_asked *a, int64_t from, int64_t to)
{
	const char *metric = metric_names[a->metric], *dimension = dimension_names[a->dimension];
	size_t count;
	const struct sum_row *rows = a->group_id == SUMS_ALL ? db_list(db, ctx, &sum_shape, &count, SUM_SELECT SUM_WHERE SUM_GROUP, "ssii", metric, dimension, from, to)
	    : db_list(db, ctx, &sum_shape, &count, SUM_SELECT SUM_WHERE " AND s.group_id = ?" SUM_GROUP, "ssiii", metric, dimension, from, to, a->group_id);

	rows_join(ctx, all, rows, count);
}

#define PLACE_OF(day) ((int64_t)day_number(day) << 40)
#define CASE_GROUP "CASE ? WHEN 'none' THEN 0 WHEN 'origin' THEN c.origin WHEN 'source' THEN c.source_id WHEN 'campaign' THEN c.campaign_id" \
	" WHEN 'theme' THEN c.theme_id WHEN 'persona' THEN c.persona_id WHEN 'owner' THEN c.owner_id ELSE c.reason_id END"

/* Days, case by case. */
static void
days_add(struct db *db, const void *ctx, struct rows *all, const struct sums_asked *a, struct day from, struct day to)
{
	size_t count;
	const struct sum_row *rows;

	if (day_compare(from, to) >= 0)
		return;
	rows = db_list(db, ctx, &sum_shape, &count, "SELECT c.metric, YEAR(FROM_DAYS((c.place >> 40) + 719528)) * 12 + MONTH(FROM_DAYS((c.place >> 40) + 719528)) - 1 AS month,"
	    " " CASE_GROUP " AS group_id, c.version_id, c.beside, c.currency, COALESCE(c.value, -1) AS value, SUM(c.is_hit) AS numerator, COUNT(*) AS denominator,"
	    " SUM(c.is_hit * c.minor) AS minor, SUM(c.minor) AS minor_all FROM result_case c FORCE INDEX (result_case_place) WHERE c.metric = ? AND c.beside IN (0, 1)"
	    " AND c.place >= ? AND c.place < ? AND (? IS NULL OR IF(c.record = 'lead', EXISTS (SELECT 1 FROM lead_ref r WHERE r.lead_id = c.record_id AND r.system = ?)"
	    " OR EXISTS (SELECT 1 FROM lead_told s WHERE s.lead_id = c.record_id AND s.system = ?),"
	    " EXISTS (SELECT 1 FROM deal_ref d WHERE d.deal_id = c.record_id AND d.system = ?))) GROUP BY c.metric, month, group_id, c.version_id, c.beside, c.currency, value"
	    " HAVING ? < 0 OR group_id = ?", "ssiissssii", dimension_names[a->dimension], metric_names[a->metric], PLACE_OF(from), PLACE_OF(to), a->system, a->system,
	    a->system, a->system, a->group_id, a->group_id);
	rows_join(ctx, all, rows, count);
}

struct sum_row *
sums_read(struct db *db, const void *ctx, const struct sums_asked *a, size_t *count)
{
	struct rows all = { memory_need(talloc_array(ctx, struct sum_row, 1)), 0 };
	int64_t first = month_number(a->from) + (a->from.day > 1), last = month_number(a->to);

	if (a->system || first >= last)
		days_add(db, ctx, &all, a, a->from, a->to);
	else {
		days_add(db, ctx, &all, a, a->from, month_day(first));
		sums_add(db, ctx, &all, a, first, last);
		days_add(db, ctx, &all, a, month_day(last), a->to);
	}
	*count = all.count;
	return all.list;
}

struct sum_row *
sums_overview(struct db *db, const void *ctx, int64_t from, int64_t to, size_t *count)
{
	return db_list(db, ctx, &sum_shape, count, SUM_SELECT "s.metric IN ('volume', 'quality', 'context', 'time_to_decision', 'time_to_first_attempt',"
	    " 'opportunity', 'customer', 'lead_to_customer', 'marketing_share', 'win_rate', 'average_deal', 'cycle_length', 'goal', 'pipeline')"
	    " AND s.dimension = 'none' AND s.month >= ? AND s.month < ?" SUM_GROUP, "ii", from, to);
}

int64_t
volume_undecided(struct db *db, struct day from, struct day to)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM handoff h FORCE INDEX (handoff_queue) JOIN result_case c ON c.record = 'lead' AND c.record_id = h.lead_id"
	    " AND c.metric = 'volume' AND c.subject_id = h.id AND NOT c.beside AND c.is_hit AND c.place >= ? AND c.place < ? WHERE h.queue_at IS NOT NULL"
	    " AND h.decision IS NULL", "ii", PLACE_OF(from), PLACE_OF(to));
}

static const struct column name_columns[] = {
	COLUMN(INT, struct group_name, id),
	COLUMN(INT, struct group_name, stands_for),
	COLUMN(TEXT, struct group_name, name),
	{ 0 }
};
static const struct shape name_shape = { sizeof(struct group_name), name_columns };

static struct group_name *
origin_groups(const void *ctx, size_t *count)
{
	static const char *const labels[] = { "Marketing", "Sales", "Partner", "Customer" };
	struct group_name *list = memory_need(talloc_array(ctx, struct group_name, 4));

	*count = 4;
	for (size_t i = 0; i < 4; i++)
		list[i] = (struct group_name){ (int64_t)i + 1, (int64_t)i + 1, labels[i] };
	return list;
}

static const char *
ids_array(const void *ctx, const int64_t *ids, size_t count)
{
	struct buffer *json = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(json, "%s%lld", i ? "," : "[", (long long)ids[i]);
	buffer_text(json, count ? "]" : "[]");
	return buffer_take(ctx, json);
}

#define OF_IDS " JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j ON j.id = x.id"

struct group_name *
group_names(struct db *db, const void *ctx, int dimension, const int64_t *ids, size_t id_count, size_t *count)
{
	const char *json = ids_array(ctx, ids, id_count);

	switch (dimension) {
	case BY_ORIGIN:
		return origin_groups(ctx, count);
	case BY_SOURCE:
		return db_list(db, ctx, &name_shape, count, "SELECT x.id, COALESCE(y.id, x.id) AS stands_for, COALESCE(y.name, x.name) AS name FROM source x" OF_IDS
		    " LEFT JOIN source y ON y.id = x.same_as_id", "s", json);
	case BY_CAMPAIGN:
		return db_list(db, ctx, &name_shape, count, "SELECT x.id, COALESCE(y.id, x.id) AS stands_for, COALESCE(y.name, x.name) AS name FROM campaign x" OF_IDS
		    " LEFT JOIN campaign y ON y.id = x.same_as_id", "s", json);
	case BY_THEME:
	case BY_PERSONA:
	case BY_REASON:
		return db_list(db, ctx, &name_shape, count, "SELECT x.id, x.id AS stands_for, x.name FROM term x" OF_IDS, "s", json);
	case BY_OWNER:
		return db_list(db, ctx, &name_shape, count, "SELECT x.id, x.id AS stands_for, x.name FROM person x" OF_IDS, "s", json);
	}
	*count = 0;
	return memory_need(talloc_array(ctx, struct group_name, 1));
}

struct group_name *
group_terms(struct db *db, const void *ctx, int kind, size_t *count)
{
	return db_list(db, ctx, &name_shape, count, "SELECT x.id, x.id AS stands_for, x.name FROM term x WHERE x.kind = ? AND x.deprecated_at IS NULL"
	    " ORDER BY x.name", "s", term_kind_names[kind]);
}
