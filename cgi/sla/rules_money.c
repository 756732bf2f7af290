/* Reads and writes amounts of money. */
#include "sla/rules_money.h"

#include "base/text.h"

#include <string.h>

const struct currency currencies[] = {
	{ "EUR", "Euro", "€", 2 },
	{ "GBP", "Pound sterling", "£", 2 },
	{ "USD", "US dollar", "$", 2 },
	{ "AED", "UAE dirham", NULL, 2 },
	{ "AUD", "Australian dollar", NULL, 2 },
	{ "BRL", "Brazilian real", NULL, 2 },
	{ "CAD", "Canadian dollar", NULL, 2 },
	{ "CHF", "Swiss franc", NULL, 2 },
	{ "CNY", "Chinese yuan", NULL, 2 },
	{ "CZK", "Czech koruna", NULL, 2 },
	{ "DKK", "Danish krone", NULL, 2 },
	{ "HKD", "Hong Kong dollar", NULL, 2 },
	{ "HUF", "Hungarian forint", NULL, 2 },
	{ "ILS", "Israeli shekel", NULL, 2 },
	{ "INR", "Indian rupee", NULL, 2 },
	{ "JPY", "Japanese yen", NULL, 0 },
	{ "KRW", "South Korean won", NULL, 0 },
	{ "KWD", "Kuwaiti dinar", NULL, 3 },
	{ "MXN", "Mexican peso", NULL, 2 },
	{ "NOK", "Norwegian krone", NULL, 2 },
	{ "NZD", "New Zealand dollar", NULL, 2 },
	{ "PLN", "Polish zloty", NULL, 2 },
	{ "RON", "Romanian leu", NULL, 2 },
	{ "SEK", "Swedish krona", NULL, 2 },
	{ "SGD", "Singapore dollar", NULL, 2 },
	{ "TRY", "Turkish lira", NULL, 2 },
	{ "ZAR", "South African rand", NULL, 2 },
	{ 0 }
};

const struct currency *
currency_find(const char *code)
{
	for (const struct currency *c = currencies; code && c->code; c++)
		if (strcmp(c->code, code) == 0)
			return c;
	return NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes of what may part groups: comma, apostrophes, space and its unbreakable kinds; 0: none of them. */
static size_t
group_mark(const char *s)
{
	static const char *const marks[] = { ",", "'", " ", "\u2019", "\u00A0", "\u202F", "\u2009" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(s, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* Three digits and no fourth. */
static bool
is_group(const char *s)
{
	return is_digit(s[0]) && is_digit(s[1]) && is_digit(s[2]) && !is_digit(s[3]);
}

static bool
digit_add(int64_t *value, char digit)
{
	*value = *value * 10 + (digit - '0');
	return *value <= MONEY_MOST;
}

/* The whole units before the point, as a number; what follows is at *rest. */
static bool
whole_read(const char *s, int64_t *value, const char **rest)
{
	size_t lead = strspn(s, "0123456789"), mark;

	if (!lead)
		return false;
	for (size_t i = 0; i < lead; i++)
		if (!digit_add(value, s[i]))
			return false;
	s += lead;
	while (lead <= 3 && (mark = group_mark(s)) > 0 && is_group(s + mark)) {
		for (s += mark; is_digit(*s); s++)
			if (!digit_add(value, *s))
				return false;
	}
	*rest = s;
	return true;
}

bool
money_read(const struct currency *currency, const char *typed, int64_t *minor)
{
	int64_t value = 0;
	const char *s = typed;
	int digits = 0;

	if (!s || !whole_read(s, &value, &s))
		return false;
	if (*s == '.') {
		for (s++; is_digit(*s) && digits < currency->digits; s++, digits++)
			if (!digit_add(&value, *s))
				return false;
		if (!digits)
			return false;
	}
	for (; digits < currency->digits; digits++)
		if (!digit_add(&value, '0'))
			return false;
	if (*s)
		return false;
	*minor = value;
	return true;
}

const char *
money_typed(const void *ctx, const struct currency *currency, int64_t minor)
{
	struct buffer *out = buffer_new(ctx);
	int64_t unit = 1;
	char *whole;
	size_t length;

	for (int i = 0; i < currency->digits; i++)
		unit *= 10;
	whole = text_format(ctx, "%lld", (long long)(minor / unit));
	length = strlen(whole);
	for (size_t i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			buffer_byte(out, ',');
		buffer_byte(out, whole[i]);
	}
	if (minor % unit)
		buffer_format(out, ".%0*lld", currency->digits, (long long)(minor % unit));
	return buffer_take(ctx, out);
}

const char *
money_words(const void *ctx, const struct currency *currency, int64_t minor)
{
	const char *amount = money_typed(ctx, currency, minor);

	return currency->sign ? text_format(ctx, "%s%s", currency->sign, amount)
	    : text_format(ctx, "%s\u00A0%s", currency->code, amount);
}
