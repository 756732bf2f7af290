/*
 * The calendar against a slow one that is plainly right: it asks the C library what clocks show at every minute of a week,
 * and walks minute by minute. Random calendars, zones, pauses and spans, most of them around changes of clocks.
 * SEED and CASES in the environment repeat a run, or make a longer one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <talloc.h>
#include <time.h>

#include "sla/calendars.h"

enum { BEFORE = 3, AFTER = 9, WINDOW = (BEFORE + AFTER) * 1440, SHOWN = WINDOW + 6 * 1440, DAYS_MOST = BEFORE + AFTER + 6 };
enum { WINDOWS = 250, CALENDARS = 20 };

/* The slow way is not what the sanitizers are to look at, and they would make it slower still. */
#define UNWATCHED __attribute__((no_sanitize("address", "undefined")))

static uint64_t random_state;

static uint64_t
random_bits(void)
{
	uint64_t z = random_state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static int
below(int n)
{
	return (int)(random_bits() % (uint64_t)n);
}

static long
setting(const char *name, long otherwise)
{
	const char *s = getenv(name);

	return s ? strtol(s, NULL, 10) : otherwise;
}

static const char *const zones[] = {
	"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo",
	"Asia/Beirut", "Pacific/Apia", "America/Nuuk", "America/St_Johns", "Asia/Tehran", "Africa/Casablanca",
	"Asia/Kathmandu", "Pacific/Chatham", "Europe/Dublin", "Antarctica/Troll", "UTC", "America/Scoresbysund",
	"Asia/Pyongyang", "America/Caracas", "Pacific/Kiritimati", "Asia/Gaza", "America/Asuncion", "Pacific/Kwajalein",
};
enum { ZONES = sizeof(zones) / sizeof(zones[0]) };

/* Some days in one zone, minute by minute: what clocks show, and where they show it. Minutes count from `base`. */
static struct {
	const char *zone;
	int64_t base;			/* an instant at a whole minute */
	int64_t shown_base;		/* the local minute that index 0 of first and last stands for */
	int32_t shown[WINDOW];		/* local minutes since shown_base */
	int32_t first[SHOWN], last[SHOWN];	/* -1: never shown */
	int64_t first_day;		/* day_number() of shown_base */
} window;

UNWATCHED static void
make_window(const char *zone, int64_t base)
{
	window.zone = zone;
	window.base = base;
	window.first_day = day_number(day_of(base, zone)) - 2;
	window.shown_base = window.first_day * 1440;
	memset(window.first, -1, sizeof(window.first));
	memset(window.last, -1, sizeof(window.last));
	for (int i = 0; i < WINDOW; i++) {
		struct local local = local_clock(base + i * 60, zone);
		int64_t shown = day_number(local.day) * 1440 + local.hour * 60 + local.minute - window.shown_base;

		assert_int_equal(local.second, 0);
		assert_true(shown >= 0 && shown < SHOWN);
		window.shown[i] = (int32_t)shown;
		if (window.first[shown] < 0)
			window.first[shown] = i;
		window.last[shown] = i;
	}
}

/* The minute at which clocks show `shown`, or -1 beyond the window. */
UNWATCHED static int
minute_of(int shown, bool second)
{
	if (shown < 0 || shown >= SHOWN)
		return -1;
	if (window.first[shown] >= 0)
		return second ? window.last[shown] : window.first[shown];
	/* Skipped: from the last minute before the gap, as if clocks had gone on. */
	for (int i = 1; i < WINDOW; i++)
		if (window.shown[i - 1] < shown && window.shown[i] > shown)
			return i - 1 + shown - window.shown[i - 1];
	return -1;
}

/* A change of clocks in the zone, or any day at all. */
static int64_t
interesting_instant(const char *zone)
{
	int64_t t = instant_at("1994-01-01T00:00:00Z") + (int64_t)below(50 * 365) * 86400;

	if (below(4) == 0)
		return t;
	for (int i = 0; i < 1000; i++, t += 86400)
		if (local_clock(t, zone).offset != local_clock(t + 86400, zone).offset)
			return t;
	return t;
}

/* A calendar with what the slow way knows of it. */
static struct {
	struct calendar calendar;
	struct interval intervals[DAYS_MOST + 7][3];
	struct exception exceptions[4];
	bool open[WINDOW];
	bool day_open[DAYS_MOST];
	int day_from[DAYS_MOST][3], day_to[DAYS_MOST][3];	/* minutes; equal when there are none */
} made;

static size_t
random_hours(struct interval list[3])
{
	static const int grid[] = { 1, 5, 15, 30, 60 };
	int step = grid[below(5)], marks[6], count = 1 + below(3);

	switch (below(6)) {
	case 0:
		return 0;
	case 1:
		list[0] = (struct interval){ 0, 1440 };
		return 1;
	case 2:		/* a shop by day */
		list[0] = (struct interval){ 540, 720 };
		list[1] = (struct interval){ 780, 1020 };
		return 2;
	default:
		for (int i = 0; i < count * 2; i++)
			marks[i] = below(4) ? below(1440 / step + 1) * step : below(2) ? below(5) * step : 1440 - below(5) * step;
		for (int i = 1; i < count * 2; i++)
			for (int k = i; k && marks[k - 1] > marks[k]; k--) {
				int mark = marks[k];

				marks[k] = marks[k - 1];
				marks[k - 1] = mark;
			}
		for (int i = 0, kept = 0;; i++) {
			if (i == count)
				return (size_t)kept;
			if (marks[2 * i] < marks[2 * i + 1])
				list[kept++] = (struct interval){ marks[2 * i], marks[2 * i + 1] };
		}
	}
}

static void
make_calendar(void)
{
	int64_t day = window.first_day + 1;
	size_t count = 0;

	made.calendar = (struct calendar){ .name = "Random", .zone = window.zone };
	for (int i = 0; i < 7; i++)
		made.calendar.week[i] = (struct day_hours){ made.intervals[i], random_hours(made.intervals[i]) };
	while (count < 4 && below(3)) {
		day += 1 + below(4);
		made.exceptions[count] = (struct exception){ .day = day_from_number(day), .name = "An exception",
			.hours = { made.intervals[7 + count], random_hours(made.intervals[7 + count]) } };
		count++;
	}
	made.calendar.exceptions = made.exceptions;
	made.calendar.exception_count = count;
}

static const struct day_hours *
hours_on(struct day day)
{
	for (size_t i = 0; i < made.calendar.exception_count; i++)
		if (day_compare(made.exceptions[i].day, day) == 0)
			return &made.exceptions[i].hours;
	return &made.calendar.week[day_weekday(day)];
}

/* Marks each open minute. */
UNWATCHED static void
open_minutes(void)
{
	memset(made.open, 0, sizeof(made.open));
	for (int d = 0; d < DAYS_MOST; d++) {
		const struct day_hours *hours = hours_on(day_from_number(window.first_day + d));
		bool exists = false;

		made.day_open[d] = false;
		for (int m = d * 1440; m < (d + 1) * 1440 && m < SHOWN && !exists; m++)
			exists = window.first[m] >= 0;
		for (size_t i = 0; i < 3; i++)
			made.day_from[d][i] = made.day_to[d][i] = 0;
		for (size_t i = 0; exists && i < hours->count; i++) {
			int from = minute_of(d * 1440 + hours->list[i].open, false), to = minute_of(d * 1440 + hours->list[i].close, true);

			/* Beyond the window, where nothing is asked. */
			if (to < 0)
				to = d <= 2 ? 0 : WINDOW;
			if (from < 0)
				from = d <= 2 ? 0 : WINDOW;
			if (from >= to)
				continue;
			made.day_open[d] = true;
			made.day_from[d][i] = from;
			made.day_to[d][i] = to;
			for (int m = from; m < to && m < WINDOW; m++)
				made.open[m] = true;
		}
	}
}

static struct pause pause_list[4];
static size_t pause_count;

static void
make_pauses(int from)
{
	pause_count = (size_t)(below(2) ? below(4) : 0);
	for (size_t i = 0; i < pause_count; i++) {
		int64_t begin = window.base + (from - 300 + below(3000)) * 60;

		pause_list[i] = (struct pause){ begin, begin + (below(3) ? below(600) : below(4000)) * 60, NULL };
		if (below(20) == 0)
			pause_list[i].to = PAUSE_OPEN;
	}
}

UNWATCHED static bool
paused_at(int minute)
{
	int64_t t = window.base + minute * 60;

	for (size_t i = 0; i < pause_count; i++)
		if (pause_list[i].from <= t && t < pause_list[i].to)
			return true;
	return false;
}

/* Open seconds the slow way; both instants within the window. */
UNWATCHED static int64_t
slow_open(int64_t from, int64_t to)
{
	int64_t sum = 0;

	for (int m = (int)((from - window.base) / 60); window.base + m * 60 < to; m++) {
		int64_t begin = window.base + m * 60, end = begin + 60;

		if (!made.open[m] || paused_at(m))
			continue;
		sum += (end < to ? end : to) - (begin > from ? begin : from);
	}
	return sum;
}

/* The deadline the slow way; INT64_MAX when it is not before the minute `last`. */
UNWATCHED static int64_t
slow_deadline(int64_t start, int64_t seconds, int last)
{
	if (seconds == 0)
		return start;
	for (int m = (int)((start - window.base) / 60); m < last; m++) {
		int64_t begin = window.base + m * 60, length;

		if (!made.open[m] || paused_at(m))
			continue;
		if (begin < start)
			begin = start;
		length = window.base + m * 60 + 60 - begin;
		if (length >= seconds)
			return begin + seconds;
		seconds -= length;
	}
	return INT64_MAX;
}

UNWATCHED static bool
day_paused(int d)
{
	for (int i = 0; i < 3; i++)
		for (int m = made.day_from[d][i]; m < made.day_to[d][i]; m++)
			if (!paused_at(m))
				return false;
	return true;
}

/* The close of the nth open day after the day of the start, moved by the open days that lie wholly in pauses; -1 beyond the window. */
UNWATCHED static int64_t
slow_days(int64_t start, int n, int last)
{
	int m = (int)((start - window.base) / 60), first, moved = 0;

	while (m < last && !made.open[m])
		m++;
	if (m == last)
		return -1;
	first = window.shown[m] / 1440;
	for (;;) {
		int left = n + moved, paused = 0, d;

		for (d = first; d < DAYS_MOST - 4; d++) {
			if (!made.day_open[d])
				continue;
			paused += day_paused(d);
			if (d > first && --left == 0)
				break;
		}
		if (d == DAYS_MOST - 4)
			return -1;
		if (paused == moved) {
			int close = 0;

			for (int i = 0; i < 3; i++)
				if (made.day_to[d][i] > close)
					close = made.day_to[d][i];
			return close < last ? window.base + close * 60 : -1;
		}
		moved = paused;
	}
}

static void
complain(const char *what, int64_t start, int64_t asked, int64_t fast, int64_t slow)
{
	void *ctx = talloc_new(NULL);

	print_error("%s in %s from %s, %ld: fast %s, slow %s\n", what, window.zone, instant_print(ctx, start), (long)asked,
	    instant_print(ctx, fast), instant_print(ctx, slow));
	for (int i = 0; i < 7; i++)
		print_error("  %s %s\n", weekday_short(i), hours_print(ctx, &made.calendar.week[i]));
	for (size_t i = 0; i < made.calendar.exception_count; i++)
		print_error("  %s %s\n", day_print(ctx, made.exceptions[i].day), hours_print(ctx, &made.exceptions[i].hours));
	for (size_t i = 0; i < pause_count; i++)
		print_error("  paused %s to %s\n", instant_print(ctx, pause_list[i].from), instant_print(ctx, pause_list[i].to));
	talloc_free(ctx);
	fail();
}

/* What is told of a stretch adds up, abuts, and is true of its first and last minute. */
static void
check_segments(const struct pauses *pauses, int64_t from, int64_t to, int64_t open)
{
	void *ctx = talloc_new(NULL);
	size_t count;
	struct segment *list = calendar_segments(ctx, &made.calendar, from, to, pauses, &count);
	int64_t sum = 0, at = from;

	for (size_t i = 0; i < count; i++) {
		int first = (int)((list[i].from - window.base) / 60), last = (int)((list[i].to - 1 - window.base) / 60);

		assert_int_equal(list[i].from, at);
		assert_true(list[i].to > at);
		at = list[i].to;
		sum += list[i].counted;
		assert_int_equal(list[i].kind != SEGMENT_CLOSED, made.open[first]);
		assert_int_equal(list[i].kind != SEGMENT_CLOSED, made.open[last]);
		assert_int_equal(list[i].kind == SEGMENT_PAUSED, made.open[first] && paused_at(first));
		assert_int_equal(list[i].kind == SEGMENT_PAUSED, made.open[last] && paused_at(last));
		assert_int_equal(list[i].counted, list[i].kind == SEGMENT_OPEN ? list[i].to - list[i].from : 0);
		assert_true(*segment_line(ctx, &list[i]));
	}
	assert_int_equal(at, to > from ? to : from);
	assert_int_equal(sum, open);
	talloc_free(ctx);
}

static void
check_case(void *ctx)
{
	const int last = WINDOW - 3 * 1440;
	int from = BEFORE * 1440 + below(4 * 1440), n = 1 + below(3);
	int64_t start = window.base + from * 60 + (below(3) ? 0 : below(60));
	int64_t to = start + below(2 * 86400), open, seconds, slow;
	struct deadline fast;
	const struct pauses *pauses;

	make_pauses(from);
	pauses = pauses_merge(ctx, pause_list, pause_count);
	open = calendar_open_seconds(&made.calendar, start, to, pauses);
	slow = slow_open(start, to);
	if (open != slow)
		complain("open time", start, to - start, open, slow);
	if (below(8) == 0)
		check_segments(pauses, start, to, open);

	/* Often just what is open until a close, where being off by one would show. */
	seconds = below(3) ? below(20 * 60) * 60 : open;
	fast = calendar_deadline(&made.calendar, start, seconds, pauses);
	slow = slow_deadline(start, seconds, last);
	if (slow == INT64_MAX ? fast.state == DEADLINE_SET && fast.at < window.base + last * 60
	    : fast.state != DEADLINE_SET || fast.at != slow)
		complain("deadline", start, seconds, fast.at, slow);

	slow = slow_days(start, n, last);
	if (slow < 0)
		return;
	fast = calendar_deadline_days(&made.calendar, start, n, pauses);
	if (pauses->count && pauses->list[pauses->count - 1].to == PAUSE_OPEN && pauses->list[pauses->count - 1].from < slow) {
		assert_int_equal(fast.state, DEADLINE_PAUSED);
		return;
	}
	if (fast.state != DEADLINE_SET || fast.at != slow)
		complain("business days", start, n, fast.at, slow);
}

static void
test_calendar__agrees_with_a_slow_one(void **state)
{
	const long cases = setting("CASES", 100000);
	(void)state;

	for (long w = 0; w < WINDOWS; w++) {
		const char *zone = zones[w % ZONES];

		make_window(zone, interesting_instant(zone) - (BEFORE + below(3)) * 86400);
		for (int c = 0; c < CALENDARS; c++) {
			void *ctx = talloc_new(NULL);

			make_calendar();
			open_minutes();
			for (long i = 0; i < cases / WINDOWS / CALENDARS; i++)
				check_case(ctx);
			talloc_free(ctx);
		}
	}
}

/* Over years: what a deadline takes is what was asked for, to the second, and stretches add up. */
static void
test_calendar__adds_up_over_years(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		int64_t start = instant_at("1996-01-01T00:00:00Z") + (int64_t)below(20 * 365) * 86400 + below(86400);
		int64_t end = start + (int64_t)below(3650) * 86400, middle = start + (end - start) / 3, seconds, whole;
		struct deadline deadline;

		window.zone = zones[i % ZONES];
		window.first_day = start / 86400;
		make_calendar();
		whole = calendar_open_seconds(&made.calendar, start, end, NULL);
		assert_int_equal(whole, calendar_open_seconds(&made.calendar, start, middle, NULL)
		    + calendar_open_seconds(&made.calendar, middle, end, NULL));
		if (!whole)
			continue;
		seconds = 1 + (int64_t)(random_bits() % (uint64_t)whole);
		deadline = calendar_deadline(&made.calendar, start, seconds, NULL);
		assert_int_equal(deadline.state, DEADLINE_SET);
		assert_true(deadline.at > start && deadline.at <= end);
		assert_int_equal(calendar_open_seconds(&made.calendar, start, deadline.at, NULL), seconds);
		assert_int_equal(calendar_open_seconds(&made.calendar, start, deadline.at - 1, NULL), seconds - 1);
	}
}

/* Ten years of office hours with a dozen holidays in each. */
enum { HOLIDAYS_A_YEAR = 12 };
static const struct calendar *
ten_years(void)
{
	static struct exception holidays[10 * HOLIDAYS_A_YEAR];
	static struct calendar calendar;

	for (int i = 0; i < 10 * HOLIDAYS_A_YEAR; i++)
		holidays[i] = (struct exception){ .day = { 2026 + i / HOLIDAYS_A_YEAR, 1 + i % HOLIDAYS_A_YEAR, 7 }, .name = "A holiday" };
	calendar = calendar_b;
	calendar.exceptions = holidays;
	calendar.exception_count = sizeof holidays / sizeof *holidays;
	return &calendar;
}

/* Processor time in seconds of one deadline and the open time until it, the best of some. */
static double
cost(int64_t seconds)
{
	const struct calendar *calendar = ten_years();
	double best = 1e9;

	for (int i = 0; i < 9; i++) {
		clock_t before = clock();

		for (int k = 0; k < 20; k++) {
			int64_t start = instant_at("2026-01-05T08:00:00Z") + k;
			struct deadline deadline = calendar_deadline(calendar, start, seconds, NULL);

			assert_int_equal(deadline.state, DEADLINE_SET);
			assert_int_equal(calendar_open_seconds(calendar, start, deadline.at, NULL), seconds);
		}
		if ((double)(clock() - before) < best)
			best = (double)(clock() - before);
	}
	return (best + 1) / 20 / CLOCKS_PER_SEC;
}

/*
 * Ten years cost some ten times one year: days are walked, not minutes, and not the days before them again. A deadline and its
 * open time take well under a millisecond each, even in a build that checks itself.
 */
static void
test_calendar__costs_days(void **state)
{
	const int64_t year = INT64_C(247) * 7 * 3600;
	double one = cost(year), ten = cost(10 * year);
	(void)state;

	print_message("# a year %.1f us, ten %.1f us\n", one * 1e6, ten * 1e6);
	assert_true(ten < one * 60);
	assert_true(ten < 20e-3);	/* a fraction of a millisecond, but for sanitizers on a busy machine; to walk the minutes takes longer still */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar__agrees_with_a_slow_one),
		cmocka_unit_test(test_calendar__adds_up_over_years),
		cmocka_unit_test(test_calendar__costs_days),
	};

	random_state = (uint64_t)setting("SEED", 20261121);
	print_message("# SEED=%lu\n", (unsigned long)random_state);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
