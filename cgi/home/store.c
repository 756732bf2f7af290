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

static void
promises_read(struct db *db, const void *ctx, int64_t now, const char *zone, struct home *home)
{
	const struct agreement *agreement = agreement_then(db, ctx, now);

	if (!agreement)
		return;
	home->attained = attained_for(db, ctx, agreement, day_of(now, zone), 1, BASIS_PERIOD, zone, now);
	for (int party = PARTY_MARKETING; party <= PARTY_SALES; party++) {
		home->heroes[party] = attainment_hero(home->attained->attainment, party);
		if (home->heroes[party])
			home->marks[party] = marks_read(db, ctx, home->attained, home->heroes[party], zone, now);
	}
}

void
home_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	*home = (struct home){ 0 };
	needs_read(db, ctx, user, now, zone, home);
	if (user->team != TEAM_OBSERVER)
		handoffs_read(db, ctx, user, now, zone, home);
	promises_read(db, ctx, now, zone, home);
}
