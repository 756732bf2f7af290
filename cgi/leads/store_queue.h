/* The queue: named views by one sorting column, filters, and views people saved. As in glossary/store.h. */
#ifndef LEADS_STORE_QUEUE_H
#define LEADS_STORE_QUEUE_H

#include "glossary/store.h"
#include "leads/rules_queue.h"

struct queue_row {
	int64_t id;
	int64_t revision;
	int64_t lead_id;
	const char *lead_name;
	const char *lead_company;
	const char *lead_email;		/* NULL: none */
	const char *lead_phone;
	bool do_not_contact;
	const char *source;		/* NULL: none */
	const char *words;		/* what the lead asked, at most 160 characters */
	int64_t round;
	int state;
	bool is_final;
	int turn;			/* enum team; GLOSSARY_NONE: nobody's */
	int64_t author_id;
	const char *author_name;
	int64_t owner_id;		/* 0 and NULL: nobody */
	const char *owner_name;
	int64_t submitted_at;
	int64_t connected_at;
	int64_t attempts;
	int64_t attempts_wanted;	/* 0: none promised */
	int64_t queue_at;		/* 0: not open */
	int64_t due_timer_id;		/* 0: no clock, as the rest */
	int due_kind;			/* enum promise_kind; GLOSSARY_NONE: none */
	struct queue_clock clock;		/* filled at `now`: clock_words(), clock_look() */
};

struct queue_filter {
	int view;			/* enum queue_view */
	int64_t person_id;		/* who asks: "mine", "returned" */
	int64_t after;			/* queue_at of the last row (its id in VIEW_ALL); 0: from the start */
	int64_t limit;			/* rows at most */

	/* Free filters. Any of them: the rows looked at are those of the view, at most QUEUE_LOOKS of them. */
	int state;			/* enum handoff_state; GLOSSARY_NONE: any, as `turn` */
	int64_t source_id;		/* 0: any, as the next */
	int64_t owner_id;
	int64_t author_id;
	const char *month;		/* "2026-11": handed over then, of VIEW_ALL; NULL: any. VIEW_ALL with filters and without month: this one */
	const char *company;		/* begins so; NULL: any */
};
#define QUEUE_FILTER_BLANK { .view = VIEW_TEAM, .state = GLOSSARY_NONE }
enum { QUEUE_LOOKS = 5000 };

struct queue_page {
	struct queue_row *rows;
	size_t count;
	int64_t next;			/* `after` of the next page; 0: this was the last */
	bool capped;			/* more than QUEUE_LOOKS would have had to be looked at: `next` goes on from there */
};

/* Most urgent first; VIEW_ALL newest first. */
struct queue_page *queue_list(struct db *db, const void *ctx, const struct queue_filter *filter, int64_t now, const char *zone);

/*
 * The handoffs behind a number that is no clock (volume, quality, context, feedback): those that a promise's line counted in a month, newest
 * first. Clocks are followed by timers_behind() of sla/store.h. `next` is the id to go on behind; never capped within a month.
 */
struct queue_behind {
	int64_t promise_id;		/* any of the line */
	const char *month;		/* "2026-11"; NULL: this one */
	int counted;			/* 1: those in the numerator, 0: the others, GLOSSARY_NONE: both */
	int64_t after;			/* id of the last row; 0: from the start */
	int64_t limit;			/* rows at most */
};
struct queue_page *queue_behind(struct db *db, const void *ctx, const struct queue_behind *behind, int64_t now, const char *zone);

/* The next one for a seller: the more urgent of their own first and of the unassigned; 0: nothing waits. `but_id` is left out. */
int64_t queue_next(struct db *db, int64_t person_id, int64_t but_id);

/* How many wait, at most `most`: for a number beside a name ("99+"). */
int64_t queue_count(struct db *db, int view, int64_t person_id, int64_t now, const char *zone, int64_t most);

/* Views people saved: their own, and those shared with their team. */
struct saved_view {
	int64_t id;
	int64_t person_id;
	const char *person_name;
	int team;			/* shared with it; GLOSSARY_NONE: the person's own */
	const char *name;
	const char *query;		/* as in the address: "view=open&source=3" */
};
struct saved_view *saved_views(struct db *db, const void *ctx, int64_t person_id, int team, size_t *count);
enum { SAVED_VIEWS_MOST = 50, SAVED_NAME_MOST = 80, SAVED_QUERY_MOST = 1000 };

/* Saves one; its id, or 0 when there are too many. RESULT_GONE: not theirs. */
int64_t saved_view_add(struct db *db, const struct actor *actor, const char *name, const char *query, bool for_team);
enum act_result saved_view_drop(struct db *db, const struct actor *actor, int64_t id);

/*
 * The clock of a handoff at `now`, for a page of one; as in queue_list().
 */
struct queue_clock handoff_clock(struct db *db, const void *ctx, const struct handoff *handoff, int64_t now, const char *zone);

#endif
