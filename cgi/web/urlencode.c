/* Percent-encoding, and the paths of requests. */
#include "web/urlencode.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"

char *
url_encode(const void *ctx, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = memory_need(talloc_array(ctx, char, 3 * strlen(text) + 1));
	size_t n = 0;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("-._~", c)) {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '%';
		out[n++] = hex[c >> 4];
		out[n++] = hex[c & 15];
	}
	out[n] = '\0';
	return out;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

char *
url_decode(const void *ctx, const char *bytes, size_t length, bool plus, size_t *length_out)
{
	char *out = memory_need(talloc_array(ctx, char, length + 1));
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		int high, low;

		if (bytes[i] != '%') {
			out[n++] = plus && bytes[i] == '+' ? ' ' : bytes[i];
			continue;
		}
		high = i + 2 < length ? hex_value(bytes[i + 1]) : -1;
		low = i + 2 < length ? hex_value(bytes[i + 2]) : -1;
		if (high < 0 || low < 0) {
			talloc_free(out);
			return NULL;
		}
		out[n++] = (char)(high << 4 | low);
		i += 2;
	}
	out[n] = '\0';
	*length_out = n;
	return out;
}

/* Does the decoded path have an empty segment before its last, or one that means a folder? */
static bool
has_odd_segment(const char *path)
{
	while (*path == '/') {
		size_t n = strcspn(++path, "/");

		if ((n == 0 && *path) || (n == 1 && path[0] == '.') || (n == 2 && path[0] == '.' && path[1] == '.'))
			return true;
		path += n;
	}
	return false;
}

char *
path_decode(const void *ctx, const char *raw)
{
	size_t length, slashes = 0;
	char *path;

	if (!raw || *raw != '/' || strlen(raw) > 2000 || strpbrk(raw, "?#"))
		return NULL;
	path = url_decode(ctx, raw, strlen(raw), false, &length);
	if (!path)
		return NULL;
	for (const char *s = raw; *s; s++)
		slashes += *s == '/';
	for (size_t i = 0; i < length; i++)
		slashes -= path[i] == '/';
	if (slashes || memchr(path, '\\', length) || !utf8_valid(path, length, UTF8_LINE) || has_odd_segment(path)) {
		talloc_free(path);
		return NULL;
	}
	return path;
}

bool
path_is_local(const char *s)
{
	return s && s[0] == '/' && s[1] != '/' && !strpbrk(s, "\\ ") && utf8_valid_text(s, UTF8_LINE);
}

char *
path_encode(const void *ctx, const char *path)
{
	return text_replace(ctx, url_encode(ctx, path), "%2F", "/");
}
