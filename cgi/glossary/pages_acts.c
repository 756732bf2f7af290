/* What is done with a version: sent to both teams, signed, sent back, withdrawn, talked about. */
#include "glossary/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "glossary/pages_parts.h"

/* The term and the version an address names; NULL when either is not there. */
static struct version *
version_named(struct request *req, struct term **term)
{
	*term = term_find(req->db, req, req->slug);
	return *term ? version_find(req->db, req, (*term)->id, req->number, req->now) : NULL;
}

/* The page again, with what was typed and why it was refused. */
static struct response
refused(struct request *req, const struct term *term, const struct version *version, const struct reply *reply)
{
	bool ended = version->status == STATUS_SUPERSEDED || version->status == STATUS_WITHDRAWN;

	return show_form(req, 422, ended ? version_page(req, term, version, reply) : term_page(req, term, reply));
}

struct response
version_send(struct request *req)
{
	struct term *term;
	struct version *version = version_named(req, &term);
	struct reply reply = { 0 };
	enum act_result result;

	if (!version)
		return not_found(req);
	reply.problem = version_can(version->state, STEP_REVIEW) ? review_problem(term->kind, version) : NULL;
	if (reply.problem)
		return refused(req, term, version, &reply);
	result = version_review(req->db, req, &req->actor, version->id, request_revision(req));
	if (result != RESULT_DONE)
		return version_conflict(req, term, req->number, STEP_REVIEW, result);
	return term_done(req, term, "sent");
}

struct response
version_signing(struct request *req)
{
	struct term *term;
	struct version *version = version_named(req, &term);
	const char *why = version_may(req->user, STEP_SIGN);
	enum act_result result;

	if (!version)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	result = version_sign(req->db, req, &req->actor, version->id, request_revision(req), req->session->organisation_zone);
	if (result != RESULT_DONE)
		return version_conflict(req, term, req->number, STEP_SIGN, result);
	version = version_find(req->db, req, term->id, req->number, req->now);
	return term_done(req, term, !version || version->state == STATE_IN_REVIEW ? "signed"
	    : version->status == STATUS_RATIFIED ? "waits" : "agreed");
}

struct response
version_objection(struct request *req)
{
	struct term *term;
	struct version *version = version_named(req, &term);
	const char *why = version_may(req->user, STEP_OBJECT), *typed = request_field(req, "reason");
	struct reply reply = { .field = "reason", .number = req->number, .typed = typed ? typed : "" };
	enum act_result result;

	if (!version)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	if (!version_can(version->state, STEP_OBJECT))
		return version_conflict(req, term, req->number, STEP_OBJECT, RESULT_MOVED);
	reply.problem = req->hold ? req->hold : objection_problem(reply.typed);
	if (reply.problem)
		return refused(req, term, version, &reply);
	result = version_object(req->db, req, &req->actor, version->id, request_revision(req), text_trim(req, reply.typed));
	if (result != RESULT_DONE)
		return version_conflict(req, term, req->number, STEP_OBJECT, result);
	return term_done(req, term, "objected");
}

struct response
version_withdrawal(struct request *req)
{
	struct term *term;
	struct version *version = version_named(req, &term);
	enum act_result result;

	if (!version)
		return not_found(req);
	result = version_withdraw(req->db, req, &req->actor, version->id, request_revision(req));
	if (result != RESULT_DONE)
		return version_conflict(req, term, req->number, STEP_WITHDRAW, result);
	return term_done(req, term, "withdrawn");
}

struct response
comment_make(struct request *req)
{
	struct term *term;
	struct version *version = version_named(req, &term);
	const char *typed = request_field(req, "comment"), *to;
	struct reply reply = { .field = "comment", .number = req->number, .typed = typed ? typed : "" };

	if (!version)
		return not_found(req);
	reply.problem = req->hold ? req->hold : words_problem(reply.typed);
	if (reply.problem)
		return refused(req, term, version, &reply);
	if (comment_add(req->db, req, &req->actor, version->id, reply.typed) != RESULT_DONE)
		return not_found(req);
	to = version->status <= STATUS_IN_FORCE ? term_url(req, term->slug, NULL)
	    : version_url(req, term->slug, version->number, NULL);
	return redirect(req, "%s?done=commented#discussion-%ld", to, (long)version->number);
}
