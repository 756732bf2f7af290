/* Numbers as people type them: whole ones, and decimals that never become floating point. */
#include "base/text.h"

#include <string.h>
#include <talloc.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
text_integer(const char *s, int64_t least, int64_t most, int64_t *into)
{
	bool minus = s && *s == '-';
	int64_t value = 0;

	if (!s)
		return false;
	s += minus;
	if (!is_digit(*s) || (*s == '0' && (s[1] || minus)))
		return false;
	for (; is_digit(*s); s++) {
		int64_t digit = minus ? -(*s - '0') : *s - '0';

		if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit, &value))
			return false;
	}
	if (*s || value < least || value > most)
		return false;
	*into = value;
	return true;
}

char *
text_decimal(const void *ctx, const char *s, size_t whole, size_t fraction)
{
	char *typed = text_trim(NULL, s ? s : "");
	const char *before = typed, *after = "";
	char *number = NULL;
	size_t n, m;

	before += *before == '-';
	n = strspn(before, "0123456789");
	m = before[n] == '.' ? strspn(before + n + 1, "0123456789") : 0;
	if (n && (m ? !before[n + 1 + m] : !before[n])) {
		after = m ? before + n + 1 : "";
		for (; n > 1 && *before == '0'; n--)
			before++;
		while (m && after[m - 1] == '0')
			m--;
		if (n <= whole && m <= fraction)
			number = text_format(ctx, "%s%.*s%s%.*s",
				*typed == '-' && (m || *before != '0') ? "-" : "",
				(int)n, before, m ? "." : "", (int)m, after);
	}
	talloc_free(typed);
	return number;
}

int
text_decimal_compare(const char *a, const char *b)
{
	bool minus = *a == '-';
	size_t whole_a, whole_b;
	int order;

	if (minus != (*b == '-'))
		return minus ? -1 : 1;
	a += minus;
	b += minus;
	whole_a = strcspn(a, ".");
	whole_b = strcspn(b, ".");
	/* Of equally long whole parts the bytes decide, and "." sorts below every digit, NUL below ".". */
	order = whole_a != whole_b ? (whole_a < whole_b ? -1 : 1) : strcmp(a, b);
	return minus ? -order : order;
}
