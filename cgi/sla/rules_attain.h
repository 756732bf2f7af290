/* What came of a promise in a period: counts, a percentage, and whether it was kept. Pure integers; the clock is an argument. */
#ifndef SLA_RULES_ATTAIN_H
#define SLA_RULES_ATTAIN_H

#include "sla/rules_agreement.h"
#include "sla/rules_timer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The words of the database and of JSON; NULL ends the names.
 *   kept          so far, or for good: the counts reach the target
 *   missed        the period is over, and nothing outstanding can change it
 *   behind        below the target, or below an even pace, and may still be reached
 *   not_due       nothing has fallen due yet, or a volume is on its way
 *   no_cases      there was nothing to count: neither 0 % nor 100 %
 *   not_measured  the feed of attempts does not reach that far: never "missed"
 */
enum promise_state { PROMISE_KEPT, PROMISE_MISSED, PROMISE_BEHIND, PROMISE_NOT_DUE, PROMISE_NO_CASES, PROMISE_NOT_MEASURED };
extern const char *const promise_state_names[];
const char *promise_state_label(int state);		/* "Kept", "Behind", "Not yet due", … */

/*
 * The joint state: the worst of missed, behind, not measured, kept, in this order. The others do not weigh; among them alone it
 * is "not due" if there is one, else "no cases". No states at all are "no cases".
 */
int promise_worst(const int states[], size_t count);

/* A percentage in tenths: 833 is 83.3 %. */
enum { TENTHS_NONE = -1, TENTHS_ALL = 1000 };

/* numerator / denominator, rounded half up once, 0..1000; TENTHS_NONE when the denominator is not positive. */
int percent_tenths(int64_t numerator, int64_t denominator);

/* Does numerator / denominator reach `percent`? Compares integers: a percentage that only looks as large is none. */
bool percent_reached(int64_t numerator, int64_t denominator, int64_t percent);

/* "83.3", as JSON and pages write it; "100", "0" and "83" without a point; NULL for none. */
const char *percent_print(const void *ctx, int tenths);

/* What a page shows of a promise. */
struct attained {
	int64_t numerator, denominator;
	int tenths;			/* TENTHS_NONE: none */
	int state;			/* enum promise_state */
	int64_t pending;
};

/*
 * A share, "`percent` %": quality (accepted of decided), context (complete of submitted), worked (worked of those
 * whose window has ended), feedback (given of asked). `pending`: cases of the period that are not decided yet, such as
 * handoffs without an answer. `measured` is false when the feed does not reach far enough.
 */
struct attained attain_share(int64_t numerator, int64_t denominator, int64_t pending, int64_t percent, bool period_over, bool measured);

/* "N a month". The count is not capped, the percentage is: 120 of 100 are 100 %. */
struct volume {
	int64_t count, target;		/* a target of 0 is kept by nothing at all */
	int64_t pending;		/* of the count: undecided */
	int pace;			/* enum promise_pace */
	struct pace_days days;		/* working days of the month that are over, and all */
};

/*
 * At an even pace the count expected by now is target * days over / days in the month; below it the promise is behind, on
 * it not yet due. At an open pace it is not due until the month is over. The comparison is exact; the number to show
 * is the least count that is not behind.
 */
struct attained attain_volume(const struct volume *volume, bool period_over);
int64_t volume_expected(const struct volume *volume);

/*
 * The working days of the month of `month`: those over by `now`, and all. A day is over at its last close, so that nobody is
 * behind in the morning for a day that has just begun.
 */
struct pace_days pace_days_at(const struct calendar *calendar, struct day month, int64_t now);

/* The monthly meeting: `held` of those that were `due` by now, and `planned` in the period. */
struct attained attain_meeting(int64_t held, int64_t due, int64_t planned, bool period_over);

#endif
