/* The numbers that move with every change of what people see: one for each area. Who remembers something asks whether it is old. */
#ifndef DATA_CONTENT_H
#define DATA_CONTENT_H

#include "data/db.h"

/*
 * Raises the number of an area ("accounts", "glossary", "sla", "leads", "results", "meetings", "home") in the running transaction: what is rolled
 * back moved nothing. A request that a program answers does it by itself; other programs call this beside what they write.
 */
void content_touch(struct db *db, const char *area);

#endif
