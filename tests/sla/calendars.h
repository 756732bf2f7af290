/* Calendars and short spellings that the tests of the agreement's arithmetic share. */
#ifndef TESTS_SLA_CALENDARS_H
#define TESTS_SLA_CALENDARS_H

#include "base/days.h"
#include "base/text.h"
#include "sla/rules_calendar.h"

#include <stdio.h>
#include <string.h>

static inline struct day
day_at(const char *s)
{
	struct day day = { 0 };

	assert_true(day_parse(s, &day));
	return day;
}

static inline int64_t
instant_at(const char *s)
{
	int64_t t = 0;

	if (!instant_parse(s, &t))
		fail_msg("not an instant: %s", s);
	return t;
}

/* "2026-10-05 10:00" as the clocks of `zone` show it; the first time when shown twice. */
static inline int64_t
local_at(const char *zone, const char *s)
{
	char day[11];
	int minutes = 0;

	snprintf(day, sizeof(day), "%.10s", s);
	assert_true(clock_parse(s + 11, &minutes));
	return local_instant(day_at(day), minutes * 60, zone, LOCAL_FIRST);
}

static const struct interval office[] = { { 540, 720 }, { 780, 1020 } };
static const struct interval all_day[] = { { 0, 1440 } };
#define OFFICE { office, 2 }
#define ALL_DAY { all_day, 1 }

/* B of the document that sets the rules: Monday to Friday 09:00-12:00 and 13:00-17:00, three holidays. */
static const struct exception holidays_b[] = {
	{ { 2026, 12, 25 }, "Christmas Day", { 0 } },
	{ { 2026, 12, 26 }, "Second day of Christmas", { 0 } },
	{ { 2027, 1, 1 }, "New Year’s Day", { 0 } },
};
static const struct calendar calendar_b = {
	.name = "Office", .zone = "Europe/Berlin", .week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE },
	.exceptions = holidays_b, .exception_count = 3,
};

/* A: always open. */
static const struct calendar calendar_a = {
	.name = "Always", .zone = "Europe/Berlin",
	.week = { ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY },
};

static const struct calendar never = { .name = "Never", .zone = "Europe/Berlin" };

#endif
