/* Reads what home shows. */
#include "home/store.h"

#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

enum { MOST_NEEDS = 1000, MOST_AGREEMENTS = 20, MOST_RECENT = 4 };

/* Words to sign, to answer for, to look at again and to finish. */
static void
words_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	home->sent_back = versions_sent_back(db, ctx, user->id, MOST_NEEDS, &home->sent_back_count);
	home->edited = versions_edited_since(db, ctx, user->id, MOST_NEEDS, &home->edited_count);
	home->to_sign = versions_to_sign(db, ctx, user->team, MOST_NEEDS, &home->to_sign_count);
	home->drafts = drafts_to_finish(db, ctx, user->id, MOST_DRAFTS, &home->draft_count);
	home->draft_counts = drafts_count(db, ctx, user->id);
	home->due = terms_review_due(db, ctx, now, day_print(ctx, day_of(now, zone)), MOST_NEEDS, &home->due_count);
	home->agreements_back = agreements_sent_back(db, ctx, user->id, MOST_AGREEMENTS, &home->agreements_back_count);
	home->agreements_to_sign = agreements_to_sign(db, ctx, user->team, MOST_AGREEMENTS, &home->agreements_to_sign_count);
	home->amendments_to_sign = amendments_to_sign(db, ctx, user->team, MOST_AGREEMENTS, &home->amendments_to_sign_count);
	home->agreement_drafts = agreements_of_author(db, ctx, user->id, MOST_DRAFTS, &home->agreement_draft_count);
}

static int
by_urgency(const void *a, const void *b)
{
	const struct queue_row *x = a, *y = b;

	return (x->queue_at > y->queue_at) - (x->queue_at < y->queue_at);
}

/* Adds the first rows of a view. */
static void
view_add(struct db *db, const void *ctx, int64_t person_id, int view, int64_t now, const char *zone, struct home *home)
{
	struct queue_filter filter = QUEUE_FILTER_BLANK;
	const struct queue_page *page;

	filter.view = view;
	filter.person_id = person_id;
	filter.limit = HANDOFFS_LOOKED_AT;
	page = queue_list(db, ctx, &filter, now, zone);
	home->handoffs = memory_need(talloc_realloc(ctx, home->handoffs, struct queue_row, home->handoff_count + page->count + 1));
	for (size_t i = 0; i < page->count; i++)
		home->handoffs[home->handoff_count++] = page->rows[i];
	home->more_handoffs |= page->next != 0;
}

static void
handoffs_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	if (user->team == TEAM_SALES) {
		view_add(db, ctx, user->id, VIEW_MINE, now, zone, home);
		view_add(db, ctx, user->id, VIEW_UNASSIGNED, now, zone, home);
	} else {
		view_add(db, ctx, user->id, VIEW_MY_RETURNED, now, zone, home);
		home->handoff_drafts = handoff_drafts(db, ctx, user->id, MOST_DRAFTS, &home->handoff_draft_count);
	}
	qsort(home->handoffs, home->handoff_count, sizeof *home->handoffs, by_urgency);
}

/* The next meeting, and what was taken on in those before. */
static void
meetings_read(struct db *db, const void *ctx, const struct user *user, int64_t now, struct home *home)
{
	const struct task_filter own = { .view = TASKS_MINE, .person_id = user->id, .limit = MOST_DRAFTS, .now = now };
	const struct task_filter other = { .view = TASKS_UNCONFIRMED, .team = user->team, .limit = MOST_DRAFTS, .now = now };

	home->next_meeting = meeting_next(db, ctx);
	if (user->team == TEAM_OBSERVER)
		return;
	home->tasks = tasks_list(db, ctx, &own, &home->task_count);
	if (user->is_point_person)
		home->unconfirmed = tasks_list(db, ctx, &other, &home->unconfirmed_count);
}

void
home_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	*home = (struct home){ 0 };
	if (user->team != TEAM_OBSERVER) {
		words_read(db, ctx, user, now, zone, home);
		handoffs_read(db, ctx, user, now, zone, home);
	}
	home->attained = attained_in(db, ctx, day_of(now, zone), 1, BASIS_PERIOD, zone, now);
	meetings_read(db, ctx, user, now, home);
	home->recent = terms_agreed_lately(db, ctx, now, MOST_RECENT, &home->recent_count);
}
