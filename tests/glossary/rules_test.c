/* The life of a version, who may move it, what is wrong with its words, its digest and its differences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/days.h"
#include "base/text.h"
#include "glossary/rules.h"

#define TODAY "2026-11-21"

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

/* The whole table: from a state by a step to a state, and nothing else. */
static void
test_life__only_what_is_listed_can_happen(void **state)
{
	static const int to[4][5] = {
		/*                    EDIT             REVIEW           SIGN            OBJECT       WITHDRAW */
		[STATE_DRAFT] =     { STATE_DRAFT,     STATE_IN_REVIEW, -1,             -1,          STATE_WITHDRAWN },
		[STATE_IN_REVIEW] = { STATE_IN_REVIEW, -1,              STATE_RATIFIED, STATE_DRAFT, STATE_WITHDRAWN },
		[STATE_RATIFIED] =  { -1,              -1,              -1,             -1,          -1 },
		[STATE_WITHDRAWN] = { -1,              -1,              -1,             -1,          -1 },
	};

	(void)state;
	for (int from = STATE_DRAFT; from <= STATE_WITHDRAWN; from++)
		for (int step = STEP_EDIT; step <= STEP_WITHDRAW; step++) {
			const struct version v = { .number = 3, .state = from };

			assert_int_equal(version_after(from, (enum version_step)step), to[from][step]);
			assert_int_equal(version_can(from, (enum version_step)step), to[from][step] >= 0);
			assert_int_equal(version_refusal(ctx, &v, (enum version_step)step) == NULL, to[from][step] >= 0);
		}
}

static const struct user everybody[] = {
	{ .id = 1, .team = TEAM_MARKETING },
	{ .id = 2, .team = TEAM_MARKETING, .is_signatory = true },
	{ .id = 3, .team = TEAM_SALES },
	{ .id = 4, .team = TEAM_SALES, .is_signatory = true },
	{ .id = 5, .team = TEAM_OBSERVER },
	{ .id = 6, .team = TEAM_OBSERVER, .is_administrator = true },
	{ .id = 7, .team = TEAM_SALES, .is_administrator = true },
	{ .id = 8, .team = TEAM_OBSERVER, .is_signatory = true },	/* cannot be; must not open anything */
};

static void
test_who__members_write_and_signatories_sign_for_their_team(void **state)
{
	static const bool writes[] = { true, true, true, true, false, false, true, false };
	static const bool signs[] = { false, true, false, true, false, false, false, false };

	(void)state;
	for (size_t i = 0; i < sizeof everybody / sizeof *everybody; i++) {
		const struct user *u = &everybody[i];

		assert_int_equal(glossary_may_write(u) == NULL, writes[i]);
		assert_int_equal(version_may(u, STEP_EDIT) == NULL, writes[i]);
		assert_int_equal(version_may(u, STEP_REVIEW) == NULL, writes[i]);
		assert_int_equal(version_may(u, STEP_WITHDRAW) == NULL, writes[i]);
		assert_int_equal(version_may(u, STEP_SIGN) == NULL, signs[i]);
		assert_int_equal(version_may(u, STEP_OBJECT) == NULL, signs[i]);
	}
	assert_non_null(glossary_may_write(NULL));
	assert_non_null(glossary_may_sign(NULL));
}

static void
test_offers__a_signature_once_a_team_and_not_beside_a_charter(void **state)
{
	struct signature mine = { .team = TEAM_MARKETING };
	struct version v = { .state = STATE_IN_REVIEW };

	(void)state;
	assert_true(version_offers(&v, &everybody[1], STEP_SIGN));
	assert_false(version_offers(&v, &everybody[0], STEP_SIGN));
	v.signatures = &mine;
	v.signature_count = 1;
	assert_false(version_offers(&v, &everybody[1], STEP_SIGN));
	assert_true(version_offers(&v, &everybody[3], STEP_SIGN));
	assert_true(version_offers(&v, &everybody[1], STEP_OBJECT));
	v.charter_id = 9;
	assert_false(version_offers(&v, &everybody[3], STEP_SIGN));
	v.state = STATE_RATIFIED;
	assert_false(version_offers(&v, &everybody[3], STEP_OBJECT));
}

/* In force is the ratified one with the greatest (in_force_at, number) that has come. */
static void
test_status__follows_from_dates_alone(void **state)
{
	const struct version versions[] = {
		{ .number = 7, .state = STATE_DRAFT },
		{ .number = 6, .state = STATE_IN_REVIEW },
		{ .number = 5, .state = STATE_RATIFIED, .in_force_at = 5000 },
		{ .number = 4, .state = STATE_RATIFIED, .in_force_at = 3000 },
		{ .number = 3, .state = STATE_WITHDRAWN },
		{ .number = 2, .state = STATE_RATIFIED, .in_force_at = 3000 },
		{ .number = 1, .state = STATE_RATIFIED, .in_force_at = 1000 },
	};
	static const struct { int64_t now, number; const char *all; } at[] = {
		{ 1000, 1, "DRaawaI" }, { 2999, 1, "DRaawaI" }, { 3000, 4, "DRaIwss" },
		{ 4999, 4, "DRaIwss" }, { 5000, 5, "DRIswss" }, { 9999, 5, "DRIswss" },
	};
	static const char letters[] = {
		[STATUS_DRAFT] = 'D', [STATUS_IN_REVIEW] = 'R', [STATUS_RATIFIED] = 'a', [STATUS_IN_FORCE] = 'I',
		[STATUS_SUPERSEDED] = 's', [STATUS_WITHDRAWN] = 'w'
	};

	(void)state;
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		int64_t in_force = version_in_force(versions, 7, at[i].now);

		assert_int_equal(in_force, at[i].number);
		for (size_t k = 0; k < 7; k++)
			assert_int_equal(letters[version_status_at(versions[k].state, versions[k].number, versions[k].in_force_at,
			    in_force, at[i].now)], at[i].all[k]);
	}
	assert_int_equal(version_in_force(versions, 7, 999), 0);
	assert_int_equal(version_in_force(NULL, 0, 999), 0);
}

static void
test_starts__the_later_of_signature_and_day(void **state)
{
	int64_t midnight = 0, noon = 0;

	(void)state;
	assert_true(instant_parse("2026-12-01T00:00:00+01:00", &midnight));
	assert_true(instant_parse("2026-12-01T12:00:00+01:00", &noon));
	assert_int_equal(version_starts(NULL, noon, "Europe/Berlin"), noon);
	assert_int_equal(version_starts("2026-12-01", noon, "Europe/Berlin"), noon);
	assert_int_equal(version_starts("2026-12-01", midnight - 1, "Europe/Berlin"), midnight);
	assert_int_equal(version_starts("2026-12-01", midnight - 1, "UTC"), midnight + 3600);
}

static void
test_review__moves_on_by_the_time_first_given(void **state)
{
	(void)state;
	assert_true(review_is_due("2026-11-21", TODAY));
	assert_false(review_is_due("2026-11-22", TODAY));
	assert_false(review_is_due(NULL, TODAY));
	assert_true(review_can_confirm("2026-12-21", TODAY));
	assert_false(review_can_confirm("2026-12-22", TODAY));
	/* A year was given; it is late by 20 days, so it counts from today. */
	assert_string_equal(review_next(ctx, "2026-11-01", "2026-11-01", "2025-11-01", TODAY), "2027-11-21");
	/* Confirmed early, it counts from the date. */
	assert_string_equal(review_next(ctx, "2026-12-01", "2026-12-01", "2025-12-01", TODAY), "2027-12-01");
	/* Ten days were given: at least ninety. */
	assert_string_equal(review_next(ctx, TODAY, "2026-11-21", "2026-11-11", TODAY), "2027-02-19");
	assert_string_equal(review_next(ctx, TODAY, NULL, NULL, TODAY), "2027-05-20");
}

/* The one problem there is, or a failure naming how many. */
static const char *
only(const struct problems *p, const char *member, int index)
{
	if (p->count != 1)
		fail_msg("%zu problems, first: %s", p->count, p->count ? p->list[0].text : "");
	assert_string_equal(p->list[0].member, member);
	assert_int_equal(p->list[0].index, index);
	return p->list[0].text;
}

static struct term
good_term(void)
{
	return (struct term){ .name = "  Marketing-qualified\tlead ", .kind = KIND_WORD, .abbreviations = "MQL\r\n\r\n M.Q.L. ",
	    .synonyms = "Qualified lead", .bindings = "COMPANY_SIZE=Number  of employees" };
}

static void
test_term__tidied_and_without_problems(void **state)
{
	struct term t = good_term();
	struct problems *p = problems_new(ctx);

	(void)state;
	term_tidy(ctx, &t);
	assert_string_equal(t.name, "Marketing-qualified lead");
	assert_string_equal(t.abbreviations, "MQL\nM.Q.L.");
	assert_string_equal(t.examples, "");
	assert_string_equal(t.bindings, "COMPANY_SIZE = Number of employees");
	term_problems(p, &t);
	assert_int_equal(p->count, 0);
}

/* What nobody sees is dropped, what is there twice too, and semicolons part names. */
static void
test_term__names_once_and_as_seen(void **state)
{
	struct term t = { .name = "\u202eLe\u200bad\ufeff  score", .abbreviations = "LS; ls;\nL\u200dS\n;S", .synonyms =
	    "ls\nPoints;  points\nRank" };
	struct problems *p = problems_new(ctx);

	(void)state;
	term_tidy(ctx, &t);
	term_problems(p, &t);
	assert_int_equal(p->count, 0);
	assert_string_equal(t.name, "Lead score");
	assert_string_equal(t.abbreviations, "LS\nS");
	assert_string_equal(t.synonyms, "Points\nRank");
}

#define TERM_CASE(change, member) do { \
	struct term t = good_term(); \
	struct problems *p = problems_new(ctx); \
	change; \
	term_tidy(ctx, &t); \
	term_problems(p, &t); \
	only(p, member, -1); \
} while (0)

static void
test_term__each_problem_at_its_member(void **state)
{
	char *many = talloc_strdup(ctx, "");
	char name[122];

	(void)state;
	memset(name, 'x', 121);
	name[121] = '\0';
	for (int i = 0; i < 21; i++)
		many = talloc_asprintf_append(many, "s%d\n", i);
	TERM_CASE(t.name = " ", "name");
	TERM_CASE(t.name = name, "name");
	TERM_CASE(t.name = "a\x01 b", "name");
	TERM_CASE(t.kind = GLOSSARY_NONE, "kind");
	TERM_CASE(t.name = "\u2014 ?! \U0001f993", "name");
	TERM_CASE(t.name = "\u200b\u202e", "name");
	TERM_CASE(t.abbreviations = "marketing-QUALIFIED lead", "abbreviations");
	TERM_CASE(t.synonyms = many, "synonyms");
	TERM_CASE(t.synonyms = name, "synonyms");
	TERM_CASE(t.bindings = "company size = employees", "bindings");
	TERM_CASE(t.bindings = "COMPANY_SIZE", "bindings");
	TERM_CASE(t.bindings = "COMPANY_SIZE =", "bindings");
	name[120] = '\0';
	{
		struct term t = good_term();
		struct problems *p = problems_new(ctx);

		t.name = name;
		term_tidy(ctx, &t);
		term_problems(p, &t);
		assert_int_equal(p->count, 0);
	}
}

static struct version
good_version(struct criterion criteria[2])
{
	struct version v = VERSION_BLANK;

	criteria[0] = (struct criterion){ .label = "Company has 20 or more people", .kind = ASKS_NUMBER, .bound_min = "020.0",
	    .level = LEVEL_MUST, .evidence = true };
	criteria[1] = (struct criterion){ .code = "QUESTION", .label = "Asked", .kind = ASKS_CHOICE, .choices = "A price\nA demo",
	    .level = LEVEL_SHOULD };
	v.meaning = "\r\nA person who asked.\r\n\r\nTwice.\r\n";
	v.criteria = criteria;
	v.criteria_count = 2;
	v.review_by = " 2027-05-01 ";
	return v;
}

static void
test_version__tidied_and_without_problems(void **state)
{
	struct criterion criteria[3];
	struct version v = good_version(criteria);
	struct problems *p = problems_new(ctx);

	(void)state;
	criteria[2] = (struct criterion){ .label = "  ", .kind = ASKS_TEXT, .level = LEVEL_MUST };
	v.criteria_count = 3;
	version_tidy(ctx, &v);
	assert_string_equal(v.meaning, "A person who asked.\n\nTwice.");
	assert_string_equal(v.review_by, "2027-05-01");
	assert_null(v.in_force_from);
	assert_int_equal(v.criteria_count, 2);
	assert_string_equal(v.criteria[0].code, "COMPANY_HAS_20_OR_MORE_PEOPLE");
	assert_string_equal(v.criteria[0].bound_min, "20");
	assert_string_equal(v.criteria[1].code, "QUESTION");
	assert_string_equal(v.criteria[1].choices, "A price\nA demo");
	version_problems(p, KIND_WORD, &v, false, TODAY);
	assert_int_equal(p->count, 0);
}

#define VERSION_CASE(kind_, note_, change, member_, index_) do { \
	struct criterion c[2]; \
	struct version v = good_version(c); \
	struct problems *p = problems_new(ctx); \
	change; \
	version_tidy(ctx, &v); \
	version_problems(p, kind_, &v, note_, TODAY); \
	only(p, member_, index_); \
} while (0)

static void
test_version__each_problem_at_its_member(void **state)
{
	char *meaning = talloc_size(ctx, 8002);

	(void)state;
	memset(meaning, 'x', 8001);
	meaning[8001] = '\0';
	VERSION_CASE(KIND_WORD, false, v.meaning = " \n", "meaning", -1);
	VERSION_CASE(KIND_WORD, false, v.meaning = meaning, "meaning", -1);
	VERSION_CASE(KIND_WORD, true, v.change_note = " ", "change_note", -1);
	VERSION_CASE(KIND_WORD, false, v.review_by = "2026-11-20", "review_by", -1);
	VERSION_CASE(KIND_WORD, false, v.review_by = "2026-02-30", "review_by", -1);
	VERSION_CASE(KIND_WORD, false, v.in_force_from = "2026-11-20", "in_force_from", -1);
	VERSION_CASE(KIND_WORD, false, (v.review_by = "2026-12-01", v.in_force_from = "2026-12-02"), "review_by", -1);
	VERSION_CASE(KIND_WORD, false, c[1].label = "", "label", 1);
	VERSION_CASE(KIND_WORD, false, (c[1].code = "X", c[1].label = "\u200b?\u2026"), "label", 1);
	VERSION_CASE(KIND_WORD, false, c[1].code = "question", "code", 1);
	VERSION_CASE(KIND_WORD, false, c[1].code = "1ST", "code", 1);
	VERSION_CASE(KIND_WORD, false, (c[0].code = "SAME", c[1].code = "SAME"), "code", 1);
	VERSION_CASE(KIND_WORD, false, c[0].kind = GLOSSARY_NONE, "kind", 0);
	VERSION_CASE(KIND_WORD, false, c[0].level = GLOSSARY_NONE, "level", 0);
	VERSION_CASE(KIND_WORD, false, c[0].bound_min = "many", "bound_min", 0);
	VERSION_CASE(KIND_WORD, false, c[0].bound_max = "19.999", "bound_max", 0);
	VERSION_CASE(KIND_WORD, false, c[0].kind = ASKS_TEXT, "bound_min", 0);
	VERSION_CASE(KIND_WORD, false, (c[0].kind = ASKS_DATE, c[0].bound_min = "2026-13-01"), "bound_min", 0);
	VERSION_CASE(KIND_WORD, false, (c[0].kind = ASKS_DATE, c[0].bound_min = "2026-12-02", c[0].bound_max = "2026-12-01"),
	    "bound_max", 0);
	VERSION_CASE(KIND_WORD, false, c[1].choices = "A price", "choices", 1);
	VERSION_CASE(KIND_WORD, false, c[1].choices = "A price\na PRICE", "choices", 1);
	VERSION_CASE(KIND_WORD, false, c[1].kind = ASKS_YES_NO, "choices", 1);
	VERSION_CASE(KIND_WORD, false, v.stage_position = 1, "stage", -1);
	VERSION_CASE(KIND_STAGE, false, (v.stage_path = PATH_LEAD, v.stage_position = 1), "stage_owner", -1);
	VERSION_CASE(KIND_STAGE, false, (v.stage_path = PATH_LEAD, v.stage_owner = TEAM_SALES), "stage_position", -1);
	VERSION_CASE(KIND_STAGE, false, (v.stage_path = PATH_LEAD, v.stage_owner = TEAM_OBSERVER, v.stage_position = 1),
	    "stage_owner", -1);
	VERSION_CASE(KIND_STAGE, false, (v.stage_path = PATH_LEAD, v.stage_owner = TEAM_SALES, v.stage_position = 1,
	    v.stage_longest_days = 3651), "stage_longest_days", -1);
	VERSION_CASE(KIND_WORD, false, v.metric_measure = "x", "metric", -1);
	VERSION_CASE(KIND_METRIC, false, v.metric_measure = "x", "metric_counts_by", -1);
	VERSION_CASE(KIND_METRIC, false, v.metric_counts_by = "x", "metric_measure", -1);
	VERSION_CASE(KIND_METRIC, false, (v.metric_measure = "x", v.metric_counts_by = "x", v.metric_closed_event = "won"),
	    "metric_closed_event", -1);
	VERSION_CASE(KIND_METRIC, false, (v.metric_measure = "x", v.metric_counts_by = "x", v.metric_exclude_reasons = "No Budget"),
	    "metric_exclude_reasons", -1);
	VERSION_CASE(KIND_WORD, false, v.reason_acts = 1, "reason", -1);
	VERSION_CASE(KIND_REASON, false, v.reason_acts = 16, "reason_acts", -1);
}

/* A problem of a limit says which, and what to do about a comma. */
static void
test_version__limits_are_told_in_the_words_of_the_form(void **state)
{
	static const struct { const char *min, *max, *text; } cases[] = {
		{ "many", NULL, "“At least” must be a number, such as 20 or 0.5." },
		{ NULL, "2,5", "“At most” must be a number without a comma: write 2.5 for two and a half, and 1000 for a thousand." },
		{ "3", "2", "“At most” must not be less than “At least”." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct criterion c[2];
		struct version v = good_version(c);
		struct problems *p = problems_new(ctx);

		c[0].bound_min = cases[i].min;
		c[0].bound_max = cases[i].max;
		version_tidy(ctx, &v);
		version_problems(p, KIND_WORD, &v, false, TODAY);
		assert_int_equal(p->count, 1);
		assert_string_equal(p->list[0].text, cases[i].text);
	}
}

/* The day it comes into force and the day to look again may be one. */
static void
test_version__review_on_the_first_day(void **state)
{
	struct criterion c[2];
	struct version v = good_version(c);
	struct problems *p = problems_new(ctx);

	(void)state;
	v.review_by = v.in_force_from = "2027-05-01";
	version_tidy(ctx, &v);
	version_problems(p, KIND_WORD, &v, false, TODAY);
	assert_int_equal(p->count, 0);
}

static void
test_version__kinds_without_their_parts_are_drafts(void **state)
{
	struct version v = VERSION_BLANK;

	(void)state;
	for (int kind = KIND_WORD; kind <= KIND_REASON; kind++) {
		struct problems *p = problems_new(ctx);

		v.meaning = "m";
		version_tidy(ctx, &v);
		version_problems(p, kind, &v, false, TODAY);
		assert_int_equal(p->count, 0);
		assert_int_equal(review_problem(kind, &v) == NULL, kind == KIND_WORD || kind == KIND_PERSONA || kind == KIND_THEME);
	}
	v.stage_path = PATH_DEAL;
	v.stage_position = 2;
	assert_non_null(review_problem(KIND_STAGE, &v));
	v.stage_owner = TEAM_SALES;
	assert_null(review_problem(KIND_STAGE, &v));
	v.stage_position = 0;
	assert_non_null(review_problem(KIND_STAGE, &v));
	v.metric_measure = "Deals won";
	assert_non_null(review_problem(KIND_METRIC, &v));
	v.metric_counts_by = "the day won";
	assert_null(review_problem(KIND_METRIC, &v));
	v.reason_acts = 1 << ACT_LOST;
	assert_null(review_problem(KIND_REASON, &v));
}

static void
test_version__too_many_criteria(void **state)
{
	struct criterion c[31];
	struct version v = VERSION_BLANK;
	struct problems *p = problems_new(ctx);

	(void)state;
	for (int i = 0; i < 31; i++)
		c[i] = (struct criterion){ .label = "Same label", .kind = ASKS_YES_NO, .level = LEVEL_MUST };
	v.meaning = "m";
	v.criteria = c;
	v.criteria_count = 31;
	version_tidy(ctx, &v);
	assert_string_equal(v.criteria[1].code, "SAME_LABEL_2");
	assert_string_equal(v.criteria[30].code, "SAME_LABEL_31");
	version_problems(p, KIND_WORD, &v, false, TODAY);
	only(p, "criteria", -1);
}

static void
test_codes__come_from_labels_and_stay(void **state)
{
	struct criterion c[] = {
		{ .label = "20 people" }, { .label = "日本" }, { .label = "??" }, { .code = "KEPT", .label = "Relabelled since" },
		{ .label = "Kept" }, { .label = "Said that a budget exists for this year and the next" },
		{ .label = "Zürich or Łódź" },
	};

	(void)state;
	criteria_complete(ctx, c, sizeof c / sizeof *c);
	assert_string_equal(c[0].code, "Q_20_PEOPLE");
	assert_string_equal(c[1].code, "Q");
	assert_string_equal(c[2].code, "Q_2");
	assert_string_equal(c[3].code, "KEPT");
	assert_string_equal(c[4].code, "KEPT_2");
	assert_string_equal(c[5].code, "SAID_THAT_A_BUDGET_EXISTS_FOR_THIS_YEAR");
	assert_string_equal(c[6].code, "ZURICH_OR_LODZ");
}

static void
test_pointer__is_that_of_the_json(void **state)
{
	static const struct { struct problem problem; const char *pointer; } cases[] = {
		{ { "meaning", -1, "" }, "/meaning" }, { { "", -1, "" }, "" }, { { "bound_min", 2, "" }, "/criteria/2/bound/min" },
		{ { "label", 0, "" }, "/criteria/0/label" }, { { "", 3, "" }, "/criteria/3" }, { { "stage_path", -1, "" }, "/stage/path" },
		{ { "stage_owner", -1, "" }, "/stage/owner_team" }, { { "stage_longest_days", -1, "" }, "/stage/longest_days" },
		{ { "metric_counts_by", -1, "" }, "/metric/counts_by" }, { { "reason_acts", -1, "" }, "/reason/acts" },
		{ { "review_by", -1, "" }, "/review_by" }, { { "stage", -1, "" }, "/stage" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(problem_pointer(ctx, &cases[i].problem), cases[i].pointer);
}

/* Recomputed with sha256sum from the text below. */
static void
test_digest__of_the_canonical_text(void **state)
{
	static const char text[] =
	    "concord-term-version 1\n"
	    "slug 4:lead\n"
	    "name 4:Lead\n"
	    "kind 5:stage\n"
	    "number 1:2\n"
	    "meaning 8:A person\n"
	    "review_by 10:2027-05-01\n"
	    "in_force_from 0:\n"
	    "stage_path 4:lead\n"
	    "stage_position 1:3\n"
	    "stage_owner 9:marketing\n"
	    "stage_longest_days 0:\n"
	    "metric_measure 0:\n"
	    "metric_counts_by 0:\n"
	    "metric_closed_event 0:\n"
	    "metric_exclude_reasons 0:\n"
	    "reason_acts 0:\n"
	    "criteria 1:1\n"
	    "code 4:SIZE\n"
	    "label 7:Größe\n"
	    "kind 6:number\n"
	    "bound_min 2:20\n"
	    "bound_max 0:\n"
	    "choices 0:\n"
	    "level 4:must\n"
	    "evidence 1:1\n";
	const struct term t = { .slug = "lead", .name = "Lead", .kind = KIND_STAGE };
	struct criterion c = { .code = "SIZE", .label = "Größe", .kind = ASKS_NUMBER, .bound_min = "20", .choices = "",
	    .level = LEVEL_MUST, .evidence = true };
	struct version v = { .number = 2, .meaning = "A person", .review_by = "2027-05-01", .stage_path = PATH_LEAD,
	    .stage_position = 3, .stage_owner = TEAM_MARKETING, .criteria = &c, .criteria_count = 1 };

	(void)state;
	assert_string_equal(version_canonical(ctx, &t, &v), text);
	assert_string_equal(version_digest(ctx, &t, &v), "9b5bafe8ac1722db002d15e539143b9d2c716b1fe57857531b91b62225d9443a");
}

#define DIGEST_CHANGES(change) do { \
	struct criterion c[2]; \
	struct version v = good_version(c); \
	struct term t = { .slug = "lead", .name = "Lead", .kind = KIND_WORD }; \
	const char *before; \
	version_tidy(ctx, &v); \
	before = version_digest(ctx, &t, &v); \
	change; \
	assert_string_not_equal(version_digest(ctx, &t, &v), before); \
} while (0)

static void
test_digest__each_member_counts(void **state)
{
	(void)state;
	DIGEST_CHANGES(t.slug = "other");
	DIGEST_CHANGES(t.name = "Other");
	DIGEST_CHANGES(t.kind = KIND_STAGE);
	DIGEST_CHANGES(v.number = 9);
	DIGEST_CHANGES(v.meaning = "Other");
	DIGEST_CHANGES(v.review_by = NULL);
	DIGEST_CHANGES(v.in_force_from = "2027-01-01");
	DIGEST_CHANGES(v.stage_path = PATH_DEAL);
	DIGEST_CHANGES(v.stage_position = 4);
	DIGEST_CHANGES(v.stage_owner = TEAM_SALES);
	DIGEST_CHANGES(v.stage_longest_days = 4);
	DIGEST_CHANGES(v.metric_measure = "x");
	DIGEST_CHANGES(v.metric_counts_by = "x");
	DIGEST_CHANGES(v.metric_closed_event = "paid");
	DIGEST_CHANGES(v.metric_exclude_reasons = "x");
	DIGEST_CHANGES(v.reason_acts = 1);
	DIGEST_CHANGES(v.criteria_count = 1);
	DIGEST_CHANGES(v.criteria[0].code = "OTHER");
	DIGEST_CHANGES(v.criteria[0].label = "Other");
	DIGEST_CHANGES(v.criteria[0].kind = ASKS_TEXT);
	DIGEST_CHANGES(v.criteria[0].bound_min = "21");
	DIGEST_CHANGES(v.criteria[0].bound_max = "21");
	DIGEST_CHANGES(v.criteria[0].choices = "x");
	DIGEST_CHANGES(v.criteria[0].level = LEVEL_SHOULD);
	DIGEST_CHANGES(v.criteria[0].evidence = false);
	DIGEST_CHANGES(v.criteria[0] = v.criteria[1]);
}

#define SAME_CHANGES(change) do { \
	struct criterion c[2], d[2]; \
	struct version a = good_version(c), v = good_version(d); \
	version_tidy(ctx, &a); \
	version_tidy(ctx, &v); \
	assert_true(version_same_words(&a, &v)); \
	change; \
	assert_false(version_same_words(&a, &v)); \
} while (0)

static void
test_same__each_member_counts(void **state)
{
	(void)state;
	SAME_CHANGES(v.meaning = "Other");
	SAME_CHANGES(v.review_by = NULL);
	SAME_CHANGES(v.stage_path = PATH_DEAL);
	SAME_CHANGES(v.stage_position = 4);
	SAME_CHANGES(v.stage_owner = TEAM_SALES);
	SAME_CHANGES(v.stage_longest_days = 4);
	SAME_CHANGES(v.metric_measure = "x");
	SAME_CHANGES(v.metric_counts_by = "x");
	SAME_CHANGES(v.metric_closed_event = "paid");
	SAME_CHANGES(v.metric_exclude_reasons = "x");
	SAME_CHANGES(v.reason_acts = 1);
	SAME_CHANGES(v.criteria_count = 1);
	SAME_CHANGES(v.criteria[1].label = "x");
	SAME_CHANGES(v.criteria[0].bound_max = "21");
}

static void
test_difference__meaning_criteria_and_facts(void **state)
{
	struct criterion a_criteria[] = {
		{ .code = "SIZE", .label = "Company has 20 people", .kind = ASKS_NUMBER, .bound_min = "20", .choices = "", .level = LEVEL_MUST },
		{ .code = "COUNTRY", .label = "In our country", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST },
		{ .code = "GONE", .label = "Webinar", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_SHOULD },
	}, b_criteria[] = {
		{ .code = "SIZE", .label = "Company has 50 people", .kind = ASKS_NUMBER, .bound_min = "50", .choices = "", .level = LEVEL_MUST, .evidence = true },
		{ .code = "COUNTRY", .label = "In our country", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST },
		{ .code = "BUDGET", .label = "Has a budget", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_SHOULD },
	};
	struct version a = VERSION_BLANK, b = VERSION_BLANK;
	const struct difference *d;

	(void)state;
	a.meaning = "20 or more people";
	b.meaning = "50 or more people";
	a.criteria = a_criteria;
	b.criteria = b_criteria;
	a.criteria_count = b.criteria_count = 3;
	a.review_by = "2026-12-01";
	a.stage_owner = TEAM_MARKETING;
	b.stage_owner = TEAM_SALES;
	d = version_difference(ctx, &a, &b);
	assert_true(d->changed && d->meaning->changed);
	assert_int_equal(d->criteria_count, 4);
	assert_int_equal(d->criteria[0].kind, CHANGE_CHANGED);
	assert_true(d->criteria[0].label->changed);
	assert_int_equal(d->criteria[0].member_count, 2);
	assert_string_equal(d->criteria[0].members[0].before, "at least 20");
	assert_string_equal(d->criteria[0].members[0].after, "at least 50");
	assert_string_equal(d->criteria[0].members[1].label, "Evidence");
	assert_int_equal(d->criteria[1].kind, CHANGE_NONE);
	assert_int_equal(d->criteria[1].member_count, 0);
	assert_int_equal(d->criteria[2].kind, CHANGE_REMOVED);
	assert_null(d->criteria[2].after);
	assert_int_equal(d->criteria[3].kind, CHANGE_ADDED);
	assert_string_equal(d->criteria[3].after->code, "BUDGET");
	assert_int_equal(d->fact_count, 2);
	assert_string_equal(d->facts[0].label, "Review by");
	assert_string_equal(d->facts[0].before, "1 Dec 2026");
	assert_string_equal(d->facts[0].after, "");
	assert_string_equal(d->facts[1].after, "Sales");
	assert_false(version_difference(ctx, &b, &b)->changed);
}

static void
test_rule__in_words(void **state)
{
	static const struct { struct criterion c; const char *words; } cases[] = {
		{ { .kind = ASKS_YES_NO }, "yes or no" },
		{ { .kind = ASKS_TEXT }, "in words" },
		{ { .kind = ASKS_CHOICE, .choices = "A\nB" }, "one of: A, B" },
		{ { .kind = ASKS_NUMBER }, "a number" },
		{ { .kind = ASKS_NUMBER, .bound_min = "0.5" }, "at least 0.5" },
		{ { .kind = ASKS_NUMBER, .bound_max = "9" }, "at most 9" },
		{ { .kind = ASKS_NUMBER, .bound_min = "1", .bound_max = "9" }, "between 1 and 9" },
		{ { .kind = ASKS_DATE, .bound_min = "2026-01-05" }, "on or after 5 Jan 2026" },
		{ { .kind = ASKS_DATE, .bound_max = "2026-01-05" }, "on or before 5 Jan 2026" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(criterion_rule(ctx, &cases[i].c), cases[i].words);
}

static void
test_words__needed_and_not_too_long(void **state)
{
	char *text = talloc_zero_size(ctx, 4002);

	(void)state;
	assert_non_null(words_problem(NULL));
	assert_non_null(objection_problem(" \n"));
	memset(text, 'x', 4000);
	assert_null(words_problem(text));
	text[4000] = 'x';
	assert_non_null(words_problem(text));
	assert_non_null(objection_problem(text));
	assert_null(objection_problem("Name the countries."));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_life__only_what_is_listed_can_happen),
		cmocka_unit_test(test_who__members_write_and_signatories_sign_for_their_team),
		cmocka_unit_test(test_offers__a_signature_once_a_team_and_not_beside_a_charter),
		cmocka_unit_test(test_status__follows_from_dates_alone),
		cmocka_unit_test(test_starts__the_later_of_signature_and_day),
		cmocka_unit_test(test_review__moves_on_by_the_time_first_given),
		cmocka_unit_test(test_term__tidied_and_without_problems),
		cmocka_unit_test(test_term__each_problem_at_its_member),
		cmocka_unit_test(test_version__tidied_and_without_problems),
		cmocka_unit_test(test_version__each_problem_at_its_member),
		cmocka_unit_test(test_term__names_once_and_as_seen),
		cmocka_unit_test(test_version__limits_are_told_in_the_words_of_the_form),
		cmocka_unit_test(test_version__review_on_the_first_day),
		cmocka_unit_test(test_version__kinds_without_their_parts_are_drafts),
		cmocka_unit_test(test_version__too_many_criteria),
		cmocka_unit_test(test_codes__come_from_labels_and_stay),
		cmocka_unit_test(test_pointer__is_that_of_the_json),
		cmocka_unit_test(test_digest__of_the_canonical_text),
		cmocka_unit_test(test_digest__each_member_counts),
		cmocka_unit_test(test_same__each_member_counts),
		cmocka_unit_test(test_difference__meaning_criteria_and_facts),
		cmocka_unit_test(test_rule__in_words),
		cmocka_unit_test(test_words__needed_and_not_too_long),
	};

	return cmocka_run_group_tests_name("glossary rules", tests, set_up, tear_down);
}
