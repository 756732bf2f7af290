/* Everything that may happen to a handoff, each in one transaction: lock, ask the table, change, write down. */
#include "leads/store_assign.h"
#include "leads/store_handoff_parts.h"

#include "auth/audit.h"
#include "base/text.h"

#include <talloc.h>

/* Sets the decision, and when, where it is another. */
static void
decide(struct held *x, int decision, int64_t at)
{
	if (x->is.decision == decision)
		return;
	x->is.decision = decision;
	x->is.decided_at = at;
}

/* Whoever of Sales takes a lead that nobody has is its seller from then on. */
static void
own(struct held *x, int64_t person_id)
{
	if (x->is.owner_id || !person_id)
		return;
	x->is.owner_id = db_integer(x->db, 0, "SELECT id FROM person WHERE id = ? AND team = 'sales'", "i", person_id);
	x->is.assigned_at = x->is.owner_id ? x->actor->now : 0;
	if (x->is.owner_id)
		clocks_assigned(x);
}

/* New answers over those of a round that came before. */
static void
answers_add(struct held *x, const struct handoff_input *in, int64_t from_round)
{
	size_t before_count, count;
	const struct answer *before = handoff_answers(x->db, x->ctx, x->is.id, from_round, false, &before_count);
	const struct version *v = in->version ? in->version : handoff_version(x->db, x->ctx, &x->is, x->actor->now);
	const struct answer *all;

	if (!v)
		return;
	all = answers_over(x->ctx, v, before, before_count, in->answers, in->answer_count, &count);
	answers_save(x, x->is.round, false, all, count);
	x->is.all_known = answers_all_known(v, all, count);
	x->is.all_met = answers_all_met(v, all, count);
}

static void
do_return(struct held *x, const struct handoff_input *in)
{
	int64_t event;

	decide(x, DECISION_RETURNED, x->actor->now);
	x->is.unanswered = false;
	clocks_resumed(x);
	clocks_returned(x);
	event = event_add(x, MOVE_RETURN, x->actor->now, in->reason_id, in->text, "");
	for (size_t i = 0; in->cited && in->cited[i]; i++)
		db_run(x->db, "INSERT IGNORE INTO handoff_cited (act_id, code) VALUES (?, ?)", "is", event, in->cited[i]);
	event_can_be_undone(x, event);
}

static void
do_acceptance(struct held *x)
{
	decide(x, DECISION_ACCEPTED, x->actor->now);
	clocks_resumed(x);
	clocks_decided(x, x->actor->now);
	own(x, x->actor->person_id);
	event_can_be_undone(x, event_add(x, MOVE_ACCEPTANCE, x->actor->now, 0, "", ""));
}

bool
attempt_add(struct held *x, const struct handoff_input *in, int64_t person_id, const char *system, const char *external_id)
{
	bool talked = in->move == MOVE_CONVERSATION || attempt_is_conversation(in->result);
	int result = in->move == MOVE_CONVERSATION ? ATTEMPT_SPOKE : in->result;
	int64_t at = in->happened_at ? in->happened_at : x->actor->now, event;

	if (!db_insert(x->db, "INSERT INTO attempt (handoff_id, channel, result, happened_at, recorded_at, person_id, note, system, external_id)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "issttnsss", x->is.id, channel_names[in->channel < 0 ? attempt_channel(result) : in->channel],
	    attempt_result_names[result], at, x->actor->now, person_id, in->text ? in->text : "", system, external_id))
		return false;
	x->is.state = way_find(x->was.state, in->move, GLOSSARY_NONE)->to;
	x->is.attempts++;
	if (at > x->is.last_attempt_at)
		x->is.last_attempt_at = at;
	if (talked && (!x->is.connected_at || at < x->is.connected_at))
		x->is.connected_at = at;
	if (x->is.decision == GLOSSARY_NONE)
		decide(x, DECISION_ACCEPTED, at);
	clocks_resumed(x);
	own(x, person_id);
	clocks_attempted(x, at, talked);
	event = event_add(x, in->move, at, 0, in->text, attempt_result_names[result]);
	event_can_be_undone(x, event);
	if (system)	/* not by a person in half a minute, but with the file it came in */
		db_run(x->db, "UPDATE handoff_act SET puts_back = CONCAT(?, puts_back) WHERE id = ?", "si", TOLD_BACK, event);
	return true;
}

static void
do_resubmit(struct held *x, const struct handoff_input *in)
{
	struct assigned to = { 0 };

	x->is.round++;
	x->is.submitted_at = x->actor->now;
	x->is.decision = GLOSSARY_NONE;
	x->is.decided_at = 0;
	x->is.unanswered = false;
	answers_add(x, in, x->was.round);
	clocks_answered(x);
	if (!seller_stands(x->db, x->is.owner_id)) {
		to = assign_lead(x->db, x->ctx, x->is.lead_id, 0, x->actor->now, x->zone);
		x->is.owner_id = to.person_id;
		x->is.assigned_at = to.person_id ? x->actor->now : 0;
	}
	clocks_resubmitted(x);
	event_add(x, MOVE_RESUBMIT, x->actor->now, 0, in->text, "");
	event_given(x, &to);
}

static void
do_settlement(struct held *x, const struct handoff_input *in)
{
	bool upheld = in->detail == SETTLED_UPHELD;

	x->is.is_final = upheld;
	if (!upheld) {
		decide(x, DECISION_ACCEPTED, x->is.decided_at);
		clocks_overturned(x);
	}
	event_add(x, MOVE_SETTLEMENT, x->actor->now, 0, in->text, settlement_names[in->detail]);
}

static void
do_sql(struct held *x, const struct handoff_input *in)
{
	bool met = answers_all_met(in->version, in->answers, in->answer_count);

	answers_save(x, x->is.round, true, in->answers, in->answer_count);
	x->is.sql_version_id = in->version->id;
	if (!met)
		x->is.sql_at = 0;
	else if (!x->is.sql_at)
		x->is.sql_at = x->actor->now;
	event_add(x, MOVE_SQL, x->actor->now, 0, in->text, met ? "met" : "not_met");
}

static void
feedback_take(struct held *x, const struct handoff_input *in)
{
	if (!in->quality)
		return;
	x->is.feedback_quality = in->quality;
	x->is.feedback_words = in->feedback_words ? in->feedback_words : "";
}

static void
do_outcome(struct held *x, const struct handoff_input *in)
{
	x->is.outcome = in->detail;
	x->is.outcome_at = x->actor->now;
	x->reason_id = in->detail == OUTCOME_QUALIFIED ? 0 : in->reason_id;
	x->is.return_on = x->back_on = in->detail == OUTCOME_RECYCLED ? in->return_on : NULL;
	feedback_take(x, in);
	clocks_closed(x);
	event_can_be_undone(x, event_add(x, MOVE_OUTCOME, x->actor->now, x->reason_id, in->text, outcome_names[in->detail]));
}

/* Questions, Marketing's sentences, and withdrawing. */
static void
do_words(struct held *x, const struct handoff_input *in)
{
	if (in->move == MOVE_INFORM) {
		clocks_resumed(x);
		if (in->answer_count)
			answers_add(x, in, x->is.round);
	} else if (in->move == MOVE_QUESTION)
		clocks_paused(x);
	else if (in->move == MOVE_WITHDRAWAL)
		clocks_withdrawn(x);
	else
		clocks_answered(x);
	x->is.is_final |= in->move == MOVE_AGREE;
	x->is.appealed |= in->move == MOVE_APPEAL;
	event_add(x, in->move, x->actor->now, 0, in->text, "");
}

/* The name is written down: who reads the history later need not look up who it was. */
static const char *
assigned_words(struct held *x, int64_t person_id)
{
	const struct seller *to = person_id ? seller_find(x->db, x->ctx, person_id) : NULL;

	return to ? text_format(x->ctx, "Given to %s.", to->name) : "Given to nobody: it waits in the shared queue.";
}

static void
do_assignment(struct held *x, const struct handoff_input *in)
{
	x->is.owner_id = in->owner_id;
	x->is.assigned_at = in->owner_id ? x->actor->now : 0;
	clocks_assigned(x);
	event_add(x, MOVE_ASSIGNMENT, x->actor->now, 0, text_blank(in->text) ? assigned_words(x, in->owner_id) : in->text, text_format(x->ctx, "%lld", (long long)in->owner_id));
}

static void
act(struct held *x, const struct handoff_input *in)
{
	const struct way *way = way_find(x->was.state, in->move, in->detail);

	if (way)
		x->is.state = way->to;
	switch (in->move) {
	case MOVE_ACCEPTANCE:
		do_acceptance(x);
		return;
	case MOVE_RETURN:
		do_return(x, in);
		return;
	case MOVE_ATTEMPT:
	case MOVE_CONVERSATION:
		attempt_add(x, in, x->actor->person_id, NULL, NULL);
		return;
	case MOVE_RESUBMIT:
		do_resubmit(x, in);
		return;
	case MOVE_SETTLEMENT:
		do_settlement(x, in);
		return;
	case MOVE_SQL:
		do_sql(x, in);
		return;
	case MOVE_OUTCOME:
		do_outcome(x, in);
		return;
	case MOVE_FEEDBACK:
		feedback_take(x, in);
		event_add(x, in->move, x->actor->now, 0, "", text_format(x->ctx, "%lld", (long long)in->quality));
		return;
	case MOVE_ASSIGNMENT:
		do_assignment(x, in);
		return;
	}
	do_words(x, in);
}

enum act_result
handoff_act(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const struct handoff_input *in, const char *zone)
{
	struct held *x = handoff_hold(db, ctx, actor, id, zone);
	bool adds = in->move == MOVE_ATTEMPT || in->move == MOVE_CONVERSATION;

	if (!x)
		return RESULT_GONE;
	if (in->move == MOVE_SUBMISSION || in->move == MOVE_UNDO || in->move == MOVE_UNANSWERED || !handoff_can(&x->is, in->move, actor->now)
	    || (in->move == MOVE_SQL && !in->version))
		return RESULT_MOVED;
	if (in->seen && in->seen != x->is.revision && !adds)
		return RESULT_STALE;
	act(x, in);
	held_save(x);
	audit_add(db, actor, text_format(ctx, "handoff.%s", move_names[in->move]), "handoff", id,
	    text_format(ctx, "r%lld %s", (long long)x->is.revision, handoff_state_names[x->is.state]));
	return RESULT_DONE;
}
