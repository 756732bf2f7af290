/* Answers: made canonical, judged by their criterion, and put together. */
#include "leads/rules_answer.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

enum { WHOLE_DIGITS = 12, FRACTION_DIGITS = 6 };	/* of a number: as the bounds of a criterion */

const char *const verdict_names[] = { "meets", "fails", "unknown", NULL };

const char *
verdict_label(int verdict)
{
	static const char *const labels[] = { "Meets", "Fails", "Not known" };

	return verdict < VERDICT_MEETS || verdict > VERDICT_UNKNOWN ? "" : labels[verdict];
}

const struct criterion *
criterion_of(const struct version *version, const char *code)
{
	for (size_t i = 0; i < version->criteria_count; i++)
		if (text_equal(version->criteria[i].code, code))
			return &version->criteria[i];
	return NULL;
}

const struct answer *
answer_of(const struct answer *answers, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(answers[i].code, code))
			return &answers[i];
	return NULL;
}

/* The choice as the definition writes it; NULL when it is none of them. */
static const char *
choice_of(const void *ctx, const struct criterion *c, const char *value)
{
	size_t count;
	char **choices = lines_read(ctx, c->choices, &count);

	for (size_t i = 0; i < count; i++)
		if (text_equal_fold(choices[i], value))
			return choices[i];
	return NULL;
}

/* The value in the shape of its kind; NULL with a problem when it cannot be. */
static const char *
value_tidy(struct problems *p, const char *member, const struct criterion *c, const char *value)
{
	struct day day;
	const char *number, *choice;

	switch (c->kind) {
	case ASKS_YES_NO:
		if (text_equal_fold(value, "yes") || text_equal(value, "true"))
			return "yes";
		if (text_equal_fold(value, "no") || text_equal(value, "false"))
			return "no";
		problem_add(p, member, -1, "Answer “%s” with yes or no, or say that it is not known.", c->label);
		return NULL;
	case ASKS_NUMBER:
		number = text_decimal(p, value, WHOLE_DIGITS, FRACTION_DIGITS);
		if (!number)
			problem_add(p, member, -1, "Answer “%s” with a number such as 50 or 12.5, or say that it is not known.", c->label);
		return number;
	case ASKS_DATE:
		if (day_parse(value, &day))
			return value;
		problem_add(p, member, -1, "Answer “%s” with a day that exists, written as 2026-08-31, or say that it is not known.", c->label);
		return NULL;
	case ASKS_CHOICE:
		choice = choice_of(p, c, value);
		return choice ? choice : value;
	}
	return value;
}

static void
answer_check(struct problems *p, const struct criterion *c, struct answer *a)
{
	const char *member = text_format(p, "answers/%s/value", c->code);

	a->evidence = a->evidence ? text_trim(p, utf8_lines(p, a->evidence, strlen(a->evidence), NULL)) : "";
	a->value = text_blank(a->value) ? NULL : text_trim(p, utf8_lines(p, a->value, strlen(a->value), NULL));
	if (a->value && (!utf8_valid_text(a->value, UTF8_TEXT) || utf8_length(a->value) > ANSWER_MOST))
		problem_add(p, member, -1, "The answer to “%s” must be %d characters or fewer, without characters that cannot be shown.", c->label, ANSWER_MOST);
	else if (a->value)
		a->value = value_tidy(p, member, c, a->value);
	if (!utf8_valid_text(a->evidence, UTF8_TEXT) || utf8_length(a->evidence) > EVIDENCE_MOST)
		problem_add(p, text_format(p, "answers/%s/evidence", c->code), -1,
		    "The evidence for “%s” must be %d characters or fewer, without characters that cannot be shown.", c->label, EVIDENCE_MOST);
	a->verdict = answer_judge(c, a->value);
}

void
answers_check_some(struct problems *p, const struct version *version, struct answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct criterion *c = criterion_of(version, answers[i].code);

		if (!c)
			problem_add(p, text_format(p, "answers/%s", text_clip(p, answers[i].code, 40)), -1,
			    "The definition has no criterion %s. Answer those it has.", text_clip(p, answers[i].code, 40));
		else
			answer_check(p, c, &answers[i]);
		if (c && answer_of(answers, i, c->code))
			problem_add(p, text_format(p, "answers/%s", c->code), -1, "“%s” is answered twice. Answer it once.", c->label);
	}
}

void
answers_check(struct problems *p, const struct version *version, struct answer *answers, size_t count)
{
	answers_check_some(p, version, answers, count);
	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];

		if (c->level == LEVEL_MUST && !answer_of(answers, count, c->code))
			problem_add(p, text_format(p, "answers/%s", c->code), -1, "Answer “%s”, or say that it is not known.", c->label);
	}
}

static bool
within_bounds(const struct criterion *c, const char *value, int compare(const char *, const char *))
{
	return (!c->bound_min || compare(value, c->bound_min) >= 0) && (!c->bound_max || compare(value, c->bound_max) <= 0);
}

int
answer_judge(const struct criterion *c, const char *value)
{
	bool meets = true;
	void *scratch;

	if (!value || text_blank(value))
		return VERDICT_UNKNOWN;
	switch (c->kind) {
	case ASKS_YES_NO:
		meets = text_equal(value, "yes");
		break;
	case ASKS_NUMBER:
		meets = within_bounds(c, value, text_decimal_compare);
		break;
	case ASKS_DATE:
		meets = within_bounds(c, value, strcmp);
		break;
	case ASKS_CHOICE:
		scratch = talloc_new(NULL);
		meets = choice_of(scratch, c, value) != NULL;
		talloc_free(scratch);
		break;
	}
	return meets ? VERDICT_MEETS : VERDICT_FAILS;
}

struct answer *
answers_over(const void *ctx, const struct version *version, const struct answer *before, size_t before_count,
    const struct answer *after, size_t after_count, size_t *count)
{
	struct answer *all = memory_need(talloc_zero_array(ctx, struct answer, version->criteria_count + 1));

	*count = 0;
	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];
		const struct answer *a = answer_of(after, after_count, c->code);

		if (!a)
			a = answer_of(before, before_count, c->code);
		if (!a)
			continue;
		all[*count] = *a;
		all[(*count)++].verdict = answer_judge(c, a->value);
	}
	return all;
}

bool
answer_lacks_evidence(const struct criterion *c, const struct answer *a)
{
	return c->level == LEVEL_MUST && c->evidence && a && a->value && text_blank(a->evidence);
}

bool
version_wants_evidence(const struct version *version)
{
	for (size_t i = 0; i < version->criteria_count; i++)
		if (version->criteria[i].level == LEVEL_MUST && version->criteria[i].evidence)
			return true;
	return false;
}

bool
answers_all_known(const struct version *version, const struct answer *answers, size_t count)
{
	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];
		const struct answer *a = answer_of(answers, count, c->code);

		if (c->level == LEVEL_MUST && (!a || !a->value || answer_lacks_evidence(c, a)))
			return false;
	}
	return true;
}

bool
answers_all_met(const struct version *version, const struct answer *answers, size_t count)
{
	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];
		const struct answer *a = answer_of(answers, count, c->code);

		if (c->level == LEVEL_MUST && (!a || answer_judge(c, a->value) != VERDICT_MEETS))
			return false;
	}
	return true;
}

const char *
answer_words(const void *ctx, const struct criterion *c, const char *value)
{
	struct day day;

	if (text_blank(value))
		return "Not known";
	if (c->kind == ASKS_YES_NO)
		return text_equal(value, "yes") ? "Yes" : "No";
	if (c->kind == ASKS_DATE && day_parse(value, &day))
		return day_short(ctx, day);
	return value;
}
