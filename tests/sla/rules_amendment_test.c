/* What an amendment may say, and what a corrected calendar makes of clocks. Calendars A and B are those of calendars.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "sla/rules_amendment.h"

#include "calendars.h"

static void *ctx;
static const struct day TODAY = { 2026, 10, 20 };

static struct exception
closed(const char *day)
{
	return (struct exception){ .day = day_at(day), .name = "Forgotten" };
}

/* The first problem's text; "": none. */
static const char *
problem_of(const struct exception *days, size_t count, const char *reason)
{
	const struct calendar *versions[] = { &calendar_b };
	struct amendment a = { .reason = reason, .days = (struct exception *)days, .day_count = count };
	struct problems *p = problems_new(ctx);

	amendment_problems(p, &a, versions, 1, TODAY);
	return p->count ? text_format(ctx, "%s %d: %s", p->list[0].member, p->list[0].index, p->list[0].text) : "";
}

#define SAYS(words, problem) assert_non_null(strstr(problem, words))

static void
test_problems(void **state)
{
	struct exception days[2] = { closed("2026-10-05"), closed("2026-10-06") };
	struct exception many[AMENDED_DAYS_MOST + 1];
	struct exception e;

	(void)state;
	assert_string_equal(problem_of(days, 2, "Why"), "");
	SAYS("reason -1: Say what was wrong", problem_of(days, 2, " "));
	SAYS("days -1: Name at least one day", problem_of(days, 0, "Why"));
	SAYS("date 1: 21 October 2026 is still to come", problem_of((struct exception[]){ days[0], closed("2026-10-21") }, 2, "Why"));
	assert_string_equal(problem_of((struct exception[]){ closed("2026-10-20") }, 1, "Why"), "");	/* today has begun */
	SAYS("date 0: 4 October 2026 already has these hours", problem_of((struct exception[]){ closed("2026-10-04") }, 1, "Why"));
	e = closed("2026-10-05");
	e.hours = (struct day_hours)OFFICE;
	SAYS("already has these hours", problem_of(&e, 1, "Why"));
	SAYS("date 1: 5 October 2026 is there twice", problem_of((struct exception[]){ days[0], days[0] }, 2, "Why"));
	e = closed("2026-10-05");
	e.name = "";
	SAYS("exception_name 0", problem_of(&e, 1, "Why"));
	for (int i = 0; i <= AMENDED_DAYS_MOST; i++)
		many[i] = (struct exception){ .day = day_add(day_at("2026-09-01"), i), .name = "One" };
	SAYS("days -1: An amendment corrects at most 20 days", problem_of(many, AMENDED_DAYS_MOST + 1, "Why"));
	SAYS("cannot be shown", problem_of(days, 2, "\xc3\x28"));
}

static void
test_a_calendar_put_right(void **state)
{
	struct exception days[] = { closed("2026-10-05"), { .day = { 2026, 12, 25 }, .name = "Worked", .hours = OFFICE } };
	const struct calendar *is = calendar_amended(ctx, &calendar_b, days, 2);

	(void)state;
	assert_int_equal(is->exception_count, 4);
	assert_int_equal(calendar_b.exception_count, 3);
	assert_false(calendar_is_open_day(is, day_at("2026-10-05")));
	assert_true(calendar_is_open_day(is, day_at("2026-12-25")));
	assert_false(calendar_is_open_day(is, day_at("2026-12-26")));
}

/* A clock by a calendar with one day put right. */
static enum effect
effect(const struct calendar *was, const struct exception *day, const struct timer_target *target, const struct timer_event *events, size_t count,
    int64_t now, struct timer_result *before, struct timer_result *after)
{
	return clock_effect_of(ctx, target, events, count, was, calendar_amended(ctx, was, day, 1), now, before, after);
}

#define BERLIN(s) local_at("Europe/Berlin", s)

static void
test_flips_both_ways_and_what_does_not(void **state)
{
	const struct timer_target four = { .open_minutes = 240 };
	struct exception monday = closed("2026-10-05"), saturday = { .day = { 2026, 10, 3 }, .name = "Worked", .hours = OFFICE };
	struct timer_event events[] = {
		{ .step = STEP_START, .at = BERLIN("2026-10-02 16:00") },
		{ .step = STEP_MEET, .at = BERLIN("2026-10-05 12:00"), .person_id = 1 },
	};
	struct timer_result before, after;
	int64_t now = BERLIN("2026-10-05 16:00");

	(void)state;
	/* Due Monday 12:00, and met then; on a worked Saturday it would have been due at noon of that day. */
	assert_int_equal(effect(&calendar_b, &saturday, &four, events, 2, now, &before, &after), EFFECT_FLIPS);
	assert_int_equal(before.state, TIMER_MET);
	assert_int_equal(after.state, TIMER_MISSED);
	assert_int_equal(after.deadline, BERLIN("2026-10-03 12:00"));
	assert_int_equal(after.late_at, BERLIN("2026-10-05 12:00"));
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 2, now, &before, &after), EFFECT_MOVES);
	assert_int_equal(after.deadline, BERLIN("2026-10-06 12:00"));

	events[1].at++;		/* a second late */
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 2, now, &before, &after), EFFECT_FLIPS);
	assert_int_equal(before.state, TIMER_MISSED);
	assert_int_equal(after.state, TIMER_MET);
	events[1].step = STEP_CANCEL;
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 2, now, &before, &after), EFFECT_FLIPS);
	assert_int_equal(after.state, TIMER_CANCELLED);
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 1, BERLIN("2026-10-05 12:00"), &before, &after), EFFECT_RUNS);
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 1, BERLIN("2026-10-05 12:01"), &before, &after), EFFECT_FLIPS);
	assert_int_equal(after.state, TIMER_RUNNING);

	monday.day = day_at("2026-10-06");
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 2, now, &before, &after), EFFECT_NONE);
}

/* The day on which clocks go back lasts 25 hours: closing it takes away all of them, and what follows is in winter time. */
static void
test_the_day_of_25_hours(void **state)
{
	const struct timer_target day = { .open_minutes = 24 * 60 };
	struct exception sunday = closed("2026-10-25");
	struct timer_event events[] = { { .step = STEP_START, .at = BERLIN("2026-10-24 12:00") } };
	struct timer_result before, after;

	(void)state;
	assert_int_equal(effect(&calendar_a, &sunday, &day, events, 1, BERLIN("2026-10-24 13:00"), &before, &after), EFFECT_RUNS);
	assert_int_equal(before.deadline, instant_at("2026-10-25T10:00:00Z"));
	assert_int_equal(after.deadline, instant_at("2026-10-26T11:00:00Z"));
}

static void
test_business_days_and_a_pause(void **state)
{
	const struct timer_target two = { .business_days = 2 }, four = { .open_minutes = 240 };
	struct exception monday = closed("2026-10-05");
	struct timer_event events[] = {
		{ .step = STEP_START, .at = BERLIN("2026-10-02 16:00") },
		{ .step = STEP_PAUSE, .at = BERLIN("2026-10-05 10:00"), .person_id = 1, .reason = "waiting" },
		{ .step = STEP_RESUME, .at = BERLIN("2026-10-05 16:00"), .person_id = 1 },
	};
	struct timer_result before, after;
	int64_t now = BERLIN("2026-10-05 16:30");

	(void)state;
	assert_int_equal(effect(&calendar_b, &monday, &two, events, 1, now, &before, &after), EFFECT_RUNS);
	assert_int_equal(after.deadline, BERLIN("2026-10-07 17:00"));
	/* One hour on Friday, one on Monday before the pause, one after it, one on Tuesday; with Monday closed three on Tuesday. */
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 3, now, &before, &after), EFFECT_RUNS);
	assert_int_equal(before.deadline, BERLIN("2026-10-06 10:00"));
	assert_int_equal(after.deadline, BERLIN("2026-10-06 12:00"));
	/* While it is paused there is no deadline to move. */
	assert_int_equal(effect(&calendar_b, &monday, &four, events, 2, now, &before, &after), EFFECT_NONE);
}

static const struct clock_effect some[] = {
	{ .timer_id = 1, .line_id = 7, .effect = EFFECT_FLIPS, .old_state = TIMER_MISSED, .new_state = TIMER_MET },
	{ .timer_id = 2, .line_id = 7, .effect = EFFECT_RUNS, .old_state = TIMER_RUNNING, .new_state = TIMER_RUNNING },
	{ .timer_id = 3, .line_id = 7, .effect = EFFECT_MOVES, .old_state = TIMER_MET, .new_state = TIMER_MET },
	{ .timer_id = 4, .line_id = 6, .effect = EFFECT_FLIPS, .old_state = TIMER_MISSED, .new_state = TIMER_RUNNING },
};

static void
test_months_move_by_the_day_of_the_deadline(void **state)
{
	struct clock_effect list[4];
	const struct month_shift *shifts;
	size_t count;

	(void)state;
	memcpy(list, some, sizeof list);
	for (int i = 0; i < 4; i++) {
		list[i].old_deadline = BERLIN("2026-09-30 15:00");
		list[i].new_deadline = BERLIN(i == 2 ? "2026-09-30 17:00" : "2026-10-01 10:00");
	}
	shifts = month_shifts(ctx, list, 4, "Europe/Berlin", &count);
	assert_int_equal(count, 3);		/* a deadline that moves within its month, and a clock that runs, move no sum */
	assert_int_equal(shifts[0].line_id * 100000 + shifts[0].month, 624320);
	assert_int_equal(shifts[0].met * 10 + shifts[0].all, -1);
	assert_int_equal(shifts[1].line_id * 100000 + shifts[1].month, 724320);
	assert_int_equal(shifts[1].met * 10 + shifts[1].all, -1);
	assert_int_equal(shifts[2].line_id * 100000 + shifts[2].month, 724321);
	assert_int_equal(shifts[2].met * 10 + shifts[2].all, 11);
}

static void
test_what_is_signed(void **state)
{
	struct exception day = closed("2026-10-05");
	struct amendment a = { .number = 2, .calendar_name = "Office", .reason = "Why", .days = &day, .day_count = 1 };
	struct clock_effect list[4];
	const char *digest;

	(void)state;
	memcpy(list, some, sizeof list);
	assert_string_equal(amendment_canonical(ctx, &a, list, 2), "concord-amendment 1\nnumber 1:2\ncalendar 6:Office\nreason 3:Why\ndays 1:1\n"
	    "date 10:2026-10-05\nname 9:Forgotten\nhours 0:\nclocks 1:1\nclock 16:1 missed 0 met 0\n");
	digest = amendment_digest(ctx, &a, list, 4);
	list[1].new_deadline = 99;		/* one that runs */
	assert_string_equal(amendment_digest(ctx, &a, list, 4), digest);
	list[2].new_deadline = 99;
	assert_string_not_equal(amendment_digest(ctx, &a, list, 4), digest);
	list[2].new_deadline = 0;
	day.hours = (struct day_hours)OFFICE;
	assert_string_not_equal(amendment_digest(ctx, &a, list, 4), digest);
}

static void
test_life_and_roles(void **state)
{
	const struct user member = { .team = TEAM_SALES }, signatory = { .team = TEAM_SALES, .is_signatory = true }, watcher = { .team = TEAM_OBSERVER };
	struct amendment a = { .number = 3, .state = STATE_RATIFIED };

	(void)state;
	assert_string_equal(amendment_refusal(ctx, &a, STEP_EDIT), "Amendment 3 is signed by both teams and applied. Propose another one to correct it.");
	a.state = STATE_DRAFT;
	assert_null(amendment_refusal(ctx, &a, STEP_EDIT));
	assert_non_null(amendment_refusal(ctx, &a, STEP_SIGN));
	assert_null(amendment_may(&member, STEP_EDIT));
	assert_non_null(amendment_may(&watcher, STEP_EDIT));
	assert_non_null(amendment_may(&member, STEP_SIGN));
	assert_null(amendment_may(&signatory, STEP_SIGN));
	assert_non_null(amendment_may(&(struct user){ .team = TEAM_OBSERVER, .is_administrator = true }, STEP_OBJECT));
}

static int
begin(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_a_calendar_put_right),
		cmocka_unit_test(test_flips_both_ways_and_what_does_not),
		cmocka_unit_test(test_the_day_of_25_hours),
		cmocka_unit_test(test_business_days_and_a_pause),
		cmocka_unit_test(test_months_move_by_the_day_of_the_deadline),
		cmocka_unit_test(test_what_is_signed),
		cmocka_unit_test(test_life_and_roles),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
