/* Takes names out of texts, and sums judgements up. */
#include "meetings/rules_check.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"
#include "leads/rules.h"

#include <string.h>
#include <talloc.h>

const char *const judgement_names[] = { "meets", "fails", "unknown", NULL };

enum { LONG_NUMBER = 6, NAME_LEAST = 2, ENDING_MOST = 3, WITH_ENDING = 4, JOINED_FROM = 0x590, DOMAIN_MOST = 253 };

/* Parts of names that tell nothing, and that no sentence reads well without. */
static const char *const little[] = {
	"the", "and", "for", "of", "to", "in", "at", "on", "by", "we", "us", "our", "you", "your", "with", "from", "is", "it", "an", "as", "or",
	"und", "der", "die", "das", "von", "van", "de", "da", "di", "la", "le", "les", "el", "et", "com", "org", "net", "www", NULL
};

/* What mail is sent to that is for no person, and the second last label of a domain that is no name. */
static const char *const desks[] = { "sales", "info", "office", "hello", "support", "contact", "team", NULL };
static const char *const registries[] = { "co", "com", "org", "ac", "gov", "net", NULL };

/* The label before the public suffix; "": there is none. */
static const char *
domain_name(const void *ctx, const char *domain)
{
	size_t count;
	char **labels = text_split(ctx, domain, ".", &count);

	if (domain_is_free_mail(domain) || count < 2)
		return "";
	count -= count >= 2 && text_in(labels[count - 2], registries) ? 2 : 1;
	return count ? labels[count - 1] : "";
}

/* The words of a line that are names. */
static char **
line_words(const void *ctx, const char *line, size_t *count)
{
	const char *address = email_sound(line) ? email_key(ctx, line) : NULL, *at = address ? strchr(address, '@') : NULL;
	char **words = search_words(ctx, at ? text_copy_bytes(ctx, address, (size_t)(at - address)) : line, count), **more;
	size_t kept = 0, count_more;

	if (!at)
		return words;
	for (size_t i = 0; i < *count; i++)
		if (!text_in(words[i], desks))
			words[kept++] = words[i];
	more = search_words(ctx, domain_name(ctx, at + 1), &count_more);
	words = memory_need(talloc_realloc(ctx, words, char *, kept + count_more + 1));
	for (size_t i = 0; i < count_more; i++)
		words[kept + i] = more[i];
	*count = kept + count_more;
	return words;
}

/* The words of all lines, made small and plain; NULL ends them. */
static char **
keys_of(const void *ctx, const char *names)
{
	char **lines = text_split_lines(ctx, names, NULL), **all = memory_need(talloc_zero_array(ctx, char *, 1));
	size_t count = 0, more;

	for (; *lines; lines++) {
		char **words = line_words(ctx, *lines, &more);

		all = memory_need(talloc_realloc(ctx, all, char *, count + more + 1));
		for (size_t i = 0; i < more; i++)
			if (utf8_length(words[i]) >= NAME_LEAST && !text_in(words[i], little))
				all[count++] = words[i];
		all[count] = NULL;
	}
	return all;
}

static int
digit_of(int32_t c)
{
	static const int32_t zeros[] = { '0', 0x660, 0x6F0, 0x966, 0xFF10 };

	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return c - zeros[i];
	return -1;
}

/* What people put between the digits of a number. */
static bool
parts_number(int32_t c)
{
	return c == '+' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xB7
	    || (c != '\n' && utf8_is_space(c));
}

/* Whether "2026-12-01" stands there by itself. */
static bool
is_day(const char *at)
{
	char day[11] = "";
	struct day into;

	return strlen(at) >= 10 && !(at[10] == '-' || (at[10] >= '0' && at[10] <= '9')) && day_parse(memcpy(day, at, 10), &into);
}

/* How many bytes at `at` are a long number; 0: none. */
static size_t
number_here(const char *at)
{
	const char *next = at, *end = at;
	int digits = 0;
	int32_t c = utf8_next(&next);

	if ((c != '+' && digit_of(c) < 0) || is_day(at))
		return 0;
	for (; c >= 0 && (digit_of(c) >= 0 || parts_number(c)); c = utf8_next(&next))
		if (digit_of(c) >= 0) {
			digits++;
			end = next;
		}
	return digits >= LONG_NUMBER ? (size_t)(end - at) : 0;
}

static bool
is_word(int32_t c)
{
	char bytes[5] = "";

	if (c < 0)
		return false;
	if (c >= 0x300 && c <= 0x36F)
		return true;
	utf8_put(bytes, c);
	return utf8_has_word(bytes);
}

/* How many bytes at `at` are one word; an apostrophe within belongs to it. */
static size_t
word_here(const char *at)
{
	const char *next = at, *end = at;

	for (int32_t c = utf8_next(&next); is_word(c) || ((c == '\'' || c == 0x2019) && end > at); c = utf8_next(&next))
		if (is_word(c))
			end = next;
	return (size_t)(end - at);
}

/* Whether "name.tld", with or without a path, stands there: two labels of two characters or more, the last of letters alone. */
static bool
is_domain(const char *s, size_t length)
{
	size_t label = 0, labels = 0, letters = 0;

	for (size_t i = 0; i <= length && i <= DOMAIN_MOST; i++) {
		unsigned char c = i < length ? (unsigned char)s[i] : '/';
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';

		if (c == '/' || c == ':' || c == '?' || c == '#')
			return labels > 0 && label >= 2 && letters == label;
		if (c == '.') {
			labels += label >= 2;
			label = letters = 0;
		} else if (letter || c >= 0x80 || c == '-' || (c >= '0' && c <= '9')) {
			label++;
			letters += letter || c >= 0x80;
		} else
			return false;
	}
	return false;
}

/* What stands between two gaps. */
struct token {
	const char *end;
	const char *kept;		/* before what ends a sentence */
	bool is_address;
};

static struct token
token_at(const char *at)
{
	struct token t = { .end = at };
	const char *next = at;

	for (int32_t c = utf8_next(&next); c > 0 && !utf8_is_space(c) && !(c < 0x80 && strchr(",;()<>[]{}\"|", c)); c = utf8_next(&next)) {
		t.is_address |= c == '@' || c == 0xFF20 /* the wide at */ || text_starts(t.end, "://");
		t.end = next;
	}
	for (t.kept = t.end; t.kept > at && strchr(".:!?'", t.kept[-1]); t.kept--)
		;
	return t;
}

/* How many bytes at `at`, where something begins, are an address; 0: none. `t`: the latest token, which is looked through once. */
static size_t
address_here(const char *at, struct token *t)
{
	if (!t->end || at >= t->end)
		*t = token_at(at);
	return at < t->kept && (t->is_address || is_domain(at, (size_t)(t->kept - at))) ? (size_t)(t->kept - at) : 0;
}

/* Whether a name's key holds a letter of a script whose words stand without spaces, or take what other languages write apart. */
static bool
is_joined(const char *key)
{
	int32_t c;

	while ((c = utf8_next(&key)) >= 0)
		if (c >= JOINED_FROM)
			return true;
	return false;
}

/* Whether `name` tells of a word, small as it is, and of its key. */
static bool
is_told(const char *name, const char *key, const char *small, bool capital)
{
	size_t known = strlen(name), letters = utf8_length(name);

	if (text_equal(key, name) && (letters > 2 || capital))
		return true;
	if (letters >= WITH_ENDING && text_starts(key, name) && utf8_length(key + known) <= ENDING_MOST)
		return true;
	return is_joined(name) && (strstr(key, name) || strstr(small, name));	/* a key is cut, where a sentence is one word */
}

/* Where the first apostrophe is, or the end. */
static size_t
stem_of(const char *word, size_t length)
{
	for (const char *at = word, *was = at; at < word + length; was = at) {
		int32_t c = utf8_next(&at);

		if (c == '\'' || c == 0x2019 || c == 0x2BC)
			return (size_t)(was - word);
	}
	return length;
}

static bool
is_name(const void *ctx, const char *at, size_t length, char *const *names)
{
	const char *next = at, *word = text_copy_bytes(ctx, at, length), *key = name_key(ctx, word), *small = email_key(ctx, word);
	const char *stem = name_key(ctx, text_copy_bytes(ctx, at, stem_of(at, length)));
	bool capital = !(*at >= 'a' && *at <= 'z');
	size_t digits = 0;

	for (int32_t c = utf8_next(&next); next <= at + length && c >= 0; c = utf8_next(&next))
		digits += digit_of(c) >= 0;
	if (digits >= LONG_NUMBER)
		return true;
	for (; *names; names++)
		if (is_told(*names, key, small, capital) || is_told(*names, stem, small, capital))
			return true;
	return false;
}

/* Puts "…" once, however much in a row is left out. */
static void
leave_out(struct buffer *out)
{
	while (out->length >= 4 && out->data[out->length - 1] == ' ' && memcmp(out->data + out->length - 4, "…", 3) == 0)
		out->length--;
	if (out->length < 3 || memcmp(out->data + out->length - 3, "…", 3) != 0)
		buffer_text(out, "…");
}

const char *
without_names(const void *ctx, const char *text, const char *names)
{
	void *work = talloc_new(ctx);
	char **keys = keys_of(work, names);
	struct buffer *out = buffer_new(work);
	const char *at = utf8_visible(work, text), *result;
	struct token token = { 0 };
	bool begins = true;		/* what came before is no part of a word */

	while (*at) {
		size_t length = begins ? address_here(at, &token) : 0, word = 0;
		const char *next = at;

		if (!length && begins)
			length = number_here(at);
		if (!length && (word = word_here(at)) && is_name(work, at, word, keys))
			length = word;
		if (length)
			leave_out(out);
		else if (word) {
			buffer_add(out, at, word);
			length = word;
		} else {
			utf8_next(&next);
			length = (size_t)(next - at);
			buffer_add(out, at, length);
		}
		begins = !word;
		at += length;
	}
	result = buffer_take(ctx, out);
	talloc_free(work);
	return result;
}

static const char *
value_words(const void *ctx, const struct case_answer *f, const char *names)
{
	struct day day;

	if (f->kind == ASKS_YES_NO || !f->value)
		return "";
	if (f->kind == ASKS_TEXT)
		return without_names(ctx, f->value, names);
	return f->kind == ASKS_DATE && day_parse(f->value, &day) ? day_short(ctx, day) : f->value;
}

const char *
case_answer_words(const void *ctx, const struct case_answer *f, const char *names)
{
	const char *value = value_words(ctx, f, names), *evidence = without_names(ctx, f->evidence, names);

	return text_format(ctx, "%s: %s%s%s", f->label, value, *value && *evidence ? "; " : "", evidence);
}

static size_t
month_place(const struct share_table *t, const char *month)
{
	for (size_t i = 0; i < t->month_count; i++)
		if (text_equal(t->months[i], month))
			return i;
	return SHARE_MONTHS;
}

/* The latest months, oldest first. */
static void
months_take(struct share_table *t, const struct agreement_share *shares, size_t count)
{
	for (size_t i = 0; i < count && t->month_count < SHARE_MONTHS; i++)
		if (month_place(t, shares[i].month) == SHARE_MONTHS)
			t->months[t->month_count++] = shares[i].month;
	for (size_t i = 0; i < t->month_count / 2; i++) {
		const char *other = t->months[i];

		t->months[i] = t->months[t->month_count - 1 - i];
		t->months[t->month_count - 1 - i] = other;
	}
}

struct share_table
share_table_of(const void *ctx, const struct agreement_share *shares, size_t count)
{
	struct share_table t = { .lines = memory_need(talloc_zero_array(ctx, struct share_line, count + 1)) };
	const char **codes = memory_need(talloc_zero_array(ctx, const char *, count + 1));

	months_take(&t, shares, count);
	for (size_t i = 0; i < count; i++) {
		size_t line = 0, place = month_place(&t, shares[i].month);

		while (line < t.count && !text_equal(codes[line], shares[i].code))
			line++;
		if (line == t.count) {
			codes[t.count] = shares[i].code;
			t.lines[t.count++].label = shares[i].label;
		}
		t.lines[line].equal += shares[i].equal;
		t.lines[line].judged += shares[i].judged;
		if (place < SHARE_MONTHS)
			t.lines[line].months[place] = &shares[i];
	}
	return t;
}

const char *
equal_words(const void *ctx, int64_t equal, int64_t judged)
{
	if (judged < EQUAL_LEAST)
		return text_format(ctx, "%lld of %lld", (long long)equal, (long long)judged);
	return text_format(ctx, "%s (%lld of %lld)", share_words(ctx, equal, judged), (long long)equal, (long long)judged);
}
