/* Reckons clocks. */
#include "sla/rules_history.h"

#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

const char *const event_step_names[] = { "start", "pause", "resume", "meet", "miss", "cancel", "assign", "correct", NULL };

static bool
is_end(const struct timer_event *e)
{
	return e->step == STEP_MEET || e->step == STEP_CANCEL || (e->step == STEP_MISS && e->person_id);
}

/* The result that stands: the earliest of those not taken back. NULL: none. */
static const struct timer_event *
standing_end(const void *ctx, const struct timer_event *events, size_t count)
{
	const struct timer_event **ends = memory_need(talloc_array(ctx, const struct timer_event *, count + 1));
	const struct timer_event *first = NULL;
	size_t standing = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_end(&events[i]))
			ends[standing++] = &events[i];
		else if (events[i].step == STEP_CORRECT && standing)
			standing--;
	}
	for (size_t i = 0; i < standing; i++)
		if (!first || ends[i]->at < first->at)
			first = ends[i];
	talloc_free(ends);
	return first;
}

/* The pauses as they were recorded, into `list`, which has room for all events. How many. */
static size_t
pauses_of(const struct timer_event *events, size_t count, struct pause *list)
{
	size_t pauses = 0;
	bool open = false;

	for (size_t i = 0; i < count; i++) {
		if (events[i].step == STEP_PAUSE && !open) {
			list[pauses++] = (struct pause){ events[i].at, PAUSE_OPEN, events[i].reason };
			open = true;
		} else if (events[i].step == STEP_RESUME && open) {
			list[pauses - 1].to = events[i].at;
			open = false;
		}
	}
	return pauses;
}

struct timer_result
timer_reckon(const void *ctx, const struct calendar *calendar, const struct timer_target *target, const struct timer_event *events,
    size_t count, int64_t now)
{
	const struct timer_event *end = standing_end(ctx, events, count);
	struct pause *pauses = memory_need(talloc_array(ctx, struct pause, count + 1));
	struct timer timer = { .start = count ? events[0].at : 0, .seconds = target->open_minutes * 60,
	    .days = target->business_days ? target->business_days : TARGET_SECONDS, .pauses = pauses, .pause_most = -1 };
	struct timer_reading reading;
	struct timer_result r;

	timer.pause_count = pauses_of(events, count, pauses);
	if (end && end->step == STEP_CANCEL)
		timer.cancelled_at = end->at;
	else if (end)
		timer.done_at = end->at;
	reading = timer_read(ctx, &timer, calendar, now);
	r = (struct timer_result){ .state = reading.state, .refusal = reading.deadline.state, .started_at = timer.start, .done = end != NULL,
	    .deadline = reading.deadline.state == DEADLINE_SET ? reading.deadline.at : 0, .late_at = reading.late_completed_at,
	    .pauses = timer_pauses(ctx, &timer, calendar, now) };
	if (end && reading.state != TIMER_MISSED)
		r.ended_at = end->at;
	if (end && end->step == STEP_MISS) {
		r.state = TIMER_MISSED;
		r.late_at = 0;
	}
	return r;
}

/* The instant by which so many percent of the target's open time is used up; 0: never, or there is no deadline. */
static int64_t
share_at(const struct calendar *calendar, const struct timer_result *r, int64_t percent)
{
	struct deadline share;

	if (!r->deadline)
		return 0;
	share = calendar_deadline(calendar, r->started_at,
	    calendar_open_seconds(calendar, r->started_at, r->deadline, r->pauses) * percent / 100, r->pauses);
	return share.state == DEADLINE_SET ? share.at : 0;
}

int64_t
timer_warning_after(const void *ctx, const struct calendar *calendar, const struct timer_result *r, const char *warn_at, int64_t after,
    int64_t *percent)
{
	char **shares = text_split(ctx, warn_at, " ", NULL);
	int64_t at, share;

	for (size_t i = 0; shares[i]; i++) {
		if (!text_integer(shares[i], 1, 99, &share))
			continue;
		at = share_at(calendar, r, share);
		if (at > after) {
			*percent = share;
			return at;
		}
	}
	return 0;
}

int64_t
timer_warning_by(const void *ctx, const struct calendar *calendar, const struct timer_result *r, const char *warn_at, int64_t now)
{
	char **shares = text_split(ctx, warn_at, " ", NULL);
	int64_t at, share, last = 0;

	for (size_t i = 0; shares[i]; i++) {
		if (!text_integer(shares[i], 1, 99, &share))
			continue;
		at = share_at(calendar, r, share);
		if (at && at <= now)
			last = share;
	}
	return last;
}

int64_t
pause_used_up_at(const struct calendar *calendar, int64_t from, int64_t seconds)
{
	struct deadline end = calendar_deadline(calendar, from, seconds, NULL);

	return end.state == DEADLINE_SET ? end.at : 0;
}

const char *
timer_words(const void *ctx, const struct calendar *calendar, const struct timer_result *r, int64_t now)
{
	const char *left, *resumes;

	switch (r->state) {
	case TIMER_SCHEDULED:
	case TIMER_RUNNING:
		if (!r->deadline)
			return deadline_refusal(r->refusal);
		left = time_left(ctx, calendar_open_seconds(calendar, now, r->deadline, NULL));
		resumes = calendar_resumes(ctx, calendar, now);
		return resumes ? text_format(ctx, "%s, %s", left, resumes) : left;
	case TIMER_PAUSED:
		left = r->pauses->count ? r->pauses->list[r->pauses->count - 1].why : NULL;
		return left ? text_format(ctx, "Paused: %s", left) : "Paused";
	case TIMER_MISSED:
		if (r->ended_at || !r->deadline)
			return "Missed";
		return time_late(ctx, calendar_open_seconds(calendar, r->deadline, r->late_at ? r->late_at : now, NULL));
	}
	return timer_state_label(r->state);
}
