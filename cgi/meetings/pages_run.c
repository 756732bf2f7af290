/* A meeting as it runs: one point large, notes by several hands, outcomes, and what people take on. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/pages_parts.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

struct typed {
	const char *words, *due;
	int owner, afterwards;
};

static const struct field *
task_fields(struct request *req)
{
	struct field *f = memory_need(talloc_zero_array(req, struct field, 4));

	f[0] = (struct field){ .name = "words", .label = "What is to be done?", .kind = FIELD_TEXT, .at = meeting_run_WORDS_FIELD, .into = offsetof(struct typed, words),
		.most = TASK_WORDS_MOST };
	f[1] = (struct field){ .name = "owner", .label = "By whom?", .kind = FIELD_SELECT, .at = meeting_run_OWNER_FIELD, .into = offsetof(struct typed, owner),
		.options = member_options(req, GLOSSARY_NONE, NULL) };
	f[2] = (struct field){ .name = "due", .label = "By when?", .kind = FIELD_DATE, .at = meeting_run_DUE_FIELD, .into = offsetof(struct typed, due) };
	return f;
}

static const struct field *
owning_fields(struct request *req)
{
	struct field *f = memory_need(talloc_zero_array(req, struct field, 2));

	f[0] = (struct field){ .name = "afterwards", .label = "Who looks after it afterwards?", .kind = FIELD_SELECT, .at = meeting_run_AFTERWARDS_FIELD,
		.into = offsetof(struct typed, afterwards), .options = member_options(req, GLOSSARY_NONE, "Nobody yet") };
	return f;
}

/* The point that is asked for, else what is on the table, else the first; NULL: the agenda is empty. */
static const struct item *
item_asked(const struct run_page *p, int64_t asked)
{
	const struct item *found = NULL, *first = NULL;

	for (size_t i = 0; i < p->count; i++) {
		const struct item *item = &p->items[i];

		if (item->place != PLACE_AGENDA)
			continue;
		if (!first)
			first = item;
		if (item->id == asked || (!found && item->id == p->meeting->item_id))
			found = item;
	}
	return found ? found : first;
}

/* The page with `item` large (0: what is on the table); what was refused is in `refused`. */
static struct response
run_answer(struct request *req, int status, const struct meeting *m, int64_t item, const struct run_page *refused)
{
	struct run_page p = refused ? *refused : (struct run_page){ 0 };

	p.meeting = m;
	p.items = meeting_items(req->db, req, m->id, &p.count);
	p.item = item_asked(&p, item);
	p.on_table = p.item && p.item->id == m->item_id;
	p.beside = notes_beside(req->db, req, m->id, &p.beside_count);
	p.tasks = tasks_of_meeting(req->db, req, m->id, &p.task_count);
	p.asked = tasks_asked_in(req->db, req, m->id, &p.asked_count);
	p.figures = meeting_figures(req->db, req, m->id, &p.figure_count);
	if (p.item) {
		p.hand = note_last(req->db, req, p.item->id);
		if (!p.adding)
			p.adding = form_show(req, task_fields(req), KEPT(req, (struct typed){ .words = "", .owner = -1 }));
		if (p.item->section == SECTION_ISSUES)
			p.owning = form_show(req, owning_fields(req), KEPT(req, (struct typed){ .afterwards = p.item->owner_id ? (int)p.item->owner_id : -1 }));
	}
	return show_form(req, status, meeting_run_view(req, &p));
}

/* Back to the point somebody works on; to what is on the table when that is it. */
static struct response
back_to(struct request *req, const struct meeting *m, int64_t item)
{
	const struct meeting *now = meeting_find(req->db, req, m->id);

	if (now && now->item_id == item)
		return redirect(req, "/meetings/%lld/run", (long long)m->id);
	return redirect(req, "/meetings/%lld/run?item=%" PRId64, (long long)m->id, item);
}

struct response
meeting_run_page(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	int64_t item = 0;

	if (!m)
		return not_found(req);
	if (m->state == MEETING_CLOSED)
		return redirect(req, "/meetings/%lld/minutes", (long long)m->id);
	if (m->state != MEETING_RUNNING)
		return redirect(req, "/meetings/%lld", (long long)m->id);
	text_integer(request_query(req, "item"), 1, INT64_MAX, &item);
	return run_answer(req, 200, m, item, NULL);
}

/* What those who follow ask every few seconds: it differs as soon as anything does, and each minute. */
struct response
meeting_pulse_page(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct response answer = { .status = 200, .type = "text/plain; charset=utf-8", .cache = NO_STORE };

	if (!m)
		return not_found(req);
	answer.body = text_format(req, "%lld %lld %s", (long long)m->pulse, (long long)m->item_id, m->state == MEETING_RUNNING
	    ? minutes_left_words(req, meeting_seconds_left(m, req->now)) : "over");
	answer.length = strlen(answer.body);
	return answer;
}

struct response
meeting_table(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	enum act_result result;

	if (!m)
		return not_found(req);
	result = req->hold ? RESULT_MOVED : item_show(req->db, req, &req->actor, m->id, number_field(req, "item"));
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_NOTE, result);
	return redirect(req, "/meetings/%lld/run", (long long)m->id);
}

/* What somebody typed, shown again with why it was not saved. */
static struct response
note_again(struct request *req, int status, const struct meeting *m, int64_t item, const char *words, const char *problem)
{
	if (m->state != MEETING_RUNNING)
		return conflict(req, meeting_refusal(m, MEETING_NOTE));
	return run_answer(req, status, m, item, &(struct run_page){ .typed = words, .problem = problem });
}

struct response
meeting_note(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	const char *typed = request_field(req, "note"), *words = note_tidy(req, typed), *problem = note_problem(words);
	int64_t item = number_field(req, "item"), revision = 0;
	enum act_result result;
	bool beside;

	if (!m)
		return not_found(req);
	if (req->hold)
		return note_again(req, 409, m, item, typed, req->hold);
	if (problem)
		return note_again(req, 422, m, item, typed, problem);
	text_integer(request_field(req, "revision"), 0, INT64_MAX, &revision);
	result = note_save(req->db, req, &req->actor, m->id, item, revision, words, &beside);
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_NOTE, result);
	return back_to(req, m, item);
}

struct response
meeting_take(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	enum act_result result;

	if (!m)
		return not_found(req);
	result = req->hold ? RESULT_MOVED : note_take(req->db, req, &req->actor, m->id, number_field(req, "beside"));
	if (result == RESULT_MOVED && meeting_can(m, MEETING_NOTE))
		return conflict(req, "Somebody has added it to the note already.");
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_NOTE, result);
	return redirect(req, "/meetings/%lld/run", (long long)m->id);
}

struct response
meeting_outcome(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	const struct item *item = m ? item_find(req->db, req, m->id, number_field(req, "item")) : NULL;
	const char *said = request_field(req, "outcome"), *problem;
	struct typed typed = { .afterwards = -1 };
	enum act_result result;
	int outcome = -1;

	if (!m)
		return not_found(req);
	if (!item)
		return meeting_conflict(req, m->id, MEETING_NOTE, meeting_can(m, MEETING_NOTE) ? RESULT_GONE : RESULT_MOVED);
	for (int i = 0; said && item_outcome_names[i]; i++)
		if (text_equal(said, item_outcome_names[i]))
			outcome = i;
	problem = outcome_problem(item->section, outcome);
	if (req->hold || problem)
		return refuse(req, 422, req->hold ? req->hold : problem);
	if (item->section == SECTION_ISSUES)
		form_read(req, owning_fields(req), &typed);
	result = item_outcome(req->db, req, &req->actor, m->id, item->id, outcome, typed.afterwards > 0 ? typed.afterwards : 0);
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_NOTE, result);
	return redirect(req, "/meetings/%lld/run", (long long)m->id);
}

struct response
meeting_task(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	const struct item *item = m ? item_find(req->db, req, m->id, number_field(req, "item")) : NULL;
	struct typed typed = { .owner = -1 };
	struct problems *p = problems_new(req);
	struct task t = { .words = "" };
	enum act_result result;
	struct form *form;

	if (!m)
		return not_found(req);
	if (!item)
		return meeting_conflict(req, m->id, MEETING_NOTE, meeting_can(m, MEETING_NOTE) ? RESULT_GONE : RESULT_MOVED);
	if (!meeting_can(m, MEETING_NOTE))
		return meeting_conflict(req, m->id, MEETING_NOTE, RESULT_MOVED);
	form = form_read(req, task_fields(req), &typed);
	t = (struct task){ .words = typed.words, .owner_id = typed.owner > 0 ? typed.owner : 0, .due_on = typed.due, .meeting_id = m->id, .item_id = item->id };
	task_problems(p, &t, person_team(req->db, t.owner_id), organisation_today(req));
	for (size_t i = 0; i < p->count; i++)
		form_reject(form, p->list[i].member, p->list[i].text);
	if (!form_ok(form))
		return run_answer(req, 422, m, item->id, &(struct run_page){ .adding = form, .refused = form });
	result = task_create(req->db, req, &req->actor, &t, req->session->organisation_zone);
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_NOTE, result);
	return back_to(req, m, item->id);
}
