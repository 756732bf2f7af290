/* What an amendment makes of every clock that its days touch. */
#include "sla/store_amendment_parts.h"

#include "base/text.h"
#include "base/zone.h"

#include <stdlib.h>
#include <talloc.h>

enum { BATCH = 4000 };		/* clocks looked at in one statement */

static const struct column version_columns[] = {
	COLUMN(INT, struct amended_version, id),
	COLUMN(INT, struct amended_version, number),
	COLUMN(INT, struct amended_version, origin),
	COLUMN(TEXT, struct amended_version, zone),
	COLUMN(TEXT, struct amended_version, valid_from),
	{ 0 }
};
static const struct shape version_shape = { sizeof(struct amended_version), version_columns };

static void
versions_read(struct amending *w)
{
	w->versions = db_list(w->db, w->ctx, &version_shape, &w->version_count, "SELECT id, number, COALESCE(corrects, number) AS origin, zone,"
	    " valid_from FROM calendar_version WHERE calendar_id = ? ORDER BY number", "i", w->amendment->calendar_id);
	for (size_t i = 0; i < w->version_count; i++)
		for (size_t n = i; n < w->version_count; n++)
			if (w->versions[n].origin == w->versions[i].origin)
				w->versions[i].head = &w->versions[n];
}

void
amended_version_load(struct amending *w, struct amended_version *v)
{
	const struct calendar_version *stored;

	if (v->was)
		return;
	stored = calendar_version_get(w->db, w->ctx, v->id);
	v->was = stored ? &stored->calendar : memory_need(talloc_zero(w->ctx, struct calendar));
	if (v->head == v)
		v->is = calendar_amended(w->ctx, v->was, w->amendment->days, w->amendment->day_count);
}

const struct calendar **
calendar_versions_standing(struct db *db, const void *ctx, int64_t calendar_id, size_t *count)
{
	const struct amendment none = { .calendar_id = calendar_id };
	struct amending w = { .db = db, .ctx = ctx, .amendment = &none };
	const struct calendar **list;

	versions_read(&w);
	list = memory_need(talloc_array(ctx, const struct calendar *, w.version_count + 1));
	*count = 0;
	for (size_t i = 0; i < w.version_count; i++) {
		if (w.versions[i].head != &w.versions[i])
			continue;
		amended_version_load(&w, &w.versions[i]);
		list[(*count)++] = w.versions[i].was;
	}
	return list;
}

/* The instants that the days may lie between, by the clocks of any of the versions. */
static void
span_reckon(struct amending *w)
{
	const struct amendment *a = w->amendment;

	for (size_t i = 0; i < w->version_count && a->day_count; i++) {
		const struct zone *zone = zone_find(w->versions[i].zone);
		int64_t from = zone_day_start(zone, day_number(a->days[0].day));
		int64_t to = zone_day_start(zone, day_number(a->days[a->day_count - 1].day) + 1);

		w->begins = !i || from < w->begins ? from : w->begins;
		w->ends = !i || to > w->ends ? to : w->ends;
	}
}

struct touched_row {
	int64_t id;
};
static const struct column touched_columns[] = { COLUMN(INT, struct touched_row, id), { 0 } };
static const struct shape touched_shape = { sizeof(struct touched_row), touched_columns };

#define TOUCHED "SELECT id FROM timer FORCE INDEX (timer_calendar_span) WHERE calendar_version_id = ? AND started_at < ?" \
	" AND (deadline >= ? OR deadline IS NULL)"

static int
by_number(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* A clock that is due before the days, or begins after them, is never looked at. */
static void
touched_read(struct amending *w)
{
	for (size_t i = 0; i < w->version_count; i++) {
		struct amended_version *v = &w->versions[i];
		size_t count;
		struct touched_row *rows = w->locks
		    ? db_list(w->db, w->ctx, &touched_shape, &count, TOUCHED " FOR UPDATE", "itt", v->id, w->ends, w->begins)
		    : db_list(w->db, w->ctx, &touched_shape, &count, TOUCHED, "itt", v->id, w->ends, w->begins);

		v->touched = count > 0;
		w->touched = memory_need(talloc_realloc(w->ctx, w->touched, int64_t, w->touched_count + count + 1));
		for (size_t n = 0; n < count; n++)
			w->touched[w->touched_count++] = rows[n].id;
		talloc_free(rows);
	}
	if (w->touched_count)
		qsort(w->touched, w->touched_count, sizeof *w->touched, by_number);
}

/* A clock as it is stored. */
struct stored {
	int64_t id;
	int kind;
	int64_t promise_id;
	int64_t line_id;
	int64_t calendar_version_id;
	int64_t started_at;
	int64_t open_minutes;
	int64_t business_days;
	int64_t deadline;
	int state;
	int64_t resumes_at;
	const char *warn_at;
};
static const struct column stored_columns[] = {
	COLUMN(INT, struct stored, id),
	CODE_COLUMN(struct stored, kind, promise_kind_names),
	COLUMN(INT, struct stored, promise_id),
	COLUMN(INT, struct stored, line_id),
	COLUMN(INT, struct stored, calendar_version_id),
	COLUMN(TIME, struct stored, started_at),
	COLUMN(INT, struct stored, open_minutes),
	COLUMN(INT, struct stored, business_days),
	COLUMN(TIME, struct stored, deadline),
	CODE_COLUMN(struct stored, state, timer_state_names),
	COLUMN(TIME, struct stored, resumes_at),
	COLUMN(TEXT, struct stored, warn_at),
	{ 0 }
};
static const struct shape stored_shape = { sizeof(struct stored), stored_columns };

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

static struct amended_version *
version_of(struct amending *w, int64_t id)
{
	for (size_t i = 0; i < w->version_count; i++)
		if (w->versions[i].id == id)
			return &w->versions[i];
	return NULL;
}

/* Whether the deadline passed without that being written down. */
static bool
crosses(const struct timer_result *r, const struct timer_event *events, size_t count)
{
	if (r->state != TIMER_MISSED || r->ended_at)
		return false;
	for (size_t i = 0; i < count; i++)
		if (events[i].step == STEP_MISS && !events[i].person_id)
			return false;
	return true;
}

/* One clock, whose events have room for one more: a pause that is over by now has ended, written down or not. */
static void
clock_reckon(struct amending *w, void *scratch, const struct stored *t, struct timer_event *events, size_t count)
{
	struct amended_version *v = version_of(w, t->calendar_version_id);
	const struct timer_target target = { t->open_minutes, t->business_days };
	struct amended_clock c = { .version_id = t->calendar_version_id, .started_at = t->started_at, .stored_state = t->state,
	    .stored_deadline = t->deadline, .head = v->head };
	struct timer_result before;
	int64_t percent;

	amended_version_load(w, v);
	amended_version_load(w, v->head);
	if (t->state == TIMER_PAUSED)
		w->paused[w->paused_count++] = t->id;
	if (t->state == TIMER_PAUSED && t->resumes_at && t->resumes_at <= w->now)
		events[count++] = (struct timer_event){ .step = STEP_RESUME, .at = t->resumes_at, .recorded_at = w->now };
	c.effect = (struct clock_effect){ .timer_id = t->id, .promise_id = t->promise_id, .line_id = t->line_id, .kind = t->kind };
	c.effect.effect = (int)clock_effect_of(scratch, &target, events, count, v->was, v->head->is, w->now, &before, &c.after);
	if (c.effect.effect == EFFECT_NONE || (c.after.refusal != DEADLINE_SET && c.after.refusal != DEADLINE_PAUSED))
		return;
	c.effect.old_deadline = before.deadline;
	c.effect.new_deadline = c.after.deadline;
	c.effect.old_state = before.state;
	c.effect.new_state = c.after.state;
	c.crosses = crosses(&c.after, events, count);
	if (c.after.state == TIMER_RUNNING)
		c.warning_at = timer_warning_after(scratch, v->head->is, &c.after, t->warn_at, w->now, &percent);
	c.after.pauses = NULL;
	w->list[w->count++] = c;
}

static void
batch_reckon(struct amending *w, const int64_t *ids, size_t count)
{
	void *scratch = talloc_new(w->ctx);
	const char *json = numbers_json(scratch, ids, count);
	size_t clocks, steps, next = 0;
	const struct stored *list = db_list(w->db, scratch, &stored_shape, &clocks, "SELECT t.id, t.kind, t.promise_id, t.line_id,"
	    " t.calendar_version_id, t.started_at, t.open_minutes, t.business_days, t.deadline, t.state, t.resumes_at, a.warn_at"
	    " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN timer t ON t.id = j.id STRAIGHT_JOIN promise p ON p.id = t.promise_id"
	    " STRAIGHT_JOIN agreement a ON a.id = p.agreement_id ORDER BY t.id", "s", json);
	const struct step_row *rows = db_list(w->db, scratch, &step_shape, &steps, "SELECT e.timer_id, e.step, e.at, e.person_id"
	    " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN timer_event e ON e.timer_id = j.id ORDER BY e.timer_id, e.id",
	    "s", json);
	struct timer_event *events = memory_need(talloc_array(scratch, struct timer_event, steps + 1));

	for (size_t i = 0; i < clocks; i++) {
		void *one = talloc_new(scratch);
		size_t own = 0;

		while (next < steps && rows[next].timer_id < list[i].id)
			next++;
		for (; next < steps && rows[next].timer_id == list[i].id; next++)
			events[own++] = (struct timer_event){ .step = rows[next].step, .at = rows[next].at, .person_id = rows[next].person_id };
		if (own)
			clock_reckon(w, one, &list[i], events, own);
		talloc_free(one);
	}
	talloc_free(scratch);
}

struct amending *
amending_begin(struct db *db, const void *ctx, const struct amendment *amendment, int64_t now, bool locks)
{
	struct amending *w = memory_need(talloc_zero(ctx, struct amending));

	*w = (struct amending){ .db = db, .ctx = ctx, .amendment = amendment, .now = now, .locks = locks };
	versions_read(w);
	span_reckon(w);
	touched_read(w);
	w->list = memory_need(talloc_array(ctx, struct amended_clock, w->touched_count + 1));
	w->paused = memory_need(talloc_array(ctx, int64_t, w->touched_count + 1));
	for (size_t i = 0; i < w->touched_count; i += BATCH)
		batch_reckon(w, &w->touched[i], w->touched_count - i < BATCH ? w->touched_count - i : BATCH);
	return w;
}

/* A sum that is kept, or what runs past its deadline and is not recorded yet. */
struct sum_row {
	int64_t line_id;
	int64_t month;
	int64_t numerator;
	int64_t denominator;
};
static const struct column sum_columns[] = {
	COLUMN(INT, struct sum_row, line_id),
	COLUMN(INT, struct sum_row, month),
	COLUMN(INT, struct sum_row, numerator),
	COLUMN(INT, struct sum_row, denominator),
	{ 0 }
};
static const struct shape sum_shape = { sizeof(struct sum_row), sum_columns };

struct late_row {
	int64_t line_id;
	int64_t deadline;
};
static const struct column late_columns[] = {
	COLUMN(INT, struct late_row, line_id),
	COLUMN(TIME, struct late_row, deadline),
	{ 0 }
};
static const struct shape late_shape = { sizeof(struct late_row), late_columns };

static void
month_add(struct amendment_effects *e, int64_t line_id, int64_t month, int64_t numerator, int64_t denominator)
{
	for (size_t i = 0; i < e->month_count; i++)
		if (e->months[i].line_id == line_id && e->months[i].month == month) {
			e->months[i].old_numerator += numerator;
			e->months[i].old_denominator += denominator;
		}
}

#define LINES "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j"

/* What the months add up to now, and will. */
static void
months_sum(struct amending *w, struct amendment_effects *e, const char *zone)
{
	int64_t *lines = memory_need(talloc_array(w->ctx, int64_t, e->month_count + 1)), first = INT64_MAX, last = 0;
	size_t line_count = 0, kept, late;
	struct day from, to;
	const struct sum_row *sums;
	const struct late_row *rows;

	for (size_t i = 0; i < e->month_count; i++) {
		if (!line_count || lines[line_count - 1] != e->months[i].line_id)
			lines[line_count++] = e->months[i].line_id;
		first = e->months[i].month < first ? e->months[i].month : first;
		last = e->months[i].month > last ? e->months[i].month : last;
	}
	if (!line_count)
		return;
	from = (struct day){ (int)(first / 12), (int)(first % 12) + 1, 1 };
	to = day_add_months((struct day){ (int)(last / 12), (int)(last % 12) + 1, 1 }, 1);
	sums = db_list(w->db, w->ctx, &sum_shape, &kept, "SELECT q.line_id, YEAR(d.day) * 12 + MONTH(d.day) - 1 AS month,"
	    " SUM(d.numerator) AS numerator, SUM(d.denominator) AS denominator FROM " LINES " STRAIGHT_JOIN promise q ON q.line_id = j.id"
	    " STRAIGHT_JOIN promise_day d ON d.promise_id = q.id AND d.basis = 'period' AND d.day >= ? AND d.day < ? GROUP BY q.line_id, month", "sss",
	    numbers_json(w->ctx, lines, line_count), day_print(w->ctx, from), day_print(w->ctx, to));
	rows = db_list(w->db, w->ctx, &late_shape, &late, "SELECT t.line_id, t.deadline FROM " LINES " STRAIGHT_JOIN timer t ON t.line_id = j.id"
	    " AND t.state = 'running' AND t.deadline < ? AND t.deadline >= ?", "stt", numbers_json(w->ctx, lines, line_count), w->now,
	    start_of_day(from, zone));
	for (size_t i = 0; i < kept; i++)
		month_add(e, sums[i].line_id, sums[i].month, sums[i].numerator, sums[i].denominator);
	for (size_t i = 0; i < late; i++) {
		struct day day = day_of(rows[i].deadline, zone);

		month_add(e, rows[i].line_id, (int64_t)day.year * 12 + day.month - 1, 0, 1);
	}
	for (size_t i = 0; i < e->month_count; i++) {
		e->months[i].new_numerator = e->months[i].old_numerator + e->months[i].met;
		e->months[i].new_denominator = e->months[i].old_denominator + e->months[i].all;
	}
}

struct amendment_effects *
amending_effects(struct amending *w, const char *zone)
{
	struct amendment_effects *e = memory_need(talloc_zero(w->ctx, struct amendment_effects));

	e->count = w->count;
	e->list = memory_need(talloc_array(e, struct clock_effect, w->count + 1));
	for (size_t i = 0; i < w->count; i++) {
		e->list[i] = w->list[i].effect;
		e->flipped += e->list[i].effect == EFFECT_FLIPS;
		e->running += e->list[i].effect == EFFECT_RUNS;
		e->moved += e->list[i].effect == EFFECT_MOVES;
	}
	e->months = month_shifts(e, e->list, e->count, zone, &e->month_count);
	months_sum(w, e, zone);
	e->sha256 = amendment_digest(e, w->amendment, e->list, e->count);
	return e;
}

struct amendment_effects *
amendment_effects(struct db *db, const void *ctx, const struct amendment *amendment, const char *zone, int64_t now)
{
	return amending_effects(amending_begin(db, ctx, amendment, now, false), zone);
}
