/* Trimming, splitting, joining and comparing strings. */
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/utf8.h"

void *
memory_need(void *memory)
{
	if (memory)
		return memory;
	fputs("out of memory: the process ends\n", stderr);
	abort();
}

char *
text_format_list(const void *ctx, const char *format, va_list args)
{
	return memory_need(talloc_vasprintf(ctx, format, args));
}

char *
text_format(const void *ctx, const char *format, ...)
{
	va_list args;
	char *s;

	va_start(args, format);
	s = text_format_list(ctx, format, args);
	va_end(args);
	return s;
}

char *
text_copy(const void *ctx, const char *s)
{
	return memory_need(talloc_strdup(ctx, s ? s : ""));
}

char *
text_copy_bytes(const void *ctx, const char *s, size_t length)
{
	char *copy = memory_need(talloc_array(ctx, char, length + 1));

	if (length)
		memcpy(copy, s, length);
	copy[length] = '\0';
	return copy;
}

/* Where `s` begins and ends once trimmed; both at its NUL when it is blank. */
static void
trimmed(const char *s, const char **begin, const char **end)
{
	const char *at = s, *before = s;
	int32_t c;

	*begin = NULL;
	while ((c = utf8_next(&at)) >= 0) {
		if (!utf8_is_space(c)) {
			if (!*begin)
				*begin = before;
			*end = at;
		}
		before = at;
	}
	if (!*begin)
		*begin = *end = before;
}

char *
text_trim(const void *ctx, const char *s)
{
	const char *begin, *end;

	trimmed(s, &begin, &end);
	return text_copy_bytes(ctx, begin, (size_t)(end - begin));
}

char *
text_squeeze(const void *ctx, const char *s)
{
	char *out = memory_need(talloc_array(ctx, char, strlen(s) + 1));
	const char *at = s, *before = s;
	bool space = false;
	size_t n = 0;
	int32_t c;

	for (; (c = utf8_next(&at)) >= 0; before = at) {
		if (utf8_is_space(c)) {
			space = n > 0;
			continue;
		}
		if (space)
			out[n++] = ' ';
		space = false;
		memcpy(out + n, before, (size_t)(at - before));
		n += (size_t)(at - before);
	}
	out[n] = '\0';
	return out;
}

bool
text_blank(const char *s)
{
	const char *begin, *end;

	if (!s)
		return true;
	trimmed(s, &begin, &end);
	return begin == end;
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

char *
text_lower(const void *ctx, const char *s)
{
	char *copy = text_copy(ctx, s);

	for (char *c = copy; *c; c++)
		*c = small(*c);
	return copy;
}

bool
text_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
text_equal_fold(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	for (; *a && *b; a++, b++)
		if (small(*a) != small(*b))
			return false;
	return *a == *b;
}

bool
text_starts(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

bool
text_ends(const char *s, const char *with)
{
	size_t whole = strlen(s), part = strlen(with);

	return whole >= part && memcmp(s + whole - part, with, part) == 0;
}

bool
text_in(const char *s, const char *const list[])
{
	for (; *list; list++)
		if (text_equal(s, *list))
			return true;
	return false;
}

/* Appends a part of `length` bytes to a NULL-ended array of `*count`. */
static char **
with_part(char **parts, size_t *count, const char *part, size_t length)
{
	/* Room doubles at each power of two, so that long lists stay cheap. */
	if ((*count & (*count + 1)) == 0)
		parts = memory_need(talloc_realloc(NULL, parts, char *, 2 * (*count + 1)));
	parts[*count] = text_copy_bytes(parts, part, length);
	parts[++*count] = NULL;
	return parts;
}

char **
text_split(const void *ctx, const char *s, const char *separator, size_t *count)
{
	char **parts = memory_need(talloc_zero_array(ctx, char *, 2));
	size_t step = strlen(separator), n = 0;
	const char *end;

	while (step && (end = strstr(s, separator))) {
		parts = with_part(parts, &n, s, (size_t)(end - s));
		s = end + step;
	}
	parts = with_part(parts, &n, s, strlen(s));
	if (count)
		*count = n;
	return parts;
}

char **
text_split_lines(const void *ctx, const char *s, size_t *count)
{
	char *whole = utf8_lines(NULL, s, strlen(s), NULL);
	char **parts = memory_need(talloc_zero_array(ctx, char *, 2));
	const char *begin, *end;
	size_t n = 0;

	for (char *at = whole, *next; at; at = next) {
		next = strchr(at, '\n');
		if (next)
			*next++ = '\0';
		trimmed(at, &begin, &end);
		if (begin != end)
			parts = with_part(parts, &n, begin, (size_t)(end - begin));
	}
	talloc_free(whole);
	if (count)
		*count = n;
	return parts;
}

char *
text_join(const void *ctx, const char *const parts[], const char *separator)
{
	struct buffer *joined = buffer_new(NULL);
	char *s;

	for (size_t i = 0; parts && parts[i]; i++) {
		if (i)
			buffer_text(joined, separator);
		buffer_text(joined, parts[i]);
	}
	s = buffer_take(ctx, joined);
	talloc_free(joined);
	return s;
}

char *
text_replace(const void *ctx, const char *s, const char *from, const char *to)
{
	struct buffer *made = buffer_new(NULL);
	size_t step = strlen(from);
	const char *hit;
	char *result;

	while (step && (hit = strstr(s, from))) {
		buffer_add(made, s, (size_t)(hit - s));
		buffer_text(made, to);
		s = hit + step;
	}
	buffer_text(made, s);
	result = buffer_take(ctx, made);
	talloc_free(made);
	return result;
}

char *
text_clip(const void *ctx, const char *s, size_t most)
{
	const char *at = s, *before = s, *cut = s, *word = s;
	bool in_word = false;
	size_t n = 0;
	int32_t c;

	if (utf8_length(s) <= most)
		return text_copy(ctx, s);
	/* `cut` leaves room for the "…"; `word` ends the last whole word up to there. */
	for (; (c = utf8_next(&at)) >= 0; before = at) {
		if (utf8_is_space(c) && in_word)
			word = before;
		in_word = !utf8_is_space(c);
		if (++n >= most)
			break;
		cut = at;
	}
	if (word - s > (cut - s) / 2)
		cut = word;
	return text_format(ctx, "%.*s…", (int)(cut - s), s);
}
