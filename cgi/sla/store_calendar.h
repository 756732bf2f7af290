/* Business calendars in the database: a name, and versions that never change. */
#ifndef SLA_STORE_CALENDAR_H
#define SLA_STORE_CALENDAR_H

#include "data/db.h"

/* A calendar as a list shows it, with the version that holds on a day. */
struct calendar_row {
	int64_t id;
	const char *name;
	int64_t number;			/* of that version */
	int64_t newest;			/* number of the newest version */
	const char *zone;
	const char *valid_from;		/* YYYY-MM-DD */
	const char *week;		/* as stored: a line a day that is open, "mon 09:00-12:00 13:00-17:00" */
};

enum { CALENDARS_MOST = 200 };		/* so many are listed */

/* All calendars by name, as they hold on `day` (YYYY-MM-DD). */
const struct calendar_row *calendars_all(struct db *db, const void *ctx, const char *day, size_t *count);

#endif
