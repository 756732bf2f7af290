/*
 * Figures: what each metric is called, how its cases make a number, and how the number is said. Pure. Cases, metrics and readings as in
 * leads/rules.h; money in minor units of its own currency, never converted.
 */
#ifndef RESULTS_RULES_FIGURE_H
#define RESULTS_RULES_FIGURE_H

#include "base/days.h"
#include "leads/rules.h"

/* How a number is made of cases. */
enum unit {
	UNIT_COUNT,			/* the hits; the cases beside it */
	UNIT_SHARE,			/* hits of cases */
	UNIT_MINUTES,			/* median of working time; what has not happened is longer than any */
	UNIT_DAYS,			/* median of days, of those that have come to it */
	UNIT_AVERAGE,			/* money of the hits by their number, one for each currency */
	UNIT_SUM			/* money of the hits, one for each currency */
};
extern const char *const unit_names[];

/* The families of the index, in their order. */
enum family { FAMILY_HANDOFFS, FAMILY_SPEED, FAMILY_CUSTOMERS, FAMILY_MONEY, FAMILY_STEPS, FAMILY_REASONS, FAMILIES };

struct figure {
	int metric;
	int unit;
	int family;
	const char *title;		/* "Quality" */
	const char *means;		/* the formula as a sentence, as it is shipped */
	const char *hits;		/* what is in the numerator: "accepted" */
	const char *cases;		/* what is in the denominator: "decided" */
	const char *cohort;		/* which months they stand in: "By the day of the handoff" … */
	const char *subject;		/* what one of them is: "handoff" */
	unsigned groups;		/* 1 << enum dimension, which it can be parted by */
};

/* By metric; every one has a row. And by what an address calls it, "quality" or "time-to-decision"; NULL: none. */
const struct figure *figure_of(int metric);
const struct figure *figure_named(const void *ctx, const char *name);

/* What "by the day of" a reading says: the figure's own words where it counts as shipped. */
const char *dated_words(int dated);

/* So many cases with one value. */
struct spread {
	int64_t value;			/* -1: it has not come to that */
	int64_t cases;
};

/* What cases come to, whatever they were grouped by. */
struct total {
	int64_t numerator, denominator;
	int64_t minor, minor_all;	/* money of the hits, and of all */
	struct spread *spread;		/* by value, ascending; -1 last. NULL: of a metric without values */
	size_t spread_count;
};

/* Adds so many cases; `ctx` holds the spread. `value` is ignored by units without. */
void total_add(const void *ctx, struct total *total, int unit, int64_t numerator, int64_t denominator, int64_t minor, int64_t minor_all, int64_t value);

/*
 * The value that so many tenths of the cases reach (nearest rank): the least one that at least `tenths` of ten have or stay below. -1: it has
 * not come to that for them, or there are no cases. Of days only cases that have come to it are looked at.
 */
int64_t total_rank(const struct total *total, int unit, int tenths);

/* How many have come to it, and the sum of their values. */
int64_t total_reached(const struct total *total);
int64_t total_sum(const struct total *total);

/* Cases whose value is at most `days`: the hits of another horizon. -1: any. */
int64_t total_within(const struct total *total, int64_t days);

/* Minutes as "45 min", "3 h 20 min"; days as "12 days"; -1 is "not yet". */
const char *minutes_words(const void *ctx, int64_t minutes);
const char *days_words(const void *ctx, int64_t days);

/* The number, and what stands small behind it: "62.5 %" with "20 of 32"; "No cases" with "". */
const char *figure_words(const void *ctx, const struct figure *figure, const struct total *total, const char *currency);
const char *figure_beside(const void *ctx, const struct figure *figure, const struct total *total, const char *currency);

/* The number as a program takes it: tenths of a percent, minutes, days, minor units, a count. False: there is none. */
bool figure_number(const struct figure *figure, const struct total *total, int64_t *number);

/* Whether all cases of a month have had `horizon` days: the month that ended before `today` - horizon. */
bool month_is_ripe(int64_t month, int64_t horizon, struct day today);

/* Months as year * 12 + month - 1. */
int64_t month_number(struct day day);
struct day month_day(int64_t month);
const char *month_code(const void *ctx, int64_t month);		/* "2026-11" */
bool month_read(const char *code, int64_t *month);

enum { SHARE_LEAST = 5 };		/* a share of fewer cases is not shown in a heat map */

#endif
