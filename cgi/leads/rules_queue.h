/* The queue: what is due next, whose turn it is, where it stands, and the words of its clock. Pure. */
#ifndef LEADS_RULES_QUEUE_H
#define LEADS_RULES_QUEUE_H

#include "leads/rules_handoff.h"

/* Whose turn it is: enum team, or GLOSSARY_NONE when nothing is open. */
int handoff_turn(int state, bool is_final);

/*
 * One column that sorts within a team: whose turn it is, whether it has no clock (those stand behind, the longest waiting
 * first), seconds since 2020 of what is due next, then the id. 0 when it is nobody's turn. Good until 2053.
 */
enum { QUEUE_EPOCH = 1577836800, QUEUE_ID_BITS = 31, QUEUE_BEHIND_BIT = 61, QUEUE_TEAM_BIT = 62 };
int64_t queue_position(int team, int64_t id, int64_t due_at, int64_t waiting_since);
int64_t queue_due(int64_t queue_at);			/* the deadline in a position; 0: it has none */
int64_t queue_id(int64_t queue_at);			/* the handoff in a position */

/* The least position of a team with something due at or after `due_at` (0: the first of all); and the one behind its last. */
int64_t queue_from(int team, int64_t due_at);
int64_t queue_end(int team);

/* The same within one owner or author: a text of 28 digits that sorts as they do. NULL for position 0. */
const char *queue_key(const void *ctx, int64_t person_id, int64_t queue_at);

/* The views everybody has. Names stand in addresses: /handoffs?view=mine. */
enum queue_view { VIEW_MINE, VIEW_TEAM, VIEW_SOON, VIEW_UNASSIGNED, VIEW_MARKETING, VIEW_MY_RETURNED, VIEW_ALL };
extern const char *const queue_view_names[];		/* "mine", "open", "soon", "unassigned", "marketing", "returned", "all" */
const char *queue_view_label(int view);			/* "Mine", "All open", "Clock running out", "Unassigned", "Marketing’s turn", "Returned to me", "All" */
bool queue_view_is_personal(int view);			/* it is one person's */

/* The positions of a view lie above `from` and below `to` (VIEW_ALL has none). Soon: due today, or within two hours. */
struct queue_range {
	int64_t from, to;
};
struct queue_range queue_range(int view, int64_t now, const char *zone);

/*
 * Clocks to filter by, each a range of that column, so that it costs nothing: overdue; under 75 minutes of open time left, which is where
 * the clock turns red; due today or within two hours; none. Paused ones are Marketing's turn and are told by their state.
 */
enum queue_clocks { CLOCKS_LATE, CLOCKS_SHORT, CLOCKS_TODAY, CLOCKS_WITHOUT, CLOCKS_PAUSED };
extern const char *const queue_clock_names[];		/* "late", "short", "today", "none", "paused" */
enum { QUEUE_SHORT_SECONDS = 75 * 60 };

/* What is left of a view's range. `short_until`: when so much open time will have passed, for CLOCKS_SHORT. */
struct queue_range queue_range_of(int view, int clock, int64_t now, int64_t short_until, const char *zone);
int queue_view_first(const struct user *user);		/* the one a person sees first */

/* How the clock of a row looks. Red is only for what can still be saved. */
enum clock_look { CLOCK_NONE, CLOCK_PLAIN, CLOCK_TODAY, CLOCK_SHORT, CLOCK_LATE, CLOCK_PAUSED };

/* What is known of the clock that is next. Lengths are seconds of working time. */
struct queue_clock {
	bool promised;			/* an agreement was in force when it was handed over */
	bool running;			/* there is one, and it is not paused */
	bool paused;
	bool unmeasured;		/* it has passed, past what the feed that measures it knows */
	int64_t deadline;		/* instant; 0 while paused or without one */
	int64_t left;			/* until the deadline; 0: it has passed */
	int64_t late;			/* since it has passed */
	const char *resumes;		/* "resumes Monday 09:00"; NULL while the calendar is open */
	bool due_today;			/* the deadline is on the organisation's day */
};
int clock_look(const struct queue_clock *clock);

/* "1 h 12 min left", "Late by 35 min", "Paused", "No promise yet"; "Nothing due" when no clock is left; "Not measured". */
const char *clock_words(const void *ctx, const struct queue_clock *clock);

/* What stands beside that while a clock with time left rests: "resumes Monday 09:00"; else NULL. */
const char *clock_rests(const struct queue_clock *clock);

#endif
