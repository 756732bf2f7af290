/* Civil dates: reading, writing and arithmetic, without any zone. */
#include "base/days.h"

#include <string.h>

#include "base/text.h"

bool
day_none(struct day day)
{
	return day.year == 0 && day.month == 0 && day.day == 0;
}

int
days_in_month(int year, int month)
{
	static const int lengths[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && leap ? 29 : lengths[month - 1];
}

bool
day_exists(struct day day)
{
	return day.year >= 1 && day.year <= 9999 && day.day >= 1 && day.day <= days_in_month(day.year, day.month);
}

/* `digits` digits at `*at`, which moves behind them. */
static bool
number(const char **at, int digits, int *into)
{
	int value = 0;

	for (int i = 0; i < digits; i++) {
		if ((*at)[i] < '0' || (*at)[i] > '9')
			return false;
		value = value * 10 + ((*at)[i] - '0');
	}
	*at += digits;
	*into = value;
	return true;
}

static bool
mark(const char **at, const char *marks)
{
	if (!**at || !strchr(marks, **at))
		return false;
	(*at)++;
	return true;
}

static bool
read_day(const char **at, struct day *day)
{
	return number(at, 4, &day->year) && mark(at, "-") && number(at, 2, &day->month)
	    && mark(at, "-") && number(at, 2, &day->day) && day_exists(*day);
}

bool
day_parse(const char *s, struct day *into)
{
	struct day day;

	if (!s || !read_day(&s, &day) || *s)
		return false;
	*into = day;
	return true;
}

char *
day_print(const void *ctx, struct day day)
{
	if (day_none(day))
		return text_copy(ctx, "");
	return text_format(ctx, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* Counts days in eras of 400 years that begin on 1 March, so that the leap day comes last. */
int64_t
day_number(struct day day)
{
	int64_t year = day.year - (day.month <= 2), era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct day
day_from_number(int64_t number_of_day)
{
	int64_t z, era, of_era, year, of_year, month;

	if (number_of_day < -719162)		/* 0001-01-01 */
		number_of_day = -719162;
	if (number_of_day > 2932896)		/* 9999-12-31 */
		number_of_day = 2932896;
	z = number_of_day + 719468;
	era = z / 146097;
	of_era = z - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	return (struct day){
		.year = (int)(year + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(of_year - (153 * month + 2) / 5 + 1),
	};
}

int
day_compare(struct day a, struct day b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

struct day
day_add(struct day day, int64_t days)
{
	int64_t sum;

	if (__builtin_add_overflow(day_number(day), days, &sum))
		sum = days < 0 ? INT64_MIN : INT64_MAX;
	return day_from_number(sum);
}

struct day
day_add_months(struct day day, int months)
{
	int64_t at = (int64_t)day.year * 12 + (day.month - 1) + months;
	int length;

	if (at < 12)
		return (struct day){ .year = 1, .month = 1, .day = 1 };
	if (at >= 10000 * 12)
		return (struct day){ .year = 9999, .month = 12, .day = 31 };
	day.year = (int)(at / 12);
	day.month = (int)(at % 12) + 1;
	length = days_in_month(day.year, day.month);
	if (day.day > length)
		day.day = length;
	return day;
}

struct day
day_month_start(struct day day)
{
	day.day = 1;
	return day;
}

int
day_weekday(struct day day)
{
	/* 1970-01-01 was a Thursday. */
	int64_t rest = (day_number(day) + 3) % 7;

	return (int)(rest < 0 ? rest + 7 : rest);
}

/* ":SS" and its fraction, both optional. */
static bool
read_seconds(const char **at, int *second)
{
	*second = 0;
	if (!mark(at, ":"))
		return true;
	if (!number(at, 2, second))
		return false;
	if (mark(at, ".")) {
		size_t digits = strspn(*at, "0123456789");

		*at += digits;
		return digits > 0;
	}
	return true;
}

/* "Z" or "+HH:MM", in seconds east of UTC. */
static bool
read_offset(const char **at, int *offset)
{
	bool minus = **at == '-';
	int hours, minutes;

	*offset = 0;
	if (mark(at, "Zz"))
		return true;
	if (!mark(at, "+-") || !number(at, 2, &hours) || !mark(at, ":") || !number(at, 2, &minutes))
		return false;
	*offset = (hours * 60 + minutes) * (minus ? -60 : 60);
	return hours <= 23 && minutes <= 59;
}

bool
instant_parse(const char *s, int64_t *into)
{
	int hour, minute, second, offset;
	struct day day;

	if (!s || !read_day(&s, &day) || !mark(&s, "Tt "))
		return false;
	if (!number(&s, 2, &hour) || !mark(&s, ":") || !number(&s, 2, &minute) || !read_seconds(&s, &second))
		return false;
	if (!read_offset(&s, &offset) || *s || hour > 23 || minute > 59 || second > 60)
		return false;
	if (second == 60)
		second = 59;
	*into = day_number(day) * 86400 + hour * 3600 + minute * 60 + second - offset;
	return true;
}
