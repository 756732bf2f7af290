/* Medians and shares of an imported past. */
#include "leads/rules_rates.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>

enum { TARGET_MOST = 30000 };	/* minutes that a promise may name */

static int
by_size(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;

	return one < two ? -1 : one > two;
}

struct own_volume
own_volume_of(const int64_t *counts, size_t months)
{
	struct own_volume v = { 0 };
	int64_t sorted[RATE_MONTHS];
	size_t first = 0;

	if (months > RATE_MONTHS)
		months = RATE_MONTHS;
	while (first < months && !counts[first])
		first++;
	for (size_t i = first; i < months; i++) {
		sorted[v.months++] = counts[i];
		v.total += counts[i];
	}
	if (!v.months)
		return v;
	qsort(sorted, v.months, sizeof *sorted, by_size);
	v.a_month = sorted[(v.months - 1) / 2];
	v.least = sorted[0];
	v.most = sorted[v.months - 1];
	return v;
}

struct own_share
own_share_of(int64_t hits, int64_t cases)
{
	return (struct own_share){ hits, cases, cases ? hits * 100 / cases : 0 };
}

static int64_t
rounded_up(int64_t minutes)
{
	int64_t step = minutes <= 240 ? 30 : 60, target = minutes <= step ? step : (minutes + step - 1) / step * step;

	return target < TARGET_MOST ? target : TARGET_MOST;
}

struct own_time
own_time_of(int64_t *minutes, size_t count)
{
	struct own_time t = { .cases = count };
	size_t within = 0;

	if (!count)
		return t;
	qsort(minutes, count, sizeof *minutes, by_size);
	t.median = minutes[(count - 1) / 2];
	t.most_of_them = minutes[(count * 9 + 9) / 10 - 1];
	t.target = rounded_up(t.median);
	while (within < count && minutes[within] <= t.target)
		within++;
	t.percent = (int64_t)(within * 100 / count);
	return t;
}

static bool
enough(int64_t cases)
{
	return cases >= RATE_CASES_LEAST;
}

const char *
own_rates_query(const void *ctx, const struct own_rates *r)
{
	const struct { const char *name; int64_t cases, number; } all[] = {
		{ "volume", r->volume.total, r->volume.a_month },
		{ "quality", r->quality.cases, r->quality.percent },
		{ "context", r->context.cases, r->context.percent },
		{ "decision", (int64_t)r->decision.cases, r->decision.target },
		{ "decision_percent", (int64_t)r->decision.cases, r->decision.percent },
		{ "attempt", (int64_t)r->attempt.cases, r->attempt.target },
		{ "attempt_percent", (int64_t)r->attempt.cases, r->attempt.percent },
	};
	struct buffer *out = buffer_new(ctx);
	bool any = false;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (enough(all[i].cases) && all[i].number) {
			buffer_format(out, "%sown_%s=%" PRId64, any ? "&" : "", all[i].name, all[i].number);
			any = true;
		}
	return buffer_take(ctx, out);
}
