/* The clock of one promise on one handoff: its states, what stops and pauses it, and what it reads. Pure: the clock is an argument. */
#ifndef SLA_RULES_TIMER_H
#define SLA_RULES_TIMER_H

#include "sla/rules_calendar.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The words of the database and of JSON; NULL ends the names. Instants are seconds since 1970 UTC, 0 for none; lengths are
 * seconds of open time.
 */
enum timer_state { TIMER_SCHEDULED, TIMER_RUNNING, TIMER_PAUSED, TIMER_MET, TIMER_MISSED, TIMER_CANCELLED };
extern const char *const timer_state_names[];
const char *timer_state_label(int state);		/* "Running", "Missed", … */

/*
 * What is not in the table cannot happen:
 *   START    scheduled -> running                       PAUSE   running -> paused        RESUME  paused -> running
 *   FINISH   scheduled, running -> met; missed stays missed (and was completed late); paused resumes first
 *   MISS     running -> missed                          CANCEL  scheduled, running, paused -> cancelled
 */
enum timer_step { TIMER_START, TIMER_PAUSE, TIMER_RESUME, TIMER_FINISH, TIMER_MISS, TIMER_CANCEL };
int timer_after(int state, enum timer_step step);	/* -1 when it cannot */

/* What is known of a timer. Its calendar is the version pinned at its start; so is the target. */
enum { TARGET_SECONDS = -1 };
struct timer {
	int64_t start;
	int64_t seconds;		/* the target, when `days` is TARGET_SECONDS */
	int64_t days;			/* or N business days, by close; 0 or more */
	int64_t done_at;
	int64_t cancelled_at;
	const struct pause *pauses;	/* as recorded: in any order, overlapping, the last perhaps open */
	size_t pause_count;
	int64_t pause_most;		/* open time that all pauses together may take; after it the clock runs on. -1: no limit */
};

/* What it reads at an instant. */
struct timer_reading {
	int state;			/* enum timer_state */
	struct deadline deadline;	/* not set while paused (DEADLINE_PAUSED), or when the calendar has none */
	int64_t elapsed;		/* open time that counted so far */
	int64_t left;			/* until the deadline; 0 once over, and while a target in business days is paused */
	int64_t late;			/* open time past the deadline, until it was done or until now */
	int64_t missed_at;		/* the deadline that passed */
	int64_t late_completed_at;	/* when a missed one was done */
	int64_t paused_since;
	bool in_time;			/* cancelled before its deadline: "returned in time" */
};

/*
 * The timer at `now`; what is recorded for later than `now` has not happened. Done exactly at the deadline is met. While
 * paused there is no deadline and no miss, but a miss from before the pause stays. Finishing closes the pause first. A
 * timer that was missed before it was cancelled stays missed. A deadline in business days that would fall into a pause is
 * the next open day's close behind it, so nothing is missed by being paused.
 */
struct timer_reading timer_read(const void *ctx, const struct timer *timer, const struct calendar *calendar, int64_t now);

/* The pauses that counted up to `now`, merged and cut at the limit: for calendar_segments(), which tells them. */
const struct pauses *timer_pauses(const void *ctx, const struct timer *timer, const struct calendar *calendar, int64_t now);

/* What came of an attempt. The first three are the seller's side alone; the others have the lead on the line. */
enum attempt_result { ATTEMPT_NO_ANSWER, ATTEMPT_VOICEMAIL, ATTEMPT_MAILED, ATTEMPT_SPOKE, ATTEMPT_REPLIED, ATTEMPT_BOOKED };
extern const char *const attempt_result_names[];

/* Is it the lead's doing, whoever recorded it: an answer or a booking? And a conversation, which ends the duty to try? */
bool attempt_is_leads(int result);
bool attempt_is_conversation(int result);

/* Does it stop the first-attempt clock: a recorded attempt by somebody of the responding team, or the lead's own doing? */
bool attempt_stops(int result, bool responding_team);

/*
 * Happened-at counts, so it may not be recorded long after: at most `days` open days, the agreement's, lie between the day it happened and
 * the day it was recorded. Nor before it happened (a minute is forgiven). NULL, or the sentence to show.
 */
const char *attempt_gap_problem(const void *ctx, const struct calendar *calendar, int64_t happened_at, int64_t recorded_at, int64_t days);

/*
 * When there were as many attempts from `from` on, on as many different open days, as was promised; 0: not yet. They come in any order. One
 * on a closed day counts as an attempt and not as a day.
 */
int64_t attempts_enough_at(const void *ctx, int64_t attempts, int64_t days, int64_t from, const int64_t *happened_at, size_t count,
    const struct calendar *calendar);

#endif
