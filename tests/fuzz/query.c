/* The part of an address behind "?": as a form body, and the first of a name is the one that counts. */
#include "fuzz.h"

#include "web/params.h"

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const char *problem, *body_problem;
	const struct params *query = params_query(ctx, bytes, NULL, &problem);
	const struct params *body = params_urlencoded(ctx, bytes, strlen(bytes), NULL, &body_problem);

	(void)length;
	NEED(!query == !!problem && !query == !body);
	NEED(params_query(ctx, NULL, NULL, &body_problem)->count == 0);
	if (!query)
		return;
	NEED(query->count == body->count);
	for (size_t i = 0; i < query->count; i++) {
		const char *name = query->items[i].name, *value = params_get(query, name);
		size_t count = params_count(query, name);

		NEED(value && strcmp(value, params_get(body, name)) == 0);
		NEED(params_nth(query, name, count - 1) && !params_nth(query, name, count));
		NEED(params_all(query, name, count - 1) && !params_all(query, name, count));
		NEED(!params_file(query, name));
	}
}
