/* The clock of a row of the queue, and of one handoff: what is left of it by its calendar. */
#include "leads/store_queue_parts.h"

#include "base/days.h"
#include "sla/rules.h"
#include "sla/store.h"

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
