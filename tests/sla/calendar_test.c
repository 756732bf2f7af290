/* Calendars as people give them: what is wrong with one, hours as text, stretches told day by day, and words for time left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/ctx.h"
#include "sla/calendars.h"

#define BERLIN "Europe/Berlin"

static const struct problems *
problems_with(const struct calendar *calendar)
{
	struct problems *problems = problems_new(ctx);

	calendar_problems(problems, calendar, day_at("2026-10-05"));
	return problems;
}

/* Exactly one problem, there and with these words in it. */
static void
one_problem(const struct calendar *calendar, const char *pointer, const char *words)
{
	const struct problems *problems = problems_with(calendar);

	for (size_t i = 1; i < problems->count; i++)
		print_error("%s\n", problems->list[i].text);
	assert_int_equal(problems->count, 1);
	assert_string_equal(calendar_problem_pointer(ctx, &problems->list[0]), pointer);
	if (!strstr(problems->list[0].text, words))
		fail_msg("“%s” lacks “%s”", problems->list[0].text, words);
}

static struct day_hours
hours(const char *s)
{
	struct day_hours into = { 0 };

	assert_true(hours_parse(ctx, s, &into));
	return into;
}

static void
test_problems__none(void **state)
{
	struct calendar calendar = calendar_b;

	(void)state;
	assert_int_equal(problems_with(&calendar_a)->count, 0);
	assert_int_equal(problems_with(&calendar_b)->count, 0);
	/* Intervals that touch, and any order. */
	calendar.week[0] = hours("13:00-17:00, 09:00-12:00, 12:00-13:00");
	assert_int_equal(problems_with(&calendar)->count, 0);
}

static void
test_problems__say_which_day_and_why(void **state)
{
	struct calendar calendar = calendar_b;

	(void)state;
	calendar.week[2] = hours("09:00-12:00, 11:30-17:00");
	one_problem(&calendar, "/week/wed", "Wednesday: 09:00–12:00 and 11:30–17:00 overlap.");
	calendar.week[2] = hours("09:00-12:00, 09:00-12:00");
	one_problem(&calendar, "/week/wed", "overlap");
	calendar.week[2] = hours("17:00-09:00");
	one_problem(&calendar, "/week/wed", "Wednesday: an interval must close after it opens, and 17:00–09:00 does not.");
	calendar.week[2] = hours("09:00-09:00");
	one_problem(&calendar, "/week/wed", "must close after it opens");
	calendar.week[2] = (struct day_hours){ &(struct interval){ -5, 60 }, 1 };
	one_problem(&calendar, "/week/wed", "between 00:00 and 24:00");
	calendar.week[2] = (struct day_hours){ &(struct interval){ 5, 1441 }, 1 };
	one_problem(&calendar, "/week/wed", "between 00:00 and 24:00");
	calendar.week[2] = (struct day_hours){ (struct interval[HOURS_MOST + 1]){ { 0, 1 } }, HOURS_MOST + 1 };
	one_problem(&calendar, "/week/wed", "at most 8 intervals");
	calendar.week[2] = hours("closed");
	calendar.zone = "Europe/Atlantis";
	one_problem(&calendar, "/zone", "time zone");
	calendar.zone = NULL;
	one_problem(&calendar, "/zone", "time zone");
	calendar.zone = BERLIN;
	calendar.name = " ";
	one_problem(&calendar, "/name", "needs a name");
	one_problem(&never, "/week", "never open within 400 days of 5 October 2026");
}

static void
test_problems__of_exceptions(void **state)
{
	struct exception list[] = {
		{ { 2026, 12, 26 }, "Second day", { 0 } }, { { 2026, 12, 25 }, "Christmas", { 0 } }, { { 2027, 1, 1 }, "New Year", { 0 } },
	};
	struct calendar calendar = calendar_b;
	struct exception *many = talloc_zero_array(ctx, struct exception, EXCEPTIONS_MOST + 1);

	(void)state;
	calendar.exceptions = list;
	assert_int_equal(problems_with(&calendar)->count, 0);
	list[2].day = (struct day){ 2027, 2, 29 };
	one_problem(&calendar, "/exceptions/2/date", "Exception 3 needs a day that exists");
	list[2].day = list[0].day;
	one_problem(&calendar, "/exceptions/2/date", "26 December 2026 is there twice, as “Second day” and as “New Year”.");
	list[2].day = (struct day){ 2027, 1, 1 };
	list[1].name = "";
	one_problem(&calendar, "/exceptions/1/name", "25 December 2026 needs a name.");
	list[1].name = "Christmas";
	list[1].hours = hours("10:00-12:00, 11:00-13:00");
	one_problem(&calendar, "/exceptions/1/open", "25 December 2026: 10:00–12:00 and 11:00–13:00 overlap.");
	calendar.exceptions = many;
	calendar.exception_count = EXCEPTIONS_MOST + 1;
	one_problem(&calendar, "/exceptions", "at most 1000 exceptions; these are 1001");
}

/* Exceptions that close every day for long are as bad as no hours, and one that opens is enough. */
static void
test_problems__of_being_closed_for_long(void **state)
{
	static const struct exception one[] = { { { 2027, 11, 9 }, "The one day", { office, 2 } } };
	struct calendar calendar = { .name = "Rare", .zone = BERLIN, .exceptions = one, .exception_count = 1 };
	struct exception late = one[0];

	(void)state;
	assert_int_equal(problems_with(&calendar)->count, 0);	/* 400 days after 2026-10-05 */
	late.day = day_at("2027-11-10");
	calendar.exceptions = &late;
	one_problem(&calendar, "/week", "never open");
}

static void
test_tidy__brings_order(void **state)
{
	static const struct interval turned[] = { { 780, 1020 }, { 540, 720 } };
	static const struct exception list[] = { { { 2027, 1, 1 }, "Later", { 0 } }, { { 2026, 12, 25 }, "Sooner", { turned, 2 } } };
	struct calendar calendar = { .name = "Turned", .zone = BERLIN, .week = { { turned, 2 } }, .exceptions = list, .exception_count = 2 };
	const struct calendar *tidy = calendar_tidy(ctx, &calendar);

	(void)state;
	assert_string_equal(hours_print(ctx, &tidy->week[0]), "09:00–12:00, 13:00–17:00");
	assert_string_equal(hours_print(ctx, &tidy->week[1]), "closed");
	assert_string_equal(tidy->exceptions[0].name, "Sooner");
	assert_string_equal(hours_print(ctx, &tidy->exceptions[0].hours), "09:00–12:00, 13:00–17:00");
	assert_int_equal(calendar.week[0].list[0].open, 780);
}

static void
test_clock__is_read_strictly(void **state)
{
	static const char *const bad[] = { "", "9:00", "0900", "24:01", "25:00", "09:60", "09:0", "09:000", " 09:00", "09:00 ", "-9:00", "aa:bb" };
	int minutes = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(clock_parse(bad[i], &minutes));
	assert_false(clock_parse(NULL, &minutes));
	assert_int_equal(minutes, 7);
	assert_true(clock_parse("00:00", &minutes) && minutes == 0);
	assert_true(clock_parse("24:00", &minutes) && minutes == 1440);
	assert_string_equal(clock_print(ctx, 1440), "24:00");
	assert_string_equal(clock_print(ctx, 545), "09:05");
}

static void
test_hours__are_read_as_people_write_them(void **state)
{
	static const char *const bad[] = { "9", "9-12", "09:00-", "-12:00", "09:00-12:00,", "09:00-12:00 13:00-14:00", "shut", "09:00 12:00",
		"0:00-1:00,2:00-3:00,4:00-5:00,6:00-7:00,8:00-9:00,10:00-11:00,12:00-13:00,14:00-15:00,16:00-17:00" };
	struct day_hours into;

	(void)state;
	into = hours(" 9:00 – 12:00; 13:00 to 24:00 ");
	assert_string_equal(hours_print(ctx, &into), "09:00–12:00, 13:00–24:00");
	into = hours("Closed ");
	assert_int_equal(into.count, 0);
	into = hours("");
	assert_int_equal(into.count, 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hours_parse(ctx, bad[i], &into))
			fail_msg("“%s” was taken for hours", bad[i]);
}

static void
told(const struct segment *list, size_t count, const char *const lines[])
{
	for (size_t i = 0; i < count && lines[i]; i++) {
		const char *line = text_format(ctx, "%s–%s %s", instant_time(ctx, list[i].from, BERLIN),
		    instant_time(ctx, list[i].to, BERLIN), segment_line(ctx, &list[i]));

		if (!text_equal(line, lines[i]))
			fail_msg("“%s” instead of “%s”", line, lines[i]);
	}
	assert_true(lines[count] == NULL);
}

static void
test_segments__name_holidays_and_pauses(void **state)
{
	static const char *const christmas[] = {
		"11:30–12:00 Thu 24 Dec: open", "12:00–13:00 Thu 24 Dec: between opening hours", "13:00–16:00 Thu 24 Dec: open",
		"16:00–17:00 Thu 24 Dec: paused: waiting for Marketing", "17:00–00:00 Thu 24 Dec: after closing",
		"00:00–00:00 Fri 25 Dec: closed, Christmas Day", "00:00–00:00 Sat 26 Dec: closed, Second day of Christmas",
		"00:00–00:00 Sun 27 Dec: closed on Sundays", "00:00–09:00 Mon 28 Dec: before opening", "09:00–09:30 Mon 28 Dec: open", NULL
	};
	const struct pause pause = { local_at(BERLIN, "2026-12-24 16:00"), local_at(BERLIN, "2026-12-27 10:00"), "waiting for Marketing" };
	size_t count;
	struct segment *list = calendar_segments(ctx, &calendar_b, local_at(BERLIN, "2026-12-24 11:30"), local_at(BERLIN, "2026-12-28 09:30"),
	    pauses_merge(ctx, &pause, 1), &count);

	(void)state;
	told(list, count, christmas);
}

static void
test_segments__say_how_long_a_day_is(void **state)
{
	static const char *const always[] = {
		"12:00–00:00 Sat 24 Oct: open", "00:00–11:00 Sun 25 Oct: open; 25 hours, clocks go back", NULL
	};
	static const char *const office_hours[] = {
		"16:00–17:00 Fri 26 Mar: open", "17:00–00:00 Fri 26 Mar: after closing", "00:00–00:00 Sat 27 Mar: closed on Saturdays",
		"00:00–00:00 Sun 28 Mar: closed on Sundays; 23 hours, clocks go forward", "00:00–09:00 Mon 29 Mar: before opening",
		"09:00–10:00 Mon 29 Mar: open", NULL
	};
	size_t count;
	struct segment *list = calendar_segments(ctx, &calendar_a, local_at(BERLIN, "2026-10-24 12:00"), instant_at("2026-10-25T10:00:00Z"), NULL, &count);
	static const struct calendar plain = { .name = "Plain", .zone = BERLIN, .week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE } };

	(void)state;
	told(list, count, always);
	assert_int_equal(list[1].counted, 12 * 3600);
	list = calendar_segments(ctx, &plain, local_at(BERLIN, "2027-03-26 16:00"), local_at(BERLIN, "2027-03-29 10:00"), NULL, &count);
	told(list, count, office_hours);
}

static void
test_segments__of_business_days(void **state)
{
	static const char *const lines[] = {
		"10:00–00:00 Wed 23 Dec: the day it starts", "00:00–00:00 Thu 24 Dec: paused: waiting for Marketing",
		"00:00–00:00 Fri 25 Dec: closed, Christmas Day", "00:00–00:00 Sat 26 Dec: closed, Second day of Christmas",
		"00:00–00:00 Sun 27 Dec: closed on Sundays", "00:00–00:00 Mon 28 Dec: business day 1", "00:00–17:00 Tue 29 Dec: business day 2", NULL
	};
	static const char *const early[] = {
		"20:00–00:00 Mon 5 Oct: after closing", "00:00–00:00 Tue 6 Oct: the day it starts", "00:00–17:00 Wed 7 Oct: business day 1", NULL
	};
	const struct pause pause = { local_at(BERLIN, "2026-12-23 16:00"), local_at(BERLIN, "2026-12-24 20:00"), "waiting for Marketing" };
	const struct pauses *pauses = pauses_merge(ctx, &pause, 1);
	int64_t start = local_at(BERLIN, "2026-12-23 10:00");
	struct deadline deadline = calendar_deadline_days(&calendar_b, start, 2, pauses);
	size_t count;
	struct segment *list;

	(void)state;
	assert_int_equal(deadline.at, local_at(BERLIN, "2026-12-29 17:00"));
	list = calendar_segments_days(ctx, &calendar_b, start, deadline.at, pauses, &count);
	told(list, count, lines);
	start = local_at(BERLIN, "2026-10-05 20:00");
	list = calendar_segments_days(ctx, &calendar_b, start, calendar_deadline_days(&calendar_b, start, 1, NULL).at, NULL, &count);
	told(list, count, early);
}

static void
test_segments__are_bounded(void **state)
{
	int64_t from = instant_at("2026-01-01T00:00:00Z");
	size_t count;
	struct segment *list = calendar_segments(ctx, &calendar_b, from, instant_at("2100-01-01T00:00:00Z"), NULL, &count);

	(void)state;
	assert_int_equal(count, SEGMENTS_MOST);
	assert_int_equal(list[0].from, from);
	assert_null(calendar_segments(ctx, &calendar_b, from, from, NULL, &count));
	assert_int_equal(count, 0);
	assert_null(calendar_segments(ctx, &calendar_b, INT64_MIN, INT64_MAX, NULL, &count));
}

static void
test_open_days__are_counted(void **state)
{
	struct pace_days pace = calendar_month_days(&calendar_b, day_at("2026-12-28"));

	(void)state;
	assert_true(calendar_is_open_day(&calendar_b, day_at("2026-12-24")));
	assert_false(calendar_is_open_day(&calendar_b, day_at("2026-12-25")));
	assert_false(calendar_is_open_day(&calendar_b, day_at("2026-10-04")));
	assert_false(calendar_is_open_day(&calendar_b, (struct day){ 0 }));
	assert_int_equal(calendar_open_days(&calendar_b, day_at("2026-10-05"), day_at("2026-10-12")), 5);
	assert_int_equal(calendar_open_days(&calendar_b, day_at("2026-10-05"), day_at("2026-10-05")), 0);
	assert_int_equal(calendar_open_days(&calendar_b, day_at("2026-10-12"), day_at("2026-10-05")), 0);
	assert_int_equal(pace.all, 22);		/* 23 weekdays without the 25th */
	assert_int_equal(pace.passed, 19);
	assert_int_equal(day_compare(calendar_open_day_after(&calendar_b, day_at("2026-12-24"), 2), day_at("2026-12-29")), 0);
	assert_int_equal(day_compare(calendar_open_day_after(&calendar_b, day_at("2026-10-03"), 1), day_at("2026-10-05")), 0);
	assert_true(day_none(calendar_open_day_after(&calendar_b, day_at("2026-10-03"), 0)));
	assert_true(day_none(calendar_open_day_after(&never, day_at("2026-10-03"), 1)));
	assert_true(day_none(calendar_open_day_after(&calendar_b, day_at("9999-12-30"), 5)));
}

static void
test_opening__says_when_it_resumes(void **state)
{
	static const struct {
		const char *now, *says, *day;
	} cases[] = {
		{ "2026-10-05 09:00", NULL, "2026-10-05" }, { "2026-10-05 11:59", NULL, "2026-10-05" },
		{ "2026-10-05 12:00", "resumes 13:00", "2026-10-05" }, { "2026-10-05 07:00", "resumes 09:00", "2026-10-05" },
		{ "2026-10-05 17:00", "resumes tomorrow 09:00", "2026-10-06" }, { "2026-10-02 17:00", "resumes Monday 09:00", "2026-10-05" },
		{ "2026-10-03 22:00", "resumes Monday 09:00", "2026-10-05" }, { "2026-12-24 17:00", "resumes Monday 09:00", "2026-12-28" },
	};
	static const struct exception once[] = { { { 2026, 10, 12 }, "The one day", { office, 2 } } };
	const struct calendar rare = { .name = "Rare", .zone = BERLIN, .exceptions = once, .exception_count = 1 };
	int64_t opens;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t now = local_at(BERLIN, cases[i].now);
		const char *says = calendar_resumes(ctx, &calendar_b, now);

		if (!text_equal(says, cases[i].says))
			fail_msg("at %s it %s", cases[i].now, says);
		assert_int_equal(calendar_is_open(&calendar_b, now), cases[i].says == NULL);
		assert_int_equal(day_compare(calendar_start_day(&calendar_b, now), day_at(cases[i].day)), 0);
	}
	assert_true(calendar_next_open(&calendar_b, local_at(BERLIN, "2026-10-02 17:00"), &opens));
	assert_int_equal(opens, local_at(BERLIN, "2026-10-05 09:00"));
	assert_string_equal(calendar_resumes(ctx, &rare, local_at(BERLIN, "2026-10-05 17:00")), "resumes 12 Oct, 09:00");
	assert_null(calendar_resumes(ctx, &never, opens));
	assert_false(calendar_next_open(&never, opens, &opens));
	assert_false(calendar_next_open(&calendar_b, INT64_MAX, &opens));
	assert_true(day_none(calendar_start_day(&never, opens)));
}

static void
test_time__as_words(void **state)
{
	(void)state;
	assert_string_equal(time_left(ctx, 4320), "1 h 12 min left");
	assert_string_equal(time_left(ctx, 4379), "1 h 12 min left");
	assert_string_equal(time_left(ctx, 7200), "2 h left");
	assert_string_equal(time_left(ctx, 60), "1 min left");
	assert_string_equal(time_left(ctx, 59), "Less than a minute left");
	assert_string_equal(time_left(ctx, 0), "Less than a minute left");
	assert_string_equal(time_late(ctx, 2100), "Late by 35 min");
	assert_string_equal(time_late(ctx, 5), "Late by less than a minute");
	assert_string_equal(time_words(ctx, INT64_C(500) * 3600 + 60), "500 h 1 min");
	assert_string_equal(time_words(ctx, -9), "less than a minute");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_problems__none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_problems__say_which_day_and_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_problems__of_exceptions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_problems__of_being_closed_for_long, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tidy__brings_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_clock__is_read_strictly, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hours__are_read_as_people_write_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_segments__name_holidays_and_pauses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_segments__say_how_long_a_day_is, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_segments__of_business_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_segments__are_bounded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_open_days__are_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_opening__says_when_it_resumes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_time__as_words, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
