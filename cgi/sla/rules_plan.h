/* Reverse planning: from a sales goal back to the leads a month it takes. Pure; exact until the one rounding at the end. */
#ifndef SLA_RULES_PLAN_H
#define SLA_RULES_PLAN_H

#include "sla/rules_agreement.h"
#include "sla/rules_money.h"

enum plan_period { PLAN_MONTH, PLAN_QUARTER, PLAN_YEAR };
extern const char *const plan_period_names[];		/* "month", "quarter", "year"; NULL ends them */
int64_t plan_period_months(int period);

/* The steps a lead takes, in their order: of a hundred at one, how many come to the next. */
enum plan_rate { RATE_ACCEPTED, RATE_QUALIFIED, RATE_OPPORTUNITY, RATE_CUSTOMER, PLAN_RATES };
extern const char *const plan_rate_members[];		/* "accepted", "qualified", "opportunity", "customer"; NULL ends them */

enum { PLAN_SOURCES_MOST = 12, PLAN_SOURCE_CHARACTERS = 120, PLAN_LEADS_MOST = 1000000 };

struct plan_source {
	const char *name;
	int64_t tenths;			/* of all leads that Marketing hands over: 333 is 33.3 % */
};

/* Percentages are in tenths, amounts in minor units of the currency. */
struct plan {
	int64_t revision;		/* 0: never kept */
	int period;			/* enum plan_period of the goal */
	const char *currency;		/* code */
	int64_t goal;			/* revenue in a period */
	int64_t deal;			/* the average one */
	int64_t share;			/* of new customers that come from Marketing */
	int64_t rates[PLAN_RATES];	/* 0: taken from the organisation's history */
	const struct plan_source *sources;
	size_t source_count;		/* 0: not parted */
	const char *editor_name;	/* who kept it last; NULL: nobody has */
	int64_t edited_at;
};

/* As a form holds it; texts may be NULL. */
struct plan_typed {
	int period;			/* -1: none chosen, as the next */
	int currency;			/* place among currencies */
	const char *goal, *deal, *share;
	const char *rates[PLAN_RATES];
	const char *source_names[PLAN_SOURCES_MOST], *source_shares[PLAN_SOURCES_MOST];
};

/*
 * A month of the organisation's own. Of those who came to a step in it, so many took it, whenever they did: leads that Sales decided on
 * and accepted; leads accepted and SQLs; SQLs and opportunities; opportunities and customers.
 */
struct plan_month {
	int64_t month;			/* 0 is the first one asked for */
	int64_t took[PLAN_RATES], came[PLAN_RATES];
	int64_t handed_over;
};

/* What the months say about one rate. Those in which nobody came to the step do not count. */
struct rate_history {
	int64_t took, came;		/* in all; came 0: there is no history */
	int64_t tenths;			/* of both; 0: no rate to reckon with */
	int64_t months;
	struct {
		int64_t month, took, came;
	} worst, best;			/* the months with the lowest and the highest rate; the later of equals */
};

/* What the months come to. Those without a handoff do not count for the number handed over. */
struct plan_history {
	struct rate_history rates[PLAN_RATES];
	int64_t handed_over, least, most;	/* in all; in the month with fewest and with most */
	int64_t volume_months;
};
struct plan_history plan_history_of(const struct plan_month *months, size_t count);

/*
 * What was typed, as a plan. One entry a problem: members as in the struct, rates by plan_rate_members, sources
 * "source_name" and "source_share" with their row from 0. A rate left empty is history's, and a problem without one.
 */
struct plan plan_read(struct problems *problems, const struct plan_typed *typed, const struct plan_history *history);
struct plan_typed plan_typed_of(const void *ctx, const struct plan *plan);

/* Whether two plans say the same. */
bool plan_same(const struct plan *a, const struct plan *b);

/* "62.5", from above 0 to 100 with one digit behind the point, as tenths. A percent sign behind it is taken. */
bool plan_percent_read(const void *ctx, const char *typed, int64_t *tenths);

/* A line of the working: "Opportunities", "30 ÷ 25 %", "120". */
struct plan_line {
	const char *name;
	const char *sum;
	const char *result;
};

struct plan_result {
	const char *problem;		/* why nothing comes out; NULL: the rest holds */
	int64_t leads;			/* handed over a month, rounded up */
	int64_t *parts;			/* of them by source, in the plan's order; they come to `leads` */
	struct plan_line *lines;	/* in order, the last is `leads` */
	size_t line_count;
	const char *others;		/* "20": customers of a period that come without Marketing; NULL: none do */
	struct {
		int64_t leads_best;
		int64_t leads_worst;	/* 0: too many, or in the worst month nobody took the step */
	} ranges[PLAN_RATES];		/* of a rate that is history's and whose months differ: leads at the best and worst of them; else 0 */
};

/* Of a plan without problems. */
struct plan_result *plan_reckon(const void *ctx, const struct plan *plan, const struct plan_history *history);

/* Whole parts of `total` by shares in tenths that come to 1000: largest remainders, of equals the earlier. */
void plan_split(int64_t total, const struct plan_source *sources, size_t count, int64_t *parts);

/*
 * Writes the volume into an agreement's promises: one for all leads, or one for each source that has any. It takes the place
 * of volumes of the gate's term for all leads or for sources; one about the same leads goes on with its line and pace. All other promises stay as they are, and where they are.
 * False: there would be more than PROMISES_MOST, and nothing has changed.
 */
bool plan_fill(const void *ctx, struct agreement *agreement, const struct plan *plan, const struct plan_result *result, bool by_source);

/* "€600,000 a quarter". */
const char *plan_goal_words(const void *ctx, const struct plan *plan);

#endif
