/* What each act on a handoff demands, whoever asks and from wherever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "leads/rules.h"

#define NOW INT64_C(1795260000)		/* 2026-11-21T11:20:00Z, a Saturday */
#define ZONE "Europe/Berlin"

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

static struct handoff
handoff_in(int state)
{
	return (struct handoff){ .id = 7, .revision = 3, .state = state, .decision = GLOSSARY_NONE,
	    .outcome = state >= HANDOFF_QUALIFIED && state <= HANDOFF_RECYCLED ? state - HANDOFF_QUALIFIED : GLOSSARY_NONE,
	    .first_submitted_at = NOW - 7200, .submitted_at = NOW - 7200 };
}

/* MQL with a must and a should. */
static struct criterion mql_criteria[] = {
	{ .code = "PRICE", .label = "Asked for a price", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST, .evidence = true },
	{ .code = "SEATS", .label = "Seats", .kind = ASKS_NUMBER, .bound_min = "20", .choices = "", .level = LEVEL_SHOULD },
};
static const struct version mql = { .id = 1, .criteria = mql_criteria, .criteria_count = 2 };

/* The members of the problems as "a, b"; "" for none. */
static const char *
members(const struct handoff *h, struct handoff_input in)
{
	struct problems *p = problems_new(ctx);
	char **all;

	in.version = in.version ? in.version : &mql;
	in.today = "2026-11-21";
	handoff_problems(p, h, &in, NOW);
	all = talloc_zero_array(ctx, char *, p->count + 1);
	for (size_t i = 0; i < p->count; i++) {
		all[i] = text_copy(ctx, p->list[i].member);
		assert_true(strlen(p->list[i].text) > 10);
	}
	return text_join(ctx, (const char *const *)all, ", ");
}
#define DEMANDS(h, expected, ...) do { \
	struct handoff_input in_ = HANDOFF_INPUT_BLANK; \
	struct handoff_input with_ = { __VA_ARGS__ }; \
	with_.detail = with_.detail ? with_.detail - 100 : in_.detail; \
	with_.channel = in_.channel; \
	with_.result = with_.result ? with_.result - 100 : in_.result; \
	assert_string_equal(members(h, with_), expected); \
} while (0)

static void
test_demands__of_a_return(void **state)
{
	const struct handoff h = handoff_in(HANDOFF_SUBMITTED);
	static const char *const price[] = { "PRICE", NULL }, *const budget[] = { "BUDGET", NULL }, *const none[] = { NULL };

	(void)state;
	DEMANDS(&h, "criteria, found", .move = MOVE_RETURN);
	DEMANDS(&h, "criteria", .move = MOVE_RETURN, .cited = none, .text = "Student");
	DEMANDS(&h, "found", .move = MOVE_RETURN, .cited = price, .text = " \n");
	DEMANDS(&h, "", .move = MOVE_RETURN, .cited = price, .text = "He asked for a job");
	DEMANDS(&h, "criteria", .move = MOVE_RETURN, .cited = budget, .text = "No money");
	DEMANDS(&h, "", .move = MOVE_RETURN, .reason = "wrong-person", .reason_id = 5, .reason_acts = 1 << ACT_RETURN, .text = "Left in May");
	DEMANDS(&h, "reason", .move = MOVE_RETURN, .reason = "no-need", .reason_id = 5, .reason_acts = 1 << ACT_DISQUALIFY, .text = "x");
	DEMANDS(&h, "reason", .move = MOVE_RETURN, .reason = "nonsense", .text = "x");
}

static void
test_demands__of_an_outcome(void **state)
{
	const struct handoff h = handoff_in(HANDOFF_WORKING);

	(void)state;
	DEMANDS(&h, "result", .move = MOVE_OUTCOME);
	DEMANDS(&h, "", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_QUALIFIED, .quality = 5);
	DEMANDS(&h, "feedback_quality", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_QUALIFIED, .quality = 6);
	DEMANDS(&h, "reason", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_DISQUALIFIED);
	DEMANDS(&h, "reason", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_DISQUALIFIED, .reason = "timing", .reason_id = 1, .reason_acts = 1 << ACT_RECYCLE);
	DEMANDS(&h, "", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_DISQUALIFIED, .reason = "no-need", .reason_id = 1, .reason_acts = 1 << ACT_DISQUALIFY);
	DEMANDS(&h, "text", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_DISQUALIFIED, .reason = "other", .reason_id = 1,
	    .reason_acts = 1 << ACT_DISQUALIFY, .reason_is_other = true);
	DEMANDS(&h, "return_on", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_RECYCLED, .reason = "timing", .reason_id = 1, .reason_acts = 1 << ACT_RECYCLE);
	DEMANDS(&h, "return_on", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_RECYCLED, .reason = "timing", .reason_id = 1,
	    .reason_acts = 1 << ACT_RECYCLE, .return_on = "2026-11-21");
	DEMANDS(&h, "", .move = MOVE_OUTCOME, .detail = 100 + OUTCOME_RECYCLED, .reason = "timing", .reason_id = 1,
	    .reason_acts = 1 << ACT_RECYCLE, .return_on = "2026-11-22");
}

static void
test_demands__of_attempts_and_the_rest(void **state)
{
	const struct handoff h = handoff_in(HANDOFF_SUBMITTED);

	(void)state;
	DEMANDS(&h, "result", .move = MOVE_ATTEMPT);
	DEMANDS(&h, "", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_VOICEMAIL);
	DEMANDS(&h, "", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW + 60);
	DEMANDS(&h, "happened_at", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW + 61);
	DEMANDS(&h, "happened_at", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW - 7201);
	{
		struct handoff again = h;

		again.round = 2;
		again.submitted_at = NOW - 600;		/* its clocks began then */
		DEMANDS(&again, "happened_at", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW - 601);
		DEMANDS(&again, "", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW - 600);
	}
	{
		const struct interval day[] = { { 9 * 60, 17 * 60 } };
		struct calendar calendar = { .zone = ZONE };
		struct handoff old = h;

		for (int i = 0; i < 5; i++)
			calendar.week[i] = (struct day_hours){ day, 1 };
		old.submitted_at = NOW - 30 * 86400;
		DEMANDS(&old, "", .move = MOVE_CONVERSATION, .happened_at = NOW - 9 * 86400);
		DEMANDS(&old, "happened_at", .move = MOVE_CONVERSATION, .happened_at = NOW - 9 * 86400, .calendar = &calendar, .backdate_days = 2);
		DEMANDS(&old, "happened_at", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW - 9 * 86400, .calendar = &calendar, .backdate_days = 2);
		DEMANDS(&old, "", .move = MOVE_ATTEMPT, .result = 100 + ATTEMPT_MAILED, .happened_at = NOW - 3 * 86400, .calendar = &calendar, .backdate_days = 2);
	}
	DEMANDS(&h, "", .move = MOVE_ACCEPTANCE);
	DEMANDS(&h, "", .move = MOVE_WITHDRAWAL);
	DEMANDS(&h, "text", .move = MOVE_QUESTION);
	DEMANDS(&h, "text", .move = MOVE_INFORM, .text = "");
	DEMANDS(&h, "text", .move = MOVE_RESUBMIT);
	DEMANDS(&h, "", .move = MOVE_AGREE);
	DEMANDS(&h, "text", .move = MOVE_APPEAL);
	DEMANDS(&h, "result, text", .move = MOVE_SETTLEMENT);
	DEMANDS(&h, "owner", .move = MOVE_ASSIGNMENT, .owner_id = 1);
	DEMANDS(&h, "", .move = MOVE_ASSIGNMENT, .owner_id = 2, .owner_sells = true);
	DEMANDS(&h, "", .move = MOVE_ASSIGNMENT);
	DEMANDS(&h, "feedback_quality", .move = MOVE_FEEDBACK);
	DEMANDS(&h, "answers/PRICE", .move = MOVE_SQL);
}

static void
test_attempt__usual_channel_and_now(void **state)
{
	const struct handoff h = handoff_in(HANDOFF_SUBMITTED);
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	struct problems *p = problems_new(ctx);

	(void)state;
	in.move = MOVE_ATTEMPT;
	in.result = ATTEMPT_MAILED;
	handoff_problems(p, &h, &in, NOW);
	assert_int_equal(p->count, 0);
	assert_int_equal(in.channel, CHANNEL_MAIL);
	assert_int_equal(in.happened_at, NOW);
	in.happened_at = NOW + 59;
	handoff_problems(p, &h, &in, NOW);
	assert_int_equal(in.happened_at, NOW);
}

static void
test_submission__answers_and_words(void **state)
{
	struct answer answers[] = { { .code = "PRICE", .value = "true" }, { .code = "SEATS", .value = "oops" } };
	struct submission s = { .lead_id = 1, .answers = answers, .answer_count = 2, .words = "  40 seats\r\nsoon " };
	struct problems *p = problems_new(ctx);

	(void)state;
	submission_problems(p, &mql, &s);
	assert_int_equal(p->count, 1);
	assert_string_equal(p->list[0].member, "answers/SEATS/value");
	assert_string_equal(lead_problem_pointer(ctx, &p->list[0]), "/answers/SEATS/value");
	assert_string_equal(s.words, "40 seats\nsoon");
	assert_string_equal(s.situation, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_demands__of_a_return),
		cmocka_unit_test(test_demands__of_an_outcome),
		cmocka_unit_test(test_demands__of_attempts_and_the_rest),
		cmocka_unit_test(test_attempt__usual_channel_and_now),
		cmocka_unit_test(test_submission__answers_and_words),
	};

	return cmocka_run_group_tests_name("handoff demands", tests, set_up, tear_down);
}
