/* The rule that ends a TZif file: reading it, and the instants it means. */
#include "base/zone_rule.h"

#include "base/days.h"

#include <stddef.h>
#include <string.h>

/* Moves behind a name: three letters or more, or anything in <>. */
static bool
read_name(const char **at)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length;

	if (**at == '<') {
		length = strcspn(*at, ">");
		if (!(*at)[length])
			return false;
		*at += length + 1;
		return length > 1;
	}
	length = strspn(*at, letters);
	*at += length;
	return length >= 3;
}

static bool
read_number(const char **at, int most, int *into)
{
	int value = 0;
	const char *from = *at;

	while (**at >= '0' && **at <= '9' && *at - from < 4)
		value = value * 10 + (*(*at)++ - '0');
	*into = value;
	return *at > from && value <= most;
}

/* [+-]hh[:mm[:ss]], in seconds. */
static bool
read_time(const char **at, int *into)
{
	int sign = **at == '-' ? -1 : 1, hours, minutes = 0, seconds = 0;

	if (**at == '-' || **at == '+')
		(*at)++;
	if (!read_number(at, 167, &hours))
		return false;
	if (**at == ':') {
		(*at)++;
		if (!read_number(at, 59, &minutes))
			return false;
	}
	if (**at == ':') {
		(*at)++;
		if (!read_number(at, 59, &seconds))
			return false;
	}
	*into = sign * (hours * 3600 + minutes * 60 + seconds);
	return true;
}

static bool
read_offset(const char **at, int *into)
{
	int west;

	if (!read_time(at, &west) || west < -25 * 3600 || west > 25 * 3600)
		return false;
	*into = -west;
	return true;
}

static bool
read_date(const char **at, struct zone_rule_date *date)
{
	*date = (struct zone_rule_date){ .form = 'N', .second = 2 * 3600 };
	if (*(*at)++ != ',')
		return false;
	if (**at == 'M') {
		date->form = *(*at)++;
		if (!read_number(at, 12, &date->month) || *(*at)++ != '.' || !read_number(at, 5, &date->week)
		    || *(*at)++ != '.' || !read_number(at, 6, &date->weekday) || date->month < 1 || date->week < 1)
			return false;
	} else {
		if (**at == 'J')
			date->form = *(*at)++;
		if (!read_number(at, 365, &date->day) || (date->form == 'J' && date->day < 1))
			return false;
	}
	if (**at != '/')
		return true;
	(*at)++;
	return read_time(at, &date->second);
}

bool
zone_rule_read(const char *s, struct zone_rule *into)
{
	struct zone_rule rule = { 0 };

	if (!read_name(&s) || !read_offset(&s, &rule.standard))
		return false;
	rule.summer = rule.standard + 3600;
	if (*s) {
		rule.changes = true;
		if (!read_name(&s) || (*s != ',' && !read_offset(&s, &rule.summer)))
			return false;
		if (!read_date(&s, &rule.begin) || !read_date(&s, &rule.end) || *s)
			return false;
	}
	*into = rule;
	return true;
}

int64_t
zone_rule_instant(const struct zone_rule_date *date, int year, int offset)
{
	int64_t day = day_number((struct day){ year, 1, 1 });

	if (date->form == 'M') {
		int length = days_in_month(year, date->month), first, in_month;

		day = day_number((struct day){ year, date->month, 1 });
		first = (day_weekday((struct day){ year, date->month, 1 }) + 1) % 7;	/* 0 is Sunday */
		in_month = (date->weekday - first + 7) % 7 + (date->week - 1) * 7;
		day += in_month < length ? in_month : in_month - 7;
	} else if (date->form == 'J') {
		day += date->day - 1 + (date->day >= 60 && days_in_month(year, 2) == 29);
	} else {
		day += date->day;
	}
	return day * 86400 + date->second - offset;
}
