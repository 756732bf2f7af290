/* An agreement with how it goes, read together. */
#include "sla/store_attain.h"

#include "base/text.h"
#include "sla/store_agreement.h"

#include <talloc.h>

struct agreement_month *
attained_for(struct db *db, const void *ctx, const struct agreement *agreement, struct day month, int months, enum basis basis, const char *zone,
    int64_t now)
{
	struct agreement_month *a = memory_need(talloc_zero(ctx, struct agreement_month));
	struct attainment_of of = { .agreement = agreement, .first = day_add_months(day_month_start(month), 1 - months), .months = months,
	    .zone = zone, .now = now };
	int64_t ends = start_of_day(day_add_months(day_month_start(month), 1), zone);
	struct day day = day_of(now < ends ? now : ends - 1, zone);
	struct month_sum *sums;

	a->agreement = agreement;
	a->first = day_month_start(month);
	a->calendar = calendar_version_on(db, a, agreement->calendar_id, day_print(a, day));
	of.calendar = a->calendar ? &a->calendar->calendar : NULL;
	of.sums = sums = month_sums(db, a, agreement->id, basis, of.first, months, zone, now, &of.sum_count);
	of.terms = line_terms(db, a, agreement->id, &of.term_count);
	for (size_t i = 0; i < agreement->promise_count && !of.known_up_to; i++)
		if (agreement->promises[i].measured == MEASURED_FEED)
			of.known_up_to = feed_known_up_to(db, "attempts");
	if (basis == BASIS_START && of.known_up_to)
		sums_date_misses(db, a, agreement->id, of.first, months, zone, of.known_up_to, sums, of.sum_count);
	a->attainment = attainment_reckon(a, &of);
	return a;
}

struct agreement_month *
attained_in(struct db *db, const void *ctx, struct day month, int months, enum basis basis, const char *zone, int64_t now)
{
	int64_t ends = start_of_day(day_add_months(day_month_start(month), 1), zone);
	const struct agreement *agreement = agreement_then(db, ctx, ends - 1 < now ? ends - 1 : now);

	return agreement ? attained_for(db, ctx, agreement, month, months, basis, zone, now) : NULL;
}

struct agreement *
agreement_of_promise(struct db *db, const void *ctx, int64_t promise_id, int64_t now)
{
	int64_t id = db_integer(db, 0, "SELECT a.id FROM promise p JOIN agreement a ON a.id = p.agreement_id WHERE p.id = ? AND a.in_force_at <= ?",
	    "it", promise_id, now);

	return id ? agreement_find_id(db, ctx, id, now) : NULL;
}
