/* Counting all days of promises and steps anew. */
#include "leads/store_recount.h"

#include "base/days.h"
#include "base/text.h"
#include "data/content.h"
#include "leads/store_deal.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_result.h"

#include <talloc.h>

/*
 * What days and results are made of; moved when a release adds them up otherwise. 2: the denominator of a volume is how many of it are decided.
 * 3: only the meaning before stands beside the one in force; no deal comes of a handoff that was withdrawn.
 */
enum { COUNTING_RULE = 3 };

bool
recount_waits(struct db *db)
{
	return db_integer(db, 0, "SELECT 1 FROM organisation WHERE id = 1 AND (NOT counted_zone <=> time_zone OR counted_rule <> ?)", "i", (int64_t)COUNTING_RULE)
	    || !results_filled(db);
}

static void
mend(struct db *db, const struct miscount *wrong, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct miscount *w = &wrong[i];
		int64_t numerator = w->numerator - w->kept_numerator, denominator = w->denominator - w->kept_denominator;
		struct day day;

		if (!day_parse(w->day, &day))
			continue;
		if (w->promise_id)
			promise_add(db, w->promise_id, (enum basis)w->basis, day, numerator, denominator);
		else
			step_add(db, (enum plan_rate)w->basis, day, 0, numerator, denominator);
	}
}

struct zones {
	const char *counted, *now;
};
static const struct column zones_columns[] = { COLUMN(TEXT, struct zones, counted), COLUMN(TEXT, struct zones, now), { 0 } };
static const struct shape zones_shape = { sizeof(struct zones), zones_columns };

bool
recount_days(struct db *db, const void *ctx, int64_t now)
{
	const struct zones *zones;
	const struct miscount *clocks, *handoffs;
	size_t clock_count, handoff_count;

	if (!db_begin(db))
		return false;
	deals_leave_withdrawn(db, ctx);
	content_touch(db, "leads");
	if (!db_commit(db) || !db_begin(db))
		return false;
	zones = db_one(db, ctx, &zones_shape, "SELECT counted_zone AS counted, time_zone AS now FROM organisation WHERE id = 1", "");
	clocks = promise_miscounts_all(db, ctx, &clock_count);
	handoffs = handoff_miscounts_all(db, ctx, &handoff_count);
	if (!db_commit(db) || !zones || !db_begin(db))
		return false;
	if (db_run(db, "UPDATE organisation SET counted_zone = ?, counted_rule = ? WHERE id = 1 AND time_zone = ? AND counted_zone <=> ?"
	    " AND (NOT counted_zone <=> time_zone OR counted_rule <> ?)", "sissi", zones->now, (int64_t)COUNTING_RULE, zones->now, zones->counted,
	    (int64_t)COUNTING_RULE) != 1) {
		db_rollback(db);
		return false;
	}
	mend(db, clocks, clock_count);
	mend(db, handoffs, handoff_count);
	db_run(db, "UPDATE result_state SET filled_at = NULL WHERE id = 1", "");
	content_touch(db, "leads");
	return db_commit(db) && results_fill(db, ctx, now);
}

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

int64_t *
clocks_sampled(struct db *db, const void *ctx, int64_t most, size_t *count)
{
	int64_t last = db_integer(db, 0, "SELECT MAX(id) FROM handoff", ""), each = last / most + 1;
	const struct id_row *rows = db_list(db, ctx, &id_shape, count, "SELECT t.id FROM (SELECT id FROM handoff WHERE id > ? OR id % ? = 0) h"
	    " JOIN timer t ON t.subject = 'handoff' AND t.subject_id = h.id ORDER BY t.id", "ii", last - most, each);
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, *count + 1));

	for (size_t i = 0; i < *count; i++)
		ids[i] = rows[i].id;
	return ids;
}
