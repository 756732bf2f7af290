/* The days of a series, how an agenda writes itself, what may happen to a meeting and to what people take on, and notes by two hands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/ctx.h"
#include "base/text.h"
#include "meetings/rules.h"

/* Monday to Friday, but for three holidays, and August, which is closed whole. */
static const struct calendar *
office(void)
{
	static const struct interval hours[] = { { 540, 1020 } };
	static struct exception away[40] = { { { 2026, 12, 25 }, "Christmas Day", { NULL, 0 } }, { { 2026, 12, 31 }, "Old Year", { NULL, 0 } }, { { 2027, 1, 1 }, "New Year", { NULL, 0 } } };
	static struct calendar c = { .name = "Office", .zone = "Europe/London", .exceptions = away, .exception_count = 34 };

	for (int i = 0; i < 5; i++)
		c.week[i] = (struct day_hours){ hours, 1 };
	for (int i = 0; i < 31; i++)
		away[3 + i] = (struct exception){ { 2027, 8, i + 1 }, "Summer", { NULL, 0 } };
	return calendar_tidy(ctx, &c);
}

static const char *
falls(int kind, int64_t nth, int64_t weekday, int closed, int year, int month)
{
	const struct rhythm r = { kind, nth, weekday, closed };

	return day_print(ctx, rhythm_day(&r, office(), (struct day){ year, month, 15 }));
}
#define FALLS(expected, ...) assert_string_equal(falls(__VA_ARGS__), expected)

static void
test_rhythm__weekdays_days_and_working_days(void **state)
{
	(void)state;
	FALLS("2026-12-01", RHYTHM_WEEKDAY, 1, 1, CLOSED_NEXT, 2026, 12);
	FALLS("2026-12-08", RHYTHM_WEEKDAY, 2, 1, CLOSED_NEXT, 2026, 12);
	FALLS("2026-11-30", RHYTHM_WEEKDAY, NTH_LAST, 0, CLOSED_NEXT, 2026, 11);
	FALLS("2026-12-30", RHYTHM_WEEKDAY, NTH_LAST, 2, CLOSED_STAY, 2026, 12);
	FALLS("2027-02-28", RHYTHM_DAY, 31, 0, CLOSED_STAY, 2027, 2);
	FALLS("2028-02-29", RHYTHM_DAY, NTH_LAST, 0, CLOSED_STAY, 2028, 2);
	FALLS("2026-12-30", RHYTHM_WORKING_DAY, NTH_LAST, 0, CLOSED_NEXT, 2026, 12);
	FALLS("2027-01-04", RHYTHM_WORKING_DAY, 1, 0, CLOSED_NEXT, 2027, 1);
	FALLS("2027-02-26", RHYTHM_WORKING_DAY, 50, 0, CLOSED_NEXT, 2027, 2);
}

static void
test_rhythm__moves_off_holidays_within_its_month(void **state)
{
	const struct rhythm r = { RHYTHM_WEEKDAY, 4, 4, CLOSED_NEXT };

	(void)state;
	FALLS("2026-12-28", RHYTHM_WEEKDAY, 4, 4, CLOSED_NEXT, 2026, 12);
	FALLS("2026-12-24", RHYTHM_WEEKDAY, 4, 4, CLOSED_PREVIOUS, 2026, 12);
	FALLS("2026-12-25", RHYTHM_WEEKDAY, 4, 4, CLOSED_STAY, 2026, 12);
	FALLS("2026-12-30", RHYTHM_DAY, NTH_LAST, 0, CLOSED_NEXT, 2026, 12);	/* after it is another month */
	FALLS("2027-01-04", RHYTHM_DAY, 1, 0, CLOSED_PREVIOUS, 2027, 1);	/* before it, too */
	FALLS("2027-08-13", RHYTHM_WEEKDAY, 2, 4, CLOSED_NEXT, 2027, 8);	/* no day of it is open */
	FALLS("2027-08-31", RHYTHM_WORKING_DAY, 1, 0, CLOSED_NEXT, 2027, 8);
	assert_string_equal(rhythm_moved(ctx, &r, office(), (struct day){ 2026, 12, 1 }), "Moved from 25 December 2026, which is closed: Christmas Day.");
	assert_null(rhythm_moved(ctx, &r, office(), (struct day){ 2026, 11, 1 }));
	assert_string_equal(day_print(ctx, rhythm_day(&(struct rhythm){ RHYTHM_DAY, 1, 0, CLOSED_NEXT }, NULL, (struct day){ 2026, 8, 1 })), "2026-08-03");
}

static void
test_rhythm__holds_its_time_over_the_change_of_clocks(void **state)
{
	(void)state;
	assert_string_equal(instant_print(ctx, rhythm_instant((struct day){ 2027, 3, 26 }, 600, "Europe/Berlin")), "2027-03-26T09:00:00Z");
	assert_string_equal(instant_print(ctx, rhythm_instant((struct day){ 2027, 3, 29 }, 600, "Europe/Berlin")), "2027-03-29T08:00:00Z");
	assert_string_equal(instant_print(ctx, rhythm_instant((struct day){ 2027, 3, 28 }, 150, "Europe/Berlin")), "2027-03-28T01:30:00Z");
	assert_string_equal(instant_print(ctx, rhythm_instant((struct day){ 2026, 10, 25 }, 150, "Europe/Berlin")), "2026-10-25T00:30:00Z");
}

static void
test_rhythm__in_words(void **state)
{
	(void)state;
	assert_string_equal(rhythm_words(ctx, &(struct rhythm){ RHYTHM_WEEKDAY, NTH_LAST, 3, 0 }), "The last Thursday of each month");
	assert_string_equal(rhythm_words(ctx, &(struct rhythm){ RHYTHM_WORKING_DAY, 2, 0, 0 }), "The 2nd working day of each month");
	assert_string_equal(rhythm_words(ctx, &(struct rhythm){ RHYTHM_DAY, 31, 0, 0 }), "The 31st of each month, or its last day");
	assert_string_equal(rhythm_words(ctx, &(struct rhythm){ RHYTHM_DAY, 12, 0, 0 }), "The 12th of each month");
}

static void
test_series__problems(void **state)
{
	struct series s = { .name = "Review", .team = GLOSSARY_NONE, .rhythm = { RHYTHM_WEEKDAY, 1, 1, 0 }, .start_minute = 600, .minutes = 60, .zone = "Europe/London" };
	struct problems *p = problems_new(ctx);

	(void)state;
	series_problems(p, &s, TEAM_SALES, GLOSSARY_NONE);
	assert_int_equal(p->count, 0);
	s.team = TEAM_SALES;
	series_problems(p, &s, TEAM_SALES, TEAM_MARKETING);
	assert_int_equal(p->count, 0);
	series_problems(p, &s, TEAM_MARKETING, TEAM_SALES);
	assert_int_equal(p->count, 2);
	s = (struct series){ .name = " ", .team = GLOSSARY_NONE, .rhythm = { RHYTHM_WEEKDAY, 5, 1, 0 }, .start_minute = -1, .minutes = 61, .zone = "Moon" };
	series_problems(p, &s, TEAM_OBSERVER, GLOSSARY_NONE);
	assert_int_equal(p->count, 8);
}

static struct point
point(int section, int id)
{
	return (struct point){ .section = section, .subject = text_format(ctx, "%s-%03d", section_names[section], id), .title = "A point", .detail = "", .href = "",
		.minutes = section_minutes(section), .weight = 1000 - id, .wish = -1 };
}

static void
test_agenda__hundreds_stay_within_caps_and_time_and_each_says_why(void **state)
{
	enum { EACH = 60 };
	struct point *points = talloc_zero_array(ctx, struct point, SECTIONS * EACH);
	size_t n = 0;

	(void)state;
	for (int s = 0; s < SECTIONS; s++)
		for (int i = 0; i < (s == SECTION_FIGURES ? 1 : EACH); i++)
			points[n++] = point(s, i);
	for (int minutes = MEETING_LEAST; minutes <= MEETING_MOST; minutes++) {
		agenda_write(ctx, points, n, minutes);
		assert_true(agenda_minutes(points, n, -1) <= minutes);
		for (int s = 0; s < SECTIONS; s++)
			assert_true(agenda_count(points, n, s, PLACE_AGENDA) <= (size_t)section_cap(s));
		assert_int_equal(agenda_count(points, n, -1, PLACE_AGENDA) + agenda_count(points, n, -1, PLACE_BACKLOG), n);
		for (size_t i = 0; i < n; i++)
			assert_true((points[i].place == PLACE_BACKLOG) == (strlen(points[i].why) > 0));
	}
	assert_int_equal(agenda_count(points, n, SECTION_ASSIGNMENTS, PLACE_AGENDA), 8);
	assert_int_equal(agenda_count(points, n, SECTION_FIGURES, PLACE_AGENDA), 1);
	assert_true(agenda_count(points, n, SECTION_ISSUES, PLACE_AGENDA) >= 1);
	assert_true(agenda_count(points, n, SECTION_WORDS, PLACE_AGENDA) >= 1);
	assert_string_equal(points[8].why, "The agenda takes 8 of this kind.");
}

static void
test_agenda__what_people_wish(void **state)
{
	struct point points[] = { point(SECTION_WORDS, 1), point(SECTION_WORDS, 2), point(SECTION_WORDS, 3), point(SECTION_WORDS, 4), point(SECTION_WORDS, 5) };

	(void)state;
	points[4].wish = WISH_FIRST;
	points[0].wish = WISH_DROPPED;
	points[0].wish_why = "Settled by mail";
	points[1].wish = WISH_LATER;
	points[1].wish_why = "Daniel is away";
	agenda_write(ctx, points, 5, 60);
	assert_string_equal(points[0].subject, "words-005");
	assert_int_equal(agenda_count(points, 5, SECTION_WORDS, PLACE_AGENDA), 3);
	assert_int_equal(points[1].place, PLACE_DROPPED);
	assert_string_equal(points[1].why, "Settled by mail");
	assert_int_equal(points[2].place, PLACE_BACKLOG);
	agenda_write(ctx, points, 5, 5);
	assert_int_equal(agenda_count(points, 5, -1, PLACE_AGENDA), 1);
	assert_string_equal(points[3].why, "It needs 4 minutes, and 1 is left.");
	agenda_write(ctx, points, 0, 5);
}

static void
test_meeting__acts(void **state)
{
	static const char *const can[] = {	/* move agenda publish start note close reopen cancel */
		[MEETING_PLANNED] = "yyy----y", [MEETING_PUBLISHED] = "y--y---y", [MEETING_RUNNING] = "----yy--", [MEETING_CLOSED] = "------y-",
		[MEETING_CANCELLED] = "--------" };

	(void)state;
	for (int s = MEETING_PLANNED; s <= MEETING_CANCELLED; s++)
		for (int act = MEETING_MOVE; act <= MEETING_CANCEL; act++) {
			struct meeting m = { .state = s };

			assert_int_equal(meeting_can(&m, act), can[s][act] == 'y');
			if (!meeting_can(&m, act))
				assert_true(strlen(meeting_refusal(&m, act)) > 20);
		}
	assert_false(meeting_can(&(struct meeting){ .state = MEETING_CLOSED, .next_published = true }, MEETING_REOPEN));
	assert_null(outcome_problem(SECTION_ISSUES, OUTCOME_HEARD));
	assert_non_null(outcome_problem(SECTION_ISSUES, OUTCOME_SETTLED));
	assert_non_null(outcome_problem(SECTION_WORDS, OUTCOME_HEARD));
	assert_null(outcome_problem(SECTION_WORDS, OUTCOME_CARRIED));
	assert_true(meeting_is_for(&(struct meeting){ .team = TEAM_SALES, .guest_id = 7 }, &(struct user){ .id = 7, .team = TEAM_MARKETING }));
	assert_false(meeting_is_for(&(struct meeting){ .team = TEAM_SALES, .guest_id = 7 }, &(struct user){ .id = 8, .team = TEAM_MARKETING }));
}

static void
test_meeting__time(void **state)
{
	struct meeting m = { .state = MEETING_RUNNING, .started_at = 10000, .minutes = 50 };
	struct item item = { .minutes = 5, .spent_seconds = 100, .shown_at = 12000 };

	(void)state;
	assert_string_equal(minutes_left_words(ctx, meeting_seconds_left(&m, 10000 + 32 * 60)), "18 min left");
	assert_string_equal(minutes_left_words(ctx, meeting_seconds_left(&m, 10000 + 50 * 60 - 10)), "Less than a minute left");
	assert_string_equal(minutes_left_words(ctx, meeting_seconds_left(&m, 10000 + 54 * 60)), "4 min over");
	assert_int_equal(item_spent(&item, 12050), 150);
	assert_int_equal(item_overrun(&item, 12050), 0);
	assert_int_equal(item_overrun(&item, 12210), 10);
	item.shown_at = 0;
	assert_int_equal(item_spent(&item, 12050), 100);
}

static const char *
merged(const char *base, const char *theirs, const char *mine)
{
	const char *both = NULL;

	return note_merge(ctx, base, theirs, mine, &both) ? both : "(beside)";
}
#define MERGED(expected, ...) assert_string_equal(merged(__VA_ARGS__), expected)

static void
test_note__both_hands(void **state)
{
	(void)state;
	MERGED("a\nb", "", "a", "b");
	MERGED("one\ntwo\nthree", "one", "one\ntwo", "one\nthree");
	MERGED("ONE\ntwo\nTHREE", "one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE");
	MERGED("ONE\ntwo\nTHREE", "one\ntwo\nthree", "one\ntwo\nTHREE", "ONE\ntwo\nthree");
	MERGED("(beside)", "one\ntwo", "one\ntwo, says Ada", "one\ntwo, says Ben");
	MERGED("(beside)", "one", "", "one more");
	MERGED("same", "x", "same", "same");
	MERGED("theirs", "base", "theirs", "base");
	MERGED("mine", "base", "base", "mine");
	assert_string_equal(note_tidy(ctx, " a\r\nb \n\n"), "a\nb");
	assert_string_equal(note_tidy(ctx, NULL), "");
}

/* Whatever two hands write, every line of both is there, or neither is chosen. */
static void
test_note__loses_no_line(void **state)
{
	static const char *const words[] = { "a", "b", "c", "d" };
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		const char *texts[3] = { "", "", "" }, *both = NULL;

		for (int i = 0; i < 3; i++)
			for (int n = 0; n < 4; n++) {
				seed = seed * 1103515245 + 12345;
				if (seed >> 16 & 1)
					texts[i] = text_format(ctx, "%s%s%s%d", texts[i], *texts[i] ? "\n" : "", words[n], (seed >> 17 & 1) ? i : 0);
			}
		if (!note_merge(ctx, texts[0], texts[1], texts[2], &both))
			continue;
		for (int i = 1; i < 3; i++) {
			char **lines = text_split(ctx, texts[i], "\n", NULL);

			for (; *lines; lines++)
				if (!strstr(texts[0], *lines))
					assert_non_null(strstr(both, *lines));
		}
	}
}

static void
test_task__acts(void **state)
{
	struct task t = { .state = TASK_OPEN, .owner_id = 3, .owner_team = TEAM_SALES, .due_on = "2026-12-01", .due_at = 1796144400 };

	(void)state;
	assert_null(report_refusal(&t));
	assert_null(carry_refusal(&t));
	assert_non_null(confirm_refusal(&t));
	t.carried_from = 1;
	assert_non_null(carry_refusal(&t));
	t.state = TASK_DONE;
	assert_non_null(report_refusal(&t));
	assert_null(confirm_refusal(&t));
	assert_null(confirm_may(&t, &(struct user){ .team = TEAM_MARKETING, .is_point_person = true }));
	assert_non_null(confirm_may(&t, &(struct user){ .team = TEAM_MARKETING }));
	assert_non_null(confirm_may(&t, &(struct user){ .team = TEAM_SALES, .is_point_person = true }));
	assert_non_null(confirm_may(&t, &(struct user){ .team = TEAM_OBSERVER, .is_point_person = true }));
	assert_null(report_may(&t, &(struct user){ .id = 3 }));
	assert_non_null(report_may(&t, &(struct user){ .id = 4 }));
	assert_null(report_problem(TASK_DONE, ""));
	assert_non_null(report_problem(TASK_NOT_DONE, " "));
	assert_non_null(report_problem(TASK_CARRIED, "x"));
}

static void
test_task__clock(void **state)
{
	struct task t = { .state = TASK_OPEN, .due_on = "2026-12-25" };

	(void)state;
	t.due_at = task_due_at(office(), (struct day){ 2026, 12, 25 }, "Europe/London");
	assert_string_equal(instant_print(ctx, t.due_at), "2026-12-28T17:00:00Z");
	assert_string_equal(instant_print(ctx, task_due_at(office(), (struct day){ 2026, 12, 24 }, "Europe/London")), "2026-12-24T17:00:00Z");
	assert_string_equal(instant_print(ctx, task_due_at(NULL, (struct day){ 2026, 12, 26 }, "Europe/Berlin")), "2026-12-28T16:00:00Z");
	assert_string_equal(task_state_words(&t, t.due_at, "Europe/London"), "Open");
	assert_string_equal(task_state_words(&t, t.due_at + 1, "Europe/London"), "Overdue");
	t.state = TASK_DONE;
	assert_string_equal(task_state_words(&t, t.due_at, "Europe/London"), "Done, to be confirmed");
}

static void
test_task__problems(void **state)
{
	struct problems *p = problems_new(ctx);

	(void)state;
	task_problems(p, &(struct task){ .words = "Do it", .due_on = "2026-11-22" }, TEAM_SALES, "2026-11-22");
	assert_int_equal(p->count, 0);
	task_problems(p, &(struct task){ .words = "", .due_on = "2026-11-21" }, TEAM_OBSERVER, "2026-11-22");
	assert_int_equal(p->count, 3);
}

#define TOLD(expected, text, names) assert_string_equal(without_names(ctx, text, names), expected)

static void
test_check__takes_names_out(void **state)
{
	const char *who = "Mbali Ndlovu\nFernhill & Sons Ltd\nm.ndlovu@fernhill-group.example\nInês O’Brien\nBo Li";

	(void)state;
	TOLD("… of … asked for a price. … & … are 300 people.", "Mbali of Fernhill asked for a price. FERNHILL & Sons are 300 people.", who);
	TOLD("… …: “…!”, says … of the team", "Mbali …: “Fernhill’s!”, says ines O'Brien of the team", who);
	TOLD("Ask …-… or go by the li-bo", "Ask Bo-Li or go by the li-bo", "Bo Li\nThe Li");
	TOLD("to do and for the of", "to do and for the of", "The And For Of\nA B C");
	TOLD("Write to … or …, see …, …: …!", "Write to m.ndlovu@fernhill-group.example or X@Y.Z, see https://a.example/x?y=1, WWW.fernhill.co.uk: fernhill-group.example!", who);
	TOLD("Ring …, (…), … or tel:…. Not 12,000 or 2026.", "Ring +44 (0)161 496 0000, (0161.496.0000), 0161\xC2\xA0" "496–00 00 or tel:01614960000. Not 12,000 or 2026.", "");
	TOLD("Mail to …. And mail.", "Mail to a@b.example. And mail.", "");
	TOLD("e.g. and/or 3.5 %, i.e. 20.", "e.g. and/or 3.5 %, i.e. 20.", who);
	TOLD("From 2026-12-01 on, not … or ….", "From 2026-12-01 on, not 2026-12-01-55 or 0161-496-00.", who);
	TOLD("", "", who);
	TOLD("nobody", "nobody", "");
}

/* What is written to slip through, and what must not break: letters nobody sees, other alphabets and digits, broken bytes, long texts. */
static void
test_check__takes_out_what_hides(void **state)
{
	struct buffer *b = buffer_new(ctx);
	const char *long_text;

	(void)state;
	TOLD("… rang", "Fern\xE2\x80\x8Bhill rang", "Fernhill");
	TOLD("… and …", "FERNHI\xCC\x81LL and f\xC3\xABrnhill", "Fernhill");
	TOLD("… звонил", "МАРИНА звонил", "Марина");
	TOLD("Ring …", "Ring ０１６１ ４９６ ００００", "");
	TOLD("Ring …", "Ring ٠١٦١٤٩٦", "");
	TOLD("…", "boss＠fernhill", "");
	TOLD("… team, …, … and it's", "Tom's team, Lee’s, tom’s and it's", "Tom Lee\nIt");
	TOLD("…, …。… 40 人", "王伟想要报价 ABC王伟, 我们公司今年想要给四十个人买很多座位请王伟回电。王伟 40 人", "王伟");
	TOLD("… 커요, … さん", "김민수는 가격을 커요, 田中さん さん", "김민수\n田中\n가격");
	TOLD("<script>…</script> {{…}}", "<script>Fernhill</script> {{Fernhill}}", "Fernhill");
	without_names(ctx, "\xff\xfe\xc3", "\xff");
	for (int i = 0; i < 3000; i++)
		buffer_format(b, "Fernhill%d %s ", i % 7, i % 3 ? "Fernhill" : "0161");
	long_text = without_names(ctx, buffer_take(ctx, b), "Fernhill");
	assert_null(strstr(long_text, "Fernhill "));
	assert_null(strstr(long_text, "… …"));
}

/* An address tells a person and a company, and what everybody has in theirs tells nothing; nor do numbers, days and choices that were found. */
static void
test_check__takes_out_no_more_than_tells(void **state)
{
	const char *who = "Ann Weber\nsales.ann@web.fernhill.co.uk";
	const struct case_answer budget = { 1, ASKS_NUMBER, "Budget", "250000", "" }, seats = { 1, ASKS_NUMBER, "Seats", "450", "120 of them at Fernhill" },
		size = { 1, ASKS_CHOICE, "People", "100-500 employees", "Told by Ann" }, day = { 1, ASKS_DATE, "When", "2026-12-01", "" },
		told = { 1, ASKS_TEXT, "Question", "Ring Weber on 0161 496 0000", "mail" }, yes = { 1, ASKS_YES_NO, "Country", "yes", "UK" },
		unknown = { 1, ASKS_NUMBER, "Seats", NULL, "nobody said" };

	(void)state;
	TOLD("… of …: sales in the UK, a Co on the web", "Ann of Fernhill: sales in the UK, a Co on the web", who);
	TOLD("Mail, Gmail, Com; …", "Mail, Gmail, Com; Mbali", "mbali@gmail.com");
	TOLD("Web, AI, Team; …-…, …", "Web, AI, Team; Fern-Hill, ndlovu", "Team@web.fern-hill.ai\nNDLOVU@Web.de");
	TOLD("CO UK", "CO UK", "info@co.uk");
	assert_string_equal(case_answer_words(ctx, &budget, who), "Budget: 250000");
	assert_string_equal(case_answer_words(ctx, &seats, who), "Seats: 450; 120 of them at …");
	assert_string_equal(case_answer_words(ctx, &size, who), "People: 100-500 employees; Told by …");
	assert_string_equal(case_answer_words(ctx, &day, who), "When: 1 Dec 2026");
	assert_string_equal(case_answer_words(ctx, &told, who), "Question: Ring … on …; mail");
	assert_string_equal(case_answer_words(ctx, &yes, who), "Country: UK");
	assert_string_equal(case_answer_words(ctx, &unknown, who), "Seats: nobody said");
}

/* A word without spaces is looked at once for an address, not from each of its signs on. */
static void
test_check__needs_little_memory(void **state)
{
	void *little = talloc_new(NULL);
	struct buffer *signs = buffer_new(ctx), *emoji = buffer_new(ctx);

	(void)state;
	for (int i = 0; i < 4000; i++) {
		buffer_text(signs, "!");
		buffer_text(emoji, "😀");
	}
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
	assert_int_equal(talloc_set_memlimit(little, 1 << 18), 0);	/* beyond it the test ends */
#pragma GCC diagnostic pop
	assert_string_equal(without_names(little, signs->data, "Fernhill"), signs->data);
	assert_string_equal(without_names(little, emoji->data, "Fernhill"), emoji->data);
	buffer_text(signs, "a.b@fernhill.example?! !fernhill.example! (!!!)");
	assert_string_equal(without_names(little, signs->data, ""), "…?! !…! (!!!)");
	talloc_free(little);
}

static void
test_check__sums_equal_judgements(void **state)
{
	const struct agreement_share shares[] = {
		{ "2026-11-01", "SIZE", "People at the company", 5, 5 }, { "2026-11-01", "QUESTION", "The buyer's question", 2, 5 }, { "2026-10-01", "SIZE", "Size", 3, 5 },
		{ "2026-09-01", "OLD", "Webinar", 1, 4 }, { "2026-08-01", "SIZE", "Size", 1, 5 }, { "2026-07-01", "SIZE", "Size", 1, 5 },
		{ "2026-06-01", "SIZE", "Size", 1, 5 }, { "2026-05-01", "SIZE", "Size", 4, 5 } };
	struct share_table t = share_table_of(ctx, shares, 8);

	(void)state;
	assert_int_equal(t.month_count, SHARE_MONTHS);
	assert_string_equal(t.months[0], "2026-06-01");
	assert_string_equal(t.months[5], "2026-11-01");
	assert_int_equal(t.count, 3);
	assert_string_equal(t.lines[0].label, "People at the company");
	assert_int_equal(t.lines[0].equal, 15);		/* what is older than the columns is in the sum */
	assert_int_equal(t.lines[0].judged, 30);
	assert_int_equal(t.lines[0].months[4]->equal, 3);
	assert_null(t.lines[1].months[4]);
	assert_int_equal(t.lines[2].months[3]->judged, 4);
	assert_string_equal(equal_words(ctx, 4, 9), "4 of 9");
	assert_string_equal(equal_words(ctx, 4, 10), "40 % (4 of 10)");
	t = share_table_of(ctx, NULL, 0);
	assert_int_equal(t.count + t.month_count, 0);
}

static void
test_figure__of_results_says_what_changed(void **state)
{
	const struct result_shown quality = { METRIC_QUALITY, PARTY_MARKETING, PROMISE_QUALITY }, decision = { METRIC_TIME_TO_DECISION, PARTY_SALES, -1 },
		goal = { METRIC_GOAL, PARTY_BOTH, -1 };
	const struct day month = { 2026, 10, 1 };
	struct total was = { 0 }, is = { 0 };
	struct promise_figure f;

	(void)state;
	total_add(ctx, &was, UNIT_SHARE, 20, 40, 0, 0, 0);
	total_add(ctx, &is, UNIT_SHARE, 21, 40, 0, 0, 0);
	f = result_figure_of(ctx, &quality, &was, &is, "", month);
	assert_string_equal(f.now_words, "52.5 %");
	assert_string_equal(f.cases_words, "21 of 40");
	assert_string_equal(f.change_words, "2.5 points more");
	assert_string_equal(f.href, "/results/quality?months=2&until=2026-10");
	f = result_figure_of(ctx, &quality, NULL, &is, "", month);
	assert_string_equal(f.before_words, "No cases");
	assert_string_equal(f.change_words, "");
	assert_string_equal(result_figure_of(ctx, &quality, &is, &is, "", month).change_words, "the same");
	was = is = (struct total){ 0 };
	total_add(ctx, &was, UNIT_MINUTES, 1, 1, 0, 0, 90);
	total_add(ctx, &is, UNIT_MINUTES, 1, 1, 0, 0, 30);
	f = result_figure_of(ctx, &decision, &was, &is, "", month);
	assert_string_equal(f.now_words, "30 min");
	assert_string_equal(f.change_words, "1 h shorter");
	assert_string_equal(f.state, "");
	was = is = (struct total){ 0 };
	total_add(ctx, &was, UNIT_SUM, 1, 1, 500000, 500000, -1);
	total_add(ctx, &is, UNIT_SUM, 2, 2, 450000, 450000, -1);
	f = result_figure_of(ctx, &goal, &was, &is, "EUR", month);
	assert_true(text_ends(f.change_words, " less"));
	assert_non_null(strstr(f.change_words, "500"));
	assert_string_equal(result_figure_of(ctx, &goal, &was, &is, "", month).change_words, "");
}

static void
test_figure__is_said_by_a_promise_of_all_leads_alone(void **state)
{
	const struct result_shown quality = { METRIC_QUALITY, PARTY_MARKETING, PROMISE_QUALITY }, goal = { METRIC_GOAL, PARTY_BOTH, -1 };
	struct promise p = PROMISE_BLANK;

	(void)state;
	p.kind = PROMISE_QUALITY;
	assert_true(promise_says(&p, &quality));
	assert_false(promise_says(&p, &goal));
	p.scope_kind = SCOPE_SOURCE;
	assert_false(promise_says(&p, &quality));
	p.scope_kind = GLOSSARY_NONE;
	p.kind = PROMISE_CONTEXT;
	assert_false(promise_says(&p, &quality));
}

/* Cases count by what was in force on their day, so what begins after the month, or as it ends, says nothing of it. */
static void
test_figure__names_the_wording_it_was_counted_by(void **state)
{
	const struct reading list[] = { { .metric = METRIC_GOAL, .from = INT64_MIN }, { .metric = METRIC_GOAL, .from = 50, .number = 7 },
		{ .metric = METRIC_WIN_RATE, .from = INT64_MIN }, { .metric = METRIC_WIN_RATE, .from = 100, .number = 1 }, { .metric = METRIC_WIN_RATE, .from = 200, .number = 2 } };
	const struct readings all = { list, 5 };
	const struct result_shown win_rate = { METRIC_WIN_RATE, PARTY_SALES, -1 };

	(void)state;
	assert_int_equal(reading_before(&all, METRIC_WIN_RATE, 100)->number, 0);
	assert_int_equal(reading_before(&all, METRIC_WIN_RATE, 101)->number, 1);
	assert_int_equal(reading_before(&all, METRIC_WIN_RATE, 200)->number, 1);
	assert_int_equal(reading_before(&all, METRIC_WIN_RATE, 201)->number, 2);
	assert_null(reading_before(&all, METRIC_VOLUME, 201));
	assert_ptr_equal(result_figure_of(ctx, &win_rate, NULL, NULL, "", (struct day){ 2026, 10, 1 }).shown, &win_rate);
}

static void
test_ical__folds_escapes_and_counts(void **state)
{
	const struct ical_event e = { .uid = "meeting-7@example.com", .summary = "Review; ä, \\ and\nmore ääääääääääääääääääääääääääääääääääääääääääää", .stamp = 1795260000,
		.sequence = 3, .starts_at = 1796119200, .ends_at = 1796122200, .cancelled = true, .organizer = "a@example.com", .attendee = "b@example.com",
		.attendee_name = "Ben \"the\" Bold\r\nX:1" };
	const char *text = ical_write(ctx, ICAL_CANCEL, NULL, NULL, &e, 1);
	char **lines = text_split(ctx, text, "\r\n", NULL);

	(void)state;
	for (; *lines; lines++)
		assert_true(strlen(*lines) <= 75);
	text = text_replace(ctx, text, "\r\n ", "");
	assert_non_null(strstr(text, "\r\nMETHOD:CANCEL\r\n"));
	assert_non_null(strstr(text, "\r\nSUMMARY:Review\\; ä\\, \\\\ and\\nmore ä"));
	assert_non_null(strstr(text, "\r\nDTSTART:20261201T100000Z\r\n"));
	assert_non_null(strstr(text, "\r\nSEQUENCE:3\r\n"));
	assert_non_null(strstr(text, "ATTENDEE;CN=\"Ben the BoldX:1\";ROLE"));
	assert_null(strstr(text, "\nX:1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rhythm__weekdays_days_and_working_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rhythm__moves_off_holidays_within_its_month, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rhythm__holds_its_time_over_the_change_of_clocks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rhythm__in_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_series__problems, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_agenda__hundreds_stay_within_caps_and_time_and_each_says_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_agenda__what_people_wish, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_meeting__acts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_meeting__time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_note__both_hands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_note__loses_no_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_task__acts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_task__clock, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_task__problems, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_check__takes_names_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_check__takes_out_what_hides, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_check__takes_out_no_more_than_tells, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_check__needs_little_memory, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_check__sums_equal_judgements, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_figure__of_results_says_what_changed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_figure__is_said_by_a_promise_of_all_leads_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_figure__names_the_wording_it_was_counted_by, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ical__folds_escapes_and_counts, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
