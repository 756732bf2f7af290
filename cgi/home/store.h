/* Everything home asks of the other areas' stores: a few statements each, none of which grows with what is over. */
#ifndef HOME_STORE_H
#define HOME_STORE_H

#include "glossary/store.h"
#include "leads/store.h"
#include "meetings/store.h"
#include "sla/store.h"

/* What home shows. Lists are never NULL; those a reader's team has no part in are empty. */
struct home {
	struct version_news *sent_back, *edited;	/* `edited`: out of to_sign, what the reader had signed before */
	struct version_row *to_sign, *drafts;
	struct due_row *due;
	struct agreed_row *recent;
	struct agreement_row *agreements_to_sign, *agreement_drafts;	/* `agreement_drafts`: the reader's */
	struct agreement_news *agreements_back;
	struct amendment_row *amendments_to_sign;
	size_t agreements_to_sign_count, agreement_draft_count, agreements_back_count, amendments_to_sign_count;
	struct draft_counts *draft_counts;		/* NULL: not asked for */
	size_t sent_back_count, edited_count, to_sign_count, draft_count, due_count, recent_count;

	struct queue_row *handoffs;			/* the reader's turn: their own and, for Sales, those nobody has; most urgent first */
	struct handoff_draft *handoff_drafts;
	size_t handoff_count, handoff_draft_count;
	bool more_handoffs;				/* there are more than were looked at */
	struct agreement_month *attained;		/* this month's promises; NULL: no agreement is in force */

	struct meeting *next_meeting;			/* of both teams; NULL: none is planned */
	struct task *tasks, *unconfirmed;		/* what the reader took on, the most urgent first; what a point person is to confirm */
	size_t task_count, unconfirmed_count;
};
enum { HANDOFFS_LOOKED_AT = 40, MOST_DRAFTS = 5 };

/* `zone` is the organisation's. An observer has nothing that waits. */
void home_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home);

#endif
