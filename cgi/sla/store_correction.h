/* Corrections of single clocks in the database. Results, ctx and failures as in glossary/store.h. */
#ifndef SLA_STORE_CORRECTION_H
#define SLA_STORE_CORRECTION_H

#include "glossary/store.h"
#include "sla/rules_correction.h"

struct correction *correction_find(struct db *db, const void *ctx, int64_t id);

/* Those of a clock, oldest first; and of all clocks: those that are open, oldest first, and the last that are not, newest first. */
struct correction *corrections_of(struct db *db, const void *ctx, int64_t timer_id, size_t *count);
struct correction *corrections_open(struct db *db, const void *ctx, int64_t limit, size_t *count);
struct correction *corrections_closed(struct db *db, const void *ctx, int64_t limit, size_t *count);

/* How many wait for a team to confirm them. */
int64_t corrections_waiting(struct db *db, int team);

/* Asks the other team; `correction` was found free of problems. Sets its id. RESULT_TAKEN: another one of this clock is open. */
enum act_result correction_ask(struct db *db, const struct actor *actor, struct correction *correction);

/*
 * Confirms it, naming the revision seen: the clock has its new result in the same transaction, and both stay in the row. RESULT_MOVED: it is not
 * open any more, or the clock says by now what it asks for, so that there is nothing left to correct.
 */
enum act_result correction_confirm(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision);

/* Refuses or withdraws it: nothing changes. */
enum act_result correction_end(struct db *db, const struct actor *actor, int64_t id, int64_t revision, enum correction_state state);

#endif
