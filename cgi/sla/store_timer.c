/* Acts on clocks: what happened is written down, and everything else follows from it. */
#include "sla/store_timer_parts.h"

#include "base/text.h"
#include "sla/store_attain.h"
#include "sla/store_calendar.h"

#include <talloc.h>

/* What a clock is begun with. */
struct pinned {
	int kind;
	int64_t line_id;
	int party;
	int64_t open_minutes;
	int64_t business_days;
	int64_t calendar_id;
	const char *warn_at;
	const char *zone;
};
static const struct column pinned_columns[] = {
	CODE_COLUMN(struct pinned, kind, promise_kind_names),
	COLUMN(INT, struct pinned, line_id),
	CODE_COLUMN(struct pinned, party, party_names),
	COLUMN(INT, struct pinned, open_minutes),
	COLUMN(INT, struct pinned, business_days),
	COLUMN(INT, struct pinned, calendar_id),
	COLUMN(TEXT, struct pinned, warn_at),
	COLUMN(TEXT, struct pinned, zone),
	{ 0 }
};
static const struct shape pinned_shape = { sizeof(struct pinned), pinned_columns };

static const struct pinned *
pinned_by(struct db *db, const void *ctx, int64_t promise_id)
{
	struct pinned *p = db_kept(db, "pinned", promise_id);

	if (p)
		return p;
	p = db_one(db, db_keeper(db, ctx), &pinned_shape, "SELECT p.kind, COALESCE(p.line_id, p.id) AS line_id, p.party, p.open_minutes,"
	    " COALESCE(p.business_days, p.within_days) AS business_days, a.calendar_id, a.warn_at, o.time_zone AS zone FROM promise p"
	    " JOIN agreement a ON a.id = p.agreement_id JOIN organisation o WHERE p.id = ?", "i", promise_id);
	db_keep(db, "pinned", promise_id, p);
	return p;
}

/* Who did it, as an event. */
static struct timer_event
event_of(const struct actor *actor, const struct held_timer *h, int step, int64_t at)
{
	if (at > actor->now)
		at = actor->now;
	if (at < h->t.started_at)
		at = h->t.started_at;
	return (struct timer_event){ .step = step, .at = at, .recorded_at = actor->now, .person_id = actor->person_id, .team = actor->team };
}

int64_t
timer_start(struct db *db, const void *ctx, const struct actor *actor, const struct timer_start *start)
{
	struct held_timer h = { .t = { .promise_id = start->promise_id, .started_at = start->at, .person_id = start->person_id } };
	struct timer_event events[3];
	const struct calendar_version *version;
	struct timer_result result;
	const struct pinned *p = pinned_by(db, ctx, start->promise_id);
	int64_t percent;

	if (!p || p->party == PARTY_BOTH || (p->open_minutes == 0) == (p->business_days == 0))
		return 0;
	calendar_hold(db, p->calendar_id);
	version = calendar_version_on(db, ctx, p->calendar_id, day_print(ctx, day_of(start->at, p->zone)));
	if (!version)
		return 0;
	h = (struct held_timer){ .t = h.t, .warn_at = p->warn_at, .zone = p->zone, .calendar = &version->calendar, .events = events };
	h.t.open_minutes = p->open_minutes;
	h.t.business_days = p->business_days;
	h.t.state = TIMER_RUNNING;
	timer_happened(&h, &(struct timer_event){ .step = STEP_START, .at = start->at, .recorded_at = actor->now,
	    .person_id = actor->person_id, .team = actor->team });
	result = timer_result_of(ctx, &h, actor->now);
	if (result.refusal != DEADLINE_SET)
		return 0;
	h.t.id = db_insert(db, "INSERT INTO timer (kind, promise_id, line_id, calendar_version_id, team, subject, subject_id, person_id, previous_id,"
	    " started_at, open_minutes, business_days, deadline, state, next_warning_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?)",
	    "siiissinntnntt", promise_kind_names[p->kind], start->promise_id, p->line_id, version->id, team_names[p->party], start->subject,
	    start->subject_id, start->person_id, start->previous_id, start->at, p->open_minutes, p->business_days, result.deadline,
	    timer_warning_after(ctx, h.calendar, &result, h.warn_at, actor->now, &percent));
	if (h.t.id)
		timer_begun(db, ctx, &h, &result, actor->now);
	return h.t.id;
}

enum act_result
timer_pause(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at, const char *reason)
{
	struct held_timer *h = timer_hold(db, ctx, id);
	struct timer_result result;
	struct timer_event event;
	int64_t left;

	if (!h)
		return RESULT_GONE;
	if (!text_equal(reason, PAUSE_QUESTION) && !text_in(reason, (const char *const *)text_split_lines(ctx, h->pause_reasons, NULL)))
		return RESULT_TAKEN;
	timer_settle(h, actor->now);
	result = timer_result_of(ctx, h, actor->now);
	event = event_of(actor, h, STEP_PAUSE, at);
	if (result.done || result.state == TIMER_PAUSED || result.state == TIMER_MISSED || event.at >= result.deadline)
		return RESULT_MOVED;
	left = record_pause_left(db, ctx, h, event.at);
	if (!left)
		return RESULT_MOVED;
	event.reason = reason;
	h->t.resumes_at = pause_used_up_at(h->calendar, event.at, left);
	timer_happened(h, &event);
	timer_save(db, ctx, h, actor->now);
	return RESULT_DONE;
}

/* One event, where `may` says the state allows it. */
static enum act_result
act(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at, int step,
    bool (*may)(const struct timer_result *, const struct timer_event *))
{
	struct held_timer *h = timer_hold(db, ctx, id);
	struct timer_result result;
	struct timer_event event;

	if (!h)
		return RESULT_GONE;
	timer_settle(h, actor->now);
	result = timer_result_of(ctx, h, actor->now);
	event = event_of(actor, h, step, at);
	if (!may(&result, &event))
		return RESULT_MOVED;
	timer_happened(h, &event);
	timer_save(db, ctx, h, actor->now);
	return RESULT_DONE;
}

static bool
may_resume(const struct timer_result *r, const struct timer_event *event)
{
	(void)event;
	return r->state == TIMER_PAUSED;
}

enum act_result
timer_resume(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at)
{
	return act(db, ctx, actor, id, at, STEP_RESUME, may_resume);
}

/* Where it has ended, only what happened before that changes anything. */
static bool
may_meet(const struct timer_result *r, const struct timer_event *event)
{
	return !r->done || event->at < (r->late_at ? r->late_at : r->ended_at);
}

enum act_result
timer_meet(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at)
{
	return act(db, ctx, actor, id, at, STEP_MEET, may_meet);
}

/* It has not ended, and its deadline had not passed. */
static bool
may_give_up(const struct timer_result *r, const struct timer_event *event)
{
	return !r->done && (!r->deadline || event->at <= r->deadline);
}

enum act_result
timer_miss(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at)
{
	return act(db, ctx, actor, id, at, STEP_MISS, may_give_up);
}

enum act_result
timer_cancel(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t at)
{
	return act(db, ctx, actor, id, at, STEP_CANCEL, may_give_up);
}

static bool
may_undo(const struct timer_result *r, const struct timer_event *event)
{
	(void)event;
	return r->done;
}

enum act_result
timer_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id)
{
	return act(db, ctx, actor, id, actor->now, STEP_CORRECT, may_undo);
}

enum act_result
timer_assign(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t person_id)
{
	struct held_timer *h = timer_hold(db, ctx, id);
	struct timer_event event;

	if (!h)
		return RESULT_GONE;
	timer_settle(h, actor->now);
	if (timer_result_of(ctx, h, actor->now).done || h->t.person_id == person_id)
		return RESULT_MOVED;
	event = event_of(actor, h, STEP_ASSIGN, actor->now);
	event.to_id = person_id;
	h->t.person_id = person_id;
	timer_happened(h, &event);
	timer_save(db, ctx, h, actor->now);
	return RESULT_DONE;
}
