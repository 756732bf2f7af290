/* Bytes as text: one idea of what is sound, and small work on text never makes it unsound. */
#include "fuzz.h"

#include "base/diff.h"

/* The checker and the walker agree. */
static void
check_walk(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	bool sound = true;

	for (int32_t c; (c = utf8_next_within(&at, end)) != -1;) {
		char back[4];

		sound = sound && c > 0;
		NEED(c >= -2 && c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff));
		NEED(c < 0 || (utf8_put(back, c) <= 4 && memcmp(back, at - utf8_put(back, c), utf8_put(back, c)) == 0));
	}
	NEED(at == end);
	NEED(utf8_valid(bytes, length, UTF8_ANY) == sound);
	NEED(!utf8_valid(bytes, length, UTF8_TEXT) || sound);
	NEED(!utf8_valid(bytes, length, UTF8_LINE) || utf8_valid(bytes, length, UTF8_TEXT));
}

static void
check_decode(const void *ctx, const char *bytes, size_t length)
{
	enum utf8_source from, again;
	size_t n, m;
	const char *text = utf8_decode(ctx, bytes, length, &n, &from), *back;

	if (!text)
		return;
	NEED(strlen(text) == n && utf8_valid(text, n, UTF8_ANY) && utf8_source_name(from));
	if (utf8_bom(text, n) || !n || (n >= 2 && (unsigned char)text[0] >= 0xfe))
		return;
	back = utf8_decode(ctx, text, n, &m, &again);
	NEED(back && m == n && memcmp(back, text, n) == 0 && again == UTF8_FROM_UTF8);
	back = utf8_lines(ctx, text, n, &m);
	NEED(m <= n && !strchr(back, '\r') && strcmp(utf8_lines(ctx, back, m, NULL), back) == 0);
}

/* Of sound text. */
static void
check_text(const void *ctx, const char *s)
{
	const char *trimmed = text_trim(ctx, s), *squeezed = text_squeeze(ctx, s), *slug = text_slug(ctx, s);
	size_t count;

	NEED(utf8_length(s) <= strlen(s));
	NEED(strcmp(text_trim(ctx, trimmed), trimmed) == 0 && strcmp(text_squeeze(ctx, squeezed), squeezed) == 0);
	NEED(text_blank(s) == !*trimmed && text_blank(s) == !*squeezed);
	NEED(utf8_length(text_clip(ctx, s, 20)) <= 20 && utf8_valid_text(text_clip(ctx, s, 20), UTF8_ANY));
	NEED(utf8_length(text_first_sentence(ctx, s, 30)) <= 30 && utf8_valid_text(text_first_sentence(ctx, s, 30), UTF8_ANY));
	NEED(!slug || (text_is_slug(slug) && strlen(slug) <= TEXT_SLUG_MOST && strcmp(text_slug(ctx, slug), slug) == 0));
	NEED(strcmp(text_join(ctx, (const char *const *)text_split(ctx, s, "-", &count), "-"), s) == 0);
	for (char **line = text_split_lines(ctx, s, &count); *line; line++)
		NEED(**line && !strpbrk(*line, "\r\n"));
}

/* Half against half: the runs give both texts back. */
static void
check_diff(const void *ctx, const char *s)
{
	size_t half = strlen(s) / 2;
	const char *old, *new = s + half;
	struct buffer *a = buffer_new(ctx), *b = buffer_new(ctx);
	const struct diff *d;

	old = text_copy_bytes(ctx, s, half);
	d = diff_words(ctx, old, new);
	buffer_text(a, "");
	buffer_text(b, "");
	for (size_t i = 0; i < d->count; i++) {
		NEED(*d->runs[i].text);
		if (d->runs[i].kind != DIFF_INS)
			buffer_text(a, d->runs[i].text);
		if (d->runs[i].kind != DIFF_DEL)
			buffer_text(b, d->runs[i].text);
	}
	NEED(strcmp(a->data, old) == 0 && strcmp(b->data, new) == 0);
	NEED(d->changed == (strcmp(old, new) != 0));
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	check_walk(bytes, length);
	check_decode(ctx, bytes, length);
	utf8_length(bytes);
	if (utf8_valid_text(bytes, UTF8_ANY))
		check_text(ctx, bytes);
	check_diff(ctx, bytes);
}
