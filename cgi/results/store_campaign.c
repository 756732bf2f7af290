/* What campaigns have cost. */
#include "results/store.h"

#include "auth/audit.h"
#include "base/text.h"

static const struct column cost_columns[] = {
	COLUMN(INT, struct campaign_cost, campaign_id),
	COLUMN(TEXT, struct campaign_cost, name),
	COLUMN(INT, struct campaign_cost, revision),
	COLUMN(TEXT, struct campaign_cost, currency),
	COLUMN(INT, struct campaign_cost, minor),
	COLUMN(TEXT, struct campaign_cost, editor_name),
	COLUMN(TIME, struct campaign_cost, edited_at),
	{ 0 }
};
static const struct shape cost_shape = { sizeof(struct campaign_cost), cost_columns };

#define COST_SELECT "SELECT c.id AS campaign_id, c.name, x.revision, x.currency, x.minor, p.name AS editor_name, x.edited_at FROM campaign c" \
	" LEFT JOIN campaign_cost x ON x.campaign_id = c.id LEFT JOIN person p ON p.id = x.edited_by"

struct campaign_cost *
campaign_costs(struct db *db, const void *ctx, size_t *count)
{
	return db_list(db, ctx, &cost_shape, count, COST_SELECT " WHERE c.same_as_id IS NULL ORDER BY x.currency IS NULL, c.id DESC LIMIT ?", "i",
	    (int64_t)CAMPAIGNS_MOST);
}

struct campaign_cost *
campaign_cost_find(struct db *db, const void *ctx, int64_t campaign_id)
{
	return db_one(db, ctx, &cost_shape, COST_SELECT " WHERE c.id = ? AND c.same_as_id IS NULL", "i", campaign_id);
}

static bool
row_save(struct db *db, const struct actor *actor, const struct campaign_cost *c)
{
	if (c->revision)
		return db_run(db, "UPDATE campaign_cost SET currency = ?, minor = ?, edited_by = ?, edited_at = ?, revision = revision + 1 WHERE campaign_id = ?"
		    " AND revision = ?", "siitii", c->currency, c->minor, actor->person_id, actor->now, c->campaign_id, c->revision) == 1;
	db_run(db, "INSERT INTO campaign_cost (campaign_id, currency, minor, edited_by, edited_at) VALUES (?, ?, ?, ?, ?)", "isiit", c->campaign_id, c->currency,
	    c->minor, actor->person_id, actor->now);
	return !db_taken(db);
}

enum act_result
campaign_cost_save(struct db *db, const void *ctx, const struct actor *actor, const struct campaign_cost *c)
{
	if (!campaign_cost_find(db, ctx, c->campaign_id))
		return RESULT_GONE;
	if (!row_save(db, actor, c))
		return RESULT_STALE;
	audit_add(db, actor, "campaign.cost", "campaign", c->campaign_id, text_format(ctx, "r%lld %lld %s", (long long)c->revision + 1, (long long)c->minor,
	    c->currency ? c->currency : "unknown"));
	return RESULT_DONE;
}
