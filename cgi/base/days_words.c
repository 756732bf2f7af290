/* Dates and times as words for people, and as RFC 3339 for programs. */
#include "base/days.h"

#include <stddef.h>

#include "base/text.h"

static const char *const weekdays[] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
};
static const char *const weekdays_short[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const months[] = {
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"
};
static const char *const months_short[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

const char *
weekday_name(int weekday)
{
	return weekday >= 0 && weekday <= 6 ? weekdays[weekday] : NULL;
}

const char *
weekday_short(int weekday)
{
	return weekday >= 0 && weekday <= 6 ? weekdays_short[weekday] : NULL;
}

const char *
month_name(int month)
{
	return month >= 1 && month <= 12 ? months[month - 1] : NULL;
}

const char *
month_short(int month)
{
	return month >= 1 && month <= 12 ? months_short[month - 1] : NULL;
}

char *
day_long(const void *ctx, struct day day)
{
	if (!day_exists(day))
		return text_copy(ctx, "");
	return text_format(ctx, "%d %s %d", day.day, month_name(day.month), day.year);
}

char *
day_short(const void *ctx, struct day day)
{
	if (!day_exists(day))
		return text_copy(ctx, "");
	return text_format(ctx, "%d %s %d", day.day, month_short(day.month), day.year);
}

char *
day_brief(const void *ctx, struct day day)
{
	if (!day_exists(day))
		return text_copy(ctx, "");
	return text_format(ctx, "%d %s", day.day, month_short(day.month));
}

char *
month_long(const void *ctx, struct day day)
{
	if (!day_exists(day))
		return text_copy(ctx, "");
	return text_format(ctx, "%s %d", month_name(day.month), day.year);
}

char *
instant_short(const void *ctx, int64_t instant, const char *zone)
{
	struct local at = local_clock(instant, zone);

	return text_format(ctx, "%d %s %d, %02d:%02d",
		at.day.day, month_short(at.day.month), at.day.year, at.hour, at.minute);
}

char *
instant_time(const void *ctx, int64_t instant, const char *zone)
{
	struct local at = local_clock(instant, zone);

	return text_format(ctx, "%02d:%02d", at.hour, at.minute);
}

char *
instant_print(const void *ctx, int64_t instant)
{
	int64_t number = instant / 86400, second = instant % 86400;
	struct day day;

	if (second < 0) {
		second += 86400;
		number--;
	}
	day = day_from_number(number);
	return text_format(ctx, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day,
		(int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

char *
instant_print_local(const void *ctx, int64_t instant, const char *zone)
{
	struct local at = local_clock(instant, zone);
	int east = at.offset < 0 ? -at.offset : at.offset;

	return text_format(ctx, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
		at.day.year, at.day.month, at.day.day, at.hour, at.minute, at.second,
		at.offset < 0 ? '-' : '+', east / 3600, east / 60 % 60);
}
