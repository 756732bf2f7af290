/* The difference between two versions of the agreement: text word by word, promises by their lines, facts one by one. */
#include "sla/rules_agreement.h"

#include "base/list.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

static const char *
number_of(const void *ctx, int64_t count, const char *one, const char *many)
{
	return count ? text_format(ctx, "%lld %s", (long long)count, count == 1 ? one : many) : "None";
}

static const char *
warning_words(const void *ctx, const char *warn_at)
{
	return *warn_at ? text_format(ctx, "At %s %% of the time", text_replace(ctx, warn_at, " ", " and ")) : "None";
}

struct agreement_fact *
agreement_facts(const void *ctx, const struct agreement *a, size_t *count)
{
	struct agreement_fact facts[] = {
		{ "Calendar", a->calendar_name ? a->calendar_name : "" },
		{ "A handoff must meet", a->gate_name ? a->gate_name : "" },
		{ "Clocks may be paused for", *a->pause_reasons ? text_replace(ctx, a->pause_reasons, "\n", "; ") : "Nothing" },
		{ "Longest pause of one handoff", a->pause_most_minutes ? working_time(ctx, a->pause_most_minutes) : "None" },
		{ "An attempt may be entered later by", number_of(ctx, a->backdate_days, "working day", "working days") },
		{ "Warnings", warning_words(ctx, a->warn_at) },
	};

	*count = sizeof facts / sizeof *facts;
	return memory_need(talloc_memdup(ctx, facts, sizeof facts));
}

static void
compare_facts(struct agreement_difference *d, const struct agreement *before, const struct agreement *after)
{
	size_t count;
	const struct agreement_fact *old = agreement_facts(d, before, &count), *new = agreement_facts(d, after, &count);

	d->facts = memory_need(talloc_zero_array(d, struct member_change, count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(old[i].words, new[i].words) != 0)
			d->facts[d->fact_count++] = (struct member_change){ new[i].label, old[i].words, new[i].words };
}

/* A promise of both sides has the line as its key; one that has none yet stands for itself. */
static const char **
keys_of(const void *ctx, const struct promise *promises, size_t count, const char *side)
{
	const char **keys = memory_need(talloc_array(ctx, const char *, count + 1));

	for (size_t i = 0; i < count; i++)
		keys[i] = promises[i].line_id ? text_format(ctx, "line %lld", (long long)promises[i].line_id)
		    : text_format(ctx, "%s %zu", side, i);
	return keys;
}

struct both {
	const struct promise *before, *after;
};

static bool
same_promise(size_t old_at, size_t new_at, const void *user)
{
	const struct both *both = user;

	return promise_same(&both->before[old_at], &both->after[new_at]);
}

static void
compare_promises(struct agreement_difference *d, const struct agreement *before, const struct agreement *after)
{
	static const int kinds[] = {
		[LIST_SAME] = CHANGE_NONE, [LIST_CHANGED] = CHANGE_CHANGED, [LIST_ADDED] = CHANGE_ADDED,
		[LIST_REMOVED] = CHANGE_REMOVED
	};
	struct both both = { before->promises, after->promises };
	struct list_step *steps = list_diff(d, keys_of(d, before->promises, before->promise_count, "old"), before->promise_count,
	    keys_of(d, after->promises, after->promise_count, "new"), after->promise_count, same_promise, &both, &d->promise_count);

	d->promises = memory_need(talloc_zero_array(d, struct promise_change, d->promise_count + 1));
	for (size_t i = 0; i < d->promise_count; i++) {
		struct promise_change *c = &d->promises[i];

		c->kind = kinds[steps[i].kind];
		c->moved = steps[i].moved;
		c->before = steps[i].old_at == LIST_NONE ? NULL : &before->promises[steps[i].old_at];
		c->after = steps[i].new_at == LIST_NONE ? NULL : &after->promises[steps[i].new_at];
		if (c->before && c->after)
			c->sentence = diff_words(d, promise_sentence(d, c->before), promise_sentence(d, c->after));
	}
	d->changed = d->changed || list_changed(steps, d->promise_count);
}

struct agreement_difference *
agreement_difference(const void *ctx, const struct agreement *before, const struct agreement *after)
{
	struct agreement_difference *d = memory_need(talloc_zero(ctx, struct agreement_difference));

	d->text = diff_words(d, before->text, after->text);
	compare_promises(d, before, after);
	compare_facts(d, before, after);
	d->changed = d->changed || d->text->changed || d->fact_count > 0;
	return d;
}
