/* Brings together what two people changed in one draft of the agreement at once. Pure. */
#ifndef SLA_RULES_AGREEMENT_MERGE_H
#define SLA_RULES_AGREEMENT_MERGE_H

#include "sla/rules_agreement.h"

/* The fingerprints of an agreement's words, each promise by what it is about: its kind, definition and scope. */
const char *agreement_base(const void *ctx, const struct agreement *agreement);

struct agreement_merge {
	struct agreement merged;	/* theirs where the writer changed nothing, else the writer's */
	struct agreement disputed;	/* theirs, with the writer's words only where both changed something */
};

/*
 * Both tidied. What is no words (number, revision, signatures …) is theirs in the result, and so are names that agreement_name() finds: it
 * is to be asked again. Borrows from both.
 */
const struct agreement_merge *agreement_merge(const void *ctx, const char *base, const struct agreement *mine, const struct agreement *theirs);

#endif
