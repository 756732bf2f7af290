/* Dates, instants and zones, over both changes of clocks and the odd corners of the world. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/days.h"

#define BERLIN "Europe/Berlin"

static int
setup(void **state)
{
	*state = talloc_new(NULL);
	return 0;
}

static int
teardown(void **state)
{
	talloc_free(*state);
	return 0;
}

static struct day
day(const char *s)
{
	struct day d = { 0 };

	assert_true(day_parse(s, &d));
	return d;
}

static int64_t
at(const char *s)
{
	int64_t t = 0;

	assert_true(instant_parse(s, &t));
	return t;
}

static void
same_day(struct day a, const char *b)
{
	assert_int_equal(day_compare(a, day(b)), 0);
}

static void
test_day__parses_strictly(void **state)
{
	static const char *const bad[] = {
		"", "2026", "2026-1-01", "2026-01-1", "26-01-01", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32",
		"2026-02-29", "1900-02-29", "2026-04-31", "0000-01-01", " 2026-01-01", "2026-01-01 ", "2026/01/01",
		"2026-01-01T", "-026-01-01", "2026-+1-01", "20260101"
	};
	struct day d = { 1, 2, 3 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(day_parse(bad[i], &d));
	assert_false(day_parse(NULL, &d));
	assert_int_equal(d.day, 3);
	assert_string_equal(day_print(*state, day("2024-02-29")), "2024-02-29");
	assert_string_equal(day_print(*state, day("2000-02-29")), "2000-02-29");
	assert_string_equal(day_print(*state, day("0001-01-01")), "0001-01-01");
	assert_string_equal(day_print(*state, (struct day){ 0 }), "");
	assert_true(day_none((struct day){ 0 }));
	assert_false(day_none(d));
	assert_false(day_exists((struct day){ .year = 10000, .month = 1, .day = 1 }));
	assert_false(day_exists((struct day){ 0 }));
}

static void
test_day__numbers_every_day(void **state)
{
	int64_t n = day_number(day("0001-01-01"));
	int length = 0;

	(void)state;
	assert_int_equal(day_number(day("1970-01-01")), 0);
	assert_int_equal(day_number(day("2000-03-01")), 11017);
	assert_int_equal(n, -719162);
	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			length = days_in_month(year, month);
			for (int d = 1; d <= length; d++, n++) {
				struct day made = day_from_number(n);

				if (made.year != year || made.month != month || made.day != d || day_number(made) != n)
					fail_msg("%04d-%02d-%02d is not day %ld", year, month, d, (long)n);
			}
		}
	}
	same_day(day_from_number(n), "9999-12-31");
	same_day(day_from_number(INT64_MIN), "0001-01-01");
	assert_int_equal(days_in_month(2026, 0), 0);
	assert_int_equal(days_in_month(2026, 13), 0);
}

static void
test_day__counts_on(void **state)
{
	(void)state;
	same_day(day_add(day("2026-02-28"), 1), "2026-03-01");
	same_day(day_add(day("2027-01-01"), -1), "2026-12-31");
	same_day(day_add(day("2026-01-01"), INT64_MAX), "9999-12-31");
	same_day(day_add(day("1960-01-01"), INT64_MIN), "0001-01-01");
	same_day(day_add_months(day("2026-01-31"), 1), "2026-02-28");
	same_day(day_add_months(day("2028-01-31"), 1), "2028-02-29");
	same_day(day_add_months(day("2026-03-31"), -1), "2026-02-28");
	same_day(day_add_months(day("2026-11-15"), 14), "2028-01-15");
	same_day(day_add_months(day("2026-01-15"), -13), "2024-12-15");
	same_day(day_add_months(day("2026-01-15"), -30000), "0001-01-01");
	same_day(day_add_months(day("2026-01-15"), 200000), "9999-12-31");
	same_day(day_month_start(day("2026-08-31")), "2026-08-01");
	assert_true(day_compare(day("2026-08-03"), day("2026-08-04")) < 0);
	assert_true(day_compare(day("2026-09-01"), day("2026-08-04")) > 0);
	assert_true(day_compare(day("2025-09-01"), day("2026-08-04")) < 0);
	assert_true(day_compare(day("2027-01-01"), day("2026-08-04")) > 0);
	assert_int_equal(day_weekday(day("2026-10-05")), 0);
	assert_int_equal(day_weekday(day("2026-11-22")), 6);
	assert_int_equal(day_weekday(day("1969-12-31")), 2);
	assert_int_equal(day_weekday(day("0001-01-01")), 0);
	assert_int_equal(day_weekday(day("1969-12-28")), 6);
}

static void
test_instant__parses_rfc_3339(void **state)
{
	static const char *const bad[] = {
		"", "2026-08-03", "2026-08-03T14:02", "2026-08-03T14:02:00", "2026-08-03T14Z", "2026-08-03T24:00:00Z", "2026-08-03T14:60:00Z",
		"2026-08-03T14:02:61Z", "2026-08-03T14:02:00.Z", "2026-08-03T14:02:00+0200", "2026-08-03T14:02:00+02", "2026-08-03T14:02:00+24:00",
		"2026-08-03T14:02:00+02:60", "2026-02-30T14:02:00Z", "2026-08-03T14:02:00Zx", "2026-08-03T14:02:00 02:00", "2026-08-03T1:02:00Z",
		"2026-08-03T14.5Z", "2026-08-03T14:02:00+0x:00", "2026-08-03T14:02:00+02:0x", "2026-08-03T14:02:xZ", "2026-08-03Txx:02Z", "2026-08-03T14:xxZ", "2026-08-03T14", "2026-08-03T14:02.5Z", "2026-W32-1T14:02Z", "1754229720"
	};
	int64_t t = 7;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(instant_parse(bad[i], &t));
	assert_false(instant_parse(NULL, &t));
	assert_int_equal(t, 7);
	assert_int_equal(at("1970-01-01T00:00:00Z"), 0);
	assert_int_equal(at("1970-01-01T00:00Z"), 0);
	assert_int_equal(at("1969-12-31t23:59:59.999z"), -1);
	assert_int_equal(at("1970-01-01 01:00:00.25+01:00"), 0);
	assert_int_equal(at("1969-12-31T19:00:00-05:00"), 0);
	assert_int_equal(at("1970-01-01T05:30:00+05:30"), 0);
	assert_int_equal(at("1970-01-01T23:59:00+23:59"), 0);
	assert_int_equal(at("2016-12-31T23:59:60Z"), at("2016-12-31T23:59:59Z"));
	assert_int_equal(at("2026-10-05T09:00:00-00:00"), 1791190800);
	assert_string_equal(instant_print(*state, 1791190800), "2026-10-05T09:00:00Z");
	assert_string_equal(instant_print(*state, -1), "1969-12-31T23:59:59Z");
	assert_string_equal(instant_print_local(*state, 1791190800, BERLIN), "2026-10-05T11:00:00+02:00");
	assert_string_equal(instant_print_local(*state, 1791190800, "America/St_Johns"), "2026-10-05T06:30:00-02:30");
	assert_string_equal(instant_print_local(*state, 1791190800, "UTC"), "2026-10-05T09:00:00+00:00");
}

static void
test_instant__prints_what_it_parses(void **state)
{
	int64_t t = -62135596800;

	for (; t <= 253402300799; t += 86400 * 37 + 12345)
		assert_true(at(instant_print(*state, t)) == t);
}

static void
test_zone__knows_names_and_refuses_paths(void **state)
{
	static const char *const bad[] = {
		"", "/etc/passwd", "../../../etc/passwd", "Europe/../Europe/Berlin", "Europe", "Europe/", "Europe//Berlin", "Berlin",
		"europe/berlin", "Europe/Berlin ", "Europe/Berlin\n", "zone.tab", "posixrules", "localtime", "posix/Europe/Berlin", "Factory",
		":UTC", "CET-1CEST", ".", "Mars/Phobos", "Europe/Berlin/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(zone_known(bad[i]));
	assert_false(zone_known(NULL));
	assert_true(zone_known(BERLIN));
	assert_true(zone_known("UTC"));
	assert_true(zone_known("Zulu"));
	assert_true(zone_known("Etc/GMT+5"));
	assert_true(zone_known("America/Argentina/Buenos_Aires"));
}

static void
test_zone__shows_local_clocks(void **state)
{
	struct local l = local_clock(at("2026-10-25T00:59:59Z"), BERLIN);

	(void)state;
	assert_int_equal(l.hour, 2);
	assert_int_equal(l.second, 59);
	assert_int_equal(l.offset, 7200);
	l = local_clock(at("2026-10-25T01:00:00Z"), BERLIN);
	assert_int_equal(l.hour, 2);
	assert_int_equal(l.offset, 3600);
	same_day(day_of(at("2026-08-03T22:30:00Z"), BERLIN), "2026-08-04");
	same_day(day_of(at("2026-08-03T22:30:00Z"), "America/New_York"), "2026-08-03");
	same_day(day_of(at("2026-08-03T22:30:00Z"), BERLIN), "2026-08-04");
	same_day(day_of(at("2026-08-03T22:30:00Z"), "Mars/Phobos"), "2026-08-03");
	same_day(day_of(at("2026-08-03T22:30:00Z"), NULL), "2026-08-03");
	same_day(day_of(at("2026-08-03T22:30:00Z"), "Europe/Berlinxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), "2026-08-03");
	same_day(day_of(at("2045-07-01T22:30:00Z"), BERLIN), "2045-07-02");	/* behind the table: by rule */
	same_day(day_of(INT64_MIN, "UTC"), "0001-01-01");
	same_day(day_of(INT64_MAX, "UTC"), "9999-12-31");
}

static void
test_zone__starts_days(void **state)
{
	static const struct { const char *day, *zone, *start; } cases[] = {
		{ "2026-08-03", BERLIN, "2026-08-02T22:00:00Z" },
		{ "2026-12-03", BERLIN, "2026-12-02T23:00:00Z" },
		{ "2026-10-25", BERLIN, "2026-10-24T22:00:00Z" },
		{ "2026-10-26", BERLIN, "2026-10-25T23:00:00Z" },
		{ "2027-03-28", BERLIN, "2027-03-27T23:00:00Z" },
		{ "2027-03-29", BERLIN, "2027-03-28T22:00:00Z" },
		{ "2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z" },	/* midnight skipped: 01:00 */
		{ "2019-02-17", "America/Sao_Paulo", "2019-02-17T03:00:00Z" },	/* 23:00 shown twice the evening before */
		{ "2026-11-01", "America/Havana", "2026-11-01T04:00:00Z" },	/* midnight shown twice */
		{ "2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z" },	/* a day that never was */
		{ "2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z" },
		{ "2026-08-03", "Asia/Kathmandu", "2026-08-02T18:15:00Z" },
		{ "2026-08-03", "Pacific/Kiritimati", "2026-08-02T10:00:00Z" },
		{ "2026-08-03", "UTC", "2026-08-03T00:00:00Z" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(instant_print(*state, start_of_day(day(cases[i].day), cases[i].zone)), cases[i].start);
	assert_int_equal(start_of_day(day("2026-10-26"), BERLIN) - start_of_day(day("2026-10-25"), BERLIN), 25 * 3600);
	assert_int_equal(start_of_day(day("2027-03-29"), BERLIN) - start_of_day(day("2027-03-28"), BERLIN), 23 * 3600);
}

static void
test_zone__starts_are_the_first_instant_of_their_day(void **state)
{
	static const char *const zones[] = {
		BERLIN, "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe", "Asia/Gaza", "Africa/Casablanca", "America/New_York", "Asia/Tehran"
	};

	(void)state;
	for (size_t z = 0; z < sizeof(zones) / sizeof(*zones); z++) {
		for (struct day d = day("2010-01-01"); d.year < 2031; d = day_add(d, 1)) {
			int64_t start = start_of_day(d, zones[z]);

			assert_int_equal(day_compare(day_of(start, zones[z]), d), 0);
			assert_int_equal(day_compare(day_of(start - 1, zones[z]), d), -1);
		}
	}
}

static void
test_zone__finds_instants(void **state)
{
	struct day back = day("2026-10-25"), forward = day("2027-03-28");

	assert_string_equal(instant_print(*state, local_instant(back, 9000, BERLIN, LOCAL_FIRST)), "2026-10-25T00:30:00Z");
	assert_string_equal(instant_print(*state, local_instant(back, 9000, BERLIN, LOCAL_SECOND)), "2026-10-25T01:30:00Z");
	assert_string_equal(instant_print(*state, local_instant(forward, 9000, BERLIN, LOCAL_FIRST)), "2027-03-28T01:30:00Z");
	assert_string_equal(instant_print(*state, local_instant(forward, 9000, BERLIN, LOCAL_SECOND)), "2027-03-28T01:30:00Z");
	assert_string_equal(instant_print(*state, local_instant(forward, 86400, BERLIN, LOCAL_SECOND)), "2027-03-28T22:00:00Z");
	assert_string_equal(instant_print(*state, local_instant(day("2026-10-05"), 9 * 3600, BERLIN, LOCAL_FIRST)), "2026-10-05T07:00:00Z");
	assert_string_equal(instant_print(*state, local_instant(day("2026-10-05"), 9 * 3600, "America/New_York", LOCAL_FIRST)), "2026-10-05T13:00:00Z");
}

static void
test_days__words_for_people(void **state)
{
	struct day d = day("2026-08-03"), none = { 0 };
	int64_t t = at("2026-08-03T12:02:31Z");

	assert_string_equal(day_long(*state, d), "3 August 2026");
	assert_string_equal(day_short(*state, d), "3 Aug 2026");
	assert_string_equal(day_brief(*state, day("2026-11-17")), "17 Nov");
	assert_string_equal(month_long(*state, d), "August 2026");
	assert_string_equal(day_long(*state, none), "");
	assert_string_equal(day_short(*state, none), "");
	assert_string_equal(day_brief(*state, none), "");
	assert_string_equal(month_long(*state, none), "");
	assert_string_equal(instant_short(*state, t, BERLIN), "3 Aug 2026, 14:02");
	assert_string_equal(instant_time(*state, t, "America/New_York"), "08:02");
	assert_string_equal(weekday_name(day_weekday(d)), "Monday");
	assert_string_equal(weekday_short(6), "Sun");
	assert_null(weekday_name(7));
	assert_null(weekday_short(-1));
	assert_string_equal(month_name(12), "December");
	assert_null(month_name(0));
	assert_null(month_short(13));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_day__parses_strictly, setup, teardown),
		cmocka_unit_test_setup_teardown(test_day__numbers_every_day, setup, teardown),
		cmocka_unit_test_setup_teardown(test_day__counts_on, setup, teardown),
		cmocka_unit_test_setup_teardown(test_instant__parses_rfc_3339, setup, teardown),
		cmocka_unit_test_setup_teardown(test_instant__prints_what_it_parses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_zone__knows_names_and_refuses_paths, setup, teardown),
		cmocka_unit_test_setup_teardown(test_zone__shows_local_clocks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_zone__starts_days, setup, teardown),
		cmocka_unit_test_setup_teardown(test_zone__starts_are_the_first_instant_of_their_day, setup, teardown),
		cmocka_unit_test_setup_teardown(test_zone__finds_instants, setup, teardown),
		cmocka_unit_test_setup_teardown(test_days__words_for_people, setup, teardown),
	};

	return cmocka_run_group_tests_name("base/days", tests, NULL, NULL);
}
