/* Who was erased on request. */
#include "leads/rules_erase.h"

#include "base/text.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LEAST = 3 };	/* bytes of a word that says who somebody is */

const char *
erased_member(int by)
{
	static const char *const members[] = { NULL, "email", "phone", "external_refs" };

	return members[by];
}

const char *
erased_problem(int by)
{
	static const char *const problems[] = {
		NULL,
		"The person with this email address asked to be erased, so they are not kept again. If they have come back to you by themselves, an administrator can allow it.",
		"Somebody with this telephone number asked to be erased. Leave the number out, or ask an administrator to allow it.",
		"The other system’s record is of somebody who asked to be erased here. Have it deleted there, or ask an administrator to allow it.",
	};

	return problems[by];
}

/* What stands behind "text=", decoded; NULL: nothing does. */
static const char *
typed_words(const void *ctx, const char *query)
{
	const char *at = text_starts(query, "text=") ? query : strstr(query, "&text=");
	struct buffer *words = buffer_new(ctx);

	if (!at)
		return NULL;
	for (at = strchr(at, '=') + 1; *at && *at != '&'; at++) {
		char pair[3] = { 0 };

		if (*at == '%' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2])) {
			memcpy(pair, at + 1, 2);
			buffer_byte(words, (char)strtol(pair, NULL, 16));
			at += 2;
		} else
			buffer_byte(words, *at == '+' ? ' ' : *at);
	}
	return buffer_take(ctx, words);
}

bool
search_names(const void *ctx, const char *query, const struct lead *lead)
{
	const char *typed = typed_words(ctx, query), *email = email_key(ctx, lead->email);
	const struct lead named = { .name = lead->name, .company = "", .website = "" };
	size_t asked_count, name_count;
	char **asked, **names;

	if (text_blank(typed))
		return false;
	if (!text_blank(email) && strstr(text_lower(ctx, typed), email))
		return true;
	if (*phone_key(ctx, typed) && text_equal(phone_key(ctx, typed), phone_key(ctx, lead->phone)))
		return true;
	asked = search_words(ctx, typed, &asked_count);
	names = lead_words(ctx, &named, &name_count);
	for (size_t i = 0; i < asked_count; i++)
		for (size_t j = 0; j < name_count; j++)
			if (strlen(asked[i]) >= NAME_LEAST && text_starts(names[j], asked[i]))
				return true;
	return false;
}

const char *
search_unnamed(const void *ctx, const char *query)
{
	struct buffer *left = buffer_new(ctx);
	char **parts = text_split(ctx, query, "&", NULL);

	for (; *parts; parts++)
		if (!text_starts(*parts, "text="))
			buffer_format(left, "%s%s", left->length ? "&" : "", *parts);
	return buffer_take(ctx, left);
}

enum { WORDS_LEAST = 6, PHONE_WHOLE = 9 };	/* characters: a shorter name gives way to less; digits: more of a number are in front of them */

/* What ends in a letter or a digit and is none: signs as a form keeps them, and lines as JSON does. And letters as a form keeps them. */
#define SIGN_BEFORE "(?<=%[0-7][0-9A-Fa-f])|(?<=%[Ee]2%8[0-2]%[89ABab][0-9A-Fa-f])|(?<=%[Cc]2%[ABab][0-9A-Fa-f])"
#define LINE_BEFORE "(?<=\\\\[bfnrt])"
#define LETTER_BEHIND "%[Cc][3-9A-Fa-f]|%[Dd][0-9A-Fa-f]"

/* Somebody else's name begins, or ends, with this one's. */
#define NAME_FRONT "(?:(?<![\\p{L}\\p{N}])|" LINE_BEFORE "|" SIGN_BEFORE ")"
#define NAME_BEHIND "(?![\\p{L}\\p{N}\\p{M}]|" LETTER_BEHIND ")"

/* As does an address; in a form + is a blank. */
#define ADDRESS_FRONT "(?:(?<![\\p{L}\\p{N}._%+-])|" LINE_BEFORE ")"
#define ADDRESS_FRONT_OF_FORM "(?:(?<![\\p{L}\\p{N}._%-])|(?:" SIGN_BEFORE ")(?<!%2[5Bb])(?<!%5[Ff]))"
#define ADDRESS_BEHIND "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}]|" LETTER_BEHIND ")"

#define NUMBER_FRONT "(?:(?<![0-9])|" SIGN_BEFORE ")"
#define NUMBER_SIGNS "(?:[-+()./\\s\\p{Zs}\\p{Pd}]|%2[089BbDdEeFf]){0,4}"

/* Each byte stands for itself; `as_form`: percent-encoded, as a form is kept. */
static void
quoted_add(struct buffer *into, const char *text, bool as_form)
{
	for (; *text; text++) {
		bool is_plain = isalnum((unsigned char)*text) && !(*text & 0x80);

		if (as_form && !is_plain && !strchr("-._~", *text))
			buffer_format(into, "%%%02X", (unsigned char)*text);
		else
			buffer_format(into, is_plain || (*text & 0x80) ? "%c" : "\\%c", *text);
	}
}

static void
address_add(struct buffer *into, const char *address)
{
	buffer_text(into, "|(?:" ADDRESS_FRONT);
	quoted_add(into, address, false);
	buffer_text(into, "|" ADDRESS_FRONT_OF_FORM);
	quoted_add(into, address, true);
	buffer_text(into, ")" ADDRESS_BEHIND);
}

/* A word as it is, or as a form keeps it. */
static void
word_add(struct buffer *into, const char *word)
{
	buffer_text(into, "(?:");
	quoted_add(into, word, false);
	buffer_byte(into, '|');
	quoted_add(into, word, true);
	buffer_byte(into, ')');
}

/* One word alone may be any word, and the name of a company is not a person's. */
static void
name_add(const void *ctx, struct buffer *into, const struct lead *lead)
{
	const char *name = text_squeeze(ctx, lead->name ? lead->name : "");
	size_t count;
	char **words = text_split(ctx, name, " ", &count);

	if (!utf8_has_word(name) || count < 2 || text_equal(text_lower(ctx, name), text_lower(ctx, text_squeeze(ctx, lead->company ? lead->company : ""))))
		return;
	buffer_text(into, "|" NAME_FRONT);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_text(into, "(?:\\s|\\+|%20)+");
		word_add(into, words[i]);
	}
	buffer_text(into, NAME_BEHIND);
}

/* "179555" as it may be typed: with a few signs between the digits, and, where these are the last ones of more, with those. */
static void
number_add(struct buffer *into, const char *digits)
{
	if (!*digits)
		return;
	buffer_text(into, "|" NUMBER_FRONT);
	if (strlen(digits) >= PHONE_WHOLE)
		buffer_text(into, "(?:(?:\\+|%2B|0)[-+0-9()./\\s]{0,9}?|[1-9][0-9]{0,3})?");
	for (const char *d = digits; *d; d++)
		buffer_format(into, "%s%c", d > digits ? NUMBER_SIGNS : "", *d);
	buffer_text(into, "(?![0-9])");
}

const char *
people_pattern(const void *ctx, const struct lead *const *leads, size_t count, bool numbers)
{
	struct buffer *any = buffer_new(ctx);

	for (size_t i = 0; i < count; i++) {
		if (!text_blank(leads[i]->email))
			address_add(any, leads[i]->email);
		name_add(ctx, any, leads[i]);
		if (numbers)
			number_add(any, phone_key(ctx, leads[i]->phone));
	}
	return any->length ? text_format(ctx, "(?i)(?:%s)", text_copy(ctx, any->data + 1)) : NULL;
}

const char *
people_instead(const struct lead *const *leads, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!text_blank(leads[i]->name) && utf8_length(leads[i]->name) < WORDS_LEAST)
			return "…";
	return "a lead";
}
