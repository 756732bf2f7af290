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

/* How often an area has changed, the running transaction included: "glossary" or "sla". For tests. */
int64_t content_version(struct db *db, const char *area);

#endif
