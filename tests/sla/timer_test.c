/* Clocks: their states, pauses and their limit, finishing, cancelling, warnings, and the promise of so many attempts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <talloc.h>

#include "sla/calendars.h"
#include "sla/rules_timer.h"

#define BERLIN "Europe/Berlin"

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

/* An instant of the week of Monday 5 October 2026 in Berlin: "Mon 10:00"; "Mon2" is a week later. */
static int64_t
at(const char *s)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	int day = 0;

	while (strncmp(days[day], s, 3) != 0)
		day++;
	s += 3;
	if (*s == '2') {
		day += 7;
		s++;
	}
	return local_at(BERLIN, text_format(ctx, "2026-10-%02d%s", 5 + day, s));
}

/* The whole table: from a state by a step to a state, and nothing else. */
static void
test_life__only_what_is_listed_can_happen(void **state)
{
	static const int to[6][6] = {
		/*                      START          PAUSE         RESUME         FINISH        MISS          CANCEL */
		[TIMER_SCHEDULED] = { TIMER_RUNNING, -1,           -1,            TIMER_MET,    -1,           TIMER_CANCELLED },
		[TIMER_RUNNING] =   { -1,            TIMER_PAUSED, -1,            TIMER_MET,    TIMER_MISSED, TIMER_CANCELLED },
		[TIMER_PAUSED] =    { -1,            -1,           TIMER_RUNNING, TIMER_MET,    -1,           TIMER_CANCELLED },
		[TIMER_MET] =       { -1,            -1,           -1,            -1,           -1,           -1 },
		[TIMER_MISSED] =    { -1,            -1,           -1,            TIMER_MISSED, -1,           -1 },
		[TIMER_CANCELLED] = { -1,            -1,           -1,            -1,           -1,           -1 },
	};

	(void)state;
	for (int from = TIMER_SCHEDULED; from <= TIMER_CANCELLED; from++) {
		for (int step = TIMER_START; step <= TIMER_CANCEL; step++)
			assert_int_equal(timer_after(from, (enum timer_step)step), to[from][step]);
		assert_true(*timer_state_label(from) && *timer_state_names[from]);
	}
	assert_null(timer_state_names[TIMER_CANCELLED + 1]);
}

/* A timer of hours on calendar B. */
static struct timer
hours_from(const char *start, int hours)
{
	return (struct timer){ .start = at(start), .seconds = hours * INT64_C(3600), .days = TARGET_SECONDS, .pause_most = -1 };
}

static struct timer_reading
read_at(const struct timer *timer, const char *now)
{
	return timer_read(ctx, timer, &calendar_b, at(now));
}

static void
test_timer__runs_and_is_missed(void **state)
{
	struct timer timer = hours_from("Mon 10:00", 4);
	struct timer_reading r = read_at(&timer, "Mon 09:00");

	(void)state;
	assert_int_equal(r.state, TIMER_SCHEDULED);
	assert_int_equal(r.left, 4 * 3600);
	assert_int_equal(r.elapsed, 0);
	r = read_at(&timer, "Mon 12:30");
	assert_int_equal(r.state, TIMER_RUNNING);
	assert_int_equal(r.elapsed, 2 * 3600);
	assert_int_equal(r.left, 2 * 3600);
	assert_int_equal(r.deadline.at, at("Mon 15:00"));
	r = read_at(&timer, "Mon 15:00");
	assert_int_equal(r.state, TIMER_RUNNING);
	assert_int_equal(r.left, 0);
	r = timer_read(ctx, &timer, &calendar_b, at("Mon 15:00") + 1);
	assert_int_equal(r.state, TIMER_MISSED);
	assert_int_equal(r.missed_at, at("Mon 15:00"));
	assert_int_equal(r.late, 1);
	/* Late in open time: one hour on Monday, one on Tuesday. */
	r = read_at(&timer, "Tue 10:00");
	assert_int_equal(r.late, 3 * 3600);
	assert_int_equal(r.left, 0);
}

static void
test_timer__done(void **state)
{
	struct timer timer = hours_from("Mon 10:00", 4);
	struct timer_reading r;

	(void)state;
	timer.done_at = at("Mon 15:00");
	assert_int_equal(read_at(&timer, "Tue 10:00").state, TIMER_MET);
	assert_int_equal(read_at(&timer, "Tue 10:00").elapsed, 4 * 3600);
	assert_int_equal(read_at(&timer, "Mon 14:00").state, TIMER_RUNNING);	/* it has not happened then */
	timer.done_at++;
	r = read_at(&timer, "Tue 10:00");
	assert_int_equal(r.state, TIMER_MISSED);
	assert_int_equal(r.late_completed_at, timer.done_at);
	assert_int_equal(r.late, 1);
	timer.done_at = at("Mon 09:30");
	assert_int_equal(read_at(&timer, "Tue 10:00").state, TIMER_MET);
	assert_int_equal(read_at(&timer, "Tue 10:00").elapsed, 0);
}

static void
test_timer__paused(void **state)
{
	struct pause pauses[] = { { at("Mon 11:00"), PAUSE_OPEN, "question" }, { 0 } };
	struct timer timer = hours_from("Mon 10:00", 4);
	struct timer_reading r;

	(void)state;
	timer.pauses = pauses;
	timer.pause_count = 1;
	assert_int_equal(timer_read(ctx, &timer, &calendar_b, at("Mon 11:00") - 1).state, TIMER_RUNNING);
	r = read_at(&timer, "Fri 11:00");
	assert_int_equal(r.state, TIMER_PAUSED);
	assert_int_equal(r.deadline.state, DEADLINE_PAUSED);
	assert_int_equal(r.elapsed, 3600);
	assert_int_equal(r.left, 3 * 3600);
	assert_int_equal(r.paused_since, at("Mon 11:00"));
	/* Resumed on Tuesday at 10:00: the vector of the rules. */
	pauses[0].to = at("Tue 10:00");
	r = read_at(&timer, "Tue 11:00");
	assert_int_equal(r.state, TIMER_RUNNING);
	assert_int_equal(r.deadline.at, at("Tue 14:00"));
	assert_int_equal(read_at(&timer, "Mon 12:00").state, TIMER_PAUSED);	/* as it was read then */
	/* Finished while paused: the pause is closed first, so it is met whenever that was. */
	pauses[0].to = PAUSE_OPEN;
	timer.done_at = at("Fri 10:00");
	r = read_at(&timer, "Fri 12:00");
	assert_int_equal(r.state, TIMER_MET);
	assert_int_equal(r.elapsed, 3600);
}

static void
test_timer__missed_before_its_pause_stays_missed(void **state)
{
	struct pause pause = { at("Tue 09:30"), PAUSE_OPEN, "question" };
	struct timer timer = hours_from("Mon 10:00", 4);

	(void)state;
	timer.pauses = &pause;
	timer.pause_count = 1;
	assert_int_equal(read_at(&timer, "Tue 10:00").state, TIMER_MISSED);
	assert_int_equal(read_at(&timer, "Fri 10:00").missed_at, at("Mon 15:00"));
	timer.done_at = at("Wed 10:00");
	assert_int_equal(read_at(&timer, "Fri 10:00").state, TIMER_MISSED);
	assert_int_equal(read_at(&timer, "Fri 10:00").late_completed_at, at("Wed 10:00"));
}

static void
test_timer__cancelled(void **state)
{
	struct timer timer = hours_from("Mon 10:00", 4);
	struct timer_reading r;

	(void)state;
	timer.cancelled_at = at("Mon 15:00");
	r = read_at(&timer, "Fri 10:00");
	assert_int_equal(r.state, TIMER_CANCELLED);
	assert_true(r.in_time);
	timer.cancelled_at++;
	r = read_at(&timer, "Fri 10:00");
	assert_int_equal(r.state, TIMER_MISSED);
	assert_false(r.in_time);
	assert_int_equal(r.late_completed_at, 0);
	/* What came first decides. */
	timer.cancelled_at = at("Mon 12:00");
	timer.done_at = at("Mon 11:00");
	assert_int_equal(read_at(&timer, "Fri 10:00").state, TIMER_MET);
	timer.done_at = at("Mon 13:30");
	assert_int_equal(read_at(&timer, "Fri 10:00").state, TIMER_CANCELLED);
}

/* The limit: pauses may take two hours of open time, after which the clock runs although nobody has ended them. */
static void
test_timer__pauses_have_a_limit(void **state)
{
	struct pause pauses[] = { { at("Mon 10:00"), at("Mon 11:00"), "question" }, { at("Mon 16:30"), PAUSE_OPEN, "question" } };
	struct timer timer = hours_from("Mon 09:30", 6);
	struct timer_reading r;
	const struct pauses *counted;

	(void)state;
	timer.pauses = pauses;
	timer.pause_count = 2;
	timer.pause_most = 2 * 3600;
	assert_int_equal(read_at(&timer, "Tue 09:00").state, TIMER_PAUSED);
	/* Half an hour on Monday, half an hour on Tuesday: it runs on from 09:30. */
	r = read_at(&timer, "Tue 09:30");
	assert_int_equal(r.state, TIMER_RUNNING);
	assert_int_equal(r.elapsed, 1800 + 3600 + 12600);
	assert_int_equal(r.deadline.at, at("Tue 10:30"));
	assert_int_equal(timer_read(ctx, &timer, &calendar_b, at("Tue 10:30") + 1).state, TIMER_MISSED);
	counted = timer_pauses(ctx, &timer, &calendar_b, at("Fri 09:30"));
	assert_int_equal(counted->count, 2);
	assert_int_equal(counted->list[1].to, at("Tue 09:30"));
	timer.pause_most = 0;
	assert_int_equal(read_at(&timer, "Mon 10:30").state, TIMER_RUNNING);
	assert_int_equal(timer_pauses(ctx, &timer, &calendar_b, at("Fri 09:30"))->count, 0);
	timer.pause_most = -1;
	assert_int_equal(read_at(&timer, "Fri 10:30").state, TIMER_PAUSED);
}

static void
test_timer__of_business_days(void **state)
{
	struct timer timer = { .start = at("Mon 12:20"), .days = 1, .pause_most = -1 };
	struct pause pause = { at("Tue 14:00"), at("Wed 10:00"), "question" };
	struct timer_reading r = timer_read(ctx, &timer, &calendar_b, at("Mon 15:00"));

	(void)state;
	assert_int_equal(r.deadline.at, at("Tue 17:00"));
	assert_int_equal(r.left, 9 * 3600);
	/* The close passes while it is paused: nothing is missed, and the deadline is the next close behind the pause. */
	timer.pauses = &pause;
	timer.pause_count = 1;
	pause.to = PAUSE_OPEN;
	assert_int_equal(read_at(&timer, "Tue 18:00").state, TIMER_PAUSED);
	assert_int_equal(read_at(&timer, "Tue 18:00").left, 0);
	pause.to = at("Wed 10:00");
	r = read_at(&timer, "Wed 10:00");
	assert_int_equal(r.state, TIMER_RUNNING);
	assert_int_equal(r.deadline.at, at("Wed 17:00"));
	/* One that spares the close moves nothing. */
	pause = (struct pause){ at("Tue 10:00"), at("Tue 16:00"), "question" };
	assert_int_equal(read_at(&timer, "Wed 10:00").state, TIMER_MISSED);
	assert_int_equal(read_at(&timer, "Wed 10:00").missed_at, at("Tue 17:00"));
	timer.done_at = at("Tue 17:00");
	assert_int_equal(read_at(&timer, "Wed 10:00").state, TIMER_MET);
}

static void
test_timer__without_hours_says_so(void **state)
{
	struct timer timer = hours_from("Mon 10:00", 4);
	struct timer_reading r = timer_read(ctx, &timer, &never, at("Fri 10:00"));

	(void)state;
	assert_int_equal(r.state, TIMER_RUNNING);
	assert_int_equal(r.deadline.state, DEADLINE_NO_HOURS);
	assert_int_equal(r.elapsed, 0);
}

static void
test_attempt__stops_the_clock(void **state)
{
	(void)state;
	for (int result = ATTEMPT_NO_ANSWER; result <= ATTEMPT_BOOKED; result++) {
		assert_true(attempt_stops(result, true));
		assert_int_equal(attempt_stops(result, false), result == ATTEMPT_REPLIED || result == ATTEMPT_BOOKED);
		assert_int_equal(attempt_is_conversation(result), result == ATTEMPT_SPOKE);
	}
	assert_false(attempt_stops(-1, true));
	assert_null(attempt_result_names[ATTEMPT_BOOKED + 1]);
}

static void
test_attempt__is_recorded_within_two_open_days(void **state)
{
	(void)state;
	assert_null(attempt_gap_problem(ctx, &calendar_b, at("Mon 10:00"), at("Mon 10:00"), 2));
	assert_null(attempt_gap_problem(ctx, &calendar_b, at("Mon 10:00"), at("Wed 23:00"), 2));
	assert_null(attempt_gap_problem(ctx, &calendar_b, at("Fri 10:00"), at("Tue2 12:00"), 2));
	assert_non_null(attempt_gap_problem(ctx, &calendar_b, at("Mon 10:00"), at("Thu 00:00"), 2));
	assert_non_null(attempt_gap_problem(ctx, &calendar_b, at("Tue 10:00"), at("Mon 10:00"), 2));
	assert_null(attempt_gap_problem(ctx, &calendar_b, at("Tue 10:00") + 60, at("Tue 10:00"), 2));
}

/* Three attempts on two days, from Monday 10:00. */
static int64_t
tried(const char *const when[])
{
	int64_t list[8];
	size_t count;

	for (count = 0; when[count]; count++)
		list[count] = at(when[count]);
	return attempts_enough_at(ctx, 3, 2, at("Mon 10:00"), list, count, &calendar_b);
}

static void
test_attempts__enough_on_enough_days(void **state)
{
	static const char *const none[] = { NULL }, *const three[] = { "Wed 10:00", "Mon 11:00", "Mon 12:00", NULL };
	static const char *const one_day[] = { "Mon 10:30", "Mon 11:00", "Mon 12:00", "Mon 13:00", NULL };
	static const char *const saturday[] = { "Mon 10:30", "Mon 11:00", "Sat 12:00", NULL };
	static const char *const then[] = { "Mon 10:30", "Mon 11:00", "Sat 12:00", "Mon2 09:00", NULL };
	static const char *const early[] = { "Mon 09:30", "Mon 11:00", "Tue 12:00", NULL };

	(void)state;
	assert_int_equal(tried(none), 0);
	assert_int_equal(tried(three), at("Wed 10:00"));
	assert_int_equal(tried(one_day), 0);
	assert_int_equal(tried(saturday), 0);
	assert_int_equal(tried(then), at("Mon2 09:00"));
	assert_int_equal(tried(early), 0);
}

static int64_t
random_below(unsigned *seed, int64_t n)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 8) % n;
}

/*
 * Read every half hour, a timer only ever moves as the table allows; what it says of time agrees with what it is; and nothing is missed
 * while paused.
 */
static void
test_timer__read_over_time_moves_as_the_table_allows(void **state)
{
	unsigned seed = 20261121;
	bool seen[6] = { false };

	(void)state;
	for (int i = 0; i < 400; i++) {
		int64_t begin = at("Mon 00:00");
		struct pause pauses[3];
		struct timer timer = { .start = begin + random_below(&seed, 3 * 96) * 900, .seconds = random_below(&seed, 60) * 900 + 900,
			.days = random_below(&seed, 3) ? TARGET_SECONDS : random_below(&seed, 3), .pauses = pauses,
			.pause_count = (size_t)random_below(&seed, 4), .pause_most = random_below(&seed, 2) ? -1 : random_below(&seed, 40) * 900 };
		int before = TIMER_SCHEDULED;

		for (size_t k = 0; k < timer.pause_count; k++) {
			pauses[k].from = timer.start + random_below(&seed, 3 * 96) * 900;
			pauses[k].to = random_below(&seed, 5) ? pauses[k].from + random_below(&seed, 2 * 96) * 900 : PAUSE_OPEN;
			pauses[k].why = "question";
		}
		if (random_below(&seed, 2))
			timer.done_at = timer.start + random_below(&seed, 7 * 96) * 900;
		if (random_below(&seed, 4) == 0)
			timer.cancelled_at = timer.start + random_below(&seed, 7 * 96) * 900;
		for (int64_t now = begin; now < begin + 14 * 86400; now += 1800) {
			struct timer_reading r = timer_read(ctx, &timer, &calendar_b, now);
			bool moved = r.state == before;

			/* Half an hour may hold several steps: any way through the table will do. */
			for (int a = TIMER_START; a <= TIMER_CANCEL && !moved; a++)
				for (int b = -1; b <= TIMER_CANCEL && !moved; b++)
					for (int c = -1; c <= TIMER_CANCEL && !moved; c++) {
						int s = timer_after(before, (enum timer_step)a);

						s = b < 0 || s < 0 ? s : timer_after(s, (enum timer_step)b);
						s = c < 0 || s < 0 ? s : timer_after(s, (enum timer_step)c);
						moved = s == r.state;
					}
			if (!moved)
				fail_msg("from %s to %s", timer_state_names[before], timer_state_names[r.state]);
			if (before != TIMER_MISSED && r.state == TIMER_MISSED)
				assert_true(r.missed_at >= now - 1800 || before == TIMER_SCHEDULED || before == TIMER_PAUSED);
			if (timer.days == TARGET_SECONDS && (r.state == TIMER_RUNNING || r.state == TIMER_PAUSED || r.state == TIMER_SCHEDULED))
				assert_int_equal(r.elapsed + r.left, timer.seconds);
			if (timer.days == TARGET_SECONDS && r.state == TIMER_MISSED)
				assert_true(r.elapsed >= timer.seconds);
			if (r.state == TIMER_MET && timer.days == TARGET_SECONDS)
				assert_true(r.elapsed <= timer.seconds && timer.done_at <= now);
			assert_int_equal(r.state == TIMER_PAUSED, r.paused_since != 0);
			assert_int_equal(r.state == TIMER_MISSED, r.missed_at != 0);
			seen[r.state] = true;
			before = r.state;
		}
		talloc_free(ctx);
		ctx = talloc_new(NULL);
	}
	for (int s = 0; s < 6; s++)
		assert_true(seen[s]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_life__only_what_is_listed_can_happen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__runs_and_is_missed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__done, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__paused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__missed_before_its_pause_stays_missed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__cancelled, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__pauses_have_a_limit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__of_business_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__without_hours_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_attempt__stops_the_clock, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_attempt__is_recorded_within_two_open_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_attempts__enough_on_enough_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_timer__read_over_time_moves_as_the_table_allows, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
