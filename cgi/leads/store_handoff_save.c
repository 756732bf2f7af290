/* Holding a handoff for an act, writing what became of it, and moving what its promises add up to. */
#include "leads/store_deal.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_result.h"

#include "base/days.h"
#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

struct kept {
	int64_t reason_id;
	const char *back_on;
};
static const struct column kept_columns[] = { COLUMN(INT, struct kept, reason_id), COLUMN(TEXT, struct kept, back_on), { 0 } };
static const struct shape kept_shape = { sizeof(struct kept), kept_columns };

struct held *
handoff_hold(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *zone)
{
	const struct kept *kept = db_one(db, ctx, &kept_shape, "SELECT outcome_reason_id AS reason_id, back_on FROM handoff WHERE id = ?"
	    " AND NOT EXISTS (SELECT 1 FROM lead_record l WHERE l.id = handoff.lead_id AND l.erased_at IS NOT NULL) FOR UPDATE", "i", id);
	const struct handoff *h = kept ? handoff_find(db, ctx, id) : NULL;
	struct held *x;

	if (!h)
		return NULL;
	x = memory_need(talloc_zero(ctx, struct held));
	*x = (struct held){ .db = db, .ctx = ctx, .actor = actor, .zone = zone, .was = *h, .is = *h, .reason_id = kept->reason_id,
	    .back_on = kept->back_on, .moved = buffer_new(x) };
	x->promises = handoff_promises(db, ctx, id, &x->promise_count);
	held_clocks(x);
	return x;
}

static void
place_find(struct held *x)
{
	const struct clock *due;

	held_clocks(x);
	x->is.turn = handoff_turn(x->is.state, x->is.is_final);
	due = clock_due(x->timers, x->timer_count, x->is.turn);
	x->is.due_timer_id = due ? due->id : 0;
	x->is.queue_at = queue_position(x->is.turn, x->is.id, due ? due->deadline : 0, x->is.submitted_at);
}

static const char *
code_name(const char *const *names, int code)
{
	return code < 0 ? NULL : names[code];
}

void
held_save(struct held *x)
{
	struct handoff *h = &x->is;

	if (h->owner_id && !h->first_assigned_at)
		h->first_assigned_at = h->assigned_at;
	place_find(x);
	db_run(x->db, "UPDATE handoff SET revision = revision + 1, round = ?, state = ?, is_final = ?, unanswered = ?, owner_id = ?, assigned_at = ?,"
	    " first_assigned_at = ?, submitted_at = ?, decision = ?, decided_at = ?, attempts = ?, last_attempt_at = ?, connected_at = ?, sql_at = ?, sql_version_id = ?,"
	    " appealed = ?, outcome = ?, outcome_at = ?, outcome_reason_id = ?, return_on = ?, back_on = ?, feedback_quality = ?, feedback_words = ?, feedback_chips = ?,"
	    " all_known = ?, all_met = ?, due_timer_id = ?, queue_at = ?, owner_at = ?, author_at = ? WHERE id = ?", "isiintttstitttnistnssnssiinnssi",
	    h->round, handoff_state_names[h->state], (int64_t)h->is_final, (int64_t)h->unanswered, h->owner_id, h->assigned_at, h->first_assigned_at, h->submitted_at,
	    code_name(decision_names, h->decision), h->decided_at, h->attempts, h->last_attempt_at, h->connected_at, h->sql_at, h->sql_version_id,
	    (int64_t)h->appealed, code_name(outcome_names, h->outcome), h->outcome_at, x->reason_id, h->return_on, x->back_on, h->feedback_quality,
	    h->feedback_words, h->feedback_chips, (int64_t)h->all_known, (int64_t)h->all_met, h->due_timer_id, h->queue_at, queue_key(x->ctx, h->owner_id, h->queue_at),
	    queue_key(x->ctx, h->author_id, h->queue_at), h->id);
	h->revision++;
	facts_move(x, x->was.id == 0);
	if (h->state != HANDOFF_WITHDRAWN) {
		results_follow_lead(x->db, x->ctx, h->lead_id, x->zone);
		return;
	}
	deals_follow_lead(x->db, x->ctx, h->lead_id);
	results_follow_edited(x->db, x->ctx, h->lead_id);
}

static const struct column promise_columns[] = {
	COLUMN(INT, struct promise, id),
	CODE_COLUMN(struct promise, kind, promise_kind_names),
	CODE_COLUMN(struct promise, party, party_names),
	COLUMN(INT, struct promise, definition_id),
	CODE_COLUMN(struct promise, measured, promise_measure_names),
	COLUMN(INT, struct promise, attempts),
	COLUMN(INT, struct promise, days),
	{ 0 }
};
static const struct shape promise_shape = { sizeof(struct promise), promise_columns };

const struct promise *
handoff_promises(struct db *db, const void *ctx, int64_t handoff_id, size_t *count)
{
	return db_list(db, ctx, &promise_shape, count, "SELECT p.id, p.kind, p.party, p.definition_id, p.measured, p.attempts, p.days FROM handoff_promise x"
	    " JOIN promise p ON p.id = x.promise_id WHERE x.handoff_id = ? ORDER BY p.id", "i", handoff_id);
}

int64_t
promise_of_kind(const struct held *x, int kind)
{
	for (size_t i = 0; i < x->promise_count; i++)
		if (x->promises[i].kind == kind)
			return x->promises[i].id;
	return 0;
}

void
promises_pin(struct held *x, const struct agreement *agreement, const char *source, const char *persona_slug, const struct answer *answers,
    size_t answer_count)
{
	struct lead_answer *given = memory_need(talloc_zero_array(x->ctx, struct lead_answer, answer_count + 1));
	const struct promise **chosen;
	struct buffer *ids = buffer_new(x->ctx);
	size_t count;

	for (size_t i = 0; i < answer_count; i++)
		given[i] = (struct lead_answer){ answers[i].code, answers[i].value };
	chosen = promises_for(x->ctx, agreement, &(struct lead_facts){ text_blank(source) ? NULL : source, persona_slug, given, answer_count }, &count);
	for (size_t i = 0; i < count; i++)
		if (chosen[i]->kind != PROMISE_MEETING && (!chosen[i]->definition_id || chosen[i]->definition_id == x->is.term_id))
			buffer_format(ids, "%s%" PRId64, ids->length ? "," : "[", chosen[i]->id);
	if (ids->length)
		db_run(x->db, "INSERT INTO handoff_promise (handoff_id, promise_id) SELECT ?, j.id FROM JSON_TABLE(?, '$[*]'"
		    " COLUMNS (id BIGINT UNSIGNED PATH '$')) j", "is", x->is.id, text_format(x->ctx, "%s]", ids->data));
	x->promises = handoff_promises(x->db, x->ctx, x->is.id, &x->promise_count);
}

struct fact
fact_of(int kind, const struct facts *f)
{
	switch (kind) {
	case PROMISE_VOLUME:
		return (struct fact){ f->volume ? f->submitted_on : NULL, f->submitted_on, 1, f->decided_on != NULL };
	case PROMISE_CONTEXT:
		return (struct fact){ f->counts ? f->submitted_on : NULL, f->submitted_on, f->context, 1 };
	case PROMISE_QUALITY:
		return (struct fact){ f->decided_on, f->submitted_on, f->accepted, 1 };
	case PROMISE_FEEDBACK:
		return (struct fact){ f->outcome_on, f->submitted_on, f->feedback, 1 };
	}
	return (struct fact){ NULL, NULL, 0, 0 };
}

struct fact
step_fact_of(enum plan_rate step, const struct facts *f)
{
	switch (step) {
	case RATE_QUALIFIED:
		return (struct fact){ f->accepted ? f->decided_on : NULL, f->decided_on, f->qualified_on != NULL, 1 };
	case RATE_OPPORTUNITY:
		return (struct fact){ f->qualified_on, f->qualified_on, f->opened, 1 };
	default:
		return (struct fact){ NULL, NULL, 0, 0 };
	}
}

static void
step_move(struct db *db, enum plan_rate step, int64_t handoff_id, const struct fact *before, const struct fact *after)
{
	struct day was, is;
	bool counted = before->period && day_parse(before->period, &was), counts = after->period && day_parse(after->period, &is);

	if (counted && counts && day_compare(was, is) == 0) {
		step_add(db, step, is, handoff_id, after->numerator - before->numerator, 0);
		return;
	}
	if (counted)
		step_add(db, step, was, handoff_id, -before->numerator, -1);
	if (counts)
		step_add(db, step, is, handoff_id, after->numerator, 1);
}

void
steps_move(struct db *db, const void *ctx, const struct handoff *was, const struct handoff *is, const char *zone)
{
	const struct facts before = was ? handoff_facts(ctx, was, zone) : (struct facts){ 0 }, after = handoff_facts(ctx, is, zone);

	for (enum plan_rate step = RATE_QUALIFIED; step <= RATE_OPPORTUNITY; step++) {
		const struct fact a = step_fact_of(step, &before), b = step_fact_of(step, &after);

		step_move(db, step, is->id, &a, &b);
	}
}

/* Adds one thing to the day it counts by and to the day the handoff began, or takes it away. */
static void
fact_add(struct held *x, int64_t promise, const struct fact *fact, int sign)
{
	struct day by, start;

	if (!fact->period || !day_parse(fact->period, &by) || !day_parse(fact->start, &start))
		return;
	promise_add_both(x->db, promise, by, start, sign * fact->numerator, sign * fact->denominator);
}

void
facts_move(struct held *x, bool is_new)
{
	const struct facts is = handoff_facts(x->ctx, &x->is, x->zone);
	struct facts was = { 0 };

	steps_move(x->db, x->ctx, is_new ? NULL : &x->was, &x->is, x->zone);
	if (!is_new)
		was = handoff_facts(x->ctx, &x->was, x->zone);
	for (size_t i = 0; i < x->promise_count; i++) {
		const struct fact before = fact_of(x->promises[i].kind, &was), after = fact_of(x->promises[i].kind, &is);

		if (text_equal(before.period, after.period) && before.numerator == after.numerator && before.denominator == after.denominator)
			continue;
		fact_add(x, x->promises[i].id, &before, -1);
		fact_add(x, x->promises[i].id, &after, 1);
	}
}
