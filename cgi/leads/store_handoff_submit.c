/* Handing a lead over, and bringing one back. */
#include "leads/store_assign.h"
#include "leads/store_handoff_parts.h"

#include "auth/audit.h"
#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

enum { VOLUME_DAYS = 90, FEEDBACK_ONE_IN = 5 };

bool
lead_hold(struct db *db, int64_t lead_id)
{
	return db_integer(db, 0, "SELECT merged_into_id IS NULL AND erased_at IS NULL FROM lead_record WHERE id = ? FOR UPDATE", "i", lead_id);
}

/* What a handoff takes from its lead. */
struct lead_of {
	const char *source;
	const char *persona_slug;
	int64_t converted_at;
};
static const struct column lead_columns[] = {
	COLUMN(TEXT, struct lead_of, source),
	COLUMN(TEXT, struct lead_of, persona_slug),
	COLUMN(TIME, struct lead_of, converted_at),
	{ 0 }
};
static const struct shape lead_shape = { sizeof(struct lead_of), lead_columns };

static const struct lead_of *
lead_of(struct db *db, const void *ctx, int64_t lead_id)
{
	return db_one(db, ctx, &lead_shape, "SELECT COALESCE(m.name, s.name) AS source, t.slug AS persona_slug, l.converted_at"
	    " FROM lead_record l LEFT JOIN source s ON s.id = l.source_id LEFT JOIN source m ON m.id = s.same_as_id"
	    " LEFT JOIN term t ON t.id = l.persona_id WHERE l.id = ?", "i", lead_id);
}

/* Whether no other handoff of the lead counts within 90 days. */
static bool
first_in_volume(struct db *db, int64_t lead_id, int64_t now)
{
	return !db_integer(db, 0, "SELECT 1 FROM handoff WHERE lead_id = ? AND in_volume AND first_submitted_at > ? AND state <> 'withdrawn'"
	    " AND NOT (state = 'returned' AND (is_final OR unanswered)) LIMIT 1", "it", lead_id, now - VOLUME_DAYS * 86400);
}

/* Whether it counts for volume as it stands. */
static bool
counts_now(const struct handoff *h)
{
	return h->in_volume && h->state != HANDOFF_WITHDRAWN && !(h->state == HANDOFF_RETURNED && (h->is_final || h->unanswered));
}

static int
by_submission(const void *a, const void *b)
{
	const struct handoff *x = a, *y = b;

	return (x->first_submitted_at > y->first_submitted_at) - (x->first_submitted_at < y->first_submitted_at);
}

void
handoffs_count_once(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id)
{
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	struct handoff *list = handoffs_of_lead(db, ctx, lead_id, &count);
	int64_t counted = 0;

	qsort(list, count, sizeof *list, by_submission);
	for (size_t i = 0; i < count; i++) {
		struct held *x = NULL;

		if (counted && list[i].in_volume && list[i].first_submitted_at < counted + VOLUME_DAYS * 86400)
			x = handoff_hold(db, ctx, actor, list[i].id, zone);
		else if (counts_now(&list[i]))
			counted = list[i].first_submitted_at;
		if (!x)
			continue;
		x->is.in_volume = false;
		db_run(db, "UPDATE handoff SET in_volume = FALSE WHERE id = ?", "i", x->is.id);
		held_save(x);
	}
}

static int64_t
calendar_today(struct db *db, const void *ctx, const struct agreement *agreement, const char *today)
{
	const struct calendar_version *version = agreement ? calendar_version_on(db, ctx, agreement->calendar_id, today) : NULL;

	return version ? version->id : 0;
}

static void
row_insert(struct held *x, const struct making *m, const struct assigned *to)
{
	struct handoff *h = &x->is;
	const struct submission *s = m->said;
	const char *today = day_print(x->ctx, day_of(x->actor->now, x->zone));

	*h = (struct handoff){ .lead_id = m->lead_id, .previous_id = m->previous_id, .round = 1, .state = HANDOFF_SUBMITTED, .term_id = m->version->term_id,
	    .term_version_id = m->version->id, .agreement_id = m->agreement ? m->agreement->id : 0, .author_id = m->author_id,
	    .owner_id = to->person_id, .submitted_at = x->actor->now, .first_submitted_at = x->actor->now,
	    .decision = GLOSSARY_NONE, .outcome = GLOSSARY_NONE, .feedback_words = "", .feedback_chips = "",
	    .all_known = answers_all_known(m->version, m->answers, m->answer_count), .all_met = answers_all_met(m->version, m->answers, m->answer_count),
	    .in_volume = first_in_volume(x->db, m->lead_id, x->actor->now) };
	h->assigned_at = h->first_assigned_at = h->owner_id ? x->actor->now : 0;
	h->calendar_version_id = calendar_today(x->db, x->ctx, m->agreement, today);
	h->id = db_insert(x->db, "INSERT INTO handoff (lead_id, previous_id, state, term_version_id, agreement_id, calendar_version_id, author_id, owner_id,"
	    " assigned_at, words, how_entered, situation, next_step, submitted_at, first_submitted_at, all_known, all_met, in_volume)"
	    " VALUES (?, ?, 'submitted', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ininnintssssttiii", h->lead_id, h->previous_id, h->term_version_id,
	    h->agreement_id, h->calendar_version_id, h->author_id, h->owner_id, h->assigned_at, s->words, s->how_entered, s->situation, s->next_step,
	    h->submitted_at, h->first_submitted_at, (int64_t)h->all_known, (int64_t)h->all_met, (int64_t)h->in_volume);
}

struct held *
handoff_make(struct db *db, const void *ctx, const struct actor *actor, const struct making *m, const char *zone)
{
	const struct lead_of *lead = lead_of(db, ctx, m->lead_id);
	struct held *x = memory_need(talloc_zero(ctx, struct held));
	struct assigned to;

	*x = (struct held){ .db = db, .ctx = ctx, .actor = actor, .zone = zone, .moved = buffer_new(x) };
	if (!lead)
		return NULL;
	to = assign_lead(db, ctx, m->lead_id, m->previous_id, actor->now, zone);
	row_insert(x, m, &to);
	if (!x->is.id)
		return NULL;
	answers_save(x, 1, false, m->answers, m->answer_count);
	if (m->agreement) {
		promises_pin(x, m->agreement, lead->source, lead->persona_slug, m->answers, m->answer_count);
		clocks_submitted(x, m->previous_id ? 0 : lead->converted_at);
	}
	x->is.feedback_asked = promise_of_kind(x, PROMISE_FEEDBACK) && x->is.id % FEEDBACK_ONE_IN == 0;
	db_run(db, "UPDATE handoff SET feedback_asked = ?, attempts_wanted = (SELECT attempts FROM promise WHERE id = ?) WHERE id = ?", "iii",
	    (int64_t)x->is.feedback_asked, promise_of_kind(x, PROMISE_ATTEMPTS), x->is.id);
	event_add(x, MOVE_SUBMISSION, actor->now, 0, "", "");
	event_given(x, &to);
	held_save(x);
	db_run(db, "UPDATE lead_record SET handoffs = handoffs + 1 WHERE id = ?", "i", m->lead_id);
	audit_add(db, actor, "handoff.submission", "handoff", x->is.id, NULL);
	return x;
}

enum act_result
handoff_submit(struct db *db, const void *ctx, const struct actor *actor, const struct submission *s, const char *zone, int64_t *id)
{
	struct making m = { .lead_id = s->lead_id, .said = s, .answers = s->answers, .answer_count = s->answer_count, .author_id = actor->person_id };
	const struct held *x;

	*id = 0;
	if (!lead_hold(db, s->lead_id))
		return RESULT_GONE;
	*id = handoff_open_of(db, s->lead_id);
	if (*id)
		return RESULT_TAKEN;
	m.version = handoff_gate(db, ctx, actor->now, NULL);
	if (!m.version)
		return RESULT_MOVED;
	if (s->version_id && s->version_id != m.version->id)
		return RESULT_STALE;
	m.agreement = agreement_then(db, ctx, actor->now);
	x = handoff_make(db, ctx, actor, &m, zone);
	if (!x)
		return RESULT_GONE;
	handoff_draft_drop(db, actor, s->lead_id);
	*id = x->is.id;
	return RESULT_DONE;
}

/* The answers of the last round, as far as the definition in force asks them; what it asks besides is not known. */
static struct answer *
answers_again(struct db *db, const void *ctx, const struct handoff *h, const struct version *v, size_t *count)
{
	size_t given;
	const struct answer *before = handoff_answers(db, ctx, h->id, h->round, false, &given);
	struct answer *all = memory_need(talloc_zero_array(ctx, struct answer, v->criteria_count + 1));

	*count = v->criteria_count;
	for (size_t i = 0; i < v->criteria_count; i++) {
		const struct answer *a = answer_of(before, given, v->criteria[i].code);

		all[i] = a ? *a : (struct answer){ .evidence = "" };
		all[i].code = v->criteria[i].code;
		all[i].verdict = answer_judge(&v->criteria[i], all[i].value);
	}
	return all;
}

enum act_result
handoff_bring_back(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *zone, int64_t *new_id)
{
	int64_t lead_id = db_integer(db, 0, "SELECT lead_id FROM handoff WHERE id = ?", "i", id);
	struct held *x = lead_id && lead_hold(db, lead_id) ? handoff_hold(db, ctx, actor, id, zone) : NULL;
	struct making m = { .lead_id = lead_id, .previous_id = id };
	const struct held *next;
	struct submission said;

	*new_id = 0;
	if (!x)
		return RESULT_GONE;
	if (!handoff_can(&x->is, MOVE_SUBMISSION, actor->now) || handoff_open_of(db, lead_id)
	    || db_integer(db, 0, "SELECT 1 FROM handoff WHERE lead_id = ? AND id > ? LIMIT 1", "ii", lead_id, id))
		return RESULT_MOVED;	/* it was handed over since, or as the record it was made one with */
	m.version = handoff_gate(db, ctx, actor->now, NULL);
	if (!m.version)
		m.version = handoff_version(db, ctx, &x->is, actor->now);
	said = (struct submission){ .words = x->is.words, .how_entered = x->is.how_entered, .situation = x->is.situation, .next_step = x->is.next_step };
	m.said = &said;
	m.author_id = x->is.author_id;
	m.agreement = agreement_then(db, ctx, actor->now);
	m.answers = answers_again(db, ctx, &x->is, m.version, &m.answer_count);
	next = handoff_make(db, ctx, actor, &m, zone);
	if (!next)
		return RESULT_GONE;
	*new_id = next->is.id;
	x->back_on = NULL;
	held_save(x);
	return RESULT_DONE;
}
