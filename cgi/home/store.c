/* Reads what home shows. */
#include "home/store.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

static void
handoffs_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	const struct queue_page *page = queue_of_person(db, ctx, user->id, user->team, HANDOFFS_LOOKED_AT, now, zone);

	home->handoffs = page->rows;
	home->handoff_count = page->count;
	home->more_handoffs = page->next != 0;
}

void
home_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	const struct agreement *agreement;

	*home = (struct home){ 0 };
	needs_read(db, ctx, user, now, zone, home);
	if (user->team != TEAM_OBSERVER)
		handoffs_read(db, ctx, user, now, zone, home);
	agreement = agreement_then(db, ctx, now);
	if (agreement)
		home->attained = attained_for(db, ctx, agreement, day_of(now, zone), 1, BASIS_PERIOD, zone, now);
}
