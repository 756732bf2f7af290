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

/* The agreement moves with the content and the clock alone. */
static struct agreement *
agreement_read(struct db *db, const void *ctx, int64_t now)
{
	struct agreement *kept = db_kept(db, "home_agreement", 0);

	if (!kept) {
		kept = agreement_in_force(db, db_keeper(db, ctx), now);
		db_keep(db, "home_agreement", 0, kept);
	}
	return kept;
}

/* The next meeting, and what was taken on in those before. */
static void
meetings_read(struct db *db, const void *ctx, const struct user *user, struct home *home)
{
	home->next_meeting = meeting_next(db, ctx);
	if (user->team != TEAM_OBSERVER)
		home->tasks = tasks_waiting(db, ctx, user, TASKS_SHOWN + 1, &home->task_count);
}

void
home_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	struct agreement *agreement;

	*home = (struct home){ 0 };
	needs_read(db, ctx, user, now, zone, home);
	if (user->team != TEAM_OBSERVER)
		handoffs_read(db, ctx, user, now, zone, home);
	agreement = agreement_read(db, ctx, now);
	if (agreement)
		home->attained = attained_for(db, ctx, agreement, day_of(now, zone), 1, BASIS_PERIOD, zone, now);
	meetings_read(db, ctx, user, home);
}
