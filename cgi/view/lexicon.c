/* Names by their first letter, longest first. */
#include "view/lexicon.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

enum { SHORT_NAME = 4 };	/* below this many bytes case matters: "SQL" is a stage, "sql" need not be */

struct lexicon {
	struct lexicon_name *by_letter[256];
};

struct lexicon *
lexicon_new(const void *ctx)
{
	return talloc_zero(ctx, struct lexicon);
}

bool
lexicon_word(unsigned char c)
{
	return isalnum(c) || c >= 0x80;
}

void
lexicon_add(struct lexicon *lexicon, const char *name, const char *slug, const char *term_name, const char *brief)
{
	size_t length = strlen(name);
	struct lexicon_name **at = &lexicon->by_letter[tolower((unsigned char)*name)], *added;

	if (!length || lexicon_named(lexicon, name, length))
		return;
	while (*at && (*at)->length > length)
		at = &(*at)->next;
	added = talloc_zero(lexicon, struct lexicon_name);
	*added = (struct lexicon_name){ .next = *at, .length = length, .name = text_copy(added, name),
	    .slug = text_copy(added, slug), .term_name = text_copy(added, term_name), .brief = text_copy(added, brief) };
	*at = added;
}

static bool
begins(const char *text, const struct lexicon_name *n)
{
	return (n->length < SHORT_NAME ? strncmp(text, n->name, n->length) : strncasecmp(text, n->name, n->length)) == 0;
}

const struct lexicon_name *
lexicon_at(const struct lexicon *lexicon, const char *text, size_t *length)
{
	const struct lexicon_name *n = lexicon->by_letter[tolower((unsigned char)*text)];

	for (; n; n = n->next) {
		if (!begins(text, n))
			continue;
		*length = n->length;
		if (!lexicon_word((unsigned char)text[n->length]))
			return n;
		/* "leads" is about "lead" */
		*length = n->length + 1;
		if (n->length >= SHORT_NAME && text[n->length] == 's' && !lexicon_word((unsigned char)text[n->length + 1]))
			return n;
	}
	return NULL;
}

const struct lexicon_name *
lexicon_named(const struct lexicon *lexicon, const char *text, size_t length)
{
	const struct lexicon_name *n = lexicon->by_letter[tolower((unsigned char)*text)];

	while (n && (n->length != length || strncasecmp(text, n->name, length) != 0))
		n = n->next;
	return n;
}
