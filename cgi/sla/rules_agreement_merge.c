/* Puts both people's changes of an agreement together: member by member, and promise by promise. */
#include "sla/rules_agreement_merge.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

static const struct member {
	const char *name;
	bool is_text;
	size_t at;
} members[] = {
	{ "text", true, offsetof(struct agreement, text) },
	{ "change_note", true, offsetof(struct agreement, change_note) },
	{ "valid_from", true, offsetof(struct agreement, valid_from) },
	{ "calendar", false, offsetof(struct agreement, calendar_id) },
	{ "gate", false, offsetof(struct agreement, gate_id) },
	{ "pause_reasons", true, offsetof(struct agreement, pause_reasons) },
	{ "pause_most_minutes", false, offsetof(struct agreement, pause_most_minutes) },
	{ "backdate_days", false, offsetof(struct agreement, backdate_days) },
	{ "warn_at", true, offsetof(struct agreement, warn_at) },
};
enum { MEMBERS = sizeof members / sizeof *members };

static const char *
member_text(const void *ctx, const struct agreement *a, const struct member *m)
{
	const char *at = (const char *)a + m->at;

	if (!m->is_text)
		return text_format(ctx, "%" PRId64, *(const int64_t *)at);
	return *(const char *const *)at ? *(const char *const *)at : "";
}

static void
member_copy(struct agreement *into, const struct agreement *from, const struct member *m)
{
	memcpy((char *)into + m->at, (const char *)from + m->at, m->is_text ? sizeof(const char *) : sizeof(int64_t));
}

/* What a promise is about, as a name in the base. */
static const char *
promise_name(const void *ctx, const struct promise *p)
{
	const char *about = text_format(ctx, "%" PRId64 "\n%d\n%s\n%s", p->definition_id, p->scope_kind, p->scope_code ? p->scope_code : "",
	    p->scope_value ? p->scope_value : "");

	return text_format(ctx, "promise.%s.%s", promise_kind_names[p->kind], fingerprint(ctx, about));
}

static const char *
promise_text(const void *ctx, const struct promise *p)
{
	return p ? text_format(ctx, "%" PRId64 " %d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %d", p->quantity, p->pace,
	    p->percent, p->open_minutes, p->business_days, p->attempts, p->days, p->within_days, p->measured) : NULL;
}

static const struct promise *
promise_named(const void *ctx, const struct agreement *a, const char *name)
{
	for (size_t i = 0; i < a->promise_count; i++)
		if (text_equal(promise_name(ctx, &a->promises[i]), name))
			return &a->promises[i];
	return NULL;
}

static const char *
order_of(const void *ctx, const struct agreement *a)
{
	struct buffer *names = buffer_new(ctx);

	for (size_t i = 0; i < a->promise_count; i++)
		buffer_format(names, "%s ", promise_name(names, &a->promises[i]));
	return buffer_take(ctx, names);
}

const char *
agreement_base(const void *ctx, const struct agreement *a)
{
	struct buffer *base = buffer_new(ctx);

	for (size_t i = 0; i < MEMBERS; i++)
		base_add(base, members[i].name, member_text(base, a, &members[i]));
	base_add(base, "order", order_of(base, a));
	for (size_t i = 0; i < a->promise_count; i++)
		base_add(base, promise_name(base, &a->promises[i]), promise_text(base, &a->promises[i]));
	return buffer_take(ctx, base);
}

/* What a promise becomes: NULL, it is gone. */
static const struct promise *
promise_pick(const void *ctx, const char *base, const struct agreement *mine, const struct agreement *theirs, const char *name, enum merge_side *side)
{
	const struct promise *m = promise_named(ctx, mine, name), *t = promise_named(ctx, theirs, name);

	*side = merge_side(ctx, base, name, promise_text(ctx, m), promise_text(ctx, t));
	return *side == MERGE_THEIRS ? t : m;
}

static void
promise_put(struct agreement *a, const struct promise *p)
{
	if (p && a->promise_count < PROMISES_MOST)
		a->promises[a->promise_count++] = *p;
}

/* In the order of whoever changed that, the other's own ones behind. */
static void
promises_merge(const void *ctx, const char *base, const struct agreement *mine, const struct agreement *theirs, struct agreement *into)
{
	bool mine_leads = merge_changed(ctx, base, "order", order_of(ctx, mine));
	const struct agreement *lead = mine_leads ? mine : theirs, *other = mine_leads ? theirs : mine;
	enum merge_side side;

	for (size_t i = 0; i < lead->promise_count; i++)
		promise_put(into, promise_pick(ctx, base, mine, theirs, promise_name(ctx, &lead->promises[i]), &side));
	for (size_t i = 0; i < other->promise_count; i++) {
		const char *name = promise_name(ctx, &other->promises[i]);

		if (!promise_named(ctx, lead, name))
			promise_put(into, promise_pick(ctx, base, mine, theirs, name, &side));
	}
}

/* Theirs, but the writer's where both changed one. */
static void
promises_dispute(const void *ctx, const char *base, const struct agreement *mine, const struct agreement *theirs, struct agreement *into)
{
	enum merge_side side;

	for (size_t i = 0; i < theirs->promise_count; i++) {
		const struct promise *p = promise_pick(ctx, base, mine, theirs, promise_name(ctx, &theirs->promises[i]), &side);

		promise_put(into, side == MERGE_CLASH ? p : &theirs->promises[i]);
	}
	for (size_t i = 0; i < mine->promise_count; i++) {
		const char *name = promise_name(ctx, &mine->promises[i]);
		const struct promise *p = promise_pick(ctx, base, mine, theirs, name, &side);

		if (side == MERGE_CLASH && !promise_named(ctx, theirs, name))
			promise_put(into, p);
	}
}

/* Theirs without promises, and with room for as many as there may be. */
static struct agreement
begun(const void *ctx, const struct agreement *theirs)
{
	struct agreement a = *theirs;

	a.promise_count = 0;
	a.promises = memory_need(talloc_zero_array(ctx, struct promise, PROMISES_MOST + 1));
	return a;
}

const struct agreement_merge *
agreement_merge(const void *ctx, const char *base, const struct agreement *mine, const struct agreement *theirs)
{
	struct agreement_merge *m = memory_need(talloc_zero(ctx, struct agreement_merge));

	m->merged = begun(m, theirs);
	m->disputed = begun(m, theirs);
	for (size_t i = 0; i < MEMBERS; i++) {
		enum merge_side side = merge_side(m, base, members[i].name, member_text(m, mine, &members[i]), member_text(m, theirs, &members[i]));

		if (side == MERGE_MINE || side == MERGE_CLASH)
			member_copy(&m->merged, mine, &members[i]);
		if (side == MERGE_CLASH)
			member_copy(&m->disputed, mine, &members[i]);
	}
	promises_merge(m, base, mine, theirs, &m->merged);
	promises_dispute(m, base, mine, theirs, &m->disputed);
	return m;
}
