/* Handoffs in the database: every act with its clocks, its history and its numbers. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#define MONDAY at("2026-10-05 10:00")
#define MINUTES(n) ((n) * INT64_C(60))
#define DAYS(n) ((n) * INT64_C(86400))

static void
test_gate__of_the_agreement_or_the_stage(void **state)
{
	const struct term *term = NULL;
	const struct version *v;

	(void)state;
	leads_world();
	v = handoff_gate(db, ctx, MONDAY, &term);
	assert_int_equal(v->id, gate_version.id);
	assert_string_equal(term->slug, "marketing-qualified-lead");
	assert_int_equal(v->criteria_count, 3);
	assert_null(handoff_gate(db, ctx, at("2026-07-01 10:00"), NULL));
	assert_null(sql_gate(db, ctx, MONDAY, NULL));
	promised_world();
	assert_int_equal(handoff_gate(db, ctx, MONDAY, NULL)->id, gate_version.id);
}

static void
test_reasons__for_each_act(void **state)
{
	const struct reason_choice *list;
	size_t count;

	(void)state;
	leads_world();
	list = reasons_for(db, ctx, ACT_RETURN, MONDAY, &count);
	assert_fine();
	assert_int_equal(count, 2);
	assert_string_equal(list[0].slug, "wrong-person");
	assert_true(list[1].is_other);
	list = reasons_for(db, ctx, ACT_RECYCLE, MONDAY, &count);
	assert_string_equal(list[0].name, "Timing");
	reasons_for(db, ctx, ACT_LOST, MONDAY, &count);
	assert_int_equal(count, 0);
	reasons_for(db, ctx, ACT_RETURN, at("2026-07-01 10:00"), &count);
	assert_int_equal(count, 0);
}

static void
test_submit__without_an_agreement_there_is_no_clock(void **state)
{
	const struct handoff *h;
	int64_t id;
	size_t count;

	(void)state;
	leads_world();
	id = hand_over(make_lead("Mbali Ndlovu", 0), MONDAY, true);
	h = handoff_find(db, ctx, id);
	assert_int_equal(h->agreement_id, 0);
	assert_int_equal(h->term_number, 1);
	assert_string_equal(h->lead_name, "Mbali Ndlovu");
	assert_int_equal(h->turn, TEAM_SALES);
	assert_int_equal(queue_due(h->queue_at), 0);
	assert_true(h->queue_at > 0 && h->all_met && h->all_known && h->in_volume);
	timers_of(db, ctx, "handoff", id, MONDAY, &count);
	assert_int_equal(count, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM promise_day"), 0);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, attempted(ATTEMPT_SPOKE));
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, came_out(OUTCOME_QUALIFIED));
	assert_string_equal(state_of(id), "qualified");
}

static void
test_submit__pins_and_starts_what_was_promised(void **state)
{
	const struct handoff *h;
	int64_t id, lead;
	size_t count;

	(void)state;
	promised_world();
	lead = make_lead("Mbali Ndlovu", MONDAY - MINUTES(30));
	id = hand_over(lead, MONDAY, true);
	h = handoff_find(db, ctx, id);
	assert_int_equal(h->agreement_id, agreement_id);
	assert_true(h->calendar_version_id > 0);
	assert_string_equal(clocks_of(id, MONDAY), "running, running, running, running, none");
	assert_string_equal(clock_of(id, PROMISE_HANDOVER, MONDAY), "met");
	assert_int_equal(queue_due(h->queue_at), at("2026-10-05 15:00"));
	assert_string_equal(sum_of(volume), "1/0");
	assert_string_equal(sum_of(context), "1/1");
	assert_string_equal(sum_of(quality), "0/0");
	assert_string_equal(sum_of(handover), "1/1");
	handoff_answers(db, ctx, id, 1, false, &count);
	assert_int_equal(count, 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff_promise"), 10);
	assert_adds_up();
}

static void
test_submit__what_stands_against_it(void **state)
{
	struct answer answers[] = { { .code = "PRICE", .value = "yes" }, { .code = "SEATS" } };
	struct submission s = { .answers = answers, .answer_count = 2, .words = "", .how_entered = "", .situation = "", .next_step = "" };
	struct problems *p;
	int64_t id, first;

	(void)state;
	promised_world();
	p = problems_new(ctx);
	submission_problems(p, &gate_version, &s);
	s.lead_id = 4711;
	DID(RESULT_GONE, handoff_submit(db, ctx, when(&ada, MONDAY), &s, ZONE, &id));
	s.lead_id = make_lead("Jo", 0);
	s.version_id = gate_version.id + 100;
	DID(RESULT_STALE, handoff_submit(db, ctx, when(&ada, MONDAY), &s, ZONE, &id));
	s.version_id = gate_version.id;
	handoff_draft_save(db, &ada, s.lead_id, gate_version.id, "words=x", 0);
	assert_non_null(handoff_draft_find(db, ctx, ada.person_id, s.lead_id));
	assert_null(handoff_draft_find(db, ctx, mia.person_id, s.lead_id));
	DID(RESULT_DONE, handoff_submit(db, ctx, when(&ada, MONDAY), &s, ZONE, &first));
	assert_null(handoff_draft_find(db, ctx, ada.person_id, s.lead_id));
	DID(RESULT_TAKEN, handoff_submit(db, ctx, when(&mia, MONDAY), &s, ZONE, &id));
	assert_int_equal(id, first);
	assert_string_equal(sum_of(volume), "0/0");	/* the seats are not known */
	assert_string_equal(sum_of(context), "0/1");
	DID(RESULT_MOVED, handoff_submit(db, ctx, when(&ada, at("2026-07-01 10:00")), &(struct submission){ .lead_id = make_lead("Al", 0),
	    .words = "", .how_entered = "", .situation = "", .next_step = "" }, ZONE, &id));
}

static void
test_submit__goes_to_the_seller_or_the_deputy(void **state)
{
	int64_t lead, id;

	(void)state;
	promised_world();
	lead = make_lead("Jo", 0);
	AS_ROOT("UPDATE lead_record SET owner_sales_id = ? WHERE id = ?", "ii", ben.person_id, lead);
	id = hand_over(lead, MONDAY, true);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
	AS_ROOT("UPDATE person SET out_until = '2026-10-05', deputy_id = ? WHERE id = ?", "ii", sam.person_id, ben.person_id);
	lead = make_lead("Al", 0);
	AS_ROOT("UPDATE account SET owner_sales_id = ?", "i", ben.person_id);
	id = hand_over(lead, MONDAY, true);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, sam.person_id);
	id = hand_over(make_lead("Cy", 0), MONDAY + DAYS(1), true);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
}

static void
test_attempt__counts_as_acceptance_and_meets(void **state)
{
	const struct handoff *h;
	const struct handoff_event *events;
	int64_t id;
	size_t count;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(20), id, attempted(ATTEMPT_NO_ANSWER));
	h = handoff_find(db, ctx, id);
	assert_string_equal(state_of(id), "working");
	assert_int_equal(h->decision, DECISION_ACCEPTED);
	assert_int_equal(h->decided_at, MONDAY + MINUTES(20));
	assert_int_equal(h->owner_id, ben.person_id);
	assert_int_equal(h->attempts, 1);
	assert_int_equal(h->connected_at, 0);
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(20)), "met, met, running, met, none");
	assert_string_equal(sum_of(quality), "1/1");
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(30), id, attempted(ATTEMPT_VOICEMAIL));
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(40), id, attempted(ATTEMPT_MAILED));
	assert_string_equal(clock_of(id, PROMISE_ATTEMPTS, MONDAY + MINUTES(40)), "running");	/* three, but on one day */
	DOES(RESULT_DONE, &sam, MONDAY + DAYS(1), id, attempted(ATTEMPT_NO_ANSWER));
	assert_string_equal(clock_of(id, PROMISE_ATTEMPTS, MONDAY + DAYS(1)), "met");
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
	events = handoff_events(db, ctx, id, &count);
	assert_int_equal(count, 5);
	assert_int_equal(events[0].from_state, GLOSSARY_NONE);
	assert_int_equal(events[1].from_state, HANDOFF_SUBMITTED);
	assert_int_equal(events[1].to_state, HANDOFF_WORKING);
	assert_string_equal(events[1].detail, "no_answer");
	attempts_of(db, ctx, id, &count);
	assert_int_equal(count, 4);
	assert_adds_up();
}

static void
test_conversation__ends_the_attempts_and_the_returning(void **state)
{
	const struct handoff *h;
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(20), id, attempted(ATTEMPT_SPOKE));
	h = handoff_find(db, ctx, id);
	assert_int_equal(h->connected_at, MONDAY + MINUTES(20));
	assert_int_equal(h->return_until, at("2026-10-07 17:00"));
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(20)), "met, met, met, met, none");
	assert_int_equal(queue_due(h->queue_at), 0);
	DOES(RESULT_MOVED, &ben, at("2026-10-07 17:01"), id, returned());
	DOES(RESULT_DONE, &ben, at("2026-10-07 17:00"), id, returned());
	assert_string_equal(state_of(id), "returned");
	assert_string_equal(sum_of(quality), "0/1");
	assert_adds_up();
}

static void
test_return__cites_and_waits_for_marketing(void **state)
{
	const struct handoff_event *events;
	const struct handoff *h;
	struct handoff_input bad = returned();
	int64_t id;
	size_t count;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, false);
	bad.cited = NULL;
	DOES(RESULT_WRONG, &ben, MONDAY + 60, id, bad);
	bad.reason = "no-need";		/* not a reason to return */
	DOES(RESULT_WRONG, &ben, MONDAY + 60, id, bad);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(10), id, returned());
	h = handoff_find(db, ctx, id);
	assert_int_equal(h->decision, DECISION_RETURNED);
	assert_int_equal(h->turn, TEAM_MARKETING);
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(10)), "met, cancelled, cancelled, cancelled, running");
	assert_int_equal(queue_due(h->queue_at), at("2026-10-07 17:00"));
	events = handoff_events(db, ctx, id, &count);
	assert_string_equal(events[1].cited, "SEATS");
	assert_string_equal(events[1].words, "Five seats");
	assert_string_equal(sum_of(quality), "0/1");
	DOES(RESULT_DONE, &ada, MONDAY + DAYS(1), id, input(MOVE_AGREE));
	assert_string_equal(state_of(id), "returned final");
	assert_string_equal(clock_of(id, PROMISE_ANSWER, MONDAY + DAYS(1)), "met");
	assert_int_equal(handoff_find(db, ctx, id)->queue_at, 0);
	DOES(RESULT_MOVED, &ada, MONDAY + DAYS(1), id, with_text(MOVE_APPEAL, "No"));
	assert_adds_up();
}

static void
test_return__a_reason_will_do(void **state)
{
	struct handoff_input in = with_text(MOVE_RETURN, "Left in May");
	const struct handoff_event *last;
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	in.reason = "wrong-person";
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, in);
	last = handoff_last(db, ctx, id);
	assert_string_equal(last->reason_name, "Wrong person");
	assert_string_equal(handoff_refusal(ctx, handoff_find(db, ctx, id), MOVE_ACCEPTANCE, last, MONDAY + 120, ZONE),
	    "Ben returned it at 10:01. It is returned and waits for Marketing’s answer.");
}

static void
test_resubmit__new_clocks_linked_to_the_old(void **state)
{
	struct answer better[] = { { .code = "SEATS", .value = "60", .evidence = "The order of May" } };
	struct handoff_input in = input(MOVE_RESUBMIT);
	const struct answer *answers;
	const struct handoff *h;
	int64_t id;
	size_t count;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, false);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(10), id, returned());
	DOES(RESULT_WRONG, &ada, MONDAY + DAYS(1), id, in);
	in.answers = better;
	in.answer_count = 1;
	DOES(RESULT_DONE, &ada, MONDAY + DAYS(1), id, in);
	h = handoff_find(db, ctx, id);
	assert_string_equal(state_of(id), "submitted");
	assert_int_equal(h->round, 2);
	assert_int_equal(h->decision, GLOSSARY_NONE);
	assert_true(h->all_met);
	assert_int_equal(h->submitted_at, MONDAY + DAYS(1));
	assert_int_equal(h->first_submitted_at, MONDAY);
	answers = handoff_answers(db, ctx, id, 2, false, &count);
	assert_int_equal(count, 2);
	assert_string_equal(answers[1].value, "60");
	assert_string_equal(clocks_of(id, MONDAY + DAYS(1)), "running, running, running, running, met");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE previous_id IS NOT NULL"), 4);
	assert_string_equal(sum_of(quality), "0/0");
	assert_string_equal(sum_of(volume), "1/0");		/* it counts, and is undecided again */
	assert_adds_up();
	DOES(RESULT_DONE, &ben, MONDAY + DAYS(1) + 60, id, input(MOVE_ACCEPTANCE));
	assert_string_equal(sum_of(quality), "1/1");
	assert_string_equal(sum_of(volume), "1/1");
	assert_adds_up();
}

static void
test_appeal__once_and_settled(void **state)
{
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(10), id, returned());
	DOES(RESULT_DONE, &ada, MONDAY + MINUTES(20), id, with_text(MOVE_APPEAL, "She said fifty"));
	assert_string_equal(state_of(id), "appealed");
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(30), id, settled(SETTLED_OVERTURNED));
	assert_string_equal(state_of(id), "accepted");
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(30)), "met, running, running, running, met");
	assert_string_equal(sum_of(quality), "1/1");
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(40), id, returned());
	DOES(RESULT_MOVED, &ada, MONDAY + MINUTES(50), id, with_text(MOVE_APPEAL, "Again"));
	id = hand_over(make_lead("Al", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(10), id, returned());
	DOES(RESULT_DONE, &ada, MONDAY + MINUTES(20), id, with_text(MOVE_APPEAL, "She said fifty"));
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(30), id, settled(SETTLED_UPHELD));
	assert_string_equal(state_of(id), "returned final");
	assert_string_equal(sum_of(quality), "0/2");
	assert_string_equal(sum_of(volume), "1/1");	/* the first is returned, but not for good */
	assert_adds_up();
}

static void
test_question__pauses_and_information_resumes(void **state)
{
	const struct handoff *h;
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(30), id, with_text(MOVE_QUESTION, "How many seats?"));
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(30)), "paused, paused, paused, running, none");
	h = handoff_find(db, ctx, id);
	assert_int_equal(h->turn, TEAM_MARKETING);
	assert_int_equal(queue_due(h->queue_at), 0);
	DOES(RESULT_MOVED, &ben, MONDAY + MINUTES(40), id, with_text(MOVE_QUESTION, "Again?"));
	DOES(RESULT_DONE, &ada, MONDAY + MINUTES(60), id, with_text(MOVE_INFORM, "Fifty"));
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(60)), "running, running, running, running, none");
	assert_int_equal(queue_due(handoff_find(db, ctx, id)->queue_at), at("2026-10-05 15:30"));
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(61), id, with_text(MOVE_QUESTION, "Which country?"));
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(62), id, attempted(ATTEMPT_NO_ANSWER));	/* called all the same */
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(62)), "met, met, running, met, none");
	assert_adds_up();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gate__of_the_agreement_or_the_stage),
		cmocka_unit_test(test_reasons__for_each_act),
		cmocka_unit_test(test_submit__without_an_agreement_there_is_no_clock),
		cmocka_unit_test(test_submit__pins_and_starts_what_was_promised),
		cmocka_unit_test(test_submit__what_stands_against_it),
		cmocka_unit_test(test_submit__goes_to_the_seller_or_the_deputy),
		cmocka_unit_test(test_attempt__counts_as_acceptance_and_meets),
		cmocka_unit_test(test_conversation__ends_the_attempts_and_the_returning),
		cmocka_unit_test(test_return__cites_and_waits_for_marketing),
		cmocka_unit_test(test_return__a_reason_will_do),
		cmocka_unit_test(test_resubmit__new_clocks_linked_to_the_old),
		cmocka_unit_test(test_appeal__once_and_settled),
		cmocka_unit_test(test_question__pauses_and_information_resumes),
	};

	return cmocka_run_group_tests_name("handoffs store", tests, world_open, world_close);
}
