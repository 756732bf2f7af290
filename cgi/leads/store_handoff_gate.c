/* The definitions a handoff has to meet, and what the demands of an act need to know. */
#include "leads/store_handoff_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

enum { NUMBER_BITS = 20 };	/* of a version */

const struct version *
wording_kept(struct db *db, const void *ctx, int64_t term_id, int64_t number, int64_t now)
{
	int64_t place = term_id << NUMBER_BITS | number;
	struct version *v = db_kept(db, "wording", place);

	if (v)
		return v;
	v = version_find(db, db_keeper(db, ctx), term_id, number, now);
	db_keep(db, "wording", place, v);
	return v;
}

/* The wording of a term in force at an instant, whole; what both have signed stays as it is. NULL: none is. */
static const struct version *
wording_then(struct db *db, const void *ctx, int64_t term_id, int64_t now)
{
	int64_t number = db_integer(db, 0, "SELECT number FROM term_version WHERE term_id = ? AND in_force_at <= ? ORDER BY in_force_at DESC, number DESC"
	    " LIMIT 1", "it", term_id, now);

	return number ? wording_kept(db, ctx, term_id, number, now) : NULL;
}

/* A definition that is asked for by what it is for. */
struct gate {
	const struct term *term;	/* NULL: none is called so */
	const struct version *version;
};

/* The version in force of the first term called so, a stage before anything else; none: an empty one. */
static struct gate
gate_called(struct db *db, const void *ctx, const char *names, int64_t now)
{
	size_t count;
	const struct term_hit *hits = terms_called(db, ctx, names, 20, &count);

	for (int any_kind = 0; any_kind < 2; any_kind++)
		for (size_t i = 0; i < count; i++) {
			const struct version *v;

			if (hits[i].retired || (hits[i].kind == KIND_STAGE) == any_kind || hits[i].kind == KIND_REASON)
				continue;
			v = wording_then(db, ctx, hits[i].id, now);
			if (v)
				return (struct gate){ term_find_id(db, ctx, hits[i].id), v };
		}
	return (struct gate){ 0 };
}

static struct gate
gate_agreed(struct db *db, const void *ctx, int64_t now)
{
	int64_t id = db_integer(db, 0, "SELECT gate_id FROM agreement WHERE in_force_at <= ? ORDER BY in_force_at DESC, number DESC LIMIT 1", "t", now);

	if (!id)
		return gate_called(db, ctx, "MQL\nMarketing-qualified lead\nMarketing qualified lead", now);
	return (struct gate){ term_find_id(db, ctx, id), wording_then(db, ctx, id, now) };
}

static struct gate
gate_second(struct db *db, const void *ctx, int64_t now)
{
	return gate_called(db, ctx, "SQL\nSales-qualified lead\nSales qualified lead", now);
}

/* One of them, kept for its instant. */
static const struct version *
gate_kept(struct db *db, const void *ctx, const char *name, struct gate (*find)(struct db *, const void *, int64_t), int64_t now, const struct term **term)
{
	struct gate *gate = db_kept(db, name, now);

	if (!gate) {
		const void *keeper = db_keeper(db, ctx);

		gate = memory_need(talloc(keeper, struct gate));
		*gate = find(db, keeper, now);
		db_keep(db, name, now, gate);
	}
	if (term && gate->version)
		*term = gate->term;
	return gate->version;
}

const struct version *
handoff_gate(struct db *db, const void *ctx, int64_t now, const struct term **term)
{
	return gate_kept(db, ctx, "gate", gate_agreed, now, term);
}

const struct version *
sql_gate(struct db *db, const void *ctx, int64_t now, const struct term **term)
{
	return gate_kept(db, ctx, "second_gate", gate_second, now, term);
}

static const struct column asked_columns[] = {
	COLUMN(TEXT, struct criterion, code),
	COLUMN(TEXT, struct criterion, label),
	{ 0 }
};
static const struct shape asked_shape = { sizeof(struct criterion), asked_columns };

const struct version *
handoff_gate_criteria(struct db *db, const void *ctx, int64_t now)
{
	struct version *v = memory_need(talloc_zero(ctx, struct version));

	v->criteria = db_list(db, v, &asked_shape, &v->criteria_count, "SELECT c.code, c.label FROM criterion c WHERE c.version_id = (SELECT v.id FROM term_version v"
	    " WHERE v.term_id = (SELECT gate_id FROM agreement WHERE in_force_at <= ? ORDER BY in_force_at DESC, number DESC LIMIT 1) AND v.in_force_at <= ?"
	    " ORDER BY v.in_force_at DESC, v.number DESC LIMIT 1) ORDER BY c.position", "tt", now, now);
	return v->criteria_count ? v : handoff_gate(db, ctx, now, NULL);
}

struct term *
gate_named(struct db *db, const void *ctx)
{
	size_t count;
	const struct term_hit *hits = terms_called(db, ctx, "MQL\nMarketing-qualified lead\nMarketing qualified lead", 20, &count);

	for (size_t i = 0; i < count; i++)
		if (hits[i].kind == KIND_STAGE && !hits[i].retired)
			return term_find_id(db, ctx, hits[i].id);
	return NULL;
}

static const struct column reason_columns[] = {
	COLUMN(INT, struct reason_choice, id),
	COLUMN(TEXT, struct reason_choice, slug),
	COLUMN(TEXT, struct reason_choice, name),
	COLUMN(BOOL, struct reason_choice, is_other),
	{ 0 }
};
static const struct shape reason_shape = { sizeof(struct reason_choice), reason_columns };

struct reason_choice *
reasons_for(struct db *db, const void *ctx, int act, int64_t now, size_t *count)
{
	return db_list(db, ctx, &reason_shape, count, "SELECT t.id, t.slug, t.name, t.slug = 'other' OR t.slug LIKE 'other-%' AS is_other FROM term t"
	    " JOIN term_version v ON v.id = (SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ?"
	    " ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1)"
	    " WHERE t.kind = 'reason' AND t.deprecated_at IS NULL AND FIND_IN_SET(?, v.reason_acts) ORDER BY is_other, t.name", "ts", now,
	    reason_act_names[act]);
}

/* Bits of enum reason_act of the wording in force; 0: none is. A set is read as the bits of its members in their order. */
static int64_t
reason_acts_in_force(struct db *db, int64_t term_id, int64_t now)
{
	return db_integer(db, 0, "SELECT reason_acts + 0 FROM term_version WHERE term_id = ? AND in_force_at <= ? ORDER BY in_force_at DESC,"
	    " number DESC LIMIT 1", "it", term_id, now);
}

int64_t
reason_named(struct db *db, const void *ctx, const char *name, int64_t now, int64_t *acts, bool *is_other)
{
	const struct term *term;
	size_t count;

	if (text_blank(name))
		return 0;
	term = text_is_slug(name) ? term_find(db, ctx, name) : NULL;
	if (!term || term->kind != KIND_REASON) {
		const struct term_hit *hits = terms_called(db, ctx, name, 20, &count);

		term = NULL;
		for (size_t i = 0; i < count && !term; i++)
			if (hits[i].kind == KIND_REASON)
				term = term_find_id(db, ctx, hits[i].id);
	}
	*acts = term && !term->deprecated_at ? reason_acts_in_force(db, term->id, now) : 0;
	if (!*acts)
		return 0;
	*is_other = text_equal(term->slug, "other") || text_starts(term->slug, "other-");
	return term->id;
}

/* The reason term in use that the input names by its address or its name. */
static void
reason_find(struct db *db, const void *ctx, const struct actor *actor, struct handoff_input *in)
{
	in->reason_id = reason_named(db, ctx, in->reason, actor->now, &in->reason_acts, &in->reason_is_other);
}

/* How late an attempt may be recorded; without an agreement there is no limit. */
static void
limit_find(struct db *db, const void *ctx, const struct handoff *h, struct handoff_input *in)
{
	in->calendar = in->happened_at ? calendar_pinned(db, ctx, h->calendar_version_id) : NULL;
	in->backdate_days = in->calendar && h->agreement_id ? db_integer(db, 0, "SELECT backdate_days FROM agreement WHERE id = ?", "i", h->agreement_id) : 0;
}

void
handoff_complete(struct db *db, const void *ctx, const struct actor *actor, const struct handoff *h, struct handoff_input *in, const char *zone)
{
	in->today = day_print(ctx, day_of(actor->now, zone));
	switch (in->move) {
	case MOVE_RETURN:
		in->version = handoff_version(db, ctx, h, actor->now);
		reason_find(db, ctx, actor, in);
		return;
	case MOVE_OUTCOME:
		reason_find(db, ctx, actor, in);
		return;
	case MOVE_INFORM:
	case MOVE_RESUBMIT:
		in->version = handoff_version(db, ctx, h, actor->now);
		return;
	case MOVE_SQL:
		in->version = sql_gate(db, ctx, actor->now, NULL);
		return;
	case MOVE_ATTEMPT:
	case MOVE_CONVERSATION:
		limit_find(db, ctx, h, in);
		return;
	case MOVE_ASSIGNMENT:
		in->owner_sells = db_integer(db, 0, "SELECT 1 FROM person WHERE id = ? AND team = 'sales' AND disabled_at IS NULL", "i", in->owner_id);
		return;
	}
}
