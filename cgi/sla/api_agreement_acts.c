/* The acts that bring an agreement into force, as JSON; each names the revision it is about: {"revision": 3}. */
#include "sla/api.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "sla/api_agreement_parts.h"
#include "sla/said_agreement.h"

/* Who holds the act up: the words' last editor, the team's own signatory, or a charter. */
static const char *
held_up_by(struct request *req, const struct agreement *a, enum act_result result)
{
	const struct agreement_signature *s = agreement_signature(a, req->user->team);

	if (result == RESULT_ON_SHEET)
		return text_format(req, "Version %lld is on charter sheet %lld: sign that sheet, or withdraw it first.",
		    (long long)a->number, (long long)a->charter_id);
	if (result == RESULT_TAKEN && s)
		return text_format(req, "%s has signed version %lld for %s already, at %s.", s->person_name, (long long)a->number,
		    team_label(s->team), instant_print(req, s->at));
	if (result == RESULT_TAKEN)
		return text_format(req, "You have signed version %lld for the other team: somebody else must sign for %s.",
		    (long long)a->number, team_label(req->user->team));
	return text_format(req, "Version %lld is at revision %lld since %s saved it at %s. Read it again, then name that"
	    " revision.", (long long)a->number, (long long)a->revision, a->editor_name, instant_print(req, a->edited_at));
}

struct response
agreement_refused(struct request *req, const struct agreement *was, enum version_step step, enum act_result result)
{
	const struct agreement *a = agreement_find(req->db, req, was->number, req->now);
	const char *moved = a ? agreement_refusal(req, a, step) : NULL;
	const struct term_wanted *wanted;
	size_t count;

	if (result == RESULT_GONE || !a)
		return not_found(req);
	if (moved)
		return conflict(req, moved);
	if (result != RESULT_WANTED)
		return conflict(req, held_up_by(req, a, result));
	wanted = agreement_terms_wanted(req->db, req, a, a->charter_id, req->now, req->session->organisation_zone, &count);
	return conflict(req, count ? wanted_words(req, wanted, count) : NULL);
}

static enum act_result
act_do(struct request *req, const struct agreement *a, enum version_step step, int64_t revision, const char *reason)
{
	switch (step) {
	case STEP_REVIEW:
		return agreement_review(req->db, req, &req->actor, a->id, revision);
	case STEP_SIGN:
		return agreement_sign(req->db, req, &req->actor, a->id, revision, req->session->organisation_zone);
	case STEP_OBJECT:
		return agreement_object(req->db, req, &req->actor, a->id, revision, reason);
	case STEP_WITHDRAW:
		return agreement_withdraw(req->db, req, &req->actor, a->id, revision, "");
	case STEP_EDIT:
		break;
	}
	return RESULT_MOVED;
}

static struct response
act(struct request *req, enum version_step step)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	const char *may_not = agreement_may(req->user, step), *reason = NULL;
	struct response refused;
	struct json_in *in;
	enum act_result result;
	int64_t revision;

	if (!a)
		return not_found(req);
	if (may_not)
		return forbidden(req, may_not);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	revision = json_in_integer(in, "revision", true);
	if (step == STEP_OBJECT) {
		reason = json_in_text(in, "reason", false);
		json_in_reject(in, "/reason", objection_problem(reason));
	}
	if (!json_in_end(in, &refused))
		return refused;
	result = act_do(req, a, step, revision, reason);
	return result == RESULT_DONE ? agreement_answer(req, 200, a->number) : agreement_refused(req, a, step, result);
}

struct response
api_agreement_review(struct request *req)
{
	return act(req, STEP_REVIEW);
}

struct response
api_agreement_sign(struct request *req)
{
	return act(req, STEP_SIGN);
}

struct response
api_agreement_object(struct request *req)
{
	return act(req, STEP_OBJECT);
}

struct response
api_agreement_withdraw(struct request *req)
{
	return act(req, STEP_WITHDRAW);
}
