/* Holding a clock, and writing what became of it together with what its promise adds up to. */
#include "sla/store_timer_parts.h"

#include "base/text.h"
#include "sla/store_attain.h"
#include "sla/store_calendar.h"

#include <talloc.h>

struct frame {
	const char *pause_reasons;
	int64_t pause_most_minutes;
	const char *warn_at;
	const char *zone;
};
static const struct column frame_columns[] = {
	COLUMN(TEXT, struct frame, pause_reasons),
	COLUMN(INT, struct frame, pause_most_minutes),
	COLUMN(TEXT, struct frame, warn_at),
	COLUMN(TEXT, struct frame, zone),
	{ 0 }
};
static const struct shape frame_shape = { sizeof(struct frame), frame_columns };

/* What was signed stays as it is. */
static const struct frame *
frame_of(struct db *db, const void *ctx, int64_t promise_id)
{
	struct frame *frame = db_kept(db, "frame", promise_id);

	if (frame)
		return frame;
	frame = db_one(db, db_keeper(db, ctx), &frame_shape, "SELECT a.pause_reasons, a.pause_most_minutes, a.warn_at, o.time_zone AS zone FROM promise p"
	    " JOIN agreement a ON a.id = p.agreement_id JOIN organisation o WHERE p.id = ?", "i", promise_id);
	db_keep(db, "frame", promise_id, frame);
	return frame;
}

struct held_timer *
timer_hold(struct db *db, const void *ctx, int64_t id)
{
	struct held_timer *h;
	const struct clock *t;
	const struct frame *frame;
	const struct calendar_version *version;
	const struct timer_event *events;

	if (!db_integer(db, 0, "SELECT id FROM timer WHERE id = ? FOR UPDATE", "i", id))
		return NULL;
	t = timer_find(db, ctx, id, 0);
	frame = t ? frame_of(db, ctx, t->promise_id) : NULL;
	version = t ? calendar_version_get(db, ctx, t->calendar_version_id) : NULL;
	if (!frame || !version)
		return NULL;
	h = memory_need(talloc_zero(ctx, struct held_timer));
	*h = (struct held_timer){ .t = *t, .pause_reasons = frame->pause_reasons, .pause_most_minutes = frame->pause_most_minutes,
	    .warn_at = frame->warn_at, .zone = frame->zone, .calendar = &version->calendar };
	events = timer_events(db, ctx, id, &h->event_count);
	h->events = memory_need(talloc_array(h, struct timer_event, h->event_count + 2));
	for (size_t i = 0; i < h->event_count; i++)
		h->events[i] = events[i];
	return h;
}

void
timer_happened(struct held_timer *h, const struct timer_event *event)
{
	h->events[h->event_count++] = *event;
}

bool
timer_settle(struct held_timer *h, int64_t now)
{
	const struct timer_event end = pause_end(&h->t, now);

	if (!pause_is_over(&h->t, now))
		return false;
	timer_happened(h, &end);
	h->t.resumes_at = 0;
	return true;
}

struct timer_result
timer_result_of(const void *ctx, const struct held_timer *h, int64_t now)
{
	return timer_reckon(ctx, h->calendar, &(struct timer_target){ h->t.open_minutes, h->t.business_days }, h->events, h->event_count, now);
}

static void
event_write(struct db *db, int64_t timer_id, const struct timer_event *e)
{
	db_insert(db, "INSERT INTO timer_event (timer_id, step, at, recorded_at, person_id, team, reason, to_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    "isttnssn", timer_id, event_step_names[e->step], e->at, e->recorded_at, e->person_id,
	    e->person_id && e->team >= 0 ? team_names[e->team] : NULL, e->reason, e->to_id);
}

/* Whether the deadline passed without being recorded yet. */
static bool
has_crossed(const struct held_timer *h, const struct timer_result *r)
{
	if (r->state != TIMER_MISSED || r->ended_at)
		return false;
	for (size_t i = 0; i < h->event_count; i++)
		if (h->events[i].step == STEP_MISS && !h->events[i].person_id)
			return false;
	return true;
}

static void
events_write(struct db *db, struct held_timer *h, const struct timer_result *r, int64_t now)
{
	for (size_t i = 0; i < h->event_count; i++)
		if (!h->events[i].id && h->events[i].step == STEP_START)	/* the first one, also where its deadline has passed already */
			event_write(db, h->t.id, &h->events[i]);
	if (has_crossed(h, r))
		event_write(db, h->t.id, &(struct timer_event){ .step = STEP_MISS, .at = r->deadline, .recorded_at = now, .team = GLOSSARY_NONE });
	for (size_t i = 0; i < h->event_count; i++)
		if (!h->events[i].id && h->events[i].step != STEP_START)
			event_write(db, h->t.id, &h->events[i]);
}

/* Moves the promise's days from what the clock was to what it is. */
static void
days_move(struct db *db, const struct held_timer *h, const struct timer_result *r)
{
	const struct counted was = timer_counted(h->t.state, h->t.deadline, h->t.started_at, h->zone);
	const struct counted is = timer_counted(r->state, r->deadline, r->started_at, h->zone);

	if (counted_same(&was, &is))
		return;
	counted_add(db, h->t.promise_id, h->t.id, &was, -1);
	counted_add(db, h->t.promise_id, h->t.id, &is, 1);
}

/* When the pause that lasts ends by itself. One that an undo brought back is no longer written down as such. */
static int64_t
pause_limit(struct db *db, const void *ctx, const struct held_timer *h, const struct timer_result *r)
{
	int64_t from;

	if (h->t.resumes_at || !r->pauses->count)
		return h->t.resumes_at;
	from = r->pauses->list[r->pauses->count - 1].from;
	return pause_used_up_at(h->calendar, from, record_pause_left(db, ctx, h, from));
}

void
timer_save(struct db *db, const void *ctx, struct held_timer *h, int64_t now)
{
	struct timer_result r = timer_result_of(ctx, h, now);
	int state = r.state == TIMER_SCHEDULED ? TIMER_RUNNING : r.state;
	int64_t percent, warning = 0;

	if (state == TIMER_RUNNING)
		warning = timer_warning_after(ctx, h->calendar, &r, h->warn_at, now, &percent);
	events_write(db, h, &r, now);
	days_move(db, h, &r);
	db_run(db, "UPDATE timer SET person_id = ?, deadline = ?, state = ?, resumes_at = ?, ended_at = ?, late_at = ?, next_warning_at = ?,"
	    " revision = revision + 1 WHERE id = ?", "ntstttti", h->t.person_id, r.deadline, timer_state_names[state],
	    state == TIMER_PAUSED ? pause_limit(db, ctx, h, &r) : 0, r.ended_at, r.late_at, warning, h->t.id);
}

void
timer_begun(struct db *db, const void *ctx, struct held_timer *h, const struct timer_result *r, int64_t now)
{
	if (r->state == TIMER_RUNNING || r->state == TIMER_SCHEDULED)
		event_write(db, h->t.id, &h->events[0]);
	else
		timer_save(db, ctx, h, now);
}

struct step_row {
	int64_t timer_id;
	int step;
	int64_t at;
	int64_t person_id;
};
static const struct column step_columns[] = {
	COLUMN(INT, struct step_row, timer_id),
	CODE_COLUMN(struct step_row, step, event_step_names),
	COLUMN(TIME, struct step_row, at),
	COLUMN(INT, struct step_row, person_id),
	{ 0 }
};
static const struct shape step_shape = { sizeof(struct step_row), step_columns };

int64_t
record_pause_left(struct db *db, const void *ctx, const struct held_timer *h, int64_t at)
{
	int64_t left = h->pause_most_minutes * 60;
	size_t count, pauses = 0;
	struct step_row *rows = db_list(db, ctx, &step_shape, &count, "SELECT e.timer_id, e.step, e.at, e.person_id FROM timer t"
	    " JOIN timer_event e ON e.timer_id = t.id WHERE t.subject = ? AND t.subject_id = ? AND t.team = ?"
	    " AND e.step NOT IN ('start', 'assign') ORDER BY e.timer_id, e.id", "sis", h->t.subject, h->t.subject_id, team_names[h->t.team]);
	struct timer_event *events = memory_need(talloc_array(ctx, struct timer_event, count + 1));
	struct pause *list = memory_need(talloc_array(ctx, struct pause, count + 1));
	const struct pauses *merged;

	for (size_t i = 0; i < count; i++)
		events[i] = (struct timer_event){ .step = rows[i].step, .at = rows[i].at, .person_id = rows[i].person_id };
	for (size_t first = 0, next = 0; first < count; first = next) {
		while (next < count && rows[next].timer_id == rows[first].timer_id)
			next++;
		pauses += pauses_taken(ctx, &events[first], next - first, &list[pauses]);
	}
	for (size_t i = 0; i < pauses; i++)
		if (list[i].to > at)
			list[i].to = at;
	merged = pauses_merge(ctx, list, pauses);
	for (size_t i = 0; i < merged->count; i++)
		left -= calendar_open_seconds(h->calendar, merged->list[i].from, merged->list[i].to, NULL);
	return left > 0 ? left : 0;
}
