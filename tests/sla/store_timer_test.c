/* Clocks in the database: acts, what they add up to, and the background program's part. Runs with CONCORD_TEST_SOCKET. */
#include "clocks.h"

static void
test_start__pins_and_counts_nothing(void **state)
{
	const struct clock *t;
	int64_t id;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 7, "2026-10-02 16:30");
	t = timer_find(db, ctx, id, at("2026-10-02 16:30"));
	assert_int_equal(t->kind, PROMISE_FIRST_ATTEMPT);
	assert_int_equal(t->promise_id, first_attempt);
	assert_int_equal(t->calendar_version_id, calendar_version_id);
	assert_int_equal(t->team, TEAM_SALES);
	assert_int_equal(t->deadline, at("2026-10-05 13:30"));
	assert_int_equal(t->next_warning_at, at("2026-10-05 10:30"));
	assert_string_equal(t->person_name, "Ben");
	IS_CLOCK(id, "2026-10-02 16:29", TIMER_SCHEDULED, "2026-10-05 13:30");
	IS_CLOCK(id, "2026-10-05 13:30", TIMER_RUNNING, "2026-10-05 13:30");
	IS_CLOCK(id, "2026-10-05 13:31", TIMER_MISSED, "2026-10-05 13:30");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM promise_day"), 0);
}

static void
test_start__not_for_what_has_no_clock_or_no_hours(void **state)
{
	int64_t id, volume;

	(void)state;
	clocks();
	volume = make_promise("volume", "marketing", 9, 0, 0);
	IN_TRANSACTION(id, timer_start(db, ctx, &ada, &(struct timer_start){ .promise_id = volume, .subject = "handoff", .subject_id = 1, .at = NOW }));
	assert_int_equal(id, 0);
	AS_ROOT("UPDATE calendar_version SET week = ''", "");
	IN_TRANSACTION(id, timer_start(db, ctx, &ada, &(struct timer_start){ .promise_id = decision, .subject = "handoff", .subject_id = 1, .at = NOW }));
	assert_int_equal(id, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer"), 0);
}

/* Told of only when it was over already, such as when a lead asked long before it was handed over. */
static void
test_start__begun_when_its_deadline_had_passed(void **state)
{
	const struct clock *t;
	int64_t id;

	(void)state;
	clocks();
	IN_TRANSACTION(id, timer_start(db, ctx, when(&ada, "2026-10-06 12:00"), &(struct timer_start){ .promise_id = first_attempt, .subject = "handoff",
	    .subject_id = 1, .at = at("2026-10-05 09:00") }));
	IS_CLOCK(id, "2026-10-06 12:00", TIMER_MISSED, "2026-10-05 14:00");
	assert_string_equal(kept(first_attempt, BASIS_START, "2026-10-05"), "0/1");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 13:00"), id, at("2026-10-06 13:00")));
	t = timer_find(db, ctx, id, at("2026-10-06 13:00"));
	assert_int_equal(t->state, TIMER_MISSED);
	assert_int_equal(t->deadline, at("2026-10-05 14:00"));
	assert_int_equal(t->late_at, at("2026-10-06 13:00"));
	assert_string_equal(kept(first_attempt, BASIS_START, "2026-10-05"), "0/1");
	assert_true(timer_explain(db, ctx, id, at("2026-10-06 13:00"))->agrees);
	assert_adds_up();
}

static void
test_meet__in_time_late_and_out_of_order(void **state)
{
	int64_t id, other;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-02 16:30");
	other = start_clock(first_attempt, 2, "2026-10-05 09:00");
	DID(RESULT_GONE, timer_meet(db, ctx, when(&ben, "2026-10-05 13:30"), 999, at("2026-10-05 13:30")));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 13:30"), id, at("2026-10-05 13:30")));
	IS_CLOCK(id, "2026-12-05 13:30", TIMER_MET, "2026-10-05 13:30");
	DID(RESULT_MOVED, timer_meet(db, ctx, when(&ben, "2026-10-05 13:40"), id, at("2026-10-05 13:40")));
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "1/1");
	assert_string_equal(kept(first_attempt, BASIS_START, "2026-10-02"), "1/1");

	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 09:00"), other, at("2026-10-05 15:00")));
	IS_CLOCK(other, "2026-10-06 10:00", TIMER_MISSED, "2026-10-05 14:00");
	assert_int_equal(timer_find(db, ctx, other, NOW)->late_at, at("2026-10-05 15:00"));
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "1/2");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event WHERE step = 'miss'"), 1);

	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-07 09:00"), other, at("2026-10-05 10:00")));
	IS_CLOCK(other, "2026-10-07 10:00", TIMER_MET, "2026-10-05 14:00");
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "2/2");
	assert_string_equal(kept(first_attempt, BASIS_START, "2026-10-05"), "1/1");
	assert_adds_up();
}

static void
test_pause__reason_limit_and_the_day_it_moves_to(void **state)
{
	const struct actor *asks;
	int64_t id, other;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	other = start_clock(decision, 1, "2026-10-05 10:00");
	asks = when(&ben, "2026-10-05 11:00");
	DID(RESULT_TAKEN, timer_pause(db, ctx, asks, id, asks->now, "lunch"));
	DID(RESULT_TAKEN, timer_pause(db, ctx, asks, id, asks->now, NULL));
	DID(RESULT_DONE, timer_pause(db, ctx, asks, id, asks->now, "waiting for Marketing"));
	DID(RESULT_MOVED, timer_pause(db, ctx, asks, id, asks->now, "waiting for Marketing"));
	IS_CLOCK(id, "2026-10-06 11:59", TIMER_PAUSED, NULL);
	assert_int_equal(timer_find(db, ctx, id, NOW)->resumes_at, at("2026-10-06 12:00"));	/* 8 open hours later */
	DID(RESULT_DONE, timer_resume(db, ctx, when(&ada, "2026-10-06 10:00"), id, at("2026-10-06 10:00")));
	DID(RESULT_MOVED, timer_resume(db, ctx, when(&ada, "2026-10-06 10:00"), id, at("2026-10-06 10:00")));
	IS_CLOCK(id, "2026-10-06 10:00", TIMER_RUNNING, "2026-10-06 14:00");

	/* Six of the record's eight hours are used up; the other clock's pause at the same time took none of them. */
	DID(RESULT_MOVED, timer_pause(db, ctx, when(&ben, "2026-10-06 11:00"), other, at("2026-10-06 11:00"), "the lead asked for later"));
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-06 11:00"), other, at("2026-10-06 10:30"), "the lead asked for later"));
	assert_int_equal(timer_find(db, ctx, other, NOW)->resumes_at, at("2026-10-06 13:30"));
	db_begin(db);
	assert_int_equal(timers_end_pauses(db, ctx, at("2026-10-06 13:29"), 100), 0);
	assert_int_equal(timers_end_pauses(db, ctx, at("2026-10-06 13:40"), 100), 1);
	assert_true(db_commit(db));
	IS_CLOCK(other, "2026-10-06 13:40", TIMER_RUNNING, "2026-10-06 14:00");
	DID(RESULT_MOVED, timer_pause(db, ctx, when(&ben, "2026-10-06 13:50"), other, at("2026-10-06 13:50"), "the lead asked for later"));
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event WHERE step = 'resume' AND person_id IS NULL AND at = '2026-10-06 11:30'"), 1);
	assert_adds_up();
}

static void
test_pause__finishing_ends_it(void **state)
{
	int64_t id;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 11:00"), id, at("2026-10-05 11:00"), "waiting for Marketing"));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 09:30"), id, at("2026-10-06 09:30")));
	IS_CLOCK(id, "2026-10-06 09:30", TIMER_MET, "2026-10-06 13:30");
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-06"), "1/1");
	assert_adds_up();
}

static void
test_pause__lasts_on_after_an_undo_and_ends_at_its_limit(void **state)
{
	int64_t id;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 11:00"), id, at("2026-10-05 11:00"), "waiting for Marketing"));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 13:30"), id, at("2026-10-05 13:30")));
	assert_int_equal(timer_find(db, ctx, id, NOW)->resumes_at, 0);
	DID(RESULT_DONE, timer_undo(db, ctx, when(&ben, "2026-10-05 14:00"), id));
	IS_CLOCK(id, "2026-10-05 14:00", TIMER_PAUSED, NULL);
	assert_int_equal(timer_find(db, ctx, id, NOW)->resumes_at, at("2026-10-06 12:00"));	/* 8 open hours after it began */
	db_begin(db);
	assert_int_equal(timers_end_pauses(db, ctx, at("2026-10-06 12:10"), 100), 1);
	assert_true(db_commit(db));
	IS_CLOCK(id, "2026-10-06 12:10", TIMER_RUNNING, "2026-10-06 16:00");
	assert_adds_up();
}

/* What a finished clock's pause takes of the record's eight hours ends where the clock ended. */
static void
test_pause__finished_takes_no_more_of_the_record(void **state)
{
	int64_t id, given_up, other;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	given_up = start_clock(first_attempt, 1, "2026-10-05 10:00");
	other = start_clock(decision, 1, "2026-10-05 10:00");
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 10:30"), id, at("2026-10-05 10:30"), "waiting for Marketing"));
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 10:30"), given_up, at("2026-10-05 10:30"), "waiting for Marketing"));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 10:40"), id, at("2026-10-05 10:40")));
	DID(RESULT_DONE, timer_cancel(db, ctx, when(&ben, "2026-10-05 11:00"), given_up, at("2026-10-05 11:00")));
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 15:00"), other, at("2026-10-05 15:00"), "waiting for Marketing"));
	assert_int_equal(timer_find(db, ctx, other, NOW)->resumes_at, at("2026-10-06 15:30"));	/* 7 h 30 min later */
}

/* The background program stands still: what it would have recorded is read all the same, and acts go by it. */
static void
test_pause__is_over_at_its_limit_when_read(void **state)
{
	int64_t id, in_time, handed;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	in_time = start_clock(first_attempt, 2, "2026-10-05 10:00");
	handed = start_clock(first_attempt, 3, "2026-10-05 10:00");
	for (int i = 0; i < 3; i++)
		DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 11:00"), ((int64_t[]){ id, in_time, handed })[i],
		    at("2026-10-05 11:00"), "waiting for Marketing"));
	IS_CLOCK(id, "2026-10-06 11:59", TIMER_PAUSED, NULL);
	IS_CLOCK(id, "2026-10-06 12:00", TIMER_RUNNING, "2026-10-06 16:00");
	IS_CLOCK(id, "2026-10-06 16:01", TIMER_MISSED, "2026-10-06 16:00");
	assert_true(timer_explain(db, ctx, id, at("2026-10-06 14:00"))->agrees);
	assert_int_equal(timer_explain(db, ctx, id, at("2026-10-06 14:00"))->result.deadline, at("2026-10-06 16:00"));

	DID(RESULT_MOVED, timer_resume(db, ctx, when(&ben, "2026-10-06 14:00"), id, at("2026-10-06 14:00")));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 15:00"), in_time, at("2026-10-06 15:00")));
	IS_CLOCK(in_time, "2026-10-06 15:00", TIMER_MET, "2026-10-06 16:00");
	DID(RESULT_DONE, timer_assign(db, ctx, when(&ben, "2026-10-06 15:00"), handed, sam.person_id));
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE state = 'running' AND deadline = '2026-10-06 14:00' AND resumes_at IS NULL"), 1);
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 16:30"), id, at("2026-10-06 16:30")));
	IS_CLOCK(id, "2026-10-06 16:30", TIMER_MISSED, "2026-10-06 16:00");
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-06"), "1/2");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event WHERE step = 'resume' AND person_id IS NULL AND at = '2026-10-06 10:00'"), 3);
	assert_adds_up();
}

static void
test_cancel_miss_and_undo(void **state)
{
	int64_t id, given_up;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	DID(RESULT_DONE, timer_cancel(db, ctx, when(&ben, "2026-10-05 10:30"), id, at("2026-10-05 10:30")));
	IS_CLOCK(id, "2026-12-05 10:30", TIMER_CANCELLED, "2026-10-05 15:00");
	assert_int_equal(count_of("SELECT COUNT(*) FROM promise_day"), 0);
	DID(RESULT_MOVED, timer_assign(db, ctx, when(&ben, "2026-10-05 10:40"), id, sam.person_id));
	DID(RESULT_DONE, timer_undo(db, ctx, when(&ben, "2026-10-05 10:45"), id));
	DID(RESULT_MOVED, timer_undo(db, ctx, when(&ben, "2026-10-05 10:45"), id));
	IS_CLOCK(id, "2026-10-05 11:00", TIMER_RUNNING, "2026-10-05 15:00");
	DID(RESULT_MOVED, timer_cancel(db, ctx, when(&ben, "2026-10-05 15:30"), id, at("2026-10-05 15:30")));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 14:00"), id, at("2026-10-05 14:00")));
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "1/1");
	DID(RESULT_DONE, timer_undo(db, ctx, when(&ben, "2026-10-05 14:00"), id));
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "0/0");

	given_up = start_clock(answer_days, 2, "2026-10-05 10:00");
	DID(RESULT_DONE, timer_miss(db, ctx, when(&ada, "2026-10-06 10:00"), given_up, at("2026-10-06 10:00")));
	IS_CLOCK(given_up, "2026-10-06 10:00", TIMER_MISSED, "2026-10-07 17:00");
	assert_string_equal(kept(answer_days, BASIS_PERIOD, "2026-10-07"), "0/1");
	assert_adds_up();
}

static void
test_assign__the_clock_runs_on(void **state)
{
	int64_t id;
	size_t count;
	struct timer_event *events;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	DID(RESULT_DONE, timer_assign(db, ctx, when(&ben, "2026-10-05 11:00"), id, sam.person_id));
	DID(RESULT_MOVED, timer_assign(db, ctx, when(&ben, "2026-10-05 11:00"), id, sam.person_id));
	IS_CLOCK(id, "2026-10-05 11:00", TIMER_RUNNING, "2026-10-05 15:00");
	assert_string_equal(timer_find(db, ctx, id, NOW)->person_name, "Sam");
	events = timer_events(db, ctx, id, &count);
	assert_int_equal(count, 2);
	assert_string_equal(events[1].to_name, "Sam");
	assert_string_equal(events[1].person_name, "Ben");
	assert_int_equal(timers_of(db, ctx, "handoff", 1, NOW, &count)[0].id, id);
}

static int64_t
record_misses(const char *local)
{
	int64_t done;

	IN_TRANSACTION(done, timers_record_misses(db, ctx, at(local), 1000));
	return done;
}

static void
test_misses__recorded_once(void **state)
{
	int64_t id;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	start_clock(decision, 1, "2026-10-05 10:00");
	assert_false(timer_work_waits(db, at("2026-10-05 11:59")));
	assert_int_equal(record_misses("2026-10-05 15:00"), 0);
	assert_int_equal(record_misses("2026-10-05 15:01"), 1);
	assert_int_equal(record_misses("2026-10-05 15:01"), 0);
	IS_CLOCK(id, "2026-10-05 15:01", TIMER_MISSED, "2026-10-05 15:00");
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "0/1");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 16:00"), id, at("2026-10-05 16:00")));
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event WHERE step = 'miss'"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE late_at = '2026-10-05 14:00'"), 1);
	assert_adds_up();
}

static const char *
standing(enum basis basis)
{
	const struct agreement_month *month = attained_in(db, ctx, (struct day){ 2026, 10, 1 }, 1, basis, ZONE, at("2026-11-15 12:00"));

	for (size_t i = 0; month && i < month->attainment->count; i++)
		if (month->attainment->promises[i].promise->kind == PROMISE_ANSWER)
			return promise_state_names[month->attainment->promises[i].now->standing];
	return "none";
}

/* Begun on Monday and due on Wednesday: who knows up to Tuesday cannot say that it was missed, by whichever day it is counted. */
static void
test_past_its_feed_nothing_is_missed_by_start_either(void **state)
{
	(void)state;
	clocks();
	AS_ROOT("UPDATE promise SET measured = 'feed' WHERE id = ?", "i", answer_days);
	start_clock(answer_days, 1, "2026-10-05 10:00");
	assert_int_equal(record_misses("2026-10-07 17:01"), 1);
	AS_ROOT("REPLACE INTO feed (name, known_up_to) VALUES ('attempts', '2026-10-06 10:00')", "");
	assert_string_equal(standing(BASIS_PERIOD), "not_measured");
	assert_string_equal(standing(BASIS_START), "not_measured");
	AS_ROOT("REPLACE INTO feed (name, known_up_to) VALUES ('attempts', '2026-10-07 10:00')", "");
	assert_string_equal(standing(BASIS_PERIOD), "not_measured");
	assert_string_equal(standing(BASIS_START), "not_measured");
	AS_ROOT("REPLACE INTO feed (name, known_up_to) VALUES ('attempts', '2026-10-08 10:00')", "");
	assert_string_equal(standing(BASIS_PERIOD), "missed");
	assert_string_equal(standing(BASIS_START), "missed");
	AS_ROOT("UPDATE feed SET known_up_to = NULL", "");
}

static int64_t
warn(const char *local)
{
	int64_t done;

	IN_TRANSACTION(done, timers_warn(db, ctx, at(local), 100));
	return done;
}

static int64_t
post(const char *local)
{
	int64_t done;

	IN_TRANSACTION(done, digests_post(db, ctx, at(local), 100));
	return done;
}

static void
test_warnings__to_the_owner_then_the_point_person_in_one_mail(void **state)
{
	int64_t id;
	size_t count;
	struct digest_row *rows;

	(void)state;
	clocks();
	AS_ROOT("UPDATE person SET is_point_person = TRUE WHERE id = ?", "i", sam.person_id);
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	start_clock(first_attempt, 2, "2026-10-05 10:00");
	assert_false(timer_work_waits(db, at("2026-10-05 11:59")));
	assert_true(timer_work_waits(db, at("2026-10-05 12:00")));
	assert_int_equal(warn("2026-10-05 11:59"), 0);
	assert_int_equal(warn("2026-10-05 12:30"), 2);		/* half, and it is lunch: due at 13:00 */
	assert_int_equal(warn("2026-10-05 12:30"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM digest_line WHERE due_at = '2026-10-05 11:00' AND detail = 50"), 2);
	assert_int_equal(post("2026-10-05 12:45"), 0);
	assert_int_equal(post("2026-10-05 13:00"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM outbox WHERE kind = 'digest'"), 1);
	assert_int_equal(count_of("SELECT person_id FROM outbox WHERE kind = 'digest'"), ben.person_id);
	rows = digest_rows(db, ctx, count_of("SELECT MAX(id) FROM outbox"), at("2026-10-05 13:00"), &count);
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].timer_id, id);
	assert_int_equal(rows[0].percent, 50);
	assert_true(rows[0].is_own);
	digest_rows(db, ctx, count_of("SELECT MAX(id) FROM outbox"), at("2026-10-05 15:01"), &count);
	assert_int_equal(count, 0);

	assert_int_equal(warn("2026-10-05 14:12"), 2);		/* four fifths: the point person hears of it too */
	assert_int_equal(count_of("SELECT COUNT(*) FROM digest_line WHERE detail = 80"), 4);
	assert_int_equal(post("2026-10-05 14:12"), 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE next_warning_at IS NOT NULL"), 0);
}

static void
test_warnings__not_often_and_not_when_closed(void **state)
{
	(void)state;
	clocks();
	start_clock(first_attempt, 1, "2026-10-05 10:00");
	start_clock(first_attempt, 2, "2026-10-05 10:05");
	assert_int_equal(warn("2026-10-05 12:00"), 1);
	assert_int_equal(post("2026-10-05 18:00"), 0);		/* it stood still meanwhile; now everybody has gone home */
	assert_int_equal(count_of("SELECT COUNT(*) FROM digest_line WHERE due_at = '2026-10-06 07:00'"), 1);
	AS_ROOT("UPDATE digest_line SET due_at = '2026-10-05 11:00'", "");
	assert_int_equal(post("2026-10-05 13:00"), 1);
	assert_int_equal(warn("2026-10-05 13:05"), 1);
	assert_false(timer_work_waits(db, at("2026-10-05 13:06")));
	assert_int_equal(post("2026-10-05 13:06"), 0);
	assert_int_equal(post("2026-10-05 13:16"), 1);
}

static void
test_warnings__deputies_hear_and_paused_clocks_are_silent(void **state)
{
	int64_t id;

	(void)state;
	clocks();
	AS_ROOT("UPDATE person SET out_until = '2026-10-05', deputy_id = ? WHERE id = ?", "ii", sam.person_id, ben.person_id);
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	assert_int_equal(warn("2026-10-05 12:00"), 1);
	assert_int_equal(count_of("SELECT person_id FROM digest_line"), sam.person_id);
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 13:30"), id, at("2026-10-05 13:30"), "waiting for Marketing"));
	assert_int_equal(warn("2026-10-05 16:00"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE next_warning_at IS NULL"), 1);
	DID(RESULT_DONE, timer_resume(db, ctx, when(&ben, "2026-10-05 16:30"), id, at("2026-10-05 16:30")));
	assert_int_equal(timer_find(db, ctx, id, NOW)->next_warning_at, at("2026-10-06 09:12"));
}

static void
test_warnings__to_the_owner_where_no_deputy_is_there(void **state)
{
	(void)state;
	clocks();
	AS_ROOT("UPDATE person SET is_point_person = FALSE", "");
	AS_ROOT("UPDATE person SET out_until = '2026-10-09', deputy_id = ? WHERE id = ?", "ii", sam.person_id, ben.person_id);
	AS_ROOT("UPDATE person SET disabled_at = '2026-10-01' WHERE id = ?", "i", sam.person_id);
	start_clock(first_attempt, 1, "2026-10-05 10:00");
	assert_int_equal(warn("2026-10-05 12:00"), 1);
	assert_int_equal(count_of("SELECT person_id FROM digest_line"), ben.person_id);
	AS_ROOT("DELETE FROM digest_line", "");
	AS_ROOT("UPDATE person SET disabled_at = NULL, out_until = '2026-10-05' WHERE id = ?", "i", sam.person_id);
	AS_ROOT("UPDATE person SET is_point_person = TRUE WHERE id = ?", "i", ben.person_id);
	assert_int_equal(warn("2026-10-05 14:12"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM digest_line"), 1);
	assert_int_equal(count_of("SELECT person_id FROM digest_line"), ben.person_id);
	AS_ROOT("UPDATE person SET is_point_person = FALSE, out_until = NULL, deputy_id = NULL WHERE id IN (?, ?)", "ii", ben.person_id, sam.person_id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_start__pins_and_counts_nothing),
		cmocka_unit_test(test_start__not_for_what_has_no_clock_or_no_hours),
		cmocka_unit_test(test_start__begun_when_its_deadline_had_passed),
		cmocka_unit_test(test_meet__in_time_late_and_out_of_order),
		cmocka_unit_test(test_pause__reason_limit_and_the_day_it_moves_to),
		cmocka_unit_test(test_pause__finishing_ends_it),
		cmocka_unit_test(test_pause__lasts_on_after_an_undo_and_ends_at_its_limit),
		cmocka_unit_test(test_pause__finished_takes_no_more_of_the_record),
		cmocka_unit_test(test_pause__is_over_at_its_limit_when_read),
		cmocka_unit_test(test_cancel_miss_and_undo),
		cmocka_unit_test(test_assign__the_clock_runs_on),
		cmocka_unit_test(test_misses__recorded_once),
		cmocka_unit_test(test_past_its_feed_nothing_is_missed_by_start_either),
		cmocka_unit_test(test_warnings__to_the_owner_then_the_point_person_in_one_mail),
		cmocka_unit_test(test_warnings__not_often_and_not_when_closed),
		cmocka_unit_test(test_warnings__deputies_hear_and_paused_clocks_are_silent),
		cmocka_unit_test(test_warnings__to_the_owner_where_no_deputy_is_there),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
