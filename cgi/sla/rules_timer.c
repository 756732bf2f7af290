/* The clock of one promise: its states, and what it reads at an instant. */
#include "sla/rules_timer.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"

const char *const timer_state_names[] = { "scheduled", "running", "paused", "met", "missed", "cancelled", NULL };

static const struct {
	int from;
	enum timer_step step;
	int to;
} life[] = {
	{ TIMER_SCHEDULED, TIMER_START, TIMER_RUNNING },
	{ TIMER_SCHEDULED, TIMER_FINISH, TIMER_MET },
	{ TIMER_SCHEDULED, TIMER_CANCEL, TIMER_CANCELLED },
	{ TIMER_RUNNING, TIMER_PAUSE, TIMER_PAUSED },
	{ TIMER_RUNNING, TIMER_FINISH, TIMER_MET },
	{ TIMER_RUNNING, TIMER_MISS, TIMER_MISSED },
	{ TIMER_RUNNING, TIMER_CANCEL, TIMER_CANCELLED },
	{ TIMER_PAUSED, TIMER_RESUME, TIMER_RUNNING },
	{ TIMER_PAUSED, TIMER_FINISH, TIMER_MET },
	{ TIMER_PAUSED, TIMER_CANCEL, TIMER_CANCELLED },
	{ TIMER_MISSED, TIMER_FINISH, TIMER_MISSED },
};

const char *
timer_state_label(int state)
{
	static const char *const labels[] = { "Scheduled", "Running", "Paused", "Met", "Missed", "Cancelled" };

	return state >= TIMER_SCHEDULED && state <= TIMER_CANCELLED ? labels[state] : "";
}

int
timer_after(int state, enum timer_step step)
{
	for (size_t i = 0; i < sizeof(life) / sizeof(life[0]); i++)
		if (life[i].from == state && life[i].step == step)
			return life[i].to;
	return -1;
}

/* Ends pauses where they have used up what may be paused. */
static void
cut_at_limit(struct pauses *pauses, const struct timer *timer, const struct calendar *calendar, int64_t now)
{
	int64_t left = timer->pause_most;
	size_t kept = 0;

	if (left < 0)
		return;
	for (; kept < pauses->count && left > 0; kept++) {
		struct pause *pause = &pauses->list[kept];
		int64_t from = pause->from > timer->start ? pause->from : timer->start;
		struct deadline used_up = calendar_deadline(calendar, from, left, NULL);

		if (used_up.state == DEADLINE_SET && used_up.at < pause->to && used_up.at <= now) {
			pause->to = used_up.at;
			left = 0;
		} else {
			left -= calendar_open_seconds(calendar, from, pause->to < now ? pause->to : now, NULL);
		}
	}
	pauses->count = kept;
}

/* Up to `until`; a pause that lasts then ends there when `close`, else it is open. */
static struct pauses *
pauses_until(const void *ctx, const struct timer *timer, const struct calendar *calendar, int64_t until, bool close)
{
	struct pause *list = memory_need(talloc_array(ctx, struct pause, timer->pause_count + 1));
	struct pauses *pauses;
	size_t count = 0;

	for (size_t i = 0; i < timer->pause_count; i++) {
		list[count] = timer->pauses[i];
		if (list[count].from > until || (close && list[count].from == until))
			continue;
		if (list[count].to > until)
			list[count].to = close ? until : PAUSE_OPEN;
		count++;
	}
	pauses = pauses_merge(ctx, list, count);
	cut_at_limit(pauses, timer, calendar, until);
	return pauses;
}

const struct pauses *
timer_pauses(const void *ctx, const struct timer *timer, const struct calendar *calendar, int64_t now)
{
	int64_t end = timer->done_at ? timer->done_at : timer->cancelled_at;

	if (end && end <= now)
		return pauses_until(ctx, timer, calendar, end, true);
	return pauses_until(ctx, timer, calendar, now, false);
}

/* Does the deadline fall into a pause, where nothing can be missed? */
static bool
falls_into(const struct pauses *pauses, int64_t at)
{
	for (size_t i = 0; i < pauses->count; i++)
		if (pauses->list[i].from < at && at <= pauses->list[i].to)
			return true;
	return false;
}

static struct deadline
deadline_of(const struct timer *timer, const struct calendar *calendar, const struct pauses *pauses)
{
	struct deadline deadline;

	if (timer->days == TARGET_SECONDS)
		return calendar_deadline(calendar, timer->start, timer->seconds, pauses);
	deadline = calendar_deadline_days(calendar, timer->start, timer->days, pauses);
	for (int64_t more = 1; deadline.state == DEADLINE_SET && falls_into(pauses, deadline.at); more++)
		deadline = calendar_deadline_days(calendar, timer->start, timer->days + more, pauses);
	return deadline;
}

/* It has ended, at `end`: was that in time? */
static void
read_ended(struct timer_reading *r, const struct timer *timer, const struct calendar *calendar, const struct pauses *pauses,
    int64_t end, bool done)
{
	bool missed = r->deadline.state == DEADLINE_SET && end > r->deadline.at;

	r->elapsed = calendar_open_seconds(calendar, timer->start, end, pauses);
	r->in_time = !missed;
	if (!missed) {
		r->state = done ? TIMER_MET : TIMER_CANCELLED;
		return;
	}
	r->state = TIMER_MISSED;
	r->missed_at = r->deadline.at;
	r->late = calendar_open_seconds(calendar, r->deadline.at, end, NULL);
	if (done)
		r->late_completed_at = end;
}

static void
read_going(struct timer_reading *r, const struct timer *timer, const struct calendar *calendar, const struct pauses *pauses, int64_t now)
{
	const struct pause *last = pauses->count ? &pauses->list[pauses->count - 1] : NULL;

	r->elapsed = calendar_open_seconds(calendar, timer->start, now, pauses);
	if (r->deadline.state == DEADLINE_SET && now > r->deadline.at) {
		r->state = TIMER_MISSED;
		r->missed_at = r->deadline.at;
		r->late = calendar_open_seconds(calendar, r->deadline.at, now, NULL);
		return;
	}
	if (last && last->to == PAUSE_OPEN && now >= timer->start) {
		r->state = TIMER_PAUSED;
		r->paused_since = last->from;
		r->deadline = (struct deadline){ .state = DEADLINE_PAUSED };
		r->left = timer->days == TARGET_SECONDS ? timer->seconds - r->elapsed : 0;
		return;
	}
	r->state = now < timer->start ? TIMER_SCHEDULED : TIMER_RUNNING;
	if (r->deadline.state == DEADLINE_SET)
		r->left = calendar_open_seconds(calendar, now < timer->start ? timer->start : now, r->deadline.at, pauses);
}

struct timer_reading
timer_read(const void *ctx, const struct timer *timer, const struct calendar *calendar, int64_t now)
{
	struct timer_reading r = { .state = TIMER_RUNNING };
	void *scratch = memory_need(talloc_new(ctx));
	const struct pauses *pauses;
	bool done = timer->done_at && (!timer->cancelled_at || timer->done_at <= timer->cancelled_at);
	int64_t end = done ? timer->done_at : timer->cancelled_at;
	bool ended = end && end <= now;

	pauses = pauses_until(scratch, timer, calendar, ended ? end : now, ended);
	r.deadline = deadline_of(timer, calendar, pauses);
	if (ended)
		read_ended(&r, timer, calendar, pauses, end, done);
	else
		read_going(&r, timer, calendar, pauses, now);
	talloc_free(scratch);
	return r;
}

