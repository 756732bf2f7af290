/* When mail that can wait goes: mornings by hours, zones, weekends and holidays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/days.h"
#include "base/text.h"
#include "jobs/when.h"

static int64_t
at(const char *words)
{
	int64_t instant = 0;

	assert_true(instant_parse(words, &instant));
	return instant;
}

static void
test_day_opens__without_a_calendar_at_eight_on_weekdays(void **state)
{
	(void)state;
	assert_int_equal(day_opens(NULL, "Europe/London", at("2026-11-20T07:59:59Z")), at("2026-11-20T08:00:00Z"));	/* Friday */
	assert_int_equal(day_opens(NULL, "Europe/London", at("2026-11-20T08:00:00Z")), at("2026-11-23T08:00:00Z"));
	assert_int_equal(day_opens(NULL, "Europe/London", at("2026-11-22T12:00:00Z")), at("2026-11-23T08:00:00Z"));	/* Sunday */
	assert_int_equal(day_opens(NULL, "America/New_York", at("2026-11-23T12:59:00Z")), at("2026-11-23T13:00:00Z"));
	assert_int_equal(day_opens(NULL, "Asia/Tokyo", at("2026-11-23T00:00:00Z")), at("2026-11-23T23:00:00Z"));
}

static void
test_day_opens__by_the_hours_in_the_receivers_zone(void **state)
{
	const struct interval hours[] = { { 9 * 60, 12 * 60 }, { 13 * 60, 17 * 60 } };
	struct calendar calendar = { .name = "Work", .zone = "Europe/Berlin" };

	(void)state;
	for (int day = 0; day < 5; day++)
		calendar.week[day] = (struct day_hours){ hours, 2 };
	assert_int_equal(day_opens(&calendar, "Europe/Berlin", at("2026-11-23T07:00:00Z")), at("2026-11-23T08:00:00Z"));
	assert_int_equal(day_opens(&calendar, "Europe/London", at("2026-11-23T07:00:00Z")), at("2026-11-23T09:00:00Z"));
	assert_int_equal(day_opens(&calendar, "Europe/Berlin", at("2026-11-23T11:30:00Z")), at("2026-11-24T08:00:00Z"));	/* the break begins no second day */
	assert_int_equal(day_opens(&calendar, "Europe/Berlin", at("2026-11-27T17:00:00Z")), at("2026-11-30T08:00:00Z"));
	assert_int_equal(week_opens(&calendar, "Europe/Berlin", at("2026-11-29T23:30:00Z")), at("2026-11-30T08:00:00Z"));	/* Monday there already */
	assert_int_equal(week_opens(&calendar, "Europe/Berlin", at("2026-11-29T12:00:00Z")), at("2026-11-23T08:00:00Z"));
	calendar.week[0].count = 0;
	assert_int_equal(week_opens(&calendar, "Europe/Berlin", at("2026-11-25T12:00:00Z")), at("2026-11-24T08:00:00Z"));
	memset(calendar.week, 0, sizeof calendar.week);
	assert_int_equal(week_opens(&calendar, "Europe/Berlin", at("2026-11-25T12:00:00Z")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_day_opens__without_a_calendar_at_eight_on_weekdays),
		cmocka_unit_test(test_day_opens__by_the_hours_in_the_receivers_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
