/* Finding the names of terms in running text. For prose.c; others fill a lexicon through prose.h. */
#ifndef VIEW_LEXICON_H
#define VIEW_LEXICON_H

#include "view/prose.h"

#include <stddef.h>

struct lexicon_name {
	struct lexicon_name *next;	/* of the same hash */
	size_t length;			/* bytes */
	const char *name, *slug, *term_name, *brief;
};

/*
 * Apostrophes are one letter, however they are typed.
 *
 * The longest name that begins at `text` and ends with a word there; *length is how much of the text it takes.
 * NULL: none.
 */
const struct lexicon_name *lexicon_at(const struct lexicon *lexicon, const char *text, size_t *length);

/* The name that is exactly the first `length` bytes of `text`, whatever the case. NULL: none. */
const struct lexicon_name *lexicon_named(const struct lexicon *lexicon, const char *text, size_t length);

/* Letters, digits and all that is not ASCII belong to a word. */
bool lexicon_word(unsigned char c);

/* Whether a word of `text` begins at `at`: behind its start, a sign of ASCII, or a typographic quote, dash or apostrophe. */
bool lexicon_starts(const char *text, const char *at);

#endif
