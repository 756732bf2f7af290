/* How promises stand in a month. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_month.h"

#define ZONE "Europe/Berlin"

static void *ctx;
static const struct interval office[] = { { 540, 1020 } };
static const struct calendar calendar = { .name = "B", .zone = ZONE, .week = { { office, 1 }, { office, 1 }, { office, 1 }, { office, 1 }, { office, 1 } } };
static struct promise promises[3];
static struct agreement agreement = { .promises = promises, .promise_count = 1 };
static struct line_term terms[4];
static struct month_sum sums[4];
static struct attainment_of of;

static int64_t
at(const char *utc)
{
	int64_t instant = 0;

	assert_true(instant_parse(text_format(ctx, "%sZ", utc), &instant));
	return instant;
}

/* One promise since January, asked about in the middle of October 2026. */
static void
ask(int kind, int64_t target)
{
	struct promise p = PROMISE_BLANK;

	p.kind = kind;
	p.party = PARTY_SALES;
	p.line_id = 7;
	p.measured = MEASURED_OWN;
	p.percent = promise_is_number(kind) ? 0 : target;
	p.quantity = promise_is_number(kind) ? target : 0;
	promises[0] = p;
	agreement.promise_count = 1;
	terms[0] = (struct line_term){ 7, at("2026-01-01T08:00"), p.quantity, p.percent, PACE_EVEN };
	sums[0] = (struct month_sum){ .line_id = 7 };
	of = (struct attainment_of){ .agreement = &agreement, .calendar = &calendar, .first = { 2026, 10, 9 }, .months = 1, .zone = ZONE,
	    .now = at("2026-10-15T12:00"), .sums = sums, .sum_count = 1, .terms = terms, .term_count = 1 };
}

#define STANDS(expected) do { \
	const struct attainment *a_ = attainment_reckon(ctx, &of); \
	assert_string_equal(promise_state_names[a_->promises[0].now->standing], promise_state_names[expected]); \
	assert_int_equal(a_->joint, expected); \
} while (0)

#define SUM(n, d, p) (sums[0].numerator = (n), sums[0].denominator = (d), sums[0].pending = (p))

static void
test_shares_by_integers(void **state)
{
	(void)state;
	ask(PROMISE_FIRST_ATTEMPT, 95);
	STANDS(PROMISE_NO_CASES);
	SUM(0, 0, 3);
	STANDS(PROMISE_NOT_DUE);
	SUM(19, 20, 0);
	STANDS(PROMISE_KEPT);
	SUM(18, 19, 0);		/* 94.7 */
	STANDS(PROMISE_BEHIND);
	of.now = at("2026-10-31T22:59");
	STANDS(PROMISE_BEHIND);
	of.now = at("2026-10-31T23:00");	/* midnight in Berlin, winter time */
	STANDS(PROMISE_MISSED);
	SUM(949, 1000, 0);
	STANDS(PROMISE_MISSED);
	SUM(9496, 10000, 0);	/* shown as 95.0, and missed all the same */
	assert_string_equal(share_words(ctx, 9496, 10000), "95 %");
	STANDS(PROMISE_MISSED);
}

static void
test_volume_runs_on_working_days(void **state)
{
	const struct attainment *a;

	(void)state;
	ask(PROMISE_VOLUME, 120);
	SUM(54, 54, 0);
	a = attainment_reckon(ctx, &of);
	assert_int_equal(a->promises[0].now->expected, 55);	/* 10 of October's 22 working days are over */
	assert_int_equal(a->promises[0].now->denominator, 120);
	STANDS(PROMISE_BEHIND);
	SUM(55, 55, 0);
	STANDS(PROMISE_NOT_DUE);
	terms[0].pace = PACE_OPEN;
	STANDS(PROMISE_NOT_DUE);
	SUM(120, 0, 0);
	STANDS(PROMISE_KEPT);
	SUM(119, 0, 0);
	of.now = at("2026-11-02T12:00");
	STANDS(PROMISE_MISSED);
}

/* What counts, and among it what is not decided yet: told, whatever the state. */
static void
test_volume_names_what_is_undecided(void **state)
{
	const struct promise_month *m;

	(void)state;
	ask(PROMISE_VOLUME, 20);
	SUM(18, 11, 0);
	m = attainment_reckon(ctx, &of)->promises[0].now;
	assert_int_equal(m->numerator, 18);
	assert_int_equal(m->denominator, 20);
	assert_int_equal(m->pending, 7);
	SUM(18, 18, 0);
	assert_int_equal(attainment_reckon(ctx, &of)->promises[0].now->pending, 0);
	of.sum_count = 0;
	assert_int_equal(attainment_reckon(ctx, &of)->promises[0].now->pending, 0);
	ask(PROMISE_MEETING, 1);
	SUM(1, 0, 0);
	assert_int_equal(attainment_reckon(ctx, &of)->promises[0].now->pending, 0);
}

static void
test_the_month_it_began_in_is_not_judged(void **state)
{
	(void)state;
	ask(PROMISE_VOLUME, 120);
	terms[0].in_force_at = at("2026-10-05T12:00");
	STANDS(PROMISE_NOT_DUE);
	of.now = at("2026-11-02T12:00");
	STANDS(PROMISE_NO_CASES);
	SUM(130, 0, 0);
	STANDS(PROMISE_KEPT);
	ask(PROMISE_MEETING, 0);
	promises[0].party = PARTY_BOTH;
	STANDS(PROMISE_NOT_DUE);
	of.now = at("2026-11-02T12:00");
	STANDS(PROMISE_MISSED);
	terms[0].in_force_at = at("2026-12-02T12:00");
	STANDS(PROMISE_NO_CASES);
}

static void
test_past_months_keep_what_was_promised_then(void **state)
{
	const struct attainment *a;

	(void)state;
	ask(PROMISE_FIRST_ATTEMPT, 95);
	terms[0].percent = 80;
	terms[1] = (struct line_term){ 7, at("2026-10-03T08:00"), 0, 95, PACE_EVEN };
	of.term_count = 2;
	of.first = (struct day){ 2026, 9, 1 };
	of.months = 2;
	SUM(9, 10, 0);
	sums[1] = (struct month_sum){ .line_id = 7, .month = 1, .numerator = 9, .denominator = 10 };
	of.sum_count = 2;
	a = attainment_reckon(ctx, &of);
	assert_int_equal(a->promises[0].months[0].target, 80);
	assert_int_equal(a->promises[0].months[0].standing, PROMISE_KEPT);
	assert_int_equal(a->promises[0].now->target, 95);
	assert_int_equal(a->promises[0].now->standing, PROMISE_BEHIND);
}

static void
test_what_is_signed_for_later_is_no_promise_yet(void **state)
{
	const struct attainment *a;

	(void)state;
	ask(PROMISE_FIRST_ATTEMPT, 95);
	terms[1] = (struct line_term){ 7, at("2026-10-28T08:00"), 0, 40, PACE_EVEN };
	of.term_count = 2;
	SUM(9, 10, 0);
	a = attainment_reckon(ctx, &of);
	assert_int_equal(a->promises[0].now->target, 95);
	assert_int_equal(a->promises[0].now->standing, PROMISE_BEHIND);
	of.now = at("2026-10-28T08:00");
	assert_int_equal(attainment_reckon(ctx, &of)->promises[0].now->target, 40);
	of.now = at("2026-11-15T12:00");
	assert_int_equal(attainment_reckon(ctx, &of)->promises[0].now->target, 40);
}

static void
test_past_its_feed_nothing_is_missed(void **state)
{
	(void)state;
	ask(PROMISE_FIRST_ATTEMPT, 95);
	promises[0].measured = MEASURED_FEED;
	SUM(1, 2, 0);
	STANDS(PROMISE_NOT_MEASURED);
	of.known_up_to = at("2026-10-15T08:00");
	sums[0].missed_day = "2026-10-14";
	STANDS(PROMISE_BEHIND);
	sums[0].missed_day = "2026-10-15";
	STANDS(PROMISE_NOT_MEASURED);
	sums[0].missed_day = NULL;
	sums[0].latest_miss = at("2026-10-15T09:00");
	STANDS(PROMISE_NOT_MEASURED);
	sums[0].latest_miss = at("2026-10-15T07:00");
	STANDS(PROMISE_BEHIND);
	SUM(2, 2, 0);
	sums[0].latest_miss = at("2026-10-15T09:00");
	STANDS(PROMISE_KEPT);
}

static void
test_joint_is_the_worse_side(void **state)
{
	const struct attainment *a;

	(void)state;
	ask(PROMISE_FIRST_ATTEMPT, 95);
	SUM(19, 20, 0);
	promises[1] = promises[0];
	promises[1].kind = PROMISE_CONTEXT;
	promises[1].party = PARTY_MARKETING;
	promises[1].line_id = 8;
	promises[1].percent = 100;
	sums[1] = (struct month_sum){ .line_id = 8, .numerator = 1, .denominator = 2 };
	terms[1] = (struct line_term){ 8, at("2026-01-01T08:00"), 0, 100, PACE_EVEN };
	agreement.promise_count = of.sum_count = of.term_count = 2;
	a = attainment_reckon(ctx, &of);
	assert_int_equal(a->party[PARTY_SALES], PROMISE_KEPT);
	assert_int_equal(a->party[PARTY_MARKETING], PROMISE_BEHIND);
	assert_int_equal(a->joint, PROMISE_BEHIND);
	assert_false(a->has_party[PARTY_BOTH]);
}

/* Marketing's quality, Sales' decision, and first attempts of both sorts, in this order. */
static void
test_a_party_is_known_by_one_promise(void **state)
{
	static const struct { int kind, party, scope; } all[] = { { PROMISE_QUALITY, PARTY_MARKETING, GLOSSARY_NONE }, { PROMISE_DECISION, PARTY_SALES, GLOSSARY_NONE },
	    { PROMISE_FIRST_ATTEMPT, PARTY_SALES, SCOPE_SOURCE }, { PROMISE_FIRST_ATTEMPT, PARTY_SALES, GLOSSARY_NONE } };
	struct promise list[4];
	struct promise_standing standings[4];
	struct attainment a = { .promises = standings };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		list[i] = (struct promise)PROMISE_BLANK;
		list[i].kind = all[i].kind;
		list[i].party = all[i].party;
		list[i].scope_kind = all[i].scope;
		standings[i] = (struct promise_standing){ .promise = &list[i] };
	}
	assert_null(attainment_hero(&a, PARTY_SALES));
	for (a.count = 2; a.count <= 4; a.count++) {
		assert_ptr_equal(attainment_hero(&a, PARTY_SALES)->promise, &list[a.count - 1]);	/* each is better known than those before */
		assert_ptr_equal(attainment_hero(&a, PARTY_MARKETING)->promise, &list[0]);
	}
}

static void
test_percentages_from_integers(void **state)
{
	(void)state;
	assert_string_equal(share_words(ctx, 23, 24), "95.8 %");
	assert_string_equal(share_words(ctx, 5, 5), "100 %");
	assert_string_equal(share_words(ctx, 0, 5), "0 %");
	assert_string_equal(share_words(ctx, 0, 0), "no cases");
}

static int
open_ctx(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
close_ctx(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares_by_integers),
		cmocka_unit_test(test_volume_runs_on_working_days),
		cmocka_unit_test(test_volume_names_what_is_undecided),
		cmocka_unit_test(test_the_month_it_began_in_is_not_judged),
		cmocka_unit_test(test_past_months_keep_what_was_promised_then),
		cmocka_unit_test(test_what_is_signed_for_later_is_no_promise_yet),
		cmocka_unit_test(test_past_its_feed_nothing_is_missed),
		cmocka_unit_test(test_joint_is_the_worse_side),
		cmocka_unit_test(test_a_party_is_known_by_one_promise),
		cmocka_unit_test(test_percentages_from_integers),
	};

	return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
