/* Attempts: which stop a clock, how late they may be recorded, and the promise of so many on so many days. */
#include "sla/rules_timer.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"

const char *const attempt_result_names[] = { "no_answer", "voicemail", "mailed", "spoke", "replied", "booked", NULL };

bool
attempt_is_leads(int result)
{
	return result == ATTEMPT_REPLIED || result == ATTEMPT_BOOKED;
}

bool
attempt_is_conversation(int result)
{
	return result == ATTEMPT_SPOKE;
}

bool
attempt_stops(int result, bool responding_team, bool automatic)
{
	if (result < ATTEMPT_NO_ANSWER || result > ATTEMPT_BOOKED)
		return false;
	return attempt_is_leads(result) || (responding_team && !automatic);
}

const char *
attempt_gap_problem(const void *ctx, const struct calendar *calendar, int64_t happened_at, int64_t recorded_at, int64_t days)
{
	struct day happened = day_of(happened_at, calendar->zone), recorded = day_of(recorded_at, calendar->zone);

	if (happened_at > recorded_at + 60)
		return "It cannot have happened in the future. Correct the time.";
	if (calendar_open_days(calendar, day_add(happened, 1), day_add(recorded, 1)) <= days)
		return NULL;
	return text_format(ctx, "It happened on %s, more than %ld working day%s ago: too long to be added now. Ask the other team’s point"
	    " person to confirm a correction.", day_long(ctx, happened), (long)days, days == 1 ? "" : "s");
}

static int
compare_instants(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Counts the attempts of [from, to] in order; the instant at which there were enough, or 0. */
static int64_t
count_attempts(const void *ctx, const struct attempts_promise *promise, const struct attempts_facts *facts,
    const struct calendar *calendar, int64_t to, struct attempts_reading *r)
{
	int64_t *sorted = memory_need(talloc_array(ctx, int64_t, facts->count + 1)), enough = 0;
	struct day last = { 0 };

	if (facts->count) {
		memcpy(sorted, facts->happened_at, facts->count * sizeof(*sorted));
		qsort(sorted, facts->count, sizeof(*sorted), compare_instants);
	}
	for (size_t i = 0; i < facts->count; i++) {
		struct day day;

		if (sorted[i] < facts->submitted_at || sorted[i] > to)
			continue;
		day = day_of(sorted[i], calendar->zone);
		r->attempts++;
		if (day_compare(day, last) != 0 && calendar_is_open_day(calendar, day))
			r->days++;
		last = day;
		if (!enough && r->attempts >= promise->attempts && r->days >= promise->days)
			enough = sorted[i];
	}
	talloc_free(sorted);
	return enough;
}

/* Has it happened, between `from` and `to`? */
static bool
within(int64_t at, int64_t from, int64_t to)
{
	return at && at >= from && at <= to;
}

struct attempts_reading
attempts_read(const void *ctx, const struct attempts_promise *promise, const struct attempts_facts *facts,
    const struct pauses *pauses, const struct calendar *calendar, int64_t now)
{
	struct attempts_reading r = { .state = TIMER_RUNNING };
	int64_t end, enough;

	r.deadline = calendar_deadline_days(calendar, facts->submitted_at, promise->within_days, pauses);
	end = r.deadline.state == DEADLINE_SET && r.deadline.at < now ? r.deadline.at : now;
	enough = count_attempts(ctx, promise, facts, calendar, end, &r);
	if (within(facts->conversation_at, facts->submitted_at, end) && (!enough || facts->conversation_at < enough))
		enough = facts->conversation_at;
	/* Whatever came first decides. */
	if (within(facts->cancelled_at, 1, end) && (!enough || facts->cancelled_at < enough)
	    && (!within(facts->outcome_at, 1, end) || facts->cancelled_at <= facts->outcome_at)) {
		r.state = TIMER_CANCELLED;
	} else if (within(facts->outcome_at, 1, end) && (!enough || facts->outcome_at < enough)) {
		r.state = TIMER_MISSED;
		r.missed_at = facts->outcome_at;
	} else if (enough) {
		r.state = TIMER_MET;
		r.met_at = enough;
	} else if (r.deadline.state == DEADLINE_SET && now > r.deadline.at) {
		r.state = TIMER_MISSED;
		r.missed_at = r.deadline.at;
	} else if (r.deadline.state == DEADLINE_PAUSED && pauses->list[pauses->count - 1].from <= now) {
		r.state = TIMER_PAUSED;
	}
	return r;
}
