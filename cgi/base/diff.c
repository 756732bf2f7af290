/* Word by word difference: tokens, Myers' search, and a little tidying for readers. */
#include "base/diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"

enum token_kind { WORD, SPACE, MARK };

struct token {
	const char *text;
	size_t length;
	enum token_kind kind;
	int id;				/* equal tokens have equal ids */
	bool kept;			/* in both texts */
};

/* One text as tokens. */
struct side {
	struct token *tokens;
	size_t count;
};

static bool
is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

static enum token_kind
kind_of(int32_t c)
{
	if (utf8_is_space(c))
		return SPACE;
	if (c < 0x80)
		return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ? WORD : MARK;
	/* Latin-1 signs, general punctuation, CJK punctuation; and scripts without spaces, sign by sign. */
	if ((c >= 0xa1 && c <= 0xbf && c != 0xaa && c != 0xb5 && c != 0xba) || (c >= 0x2010 && c <= 0x205e)
	    || (c >= 0x3001 && c <= 0x9fff))
		return MARK;
	return WORD;
}

/* Does the mark `c` between `before` and the character at `at` join them to one word: don't, 3.5? */
static bool
joins(int32_t before, int32_t c, const char *at)
{
	int32_t next = utf8_next(&at);

	if (c == '\'' || c == 0x2019)
		return kind_of(before) == WORD && next >= 0 && kind_of(next) == WORD;
	return (c == '.' || c == ',') && is_digit(before) && is_digit(next);
}

/* The end of the token that begins at `s`. */
static const char *
token_end(const char *s, enum token_kind *kind)
{
	const char *at = s, *end;
	int32_t before = utf8_next(&at), c;

	*kind = kind_of(before);
	end = at;
	if (*kind == MARK)
		return end;
	while ((c = utf8_next(&at)) >= 0) {
		if (kind_of(c) != *kind && !(*kind == WORD && joins(before, c, at)))
			break;
		before = c;
		end = at;
	}
	return end;
}

static struct side
tokens_of(const void *ctx, const char *s)
{
	struct side side = { 0 };
	size_t room = 64;

	side.tokens = memory_need(talloc_array(ctx, struct token, room));
	while (*s) {
		struct token *t;

		if (side.count == room) {
			room *= 2;
			side.tokens = memory_need(talloc_realloc(ctx, side.tokens, struct token, room));
		}
		t = &side.tokens[side.count++];
		*t = (struct token){ .text = s };
		s = token_end(s, &t->kind);
		t->length = (size_t)(s - t->text);
	}
	return side;
}

/* A token to be sorted, which stays where it is. */
struct place {
	struct token *token;
};

static int
by_text(const void *a, const void *b)
{
	const struct token *x = ((const struct place *)a)->token, *y = ((const struct place *)b)->token;
	int order = memcmp(x->text, y->text, x->length < y->length ? x->length : y->length);

	return order ? order : (x->length > y->length) - (x->length < y->length);
}

/* Numbers the tokens of both sides, equal ones alike: comparing is then cheap whatever the words. */
static void
number_tokens(const void *ctx, struct side *a, struct side *b)
{
	size_t count = a->count + b->count;
	struct place *all = memory_need(talloc_array(ctx, struct place, count + 1));

	for (size_t i = 0; i < count; i++)
		all[i].token = i < a->count ? &a->tokens[i] : &b->tokens[i - a->count];
	qsort(all, count, sizeof(*all), by_text);
	for (size_t i = 1; i < count; i++)
		all[i].token->id = all[i - 1].token->id + (by_text(&all[i - 1], &all[i]) != 0);
	talloc_free(all);
}

static void
keep(struct token *a, struct token *b)
{
	a->kept = b->kept = true;
}

/*
 * The furthest old place reached on diagonal `k` (old place less new place) after
 * one more edit, from those reached before it; `*down` when a new token was inserted.
 */
static long
furthest(const long *reached, long k, long d, bool *down)
{
	*down = k == -d || (k != d && reached[k - 1] < reached[k + 1]);
	return *down ? reached[k + 1] : reached[k - 1] + 1;
}

/* Walks back from the end along the edits found and marks what was kept; before the first edit nothing is, as `compare` took that off. */
static void
mark_kept(struct token *a, long n, struct token *b, long m, long *const *trace, long d)
{
	long x = n, y = m;
	bool down;

	for (; d > 0; d--) {
		long k = x - y, start = furthest(trace[d] + d + 1, k, d, &down);

		for (; x > start; x--, y--)
			keep(&a[x - 1], &b[y - 1]);
		if (down)
			y--;
		else
			x--;
	}
}

/* Myers' greedy search; marks the tokens kept, or none when more than DIFF_MOST_EDITS edits are needed. */
static void
search(const void *ctx, struct token *a, long n, struct token *b, long m)
{
	long most = n + m < DIFF_MOST_EDITS ? n + m : DIFF_MOST_EDITS, d, k;
	long *space = memory_need(talloc_zero_array(ctx, long, (size_t)(2 * most + 3)));
	long *reached = space + most + 1;
	long **trace = memory_need(talloc_zero_array(space, long *, (size_t)most + 1));
	bool down;

	for (d = 0; d <= most; d++) {
		/* What was reached before this round: diagonals -d-1 to d+1. */
		trace[d] = memory_need(talloc_memdup(trace, reached - d - 1, (size_t)(2 * d + 3) * sizeof(long)));
		for (k = -d; k <= d; k += 2) {
			long x = d ? furthest(reached, k, d, &down) : 0, y = x - k;

			while (x < n && y < m && a[x].id == b[y].id)
				x++, y++;
			reached[k] = x;
			if (x >= n && y >= m) {
				mark_kept(a, n, b, m, trace, d);
				talloc_free(space);
				return;
			}
		}
	}
	talloc_free(space);
}

/* Marks what is equal at both ends, and searches between. */
static void
compare(const void *ctx, struct side *a, struct side *b)
{
	size_t begin = 0, n = a->count, m = b->count;

	for (; begin < n && begin < m && a->tokens[begin].id == b->tokens[begin].id; begin++)
		keep(&a->tokens[begin], &b->tokens[begin]);
	for (; n > begin && m > begin && a->tokens[n - 1].id == b->tokens[m - 1].id; n--, m--)
		keep(&a->tokens[n - 1], &b->tokens[m - 1]);
	search(ctx, a->tokens + begin, (long)(n - begin), b->tokens + begin, (long)(m - begin));
}

/* Moves both places behind a change; true when something was both taken out and put in there. */
static bool
skip_change(const struct side *a, const struct side *b, size_t *i, size_t *j)
{
	size_t from_i = *i, from_j = *j;

	while (*i < a->count && !a->tokens[*i].kept)
		++*i;
	while (*j < b->count && !b->tokens[*j].kept)
		++*j;
	return *i > from_i && *j > from_j;
}

/*
 * A lone word, or none, between two changes reads as noise: it counts as
 * changed too.  A word only between two replacements, spaces and marks beside
 * one; a line break stays, as it holds paragraphs apart.
 */
static void
drop_islands(struct side *a, struct side *b)
{
	size_t i = 0, j = 0;
	bool before = skip_change(a, b, &i, &j), first = i == 0 && j == 0;

	while (i < a->count && j < b->count) {
		size_t from_i = i, from_j = j, words = 0;
		bool line = false, after;

		for (; i < a->count && j < b->count && a->tokens[i].kept && b->tokens[j].kept; i++, j++) {
			words += a->tokens[i].kind == WORD;
			line = line || memchr(a->tokens[i].text, '\n', a->tokens[i].length);
		}
		size_t to_i = i, to_j = j;

		after = skip_change(a, b, &i, &j);
		if (!first && !line && (i > to_i || j > to_j)
		    && (words == 0 ? before || after : words == 1 && before && after)) {
			for (; from_i < to_i; from_i++, from_j++)
				a->tokens[from_i].kept = b->tokens[from_j].kept = false;
			after = true;
		}
		before = after;
		first = false;
	}
}

/* Adds the tokens [from, to) as a run; they lie side by side in their text. */
static void
add_run(struct diff *diff, enum diff_kind kind, const struct side *side, size_t from, size_t to)
{
	const struct token *last;

	if (from == to)
		return;
	last = &side->tokens[to - 1];
	if ((diff->count & (diff->count + 1)) == 0)
		diff->runs = memory_need(talloc_realloc(diff, diff->runs, struct diff_run, 2 * (diff->count + 1)));
	diff->runs[diff->count++] = (struct diff_run){
		.kind = kind,
		.text = text_copy_bytes(diff->runs, side->tokens[from].text,
			(size_t)(last->text + last->length - side->tokens[from].text)),
	};
	diff->changed = diff->changed || kind != DIFF_SAME;
}

struct diff *
diff_words(const void *ctx, const char *old_text, const char *new_text)
{
	struct diff *diff = memory_need(talloc_zero(ctx, struct diff));
	void *scratch = memory_need(talloc_new(NULL));
	struct side a = tokens_of(scratch, old_text), b = tokens_of(scratch, new_text);
	size_t i = 0, j = 0;

	number_tokens(scratch, &a, &b);
	compare(scratch, &a, &b);
	drop_islands(&a, &b);
	while (i < a.count || j < b.count) {
		size_t from_i = i, from_j;

		while (i < a.count && j < b.count && a.tokens[i].kept && b.tokens[j].kept)
			i++, j++;
		add_run(diff, DIFF_SAME, &a, from_i, i);
		from_i = i;
		from_j = j;
		skip_change(&a, &b, &i, &j);
		add_run(diff, DIFF_DEL, &a, from_i, i);
		add_run(diff, DIFF_INS, &b, from_j, j);
	}
	talloc_free(scratch);
	return diff;
}
