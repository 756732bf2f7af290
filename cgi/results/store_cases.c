/* The cases behind a number. */
#include "results/store.h"

#include "base/text.h"

static const struct column case_columns[] = {
	COLUMN(INT, struct case_row, place),
	COLUMN(INT, struct case_row, day),
	COLUMN(BOOL, struct case_row, is_hit),
	COLUMN(INT, struct case_row, value),
	COLUMN(TEXT, struct case_row, currency),
	COLUMN(INT, struct case_row, minor),
	COLUMN(INT, struct case_row, handoff_id),
	COLUMN(INT, struct case_row, deal_id),
	COLUMN(INT, struct case_row, lead_id),
	COLUMN(TEXT, struct case_row, lead_name),
	COLUMN(TEXT, struct case_row, lead_company),
	COLUMN(TEXT, struct case_row, deal_name),
	COLUMN(TEXT, struct case_row, source),
	{ 0 }
};
static const struct shape case_shape = { sizeof(struct case_row), case_columns };

#define CASE_SELECT "SELECT c.place, c.place >> 40 AS day, c.is_hit, COALESCE(c.value, -1) AS value, c.currency, c.minor, IF(c.record = 'lead' AND NOT c.subject_id >> 39, c.subject_id, 0)" \
	" AS handoff_id, IF(c.record = 'deal', c.record_id, 0) AS deal_id, l.id AS lead_id, l.name AS lead_name, COALESCE(NULLIF(l.company, ''), a.name) AS lead_company," \
	" d.name AS deal_name, COALESCE(t.name, s.name) AS source"
#define CASE_JOINS " LEFT JOIN deal d ON c.record = 'deal' AND d.id = c.record_id LEFT JOIN deal_lead p ON p.primary_of = d.id" \
	" LEFT JOIN account a ON a.id = d.account_id LEFT JOIN lead_record l ON l.id = IF(c.record = 'lead', c.record_id, p.lead_id)" \
	" LEFT JOIN source s ON s.id = c.source_id LEFT JOIN source t ON t.id = s.same_as_id"

/* A source or campaign stands for those that were mapped to it. */
#define IN_GROUP " AND CASE ? WHEN 'none' THEN TRUE WHEN 'origin' THEN IF(? = -2, c.origin > 0, c.origin = ?) WHEN 'source' THEN IF(? = 0, c.source_id = 0," \
	" EXISTS (SELECT 1 FROM source m WHERE m.id = c.source_id AND COALESCE(m.same_as_id, m.id) = ?)) WHEN 'campaign' THEN IF(? = 0, c.campaign_id = 0," \
	" EXISTS (SELECT 1 FROM campaign m WHERE m.id = c.campaign_id AND COALESCE(m.same_as_id, m.id) = ?)) WHEN 'theme' THEN c.theme_id = ?" \
	" WHEN 'persona' THEN c.persona_id = ? WHEN 'owner' THEN IF(? = -2, c.owner_id <> 0, c.owner_id = ?) ELSE c.reason_id = ? END"

struct case_row *
cases_list(struct db *db, const void *ctx, const struct cases_asked *a, size_t *count)
{
	int64_t first = day_number(a->from) << 40, last = day_number(a->to) << 40, g = a->group_id;
	const char *dimension = g == SUMS_ALL ? dimension_names[BY_NONE] : dimension_names[a->dimension];

	if (a->before && a->before < last)
		last = a->before;
	return db_list(db, ctx, &case_shape, count, CASE_SELECT " FROM (SELECT c.* FROM result_case c FORCE INDEX (result_case_place) WHERE c.metric = ?"
	    " AND c.beside = ? AND c.place >= ? AND c.place < ?" IN_GROUP " AND (? < 0 OR c.is_hit = ?) AND (? IS NULL OR c.currency = ?)"
	    " ORDER BY c.place DESC LIMIT ?) c" CASE_JOINS " ORDER BY c.place DESC", "siiisiiiiiiiiiiiiissi", metric_names[a->metric], (int64_t)a->beside,
	    first, last, dimension, g, g, g, g, g, g, g, g, g, g, g, (int64_t)a->hit, (int64_t)a->hit, a->currency, a->currency, a->limit);
}

static const struct column sum_columns[] = {
	COLUMN(INT, struct criterion_sum, version_id),
	COLUMN(INT, struct criterion_sum, source_id),
	COLUMN(TEXT, struct criterion_sum, code),
	COLUMN(INT, struct criterion_sum, cases),
	{ 0 }
};
static const struct shape sum_shape = { sizeof(struct criterion_sum), sum_columns };

struct criterion_sum *
criterion_sums(struct db *db, const void *ctx, int64_t from_month, int64_t to_month, size_t *count)
{
	return db_list(db, ctx, &sum_shape, count, "SELECT x.version_id, COALESCE(s.same_as_id, s.id, 0) AS source_id, x.code, SUM(x.cases) AS cases"
	    " FROM result_criterion x LEFT JOIN source s ON s.id = x.source_id WHERE x.month >= ? AND x.month < ? GROUP BY x.version_id, COALESCE(s.same_as_id, s.id, 0),"
	    " x.code HAVING cases > 0 ORDER BY cases DESC, source_id, x.code", "ii", from_month, to_month);
}

static const struct column wording_columns[] = {
	COLUMN(INT, struct wording, version_id),
	COLUMN(INT, struct wording, term_id),
	COLUMN(INT, struct wording, number),
	COLUMN(TEXT, struct wording, slug),
	COLUMN(TEXT, struct wording, name),
	{ 0 }
};
static const struct shape wording_shape = { sizeof(struct wording), wording_columns };

struct wording *
wordings_of(struct db *db, const void *ctx, int64_t from_month, int64_t to_month, size_t *count)
{
	return db_list(db, ctx, &wording_shape, count, "SELECT v.id AS version_id, v.term_id, v.number, t.slug, t.name FROM (SELECT x.version_id, SUM(x.cases) AS cases"
	    " FROM result_criterion x WHERE x.code = '' AND x.month >= ? AND x.month < ? GROUP BY x.version_id HAVING cases > 0) k"
	    " JOIN term_version v ON v.id = k.version_id JOIN term t ON t.id = v.term_id ORDER BY v.id DESC", "ii", from_month, to_month);
}

struct wording *
wording_find(struct db *db, const void *ctx, int64_t version_id)
{
	return db_one(db, ctx, &wording_shape, "SELECT v.id AS version_id, v.term_id, v.number, t.slug, t.name FROM term_version v JOIN term t ON t.id = v.term_id"
	    " WHERE v.id = ?", "i", version_id);
}

static const struct column cited_columns[] = {
	COLUMN(INT, struct cited_row, handoff_id),
	COLUMN(INT, struct cited_row, lead_id),
	COLUMN(TEXT, struct cited_row, lead_name),
	COLUMN(TEXT, struct cited_row, lead_company),
	COLUMN(TEXT, struct cited_row, source),
	COLUMN(TIME, struct cited_row, submitted_at),
	COLUMN(BOOL, struct cited_row, accepted),
	{ 0 }
};
static const struct shape cited_shape = { sizeof(struct cited_row), cited_columns };

struct cited_row *
cited_list(struct db *db, const void *ctx, int64_t version_id, const char *code, int64_t source_id, int64_t from_month, int64_t to_month, int64_t before,
    int64_t limit, size_t *count)
{
	return db_list(db, ctx, &cited_shape, count, "SELECT x.handoff_id, l.id AS lead_id, l.name AS lead_name, l.company AS lead_company, COALESCE(g.name, s.name) AS source,"
	    " h.first_submitted_at AS submitted_at, h.decision = 'accepted' AS accepted FROM result_cited x JOIN handoff h ON h.id = x.handoff_id"
	    " JOIN lead_record l ON l.id = x.lead_id LEFT JOIN source s ON s.id = x.source_id LEFT JOIN source g ON g.id = s.same_as_id WHERE x.version_id = ? AND x.month >= ? AND x.month < ? AND x.code = ?"
	    " AND (? < 0 OR COALESCE(s.same_as_id, s.id, 0) = ?) AND x.handoff_id < ? ORDER BY x.handoff_id DESC LIMIT ?", "iiisiiii", version_id, from_month, to_month,
	    code, source_id, source_id, before ? before : INT64_MAX, limit);
}
