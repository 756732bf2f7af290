/* A wording with other bounds than it has: what is tried before it is saved. */
#include "glossary/rules.h"

#include "base/text.h"

#include <talloc.h>

enum { WHOLE_DIGITS = 12, FRACTION_DIGITS = 6 };

/* One bound as it was typed; what is not named stays. */
static void
bound_read(const void *ctx, struct criterion *c, const char **bound, const char *side, bound_typed *typed, const void *from, const char **problem)
{
	const char *said = typed(from, text_format(ctx, "bound_%s_%s", c->code, side)), *number;

	if (!said)
		return;
	if (text_blank(said)) {
		*bound = NULL;
		return;
	}
	number = text_decimal(ctx, said, WHOLE_DIGITS, FRACTION_DIGITS);
	if (number)
		*bound = number;
	else if (!*problem)
		*problem = text_format(ctx, "“%s” is no number. Give the bound of “%s” as 50 or 12.5.", text_clip(ctx, said, 40), c->label);
}

struct version *
version_rebound(const void *ctx, const struct version *version, bound_typed *typed, const void *from, const char **problem)
{
	struct version *v = memory_need(talloc_memdup(ctx, version, sizeof *version));

	*problem = NULL;
	if (!v->criteria_count)
		return v;
	v->criteria = memory_need(talloc_memdup(v, version->criteria, version->criteria_count * sizeof *version->criteria));
	for (size_t i = 0; i < v->criteria_count; i++) {
		struct criterion *c = &v->criteria[i];

		if (c->kind != ASKS_NUMBER)
			continue;
		bound_read(v, c, &c->bound_min, "min", typed, from, problem);
		bound_read(v, c, &c->bound_max, "max", typed, from, problem);
		if (!*problem && c->bound_min && c->bound_max && text_decimal_compare(c->bound_min, c->bound_max) > 0)
			*problem = text_format(v, "No number is at least %s and at most %s. Change a bound of “%s”.", c->bound_min, c->bound_max, c->label);
	}
	return v;
}
