/* Issues and assignments as JSON. */
#include "meetings/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/api_shapes.h"

#include <inttypes.h>

static json_t *
issue_json(struct request *req, const struct issue *i)
{
	return json_pack("{s:I, s:s, s:b, s:o, s:o, s:s, s:s, s:o, s:o}", "id", (json_int_t)i->id, "text", i->words, "anonymous", i->is_anonymous, "author",
	    person_json(i->author_id, i->author_name), "team", team_json(i->author_team), "month", text_copy_bytes(req, i->month, 7), "state",
	    issue_state_names[i->state], "heard_in", i->heard_in ? json_integer(i->heard_in) : json_null(), "owner", person_json(i->owner_id, i->owner_name));
}

static json_t *
issue_row(struct request *req, const void *row)
{
	return issue_json(req, row);
}

struct response
api_issue_show(struct request *req)
{
	const struct issue *i = issue_find(req->db, req, req->id);

	return i ? api_show(req, 200, issue_json(req, i), 0) : not_found(req);
}

struct response
api_issue_list(struct request *req)
{
	struct response refused;
	int64_t after, limit;
	const char *state = request_query(req, "state");
	const struct issue *rows;
	size_t count;

	if (!list_asked(req, &after, &limit, &refused))
		return refused;
	if (state && !text_equal(state, "waiting") && !text_equal(state, "heard"))
		return api_problem(req, 400, "No such state", "Write ?state= with waiting or heard, or leave it out.");
	rows = issues_list(req->db, req, !text_equal(state, "heard"), after, limit + 1, &count);
	return list_answer(req, rows, sizeof *rows, count, limit, issue_row);
}

struct response
api_issue_air(struct request *req)
{
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	enum act_result result = RESULT_MOVED;
	const char *text;
	bool anonymous;
	int64_t id = 0;

	if (!in)
		return refused;
	text = json_in_text(in, "text", true);
	anonymous = json_in_bool(in, "anonymous", true);
	if (text)
		json_in_reject(in, "/text", issue_problem(text));
	if (!json_in_end(in, &refused))
		return refused;
	for (int tries = 0; tries < 5 && result == RESULT_MOVED; tries++)
		result = issue_air(req->db, req, &req->actor, req->wire.key, text_trim(req, text), anonymous, req->session->organisation_zone, &id);
	if (result != RESULT_DONE)
		return refuse(req, 422, "This Idempotency-Key was used for another body. Send a new request with a new key.");
	return api_created(req, issue_json(req, issue_find(req->db, req, id)), 0, text_format(req, "/api/v1/issues/%" PRId64, id));
}

json_t *
task_json(struct request *req, const struct task *t)
{
	return json_pack("{s:I, s:I, s:s, s:o, s:o, s:s, s:o, s:o, s:s, s:b, s:s, s:o, s:o}", "id", (json_int_t)t->id, "revision", (json_int_t)t->revision, "text", t->words,
	    "owner", person_json(t->owner_id, t->owner_name), "team", team_json(t->owner_team), "due", t->due_on, "due_at", json_instant(req, t->due_at),
	    "meeting", t->meeting_id ? json_integer(t->meeting_id) : json_null(), "state", task_state_names[t->state], "overdue", task_is_overdue(t, req->now),
	    "report", t->report, "confirmed_at", json_instant(req, t->confirmed_at), "carried_from", t->carried_from ? json_integer(t->carried_from) : json_null());
}

static json_t *
task_row(struct request *req, const void *row)
{
	return task_json(req, row);
}

static struct response
task_answer(struct request *req, int status, int64_t id)
{
	const struct task *t = task_find(req->db, req, id);

	if (!t)
		return not_found(req);
	if (status == 201)
		return api_created(req, task_json(req, t), t->revision, text_format(req, "/api/v1/assignments/%" PRId64, id));
	return api_show(req, status, task_json(req, t), t->revision);
}

struct response
api_task_show(struct request *req)
{
	return task_answer(req, 200, req->id);
}

struct response
api_task_list(struct request *req)
{
	const char *show = request_query(req, "show");
	struct task_filter f = { .view = show ? place_of(task_view_names, show) : TASKS_OPEN, .person_id = req->user->id, .team = GLOSSARY_NONE, .now = req->now };
	struct response refused;
	int64_t limit;
	const struct task *rows;
	size_t count;

	if (!list_asked(req, &f.after, &limit, &refused))
		return refused;
	if (f.view < 0)
		return api_problem(req, 400, "No such list", "Write ?show= with mine, open, overdue, unconfirmed or over, or leave it out.");
	f.limit = limit + 1;
	rows = tasks_list(req->db, req, &f, &count);
	return list_answer(req, rows, sizeof *rows, count, limit, task_row);
}

int64_t
person_in(struct request *req, struct json_in *in, const char *name, bool required)
{
	const json_t *value = json_object_get(json_in_object(in), name);
	int64_t id = json_is_string(value) ? person_of_email(req->db, json_in_text(in, name, required)) : json_in_integer(in, name, required);

	if (value && !json_is_null(value) && person_team(req->db, id) < 0) {
		json_in_reject(in, text_format(in, "/%s", name), "There is nobody such. Give somebody's id or email address.");
		return 0;
	}
	return id;
}

struct response
api_task_make(struct request *req)
{
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	struct problems *p = problems_new(req);
	struct task t = { .words = "" };
	enum act_result result;

	if (!in)
		return refused;
	t.words = json_in_text(in, "text", true);
	t.owner_id = person_in(req, in, "owner", true);
	t.due_on = json_in_text(in, "due", true);
	t.meeting_id = json_in_integer(in, "meeting", false);
	t.words = t.words ? text_squeeze(req, t.words) : "";
	task_problems(p, &t, person_team(req->db, t.owner_id), day_print(req, day_of(req->now, req->session->organisation_zone)));
	for (size_t i = 0; i < p->count; i++)
		json_in_reject(in, text_equal(p->list[i].member, "words") ? "/text" : text_format(in, "/%s", p->list[i].member), p->list[i].text);
	if (!json_in_end(in, &refused))
		return refused;
	result = task_create(req->db, req, &req->actor, &t, req->session->organisation_zone);
	if (result == RESULT_GONE)
		return refuse(req, 422, "There is no such meeting.");
	if (result != RESULT_DONE)
		return conflict(req, "The meeting does not run. Leave it out, and the assignment stands by itself.");
	return task_answer(req, 201, t.id);
}

struct response
api_task_report(struct request *req)
{
	const struct task *t = task_find(req->db, req, req->id);
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	const char *text;
	int result;

	if (!t)
		return not_found(req);
	if (!in)
		return refused;
	result = place_of(task_state_names, json_in_text(in, "result", true));
	text = json_in_text(in, "text", false);
	json_in_reject(in, result < TASK_DONE || result > TASK_DROPPED ? "/result" : "/text", report_problem(result, text));
	if (!json_in_end(in, &refused))
		return refused;
	if (report_may(t, req->user))
		return forbidden(req, report_may(t, req->user));
	if (report_refusal(t))
		return conflict(req, report_refusal(t));
	if (task_report(req->db, req, &req->actor, t->id, result, text ? text : "", 0) != RESULT_DONE)
		return conflict(req, "It has its report already.");
	return task_answer(req, 200, t->id);
}

struct response
api_task_confirm(struct request *req)
{
	const struct task *t = task_find(req->db, req, req->id);

	if (!t)
		return not_found(req);
	if (confirm_may(t, req->user))
		return forbidden(req, confirm_may(t, req->user));
	if (confirm_refusal(t))
		return conflict(req, confirm_refusal(t));
	if (task_confirm(req->db, req, &req->actor, t->id) != RESULT_DONE)
		return conflict(req, "It is confirmed already.");
	return task_answer(req, 200, t->id);
}
