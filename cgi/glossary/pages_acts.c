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
refused(struct request *req, int status, const struct term *term, const struct version *version, const struct reply *reply)
{
	bool ended = version->status == STATUS_SUPERSEDED || version->status == STATUS_WITHDRAWN;

	return show_form(req, status, ended ? version_page(req, term, version, reply) : term_page(req, term, reply));
}

/*
 * The version moved on meanwhile: the page as it stands now, with what happened. What was typed stays in its field; where
 * that is no longer offered, in the comment's.
 */
static struct response
moved(struct request *req, const struct term *term, enum version_step step, enum act_result result, struct reply reply)
{
	const struct version *now = version_find(req->db, req, term->id, req->number, req->now);
	const char *words = conflict_words(req, now, step, result);

	if (!words)
		return not_found(req);
	if (text_blank(reply.typed))
		reply.field = NULL;
	else if (!version_offers(now, req->user, step)) {
		reply.field = "comment";
		words = text_format(req, "%s What you typed stands in the comment below.", words);
	}
	reply.problem = words;
	return refused(req, 409, term, now, &reply);
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
		return refused(req, 422, term, version, &reply);
	result = version_review(req->db, req, &req->actor, version->id, request_revision(req));
	if (result != RESULT_DONE)
		return moved(req, term, STEP_REVIEW, result, reply);
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
		return moved(req, term, STEP_SIGN, result, (struct reply){ 0 });
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
		return moved(req, term, STEP_OBJECT, RESULT_MOVED, reply);
	reply.problem = req->hold ? req->hold : objection_problem(reply.typed);
	if (reply.problem)
		return refused(req, 422, term, version, &reply);
	result = version_object(req->db, req, &req->actor, version->id, request_revision(req), text_trim(req, reply.typed));
	if (result != RESULT_DONE)
		return moved(req, term, STEP_OBJECT, result, reply);
	return term_done(req, term, "objected");
}

struct response
version_withdrawal(struct request *req)
{
	struct term *term;
	struct version *version = version_named(req, &term);
	const char *typed = request_field(req, "reason");
	struct reply reply = { .field = "withdrawal", .number = req->number, .typed = typed ? typed : "" };
	enum act_result result;

	if (!version)
		return not_found(req);
	reply.problem = req->hold ? req->hold : text_blank(reply.typed) ? NULL : words_problem(reply.typed);
	if (reply.problem && version_can(version->state, STEP_WITHDRAW))
		return refused(req, 422, term, version, &reply);
	result = version_withdraw(req->db, req, &req->actor, version->id, request_revision(req), text_trim(req, reply.typed));
	if (result != RESULT_DONE)
		return moved(req, term, STEP_WITHDRAW, result, reply);
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
		return refused(req, 422, term, version, &reply);
	if (comment_add(req->db, req, &req->actor, version->id, reply.typed) != RESULT_DONE)
		return not_found(req);
	to = version->status <= STATUS_IN_FORCE ? term_url(req, term->slug, NULL)
	    : version_url(req, term->slug, version->number, NULL);
	return redirect(req, "%s?done=commented#discussion-%ld", to, (long)version->number);
}
