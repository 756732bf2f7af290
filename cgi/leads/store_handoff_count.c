/* Counting all handoffs anew: what the promises that are no clocks, and the steps of the plan, ought to add up to. */
#include "leads/store_deal.h"
#include "leads/store_handoff_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

enum { BATCH = 1000, TOLD_MOST = 20 };

/* What a promise adds up to on a day; or a step. */
struct day_tally {
	int64_t promise_id;		/* 0: a step */
	int basis;			/* of a step: enum plan_rate */
	int64_t day;
	int64_t numerator, denominator;
};

struct day_tallies {
	struct day_tally *list;
	size_t count;
};

static int
by_place(const void *a, const void *b)
{
	const struct day_tally *x = a, *y = b;

	if (x->promise_id != y->promise_id)
		return x->promise_id < y->promise_id ? -1 : 1;
	if (x->basis != y->basis)
		return x->basis < y->basis ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

/* Sorts, and makes one of those that have the same place. */
static void
fold(struct day_tallies *t)
{
	size_t kept = 0;

	qsort(t->list, t->count, sizeof *t->list, by_place);
	for (size_t i = 0; i < t->count; i++) {
		if (kept && by_place(&t->list[kept - 1], &t->list[i]) == 0) {
			t->list[kept - 1].numerator += t->list[i].numerator;
			t->list[kept - 1].denominator += t->list[i].denominator;
		} else
			t->list[kept++] = t->list[i];
	}
	t->count = kept;
}

struct pinned {
	int64_t handoff_id;
	int64_t promise_id;
	int kind;
};
static const struct column pinned_columns[] = {
	COLUMN(INT, struct pinned, handoff_id),
	COLUMN(INT, struct pinned, promise_id),
	CODE_COLUMN(struct pinned, kind, promise_kind_names),
	{ 0 }
};
static const struct shape pinned_shape = { sizeof(struct pinned), pinned_columns };

static void
tally(struct day_tallies *t, int64_t promise_id, int basis, const char *on, const struct fact *fact)
{
	struct day day;

	if (on && day_parse(on, &day))
		t->list[t->count++] = (struct day_tally){ promise_id, basis, day_number(day), fact->numerator, fact->denominator };
}

/* What one handoff adds to the steps: as often as there are any. */
enum { STEPS_EACH = 2 };
static void
tally_steps(struct day_tallies *t, const struct facts *facts)
{
	for (enum plan_rate step = RATE_QUALIFIED; step <= RATE_OPPORTUNITY; step++) {
		const struct fact fact = step_fact_of(step, facts);

		tally(t, 0, (int)step, fact.period, &fact);
	}
}

/* What the handoffs from behind an id add; the last id, or 0 at the end. */
static int64_t
recount_some(struct db *db, const void *ctx, struct day_tallies *t, int64_t after, const char *zone)
{
	void *batch = talloc_new(ctx);
	size_t count;
	const struct pinned *rows = db_list(db, batch, &pinned_shape, &count, "SELECT h.id AS handoff_id, x.promise_id, p.kind FROM"
	    " (SELECT id FROM handoff WHERE id > ? ORDER BY id LIMIT ?) h LEFT JOIN handoff_promise x ON x.handoff_id = h.id"
	    " LEFT JOIN promise p ON p.id = x.promise_id ORDER BY h.id", "ii", after, (int64_t)BATCH);
	int64_t last = db_integer(db, 0, "SELECT MAX(id) FROM (SELECT id FROM handoff WHERE id > ? ORDER BY id LIMIT ?) h", "ii", after, (int64_t)BATCH);
	const struct handoff *h = NULL;
	struct facts facts = { 0 };

	t->list = memory_need(talloc_realloc(ctx, t->list, struct day_tally, t->count + (2 + STEPS_EACH) * count + 1));
	for (size_t i = 0; i < count; i++) {
		struct fact fact;

		if (!h || h->id != rows[i].handoff_id) {
			h = handoff_find(db, batch, rows[i].handoff_id);
			if (!h)
				break;
			facts = handoff_facts(batch, h, zone);
			tally_steps(t, &facts);
		}
		fact = fact_of(rows[i].kind, &facts);
		if (!rows[i].promise_id || !fact.period)
			continue;
		tally(t, rows[i].promise_id, BASIS_PERIOD, fact.period, &fact);
		tally(t, rows[i].promise_id, BASIS_START, fact.start, &fact);
	}
	talloc_free(batch);
	fold(t);
	return last;
}

/* What the deals from behind an id add to the last step; the last id, or 0 at the end. */
static int64_t
recount_deals(struct db *db, const void *ctx, struct day_tallies *t, int64_t after, const char *zone)
{
	void *batch = talloc_new(ctx);
	size_t count;
	int64_t last;
	const struct deal_opened *rows = deals_opened(db, batch, after, zone, &count, &last);

	t->list = memory_need(talloc_realloc(ctx, t->list, struct day_tally, t->count + count + 1));
	for (size_t i = 0; i < count; i++)
		t->list[t->count++] = (struct day_tally){ 0, RATE_CUSTOMER, day_number(rows[i].on), rows[i].won, 1 };
	talloc_free(batch);
	fold(t);
	return last;
}

struct kept_day {
	int64_t promise_id;
	int basis;
	const char *day;
	int64_t numerator, denominator;
};
static const struct column kept_columns[] = {
	COLUMN(INT, struct kept_day, promise_id),
	CODE_COLUMN(struct kept_day, basis, basis_names),
	COLUMN(TEXT, struct kept_day, day),
	COLUMN(INT, struct kept_day, numerator),
	COLUMN(INT, struct kept_day, denominator),
	{ 0 }
};
static const struct shape kept_shape = { sizeof(struct kept_day), kept_columns };

static struct day_tallies
kept(struct db *db, const void *ctx)
{
	size_t count, step_count;
	const struct step_sum *steps = step_sums(db, ctx, &step_count);
	const struct kept_day *rows = db_list(db, ctx, &kept_shape, &count, "SELECT d.promise_id, d.basis, d.day, d.numerator, d.denominator"
	    " FROM promise_day d JOIN promise p ON p.id = d.promise_id WHERE p.kind IN ('volume', 'quality', 'context', 'feedback')", "");
	struct day_tallies t = { memory_need(talloc_array(ctx, struct day_tally, count + step_count + 1)), 0 };

	for (size_t i = 0; i < count; i++)
		tally(&t, rows[i].promise_id, rows[i].basis, rows[i].day, &(struct fact){ NULL, NULL, rows[i].numerator, rows[i].denominator });
	for (size_t i = 0; i < step_count; i++)
		tally(&t, 0, steps[i].step, steps[i].day, &(struct fact){ NULL, NULL, steps[i].numerator, steps[i].denominator });
	fold(&t);
	return t;
}

static struct miscount *
differences(struct db *db, const void *ctx, size_t most, size_t *count)
{
	const char *zone = organisation_zone(db, ctx);
	struct miscount *found;
	const struct day_tallies is = kept(db, ctx);
	struct day_tallies ought = { NULL, 0 };
	size_t i = 0, j = 0;

	for (int64_t after = 0; (after = recount_some(db, ctx, &ought, after, zone)) > 0;)
		continue;
	for (int64_t after = 0; (after = recount_deals(db, ctx, &ought, after, zone)) > 0;)
		continue;
	*count = 0;
	found = memory_need(talloc_zero_array(ctx, struct miscount, is.count + ought.count + 1));
	while ((i < is.count || j < ought.count) && *count < most) {
		static const struct day_tally nothing;
		int order = i == is.count ? 1 : j == ought.count ? -1 : by_place(&is.list[i], &ought.list[j]);
		const struct day_tally *a = order <= 0 ? &is.list[i++] : &nothing, *b = order >= 0 ? &ought.list[j++] : &nothing;
		const struct day_tally *place = order <= 0 ? a : b;

		if (a->numerator != b->numerator || a->denominator != b->denominator)
			found[(*count)++] = (struct miscount){ place->promise_id, place->basis, day_print(ctx, day_from_number(place->day)), a->numerator,
			    a->denominator, b->numerator, b->denominator };
	}
	return found;
}

struct miscount *
handoff_miscounts(struct db *db, const void *ctx, size_t *count)
{
	return differences(db, ctx, TOLD_MOST, count);
}

struct miscount *
handoff_miscounts_all(struct db *db, const void *ctx, size_t *count)
{
	return differences(db, ctx, SIZE_MAX, count);
}
