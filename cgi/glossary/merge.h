/* Brings together what two people wrote of one version from the same beginning. Pure. */
#ifndef GLOSSARY_MERGE_H
#define GLOSSARY_MERGE_H

#include "glossary/rules.h"
#include "glossary/rules_merge.h"

/* The fingerprints of a version's words, each criterion by its code. */
const char *version_base(const void *ctx, const struct version *version);

struct version_merge {
	struct version merged;		/* theirs where the writer changed nothing, else the writer's */
	struct version disputed;	/* theirs, with the writer's words only where both changed something */
};

/* Both tidied; what is not words (dates of signing, revision …) is theirs in the result. Borrows from all of them. */
const struct version_merge *version_merge(const void *ctx, const char *base, const struct version *mine,
    const struct version *theirs);

#endif
