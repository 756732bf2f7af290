/* Who was erased on request. */
#include "leads/rules_erase.h"

#include "base/text.h"

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
		"The person with this e-mail address asked to be erased, so they are not kept again. If they have come back to you by themselves, an administrator can allow it.",
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
