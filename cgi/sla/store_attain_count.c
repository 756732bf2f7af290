/* Counts all clocks anew, to hold the result against what was added up day by day. */
#include "sla/store_attain.h"

#include "base/text.h"
#include "base/zone.h"
#include "sla/rules_history.h"

#include <stdlib.h>
#include <talloc.h>

enum { BATCH = 10000, TOLD_MOST = 20 };

struct clock_row {
	int64_t id;
	int64_t promise_id;
	int64_t started_at;
	int64_t deadline;
	int state;
};
static const struct column clock_columns[] = {
	COLUMN(INT, struct clock_row, id),
	COLUMN(INT, struct clock_row, promise_id),
	COLUMN(TIME, struct clock_row, started_at),
	COLUMN(TIME, struct clock_row, deadline),
	CODE_COLUMN(struct clock_row, state, timer_state_names),
	{ 0 }
};
static const struct shape clock_shape = { sizeof(struct clock_row), clock_columns };

struct kept_row {
	int64_t promise_id;
	int basis;
	const char *day;
	int64_t numerator;
	int64_t denominator;
};
static const struct column kept_columns[] = {
	COLUMN(INT, struct kept_row, promise_id),
	CODE_COLUMN(struct kept_row, basis, basis_names),
	COLUMN(TEXT, struct kept_row, day),
	COLUMN(INT, struct kept_row, numerator),
	COLUMN(INT, struct kept_row, denominator),
	{ 0 }
};
static const struct shape kept_shape = { sizeof(struct kept_row), kept_columns };

/* A sum by promise, basis and day; a list of them is in that order, each once. */
struct sum {
	int64_t promise_id;
	int basis;
	int64_t day;
	int64_t numerator, denominator;
};
struct sums {
	struct sum *list;
	size_t count;
};

static int
by_place(const void *left, const void *right)
{
	const struct sum *a = left, *b = right;

	if (a->promise_id != b->promise_id)
		return a->promise_id < b->promise_id ? -1 : 1;
	if (a->basis != b->basis)
		return a->basis - b->basis;
	return (a->day > b->day) - (a->day < b->day);
}

/* Puts them in order and adds up those of one place. */
static void
sums_settle(struct sums *s)
{
	size_t last = 0;

	qsort(s->list, s->count, sizeof *s->list, by_place);
	for (size_t i = 1; i < s->count; i++) {
		if (by_place(&s->list[last], &s->list[i]) != 0) {
			s->list[++last] = s->list[i];
			continue;
		}
		s->list[last].numerator += s->list[i].numerator;
		s->list[last].denominator += s->list[i].denominator;
	}
	if (s->count)
		s->count = last + 1;
}

static struct sums
recount(struct db *db, const void *ctx)
{
	struct sums s = { memory_need(talloc_array(ctx, struct sum, 1)), 0 };
	size_t count = BATCH;
	int64_t after = 0;
	struct { const char *name; } const *organisation = db_one(db, ctx, &(struct shape){ sizeof *organisation,
	    (const struct column[]){ { DB_TEXT, "time_zone", 0, NULL }, { 0 } } }, "SELECT time_zone FROM organisation", "");
	const struct zone *zone = zone_find(organisation ? organisation->name : NULL);

	while (count == BATCH) {
		struct clock_row *rows = db_list(db, ctx, &clock_shape, &count, "SELECT id, promise_id, started_at, deadline, state FROM timer"
		    " WHERE id > ? AND state IN ('met', 'missed') ORDER BY id LIMIT 10000", "i", after);

		s.list = memory_need(talloc_realloc(ctx, s.list, struct sum, s.count + 2 * count + 1));
		for (size_t i = 0; i < count; i++) {
			int64_t met = rows[i].state == TIMER_MET;

			s.list[s.count++] = (struct sum){ rows[i].promise_id, BASIS_PERIOD, zone_day(zone, rows[i].deadline), met, 1 };
			s.list[s.count++] = (struct sum){ rows[i].promise_id, BASIS_START, zone_day(zone, rows[i].started_at), met, 1 };
			after = rows[i].id;
		}
		sums_settle(&s);
		talloc_free(rows);
	}
	return s;
}

/* What is kept of promises that have clocks. */
static struct sums
kept(struct db *db, const void *ctx)
{
	size_t count;
	struct kept_row *rows = db_list(db, ctx, &kept_shape, &count, "SELECT d.promise_id, d.basis, d.day, d.numerator, d.denominator"
	    " FROM promise_day d JOIN promise p ON p.id = d.promise_id"
	    " WHERE p.kind IN " KINDS_WITH_CLOCKS, "");
	struct sums s = { memory_need(talloc_array(ctx, struct sum, count + 1)), count };

	for (size_t i = 0; i < count; i++) {
		struct day day = { 0 };

		day_parse(rows[i].day, &day);
		s.list[i] = (struct sum){ rows[i].promise_id, rows[i].basis, day_number(day), rows[i].numerator, rows[i].denominator };
	}
	talloc_free(rows);
	sums_settle(&s);
	return s;
}

static struct miscount *
differences(struct db *db, const void *ctx, size_t most, size_t *count)
{
	struct miscount *found;
	const struct sums is = kept(db, ctx), ought = recount(db, ctx);
	size_t i = 0, j = 0;

	*count = 0;
	found = memory_need(talloc_zero_array(ctx, struct miscount, is.count + ought.count + 1));
	while ((i < is.count || j < ought.count) && *count < most) {
		static const struct sum nothing;
		int order = i == is.count ? 1 : j == ought.count ? -1 : by_place(&is.list[i], &ought.list[j]);
		const struct sum *a = order <= 0 ? &is.list[i++] : &nothing, *b = order >= 0 ? &ought.list[j++] : &nothing;
		const struct sum *place = order <= 0 ? a : b;

		if (a->numerator != b->numerator || a->denominator != b->denominator)
			found[(*count)++] = (struct miscount){ place->promise_id, place->basis, day_print(ctx, day_from_number(place->day)),
			    a->numerator, a->denominator, b->numerator, b->denominator };
	}
	return found;
}

struct miscount *
promise_miscounts(struct db *db, const void *ctx, size_t *count)
{
	return differences(db, ctx, TOLD_MOST, count);
}

struct miscount *
promise_miscounts_all(struct db *db, const void *ctx, size_t *count)
{
	return differences(db, ctx, SIZE_MAX, count);
}
