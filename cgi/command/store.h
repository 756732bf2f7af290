/* Questions about the whole database that no page asks. */
#ifndef COMMAND_STORE_H
#define COMMAND_STORE_H

#include "data/db.h"

/* Something that must never be so, as a count that must be 0. */
struct invariant {
	const char *words;	/* what is wrong when the count is not 0 */
	const char *sql;
};

/* All of them; .words NULL ends the table. */
extern const struct invariant invariants[];

/* The count of one; -1 when it could not be asked. */
int64_t invariant_count(struct db *db, const struct invariant *invariant);

#endif
