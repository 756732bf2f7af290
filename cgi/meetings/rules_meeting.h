/* The life of a meeting: planned, published, running, closed; and how its time goes. Pure. */
#ifndef MEETINGS_RULES_MEETING_H
#define MEETINGS_RULES_MEETING_H

#include "auth/user.h"
#include "meetings/rules_agenda.h"

#include <stdbool.h>
#include <stdint.h>

enum meeting_state { MEETING_PLANNED, MEETING_PUBLISHED, MEETING_RUNNING, MEETING_CLOSED, MEETING_CANCELLED };
extern const char *const meeting_state_names[];
const char *meeting_state_label(int state);		/* "Planned", "Agenda out", "In the meeting", "Closed", "Cancelled" */

/* One meeting. Texts are borrowed; instants as in glossary/rules.h. */
struct meeting {
	int64_t id;
	int64_t revision;		/* acts on time, agenda and state name it */
	int64_t pulse;			/* moves with everything its followers see */
	int64_t series_id;		/* 0: held once */
	const char *series_name;	/* NULL: none */
	int team;			/* of a team's own; -1: both teams' */
	const char *month;		/* "YYYY-MM-01" */
	const char *title;
	int64_t starts_at;
	int64_t minutes;
	const char *zone;
	int64_t chair_id;
	const char *chair_name;
	int64_t guest_id;		/* 0 and NULL: none */
	const char *guest_name;
	int state;			/* enum meeting_state */
	int64_t sequence;		/* RFC 5545 */
	int64_t changed_at;
	int64_t item_id;		/* on the table; 0: none */
	int64_t published_at;
	const char *publisher_name;
	int64_t started_at;
	int64_t closed_at;
	const char *closer_name;
	int64_t reopened_at;
	const char *cancelled_why;
	int64_t agreement_number;	/* 0: none was in force */
	int64_t promise_id;		/* that counted it; 0: none */
	const char *held_on;
	bool next_published;		/* the next of its series is: it cannot be opened again */
};

enum meeting_act { MEETING_MOVE, MEETING_AGENDA, MEETING_PUBLISH, MEETING_START, MEETING_NOTE, MEETING_CLOSE, MEETING_REOPEN, MEETING_CANCEL };

/*
 * What may happen:
 *   planned    its time moved, its agenda changed, published, cancelled
 *   published  its time moved, started, cancelled
 *   running    notes and outcomes, closed
 *   closed     reopened, which makes it run again, until the next of its series is published
 */
bool meeting_can(const struct meeting *meeting, int act);

/* Why not, for the 409. Never NULL. */
const char *meeting_refusal(const struct meeting *meeting, int act);

/* The moment its figures are of: when its agenda went out, or now, and never after it begins. */
int64_t meeting_figures_at(const struct meeting *meeting, int64_t now);

/* How the time goes: seconds left of the whole meeting at `now`, negative once it is over; 0 of one that does not run. */
int64_t meeting_seconds_left(const struct meeting *meeting, int64_t now);

/* "18 min left", "less than a minute left", "4 min over"; "". */
const char *minutes_left_words(const void *ctx, int64_t seconds);

/* A point as it was frozen, with what came of it. */
enum item_outcome { OUTCOME_SETTLED, OUTCOME_CARRIED, OUTCOME_HEARD };
extern const char *const item_outcome_names[];
const char *outcome_label(int outcome);			/* "Settled", "Carried over", "Heard" */

struct item {
	int64_t id;
	int64_t meeting_id;
	int section;
	const char *subject;
	int64_t subject_id;
	int64_t position;
	int place;
	const char *why;
	const char *title;
	const char *detail;
	const char *href;
	int64_t minutes;
	int64_t added_by;
	const char *added_name;
	int64_t added_at;
	int outcome;			/* -1: none yet */
	int64_t outcome_at;
	int64_t owner_id;
	const char *owner_name;
	int64_t shown_at;		/* 0: not on the table */
	int64_t spent_seconds;
	const char *note;
	int64_t note_revision;
};

/* Seconds it has had so far, and how many more than it was given; 0: none. */
int64_t item_spent(const struct item *item, int64_t now);
int64_t item_overrun(const struct item *item, int64_t now);

/* What is aired is only heard, and everything else settled or carried over: NULL, or the sentence that says so. */
const char *outcome_problem(int section, int outcome);

/* Whether two sets of words are one meeting's to hold: a team's own is for that team and its guest. */
bool meeting_is_for(const struct meeting *meeting, const struct user *user);

enum { NOTE_MOST = 20000, ISSUE_MOST = 4000 };

/* What is wrong with words that are aired, or answered: NULL or a sentence. */
const char *issue_problem(const char *words);
const char *note_problem(const char *words);

#endif
