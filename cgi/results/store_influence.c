/* Won deals, and the handed-over leads of their accounts: read where they stand, by the day a deal was won. */
#include "results/store.h"

#include "base/text.h"

const char *const influence_part_names[] = { "won", "sourced", "influenced", "neither", NULL };

static const struct column won_columns[] = {
	COLUMN(TIME, struct won_deal, won_at),
	COLUMN(BOOL, struct won_deal, is_sourced),
	COLUMN(BOOL, struct won_deal, is_influenced),
	{ 0 }
};
static const struct shape won_shape = { sizeof(struct won_deal), won_columns };

#define WON_DEALS " FROM deal d FORCE INDEX (deal_won)"
#define WON_WITHIN " WHERE d.won_at >= ? AND d.won_at < ? AND d.lost_at IS NULL"
#define SOURCED "d.handoff_id IS NOT NULL"

/* The handoffs that may have had to do with a deal; the number of days is INFLUENCE_DAYS. */
#define TOUCHES "lead_record l JOIN handoff h ON h.lead_id = l.id AND h.state <> 'withdrawn' AND h.first_submitted_at <= d.won_at" \
	" AND h.first_submitted_at >= d.opened_at - INTERVAL 90 DAY"
_Static_assert(INFLUENCE_DAYS == 90, "as TOUCHES says");

struct won_deal *
won_deals(struct db *db, const void *ctx, int64_t from, int64_t to, size_t *count)
{
	return db_list(db, ctx, &won_shape, count, "SELECT d.won_at, " SOURCED " AS is_sourced, EXISTS (SELECT 1 FROM " TOUCHES " WHERE l.account_id = d.account_id)"
	    " AS is_influenced" WON_DEALS WON_WITHIN " ORDER BY d.won_at", "tt", from, to);
}

static const struct column campaign_columns[] = {
	COLUMN(INT, struct influence, campaign_id),
	COLUMN(TEXT, struct influence, name),
	COLUMN(INT, struct influence, deals),
	{ 0 }
};
static const struct shape campaign_shape = { sizeof(struct influence), campaign_columns };

struct influence *
influences(struct db *db, const void *ctx, int64_t from, int64_t to, size_t *count)
{
	return db_list(db, ctx, &campaign_shape, count, "SELECT COALESCE(c.same_as_id, c.id, 0) AS campaign_id, COALESCE(k.name, c.name, 'No campaign') AS name,"
	    " COUNT(DISTINCT d.id) AS deals" WON_DEALS " JOIN " TOUCHES " LEFT JOIN campaign c ON c.id = l.campaign_id LEFT JOIN campaign k ON k.id = c.same_as_id"
	    WON_WITHIN " AND l.account_id = d.account_id GROUP BY 1, 2 ORDER BY COALESCE(c.same_as_id, c.id, 0) = 0, deals DESC, name", "tt", from, to);
}

static const struct column row_columns[] = {
	COLUMN(INT, struct influence_row, deal_id),
	COLUMN(TEXT, struct influence_row, deal_name),
	COLUMN(TIME, struct influence_row, won_at),
	COLUMN(BOOL, struct influence_row, is_sourced),
	COLUMN(INT, struct influence_row, handoff_id),
	COLUMN(INT, struct influence_row, lead_id),
	COLUMN(TEXT, struct influence_row, lead_name),
	COLUMN(TEXT, struct influence_row, lead_company),
	COLUMN(TEXT, struct influence_row, campaign),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct influence_row), row_columns };

struct influence_row *
influence_list(struct db *db, const void *ctx, const struct influence_asked *a, size_t *count)
{
	int64_t campaign = a->campaign_id;

	/* The newest of the handoffs stands for all of them, so that a deal is one line. */
	return db_list(db, ctx, &row_shape, count, "SELECT x.deal_id, x.deal_name, x.won_at, x.is_sourced, COALESCE(x.handoff_id, 0) AS handoff_id, COALESCE(l.id, 0) AS lead_id,"
	    " l.name AS lead_name, COALESCE(NULLIF(l.company, ''), a.name) AS lead_company, COALESCE(k.name, c.name) AS campaign"
	    " FROM (SELECT d.id AS deal_id, d.name AS deal_name, d.won_at, d.account_id, " SOURCED " AS is_sourced, (SELECT h.id FROM " TOUCHES
	    " LEFT JOIN campaign c ON c.id = l.campaign_id WHERE l.account_id = d.account_id AND (? < 0 OR COALESCE(c.same_as_id, c.id, 0) = ?)"
	    " ORDER BY h.first_submitted_at DESC, h.id DESC LIMIT 1) AS handoff_id" WON_DEALS WON_WITHIN
	    " AND (? = 0 OR d.won_at < (SELECT y.won_at FROM deal y WHERE y.id = ?) OR (d.won_at = (SELECT y.won_at FROM deal y WHERE y.id = ?) AND d.id < ?))"
	    " HAVING CASE ? WHEN 'won' THEN TRUE WHEN 'sourced' THEN is_sourced WHEN 'influenced' THEN handoff_id IS NOT NULL ELSE NOT is_sourced AND handoff_id IS NULL END"
	    " ORDER BY d.won_at DESC, d.id DESC LIMIT ?) x LEFT JOIN handoff h ON h.id = x.handoff_id LEFT JOIN lead_record l ON l.id = h.lead_id"
	    " LEFT JOIN account a ON a.id = x.account_id LEFT JOIN campaign c ON c.id = l.campaign_id LEFT JOIN campaign k ON k.id = c.same_as_id"
	    " ORDER BY x.won_at DESC, x.deal_id DESC", "iittiiiisi", campaign, campaign, a->from, a->to, a->after, a->after, a->after, a->after,
	    influence_part_names[a->part], a->limit);
}
