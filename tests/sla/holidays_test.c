/* Holidays out of iCalendar files as programs write them, and out of such as nobody should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <talloc.h>

#include "base/utf8.h"
#include "sla/calendars.h"
#include "sla/holidays.h"
#include "sla/holidays_parts.h"

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

static struct holidays *
read_bytes(const char *bytes, const char *from, const char *to)
{
	return holidays_read(ctx, bytes, strlen(bytes), day_at(from), day_at(to), "Europe/Berlin");
}

/* Events (their lines parted by "|", the events by "||") as a file, and what comes out of 2026 and 2027 as one line. */
static const char *
days_of(const char *events)
{
	struct buffer *file = buffer_new(ctx), *out = buffer_new(ctx);
	const struct holidays *holidays;

	buffer_text(file, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	for (char **one = text_split(ctx, events, "||", NULL); *one; one++)
		buffer_format(file, "BEGIN:VEVENT\r\n%s\r\nEND:VEVENT\r\n", text_replace(ctx, *one, "|", "\r\n"));
	buffer_text(file, "END:VCALENDAR\r\n");
	holidays = read_bytes(buffer_take(ctx, file), "2026-01-01", "2028-01-01");
	for (size_t i = 0; i < holidays->count; i++)
		buffer_format(out, "%s%s %s %zu", i ? "; " : "", day_print(ctx, holidays->list[i].day), holidays->list[i].name,
		    holidays->list[i].event);
	for (size_t i = 0; i < holidays->problems->count; i++)
		buffer_format(out, "%s! %s", out->length ? " " : "", holidays->problems->list[i].text);
	return buffer_take(ctx, out);
}

static void
is(const char *events, const char *days)
{
	const char *got = days_of(events);

	if (!text_equal(got, days))
		fail_msg("%s\n    gives %s\n  instead %s", events, got, days);
}

static void
test_events__become_days(void **state)
{
	(void)state;
	is("DTSTART;VALUE=DATE:20261225|SUMMARY:Christmas Day", "2026-12-25 Christmas Day 1");
	is("SUMMARY:Christmas Day|DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261226|TRANSP:TRANSPARENT", "2026-12-25 Christmas Day 1");
	/* The end is exclusive. */
	is("DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227|SUMMARY:Xmas", "2026-12-24 Xmas 1; 2026-12-25 Xmas 1; 2026-12-26 Xmas 1");
	is("DTSTART;VALUE=DATE:20261231|DURATION:P2D|SUMMARY:Turn", "2026-12-31 Turn 1; 2027-01-01 Turn 1");
	is("DTSTART;VALUE=DATE:20271231|DTEND;VALUE=DATE:20280103|SUMMARY:Out of the window", "2027-12-31 Out of the window 1");
	is("DTSTART;VALUE=DATE:20251231|DTEND;VALUE=DATE:20260102|SUMMARY:Into it", "2026-01-01 Into it 1");
	/* An end before its start is none. */
	is("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261220|SUMMARY:Back", "2026-12-25 Back 1");
	is("DTSTART;VALUE=DATE:20240101|SUMMARY:Long ago||DTSTART;VALUE=DATE:20300101|SUMMARY:Far off", "");
	is("DTSTART:20261225|SUMMARY:Without saying that it is a date", "2026-12-25 Without saying that it is a date 1");
	/* Sorted, each day once, each name once. */
	is("DTSTART;VALUE=DATE:20270101|SUMMARY:B||DTSTART;VALUE=DATE:20261225|SUMMARY:A||DTSTART;VALUE=DATE:20270101|SUMMARY:C||"
	    "DTSTART;VALUE=DATE:20270101|SUMMARY:B", "2026-12-25 A 2; 2027-01-01 B / C 1");
}

static void
test_times__are_days_of_the_calendars_zone(void **state)
{
	(void)state;
	is("DTSTART:20261225T230000Z|DTEND:20261226T230000Z|SUMMARY:Berlin’s 26th", "2026-12-26 Berlin’s 26th 1");
	is("DTSTART;TZID=America/New_York:20261225T180000|DTEND;TZID=America/New_York:20261225T190000|SUMMARY:Midnight",
	    "2026-12-26 Midnight 1");
	is("DTSTART;TZID=America/New_York:20261225T170000|DTEND;TZID=America/New_York:20261225T190000|SUMMARY:Both",
	    "2026-12-25 Both 1; 2026-12-26 Both 1");
	is("DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20261225T180000|SUMMARY:By path", "2026-12-26 By path 1");
	is("DTSTART;TZID=W. Europe Standard Time:20261225T233000|SUMMARY:Unknown zone", "2026-12-25 Unknown zone 1");
	is("DTSTART:20261225T090000|DURATION:PT8H|SUMMARY:Floating", "2026-12-25 Floating 1");
	/* In its own zone it repeats on the 24th, which is the 25th here. */
	is("DTSTART;TZID=America/New_York:20251224T200000|RRULE:FREQ=YEARLY|SUMMARY:Eve", "2026-12-25 Eve 1; 2027-12-25 Eve 1");
}

static void
test_repeats__are_followed(void **state)
{
	(void)state;
	is("DTSTART;VALUE=DATE:19900101|RRULE:FREQ=YEARLY|SUMMARY:New Year", "2026-01-01 New Year 1; 2027-01-01 New Year 1");
	is("DTSTART;VALUE=DATE:20251231|DTEND;VALUE=DATE:20260102|RRULE:FREQ=YEARLY|SUMMARY:Turn",
	    "2026-01-01 Turn 1; 2026-12-31 Turn 1; 2027-01-01 Turn 1; 2027-12-31 Turn 1");
	is("DTSTART;VALUE=DATE:20251127|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH|SUMMARY:Thanksgiving",
	    "2026-11-26 Thanksgiving 1; 2027-11-25 Thanksgiving 1");
	is("DTSTART;VALUE=DATE:20250526|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO|SUMMARY:Memorial", "2026-05-25 Memorial 1; 2027-05-31 Memorial 1");
	is("DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY|SUMMARY:Leap", "");
	is("DTSTART;VALUE=DATE:20251001|RRULE:FREQ=MONTHLY;COUNT=5|SUMMARY:M", "2026-01-01 M 1; 2026-02-01 M 1");
	is("DTSTART;VALUE=DATE:20251001|RRULE:FREQ=MONTHLY;UNTIL=20260301|SUMMARY:M", "2026-01-01 M 1; 2026-02-01 M 1; 2026-03-01 M 1");
	is("DTSTART;VALUE=DATE:20261221|RRULE:FREQ=DAILY;COUNT=3|SUMMARY:D", "2026-12-21 D 1; 2026-12-22 D 1; 2026-12-23 D 1");
	is("DTSTART;VALUE=DATE:20261207|RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=MO,FR|SUMMARY:W",
	    "2026-12-07 W 1; 2026-12-11 W 1; 2026-12-21 W 1; 2026-12-25 W 1");
	is("DTSTART;VALUE=DATE:20260130|RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2|SUMMARY:Last weekday",
	    "2026-01-30 Last weekday 1; 2026-02-27 Last weekday 1");
	is("DTSTART;VALUE=DATE:20261225|RDATE;VALUE=DATE:20261228,20270104|SUMMARY:More", "2026-12-25 More 1; 2026-12-28 More 1; 2027-01-04 More 1");
	/* Left out, moved, cancelled. */
	is("DTSTART;VALUE=DATE:20200101|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20260101|SUMMARY:N", "2027-01-01 N 1");
	is("UID:a|DTSTART;VALUE=DATE:20200101|RRULE:FREQ=YEARLY|SUMMARY:N||UID:a|RECURRENCE-ID;VALUE=DATE:20260101|"
	    "DTSTART;VALUE=DATE:20260102|SUMMARY:Moved", "2026-01-02 Moved 2; 2027-01-01 N 1");
	is("UID:a|RECURRENCE-ID;VALUE=DATE:20260101|DTSTART;VALUE=DATE:20260101|STATUS:CANCELLED||UID:a|DTSTART;VALUE=DATE:20200101|"
	    "RRULE:FREQ=YEARLY|SUMMARY:N||UID:b|DTSTART;VALUE=DATE:20260101|SUMMARY:Another", "2026-01-01 Another 3; 2027-01-01 N 2");
	is("DTSTART;VALUE=DATE:20261225|STATUS:CANCELLED|SUMMARY:Off", "");
}

static void
test_names__are_tidied(void **state)
{
	char name[401], *clipped;

	(void)state;
	is("DTSTART;VALUE=DATE:20261225|SUMMARY;LANGUAGE=en:A\\, B\\; C\\nD  E", "2026-12-25 A, B; C D E 1");
	is("DTSTART;VALUE=DATE:20261225|SUMMARY:Fol\r\n ded ov\r\n\ter lines", "2026-12-25 Folded over lines 1");
	is("DTSTART;VALUE=DATE:20261225|SUMMARY:  ", "2026-12-25 Closed 1");
	is("DTSTART;VALUE=DATE:20261225", "2026-12-25 Closed 1");
	is("dtstart;value=date:20261225|summary:Small letters|BEGIN:VALARM|DTSTART:20260101|SUMMARY:No|END:VALARM", "2026-12-25 Small letters 1");
	memset(name, 'n', 400);
	name[400] = '\0';
	clipped = text_clip(ctx, name, CALENDAR_NAME_MOST);
	is(text_format(ctx, "DTSTART;VALUE=DATE:20261225|SUMMARY:%s", name), text_format(ctx, "2026-12-25 %s 1", clipped));
}

static void
test_problems__say_which_event(void **state)
{
	(void)state;
	is("SUMMARY:No day||DTSTART;VALUE=DATE:20261225|SUMMARY:Good", "2026-12-25 Good 2 ! Event 1, “No day”, has no date that can be read, so it is left out.");
	is("SUMMARY:Bad|DTSTART;VALUE=DATE:20260230", "! Event 1, “Bad”, has no date that can be read, so it is left out.");
	is("SUMMARY:Bad|DTSTART;VALUE=TEXT:hello", "! Event 1, “Bad”, has no date that can be read, so it is left out.");
	is("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY;BYWEEKNO=20|SUMMARY:W",
	    "2026-12-25 W 1 ! Event 1, “W”, repeats by week number, which is not read. Its other days are left out: add them by hand.");
	is("DTSTART;VALUE=DATE:20261225|RRULE:RSCALE=HEBREW;FREQ=YEARLY|SUMMARY:H",
	    "2026-12-25 H 1 ! Event 1, “H”, repeats in another calendar system, which is not read. Its other days are left out: add them by hand.");
	is("DTSTART:20261225T000000Z|RRULE:FREQ=SECONDLY|SUMMARY:S", "2026-12-25 S 1 ! Event 1, “S”, repeats within a day, or in a way that "
	    "cannot be read. Its other days are left out: add them by hand.");
	is("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20281225|SUMMARY:Two years",
	    "! Event 1, “Two years”, lasts longer than 400 days, so it is left out.");
}

static void
refused(const char *bytes, const char *words)
{
	const struct holidays *holidays = read_bytes(bytes, "2026-01-01", "2028-01-01");

	assert_int_equal(holidays->count, 0);
	assert_true(holidays->problems->count >= 1);
	if (!strstr(holidays->problems->list[0].text, words))
		fail_msg("%s", holidays->problems->list[0].text);
}

static void
test_files__that_are_none(void **state)
{
	const char *cut = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\n";
	const char *plain = "\xef\xbb\xbf" "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:LF and a mark\nEND:VEVENT\nEND:VCALENDAR";
	char *large = talloc_zero_size(ctx, HOLIDAYS_BYTES_MOST + 2);

	(void)state;
	refused("", "not an iCalendar file");
	refused("<html>", "not an iCalendar file");
	refused("BEGIN:VCALENDAR\r\n\xff\xfe", "not UTF-8");
	refused(cut, "ends in the middle of event 1");
	memset(large, 'x', HOLIDAYS_BYTES_MOST + 1);
	refused(large, "larger than 1 MB");
	assert_int_equal(holidays_read(ctx, "BEGIN:VCALENDAR\0", 16, day_at("2026-01-01"), day_at("2028-01-01"), "UTC")->problems->count, 1);
	assert_int_equal(read_bytes(plain, "2026-01-01", "2027-01-01")->count, 1);
	/* A window turned round holds nothing. */
	assert_int_equal(read_bytes(plain, "2027-01-01", "2026-01-01")->count, 0);
}

/* Files that would cost much: each is answered within its limits. */
static void
test_files__that_are_hostile(void **state)
{
	struct buffer *file = buffer_new(ctx);
	struct holidays *holidays;

	(void)state;
	buffer_text(file, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 6000; i++)
		buffer_text(file, "BEGIN:VEVENT\nDTSTART;VALUE=DATE:00020101\nRRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2;COUNT=9\nEND:VEVENT\n");
	holidays = read_bytes(file->data, "2026-01-01", "2028-01-01");
	assert_int_equal(holidays->events, HOLIDAYS_EVENTS_MOST);
	assert_int_equal(holidays->problems->count, PROBLEMS_MOST);
	assert_int_equal(holidays->count, 0);

	/* One that goes on for ever leaves the rest of the file its share. */
	assert_string_equal(days_of("DTSTART;VALUE=DATE:00020101|RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2;COUNT=9||DTSTART;VALUE=DATE:00020101|RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2;COUNT=9"
	    "||DTSTART;VALUE=DATE:20260704|SUMMARY:Fourth|RRULE:FREQ=YEARLY;COUNT=9"),
	    "2026-07-04 Fourth 3; 2027-07-04 Fourth 3 ! Event 1, “Closed”, comes after more repeats than can be followed. Its other days are left out: add them by hand."
	    " ! Event 2, “Closed”, comes after more repeats than can be followed. Its other days are left out: add them by hand.");

	file = buffer_new(ctx);
	buffer_text(file, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 100000; i++)
		buffer_text(file, "BEGIN:X\n");
	refused(file->data, "no events");
	file = buffer_new(ctx);
	buffer_text(file, "BEGIN:VCALENDAR\nBEGIN:VEVENT\n");
	for (int i = 0; i < 50000; i++)
		buffer_text(file, "BEGIN:VEVENT\n");
	refused(file->data, "ends in the middle");

	file = buffer_new(ctx);
	buffer_text(file, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 3000; i++)
		buffer_format(file, "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY\nSUMMARY:Name %d\nEND:VEVENT\n", i);
	holidays = holidays_read(ctx, file->data, file->length, day_at("2026-01-01"), day_at("2099-01-01"), "Europe/Berlin");
	assert_int_equal(holidays->count, HOLIDAYS_MOST);
	for (size_t i = 0; i < holidays->count; i++)
		assert_true(utf8_length(holidays->list[i].name) <= CALENDAR_NAME_MOST);
}

/* The rules that holidays use give the days that libical's own following of them gives. */
static void
test_repeats__agree_with_libical(void **state)
{
	static const char *const parts[][6] = {
		{ "FREQ=YEARLY", "", "", "", "", "" },
		{ "FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d", "m", "d", "", "", "" },
		{ "FREQ=YEARLY;BYMONTH=%d;BYDAY=%dMO", "m", "n", "", "", "" },
		{ "FREQ=YEARLY;BYMONTH=%d;BYDAY=-%dFR,SU", "m", "n", "", "", "" },
		{ "FREQ=YEARLY;BYYEARDAY=%d", "y", "", "", "", "" },
		{ "FREQ=YEARLY;BYDAY=%dTH", "n", "", "", "", "" },
		{ "FREQ=MONTHLY;BYMONTHDAY=%d,-%d", "d", "n", "", "", "" },
		{ "FREQ=MONTHLY;BYDAY=%dWE", "n", "", "", "", "" },
		{ "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-%d", "n", "", "", "", "" },
		{ "FREQ=WEEKLY;BYDAY=TU,SA;WKST=SU", "", "", "", "", "" },
		{ "FREQ=DAILY", "", "", "", "", "" },
	};
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < 660; i++) {
		const char *const *part = parts[i % 11];
		int values[2] = { 1, 1 };
		struct icalrecurrencetype rule;
		icalrecur_iterator *slow;
		struct icaltimetype first = icaltime_null_date(), next;
		char *words;
		int64_t start = 12000 + (int64_t)(seed = seed * 1103515245 + 12345) / 65536 % 6000, *days, from = 19000, to = 21500;
		struct day day = day_from_number(start);
		size_t count, at = 0;
		const char *why;
		long budget = 1000000;

		for (int k = 0; k < 2; k++) {
			unsigned random = (seed = seed * 1103515245 + 12345) / 65536;

			values[k] = 1 + (int)(random % (*part[k + 1] == 'm' ? 12 : *part[k + 1] == 'd' ? 31 : *part[k + 1] == 'y' ? 366 : 4));
		}
		words = talloc_array(ctx, char, 200);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
		snprintf(words, 200, part[0], values[0], values[1]);
#pragma GCC diagnostic pop
		words = text_format(ctx, "%s;INTERVAL=%d%s", words, 1 + i / 11 % 3, i / 33 % 3 == 0 ? ";COUNT=40" : "");
		rule = icalrecurrencetype_from_string(words);
		assert_int_not_equal(rule.freq, ICAL_NO_RECURRENCE);
		first.year = day.year, first.month = day.month, first.day = day.day;
		first.hour = first.minute = first.second = 0;
		days = repeat_days(ctx, &rule, start, from, to, &budget, &count, &why);
		assert_non_null(days);
		slow = icalrecur_iterator_new(rule, first);
		/* libical sees at once that no such day exists, such as 30 February. */
		for (next = slow ? icalrecur_iterator_next(slow) : icaltime_null_time(); !icaltime_is_null_time(next); next = icalrecur_iterator_next(slow)) {
			int64_t number = day_number((struct day){ next.year, next.month, next.day });

			if (number >= to)
				break;
			if (number < from)
				continue;
			if (at == count || days[at] != number)
				fail_msg("%s from %s: %s, not %s", words, day_print(ctx, day), at < count ? day_print(ctx, day_from_number(days[at])) : "none",
				    day_print(ctx, day_from_number(number)));
			at++;
		}
		if (at != count)
			fail_msg("%s from %s: %zu days, not %zu", words, day_print(ctx, day), count, at);
		if (slow)
			icalrecur_iterator_free(slow);
	}
	icalmemory_free_ring();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_events__become_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_times__are_days_of_the_calendars_zone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_repeats__are_followed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names__are_tidied, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_problems__say_which_event, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_files__that_are_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_files__that_are_hostile, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_repeats__agree_with_libical, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
