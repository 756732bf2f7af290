/* Which schema these programs know, and bringing a database up to it. */
#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

#include <stdbool.h>

struct db;

/* NULL when the database has the schema these programs were built for; else a sentence, borrowed from ctx. */
const char *schema_unknown(struct db *db, const void *ctx);

/*
 * Applies the numbered files of `directory` that are not yet in the database, then grants.sql, under a lock row so that
 * only one runner does: another waits for it as many seconds as `patience` says. Each file may be run again after an interruption, and
 * a runner that has not been heard of for ten minutes counts for nothing. Returns NULL, or a sentence.
 */
const char *schema_migrate(struct db *db, const void *ctx, const char *directory, int patience);

#endif
