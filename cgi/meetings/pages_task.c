/* Assignments: lists, reports and confirmations. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/pages_parts.h"

#include <talloc.h>

struct typed {
	const char *words, *due, *report;
	int owner, result;
};

static const struct option results[] = {
	{ "done", "Done", "The other team’s point person confirms it.", TASK_DONE }, { "not_done", "Not done", "Say why.", TASK_NOT_DONE },
	{ "dropped", "Dropped", "Say why nobody does it any more.", TASK_DROPPED }, { 0 }
};
static const struct field report_fields[] = {
	{ .name = "result", .label = "What became of it?", .kind = FIELD_RADIO, .at = task_show_RESULT_FIELD, .into = offsetof(struct typed, result), .options = results },
	{ .name = "report", .label = "In a few words", .kind = FIELD_AREA, .at = task_show_REPORT_FIELD, .into = offsetof(struct typed, report), .most = REPORT_MOST,
	    .optional = true, .rows = 2 },
	{ 0 }
};

static const struct field *
new_fields(struct request *req)
{
	struct field *f = memory_need(talloc_zero_array(req, struct field, 4));

	f[0] = (struct field){ .name = "words", .label = "What is to be done?", .kind = FIELD_TEXT, .at = task_index_WORDS_FIELD, .into = offsetof(struct typed, words),
		.most = TASK_WORDS_MOST };
	f[1] = (struct field){ .name = "owner", .label = "By whom?", .kind = FIELD_SELECT, .at = task_index_OWNER_FIELD, .into = offsetof(struct typed, owner),
		.options = member_options(req, GLOSSARY_NONE, NULL) };
	f[2] = (struct field){ .name = "due", .label = "By when?", .kind = FIELD_DATE, .at = task_index_DUE_FIELD, .into = offsetof(struct typed, due),
		.hint = "Until the close of that day; of a closed day, until the next working day closes." };
	return f;
}

static struct response
index_answer(struct request *req, int status, const struct form *form)
{
	const char *show = request_query(req, "show");
	bool member = user_roles(req->user) & MEMBER;
	struct task_page p = { .view = member ? TASKS_MINE : TASKS_OPEN, .form = form };
	struct task_filter f = { .person_id = req->user->id, .team = req->user->team == TEAM_OBSERVER ? GLOSSARY_NONE : req->user->team, .limit = MEETINGS_SHOWN + 1,
		.now = req->now };

	for (int i = 0; show && task_view_names[i]; i++)
		if (text_equal(show, task_view_names[i]))
			p.view = i;
	f.view = p.view;
	text_integer(request_query(req, "after"), 1, INT64_MAX, &f.after);
	p.tasks = tasks_list(req->db, req, &f, &p.count);
	if (p.count > MEETINGS_SHOWN) {
		p.count = MEETINGS_SHOWN;
		p.more = p.tasks[MEETINGS_SHOWN - 1].id;
	}
	if (!form && member)
		p.form = form_show(req, new_fields(req), KEPT(req, (struct typed){ .words = "", .owner = (int)req->user->id }));
	return show_form(req, status, task_index_view(req, &p));
}

struct response
task_index_page(struct request *req)
{
	return index_answer(req, 200, NULL);
}

struct response
task_made(struct request *req)
{
	struct typed typed = { .owner = -1 };
	struct form *form = form_read(req, new_fields(req), &typed);
	struct task t = { .words = typed.words, .owner_id = typed.owner > 0 ? typed.owner : 0, .due_on = typed.due };
	struct problems *p = problems_new(req);

	task_problems(p, &t, person_team(req->db, t.owner_id), organisation_today(req));
	for (size_t i = 0; i < p->count; i++)
		form_reject(form, p->list[i].member, p->list[i].text);
	if (!form_ok(form))
		return index_answer(req, 422, form);
	task_create(req->db, req, &req->actor, &t, req->session->organisation_zone);
	return redirect(req, "/assignments/%lld", (long long)t.id);
}

static struct response
show_answer(struct request *req, int status, const struct task *t, const struct form *form)
{
	if (!form && !report_refusal(t) && !report_may(t, req->user))
		form = form_show(req, report_fields, KEPT(req, (struct typed){ .result = TASK_DONE, .report = "" }));
	return show_form(req, status, task_show_view(req, t, form));
}

struct response
task_show_page(struct request *req)
{
	const struct task *t = task_find(req->db, req, req->id);

	return t ? show_answer(req, 200, t, NULL) : not_found(req);
}

struct response
task_reported(struct request *req)
{
	const struct task *t = task_find(req->db, req, req->id);
	struct typed typed = { .result = -1, .report = "" };
	struct form *form;

	if (!t)
		return not_found(req);
	if (report_may(t, req->user))
		return forbidden(req, report_may(t, req->user));
	if (report_refusal(t))
		return conflict(req, report_refusal(t));
	form = form_read(req, report_fields, &typed);
	form_reject(form, typed.result < 0 ? "result" : "report", report_problem(typed.result, typed.report));
	if (!form_ok(form))
		return show_answer(req, 422, t, form);
	if (task_report(req->db, req, &req->actor, t->id, typed.result, typed.report, 0) != RESULT_DONE)
		return conflict(req, "Somebody reported on it meanwhile. Open it again to read what.");
	return redirect(req, "/assignments/%lld", (long long)t->id);
}

struct response
task_confirmed(struct request *req)
{
	const struct task *t = task_find(req->db, req, req->id);
	const char *from = request_field(req, "from");

	if (!t)
		return not_found(req);
	if (confirm_may(t, req->user))
		return forbidden(req, confirm_may(t, req->user));
	if (req->hold || confirm_refusal(t))
		return conflict(req, req->hold ? req->hold : confirm_refusal(t));
	if (task_confirm(req->db, req, &req->actor, t->id) != RESULT_DONE)
		return conflict(req, "It was confirmed meanwhile.");
	if (from && text_equal(from, "home"))
		return redirect(req, "/");
	return redirect(req, "/assignments/%lld", (long long)t->id);
}
