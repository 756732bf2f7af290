/* What is done with a handoff: one sequence for every act. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"

static struct response
page_answer(struct request *req, int status, const struct handoff *h, const struct refused_act *refused)
{
	int64_t asked = req->id;
	struct lead *lead;

	req->id = h->lead_id;
	lead = lead_named(req);
	if (!lead)
		return lead_missing(req);
	req->id = asked;
	return show_form(req, status, lead_page_of(req, lead, h, refused));
}

struct response
handoff_show_page(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);

	return h ? page_answer(req, 200, h, NULL) : not_found(req);
}

struct response
act_conflict(struct request *req, int64_t id, int move, enum act_result result, struct form *form)
{
	const struct handoff *h = handoff_find(req->db, req, id);
	const struct handoff_event *last = h ? handoff_last(req->db, req, id) : NULL;
	struct refused_act refused = { .move = move, .form = form };

	if (!h || result == RESULT_GONE)
		return not_found(req);
	refused.problem = result == RESULT_STALE && last && handoff_can(h, move, req->now)
	    ? handoff_moved_on(req, last, req->now, req->user->time_zone)
	    : handoff_refusal(req, h, move, last, req->now, req->user->time_zone);
	if (form)
		form_reject(form, NULL, refused.problem);
	if (form && !handoff_offers(h, req->user, move, req->now))
		return conflict(req, refused.problem);
	return page_answer(req, 409, h, &refused);
}

/* Back to the list that the reader came from, at one of its rows; 0: at its top. */
static const char *
list_path(struct request *req, const struct place *place, int64_t undo_id, int64_t row_id)
{
	const char *undo = undo_id ? text_format(req, "&undo=%lld", (long long)undo_id) : "";
	const char *row = row_id ? text_format(req, "#handoff-%lld", (long long)row_id) : "";

	return text_format(req, "/leads?%s%s%s", place_text(req, place, true), undo, row);
}

struct response
act_done(struct request *req, const struct handoff *h)
{
	const char *from = request_field(req, "from");
	bool on = from && text_equal(from, "lead");
	int64_t next = 0;
	struct place place;

	if (from && text_equal(from, "home"))
		return redirect(req, "/?undo=%lld", (long long)h->id);
	if (on)
		next = queue_next(req->db, req->user->id, h->id, req->now);
	else if (from && place_named(req, from, &place)) {
		text_integer(request_field(req, "next"), 1, INT64_MAX, &next);
		return redirect(req, "%s", list_path(req, &place, h->id, next));
	}
	if (on && !next)
		return redirect(req, "/leads?view=mine&undo=%lld&done=none", (long long)h->id);
	return redirect(req, "/handoffs/%lld?undo=%lld", (long long)(next ? next : h->id), (long long)h->id);
}

/* An act whose input is complete: checked, done, and answered. `form` NULL: it has none. */
static struct response
act_finish(struct request *req, const struct handoff *h, struct handoff_input *in, struct form *form)
{
	struct problems *problems = problems_new(req);
	const char *zone = req->session->organisation_zone;
	struct refused_act refused = { .move = in->move, .form = form };
	enum act_result result;

	handoff_complete(req->db, req, &req->actor, h, in, zone);
	handoff_problems(problems, h, in, req->now);
	if (form)
		act_reject(form, in->move, problems);
	else
		refused.problem = req->hold ? req->hold : problems->count ? problems->list[0].text : NULL;
	if (form ? !form_ok(form) : refused.problem != NULL)
		return page_answer(req, 422, h, &refused);
	result = handoff_act(req->db, req, &req->actor, h->id, in, zone);
	return result == RESULT_DONE ? act_done(req, h) : act_conflict(req, h->id, in->move, result, form);
}

/* An act with a form of its own (`has_form`), or none. */
static struct response
act(struct request *req, int move, bool has_form)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct act_typed typed = ACT_TYPED_BLANK;
	const struct version *version;
	struct handoff_input in;
	struct form *form = NULL;
	const char *why;

	if (!h)
		return not_found(req);
	version = handoff_version(req->db, req, h, req->now);
	if (has_form)
		form = act_form(req, h, version, move, &typed, true);
	in = act_input(req, version, move, &typed);
	if (move == MOVE_ATTEMPT)
		in.happened_at = attempt_instant(req, form, &typed);
	why = handoff_may(req->user, h, move, in.detail);
	if (why)
		return forbidden(req, why);
	if (!handoff_can(h, move, req->now))
		return act_conflict(req, h->id, move, RESULT_MOVED, form);
	return act_finish(req, h, &in, form);
}

struct response
handoff_acceptance(struct request *req)
{
	return act(req, MOVE_ACCEPTANCE, false);
}

struct response
handoff_return(struct request *req)
{
	return act(req, MOVE_RETURN, true);
}

struct response
handoff_question(struct request *req)
{
	return act(req, MOVE_QUESTION, true);
}

struct response
handoff_settlement(struct request *req)
{
	return act(req, MOVE_SETTLEMENT, true);
}

struct response
handoff_withdrawal(struct request *req)
{
	return act(req, MOVE_WITHDRAWAL, false);
}

struct response
handoff_outcome(struct request *req)
{
	return act(req, MOVE_OUTCOME, true);
}

struct response
handoff_feedback(struct request *req)
{
	return act(req, MOVE_FEEDBACK, false);
}

struct response
handoff_assignment(struct request *req)
{
	return act(req, MOVE_ASSIGNMENT, true);
}

/* Marketing's answers share an address; handing over again has a form of its own page. */
struct response
handoff_answer(struct request *req)
{
	const char *typed = request_field(req, "act");

	if (typed && text_equal(typed, "agree"))
		return act(req, MOVE_AGREE, false);
	if (typed && text_equal(typed, "appeal"))
		return act(req, MOVE_APPEAL, true);
	if (typed && text_equal(typed, "resubmit"))
		return handoff_resubmission(req);
	return act(req, MOVE_INFORM, true);
}

/* One of the four buttons: it happened just now; or a form that says when. A conversation is an attempt that was answered. */
struct response
handoff_attempt(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	const char *result = request_field(req, "result");
	struct handoff_input in = HANDOFF_INPUT_BLANK;

	if (!h)
		return not_found(req);
	if (request_field(req, "on_day"))
		return act(req, MOVE_ATTEMPT, true);
	if (!handoff_can(h, MOVE_ATTEMPT, req->now))
		return act_conflict(req, h->id, MOVE_ATTEMPT, RESULT_MOVED, NULL);
	in.move = MOVE_ATTEMPT;
	in.text = "";
	for (int i = ATTEMPT_NO_ANSWER; i <= ATTEMPT_BOOKED; i++)
		if (result && text_equal(result, attempt_result_names[i]))
			in.result = i;
	return act_finish(req, h, &in, NULL);
}

/* A recycled one comes back before its day. */
struct response
handoff_submission(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	int64_t new_id = 0;
	enum act_result result;
	const char *why;

	if (!h)
		return not_found(req);
	why = handoff_may(req->user, h, MOVE_SUBMISSION, GLOSSARY_NONE);
	if (why && h->state == HANDOFF_RECYCLED)
		return forbidden(req, why);
	result = req->hold ? RESULT_MOVED : handoff_bring_back(req->db, req, &req->actor, h->id, req->session->organisation_zone, &new_id);
	if (result != RESULT_DONE)
		return act_conflict(req, h->id, MOVE_SUBMISSION, result, NULL);
	return redirect(req, "/handoffs/%lld", (long long)new_id);
}

struct response
handoff_undoing(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	const char *from = request_field(req, "from");
	int64_t event = 0;
	struct place place;
	enum act_result result;

	if (!h)
		return not_found(req);
	text_integer(request_field(req, "event"), 1, INT64_MAX, &event);
	result = req->hold ? RESULT_MOVED : handoff_undo(req->db, req, &req->actor, h->id, event, req->session->organisation_zone);
	if (result != RESULT_DONE)
		return conflict(req, "It is too late to take this back: 30 seconds have passed, or something else has happened since. Its history stays as it is.");
	if (from && text_equal(from, "home"))
		return redirect(req, "/");
	if (from && place_named(req, from, &place))
		return redirect(req, "%s", list_path(req, &place, 0, h->id));
	return redirect(req, "/handoffs/%lld", (long long)h->id);
}
