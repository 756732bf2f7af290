/* The plan in the database, and the months it takes its rate from. */
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
 * What was decided and handed over in each of `months` months from that of `first`, by what the promises counted: leads by the
 * term that was the gate then. Only months that have something. One statement, whatever the history.
 */
struct plan_month *plan_months(struct db *db, const void *ctx, struct day first, int months, size_t *count);

/* The full months before `now` that a plan looks back on, and what they come to. */
enum { PLAN_MONTHS_BACK = 6 };
struct day plan_first_month(int64_t now, const char *zone);
struct plan_history plan_history(struct db *db, const void *ctx, int64_t now, const char *zone);

#endif
