/* The names that belong to what an agreement points at, and what it points at that is not there. */
#include "sla/rules_agreement.h"

#include "base/text.h"

const struct term_choice *
choice_of_slug(const struct term_choice *choices, size_t count, const char *slug)
{
	for (size_t i = 0; slug && i < count; i++)
		if (text_equal(choices[i].slug, slug))
			return &choices[i];
	return NULL;
}

bool
term_fits_count(const struct term_choice *term)
{
	return term->agreed && (term->kind == KIND_STAGE || term->kind == KIND_WORD);
}

bool
term_fits_gate(const struct term_choice *term)
{
	return term_fits_count(term) && term->has_criteria;
}

static const struct term_choice *
term_of_id(const struct agreement_choices *choices, int64_t id)
{
	for (size_t i = 0; i < choices->term_count; i++)
		if (choices->terms[i].id == id)
			return &choices->terms[i];
	return NULL;
}

static const struct criterion_choice *
criterion_of(const struct agreement_choices *choices, const char *code)
{
	for (size_t i = 0; code && i < choices->criterion_count; i++)
		if (text_equal(choices->criteria[i].code, code))
			return &choices->criteria[i];
	return NULL;
}

/* An answer that the criterion can have. */
static void
name_answer(struct problems *problems, int at, struct promise *p, const struct criterion_choice *criterion)
{
	char **answers;
	size_t count;

	if (criterion->kind == ASKS_YES_NO) {
		if (!text_equal_fold(p->scope_value, "yes") && !text_equal_fold(p->scope_value, "no"))
			problem_add(problems, "scope_value", at, "The answer to “%s” is yes or no.", criterion->label);
		p->scope_value = text_lower(problems, p->scope_value);
	}
	if (criterion->kind != ASKS_CHOICE)
		return;
	answers = lines_read(problems, criterion->choices, &count);
	for (size_t i = 0; i < count; i++)
		if (text_equal_fold(answers[i], p->scope_value)) {
			p->scope_value = answers[i];
			return;
		}
	problem_add(problems, "scope_value", at, "The answers to “%s” are: %s. Write one of them.", criterion->label,
	    text_replace(problems, criterion->choices, "\n", ", "));
}

static void
name_scope(struct problems *problems, int at, struct promise *p, const struct agreement_choices *choices)
{
	const struct term_choice *persona;
	const struct criterion_choice *criterion;

	if (!p->scope_value)
		return;
	if (p->scope_kind == SCOPE_PERSONA) {
		persona = choice_of_slug(choices->personas, choices->persona_count, p->scope_value);
		if (!persona)
			problem_add(problems, "scope_value", at, "There is no persona “%s” in the glossary.", text_clip(problems, p->scope_value, 60));
		p->scope_name = persona ? persona->name : NULL;
	}
	if (p->scope_kind == SCOPE_CRITERION && p->scope_code) {
		criterion = criterion_of(choices, p->scope_code);
		p->scope_name = criterion ? criterion->label : NULL;
		if (criterion)
			name_answer(problems, at, p, criterion);
		else
			problem_add(problems, "scope_code", at, "The term that a handoff must meet has no criterion %s.",
			    text_clip(problems, p->scope_code, 40));
	}
}

void
agreement_name(struct problems *problems, struct agreement *a, const struct agreement_choices *choices)
{
	const struct term_choice *gate = term_of_id(choices, a->gate_id);

	a->calendar_name = NULL;
	for (size_t i = 0; i < choices->calendar_count; i++)
		if (choices->calendars[i].id == a->calendar_id)
			a->calendar_name = choices->calendars[i].name;
	if (a->calendar_id && !a->calendar_name)
		problem_add(problems, "calendar", -1, "There is no such calendar.");
	if (a->gate_id && !gate)
		problem_add(problems, "gate", -1, "Choose a term that is in use and has a wording.");
	a->gate_slug = gate ? gate->slug : NULL;
	a->gate_name = gate ? gate->name : NULL;
	for (size_t i = 0; i < a->promise_count && i < PROMISES_MOST; i++) {
		struct promise *p = &a->promises[i];
		const struct term_choice *term = term_of_id(choices, p->definition_id);

		if (p->definition_id && !term)
			problem_add(problems, "definition", (int)i, "Choose a term that is in use and has a wording.");
		p->definition_slug = term ? term->slug : NULL;
		p->definition_name = term ? term->name : NULL;
		name_scope(problems, (int)i, p, choices);
	}
}
