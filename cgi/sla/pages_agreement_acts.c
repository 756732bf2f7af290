/* What is done with a version of the agreement: sent to both teams, signed, sent back, withdrawn, talked about. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_agreement_parts.h"

struct response
agreement_done(struct request *req, int64_t number, const char *done)
{
	return redirect(req, "%s?done=%s", agreement_url(req, number, NULL), done);
}

/* "Daniel Osei edited it, 21 Nov 2026, 14:02." or "". */
static const char *
news(struct request *req, const struct agreement *a)
{
	static const char *const verbs[] = {
		[HAPPENED_DRAFT] = "wrote it", [HAPPENED_EDIT] = "edited it", [HAPPENED_REVIEW] = "sent it to both teams",
		[HAPPENED_SIGNATURE] = "signed it", [HAPPENED_OBJECTION] = "asked for a change", [HAPPENED_WITHDRAWAL] = "withdrew it",
		[HAPPENED_RATIFIED] = "gave its second signature", [HAPPENED_COMMENT] = "", [HAPPENED_CONFIRMATION] = ""
	};
	size_t count;
	const struct act *acts = agreement_acts(req->db, req, a->id, false, &count);

	for (size_t i = count; i-- > 0;)
		if (*verbs[acts[i].kind])
			return text_format(req, "%s %s, %s.", acts[i].person_name, verbs[acts[i].kind], moment_words(req, acts[i].at));
	return "";
}

static const char *
conflict_words(struct request *req, const struct agreement *a, enum version_step step, enum act_result result)
{
	const char *why = agreement_refusal(req, a, step), *held = result == RESULT_WANTED ? agreement_held(req, a) : NULL;

	if (held)
		return held;
	if (result == RESULT_STALE)
		return text_format(req, "%s These are not the words you had before you: read them as they stand now, then decide again.",
		    news(req, a));
	if (result == RESULT_ON_SHEET)
		return text_format(req, "Version %lld stands on charter sheet %lld together with others. Sign that sheet, or withdraw it to"
		    " sign this version alone.", (long long)a->number, (long long)a->charter_id);
	if (result == RESULT_TAKEN)
		return text_format(req, "%s has signed version %lld already. %s", team_label(req->user->team), (long long)a->number, news(req, a));
	return text_format(req, "%s%s%s", news(req, a), why ? " " : "", why ? why : "");
}

struct response
agreement_moved(struct request *req, int64_t number, enum version_step step, enum act_result result, struct reply reply)
{
	const struct agreement *a = agreement_find(req->db, req, number, req->now);

	if (!a || result == RESULT_GONE)
		return not_found(req);
	reply.problem = conflict_words(req, a, step, result);
	if (text_blank(reply.typed))
		reply.field = NULL;
	else if (!agreement_offers(a, req->user, step)) {
		reply.field = "comment";
		reply.problem = text_format(req, "%s What you typed stands in the comment below.", reply.problem);
	}
	return agreement_show_form(req, 409, agreement_page_of(req, a, &reply));
}

struct response
agreement_send(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	enum act_result result;

	if (!a)
		return not_found(req);
	result = agreement_review(req->db, req, &req->actor, a->id, request_revision(req));
	if (result != RESULT_DONE)
		return agreement_moved(req, a->number, STEP_REVIEW, result, (struct reply){ 0 });
	return agreement_done(req, a->number, "sent");
}

struct response
agreement_signing(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	const char *why = agreement_may(req->user, STEP_SIGN);
	enum act_result result;

	if (!a)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	result = agreement_sign(req->db, req, &req->actor, a->id, request_revision(req), req->session->organisation_zone);
	if (result != RESULT_DONE)
		return agreement_moved(req, a->number, STEP_SIGN, result, (struct reply){ 0 });
	return agreement_done(req, a->number, "signed");
}

struct response
agreement_objection(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	const char *why = agreement_may(req->user, STEP_OBJECT), *typed = request_field(req, "reason");
	struct reply reply = { .field = "reason", .number = req->number, .typed = typed ? typed : "" };
	enum act_result result;

	if (!a)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	if (!version_can(a->state, STEP_OBJECT))
		return agreement_moved(req, a->number, STEP_OBJECT, RESULT_MOVED, reply);
	reply.problem = req->hold ? req->hold : objection_problem(reply.typed);
	if (reply.problem)
		return agreement_show_form(req, 422, agreement_page_of(req, a, &reply));
	result = agreement_object(req->db, req, &req->actor, a->id, request_revision(req), reply.typed);
	if (result != RESULT_DONE)
		return agreement_moved(req, a->number, STEP_OBJECT, result, reply);
	return agreement_done(req, a->number, "objected");
}

struct response
agreement_withdrawal(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	const char *typed = request_field(req, "reason");
	struct reply reply = { .field = "withdrawal", .number = req->number, .typed = typed ? typed : "" };
	enum act_result result;

	if (!a)
		return not_found(req);
	reply.problem = req->hold ? req->hold : text_blank(reply.typed) ? NULL : words_problem(reply.typed);
	if (reply.problem && version_can(a->state, STEP_WITHDRAW))
		return agreement_show_form(req, 422, agreement_page_of(req, a, &reply));
	result = agreement_withdraw(req->db, req, &req->actor, a->id, request_revision(req), reply.typed);
	if (result != RESULT_DONE)
		return agreement_moved(req, a->number, STEP_WITHDRAW, result, reply);
	return agreement_done(req, a->number, "withdrawn");
}

struct response
agreement_comment_make(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	const char *typed = request_field(req, "comment");
	struct reply reply = { .field = "comment", .number = req->number, .typed = typed ? typed : "" };

	if (!a)
		return not_found(req);
	reply.problem = req->hold ? req->hold : words_problem(reply.typed);
	if (reply.problem)
		return agreement_show_form(req, 422, agreement_page_of(req, a, &reply));
	if (agreement_comment(req->db, req, &req->actor, a->id, reply.typed) != RESULT_DONE)
		return not_found(req);
	return redirect(req, "%s?done=commented#discussion-%lld", agreement_url(req, a->number, NULL), (long long)a->number);
}
