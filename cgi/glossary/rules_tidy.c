/* Brings the texts of terms and versions into their stored shape, and gives criteria their codes. */
#include "glossary/rules.h"

#include "base/text.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

enum { CODE_MOST = 40 };

char **
lines_read(const void *ctx, const char *lines, size_t *count)
{
	return text_split_lines(ctx, lines ? lines : "", count);
}

static const char *
tidy_text(const void *ctx, const char *text)
{
	const char *s = text ? text : "";

	return text_trim(ctx, utf8_lines(ctx, s, strlen(s), NULL));
}

static const char *
tidy_lines(const void *ctx, const char *lines)
{
	char **items = lines_read(ctx, lines, NULL);

	for (size_t i = 0; items[i]; i++)
		items[i] = text_squeeze(ctx, items[i]);
	return text_join(ctx, (const char *const *)items, "\n");
}

static bool
listed(char *const *items, size_t count, const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal_fold(items[i], item))
			return true;
	return false;
}

/* A name as it is seen: on one line, without marks that nobody sees. */
static const char *
tidy_name(const void *ctx, const char *name)
{
	return text_squeeze(ctx, utf8_visible(ctx, name ? name : ""));
}

/* Names between line ends and semicolons, each once and none of those in `others`. */
static const char *
tidy_names(const void *ctx, const char *names, const char *others)
{
	size_t count, other_count, kept = 0;
	char **items = lines_read(ctx, text_replace(ctx, names ? names : "", ";", "\n"), &count);
	char **other = lines_read(ctx, others, &other_count);

	for (size_t i = 0; i < count; i++) {
		char *item = text_squeeze(ctx, utf8_visible(ctx, items[i]));

		if (*item && !listed(items, kept, item) && !listed(other, other_count, item))
			items[kept++] = item;
	}
	items[kept] = NULL;
	return text_join(ctx, (const char *const *)items, "\n");
}

/* "CODE=field" as "CODE = field", so that a binding has one spelling. */
static const char *
tidy_bindings(const void *ctx, const char *lines)
{
	char **items = lines_read(ctx, lines, NULL);

	for (size_t i = 0; items[i]; i++) {
		const char *sign = strchr(items[i], '=');

		if (sign)
			items[i] = text_format(ctx, "%s = %s", text_trim(ctx, text_copy_bytes(ctx, items[i], (size_t)(sign - items[i]))),
			    text_squeeze(ctx, sign + 1));
	}
	return tidy_lines(ctx, text_join(ctx, (const char *const *)items, "\n"));
}

/* A member that is NULL when it says nothing. */
static const char *
tidy_optional(const void *ctx, const char *text)
{
	return text_blank(text) ? NULL : text_trim(ctx, text);
}

void
term_tidy(const void *ctx, struct term *t)
{
	t->name = tidy_name(ctx, t->name);
	t->abbreviations = tidy_names(ctx, t->abbreviations, "");
	t->synonyms = tidy_names(ctx, t->synonyms, t->abbreviations);
	t->marketing_says = tidy_text(ctx, t->marketing_says);
	t->sales_says = tidy_text(ctx, t->sales_says);
	t->examples = tidy_text(ctx, t->examples);
	t->counter_examples = tidy_text(ctx, t->counter_examples);
	t->bindings = tidy_bindings(ctx, t->bindings);
}

/* A bound as it is stored, or as it was typed when it is no number: the problem then quotes it. */
static const char *
tidy_bound(const void *ctx, int kind, const char *bound)
{
	const char *typed = tidy_optional(ctx, bound);
	const char *number = typed && kind == ASKS_NUMBER ? text_decimal(ctx, typed, 12, 6) : NULL;

	return number ? number : typed;
}

bool
criterion_empty(const struct criterion *c)
{
	return text_blank(c->label) && text_blank(c->choices) && text_blank(c->bound_min) && text_blank(c->bound_max)
	    && text_blank(c->code);
}

static void
tidy_criteria(const void *ctx, struct version *v)
{
	struct criterion *tidy = memory_need(talloc_zero_array(ctx, struct criterion, v->criteria_count + 1));
	size_t count = 0;

	for (size_t i = 0; i < v->criteria_count; i++) {
		struct criterion c = v->criteria[i];

		if (criterion_empty(&c))
			continue;
		c.code = text_trim(ctx, c.code ? c.code : "");
		c.label = tidy_name(ctx, c.label);
		c.bound_min = tidy_bound(ctx, c.kind, c.bound_min);
		c.bound_max = tidy_bound(ctx, c.kind, c.bound_max);
		c.choices = tidy_lines(ctx, c.choices);
		tidy[count++] = c;
	}
	criteria_complete(ctx, tidy, count);
	v->criteria = tidy;
	v->criteria_count = count;
}

void
version_tidy(const void *ctx, struct version *v)
{
	v->meaning = tidy_text(ctx, v->meaning);
	v->change_note = text_squeeze(ctx, v->change_note ? v->change_note : "");
	v->review_by = tidy_optional(ctx, v->review_by);
	v->in_force_from = tidy_optional(ctx, v->in_force_from);
	v->metric_measure = tidy_optional(ctx, v->metric_measure);
	if (v->metric_measure)
		v->metric_measure = tidy_text(ctx, v->metric_measure);
	v->metric_counts_by = tidy_optional(ctx, v->metric_counts_by);
	v->metric_closed_event = tidy_optional(ctx, v->metric_closed_event);
	v->metric_exclude_reasons = tidy_optional(ctx, tidy_lines(ctx, v->metric_exclude_reasons));
	tidy_criteria(ctx, v);
}

/* LABEL_IN_CAPITALS out of a label: its slug, cut between words, with a letter in front. */
static char *
code_of_label(const void *ctx, const char *label)
{
	const char *slug = text_slug(ctx, label);
	char *code = text_format(ctx, "%s%s", slug && isalpha((unsigned char)*slug) ? "" : "Q_", slug ? slug : "");
	size_t length = strlen(code);

	if (length > CODE_MOST) {
		for (length = CODE_MOST; length > CODE_MOST / 2 && code[length] != '-'; length--)
			;
		if (code[length] != '-')
			length = CODE_MOST;
	}
	while (length > 1 && (code[length - 1] == '-' || code[length - 1] == '_'))
		length--;
	code[length] = '\0';
	for (char *c = code; *c; c++)
		*c = *c == '-' ? '_' : (char)toupper((unsigned char)*c);
	return code;
}

static bool
code_taken(const struct criterion *criteria, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(criteria[i].code, code))
			return true;
	return false;
}

void
criteria_complete(const void *ctx, struct criterion *criteria, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *base, *code;

		if (criteria[i].code && *criteria[i].code)
			continue;
		base = code = code_of_label(ctx, criteria[i].label);
		for (int n = 2; code_taken(criteria, count, code); n++)
			code = text_format(ctx, "%.*s_%d", CODE_MOST - 4, base, n);
		criteria[i].code = code;
	}
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool
criterion_same(const struct criterion *a, const struct criterion *b)
{
	return same_text(a->code, b->code) && same_text(a->label, b->label) && a->kind == b->kind
	    && same_text(a->bound_min, b->bound_min) && same_text(a->bound_max, b->bound_max)
	    && same_text(a->choices, b->choices) && a->level == b->level && a->evidence == b->evidence;
}

bool
version_same_words(const struct version *a, const struct version *b)
{
	if (!same_text(a->meaning, b->meaning) || !same_text(a->review_by, b->review_by)
	    || a->stage_path != b->stage_path || a->stage_position != b->stage_position
	    || a->stage_owner != b->stage_owner || a->stage_longest_days != b->stage_longest_days
	    || !same_text(a->metric_measure, b->metric_measure) || !same_text(a->metric_counts_by, b->metric_counts_by)
	    || !same_text(a->metric_closed_event, b->metric_closed_event)
	    || !same_text(a->metric_exclude_reasons, b->metric_exclude_reasons)
	    || a->reason_acts != b->reason_acts || a->criteria_count != b->criteria_count)
		return false;
	for (size_t i = 0; i < a->criteria_count; i++)
		if (!criterion_same(&a->criteria[i], &b->criteria[i]))
			return false;
	return true;
}
