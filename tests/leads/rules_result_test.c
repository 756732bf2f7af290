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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_readings__the_one_before_stands_beside),
	};

	return cmocka_run_group_tests_name("results' rules", tests, set_up, tear_down);
}
