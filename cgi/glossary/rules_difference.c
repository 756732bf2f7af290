/* The difference between two versions of a term: meaning word by word, criteria by their codes, facts one by one. */
#include "glossary/rules.h"

#include "base/days.h"
#include "base/list.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

static const char *
day_words(const void *ctx, const char *text)
{
	struct day day;

	return day_parse(text, &day) ? day_short(ctx, day) : "";
}

static const char *
bound_words(const void *ctx, const struct criterion *c, const char *bound)
{
	return c->kind == ASKS_DATE ? day_words(ctx, bound) : bound;
}

static const char *
bounds_rule(const void *ctx, const struct criterion *c)
{
	bool day = c->kind == ASKS_DATE;

	if (c->bound_min && c->bound_max)
		return text_format(ctx, "between %s and %s", bound_words(ctx, c, c->bound_min), bound_words(ctx, c, c->bound_max));
	if (c->bound_min)
		return text_format(ctx, "%s %s", day ? "on or after" : "at least", bound_words(ctx, c, c->bound_min));
	if (c->bound_max)
		return text_format(ctx, "%s %s", day ? "on or before" : "at most", bound_words(ctx, c, c->bound_max));
	return day ? "a date" : "a number";
}

const char *
criterion_rule(const void *ctx, const struct criterion *c)
{
	switch (c->kind) {
	case ASKS_YES_NO:
		return "yes or no";
	case ASKS_CHOICE:
		return text_format(ctx, "one of: %s", text_replace(ctx, c->choices, "\n", ", "));
	case ASKS_TEXT:
		return "in words";
	default:
		return bounds_rule(ctx, c);
	}
}

/* Adds a member when both sides differ. */
static void
compare(struct difference *d, struct member_change **list, size_t *count, const char *label, const char *before,
    const char *after)
{
	const char *a = before ? before : "", *b = after ? after : "";

	if (strcmp(a, b) == 0)
		return;
	*list = memory_need(talloc_realloc(d, *list, struct member_change, *count + 1));
	(*list)[(*count)++] = (struct member_change){ label, a, b };
}

static const char *
level_words(const struct criterion *c)
{
	return c->level == LEVEL_MUST ? "Must" : "Should";
}

static void
compare_criterion(struct difference *d, struct criterion_change *change)
{
	const struct criterion *a = change->before, *b = change->after;

	change->label = diff_words(d, a->label, b->label);
	compare(d, &change->members, &change->member_count, "Answer", criterion_rule(d, a), criterion_rule(d, b));
	compare(d, &change->members, &change->member_count, "Must or should", level_words(a), level_words(b));
	compare(d, &change->members, &change->member_count, "Evidence", a->evidence ? "needed" : "not needed",
	    b->evidence ? "needed" : "not needed");
}

static const char **
codes_of(const void *ctx, const struct version *v)
{
	const char **codes = memory_need(talloc_array(ctx, const char *, v->criteria_count + 1));

	for (size_t i = 0; i < v->criteria_count; i++)
		codes[i] = v->criteria[i].code;
	return codes;
}

struct both {
	const struct version *before, *after;
};

static bool
same_criterion(size_t old_at, size_t new_at, const void *user)
{
	const struct both *both = user;

	return criterion_same(&both->before->criteria[old_at], &both->after->criteria[new_at]);
}

static void
compare_criteria(struct difference *d, const struct version *before, const struct version *after)
{
	static const int kinds[] = {
		[LIST_SAME] = CHANGE_NONE, [LIST_CHANGED] = CHANGE_CHANGED, [LIST_ADDED] = CHANGE_ADDED,
		[LIST_REMOVED] = CHANGE_REMOVED
	};
	struct both both = { before, after };
	struct list_step *steps = list_diff(d, codes_of(d, before), before->criteria_count, codes_of(d, after),
	    after->criteria_count, same_criterion, &both, &d->criteria_count);

	d->criteria = memory_need(talloc_zero_array(d, struct criterion_change, d->criteria_count + 1));
	for (size_t i = 0; i < d->criteria_count; i++) {
		struct criterion_change *c = &d->criteria[i];

		c->kind = kinds[steps[i].kind];
		c->moved = steps[i].moved;
		c->before = steps[i].old_at == LIST_NONE ? NULL : &before->criteria[steps[i].old_at];
		c->after = steps[i].new_at == LIST_NONE ? NULL : &after->criteria[steps[i].new_at];
		if (c->before && c->after)
			compare_criterion(d, c);
	}
	d->changed = d->changed || list_changed(steps, d->criteria_count);
}

static const char *
number_words(const void *ctx, int64_t number)
{
	return number ? text_format(ctx, "%lld", (long long)number) : "";
}

static const char *
stage_owner_words(int owner)
{
	return owner < 0 ? "" : team_label(owner);
}

static const char *
path_words(int path)
{
	return path < 0 ? "" : path == PATH_LEAD ? "leads" : "deals";
}

static const char *
acts_words(const void *ctx, int64_t acts)
{
	const char *names[ACT_LOST + 2];
	size_t count = 0;

	for (int i = 0; i <= ACT_LOST; i++)
		if (acts & (1 << i))
			names[count++] = reason_act_names[i];
	names[count] = NULL;
	return text_join(ctx, names, ", ");
}

static void
compare_facts(struct difference *d, const struct version *a, const struct version *b)
{
#define FACT(label, before, after) compare(d, &d->facts, &d->fact_count, label, before, after)
	FACT("Review by", day_words(d, a->review_by), day_words(d, b->review_by));
	FACT("Path", path_words(a->stage_path), path_words(b->stage_path));
	FACT("Place on the path", number_words(d, a->stage_position), number_words(d, b->stage_position));
	FACT("Owner of the stage", stage_owner_words(a->stage_owner), stage_owner_words(b->stage_owner));
	FACT("Longest stay in days", number_words(d, a->stage_longest_days), number_words(d, b->stage_longest_days));
	FACT("What is measured", a->metric_measure, b->metric_measure);
	FACT("Counts by", a->metric_counts_by, b->metric_counts_by);
	FACT("A deal is closed when", a->metric_closed_event, b->metric_closed_event);
	FACT("Reasons left out", a->metric_exclude_reasons ? text_replace(d, a->metric_exclude_reasons, "\n", ", ") : "",
	    b->metric_exclude_reasons ? text_replace(d, b->metric_exclude_reasons, "\n", ", ") : "");
	FACT("A reason to", acts_words(d, a->reason_acts), acts_words(d, b->reason_acts));
#undef FACT
}

struct difference *
version_difference(const void *ctx, const struct version *before, const struct version *after)
{
	struct difference *d = memory_need(talloc_zero(ctx, struct difference));

	d->meaning = diff_words(d, before->meaning, after->meaning);
	compare_criteria(d, before, after);
	compare_facts(d, before, after);
	d->changed = d->changed || d->meaning->changed || d->fact_count > 0;
	return d;
}
