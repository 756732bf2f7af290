/* What a clock says, reckoned from nothing but what happened to it. Pure: the wall's clock is an argument. */
#ifndef SLA_RULES_HISTORY_H
#define SLA_RULES_HISTORY_H

#include "sla/rules_timer.h"

/* STEP_MISS without a person only records that the deadline passed; a person's says that it can no longer be done. */
enum event_step { STEP_START, STEP_PAUSE, STEP_RESUME, STEP_MEET, STEP_MISS, STEP_CANCEL, STEP_ASSIGN, STEP_CORRECT };
extern const char *const event_step_names[];

/* One thing that happened, in the order it was recorded. */
struct timer_event {
	int64_t id;
	int step;
	int64_t at;			/* when it happened */
	int64_t recorded_at;
	int64_t person_id;		/* 0 and NULL: the background program */
	const char *person_name;
	int team;			/* the person's then; GLOSSARY_NONE */
	const char *reason;		/* of a pause; NULL */
	int64_t to_id;			/* of an assignment; 0 and NULL: the team */
	const char *to_name;
};

/* What was promised: one of the two, the other 0. */
struct timer_target {
	int64_t open_minutes;
	int64_t business_days;		/* by close */
};

struct timer_result {
	int state;			/* enum timer_state, at the `now` asked for */
	int refusal;			/* enum deadline_state: why there is no deadline; DEADLINE_SET otherwise */
	int64_t started_at;
	int64_t deadline;		/* 0: none, as while paused */
	int64_t ended_at;		/* met, missed before its deadline, or cancelled; 0: none of these */
	int64_t late_at;		/* done after it was missed; 0: not */
	bool done;			/* a result or a cancellation stands: nothing can happen to it but its being taken back */
	const struct pauses *pauses;	/* those that count: until it ended */
};

/*
 * What timer_read() gives of a timer made of its events, which begin with a start. Of several times it was done the earliest counts,
 * whichever was recorded first; STEP_CORRECT takes back the last result.
 */
struct timer_result timer_reckon(const void *ctx, const struct calendar *calendar, const struct timer_target *target,
    const struct timer_event *events, size_t count, int64_t now);

/*
 * The first warning after `after`, out of percents parted by blanks; 0: none. *percent is which one. And the last that is
 * due by `now`; 0: none.
 */
int64_t timer_warning_after(const void *ctx, const struct calendar *calendar, const struct timer_result *result, const char *warn_at,
    int64_t after, int64_t *percent);
int64_t timer_warning_by(const void *ctx, const struct calendar *calendar, const struct timer_result *result, const char *warn_at,
    int64_t now);

/*
 * When a pause that begins at `from` has used up `seconds` of open time; 0: never.
 */
int64_t pause_used_up_at(const struct calendar *calendar, int64_t from, int64_t seconds);

/* How a clock stands, for people: "1 h 12 min left, resumes Monday 09:00", "Late by 35 min", "Paused: waiting for Marketing". */
const char *timer_words(const void *ctx, const struct calendar *calendar, const struct timer_result *result, int64_t now);

#endif
