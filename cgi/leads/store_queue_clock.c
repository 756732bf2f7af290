/* The clock of a row of the queue, and of one handoff: what is left of it by its calendar. */
#include "leads/store_queue_parts.h"

#include "base/days.h"
#include "sla/rules.h"
#include "sla/store.h"

#include <talloc.h>

/*
 * Calendars by their version: a page of rows has one or two, a year a handful. What a version says never changes, so the process keeps
 * them; when it has too many it begins anew.
 */
struct known_calendar {
	int64_t id;
	const struct calendar *calendar;
};
enum { CALENDARS_KNOWN = 16 };
static struct {
	void *memory;
	struct known_calendar list[CALENDARS_KNOWN];
	size_t count;
} known;

void
queue_calendars_tidy(void)
{
	if (known.count < CALENDARS_KNOWN / 2)
		return;
	TALLOC_FREE(known.memory);
	known.count = 0;
}

const struct calendar *
queue_calendar(struct db *db, const void *ctx, int64_t id)
{
	bool keeps;
	const struct calendar_version *version;

	for (size_t i = 0; i < known.count; i++)
		if (known.list[i].id == id)
			return known.list[i].calendar;
	if (!known.memory)
		known.memory = memory_need(talloc_named_const(NULL, 1, "calendars that are known"));	/* of nothing, leak checkers would miss the pointer */
	keeps = known.count < CALENDARS_KNOWN && db_keeper(db, known.memory) == known.memory;	/* what a transaction read ends with it */
	version = id ? calendar_version_get(db, keeps ? known.memory : ctx, id) : NULL;
	if (version && keeps && db_fate(db) == DB_FINE)
		known.list[known.count++] = (struct known_calendar){ id, &version->calendar };
	return version ? &version->calendar : NULL;
}

struct queue_clock
queue_clock_made(const void *ctx, const struct calendar *calendar, int64_t deadline, bool promised, bool paused, int64_t now, const char *zone)
{
	struct queue_clock c = { .promised = promised, .paused = promised && paused, .running = deadline && !paused, .deadline = deadline };

	if (!calendar || !c.running)
		return c;
	if (deadline >= now) {
		c.left = calendar_open_seconds(calendar, now, deadline, NULL);
		c.left = c.left ? c.left : 1;
		c.resumes = calendar_resumes(ctx, calendar, now);
		c.due_today = day_compare(day_of(deadline, zone), day_of(now, zone)) == 0;
	} else
		c.late = calendar_open_seconds(calendar, deadline, now, NULL);
	return c;
}

struct queue_clock
handoff_clock(struct db *db, const void *ctx, const struct handoff *h, const struct clock *timers, size_t count, int64_t now, const char *zone)
{
	const struct clock *t = NULL;
	int64_t id;
	const struct calendar_version *version;
	struct queue_clock clock;

	for (size_t i = 0; i < count; i++)
		if (timers[i].id == h->due_timer_id)
			t = &timers[i];
	id = t ? t->calendar_version_id : h->calendar_version_id;
	version = id ? calendar_version_get(db, ctx, id) : NULL;
	clock = queue_clock_made(ctx, version ? &version->calendar : NULL, t ? t->deadline : 0, h->agreement_id > 0,
	    h->state == HANDOFF_INFO_REQUESTED, now, zone);

	clock.unmeasured = t && t->unmeasured;
	return clock;
}
