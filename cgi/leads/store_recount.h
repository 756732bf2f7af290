/* Counting all days of promises and steps anew: in another zone, or after an update that counts more than before. */
#ifndef LEADS_STORE_RECOUNT_H
#define LEADS_STORE_RECOUNT_H

#include "data/db.h"

#include <stddef.h>
#include <stdint.h>

/* Whether the days that are kept are those of another zone than the organisation's now, or of another rule, or results are not counted yet. */
bool recount_waits(struct db *db);

/*
 * Brings what is kept to what counting gives, in transactions of its own: what differs is read in one view of the database, and added in another, so that whoever counts meanwhile loses nothing. Whoever still acts by the old zone must have ended. False: it failed, or somebody
 * else did it meanwhile; nothing has changed then. Results are counted anew behind it, in pieces; what was interrupted waits again.
 */
bool recount_days(struct db *db, const void *ctx, int64_t now);

/* The clocks of some handoffs, at most twice `most`: of the newest, and of others spread evenly over all. Their ids, each once. */
int64_t *clocks_sampled(struct db *db, const void *ctx, int64_t most, size_t *count);

#endif
