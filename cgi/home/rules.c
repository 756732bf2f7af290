/* Reads searches. */
#include "home/rules.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

const char *const search_part_names[] = { "owner", "status", "source", "persona", "in", NULL };

/* The prefix a word begins with; -1: none, or one without a value. */
static int
part_of(const char *word)
{
	for (int i = 0; i < SEARCH_PARTS; i++) {
		size_t n = strlen(search_part_names[i]);

		if (strncasecmp(word, search_part_names[i], n) == 0 && word[n] == ':' && word[n + 1] && word[n + 1] != ' ')
			return i;
	}
	return -1;
}

struct search
search_read(const void *ctx, const char *typed)
{
	struct search s = { .words = "" };
	struct buffer *words = buffer_new(ctx);

	for (const char *at = typed; *at;) {
		size_t length;
		int part;

		at += strspn(at, " \t");
		part = part_of(at);
		if (part < 0) {
			length = strcspn(at, " \t");
			if (length)
				buffer_format(words, "%s%.*s", words->length ? " " : "", (int)length, at);
			at += length;
			continue;
		}
		at += strlen(search_part_names[part]) + 1;
		length = *at == '"' ? strcspn(at + 1, "\"") : strcspn(at, " \t");
		at += *at == '"';
		s.parts[part] = text_trim(ctx, text_copy_bytes(ctx, at, length));
		at += length + (at[length] == '"');
		if (text_blank(s.parts[part]))
			s.parts[part] = NULL;
	}
	if (words->length)
		s.words = text_copy(ctx, words->data);
	for (int i = 0; i < SEARCH_PARTS; i++)
		s.any |= s.parts[i] != NULL;
	return s;
}

const char *
search_without(const void *ctx, const struct search *s, int part)
{
	const char *out = "";

	for (int i = 0; i < SEARCH_PARTS; i++)
		if (i != part && s->parts[i])
			out = text_format(ctx, strchr(s->parts[i], ' ') ? "%s%s:\"%s\" " : "%s%s:%s ", out, search_part_names[i], s->parts[i]);
	return text_trim(ctx, text_format(ctx, "%s%s", out, s->words));
}

static bool
asks_leads(const struct search *s)
{
	return s->parts[SEARCH_OWNER] || s->parts[SEARCH_STATUS] || s->parts[SEARCH_SOURCE] || s->parts[SEARCH_PERSONA];
}

static bool
is_in(const struct search *s, const char *where)
{
	return !s->parts[SEARCH_IN] || strcasecmp(s->parts[SEARCH_IN], where) == 0;
}

bool
search_leads(const struct search *s)
{
	return is_in(s, "leads") && (asks_leads(s) || *s->words);
}

bool
search_meetings(const struct search *s)
{
	return is_in(s, "meetings") && !asks_leads(s) && *s->words;
}

bool
search_terms(const struct search *s)
{
	return is_in(s, "terms") && !asks_leads(s) && *s->words;
}
