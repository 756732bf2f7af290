/* Finds the next morning. */
#include "jobs/when.h"

#include "base/days.h"

enum { MORNING = 8 * 3600, WEEK = 7 };

/* When a day opens by those hours in this zone; 0: it does not. */
static int64_t
opens(const struct calendar *calendar, const char *zone, struct day day)
{
	int64_t begin = start_of_day(day, zone), end = start_of_day(day_add(day, 1), zone), at = 0;
	struct calendar own;

	if (!calendar)
		return day_weekday(day) < 5 ? begin + MORNING : 0;
	own = *calendar;
	own.zone = zone;
	return calendar_next_open(&own, begin, &at) && at < end ? at : 0;
}

int64_t
day_opens(const struct calendar *calendar, const char *zone, int64_t now)
{
	struct day day = day_of(now, zone);

	for (int i = 0; i < CALENDAR_OPEN_WITHIN; i++, day = day_add(day, 1)) {
		int64_t at = opens(calendar, zone, day);

		if (at > now)
			return at;
	}
	return now;
}

int64_t
week_opens(const struct calendar *calendar, const char *zone, int64_t now)
{
	struct day day = day_of(now, zone);

	day = day_add(day, -day_weekday(day));
	for (int i = 0; i < WEEK; i++, day = day_add(day, 1)) {
		int64_t at = opens(calendar, zone, day);

		if (at)
			return at;
	}
	return 0;
}
