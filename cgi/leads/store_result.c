/* What leads and deals count as, read from the database as they are. */
#include "leads/store_result_parts.h"

#include "base/text.h"
#include "leads/store_deal_parts.h"
#include "leads/store_handoff_parts.h"
#include "leads/rules_lead.h"

#include <talloc.h>

const char *const result_record_names[] = { "lead", "deal", NULL };

/* A version of a metric's term, as far as it changes what is counted. */
struct meaning {
	const char *slug;
	struct version version;
};
static const struct column meaning_columns[] = {
	COLUMN(TEXT, struct meaning, slug),
	{ DB_INT, "id", offsetof(struct meaning, version.id), NULL },
	{ DB_INT, "term_id", offsetof(struct meaning, version.term_id), NULL },
	{ DB_INT, "number", offsetof(struct meaning, version.number), NULL },
	{ DB_TIME, "in_force_at", offsetof(struct meaning, version.in_force_at), NULL },
	{ DB_TEXT, "metric_measure", offsetof(struct meaning, version.metric_measure), NULL },
	{ DB_TEXT, "metric_counts_by", offsetof(struct meaning, version.metric_counts_by), NULL },
	{ DB_TEXT, "metric_exclude_reasons", offsetof(struct meaning, version.metric_exclude_reasons), NULL },
	{ 0 }
};
static const struct shape meaning_shape = { sizeof(struct meaning), meaning_columns };

struct readings
metric_readings(struct db *db, const void *ctx)
{
	size_t count;
	struct readings *kept = db_kept(db, "readings", 0), readings = { NULL, 0 };
	const void *keeper = db_keeper(db, ctx);
	const struct meaning *rows;
	struct reading *list;

	if (kept)
		return *kept;
	rows = db_list(db, keeper, &meaning_shape, &count, "SELECT t.slug, v.id, v.term_id, v.number, v.in_force_at, v.metric_measure,"
	    " v.metric_counts_by, v.metric_exclude_reasons FROM term t JOIN term_version v ON v.term_id = t.id WHERE t.kind = 'metric'"
	    " AND v.in_force_at IS NOT NULL ORDER BY v.in_force_at, v.number", "");
	list = memory_need(talloc_array(keeper, struct reading, METRICS * (count + 1)));
	readings.list = list;
	for (int metric = 0; metric < METRICS; metric++) {
		const char *slug = metric_slug(list, metric);
		struct reading *shipped = &list[readings.count++];

		*shipped = reading_shipped(metric);
		for (size_t i = 0; i < count; i++) {
			if (!text_equal(rows[i].slug, slug))
				continue;
			list[readings.count] = reading_of(metric, &rows[i].version);
			shipped->term_id = list[readings.count++].term_id;
		}
	}
	kept = memory_need(talloc(keeper, struct readings));
	*kept = readings;
	db_keep(db, "readings", 0, kept);
	return readings;
}

static const struct column handoff_columns[] = {
	COLUMN(INT, struct counted_handoff, id),
	COLUMN(INT, struct counted_handoff, lead_id),
	CODE_COLUMN(struct counted_handoff, state, handoff_state_names),
	COLUMN(BOOL, struct counted_handoff, is_final),
	COLUMN(BOOL, struct counted_handoff, unanswered),
	COLUMN(BOOL, struct counted_handoff, all_met),
	COLUMN(BOOL, struct counted_handoff, all_known),
	COLUMN(BOOL, struct counted_handoff, in_volume),
	COLUMN(INT, struct counted_handoff, term_version_id),
	COLUMN(TIME, struct counted_handoff, first_submitted_at),
	COLUMN(TIME, struct counted_handoff, submitted_at),
	CODE_COLUMN(struct counted_handoff, decision, decision_names),
	COLUMN(TIME, struct counted_handoff, decided_at),
	COLUMN(TIME, struct counted_handoff, sql_at),
	CODE_COLUMN(struct counted_handoff, outcome, outcome_names),
	COLUMN(TIME, struct counted_handoff, outcome_at),
	COLUMN(INT, struct counted_handoff, outcome_reason_id),
	COLUMN(INT, struct counted_handoff, return_reason_id),
	COLUMN(TEXT, struct counted_handoff, return_reason_slug),
	COLUMN(TIME, struct counted_handoff, first_attempt_at),
	COLUMN(INT, struct counted_handoff, owner_id),
	COLUMN(INT, struct counted_handoff, calendar_version_id),
	CODE_COLUMN(struct counted_handoff, origin, origin_names),
	COLUMN(INT, struct counted_handoff, source_id),
	COLUMN(INT, struct counted_handoff, campaign_id),
	COLUMN(INT, struct counted_handoff, theme_id),
	COLUMN(INT, struct counted_handoff, persona_id),
	COLUMN(TIME, struct counted_handoff, converted_at),
	COLUMN(TIME, struct counted_handoff, opened_at),
	COLUMN(TIME, struct counted_handoff, won_at),
	COLUMN(TIME, struct counted_handoff, lead_won_at),
	{ 0 }
};
static const struct shape handoff_shape = { sizeof(struct counted_handoff), handoff_columns };

#define HANDOFF_SELECT "SELECT h.id, h.lead_id, h.state, h.is_final, h.unanswered, h.all_met, h.all_known, h.in_volume, h.term_version_id, h.first_submitted_at," \
	" h.submitted_at, h.decision, h.decided_at, h.sql_at, h.outcome, h.outcome_at, h.outcome_reason_id, a.reason_id AS return_reason_id," \
	" (SELECT r.slug FROM term r WHERE r.id = a.reason_id) AS return_reason_slug, (SELECT MIN(t.happened_at) FROM attempt t WHERE t.handoff_id = h.id" \
	" AND t.undone_at IS NULL) AS first_attempt_at, h.owner_id, h.calendar_version_id, l.origin, l.source_id, l.campaign_id, l.theme_id," \
	" l.persona_id, l.converted_at, (SELECT MIN(d.opened_at) FROM deal d WHERE d.handoff_id = h.id) AS opened_at," \
	" (SELECT MIN(d.won_at) FROM deal d WHERE d.handoff_id = h.id AND d.lost_at IS NULL) AS won_at, (SELECT MIN(d.won_at) FROM deal_lead x" \
	" JOIN deal d ON d.id = x.deal_id WHERE x.lead_id = h.lead_id AND x.is_primary AND d.won_at >= h.first_submitted_at) AS lead_won_at" \
	" FROM handoff h JOIN lead_record l ON l.id = h.lead_id LEFT JOIN handoff_act a ON a.id = (SELECT MAX(y.id) FROM handoff_act y" \
	" WHERE y.handoff_id = h.id AND y.act = 'return' AND y.undone_at IS NULL) WHERE h.lead_id >= ? AND h.lead_id <= ? ORDER BY h.lead_id, h.id"

static const struct column past_columns[] = {
	COLUMN(INT, struct counted_past, lead_id),
	COLUMN(TIME, struct counted_past, mql_at),
	COLUMN(TIME, struct counted_past, sal_at),
	COLUMN(TIME, struct counted_past, sql_at),
	COLUMN(TIME, struct counted_past, lost_at),
	CODE_COLUMN(struct counted_past, outcome, outcome_names),
	COLUMN(TIME, struct counted_past, opened_at),
	COLUMN(TIME, struct counted_past, won_at),
	COLUMN(INT, struct counted_past, owner_id),
	CODE_COLUMN(struct counted_past, origin, origin_names),
	COLUMN(INT, struct counted_past, source_id),
	COLUMN(INT, struct counted_past, campaign_id),
	COLUMN(INT, struct counted_past, theme_id),
	COLUMN(INT, struct counted_past, persona_id),
	COLUMN(TIME, struct counted_past, converted_at),
	{ 0 }
};
static const struct shape past_shape = { sizeof(struct counted_past), past_columns };

/* A lead that was handed over counts by its handoffs, whatever a file says. */
#define PAST_SELECT "SELECT y.lead_id, y.mql_at, y.sal_at, y.sql_at, y.told_lost_at AS lost_at, y.outcome, y.opened_at, COALESCE(LEAST(y.told_won_at, y.deal_won_at)," \
	" y.told_won_at, y.deal_won_at) AS won_at, l.owner_sales_id AS owner_id, l.origin, l.source_id, l.campaign_id, l.theme_id, l.persona_id, l.converted_at" \
	" FROM (SELECT p.*, IF(p.won_at >= p.mql_at, p.won_at, NULL) AS told_won_at, IF(p.lost_at >= p.mql_at, p.lost_at, NULL) AS told_lost_at, (SELECT MIN(d.opened_at) FROM deal_lead x JOIN deal d ON d.id = x.deal_id" \
	" WHERE x.lead_id = p.lead_id AND x.is_primary AND d.opened_at >= p.mql_at) AS opened_at, (SELECT MIN(d.won_at) FROM deal_lead x JOIN deal d ON d.id = x.deal_id" \
	" WHERE x.lead_id = p.lead_id AND x.is_primary AND d.won_at >= p.mql_at) AS deal_won_at FROM lead_history p WHERE p.lead_id >= ? AND p.lead_id <= ?" \
	" AND p.mql_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM handoff h WHERE h.lead_id = p.lead_id AND h.state <> 'withdrawn')) y" \
	" JOIN lead_record l ON l.id = y.lead_id AND l.merged_into_id IS NULL ORDER BY y.lead_id"

/* The handoffs of a lead, each with those before it. */
static void
handoffs_count(struct db *db, const void *ctx, struct record_cases *one, struct counted_handoff *rows, size_t count, const struct readings *readings, const char *zone)
{
	bool had_first = false;

	one->handoffs = rows;
	one->handoff_count = count;
	for (size_t i = 0; i < count; i++) {
		rows[i].is_first = !had_first && rows[i].state != HANDOFF_WITHDRAWN;
		had_first |= rows[i].is_first;
		rows[i].calendar = calendar_pinned(db, ctx, rows[i].calendar_version_id);
		handoff_count(one->cases, &rows[i], readings, zone);
	}
}

/* What files say of leads; of a single one that counts by its handoffs nothing needs to be asked. */
static const struct counted_past *
pasts_told(struct db *db, const void *ctx, int64_t from, int64_t to, const struct counted_handoff *rows, size_t n, size_t *count)
{
	*count = 0;
	for (size_t i = 0; from == to && i < n; i++)
		if (rows[i].state != HANDOFF_WITHDRAWN)
			return NULL;
	return db_list(db, ctx, &past_shape, count, PAST_SELECT, "ii", from, to);
}

/* Two lists in the order of leads, walked at once. */
struct record_cases *
leads_count(struct db *db, const void *ctx, int64_t from, int64_t to, const char *zone, size_t *count)
{
	const struct readings readings = metric_readings(db, ctx);
	size_t n, told, i = 0, j = 0;
	struct counted_handoff *rows = db_list(db, ctx, &handoff_shape, &n, HANDOFF_SELECT, "ii", from, to);
	const struct counted_past *pasts = pasts_told(db, ctx, from, to, rows, n, &told);
	struct record_cases *list = memory_need(talloc_array(ctx, struct record_cases, n + told + 1));

	for (*count = 0; i < n || j < told; (*count)++) {
		int64_t lead = j == told || (i < n && rows[i].lead_id < pasts[j].lead_id) ? rows[i].lead_id : pasts[j].lead_id;
		struct record_cases *one = &list[*count];
		size_t first = i;

		*one = (struct record_cases){ .record_id = lead, .cases = result_cases_new(list) };
		while (i < n && rows[i].lead_id == lead)
			i++;
		handoffs_count(db, ctx, one, &rows[first], i - first, &readings, zone);
		if (j < told && pasts[j].lead_id == lead)
			past_count(one->cases, &pasts[j++], &readings, zone);
		result_cases_sort(one->cases);
	}
	return list;
}

/* What a deal's cases need besides the deal. */
struct deal_place {
	int64_t id;
	bool is_first_of_account, is_sourced;
	int lead_origin;
	int64_t source_id, campaign_id, theme_id, persona_id;
	int64_t converted_at;
};
static const struct column place_columns[] = {
	COLUMN(INT, struct deal_place, id),
	COLUMN(BOOL, struct deal_place, is_first_of_account),
	COLUMN(BOOL, struct deal_place, is_sourced),
	CODE_COLUMN(struct deal_place, lead_origin, origin_names),
	COLUMN(INT, struct deal_place, source_id),
	COLUMN(INT, struct deal_place, campaign_id),
	COLUMN(INT, struct deal_place, theme_id),
	COLUMN(INT, struct deal_place, persona_id),
	COLUMN(TIME, struct deal_place, converted_at),
	{ 0 }
};
static const struct shape place_shape = { sizeof(struct deal_place), place_columns };

#define PLACE_SELECT "SELECT d.id, d.account_id IS NULL OR NOT EXISTS (SELECT 1 FROM deal o WHERE o.account_id = d.account_id AND o.won_at IS NOT NULL" \
	" AND (o.won_at < d.won_at OR (o.won_at = d.won_at AND o.id < d.id))) AS is_first_of_account, d.handoff_id IS NOT NULL AS is_sourced," \
	" l.origin AS lead_origin, l.source_id, l.campaign_id, l.theme_id, l.persona_id, l.converted_at FROM deal d" \
	" LEFT JOIN deal_lead x ON x.primary_of = d.id LEFT JOIN lead_record l ON l.id = x.lead_id WHERE d.id >= ? AND d.id <= ? ORDER BY d.id"

struct record_cases *
deals_count(struct db *db, const void *ctx, int64_t from, int64_t to, const char *zone, size_t *count)
{
	const struct readings readings = metric_readings(db, ctx);
	size_t meaning_count, n;
	const struct closing *meanings = deal_closings(db, ctx, &meaning_count);
	const struct deal_place *rows = db_list(db, ctx, &place_shape, &n, PLACE_SELECT, "ii", from, to);
	struct record_cases *list = memory_need(talloc_array(ctx, struct record_cases, n + 1));

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		const struct deal_place *p = &rows[i];
		const struct deal *deal = deal_find(db, list, p->id);
		struct counted_deal counted = { .meanings = meanings, .meaning_count = meaning_count, .is_first_of_account = p->is_first_of_account,
		    .is_sourced = p->is_sourced, .lead_origin = p->lead_origin, .source_id = p->source_id, .campaign_id = p->campaign_id, .theme_id = p->theme_id,
		    .persona_id = p->persona_id, .converted_at = p->converted_at };

		if (!deal)
			continue;
		counted.deal = *deal;
		counted.events = deal_events(db, list, p->id, &counted.event_count);
		list[*count] = (struct record_cases){ .record_id = p->id, .cases = result_cases_new(list) };
		deal_count(list[*count].cases, &counted, &readings, zone);
		result_cases_sort(list[(*count)++].cases);
	}
	return list;
}

void
results_add_leads(struct db *db, const void *ctx, const int64_t *ids, size_t id_count, const char *zone)
{
	size_t count, kept = 0, at = 0;
	struct record_cases *list;

	if (!id_count)
		return;
	list = leads_count(db, ctx, ids[0], ids[id_count - 1], zone, &count);
	for (size_t i = 0; i < count; i++) {
		while (at < id_count && ids[at] < list[i].record_id)
			at++;
		if (at < id_count && ids[at] == list[i].record_id)
			list[kept++] = list[i];
	}
	cases_insert(db, ctx, RECORD_LEAD, list, kept);
}

/*
 * Whoever counts a record raises this number of it first. One whose view of the database is older than another's count is told so by the
 * database and starts again: so what is read after it, without holding anything, is all that counts.
 */
#define COUNTED "counted = counted + 1 WHERE id = ?"

void
results_follow_lead(struct db *db, const void *ctx, int64_t lead_id, const char *zone)
{
	struct record_cases none = { .record_id = lead_id };
	const struct record_cases *one;
	size_t count;

	if (!lead_id || db_run(db, "UPDATE lead_record SET " COUNTED, "i", lead_id) < 1)
		return;
	one = leads_count(db, ctx, lead_id, lead_id, zone, &count);
	if (!count) {
		none.cases = result_cases_new(ctx);
		one = &none;
	}
	cases_replace(db, ctx, RECORD_LEAD, lead_id, one->cases);
	cited_replace(db, ctx, one, zone);
}

static void
follow_one(struct db *db, const void *ctx, int64_t deal_id, const char *zone)
{
	size_t count;
	const struct record_cases *list;

	db_run(db, "UPDATE deal SET " COUNTED, "i", deal_id);
	list = deals_count(db, ctx, deal_id, deal_id, zone, &count);
	cases_replace(db, ctx, RECORD_DEAL, deal_id, count ? list[0].cases : result_cases_new(ctx));
}

struct sibling {
	int64_t id;
};
static const struct column sibling_columns[] = { COLUMN(INT, struct sibling, id), { 0 } };
static const struct shape sibling_shape = { sizeof(struct sibling), sibling_columns };

/* Which win was the account's first may be another one now. */
static void
follow_siblings(struct db *db, const void *ctx, int64_t deal_id, int64_t account_id, const char *zone)
{
	size_t count;
	const struct sibling *rows = db_list(db, ctx, &sibling_shape, &count, "SELECT id FROM deal WHERE account_id = ? AND won_at IS NOT NULL AND id <> ?"
	    " ORDER BY id", "ii", account_id, deal_id);

	for (size_t i = 0; i < count; i++)
		follow_one(db, ctx, rows[i].id, zone);
}

void
results_follow_edited(struct db *db, const void *ctx, int64_t lead_id)
{
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	const struct sibling *deals = db_list(db, ctx, &sibling_shape, &count, "SELECT deal_id AS id FROM deal_lead WHERE lead_id = ? AND is_primary"
	    " ORDER BY deal_id", "i", lead_id);

	results_follow_lead(db, ctx, lead_id, zone);
	for (size_t i = 0; i < count; i++)
		follow_one(db, ctx, deals[i].id, zone);
}

void
results_follow_gone(struct db *db, const void *ctx, int64_t deal_id, int64_t account_id, int64_t lead_id, const char *zone)
{
	if (account_id)
		db_run(db, "UPDATE account SET " COUNTED, "i", account_id);
	follow_one(db, ctx, deal_id, zone);
	if (account_id)
		follow_siblings(db, ctx, deal_id, account_id, zone);
	results_follow_lead(db, ctx, lead_id, zone);
}

void
results_follow_deal(struct db *db, const void *ctx, int64_t deal_id, const char *zone)
{
	int64_t account_id = db_integer(db, 0, "SELECT account_id FROM deal WHERE id = ?", "i", deal_id);
	int64_t lead_id = db_integer(db, 0, "SELECT lead_id FROM deal_lead WHERE primary_of = ?", "i", deal_id);

	results_follow_gone(db, ctx, deal_id, account_id, lead_id, zone);
}
