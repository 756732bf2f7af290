/* What is wrong with the words of a term or a version, a sentence for each member. */
#include "glossary/rules.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

enum {
	NAME_MOST = 120, ITEM_MOST = 80, ITEMS_MOST = 20, TEXT_MOST = 4000, MEANING_MOST = 8000, NOTE_MOST = 500,
	LABEL_MOST = 200, CODE_MOST = 40, CHOICES_LEAST = 2, CHOICES_MOST = 20, CHOICE_MOST = 120,
	POSITION_MOST = 999, DAYS_MOST = 3650, MEASURE_MOST = 2000, COUNTS_BY_MOST = 120, REASONS_MOST = 50,
	BINDINGS_MOST = 30, FIELD_MOST = 120
};

struct problems *
problems_new(const void *ctx)
{
	return memory_need(talloc_zero(ctx, struct problems));
}

void
problem_add(struct problems *problems, const char *member, int index, const char *format, ...)
{
	va_list list;

	if (problems->count >= PROBLEMS_MOST)
		return;
	va_start(list, format);
	problems->list = memory_need(talloc_realloc(problems, problems->list, struct problem, problems->count + 1));
	problems->list[problems->count++] = (struct problem){ member, index, text_format_list(problems, format, list) };
	va_end(list);
}

const char *
problem_sentence(const void *ctx, const struct problem *problem, size_t number)
{
	return problem->index < 0 ? problem->text : text_format(ctx, "Criterion %zu: %s", number, problem->text);
}

const char *
problem_pointer(const void *ctx, const struct problem *problem)
{
	static const char *const groups[] = { "stage_", "metric_", "reason_", NULL };
	const char *member = problem->member;

	if (problem->index >= 0) {
		if (text_starts(member, "bound_"))
			return text_format(ctx, "/criteria/%d/bound/%s", problem->index, member + strlen("bound_"));
		return text_format(ctx, "/criteria/%d%s%s", problem->index, *member ? "/" : "", member);
	}
	if (text_equal(member, "stage_owner"))
		return "/stage/owner_team";
	for (size_t i = 0; groups[i]; i++)
		if (text_starts(member, groups[i]))
			return text_format(ctx, "/%.*s/%s", (int)strlen(groups[i]) - 1, groups[i], member + strlen(groups[i]));
	return text_format(ctx, "%s%s", *member ? "/" : "", member);
}

/* Adds a problem when `text` is longer than `most` characters or holds what no page can show. */
static void
check_text(struct problems *p, const char *member, int index, const char *what, const char *text, size_t most,
    enum utf8_controls controls)
{
	if (!text)
		return;
	if (!utf8_valid_text(text, controls))
		problem_add(p, member, index, "%s holds characters that cannot be shown. Type it again.", what);
	else if (utf8_length(text) > most)
		problem_add(p, member, index, "%s must be %zu characters or fewer; it has %zu.", what, most, utf8_length(text));
}

static bool
repeated(char **items, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (text_equal_fold(items[i], items[at]))
			return true;
	return false;
}

/* Abbreviations or synonyms: none that is the name. */
static void
check_names(struct problems *p, const char *member, const char *one, const struct term *t, const char *lines)
{
	size_t count;
	char **items = lines_read(p, lines, &count);

	if (count > ITEMS_MOST)
		problem_add(p, member, -1, "Give at most %d %ss.", ITEMS_MOST, one);
	for (size_t i = 0; i < count && i < ITEMS_MOST; i++) {
		if (utf8_length(items[i]) > ITEM_MOST)
			problem_add(p, member, -1, "Each %s must be %d characters or fewer: “%s”.", one, ITEM_MOST,
			    text_clip(p, items[i], 30));
		else if (!utf8_valid_text(items[i], UTF8_LINE))
			problem_add(p, member, -1, "An %s holds characters that cannot be shown. Type it again.", one);
		else if (text_equal_fold(items[i], t->name))
			problem_add(p, member, -1, "“%s” is the term’s own name: leave it out here.", items[i]);
	}
}

static bool
code_valid(const char *code, size_t length)
{
	if (length < 1 || length > CODE_MOST || !(code[0] >= 'A' && code[0] <= 'Z'))
		return false;
	for (size_t i = 1; i < length; i++)
		if (!((code[i] >= 'A' && code[i] <= 'Z') || isdigit((unsigned char)code[i]) || code[i] == '_'))
			return false;
	return true;
}

static void
check_bindings(struct problems *p, const char *bindings)
{
	size_t count;
	char **items = lines_read(p, bindings, &count);

	if (count > BINDINGS_MOST)
		problem_add(p, "bindings", -1, "Give at most %d bindings.", BINDINGS_MOST);
	for (size_t i = 0; i < count && i < BINDINGS_MOST; i++) {
		const char *sign = strchr(items[i], '=');
		const char *code = sign ? text_trim(p, text_copy_bytes(p, items[i], (size_t)(sign - items[i]))) : "";

		if (!code_valid(code, strlen(code)) || text_blank(sign + 1) || utf8_length(sign + 1) > FIELD_MOST)
			problem_add(p, "bindings", -1, "Write each binding as a criterion’s code, =, and the field’s name, "
			    "such as COMPANY_SIZE = Number of employees. This one is not: “%s”.", text_clip(p, items[i], 60));
	}
}

void
term_problems(struct problems *p, const struct term *t)
{
	static const char *const says[] = { "What Marketing says", "What Sales says", "The examples", "The counter-examples" };

	if (!*t->name)
		problem_add(p, "name", -1, "Enter the term’s name.");
	else if (!utf8_has_word(t->name))
		problem_add(p, "name", -1, "Give the term a name with at least one letter or digit.");
	else
		check_text(p, "name", -1, "The name", t->name, NAME_MOST, UTF8_LINE);
	if (t->kind < 0)
		problem_add(p, "kind", -1, "Choose what kind of term it is: word, stage, metric, persona, theme or reason.");
	check_names(p, "abbreviations", "abbreviation", t, t->abbreviations);
	check_names(p, "synonyms", "synonym", t, t->synonyms);
	check_text(p, "marketing_says", -1, says[0], t->marketing_says, TEXT_MOST, UTF8_TEXT);
	check_text(p, "sales_says", -1, says[1], t->sales_says, TEXT_MOST, UTF8_TEXT);
	check_text(p, "examples", -1, says[2], t->examples, TEXT_MOST, UTF8_TEXT);
	check_text(p, "counter_examples", -1, says[3], t->counter_examples, TEXT_MOST, UTF8_TEXT);
	check_bindings(p, t->bindings);
}

void
deprecation_problems(struct problems *p, const struct term *term, const char *why, const struct term *instead)
{
	if (text_blank(why))
		problem_add(p, "why", -1, "Say why the term is retired, so that nobody has to ask.");
	else
		check_text(p, "why", -1, "The reason", why, NOTE_MOST, UTF8_TEXT);
	if (instead && instead->id == term->id)
		problem_add(p, "use_instead", -1, "Choose another term to use instead of this one.");
	else if (instead && instead->deprecated_at)
		problem_add(p, "use_instead", -1, "“%s” is retired itself. Choose a term that is in use.", instead->name);
}

/* A day that is today or later. */
static void
check_day(struct problems *p, const char *member, const char *what, const char *text, const char *today)
{
	struct day day, now;

	if (!text)
		return;
	if (!day_parse(text, &day))
		problem_add(p, member, -1, "%s must be a day that exists, written as 2026-08-31.", what);
	else if (day_parse(today, &now) && day_compare(day, now) < 0)
		problem_add(p, member, -1, "%s must be today or later.", what);
}

/* It cannot be time to look at a wording again before it holds. */
static void
check_order(struct problems *p, const struct version *v)
{
	struct day review, start;

	if (day_parse(v->review_by, &review) && day_parse(v->in_force_from, &start) && day_compare(review, start) < 0)
		problem_add(p, "review_by", -1, "The review date must not be before the day it comes into force, %s.",
		    day_long(p, start));
}

static void
check_choices(struct problems *p, int at, const struct criterion *c)
{
	size_t count;
	char **items = lines_read(p, c->choices, &count);

	if (c->kind != ASKS_CHOICE) {
		if (count)
			problem_add(p, "choices", at, "Only a choice has answers to choose from: empty them, or make it a choice.");
		return;
	}
	if (count < CHOICES_LEAST || count > CHOICES_MOST)
		problem_add(p, "choices", at, "Give %d to %d answers to choose from, one a line.", CHOICES_LEAST, CHOICES_MOST);
	for (size_t i = 0; i < count && i < CHOICES_MOST; i++)
		if (utf8_length(items[i]) > CHOICE_MOST)
			problem_add(p, "choices", at, "Each answer must be %d characters or fewer: “%s”.", CHOICE_MOST,
			    text_clip(p, items[i], 30));
		else if (repeated(items, i))
			problem_add(p, "choices", at, "“%s” is there twice.", items[i]);
}

static bool
bound_valid(const void *ctx, int kind, const char *bound)
{
	struct day day;

	return !bound || (kind == ASKS_DATE ? day_parse(bound, &day) : text_decimal(ctx, bound, 12, 6) != NULL);
}

/* How a limit is written; with a comma it may mean two numbers. */
static const char *
bound_shape(bool day, const char *bound)
{
	if (day)
		return "must be a day that exists, written as 2026-08-31.";
	return strchr(bound, ',') ? "must be a number without a comma: write 2.5 for two and a half, and 1000 for a thousand."
	    : "must be a number, such as 20 or 0.5.";
}

static void
check_bounds(struct problems *p, int at, const struct criterion *c)
{
	bool day = c->kind == ASKS_DATE;
	bool sound = true;

	if (!c->bound_min && !c->bound_max)
		return;
	if (c->kind != ASKS_NUMBER && !day) {
		problem_add(p, c->bound_min ? "bound_min" : "bound_max", at,
		    "Only a number or a date has limits: empty them, or make it one.");
		return;
	}
	if (!bound_valid(p, c->kind, c->bound_min)) {
		problem_add(p, "bound_min", at, "“At least” %s", bound_shape(day, c->bound_min));
		sound = false;
	}
	if (!bound_valid(p, c->kind, c->bound_max)) {
		problem_add(p, "bound_max", at, "“At most” %s", bound_shape(day, c->bound_max));
		sound = false;
	}
	if (sound && c->bound_min && c->bound_max
	    && (day ? strcmp(c->bound_min, c->bound_max) : text_decimal_compare(c->bound_min, c->bound_max)) > 0)
		problem_add(p, "bound_max", at, "“At most” must not be less than “At least”.");
}

static void
check_criterion(struct problems *p, const struct version *v, size_t i)
{
	const struct criterion *c = &v->criteria[i];
	int at = (int)i;

	if (!*c->label)
		problem_add(p, "label", at, "Write what this criterion asks.");
	else if (!utf8_has_word(c->label))
		problem_add(p, "label", at, "Write what this criterion asks with at least one letter or digit.");
	else
		check_text(p, "label", at, "The criterion", c->label, LABEL_MOST, UTF8_LINE);
	if (!code_valid(c->code, strlen(c->code)))
		problem_add(p, "code", at, "A code is capitals, digits and _, begins with a letter and has at most %d of them, "
		    "such as COMPANY_SIZE.", CODE_MOST);
	for (size_t k = 0; k < i; k++)
		if (text_equal(v->criteria[k].code, c->code))
			problem_add(p, "code", at, "The code %s is used twice. Each criterion needs its own.", c->code);
	if (c->kind < 0)
		problem_add(p, "kind", at, "Choose what kind of answer it takes.");
	else {
		check_bounds(p, at, c);
		check_choices(p, at, c);
	}
	if (c->level < 0)
		problem_add(p, "level", at, "Choose whether it must or should be met.");
}

static void
check_stage(struct problems *p, int kind, const struct version *v)
{
	if (v->stage_path < 0 && !v->stage_position && v->stage_owner < 0 && !v->stage_longest_days)
		return;
	if (kind != KIND_STAGE) {
		problem_add(p, "stage", -1, "Only a stage has a place on a path.");
		return;
	}
	if (v->stage_path < 0)
		problem_add(p, "stage_path", -1, "Choose the path this stage is on: leads or deals.");
	if (v->stage_position < 1 || v->stage_position > POSITION_MOST)
		problem_add(p, "stage_position", -1, "Give the stage’s place on its path as a whole number from 1 to %d.", POSITION_MOST);
	if (v->stage_owner != TEAM_MARKETING && v->stage_owner != TEAM_SALES)
		problem_add(p, "stage_owner", -1, "Choose the team that owns this stage.");
	if (v->stage_longest_days < 0 || v->stage_longest_days > DAYS_MOST)
		problem_add(p, "stage_longest_days", -1, "Give the longest stay as a whole number of days from 1 to %d.", DAYS_MOST);
}

static void
check_metric(struct problems *p, int kind, const struct version *v)
{
	static const char *const events[] = { "signed", "invoiced", "paid", NULL };
	size_t count;
	char **reasons;

	if (!v->metric_measure && !v->metric_counts_by && !v->metric_closed_event && !v->metric_exclude_reasons)
		return;
	if (kind != KIND_METRIC) {
		problem_add(p, "metric", -1, "Only a metric says what it measures.");
		return;
	}
	if (!v->metric_measure)
		problem_add(p, "metric_measure", -1, "Say what is measured: what is counted, out of what.");
	check_text(p, "metric_measure", -1, "What is measured", v->metric_measure, MEASURE_MOST, UTF8_TEXT);
	if (!v->metric_counts_by)
		problem_add(p, "metric_counts_by", -1, "Say by which date it counts, such as the day of the handoff.");
	check_text(p, "metric_counts_by", -1, "The date it counts by", v->metric_counts_by, COUNTS_BY_MOST, UTF8_LINE);
	if (v->metric_closed_event && !text_in(v->metric_closed_event, events))
		problem_add(p, "metric_closed_event", -1, "Choose what makes a deal closed: signed, invoiced or paid.");
	reasons = lines_read(p, v->metric_exclude_reasons, &count);
	if (count > REASONS_MOST)
		problem_add(p, "metric_exclude_reasons", -1, "Leave out at most %d reasons.", REASONS_MOST);
	for (size_t i = 0; i < count; i++)
		if (!text_is_slug(reasons[i])) {
			problem_add(p, "metric_exclude_reasons", -1, "“%s” is not the address of a reason.", text_clip(p, reasons[i], 30));
			break;
		}
}

void
criteria_too_many(struct problems *p)
{
	problem_add(p, "criteria", -1, "Give at most %d criteria; a longer list is not filled in.", CRITERIA_MOST);
}

void
version_problems(struct problems *p, int kind, const struct version *v, bool needs_note, const char *today)
{
	if (!*v->meaning)
		problem_add(p, "meaning", -1, "Write what the term means.");
	else
		check_text(p, "meaning", -1, "The meaning", v->meaning, MEANING_MOST, UTF8_TEXT);
	if (needs_note && !*v->change_note)
		problem_add(p, "change_note", -1, "Say what changes and why, for those who read the history.");
	check_text(p, "change_note", -1, "The change note", v->change_note, NOTE_MOST, UTF8_LINE);
	check_day(p, "review_by", "The review date", v->review_by, today);
	check_day(p, "in_force_from", "The day it comes into force", v->in_force_from, today);
	check_order(p, v);
	if (v->criteria_count > CRITERIA_MOST)
		criteria_too_many(p);
	for (size_t i = 0; i < v->criteria_count && i < CRITERIA_MOST; i++)
		check_criterion(p, v, i);
	check_stage(p, kind, v);
	check_metric(p, kind, v);
	if (v->reason_acts && kind != KIND_REASON)
		problem_add(p, "reason", -1, "Only a reason serves an act.");
	else if (v->reason_acts < 0 || v->reason_acts >= 1 << (ACT_LOST + 1))
		problem_add(p, "reason_acts", -1, "Choose from return, disqualify, recycle and lost.");
}

const char *
review_problem(int kind, const struct version *version)
{
	if (kind == KIND_STAGE && (version->stage_path < 0 || !version->stage_position || version->stage_owner < 0))
		return "Say first where this stage stands: its path, its place on it and the team that owns it. Edit the draft and"
		    " choose.";
	if (kind == KIND_METRIC && (!version->metric_measure || !version->metric_counts_by))
		return "Say first what is measured, and by which date it counts. Edit the draft and write it.";
	if (kind == KIND_REASON && !version->reason_acts)
		return "Say first what this is a reason for: to return, disqualify, recycle or lose. Edit the draft and choose.";
	return NULL;
}

static const char *
said(const char *words, const char *missing, const char *long_one)
{
	if (text_blank(words))
		return missing;
	return utf8_length(words) > TEXT_MOST || !utf8_valid_text(words, UTF8_TEXT) ? long_one : NULL;
}

const char *
words_problem(const char *words)
{
	return said(words, "Write a comment first.", "The comment must be 4,000 characters or fewer.");
}

const char *
objection_problem(const char *reason)
{
	return said(reason, "Say what should change, so that the other team can answer.",
	    "The reason must be 4,000 characters or fewer.");
}
