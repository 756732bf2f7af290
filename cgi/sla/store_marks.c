/* The clocks of a month, for one mark each. */
#include "sla/store_attain.h"

#include "base/text.h"

#include <talloc.h>

static const struct column marked_columns[] = {
	COLUMN(INT, struct marked_clock, id),
	COLUMN(TIME, struct marked_clock, deadline),
	CODE_COLUMN(struct marked_clock, state, timer_state_names),
	{ 0 }
};
static const struct shape marked_shape = { sizeof(struct marked_clock), marked_columns };

/* So many of one state, from an end of an index that has all of it; left alone, the database may take the one that has every line. */
#define END(state, way) "(SELECT t.id, t.deadline, t.state FROM timer t FORCE INDEX (timer_line) WHERE t.line_id = ? AND t.state = '" state "'" \
	" AND t.deadline >= ? AND t.deadline < ? ORDER BY t.deadline" way ", t.id" way " LIMIT ?)"

static struct marked_clock *
clocks_read(struct db *db, const void *ctx, int64_t line_id, struct day first, const char *zone, size_t *count)
{
	int64_t from = start_of_day(first, zone), to = start_of_day(day_add_months(first, 1), zone), most = MARKS_MOST;
	struct marked_clock *clocks = db_list(db, ctx, &marked_shape, count, END("met", " DESC") " UNION ALL " END("missed", " DESC") " UNION ALL "
	    END("running", "") " ORDER BY deadline, id", "ittiittiitti", line_id, from, to, most, line_id, from, to, most, line_id, from, to, most);

	*count = marks_pick(clocks, *count);
	return clocks;
}

const struct marks *
marks_read(struct db *db, const void *ctx, const struct agreement_month *month, const struct promise_standing *s, const char *zone, int64_t now)
{
	enum { MONTH_BITS = 20 };	/* up to December 9999 */
	const struct promise *p = s->promise;
	int64_t key = p->line_id << MONTH_BITS | (s->now->first.year * 12 + s->now->first.month);
	struct marks *marks;
	struct marked_clock *clocks;
	size_t count;

	if (!promise_has_clock(p->kind))
		return NULL;
	clocks = db_kept_moving(db, "marks", key, now, &count);
	if (!clocks) {
		clocks = clocks_read(db, db_moving_rememberer(db, ctx), p->line_id, s->now->first, zone, &count);
		db_keep_moving(db, "marks", key, 0, clocks, count);
	}
	if (!count)
		return NULL;
	marks = memory_need(talloc(ctx, struct marks));
	*marks = (struct marks){ .clocks = clocks, .count = count, .all = s->now->denominator + s->now->pending, .now = now,
	    .by_feed = p->measured == MEASURED_FEED, .known_up_to = month->attainment->known_up_to };
	return marks;
}
