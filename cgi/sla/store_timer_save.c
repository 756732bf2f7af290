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
	frame = t ? db_one(db, ctx, &frame_shape, "SELECT a.pause_reasons, a.pause_most_minutes, a.warn_at, o.time_zone AS zone FROM promise p"
	    " JOIN agreement a ON a.id = p.agreement_id JOIN organisation o WHERE p.id = ?", "i", t->promise_id) : NULL;
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
	if (has_crossed(h, r))
		event_write(db, h->t.id, &(struct timer_event){ .step = STEP_MISS, .at = r->deadline, .recorded_at = now, .team = GLOSSARY_NONE });
	for (size_t i = 0; i < h->event_count; i++)
		if (!h->events[i].id)
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
	counted_add(db, h->t.promise_id, &was, -1);
	counted_add(db, h->t.promise_id, &is, 1);
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
	    state == TIMER_PAUSED ? h->t.resumes_at : 0, r.ended_at, r.late_at, warning, h->t.id);
}

struct pause_row {
	int64_t timer_id;
	int step;
	int64_t at;
};
static const struct column pause_columns[] = {
	COLUMN(INT, struct pause_row, timer_id),
	CODE_COLUMN(struct pause_row, step, event_step_names),
	COLUMN(TIME, struct pause_row, at),
	{ 0 }
};
static const struct shape pause_shape = { sizeof(struct pause_row), pause_columns };

int64_t
record_pause_left(struct db *db, const void *ctx, const struct held_timer *h, int64_t at)
{
	int64_t left = h->pause_most_minutes * 60;
	size_t count, pauses = 0;
	struct pause_row *rows = db_list(db, ctx, &pause_shape, &count, "SELECT e.timer_id, e.step, e.at FROM timer t"
	    " JOIN timer_event e ON e.timer_id = t.id WHERE t.subject = ? AND t.subject_id = ? AND t.team = ?"
	    " AND e.step IN ('pause', 'resume') ORDER BY e.timer_id, e.id", "sis", h->t.subject, h->t.subject_id, team_names[h->t.team]);
	struct pause *list = memory_need(talloc_array(ctx, struct pause, count + 1));
	const struct pauses *merged;

	for (size_t i = 0; i < count; i++) {
		bool ends = i + 1 < count && rows[i + 1].timer_id == rows[i].timer_id && rows[i + 1].step == STEP_RESUME;

		if (rows[i].step == STEP_PAUSE)
			list[pauses++] = (struct pause){ rows[i].at, ends && rows[i + 1].at < at ? rows[i + 1].at : at, NULL };
	}
	merged = pauses_merge(ctx, list, pauses);
	for (size_t i = 0; i < merged->count; i++)
		left -= calendar_open_seconds(h->calendar, merged->list[i].from, merged->list[i].to, NULL);
	return left > 0 ? left : 0;
}
