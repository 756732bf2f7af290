/* The life of a handoff: every state by every act by every role, against the table written out; refusals, facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
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

/*
 * The contract: FROM ACT[=DETAIL] TO WHO, one way a line. m Marketing, s Sales, ms both. What is not here cannot happen.
 */
static const char contract[] =
	"submitted question info_requested s\n"
	"submitted acceptance accepted s\n"
	"submitted attempt working s\n"
	"submitted conversation working s\n"
	"submitted return returned s\n"
	"submitted withdrawal withdrawn m\n"
	"info_requested inform submitted m\n"
	"info_requested acceptance accepted s\n"
	"info_requested attempt working s\n"
	"info_requested conversation working s\n"
	"info_requested return returned s\n"
	"info_requested withdrawal withdrawn m\n"
	"accepted attempt working s\n"
	"accepted conversation working s\n"
	"accepted return returned s\n"
	"accepted sql accepted s\n"
	"accepted outcome=qualified qualified s\n"
	"accepted outcome=disqualified disqualified s\n"
	"accepted outcome=recycled recycled s\n"
	"working attempt working s\n"
	"working conversation working s\n"
	"working return returned s\n"
	"working sql working s\n"
	"working outcome=qualified qualified s\n"
	"working outcome=disqualified disqualified s\n"
	"working outcome=recycled recycled s\n"
	"returned agree returned m\n"
	"returned resubmit submitted m\n"
	"returned appeal appealed m\n"
	"appealed settlement=upheld returned ms\n"
	"appealed settlement=overturned accepted s\n"
	"recycled submission recycled ms\n";

static const struct user marketer = { .id = 1, .name = "Priya Raman", .team = TEAM_MARKETING };
static const struct user seller = { .id = 2, .name = "Daniel Osei", .team = TEAM_SALES };
static const struct user watcher = { .id = 3, .name = "Olu", .team = TEAM_OBSERVER };
static const struct user keeper = { .id = 4, .name = "Ana", .team = TEAM_OBSERVER, .is_administrator = true };

static struct handoff
handoff_in(int state)
{
	return (struct handoff){ .id = 7, .revision = 3, .state = state, .decision = GLOSSARY_NONE,
	    .outcome = state >= HANDOFF_QUALIFIED && state <= HANDOFF_RECYCLED ? state - HANDOFF_QUALIFIED : GLOSSARY_NONE,
	    .first_submitted_at = NOW - 7200, .submitted_at = NOW - 7200 };
}

/* The line of the contract for a way, or NULL: "submitted question ". */
static const char *
contract_line(int from, int move, const char *detail)
{
	const char *begins = text_format(ctx, "%s %s%s%s ", handoff_state_names[from], move_names[move], detail ? "=" : "", detail ? detail : "");
	const char *at = strstr(contract, begins);

	while (at && at != contract && at[-1] != '\n')
		at = strstr(at + 1, begins);
	return at ? at + strlen(begins) : NULL;
}

static void
check_way(int from, int move, int detail, const char *detail_name)
{
	const char *line = contract_line(from, move, detail_name), *what = text_format(ctx, "%s %s", handoff_state_names[from], move_names[move]);
	const struct way *way = way_find(from, move, detail);
	const struct handoff h = handoff_in(from);
	char to[20], who[4];

	if (!line) {
		if (way && (detail != GLOSSARY_NONE || (move != MOVE_OUTCOME && move != MOVE_SETTLEMENT)))
			fail_msg("%s is possible and should not be", what);
		return;
	}
	assert_int_equal(sscanf(line, "%19s %3s", to, who), 2);
	if (!way || !handoff_can(&h, move, NOW))
		fail_msg("%s should be possible", what);
	assert_string_equal(handoff_state_names[way->to], to);
	if (!handoff_may(&marketer, &h, move, detail) != (strchr(who, 'm') != NULL))
		fail_msg("%s by Marketing", what);
	if (!handoff_may(&seller, &h, move, detail) != (strchr(who, 's') != NULL))
		fail_msg("%s by Sales", what);
	assert_non_null(handoff_may(&watcher, &h, move, detail));
	assert_non_null(handoff_may(&keeper, &h, move, detail));
	assert_non_null(handoff_may(NULL, &h, move, detail));
}

static void
test_life__every_state_every_act_every_role(void **state)
{
	(void)state;
	for (int from = HANDOFF_SUBMITTED; from <= HANDOFF_WITHDRAWN; from++)
		for (int move = MOVE_SUBMISSION; move <= MOVE_OUTCOME; move++) {
			const char *const *details = move == MOVE_OUTCOME ? outcome_names : move == MOVE_SETTLEMENT ? settlement_names : NULL;
			const struct handoff h = handoff_in(from);
			bool listed = false;

			for (int d = 0; details && details[d]; d++) {
				check_way(from, move, d, details[d]);
				listed |= contract_line(from, move, details[d]) != NULL;
			}
			if (!details)
				check_way(from, move, GLOSSARY_NONE, NULL);
			listed |= contract_line(from, move, NULL) != NULL;
			assert_int_equal(handoff_can(&h, move, NOW), listed);
		}
}

/* As many ways as lines: none is in the table twice or with another detail. */
static void
test_life__as_many_ways_as_lines(void **state)
{
	size_t lines = 0, count = 0;

	(void)state;
	for (const char *at = contract; *at; at++)
		lines += *at == '\n';
	while (ways[count].from != GLOSSARY_NONE)
		count++;
	assert_int_equal(count, lines);
}

static void
test_life__a_final_return_allows_nothing(void **state)
{
	struct handoff h = handoff_in(HANDOFF_RETURNED);

	(void)state;
	h.is_final = true;
	for (int move = MOVE_SUBMISSION; move <= MOVE_FEEDBACK; move++)
		assert_false(handoff_can(&h, move, NOW));
}

static void
test_life__once_and_until(void **state)
{
	struct handoff h = handoff_in(HANDOFF_RETURNED);

	(void)state;
	h.appealed = true;
	assert_false(handoff_can(&h, MOVE_APPEAL, NOW));
	assert_true(handoff_can(&h, MOVE_RESUBMIT, NOW));
	h = handoff_in(HANDOFF_WORKING);
	h.connected_at = NOW - 100;
	h.return_until = NOW;
	assert_true(handoff_can(&h, MOVE_RETURN, NOW));
	assert_false(handoff_can(&h, MOVE_RETURN, NOW + 1));
	h = handoff_in(HANDOFF_RECYCLED);
	h.next_id = 9;
	assert_false(handoff_can(&h, MOVE_SUBMISSION, NOW));
	assert_true(handoff_can(&h, MOVE_FEEDBACK, NOW));
	h = handoff_in(HANDOFF_SUBMITTED);
	assert_false(handoff_can(&h, MOVE_FEEDBACK, NOW));
	assert_true(handoff_can(&h, MOVE_ASSIGNMENT, NOW));
	assert_null(handoff_may(&marketer, NULL, MOVE_SUBMISSION, GLOSSARY_NONE));
	assert_non_null(handoff_may(&seller, NULL, MOVE_SUBMISSION, GLOSSARY_NONE));
	assert_null(handoff_may(&seller, &h, MOVE_ASSIGNMENT, GLOSSARY_NONE));
	assert_non_null(handoff_may(&marketer, &h, MOVE_ASSIGNMENT, GLOSSARY_NONE));
}

static void
test_return_until__two_days_from_monday_to_friday(void **state)
{
	(void)state;
	/* Thursday 2026-11-19 10:00 in Berlin: open until Monday ends; Friday: until Tuesday ends. */
	assert_int_equal(return_until_plain(INT64_C(1795078800), ZONE), INT64_C(1795474800));
	assert_int_equal(return_until_plain(INT64_C(1795078800) + 86400, ZONE), INT64_C(1795474800) + 86400);
}

static void
test_refusal__says_who_did_what(void **state)
{
	struct handoff h = handoff_in(HANDOFF_ACCEPTED);
	struct handoff_event last = { .move = MOVE_ACCEPTANCE, .person_name = "Daniel Osei", .recorded_at = NOW - 60 };

	(void)state;
	assert_string_equal(handoff_refusal(ctx, &h, MOVE_ACCEPTANCE, &last, NOW, ZONE), "Daniel Osei accepted it at 12:19. It is accepted.");
	last.recorded_at = NOW - 86400;
	assert_string_equal(handoff_refusal(ctx, &h, MOVE_WITHDRAWAL, &last, NOW, ZONE), "Daniel Osei accepted it on 20 Nov 2026, 12:20. It is accepted.");
	last.move = MOVE_SUBMISSION;
	assert_string_equal(handoff_refusal(ctx, &h, MOVE_AGREE, &last, NOW, ZONE), "This is not possible now. It is accepted.");
	h = handoff_in(HANDOFF_RETURNED);
	h.appealed = true;
	assert_non_null(strstr(handoff_refusal(ctx, &h, MOVE_APPEAL, NULL, NOW, ZONE), "once already"));
	h = handoff_in(HANDOFF_WORKING);
	h.return_until = NOW - 1;
	assert_non_null(strstr(handoff_refusal(ctx, &h, MOVE_RETURN, &last, NOW, ZONE), "two working days"));
	last.move = MOVE_ATTEMPT;
	last.recorded_at = NOW;
	assert_string_equal(handoff_moved_on(ctx, &last, NOW, ZONE), "Daniel Osei logged an attempt at 12:20 while you were typing. Look again, then send it.");
}

static void
test_attempts__ran_out(void **state)
{
	(void)state;
	assert_true(attempts_ran_out(HANDOFF_WORKING, 6, 6, 0));
	assert_false(attempts_ran_out(HANDOFF_WORKING, 5, 6, 0));
	assert_false(attempts_ran_out(HANDOFF_WORKING, 6, 6, NOW));	/* they were reached */
	assert_false(attempts_ran_out(HANDOFF_WORKING, 6, 0, 0));	/* no number is promised */
	assert_false(attempts_ran_out(HANDOFF_RECYCLED, 6, 6, 0));
}

static void
test_undo__own_act_for_half_a_minute(void **state)
{
	struct handoff_event e = { .move = MOVE_ACCEPTANCE, .person_id = 2, .recorded_at = NOW - UNDO_SECONDS };

	(void)state;
	assert_true(handoff_undoes(&e, &seller, NOW));
	assert_false(handoff_undoes(&e, &seller, NOW + 1));
	assert_false(handoff_undoes(&e, &seller, NOW - 3600));	/* the clock was set back */
	assert_false(handoff_undoes(&e, &marketer, NOW));
	e.move = MOVE_OUTCOME;
	assert_true(handoff_undoes(&e, &seller, NOW));
	e.move = MOVE_QUESTION;
	assert_false(handoff_undoes(&e, &seller, NOW));
	e = (struct handoff_event){ .move = MOVE_ATTEMPT, .person_id = 2, .recorded_at = NOW, .undone_at = NOW };
	assert_false(handoff_undoes(&e, &seller, NOW));
	assert_false(handoff_undoes(NULL, &seller, NOW));
}

static void
test_facts__what_a_handoff_adds(void **state)
{
	struct handoff h = handoff_in(HANDOFF_SUBMITTED);
	struct facts f;

	(void)state;
	h.all_met = h.all_known = h.in_volume = true;
	f = handoff_facts(ctx, &h, ZONE);
	assert_string_equal(f.submitted_on, "2026-11-21");
	assert_true(f.volume && f.context && f.counts);
	assert_null(f.decided_on);
	h.state = HANDOFF_RETURNED;
	h.decision = DECISION_RETURNED;
	h.decided_at = NOW + 86400;
	f = handoff_facts(ctx, &h, ZONE);
	assert_true(f.volume);		/* not answered yet */
	assert_string_equal(f.decided_on, "2026-11-22");
	assert_false(f.accepted);
	h.unanswered = true;
	assert_false(handoff_facts(ctx, &h, ZONE).volume);
	h.unanswered = false;
	h.is_final = true;
	assert_false(handoff_facts(ctx, &h, ZONE).volume);
	h.state = HANDOFF_WITHDRAWN;
	f = handoff_facts(ctx, &h, ZONE);
	assert_false(f.counts || f.volume || f.context);
	h = handoff_in(HANDOFF_QUALIFIED);
	h.outcome_at = NOW;
	assert_null(handoff_facts(ctx, &h, ZONE).outcome_on);
	h.feedback_asked = true;
	h.feedback_quality = 4;
	f = handoff_facts(ctx, &h, ZONE);
	assert_string_equal(f.outcome_on, "2026-11-21");
	assert_true(f.feedback);
	h = handoff_in(HANDOFF_SUBMITTED);
	h.all_met = h.in_volume = true;
	f = handoff_facts(ctx, &h, ZONE);
	assert_true(f.volume && !f.decided_on);		/* undecided, however late: it counts for volume, and not as decided */
}

static void
test_names__each_has_a_label(void **state)
{
	(void)state;
	for (int i = 0; handoff_state_names[i]; i++)
		assert_true(*handoff_state_label(i, false));
	for (int i = 0; move_names[i]; i++)
		assert_true(*move_done(i));
	for (int i = 0; attempt_result_names[i]; i++)
		assert_true(*attempt_result_label(i) && attempt_channel(i) >= 0);
	for (int i = 0; queue_view_names[i]; i++)
		assert_true(*queue_view_label(i));
	assert_string_equal(move_names[MOVE_UNANSWERED], "unanswered");
	assert_string_equal(handoff_state_names[HANDOFF_WITHDRAWN], "withdrawn");
	assert_string_equal(handoff_state_label(99, false), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_life__every_state_every_act_every_role),
		cmocka_unit_test(test_life__as_many_ways_as_lines),
		cmocka_unit_test(test_life__a_final_return_allows_nothing),
		cmocka_unit_test(test_life__once_and_until),
		cmocka_unit_test(test_return_until__two_days_from_monday_to_friday),
		cmocka_unit_test(test_refusal__says_who_did_what),
		cmocka_unit_test(test_attempts__ran_out),
		cmocka_unit_test(test_undo__own_act_for_half_a_minute),
		cmocka_unit_test(test_facts__what_a_handoff_adds),
		cmocka_unit_test(test_names__each_has_a_label),
	};

	return cmocka_run_group_tests_name("handoff rules", tests, set_up, tear_down);
}
