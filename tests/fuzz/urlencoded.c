/* Form bodies: what is read is sound, within the limits, and written again reads back the same. */
#include "fuzz.h"

#include "web/params.h"
#include "web/urlencode.h"

static void
same(const struct params *a, const struct params *b)
{
	NEED(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		NEED(strcmp(a->items[i].name, b->items[i].name) == 0);
		NEED(a->items[i].length == b->items[i].length);
		NEED(strcmp(a->items[i].value, b->items[i].value) == 0);
	}
}

/* Every byte string survives percent-encoding. */
static void
encode(const void *ctx, const char *text)
{
	const char *encoded = url_encode(ctx, text);
	size_t length;
	const char *back = url_decode(ctx, encoded, strlen(encoded), true, &length);

	NEED(strspn(encoded, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%") == strlen(encoded));
	NEED(back && length == strlen(text) && strcmp(back, text) == 0);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const struct params_limits small = { .fields = 5, .name = 8, .total = 64 };
	const char *problem, *again, *repeated;
	struct params *params = params_urlencoded(ctx, bytes, length, NULL, &problem), *few;

	encode(ctx, bytes);
	NEED(!params == !!problem);
	few = params_urlencoded(ctx, bytes, length, &small, &problem);
	NEED(!few == !!problem);
	NEED(!few || (params && length <= small.total && few->count <= small.fields));
	if (!params)
		return;
	for (size_t i = 0; i < params->count; i++) {
		const struct param *p = &params->items[i];

		NEED(*p->name && strlen(p->name) <= params_limits_usual.name && utf8_valid_text(p->name, UTF8_LINE));
		NEED(strlen(p->value) == p->length && utf8_valid_text(p->value, UTF8_ANY) && !strchr(p->value, '\r'));
		NEED(!p->filename);
	}
	repeated = params_repeated(params, (const char *const[]){ NULL });
	NEED(!repeated || params_count(params, repeated) > 1);
	again = params_encode(ctx, params);
	if (strlen(again) > params_limits_usual.total)
		return;
	params_urlencoded(ctx, again, strlen(again), NULL, &problem);
	NEED(!problem);
	same(params, params_urlencoded(ctx, again, strlen(again), NULL, &problem));
}
