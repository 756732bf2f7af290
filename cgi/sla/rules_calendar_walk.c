/* A calendar's open stretches as instants, in order: the days one by one, and clocks that change. */
#include "sla/rules_calendar_walk.h"

/* Where no change of clocks is this near, a day has 24 hours and every local time one instant. No offset differs by more. */
static const int64_t margin = INT64_C(27) * 3600;

static void
find_exception(struct days_walk *walk)
{
	const struct calendar *calendar = walk->calendar;

	while (walk->exception < calendar->exception_count && walk->exception_day < walk->day) {
		walk->exception++;
		if (walk->exception < calendar->exception_count)
			walk->exception_day = day_number(calendar->exceptions[walk->exception].day);
	}
}

void
days_walk_begin(struct days_walk *walk, const struct calendar *calendar, int64_t day)
{
	size_t low = 0, high = calendar->exception_count;

	day = day < DAY_LEAST ? DAY_LEAST : day > DAY_MOST ? DAY_MOST : day;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (day_number(calendar->exceptions[middle].day) < day)
			low = middle + 1;
		else
			high = middle;
	}
	*walk = (struct days_walk){ .calendar = calendar, .zone = zone_find(calendar->zone), .day = day, .exception = low };
	if (low < calendar->exception_count)
		walk->exception_day = day_number(calendar->exceptions[low].day);
	walk->day_start = zone_day_start(walk->zone, day);
	walk->period = zone_period(walk->zone, walk->day_start);
}

/* Puts a stretch behind those that begin no later. */
static void
insert(struct stretch list[], size_t count, struct stretch one)
{
	for (; count && list[count - 1].from > one.from; count--)
		list[count] = list[count - 1];
	list[count] = one;
}

/* The hours of a day on or beside which clocks change. */
static size_t
odd_day(struct days_walk *walk, const struct day_hours *hours, int64_t next_start, struct stretch stretches[])
{
	const int64_t midnight = walk->day * 86400;
	size_t count = 0;

	if (next_start == walk->day_start)
		return 0;
	for (size_t i = 0; i < hours->count && i < HOURS_MOST; i++) {
		struct stretch one = {
			.from = zone_instant(walk->zone, midnight + hours->list[i].open * 60, LOCAL_FIRST),
			.to = zone_instant(walk->zone, midnight + hours->list[i].close * 60, LOCAL_SECOND),
			.day = walk->day,
		};

		if (one.from < one.to)
			insert(stretches, count++, one);
	}
	return count;
}

size_t
days_walk_next(struct days_walk *walk, struct stretch stretches[HOURS_MOST], const struct exception **exception)
{
	const struct calendar *calendar = walk->calendar;
	const int64_t start = walk->day * 86400 - walk->period.offset;
	const struct exception *special = NULL;
	const struct day_hours *hours;
	size_t count = 0;
	int64_t weekday = (walk->day + 3) % 7;

	find_exception(walk);
	if (walk->exception < calendar->exception_count && walk->exception_day == walk->day)
		special = &calendar->exceptions[walk->exception];
	hours = special ? &special->hours : &calendar->week[weekday < 0 ? weekday + 7 : weekday];
	if (walk->period.from <= start - margin && start + 86400 + margin <= walk->period.to) {
		for (; count < hours->count && count < HOURS_MOST; count++)
			stretches[count] = (struct stretch){ start + hours->list[count].open * 60,
				start + hours->list[count].close * 60, walk->day };
		walk->day_start = start + 86400;
	} else {
		int64_t next_start = zone_day_start(walk->zone, walk->day + 1);

		count = odd_day(walk, hours, next_start, stretches);
		walk->day_start = next_start;
		walk->period = zone_period(walk->zone, next_start);
	}
	walk->day++;
	if (exception)
		*exception = special;
	return count;
}

void
walk_begin(struct walk *walk, const struct calendar *calendar, int64_t from, int64_t last, bool patient)
{
	int64_t day = zone_day(zone_find(calendar->zone), from);

	*walk = (struct walk){ .last = last < DAY_MOST ? last : DAY_MOST, .reached = from,
		.patience = patient ? INT64_MAX : day + CALENDAR_OPEN_WITHIN };
	/* Hours of the day before may reach beyond midnight where clocks change. */
	days_walk_begin(&walk->days, calendar, day - 2);
}

static void
read_day(struct walk *walk)
{
	struct stretch stretches[HOURS_MOST];
	size_t count = days_walk_next(&walk->days, stretches, NULL);

	if (walk->first) {
		for (size_t i = walk->first; i < walk->count; i++)
			walk->waiting[i - walk->first] = walk->waiting[i];
		walk->count -= walk->first;
		walk->first = 0;
	}
	for (size_t i = 0; i < count && walk->count < WAITING_MOST; i++)
		insert(walk->waiting, walk->count++, stretches[i]);
}

bool
walk_next(struct walk *walk, struct stretch *into)
{
	for (;;) {
		/* Nothing of a day that was not read yet can begin before that day does. */
		while (walk->first < walk->count && walk->waiting[walk->first].from < walk->days.day_start) {
			struct stretch one = walk->waiting[walk->first++];

			if (one.from < walk->reached)
				one.from = walk->reached;
			if (one.from >= one.to)
				continue;
			walk->reached = one.to;
			if (walk->patience != INT64_MAX)
				walk->patience = one.day + CALENDAR_OPEN_WITHIN;
			*into = one;
			return true;
		}
		if (walk->days.day > walk->last)
			return false;
		if (walk->days.day > walk->patience) {
			walk->impatient = true;
			return false;
		}
		read_day(walk);
	}
}

void
pieces_begin(struct pieces *pieces, const struct calendar *calendar, int64_t from, int64_t last, bool patient,
    const struct pauses *pauses)
{
	pieces->pauses = pauses;
	pieces->pause = 0;
	pieces->rest = (struct stretch){ 0 };
	pieces->paused = false;
	walk_begin(&pieces->walk, calendar, from, last, patient);
}

bool
pieces_next(struct pieces *pieces, struct stretch *into)
{
	const struct pauses *pauses = pieces->pauses;

	for (;;) {
		struct stretch *rest = &pieces->rest;
		const struct pause *pause;

		if (rest->from >= rest->to && !walk_next(&pieces->walk, rest))
			return false;
		while (pauses && pieces->pause < pauses->count && pauses->list[pieces->pause].to <= rest->from)
			pieces->pause++;
		pause = pauses && pieces->pause < pauses->count ? &pauses->list[pieces->pause] : NULL;
		if (pause && pause->from <= rest->from) {
			if (pause->to == PAUSE_OPEN) {
				pieces->paused = true;
				return false;
			}
			rest->from = pause->to;
			continue;
		}
		*into = *rest;
		if (pause && pause->from < rest->to)
			into->to = pause->from;
		rest->from = into->to;
		return true;
	}
}

bool
pauses_cover(const struct pauses *pauses, const struct stretch stretches[], size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		while (pauses && at < pauses->count && pauses->list[at].to <= stretches[i].from)
			at++;
		if (!pauses || at == pauses->count || pauses->list[at].from > stretches[i].from || pauses->list[at].to < stretches[i].to)
			return false;
	}
	return true;
}
