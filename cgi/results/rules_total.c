/* Adding cases up, and what they come to. */
#include "results/rules_figure.h"

#include "base/text.h"
#include "sla/rules.h"

#include <string.h>
#include <talloc.h>

static bool
has_values(int unit)
{
	return unit == UNIT_MINUTES || unit == UNIT_DAYS || unit == UNIT_SHARE;
}

/* Where a value stands, or belongs; what has not come to it stands behind all others. */
static size_t
place_of(const struct total *t, int64_t value)
{
	size_t from = 0, to = t->spread_count;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if ((uint64_t)t->spread[middle].value < (uint64_t)value)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void
spread_add(const void *ctx, struct total *t, int64_t value, int64_t cases)
{
	size_t at = place_of(t, value);

	if (at == t->spread_count || t->spread[at].value != value) {
		if ((t->spread_count & (t->spread_count - 1)) == 0)
			t->spread = memory_need(talloc_realloc(ctx, t->spread, struct spread, t->spread_count ? t->spread_count * 2 : 1));
		memmove(&t->spread[at + 1], &t->spread[at], (t->spread_count - at) * sizeof *t->spread);
		t->spread[at] = (struct spread){ value, 0 };
		t->spread_count++;
	}
	t->spread[at].cases += cases;
}

void
total_add(const void *ctx, struct total *t, int unit, int64_t numerator, int64_t denominator, int64_t minor, int64_t minor_all, int64_t value)
{
	t->numerator += numerator;
	t->denominator += denominator;
	t->minor += minor;
	t->minor_all += minor_all;
	if (has_values(unit) && denominator)
		spread_add(ctx, t, value, denominator);
}

int64_t
total_reached(const struct total *t)
{
	int64_t cases = 0;

	for (size_t i = 0; i < t->spread_count; i++)
		cases += t->spread[i].value < 0 ? 0 : t->spread[i].cases;
	return cases;
}

int64_t
total_sum(const struct total *t)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->spread_count; i++)
		sum += t->spread[i].value < 0 ? 0 : t->spread[i].value * t->spread[i].cases;
	return sum;
}

int64_t
total_within(const struct total *t, int64_t days)
{
	int64_t cases = 0;

	for (size_t i = 0; i < t->spread_count; i++)
		cases += t->spread[i].value < 0 || (days >= 0 && t->spread[i].value > days) ? 0 : t->spread[i].cases;
	return cases;
}

int64_t
total_rank(const struct total *t, int unit, int tenths)
{
	int64_t all = unit == UNIT_MINUTES ? t->denominator : total_reached(t), passed = 0;

	for (size_t i = 0; i < t->spread_count && all; i++) {
		passed += t->spread[i].cases;
		if (passed * 10 >= all * tenths)
			return t->spread[i].value;
	}
	return -1;
}

bool
figure_number(const struct figure *f, const struct total *t, int64_t *number)
{
	if (!t->denominator)
		return false;
	switch (f->unit) {
	case UNIT_COUNT:
		*number = t->numerator;
		return true;
	case UNIT_SHARE:
		*number = percent_tenths(t->numerator, t->denominator);
		return true;
	case UNIT_AVERAGE:
		if (!t->numerator)
			return false;
		*number = (t->minor * 2 + t->numerator) / (2 * t->numerator);
		return true;
	case UNIT_SUM:
		*number = t->minor;
		return true;
	}
	*number = total_rank(t, f->unit, 5);
	return *number >= 0;
}
