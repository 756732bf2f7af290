/* What the store tests of the agreement start from: the glossary's people, a calendar, and short ways to an agreement. */
#ifndef TESTS_SLA_WORLD_H
#define TESTS_SLA_WORLD_H

#include "glossary/world.h"
#include "sla/store.h"

#include "base/text.h"

static int64_t calendar;
static struct term mql;		/* what is counted, and the gate */

/* Everything anew, with a calendar and a term that is agreed unless told otherwise. */
static inline void
sla_world(bool agreed)
{
	world();
	calendar = db_insert(root, "INSERT INTO calendar (name, created_by, created_at) VALUES ('Office hours', ?, ?)", "it",
	    ada.person_id, NOW);
	mql = make_term("Marketing-qualified lead");
	if (agreed)
		make_in_force(&mql, "Who asked for a price");
}

static inline struct promise
promise_volume(int64_t quantity)
{
	struct promise p = PROMISE_BLANK;

	p.kind = PROMISE_VOLUME;
	p.definition_id = mql.id;
	p.quantity = quantity;
	return p;
}

static inline struct promise
promise_attempt(int64_t minutes, const char *source)
{
	struct promise p = PROMISE_BLANK;

	p.kind = PROMISE_FIRST_ATTEMPT;
	p.open_minutes = minutes;
	p.percent = 95;
	p.scope_kind = source ? SCOPE_SOURCE : GLOSSARY_NONE;
	p.scope_value = source;
	return p;
}

/* Words with these promises, tidied; not kept yet. */
static inline struct agreement
agreement_words(const char *text, const struct promise *promises, size_t count)
{
	struct agreement a = AGREEMENT_BLANK;

	a.text = text;
	a.calendar_id = calendar;
	a.gate_id = mql.id;
	a.promises = talloc_memdup(ctx, promises, count * sizeof *promises);
	a.promise_count = count;
	agreement_tidy(ctx, &a);
	return a;
}

/* A draft by Ada: a volume and a first attempt. */
static inline struct agreement
agreement_draft(const char *text)
{
	const struct promise both[] = { promise_volume(120), promise_attempt(240, NULL) };
	struct agreement a = agreement_words(text, both, 2);

	DID(RESULT_DONE, agreement_create(db, ctx, &ada, &a));
	return a;
}

static inline struct agreement
agreement_reviewed(const char *text)
{
	struct agreement a = agreement_draft(text);

	DID(RESULT_DONE, agreement_review(db, ctx, &ada, a.id, a.revision));
	return a;
}

/* Signed by both at NOW. */
static inline struct agreement
agreement_signed(const char *text)
{
	struct agreement a = agreement_reviewed(text);

	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, a.revision, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &sam, a.id, a.revision, ZONE));
	return a;
}

static inline int
agreement_status(int64_t number, int64_t now)
{
	const struct agreement *a = agreement_find(db, ctx, number, now);

	assert_fine();
	return a ? a->status : -1;
}

#endif
