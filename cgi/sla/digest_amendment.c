/* The canonical text of an amendment, and its SHA-256: what a signature is given to. */
#include "base/canonical.h"
#include "sla/rules_amendment.h"
#include "sla/rules_calendar_text.h"

#include <stdio.h>

/*
 * concord-amendment 1
 * number calendar reason
 * days (their count), then for each by date: date name hours
 * clocks (their count), then for each by id: clock, "ID RESULT DEADLINE RESULT DEADLINE": as they were, as they will be
 *
 * Each on a line of its own as base/canonical.h says. Deadlines are seconds since 1970 UTC, 0 where there is none.
 */
const char *
amendment_canonical(const void *ctx, const struct amendment *a, const struct clock_effect *effects, size_t count)
{
	struct buffer *text = buffer_new(ctx);
	int64_t settled = 0;
	char line[120];

	buffer_text(text, "concord-amendment 1\n");
	canonical_number(text, "number", a->number);
	canonical_text(text, "calendar", a->calendar_name);
	canonical_text(text, "reason", a->reason);
	canonical_number(text, "days", (int64_t)a->day_count);
	for (size_t i = 0; i < a->day_count; i++) {
		canonical_text(text, "date", day_print(text, a->days[i].day));
		canonical_text(text, "name", a->days[i].name);
		canonical_text(text, "hours", hours_text(text, &a->days[i].hours));
	}
	for (size_t i = 0; i < count; i++)
		settled += effects[i].effect != EFFECT_RUNS;
	canonical_number(text, "clocks", settled);
	for (size_t i = 0; i < count; i++) {
		const struct clock_effect *e = &effects[i];

		if (e->effect == EFFECT_RUNS)
			continue;
		snprintf(line, sizeof line, "%lld %s %lld %s %lld", (long long)e->timer_id, timer_state_names[e->old_state],
		    (long long)e->old_deadline, timer_state_names[e->new_state], (long long)e->new_deadline);
		canonical_text(text, "clock", line);
	}
	return buffer_take(ctx, text);
}

const char *
amendment_digest(const void *ctx, const struct amendment *a, const struct clock_effect *effects, size_t count)
{
	return canonical_digest(ctx, amendment_canonical(ctx, a, effects, count));
}
