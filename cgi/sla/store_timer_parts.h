/* What the files of the timers' store share; nobody else includes it. */
#ifndef SLA_STORE_TIMER_PARTS_H
#define SLA_STORE_TIMER_PARTS_H

#include "sla/store_timer.h"

#define TIMER_COLUMNS " t.id, t.kind, t.promise_id, t.calendar_version_id, t.team, t.subject, t.subject_id, t.person_id," \
	" w.name AS person_name, t.previous_id, t.started_at, t.open_minutes, t.business_days, t.deadline, t.state, t.resumes_at," \
	" t.ended_at, t.late_at, t.next_warning_at, t.revision," \
	" (SELECT q.measured = 'feed' FROM promise q WHERE q.id = t.promise_id) AS by_feed"
/* Of a timer t, for a SELECT: what people call the record it is of; NULL where it has no name. */
#define RECORD_NAME "(SELECT COALESCE(NULLIF(l.name, ''), NULLIF(l.company, '')) FROM handoff r JOIN lead_record l ON l.id = r.lead_id" \
	" WHERE t.subject = 'handoff' AND r.id = t.subject_id) AS record_name"
#define TIMER_JOINS " LEFT JOIN person w ON w.id = t.person_id"
extern const struct shape timer_shape;

/*
 * Whether a pause is over, recorded or not, because the record's time of pauses is used up; and the event that says so, which the
 * background program writes or whoever acts on the clock before it.
 */
bool pause_is_over(const struct clock *timer, int64_t now);
struct timer_event pause_end(const struct clock *timer, int64_t now);

/* Sets the status of each by the clock, and the deadline of one whose pause is over. */
void timers_read(struct db *db, const void *ctx, struct clock *timers, size_t count, int64_t now);

/* A timer that is locked until the transaction ends, with all that acts on it need. */
struct held_timer {
	struct clock t;
	const char *pause_reasons;	/* of its agreement, as the next two */
	int64_t pause_most_minutes;
	const char *warn_at;
	const char *zone;		/* the organisation's */
	const struct calendar *calendar;
	struct timer_event *events;	/* with room for two more */
	size_t event_count;
};

/* NULL: there is none, or after a failure of the database. */
struct held_timer *timer_hold(struct db *db, const void *ctx, int64_t id);

/* Puts an event behind the others, in memory: timer_save() writes it. */
void timer_happened(struct held_timer *h, const struct timer_event *event);

/* Ends a pause that is over, in memory likewise: before anything else happens to the clock. Whether it was. */
bool timer_settle(struct held_timer *h, int64_t now);

struct timer_result timer_result_of(const void *ctx, const struct held_timer *h, int64_t now);

/*
 * Writes what its events make of it, and those that have no id yet; moves promise_day by the difference. Warnings up to `now`
 * are over.
 */
void timer_save(struct db *db, const void *ctx, struct held_timer *h, int64_t now);

/* Writes that a clock has begun; and what became of it, where that is over already. */
void timer_begun(struct db *db, const void *ctx, struct held_timer *h, const struct timer_result *r, int64_t now);

/* How long, in open seconds, the record of a timer may still be paused; at least 0. */
int64_t record_pause_left(struct db *db, const void *ctx, const struct held_timer *h, int64_t at);

#endif
