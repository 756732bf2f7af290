/* Writing calendars: a new one, and a new version of one. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_calendar_typed.h"

#include <talloc.h>

/* The form around its words. */
static struct response
form_answer(struct request *req, int status, struct typed_calendar *t, const struct calendar_head *head, const struct clash *clash)
{
	struct calendar_form f = { .typed = t, .head = head, .clash = clash };
	struct day from;

	f.revision = head ? (req->method == GET || clash ? head->revision : request_revision(req)) : 0;
	if (text_equal(request_field(req, "step"), "preview") && form_ok(t->form) && day_parse(t->valid_from, &from)) {
		f.preview = calendar_tidy(req, &t->calendar);
		f.preview_year = from.year < YEAR_LEAST ? YEAR_LEAST : from.year > YEAR_MOST ? YEAR_MOST : from.year;
	}
	return show_form(req, status, calendar_form_view(req, &f));
}

/* After a step other than save: the form once more. */
static struct response
step_answer(struct request *req, struct typed_calendar *t, const struct calendar_head *head, const char *after)
{
	if (text_equal(request_field(req, "step"), "preview"))
		typed_check(req, t, head ? head->name : NULL, after);
	return form_answer(req, form_ok(t->form) ? 200 : 422, t, head, NULL);
}

struct response
calendar_new(struct request *req)
{
	static const struct interval office[] = { { 540, 1020 } };
	struct calendar begun = { .name = "", .zone = req->session->organisation_zone };

	for (int i = 0; i < 5; i++)
		begun.week[i] = (struct day_hours){ office, 1 };
	return form_answer(req, 200, typed_show(req, &begun, organisation_today(req), true), NULL, NULL);
}

struct response
calendar_make(struct request *req)
{
	struct typed_calendar *t;
	int64_t id = 0;
	bool again;

	t = typed_read(req, true, &again);
	if (again)
		return step_answer(req, t, NULL, NULL);
	typed_check(req, t, NULL, NULL);
	if (form_ok(t->form) && calendar_create(req->db, req, &req->actor, calendar_tidy(req, &t->calendar), t->valid_from,
	    &id) == RESULT_TAKEN)
		form_reject(t->form, "name", "There is a calendar of this name already. Choose another name, or change the hours of that one.");
	if (!form_ok(t->form))
		return form_answer(req, 422, t, NULL, NULL);
	return redirect(req, "/sla/calendars/%lld?done=made", (long long)id);
}

/* A calendar with more days than a form holds; NULL: it has not. */
static const char *
too_long(struct request *req, const struct calendar_version *v)
{
	if (v->calendar.exception_count <= DAYS_READ)
		return NULL;
	return text_format(req, "“%s” has %zu days of its own, and a form holds %d. Send its next version with a program, to"
	    " /api/v1/calendars/%lld/versions.", v->calendar.name, v->calendar.exception_count, DAYS_READ, (long long)v->calendar_id);
}

struct response
calendar_version_new(struct request *req)
{
	const struct calendar_head *head = calendar_find(req->db, req, req->id);
	const struct calendar_version *newest = head ? calendar_version_find(req->db, req, head->id, head->newest) : NULL;
	struct day today;

	if (!newest)
		return not_found(req);
	if (too_long(req, newest))
		return conflict(req, too_long(req, newest));
	day_parse(organisation_today(req), &today);
	return form_answer(req, 200, typed_show(req, &newest->calendar, day_print(req, day_add(today, 1)), false), head, NULL);
}

/* Somebody else added a version first: the form again, with both people's words where they differ. */
static struct response
version_clash(struct request *req, struct typed_calendar *t, const struct calendar_head *head)
{
	const struct calendar_version *theirs = calendar_version_find(req->db, req, head->id, head->newest);
	struct clash clash = { theirs->author_name, theirs->created_at, typed_rows(req, theirs, t), "" };

	return form_answer(req, 409, t, head, &clash);
}

struct response
calendar_version_make(struct request *req)
{
	const struct calendar_head *head = calendar_find(req->db, req, req->id);
	const char *today = organisation_today(req);
	struct typed_calendar *t;
	int64_t number;
	bool again;

	if (!head)
		return not_found(req);
	t = typed_read(req, false, &again);
	if (again)
		return step_answer(req, t, head, today);
	typed_check(req, t, head->name, today);
	if (!form_ok(t->form))
		return form_answer(req, 422, t, head, NULL);
	if (request_revision(req) != head->revision)
		return version_clash(req, t, head);
	if (calendar_version_add(req->db, req, &req->actor, head->id, head->revision, calendar_tidy(req, &t->calendar), t->valid_from,
	    &number) != RESULT_DONE)
		return conflict(req, NULL);
	return redirect(req, "/sla/calendars/%lld?done=added", (long long)head->id);
}
