/* The queue: named views by one sorting column, filters, and views people saved. As in glossary/store.h. */
#ifndef LEADS_STORE_QUEUE_H
#define LEADS_STORE_QUEUE_H

#include "glossary/store.h"
#include "leads/rules_queue.h"
#include "leads/store_lead.h"

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
	int64_t person_id;		/* who asks: "mine", "returned", OWNER_ME */
	int64_t after;			/* queue_at of the last row (its id in VIEW_ALL); 0: from the start */
	int64_t limit;			/* rows at most */

	/* A range of the view, not of VIEW_ALL: costs nothing. But CLOCKS_PAUSED, which is a free filter. */
	int clock;			/* enum queue_clocks; GLOSSARY_NONE: any */

	int order;			/* enum queue_order; another than the view's own looks at QUEUE_LOOKS rows at most. `after` is an id then */

	/* Free filters. Any of them: the rows looked at are those of the view, at most QUEUE_LOOKS of them. */
	int state;			/* enum handoff_state; GLOSSARY_NONE: any */
	int64_t source_id;		/* or one that was mapped to it; 0: any, as the next */
	int64_t persona_id;		/* a term */
	int64_t owner_id;		/* or OWNER_ME, OWNER_NOBODY */
	int64_t author_id;
	const char *month;		/* "2026-11": handed over then, of VIEW_ALL; NULL: any. VIEW_ALL with filters and without month: this one */
	const char *text;		/* stands in the lead's name or company; NULL: any */
	bool ever;			/* of VIEW_ALL with a state and no month: those of every month, the newest first */
	bool by_others;			/* who asks is not of Sales: with a seller as owner_id, what that seller is late with is left out */
};
enum queue_order { ORDER_URGENT, ORDER_NEWEST, ORDER_OLDEST };
extern const char *const queue_order_names[];	/* "urgent", "newest", "oldest" */
enum { OWNER_ME = -1, OWNER_NOBODY = -2 };
#define QUEUE_FILTER_BLANK { .view = VIEW_TEAM, .state = GLOSSARY_NONE, .clock = GLOSSARY_NONE }
enum { QUEUE_LOOKS = 5000 };

struct queue_page {
	struct queue_row *rows;
	size_t count;
	int64_t next;			/* `after` of the next page; 0: this was the last */
	bool capped;			/* more than QUEUE_LOOKS would have had to be looked at: `next` goes on from there */
};

/* Most urgent first, or as asked; VIEW_ALL newest first. */
struct queue_page *queue_list(struct db *db, const void *ctx, const struct queue_filter *asked, int64_t now, const char *zone);

/* What is a person's turn, most urgent first, at most `limit`: of Sales their own and those nobody has, of Marketing what they handed over. */
struct queue_page *queue_of_person(struct db *db, const void *ctx, int64_t person_id, int team, int64_t limit, int64_t now, const char *zone);

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

/*
 * The next one for a seller: the more urgent of their own first and of the unassigned; 0: nothing waits. `but_id` is left out, and so is what
 * was tried within JUST_TRIED seconds: who goes from one to the next comes to the end.
 */
enum { JUST_TRIED = 2 * 3600 };
int64_t queue_next(struct db *db, int64_t person_id, int64_t but_id, int64_t now);

/* When the last lead was handed over; 0: none ever was. */
int64_t queue_newest(struct db *db);

/* How many wait in each view of open ones, at most COUNTED_MOST: for a number beside its name ("99+"). One statement, whatever there is. */
enum { COUNTED_MOST = 100 };
struct queue_counts {
	int64_t mine, team, soon, unassigned, marketing, returned;
};
struct queue_counts *queue_counts(struct db *db, const void *ctx, int64_t person_id, int64_t now, const char *zone);

/* Personas to filter by: terms in use, by name. */
struct choice *queue_personas(struct db *db, const void *ctx, size_t *count);

/* Views people saved: their own, which nobody else knows of, and those of their team, which everybody in it may rename and delete. */
struct saved_view {
	int64_t id;
	int64_t revision;
	int64_t person_id;
	const char *person_name;
	int team;			/* whose it is; GLOSSARY_NONE: the person's own */
	const char *name;
	const char *query;		/* as in the address: "view=open&source=3" */
	const char *editor_name;	/* who changed it last */
	int64_t edited_at;		/* or saved it */
};
enum { SAVED_VIEWS_MOST = 20 /* of one's own, and of a team */, SAVED_NAME_MOST = 40, SAVED_QUERY_MOST = 1000 };

/* One's own by name, then the team's. */
struct saved_view *saved_views(struct db *db, const void *ctx, int64_t person_id, int team, size_t *count);

/* One of those, or NULL. */
struct saved_view *saved_view_find(struct db *db, const void *ctx, int64_t id, int64_t person_id, int team);

/* RESULT_TAKEN: the name is; RESULT_MOVED: there are as many as there may be. */
enum act_result saved_view_add(struct db *db, const struct actor *actor, const char *name, const char *query, bool for_team, int64_t *id);

/* Renames and deletes what was found, naming its revision. RESULT_TAKEN as above; RESULT_STALE: somebody changed it since; RESULT_GONE. */
enum act_result saved_view_rename(struct db *db, const struct actor *actor, const struct saved_view *view, const char *name, int64_t revision);
enum act_result saved_view_drop(struct db *db, const struct actor *actor, const struct saved_view *view, int64_t revision);

struct clock;

/*
 * The clock of a handoff at `now`, for a page of one, of its `timers`; as in queue_list().
 */
struct queue_clock handoff_clock(struct db *db, const void *ctx, const struct handoff *handoff, const struct clock *timers, size_t count, int64_t now,
    const char *zone);

#endif
