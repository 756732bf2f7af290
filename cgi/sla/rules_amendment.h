/*
 * Amendments: days of a calendar's past put right, and what that makes of clocks. Pure: the clock and the database are arguments.
 * The life of one is that of a version (glossary/rules.h: enum version_state, version_can()); ratified is applied.
 */
#ifndef SLA_RULES_AMENDMENT_H
#define SLA_RULES_AMENDMENT_H

#include "glossary/rules.h"
#include "sla/rules_calendar.h"
#include "sla/rules_history.h"

enum { AMENDED_DAYS_MOST = 20, AMENDMENT_REASON_MOST = 1000 };

struct amendment {
	int64_t id;
	int64_t number;			/* from 1 */
	int64_t revision;		/* of its words and days; acts name it */
	int state;			/* enum version_state */
	int64_t calendar_id;
	const char *calendar_name;
	const char *reason;
	struct exception *days;		/* as they ought to have been, by date */
	size_t day_count;

	int64_t author_id;
	const char *author_name;
	int author_team;
	int64_t created_at;
	int64_t edited_by;
	const char *editor_name;
	int64_t edited_at;
	int64_t applied_at;		/* 0: it has not been */
	int64_t flipped, running, moved;	/* as applied: see enum effect */
	struct signature *signatures;	/* standing ones, Marketing's first; sheet_id and version_id are 0 */
	size_t signature_count;
};

const struct signature *amendment_signature(const struct amendment *amendment, int team);

/* Texts trimmed, names as calendars keep them, days and hours in order. Replaces `days` by a tidied copy. */
void amendment_tidy(const void *ctx, struct amendment *amendment);

/*
 * What is wrong with it, in any order of days; texts are trimmed. `versions` are those of the calendar that no other corrects: every day must differ from
 * one of them. `today` is the organisation's: later days are another version's business. Members "reason", "days"; "date",
 * "exception_name", "open" with the day's place as index.
 */
void amendment_problems(struct problems *problems, const struct amendment *amendment, const struct calendar *const versions[],
    size_t count, struct day today);

/* Why `step` is not possible now, for the 409 page; NULL when it is. And who may: NULL, or the sentence for the 403 page. */
const char *amendment_refusal(const void *ctx, const struct amendment *amendment, enum version_step step);
const char *amendment_may(const struct user *user, enum version_step step);

/* A calendar with the days of an amendment instead of its own; tidy. Borrows from both. */
struct calendar *calendar_amended(const void *ctx, const struct calendar *calendar, const struct exception *days, size_t count);

/* What a corrected calendar makes of a clock: nothing; another result; another deadline while it runs, or beside a result that stays. */
enum effect { EFFECT_NONE, EFFECT_FLIPS, EFFECT_RUNS, EFFECT_MOVES };

/*
 * Reckons a clock by both calendars at `now`; the events are its own, in order. A clock that has not begun counts as running. What
 * happened stays as it was recorded: only the time between is measured anew.
 */
enum effect clock_effect_of(const void *ctx, const struct timer_target *target, const struct timer_event *events, size_t count,
    const struct calendar *was, const struct calendar *is, int64_t now, struct timer_result *before, struct timer_result *after);

/* One clock that an amendment changes. */
struct clock_effect {
	int64_t timer_id;
	int64_t promise_id;
	int64_t line_id;
	int kind;			/* enum promise_kind */
	int effect;			/* enum effect */
	int64_t old_deadline, new_deadline;	/* 0: none */
	int old_state, new_state;	/* enum timer_state, as they read */
};

/* By how much it moves the sums of a promise's line in a month: the month it leaves, and the one it comes into. */
struct month_shift {
	int64_t line_id;
	int kind;			/* enum promise_kind */
	int64_t month;			/* year * 12 + month - 1 */
	int64_t old_numerator, old_denominator;
	int64_t new_numerator, new_denominator;
	int64_t met, all;		/* what it takes away and adds, before the sums are known */
};

/* The shifts of effects, by line and month, each once; sums are still 0. `zone` is the organisation's. A child of ctx. */
struct month_shift *month_shifts(const void *ctx, const struct clock_effect *effects, size_t count, const char *zone, size_t *shift_count);

/*
 * What is signed: the words, the days, and every settled clock whose result or deadline changes. Clocks that merely run get
 * their deadline by the same rule whenever it is applied, so they are counted and not listed.
 */
const char *amendment_canonical(const void *ctx, const struct amendment *amendment, const struct clock_effect *effects, size_t count);
const char *amendment_digest(const void *ctx, const struct amendment *amendment, const struct clock_effect *effects, size_t count);

#endif
