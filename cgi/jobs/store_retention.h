/* Removes what is kept no longer, once an hour. */
#ifndef JOBS_STORE_RETENTION_H
#define JOBS_STORE_RETENTION_H

#include "data/db.h"

/* Whether an hour has passed since everything was gone through. */
bool retention_waits(struct db *db, int64_t now);

/*
 * Removes at most so many rows of each table whose days are over (data/classes.h), and leads that are kept no longer. Returns `limit` while more may wait,
 * so that it is called again; less puts the next time an hour off.
 */
int64_t retention_follow(struct db *db, const void *ctx, int64_t now, int64_t limit);

#endif
