/* Files of terms in memory: what is read, what is decided, and that what is written reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "glossary/import.h"

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

static struct import_plan *
csv(const char *text)
{
	return import_read(ctx, IMPORT_CSV, text, strlen(text));
}

static struct import_plan *
json(const char *text)
{
	return import_read(ctx, IMPORT_JSON, text, strlen(text));
}

/* "create Lead | change MQL …" */
static const char *
acts(struct import_plan *plan)
{
	struct buffer *all = buffer_new(ctx);

	import_decide(plan, TODAY, 7);
	for (size_t i = 0; i < plan->count; i++)
		buffer_format(all, "%s%s %s", i ? " | " : "", row_act_names[plan->rows[i].act], plan->rows[i].term.name);
	return all->data ? all->data : "";
}

static const char *
problem_of(const struct import_plan *plan, size_t row)
{
	return plan->rows[row].problems->count ? plan->rows[row].problems->list[0].text : "";
}

static void
test_csv__headers_in_any_case_and_others_named(void **state)
{
	struct import_plan *plan = csv("\xEF\xBB\xBF" "Category;TERM;Definition;;Owner\r\n" "x;Lead;\"A person;\r\nnamed\";;Ada\r\n");

	(void)state;
	assert_null(plan->problem);
	assert_int_equal(plan->delimiter, ';');
	assert_int_equal(plan->ignored_count, 2);
	assert_string_equal(plan->ignored[0], "Category");
	assert_string_equal(plan->ignored[1], "Owner");
	assert_int_equal(plan->count, 1);
	assert_string_equal(plan->rows[0].term.name, "Lead");
	assert_string_equal(plan->rows[0].version.meaning, "A person;\nnamed");
	assert_string_equal(acts(plan), "create Lead");
	assert_int_equal(plan->created, 1);
	assert_int_equal(plan->rows[0].term.kind, KIND_WORD);
}

static void
test_csv__lines_are_those_of_the_file(void **state)
{
	struct import_plan *plan = csv("name,meaning\nA,\"one\ntwo\"\n\nB,three\nC,\"never closed\nD,four\n");

	(void)state;
	assert_int_equal(plan->count, 4);
	assert_int_equal(plan->rows[0].line, 2);
	assert_int_equal(plan->rows[1].line, 5);
	assert_int_equal(plan->rows[2].line, 6);
	assert_int_equal(plan->rows[3].line, 7);
	assert_string_equal(acts(plan), "create A | create B | refuse  | create D");
	assert_true(strlen(problem_of(plan, 2)) > 0);
}

static void
test_csv__what_cannot_be_used(void **state)
{
	(void)state;
	assert_non_null(csv("")->problem);
	assert_non_null(csv("term,text\nA,b\n")->problem);
	assert_non_null(csv("text,meaning\nA,b\n")->problem);
	assert_int_equal(csv("term,text\nA,b\n")->count, 0);
	assert_null(csv("term,meaning\n")->problem);
}

static void
test_csv__empty_cells_are_refused_with_why(void **state)
{
	struct import_plan *plan = csv("term,meaning,abbreviations\n,text,\nLead,,L\n  ,  ,\nMQL,x,\n");

	(void)state;
	assert_string_equal(acts(plan), "refuse  | refuse Lead | refuse  | create MQL");
	assert_string_equal(problem_of(plan, 0), "The row names no term.");
	assert_string_equal(problem_of(plan, 1), "The row gives no meaning.");
	assert_int_equal(plan->refused, 3);
}

static void
test_csv__every_column(void **state)
{
	struct import_plan *plan = csv("name,kind,abbreviations,synonyms,meaning,review_by,stage_path,Stage Position,stage_owner,"
	    "stage_longest_days,criteria,bindings\n"
	    "Lead,Stage,\"L, LD\",\"One;Two, three\",Text,2027-01-01,lead,3,Sales,14,"
	    "\"[{\"\"label\"\":\"\"Size\"\",\"\"kind\"\":\"\"number\"\",\"\"bound\"\":{\"\"min\"\":0.5},\"\"level\"\":\"\"must\"\"}]\",SIZE = Employees\n"
	    "Why,reason,,,Text,,,,,,,\n");
	const struct import_row *row = &plan->rows[0];

	(void)state;
	assert_string_equal(acts(plan), "create Lead | create Why");
	assert_int_equal(row->term.kind, KIND_STAGE);
	assert_string_equal(row->term.abbreviations, "L\nLD");
	assert_string_equal(row->term.synonyms, "One\nTwo, three");
	assert_string_equal(row->version.review_by, "2027-01-01");
	assert_int_equal(row->version.stage_path, PATH_LEAD);
	assert_int_equal(row->version.stage_position, 3);
	assert_int_equal(row->version.stage_owner, TEAM_SALES);
	assert_int_equal(row->version.stage_longest_days, 14);
	assert_int_equal(row->version.criteria_count, 1);
	assert_string_equal(row->version.criteria[0].code, "SIZE");
	assert_string_equal(row->version.criteria[0].bound_min, "0.5");
	assert_string_equal(row->term.bindings, "SIZE = Employees");
	plan = csv("name,kind,meaning,reason_acts,stage_position,criteria,metric_measure\n"
	    "A,thing,x,,,,\nB,reason,x,\"return, nothing\",,,\nC,stage,x,,many,,\nD,word,x,,,nonsense,\nE,word,x,,,,y\n"
	    "F,reason,x,\"return, lost\",,,\n");
	assert_string_equal(acts(plan), "refuse A | refuse B | refuse C | refuse D | refuse E | create F");
	assert_string_equal(problem_of(plan, 0), "“thing” is not one of: word, stage, metric, persona, theme, reason.");
	assert_int_equal(plan->rows[5].version.reason_acts, 1 << ACT_RETURN | 1 << ACT_LOST);
}

static void
test_csv__a_formula_guard_is_taken_off(void **state)
{
	struct import_plan *plan = csv("name,meaning\n'=A,'-- a list\n'Tis,'quoted'\n");

	(void)state;
	assert_string_equal(plan->rows[0].term.name, "=A");
	assert_string_equal(plan->rows[0].version.meaning, "-- a list");
	assert_string_equal(plan->rows[1].term.name, "'Tis");
	assert_string_equal(plan->rows[1].version.meaning, "'quoted'");
}

static void
test_csv__a_review_date_that_has_passed_is_left_out(void **state)
{
	struct import_plan *plan = csv("name,meaning,review_by\nLead,x,2026-11-20\nMQL,x,soon\n");

	(void)state;
	assert_string_equal(acts(plan), "create Lead | refuse MQL");
	assert_null(plan->rows[0].version.review_by);
	assert_int_equal(plan->rows[0].note_count, 1);
}

static void
test_csv__rows_that_repeat(void **state)
{
	struct import_plan *plan = csv("name,meaning\nLead,One\nLEAD,One\nlead,Two\nBad,\nbad,\n");

	(void)state;
	plan->rows[1].known.first = plan->rows[2].known.first = 0;
	plan->rows[4].known.first = 3;
	assert_string_equal(acts(plan), "create Lead | same LEAD | refuse lead | refuse Bad | refuse bad");
	assert_string_equal(plan->rows[1].notes[0], "Says the same as line 2.");
	assert_string_equal(problem_of(plan, 2), "Line 2 has the same term with other words. Keep one of the two.");
}

static void
test_csv__too_many_rows(void **state)
{
	struct buffer *text = buffer_new(ctx);
	struct import_plan *plan;

	(void)state;
	buffer_text(text, "name,meaning\n");
	for (int i = 0; i < IMPORT_MOST_ROWS; i++)
		buffer_format(text, "Term %d,x\n", i);
	plan = csv(text->data);
	assert_null(plan->problem);
	assert_int_equal(plan->count, IMPORT_MOST_ROWS);
	buffer_text(text, "One more,x\n");
	plan = csv(text->data);
	assert_non_null(plan->problem);
	assert_int_equal(plan->count, 0);
}

/* A term that is there, in the ways it can be. */
static struct term there = { .id = 5, .revision = 3, .slug = "lead", .name = "Lead", .kind = KIND_STAGE, .abbreviations = "L",
    .synonyms = "", .marketing_says = "", .sales_says = "", .examples = "", .counter_examples = "", .bindings = "" };
static struct criterion size_criterion = { .code = "SIZE", .label = "Size", .kind = ASKS_NUMBER, .choices = "", .level = LEVEL_MUST };

static struct version
version_of(int state, int64_t number, const char *meaning, int64_t author, int64_t editor)
{
	struct version v = VERSION_BLANK;

	v.id = number;
	v.number = number;
	v.revision = 1;
	v.state = state;
	v.meaning = meaning;
	v.author_id = author;
	v.edited_by = editor;
	v.criteria = &size_criterion;
	v.criteria_count = 1;
	return v;
}

static struct import_row *
known(struct import_plan *plan, const struct version *in_force, const struct version *open)
{
	plan->rows[0].known.term = &there;
	plan->rows[0].known.in_force = in_force;
	plan->rows[0].known.open = open;
	plan->rows[0].known.newest = open ? open : in_force;
	return &plan->rows[0];
}

static void
test_decide__the_same_in_any_wording_that_counts(void **state)
{
	const struct version in_force = version_of(STATE_RATIFIED, 1, "Agreed", 1, 1);
	const struct version open = version_of(STATE_IN_REVIEW, 2, "Proposed", 1, 1);
	struct import_plan *plan;

	(void)state;
	plan = csv("name,meaning\nLead,Agreed\n");
	known(plan, &in_force, NULL);
	assert_string_equal(acts(plan), "same Lead");
	assert_int_equal(plan->rows[0].note_count, 0);
	plan = csv("name,meaning\nLead,Agreed\n");
	known(plan, &in_force, &open);
	assert_string_equal(acts(plan), "same Lead");
	assert_string_equal(plan->rows[0].notes[0], "As version 1; version 2, in review, says something else.");
	plan = csv("name,meaning,criteria\nLead,Proposed,\"[{\"\"code\"\":\"\"SIZE\"\",\"\"label\"\":\"\"Size\"\","
	    "\"\"kind\"\":\"\"number\"\",\"\"level\"\":\"\"must\"\"}]\"\n");
	known(plan, &in_force, &open);
	assert_string_equal(acts(plan), "same Lead");
}

static void
test_decide__other_words_become_a_draft_and_keep_the_criteria(void **state)
{
	const struct version in_force = version_of(STATE_RATIFIED, 1, "Agreed", 1, 1);
	const struct version open = version_of(STATE_IN_REVIEW, 4, "Proposed", 7, 7);
	struct import_plan *plan = csv("name,meaning\nLead,Other words\n");
	struct import_row *row = known(plan, &in_force, NULL);

	(void)state;
	assert_string_equal(acts(plan), "change Lead");
	assert_true(row->adds && !row->edits && !row->words);
	assert_int_equal(row->version.criteria_count, 1);
	assert_string_equal(row->version.meaning, "Other words");
	assert_string_equal(row->notes[0], "Becomes version 2, a draft. What is in force stays in force.");
	plan = csv("name,meaning\nLead,Other words\n");
	row = known(plan, &in_force, &open);
	assert_string_equal(acts(plan), "change Lead");
	assert_true(row->adds && !row->edits);
	assert_string_equal(row->notes[0], "Becomes version 5, a draft beside version 4, which is in review and stays as it is.");
}

static void
test_decide__only_ones_own_untouched_draft_is_edited(void **state)
{
	const struct version mine = version_of(STATE_DRAFT, 2, "Mine", 7, 7), touched = version_of(STATE_DRAFT, 2, "Mine", 7, 8);
	struct import_plan *plan = csv("name,meaning\nLead,Other words\n");
	struct import_row *row = known(plan, NULL, &mine);

	(void)state;
	assert_string_equal(acts(plan), "change Lead");
	assert_true(row->edits && !row->adds);
	assert_string_equal(row->notes[0], "Changes your draft, version 2.");
	plan = csv("name,meaning\nLead,Other words\n");
	row = known(plan, NULL, &touched);
	assert_string_equal(acts(plan), "change Lead");
	assert_true(row->adds && !row->edits);
}

static void
test_decide__free_texts_need_no_version(void **state)
{
	const struct version in_force = version_of(STATE_RATIFIED, 1, "Agreed", 1, 1);
	struct import_plan *plan = csv("name,meaning,abbreviations,synonyms,kind\nLead,Agreed,LD,,stage\n");
	struct import_row *row = known(plan, &in_force, NULL);

	(void)state;
	assert_string_equal(acts(plan), "change Lead");
	assert_true(row->words && !row->adds && !row->edits);
	assert_int_equal(row->term.id, 5);
	assert_int_equal(row->term.revision, 3);
	assert_string_equal(row->term.abbreviations, "LD");
	plan = csv("name,meaning,abbreviations\nLead,Agreed,L\n");
	known(plan, &in_force, NULL);
	assert_string_equal(acts(plan), "same Lead");
}

static void
test_decide__refusals_of_known_terms(void **state)
{
	const struct version in_force = version_of(STATE_RATIFIED, 1, "Agreed", 1, 1);
	struct import_plan *plan = csv("name,meaning,kind\nLead,Agreed,word\n");

	(void)state;
	known(plan, &in_force, NULL);
	assert_string_equal(acts(plan), "refuse Lead");
	assert_string_equal(problem_of(plan, 0), "“Lead” is a stage here; the kind of a term does not change.");
	there.deprecated_at = 1;
	plan = csv("name,meaning\nLead,Other\n");
	known(plan, &in_force, NULL);
	assert_string_equal(acts(plan), "refuse Lead");
	plan = csv("name,meaning\nLead,Agreed\n");
	known(plan, &in_force, NULL);
	assert_string_equal(acts(plan), "same Lead");
	there.deprecated_at = 0;
	plan = csv("name,meaning\nLead,\n");
	known(plan, NULL, NULL);
	assert_string_equal(acts(plan), "same Lead");
	plan = csv("name,meaning\nLead,\n");
	known(plan, &in_force, NULL);
	assert_string_equal(acts(plan), "refuse Lead");
}

#define FIFTY "looooooooooooooooooooooooooooooooooooooooooooooooo"

/* A term that nobody has given a meaning yet: its row once went past the rules of a wording. */
static void
test_decide__a_wording_needs_its_meaning_and_keeps_the_rules(void **state)
{
	static const struct { const char *gives, *why; } odd[] = {
		{ "\"criteria\":[{\"label\":\"Size\",\"kind\":\"number\",\"level\":\"must\"}]", "" },
		{ "\"meaning\":\" \",\"criteria\":[{\"label\":\"Size\",\"kind\":\"number\",\"level\":\"must\"}]", "" },
		{ "\"criteria\":[{\"code\":\"no code\",\"label\":\"Size\",\"kind\":\"number\",\"level\":\"must\"}]", "A code is capitals" },
		{ "\"criteria\":[{\"label\":\"" FIFTY FIFTY FIFTY FIFTY "o\",\"kind\":\"number\",\"level\":\"must\"}]", "must be 200 characters or fewer" },
		{ "\"stage\":{\"path\":\"lead\",\"position\":70000,\"owner_team\":\"sales\"}", "from 1 to 999" },
		{ "\"stage\":{\"path\":\"lead\",\"position\":-70000,\"owner_team\":\"sales\"}", "from 1 to 999" },
		{ "\"stage\":{\"path\":\"lead\",\"position\":1,\"owner_team\":\"sales\",\"longest_days\":99999}", "from 1 to 3650" },
		{ "\"review_by\":\"soon\"", "a day that exists" },
		{ "\"metric\":{\"measure\":\"m\",\"counts_by\":\"d\"}", "Only a metric" },
		{ "\"reason\":{\"acts\":[\"lost\"]}", "Only a reason" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		for (int is_there = 0; is_there < 2; is_there++) {
			struct import_plan *plan = json(text_format(ctx, "[{\"name\":\"Lead\",\"kind\":\"stage\",%s},"
			    "{\"name\":\"Good\",\"meaning\":\"x\"}]", odd[i].gives));
			const struct problems *p = plan->rows[0].problems;
			bool said = false;

			if (is_there)
				known(plan, NULL, NULL);
			assert_string_equal(acts(plan), "refuse Lead | create Good");
			for (size_t k = 0; k < p->count; k++)
				said = said || strstr(p->list[k].text, odd[i].why);
			if (!said || !strstr(p->list[0].text, "gives no meaning"))
				fail_msg("%s: %s", odd[i].gives, problem_of(plan, 0));
		}
}

static void
test_plan__many_problems_in_a_row_are_told_in_part(void **state)
{
	struct buffer *cell = buffer_new(ctx), *list = buffer_new(ctx), *members = buffer_new(ctx);
	struct import_plan *plan;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		buffer_text(cell, "x;");
		buffer_text(list, i ? ",\"x\"" : "\"x\"");
		buffer_format(members, ",\"m%d\":1", i);
	}
	plan = csv(text_format(ctx, "name,kind,meaning,reason_acts\nWhy,reason,x,%s\nLead,word,x,\n", cell->data));
	assert_string_equal(acts(plan), "refuse Why | create Lead");
	assert_int_equal(plan->rows[0].problems->count, PROBLEMS_MOST);
	plan = json(text_format(ctx, "[{\"name\":\"Why\",\"kind\":\"reason\",\"meaning\":\"x\",\"reason\":{\"acts\":[%s]}},"
	    "{\"name\":\"End\",\"kind\":\"reason\",\"meaning\":\"x\",\"reason\":{\"acts\":[\"lost\"]%s}},"
	    "{\"name\":\"Lead\",\"meaning\":\"x\"}]", list->data, members->data));
	assert_string_equal(acts(plan), "refuse Why | refuse End | create Lead");
	assert_int_equal(plan->rows[0].problems->count, PROBLEMS_MOST);
	assert_int_equal(plan->rows[1].problems->count, PROBLEMS_MOST);
}

static void
test_json__read_whole(void **state)
{
	struct import_plan *plan = json("{\"terms\":[{\"name\":\"Quality\",\"kind\":\"metric\",\"abbreviations\":[\"Q\"],\"bindings\":{\"SIZE\":\"Staff\"},"
	    "\"meaning\":\"Share\",\"metric\":{\"measure\":\"accepted / decided\",\"counts_by\":\"handoff\","
	    "\"closed_event\":null,\"exclude_reasons\":[\"duplicate\"]},\"colour\":\"red\"},"
	    "{\"term\":\"Timing\",\"definition\":\"Later\",\"kind\":\"reason\",\"reason\":{\"acts\":[\"recycle\"]}},"
	    "{\"name\":\"X\",\"meaning\":3},{\"name\":\"Y\",\"meaning\":\"m\",\"criteria\":[{\"label\":\"L\",\"kind\":\"odd\"}]},7,"
	    "{\"name\":\"Z\",\"meaning\":\"m\",\"abbreviations\":[\"a\\nb\"]}]}");

	(void)state;
	assert_null(plan->problem);
	assert_string_equal(acts(plan), "create Quality | create Timing | refuse X | refuse Y | refuse  | refuse Z");
	assert_int_equal(plan->ignored_count, 1);
	assert_string_equal(plan->ignored[0], "colour");
	assert_string_equal(plan->rows[0].version.metric_exclude_reasons, "duplicate");
	assert_string_equal(plan->rows[0].term.bindings, "SIZE = Staff");
	assert_int_equal(plan->rows[1].version.reason_acts, 1 << ACT_RECYCLE);
	assert_int_equal(plan->rows[5].line, 6);
	assert_non_null(json("{")->problem);
	assert_non_null(json("{\"a\":1,\"a\":2}")->problem);
	assert_non_null(json("{\"terms\":1}")->problem);
	assert_string_equal(acts(json("[{\"name\":\"A\",\"meaning\":\"b\"}]")), "create A");
}

static const char *
read_pointers(const char *text)
{
	struct version v = VERSION_BLANK;
	struct problems *p = problems_new(ctx);
	json_t *object = json_loads(text, 0, NULL);
	struct buffer *all = buffer_new(ctx);

	assert_non_null(object);
	version_read_json(ctx, object, &v, p);
	for (size_t i = 0; i < p->count; i++)
		buffer_format(all, "%s%s", i ? " " : "", problem_pointer(ctx, &p->list[i]));
	json_decref(object);
	return all->data ? all->data : "";
}

static void
test_version_json__wrong_types_at_their_pointers(void **state)
{
	(void)state;
	assert_string_equal(read_pointers("{\"meaning\":1}"), "/meaning");
	assert_string_equal(read_pointers("{\"criteria\":{}}"), "/criteria");
	assert_string_equal(read_pointers("{\"criteria\":[1]}"), "/criteria/0");
	assert_string_equal(read_pointers("{\"criteria\":[{\"label\":\"a\",\"kind\":\"number\",\"level\":\"must\",\"evidence\":1}]}"),
	    "/criteria/0/evidence");
	assert_string_equal(read_pointers("{\"criteria\":[{\"kind\":\"maybe\",\"bound\":{\"min\":[],\"mid\":1}}]}"),
	    "/criteria/0/kind /criteria/0/bound/mid /criteria/0/bound/min");
	assert_string_equal(read_pointers("{\"criteria\":[{}]}"), "/criteria/0/label");
	assert_string_equal(read_pointers("{\"criteria\":[{\"label\":\"a\",\"kind\":\"number\",\"level\":\"must\"},{\"kind\":\"number\",\"level\":\"must\"}]}"),
	    "/criteria/1/label");
	assert_string_equal(read_pointers("{\"criteria\":[{\"label\":\" \",\"evidence\":true}]}"), "/criteria/0/label");
	assert_string_equal(read_pointers("{\"criteria\":[{\"choices\":\"a\",\"colour\":1}]}"), "/criteria/0/choices /criteria/0/colour");
	assert_string_equal(read_pointers("{\"stage\":{\"path\":\"up\",\"position\":\"1\",\"owner_team\":\"all\",\"x\":1}}"),
	    "/stage/path /stage/position /stage/owner_team /stage/x");
	assert_string_equal(read_pointers("{\"stage\":[]}"), "/stage");
	assert_string_equal(read_pointers("{\"metric\":{\"measure\":1,\"exclude_reasons\":\"a\"}}"),
	    "/metric/measure /metric/exclude_reasons");
	assert_string_equal(read_pointers("{\"reason\":{\"acts\":[]}}"), "/reason/acts");
	assert_string_equal(read_pointers("{\"reason\":{\"acts\":[\"win\"]}}"), "/reason/acts");
	assert_string_equal(read_pointers("{\"review_by\":null,\"stage\":null,\"reason\":null,\"criteria\":null}"), "");
}

static struct export_term
hard_term(void)
{
	static struct criterion criteria[] = {
		{ .code = "SIZE", .label = "Größe, “x”", .kind = ASKS_NUMBER, .bound_min = "0.1", .bound_max = "123456789.125", .choices = "", .level = LEVEL_MUST, .evidence = true },
		{ .code = "BIG", .label = "Big", .kind = ASKS_NUMBER, .bound_min = "123456789012.123456", .choices = "", .level = LEVEL_SHOULD },
		{ .code = "CHOICE", .label = "Choice", .kind = ASKS_CHOICE, .choices = "A, b\nC; d", .level = LEVEL_SHOULD },
		{ .code = "DAY", .label = "Day", .kind = ASKS_DATE, .bound_max = "2026-12-31", .choices = "", .level = LEVEL_MUST },
	};
	struct export_term t = { .term = { .slug = "x", .name = "=1+1", .kind = KIND_STAGE, .abbreviations = "Easy stamp, stamp please",
	    .synonyms = "One\nTwo, three", .marketing_says = "'=quoted", .sales_says = "- a\n- b", .examples = "\"", .counter_examples =
	    "a,b\n\nc", .bindings = "SIZE = Number, of; people" }, .version = VERSION_BLANK };

	t.version.id = 1;
	t.version.number = 3;
	t.version.meaning = "-5 or <b>less</b>\n\n'@x \"y\" , ; 😀";
	t.version.review_by = "2026-01-01";
	t.version.stage_path = PATH_DEAL;
	t.version.stage_position = 7;
	t.version.stage_owner = TEAM_SALES;
	t.version.criteria = criteria;
	t.version.criteria_count = 4;
	return t;
}

static void
reads_back(int format, const char *bytes, size_t length, struct export_term *t, size_t count)
{
	struct import_plan *plan = import_read(ctx, format, bytes, length);

	assert_null(plan->problem);
	assert_int_equal(plan->ignored_count, 0);
	assert_int_equal(plan->count, count);
	for (size_t i = 0; i < count; i++) {
		plan->rows[i].known.term = &t[i].term;
		plan->rows[i].known.in_force = plan->rows[i].known.newest = t[i].version.id ? &t[i].version : NULL;
	}
	import_decide(plan, TODAY, 7);
	for (size_t i = 0; i < count; i++) {
		if (plan->rows[i].act != ROW_SAME)
			fail_msg("%s: %s: %s %s", import_format_names[format], t[i].term.name, problem_of(plan, i),
			    plan->rows[i].note_count ? plan->rows[i].notes[0] : "");
		assert_string_equal(plan->rows[i].term.name, t[i].term.name);
	}
	assert_int_equal(plan->same, count);
}

static void
test_export__reads_back_to_the_same(void **state)
{
	struct export_term terms[] = { hard_term(), { .term = { .slug = "bare", .name = "Bare", .kind = KIND_WORD, .abbreviations = "",
	    .synonyms = "", .marketing_says = "", .sales_says = "", .examples = "", .counter_examples = "", .bindings = "" },
	    .version = VERSION_BLANK }, hard_term(), hard_term() };
	struct buffer *file = buffer_new(ctx);
	json_t *whole;
	char *dump;

	(void)state;
	terms[2].term.name = "Metric";
	terms[2].term.kind = KIND_METRIC;
	terms[2].version.stage_path = terms[2].version.stage_owner = GLOSSARY_NONE;
	terms[2].version.stage_position = 0;
	terms[2].version.metric_measure = "a / b";
	terms[2].version.metric_counts_by = "day";
	terms[2].version.metric_closed_event = "paid";
	terms[2].version.metric_exclude_reasons = "duplicate\nno-need";
	terms[3].term.name = "Reason";
	terms[3].term.kind = KIND_REASON;
	terms[3].version.stage_path = terms[3].version.stage_owner = GLOSSARY_NONE;
	terms[3].version.stage_position = 0;
	terms[3].version.reason_acts = 1 << ACT_LOST | 1 << ACT_DISQUALIFY;
	export_csv(file, terms, 4);
	reads_back(IMPORT_CSV, file->data, file->length, terms, 4);
	whole = export_json(terms, 4);
	dump = json_dumps(whole, JSON_REAL_PRECISION(15));
	reads_back(IMPORT_JSON, dump, strlen(dump), terms, 4);
	free(dump);
	json_decref(whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv__headers_in_any_case_and_others_named),
		cmocka_unit_test(test_csv__lines_are_those_of_the_file),
		cmocka_unit_test(test_csv__what_cannot_be_used),
		cmocka_unit_test(test_csv__empty_cells_are_refused_with_why),
		cmocka_unit_test(test_csv__every_column),
		cmocka_unit_test(test_csv__a_formula_guard_is_taken_off),
		cmocka_unit_test(test_csv__a_review_date_that_has_passed_is_left_out),
		cmocka_unit_test(test_csv__rows_that_repeat),
		cmocka_unit_test(test_csv__too_many_rows),
		cmocka_unit_test(test_decide__the_same_in_any_wording_that_counts),
		cmocka_unit_test(test_decide__other_words_become_a_draft_and_keep_the_criteria),
		cmocka_unit_test(test_decide__only_ones_own_untouched_draft_is_edited),
		cmocka_unit_test(test_decide__free_texts_need_no_version),
		cmocka_unit_test(test_decide__refusals_of_known_terms),
		cmocka_unit_test(test_decide__a_wording_needs_its_meaning_and_keeps_the_rules),
		cmocka_unit_test(test_plan__many_problems_in_a_row_are_told_in_part),
		cmocka_unit_test(test_json__read_whole),
		cmocka_unit_test(test_version_json__wrong_types_at_their_pointers),
		cmocka_unit_test(test_export__reads_back_to_the_same),
	};

	return cmocka_run_group_tests_name("glossary files", tests, set_up, tear_down);
}
