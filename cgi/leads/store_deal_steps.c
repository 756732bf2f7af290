/* Which handoff a deal comes from, and what that adds to the steps of the plan. */
#include "leads/store_deal_parts.h"
#include "leads/store_handoff_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

/* A deal that came of a handoff is an opportunity of the day it was opened on, whenever it is won. */
static void
customer_move(struct db *db, const struct deal *was, const struct deal *is, const char *zone)
{
	const struct day before = day_of(was->opened_at, zone), after = day_of(is->opened_at, zone);
	bool counted = was->handoff_id, counts = is->handoff_id;

	if (counted && counts && day_compare(before, after) == 0) {
		step_add(db, RATE_CUSTOMER, after, is->id, (is->won_at != 0) - (was->won_at != 0), 0);
		return;
	}
	if (counted)
		step_add(db, RATE_CUSTOMER, before, is->id, -(was->won_at != 0), -1);
	if (counts)
		step_add(db, RATE_CUSTOMER, after, is->id, is->won_at != 0, 1);
}

/* The two handoffs that a deal may leave and come to: locked in the order of their ids, NULL where there is none. */
static void
handoffs_hold(struct db *db, const void *ctx, const int64_t ids[2], const struct handoff *found[2])
{
	db_integer(db, 0, "SELECT COUNT(*) FROM (SELECT id FROM handoff WHERE id IN (?, ?) ORDER BY id FOR UPDATE) h", "ii", ids[0], ids[1]);
	for (int i = 0; i < 2; i++)
		found[i] = ids[i] ? handoff_find(db, ctx, ids[i]) : NULL;
}

void
deal_steps(struct db *db, const void *ctx, const struct deal *was, struct deal *is)
{
	const char *zone = organisation_zone(db, ctx);
	const struct handoff *before[2], *after;
	const int64_t ids[2] = { was->handoff_id, is->handoff_id = db_integer(db, 0, "SELECT MAX(h.id) FROM deal_lead x"
	    " JOIN handoff h ON h.lead_id = x.lead_id WHERE x.primary_of = ? AND h.first_submitted_at <= ? AND h.state <> 'withdrawn'", "it", is->id,
	    is->opened_at) };

	customer_move(db, was, is, zone);
	if (ids[0] == ids[1])
		return;
	handoffs_hold(db, ctx, ids, before);
	db_run(db, "UPDATE deal SET handoff_id = ? WHERE id = ?", "ni", is->handoff_id, is->id);
	for (int i = 0; i < 2; i++) {
		after = before[i] ? handoff_find(db, ctx, ids[i]) : NULL;
		if (after)
			steps_move(db, ctx, before[i], after, zone);
	}
}

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

void
deals_follow_lead(struct db *db, const void *ctx, int64_t lead_id)
{
	size_t count;
	const struct id_row *rows = db_list(db, ctx, &id_shape, &count, "SELECT deal_id AS id FROM deal_lead WHERE lead_id = ? ORDER BY deal_id", "i", lead_id);

	for (size_t i = 0; i < count; i++) {
		struct deal *deal = deal_hold(db, ctx, rows[i].id);

		if (deal)
			deal_steps(db, ctx, &(const struct deal){ .handoff_id = deal->handoff_id, .opened_at = deal->opened_at, .won_at = deal->won_at }, deal);
	}
}

void
deals_leave_withdrawn(struct db *db, const void *ctx)
{
	size_t count;
	const struct id_row *leads = db_list(db, ctx, &id_shape, &count, "SELECT DISTINCT h.lead_id AS id FROM deal d JOIN handoff h ON h.id = d.handoff_id"
	    " WHERE h.state = 'withdrawn' ORDER BY h.lead_id", "");

	for (size_t i = 0; i < count; i++)
		deals_follow_lead(db, ctx, leads[i].id);
}

struct opened {
	int64_t id;
	int64_t opened_at;
	int64_t won;
};
static const struct column opened_columns[] = {
	COLUMN(INT, struct opened, id),
	COLUMN(TIME, struct opened, opened_at),
	COLUMN(INT, struct opened, won),
	{ 0 }
};
static const struct shape opened_shape = { sizeof(struct opened), opened_columns };

enum { OPENED_AT_ONCE = 1000 };

struct deal_opened *
deals_opened(struct db *db, const void *ctx, int64_t after, const char *zone, size_t *count, int64_t *last)
{
	const struct opened *rows = db_list(db, ctx, &opened_shape, count, "SELECT id, opened_at, won_at IS NOT NULL AS won FROM deal WHERE id > ?"
	    " AND handoff_id IS NOT NULL ORDER BY id LIMIT ?", "ii", after, (int64_t)OPENED_AT_ONCE);
	struct deal_opened *list = memory_need(talloc_array(ctx, struct deal_opened, *count + 1));

	*last = *count ? rows[*count - 1].id : 0;
	for (size_t i = 0; i < *count; i++)
		list[i] = (struct deal_opened){ day_of(rows[i].opened_at, zone), rows[i].won };
	return list;
}
