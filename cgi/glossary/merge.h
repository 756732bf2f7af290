/* Brings together what two people wrote from the same beginning, without having kept that beginning. Pure. */
#ifndef GLOSSARY_MERGE_H
#define GLOSSARY_MERGE_H

#include "base/text.h"
#include "glossary/rules.h"

/*
 * A form carries a fingerprint of each value it was filled with, "name:hash name:hash …", so that a later save can tell
 * what its writer touched. It comes back from the browser: whoever alters it only mixes up their own words.
 */
void base_add(struct buffer *base, const char *name, const char *value);

enum merge_side {
	MERGE_SAME,			/* both say the same */
	MERGE_MINE,			/* only the writer changed it */
	MERGE_THEIRS,			/* only the other did */
	MERGE_CLASH,			/* both did, or nobody can tell */
};

/* `base` may be NULL: nothing is known. NULL as a value: there is none, as of a criterion that was removed. */
enum merge_side merge_side(const void *ctx, const char *base, const char *name, const char *mine, const char *theirs);

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
