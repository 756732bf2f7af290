/* Reckons the days of a series. */
#include "meetings/rules_rhythm.h"

#include "base/text.h"

#include <string.h>

const char *const rhythm_kind_names[] = { "weekday", "day", "working_day", NULL };
const char *const rhythm_closed_names[] = { "next", "previous", "stay", NULL };

static bool
is_open(const struct calendar *calendar, struct day day)
{
	return calendar ? calendar_is_open_day(calendar, day) : day_weekday(day) < 5;
}

static bool
same_month(struct day a, struct day b)
{
	return a.year == b.year && a.month == b.month;
}

/* The nth day of the month that fits, counted from its end for NTH_LAST; the last that fits where there are not so many. */
static struct day
nth_of(const struct rhythm *r, const struct calendar *calendar, struct day month)
{
	struct day found = { 0 };
	int64_t seen = 0;

	for (struct day day = month; same_month(day, month); day = day_add(day, 1)) {
		if (r->kind == RHYTHM_WEEKDAY && day_weekday(day) != r->weekday)
			continue;
		if (r->kind == RHYTHM_WORKING_DAY && !is_open(calendar, day))
			continue;
		found = day;
		if (++seen == r->nth)
			break;
	}
	return found;
}

/* The first open day from `day` on, `step` days at a time, within its month; no day: there is none. */
static struct day
open_day(const struct calendar *calendar, struct day day, int step)
{
	struct day month = day;

	for (; same_month(day, month); day = day_add(day, step))
		if (is_open(calendar, day))
			return day;
	return (struct day){ 0 };
}

struct day
rhythm_day(const struct rhythm *r, const struct calendar *calendar, struct day month)
{
	struct day first = day_month_start(month), day = nth_of(r, calendar, first), moved;
	int step = r->closed == CLOSED_NEXT ? 1 : -1;

	if (day_none(day))
		return day_add(day_add_months(first, 1), -1);
	if (r->closed == CLOSED_STAY || is_open(calendar, day))
		return day;
	moved = open_day(calendar, day, step);
	if (day_none(moved))
		moved = open_day(calendar, day, -step);
	return day_none(moved) ? day : moved;
}

int64_t
rhythm_instant(struct day day, int64_t start_minute, const char *zone)
{
	return local_instant(day, (int)start_minute * 60, zone, LOCAL_FIRST);
}

/* "1st", "2nd", "last". */
static const char *
ordinal(const void *ctx, int64_t n)
{
	static const char *const ends[] = { "th", "st", "nd", "rd" };

	if (n == NTH_LAST)
		return "last";
	return text_format(ctx, "%lld%s", (long long)n, n % 10 < 4 && n / 10 != 1 ? ends[n % 10] : "th");
}

const char *
rhythm_words(const void *ctx, const struct rhythm *r)
{
	const char *nth = ordinal(ctx, r->nth);

	if (r->kind == RHYTHM_WEEKDAY)
		return text_format(ctx, "The %s %s of each month", nth, weekday_name((int)r->weekday));
	if (r->kind == RHYTHM_WORKING_DAY)
		return text_format(ctx, "The %s working day of each month", nth);
	if (r->nth == NTH_LAST)
		return "The last day of each month";
	return text_format(ctx, "The %s of each month%s", nth, r->nth > 28 ? ", or its last day" : "");
}

const char *
rhythm_moved(const void *ctx, const struct rhythm *r, const struct calendar *calendar, struct day month)
{
	struct rhythm still = *r;
	struct day was, is = rhythm_day(r, calendar, month);
	const char *why = NULL;

	still.closed = CLOSED_STAY;
	was = rhythm_day(&still, calendar, month);
	if (day_compare(was, is) == 0)
		return NULL;
	for (size_t i = 0; calendar && i < calendar->exception_count; i++)
		if (day_compare(calendar->exceptions[i].day, was) == 0)
			why = calendar->exceptions[i].name;
	return text_format(ctx, "Moved from %s, which is closed%s%s.", day_long(ctx, was), why ? ": " : "", why ? why : "");
}

void
series_problems(struct problems *p, const struct series *s, int chair_team, int guest_team)
{
	const struct rhythm *r = &s->rhythm;
	int64_t most = r->kind == RHYTHM_WEEKDAY ? 4 : r->kind == RHYTHM_DAY ? 31 : 20;

	if (text_blank(s->name))
		problem_add(p, "name", -1, "Give the meeting a name, such as Monthly review.");
	if (r->kind < 0)
		problem_add(p, "kind", -1, "Choose what the days are counted by.");
	else if (r->nth != NTH_LAST && (r->nth < 1 || r->nth > most))
		problem_add(p, "nth", -1, "Choose a number from the first to the %lldth, or the last.", (long long)most);
	if (s->start_minute < 0)
		problem_add(p, "start", -1, "Write the time as 10:00.");
	if (s->minutes < MEETING_LEAST || s->minutes > MEETING_MOST)
		problem_add(p, "minutes", -1, "Give a length from %d to %d minutes. What does not fit waits for the next meeting.", MEETING_LEAST, MEETING_MOST);
	if (!zone_known(s->zone))
		problem_add(p, "zone", -1, "Choose a time zone, such as Europe/London.");
	if (chair_team < 0 || chair_team == TEAM_OBSERVER)
		problem_add(p, "chair", -1, "Choose who leads it, a member of one of the teams.");
	else if (s->team >= 0 && chair_team != s->team)
		problem_add(p, "chair", -1, "A meeting of %s alone is led by somebody of %s.", team_label(s->team), team_label(s->team));
	if (s->team >= 0 && guest_team != team_other(s->team))
		problem_add(p, "guest", -1, "Choose who comes from %s, so that no team speaks of the other behind its back.", team_label(team_other(s->team)));
}
