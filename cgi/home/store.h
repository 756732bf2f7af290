/*
 * What home asks: a statement for what waits in leads, one for what waits elsewhere; and those that are remembered: of words and agreements, of how the
 * promises go. None grows with what is over.
 */
#ifndef HOME_STORE_H
#define HOME_STORE_H

#include "glossary/store.h"
#include "leads/store.h"
#include "meetings/store.h"
#include "sla/store.h"

/* A deal that was won lately. Names are NULL where nobody is known. */
struct win {
	int64_t deal_id;
	const char *name;
	const char *account;
	const char *currency;		/* NULL: its worth was not said */
	int64_t amount_minor;
	int64_t won_at;
	const char *marketer;		/* who handed it over */
	const char *seller;
};

/* What one team has signed and the other has not; on an open charter sheet when charter_id is not 0. */
struct half_signed {
	enum { HALF_AGREEMENT, HALF_VERSION, HALF_AMENDMENT } what;
	int64_t number;
	int64_t charter_id;
	const char *slug;		/* a version's term */
	const char *name;		/* the term's, or the calendar's */
	const char *signer_name;
	int64_t signed_at;
};
enum { WINS_DAYS = 90 };		/* older ones are no news */

/* What there is of the set-up, as bits. */
enum setup { SETUP_MARKETING_SIGNS = 1, SETUP_SALES_SIGNS = 2, SETUP_CALENDAR = 4, SETUP_WORDS = 8, SETUP_AGREEMENT = 16, SETUP_RULES = 32, SETUP_LIST = 64 };

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
	struct draft_counts draft_counts;
	struct half_signed *half_signed;		/* by the reader's team: agreements, amendments, then words, the longest signed first */
	size_t half_signed_count;
	size_t sent_back_count, edited_count, to_sign_count, draft_count, due_count, recent_count;
	struct win *wins;
	size_t win_count;
	bool setup_shown;				/* to administrators */
	unsigned setup_has;				/* enum setup */
	int64_t people;					/* who may sign in */

	struct queue_row *handoffs;			/* the reader's turn: their own and, for Sales, those nobody has; most urgent first */
	struct handoff_draft *handoff_drafts;
	size_t handoff_count, handoff_draft_count;
	bool more_handoffs;				/* there are more than were looked at */
	struct agreement_month *attained;		/* this month's promises; NULL: no agreement is in force */
	const struct promise_standing *heroes[2];	/* of them the one each team is known by, by enum party; NULL: it promises nothing */
	const struct marks *marks[2];			/* of these; NULL: it has no clocks */

	struct meeting *next_meeting;			/* of both teams: what a row shows of it; NULL: none is planned */
	struct task *tasks;				/* open ones the reader took on, then done ones a point person is to confirm, of each the most urgent first: what a row shows */
	size_t task_count;
};
enum { HANDOFFS_LOOKED_AT = 60, MOST_DRAFTS = 5, TASKS_SHOWN = 8 };	/* of either sort of tasks; one more is read */

/* `zone` is the organisation's. An observer has nothing that waits. */
void home_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home);

/* store_needs.c: all but handoffs and promises. */
void needs_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home);

#endif
