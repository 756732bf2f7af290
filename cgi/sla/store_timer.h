/* The clocks of promises: starting, pausing, stopping and finding them. Every act belongs into the caller's transaction. */
#ifndef SLA_STORE_TIMER_H
#define SLA_STORE_TIMER_H

#include "glossary/store.h"
#include "sla/rules_agreement.h"
#include "sla/rules_history.h"
#include "sla/store_calendar.h"

/*
 * What is stored is what was last recorded; what is so is read by comparing with the clock (timer.status). Each act locks
 * its timer, writes one event, reckons the whole timer anew from its events (rules_timer.h) and moves what the promise adds
 * up to (promise_day) by the difference, all in the caller's transaction: whoever loses a race sees what the winner did.
 * `at` is when it happened: at most now, and what happened later counts as later, whatever was recorded first.
 */

/* What begins a clock. */
struct timer_start {
	int64_t promise_id;		/* of a kind that has a clock; see promises_for() */
	const char *subject;		/* the kind of record, and which: "handoff", 12 */
	int64_t subject_id;
	int64_t person_id;		/* who is to act; 0: the team */
	int64_t previous_id;		/* the clock this one follows, whose result stays; 0: none */
	int64_t at;			/* instant */
};

/*
 * Starts a clock, pinned to the promise and to the version of its agreement's calendar that holds at that instant. The new
 * id; 0 where the calendar has no open time to reckon with (deadline_refusal() says so), or after a failure of the database.
 */
int64_t timer_start(struct db *db, const void *ctx, const struct actor *actor, const struct timer_start *start);

/*
 * RESULT_DONE; RESULT_GONE: no such timer; RESULT_MOVED: its state does not allow it, nothing was written: a pause of one that
 * has ended, is missed or paused; a resumption of one that is not paused; meeting one that is met or cancelled.
 */

/* The reason that every agreement knows: who asks a question waits for its answer. */
#define PAUSE_QUESTION "Question to Marketing"

/* `reason`: one of the agreement's, or that one (RESULT_TAKEN otherwise). RESULT_MOVED also when the record has used up its time of pauses. */
enum act_result timer_pause(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at, const char *reason);
enum act_result timer_resume(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at);

/*
 * What was promised is done. A pause ends first. After its deadline the timer stays missed and remembers when it was done; one that was
 * recorded as missed becomes met when `at` is no later than the deadline.
 */
enum act_result timer_meet(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at);

/* It can no longer be done: missed before its deadline. */
enum act_result timer_miss(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at);

/* The promise no longer applies. What was missed before `at` stays missed: RESULT_MOVED. */
enum act_result timer_cancel(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at);

/* Takes back the last meet, miss or cancellation: an act that was undone. */
enum act_result timer_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id);

/* Who is to act from now on; 0: the team. The clock runs on. */
enum act_result timer_assign(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t person_id);

/* A clock as it is at `now`. */
struct clock {
	int64_t id;
	int kind;			/* enum promise_kind */
	int64_t promise_id;
	int64_t calendar_version_id;
	int team;
	const char *subject;
	int64_t subject_id;
	int64_t person_id;		/* 0: the team, with NULL as its name */
	const char *person_name;
	int64_t previous_id;		/* 0: none */
	int64_t started_at;
	int64_t open_minutes;		/* the target: one of these two, the other 0 */
	int64_t business_days;
	int64_t deadline;		/* 0 while paused */
	int state;			/* enum timer_state: as recorded */
	int status;			/* enum timer_state: as it is */
	int64_t resumes_at;		/* while recorded as paused: when the record's time of pauses is used up, from when on it runs; 0: never */
	int64_t ended_at;		/* met, missed before its deadline, or cancelled; 0: none of these */
	int64_t late_at;		/* done after it was missed; 0: not (yet) */
	int64_t next_warning_at;	/* 0: none to come */
	int64_t revision;
	const char *record_name;	/* what people call the record: by timers_behind() and timer_explain() alone; NULL: unnamed */
	bool by_feed;			/* measured by what another system tells of */
	bool unmeasured;		/* missed past what that knows: not measured rather than missed */
};

/* Whether a person may know who of the team it was: its own members may, the other team and observers may not. */
bool timer_names_people(const struct clock *timer, const struct user *user);

struct clock *timer_find(struct db *db, const void *ctx, int64_t id, int64_t now);

/* What happened to one, in the order it was recorded: for timer_reckon(). */
struct timer_event *timer_events(struct db *db, const void *ctx, int64_t id, size_t *count);

/* All clocks of a record, in the order they began. */
struct clock *timers_of(struct db *db, const void *ctx, const char *subject, int64_t subject_id, int64_t now, size_t *count);

/*
 * The clocks behind a number: those of a promise's line whose deadline lies in [from, to), by deadline. TIMER_MISSED holds those that
 * run past it, recorded or not, TIMER_RUNNING those still in time, begun or not. Paused ones have no deadline: all of them.
 */
struct timer_list {
	int64_t line_id;
	int status;			/* enum timer_state; not TIMER_SCHEDULED */
	int64_t from, to;		/* instants */
	int64_t after_deadline;		/* of the last row of the page before, with its id; 0: from the start */
	int64_t after_id;
	int64_t limit;			/* ask for one more than shown to know whether more follow */
};
struct clock *timers_behind(struct db *db, const void *ctx, const struct timer_list *list, int64_t now, size_t *count);

/*
 * A clock with all that its result is reckoned from, reckoned again beside what is stored. NULL: there is none. The sheet goes
 * from its start to its deadline; while there is none, to its end or now.
 */
struct explained {
	struct clock timer;
	const struct calendar_version *calendar;
	int64_t agreement_number;
	struct timer_event *events;
	size_t event_count;
	struct timer_result result;
	bool agrees;				/* state, deadline and end are those that are stored */
	const struct segment *segments;
	size_t segment_count;
	const struct timer_correction *corrections;	/* by amendments, oldest first */
	size_t correction_count;
};
struct explained *timer_explain(struct db *db, const void *ctx, int64_t id, int64_t now);

#endif
