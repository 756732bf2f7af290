/* UTF-8: checking, counting, walking, and decoding of files. */
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"

/* How many bytes the sequence that `lead` begins has, 0 for no lead, and the least value it may give. */
static int
sequence(unsigned char lead, int32_t *bits, int32_t *least)
{
	if (lead < 0x80) {
		*bits = lead;
		*least = 0;
		return 1;
	}
	if (lead >= 0xc2 && lead <= 0xdf) {
		*bits = lead & 0x1f;
		*least = 0x80;
		return 2;
	}
	if (lead >= 0xe0 && lead <= 0xef) {
		*bits = lead & 0x0f;
		*least = 0x800;
		return 3;
	}
	if (lead >= 0xf0 && lead <= 0xf4) {
		*bits = lead & 0x07;
		*least = 0x10000;
		return 4;
	}
	return 0;
}

int32_t
utf8_next_within(const char **at, const char *end)
{
	const unsigned char *s = (const unsigned char *)*at;
	int32_t c, least;
	int n;

	if (*at >= end)
		return -1;
	n = sequence(*s, &c, &least);
	*at += 1;
	if (n == 0 || n > end - (*at - 1))
		return -2;
	for (int i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return -2;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return -2;
	*at += n - 1;
	return c;
}

int32_t
utf8_next(const char **at)
{
	unsigned char first = (unsigned char)**at;
	int32_t c;

	if (first < 0x80) {	/* as nearly all are */
		*at += first != 0;
		return first ? first : -1;
	}
	c = utf8_next_within(at, *at + strnlen(*at, 4));
	return c == -2 ? 0xfffd : c;
}

static bool
allowed(int32_t c, enum utf8_controls controls)
{
	if (c < 0)
		return false;
	if (c >= 0x20 && (c < 0x7f || c > 0x9f))
		return true;
	switch (controls) {
	case UTF8_LINE:
		return false;
	case UTF8_TEXT:
		return c == '\t' || c == '\n';
	case UTF8_ANY:
		return c != 0;
	}
	return false;
}

bool
utf8_valid(const char *bytes, size_t length, enum utf8_controls controls)
{
	const char *at = bytes, *end = bytes + length;

	while (at < end)
		if (!allowed(utf8_next_within(&at, end), controls))
			return false;
	return true;
}

bool
utf8_valid_text(const char *s, enum utf8_controls controls)
{
	return s && utf8_valid(s, strlen(s), controls);
}

size_t
utf8_length(const char *s)
{
	size_t n = 0;

	while (utf8_next(&s) >= 0)
		n++;
	return n;
}

size_t
utf8_put(char into[4], int32_t c)
{
	if (c < 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	if (c < 0x80) {
		into[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		into[0] = (char)(0xc0 | c >> 6);
		into[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		into[0] = (char)(0xe0 | c >> 12);
		into[1] = (char)(0x80 | (c >> 6 & 0x3f));
		into[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	into[0] = (char)(0xf0 | c >> 18);
	into[1] = (char)(0x80 | (c >> 12 & 0x3f));
	into[2] = (char)(0x80 | (c >> 6 & 0x3f));
	into[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool
utf8_is_space(int32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680
	    || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f
	    || c == 0x205f || c == 0x3000;
}

size_t
utf8_lines_in_place(char *bytes, size_t length)
{
	size_t to = 0;

	for (size_t from = 0; from < length; from++) {
		if (bytes[from] != '\r')
			bytes[to++] = bytes[from];
		else if (from + 1 == length || bytes[from + 1] != '\n')
			bytes[to++] = '\n';
	}
	return to;
}

char *
utf8_lines(const void *ctx, const char *bytes, size_t length, size_t *length_out)
{
	char *copy = text_copy_bytes(ctx, bytes, length);

	length = utf8_lines_in_place(copy, length);
	copy[length] = '\0';
	if (length_out)
		*length_out = length;
	return copy;
}

size_t
utf8_bom(const char *bytes, size_t length)
{
	return length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}
