/* Open days, when a calendar opens next, and time as words. */
#include "sla/rules_calendar.h"

#include "base/text.h"
#include "sla/rules_calendar_walk.h"

static bool
within_years(int64_t instant)
{
	return instant >= INSTANT_LEAST && instant <= INSTANT_MOST;
}

bool
calendar_is_open_day(const struct calendar *calendar, struct day day)
{
	struct stretch stretches[HOURS_MOST];
	struct days_walk walk;

	if (!day_exists(day))
		return false;
	days_walk_begin(&walk, calendar, day_number(day));
	return days_walk_next(&walk, stretches, NULL) > 0;
}

int64_t
calendar_open_days(const struct calendar *calendar, struct day from, struct day to)
{
	struct stretch stretches[HOURS_MOST];
	struct days_walk walk;
	int64_t end, count = 0;

	if (!day_exists(from) || !day_exists(to))
		return 0;
	end = day_number(to);
	days_walk_begin(&walk, calendar, day_number(from));
	while (walk.day < end)
		count += days_walk_next(&walk, stretches, NULL) > 0;
	return count;
}

struct day
calendar_open_day_after(const struct calendar *calendar, struct day day, int64_t n)
{
	struct stretch stretches[HOURS_MOST];
	struct days_walk walk;
	int64_t patience;

	if (!day_exists(day) || n < 1)
		return (struct day){ 0 };
	days_walk_begin(&walk, calendar, day_number(day) + 1);
	patience = walk.day + CALENDAR_OPEN_WITHIN;
	while (walk.day <= patience && walk.day <= DAY_MOST) {
		if (!days_walk_next(&walk, stretches, NULL))
			continue;
		if (--n == 0)
			return day_from_number(walk.day - 1);
		patience = walk.day + CALENDAR_OPEN_WITHIN;
	}
	return (struct day){ 0 };
}

struct pace_days
calendar_month_days(const struct calendar *calendar, struct day day)
{
	struct day first = day_month_start(day);

	return (struct pace_days){
		.passed = calendar_open_days(calendar, first, day_add(day, 1)),
		.all = calendar_open_days(calendar, first, day_add_months(first, 1)),
	};
}

/* The first open stretch that ends after `at`, clipped to it. */
static bool
next_stretch(const struct calendar *calendar, int64_t at, struct stretch *into)
{
	struct walk walk;

	if (!within_years(at))
		return false;
	walk_begin(&walk, calendar, at, DAY_MOST, false);
	return walk_next(&walk, into);
}

bool
calendar_next_open(const struct calendar *calendar, int64_t at, int64_t *into)
{
	struct stretch stretch;

	if (!next_stretch(calendar, at, &stretch))
		return false;
	*into = stretch.from;
	return true;
}

struct day
calendar_start_day(const struct calendar *calendar, int64_t at)
{
	struct stretch stretch;

	if (!next_stretch(calendar, at, &stretch))
		return (struct day){ 0 };
	return day_from_number(zone_day(zone_find(calendar->zone), stretch.from));
}

bool
calendar_is_open(const struct calendar *calendar, int64_t at)
{
	struct stretch stretch;

	return next_stretch(calendar, at, &stretch) && stretch.from == at;
}

const char *
calendar_resumes(const void *ctx, const struct calendar *calendar, int64_t now)
{
	const struct zone *zone = zone_find(calendar->zone);
	int64_t opens, days, shown;
	const char *time;
	struct day day;

	if (!calendar_next_open(calendar, now, &opens) || opens == now)
		return NULL;
	shown = opens + zone_period(zone, opens).offset - zone_day(zone, opens) * 86400;
	time = clock_print(ctx, (int)(shown / 60));
	day = day_from_number(zone_day(zone, opens));
	days = zone_day(zone, opens) - zone_day(zone, now);
	if (days == 0)
		return text_format(ctx, "resumes %s", time);
	if (days == 1)
		return text_format(ctx, "resumes tomorrow %s", time);
	if (days < 7)
		return text_format(ctx, "resumes %s %s", weekday_name(day_weekday(day)), time);
	return text_format(ctx, "resumes %s, %s", day_brief(ctx, day), time);
}

const char *
time_words(const void *ctx, int64_t seconds)
{
	int64_t minutes = seconds / 60;

	if (minutes <= 0)
		return text_copy(ctx, "less than a minute");
	if (minutes < 60)
		return text_format(ctx, "%d min", (int)minutes);
	if (minutes % 60 == 0)
		return text_format(ctx, "%ld h", (long)(minutes / 60));
	return text_format(ctx, "%ld h %d min", (long)(minutes / 60), (int)(minutes % 60));
}

const char *
time_left(const void *ctx, int64_t seconds)
{
	return seconds < 60 ? text_copy(ctx, "Less than a minute left") : text_format(ctx, "%s left", time_words(ctx, seconds));
}

const char *
time_late(const void *ctx, int64_t seconds)
{
	return text_format(ctx, "Late by %s", time_words(ctx, seconds));
}
