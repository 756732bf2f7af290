/* The fields of a form that is made of a definition's criteria. */
#include "leads/pages_parts.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/rules_import.h"
#include "leads/store_import.h"

#include <string.h>
#include <talloc.h>

enum { IS_UNKNOWN = 100, IS_NONE = 101 };	/* codes beside those of choices */

/* One criterion as it is typed. */
struct one {
	int choice;			/* yes 0, no 1; a place among the choices; GLOSSARY_NONE: nothing */
	const char *value;
	bool unknown;
	const char *evidence;
};

static const struct option yes_no[] = {
	{ "yes", "Yes", NULL, 0 }, { "no", "No", NULL, 1 }, { "unknown", "Not known", NULL, IS_UNKNOWN }, { 0 }
};

/* The same in a cell of a table. */
static const struct option yes_no_cell[] = {
	{ "", "Choose", NULL, GLOSSARY_NONE }, { "yes", "Yes", NULL, 0 }, { "no", "No", NULL, 1 }, { "unknown", "Not known", NULL, IS_UNKNOWN }, { 0 }
};

static bool
chooses(const struct criterion *c)
{
	return c->kind == ASKS_YES_NO || c->kind == ASKS_CHOICE;
}

static const struct option *
options_of(const void *ctx, const struct criterion *c, bool in_cell)
{
	size_t count;
	char **choices = text_split_lines(ctx, c->choices ? c->choices : "", &count);
	struct option *options = memory_need(talloc_zero_array(ctx, struct option, count + 4)), *next = options;

	if (c->kind == ASKS_YES_NO)
		return in_cell ? yes_no_cell : yes_no;
	if (in_cell)
		*next++ = yes_no_cell[0];
	for (size_t i = 0; i < count; i++)
		*next++ = (struct option){ text_format(ctx, "c%zu", i), choices[i], NULL, (int)i };
	*next++ = (struct option){ "none", ANSWER_NONE_OF_THESE, NULL, IS_NONE };
	*next++ = (struct option){ "unknown", "Not known", NULL, IS_UNKNOWN };
	return options;
}

const char *
criterion_hint(const void *ctx, const struct criterion *c)
{
	if (c->level != LEVEL_MUST)
		return "It helps, and need not be so.";
	if (c->bound_min && c->bound_max)
		return text_format(ctx, "From %s to %s is what both teams agreed.", c->bound_min, c->bound_max);
	if (c->bound_min)
		return text_format(ctx, "%s or more is what both teams agreed.", c->bound_min);
	return c->bound_max ? text_format(ctx, "%s or less is what both teams agreed.", c->bound_max) : NULL;
}

/* `cell` is what the names of a row's fields begin with, NULL: they stand in a form of their own. */
static const struct field *
fields_of(const void *ctx, const struct criterion *c, const char *cell)
{
	static const enum field_kind kinds[] = { [ASKS_YES_NO] = FIELD_RADIO, [ASKS_NUMBER] = FIELD_DECIMAL, [ASKS_CHOICE] = FIELD_RADIO,
		[ASKS_DATE] = FIELD_DATE, [ASKS_TEXT] = FIELD_TEXT };
	struct field *f = memory_need(talloc_zero_array(ctx, struct field, 4)), *next = f;
	const char *begins = cell ? cell : "";

	*next++ = (struct field){ .name = text_format(ctx, "%sanswer_%s", begins, c->code), .label = c->label,
	    .kind = cell && chooses(c) ? FIELD_SELECT : kinds[c->kind], .at = answer_fields_ANSWER_FIELD,
	    .into = chooses(c) ? offsetof(struct one, choice) : offsetof(struct one, value), .optional = c->level != LEVEL_MUST,
	    .hint = cell ? NULL : criterion_hint(ctx, c), .options = chooses(c) ? options_of(ctx, c, cell != NULL) : NULL };
	if (!chooses(c))
		*next++ = (struct field){ .name = text_format(ctx, "%sunknown_%s", begins, c->code), .label = "Not known", .kind = FIELD_TICK,
		    .at = answer_fields_UNKNOWN_FIELD, .into = offsetof(struct one, unknown) };
	if (c->evidence)
		*next++ = (struct field){ .name = text_format(ctx, "%sevidence_%s", begins, c->code),
		    .label = cell ? "Evidence" : text_format(ctx, "Evidence for “%s”", c->label), .kind = FIELD_TEXT, .at = answer_fields_EVIDENCE_FIELD,
		    .into = offsetof(struct one, evidence), .most = EVIDENCE_MOST, .hint = cell ? NULL : "Where it can be seen: a mail, a form, a note." };
	return f;
}

/* A stored answer as its field shows it. */
static struct one *
one_of(const void *ctx, const struct criterion *c, const struct answer *a)
{
	struct one *one = memory_need(talloc_zero(ctx, struct one));

	one->choice = GLOSSARY_NONE;
	if (!a)
		return one;
	one->evidence = a->evidence;
	one->unknown = !a->value;
	one->value = a->value;
	if (!a->value)
		one->choice = IS_UNKNOWN;
	else if (text_equal(a->value, ANSWER_NONE_OF_THESE))
		one->choice = IS_NONE;
	else if (chooses(c))
		for (const struct option *o = options_of(ctx, c, false); o->value; o++)
			if (text_equal(c->kind == ASKS_YES_NO ? o->value : o->label, a->value))
				one->choice = o->code;
	return one;
}

static struct answers_typed *
typed_new(struct form *whole, const struct version *version, const struct answer *known, size_t known_count)
{
	struct answers_typed *t = memory_need(talloc_zero((void *)whole, struct answers_typed));

	t->form.version = version;
	t->form.known = known;
	t->form.known_count = known_count;
	t->form.parts = memory_need(talloc_zero_array(t, struct form *, version->criteria_count + 1));
	t->answers = memory_need(talloc_zero_array(t, struct answer, version->criteria_count + 1));
	return t;
}

struct answers_typed *
answers_show(struct form *whole, const struct version *version, const struct answer *before, size_t before_count,
    const struct answer *known, size_t known_count)
{
	struct answers_typed *t = typed_new(whole, version, known, known_count);

	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];

		if (!answer_of(known, known_count, c->code))
			t->form.parts[i] = form_part_show(whole, fields_of(t, c, NULL), one_of(t, c, answer_of(before, before_count, c->code)));
	}
	return t;
}

struct answers_told
answers_told(struct request *req, const struct version *version, const char *bindings, int64_t lead_id, const struct answer *known, size_t known_count,
    bool musts)
{
	const struct lead_past *past = lead_past_find(req->db, req, lead_id);
	struct answers_told told = { 0 };
	size_t asked = 0;

	told.list = import_answers(req, version, bindings, past ? past->kept : NULL, &told.count);
	for (size_t i = 0; i < told.count; i++)
		asked += !answer_of(known, known_count, told.list[i].code) && (!musts || criterion_of(version, told.list[i].code)->level == LEVEL_MUST);
	if (!past || !asked)
		return told;
	told.words = text_format(req, "%s filled in from a file of %s", asked == 1 ? "One answer is" : text_format(req, "%zu answers are", asked),
	    import_system_label(past->system));
	if (!musts)
		told.words = text_format(req, "%s, imported on %s. Check %s before you hand over.", told.words,
		    day_long(req, day_of(past->told_at, req->user->time_zone)), asked == 1 ? "it" : "them");
	return told;
}

struct answers_typed *
answers_row_show(struct form *whole, const char *cell, const struct version *version, const struct answer *before, size_t before_count,
    const struct answer *known, size_t known_count)
{
	struct answers_typed *t = typed_new(whole, version, known, known_count);

	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];

		if (c->level == LEVEL_MUST && !answer_of(known, known_count, c->code))
			t->form.parts[i] = form_part_show(whole, fields_of(t, c, cell), one_of(t, c, answer_of(before, before_count, c->code)));
	}
	return t;
}

/* What was typed as an answer; false where nothing was. */
static bool
answer_take(const void *ctx, const struct criterion *c, const struct one *one, struct answer *a)
{
	*a = (struct answer){ .code = c->code, .evidence = one->evidence ? one->evidence : "" };
	if (chooses(c) && one->choice < 0)
		return !text_blank(one->evidence);
	if (!chooses(c)) {
		a->value = one->unknown || text_blank(one->value) ? NULL : one->value;
		return one->unknown || a->value || !text_blank(one->evidence);
	}
	for (const struct option *o = options_of(ctx, c, false); o->value; o++)
		if (o->code == one->choice && o->code != IS_UNKNOWN)
			a->value = c->kind == ASKS_YES_NO ? o->value : o->label;
	return true;
}

static struct answers_typed *
read(struct form *whole, const char *cell, const struct version *version, const struct answer *known, size_t known_count)
{
	struct answers_typed *t = typed_new(whole, version, known, known_count);

	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];
		const struct answer *own = answer_of(known, known_count, c->code);
		struct one *one = one_of(t, c, NULL);

		if (own) {
			t->answers[t->count++] = *own;
			continue;
		}
		if (cell && c->level != LEVEL_MUST)
			continue;
		t->form.parts[i] = form_part_read(whole, fields_of(t, c, cell), one);
		if (answer_take(t, c, one, &t->answers[t->count]))
			t->count++;
	}
	return t;
}

struct answers_typed *
answers_read(struct form *whole, const struct version *version, const struct answer *known, size_t known_count)
{
	return read(whole, NULL, version, known, known_count);
}

struct answers_typed *
answers_row_read(struct form *whole, const char *cell, const struct version *version, const struct answer *known, size_t known_count)
{
	return read(whole, cell, version, known, known_count);
}

/* "answers/PRICE/value" belongs to the field answer_PRICE, "…/evidence" to evidence_PRICE; the others to their own. */
void
answers_row_reject(struct form *whole, const char *cell, const char *whose, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const char *member = problems->list[i].member, *field = member, *words = problems->list[i].text;

		if (text_starts(member, "answers/")) {
			char **parts = text_split((void *)whole, member, "/", NULL);

			field = text_format((void *)whole, "%s_%s", parts[2] && text_equal(parts[2], "evidence") ? "evidence" : "answer", parts[1]);
		}
		form_reject(whole, text_blank(field) ? NULL : text_format((void *)whole, "%s%s", cell, field),
		    whose ? text_format((void *)whole, "%s: %s", whose, words) : words);
	}
}

void
answers_reject(struct form *whole, const struct problems *problems)
{
	answers_row_reject(whole, "", NULL, problems);
}
