/* How a promise stands in a month, each team with it, and both together. Pure. */
#ifndef SLA_RULES_MONTH_H
#define SLA_RULES_MONTH_H

#include "sla/rules_attain.h"

/* "95.8 %", "100 %"; "no cases". */
const char *share_words(const void *ctx, int64_t numerator, int64_t denominator);

/*
 * What a line of promises added up to in a month. A clock that runs past its deadline is in the denominator at once,
 * recorded or not; those still in time are beside it.
 */
struct month_sum {
	int64_t line_id;
	int64_t month;			/* 0 is the first one asked for */
	int64_t numerator;
	int64_t denominator;		/* of a volume: how many of the numerator are decided */
	int64_t pending;		/* run, and their deadline (or start) falls into the month */
	int64_t next_due;		/* deadline of the next one that runs; 0: none */
	int64_t latest_miss;		/* deadline of the latest one counted as missed only by the clock; 0: none */
	const char *missed_day;		/* the latest day on which something was due and not kept; NULL: none, or none that matters */
};

/* What a line promised since when: one entry for each version of it that came into force, oldest first. */
struct line_term {
	int64_t line_id;
	int64_t in_force_at;
	int64_t quantity;
	int64_t percent;
	int pace;
};

struct promise_month {
	struct day first;		/* of the month */
	bool held;			/* it was promised at the month's end; in one that runs, it is now */
	int64_t target;			/* percent, how many, or 1 for a meeting, as promised then */
	int64_t numerator;
	int64_t denominator;		/* cases; what was promised where that is a number */
	int64_t pending;		/* beside the cases: not due yet; of a volume, and among its number: not decided yet */
	int64_t expected;		/* of a volume at an even pace: how many by now, or by the month's end; else 0 */
	int standing;			/* enum promise_state */
};

/* A promise and its months; the last is the one asked about. */
enum { MONTHS_MOST = 12 };
struct promise_standing {
	const struct promise *promise;
	struct promise_month months[MONTHS_MOST];
	const struct promise_month *now;	/* the last of them */
};

struct attainment {
	int months;
	struct promise_standing *promises;	/* in the agreement's order */
	size_t count;
	int party[3];				/* enum promise_state of each enum party, in the last month */
	bool has_party[3];			/* it promises something */
	int joint;
	int64_t known_up_to;			/* of what comes from elsewhere; 0: nothing is measured so, or nothing is known */
};

/*
 * What a party is known by: Marketing by its volume, Sales by its first attempt; one for all leads before one for some, and the first it promises where
 * there is none of these. NULL: it promises nothing.
 */
const struct promise_standing *attainment_hero(const struct attainment *attainment, int party);

struct attainment_of {
	const struct agreement *agreement;
	const struct calendar *calendar;	/* of working days; NULL: none, every day counts */
	struct day first;			/* any day of the first month */
	int months;				/* 1 to MONTHS_MOST */
	const char *zone;			/* the organisation's */
	int64_t now;
	const struct month_sum *sums;
	size_t sum_count;
	const struct line_term *terms;
	size_t term_count;
	int64_t known_up_to;			/* of the feed of attempts; 0: not at all */
};
struct attainment *attainment_reckon(const void *ctx, const struct attainment_of *of);

/* Whether a promise is a number to reach in the month, rather than a share of cases. */
bool promise_is_number(int kind);

/* Whether each of its cases has a clock. */
bool promise_has_clock(int kind);

/* How many a volume at an even pace is to reach by the end of `day`. `calendar` NULL: every day is a working day. */
int64_t volume_by_day(const struct calendar *calendar, int64_t quantity, struct day day);

#endif
