/* Names by their first letter, longest first, and by all their letters, so that thousands that begin alike are soon told apart. */
#include "view/lexicon.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { SHORT_NAME = 4 };	/* below this many bytes case matters: "SQL" is a stage, "sql" need not be */

/* Those of one first letter. */
struct letter {
	struct lexicon_name **names;
	size_t count;
	bool sorted;			/* else it is done when they are looked for */
};

struct lexicon {
	struct letter *by_letter[256];
	struct lexicon_name **by_hash;	/* chains */
	size_t slots, count;		/* slots: 0 or a power of two, at least as many as names */
};

struct lexicon *
lexicon_new(const void *ctx)
{
	return memory_need(talloc_zero(ctx, struct lexicon));
}

bool
lexicon_word(unsigned char c)
{
	return isalnum(c) || c >= 0x80;
}

/* The bytes of the apostrophe at `s`, however it is typed: ' or one of U+2018, U+2019, U+02BC. 0: there is none. */
static size_t
apostrophe_at(const char *s)
{
	if (*s == '\'')
		return 1;
	if (text_starts(s, "\u2018") || text_starts(s, "\u2019"))
		return 3;
	return text_starts(s, "\u02bc") ? 2 : 0;
}

/* Quotes, dashes and dots: U+2000 to U+207F. */
static bool
is_punctuation(const char *s)
{
	return (unsigned char)s[0] == 0xE2 && ((unsigned char)s[1] == 0x80 || (unsigned char)s[1] == 0x81);
}

bool
lexicon_starts(const char *text, const char *at)
{
	if (!lexicon_word((unsigned char)*at))
		return false;
	return at == text || !lexicon_word((unsigned char)at[-1]) || (at - text >= 3 && is_punctuation(at - 3))
	    || (at - text >= 2 && apostrophe_at(at - 2) == 2);
}

static bool
ends(const char *at)
{
	return !lexicon_word((unsigned char)*at) || is_punctuation(at) || apostrophe_at(at);
}

/* How many bytes of `text` are the name; 0 when the text does not begin with it. */
static size_t
taken(const char *text, const char *name, bool exact)
{
	const char *t = text;

	while (*name) {
		size_t ours = apostrophe_at(name), theirs = apostrophe_at(t);

		if (!ours != !theirs)
			return 0;
		if (!ours && *t != *name && (exact || tolower((unsigned char)*t) != tolower((unsigned char)*name)))
			return 0;
		t += theirs ? theirs : 1;
		name += ours ? ours : 1;
	}
	return (size_t)(t - text);
}

static unsigned char
first_letter(const char *text)
{
	return apostrophe_at(text) ? '\'' : (unsigned char)tolower((unsigned char)*text);
}

/* Of a name in any case, with any apostrophes. FNV-1a. */
static size_t
hash_of(const char *text, size_t length)
{
	size_t hash = 1469598103934665603u;

	for (const char *c = text; c < text + length;) {
		size_t quote = apostrophe_at(c);

		hash = (hash ^ (quote ? '\'' : (unsigned char)tolower((unsigned char)*c))) * 1099511628211u;
		c += quote ? quote : 1;
	}
	return hash;
}

static void
chain(struct lexicon *lexicon, struct lexicon_name *n)
{
	struct lexicon_name **at = &lexicon->by_hash[hash_of(n->name, n->length) & (lexicon->slots - 1)];

	n->next = *at;
	*at = n;
}

/* Makes room for one more. */
static void
grow(struct lexicon *lexicon)
{
	if (lexicon->count < lexicon->slots)
		return;
	lexicon->slots = lexicon->slots ? 2 * lexicon->slots : 16;
	talloc_free(lexicon->by_hash);
	lexicon->by_hash = memory_need(talloc_zero_array(lexicon, struct lexicon_name *, lexicon->slots));
	for (int i = 0; i < 256; i++)
		for (size_t k = 0; lexicon->by_letter[i] && k < lexicon->by_letter[i]->count; k++)
			chain(lexicon, lexicon->by_letter[i]->names[k]);
}

void
lexicon_add(struct lexicon *lexicon, const char *name, const char *slug, const char *term_name, const char *brief)
{
	size_t length = strlen(name);
	struct letter **at = &lexicon->by_letter[first_letter(name)], *letter;
	struct lexicon_name *added;

	if (!length || lexicon_named(lexicon, name, length))
		return;
	grow(lexicon);
	if (!*at)
		*at = memory_need(talloc_zero(lexicon, struct letter));
	letter = *at;
	if ((letter->count & (letter->count - 1)) == 0)
		letter->names = memory_need(talloc_realloc(letter, letter->names, struct lexicon_name *, letter->count ? letter->count * 2 : 1));
	added = memory_need(talloc_zero(lexicon, struct lexicon_name));
	*added = (struct lexicon_name){ .length = length, .name = text_copy(added, name), .slug = text_copy(added, slug),
		.term_name = text_copy(added, term_name), .brief = text_copy(added, brief) };
	letter->names[letter->count++] = added;
	letter->sorted = false;
	lexicon->count++;
	chain(lexicon, added);
}

static int
longer_first(const void *a, const void *b)
{
	const struct lexicon_name *const *x = a, *const *y = b;

	return ((*x)->length < (*y)->length) - ((*x)->length > (*y)->length);
}

const struct lexicon_name *
lexicon_at(const struct lexicon *lexicon, const char *text, size_t *length)
{
	struct letter *letter = lexicon->by_letter[first_letter(text)];

	if (letter && !letter->sorted) {
		qsort(letter->names, letter->count, sizeof(void *), longer_first);
		letter->sorted = true;
	}
	for (size_t i = 0; letter && i < letter->count; i++) {
		const struct lexicon_name *n = letter->names[i];

		*length = taken(text, n->name, n->length < SHORT_NAME);
		if (!*length)
			continue;
		if (ends(text + *length))
			return n;
		/* "leads" is about "lead" */
		if (n->length >= SHORT_NAME && text[*length] == 's' && ends(text + ++*length))
			return n;
	}
	return NULL;
}

const struct lexicon_name *
lexicon_named(const struct lexicon *lexicon, const char *text, size_t length)
{
	const struct lexicon_name *n = length && lexicon->slots ? lexicon->by_hash[hash_of(text, length) & (lexicon->slots - 1)] : NULL;

	while (n && taken(text, n->name, false) != length)
		n = n->next;
	return n;
}

bool
lexicon_speaks(const struct lexicon *lexicon, const char *text)
{
	size_t length;

	for (const char *c = text; *c; c++)
		if (lexicon_starts(text, c) && lexicon_at(lexicon, c, &length))
			return true;
	return false;
}
