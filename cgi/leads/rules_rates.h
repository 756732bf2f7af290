/*
 * What an organisation's own past says of the promises it might make: how many a month, how many of them told enough, how soon. Pure.
 * Times are minutes of working time.
 */
#ifndef LEADS_RULES_RATES_H
#define LEADS_RULES_RATES_H

#include <stddef.h>
#include <stdint.h>

enum {
	RATE_MONTHS = 12,		/* full months that are looked back on */
	RATE_CASES_LEAST = 10,		/* fewer say nothing that one could promise by */
	RATE_CASES_MOST = 2000		/* the newest, of what is looked at one by one */
};

/* Leads of each month, the oldest first. Months before the first that has any are not counted: the list did not go back so far. */
struct own_volume {
	int64_t total;
	size_t months;
	int64_t a_month;		/* the month in the middle; of two the smaller */
	int64_t least, most;
};
struct own_volume own_volume_of(const int64_t *counts, size_t months);

/* So many of so many. */
struct own_share {
	int64_t hits, cases;
	int64_t percent;		/* rounded down: what was kept in fact */
};
struct own_share own_share_of(int64_t hits, int64_t cases);

/* How long something took. */
struct own_time {
	size_t cases;
	int64_t median, most_of_them;	/* the latter: nine of ten took no longer */
	int64_t target;			/* the median rounded up to what one would promise: half hours up to four hours, then whole ones */
	int64_t percent;		/* of the cases within the target, rounded down */
};
struct own_time own_time_of(int64_t *minutes, size_t count);	/* sorts them */

struct own_rates {
	struct own_volume volume;
	struct own_share quality;	/* accepted of decided; no cases where the other system tells of nobody who was refused */
	struct own_share context;	/* every must of the definition known */
	struct own_time decision, attempt;
};

/* For the address of a new agreement: "own_volume=69&own_context=72&…", with what has cases enough; "" nothing. */
const char *own_rates_query(const void *ctx, const struct own_rates *rates);

#endif
