/* Puts together what two people changed in a wording. */
#include "glossary/merge.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

enum member_type { IS_TEXT, IS_NUMBER, IS_CODE };

static const struct member {
	const char *name;
	enum member_type type;
	size_t at;
} members[] = {
	{ "meaning", IS_TEXT, offsetof(struct version, meaning) },
	{ "change_note", IS_TEXT, offsetof(struct version, change_note) },
	{ "review_by", IS_TEXT, offsetof(struct version, review_by) },
	{ "in_force_from", IS_TEXT, offsetof(struct version, in_force_from) },
	{ "stage_path", IS_CODE, offsetof(struct version, stage_path) },
	{ "stage_position", IS_NUMBER, offsetof(struct version, stage_position) },
	{ "stage_owner", IS_CODE, offsetof(struct version, stage_owner) },
	{ "stage_longest_days", IS_NUMBER, offsetof(struct version, stage_longest_days) },
	{ "metric_measure", IS_TEXT, offsetof(struct version, metric_measure) },
	{ "metric_counts_by", IS_TEXT, offsetof(struct version, metric_counts_by) },
	{ "metric_closed_event", IS_TEXT, offsetof(struct version, metric_closed_event) },
	{ "metric_exclude_reasons", IS_TEXT, offsetof(struct version, metric_exclude_reasons) },
	{ "reason_acts", IS_NUMBER, offsetof(struct version, reason_acts) },
};
enum { MEMBERS = sizeof members / sizeof *members };

static const char *
member_text(const void *ctx, const struct version *v, const struct member *m)
{
	const char *at = (const char *)v + m->at;

	if (m->type == IS_NUMBER)
		return text_format(ctx, "%" PRId64, *(const int64_t *)at);
	if (m->type == IS_CODE)
		return text_format(ctx, "%d", *(const int *)at);
	return *(const char *const *)at ? *(const char *const *)at : "";
}

static void
member_copy(struct version *into, const struct version *from, const struct member *m)
{
	size_t size = m->type == IS_NUMBER ? sizeof(int64_t) : m->type == IS_CODE ? sizeof(int) : sizeof(const char *);

	memcpy((char *)into + m->at, (const char *)from + m->at, size);
}

static const char *
criterion_name(const void *ctx, const char *code)
{
	return text_format(ctx, "criterion.%s", code);
}

static const char *
criterion_text(const void *ctx, const struct criterion *c)
{
	return c ? text_format(ctx, "%s\n%d %d %d\n%s\n%s\n%s", c->label, c->kind, c->level, c->evidence,
	    c->bound_min ? c->bound_min : "", c->bound_max ? c->bound_max : "", c->choices) : NULL;
}

static const char *
criteria_order(const void *ctx, const struct version *v)
{
	struct buffer *codes = buffer_new(ctx);

	for (size_t i = 0; i < v->criteria_count; i++)
		buffer_format(codes, "%s ", v->criteria[i].code);
	return buffer_take(ctx, codes);
}

const char *
version_base(const void *ctx, const struct version *v)
{
	struct buffer *base = buffer_new(ctx);

	for (size_t i = 0; i < MEMBERS; i++)
		base_add(base, members[i].name, member_text(ctx, v, &members[i]));
	base_add(base, "order", criteria_order(ctx, v));
	for (size_t i = 0; i < v->criteria_count; i++)
		base_add(base, criterion_name(ctx, v->criteria[i].code), criterion_text(ctx, &v->criteria[i]));
	return buffer_take(ctx, base);
}

static const struct criterion *
criterion_coded(const struct version *v, const char *code)
{
	for (size_t i = 0; i < v->criteria_count; i++)
		if (text_equal(v->criteria[i].code, code))
			return &v->criteria[i];
	return NULL;
}

/* Puts a criterion behind the one with the code `after`, or last. */
static void
criterion_insert(struct version *v, const struct criterion *c, const char *after)
{
	const struct criterion *place = after ? criterion_coded(v, after) : NULL;
	size_t at = place ? (size_t)(place - v->criteria) + 1 : v->criteria_count;

	memmove(&v->criteria[at + 1], &v->criteria[at], (v->criteria_count++ - at) * sizeof *v->criteria);
	v->criteria[at] = *c;
}

/* What a criterion becomes: NULL, it is gone. Whether both changed it is told in *side. */
static const struct criterion *
criterion_pick(const void *ctx, const char *base, const struct version *mine, const struct version *theirs,
    const char *code, enum merge_side *side)
{
	const struct criterion *m = criterion_coded(mine, code), *t = criterion_coded(theirs, code);

	*side = merge_side(ctx, base, criterion_name(ctx, code), criterion_text(ctx, m), criterion_text(ctx, t));
	return *side == MERGE_THEIRS ? t : m;
}

static void
criteria_merge(const void *ctx, const char *base, const struct version *mine, const struct version *theirs,
    struct version *into)
{
	const char *order = criteria_order(ctx, mine);
	bool mine_leads = merge_changed(ctx, base, "order", order);
	const struct version *lead = mine_leads ? mine : theirs, *other = mine_leads ? theirs : mine;
	const struct criterion *c;
	enum merge_side side;

	for (size_t i = 0; i < lead->criteria_count; i++) {
		c = criterion_pick(ctx, base, mine, theirs, lead->criteria[i].code, &side);
		if (c)
			criterion_insert(into, c, NULL);
	}
	for (size_t i = 0; i < other->criteria_count; i++) {
		if (criterion_coded(lead, other->criteria[i].code))
			continue;
		c = criterion_pick(ctx, base, mine, theirs, other->criteria[i].code, &side);
		if (c)
			criterion_insert(into, c, i ? other->criteria[i - 1].code : NULL);
	}
}

/* Theirs, but the writer's where both changed one. */
static void
criteria_dispute(const void *ctx, const char *base, const struct version *mine, const struct version *theirs,
    struct version *into)
{
	const struct criterion *c;
	enum merge_side side;

	for (size_t i = 0; i < theirs->criteria_count; i++) {
		c = criterion_pick(ctx, base, mine, theirs, theirs->criteria[i].code, &side);
		if (side != MERGE_CLASH)
			c = &theirs->criteria[i];
		if (c)
			criterion_insert(into, c, NULL);
	}
	for (size_t i = 0; i < mine->criteria_count; i++) {
		c = criterion_pick(ctx, base, mine, theirs, mine->criteria[i].code, &side);
		if (side == MERGE_CLASH && !criterion_coded(theirs, c->code))
			criterion_insert(into, c, NULL);
	}
}

/* Theirs without criteria, and with room for those of both. */
static struct version
merge_begun(const void *ctx, const struct version *mine, const struct version *theirs)
{
	struct version begun = *theirs;

	begun.review_due = NULL;
	begun.criteria_count = 0;
	begun.criteria = memory_need(talloc_zero_array(ctx, struct criterion, mine->criteria_count + theirs->criteria_count + 1));
	return begun;
}

const struct version_merge *
version_merge(const void *ctx, const char *base, const struct version *mine, const struct version *theirs)
{
	struct version_merge *m = memory_need(talloc_zero(ctx, struct version_merge));

	m->merged = merge_begun(m, mine, theirs);
	m->disputed = merge_begun(m, mine, theirs);
	for (size_t i = 0; i < MEMBERS; i++) {
		enum merge_side side = merge_side(m, base, members[i].name, member_text(m, mine, &members[i]),
		    member_text(m, theirs, &members[i]));

		if (side == MERGE_MINE || side == MERGE_CLASH)
			member_copy(&m->merged, mine, &members[i]);
		if (side == MERGE_CLASH)
			member_copy(&m->disputed, mine, &members[i]);
	}
	criteria_merge(m, base, mine, theirs, &m->merged);
	criteria_dispute(m, base, mine, theirs, &m->disputed);
	return m;
}
