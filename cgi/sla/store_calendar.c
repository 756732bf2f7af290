/* The statements on calendars. */
#include "sla/store_calendar.h"

/* The version that holds: the highest number among those whose day has come; before the first one's day, the first. */
#define HOLDS "COALESCE((SELECT MAX(h.number) FROM calendar_version h WHERE h.calendar_id = c.id AND h.valid_from <= ?), 1)"

static const struct column row_columns[] = {
	COLUMN(INT, struct calendar_row, id),
	COLUMN(TEXT, struct calendar_row, name),
	COLUMN(INT, struct calendar_row, number),
	COLUMN(INT, struct calendar_row, newest),
	COLUMN(TEXT, struct calendar_row, zone),
	COLUMN(TEXT, struct calendar_row, valid_from),
	COLUMN(TEXT, struct calendar_row, week),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct calendar_row), row_columns };

const struct calendar_row *
calendars_all(struct db *db, const void *ctx, const char *day, size_t *count)
{
	return db_list(db, ctx, &row_shape, count, "SELECT c.id, c.name, v.number,"
	    " (SELECT MAX(n.number) FROM calendar_version n WHERE n.calendar_id = c.id) AS newest, v.zone, v.valid_from, v.week"
	    " FROM calendar c JOIN calendar_version v ON v.calendar_id = c.id AND v.number = " HOLDS
	    " ORDER BY c.name LIMIT 200", "s", day);
}
