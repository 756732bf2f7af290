/* Handoffs in the database: what comes later, taken back, from elsewhere, or again. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "leads/store_recount.h"

#define MONDAY at("2026-10-05 10:00")
#define MINUTES(n) ((n) * INT64_C(60))
#define DAYS(n) ((n) * INT64_C(86400))

static void
test_withdrawal__cancels(void **state)
{
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ada, MONDAY + MINUTES(5), id, input(MOVE_WITHDRAWAL));
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(5)), "cancelled, cancelled, cancelled, cancelled, none");
	assert_string_equal(sum_of(volume), "0/0");
	assert_string_equal(sum_of(context), "0/0");
	assert_int_equal(handoff_open_of(db, handoff_find(db, ctx, id)->lead_id), 0);
	assert_adds_up();
}

static void
test_outcome__what_was_not_done_is_missed(void **state)
{
	struct handoff_input in = came_out(OUTCOME_DISQUALIFIED);
	const struct handoff *h;
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_MOVED, &ben, MONDAY + MINUTES(5), id, in);	/* not decided yet */
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(5), id, input(MOVE_ACCEPTANCE));
	in.reason = "timing";
	DOES(RESULT_WRONG, &ben, MONDAY + MINUTES(6), id, in);
	in.reason = "no-need";
	in.quality = 2;
	in.feedback_words = "Wrong country";
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(6), id, in);
	h = handoff_find(db, ctx, id);
	assert_string_equal(h->outcome_reason_name, "No need");
	assert_int_equal(h->feedback_quality, 2);
	assert_string_equal(clocks_of(id, MONDAY + MINUTES(6)), "met, missed, missed, missed, none");
	assert_int_equal(h->queue_at, 0);
	in = input(MOVE_FEEDBACK);
	in.quality = 5;
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(7), id, in);
	assert_int_equal(handoff_find(db, ctx, id)->feedback_quality, 5);
	assert_adds_up();
}

static void
test_sql__a_gate_of_its_own(void **state)
{
	struct answer no[] = { { .code = "PRICE", .value = "no" }, { .code = "SEATS", .value = "50" } };
	struct answer yes[] = { { .code = "PRICE", .value = "yes" }, { .code = "SEATS", .value = "50" } };
	struct handoff_input in = input(MOVE_SQL);
	struct term sql;
	int64_t id;
	size_t count;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(5), id, attempted(ATTEMPT_SPOKE));
	in.answers = no;
	in.answer_count = 2;
	DOES(RESULT_WRONG, &ben, MONDAY + MINUTES(6), id, in);
	sql = term_named("Sales-qualified lead", KIND_STAGE);
	DID(RESULT_DONE, term_create(db, ctx, &ada, &sql));
	make_gate_version(&sql, at("2026-08-02 10:00"));
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(6), id, in);
	assert_int_equal(handoff_find(db, ctx, id)->sql_at, 0);
	in.answers = yes;
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(7), id, in);
	assert_int_equal(handoff_find(db, ctx, id)->sql_at, MONDAY + MINUTES(7));
	handoff_answers(db, ctx, id, 1, true, &count);
	assert_int_equal(count, 2);
	assert_string_equal(state_of(id), "working");
}

static int64_t
newest_act(int64_t id)
{
	return db_integer(root, 0, "SELECT MAX(id) FROM handoff_act WHERE handoff_id = ?", "i", id);
}

static struct handoff_input
sql_gate_answered(const char *price)
{
	struct handoff_input in = input(MOVE_SQL);
	struct answer *answers = talloc_zero_array(ctx, struct answer, 2);

	answers[0] = (struct answer){ .code = "PRICE", .value = price };
	answers[1] = (struct answer){ .code = "SEATS", .value = "50" };
	in.answers = answers;
	in.answer_count = 2;
	return in;
}

/* Counted by the day they came to it: accepted on Monday, SQL on Tuesday. */
static void
test_steps__follow_what_the_handoff_is(void **state)
{
	struct term sql;
	int64_t id, tuesday = MONDAY + DAYS(1);

	(void)state;
	promised_world();
	sql = term_named("Sales-qualified lead", KIND_STAGE);
	DID(RESULT_DONE, term_create(db, ctx, &ada, &sql));
	make_gate_version(&sql, at("2026-08-02 10:00"));
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/0");
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/1");
	DID(RESULT_DONE, handoff_undo(db, ctx, when(&ben, MONDAY + 80), id, newest_act(id), ZONE));
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/0");
	DOES(RESULT_DONE, &ben, MONDAY + 120, id, attempted(ATTEMPT_SPOKE));
	DOES(RESULT_DONE, &ben, tuesday, id, sql_gate_answered("yes"));
	assert_string_equal(step_of("qualified", "2026-10-05"), "1/1");
	assert_string_equal(step_of("opportunity", "2026-10-06"), "0/1");
	assert_adds_up();
	DOES(RESULT_DONE, &ben, tuesday + 60, id, sql_gate_answered("no"));
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/1");
	assert_string_equal(step_of("opportunity", "2026-10-06"), "0/0");
	DOES(RESULT_DONE, &ben, tuesday + 120, id, sql_gate_answered("yes"));
	/* Returned after all: it is no accepted lead any more, until the return is overturned. */
	DOES(RESULT_DONE, &ben, tuesday + 180, id, returned());
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/0");
	assert_string_equal(step_of("opportunity", "2026-10-06"), "0/0");
	assert_adds_up();
	DOES(RESULT_DONE, &ada, tuesday + 240, id, with_text(MOVE_APPEAL, "Look again"));
	DOES(RESULT_DONE, &sam, tuesday + 300, id, settled(SETTLED_OVERTURNED));
	assert_string_equal(step_of("qualified", "2026-10-06"), "1/1");
	assert_string_equal(step_of("opportunity", "2026-10-06"), "0/1");
	DOES(RESULT_DONE, &ben, tuesday + DAYS(1), id, came_out(OUTCOME_RECYCLED));
	assert_string_equal(step_of("qualified", "2026-10-06"), "1/1");
	assert_adds_up();
	AS_ROOT("UPDATE stage_day SET numerator = 0 WHERE step = 'qualified'", "");
	{
		size_t count;
		const struct miscount *wrong = handoff_miscounts(db, ctx, &count);

		assert_int_equal(count, 1);
		assert_true(!wrong[0].promise_id && wrong[0].basis == RATE_QUALIFIED && wrong[0].numerator == 1 && !wrong[0].kept_numerator);
	}
}

/* Without an agreement there are no promises, but there are steps; the outcome alone makes an SQL, on its day. */
static void
test_steps__without_promise_or_gate(void **state)
{
	int64_t id;

	(void)state;
	leads_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + DAYS(2), id, came_out(OUTCOME_QUALIFIED));
	assert_string_equal(step_of("qualified", "2026-10-05"), "1/1");
	assert_string_equal(step_of("opportunity", "2026-10-07"), "0/1");
	id = hand_over(make_lead("Al", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + DAYS(2), id, came_out(OUTCOME_DISQUALIFIED));
	assert_string_equal(step_of("qualified", "2026-10-05"), "1/2");
	assert_string_equal(step_of("opportunity", "2026-10-07"), "0/1");
	assert_adds_up();
}

static void
test_undo__half_a_minute_puts_everything_back(void **state)
{
	static const int moves[] = { MOVE_ACCEPTANCE, MOVE_RETURN, MOVE_ATTEMPT };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct handoff *before, *after;
		struct handoff_input in = moves[i] == MOVE_RETURN ? returned() : moves[i] == MOVE_ATTEMPT ? attempted(ATTEMPT_SPOKE) : input(MOVE_ACCEPTANCE);
		int64_t id, event;
		size_t count;

		promised_world();
		id = hand_over(make_lead("Jo", 0), MONDAY, true);
		if (i)
			DOES(RESULT_DONE, &ben, MONDAY + 30, id, with_text(MOVE_QUESTION, "Which?"));
		before = handoff_find(db, ctx, id);
		DOES(RESULT_DONE, &ben, MONDAY + 60, id, in);
		event = handoff_last(db, ctx, id)->id;
		DID(RESULT_MOVED, handoff_undo(db, ctx, when(&sam, MONDAY + 61), id, event, ZONE));
		DID(RESULT_MOVED, handoff_undo(db, ctx, when(&ben, MONDAY + 91), id, event, ZONE));
		DID(RESULT_MOVED, handoff_undo(db, ctx, when(&ben, MONDAY + 61), id, event - 1, ZONE));
		DID(RESULT_DONE, handoff_undo(db, ctx, when(&ben, MONDAY + 90), id, event, ZONE));
		DID(RESULT_MOVED, handoff_undo(db, ctx, when(&ben, MONDAY + 90), id, event, ZONE));
		after = handoff_find(db, ctx, id);
		assert_int_equal(after->state, before->state);
		assert_int_equal(after->decision, GLOSSARY_NONE);
		assert_int_equal(after->decided_at, 0);
		assert_int_equal(after->attempts, 0);
		assert_int_equal(after->connected_at, 0);
		assert_int_equal(after->owner_id, 0);
		assert_string_equal(clocks_of(id, MONDAY + 90), i == 0 ? "running, running, running, running, none"
		    : i == 1 ? "paused, paused, paused, running, cancelled" : "paused, paused, paused, running, none");
		assert_string_equal(sum_of(quality), "0/0");
		assert_int_equal(count_of("SELECT COUNT(*) FROM attempt WHERE undone_at IS NULL"), 0);
		handoff_events(db, ctx, id, &count);
		assert_int_equal(count, i ? 4 : 3);
		assert_adds_up();
		DOES(RESULT_DONE, &ben, MONDAY + 100, id, in);	/* and done again */
		assert_adds_up();
	}
}

static void
test_undo__an_outcome_while_nobody_went_on(void **state)
{
	static const int outcomes[] = { OUTCOME_QUALIFIED, OUTCOME_DISQUALIFIED, OUTCOME_RECYCLED };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct handoff_input in = came_out(outcomes[i]);
		const struct handoff *after;
		const char *clocks, *asked;
		int64_t id, lead, event;

		promised_world();
		lead = make_lead("Jo", 0);
		id = hand_over(lead, MONDAY, true);
		DOES(RESULT_DONE, &ben, MONDAY + 30, id, input(MOVE_ACCEPTANCE));
		clocks = clocks_of(id, MONDAY + 60);
		asked = sum_of(feedback);
		in.quality = 4;
		in.feedback_words = "Just right";
		DOES(RESULT_DONE, &ben, MONDAY + 60, id, in);
		event = handoff_last(db, ctx, id)->id;
		assert_string_not_equal(clocks_of(id, MONDAY + 60), clocks);
		DID(RESULT_MOVED, handoff_undo(db, ctx, when(&ben, MONDAY + 91), id, event, ZONE));
		DID(RESULT_DONE, handoff_undo(db, ctx, when(&ben, MONDAY + 90), id, event, ZONE));
		after = handoff_find(db, ctx, id);
		assert_string_equal(state_of(id), "accepted");
		assert_true(after->outcome == GLOSSARY_NONE && !after->outcome_at && !after->return_on && !after->outcome_reason_slug && !after->feedback_quality);
		assert_string_equal(after->feedback_words, "");
		assert_string_equal(clocks_of(id, MONDAY + 90), clocks);
		assert_string_equal(sum_of(feedback), asked);
		assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE back_on IS NOT NULL"), 0);
		assert_adds_up();
		DOES(RESULT_DONE, &ben, MONDAY + 100, id, in);
		assert_adds_up();
		event = handoff_last(db, ctx, id)->id;
		hand_over(lead, MONDAY + 101, true);
		DID(RESULT_MOVED, handoff_undo(db, ctx, when(&ben, MONDAY + 102), id, event, ZONE));
	}
}

static void
test_revision__is_minded_where_it_was_named(void **state)
{
	struct handoff_input in = input(MOVE_ACCEPTANCE);
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	in.seen = handoff_find(db, ctx, id)->revision;
	DOES(RESULT_DONE, &ben, MONDAY, id, with_text(MOVE_QUESTION, "Which?"));
	DOES(RESULT_STALE, &ben, MONDAY, id, in);
	in.seen++;
	DOES(RESULT_DONE, &ben, MONDAY, id, in);
	DOES(RESULT_MOVED, &sam, MONDAY, id, in);
	in = attempted(ATTEMPT_MAILED);
	in.seen = 1;
	DOES(RESULT_DONE, &sam, MONDAY, id, in);
	assert_int_equal(handoff_find(db, ctx, id)->revision, 5);
}

static void
test_assignment__moves_the_clocks_along(void **state)
{
	struct handoff_input in = input(MOVE_ASSIGNMENT);
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	in.owner_id = ada.person_id;
	DOES(RESULT_WRONG, &ben, MONDAY, id, in);
	in.owner_id = sam.person_id;
	DOES(RESULT_DONE, &ben, MONDAY, id, in);
	assert_string_equal(handoff_find(db, ctx, id)->owner_name, "Sam");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE person_id IS NOT NULL"), 4);
	in.owner_id = 0;
	DOES(RESULT_DONE, &ben, MONDAY, id, in);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE person_id IS NOT NULL"), 0);
}

static void
test_feed__once_each_and_late_is_fine(void **state)
{
	struct attempt_told list[5];
	int64_t id;

	(void)state;
	promised_world();
	AS_ROOT("UPDATE promise SET measured = 'feed' WHERE kind = 'first_attempt'", "");
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	assert_int_equal(attempts_known_up_to(db), 0);
	for (int i = 0; i < 5; i++)
		list[i] = (struct attempt_told){ .handoff_id = id, .channel = GLOSSARY_NONE, .result = ATTEMPT_NO_ANSWER, .happened_at = MONDAY + MINUTES(10 * (i + 1)),
		    .system = "aircall", .external_id = text_format(ctx, "%d", i), .by = i ? "ben@example.test" : NULL };
	list[2].external_id = "1";			/* told twice in one go */
	list[3].handoff_id = id + 100;
	list[4].handoff_id = 0;
	list[4].lead_system = "crm";
	list[4].lead_external_id = "nobody";
	db_begin(db);
	attempts_take(db, ctx, when(&sam, MONDAY + DAYS(8)), list, 5, ZONE);
	db_commit(db);
	assert_fine();
	assert_int_equal(list[0].status, TOLD_CREATED);
	assert_int_equal(list[1].status, TOLD_CREATED);
	assert_int_equal(list[2].status, TOLD_SAME);
	assert_int_equal(list[3].status, TOLD_REFUSED);
	assert_int_equal(list[4].status, TOLD_REFUSED);
	assert_string_equal(list[4].problem, "There is no lead of this name.");
	assert_int_equal(attempts_known_up_to(db), MONDAY + MINUTES(30));
	assert_string_equal(clocks_of(id, MONDAY + DAYS(8)), "met, met, missed, met, none");	/* days later, yet in time */
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
	list[0].happened_at = MONDAY + 1;
	db_begin(db);
	attempts_take(db, ctx, when(&sam, MONDAY + DAYS(8)), list, 1, ZONE);
	db_commit(db);
	assert_int_equal(list[0].status, TOLD_SAME);
	assert_int_equal(count_of("SELECT COUNT(*) FROM attempt"), 2);
	assert_adds_up();
	{
		struct handoff_input late = attempted(ATTEMPT_MAILED);

		late.happened_at = MONDAY + 60;		/* a person may not be so late */
		DOES(RESULT_WRONG, &ben, MONDAY + DAYS(8), id, late);
		late.happened_at = MONDAY + DAYS(4);
		DOES(RESULT_DONE, &ben, MONDAY + DAYS(8), id, late);
	}
}

static void
test_recycled__comes_back_on_its_day(void **state)
{
	const struct handoff *next;
	int64_t id, lead, new_id;
	size_t count;

	(void)state;
	promised_world();
	lead = make_lead("Jo", MONDAY - 60);
	id = hand_over(lead, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, attempted(ATTEMPT_NO_ANSWER));
	DOES(RESULT_DONE, &ben, MONDAY + 120, id, came_out(OUTCOME_RECYCLED));
	WORKS(0, handoffs_come_back(db, ctx, at("2027-01-14 10:00"), 100));
	WORKS(1, handoffs_come_back(db, ctx, at("2027-01-15 10:00"), 100));
	WORKS(0, handoffs_come_back(db, ctx, at("2027-01-15 10:01"), 100));
	assert_fine();
	next = handoff_find(db, ctx, handoff_open_of(db, lead));
	assert_int_equal(next->previous_id, id);
	assert_int_equal(next->author_id, ada.person_id);
	assert_string_equal(next->words, "Can you price 40 seats?");
	assert_true(next->all_met && next->in_volume);		/* after 90 days */
	assert_string_equal(clocks_of(next->id, at("2027-01-15 10:00")), "running, running, running, running, none");
	handoff_answers(db, ctx, next->id, 1, false, &count);
	assert_int_equal(count, 3);
	DID(RESULT_MOVED, handoff_bring_back(db, ctx, when(&ada, at("2027-01-16 10:00")), id, ZONE, &new_id));
	assert_int_equal(handoff_find(db, ctx, id)->next_id, next->id);
	assert_string_equal(sum_of(volume), "2/1");		/* the one that came back is undecided */
	assert_adds_up();
	lead = make_lead("Al", 0);
	id = hand_over(lead, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 120, id, came_out(OUTCOME_RECYCLED));
	DID(RESULT_DONE, handoff_bring_back(db, ctx, when(&ben, MONDAY + DAYS(3)), id, ZONE, &new_id));
	assert_false(handoff_find(db, ctx, new_id)->in_volume);		/* a person once in 90 days */
	assert_string_equal(sum_of(volume), "3/2");
	assert_adds_up();
}

static void
test_unanswered__a_return_without_answer_does_not_count(void **state)
{
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, returned());
	WORKS(0, handoffs_unanswered(db, ctx, at("2026-10-07 17:00"), 100));
	assert_string_equal(sum_of(volume), "1/1");
	WORKS(1, handoffs_unanswered(db, ctx, at("2026-10-07 17:01"), 100));
	WORKS(0, handoffs_unanswered(db, ctx, at("2026-10-07 17:02"), 100));
	assert_string_equal(sum_of(volume), "0/0");
	DOES(RESULT_DONE, &ada, at("2026-10-08 10:00"), id, with_text(MOVE_RESUBMIT, "Look at her mail"));
	assert_string_equal(clock_of(id, PROMISE_ANSWER, at("2026-10-08 10:00")), "missed late");
	assert_string_equal(sum_of(volume), "1/0");
	assert_adds_up();
}

/* A day was forgotten, and both teams have put it right: the answer is due a day later than when the handoff got its place. */
static void
test_unanswered__an_amendment_moves_the_day(void **state)
{
	int64_t id, place;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, returned());
	place = handoff_find(db, ctx, id)->queue_at;
	AS_ROOT("INSERT INTO amendment (number, state, calendar_id, reason, author_id, author_team, created_at, edited_by, edited_at, applied_at, followed)"
	    " SELECT 1, 'ratified', v.calendar_id, 'A holiday', ?, 'sales', '2026-10-07', ?, '2026-10-07', '2026-10-07 15:30', TRUE FROM handoff h"
	    " JOIN calendar_version v ON v.id = h.calendar_version_id WHERE h.id = ?", "iii", ben.person_id, ben.person_id, id);
	AS_ROOT("INSERT INTO timer_correction SELECT (SELECT MAX(id) FROM amendment), id, FALSE, calendar_version_id, calendar_version_id, deadline,"
	    " deadline + INTERVAL 1 DAY, 'running', 'running' FROM timer WHERE subject_id = ? AND kind = 'answer'", "i", id);
	AS_ROOT("UPDATE timer SET deadline = deadline + INTERVAL 1 DAY WHERE subject_id = ? AND kind = 'answer'", "i", id);
	assert_true(handoff_work_waits(db, ctx, at("2026-10-07 17:35")));
	WORKS(1, handoffs_unanswered(db, ctx, at("2026-10-07 17:35"), 100));
	assert_false(handoff_find(db, ctx, id)->unanswered);
	assert_int_equal(queue_due(handoff_find(db, ctx, id)->queue_at) - queue_due(place), DAYS(1));
	assert_false(handoff_work_waits(db, ctx, at("2026-10-07 17:36")));
	AS_ROOT("UPDATE handoff SET queue_at = ? WHERE id = ?", "ii", place, id);
	WORKS(1, handoffs_follow_amendments(db, ctx, at("2026-10-07 17:35"), 100));
	WORKS(0, handoffs_follow_amendments(db, ctx, at("2026-10-07 17:35"), 100));
	assert_int_equal(queue_due(handoff_find(db, ctx, id)->queue_at) - queue_due(place), DAYS(1));
	WORKS(1, handoffs_unanswered(db, ctx, at("2026-10-08 17:01"), 100));
	assert_adds_up();
}

/* How many minutes a handoff took to its decision, in results. */
#define DECIDED_IN(id) db_integer(root, -1, "SELECT value FROM result_case WHERE metric = 'time_to_decision' AND subject_id = ?", "i", id)

/* A holiday that was forgotten is none of a handoff's working time, in results as on its clocks; what lies elsewhere stays. */
static void
test_amendment__results_go_by_the_calendar_put_right(void **state)
{
	int64_t id, open, before, amendment, corrected;

	(void)state;
	promised_world();
	before = hand_over(make_lead("Al", 0), MONDAY - DAYS(7), true);
	DOES(RESULT_DONE, &ben, MONDAY - DAYS(6), before, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY - DAYS(6), before, came_out(OUTCOME_QUALIFIED));
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + DAYS(2), id, input(MOVE_ACCEPTANCE));
	db_script(root, text_format(ctx, "ALTER TABLE handoff AUTO_INCREMENT = %d", (int)id + 6000));	/* more than are looked at in one go */
	open = hand_over(make_lead("Bo", 0), MONDAY, true);
	assert_int_equal(DECIDED_IN(id), 2 * 7 * 60);
	amendment = db_insert(root, "INSERT INTO amendment (number, state, calendar_id, reason, author_id, author_team, created_at, edited_by, edited_at, applied_at)"
	    " SELECT 1, 'ratified', v.calendar_id, 'A holiday', ?, 'sales', '2026-10-07', ?, '2026-10-07', '2026-10-07 15:30' FROM handoff h"
	    " JOIN calendar_version v ON v.id = h.calendar_version_id WHERE h.id = ?", "iii", ben.person_id, ben.person_id, id);
	AS_ROOT("INSERT INTO amendment_day VALUES (?, '2026-10-06', 'All Souls', '')", "i", amendment);
	corrected = db_insert(root, "INSERT INTO calendar_version (calendar_id, number, corrects, amendment_id, zone, valid_from, week, author_id, created_at)"
	    " SELECT v.calendar_id, 2, 1, ?, v.zone, v.valid_from, v.week, v.author_id, v.created_at FROM handoff h JOIN calendar_version v"
	    " ON v.id = h.calendar_version_id WHERE h.id = ?", "ii", amendment, id);
	AS_ROOT("INSERT INTO calendar_exception (version_id, day, name, hours) VALUES (?, '2026-10-06', 'All Souls', '')", "i", corrected);
	assert_true(handoff_work_waits(db, ctx, MONDAY + DAYS(3)));
	WORKS(1, handoffs_follow_calendars(db, ctx, MONDAY + DAYS(3), 1));
	assert_adds_up();
	WORKS(100, handoffs_follow_calendars(db, ctx, MONDAY + DAYS(3), 100));
	assert_true(handoff_work_waits(db, ctx, MONDAY + DAYS(3)));
	WORKS(1, handoffs_follow_calendars(db, ctx, MONDAY + DAYS(3), 100));
	WORKS(0, handoffs_follow_calendars(db, ctx, MONDAY + DAYS(3), 100));
	assert_false(handoff_work_waits(db, ctx, MONDAY + DAYS(3)));
	assert_int_equal(DECIDED_IN(id), 7 * 60);
	assert_int_equal(handoff_find(db, ctx, open)->calendar_version_id, corrected);
	assert_int_equal(handoff_find(db, ctx, before)->calendar_version_id, corrected - 1);
	assert_adds_up();
}

/* The first sentence that the check says about results; "" none. */
static const char *
fault(void)
{
	size_t count;
	char **said = results_faults(db, ctx, &count);

	assert_fine();
	return count ? said[0] : "";
}

/* Each table of what is kept is held against what it was kept from: what is damaged is said, and no more once it is put back. */
static void
test_check__says_what_was_damaged(void **state)
{
	static const struct { const char *damage, *back, *said; } damages[] = {
		{ "UPDATE result_case SET is_hit = NOT is_hit WHERE metric = 'volume' LIMIT 1", NULL, "counts in results as what it is not" },
		{ "UPDATE result_sum SET denominator = denominator + 1 WHERE metric = 'quality' AND dimension = 'none' LIMIT 1",
		    "UPDATE result_sum SET denominator = denominator - 1 WHERE metric = 'quality' AND dimension = 'none' LIMIT 1", "1 sums of results are not" },
		{ "UPDATE result_cited SET code = 'PRICE' WHERE code = 'SEATS'", "UPDATE result_cited SET code = 'SEATS' WHERE code = 'PRICE'", "counts among criteria as" },
		{ "UPDATE result_criterion SET cases = cases + 1 WHERE code = 'SEATS'", "UPDATE result_criterion SET cases = cases - 1 WHERE code = 'SEATS'",
		    "1 sums of criteria are not" },
		{ "UPDATE handoff_cited SET code = 'SITE'", "UPDATE handoff_cited SET code = 'SEATS'", "counts among criteria as" },
	};
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, returned());
	id = hand_over(make_lead("Al", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 120, id, came_out(OUTCOME_QUALIFIED));
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		assert_string_equal(fault(), "");
		AS_ROOT(damages[i].damage, "");
		if (!strstr(fault(), damages[i].said))
			fail_msg("after %s: %s", damages[i].damage, fault());
		AS_ROOT(damages[i].back ? damages[i].back : damages[i].damage, "");
	}
	assert_adds_up();
	AS_ROOT("UPDATE stage_day SET denominator = denominator + 1 WHERE step = 'opportunity'", "");
	{
		size_t count;
		const struct miscount *wrong = handoff_miscounts(db, ctx, &count);

		assert_true(count == 1 && !wrong[0].promise_id && wrong[0].basis == RATE_OPPORTUNITY);
	}
	AS_ROOT("UPDATE stage_day SET denominator = denominator - 1 WHERE step = 'opportunity'", "");
	assert_adds_up();
}

static void
test_merge__two_records_become_one(void **state)
{
	int64_t from, into, id;
	const struct lead *l;
	size_t count;

	(void)state;
	promised_world();
	from = make_lead("Jo Weber", MONDAY - 60);
	into = make_lead("J. Weber", 0);
	AS_ROOT("INSERT INTO lead_ref (system, external_id, lead_id) VALUES ('crm', '7', ?)", "i", from);
	AS_ROOT("SET STATEMENT foreign_key_checks = OFF FOR INSERT INTO lead_history (lead_id, import_id, mql_at, won_at, currency, amount_minor, kept, said, told_at)"
	    " VALUES (?, 1, '2026-03-01', '2026-05-01', 'EUR', 900, '{\"size\":\"50\"}', '{}', '2026-10-01'), (?, 2, '2026-04-01', NULL, NULL, NULL, NULL, '{}', '2026-10-02')", "ii", from, into);
	AS_ROOT("UPDATE lead_record SET job = 'Buyer', email = 'jo@k.example', email_key = 'jo@k.example' WHERE id = ?", "i", from);
	id = hand_over(from, MONDAY, true);
	handoff_draft_save(db, &mia, from, gate_version.id, "words=x", 0);
	DID(RESULT_STALE, lead_merge(db, ctx, when(&ada, MONDAY), from, 2, into, 1));
	DID(RESULT_MOVED, lead_merge(db, ctx, when(&ada, MONDAY), from, 1, from, 1));
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY), from, 1, into, 1));
	DID(RESULT_MOVED, lead_merge(db, ctx, when(&ada, MONDAY), from, 2, into, 2));
	l = lead_find(db, ctx, into);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_history"), 1);
	assert_int_equal(count_of("SELECT lead_id FROM lead_history WHERE import_id = 2 AND mql_at = '2026-03-01' AND won_at = '2026-05-01' AND amount_minor = 900"
	    " AND kept = '{\"size\":\"50\"}'"), into);
	assert_string_equal(l->name, "J. Weber");
	assert_string_equal(l->job, "Buyer");
	assert_string_equal(l->email, "jo@k.example");
	assert_int_equal(l->converted_at, MONDAY - 60);
	assert_int_equal(l->ref_count, 1);
	assert_int_equal(lead_by_ref(db, "crm", "7"), into);
	assert_int_equal(lead_standing(db, from), into);
	assert_int_equal(handoff_find(db, ctx, id)->lead_id, into);
	assert_non_null(handoff_draft_find(db, ctx, mia.person_id, into));
	lead_changes(db, ctx, from, 10, &count);
	assert_int_equal(count, 1);
	from = make_lead("Al Weber", 0);
	hand_over(from, MONDAY, true);
	DID(RESULT_TAKEN, lead_merge(db, ctx, when(&ada, MONDAY), from, 1, into, 2));
	assert_adds_up();
}

/* The days of another zone: everything moves to the days of the new one, once, and is right again. */
static void
test_zone__all_days_are_counted_anew(void **state)
{
	int64_t id, late = at("2026-10-05 16:30");	/* Tuesday in Auckland */
	size_t count;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), late, true);
	DOES(RESULT_DONE, &ben, late + 60, id, input(MOVE_ACCEPTANCE));
	assert_false(recount_waits(db));
	AS_ROOT("UPDATE organisation SET time_zone = 'Pacific/Auckland'", "");
	assert_true(recount_waits(db));
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/1");
	handoff_miscounts(db, ctx, &count);
	assert_true(count > 0);
	promise_miscounts(db, ctx, &count);
	assert_true(count > 0);
	assert_true(recount_days(db, ctx, NOW));
	assert_false(recount_waits(db));
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/0");
	assert_string_equal(step_of("qualified", "2026-10-06"), "0/1");
	assert_string_equal(sum_of(volume), "1/1");
	handoff_miscounts(db, ctx, &count);
	assert_int_equal(count, 0);
	promise_miscounts(db, ctx, &count);
	assert_int_equal(count, 0);
	/* As after an update that counts more than before. */
	AS_ROOT("UPDATE organisation SET time_zone = 'Europe/Berlin', counted_zone = NULL", "");
	AS_ROOT("DELETE FROM promise_day", "");
	AS_ROOT("DELETE FROM stage_day", "");
	assert_true(recount_days(db, ctx, NOW));
	assert_string_equal(step_of("qualified", "2026-10-05"), "0/1");
	assert_adds_up();
	clocks_sampled(db, ctx, 10, &count);
	assert_int_equal(count, 4);
	AS_ROOT("UPDATE organisation SET counted_rule = 1", "");	/* by a release before */
	assert_true(recount_waits(db));
	assert_true(recount_days(db, ctx, NOW));
	assert_false(recount_waits(db));
	/* Who is undecided stood in the sums as decided once: what is told to be counted anew is mended. */
	hand_over(make_lead("Al", 0), late, true);
	AS_ROOT("UPDATE promise_day SET denominator = numerator WHERE promise_id = ?", "i", volume);
	AS_ROOT("UPDATE organisation SET counted_zone = NULL", "");
	assert_true(recount_waits(db));
	assert_true(recount_days(db, ctx, NOW));
	assert_false(recount_waits(db));
	assert_string_equal(sum_of(volume), "2/1");
	assert_adds_up();
	/* So are sums of results that went astray once. */
	AS_ROOT("UPDATE result_sum SET numerator = numerator + 1, minor = minor - 5 WHERE metric = 'volume' LIMIT 2", "");
	AS_ROOT("INSERT INTO result_criterion (version_id, month, source_id, code, slot, cases) VALUES (?, 24000, 0, 'SEATS', 3, 2)", "i", gate_version.id);
	AS_ROOT("UPDATE organisation SET counted_zone = NULL", "");
	assert_true(recount_days(db, ctx, NOW));
	assert_adds_up();
}

/* Where people write attempts down here, a program may not be later than they. Nor does what Marketing did count. */
static void
test_feed__as_late_as_the_agreement_says(void **state)
{
	struct attempt_told list[3];
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	for (int i = 0; i < 3; i++)
		list[i] = (struct attempt_told){ .handoff_id = id, .channel = GLOSSARY_NONE, .result = ATTEMPT_NO_ANSWER, .happened_at = MONDAY + (i ? DAYS(7) : 60),
		    .system = "aircall", .external_id = text_format(ctx, "%d", i), .by = i == 1 ? "ada@example.test" : "ben@example.test" };
	db_begin(db);
	attempts_take(db, ctx, when(&sam, MONDAY + DAYS(8)), list, 3, ZONE);
	db_commit(db);
	assert_fine();
	assert_int_equal(list[0].status, TOLD_REFUSED);
	assert_non_null(strstr(list[0].problem, "more than 2 working days ago"));
	assert_int_equal(list[1].status, TOLD_REFUSED);
	assert_non_null(strstr(list[1].problem, "not of Sales"));
	assert_int_equal(list[2].status, TOLD_CREATED);
	assert_adds_up();
}

/* It was done in time, and written down late: the other team says so, and both values stay. */
static void
test_correction__one_record_confirmed_by_the_other_team(void **state)
{
	int64_t id, late = at("2026-10-05 16:00"), in_time = at("2026-10-05 12:30");
	struct correction c = { .happened_at = in_time, .words = "The telephone system has it" };
	const struct correction *kept;
	size_t count;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, late, id, attempted(ATTEMPT_VOICEMAIL));
	assert_string_equal(clock_of(id, PROMISE_FIRST_ATTEMPT, late), "missed late");
	assert_string_equal(sum_of(first_attempt), "0/1");
	c.timer_id = db_integer(root, 0, "SELECT id FROM timer WHERE subject_id = ? AND kind = 'first_attempt'", "i", id);
	DID(RESULT_DONE, correction_ask(db, when(&ben, late + 60), &c));
	{
		struct correction again = c;

		DID(RESULT_TAKEN, correction_ask(db, when(&sam, late + 60), &again));
	}
	assert_int_equal(corrections_waiting(db, TEAM_MARKETING), 1);
	assert_int_equal(corrections_waiting(db, TEAM_SALES), 0);
	assert_string_equal(sum_of(first_attempt), "0/1");
	DID(RESULT_STALE, correction_confirm(db, ctx, when(&mia, late + 120), c.id, 7));
	DID(RESULT_DONE, correction_confirm(db, ctx, when(&mia, late + 120), c.id, 1));
	assert_string_equal(clock_of(id, PROMISE_FIRST_ATTEMPT, late + 120), "met");
	assert_string_equal(sum_of(first_attempt), "1/1");
	kept = corrections_of(db, ctx, c.timer_id, &count);
	assert_int_equal(count, 1);
	assert_true(kept->state == CORRECTION_CONFIRMED && kept->old_state == TIMER_MISSED && kept->old_done_at == late && kept->new_state == TIMER_MET
	    && kept->new_done_at == in_time && kept->asked_by == ben.person_id && kept->answered_by == mia.person_id);
	DID(RESULT_MOVED, correction_confirm(db, ctx, when(&mia, late + 180), c.id, 2));
	assert_true(timer_explain(db, ctx, c.timer_id, late + 180)->agrees);
	WORKS(1, handoffs_follow_corrections(db, ctx, late + 180, 10));
	WORKS(0, handoffs_follow_corrections(db, ctx, late + 180, 10));
	assert_adds_up();
	/* And that it was not done at all: then the clock is missed. Or it was, but later. */
	c.happened_at = 0;
	DID(RESULT_DONE, correction_ask(db, when(&mia, late + 240), &c));
	DID(RESULT_DONE, correction_end(db, when(&sam, late + 300), c.id, 1, CORRECTION_REFUSED));
	assert_string_equal(sum_of(first_attempt), "1/1");
	c.happened_at = late + 30;
	DID(RESULT_DONE, correction_ask(db, when(&mia, late + 360), &c));
	DID(RESULT_DONE, correction_confirm(db, ctx, when(&sam, late + 420), c.id, 1));
	assert_string_equal(clock_of(id, PROMISE_FIRST_ATTEMPT, late + 420), "missed late");
	assert_string_equal(sum_of(first_attempt), "0/1");
	assert_adds_up();
}

/* The person was handed over twice within 90 days, as two records: once counts. */
static void
test_merge__a_person_counts_once(void **state)
{
	int64_t from, into, first, second;

	(void)state;
	promised_world();
	from = make_lead("Jo Weber", 0);
	into = make_lead("J. Weber", 0);
	second = hand_over(into, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, second, input(MOVE_ACCEPTANCE));
	first = hand_over(from, MONDAY - DAYS(3), true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, first, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 120, first, came_out(OUTCOME_DISQUALIFIED));
	assert_string_equal(sum_of(volume), "2/2");
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY + 180), from, 1, into, 1));
	assert_string_equal(sum_of(volume), "1/1");
	assert_true(handoff_find(db, ctx, first)->in_volume && !handoff_find(db, ctx, second)->in_volume);
	assert_adds_up();
}

static void
test_merge__who_was_never_handed_over_still_waits_to_be(void **state)
{
	int64_t into, from;
	const struct lead_row *rows;
	size_t count;

	(void)state;
	promised_world();
	into = make_lead("Jo Weber", 0);
	from = make_lead("J. Weber", 0);
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY), from, 1, into, 1));
	rows = leads_unhanded(db, ctx, ada.person_id, 0, 20, &count);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].id, into);
	assert_int_equal(lead_find(db, ctx, into)->revision, 2);	/* another record than the one that was looked at */
	from = make_lead("Jo. W.", 0);
	hand_over(from, MONDAY, true);
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY), from, 1, into, 2));
	leads_unhanded(db, ctx, ada.person_id, 0, 20, &count);
	assert_int_equal(count, 0);
}

/* Of two records with an address each, the one that stays may be given the other's. */
static void
test_merge__the_other_address_is_its_own(void **state)
{
	int64_t into, from;
	struct lead lead;

	(void)state;
	promised_world();
	into = make_lead("Jo Weber", 0);
	from = make_lead("J. Weber", 0);
	AS_ROOT("UPDATE lead_record SET email = CONCAT('jo', id, '@k.example'), email_key = email", "");
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY), from, 1, into, 1));
	lead = *lead_find(db, ctx, into);
	lead.email = lead_find(db, ctx, from)->email;
	DID(RESULT_DONE, lead_edit(db, ctx, when(&ada, MONDAY), &lead, MAKE_UNLESS_EMAIL));
	assert_string_equal(lead_find(db, ctx, into)->email, lead.email);
	from = make_lead("Al Weber", 0);
	lead = *lead_find(db, ctx, from);
	lead.email = lead_find(db, ctx, into)->email;
	DID(RESULT_TAKEN, lead_edit(db, ctx, when(&ada, MONDAY), &lead, MAKE_UNLESS_EMAIL));
	assert_int_equal(lead.id, into);
}

/* Whose record was made one with another's, which Sales has open, does not come back beside it. */
static void
test_merge__what_was_recycled_stays_behind_what_is_open(void **state)
{
	int64_t into, from, open, id, new_id;

	(void)state;
	promised_world();
	into = make_lead("Jo Weber", 0);
	from = make_lead("J. Weber", 0);
	open = hand_over(into, MONDAY, true);
	id = hand_over(from, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 120, id, came_out(OUTCOME_RECYCLED));
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY + 180), from, 1, into, 1));
	DID(RESULT_MOVED, handoff_bring_back(db, ctx, when(&ben, MONDAY + 240), id, ZONE, &new_id));
	WORKS(1, handoffs_come_back(db, ctx, at("2027-01-15 10:00"), 100));
	assert_int_equal(handoff_open_of(db, into), open);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff"), 2);
	assert_adds_up();
}

static void
test_timeline__of_a_lead_over_its_handoffs(void **state)
{
	int64_t lead, id;
	size_t count;
	const struct lead_event *events;

	(void)state;
	promised_world();
	lead = make_lead("Jo", 0);
	id = hand_over(lead, MONDAY, true);
	DOES(RESULT_DONE, &ada, MONDAY + 60, id, input(MOVE_WITHDRAWAL));
	id = hand_over(lead, MONDAY + 120, true);
	events = lead_events(db, ctx, lead, 10, &count);
	assert_int_equal(count, 3);
	assert_int_equal(events[0].handoff_id, id);
	assert_int_equal(events[1].event.move, MOVE_WITHDRAWAL);
	handoffs_of_lead(db, ctx, lead, &count);
	assert_int_equal(count, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_withdrawal__cancels),
		cmocka_unit_test(test_outcome__what_was_not_done_is_missed),
		cmocka_unit_test(test_sql__a_gate_of_its_own),
		cmocka_unit_test(test_steps__follow_what_the_handoff_is),
		cmocka_unit_test(test_steps__without_promise_or_gate),
		cmocka_unit_test(test_undo__half_a_minute_puts_everything_back),
		cmocka_unit_test(test_undo__an_outcome_while_nobody_went_on),
		cmocka_unit_test(test_revision__is_minded_where_it_was_named),
		cmocka_unit_test(test_assignment__moves_the_clocks_along),
		cmocka_unit_test(test_feed__once_each_and_late_is_fine),
		cmocka_unit_test(test_recycled__comes_back_on_its_day),
		cmocka_unit_test(test_unanswered__a_return_without_answer_does_not_count),
		cmocka_unit_test(test_unanswered__an_amendment_moves_the_day),
		cmocka_unit_test(test_amendment__results_go_by_the_calendar_put_right),
		cmocka_unit_test(test_check__says_what_was_damaged),
		cmocka_unit_test(test_merge__two_records_become_one),
		cmocka_unit_test(test_feed__as_late_as_the_agreement_says),
		cmocka_unit_test(test_correction__one_record_confirmed_by_the_other_team),
		cmocka_unit_test(test_merge__a_person_counts_once),
		cmocka_unit_test(test_zone__all_days_are_counted_anew),
		cmocka_unit_test(test_merge__who_was_never_handed_over_still_waits_to_be),
		cmocka_unit_test(test_merge__the_other_address_is_its_own),
		cmocka_unit_test(test_merge__what_was_recycled_stays_behind_what_is_open),
		cmocka_unit_test(test_timeline__of_a_lead_over_its_handoffs),
	};

	return cmocka_run_group_tests_name("handoffs store, later", tests, world_open, world_close);
}
