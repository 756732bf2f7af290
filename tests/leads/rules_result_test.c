/* What counts as what: which meanings of a metric a case is counted under. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/ctx.h"
#include "base/text.h"
#include "leads/rules.h"

#define FIRST INT64_C(1790000000)	/* 2026-09-21 */
#define DAY INT64_C(86400)

/* A metric whose meaning was changed twice, the second time thirty days after the first. */
static struct readings
changed_twice(struct reading list[3], int metric)
{
	for (int i = 0; i < 3; i++) {
		list[i] = reading_shipped(metric);
		list[i].term_id = 1;
		list[i].version_id = i * 10;
		list[i].number = i;
		list[i].from = i ? FIRST + (i - 1) * 30 * DAY : INT64_MIN;
	}
	return (struct readings){ list, 3 };
}

/* "10 0b": under version 10, and under version 0, which stands beside it. */
static const char *
counted_under(const struct result_cases *cases)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = cases->count; i-- > 0;)
		buffer_format(out, "%s%lld%s", out->length ? " " : "", (long long)cases->list[i].version_id, cases->list[i].beside ? "b" : "");
	return out->length ? buffer_take(ctx, out) : "";
}

static const char *
handoff_at(int64_t at)
{
	struct reading list[3];
	const struct readings readings = changed_twice(list, METRIC_CONTEXT);
	const struct counted_handoff h = { .id = 1, .state = HANDOFF_SUBMITTED, .decision = GLOSSARY_NONE, .outcome = GLOSSARY_NONE, .submitted_at = at,
	    .first_submitted_at = at };
	struct result_cases *cases = result_cases_new(ctx);

	handoff_count(cases, &h, &readings, "UTC");
	result_cases_sort(cases);
	return counted_under(cases);
}

static const char *
deal_won_at(int64_t at)
{
	struct reading list[3];
	const struct readings readings = changed_twice(list, METRIC_GOAL);
	const struct deal_event events[] = { { .id = 1, .kind = DEAL_OPENED, .at = FIRST - 400 * DAY }, { .id = 2, .kind = DEAL_SIGNED, .at = at } };
	struct counted_deal d = { .deal = { .id = 1 }, .events = events, .event_count = 2 };
	struct result_cases *cases = result_cases_new(ctx);

	deal_fold(&d.deal, events, 2, NULL, 0);
	deal_count(cases, &d, &readings, "UTC");
	result_cases_sort(cases);
	return counted_under(cases);
}

/* Only the meaning before the one in force stands beside it: a case is never counted as before twice. */
static void
test_readings__the_one_before_stands_beside(void **state)
{
	const char *(*const counted[])(int64_t) = { handoff_at, deal_won_at };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(counted[i](FIRST - DAY), "0");
		assert_string_equal(counted[i](FIRST), "0");
		assert_string_equal(counted[i](FIRST + 29 * DAY), "10 0b");
		assert_string_equal(counted[i](FIRST + 30 * DAY), "10 0b");
		assert_string_equal(counted[i](FIRST + 30 * DAY + 1), "20 10b");
		assert_string_equal(counted[i](FIRST + 91 * DAY), "20 10b");
		assert_string_equal(counted[i](FIRST + (30 + BESIDE_DAYS) * DAY), "20 10b");
		assert_string_equal(counted[i](FIRST + (30 + BESIDE_DAYS) * DAY + 1), "20");
	}
}

static const char *
settled(struct result_moves *moves)
{
	const char *words = "";

	result_moves_settle(moves);
	for (size_t i = 0; i < moves->count; i++) {
		const struct result_move *m = &moves->list[i];

		words = text_format(ctx, "%s%s%d of %lld in %lld: %lld/%lld %lld/%lld", words, *words ? "; " : "", m->dimension, (long long)m->group_id, (long long)m->month,
		    (long long)m->hits, (long long)m->cases, (long long)m->minor, (long long)m->minor_all);
	}
	return words;
}

/* A case that is replaced by the same moves nothing; one that changes moves what changed alone, each sum once and in the order of the key. */
static void
test_moves__only_what_changes_each_sum_once(void **state)
{
	const struct result_case was = { .metric = METRIC_BOOKED, .subject_id = 9, .day = day_number((struct day){ 2026, 5, 4 }), .value = -1, .currency = "EUR", .minor = 500,
	    .groups = { 0, 1, 7, 0, 0, 0, 30, 0 } };
	struct result_case is = was;
	struct result_moves *same = result_moves_new(ctx), *hit = result_moves_new(ctx), *owner = result_moves_new(ctx), *two = result_moves_new(ctx);

	(void)state;
	result_moves_add(same, &was, -1);
	result_moves_add(same, &is, 1);
	assert_string_equal(settled(same), "");

	is.hit = true;
	result_moves_add(hit, &is, 1);
	result_moves_add(hit, &was, -1);
	assert_string_equal(settled(hit), "0 of 0 in 24316: 1/0 500/0; 1 of 1 in 24316: 1/0 500/0; 2 of 7 in 24316: 1/0 500/0; 3 of 0 in 24316: 1/0 500/0;"
	    " 4 of 0 in 24316: 1/0 500/0; 5 of 0 in 24316: 1/0 500/0; 6 of 30 in 24316: 1/0 500/0; 7 of 0 in 24316: 1/0 500/0");

	is.hit = false;
	is.groups[BY_OWNER] = 20;
	result_moves_add(owner, &was, -1);
	result_moves_add(owner, &is, 1);
	assert_string_equal(settled(owner), "6 of 20 in 24316: 0/1 0/500; 6 of 30 in 24316: 0/-1 0/-500");

	is = was;
	is.currency = "USD";	/* never one sum with the other */
	is.subject_id += RESULT_SLOTS;
	result_moves_add(two, &is, 1);
	result_moves_add(two, &was, 1);
	result_moves_add(two, &was, 1);
	result_moves_settle(two);
	assert_int_equal(two->count, 2 * DIMENSIONS);
	for (size_t i = 0; i < two->count; i++) {
		assert_string_equal(two->list[i].currency, i % 2 ? "USD" : "EUR");
		assert_int_equal(two->list[i].cases, i % 2 ? 1 : 2);
		assert_int_equal(two->list[i].slot, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moves__only_what_changes_each_sum_once),
		cmocka_unit_test(test_readings__the_one_before_stands_beside),
	};

	return cmocka_run_group_tests_name("results' rules", tests, set_up, tear_down);
}
