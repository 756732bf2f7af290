/* Which promises hold for a lead: the ones without a scope, or one that fits it better. Pure. */
#ifndef SLA_RULES_SCOPE_H
#define SLA_RULES_SCOPE_H

#include "sla/rules_agreement.h"

/* What a scope may ask of a lead. Texts are borrowed; NULL: not known, which fits no scope. */
struct lead_answer {
	const char *code;		/* of a criterion */
	const char *value;
};
struct lead_facts {
	const char *source;		/* its name */
	const char *persona;		/* slug */
	const struct lead_answer *answers;
	size_t answer_count;
};

/* Whether the promise's scope takes in the lead; a promise without one takes in every lead. Names fit in any case of A to Z. */
bool promise_fits(const struct promise *promise, const struct lead_facts *facts);

/*
 * The promises of an agreement that hold for a lead, in the agreement's order: of those of one kind that count the same term,
 * the one that fits most closely (by a criterion, then persona, then source, then without a scope; among equals the first).
 * Borrowed pointers in a new child of `ctx`; never NULL.
 */
const struct promise **promises_for(const void *ctx, const struct agreement *agreement, const struct lead_facts *facts, size_t *count);

#endif
