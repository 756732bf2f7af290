/* The brief of a week: posted once to everybody of both teams. */
#include "jobs/store.h"

#include "auth/user.h"
#include "base/days.h"
#include "base/text.h"
#include "jobs/when.h"
#include "sla/store.h"

enum { DAY = 86400 };

struct receiver {
	int64_t id;
	const char *zone;
};
static const struct column receiver_columns[] = {
	COLUMN(INT, struct receiver, id),
	COLUMN(TEXT, struct receiver, zone),
	{ 0 }
};
static const struct shape receiver_shape = { sizeof(struct receiver), receiver_columns };

const char *
organisation_zone_of(struct db *db, const void *ctx)
{
	static const struct column columns[] = { COLUMN(TEXT, struct receiver, zone), { 0 } };
	static const struct shape shape = { sizeof(struct receiver), columns };
	const struct receiver *row = db_one(db, ctx, &shape, "SELECT time_zone AS zone FROM organisation WHERE id = 1", "");

	return row ? row->zone : "UTC";
}

static const char *
monday_of(const void *ctx, int64_t now, const char *zone)
{
	struct day day = day_of(now, zone);

	return day_print(ctx, day_add(day, -day_weekday(day)));
}

/* The calendar of the agreement in force, while the brief of its week is to be posted; NULL: nothing is to be. */
static const struct calendar *
waiting(struct db *db, const void *ctx, int64_t now, const char *zone)
{
	const struct calendar *calendar = present_calendar(db, ctx, now);
	int64_t from = calendar ? week_opens(calendar, zone, now) : 0;

	if (!from || now < from || now >= from + DAY)		/* a copy that slept tells nothing of last week */
		return NULL;
	return db_integer(db, 0, "SELECT 1 FROM brief WHERE monday = ?", "s", monday_of(ctx, now, zone)) ? NULL : calendar;
}

bool
brief_waits(struct db *db, const void *ctx, int64_t now)
{
	return waiting(db, ctx, now, organisation_zone_of(db, ctx)) != NULL;
}

int64_t
brief_post(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const char *zone = organisation_zone_of(db, ctx), *monday = monday_of(ctx, now, zone);
	const struct calendar *calendar = waiting(db, ctx, now, zone);
	const struct receiver *people;
	struct day day;
	size_t count;

	(void)limit;
	if (!calendar || !day_parse(monday, &day))
		return 0;
	db_run(db, "INSERT INTO brief (monday, posted_at) VALUES (?, ?)", "st", monday, now);
	if (db_taken(db))
		return 0;
	people = db_list(db, ctx, &receiver_shape, &count, "SELECT p.id, COALESCE(p.time_zone, g.time_zone) AS zone FROM person p JOIN organisation g ON g.id = 1"
	    " WHERE p.team IN ('marketing', 'sales') AND p.disabled_at IS NULL ORDER BY p.id", "");
	for (size_t i = 0; i < count; i++) {
		struct calendar own = *calendar;
		int64_t at = now;

		own.zone = people[i].zone;
		calendar_next_open(&own, now, &at);
		db_run(db, "INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) VALUES (?, 'brief', ?, ?, ?)", "iitt", people[i].id,
		    day_number(day), at, now);
	}
	return (int64_t)count;
}
