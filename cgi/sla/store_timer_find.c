/* Finding clocks. */
#include "sla/store_timer_parts.h"

static const struct column timer_columns[] = {
	COLUMN(INT, struct timer, id),
	CODE_COLUMN(struct timer, kind, promise_kind_names),
	COLUMN(INT, struct timer, promise_id),
	COLUMN(INT, struct timer, calendar_version_id),
	CODE_COLUMN(struct timer, team, team_names),
	COLUMN(TEXT, struct timer, subject),
	COLUMN(INT, struct timer, subject_id),
	COLUMN(INT, struct timer, person_id),
	COLUMN(TEXT, struct timer, person_name),
	COLUMN(INT, struct timer, previous_id),
	COLUMN(TIME, struct timer, started_at),
	COLUMN(INT, struct timer, open_minutes),
	COLUMN(INT, struct timer, business_days),
	COLUMN(TIME, struct timer, deadline),
	CODE_COLUMN(struct timer, state, timer_state_names),
	COLUMN(TIME, struct timer, resumes_at),
	COLUMN(TIME, struct timer, ended_at),
	COLUMN(TIME, struct timer, late_at),
	COLUMN(TIME, struct timer, next_warning_at),
	COLUMN(INT, struct timer, revision),
	{ 0 }
};
const struct shape timer_shape = { sizeof(struct timer), timer_columns };

static const struct column event_columns[] = {
	COLUMN(INT, struct timer_event, id),
	CODE_COLUMN(struct timer_event, step, timer_step_names),
	COLUMN(TIME, struct timer_event, at),
	COLUMN(TIME, struct timer_event, recorded_at),
	COLUMN(INT, struct timer_event, person_id),
	COLUMN(TEXT, struct timer_event, person_name),
	CODE_COLUMN(struct timer_event, team, team_names),
	COLUMN(TEXT, struct timer_event, reason),
	COLUMN(INT, struct timer_event, to_id),
	COLUMN(TEXT, struct timer_event, to_name),
	{ 0 }
};
static const struct shape event_shape = { sizeof(struct timer_event), event_columns };

void
timers_read(struct timer *timers, size_t count, int64_t now)
{
	for (size_t i = 0; i < count; i++) {
		struct timer *t = &timers[i];

		t->status = t->state;
		if (t->state == TIMER_RUNNING && t->deadline < now)
			t->status = TIMER_MISSED;
		else if (t->state == TIMER_RUNNING && t->started_at > now)
			t->status = TIMER_SCHEDULED;
	}
}

struct timer *
timer_find(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	struct timer *t = db_one(db, ctx, &timer_shape, "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS " WHERE t.id = ?", "i", id);

	if (t)
		timers_read(t, 1, now);
	return t;
}

struct timer_event *
timer_events(struct db *db, const void *ctx, int64_t id, size_t *count)
{
	return db_list(db, ctx, &event_shape, count, "SELECT e.id, e.step, e.at, e.recorded_at, e.person_id, w.name AS person_name, e.team,"
	    " e.reason, e.to_id, x.name AS to_name FROM timer_event e LEFT JOIN person w ON w.id = e.person_id"
	    " LEFT JOIN person x ON x.id = e.to_id WHERE e.timer_id = ? ORDER BY e.id", "i", id);
}

struct timer *
timers_of(struct db *db, const void *ctx, const char *subject, int64_t subject_id, int64_t now, size_t *count)
{
	struct timer *timers = db_list(db, ctx, &timer_shape, count, "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS
	    " WHERE t.subject = ? AND t.subject_id = ? ORDER BY t.id", "si", subject, subject_id);

	timers_read(timers, *count, now);
	return timers;
}

struct timer *
timers_of_person(struct db *db, const void *ctx, int64_t person_id, int64_t now, int64_t limit, size_t *count)
{
	struct timer *timers = db_list(db, ctx, &timer_shape, count, "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS
	    " WHERE t.person_id = ? AND t.state = 'running' ORDER BY t.deadline, t.id LIMIT ?", "ii", person_id, limit);

	timers_read(timers, *count, now);
	return timers;
}

/* A page of one state: a range of one index in its own order, whatever there is besides. */
#define BEHIND(state) "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS " WHERE t.line_id = ? AND t.state = '" state "'" \
	" AND t.deadline >= ? AND t.deadline < ? AND (t.deadline > ? OR t.id > ?) ORDER BY t.deadline, t.id LIMIT ?"

struct timer *
timers_behind(struct db *db, const void *ctx, const struct timer_list *list, int64_t now, size_t *count)
{
	int64_t line = list->line_id, after = list->after_deadline, id = list->after_id, limit = list->limit;
	int64_t from = list->from > after ? list->from : after, to = list->to, over = to < now ? to : now;
	struct timer *timers;

	switch (list->status) {
	case TIMER_MET:
		timers = db_list(db, ctx, &timer_shape, count, BEHIND("met"), "itttii", line, from, to, after, id, limit);
		break;
	case TIMER_MISSED:
		timers = db_list(db, ctx, &timer_shape, count, "(" BEHIND("missed") ") UNION ALL (" BEHIND("running") ") ORDER BY deadline, id LIMIT ?",
		    "itttiiitttiii", line, from, to, after, id, limit, line, from, over, after, id, limit, limit);
		break;
	case TIMER_RUNNING:
		timers = db_list(db, ctx, &timer_shape, count, BEHIND("running"), "itttii", line, from > now ? from : now, to, after, id, limit);
		break;
	case TIMER_CANCELLED:
		timers = db_list(db, ctx, &timer_shape, count, BEHIND("cancelled"), "itttii", line, from, to, after, id, limit);
		break;
	default:
		timers = db_list(db, ctx, &timer_shape, count, "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS
		    " WHERE t.line_id = ? AND t.state = 'paused' AND t.id > ? ORDER BY t.id LIMIT ?", "iii", line, id, limit);
	}
	timers_read(timers, *count, now);
	return timers;
}
