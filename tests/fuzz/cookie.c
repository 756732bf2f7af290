/* The Cookie header: never refused for what a neighbour set, nothing invented, and it reads back the same. */
#include "fuzz.h"

#include "web/params.h"

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const char *problem;
	const struct params *cookies = params_cookies(ctx, bytes, NULL, &problem), *back;
	struct buffer *again = buffer_new(ctx);

	(void)length;
	NEED(!cookies == !!problem);
	NEED(cookies || strlen(bytes) > 1000);	/* only for being too many */
	if (!cookies)
		return;
	buffer_text(again, "");
	for (size_t i = 0; i < cookies->count; i++) {
		const struct param *c = &cookies->items[i];

		NEED(*c->name && strlen(c->name) <= params_limits_usual.name && strlen(c->value) == c->length);
		NEED(!strpbrk(c->name, " \t\r\n=;,\"") && !strpbrk(c->value, ";\"\\\r\n\t"));
		NEED(strstr(bytes, c->name) && strstr(bytes, c->value));
		buffer_format(again, "%s%s=\"%s\"", i ? "; " : "", c->name, c->value);
	}
	back = params_cookies(ctx, again->data, NULL, &problem);
	NEED(back && back->count == cookies->count);
	for (size_t i = 0; i < back->count; i++) {
		NEED(strcmp(back->items[i].name, cookies->items[i].name) == 0);
		NEED(strcmp(back->items[i].value, cookies->items[i].value) == 0);
	}
}
