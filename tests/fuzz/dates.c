/* Days, instants, zones and numbers typed by people: what is taken is printed the same way, and arithmetic comes back. */
#include "fuzz.h"

#include "base/days.h"

static void
check_day(const void *ctx, const char *s)
{
	struct day day;
	int64_t number;

	if (!day_parse(s, &day))
		return;
	NEED(day_exists(day) && strcmp(day_print(ctx, day), s) == 0);
	number = day_number(day);
	NEED(day_compare(day_from_number(number), day) == 0 && day_exists(day_from_number(number < 2932896 ? number + 1 : number)));
	NEED(day.month != 2 || day.day < 29 || (day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0)));
	if (number > -700000 && number < 2900000) {
		NEED(day_compare(day_add(day_add(day, 40), -40), day) == 0);
		NEED(day_exists(day_add_months(day, 7)) && day_month_start(day).day == 1);
	}
	NEED(day_weekday(day) >= 0 && day_weekday(day) <= 6 && *day_long(ctx, day));
}

static void
check_instant(const void *ctx, const char *s)
{
	int64_t at, back;

	if (!instant_parse(s, &at))
		return;
	NEED(at >= -62135683200 && at <= 253402387199);	/* years 1 to 9999, a day more for offsets */
	if (at >= -62135596800 && at <= 253402300799) {
		NEED(instant_parse(instant_print(ctx, at), &back) && back == at);
	}
}

static void
check_zone(const void *ctx, const char *s)
{
	int64_t at = 1795000000, back;
	struct local local;

	if (strlen(s) > 100 || !zone_known(s))
		return;
	NEED(!strstr(s, "..") && s[0] != '/');
	local = local_clock(at, s);
	NEED(local.offset > -100000 && local.offset < 100000 && day_exists(local.day));
	NEED(local.offset % 60 || (instant_parse(instant_print_local(ctx, at, s), &back) && back == at));
	NEED(start_of_day(local.day, s) <= at);
}

static void
check_number(const void *ctx, const char *s)
{
	const char *decimal = text_decimal(ctx, s, 9, 4);
	int64_t n;

	if (text_integer(s, INT64_MIN, INT64_MAX, &n))
		NEED(strcmp(s, text_format(ctx, "%ld", (long)n)) == 0);
	if (!decimal)
		return;
	NEED(text_equal(decimal, text_decimal(ctx, decimal, 9, 4)) && text_decimal_compare(decimal, decimal) == 0);
	NEED(strlen(decimal) <= 1 + 9 + 1 + 4 && strtod(decimal, NULL) < 1e9 && strtod(decimal, NULL) > -1e9);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	(void)length;
	check_day(ctx, bytes);
	check_instant(ctx, bytes);
	check_zone(ctx, bytes);
	check_number(ctx, bytes);
}
