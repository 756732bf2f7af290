/* Numbers that move with every change of what people see. Who remembers something asks whether it is old. */
#ifndef DATA_CONTENT_H
#define DATA_CONTENT_H

#include "data/db.h"

/*
 * Notes that an area ("accounts", "glossary", "sla", "leads", "results", "meetings", "home") changes in the running transaction, which raises its
 * number right before it is committed: nobody who still has work to do waits for the row, and what is rolled back moved nothing. A
 * request that a program answers does it by itself; other programs call this beside what they write. Outside of a transaction it is raised at once.
 */
void content_touch(struct db *db, const char *area);

/*
 * db_remember() for the running transaction, in which `area` writes, by the `version` of the words that was read before it: it reads nothing, so that
 * a handler may lock first. Nothing is remembered where the area's own writes move the words, nor from content_touch() on where another's do.
 * content_recalled(), before the commit, holds it against what the transaction sees: other words, and the work is to be run again.
 */
void content_remember(struct db *db, const char *area, int64_t version, int64_t now);
void content_recalled(struct db *db);

/* How often an area has changed, the running transaction included: "glossary" or "sla". For tests. */
int64_t content_version(struct db *db, const char *area);

#endif
