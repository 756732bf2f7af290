/* Three agreements to begin with: words and promises of both sides to argue over, in force for nobody. Pure. */
#ifndef SLA_RULES_STARTER_H
#define SLA_RULES_STARTER_H

#include "sla/rules_agreement.h"

struct starter {
	const char *code;		/* in addresses */
	const char *name;
	const char *line;		/* for whom it is */
	const char *text;
	const struct promise *promises;
	size_t promise_count;
};
extern const struct starter starters[];			/* { 0 } ends them */
const struct starter *starter_find(const char *code);	/* NULL: there is none */

/* The term that all three hand over by: its slug and its name in the starter set of the glossary. */
extern const char *const starter_gate_slug;
extern const char *const starter_gate_name;

/*
 * The words of one as a new agreement. `choices` are those of the gate; the gate and what volumes count are left open where
 * the organisation lacks the term, and a promise about an answer that the gate does not ask for is left out.
 */
struct agreement starter_begin(const void *ctx, const struct starter *starter, const struct agreement_choices *choices);

/* Numbers of the organisation's own past; 0: not known. Times in minutes of working time. */
struct own_numbers {
	int64_t volume, quality, context;
	int64_t decision, decision_percent;
	int64_t attempt, attempt_percent;
};

/* Puts them into the promises for all leads that ask for them. Returns how many promises took one. */
size_t starter_own(struct agreement *agreement, const struct own_numbers *own);

#endif
