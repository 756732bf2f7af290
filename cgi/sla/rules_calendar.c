/* Open time and deadlines, in seconds of open time and in business days. */
#include "sla/rules_calendar.h"

#include <stdlib.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_calendar_walk.h"

static int
compare_pauses(const void *a, const void *b)
{
	const struct pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

struct pauses *
pauses_merge(const void *ctx, const struct pause *list, size_t count)
{
	struct pauses *merged = memory_need(talloc_zero(ctx, struct pauses));
	struct pause *sorted = memory_need(talloc_array(merged, struct pause, count + 1));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].from < list[i].to)
			sorted[kept++] = list[i];
	if (kept)
		qsort(sorted, kept, sizeof(*sorted), compare_pauses);
	merged->list = sorted;
	for (size_t i = 0; i < kept; i++) {
		struct pause *last = merged->count ? &sorted[merged->count - 1] : NULL;

		if (!last || last->to < sorted[i].from)
			sorted[merged->count++] = sorted[i];
		else if (last->to < sorted[i].to)
			last->to = sorted[i].to;
	}
	return merged;
}

static int64_t
within_years(int64_t instant)
{
	return instant < INSTANT_LEAST ? INSTANT_LEAST : instant > INSTANT_MOST ? INSTANT_MOST : instant;
}

int64_t
calendar_open_seconds(const struct calendar *calendar, int64_t from, int64_t to, const struct pauses *pauses)
{
	struct pieces pieces;
	struct stretch piece;
	int64_t sum = 0;

	from = within_years(from);
	to = within_years(to);
	if (to <= from)
		return 0;
	pieces_begin(&pieces, calendar, from, zone_day(zone_find(calendar->zone), to) + 1, true, pauses);
	while (pieces_next(&pieces, &piece) && piece.from < to)
		sum += (piece.to < to ? piece.to : to) - piece.from;
	return sum;
}

static struct deadline
no_deadline(enum deadline_state state)
{
	return (struct deadline){ .state = state };
}

struct deadline
calendar_deadline(const struct calendar *calendar, int64_t start, int64_t seconds, const struct pauses *pauses)
{
	struct pieces pieces;
	struct stretch piece;

	if (seconds < 0 || start != within_years(start))
		return no_deadline(DEADLINE_NONSENSE);
	if (seconds == 0)
		return (struct deadline){ DEADLINE_SET, start };
	pieces_begin(&pieces, calendar, start, zone_day(zone_find(calendar->zone), start) + DEADLINE_WITHIN, false, pauses);
	while (pieces_next(&pieces, &piece)) {
		int64_t length = piece.to - piece.from;

		if (length >= seconds)
			return (struct deadline){ DEADLINE_SET, piece.from + seconds };
		seconds -= length;
	}
	if (pieces.paused)
		return no_deadline(DEADLINE_PAUSED);
	return no_deadline(pieces.walk.impatient ? DEADLINE_NO_HOURS : DEADLINE_FAR);
}

/* The latest close of a day's hours. */
static int64_t
day_close(const struct stretch stretches[], size_t count)
{
	int64_t close = INT64_MIN;

	for (size_t i = 0; i < count; i++)
		if (stretches[i].to > close)
			close = stretches[i].to;
	return close;
}

struct deadline
calendar_deadline_days(const struct calendar *calendar, int64_t start, int64_t days, const struct pauses *pauses)
{
	struct stretch stretches[HOURS_MOST];
	int64_t held = INT64_MAX, patience, last;
	struct days_walk walk;
	struct day first;

	if (days < 0 || start != within_years(start))
		return no_deadline(DEADLINE_NONSENSE);
	first = calendar_start_day(calendar, start);
	if (day_none(first))
		return no_deadline(DEADLINE_NO_HOURS);
	if (pauses && pauses->count && pauses->list[pauses->count - 1].to == PAUSE_OPEN)
		held = pauses->list[pauses->count - 1].from;
	days_walk_begin(&walk, calendar, day_number(first));
	patience = walk.day + CALENDAR_OPEN_WITHIN;
	last = walk.day + DEADLINE_WITHIN < DAY_MOST ? walk.day + DEADLINE_WITHIN : DAY_MOST;
	while (walk.day <= last && walk.day <= patience) {
		size_t count = days_walk_next(&walk, stretches, NULL);

		if (!count) {
			/* The start's own day, when clocks pushed the hours of the day before into it. */
			if (walk.day - 1 == day_number(first) && days)
				days--;
			continue;
		}
		patience = walk.day + CALENDAR_OPEN_WITHIN;
		if (stretches[0].from >= held)
			return no_deadline(DEADLINE_PAUSED);
		if (pauses_cover(pauses, stretches, count) || days-- > 0)
			continue;
		if (day_close(stretches, count) > held)
			return no_deadline(DEADLINE_PAUSED);
		return (struct deadline){ DEADLINE_SET, day_close(stretches, count) };
	}
	return no_deadline(walk.day > patience ? DEADLINE_NO_HOURS : DEADLINE_FAR);
}

const char *
deadline_refusal(int state)
{
	switch (state) {
	case DEADLINE_SET:
		return NULL;
	case DEADLINE_PAUSED:
		return "The clock is paused, so there is no deadline.";
	case DEADLINE_NO_HOURS:
		return "This calendar has no open hours within 400 days. An administrator has to correct it.";
	case DEADLINE_FAR:
		return "The deadline would be more than 100 years away. Ask for less time.";
	default:
		return "The start must be a time in the years 1 to 9999, and the target 0 or more.";
	}
}
