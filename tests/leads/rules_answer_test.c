/* Answers judged by their criteria, also from fields; places in the queue and the words of its clocks. */
#include "leads/rules_world.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const struct criterion yes = { .code = "ASKED", .label = "Asked", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST, .evidence = true };
static const struct criterion seats = { .code = "SEATS", .label = "Seats", .kind = ASKS_NUMBER, .bound_min = "20", .bound_max = "500", .choices = "", .level = LEVEL_MUST };
static const struct criterion start = { .code = "START", .label = "Start", .kind = ASKS_DATE, .bound_min = "2026-01-01", .choices = "", .level = LEVEL_SHOULD };
static const struct criterion role = { .code = "ROLE", .label = "Role", .kind = ASKS_CHOICE, .choices = "Buyer\nOwner", .level = LEVEL_SHOULD };
static const struct criterion note = { .code = "NOTE", .label = "Note", .kind = ASKS_TEXT, .choices = "", .level = LEVEL_SHOULD };

static void
test_answers__judged_by_their_criterion(void **state)
{
	static const struct { const struct criterion *c; const char *value; int verdict; } all[] = {
		{ &yes, "yes", VERDICT_MEETS }, { &yes, "no", VERDICT_FAILS }, { &yes, NULL, VERDICT_UNKNOWN },
		{ &seats, "20", VERDICT_MEETS }, { &seats, "19.999", VERDICT_FAILS }, { &seats, "500", VERDICT_MEETS }, { &seats, "501", VERDICT_FAILS },
		{ &seats, "-3", VERDICT_FAILS }, { &seats, "", VERDICT_UNKNOWN },
		{ &start, "2026-01-01", VERDICT_MEETS }, { &start, "2025-12-31", VERDICT_FAILS },
		{ &role, "Owner", VERDICT_MEETS }, { &role, "buyer", VERDICT_MEETS }, { &role, ANSWER_NONE_OF_THESE, VERDICT_FAILS }, { &note, "x", VERDICT_MEETS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (answer_judge(all[i].c, all[i].value) != all[i].verdict)
			fail_msg("%s %s", all[i].c->code, all[i].value);
	assert_string_equal(answer_words(ctx, &yes, "no"), "No");
	assert_string_equal(answer_words(ctx, &start, "2026-08-03"), "3 Aug 2026");
	assert_string_equal(answer_words(ctx, &seats, NULL), "Not known");
}

static void
test_answers__tidied_and_what_is_missing(void **state)
{
	struct criterion criteria[] = { yes, seats, start, role, note };
	const struct version v = { .criteria = criteria, .criteria_count = 5 };
	struct answer a[] = { { .code = "ASKED", .value = " TRUE " }, { .code = "ROLE", .value = "owner" }, { .code = "SEATS", .value = "020.0" } };
	struct answer b[] = { { .code = "ASKED", .value = "perhaps" }, { .code = "START", .value = "2026-02-30" }, { .code = "NOPE", .value = "1" }, { .code = "ASKED" } };
	struct problems *p = problems_new(ctx);

	(void)state;
	a[0].value = "true";
	answers_check(p, &v, a, 3);
	assert_int_equal(p->count, 0);
	assert_string_equal(a[0].value, "yes");
	assert_string_equal(a[1].value, "Owner");
	assert_string_equal(a[2].value, "20");
	assert_true(answers_all_met(&v, a, 3));
	assert_false(answers_all_known(&v, a, 3));	/* its evidence is missing */
	a[0].evidence = "The mail of Tuesday";
	assert_true(answers_all_known(&v, a, 3));
	a[2].value = NULL;
	assert_false(answers_all_known(&v, a, 3) || answers_all_met(&v, a, 3));
	answers_check(p, &v, b, 4);
	assert_int_equal(p->count, 5);
	assert_string_equal(p->list[0].member, "answers/ASKED/value");
	assert_string_equal(p->list[1].member, "answers/START/value");
	assert_string_equal(p->list[2].member, "answers/NOPE");
	assert_string_equal(p->list[3].member, "answers/ASKED");
	assert_string_equal(p->list[4].member, "answers/SEATS");
}

static void
test_answers__new_ones_over_earlier(void **state)
{
	struct criterion criteria[] = { yes, seats };
	const struct version v = { .criteria = criteria, .criteria_count = 2 };
	const struct answer before[] = { { "SEATS", "5", "", VERDICT_FAILS }, { "ASKED", NULL, "", VERDICT_UNKNOWN } };
	const struct answer after[] = { { "SEATS", "50", "Count", VERDICT_MEETS }, { "GONE", "1", "", VERDICT_MEETS } };
	size_t count;
	const struct answer *all = answers_over(ctx, &v, before, 2, after, 2, &count);

	(void)state;
	assert_int_equal(count, 2);
	assert_string_equal(all[0].code, "ASKED");
	assert_string_equal(all[1].value, "50");
	assert_int_equal(all[1].verdict, VERDICT_MEETS);
}

static void
test_bound__fields_that_answer(void **state)
{
	struct criterion criteria[] = { yes, seats, role, note };
	const struct version v = { .criteria = criteria, .criteria_count = 4 };
	struct lead lead = lead_of("Jo", "Kestrel", "jo@kestrel.example");
	const struct answer *a;
	size_t count;

	(void)state;
	lead.job = "owner";
	lead.source = "Webinar";
	a = answers_bound(ctx, &v, "ROLE = Job\nNOTE=Source\nSEATS = company\nASKED = E-mail\nGONE = name", &lead, &count);
	assert_int_equal(count, 3);	/* a company is no number */
	assert_string_equal(a[0].code, "ASKED");
	assert_string_equal(a[0].value, "yes");
	assert_string_equal(a[1].value, "Owner");
	assert_int_equal(a[1].verdict, VERDICT_MEETS);
	assert_string_equal(a[2].evidence, "From the lead: Source");
	lead.job = "";
	answers_bound(ctx, &v, "ROLE = job\nNOTE = Number of employees", &lead, &count);
	assert_int_equal(count, 0);
	answers_bound(ctx, &v, NULL, &lead, &count);
	assert_int_equal(count, 0);
}

static void
test_queue__positions_sort_as_people_would(void **state)
{
	int64_t late = queue_position(TEAM_SALES, 9, NOW - 60, NOW - 9000), soon = queue_position(TEAM_SALES, 3, NOW + 60, NOW - 60);
	int64_t without = queue_position(TEAM_SALES, 1, 0, NOW - 9000), newer = queue_position(TEAM_SALES, 2, 0, NOW);
	int64_t other = queue_position(TEAM_MARKETING, 4, NOW + 99999, NOW);

	(void)state;
	assert_true(other < late && late < soon && soon < without && without < newer);
	assert_true(other < queue_end(TEAM_MARKETING) && queue_end(TEAM_MARKETING) <= queue_from(TEAM_SALES, 0));
	assert_true(queue_from(TEAM_SALES, 0) < late && queue_from(TEAM_SALES, NOW) > late && queue_from(TEAM_SALES, NOW) < soon && newer < queue_end(TEAM_SALES));
	assert_int_equal(queue_due(late), NOW - 60);
	assert_int_equal(queue_due(without), 0);
	assert_int_equal(queue_due(0), 0);
	assert_int_equal(queue_id(late), 9);
	assert_int_equal(queue_position(GLOSSARY_NONE, 9, NOW, NOW), 0);
	assert_null(queue_key(ctx, 5, 0));
	assert_int_equal(strlen(queue_key(ctx, 5, late)), 28);
	assert_true(strcmp(queue_key(ctx, 5, newer), queue_key(ctx, 6, other)) < 0);
	assert_true(strcmp(queue_key(ctx, 5, late), queue_key(ctx, 5, soon)) < 0);
}

static void
test_clock__looks_and_words(void **state)
{
	struct queue_clock c = { .promised = true, .running = true, .deadline = NOW + 4320, .left = 4320 };

	(void)state;
	assert_int_equal(clock_look(&c), CLOCK_SHORT);
	assert_string_equal(clock_words(ctx, &c), "1 h 12 min left");
	c.left = 2 * 3600 - 1;
	assert_int_equal(clock_look(&c), CLOCK_TODAY);
	c.left = 3 * 3600;
	assert_int_equal(clock_look(&c), CLOCK_PLAIN);
	c.resumes = "resumes Monday 09:00";
	assert_string_equal(clock_words(ctx, &c), "3 h left");
	assert_string_equal(clock_rests(&c), "resumes Monday 09:00");
	c.left = 0;
	c.late = 35 * 60;
	assert_int_equal(clock_look(&c), CLOCK_LATE);
	assert_string_equal(clock_words(ctx, &c), "Late by 35 min");
	assert_null(clock_rests(&c));
	c.paused = true;
	assert_string_equal(clock_words(ctx, &c), "Paused");
	c = (struct queue_clock){ 0 };
	assert_string_equal(clock_words(ctx, &c), "No promise yet");
	assert_int_equal(clock_look(&c), CLOCK_NONE);
	c.promised = true;
	assert_string_equal(clock_words(ctx, &c), "Nothing due");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers__judged_by_their_criterion),
		cmocka_unit_test(test_answers__tidied_and_what_is_missing),
		cmocka_unit_test(test_answers__new_ones_over_earlier),
		cmocka_unit_test(test_bound__fields_that_answer),
		cmocka_unit_test(test_queue__positions_sort_as_people_would),
		cmocka_unit_test(test_clock__looks_and_words),
	};

	return cmocka_run_group_tests_name("answer and queue rules", tests, set_up, tear_down);
}
