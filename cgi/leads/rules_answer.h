/* Answers to criteria: their shape, and whether they meet. Pure. */
#ifndef LEADS_RULES_ANSWER_H
#define LEADS_RULES_ANSWER_H

#include "glossary/rules.h"

enum verdict { VERDICT_MEETS, VERDICT_FAILS, VERDICT_UNKNOWN };
extern const char *const verdict_names[];
const char *verdict_label(int verdict);			/* "Meets", "Fails", "Not known" */

/*
 * The answer to one criterion. As stored: "yes" or "no", a canonical decimal, a day, a choice or a text; NULL says it is not
 * known.
 */
struct answer {
	const char *code;
	const char *value;
	const char *evidence;		/* "" none */
	int verdict;			/* set by answers_judge() and by the store */
};

enum { ANSWER_MOST = 1000, EVIDENCE_MOST = 1000, ANSWERS_MOST = 100 };

/* What the form sends for a choice when none of the choices is so: kept as the value, and fails. */
#define ANSWER_NONE_OF_THESE "None of these"

/* The criterion with a code, or NULL; and the answer to one, or NULL. */
const struct criterion *criterion_of(const struct version *version, const char *code);
const struct answer *answer_of(const struct answer *answers, size_t count, const char *code);

/*
 * Tidies and checks answers to the criteria of `version`, in place (new texts are children of `problems`): values canonical ("true" is "yes"; a choice as the
 * definition writes it), empty ones not known, each verdict set. Every must needs an answer, if only that it is not known; a
 * should may be left out. Problems name the answer as member "answers/CODE/value" (or "/evidence"), and "answers/CODE" where it is
 * missing or the definition has no such criterion. Evidence that is wanted and missing is no problem: it counts, answers_all_known().
 */
void answers_check(struct problems *problems, const struct version *version, struct answer *answers, size_t count);

/*
 * The same for a few answers given later, with new evidence: none is missing. And those put over the earlier ones, in the
 * order of the criteria.
 */
void answers_check_some(struct problems *problems, const struct version *version, struct answer *answers, size_t count);
struct answer *answers_over(const void *ctx, const struct version *version, const struct answer *before, size_t before_count,
    const struct answer *after, size_t after_count, size_t *count);

/* Does a stored value meet the criterion? NULL is unknown. A number or a day without bounds and any text meets. */
int answer_judge(const struct criterion *criterion, const char *value);

/* Every must is known, and has its evidence where that is wanted; and every must is met. A version without musts: both true. */
bool answers_all_known(const struct version *version, const struct answer *answers, size_t count);
bool answers_all_met(const struct version *version, const struct answer *answers, size_t count);

/* Whether a must that is known lacks the evidence it wants; NULL, no answer to it, lacks none. */
bool answer_lacks_evidence(const struct criterion *criterion, const struct answer *answer);
bool version_wants_evidence(const struct version *version);		/* of any must */

/* For people: "Yes", "No", "50", "3 Aug 2026", the text; "Not known". */
const char *answer_words(const void *ctx, const struct criterion *criterion, const char *value);

#endif
