/* Clocks reckoned from what happened to them. Times are those of calendar B: Berlin, Monday to Friday 9 to 12 and 13 to 17. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_history.h"

static void *ctx;
static const struct interval office[] = { { 540, 720 }, { 780, 1020 } };
#define OPEN { office, 2 }
static const struct calendar calendar = { .name = "B", .zone = "Europe/Berlin", .week = { OPEN, OPEN, OPEN, OPEN, OPEN } };
static struct timer_event events[20];
static size_t count;

static int64_t
at(const char *local)		/* "2026-10-05 10:00" in Berlin, summer time */
{
	int64_t instant = 0;

	assert_true(instant_parse(text_format(ctx, "%s:00+02:00", local), &instant));
	return instant;
}

static void
happened(int step, const char *local)
{
	events[count++] = (struct timer_event){ .id = (int64_t)count + 1, .step = step, .at = at(local), .person_id = 1,
	    .reason = step == STEP_PAUSE ? "waiting for Marketing" : NULL };
}

static void
begin(const char *local)
{
	count = 0;
	happened(STEP_START, local);
}

static struct timer_result
now_hours(int64_t hours, const char *local)
{
	return timer_reckon(ctx, &calendar, &(struct timer_target){ .open_minutes = hours * 60 }, events, count, at(local));
}

#define IS(result, state_, deadline_, ended_, late_) do { \
	struct timer_result r_ = (result); \
	const char *d_ = (deadline_), *e_ = (ended_), *l_ = (late_); \
	assert_string_equal(timer_state_names[r_.state], timer_state_names[state_]); \
	assert_int_equal(r_.deadline, d_ ? at(d_) : 0); \
	assert_int_equal(r_.ended_at, e_ ? at(e_) : 0); \
	assert_int_equal(r_.late_at, l_ ? at(l_) : 0); \
} while (0)

static void
test_states_by_the_wall(void **state)
{
	(void)state;
	begin("2026-10-05 10:00");
	IS(now_hours(1, "2026-10-05 09:59"), TIMER_SCHEDULED, "2026-10-05 11:00", NULL, NULL);
	IS(now_hours(1, "2026-10-05 10:00"), TIMER_RUNNING, "2026-10-05 11:00", NULL, NULL);
	IS(now_hours(1, "2026-10-05 11:00"), TIMER_RUNNING, "2026-10-05 11:00", NULL, NULL);
	IS(now_hours(1, "2026-10-05 11:01"), TIMER_MISSED, "2026-10-05 11:00", NULL, NULL);
}

static void
test_done_at_the_deadline_is_met_and_later_is_late(void **state)
{
	(void)state;
	begin("2026-10-05 10:00");
	happened(STEP_MEET, "2026-10-05 11:00");
	IS(now_hours(1, "2026-10-09 11:00"), TIMER_MET, "2026-10-05 11:00", "2026-10-05 11:00", NULL);
	begin("2026-10-05 10:00");
	events[count++] = (struct timer_event){ .step = STEP_MISS, .at = at("2026-10-05 11:00") };
	happened(STEP_MEET, "2026-10-05 11:01");
	IS(now_hours(1, "2026-10-09 11:00"), TIMER_MISSED, "2026-10-05 11:00", NULL, "2026-10-05 11:01");
}

static void
test_what_happened_first_counts_whatever_was_recorded_first(void **state)
{
	(void)state;
	begin("2026-10-05 10:00");
	events[count++] = (struct timer_event){ .step = STEP_MISS, .at = at("2026-10-05 11:00") };
	happened(STEP_MEET, "2026-10-05 15:00");
	happened(STEP_MEET, "2026-10-05 10:30");
	IS(now_hours(1, "2026-10-09 11:00"), TIMER_MET, "2026-10-05 11:00", "2026-10-05 10:30", NULL);
	happened(STEP_CORRECT, "2026-10-05 16:00");
	IS(now_hours(1, "2026-10-09 11:00"), TIMER_MISSED, "2026-10-05 11:00", NULL, "2026-10-05 15:00");
	happened(STEP_CORRECT, "2026-10-05 16:01");
	IS(now_hours(1, "2026-10-05 10:45"), TIMER_RUNNING, "2026-10-05 11:00", NULL, NULL);
	assert_false(now_hours(1, "2026-10-05 10:45").done);
}

static void
test_pauses_hold_it_and_do_not_heal_a_miss(void **state)
{
	(void)state;
	begin("2026-10-05 10:00");
	happened(STEP_PAUSE, "2026-10-05 11:00");
	IS(now_hours(4, "2026-12-05 10:00"), TIMER_PAUSED, NULL, NULL, NULL);
	assert_string_equal(timer_words(ctx, &calendar, &(struct timer_result){ .state = TIMER_PAUSED,
	    .pauses = pauses_merge(ctx, &(struct pause){ 1, 5, "why" }, 1) }, 0), "Paused: why");
	happened(STEP_RESUME, "2026-10-06 10:00");
	IS(now_hours(4, "2026-10-06 10:00"), TIMER_RUNNING, "2026-10-06 14:00", NULL, NULL);
	begin("2026-10-05 10:00");
	happened(STEP_PAUSE, "2026-10-05 11:01");
	IS(now_hours(1, "2026-10-05 11:30"), TIMER_MISSED, "2026-10-05 11:00", NULL, NULL);
	begin("2026-10-05 10:00");
	happened(STEP_PAUSE, "2026-10-05 11:00");
	IS(now_hours(1, "2026-10-05 11:30"), TIMER_MISSED, "2026-10-05 11:00", NULL, NULL);
}

static void
test_finishing_ends_a_pause_first(void **state)
{
	(void)state;
	begin("2026-10-05 10:00");
	happened(STEP_PAUSE, "2026-10-05 10:30");
	happened(STEP_MEET, "2026-10-06 09:30");
	IS(now_hours(1, "2026-10-09 10:00"), TIMER_MET, "2026-10-06 10:00", "2026-10-06 09:30", NULL);
	begin("2026-10-05 10:00");
	happened(STEP_PAUSE, "2026-10-05 11:30");
	happened(STEP_RESUME, "2026-10-05 16:00");
	happened(STEP_MEET, "2026-10-05 10:40");	/* recorded late: the pause came after it */
	IS(now_hours(1, "2026-10-09 10:00"), TIMER_MET, "2026-10-05 11:00", "2026-10-05 10:40", NULL);
}

static void
test_cancelled_in_time_or_missed_for_good(void **state)
{
	(void)state;
	begin("2026-10-05 10:00");
	happened(STEP_CANCEL, "2026-10-05 10:20");
	IS(now_hours(1, "2026-10-09 10:00"), TIMER_CANCELLED, "2026-10-05 11:00", "2026-10-05 10:20", NULL);
	begin("2026-10-05 10:00");
	happened(STEP_CANCEL, "2026-10-05 11:20");
	IS(now_hours(1, "2026-10-09 10:00"), TIMER_MISSED, "2026-10-05 11:00", NULL, NULL);
	begin("2026-10-05 10:00");
	happened(STEP_MISS, "2026-10-05 10:20");
	IS(now_hours(1, "2026-10-05 10:30"), TIMER_MISSED, "2026-10-05 11:00", "2026-10-05 10:20", NULL);
}

static void
test_business_days_stand_still_while_paused(void **state)
{
	const struct timer_target day = { .business_days = 1 };

	(void)state;
	begin("2026-10-05 10:00");
	IS(timer_reckon(ctx, &calendar, &day, events, count, at("2026-10-05 12:00")), TIMER_RUNNING, "2026-10-06 17:00", NULL, NULL);
	happened(STEP_PAUSE, "2026-10-06 10:00");
	IS(timer_reckon(ctx, &calendar, &day, events, count, at("2026-10-07 12:00")), TIMER_PAUSED, NULL, NULL, NULL);
	happened(STEP_RESUME, "2026-10-06 16:00");
	IS(timer_reckon(ctx, &calendar, &day, events, count, at("2026-10-06 16:30")), TIMER_RUNNING, "2026-10-06 17:00", NULL, NULL);
}

static void
test_no_hours_is_said(void **state)
{
	const struct calendar closed = { .name = "never", .zone = "UTC" };
	struct timer_result r;

	(void)state;
	begin("2026-10-05 10:00");
	r = timer_reckon(ctx, &closed, &(struct timer_target){ .open_minutes = 60 }, events, count, at("2026-10-05 12:00"));
	assert_int_equal(r.refusal, DEADLINE_NO_HOURS);
	assert_int_equal(r.deadline, 0);
}

static void
test_warnings_by_open_time(void **state)
{
	struct timer_result r;
	int64_t percent = 0;

	(void)state;
	begin("2026-10-05 11:30");
	r = now_hours(1, "2026-10-05 11:31");
	assert_int_equal(timer_warning_after(ctx, &calendar, &r, "50 80", at("2026-10-05 11:31"), &percent), at("2026-10-05 12:00"));
	assert_int_equal(percent, 50);
	assert_int_equal(timer_warning_after(ctx, &calendar, &r, "50 80", at("2026-10-05 12:00"), &percent), at("2026-10-05 13:18"));
	assert_int_equal(timer_warning_after(ctx, &calendar, &r, "50 80", at("2026-10-05 13:18"), &percent), 0);
	assert_int_equal(timer_warning_after(ctx, &calendar, &r, "", 0, &percent), 0);
	assert_int_equal(timer_warning_by(ctx, &calendar, &r, "50 80", at("2026-10-05 11:59")), 0);
	assert_int_equal(timer_warning_by(ctx, &calendar, &r, "50 80", at("2026-10-05 12:00")), 50);
	assert_int_equal(timer_warning_by(ctx, &calendar, &r, "50 80", at("2026-10-05 13:20")), 80);
	assert_int_equal(pause_used_up_at(&calendar, at("2026-10-02 16:30"), 3600), at("2026-10-05 09:30"));
}

static void
test_words(void **state)
{
	struct timer_result r;

	(void)state;
	begin("2026-10-02 16:30");
	r = now_hours(2, "2026-10-03 10:00");
	assert_string_equal(timer_words(ctx, &calendar, &r, at("2026-10-03 10:00")), "1 h 30 min left, resumes Monday 09:00");
	r = now_hours(2, "2026-10-05 10:00");
	assert_string_equal(timer_words(ctx, &calendar, &r, at("2026-10-05 10:00")), "30 min left");
	r = now_hours(2, "2026-10-05 11:05");
	assert_string_equal(timer_words(ctx, &calendar, &r, at("2026-10-05 11:05")), "Late by 35 min");
	happened(STEP_MEET, "2026-10-05 10:00");
	r = now_hours(2, "2026-10-05 11:05");
	assert_string_equal(timer_words(ctx, &calendar, &r, at("2026-10-05 11:05")), "Met");
}

static int
open_ctx(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
close_ctx(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states_by_the_wall),
		cmocka_unit_test(test_done_at_the_deadline_is_met_and_later_is_late),
		cmocka_unit_test(test_what_happened_first_counts_whatever_was_recorded_first),
		cmocka_unit_test(test_pauses_hold_it_and_do_not_heal_a_miss),
		cmocka_unit_test(test_finishing_ends_a_pause_first),
		cmocka_unit_test(test_cancelled_in_time_or_missed_for_good),
		cmocka_unit_test(test_business_days_stand_still_while_paused),
		cmocka_unit_test(test_no_hours_is_said),
		cmocka_unit_test(test_warnings_by_open_time),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
