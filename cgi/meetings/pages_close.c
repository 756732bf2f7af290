/* The end of a meeting: a report on last time's assignments, the minutes, and opening it again. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/pages_parts.h"

#include <talloc.h>

enum { LEFT_OPEN = 9 };

struct typed {
	int result;
	const char *report;
	bool carry;
};

static const struct option results[] = {
	{ "done", "Done", NULL, TASK_DONE }, { "not_done", "Not done", NULL, TASK_NOT_DONE }, { "dropped", "Dropped", NULL, TASK_DROPPED },
	{ "open", "Nobody reports", NULL, LEFT_OPEN }, { 0 }
};
static const struct field carry_fields[] = {
	{ .name = "carry", .label = "Mark the rest not reported, and carry it on to the next meeting", .kind = FIELD_TICK, .at = meeting_closing_CARRY_FIELD,
	    .into = offsetof(struct typed, carry), .hint = "Once: next time each of them needs a report." },
	{ 0 }
};

/* The fields of one assignment: names with its id. */
static const struct field *
row_fields(struct request *req, const struct task *t)
{
	struct field *f = memory_need(talloc_zero_array(req, struct field, 3));

	f[0] = (struct field){ .name = text_format(f, "result_%lld", (long long)t->id), .label = "Report", .kind = FIELD_RADIO, .at = meeting_closing_RESULT_FIELD,
		.into = offsetof(struct typed, result), .options = results };
	f[1] = (struct field){ .name = text_format(f, "report_%lld", (long long)t->id), .label = "In a few words", .kind = FIELD_TEXT, .at = meeting_closing_REPORT_FIELD,
		.into = offsetof(struct typed, report), .most = REPORT_MOST, .optional = true };
	return f;
}

/* Last time's assignments that have no report yet. */
static struct closing_row *
rows_of(struct request *req, const struct meeting *m, size_t *count)
{
	size_t all;
	const struct task *tasks = tasks_asked_in(req->db, req, m->id, &all);
	struct closing_row *rows = memory_need(talloc_zero_array(req, struct closing_row, all + 1));

	*count = 0;
	for (size_t i = 0; i < all; i++)
		if (tasks[i].state == TASK_OPEN)
			rows[(*count)++].task = &tasks[i];
	return rows;
}

static struct response
closing_answer(struct request *req, int status, const struct meeting *m, const struct closing_row *rows, size_t count, const struct form *form)
{
	struct closing_page p = { .meeting = m, .rows = rows, .count = count, .form = form };
	size_t item_count;
	const struct item *items = meeting_items(req->db, req, m->id, &item_count);

	for (size_t i = 0; i < item_count; i++)
		p.unsettled += items[i].place == PLACE_AGENDA && items[i].outcome < 0;
	for (size_t i = 0; i < count; i++)
		p.can_carry |= !carry_refusal(rows[i].task);
	return show_form(req, status, meeting_closing_view(req, &p));
}

struct response
meeting_closing_page(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct closing_row *rows;
	struct form *form;
	size_t count;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_CLOSE))
		return meeting_conflict(req, m->id, MEETING_CLOSE, RESULT_MOVED);
	rows = rows_of(req, m, &count);
	form = form_show(req, carry_fields, KEPT(req, (struct typed){ .carry = false }));
	for (size_t i = 0; i < count; i++)
		rows[i].form = form_part_show(form, row_fields(req, rows[i].task), KEPT(req, (struct typed){ .result = LEFT_OPEN, .report = "" }));
	return closing_answer(req, 200, m, rows, count, form);
}

/* What is wrong with one report. */
static void
row_check(struct request *req, struct form *form, const struct task *t, const struct typed *typed, bool carry)
{
	const char *field = text_format(req, "result_%lld", (long long)t->id), *words = text_format(req, "report_%lld", (long long)t->id);

	if (typed->result == TASK_DONE || typed->result == TASK_NOT_DONE || typed->result == TASK_DROPPED)
		form_reject(form, words, report_problem(typed->result, typed->report));
	else if (carry)
		form_reject(form, field, carry_refusal(t));
	else
		form_reject(form, field, "Say what became of it, or tick below that what nobody reports on is carried on.");
}

/* When what is carried on is due: at the next meeting of the series, else in a month. */
static struct day
carried_due(struct request *req, const struct meeting *m)
{
	const struct meeting *next = meeting_next(req->db, req);
	const char *zone = req->session->organisation_zone;

	return next && next->id != m->id && next->starts_at > req->now ? day_of(next->starts_at, zone) : day_add_months(day_of(req->now, zone), 1);
}

struct response
meeting_closed(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct typed carry = { 0 }, *typed;
	struct closing_row *rows;
	enum act_result result = RESULT_DONE;
	struct form *form;
	size_t count;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_CLOSE))
		return meeting_conflict(req, m->id, MEETING_CLOSE, RESULT_MOVED);
	rows = rows_of(req, m, &count);
	typed = memory_need(talloc_zero_array(req, struct typed, count + 1));
	form = form_read(req, carry_fields, &carry);
	for (size_t i = 0; i < count; i++) {
		rows[i].form = form_part_read(form, row_fields(req, rows[i].task), &typed[i]);
		row_check(req, form, rows[i].task, &typed[i], carry.carry);
	}
	if (!form_ok(form))
		return closing_answer(req, 422, m, rows, count, form);
	for (size_t i = 0; i < count && result == RESULT_DONE; i++) {
		bool said = typed[i].result >= TASK_DONE && typed[i].result <= TASK_DROPPED;

		result = said ? task_report(req->db, req, &req->actor, rows[i].task->id, typed[i].result, typed[i].report, m->id)
		    : task_carry(req->db, req, &req->actor, rows[i].task->id, m->id, carried_due(req, m), req->session->organisation_zone);
	}
	if (result == RESULT_DONE)
		result = meeting_close(req->db, req, &req->actor, m->id, request_revision(req), req->session->organisation_zone);
	if (result == RESULT_DONE)
		return redirect(req, "/meetings/%lld/minutes", (long long)m->id);
	form_reject(form, NULL, "Somebody reported or changed something since you opened this form. Look at it again, then end the meeting once more.");
	return closing_answer(req, 409, meeting_find(req->db, req, m->id), rows, count, form);
}

struct response
meeting_minutes_page(struct request *req)
{
	struct minutes_page p = { .meeting = meeting_named(req) };

	if (!p.meeting)
		return not_found(req);
	p.items = meeting_items(req->db, req, p.meeting->id, &p.count);
	p.beside = notes_beside(req->db, req, p.meeting->id, &p.beside_count);
	p.tasks = tasks_of_meeting(req->db, req, p.meeting->id, &p.task_count);
	p.asked = tasks_asked_in(req->db, req, p.meeting->id, &p.asked_count);
	p.figures = meeting_figures(req->db, req, p.meeting->id, &p.figure_count);
	p.meant = meeting_definitions(req->db, req, p.meeting->id, &p.meant_count);
	return show_form(req, 200, meeting_minutes_view(req, &p));
}

struct response
meeting_reopened(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	enum act_result result;

	if (!m)
		return not_found(req);
	result = req->hold ? RESULT_MOVED : meeting_reopen(req->db, req, &req->actor, m->id, request_revision(req));
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_REOPEN, result);
	return redirect(req, "/meetings/%lld/run", (long long)m->id);
}
