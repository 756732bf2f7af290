/* What can be kept of a row that cannot be read. */
#include "base/csv.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"

/* A row being taken to pieces as well as it goes. */
struct loose {
	const void *ctx;
	const char *at, *end;
	char delimiter;
	const struct csv_limits *most;
	bool never_closes;		/* no quote closes in what is left */
	bool cut;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The quote that ends a cell which begins behind one: before a delimiter, or at the end. NULL: none. */
static const char *
closing(struct loose *l, const char *from)
{
	for (const char *at = from; at < l->end; at++) {
		if (*at != '"')
			continue;
		if (at + 1 < l->end && at[1] == '"')
			at++;
		else if (at + 1 == l->end || at[1] == l->delimiter)
			return at;
	}
	return NULL;
}

/* So much of it as is kept, in whole characters. */
static char *
kept(struct loose *l, const char *from, size_t length)
{
	if (length > l->most->cell_bytes) {
		l->cut = true;
		for (length = l->most->cell_bytes; length && ((unsigned char)from[length] & 0xc0) == 0x80; length--)
			;
	}
	return text_copy_bytes(l->ctx, from, length);
}

static char *
quoted_cell(struct loose *l, const char *close)
{
	char *cell = kept(l, l->at + 1, (size_t)(close - l->at - 1)), *to = cell;

	for (const char *from = cell; *from; from++) {
		*to++ = *from;
		if (from[0] == '"' && from[1] == '"')
			from++;
	}
	*to = '\0';
	l->at = close + 1;
	return cell;
}

static char *
plain_cell(struct loose *l)
{
	const char *from = l->at, *stop;

	while (l->at < l->end && *l->at != l->delimiter)
		l->at++;
	for (stop = l->at; stop > from && is_space(stop[-1]); )
		stop--;
	while (from < stop && is_space(*from))
		from++;
	return kept(l, from, (size_t)(stop - from));
}

static char *
cell_next(struct loose *l)
{
	const char *close = NULL;

	if (l->at < l->end && *l->at == '"' && !l->never_closes) {
		close = closing(l, l->at + 1);
		l->never_closes = !close;
	}
	return close ? quoted_cell(l, close) : plain_cell(l);
}

const char **
csv_loose(const void *ctx, const char *text, size_t length, char delimiter, const struct csv_limits *most, size_t *count, bool *cut)
{
	const char **cells = memory_need(talloc_zero_array(ctx, const char *, most->columns + 1));
	struct loose l = { .ctx = ctx, .at = text, .end = text + length, .delimiter = delimiter, .most = most };

	while (l.end > l.at && is_space(l.end[-1]) && l.end[-1] != delimiter)
		l.end--;
	for (*count = 0; *count < most->columns;) {
		cells[(*count)++] = cell_next(&l);
		if (l.at == l.end)
			break;
		l.at++;		/* the delimiter */
	}
	*cut = l.cut || l.at < l.end;
	return cells;
}
