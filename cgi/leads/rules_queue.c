/* Places in the queue, and clocks in words. */
#include "leads/rules_queue.h"

#include "base/days.h"
#include "base/text.h"

#include "sla/rules.h"

#include <inttypes.h>

enum { SOON = 2 * 3600 };
#define SECONDS_MOST ((INT64_C(1) << (QUEUE_BEHIND_BIT - QUEUE_ID_BITS)) - 1)
#define IDS_MOST ((INT64_C(1) << QUEUE_ID_BITS) - 1)

const char *const queue_view_names[] = { "mine", "open", "soon", "unassigned", "marketing", "returned", "all", NULL };
const char *const queue_clock_names[] = { "late", "short", "today", "none", "paused", NULL };

const char *
queue_view_label(int view)
{
	static const char *const labels[] = {
		"Mine", "All open", "Clock running out", "Unassigned", "Marketing’s turn", "Returned to me", "All"
	};

	return view < VIEW_MINE || view > VIEW_ALL ? "" : labels[view];
}

int
queue_view_first(const struct user *user)
{
	if (user && user->team == TEAM_SALES)
		return VIEW_MINE;
	return user && user->team == TEAM_MARKETING ? VIEW_MARKETING : VIEW_TEAM;
}

int
handoff_turn(int state, bool is_final)
{
	switch (state) {
	case HANDOFF_SUBMITTED:
	case HANDOFF_ACCEPTED:
	case HANDOFF_WORKING:
	case HANDOFF_APPEALED:
		return TEAM_SALES;
	case HANDOFF_INFO_REQUESTED:
		return TEAM_MARKETING;
	case HANDOFF_RETURNED:
		return is_final ? GLOSSARY_NONE : TEAM_MARKETING;
	}
	return GLOSSARY_NONE;
}

/* Seconds since 2020 as far as they fit. */
static int64_t
since_epoch(int64_t at)
{
	return at <= QUEUE_EPOCH ? 1 : at - QUEUE_EPOCH < SECONDS_MOST ? at - QUEUE_EPOCH : SECONDS_MOST;
}

static int64_t
team_bit(int team)
{
	return (int64_t)(team == TEAM_SALES) << QUEUE_TEAM_BIT;
}

int64_t
queue_position(int team, int64_t id, int64_t due_at, int64_t waiting_since)
{
	int64_t behind = due_at ? 0 : INT64_C(1) << QUEUE_BEHIND_BIT;

	if (team != TEAM_MARKETING && team != TEAM_SALES)
		return 0;
	return team_bit(team) | behind | since_epoch(due_at ? due_at : waiting_since) << QUEUE_ID_BITS | (id & IDS_MOST);
}

int64_t
queue_due(int64_t queue_at)
{
	if (!queue_at || queue_at >> QUEUE_BEHIND_BIT & 1)
		return 0;
	return (queue_at >> QUEUE_ID_BITS & SECONDS_MOST) + QUEUE_EPOCH;
}

int64_t
queue_id(int64_t queue_at)
{
	return queue_at & IDS_MOST;
}

int64_t
queue_from(int team, int64_t due_at)
{
	return team_bit(team) | (due_at ? since_epoch(due_at) << QUEUE_ID_BITS : 0);
}

int64_t
queue_end(int team)
{
	return team == TEAM_SALES ? INT64_MAX : INT64_C(1) << QUEUE_TEAM_BIT;
}

const char *
queue_key(const void *ctx, int64_t person_id, int64_t queue_at)
{
	return queue_at ? text_format(ctx, "%012" PRIx64 "%016" PRIx64, person_id, queue_at) : NULL;
}

bool
queue_view_is_personal(int view)
{
	return view == VIEW_MINE || view == VIEW_MY_RETURNED;
}

/* The end of today, or two hours from now where that is later. */
static int64_t
soon_ends(int64_t now, const char *zone)
{
	int64_t day_ends = start_of_day(day_add(day_of(now, zone), 1), zone);

	return day_ends > now + SOON ? day_ends : now + SOON;
}

static struct queue_range
range_within(struct queue_range r, int64_t from, int64_t to)
{
	return (struct queue_range){ from > r.from ? from : r.from, to < r.to ? to : r.to };
}

struct queue_range
queue_range_of(int view, int clock, int64_t now, int64_t short_until, const char *zone)
{
	int team = view == VIEW_MARKETING || view == VIEW_MY_RETURNED || clock == CLOCKS_PAUSED ? TEAM_MARKETING : TEAM_SALES;
	struct queue_range r = { .from = queue_from(team, 0), .to = queue_end(team) };

	if (!r.from)
		r.from = 1;
	if (view == VIEW_SOON && team == TEAM_SALES)
		r.to = queue_from(team, soon_ends(now, zone));
	switch (clock) {
	case CLOCKS_LATE:
		return range_within(r, r.from, queue_from(team, now));
	case CLOCKS_SHORT:
		return range_within(r, queue_from(team, now), queue_from(team, short_until));
	case CLOCKS_TODAY:
		return range_within(r, queue_from(team, now), queue_from(team, soon_ends(now, zone)));
	case CLOCKS_WITHOUT:
		return range_within(r, team_bit(team) | INT64_C(1) << QUEUE_BEHIND_BIT, r.to);
	}
	return r;
}

struct queue_range
queue_range(int view, int64_t now, const char *zone)
{
	return queue_range_of(view, GLOSSARY_NONE, now, 0, zone);
}

int
clock_look(const struct queue_clock *clock)
{
	if (clock->paused)
		return CLOCK_PAUSED;
	if (!clock->running || clock->unmeasured)
		return CLOCK_NONE;
	if (!clock->left)
		return CLOCK_LATE;
	if (clock->left < QUEUE_SHORT_SECONDS)
		return CLOCK_SHORT;
	return clock->due_today || clock->left < SOON ? CLOCK_TODAY : CLOCK_PLAIN;
}

const char *
clock_words(const void *ctx, const struct queue_clock *clock)
{
	if (clock->paused)
		return "Paused";
	if (!clock->running)
		return clock->promised ? "Nothing due" : "No promise yet";
	if (clock->unmeasured)
		return "Not measured";
	if (!clock->left)
		return time_late(ctx, clock->late);
	return time_left(ctx, clock->left);
}

const char *
clock_rests(const struct queue_clock *clock)
{
	return clock->running && !clock->paused && !clock->unmeasured && clock->left ? clock->resumes : NULL;
}
