/* Attempts that other systems tell of, and what the background program does for handoffs. */
#include "leads/store_handoff_parts.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/store_lead.h"

#include <talloc.h>

const char *const told_status_names[] = { "created", "same", "refused", NULL };

static bool
is_known(struct db *db, const struct attempt_told *t)
{
	return db_integer(db, 0, "SELECT id FROM attempt WHERE system = ? AND external_id = ?", "ss", t->system, t->external_id);
}

static void
refuse(struct attempt_told *t, const char *problem)
{
	t->status = TOLD_REFUSED;
	t->problem = problem;
}

/* The handoff that is meant; 0 with a problem when there is none. */
static int64_t
meant(struct db *db, struct attempt_told *t)
{
	int64_t lead, id = t->handoff_id;

	if (id)
		return id;
	lead = t->lead_system && t->lead_external_id ? lead_by_ref(db, t->lead_system, t->lead_external_id) : 0;
	id = lead ? handoff_open_of(db, lead) : 0;
	if (!id)
		refuse(t, lead ? "This lead has no open handoff." : "There is no lead of this name.");
	return id;
}

/* One attempt that is not known yet. */
static void
take(struct db *db, const void *ctx, const struct actor *actor, struct attempt_told *t, const char *zone)
{
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	struct problems *problems = problems_new(ctx);
	struct actor *seller = memory_need(talloc(ctx, struct actor));
	int64_t id = meant(db, t), by = 0;
	struct held *x;

	if (!id)
		return;
	*seller = *actor;
	if (t->by)
		by = db_integer(db, 0, "SELECT id FROM person WHERE email = ? AND team = 'sales'", "s", t->by);
	if (!attempt_stops(t->result, !t->by || by || !db_integer(db, 0, "SELECT id FROM person WHERE email = ?", "s", t->by))) {
		refuse(t, "Who made it is not of Sales. An attempt counts when somebody of Sales made it, or the lead did.");
		return;
	}
	if (by) {
		seller->person_id = by;
		seller->team = TEAM_SALES;
	}
	x = handoff_hold(db, ctx, seller, id, zone);
	if (!x) {
		refuse(t, "There is no such handoff.");
		return;
	}
	in.move = MOVE_ATTEMPT;
	in.channel = t->channel;
	in.result = t->result;
	in.happened_at = t->happened_at;
	if (!promises_by_feed(x->promises, x->promise_count))	/* what a feed is measured by may come late: it says up to when it knows */
		handoff_complete(db, ctx, seller, &x->is, &in, zone);
	handoff_problems(problems, &x->is, &in, actor->now);
	if (problems->count)
		refuse(t, problems->list[0].text);
	else if (!handoff_can(&x->is, MOVE_ATTEMPT, actor->now))
		refuse(t, handoff_refusal(ctx, &x->is, MOVE_ATTEMPT, handoff_last(db, ctx, id), actor->now, zone));
	else if (!attempt_add(x, &in, by, t->system, t->external_id))
		t->status = TOLD_SAME;
	else {
		held_save(x);
		t->status = TOLD_CREATED;
	}
}

void
attempts_take(struct db *db, const void *ctx, const struct actor *actor, struct attempt_told *list, size_t count, const char *zone)
{
	int64_t known_up_to = 0;

	for (size_t i = 0; i < count; i++) {
		struct attempt_told *t = &list[i];

		t->problem = NULL;
		t->status = TOLD_SAME;
		if (!is_known(db, t))
			take(db, ctx, actor, t, zone);
		if (t->status != TOLD_REFUSED && t->happened_at > known_up_to)
			known_up_to = t->happened_at < actor->now ? t->happened_at : actor->now;
	}
	if (known_up_to)
		db_run(db, "INSERT INTO feed (name, known_up_to) VALUES ('attempts', ?)"
		    " ON DUPLICATE KEY UPDATE known_up_to = GREATEST(COALESCE(known_up_to, VALUES(known_up_to)), VALUES(known_up_to))", "t", known_up_to);
}

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

bool
clock_unmeasured(const struct clock *clock, const struct promise *promises, size_t count, int64_t known_up_to)
{
	for (size_t i = 0; i < count && clock->status == TIMER_MISSED; i++)
		if (promises[i].id == clock->promise_id)
			return promises[i].measured == MEASURED_FEED && clock->deadline > known_up_to;
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

/* Corrections of single clocks that are confirmed, whose handoffs have not found their place yet. */
#define CORRECTED " FROM record_correction c JOIN timer t ON t.id = c.timer_id WHERE c.state = 'confirmed' AND NOT c.followed AND t.subject = 'handoff'"

bool
handoff_work_waits(struct db *db, const void *ctx, int64_t now)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM handoff WHERE back_on <= ?) OR EXISTS (SELECT 1 FROM handoff WHERE queue_at >= ?"
	    " AND queue_at < ? AND state = 'returned' AND NOT unanswered) OR EXISTS (SELECT 1" MISPLACED ")"
	    " OR EXISTS (SELECT 1" CORRECTED ")", "siit",
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
