/* Finding clocks. */
#include "sla/store_timer_parts.h"

#include "base/text.h"
#include "sla/store_amendment_parts.h"
#include "sla/store_attain.h"

#include <talloc.h>

static const struct column timer_columns[] = {
	COLUMN(INT, struct clock, id),
	CODE_COLUMN(struct clock, kind, promise_kind_names),
	COLUMN(INT, struct clock, promise_id),
	COLUMN(INT, struct clock, calendar_version_id),
	CODE_COLUMN(struct clock, team, team_names),
	COLUMN(TEXT, struct clock, subject),
	COLUMN(INT, struct clock, subject_id),
	COLUMN(INT, struct clock, person_id),
	COLUMN(TEXT, struct clock, person_name),
	COLUMN(INT, struct clock, previous_id),
	COLUMN(TIME, struct clock, started_at),
	COLUMN(INT, struct clock, open_minutes),
	COLUMN(INT, struct clock, business_days),
	COLUMN(TIME, struct clock, deadline),
	CODE_COLUMN(struct clock, state, timer_state_names),
	COLUMN(TIME, struct clock, resumes_at),
	COLUMN(TIME, struct clock, ended_at),
	COLUMN(TIME, struct clock, late_at),
	COLUMN(TIME, struct clock, next_warning_at),
	COLUMN(INT, struct clock, revision),
	COLUMN(BOOL, struct clock, by_feed),
	{ 0 }
};
const struct shape timer_shape = { sizeof(struct clock), timer_columns };

struct named {
	int64_t id;
	const char *record_name;
};
static const struct column name_columns[] = { COLUMN(INT, struct named, id), COLUMN(TEXT, struct named, record_name), { 0 } };
static const struct shape name_shape = { sizeof(struct named), name_columns };

static const struct column event_columns[] = {
	COLUMN(INT, struct timer_event, id),
	CODE_COLUMN(struct timer_event, step, event_step_names),
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

bool
pause_is_over(const struct clock *t, int64_t now)
{
	return t->state == TIMER_PAUSED && t->resumes_at && t->resumes_at <= now;
}

struct timer_event
pause_end(const struct clock *t, int64_t now)
{
	return (struct timer_event){ .step = STEP_RESUME, .at = t->resumes_at, .recorded_at = now, .team = GLOSSARY_NONE };
}

/* What happened to one by `now`, recorded or not. */
static struct timer_event *
events_by(struct db *db, const void *ctx, const struct clock *t, int64_t now, size_t *count)
{
	struct timer_event *events = timer_events(db, ctx, t->id, count);

	if (pause_is_over(t, now)) {
		events = memory_need(talloc_realloc(ctx, events, struct timer_event, *count + 1));
		events[(*count)++] = pause_end(t, now);
	}
	return events;
}

/* Runs on a clock whose pause is over. Until that is recorded there are few of them. */
static void
run_on(struct db *db, const void *ctx, struct clock *t, int64_t now)
{
	const struct calendar_version *version = calendar_version_get(db, ctx, t->calendar_version_id);
	struct timer_result r;
	size_t count;
	const struct timer_event *events;

	if (!version)
		return;
	events = events_by(db, ctx, t, now, &count);
	r = timer_reckon(ctx, &version->calendar, &(struct timer_target){ t->open_minutes, t->business_days }, events, count, now);
	t->status = r.state;
	t->deadline = r.deadline;
}

/* Only where there is one does the feed have to be asked how far it knows. */
static void
mark_unmeasured(struct db *db, struct clock *timers, size_t count)
{
	int64_t known_up_to = -1;

	for (size_t i = 0; i < count; i++) {
		if (!timers[i].by_feed || timers[i].status != TIMER_MISSED)
			continue;
		if (known_up_to < 0)
			known_up_to = feed_known_up_to(db, "attempts");
		timers[i].unmeasured = timers[i].deadline > known_up_to;
	}
}

void
timers_read(struct db *db, const void *ctx, struct clock *timers, size_t count, int64_t now)
{
	for (size_t i = 0; i < count; i++) {
		struct clock *t = &timers[i];

		t->status = t->state;
		if (t->state == TIMER_RUNNING && t->deadline < now)
			t->status = TIMER_MISSED;
		else if (t->state == TIMER_RUNNING && t->started_at > now)
			t->status = TIMER_SCHEDULED;
		else if (pause_is_over(t, now))
			run_on(db, ctx, t, now);
	}
	mark_unmeasured(db, timers, count);
}

bool
timer_names_people(const struct clock *timer, const struct user *user)
{
	return user->team == timer->team;
}

struct clock *
timer_find(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	struct clock *t = db_one(db, ctx, &timer_shape, "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS " WHERE t.id = ?", "i", id);

	if (t)
		timers_read(db, ctx, t, 1, now);
	return t;
}

struct timer_event *
timer_events(struct db *db, const void *ctx, int64_t id, size_t *count)
{
	return db_list(db, ctx, &event_shape, count, "SELECT e.id, e.step, e.at, e.recorded_at, e.person_id, w.name AS person_name, e.team,"
	    " e.reason, e.to_id, x.name AS to_name FROM timer_event e LEFT JOIN person w ON w.id = e.person_id"
	    " LEFT JOIN person x ON x.id = e.to_id WHERE e.timer_id = ? ORDER BY e.id", "i", id);
}

struct clock *
timers_of(struct db *db, const void *ctx, const char *subject, int64_t subject_id, int64_t now, size_t *count)
{
	struct clock *timers = db_list(db, ctx, &timer_shape, count, "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS
	    " WHERE t.subject = ? AND t.subject_id = ? ORDER BY t.id", "si", subject, subject_id);

	timers_read(db, ctx, timers, *count, now);
	return timers;
}

/* A page of one state: a range of one index in its own order, whatever there is besides. */
#define BEHIND(state) "SELECT" TIMER_COLUMNS " FROM timer t" TIMER_JOINS " WHERE t.line_id = ? AND t.state = '" state "'" \
	" AND t.deadline >= ? AND t.deadline < ? AND (t.deadline > ? OR t.id > ?) ORDER BY t.deadline, t.id LIMIT ?"

/* What the records of a page are called, each found along two primary keys. */
static void
names_read(struct db *db, const void *ctx, struct clock *timers, size_t count)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, count + 1));
	const struct named *names;
	size_t found;

	for (size_t i = 0; i < count; i++)
		ids[i] = timers[i].id;
	names = db_list(db, ctx, &name_shape, &found, "SELECT t.id, " RECORD_NAME " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j"
	    " STRAIGHT_JOIN timer t ON t.id = j.id", "s", numbers_json(ctx, ids, count));
	for (size_t i = 0; i < found; i++)
		for (size_t k = 0; k < count; k++)
			if (timers[k].id == names[i].id)
				timers[k].record_name = names[i].record_name;
}

struct clock *
timers_behind(struct db *db, const void *ctx, const struct timer_list *list, int64_t now, size_t *count)
{
	int64_t line = list->line_id, after = list->after_deadline, id = list->after_id, limit = list->limit;
	int64_t from = list->from > after ? list->from : after, to = list->to, over = to < now ? to : now;
	struct clock *timers;

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
	timers_read(db, ctx, timers, *count, now);
	names_read(db, ctx, timers, *count);
	return timers;
}

/* To where the sheet of a clock goes. */
static int64_t
sheet_end(const struct timer_result *r, int64_t now)
{
	if (r->deadline)
		return r->deadline;
	return r->ended_at ? r->ended_at : now > r->started_at ? now : r->started_at;
}

struct explained *
timer_explain(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	struct explained *e = memory_need(talloc_zero(ctx, struct explained));
	const struct clock *t = timer_find(db, e, id, now);
	struct timer_result *r = &e->result;
	int64_t end;

	e->calendar = t ? calendar_version_get(db, e, t->calendar_version_id) : NULL;
	if (!e->calendar)
		return NULL;
	e->timer = *t;
	names_read(db, e, &e->timer, 1);
	e->agreement_number = db_integer(db, 0, "SELECT a.number FROM promise p JOIN agreement a ON a.id = p.agreement_id WHERE p.id = ?", "i",
	    t->promise_id);
	e->events = events_by(db, e, t, now, &e->event_count);
	*r = timer_reckon(e, &e->calendar->calendar, &(struct timer_target){ t->open_minutes, t->business_days }, e->events, e->event_count, now);
	e->agrees = r->state == t->status && r->deadline == t->deadline && r->ended_at == t->ended_at && r->late_at == t->late_at;
	e->corrections = timer_corrections(db, e, id, &e->correction_count);
	end = sheet_end(r, now);
	e->segments = t->business_days && r->deadline
	    ? calendar_segments_days(e, &e->calendar->calendar, r->started_at, end, r->pauses, &e->segment_count)
	    : calendar_segments(e, &e->calendar->calendar, r->started_at, end, r->pauses, &e->segment_count);
	return e;
}
