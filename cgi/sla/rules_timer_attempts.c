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
attempt_stops(int result, bool responding_team)
{
	if (result < ATTEMPT_NO_ANSWER || result > ATTEMPT_BOOKED)
		return false;
	return attempt_is_leads(result) || responding_team;
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

int64_t
attempts_enough_at(const void *ctx, int64_t attempts, int64_t days, int64_t from, const int64_t *happened_at, size_t count,
    const struct calendar *calendar)
{
	int64_t *sorted = memory_need(talloc_array(ctx, int64_t, count + 1)), enough = 0, made = 0, open_days = 0;
	struct day last = { 0 };

	if (count) {
		memcpy(sorted, happened_at, count * sizeof(*sorted));
		qsort(sorted, count, sizeof(*sorted), compare_instants);
	}
	for (size_t i = 0; i < count && !enough; i++) {
		struct day day = day_of(sorted[i], calendar->zone);

		if (sorted[i] < from)
			continue;
		made++;
		open_days += day_compare(day, last) != 0 && calendar_is_open_day(calendar, day);
		last = day;
		if (made >= attempts && open_days >= days)
			enough = sorted[i];
	}
	talloc_free(sorted);
	return enough;
}
