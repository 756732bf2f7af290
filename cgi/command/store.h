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

/* When the next clock that runs is due at an instant or later; 0: none. */
int64_t first_deadline(struct db *db, int64_t from);

/* A campaign by its name; 0: there is none. */
int64_t campaign_named(struct db *db, const char *name);

/* Mail of before an instant counts as sent when it was made: whoever loads a history wants none of it now. */
void mail_long_sent(struct db *db, int64_t before);

#endif
