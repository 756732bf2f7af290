/* A draft tried on what came before, as JSON. */
#include "leads/api.h"

#include "base/text.h"
#include "leads/store_replay.h"

static const char *
query_of(const void *req, const char *name)
{
	return request_query(req, name);
}

static json_t *
criterion_json(const struct criterion *c, const struct replay_criterion *counts)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:{s:o, s:o}, s:I, s:I, s:I}", "code", c->code, "label", c->label, "kind", criterion_kind_names[c->kind], "level",
	    criterion_level_names[c->level], "bound", "min", json_text(c->bound_min), "max", json_text(c->bound_max), "meets",
	    (json_int_t)counts->verdicts[VERDICT_MEETS], "fails", (json_int_t)counts->verdicts[VERDICT_FAILS], "unknown",
	    (json_int_t)counts->verdicts[VERDICT_UNKNOWN]);
}

static json_t *
replay_json(const struct replay *r, int over)
{
	const struct replay_side *draft = &r->draft, *before = &r->in_force;
	json_t *criteria = json_array(), *compared = json_null();

	for (size_t i = 0; i < draft->version->criteria_count; i++)
		json_array_append_new(criteria, criterion_json(&draft->version->criteria[i], &draft->criteria[i]));
	if (before->version)
		compared = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "number", (json_int_t)before->version->number, "passed",
		    (json_int_t)before->results[REPLAY_PASSED], "failed", (json_int_t)before->results[REPLAY_FAILED], "unknown",
		    (json_int_t)before->results[REPLAY_UNKNOWN], "won_but_refused", (json_int_t)before->won_refused, "newly_refused",
		    (json_int_t)r->newly_refused, "newly_passed", (json_int_t)r->newly_passed);
	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "over", replay_over_names[over], "rows", (json_int_t)r->count, "passed",
	    (json_int_t)draft->results[REPLAY_PASSED], "failed", (json_int_t)draft->results[REPLAY_FAILED], "unknown",
	    (json_int_t)draft->results[REPLAY_UNKNOWN], "won", (json_int_t)r->won, "won_but_refused", (json_int_t)draft->won_refused, "won_but_unknown",
	    (json_int_t)draft->won_unknown, "by_criterion", criteria, "in_force", compared);
}

struct response
api_replay(struct request *req)
{
	const struct term *term = term_find(req->db, req, req->slug);
	const struct version *version = term ? version_find(req->db, req, term->id, req->number, req->now) : NULL;
	const char *over = request_query(req, "over"), *typed = request_query(req, "n"), *problem;
	struct replay_asked asked = { .over = REPLAY_HANDOFFS, .most = REPLAY_USUAL, .term = term };

	if (!version)
		return not_found(req);
	if (over && !text_in(over, replay_over_names))
		return api_problem(req, 400, "No such rows", "Write ?over= with handoffs, imported or claimed.");
	if (typed && !text_integer(typed, 1, REPLAY_MOST, &asked.most))
		return api_problem(req, 400, "No such number", "Write ?n= with a number from 1 to 100000.");
	asked.over = over && text_equal(over, replay_over_names[REPLAY_IMPORTED]) ? REPLAY_IMPORTED
	    : over && text_equal(over, replay_over_names[REPLAY_CLAIMED]) ? REPLAY_CLAIMED : REPLAY_HANDOFFS;
	if (asked.over != REPLAY_HANDOFFS && !typed)
		asked.most = REPLAY_MOST;
	asked.draft = version_rebound(req, version, query_of, req, &problem);
	if (problem)
		return api_problem(req, 422, "No such bound", problem);
	asked.in_force = version_find_in_force(req->db, req, term->id, req->now);
	if (asked.in_force && asked.in_force->number == version->number)
		asked.in_force = NULL;
	return api_show(req, 200, replay_json(replay_run(req->db, req, &asked, req->now), asked.over), 0);
}
