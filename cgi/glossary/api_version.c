/* Versions as JSON: drafting, editing, and the acts that bring one into force. */
#include "glossary/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "glossary/api_parts.h"
#include "glossary/import.h"

/* The version an address names, as it stands. */
static struct response
version_answer(struct request *req, int status)
{
	struct subject s = subject_find(req, req->slug, req->number);

	if (!s.version)
		return not_found(req);
	return api_show(req, status, version_json(req, s.term, s.version), s.version->revision);
}

struct response
api_version_show(struct request *req)
{
	return version_answer(req, 200);
}

/* Reads the words over those that are there. False: *refused says every problem. */
static bool
words_read(struct request *req, const struct term *term, struct version *version, struct response *refused)
{
	struct json_in *in = json_in(req, refused);
	struct problems *problems = problems_new(req);
	const char *unknown;

	if (!in)
		return false;
	json_in_know(in, version_json_members);
	version_read_json(req, json_in_object(in), version, problems);
	version_tidy(req, version);
	version_problems(problems, term->kind, version, false, api_today(req));
	unknown = reasons_unknown(req->db, req, version->metric_exclude_reasons);
	if (unknown)
		problem_add(problems, "metric_exclude_reasons", -1, "There is no reason in use with this address: %s.",
		    text_replace(req, unknown, "\n", ", "));
	problems_note(in, problems);
	return json_in_end(in, refused);
}

struct response
api_version_make(struct request *req)
{
	const struct term *term = term_find(req->db, req, req->slug);
	struct version version = VERSION_BLANK;
	struct response refused;

	if (!term)
		return not_found(req);
	if (!words_read(req, term, &version, &refused))
		return refused;
	if (version_create(req->db, req, &req->actor, term->id, &version) != RESULT_DONE)
		return conflict(req, "This term is retired, so nobody drafts it. Bring it back into use first.");
	return api_created(req, json_pack("{s:I, s:I}", "number", (json_int_t)version.number, "revision",
	    (json_int_t)version.revision), version.revision, text_format(req, "/api/v1/terms/%s/versions/%lld", term->slug,
	    (long long)version.number));
}

struct response
api_version_edit(struct request *req)
{
	struct subject s = subject_find(req, req->slug, req->number);
	struct response refused;
	enum act_result result;
	int64_t revision;

	if (!s.version)
		return not_found(req);
	revision = api_revision(req, &refused);
	if (!revision)
		return refused;
	if (!version_can(s.version->state, STEP_EDIT) || revision != s.version->revision)
		return version_refused(req, &s, STEP_EDIT, RESULT_STALE);
	if (!words_read(req, s.term, s.version, &refused))
		return refused;
	result = version_edit(req->db, req, &req->actor, s.version);
	if (result != RESULT_DONE)
		return version_refused(req, &s, STEP_EDIT, result);
	return version_answer(req, 200);
}

static enum act_result
act_do(struct request *req, const struct version *v, enum version_step step, int64_t revision, const char *reason)
{
	switch (step) {
	case STEP_REVIEW:
		return version_review(req->db, req, &req->actor, v->id, revision);
	case STEP_SIGN:
		return version_sign(req->db, req, &req->actor, v->id, revision, req->session->organisation_zone);
	case STEP_OBJECT:
		return version_object(req->db, req, &req->actor, v->id, revision, reason);
	case STEP_WITHDRAW:
		return version_withdraw(req->db, req, &req->actor, v->id, revision, "");
	case STEP_EDIT:
		break;
	}
	return RESULT_MOVED;
}

/* An act names the revision it is about: {"revision": 3}. */
static struct response
act(struct request *req, enum version_step step)
{
	struct subject s = subject_find(req, req->slug, req->number);
	const char *may_not = version_may(req->user, step), *missing, *reason = NULL;
	struct response refused;
	struct json_in *in;
	enum act_result result;
	int64_t revision;

	if (!s.version)
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
	missing = step == STEP_REVIEW ? review_problem(s.term->kind, s.version) : NULL;
	if (missing)
		return refuse(req, 422, missing);
	result = act_do(req, s.version, step, revision, reason);
	return result == RESULT_DONE ? version_answer(req, 200) : version_refused(req, &s, step, result);
}

struct response
api_version_review(struct request *req)
{
	return act(req, STEP_REVIEW);
}

struct response
api_version_sign(struct request *req)
{
	return act(req, STEP_SIGN);
}

struct response
api_version_object(struct request *req)
{
	return act(req, STEP_OBJECT);
}

struct response
api_version_withdraw(struct request *req)
{
	return act(req, STEP_WITHDRAW);
}
