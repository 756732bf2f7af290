/* What promises add up to: kept by the day in the transaction of each event, asked for by the month. */
#ifndef SLA_STORE_ATTAIN_H
#define SLA_STORE_ATTAIN_H

#include "base/days.h"
#include "data/db.h"
#include "sla/rules_marks.h"
#include "sla/rules_month.h"
#include "sla/store_calendar.h"

/* By the day a result belongs to (for a clock: its deadline), or by the day it began. Days are of the organisation's zone. */
enum basis { BASIS_PERIOD, BASIS_START };
extern const char *const basis_names[];

/*
 * Adds to a day of a promise, in the running transaction. Clocks do it by themselves; this is for what is counted without
 * one: a handoff (volume), a decision (quality). A correction adds what takes the former back.
 */
void promise_add(struct db *db, int64_t promise_id, enum basis basis, struct day day, int64_t numerator, int64_t denominator);

/* The same to the day it belongs to and to the day it began, at once. */
void promise_add_both(struct db *db, int64_t promise_id, struct day period, struct day start, int64_t numerator, int64_t denominator);

/* What a clock adds to its promise: nothing unless it is met or missed. */
struct counted {
	bool counts;
	struct day period, start;
	int64_t met;			/* 1 or 0 */
};
struct counted timer_counted(int state, int64_t deadline, int64_t started_at, const char *zone);
bool counted_same(const struct counted *a, const struct counted *b);

enum { COUNTED_SLOTS = 8 };

/* Adds it with sign 1, takes it back with -1. Clocks settled at the same time rarely wait for one another: their ids say in which slot. */
void counted_add(struct db *db, int64_t promise_id, int64_t timer_id, const struct counted *counted, int sign);

/* The same of many clocks at once, in one statement for each few hundred places: from what each was to what it is. */
struct counted_move {
	int64_t promise_id;
	int64_t timer_id;
	struct counted was, is;
};
void counted_move_all(struct db *db, const void *ctx, const struct counted_move *moves, size_t count);

/*
 * The sums of all lines of an agreement, over `months` (1 to
 * MONTHS_MOST) from the month of `first`. Only months that have something; in no order. One statement, on indexes, whatever the history; none where
 * they are remembered, which they are until anything is written or the next clock runs out.
 */
struct month_sum *month_sums(struct db *db, const void *ctx, int64_t agreement_id, enum basis basis, struct day first, int months,
    const char *zone, int64_t now, size_t *count);

/* Promises that are counted by clocks. */
#define KINDS_WITH_CLOCKS "('handover', 'answer', 'decision', 'first_attempt', 'attempts', 'worked')"

/*
 * Sums by start say in which month a missed clock began and not when it was due. This sets missed_day of those sums to the day of
 * the latest deadline, where that is the day to which the feed is known or a later one. Reads no more than the clocks due since.
 */
void sums_date_misses(struct db *db, const void *ctx, int64_t agreement_id, struct day first, int months, const char *zone,
    int64_t known_up_to, struct month_sum *sums, size_t count);

/* What the lines of an agreement promised since when: every version of them that came into force, by line, oldest first. */
struct line_term *line_terms(struct db *db, const void *ctx, int64_t agreement_id, size_t *count);

/*
 * How the promises of the agreement stand that is in force at the end of a month, or now where that has not come: that month and
 * those before it, `months` in all. NULL: none is.
 */
struct agreement_month {
	const struct agreement *agreement;
	const struct calendar_version *calendar;	/* NULL: it has none any more */
	struct day first;				/* of the month */
	struct attainment *attainment;
};
struct agreement_month *attained_in(struct db *db, const void *ctx, struct day month, int months, enum basis basis, const char *zone, int64_t now);

/* The same of a version, whether or not it is in force then. Never NULL. */
struct agreement_month *attained_for(struct db *db, const void *ctx, const struct agreement *agreement, struct day month, int months, enum basis basis,
    const char *zone, int64_t now);

/*
 * A mark for each clock whose deadline lies in the month of a promise that has clocks, which are the cases of that month and those beside them; of
 * more than MARKS_MOST what marks_pick() leaves. NULL: there is none. One statement on an index, remembered like month_sums().
 */
const struct marks *marks_read(struct db *db, const void *ctx, const struct agreement_month *month, const struct promise_standing *standing,
    const char *zone, int64_t now);

/* The agreement a promise is part of, whole, once that came into force. NULL: there is none. */
struct agreement *agreement_of_promise(struct db *db, const void *ctx, int64_t promise_id, int64_t now);

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
	int64_t promise_id;			/* 0: a step of the plan */
	int basis;				/* of a step: enum plan_rate */
	const char *day;
	int64_t kept_numerator, kept_denominator;
	int64_t numerator, denominator;		/* as recounted */
};
struct miscount *promise_miscounts(struct db *db, const void *ctx, size_t *count);
struct miscount *promise_miscounts_all(struct db *db, const void *ctx, size_t *count);	/* not only the first few */

#endif
