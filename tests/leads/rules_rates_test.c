/* Rates of an imported past: months, shares, medians, and what one would promise by them. */
#include "leads/rules_rates.h"

#include <stdarg.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>
#include <talloc.h>

static void
months_begin_with_the_first_that_has_any(void **state)
{
	struct own_volume v = own_volume_of((const int64_t[]){ 0, 0, 40, 0, 60, 50 }, 6), none = own_volume_of((const int64_t[]){ 0, 0 }, 2);

	(void)state;
	assert_int_equal(v.total, 150);
	assert_int_equal(v.months, 4);
	assert_int_equal(v.a_month, 40);	/* of 0 40 50 60 the smaller of the two in the middle */
	assert_int_equal(v.least, 0);
	assert_int_equal(v.most, 60);
	assert_int_equal(none.months + (size_t)none.a_month, 0);
}

static void
a_time_is_promised_by_its_median_rounded_up(void **state)
{
	struct own_time t = own_time_of((int64_t[]){ 500, 10, 95, 61, 70, 90, 65, 80, 75, 100 }, 10), none = own_time_of(NULL, 0);
	struct own_time slow = own_time_of((int64_t[]){ 241, 241, 90000 }, 3), far = own_time_of((int64_t[]){ 80000 }, 1), at_once = own_time_of((int64_t[]){ 0 }, 1);

	(void)state;
	assert_int_equal(t.median, 75);
	assert_int_equal(t.most_of_them, 100);
	assert_int_equal(t.target, 90);
	assert_int_equal(t.percent, 70);
	assert_int_equal(none.cases + (size_t)none.target, 0);
	assert_int_equal(slow.target, 300);	/* whole hours beyond four */
	assert_int_equal(slow.percent, 66);
	assert_int_equal(far.target, 30000);	/* what a promise may name */
	assert_int_equal(far.percent, 0);
	assert_int_equal(at_once.target, 30);
}

static void
the_address_names_what_has_cases_enough(void **state)
{
	void *ctx = talloc_new(NULL);
	struct own_rates r = { .volume = { .total = 150, .months = 4, .a_month = 40 }, .context = own_share_of(5, 9), .quality = own_share_of(2, 300) };

	(void)state;
	r.decision = own_time_of((int64_t[]){ 61, 62, 63, 64, 65, 66, 67, 68, 69, 200 }, 10);
	assert_string_equal(own_rates_query(ctx, &r), "own_volume=40&own_decision=90&own_decision_percent=90");
	assert_string_equal(own_rates_query(ctx, &(struct own_rates){ .context = own_share_of(0, 0) }), "");
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_begin_with_the_first_that_has_any),
		cmocka_unit_test(a_time_is_promised_by_its_median_rounded_up),
		cmocka_unit_test(the_address_names_what_has_cases_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
