/* UTF-8 out of the encodings that files still arrive in. */
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"

const char *
utf8_source_name(enum utf8_source source)
{
	switch (source) {
	case UTF8_FROM_UTF8:
		return "UTF-8";
	case UTF8_FROM_UTF16LE:
	case UTF8_FROM_UTF16BE:
		return "UTF-16";
	case UTF8_FROM_WINDOWS_1252:
		return "Windows-1252";
	}
	return "unknown";
}

/* 0x80 to 0x9f of Windows-1252; 0 where it has no character. */
static const int32_t windows_high[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178
};

static void
add_character(struct buffer *out, int32_t c)
{
	char bytes[4];

	buffer_add(out, bytes, utf8_put(bytes, c));
}

static bool
from_windows(struct buffer *out, const unsigned char *s, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		int32_t c = s[i];

		if (c >= 0x80 && c <= 0x9f)
			c = windows_high[c - 0x80] ? windows_high[c - 0x80] : 0xfffd;
		if (!c)
			return false;
		add_character(out, c);
	}
	return true;
}

static bool
from_utf16(struct buffer *out, const unsigned char *s, size_t length, bool big)
{
	for (size_t i = 0; i + 1 < length; i += 2) {
		int32_t c = big ? s[i] << 8 | s[i + 1] : s[i + 1] << 8 | s[i];

		if (c >= 0xd800 && c <= 0xdbff && i + 3 < length) {
			int32_t low = big ? s[i + 2] << 8 | s[i + 3] : s[i + 3] << 8 | s[i + 2];

			if (low < 0xdc00 || low > 0xdfff)
				return false;
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		} else if (!c || (c >= 0xd800 && c <= 0xdfff)) {
			return false;
		}
		add_character(out, c);
	}
	return length % 2 == 0;
}

/* Western text in UTF-16 has a NUL in most of its high bytes and none in its low ones. */
static bool
looks_utf16(const unsigned char *s, size_t length, bool big)
{
	size_t looked = length < 4096 ? length & ~(size_t)1 : 4096, high = 0, low = 0;

	for (size_t i = 0; i < looked; i += 2) {
		high += s[big ? i : i + 1] == 0;
		low += s[big ? i + 1 : i] == 0;
	}
	return looked >= 4 && length % 2 == 0 && low == 0 && high >= looked / 4;
}

static enum utf8_source
source_of(const unsigned char *s, size_t length, size_t *mark)
{
	*mark = utf8_bom((const char *)s, length);
	if (*mark)
		return UTF8_FROM_UTF8;
	if (length >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff))) {
		*mark = 2;
		return s[0] == 0xff ? UTF8_FROM_UTF16LE : UTF8_FROM_UTF16BE;
	}
	if (utf8_valid((const char *)s, length, UTF8_ANY))
		return UTF8_FROM_UTF8;
	if (looks_utf16(s, length, false))
		return UTF8_FROM_UTF16LE;
	if (looks_utf16(s, length, true))
		return UTF8_FROM_UTF16BE;
	return UTF8_FROM_WINDOWS_1252;
}

char *
utf8_decode(const void *ctx, const char *bytes, size_t length, size_t *length_out, enum utf8_source *from)
{
	struct buffer *out = buffer_new(NULL);
	const unsigned char *s = (const unsigned char *)bytes;
	enum utf8_source source;
	char *text = NULL;
	size_t mark;
	bool sound = true;

	source = source_of(s, length, &mark);
	if (from)
		*from = source;
	s += mark;
	length -= mark;
	/* A mark of UTF-8 before what is none is a lie that Windows programs tell. */
	if (source == UTF8_FROM_UTF8 && !utf8_valid((const char *)s, length, UTF8_ANY))
		source = UTF8_FROM_WINDOWS_1252;
	if (source == UTF8_FROM_UTF8)
		buffer_add(out, s, length);
	else if (source == UTF8_FROM_WINDOWS_1252)
		sound = from_windows(out, s, length);
	else
		sound = from_utf16(out, s, length, source == UTF8_FROM_UTF16BE);
	if (length_out)
		*length_out = sound ? out->length : 0;
	if (sound)
		text = buffer_take(ctx, out);
	talloc_free(out);
	return text;
}
