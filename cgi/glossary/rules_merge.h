/* Tells from fingerprints who changed which part of something that two people edit at once, without having kept its beginning. Pure. */
#ifndef GLOSSARY_RULES_MERGE_H
#define GLOSSARY_RULES_MERGE_H

#include "base/text.h"

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

/* Whether a value is another than the one the form was filled with; true when nobody can tell. */
bool merge_changed(const void *ctx, const char *base, const char *name, const char *value);

/* A short name for a text, letters and digits alone: such as a name in a base that has blanks. "" for NULL. */
const char *fingerprint(const void *ctx, const char *text);

#endif
