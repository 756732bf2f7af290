/* What tells that two leads are the same: addresses, names and numbers made comparable, and the words a lead is found by. */
#include "leads/rules_lead.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { PHONE_DIGITS = 9, PHONE_LEAST = 6, WORDS_OF_A_LEAD = 30, WORD_BYTES = 40, DOMAIN_MOST_BYTES = 190 };

/* Where people have addresses of their own; sorted. */
static const char *const free_mail[] = {
	"126.com", "163.com", "aim.com", "aol.com", "bluewin.ch", "btinternet.com", "comcast.net", "fastmail.com", "free.fr", "freenet.de",
	"gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com",
	"hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "hushmail.com", "icloud.com", "inbox.com", "laposte.net", "libero.it",
	"live.co.uk", "live.com", "live.de", "live.fr", "live.nl", "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com", "naver.com",
	"o2.pl", "online.de", "orange.fr", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "pm.me", "posteo.de", "posteo.net", "proton.me",
	"protonmail.ch", "protonmail.com", "qq.com", "rediffmail.com", "rocketmail.com", "seznam.cz", "sfr.fr", "sky.com", "t-online.de",
	"tutanota.com", "tutanota.de", "verizon.net", "virgilio.it", "wanadoo.fr", "web.de", "wp.pl", "ya.ru", "yahoo.co.jp", "yahoo.co.uk",
	"yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com"
};

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
domain_is_free_mail(const char *domain)
{
	return domain && bsearch(&domain, free_mail, sizeof free_mail / sizeof *free_mail, sizeof *free_mail, by_text);
}

bool
email_sound(const char *email)
{
	const char *at = email ? strchr(email, '@') : NULL, *dot;

	if (!at || at == email || strchr(at + 1, '@') || strlen(email) > LEAD_EMAIL_MOST || !utf8_valid_text(email, UTF8_LINE))
		return false;
	dot = strrchr(at, '.');
	if (!dot || dot == at + 1 || !dot[1] || at[1] == '.' || at[1] == '-' || strstr(at, "..") || at[-1] == '.')
		return false;
	return !strpbrk(email, " \t,;:<>()[]\\\"");
}

/* A letter made small, as far as the alphabets people write names and addresses in go. */
static int32_t
small(int32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
		return c + 32;
	if (c >= 0x400 && c <= 0x40F)
		return c + 80;
	if (c >= 0x100 && c <= 0x17F && c != 0x130 && c != 0x178)
		return c | ((c < 0x139 || c > 0x148) && c < 0x179 ? 1 : 0);
	return c;
}

const char *
email_key(const void *ctx, const char *email)
{
	struct buffer *key;
	char bytes[4];
	int32_t c;

	if (!email)
		return NULL;
	key = buffer_new(ctx);
	while ((c = utf8_next(&email)) >= 0)
		buffer_add(key, bytes, utf8_put(bytes, small(c)));
	return buffer_take(ctx, key);
}

/* The letter without its marks, small; nothing for a mark that stands alone. */
static void
add_plain(const void *ctx, struct buffer *word, int32_t c)
{
	char bytes[5] = "";
	const char *latin = NULL;

	if (c >= 0x300 && c <= 0x36F)
		return;
	utf8_put(bytes, small(c));
	if ((c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF))
		latin = text_slug(ctx, bytes);
	buffer_text(word, latin ? latin : bytes);
}

/* Ends a word: kept unless empty or there already, cut to WORD_BYTES between characters. */
static void
word_end(const void *ctx, struct buffer *word, char **words, size_t most, size_t *count)
{
	size_t length = word->length < WORD_BYTES ? word->length : WORD_BYTES;
	char *text;

	while (length < word->length && length > 0 && ((unsigned char)word->data[length] & 0xC0) == 0x80)
		length--;
	text = text_copy_bytes(ctx, word->length ? word->data : "", length);
	word->length = 0;
	for (size_t i = 0; i < *count; i++)
		if (text_equal(words[i], text))
			return;
	if (*text && *count < most)
		words[(*count)++] = text;
}

/* Adds the plain words of a text; apostrophes join, everything else that is no letter or digit parts. */
static void
words_add(const void *ctx, const char *text, char **words, size_t most, size_t *count)
{
	struct buffer *word = buffer_new(ctx);
	char bytes[5];
	int32_t c;

	while ((c = utf8_next(&text)) >= 0) {
		memset(bytes, 0, sizeof bytes);
		utf8_put(bytes, c);
		if (c == '\'' || c == 0x2019 || c == 0x2BC)
			continue;
		if ((c >= 0x300 && c <= 0x36F) || utf8_has_word(bytes))
			add_plain(ctx, word, c);
		else
			word_end(ctx, word, words, most, count);
	}
	word_end(ctx, word, words, most, count);
}

static char **
words_new(const void *ctx, size_t *count)
{
	*count = 0;
	return memory_need(talloc_zero_array(ctx, char *, WORDS_OF_A_LEAD + 1));
}

char **
lead_words(const void *ctx, const struct lead *lead, size_t *count)
{
	char **words = words_new(ctx, count);

	words_add(words, lead->name, words, WORDS_OF_A_LEAD, count);
	words_add(words, lead->company, words, WORDS_OF_A_LEAD, count);
	if (lead->email)
		words_add(words, lead->email, words, WORDS_OF_A_LEAD, count);
	return words;
}

char **
search_words(const void *ctx, const char *text, size_t *count)
{
	char **words = words_new(ctx, count);

	words_add(words, text ? text : "", words, WORDS_OF_A_LEAD, count);
	return words;
}

const char *
name_key(const void *ctx, const char *name)
{
	size_t count;
	char **words = words_new(ctx, &count);

	words_add(words, name ? name : "", words, WORDS_OF_A_LEAD, &count);
	qsort(words, count, sizeof *words, by_text);
	return text_clip(ctx, text_join(ctx, (const char *const *)words, " "), LEAD_NAME_MOST);
}

const char *
phone_key(const void *ctx, const char *phone)
{
	char digits[64];
	size_t count = 0;

	for (const char *at = phone ? phone : ""; *at && count < sizeof digits - 1; at++)
		if (*at >= '0' && *at <= '9')
			digits[count++] = *at;
	digits[count] = '\0';
	if (count < PHONE_LEAST)
		return "";
	return text_copy(ctx, count > PHONE_DIGITS ? digits + count - PHONE_DIGITS : digits);
}

/* A domain as it is compared; NULL for none, or one that is not plain. */
static const char *
domain_tidy(const void *ctx, const char *s, size_t length)
{
	char *domain = text_lower(ctx, text_copy_bytes(ctx, s, length));

	while (*domain && domain[strlen(domain) - 1] == '.')
		domain[strlen(domain) - 1] = '\0';
	if (text_starts(domain, "www."))
		domain += strlen("www.");
	if (!strchr(domain, '.') || strlen(domain) > DOMAIN_MOST_BYTES
	    || strspn(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen(domain) || domain_is_free_mail(domain))
		return NULL;
	return domain;
}

const char *
lead_domain(const void *ctx, const struct lead *lead)
{
	const char *at = lead->email ? strrchr(lead->email, '@') : NULL, *site = lead->website, *scheme;
	const char *domain = at ? domain_tidy(ctx, at + 1, strlen(at + 1)) : NULL;

	if (domain || text_blank(site))
		return domain;
	scheme = strstr(site, "://");
	if (scheme)
		site = scheme + 3;
	return domain_tidy(ctx, site, strcspn(site, "/?#:"));
}

/* The bytes of the first character. */
static int
first_bytes(const char *s)
{
	const char *at = s;

	utf8_next(&at);
	return (int)(at - s);
}

enum { SALESFORCE_SHORT = 15, SALESFORCE_LONG = 18 };

/* Letters and digits alone, so many of them. */
static bool
is_plain(const char *id, size_t length)
{
	return strlen(id) == length && strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == length;
}

const char *
ref_id(const void *ctx, const char *system, const char *id)
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
	char check[SALESFORCE_LONG - SALESFORCE_SHORT + 1] = "";

	if (!text_equal(system, "salesforce") || !id || !is_plain(id, SALESFORCE_SHORT))
		return id;
	for (size_t third = 0; third < 3; third++) {
		unsigned bits = 0;

		for (size_t i = 0; i < 5; i++)
			bits |= (unsigned)(id[5 * third + i] >= 'A' && id[5 * third + i] <= 'Z') << i;
		check[third] = signs[bits];
	}
	return text_format(ctx, "%s%s", id, check);
}

const char *
ref_id_short(const void *ctx, const char *system, const char *id)
{
	const char *first;

	if (!text_equal(system, "salesforce") || !id || !is_plain(id, SALESFORCE_LONG))
		return id;
	first = text_copy_bytes(ctx, id, SALESFORCE_SHORT);
	return text_equal(ref_id(ctx, system, first), id) ? first : id;
}

const char *
email_masked(const void *ctx, const char *email)
{
	const char *at = email ? strrchr(email, '@') : NULL, *dot = at ? strrchr(at, '.') : NULL;

	if (!email)
		return NULL;
	if (!dot)
		return "…";
	return text_format(ctx, "%.*s…@%.*s…%s", first_bytes(email), email, first_bytes(at + 1), at + 1, dot);
}

const char *
phone_masked(const void *ctx, const char *phone)
{
	const char *key = phone_key(ctx, phone);

	if (text_blank(phone))
		return "";
	return *key ? text_format(ctx, "…%s", key + strlen(key) - 2) : "…";
}

void
lead_mask(const void *ctx, struct lead *lead, const struct user *user)
{
	if (!leads_may_write(user))
		return;
	lead->email = email_masked(ctx, lead->email);
	lead->phone = phone_masked(ctx, lead->phone);
}
