/* Reckons clocks. */
#include "sla/rules_history.h"

#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

const char *const timer_state_names[] = { "scheduled", "running", "paused", "met", "missed", "cancelled", NULL };
const char *const timer_step_names[] = { "start", "pause", "resume", "meet", "miss", "cancel", "assign", "correct", NULL };

const char *
timer_state_label(int state)
{
	static const char *const labels[] = { "Not begun", "Running", "Paused", "Met", "Missed", "Cancelled" };

	return state >= TIMER_SCHEDULED && state <= TIMER_CANCELLED ? labels[state] : "";
}

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

/* The pauses until `end`, at which an open one closes; PAUSE_OPEN: nothing ends them. */
static struct pauses *
pauses_until(const void *ctx, const struct timer_event *events, size_t count, int64_t end)
{
	struct pause *list = memory_need(talloc_array(ctx, struct pause, count + 1));
	struct pauses *merged;
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
	for (size_t i = 0; i < pauses; i++)
		if (list[i].to > end)
			list[i].to = end;
	merged = pauses_merge(ctx, list, pauses);
	talloc_free(list);
	return merged;
}

static struct deadline
deadline_of(const struct calendar *calendar, const struct timer_target *target, int64_t start, const struct pauses *pauses)
{
	return target->business_days ? calendar_deadline_days(calendar, start, target->business_days, pauses)
	    : calendar_deadline(calendar, start, target->open_minutes * 60, pauses);
}

/* Whether a pause that has no end yet began before the deadline: while it lasts there is none. */
static bool
is_held(const struct timer_result *r)
{
	const struct pause *last = r->pauses->count ? &r->pauses->list[r->pauses->count - 1] : NULL;

	return last && last->to == PAUSE_OPEN && (!r->deadline || last->from < r->deadline);
}

/* What a result that stands makes of it. */
static void
settle(struct timer_result *r, const struct timer_event *end)
{
	bool late = r->deadline && end->at > r->deadline;

	r->done = true;
	if (late && end->step == STEP_MEET)
		r->late_at = end->at;
	if (!late)
		r->ended_at = end->at;
	r->state = late || end->step == STEP_MISS ? TIMER_MISSED : end->step == STEP_MEET ? TIMER_MET : TIMER_CANCELLED;
}

struct timer_result
timer_reckon(const void *ctx, const struct calendar *calendar, const struct timer_target *target, const struct timer_event *events,
    size_t count, int64_t now)
{
	const struct timer_event *end = standing_end(ctx, events, count);
	struct timer_result r = { .state = TIMER_RUNNING, .started_at = count ? events[0].at : 0 };
	struct deadline deadline;

	r.pauses = pauses_until(ctx, events, count, end ? end->at : PAUSE_OPEN);
	deadline = deadline_of(calendar, target, r.started_at, r.pauses);
	r.refusal = deadline.state;
	r.deadline = deadline.state == DEADLINE_SET ? deadline.at : 0;
	if (end)
		settle(&r, end);
	else if (is_held(&r))
		r.state = TIMER_PAUSED;
	else if (r.deadline && now > r.deadline)
		r.state = TIMER_MISSED;
	else if (now < r.started_at)
		r.state = TIMER_SCHEDULED;
	if (r.state == TIMER_PAUSED)
		r.deadline = 0;
	return r;
}

int64_t
timer_share_at(const struct calendar *calendar, const struct timer_result *r, int64_t percent)
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
		at = timer_share_at(calendar, r, share);
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
		at = timer_share_at(calendar, r, share);
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
