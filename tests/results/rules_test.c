/* Figures: medians by rank, numbers in words, months that are still open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "results/rules_figure.h"

static void *ctx;

static struct total
total_of_values(int unit, const int64_t *values, size_t count)
{
	struct total t = { 0 };

	for (size_t i = 0; i < count; i++)
		total_add(ctx, &t, unit, values[i] >= 0, 1, 0, 0, values[i]);
	return t;
}

static void
test_rank__the_least_that_so_many_reach(void **state)
{
	const int64_t values[] = { 30, 10, -1, 20, 10, -1, 40, 50, 60, 70 };
	struct total minutes = total_of_values(UNIT_MINUTES, values, 10), days = total_of_values(UNIT_DAYS, values, 10), none = { 0 };

	(void)state;
	assert_int_equal(total_rank(&minutes, UNIT_MINUTES, 5), 40);	/* of ten, two have not come to it: they are the longest */
	assert_int_equal(total_rank(&minutes, UNIT_MINUTES, 9), -1);
	assert_int_equal(total_rank(&days, UNIT_DAYS, 5), 30);		/* of eight */
	assert_int_equal(total_rank(&days, UNIT_DAYS, 9), 70);
	assert_int_equal(total_rank(&none, UNIT_DAYS, 5), -1);
	assert_int_equal(total_mean_tenths(&days), 363);		/* 290 / 8 = 36.25 */
	assert_int_equal(total_mean_tenths(&none), -1);
	assert_int_equal(total_within(&days, 30), 4);
	assert_int_equal(total_within(&days, -1), 8);
}

static void
test_words__say_what_there_is(void **state)
{
	const struct figure *quality = figure_named(ctx, "quality"), *goal = figure_named(ctx, "goal"), *speed = figure_named(ctx, "time-to-first-attempt");
	struct total none = { 0 }, some = { .numerator = 2, .denominator = 3, .minor = 123456 };
	const int64_t late[] = { -1, -1, 15 };
	struct total waiting = total_of_values(UNIT_MINUTES, late, 3);

	(void)state;
	assert_non_null(speed);
	assert_null(figure_named(ctx, "moon"));
	assert_null(figure_named(ctx, NULL));
	assert_string_equal(figure_words(ctx, quality, &none, ""), "No cases");
	assert_string_equal(figure_words(ctx, quality, &some, ""), "66.7 %");
	assert_string_equal(figure_beside(ctx, quality, &some, ""), "2 of 3");
	assert_string_equal(figure_words(ctx, goal, &some, "EUR"), "€1,234.56");
	assert_string_equal(figure_words(ctx, goal, &some, "JPY"), "JPY\u00a0123,456");
	assert_string_equal(figure_words(ctx, speed, &waiting, ""), "Not yet");
	assert_string_equal(figure_beside(ctx, speed, &waiting, ""), "1 of 3 tried, nine of ten not yet");
	assert_string_equal(minutes_words(ctx, 59), "59 min");
	assert_string_equal(minutes_words(ctx, 120), "2 h");
	assert_string_equal(minutes_words(ctx, 200), "3 h 20 min");
}

static void
test_months__are_read_and_ripen(void **state)
{
	int64_t month = 7;

	(void)state;
	assert_true(month_read("2026-11", &month));
	assert_string_equal(month_code(ctx, month), "2026-11");
	assert_false(month_read("2026-13", &month) || month_read("2026-1", &month) || month_read(NULL, &month) || month_read("2026-11-01", &month));
	assert_true(month_is_ripe(month, 180, (struct day){ 2027, 5, 30 }));
	assert_false(month_is_ripe(month, 180, (struct day){ 2027, 5, 29 }));
}

static void
test_figures__each_metric_has_one(void **state)
{
	(void)state;
	for (int i = 0; i < METRICS; i++) {
		const struct figure *f = figure_of(i);

		assert_int_equal(f->metric, i);
		assert_true(f->title && f->means && f->hits && f->cases && f->cohort && f->subject && f->groups);
		assert_ptr_equal(figure_named(ctx, metric_names[i]), f);
	}
	assert_null(metric_names[METRICS]);
}

static int
begin(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	return talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rank__the_least_that_so_many_reach),
		cmocka_unit_test(test_words__say_what_there_is),
		cmocka_unit_test(test_months__are_read_and_ripen),
		cmocka_unit_test(test_figures__each_metric_has_one),
	};

	return cmocka_run_group_tests_name("figures", tests, begin, end);
}
