/* What cases move in the sums of their months. */
#include "leads/rules_result.h"

#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

struct result_moves *
result_moves_new(const void *ctx)
{
	return memory_need(talloc_zero(ctx, struct result_moves));
}

/* Times are kept for each value they took, so their rows are many and nobody waits for one; counts share theirs among some slots. */
void
result_moves_add(struct result_moves *moves, const struct result_case *c, int sign)
{
	struct day day = day_from_number(c->day);

	if (moves->count + DIMENSIONS > moves->room) {
		moves->room = 2 * moves->room + DIMENSIONS;
		moves->list = memory_need(talloc_realloc(moves, moves->list, struct result_move, moves->room));
	}
	for (int d = BY_NONE; d < DIMENSIONS; d++)
		moves->list[moves->count++] = (struct result_move){ .metric = c->metric, .dimension = d, .month = day.year * 12 + day.month - 1,
		    .group_id = c->groups[d], .version_id = c->version_id, .beside = c->beside, .currency = c->currency, .value = c->value,
		    .slot = c->value < 0 ? c->subject_id % RESULT_SLOTS : 0, .hits = c->hit ? sign : 0, .cases = sign,
		    .minor = c->hit ? sign * c->minor : 0, .minor_all = sign * c->minor };
}

#define ORDER(member) \
	if (a->member != b->member) \
		return a->member < b->member ? -1 : 1

static int
move_order(const void *one, const void *other)
{
	const struct result_move *a = one, *b = other;
	int by_currency = strcmp(a->currency, b->currency);

	ORDER(metric);
	ORDER(dimension);
	ORDER(month);
	ORDER(group_id);
	ORDER(version_id);
	ORDER(beside);
	if (by_currency)
		return by_currency;
	ORDER(value);
	ORDER(slot);
	return 0;
}

static bool
comes_to_nothing(const struct result_move *m)
{
	return !m->hits && !m->cases && !m->minor && !m->minor_all;
}

void
result_moves_settle(struct result_moves *moves)
{
	size_t kept = 0;

	if (moves->count)
		qsort(moves->list, moves->count, sizeof *moves->list, move_order);
	for (size_t i = 0, next; i < moves->count; i = next) {
		struct result_move sum = moves->list[i];

		for (next = i + 1; next < moves->count && move_order(&sum, &moves->list[next]) == 0; next++) {
			sum.hits += moves->list[next].hits;
			sum.cases += moves->list[next].cases;
			sum.minor += moves->list[next].minor;
			sum.minor_all += moves->list[next].minor_all;
		}
		if (!comes_to_nothing(&sum))
			moves->list[kept++] = sum;
	}
	moves->count = kept;
}
