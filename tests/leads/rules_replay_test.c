/* A draft tried on the past: what passes, what fails, what nobody can tell, and what moves with a bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "leads/rules_replay.h"

static void *ctx;

static int
set_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

/* As it was asked: seats of at least 20, a country, a question of two. */
static struct criterion old_criteria[] = {
	{ .code = "SEATS", .label = "Seats", .kind = ASKS_NUMBER, .bound_min = "20", .choices = "", .level = LEVEL_MUST },
	{ .code = "COUNTRY", .label = "Country", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST },
	{ .code = "ASKED", .label = "Asked", .kind = ASKS_CHOICE, .choices = "A price\nA demonstration", .level = LEVEL_SHOULD },
};
static const struct version old_version = { .number = 1, .criteria = old_criteria, .criteria_count = 3 };

/* As the draft has it: 50 seats, the same country, and a budget that nobody was asked about. */
static struct criterion new_criteria[] = {
	{ .code = "SEATS", .label = "Seats", .kind = ASKS_NUMBER, .bound_min = "50", .choices = "", .level = LEVEL_MUST },
	{ .code = "COUNTRY", .label = "Country", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST },
	{ .code = "BUDGET", .label = "Budget", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_SHOULD },
};
static const struct version draft = { .number = 2, .criteria = new_criteria, .criteria_count = 3 };

static const struct replay_row rows[] = {
	{ .id = 5, .lead_id = 15, .round = 1, .version_id = 1, .won = true },
	{ .id = 4, .lead_id = 14, .round = 1, .version_id = 1 },
	{ .id = 3, .lead_id = 13, .round = 1, .version_id = 1, .won = true },
	{ .id = 2, .lead_id = 12, .round = 1, .version_id = 1 },
};

static struct replay *
replayed(const struct version *with, const struct version *in_force)
{
	struct replay *r = replay_new(ctx, with, in_force, rows, 4);
	const struct replay_asker *asker = replay_asker(r, 1, &old_version);

	replay_take(r, 0, "SEATS", "30", asker);	/* a customer, too small by now */
	replay_take(r, 0, "COUNTRY", "yes", asker);
	replay_take(r, 1, "SEATS", "300", asker);
	replay_take(r, 1, "COUNTRY", "yes", asker);
	replay_take(r, 2, "COUNTRY", "yes", asker);	/* a customer of unknown size */
	replay_take(r, 3, "COUNTRY", "no", asker);	/* fails, whatever its size */
	replay_take(r, 3, "NONSENSE", "1", asker);
	replay_count(r);
	return r;
}

static void
test_results__unknown_is_kept_apart(void **state)
{
	const struct replay *r = replayed(&draft, &old_version);

	(void)state;
	assert_int_equal(r->draft.results[REPLAY_PASSED], 1);
	assert_int_equal(r->draft.results[REPLAY_FAILED], 2);
	assert_int_equal(r->draft.results[REPLAY_UNKNOWN], 1);
	assert_int_equal(r->in_force.results[REPLAY_PASSED], 2);
	assert_int_equal(r->in_force.results[REPLAY_FAILED], 1);
	assert_int_equal(r->in_force.results[REPLAY_UNKNOWN], 1);
	assert_int_equal(r->won, 2);
	assert_int_equal(r->draft.won_refused, 1);
	assert_int_equal(r->draft.won_unknown, 1);
	assert_int_equal(r->in_force.won_refused, 0);
	assert_int_equal(r->newly_refused, 1);
	assert_int_equal(r->newly_passed, 0);
	assert_int_equal(r->draft.criteria[0].verdicts[VERDICT_MEETS], 1);
	assert_int_equal(r->draft.criteria[0].verdicts[VERDICT_FAILS], 1);
	assert_int_equal(r->draft.criteria[0].verdicts[VERDICT_UNKNOWN], 2);
	assert_int_equal(r->draft.criteria[2].verdicts[VERDICT_UNKNOWN], 4);	/* the past never asked */
	assert_string_equal(replay_codes(ctx, r), "SEATS,COUNTRY,BUDGET,ASKED");
}

static void
test_rows__each_number_is_made_of_its_rows(void **state)
{
	const struct replay *r = replayed(&draft, &old_version);

	(void)state;
	assert_true(replay_shows(r, 0, SHOW_CUSTOMERS, 0));
	assert_false(replay_shows(r, 2, SHOW_CUSTOMERS, 0));	/* nobody can tell */
	for (int result = REPLAY_PASSED; result <= REPLAY_UNKNOWN; result++)
		assert_int_equal(replay_shown(r, result == REPLAY_PASSED ? SHOW_PASSED : result == REPLAY_FAILED ? SHOW_FAILED : SHOW_UNKNOWN, 0), r->draft.results[result]);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(replay_shown(r, SHOW_MEETS, i), r->draft.criteria[i].verdicts[VERDICT_MEETS]);
		assert_int_equal(replay_shown(r, SHOW_FAILS, i), r->draft.criteria[i].verdicts[VERDICT_FAILS]);
		assert_int_equal(replay_shown(r, SHOW_NOT_KNOWN, i), r->draft.criteria[i].verdicts[VERDICT_UNKNOWN]);
	}
	assert_true(replay_shows(r, 0, SHOW_NEWLY_REFUSED, 0));
	assert_string_equal(replay_why(ctx, &r->draft, 0), "Seats");
	assert_string_equal(replay_why(ctx, &r->draft, 1), "");
	assert_string_equal(replay_why(ctx, &r->draft, 2), "Seats");
	assert_string_equal(replay_why(ctx, &r->draft, 3), "Country");
	assert_string_equal(replay_why(ctx, &r->in_force, 0), "");
	assert_int_equal(replay_shown(replayed(&draft, NULL), SHOW_NEWLY_REFUSED, 0), 0);
	assert_int_equal(replay_shown(r, SHOW_WON, 0), r->won);
	assert_int_equal(replay_shown(r, SHOW_WON_UNKNOWN, 0), r->draft.won_unknown);
	assert_true(replay_shows(r, 2, SHOW_WON_UNKNOWN, 0));
	for (int result = REPLAY_PASSED; result <= REPLAY_UNKNOWN; result++) {
		assert_int_equal(replay_shown(r, SHOW_WAS_PASSED + result, 0), r->in_force.results[result]);
		assert_int_equal(replay_shown(replayed(&draft, NULL), SHOW_WAS_PASSED + result, 0), 0);
	}
}

/* What a moved bound is read from. */
static const char *
typed(const void *from, const char *name)
{
	const char *const *pair = from;

	return text_equal(pair[0], name) ? pair[1] : NULL;
}

static void
test_bounds__moved_for_a_try_alone(void **state)
{
	const char *problem;
	const struct version *moved = version_rebound(ctx, &draft, typed, (const char *const[]){ "bound_SEATS_min", "30,0" }, &problem);

	(void)state;
	assert_non_null(problem);	/* that is no number we write */
	assert_string_equal(moved->criteria[0].bound_min, "50");
	moved = version_rebound(ctx, &draft, typed, (const char *const[]){ "bound_SEATS_min", " 30 " }, &problem);
	assert_null(problem);
	assert_string_equal(moved->criteria[0].bound_min, "30");
	assert_string_equal(draft.criteria[0].bound_min, "50");
	assert_int_equal(replayed(moved, NULL)->draft.results[REPLAY_PASSED], 2);
	moved = version_rebound(ctx, &draft, typed, (const char *const[]){ "bound_SEATS_min", "" }, &problem);
	assert_null(moved->criteria[0].bound_min);
	version_rebound(ctx, &draft, typed, (const char *const[]){ "bound_SEATS_max", "49" }, &problem);
	assert_non_null(problem);	/* at least 50 and at most 49 */
	moved = version_rebound(ctx, &draft, typed, (const char *const[]){ "bound_COUNTRY_min", "1" }, &problem);
	assert_null(moved->criteria[1].bound_min);
}

static void
test_judging__another_question_tells_nothing(void **state)
{
	const struct criterion number = { .code = "X", .kind = ASKS_NUMBER, .bound_min = "5", .choices = "" }, yes = { .code = "X", .kind = ASKS_YES_NO, .choices = "" };
	const struct criterion two = { .code = "X", .kind = ASKS_CHOICE, .choices = "A price\nA demonstration" };
	const struct criterion three = { .code = "X", .kind = ASKS_CHOICE, .choices = "A price\nA demonstration\nA review" };
	const struct criterion one = { .code = "X", .kind = ASKS_CHOICE, .choices = "a PRICE" };

	(void)state;
	assert_int_equal(replay_judge(&number, &number, "5"), VERDICT_MEETS);
	assert_int_equal(replay_judge(&number, &number, "4.5"), VERDICT_FAILS);
	assert_int_equal(replay_judge(&number, &yes, "yes"), VERDICT_UNKNOWN);
	assert_int_equal(replay_judge(&number, NULL, "5"), VERDICT_UNKNOWN);
	assert_int_equal(replay_judge(&three, &two, "A price"), VERDICT_MEETS);
	assert_int_equal(replay_judge(&three, &two, ANSWER_NONE_OF_THESE), VERDICT_UNKNOWN);	/* a review was not to be chosen */
	assert_int_equal(replay_judge(&two, &three, ANSWER_NONE_OF_THESE), VERDICT_FAILS);
	assert_int_equal(replay_judge(&one, &two, "A price"), VERDICT_MEETS);
	assert_int_equal(replay_judge(&one, &two, "A demonstration"), VERDICT_FAILS);
}

static void
test_steps__go_over_what_was_answered(void **state)
{
	struct replay_criterion *none = &replayed(&draft, NULL)->draft.criteria[1];
	double numbers[300];
	struct replay_criterion many = { .numbers = numbers, .number_count = 300 };

	(void)state;
	assert_string_equal(replay_steps(ctx, &replayed(&draft, NULL)->draft.criteria[0], "50"), "30 50 300");
	assert_string_equal(replay_steps(ctx, none, NULL), "");
	for (int i = 0; i < 300; i++)
		numbers[i] = (i * 7919) % 300 + 0.5;
	assert_true(text_starts(replay_steps(ctx, &many, NULL), "0.5 3.5 6.5 "));
	assert_non_null(strstr(replay_steps(ctx, &many, NULL), " 299.5"));
}

/* A version that asks nothing refuses nobody; no rows make no numbers. */
static void
test_edges__no_criteria_and_no_rows(void **state)
{
	const struct version empty = { .number = 3 };
	const struct replay *r = replayed(&empty, &old_version);
	struct replay *none = replay_new(ctx, &draft, NULL, NULL, 0);

	(void)state;
	assert_int_equal(r->draft.results[REPLAY_PASSED], 4);
	replay_count(none);
	assert_int_equal(none->draft.results[REPLAY_PASSED] + none->draft.results[REPLAY_FAILED] + none->draft.results[REPLAY_UNKNOWN], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_results__unknown_is_kept_apart),
		cmocka_unit_test(test_rows__each_number_is_made_of_its_rows),
		cmocka_unit_test(test_bounds__moved_for_a_try_alone),
		cmocka_unit_test(test_judging__another_question_tells_nothing),
		cmocka_unit_test(test_steps__go_over_what_was_answered),
		cmocka_unit_test(test_edges__no_criteria_and_no_rows),
	};

	return cmocka_run_group_tests_name("replay rules", tests, set_up, tear_down);
}
