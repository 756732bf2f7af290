/*
 * What a handoff or a deal counts as: the formulas of all results, pure. Each gives cases of metrics; a figure is how many cases there
 * are, and how many of them are hits. Only what is true now: who keeps cases replaces those of a record by what it gives now, so
 * counting everything anew gives the same.
 */
#ifndef LEADS_RULES_RESULT_H
#define LEADS_RULES_RESULT_H

#include "leads/rules_deal.h"
#include "leads/rules_handoff.h"

/* Names as stored. What is counted and what is a hit stands in rules_result.c, a line for each. */
enum metric {
	METRIC_VOLUME, METRIC_QUALITY, METRIC_QUALITY_BY_DECISION, METRIC_CONTEXT, METRIC_TIME_TO_DECISION, METRIC_TIME_TO_FIRST_ATTEMPT,
	METRIC_WAIT_FOR_ATTEMPT, METRIC_ACCEPTED, METRIC_QUALIFIED, METRIC_OPPORTUNITY, METRIC_CUSTOMER, METRIC_LEAD_TO_CUSTOMER,
	METRIC_RETURNED, METRIC_DISQUALIFIED, METRIC_RECYCLED, METRIC_MARKETING_SHARE, METRIC_WIN_RATE, METRIC_AVERAGE_DEAL,
	METRIC_CYCLE_LENGTH, METRIC_CYCLE_FROM_CONVERSION, METRIC_GOAL, METRIC_PIPELINE, METRIC_LOST, METRIC_BOOKED, METRIC_INVOICED, METRIC_PAID
};
enum { METRICS = METRIC_PAID + 1 };
extern const char *const metric_names[];

/* The address of the term that defines a metric: "time-to-decision". Never NULL. */
const char *metric_slug(const void *ctx, int metric);

/* By what cases are grouped; names as stored. */
enum dimension { BY_NONE, BY_ORIGIN, BY_SOURCE, BY_CAMPAIGN, BY_THEME, BY_PERSONA, BY_OWNER, BY_REASON };
enum { DIMENSIONS = BY_REASON + 1 };
extern const char *const dimension_names[];

/* The dates a case may count by. */
enum dated { DATED_HANDOFF, DATED_DECISION, DATED_CLOSE, DATED_OPENING, DATED_CONVERSION };
enum { DATES = DATED_CONVERSION + 1 };

/* What a metric meant from some instant on: a version of its term, or (version_id 0, from INT64_MIN) how it is shipped. */
struct reading {
	int metric;
	int64_t term_id;		/* 0: there is no such term */
	int64_t version_id;
	int64_t number;			/* of the version; 0: as shipped */
	int64_t from;
	int dated;			/* enum dated */
	const char *without;		/* lines: slugs of return reasons that are left out; NULL or "": none */
	int64_t horizon;		/* days, of METRIC_LEAD_TO_CUSTOMER */
};
enum { HORIZON_USUAL = 180, BESIDE_DAYS = 92 };

/* How a metric is counted while no version is in force. */
struct reading reading_shipped(int metric);

/* The same as a version says it: its date by the words it names it with, its horizon by the days its measure names. What it does not say is as shipped. */
struct reading reading_of(int metric, const struct version *version);

/* Whether a metric leaves out returns for the reasons that its readings name: those that count what Sales decided. */
bool metric_leaves_out(int metric);

/* All readings: those of a metric in a row, the shipped one first, by when they came into force. */
struct readings {
	const struct reading *list;
	size_t count;
};

/* One case. */
struct result_case {
	int metric;
	int64_t version_id;
	int64_t subject_id;		/* the handoff, the deal, or the event of the deal */
	bool beside;			/* a newer version holds already */
	int64_t day;			/* day_number() */
	bool hit;
	int64_t value;			/* minutes or days; -1: it has not come to that */
	const char *currency;		/* "": none */
	int64_t minor;
	int64_t groups[DIMENSIONS];	/* by dimension; origins from 1; 0: none */
};

/* Cases of one record; room for more is made as they come. */
struct result_cases {
	struct result_case *list;	/* children of the struct */
	size_t count;
};
struct result_cases *result_cases_new(const void *ctx);

/* Brings them into the order of metric, version and subject, in which two lists are compared. */
void result_cases_sort(struct result_cases *cases);
int result_case_order(const struct result_case *a, const struct result_case *b);
bool result_case_same(const struct result_case *a, const struct result_case *b);

/* What a case adds to one of the sums of its month, or takes from it. The members down to `slot` are the key of the sum. */
struct result_move {
	int metric;
	int dimension;			/* enum dimension */
	int64_t month;			/* years from 0 in months */
	int64_t group_id;
	int64_t version_id;
	bool beside;
	const char *currency;		/* borrowed of the case */
	int64_t value;
	int64_t slot;			/* which of the rows that share a sum, so that not all wait for one */
	int64_t hits, cases, minor, minor_all;
};
enum { RESULT_SLOTS = 8 };

struct result_moves {
	struct result_move *list;	/* children of the struct */
	size_t count, room;
};
struct result_moves *result_moves_new(const void *ctx);

/* Adds what a case comes to in each dimension, `sign` times (1, or -1 where it is no more). */
void result_moves_add(struct result_moves *moves, const struct result_case *c, int sign);

/* One move for each sum, in the order of their keys; what comes to nothing is left out. */
void result_moves_settle(struct result_moves *moves);

/* A handoff with all that its cases need. */
struct counted_handoff {
	int64_t id;
	int64_t lead_id;
	int state;
	bool is_final, unanswered, all_met, all_known, in_volume;
	int64_t term_version_id;	/* of the definition it was handed over by */
	int64_t first_submitted_at, submitted_at;
	int decision;
	int64_t decided_at;
	int64_t sql_at;
	int outcome;
	int64_t outcome_at;
	int64_t outcome_reason_id;
	int64_t return_reason_id;	/* of the last return; 0: criteria alone */
	const char *return_reason_slug;	/* NULL: none */
	int64_t first_attempt_at;	/* 0: nobody tried */
	int64_t owner_id;
	int64_t calendar_version_id;
	int origin;
	int64_t source_id, campaign_id, theme_id, persona_id;
	int64_t converted_at;
	int64_t opened_at, won_at;	/* of the first deal that came from it, and of the first such that was won */
	int64_t lead_won_at;		/* the first win of its lead at the handoff or after it */
	bool is_first;			/* of its lead */
	const struct calendar *calendar;	/* NULL: times are not counted */
};
void handoff_count(struct result_cases *cases, const struct counted_handoff *handoff, const struct readings *readings, const char *zone);

/*
 * A lead that was never handed over here, with what another system says of it: it counts in the steps and on the way to a customer, from the
 * day it became an MQL there. Its cases bear PAST_SUBJECT and the lead's id where others bear a handoff's.
 */
#define PAST_SUBJECT (INT64_C(1) << 39)
struct counted_past {
	int64_t lead_id;
	int64_t mql_at, sal_at, sql_at, lost_at;	/* 0: not told */
	int outcome;
	int64_t opened_at;		/* of the first deal with it here */
	int64_t won_at;			/* the first win from mql_at on, there or here */
	int64_t owner_id;
	int origin;
	int64_t source_id, campaign_id, theme_id, persona_id;
	int64_t converted_at;
};
void past_count(struct result_cases *cases, const struct counted_past *past, const struct readings *readings, const char *zone);

/* A deal with all that its cases need. */
struct counted_deal {
	struct deal deal;		/* folded */
	const struct deal_event *events;
	size_t event_count;
	const struct closing *meanings;
	size_t meaning_count;
	bool is_first_of_account;	/* the account's first win, or it has no account */
	bool is_sourced;		/* the primary lead was handed over before the opening, as the next ones are of that lead */
	int lead_origin;
	int64_t source_id, campaign_id, theme_id, persona_id;
	int64_t converted_at;		/* of the primary lead; 0: unknown */
};
void deal_count(struct result_cases *cases, const struct counted_deal *deal, const struct readings *readings, const char *zone);

#endif
