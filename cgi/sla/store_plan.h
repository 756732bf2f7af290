/* The plan in the database, and the months it takes its rates from. */
#ifndef SLA_STORE_PLAN_H
#define SLA_STORE_PLAN_H

#include "base/days.h"
#include "sla/rules_plan.h"
#include "sla/store_agreement.h"

/* The organisation's plan, or NULL while there is none. */
struct plan *plan_find(struct db *db, const void *ctx);

/*
 * Keeps the plan over the revision it names (0: the first one), which moves on in the struct. RESULT_STALE: another was
 * kept meanwhile.
 */
enum act_result plan_save(struct db *db, const void *ctx, const struct actor *actor, struct plan *plan);

/*
 * What came to each step in each of `months` months from that of `first`, and what took it. Decided on and handed over by what the
 * promises counted: leads by the term that was the gate then; the later steps as step_add() counted them. Only months that have
 * something. One statement, whatever the history.
 */
struct plan_month *plan_months(struct db *db, const void *ctx, struct day first, int months, size_t *count);

/* The full months before `now` that a plan looks back on, and what they come to. */
enum { PLAN_MONTHS_BACK = 6 };
struct day plan_first_month(int64_t now, const char *zone);
struct plan_history plan_history(struct db *db, const void *ctx, int64_t now, const char *zone);

/*
 * Counts a step after the acceptance, in the running transaction: RATE_QUALIFIED by the day the lead was accepted, RATE_OPPORTUNITY by
 * the day it became an SQL, RATE_CUSTOMER by the day the deal was opened. `denominator` is those who came to it that day, `numerator`
 * those of them who took it, whenever they did; negative ones take back. Who counts adds the difference between what was and what is, so
 * that counting all records anew gives the same. `record_id` says which of the day's rows: the same one for the same record.
 */
void step_add(struct db *db, enum plan_rate step, struct day day, int64_t record_id, int64_t numerator, int64_t denominator);

/* What is kept of a step on a day, over all its rows; for concord check. In the order of step and day. */
struct step_sum {
	int step;			/* enum plan_rate */
	const char *day;
	int64_t numerator, denominator;
};
struct step_sum *step_sums(struct db *db, const void *ctx, size_t *count);

#endif
