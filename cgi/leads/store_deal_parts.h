/* What the files of the deals' store share; nobody else includes it. */
#ifndef LEADS_STORE_DEAL_PARTS_H
#define LEADS_STORE_DEAL_PARTS_H

#include "leads/store_deal.h"

/* Writes what all events of a locked deal come to, and moves its revision on. *deal is what it has become. */
void deal_save(struct db *db, const void *ctx, struct deal *deal);

/*
 * Finds which handoff a locked deal comes from, its primary lead's newest before it was opened that was not withdrawn, sets it, and moves the steps of the plan from what
 * the deal was (handoff_id, opened_at and won_at) to what it is.
 */
void deal_steps(struct db *db, const void *ctx, const struct deal *was, struct deal *is);

/* Locks a deal; NULL: there is none. */
struct deal *deal_hold(struct db *db, const void *ctx, int64_t id);

/* Holds the leads of a making as they are, in the order of their ids. False: *which (may be NULL) is not there, merged or erased. */
bool leads_hold(struct db *db, const void *ctx, const struct deal_making *m, size_t *which);

/* Writes one event; its id, 0: what it takes back was taken back already. */
int64_t deal_event_insert(struct db *db, const struct actor *actor, int64_t deal_id, const struct deal_input *input);

#endif
