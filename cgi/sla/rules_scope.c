/* Chooses promises for a lead. */
#include "sla/rules_scope.h"

#include "base/text.h"

#include <talloc.h>

bool
promise_fits(const struct promise *promise, const struct lead_facts *facts)
{
	switch (promise->scope_kind) {
	case SCOPE_SOURCE:
		return facts->source && text_equal_fold(facts->source, promise->scope_value);
	case SCOPE_PERSONA:
		return facts->persona && text_equal(facts->persona, promise->scope_value);
	case SCOPE_CRITERION:
		for (size_t i = 0; i < facts->answer_count; i++)
			if (text_equal(facts->answers[i].code, promise->scope_code))
				return facts->answers[i].value && text_equal_fold(facts->answers[i].value, promise->scope_value);
		return false;
	}
	return true;
}

/* How closely: the order of enum promise_scope, and GLOSSARY_NONE below all. */
static bool
closer(const struct promise *a, const struct promise *b)
{
	return a->scope_kind > b->scope_kind;
}

static bool
same_matter(const struct promise *a, const struct promise *b)
{
	return a->kind == b->kind && a->party == b->party && a->definition_id == b->definition_id;
}

const struct promise **
promises_for(const void *ctx, const struct agreement *agreement, const struct lead_facts *facts, size_t *count)
{
	const struct promise **chosen = memory_need(talloc_zero_array(ctx, const struct promise *, agreement->promise_count + 1));

	*count = 0;
	for (size_t i = 0; i < agreement->promise_count; i++) {
		const struct promise *best = &agreement->promises[i];
		bool first = promise_fits(best, facts);

		for (size_t j = 0; first && j < agreement->promise_count; j++) {
			const struct promise *other = &agreement->promises[j];

			if (j != i && same_matter(best, other) && promise_fits(other, facts) && (closer(other, best) || (j < i && !closer(best, other))))
				first = false;
		}
		if (first)
			chosen[(*count)++] = best;
	}
	return chosen;
}
