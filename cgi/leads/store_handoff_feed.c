/* Up to when attempts from elsewhere are known, and what the background program does for handoffs. */
#include "leads/store_handoff_parts.h"
#include "leads/store_result.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

int64_t
attempts_known_up_to(struct db *db)
{
	return feed_known_up_to(db, "attempts");
}

bool
promises_by_feed(const struct promise *promises, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (promises[i].measured == MEASURED_FEED)
			return true;
	return false;
}

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

/* Nobody: the background program. */
static struct actor
nobody(int64_t now)
{
	return (struct actor){ .team = TEAM_OBSERVER, .now = now };
}

/* Handoffs that stand in the queue by a deadline which an amendment of the last hour has moved. */
#define MISPLACED " FROM amendment a JOIN timer_correction c ON c.amendment_id = a.id JOIN timer t ON t.id = c.timer_id" \
	" JOIN handoff h ON h.id = t.subject_id AND h.due_timer_id = t.id" \
	" WHERE a.state = 'ratified' AND a.applied_at > ? AND t.subject = 'handoff' AND h.queue_at IS NOT NULL" \
	" AND (h.queue_at >> 31 & (1 << 30) - 1) <> UNIX_TIMESTAMP(t.deadline) - 1577836800"
enum { FOLLOWED = 3600 };

/* Amendments whose days no handoff goes by yet. */
#define UNFOLLOWED " FROM amendment a WHERE a.state = 'ratified' AND NOT a.followed"

/* Corrections of single clocks that are confirmed, whose handoffs have not found their place yet. */
#define CORRECTED " FROM record_correction c JOIN timer t ON t.id = c.timer_id WHERE c.state = 'confirmed' AND NOT c.followed AND t.subject = 'handoff'"

bool
handoff_work_waits(struct db *db, const void *ctx, int64_t now)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM handoff WHERE back_on <= ?) OR EXISTS (SELECT 1 FROM handoff WHERE queue_at >= ?"
	    " AND queue_at < ? AND state = 'returned' AND NOT unanswered) OR EXISTS (SELECT 1" MISPLACED ")"
	    " OR EXISTS (SELECT 1" UNFOLLOWED ") OR EXISTS (SELECT 1" CORRECTED ")", "siit",
	    day_print(ctx, day_of(now, organisation_zone(db, ctx))), queue_from(TEAM_MARKETING, 0), queue_from(TEAM_MARKETING, now), now - FOLLOWED);
}

int64_t
handoffs_come_back(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct actor actor = nobody(now);
	const char *zone = organisation_zone(db, ctx);
	int64_t new_id;
	size_t count;
	const struct id_row *rows = db_list(db, ctx, &id_shape, &count, "SELECT id FROM handoff WHERE back_on <= ? ORDER BY back_on, id LIMIT ?", "si",
	    day_print(ctx, day_of(now, zone)), limit);

	for (size_t i = 0; i < count; i++)
		if (handoff_bring_back(db, ctx, &actor, rows[i].id, zone, &new_id) != RESULT_DONE)
			db_run(db, "UPDATE handoff SET back_on = NULL WHERE id = ?", "i", rows[i].id);
	return (int64_t)count;
}

/* An amendment may have moved the deadline since the handoff got its place. */
static bool
answer_is_due_later(const struct held *x)
{
	const struct clock *due = clock_due(x->timers, x->timer_count, TEAM_MARKETING);

	return due && due->deadline > x->actor->now;
}

int64_t
handoffs_unanswered(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct actor actor = nobody(now);
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	const struct id_row *rows = db_list(db, ctx, &id_shape, &count, "SELECT id FROM handoff WHERE queue_at >= ? AND queue_at < ? AND state = 'returned'"
	    " AND NOT unanswered ORDER BY queue_at LIMIT ?", "iii", queue_from(TEAM_MARKETING, 0), queue_from(TEAM_MARKETING, now), limit);

	for (size_t i = 0; i < count; i++) {
		struct held *x = handoff_hold(db, ctx, &actor, rows[i].id, zone);

		if (!x || x->is.state != HANDOFF_RETURNED || x->is.is_final || x->is.unanswered)
			continue;
		if (!answer_is_due_later(x)) {
			x->is.unanswered = true;
			event_add(x, MOVE_UNANSWERED, actor.now, 0, "", "");
		}
		held_save(x);
	}
	return (int64_t)count;
}

int64_t
handoffs_follow_amendments(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct actor actor = nobody(now);
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	const struct id_row *rows = db_list(db, ctx, &id_shape, &count, "SELECT h.id" MISPLACED " ORDER BY h.id LIMIT ?", "ti", now - FOLLOWED, limit);

	for (size_t i = 0; i < count; i++) {
		struct held *x = handoff_hold(db, ctx, &actor, rows[i].id, zone);

		if (x)
			held_save(x);
	}
	return (int64_t)count;
}

/* An amendment with the days it reaches: with room for every zone. */
struct reach {
	int64_t id, calendar_id;
	int64_t followed_to;		/* the last handoff that was looked at for it */
	int64_t begins, ends;
};
static const struct column reach_columns[] = {
	COLUMN(INT, struct reach, id),
	COLUMN(INT, struct reach, calendar_id),
	COLUMN(INT, struct reach, followed_to),
	COLUMN(TIME, struct reach, begins),
	COLUMN(TIME, struct reach, ends),
	{ 0 }
};
static const struct shape reach_shape = { sizeof(struct reach), reach_columns };

struct touched {
	int64_t id, lead_id;
	int64_t version_id;		/* the calendar as it was put right last */
};
static const struct column touched_columns[] = {
	COLUMN(INT, struct touched, id),
	COLUMN(INT, struct touched, lead_id),
	COLUMN(INT, struct touched, version_id),
	{ 0 }
};
static const struct shape touched_shape = { sizeof(struct touched), touched_columns };

enum { LOOKED_AT_ONCE = 5000 };	/* handoffs, one after the other: their times are in no key */

/* Handoffs among so many ids with any of their times within those days, or yet to come, which go by a version that was put right since. */
#define TOUCHED "SELECT x.id, x.lead_id, x.version_id FROM (SELECT h.id, h.lead_id, o.id AS own_id, (SELECT MAX(n.id) FROM calendar_version n" \
	" WHERE n.calendar_id = o.calendar_id AND n.corrects = COALESCE(o.corrects, o.number)) AS version_id FROM handoff h" \
	" STRAIGHT_JOIN calendar_version o ON o.id = h.calendar_version_id JOIN lead_record l ON l.id = h.lead_id" \
	" WHERE h.id > ? AND h.id <= ? AND o.calendar_id = ?" \
	" AND LEAST(h.first_submitted_at, COALESCE(l.converted_at, h.first_submitted_at)) < ? AND (h.queue_at IS NOT NULL OR GREATEST(h.submitted_at," \
	" COALESCE(h.decided_at, h.submitted_at), COALESCE(h.last_attempt_at, h.submitted_at)) >= ?)) x WHERE x.version_id > x.own_id ORDER BY x.id LIMIT ?"

int64_t
handoffs_follow_calendars(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const char *zone = organisation_zone(db, ctx);
	const struct reach *reach = db_one(db, ctx, &reach_shape, "SELECT y.id, y.calendar_id, y.followed_to, CAST(MIN(d.day) - INTERVAL 1 DAY AS DATETIME) AS begins,"
	    " CAST(MAX(d.day) + INTERVAL 2 DAY AS DATETIME) AS ends FROM (SELECT a.id, a.calendar_id, a.followed_to" UNFOLLOWED " ORDER BY a.id LIMIT 1) y"
	    " LEFT JOIN amendment_day d ON d.amendment_id = y.id GROUP BY y.id, y.calendar_id, y.followed_to", "");
	const struct touched *rows;
	int64_t to;
	size_t count;
	bool is_last;

	(void)now;
	if (!reach)
		return 0;
	to = reach->followed_to + LOOKED_AT_ONCE;
	rows = db_list(db, ctx, &touched_shape, &count, TOUCHED, "iiitti", reach->followed_to, to, reach->calendar_id, reach->ends, reach->begins, limit);
	for (size_t i = 0; i < count; i++) {
		db_run(db, "UPDATE handoff SET calendar_version_id = ? WHERE id = ?", "ii", rows[i].version_id, rows[i].id);
		results_follow_lead(db, ctx, rows[i].lead_id, zone);
	}
	if ((int64_t)count == limit)
		to = rows[count - 1].id;
	is_last = (int64_t)count < limit && to >= db_integer(db, 0, "SELECT MAX(id) FROM handoff", "");
	db_run(db, "UPDATE amendment SET followed = ?, followed_to = ? WHERE id = ?", "iii", (int64_t)is_last, to, reach->id);
	return is_last ? (int64_t)count : limit;	/* more may be behind them */
}

int64_t
handoffs_follow_corrections(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct actor actor = nobody(now);
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	const struct id_row *rows = db_list(db, ctx, &id_shape, &count, "SELECT t.subject_id AS id" CORRECTED " ORDER BY c.id LIMIT ?", "i", limit);

	for (size_t i = 0; i < count; i++) {
		struct held *x = handoff_hold(db, ctx, &actor, rows[i].id, zone);

		if (x)
			held_save(x);
		db_run(db, "UPDATE record_correction c JOIN timer t ON t.id = c.timer_id SET c.followed = TRUE WHERE c.state = 'confirmed'"
		    " AND t.subject = 'handoff' AND t.subject_id = ?", "i", rows[i].id);
	}
	return (int64_t)count;
}
