/* Applies an amendment that both teams have signed: calendars, clocks, sums, and the old values beside the new. */
#include "sla/store_amendment_parts.h"

#include "base/text.h"
#include "sla/store_timer_parts.h"

#include <string.h>
#include <talloc.h>

enum { BATCH = 4000 };		/* clocks written by one statement */

/* Whether a version that no other corrects holds on some day: none with a higher number is valid as early. The first holds before its day. */
static bool
holds(const struct amending *w, const struct amended_version *v)
{
	if (v->head != v)
		return false;
	for (size_t i = 0; i < w->version_count; i++) {
		const struct amended_version *later = &w->versions[i];

		if (later->head == later && later->number > v->number && strcmp(later->valid_from, v->valid_from) <= 0)
			return v->origin == 1;
	}
	return true;
}

/* Puts corrected versions over all that hold, in their order: so each day has the corrected one of the version it had. */
static void
versions_write(struct amending *w, const struct actor *actor)
{
	for (size_t i = 0; i < w->version_count; i++)
		if (w->versions[i].touched)
			w->versions[i].head->touched = true;
	for (size_t i = 0; i < w->version_count; i++) {
		struct amended_version *v = &w->versions[i];

		if (v->head != v || (!v->touched && !holds(w, v)))
			continue;
		amended_version_load(w, v);
		v->corrected_id = calendar_version_correct(w->db, w->ctx, actor, w->amendment->calendar_id, v->is, v->valid_from, v->origin,
		    w->amendment->id);
	}
}

/* "2026-10-05 12:00:00" in quotes, or null. */
static void
time_json(struct buffer *text, int64_t at)
{
	const char *printed = at ? instant_print(text, at) : NULL;

	if (printed)
		buffer_format(text, ",\"%.10s %.8s\"", printed, printed + 11);
	else
		buffer_text(text, ",null");
	talloc_free((void *)printed);
}

/* The columns of one clock in a parameter, and where each stands in it. */
static const char *
clocks_json(const void *ctx, const struct amended_clock *list, size_t count)
{
	struct buffer *text = buffer_new(ctx);

	for (size_t i = 0; i < count; i++) {
		const struct amended_clock *c = &list[i];

		buffer_format(text, "%s[%lld,%lld,%lld,\"%s\",\"%s\",%d", i ? "," : "[", (long long)c->effect.timer_id, (long long)c->version_id,
		    (long long)c->head->corrected_id, timer_state_names[c->effect.old_state], timer_state_names[c->effect.new_state],
		    c->effect.effect == EFFECT_FLIPS);
		time_json(text, c->effect.old_deadline);
		time_json(text, c->effect.new_deadline);
		time_json(text, c->after.ended_at);
		time_json(text, c->after.late_at);
		time_json(text, c->warning_at);
		buffer_format(text, ",%d]", c->crosses);
	}
	buffer_text(text, "]");
	return buffer_take(ctx, text);
}

#define CLOCKS "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$[0]', old_version BIGINT UNSIGNED PATH '$[1]'," \
	" new_version BIGINT UNSIGNED PATH '$[2]', old_state VARCHAR(12) PATH '$[3]', new_state VARCHAR(12) PATH '$[4]', flipped INT PATH '$[5]'," \
	" old_deadline DATETIME PATH '$[6]', new_deadline DATETIME PATH '$[7]', ended_at DATETIME PATH '$[8]', late_at DATETIME PATH '$[9]'," \
	" warning_at DATETIME PATH '$[10]', crosses INT PATH '$[11]')) j"

/* Old beside new; then the clocks themselves. One that is paused is written by itself: see paused_write(). */
static void
batch_write(struct amending *w, const struct amended_clock *list, size_t count)
{
	void *scratch = talloc_new(w->ctx);
	const char *json = clocks_json(scratch, list, count);

	db_run(w->db, "INSERT INTO timer_correction (amendment_id, timer_id, flipped, old_calendar_version_id, new_calendar_version_id, old_deadline,"
	    " new_deadline, old_state, new_state) SELECT ?, j.id, j.flipped, j.old_version, j.new_version, j.old_deadline, j.new_deadline,"
	    " j.old_state, j.new_state FROM " CLOCKS, "is", w->amendment->id, json);
	db_run(w->db, "UPDATE " CLOCKS " STRAIGHT_JOIN timer t ON t.id = j.id SET t.calendar_version_id = j.new_version, t.deadline = j.new_deadline,"
	    " t.state = j.new_state, t.ended_at = j.ended_at, t.late_at = j.late_at, t.next_warning_at = j.warning_at, t.revision = t.revision + 1"
	    " WHERE t.state <> 'paused'", "s", json);
	db_run(w->db, "INSERT INTO timer_event (timer_id, step, at, recorded_at) SELECT j.id, 'miss', j.new_deadline, ? FROM " CLOCKS
	    " STRAIGHT_JOIN timer t ON t.id = j.id WHERE j.crosses = 1 AND t.state <> 'paused'", "ts", w->now, json);
	talloc_free(scratch);
}

/* What promises add up to, moved from what each clock was to what it is. */
static void
days_write(struct amending *w, const char *zone)
{
	struct counted_move *moves = memory_need(talloc_array(w->ctx, struct counted_move, w->count + 1));
	size_t count = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct amended_clock *c = &w->list[i];

		if (c->stored_state == TIMER_PAUSED)
			continue;
		moves[count++] = (struct counted_move){ .promise_id = c->effect.promise_id, .timer_id = c->effect.timer_id,
		    .was = timer_counted(c->stored_state, c->stored_deadline, c->started_at, zone),
		    .is = timer_counted(c->after.state, c->after.deadline, c->started_at, zone) };
	}
	counted_move_all(w->db, w->ctx, moves, count);
}

/* Clocks that keep both their result and their deadline go by the corrected version, too: what happens next is measured by it. */
static void
others_write(struct amending *w)
{
	for (size_t i = 0; i < w->version_count; i++)
		if (w->versions[i].touched)
			db_run(w->db, "UPDATE timer SET calendar_version_id = ?, revision = revision + 1 WHERE calendar_version_id = ? AND started_at < ?"
			    " AND (deadline >= ? OR deadline IS NULL)", "iitt", w->versions[i].head->corrected_id, w->versions[i].id, w->ends, w->begins);
}

/* Those that are paused: how long they may be is open time as well. What their pause has come to by now stays. */
static void
paused_write(struct amending *w)
{
	for (size_t i = 0; i < w->paused_count; i++) {
		void *scratch = talloc_new(w->ctx);
		struct held_timer *h = timer_hold(w->db, scratch, w->paused[i]);

		if (h) {
			if (!timer_settle(h, w->now))
				h->t.resumes_at = 0;
			timer_save(w->db, scratch, h, w->now);
		}
		talloc_free(scratch);
	}
}

static void
months_write(struct amending *w, const struct amendment_effects *e)
{
	for (size_t i = 0; i < e->month_count; i++) {
		const struct month_shift *m = &e->months[i];
		struct day first = { (int)(m->month / 12), (int)(m->month % 12) + 1, 1 };

		db_run(w->db, "INSERT INTO amendment_month (amendment_id, line_id, month, old_numerator, old_denominator, new_numerator, new_denominator)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?)", "iisiiii", w->amendment->id, m->line_id, day_print(w->ctx, first), m->old_numerator,
		    m->old_denominator, m->new_numerator, m->new_denominator);
	}
}

void
amending_apply(struct amending *w, const struct actor *actor, const struct amendment_effects *effects, const char *zone)
{
	versions_write(w, actor);
	for (size_t i = 0; i < w->count; i += BATCH)
		batch_write(w, &w->list[i], w->count - i < BATCH ? w->count - i : BATCH);
	days_write(w, zone);
	others_write(w);
	paused_write(w);
	months_write(w, effects);
}
