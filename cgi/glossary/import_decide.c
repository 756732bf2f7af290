/* Decides for each row of a file what importing it would do, and says why. */
#include "glossary/import_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

/* Free texts that a row may give. */
static const struct { unsigned gives; size_t member; const char *label; } free_texts[] = {
	{ GIVES_ABBREVIATIONS, offsetof(struct term, abbreviations), "abbreviations" },
	{ GIVES_SYNONYMS, offsetof(struct term, synonyms), "synonyms" },
	{ GIVES_MARKETING_SAYS, offsetof(struct term, marketing_says), "how Marketing says it" },
	{ GIVES_SALES_SAYS, offsetof(struct term, sales_says), "how Sales says it" },
	{ GIVES_EXAMPLES, offsetof(struct term, examples), "examples" },
	{ GIVES_COUNTER_EXAMPLES, offsetof(struct term, counter_examples), "counter-examples" },
	{ GIVES_BINDINGS, offsetof(struct term, bindings), "bindings" },
};

__attribute__((format(printf, 3, 4)))
static void
note(struct import_plan *plan, struct import_row *row, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	row->notes = memory_need(talloc_realloc(plan, row->notes, const char *, row->note_count + 2));
	row->notes[row->note_count++] = text_format_list(plan, format, list);
	row->notes[row->note_count] = NULL;
	va_end(list);
}

static const char **
text_at(struct term *term, size_t member)
{
	return (const char **)((char *)term + member);
}

static const char *
text_in_term(const struct term *term, size_t member)
{
	const char *text = *(const char *const *)((const char *)term + member);

	return text ? text : "";
}

/* `base` with what the row gives laid over it. */
static struct version
overlay(const struct import_row *row, const struct version *base)
{
	static const struct version blank = VERSION_BLANK;
	const struct version *from = &row->version;
	struct version v = base ? *base : blank;

	if (row->gives & GIVES_MEANING)
		v.meaning = from->meaning;
	if (row->gives & GIVES_REVIEW_BY)
		v.review_by = from->review_by;
	if (row->gives & GIVES_CRITERIA) {
		v.criteria = from->criteria;
		v.criteria_count = from->criteria_count;
	}
	if (row->gives & GIVES_STAGE) {
		v.stage_path = from->stage_path;
		v.stage_position = from->stage_position;
		v.stage_owner = from->stage_owner;
		v.stage_longest_days = from->stage_longest_days;
	}
	if (row->gives & GIVES_METRIC) {
		v.metric_measure = from->metric_measure;
		v.metric_counts_by = from->metric_counts_by;
		v.metric_closed_event = from->metric_closed_event;
		v.metric_exclude_reasons = from->metric_exclude_reasons;
	}
	if (row->gives & GIVES_REASON)
		v.reason_acts = from->reason_acts;
	return v;
}

static bool
says_the_same(const struct import_row *row, const struct version *wording)
{
	struct version v;

	if (!wording)
		return false;
	v = overlay(row, wording);
	return version_same_words(&v, wording);
}

/* A date that has passed is no reason to refuse a definition. */
static void
drop_past_review(struct import_plan *plan, struct import_row *row, const char *today)
{
	struct day day, now;

	if (day_parse(row->version.review_by, &day) && day_parse(today, &now) && day_compare(day, now) < 0) {
		note(plan, row, "The review date %s has passed and is left out.", row->version.review_by);
		row->version.review_by = NULL;
		row->gives &= ~(unsigned)GIVES_REVIEW_BY;
	}
}

static bool
same_row(const struct import_row *a, const struct import_row *b)
{
	for (size_t i = 0; i < sizeof free_texts / sizeof *free_texts; i++)
		if (strcmp(text_in_term(&a->term, free_texts[i].member), text_in_term(&b->term, free_texts[i].member)) != 0)
			return false;
	return a->gives == b->gives && a->term.kind == b->term.kind && version_same_words(&a->version, &b->version);
}

static void
decide_repeated(struct import_plan *plan, struct import_row *row, const struct import_row *first)
{
	if (!same_row(row, first)) {
		problem_add(row->problems, "name", -1, "Line %zu has the same term with other words. Keep one of the two.", first->line);
		return;
	}
	row->act = ROW_SAME;
	if (first->act == ROW_REFUSE)
		problem_add(row->problems, "name", -1, "Line %zu says the same and is refused.", first->line);
	else
		note(plan, row, "Says the same as line %zu.", first->line);
}

static void
decide_new(struct import_plan *plan, struct import_row *row)
{
	const struct import_known *known = &row->known;

	row->act = ROW_CREATE;
	row->adds = true;
	if (known->called_slug)
		note(plan, row, "“%s” is also what “%s” is called. If they are one term, leave this row out.", row->term.name,
		    known->called_name);
}

/* Which free texts change; the row's term becomes the term as it will be. */
static void
compare_texts(struct import_plan *plan, struct import_row *row)
{
	struct term after = *row->known.term;
	struct buffer *changed = buffer_new(plan);

	for (size_t i = 0; i < sizeof free_texts / sizeof *free_texts; i++) {
		const char *given = text_in_term(&row->term, free_texts[i].member);

		if (!(row->gives & free_texts[i].gives) || strcmp(given, text_in_term(&after, free_texts[i].member)) == 0)
			continue;
		*text_at(&after, free_texts[i].member) = given;
		buffer_format(changed, "%s%s", changed->length ? ", " : "", free_texts[i].label);
	}
	row->words = changed->length > 0;
	if (row->words)
		note(plan, row, "Changes %s, which need no signature.", changed->data);
	row->term = after;
}

/* The wording changes: in the person's own draft when nobody else has touched it, else in a new draft beside what is there. */
static void
decide_wording(struct import_plan *plan, struct import_row *row, int64_t person_id)
{
	const struct import_known *known = &row->known;
	const struct version *open = known->open, *base = open ? open : known->in_force ? known->in_force : known->coming;
	const char *change_note = row->version.change_note;
	long next = known->newest ? (long)known->newest->number + 1 : 1;

	row->edits = open && open->state == STATE_DRAFT && open->author_id == person_id && open->edited_by == person_id;
	row->adds = !row->edits;
	row->version = overlay(row, base);
	if (row->adds) {
		row->version.in_force_from = NULL;
		row->version.change_note = "";
	}
	if (*change_note && !(base && text_equal(change_note, base->change_note)))
		row->version.change_note = change_note;	/* the export's own note says nothing about this change */
	if (row->edits)
		note(plan, row, "Changes your draft, version %ld.", (long)open->number);
	else if (open)
		note(plan, row, "Becomes version %ld, a draft beside version %ld, which %s and stays as it is.", next,
		    (long)open->number, open->state == STATE_DRAFT ? "is a draft" : "is in review");
	else
		note(plan, row, "Becomes version %ld, a draft.%s", next, known->in_force ? " What is in force stays in force." : "");
}

static void
decide_known(struct import_plan *plan, struct import_row *row, int64_t person_id)
{
	const struct import_known *known = &row->known;
	const struct version *as = says_the_same(row, known->in_force) ? known->in_force
	    : says_the_same(row, known->coming) ? known->coming : says_the_same(row, known->open) ? known->open : NULL;
	bool words = row->gives & GIVES_WORDS;

	compare_texts(plan, row);
	if (words && !as)
		decide_wording(plan, row, person_id);
	row->act = row->words || row->edits || row->adds ? ROW_CHANGE : ROW_SAME;
	if (as && known->open && as != known->open)
		note(plan, row, "As version %ld; version %ld, %s, says something else.", (long)as->number,
		    (long)known->open->number, known->open->state == STATE_DRAFT ? "a draft" : "in review");
	else if (row->act == ROW_SAME && !words)
		note(plan, row, "The term is there and has no meaning yet, as in the file.");
}

/* What makes a row unusable whatever else is known. */
static void
check_row(struct import_row *row)
{
	const struct import_known *known = &row->known;
	bool worded = known->in_force || known->coming || known->open;

	if (!*row->term.name) {
		problem_add(row->problems, "name", -1, "The row names no term.");
		return;
	}
	if (!(row->gives & GIVES_MEANING) && (!known->term || worded || (row->gives & GIVES_WORDS)))
		problem_add(row->problems, "meaning", -1, "The row gives no meaning.");
	if (known->term && (row->gives & GIVES_KIND) && row->term.kind >= 0 && row->term.kind != known->term->kind)
		problem_add(row->problems, "kind", -1, "“%s” is a %s here; the kind of a term does not change.", known->term->name,
		    term_kind_names[known->term->kind]);
	if (known->term)
		row->term.kind = known->term->kind;
	else if (row->term.kind < 0)
		row->term.kind = KIND_WORD;
	term_problems(row->problems, &row->term);
	if (row->gives & GIVES_WORDS)
		version_problems(row->problems, row->term.kind, &row->version, false, NULL);
}

static void
decide_row(struct import_plan *plan, struct import_row *row, const char *today, int64_t person_id)
{
	size_t place = (size_t)(row - plan->rows);
	bool unread = row->problems->count > 0;

	row->act = ROW_REFUSE;
	row->edits = row->adds = row->words = false;
	if (unread && !*row->term.name)
		return;
	if (!says_the_same(row, row->known.in_force) && !says_the_same(row, row->known.coming)
	    && !says_the_same(row, row->known.open))
		drop_past_review(plan, row, today);
	check_row(row);
	if (row->problems->count)
		return;
	if (row->known.first != place)
		decide_repeated(plan, row, &plan->rows[row->known.first]);
	else if (!row->known.term)
		decide_new(plan, row);
	else {
		decide_known(plan, row, person_id);
		if (row->act == ROW_CHANGE && row->known.term->deprecated_at)
			problem_add(row->problems, "name", -1, "“%s” is retired. Bring it back first, or choose another name.",
			    row->known.term->name);
	}
	if (row->problems->count)
		row->act = ROW_REFUSE;
}

void
import_decide(struct import_plan *plan, const char *today, int64_t person_id)
{
	int64_t *const tally[] = {
		[ROW_CREATE] = &plan->created, [ROW_CHANGE] = &plan->changed, [ROW_SAME] = &plan->same, [ROW_REFUSE] = &plan->refused
	};

	for (int i = 0; row_act_names[i]; i++)
		*tally[i] = 0;
	for (size_t i = 0; i < plan->count; i++) {
		decide_row(plan, &plan->rows[i], today, person_id);
		++*tally[plan->rows[i].act];
	}
}
