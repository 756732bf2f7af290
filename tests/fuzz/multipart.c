/* Forms with files: up to the first NUL the content type, behind it the body; without NUL the boundary is "x". */
#include "fuzz.h"

#include "web/params.h"

static const char boundary[] = "a boundary of seventy characters that no mutation is likely to come by";

/* As a browser writes it, so that names and values read back; false when a name needs more than quotes. */
static bool
write_part(struct buffer *out, const struct param *p)
{
	if (strpbrk(p->name, "\"\\") || (p->filename && strpbrk(p->filename, "\"\\")))
		return false;
	buffer_format(out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"", boundary, p->name);
	if (p->filename)
		buffer_format(out, "; filename=\"%s\"\r\nContent-Type: %s", p->filename, p->type);
	buffer_text(out, "\r\n\r\n");
	buffer_add(out, p->value, p->length);
	buffer_text(out, "\r\n");
	return true;
}

static void
round_trip(const void *ctx, const struct params *params)
{
	struct buffer *out = buffer_new(ctx);
	const char *problem, *type = text_format(ctx, "multipart/form-data; boundary=\"%s\"", boundary);
	const struct params *back;

	for (size_t i = 0; i < params->count; i++)
		if (!write_part(out, &params->items[i]))
			return;
	buffer_format(out, "--%s--\r\n", boundary);
	back = params_multipart(ctx, out->data, out->length, type, NULL, &problem);
	NEED(back && back->count == params->count);
	for (size_t i = 0; i < back->count; i++) {
		const struct param *a = &params->items[i], *b = &back->items[i];

		NEED(text_equal(a->name, b->name) && text_equal(a->filename, b->filename));
		NEED(a->length == b->length && memcmp(a->value, b->value, a->length) == 0);
	}
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	size_t head = strlen(bytes);
	const char *type = head < length ? bytes : "multipart/form-data; boundary=x", *body = head < length ? bytes + head + 1 : bytes;
	size_t size = head < length ? length - head - 1 : length, used = 0;
	const struct params_limits small = { .fields = 3, .name = 4, .total = 500 };
	const char *problem;
	const struct params *params = params_multipart(ctx, body, size, type, NULL, &problem), *few;

	NEED(!params == !!problem);
	few = params_multipart(ctx, body, size, type, &small, &problem);
	NEED(!few || (params && size <= small.total && few->count <= small.fields));
	if (!params)
		return;
	for (size_t i = 0; i < params->count; i++) {
		const struct param *p = &params->items[i];

		NEED(*p->name && strlen(p->name) <= params_limits_usual.name && utf8_valid_text(p->name, UTF8_LINE));
		NEED(p->value[p->length] == '\0');
		NEED(p->filename || (utf8_valid(p->value, p->length, UTF8_ANY) && !strchr(p->value, '\r')));
		NEED(!p->filename || (p->type && !strpbrk(p->filename, "/\\")));
		NEED(params_nth(params, p->name, 0));
		used += p->length;
	}
	NEED(used <= size);
	params_repeated(params, (const char *const[]){ NULL });
	round_trip(ctx, params);
}
