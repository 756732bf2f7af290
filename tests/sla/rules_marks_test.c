/* One mark for each clock of a month. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_marks.h"
#include "sla/rules_timer.h"

#include <string.h>

enum { NOW = 1791979200, HOUR = 3600 };	/* 2026-10-14 12:00 UTC */

static void *ctx;
static struct marked_clock clocks[MARKS_MOST];
static struct marks marks;

/* So many that were met, an hour apart, up to now. */
static void
ask(size_t count)
{
	for (size_t i = 0; i < count; i++)
		clocks[i] = (struct marked_clock){ (int64_t)i + 1, NOW - (int64_t)(count - i) * HOUR, TIMER_MET };
	marks = (struct marks){ .clocks = clocks, .count = count, .all = (int64_t)count, .now = NOW };
}

static void
test_a_mark_says_what_its_clock_says(void **state)
{
	(void)state;
	ask(5);
	clocks[1].state = TIMER_MISSED;
	clocks[2].state = clocks[3].state = clocks[4].state = TIMER_RUNNING;
	clocks[2].deadline = NOW - 1;		/* nobody has recorded it yet */
	clocks[3].deadline = NOW;		/* exactly then is in time */
	clocks[4].deadline = NOW + HOUR;
	assert_int_equal(mark_of(&marks, 0), MARK_MET);
	assert_int_equal(mark_of(&marks, 1), MARK_LATE);
	assert_int_equal(mark_of(&marks, 2), MARK_LATE);
	assert_int_equal(mark_of(&marks, 3), MARK_RUNNING);
	assert_int_equal(mark_of(&marks, 4), MARK_RUNNING);
	assert_string_equal(marks_words(ctx, &marks), "1 in time, 2 late, 2 not due yet.");
}

static void
test_past_its_feed_nothing_is_late(void **state)
{
	(void)state;
	ask(3);
	clocks[0].state = clocks[1].state = clocks[2].state = TIMER_MISSED;
	marks.by_feed = true;
	marks.known_up_to = clocks[1].deadline;
	assert_string_equal(marks_words(ctx, &marks), "2 late, 1 not measured.");
	marks.known_up_to = 0;
	assert_string_equal(marks_words(ctx, &marks), "3 not measured.");
	clocks[2].state = TIMER_MET;		/* what did come, came */
	assert_string_equal(marks_words(ctx, &marks), "1 in time, 2 not measured.");
}

static void
test_words_say_when_not_all_are_drawn(void **state)
{
	(void)state;
	ask(MARKS_MOST);
	assert_string_equal(marks_sentence(ctx, &marks, "handoff"), "One mark for each handoff, by deadline.");
	marks.all = 412;
	assert_string_equal(marks_sentence(ctx, &marks, "handoff"), "One mark for each of 120 of the 412 handoffs, by deadline: the last with a result and the next to fall due.");
}

/* Of `settled` with a result, and `running` among the later of them: how many of each stay, and that it is the last and the next. */
static void
pick(size_t settled, size_t running, size_t settled_left, size_t running_left)
{
	struct marked_clock all[600];
	size_t count = settled + running, kept, seen[2] = { 0 };
	int64_t before = 0;

	for (size_t i = 0, left = settled; i < count; i++) {
		bool met = left && (i < settled / 2 || i % 2 || count - i == left);

		left -= met;
		all[i] = (struct marked_clock){ (int64_t)i + 1, (int64_t)i, met ? i % 3 ? TIMER_MET : TIMER_MISSED : TIMER_RUNNING };
	}
	kept = marks_pick(all, count);
	for (size_t i = 0; i < kept; i++) {
		assert_true(all[i].id > before);
		before = all[i].id;
		seen[all[i].state == TIMER_RUNNING]++;
	}
	assert_int_equal(seen[0], settled_left);
	assert_int_equal(seen[1], running_left);
}

static void
test_of_too_many_the_last_and_the_next_stay(void **state)
{
	(void)state;
	pick(0, 0, 0, 0);
	pick(100, 20, 100, 20);
	pick(120, 0, 120, 0);
	pick(121, 0, 120, 0);
	pick(300, 1, 119, 1);
	pick(300, 40, 80, 40);
	pick(300, 200, 80, 40);
	pick(80, 200, 80, 40);
	pick(50, 200, 50, 70);
	pick(0, 200, 0, 120);
	for (size_t i = 0; i < 3; i++)
		clocks[i] = (struct marked_clock){ (int64_t)i + 1, (int64_t)i, TIMER_MET };
	assert_int_equal(marks_pick(clocks, 3), 3);
	assert_int_equal(clocks[0].id, 1);
}

/* How many marks a path draws: each begins by a move. */
static size_t
drawn(int mark)
{
	size_t count = 0;

	for (const char *p = marks_path(ctx, &marks, mark); *p; p++)
		count += *p == 'M';
	return count;
}

static void
test_each_clock_is_drawn_once_in_its_place(void **state)
{
	(void)state;
	ask(4);
	clocks[1].state = TIMER_MISSED;
	clocks[3] = (struct marked_clock){ 4, NOW + HOUR, TIMER_RUNNING };
	assert_string_equal(marks_path(ctx, &marks, MARK_MET), "M0 5h6v12h-6zM18 5h6v12h-6z");
	assert_string_equal(marks_path(ctx, &marks, MARK_LATE), "M9.75 0.75h4.5v20.5h-4.5z");
	assert_string_equal(marks_path(ctx, &marks, MARK_RUNNING), "M27.5 8.5h5v5h-5z");
	assert_string_equal(marks_path(ctx, &marks, MARK_UNKNOWN), "");
	assert_string_equal(mark_path(ctx, MARK_LATE), "M0.75 0.75h4.5v20.5h-4.5z");
	assert_string_equal(mark_path(ctx, MARK_UNKNOWN), "M0 10h6v2h-6z");
}

static void
test_rows_are_as_many_as_it_takes(void **state)
{
	static const struct { size_t count; int64_t height; } cases[] = { { 0, 0 }, { 1, 22 }, { 40, 22 }, { 41, 48 }, { 120, 74 } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ask(cases[i].count);
		assert_int_equal(marks_height(&marks), cases[i].height);
		assert_int_equal(drawn(MARK_MET), cases[i].count);
	}
	assert_non_null(strstr(marks_path(ctx, &marks, MARK_MET), "M351 5h"));	/* the last of the first row ends where the picture does */
	assert_int_equal(351 + MARK_WIDTH, MARKS_WIDTH);
	assert_non_null(strstr(marks_path(ctx, &marks, MARK_MET), "M0 31h"));
}

static void
test_days_add_up_to_the_marks(void **state)
{
	struct marks_day days[31];
	size_t count, sums[MARK_KINDS] = { 0 };

	(void)state;
	ask(100);
	for (size_t i = 0; i < 100; i += 7)
		clocks[i].state = TIMER_MISSED;
	clocks[99] = (struct marked_clock){ 100, NOW + 48 * HOUR, TIMER_RUNNING };
	count = marks_days(&marks, "Europe/Berlin", days);
	assert_int_equal(count, 6);		/* a hundred hours are of five days, and one is to come */
	assert_int_equal(days[0].day.day, 10);
	assert_int_equal(days[5].day.day, 16);
	assert_int_equal(days[5].counts[MARK_RUNNING], 1);
	for (size_t i = 0; i < count; i++)
		for (int mark = 0; mark < MARK_KINDS; mark++)
			sums[mark] += (size_t)days[i].counts[mark];
	for (int mark = 0; mark < MARK_KINDS; mark++) {
		assert_int_equal(sums[mark], marks_count(&marks, mark));
		assert_int_equal(sums[mark], drawn(mark));
	}
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
		cmocka_unit_test(test_a_mark_says_what_its_clock_says),
		cmocka_unit_test(test_past_its_feed_nothing_is_late),
		cmocka_unit_test(test_words_say_when_not_all_are_drawn),
		cmocka_unit_test(test_of_too_many_the_last_and_the_next_stay),
		cmocka_unit_test(test_each_clock_is_drawn_once_in_its_place),
		cmocka_unit_test(test_rows_are_as_many_as_it_takes),
		cmocka_unit_test(test_days_add_up_to_the_marks),
	};

	return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
