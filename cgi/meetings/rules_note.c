/* Brings notes together. */
#include "meetings/rules_note.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

/* A text by its lines; the empty text has none. */
struct lines {
	char **list;
	size_t count;
};

static struct lines
lines_of(const void *ctx, const char *text)
{
	struct lines l = { 0 };

	if (*text)
		l.list = text_split(ctx, text, "\n", &l.count);
	return l;
}

/* What differs from the base: its lines from `from` to before `to` became those of the other from `from` to before `end`. */
struct change {
	size_t from, to, end;
};

static struct change
change_of(const struct lines *base, const struct lines *other)
{
	size_t least = base->count < other->count ? base->count : other->count, head = 0, tail = 0;

	while (head < least && strcmp(base->list[head], other->list[head]) == 0)
		head++;
	while (tail < least - head && strcmp(base->list[base->count - 1 - tail], other->list[other->count - 1 - tail]) == 0)
		tail++;
	return (struct change){ head, base->count - tail, other->count - tail };
}

static void
lines_add(struct buffer *out, const struct lines *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (out->length)
			buffer_byte(out, '\n');
		buffer_text(out, l->list[i]);
	}
}

bool
note_merge(const void *ctx, const char *base, const char *theirs, const char *mine, const char **merged)
{
	struct lines b = lines_of(ctx, base), t = lines_of(ctx, theirs), m = lines_of(ctx, mine);
	struct change his = change_of(&b, &t), own = change_of(&b, &m);
	bool his_first = his.to <= own.from;
	struct buffer *out;

	if (strcmp(theirs, mine) == 0 || strcmp(base, mine) == 0) {
		*merged = theirs;
		return true;
	}
	if (strcmp(base, theirs) == 0) {
		*merged = mine;
		return true;
	}
	if (!his_first && own.to > his.from)
		return false;
	out = buffer_new(ctx);
	if (his_first) {
		lines_add(out, &t, 0, his.end);
		lines_add(out, &b, his.to, own.from);
		lines_add(out, &m, own.from, m.count);
	} else {
		lines_add(out, &m, 0, own.end);
		lines_add(out, &b, own.to, his.from);
		lines_add(out, &t, his.from, t.count);
	}
	*merged = buffer_take(ctx, out);
	return true;
}

const char *
note_tidy(const void *ctx, const char *words)
{
	const char *s = words ? words : "";

	return text_trim(ctx, utf8_lines(ctx, s, strlen(s), NULL));
}
