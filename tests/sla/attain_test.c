/* Attainment: exact percentages, which state follows from which counts, pace on working days, and the joint state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <talloc.h>

#include "base/ctx.h"
#include "sla/calendars.h"
#include "sla/rules_attain.h"

static void
test_percent__is_rounded_half_up_once(void **state)
{
	static const struct {
		int64_t numerator, denominator;
		int tenths;
		const char *words;
	} cases[] = {
		{ 0, 0, -1, NULL }, { 5, 0, -1, NULL }, { 5, -1, -1, NULL }, { 0, 7, 0, "0" }, { 7, 7, 1000, "100" }, { 5, 6, 833, "83.3" }, { 1, 3, 333, "33.3" },
		{ 2, 3, 667, "66.7" }, { 1, 8, 125, "12.5" }, { 1, 16, 63, "6.3" }, { 1, 2000, 1, "0.1" }, { 1, 2001, 0, "0" },
		{ 1999, 2000, 1000, "100" }, { 83, 100, 830, "83" }, { 120, 100, 1000, "100" }, { -3, 10, 0, "0" },
		{ INT64_MAX - 1, INT64_MAX, 1000, "100" }, { INT64_MAX / 2, INT64_MAX, 500, "50" }, { INT64_MIN, INT64_MAX, 0, "0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(percent_tenths(cases[i].numerator, cases[i].denominator), cases[i].tenths);
		assert_true(text_equal(percent_print(ctx, cases[i].tenths), cases[i].words));
	}
}

static void
test_kept__compares_integers(void **state)
{
	struct attained a;

	(void)state;
	/* 1,999 of 2,000 shows as 100 % and is not 100 %. */
	assert_false(percent_reached(1999, 2000, 100));
	a = attain_share(1999, 2000, 0, 100, true, true);
	assert_int_equal(a.tenths, 1000);
	assert_int_equal(a.state, PROMISE_MISSED);
	/* 5 of 6 shows as 83.3 % and is more. */
	assert_true(percent_reached(5, 6, 83));
	assert_false(percent_reached(5, 6, 84));
	assert_true(percent_reached(9, 10, 90));
	assert_false(percent_reached(89, 99, 90));
	assert_true(percent_reached(INT64_MAX, INT64_MAX, 100));
	assert_false(percent_reached(INT64_MAX - 1, INT64_MAX, 100));
}

static void
test_share__states(void **state)
{
	static const struct {
		int64_t numerator, denominator, pending;
		int percent;
		bool over, measured;
		int state, tenths;
	} cases[] = {
		{ 0, 0, 0, 90, false, true, PROMISE_NO_CASES, -1 },
		{ 0, 0, 0, 90, true, true, PROMISE_NO_CASES, -1 },
		{ 0, 0, 3, 90, false, true, PROMISE_NOT_DUE, -1 },
		{ 9, 10, 0, 90, false, true, PROMISE_KEPT, 900 },
		{ 9, 10, 0, 90, true, true, PROMISE_KEPT, 900 },
		{ 8, 10, 0, 90, false, true, PROMISE_BEHIND, 800 },
		{ 8, 10, 0, 90, true, true, PROMISE_MISSED, 800 },
		{ 8, 10, 10, 90, true, true, PROMISE_BEHIND, 800 },	/* 18 of 20 is still possible */
		{ 8, 10, 9, 90, true, true, PROMISE_MISSED, 800 },	/* 17 of 19 is not enough */
		{ 0, 10, 0, 0, true, true, PROMISE_KEPT, 0 },
		{ 0, 4, 0, 90, true, false, PROMISE_NOT_MEASURED, 0 },
		{ 0, 0, 0, 90, true, false, PROMISE_NOT_MEASURED, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct attained a = attain_share(cases[i].numerator, cases[i].denominator, cases[i].pending, cases[i].percent, cases[i].over,
		    cases[i].measured);

		assert_int_equal(a.state, cases[i].state);
		assert_int_equal(a.tenths, cases[i].tenths);
		assert_int_equal(a.numerator, cases[i].numerator);
		assert_int_equal(a.denominator, cases[i].denominator);
		assert_int_equal(a.pending, cases[i].pending);
	}
}

static void
test_volume__pace(void **state)
{
	struct volume v = { .count = 45, .target = 100, .pace = PACE_EVEN, .days = { 10, 22 } };	/* 45.45 are expected */

	(void)state;
	assert_int_equal(attain_volume(&v, false).state, PROMISE_BEHIND);
	assert_int_equal(volume_expected(&v), 46);
	v.count = 46;
	assert_int_equal(attain_volume(&v, false).state, PROMISE_NOT_DUE);
	assert_int_equal(attain_volume(&v, false).tenths, 460);
	v.days = (struct pace_days){ 11, 22 };		/* exactly 50 */
	v.count = 50;
	assert_int_equal(attain_volume(&v, false).state, PROMISE_NOT_DUE);
	assert_int_equal(volume_expected(&v), 50);
	v.count = 49;
	assert_int_equal(attain_volume(&v, false).state, PROMISE_BEHIND);
	v.pace = PACE_OPEN;
	assert_int_equal(attain_volume(&v, false).state, PROMISE_NOT_DUE);
	assert_int_equal(attain_volume(&v, true).state, PROMISE_MISSED);
	v.count = 120;
	assert_int_equal(attain_volume(&v, false).state, PROMISE_KEPT);
	assert_int_equal(attain_volume(&v, true).state, PROMISE_KEPT);
	assert_int_equal(attain_volume(&v, true).tenths, 1000);
	v = (struct volume){ .count = 0, .target = 10, .pace = PACE_EVEN };	/* no working day at all */
	assert_int_equal(attain_volume(&v, false).state, PROMISE_NOT_DUE);
	assert_int_equal(volume_expected(&v), 0);
}

static void
test_pace__counts_days_that_are_over(void **state)
{
	static const struct {
		const char *now;
		int passed;
	} cases[] = {
		{ "2026-11-30T12:00:00Z", 0 }, { "2026-12-01T15:59:59Z", 0 }, { "2026-12-01T16:00:00Z", 1 }, { "2026-12-05T10:00:00Z", 4 },
		{ "2026-12-25T10:00:00Z", 18 }, { "2026-12-31T15:00:00Z", 21 }, { "2026-12-31T16:00:00Z", 22 }, { "2027-02-01T00:00:00Z", 22 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct pace_days days = pace_days_at(&calendar_b, day_at("2026-12-17"), instant_at(cases[i].now));

		assert_int_equal(days.all, 22);
		assert_int_equal(days.passed, cases[i].passed);
	}
}

static void
test_meeting__states(void **state)
{
	(void)state;
	assert_int_equal(attain_meeting(1, 1, 1, false).state, PROMISE_KEPT);
	assert_int_equal(attain_meeting(0, 0, 1, false).state, PROMISE_NOT_DUE);
	assert_int_equal(attain_meeting(0, 1, 1, false).state, PROMISE_BEHIND);
	assert_int_equal(attain_meeting(0, 1, 1, true).state, PROMISE_MISSED);
	assert_int_equal(attain_meeting(0, 0, 0, true).state, PROMISE_NO_CASES);
}

static void
test_joint__is_the_worst(void **state)
{
	static const int rank[] = { [PROMISE_MISSED] = 5, [PROMISE_BEHIND] = 4, [PROMISE_NOT_MEASURED] = 3, [PROMISE_KEPT] = 2,
		[PROMISE_NOT_DUE] = 1, [PROMISE_NO_CASES] = 0 };

	(void)state;
	assert_int_equal(promise_worst(NULL, 0), PROMISE_NO_CASES);
	for (int a = PROMISE_KEPT; a <= PROMISE_NOT_MEASURED; a++)
		for (int b = PROMISE_KEPT; b <= PROMISE_NOT_MEASURED; b++) {
			int both[] = { a, b };

			assert_int_equal(promise_worst(both, 2), rank[a] > rank[b] ? a : b);
			assert_true(*promise_state_label(a) && *promise_state_names[a]);
		}
	assert_null(promise_state_names[PROMISE_NOT_MEASURED + 1]);
}

static int64_t
random_below(uint64_t *seed, int64_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((*seed >> 33) % (uint64_t)n);
}

/* What must hold for any counts. */
static void
test_attain__holds_for_any_counts(void **state)
{
	uint64_t seed = 20261121;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		int64_t denominator = random_below(&seed, 2) ? random_below(&seed, 12) : random_below(&seed, 1000000);
		int64_t numerator = random_below(&seed, denominator + 1), pending = random_below(&seed, 4);
		int64_t target = random_below(&seed, 101);
		bool over = random_below(&seed, 2);
		struct attained a = attain_share(numerator, denominator, pending, target, over, true);

		if (!denominator) {
			assert_int_equal(a.tenths, TENTHS_NONE);
			assert_true(a.state == PROMISE_NOT_DUE || a.state == PROMISE_NO_CASES);
			continue;
		}
		/* The percentage is the nearest tenth, a half upwards. */
		assert_true((2 * a.tenths - 1) * denominator <= 2000 * numerator && 2000 * numerator < (2 * a.tenths + 1) * denominator);
		assert_int_equal(a.state == PROMISE_KEPT, numerator * 100 >= target * denominator);
		assert_true(!over || a.state != PROMISE_BEHIND || pending);
		assert_true(over || a.state != PROMISE_MISSED);
		/* One case more that is met never makes it worse. */
		assert_true(a.state != PROMISE_KEPT || attain_share(numerator + 1, denominator + 1, pending, target, over, true).state == PROMISE_KEPT);
		assert_int_equal(attain_share(numerator, denominator, pending, target, over, false).state, PROMISE_NOT_MEASURED);
	}
	for (int i = 0; i < 100000; i++) {
		struct volume v = { .count = random_below(&seed, 200), .target = random_below(&seed, 200), .pace = PACE_EVEN };

		v.days.all = random_below(&seed, 24);
		v.days.passed = random_below(&seed, v.days.all + 1);
		/* The number to show is the least that is not behind. */
		assert_int_equal(attain_volume(&v, false).state == PROMISE_BEHIND, v.count < v.target && v.count < volume_expected(&v));
		assert_true(volume_expected(&v) <= v.target);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_percent__is_rounded_half_up_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_kept__compares_integers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_share__states, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_volume__pace, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pace__counts_days_that_are_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_meeting__states, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_joint__is_the_worst, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_attain__holds_for_any_counts, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
