/* What promises add up to: kept by the day in the transaction of each event, asked for by the month. */
#ifndef SLA_STORE_ATTAIN_H
#define SLA_STORE_ATTAIN_H

#include "base/days.h"
#include "data/db.h"

/* By the day a result belongs to (for a clock: its deadline), or by the day it began. Days are of the organisation's zone. */
enum basis { BASIS_PERIOD, BASIS_START };
extern const char *const basis_names[];

/*
 * Adds to a day of a promise, in the running transaction. Clocks do it by themselves; this is for what is counted without
 * one: a handoff (volume), a decision (quality). A correction adds what takes the former back.
 */
void promise_add(struct db *db, int64_t promise_id, enum basis basis, struct day day, int64_t numerator, int64_t denominator);

/* What a clock adds to its promise: nothing unless it is met or missed. */
struct counted {
	bool counts;
	struct day period, start;
	int64_t met;			/* 1 or 0 */
};
struct counted timer_counted(int state, int64_t deadline, int64_t started_at, const char *zone);
bool counted_same(const struct counted *a, const struct counted *b);
void counted_add(struct db *db, int64_t promise_id, const struct counted *counted, int sign);

/*
 * What a line of promises added up to in a month. A clock that runs past its deadline is in the denominator at once,
 * recorded or not; those still in time are beside it.
 */
struct month_sum {
	int64_t line_id;
	int64_t month;			/* 0 is the first one asked for */
	int64_t numerator;
	int64_t denominator;
	int64_t pending;		/* run, and their deadline (or start) falls into the month */
	int64_t latest_miss;		/* deadline of the latest one counted as missed only by the clock; 0: none */
};

/*
 * The sums of all lines of an agreement, over `months` (1 to
 * MONTHS_MOST) from the month of `first`. Only months that have something; in no order. Two statements, both on indexes, whatever the history.
 */
enum { MONTHS_MOST = 12 };
struct month_sum *month_sums(struct db *db, const void *ctx, int64_t agreement_id, enum basis basis, struct day first, int months,
    const char *zone, int64_t now, size_t *count);

/* The days of a line in [from, to), for a line that rises; only those that have something, in order. */
struct day_sum {
	const char *day;
	int64_t numerator;
	int64_t denominator;
};
struct day_sum *day_sums(struct db *db, const void *ctx, int64_t line_id, struct day from, struct day to, size_t *count);

/* Up to when what comes from elsewhere is known: "attempts", "deals". 0: not at all. */
int64_t feed_known_up_to(struct db *db, const char *name);

/* Days whose sums are not what a recount of all clocks gives; the first few, for concord check. */
struct miscount {
	int64_t promise_id;
	int basis;
	const char *day;
	int64_t kept_numerator, kept_denominator;
	int64_t numerator, denominator;		/* as recounted */
};
struct miscount *promise_miscounts(struct db *db, const void *ctx, size_t *count);

#endif
