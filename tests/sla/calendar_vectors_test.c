/* Deadlines and open time that somebody has worked out by hand: over lunch, nights, holidays, changes of clocks and pauses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "sla/calendars.h"

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

enum { DAYS = 1000000 };	/* a target of DAYS + n is n business days; else minutes */

struct vector {
	const struct calendar *calendar;
	const char *start;		/* local */
	int target;
	const char *deadline;		/* UTC */
	const char *pauses[3][2];	/* local */
};

static struct pauses *
pauses_of(const struct vector *v)
{
	struct pause list[3] = { 0 };
	size_t count = 0;

	for (; count < 3 && v->pauses[count][0]; count++)
		list[count] = (struct pause){
			.from = local_at(v->calendar->zone, v->pauses[count][0]),
			.to = v->pauses[count][1] ? local_at(v->calendar->zone, v->pauses[count][1]) : PAUSE_OPEN,
		};
	return pauses_merge(ctx, list, count);
}

static void
check(const struct vector *v)
{
	int64_t start = local_at(v->calendar->zone, v->start), seconds = (int64_t)v->target * 60;
	const struct pauses *pauses = pauses_of(v);
	struct deadline deadline = v->target >= DAYS ? calendar_deadline_days(v->calendar, start, v->target - DAYS, pauses)
	    : calendar_deadline(v->calendar, start, seconds, pauses);

	if (deadline.state != DEADLINE_SET || deadline.at != instant_at(v->deadline))
		fail_msg("%s + %d: state %d, %s instead of %s", v->start, v->target, deadline.state,
		    instant_print(ctx, deadline.at), v->deadline);
	if (v->target < DAYS)
		assert_int_equal(calendar_open_seconds(v->calendar, start, deadline.at, pauses), seconds);
}

static void
test_deadline__of_the_agreed_vectors(void **state)
{
	static const struct vector vectors[] = {
		{ &calendar_b, "2026-10-05 10:00", 60, "2026-10-05T09:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 11:30", 60, "2026-10-05T11:30:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 12:20", 60, "2026-10-05T12:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-02 16:30", 60, "2026-10-05T07:30:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-03 22:00", 60, "2026-10-05T08:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 09:00", 420, "2026-10-05T15:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 17:00", 60, "2026-10-06T08:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-12-24 16:00", 120, "2026-12-28T09:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 10:00", 240, "2026-10-06T12:00:00Z", { { "2026-10-05 11:00", "2026-10-06 10:00" } } },
		{ &calendar_b, "2026-10-02 16:00", 120, "2026-10-05T08:00:00Z", { { "2026-10-02 18:00", "2026-10-05 08:00" } } },
		{ &calendar_a, "2026-10-24 12:00", 1440, "2026-10-25T10:00:00Z", { { 0 } } },
		{ &calendar_a, "2027-03-27 12:00", 1440, "2027-03-28T11:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-23 16:00", 480, "2026-10-26T16:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 07:00", DAYS + 1, "2026-10-06T15:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 12:20", DAYS + 1, "2026-10-06T15:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 17:00", DAYS + 1, "2026-10-07T15:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-12-24 10:00", DAYS + 2, "2026-12-29T16:00:00Z", { { 0 } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		check(&vectors[i]);
	assert_int_equal(calendar_open_seconds(&calendar_b, local_at("Europe/Berlin", "2026-10-02 16:00"),
	    local_at("Europe/Berlin", "2026-10-05 10:00"), NULL), 7200);
	assert_int_equal(calendar_open_seconds(&calendar_a, local_at("Europe/Berlin", "2026-10-25 00:00"),
	    local_at("Europe/Berlin", "2026-10-26 00:00"), NULL), 25 * 3600);
	assert_int_equal(calendar_deadline(&never, instant_at("2026-10-05T08:00:00Z"), 60, NULL).state, DEADLINE_NO_HOURS);
	assert_int_equal(calendar_deadline_days(&never, instant_at("2026-10-05T08:00:00Z"), 1, NULL).state, DEADLINE_NO_HOURS);
}

/* Leap days, year ends, closures over New Year, other hours on a day, days of 24 hours. */
static const struct exception over_new_year[] = {
	{ { 2027, 12, 24 }, "Works holiday", { 0 } }, { { 2027, 12, 27 }, "Works holiday", { 0 } },
	{ { 2027, 12, 28 }, "Works holiday", { 0 } }, { { 2027, 12, 29 }, "Works holiday", { 0 } },
	{ { 2027, 12, 30 }, "Works holiday", { 0 } }, { { 2027, 12, 31 }, "Works holiday", { 0 } },
	{ { 2028, 1, 3 }, "Works holiday", { 0 } },
};
static const struct interval short_day[] = { { 540, 660 } }, late[] = { { 1200, 1440 } }, early[] = { { 0, 120 } };
static const struct exception odd_days[] = {
	{ { 2026, 10, 5 }, "Works outing", { short_day, 1 } },
	{ { 2026, 10, 10 }, "Open Saturday", { office, 2 } },
};
static const struct calendar works = {
	.name = "Works", .zone = "Europe/Berlin", .week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE },
	.exceptions = over_new_year, .exception_count = 7,
};
static const struct calendar odd = {
	.name = "Odd", .zone = "Europe/Berlin", .week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE },
	.exceptions = odd_days, .exception_count = 2,
};
static const struct calendar plain = {
	.name = "Plain", .zone = "Europe/Berlin", .week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE },
};
/* Nights from Monday evening, over midnight: 20:00-24:00 and 00:00-02:00. */
static const struct calendar nights = {
	.name = "Nights", .zone = "Europe/Berlin", .week = { { late, 1 }, { early, 1 } },
};

static void
test_deadline__over_odd_days(void **state)
{
	static const struct vector vectors[] = {
		{ &plain, "2028-02-28 16:00", 120, "2028-02-29T09:00:00Z", { { 0 } } },		/* a leap day is a day */
		{ &plain, "2027-02-26 16:00", 120, "2027-03-01T09:00:00Z", { { 0 } } },		/* and there is none in 2027 */
		{ &plain, "2100-02-26 16:00", 120, "2100-03-01T09:00:00Z", { { 0 } } },		/* nor in 2100 */
		{ &plain, "2026-12-31 16:30", 60, "2027-01-01T08:30:00Z", { { 0 } } },
		{ &works, "2027-12-23 16:00", 120, "2028-01-04T09:00:00Z", { { 0 } } },		/* closed over New Year */
		{ &works, "2027-12-23 16:00", DAYS + 1, "2028-01-04T16:00:00Z", { { 0 } } },
		{ &works, "2027-12-26 16:00", DAYS + 1, "2028-01-05T16:00:00Z", { { 0 } } },
		{ &odd, "2026-10-05 10:30", 60, "2026-10-06T07:30:00Z", { { 0 } } },		/* closes at 11:00 */
		{ &odd, "2026-10-05 09:00", 120, "2026-10-05T09:00:00Z", { { 0 } } },		/* exactly at that close */
		{ &odd, "2026-10-09 16:30", 60, "2026-10-10T07:30:00Z", { { 0 } } },		/* an open Saturday */
		{ &odd, "2026-10-09 16:30", DAYS + 1, "2026-10-10T15:00:00Z", { { 0 } } },
		{ &odd, "2026-10-02 10:00", DAYS + 1, "2026-10-05T09:00:00Z", { { 0 } } },
		{ &nights, "2026-10-05 22:00", 180, "2026-10-05T23:00:00Z", { { 0 } } },	/* 01:00 in the night */
		{ &nights, "2026-10-05 20:00", 240, "2026-10-05T22:00:00Z", { { 0 } } },	/* the midnight that closes */
		{ &nights, "2026-10-05 12:00", DAYS + 1, "2026-10-06T00:00:00Z", { { 0 } } },	/* Tuesday closes at 02:00 */
		{ &calendar_a, "2026-10-05 00:00", 1440, "2026-10-05T22:00:00Z", { { 0 } } },	/* 24:00, not 23:59:59 */
		{ &calendar_a, "2026-10-05 00:00", 1441, "2026-10-05T22:01:00Z", { { 0 } } },
		{ &calendar_a, "2026-10-24 12:00", DAYS + 1, "2026-10-25T23:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 12:20", 0, "2026-10-05T10:20:00Z", { { 0 } } },	/* no time has passed by its start */
		{ &calendar_b, "2026-10-05 10:00", DAYS + 0, "2026-10-05T15:00:00Z", { { 0 } } },
		{ &calendar_b, "2026-10-05 18:00", DAYS + 0, "2026-10-06T15:00:00Z", { { 0 } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		check(&vectors[i]);
}

/* Hours in the hour that clocks skip or repeat: from 02:00 in Berlin, at midnight in Cairo and São Paulo. */
static const struct interval dawn[] = { { 120, 180 } }, half_past[] = { { 90, 150 } }, split[] = { { 60, 150 }, { 150, 240 } };
static const struct interval midnight[] = { { 0, 30 }, { 1410, 1440 } }, ten_minutes[] = { { 120, 130 } };
#define EVERY(hours, n) { { hours, n }, { hours, n }, { hours, n }, { hours, n }, { hours, n }, { hours, n }, { hours, n } }
static const struct calendar at_dawn = { .name = "Dawn", .zone = "Europe/Berlin", .week = EVERY(dawn, 1) };
static const struct calendar to_half_past = { .name = "Half past", .zone = "Europe/Berlin", .week = EVERY(half_past, 1) };
static const struct calendar in_two = { .name = "Split", .zone = "Europe/Berlin", .week = EVERY(split, 2) };
static const struct calendar short_dawn = { .name = "Ten minutes", .zone = "Europe/Berlin", .week = EVERY(ten_minutes, 1) };
static const struct calendar sao_paulo = { .name = "São Paulo", .zone = "America/Sao_Paulo", .week = EVERY(midnight, 2) };
static const struct calendar cairo = { .name = "Cairo", .zone = "Africa/Cairo", .week = EVERY(midnight, 2) };
static const struct interval about_midnight[] = { { 0, 30 }, { 1395, 1425 } };
static const struct calendar nuuk = { .name = "Nuuk", .zone = "America/Nuuk", .week = EVERY(about_midnight, 2) };
static const struct calendar lord_howe = { .name = "Lord Howe", .zone = "Australia/Lord_Howe", .week = EVERY(all_day, 1) };
static const struct calendar kolkata = { .name = "Kolkata", .zone = "Asia/Kolkata",
	.week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE } };
static const struct calendar apia = { .name = "Apia", .zone = "Pacific/Apia", .week = { OFFICE, OFFICE, OFFICE, OFFICE, OFFICE } };

static int64_t
open_between(const struct calendar *calendar, const char *from, const char *to)
{
	return calendar_open_seconds(calendar, local_at(calendar->zone, from), local_at(calendar->zone, to), NULL);
}

static void
test_open_time__where_clocks_change(void **state)
{
	(void)state;
	/* 02:00 moves forward to 03:00, where the hour ends; 02:10 to 03:10. A time shown twice opens first and closes last. */
	assert_int_equal(open_between(&at_dawn, "2027-03-28 00:00", "2027-03-29 00:00"), 0);
	assert_int_equal(open_between(&short_dawn, "2027-03-28 00:00", "2027-03-29 00:00"), 600);
	assert_int_equal(open_between(&to_half_past, "2027-03-28 00:00", "2027-03-29 00:00"), 3600);
	assert_int_equal(open_between(&at_dawn, "2026-10-25 00:00", "2026-10-26 00:00"), 7200);
	assert_int_equal(open_between(&to_half_past, "2026-10-25 00:00", "2026-10-26 00:00"), 7200);
	assert_int_equal(open_between(&short_dawn, "2026-10-25 00:00", "2026-10-26 00:00"), 4200);
	/* Both halves cover the hour between the two 02:30: it counts once. */
	assert_int_equal(open_between(&in_two, "2026-10-25 00:00", "2026-10-26 00:00"), 4 * 3600);
	assert_int_equal(open_between(&in_two, "2027-03-28 00:00", "2027-03-29 00:00"), 2 * 3600);
	/* At midnight. */
	assert_int_equal(open_between(&sao_paulo, "2018-11-03 12:00", "2018-11-04 12:00"), 1800 + 1800);
	assert_int_equal(open_between(&sao_paulo, "2018-02-17 12:00", "2018-02-18 12:00"), 1800 + 3600 + 1800);
	assert_int_equal(open_between(&cairo, "2026-10-29 12:00", "2026-10-30 12:00"), 1800 + 3600 + 1800);
	/* Saturday 23:00 becomes Sunday 00:00, so 23:15-23:45 becomes 00:15-00:45, of which Sunday's own hours cover a half. */
	assert_int_equal(open_between(&nuuk, "2026-03-28 12:00", "2026-03-29 12:00"), 2700);
	assert_int_equal(open_between(&nuuk, "2026-10-24 12:00", "2026-10-25 12:00"), 5400 + 1800);
	/* Half an hour. */
	assert_int_equal(open_between(&lord_howe, "2026-10-04 00:00", "2026-10-05 00:00"), 23 * 3600 + 1800);
	assert_int_equal(open_between(&lord_howe, "2027-04-04 00:00", "2027-04-05 00:00"), 24 * 3600 + 1800);
}

static void
test_deadline__in_far_zones(void **state)
{
	static const struct vector vectors[] = {
		{ &kolkata, "2026-10-05 16:30", 60, "2026-10-06T04:00:00Z", { { 0 } } },
		{ &kolkata, "2026-10-05 16:30", DAYS + 1, "2026-10-06T11:30:00Z", { { 0 } } },
		{ &lord_howe, "2026-10-03 12:00", 1440, "2026-10-04T01:30:00Z", { { 0 } } },
		/* Friday 30 December 2011 never was: Thursday is followed by Saturday, then Monday. */
		{ &apia, "2011-12-29 16:00", 120, "2012-01-01T20:00:00Z", { { 0 } } },
		{ &apia, "2011-12-29 16:00", DAYS + 1, "2012-01-02T03:00:00Z", { { 0 } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		check(&vectors[i]);
	assert_false(calendar_is_open_day(&apia, day_at("2011-12-30")));
}

static void
test_deadline__with_pauses(void **state)
{
	static const struct vector vectors[] = {
		/* Overlapping, touching, one inside another, in any order. */
		{ &calendar_b, "2026-10-05 10:00", 240, "2026-10-06T12:00:00Z",
		    { { "2026-10-05 16:00", "2026-10-06 10:00" }, { "2026-10-05 11:00", "2026-10-05 16:30" } } },
		{ &calendar_b, "2026-10-05 10:00", 240, "2026-10-06T12:00:00Z",
		    { { "2026-10-05 11:00", "2026-10-05 16:00" }, { "2026-10-05 16:00", "2026-10-06 10:00" } } },
		{ &calendar_b, "2026-10-05 10:00", 240, "2026-10-06T12:00:00Z",
		    { { "2026-10-05 11:00", "2026-10-06 10:00" }, { "2026-10-05 14:00", "2026-10-05 15:00" } } },
		/* Empty and inverted ones are none. */
		{ &calendar_b, "2026-10-05 10:00", 60, "2026-10-05T09:00:00Z",
		    { { "2026-10-05 10:30", "2026-10-05 10:30" }, { "2026-10-05 10:40", "2026-10-05 10:20" } } },
		/* Before the start, after the deadline, exactly from the deadline on. */
		{ &calendar_b, "2026-10-05 10:00", 60, "2026-10-05T09:00:00Z",
		    { { "2026-10-02 10:00", "2026-10-05 10:00" }, { "2026-10-05 11:00", "2026-10-06 10:00" } } },
		/* From before the start. */
		{ &calendar_b, "2026-10-05 10:00", 60, "2026-10-05T09:30:00Z", { { "2026-10-02 10:00", "2026-10-05 10:30" } } },
		/* An open one beyond the deadline has no say. */
		{ &calendar_b, "2026-10-05 10:00", 60, "2026-10-05T09:00:00Z", { { "2026-10-05 11:00", NULL } } },
		/* It ends when the day does: the deadline is the next day's. */
		{ &calendar_b, "2026-10-05 16:00", 30, "2026-10-06T07:15:00Z", { { "2026-10-05 16:15", "2026-10-05 17:00" } } },
		/* Business days: only days whose open time lies wholly in the pause count. */
		{ &calendar_b, "2026-10-05 10:00", DAYS + 1, "2026-10-06T15:00:00Z", { { "2026-10-05 11:00", "2026-10-06 10:00" } } },
		{ &calendar_b, "2026-10-05 10:00", DAYS + 1, "2026-10-07T15:00:00Z", { { "2026-10-05 11:00", "2026-10-07 10:00" } } },
		{ &calendar_b, "2026-10-05 10:00", DAYS + 1, "2026-10-07T15:00:00Z", { { "2026-10-06 09:00", "2026-10-06 17:00" } } },
		{ &calendar_b, "2026-10-05 10:00", DAYS + 1, "2026-10-06T15:00:00Z", { { "2026-10-06 09:01", "2026-10-06 17:00" } } },
		{ &calendar_b, "2026-10-05 10:00", DAYS + 1, "2026-10-06T15:00:00Z", { { "2026-10-06 09:00", "2026-10-06 16:59" } } },
		{ &calendar_b, "2026-10-02 10:00", DAYS + 1, "2026-10-05T15:00:00Z", { { "2026-10-02 17:00", "2026-10-05 09:00" } } },
		/* Paused from before opening for two whole days, the first of which is the day of the start: both. */
		{ &calendar_b, "2026-10-05 07:00", DAYS + 1, "2026-10-08T15:00:00Z", { { "2026-10-05 08:00", "2026-10-06 18:00" } } },
		{ &calendar_b, "2026-10-05 10:00", DAYS + 2, "2026-10-12T15:00:00Z",
		    { { "2026-10-06 08:00", "2026-10-06 18:00" }, { "2026-10-08 08:00", "2026-10-09 18:00" } } },
		{ &calendar_b, "2026-10-05 10:00", DAYS + 1, "2026-10-06T15:00:00Z", { { "2026-10-06 17:00", NULL } } },
	};
	struct vector held = { &calendar_b, "2026-10-05 10:00", 61, NULL, { { "2026-10-05 11:00", NULL } } };

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		check(&vectors[i]);
	assert_int_equal(calendar_deadline(&calendar_b, local_at("Europe/Berlin", held.start), 61 * 60, pauses_of(&held)).state, DEADLINE_PAUSED);
	assert_int_equal(calendar_deadline_days(&calendar_b, local_at("Europe/Berlin", held.start), 1, pauses_of(&held)).state, DEADLINE_PAUSED);
	assert_int_equal(calendar_open_seconds(&calendar_b, local_at("Europe/Berlin", held.start), instant_at("2030-01-01T00:00:00Z"),
	    pauses_of(&held)), 3600);
}

static void
test_deadline__that_cannot_be(void **state)
{
	static const struct exception once[] = { { { 2026, 10, 12 }, "The one day", { office, 2 } } };
	const struct calendar one_day = { .name = "Once", .zone = "Europe/Berlin", .exceptions = once, .exception_count = 1 };
	const int64_t start = instant_at("2026-10-05T08:00:00Z");

	(void)state;
	assert_int_equal(calendar_deadline(&calendar_b, start, -1, NULL).state, DEADLINE_NONSENSE);
	assert_int_equal(calendar_deadline_days(&calendar_b, start, -1, NULL).state, DEADLINE_NONSENSE);
	assert_int_equal(calendar_deadline(&calendar_b, INT64_MIN, 60, NULL).state, DEADLINE_NONSENSE);
	assert_int_equal(calendar_deadline(&calendar_b, INT64_MAX, 60, NULL).state, DEADLINE_NONSENSE);
	assert_int_equal(calendar_deadline(&calendar_b, start, INT64_MAX, NULL).state, DEADLINE_FAR);
	assert_int_equal(calendar_deadline(&calendar_a, start, INT64_MAX, NULL).state, DEADLINE_FAR);
	assert_int_equal(calendar_deadline_days(&calendar_b, start, INT64_MAX, NULL).state, DEADLINE_FAR);
	assert_int_equal(calendar_deadline(&calendar_b, instant_at("9999-12-31T10:00:00Z"), 360000, NULL).state, DEADLINE_FAR);
	/* Open for one day and never again. */
	assert_int_equal(calendar_deadline(&one_day, start, 7 * 3600, NULL).at, instant_at("2026-10-12T15:00:00Z"));
	assert_int_equal(calendar_deadline(&one_day, start, 7 * 3600 + 1, NULL).state, DEADLINE_NO_HOURS);
	assert_int_equal(calendar_deadline_days(&one_day, start, 1, NULL).state, DEADLINE_NO_HOURS);
	assert_int_equal(calendar_open_seconds(&calendar_b, INT64_MIN, INT64_MIN + 60, NULL), 0);
	assert_int_equal(calendar_open_seconds(&calendar_b, start, start, NULL), 0);
	assert_int_equal(calendar_open_seconds(&calendar_b, start + 60, start, NULL), 0);
	for (int state_of = DEADLINE_PAUSED; state_of <= DEADLINE_NONSENSE; state_of++)
		assert_non_null(deadline_refusal(state_of));
	assert_null(deadline_refusal(DEADLINE_SET));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_deadline__of_the_agreed_vectors, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_deadline__over_odd_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_open_time__where_clocks_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_deadline__in_far_zones, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_deadline__with_pauses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_deadline__that_cannot_be, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
