/* Hours, weeks and days as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "sla/calendars.h"
#include "sla/rules_calendar_text.h"

static void *ctx;

static void
test_hours__print_and_read(void **state)
{
	static const struct interval late[] = { { 0, 360 }, { 1200, 1440 } };
	struct day_hours read;

	(void)state;
	assert_string_equal(hours_text(ctx, &calendar_b.week[0]), "09:00-12:00 13:00-17:00");
	assert_string_equal(hours_text(ctx, &calendar_b.week[6]), "");
	assert_string_equal(hours_text(ctx, &(struct day_hours){ late, 2 }), "00:00-06:00 20:00-24:00");
	assert_true(hours_read(ctx, "00:00-06:00 20:00-24:00", &read));
	assert_true(hours_same(&read, &(struct day_hours){ late, 2 }));
	assert_false(hours_same(&read, &calendar_b.week[0]));
	assert_true(hours_read(ctx, "", &read));
	assert_int_equal(read.count, 0);
}

static void
test_hours__refuse_what_printing_never_makes(void **state)
{
	static const char *const wrong[] = { " ", "09:00-12:00 ", " 09:00-12:00", "9:00-12:00", "09:00–12:00", "09:00-12:00,13:00-17:00",
		"09:00-12:00  13:00-17:00", "closed", "09:00-25:00", "09:00-12:0", "09:00-12:000", "09:00",
		"00:00-01:00 01:00-02:00 02:00-03:00 03:00-04:00 04:00-05:00 05:00-06:00 06:00-07:00 07:00-08:00 08:00-09:00" };
	struct day_hours read;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (hours_read(ctx, wrong[i], &read))
			fail_msg("read: %s", wrong[i]);
}

static void
test_week__print_and_read(void **state)
{
	struct day_hours week[7];
	const char *text = week_text(ctx, calendar_b.week);

	(void)state;
	assert_string_equal(text, "mon 09:00-12:00 13:00-17:00\ntue 09:00-12:00 13:00-17:00\nwed 09:00-12:00 13:00-17:00\n"
	    "thu 09:00-12:00 13:00-17:00\nfri 09:00-12:00 13:00-17:00");
	assert_true(week_read(ctx, text, week));
	for (int i = 0; i < 7; i++)
		assert_true(hours_same(&week[i], &calendar_b.week[i]));
	assert_string_equal(week_text(ctx, never.week), "");
	assert_true(week_read(ctx, "", week));
	assert_int_equal(week[0].count, 0);
}

static void
test_week__refuses_what_printing_never_makes(void **state)
{
	static const char *const wrong[] = { "mon", "mon ", "Mon 09:00-12:00", "mon 09:00-12:00\nmon 13:00-14:00",
		"tue 09:00-12:00\nmon 09:00-12:00", "xyz 09:00-12:00", "mon09:00-12:00" };
	struct day_hours week[7];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (week_read(ctx, wrong[i], week))
			fail_msg("read: %s", wrong[i]);
}

static void
test_week_lines__days_with_the_same_hours_share_a_line(void **state)
{
	static const struct interval short_day[] = { { 540, 900 } };
	struct calendar c = calendar_b;
	struct week_line lines[7];

	(void)state;
	assert_int_equal(week_lines(ctx, c.week, lines), 2);
	assert_string_equal(lines[0].days, "Monday to Friday");
	assert_string_equal(lines[0].hours, "09:00–12:00, 13:00–17:00");
	assert_true(lines[0].open);
	assert_string_equal(lines[1].days, "Saturday and Sunday");
	assert_string_equal(lines[1].hours, "closed");
	assert_false(lines[1].open);
	c.week[4] = (struct day_hours){ short_day, 1 };
	assert_int_equal(week_lines(ctx, c.week, lines), 3);
	assert_string_equal(lines[0].days, "Monday to Thursday");
	assert_string_equal(lines[1].days, "Friday");
	assert_int_equal(week_lines(ctx, calendar_a.week, lines), 1);
	assert_string_equal(lines[0].days, "Every day");
}

static void
test_look__an_exception_replaces_its_weekday(void **state)
{
	struct day_look look;

	(void)state;
	look = calendar_look(&calendar_b, day_at("2026-12-25"));
	assert_string_equal(look.exception->name, "Christmas Day");
	assert_int_equal(look.hours->count, 0);
	look = calendar_look(&calendar_b, day_at("2026-12-24"));
	assert_null(look.exception);
	assert_int_equal(look.hours->count, 2);
	look = calendar_look(&calendar_b, day_at("2027-01-01"));
	assert_string_equal(look.exception->name, "New Year’s Day");
	assert_null(calendar_look(&calendar_b, day_at("2028-01-01")).exception);
	assert_null(calendar_look(&never, day_at("2028-01-01")).exception);
}

static int
open_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
close_down(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hours__print_and_read),
		cmocka_unit_test(test_hours__refuse_what_printing_never_makes),
		cmocka_unit_test(test_week__print_and_read),
		cmocka_unit_test(test_week__refuses_what_printing_never_makes),
		cmocka_unit_test(test_week_lines__days_with_the_same_hours_share_a_line),
		cmocka_unit_test(test_look__an_exception_replaces_its_weekday),
	};

	return cmocka_run_group_tests(tests, open_up, close_down);
}
