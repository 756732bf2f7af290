/* What the background program does to clocks. Each call is one transaction of the caller's, at most `limit` clocks at once. */
#ifndef SLA_STORE_TIMER_WORK_H
#define SLA_STORE_TIMER_WORK_H

#include "data/db.h"

/* Whether there is any of the below to do: one statement that writes nothing. */
bool timer_work_waits(struct db *db, int64_t now);

/* Records deadlines that have passed, each once; what is being met just now is left for later. How many. */
int64_t timers_record_misses(struct db *db, const void *ctx, int64_t now, int64_t limit);

/* Ends pauses whose record has used up its time of pauses, at the instant it was. How many. */
int64_t timers_end_pauses(struct db *db, const void *ctx, int64_t now, int64_t limit);

/*
 * Notes warnings for who is to act, or who stands in; the last one of a clock, and those of the team, for the team's point persons.
 * They are due in the working hours of the clock's calendar. How many clocks.
 */
int64_t timers_warn(struct db *db, const void *ctx, int64_t now, int64_t limit);

/* The calendar of the agreement in force; NULL: none is. */
const struct calendar *present_calendar(struct db *db, const void *ctx, int64_t now);

/*
 * Makes one mail a person of the lines that are due, not more often than every quarter of an hour, and only while the agreement's
 * calendar is open: otherwise the lines wait until it is. How many mails.
 */
int64_t digests_post(struct db *db, const void *ctx, int64_t now, int64_t limit);

/* The clocks one digest tells of that still run in time, most urgent first. */
struct digest_row {
	int64_t timer_id;
	int kind;			/* enum promise_kind */
	int team;
	int64_t calendar_version_id;
	int64_t deadline;
	int64_t percent;		/* of its target that was used up */
	bool is_own;			/* the receiver is who is to act */
};
struct digest_row *digest_rows(struct db *db, const void *ctx, int64_t outbox_id, int64_t now, size_t *count);

#endif
