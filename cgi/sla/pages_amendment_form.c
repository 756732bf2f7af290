/* Writing and editing drafts of amendments. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_amendment_parts.h"
#include "sla/pages_calendar_typed.h"
#include "sla/store_agreement.h"

#include <string.h>
#include <talloc.h>

enum { ROWS_BEFORE = 3, CALENDARS_MOST = 500 };

static const struct typed_day day_blank = { .name = "", .hours = "" };

/* The form's fields; the calendar is chosen once. */
static const struct field *
fields_of(const void *ctx, const struct typed_amendment *t, bool edited)
{
	struct field *fields = memory_need(talloc_zero_array(ctx, struct field, 3));
	size_t count = 0;

	if (!edited)
		fields[count++] = (struct field){ .name = "calendar", .label = "Which calendar", .kind = FIELD_SELECT, .at = amendment_form_CALENDAR_FIELD,
		    .into = offsetof(struct typed_amendment, calendar), .options = t->calendars, .required = true };
	fields[count] = (struct field){ .name = "reason", .label = "What was wrong, and how you know", .kind = FIELD_AREA,
	    .at = amendment_form_REASON_FIELD, .into = offsetof(struct typed_amendment, reason), .most = AMENDMENT_REASON_MOST, .required = true, .rows = 4 };
	return fields;
}

/* All calendars by name; their ids stand as the values that are sent. */
static void
calendars_read(struct request *req, struct typed_amendment *t)
{
	size_t count;
	const struct calendar_row *rows = calendars_list(req->db, req, organisation_today(req), NULL, CALENDARS_MOST, &count);

	t->calendars = memory_need(talloc_zero_array(t, struct option, count + 1));
	for (size_t i = 0; i < count; i++)
		t->calendars[i] = (struct option){ text_format(t, "%lld", (long long)rows[i].id), rows[i].name, NULL, (int)i };
}

static int
place_of(const struct typed_amendment *t, const char *id)
{
	for (int i = 0; id && t->calendars[i].value; i++)
		if (text_equal(t->calendars[i].value, id))
			return i;
	return -1;
}

static void
rows_add(struct typed_amendment *t, size_t count)
{
	while (count-- > 0 && t->day_count < AMENDED_DAYS_MOST)
		t->days[t->day_count++] = day_blank;
}

static void
rows_show(struct typed_amendment *t)
{
	for (size_t i = 0; i < t->day_count; i++)
		t->day_forms[i] = form_part_show(t->form, typed_day_fields(t, i + 1), &t->days[i]);
}

/* As it is first shown: the words of one that is edited, or the calendar that is asked for. */
static struct typed_amendment *
words_show(struct request *req, const struct amendment *from)
{
	struct typed_amendment *t = memory_need(talloc_zero(req, struct typed_amendment));
	const struct agreement *in_force = from ? NULL : agreement_in_force(req->db, req, req->now);
	const char *asked = request_query(req, "calendar");

	calendars_read(req, t);
	t->reason = from ? from->reason : "";
	t->calendar = place_of(t, asked ? asked : in_force ? text_format(t, "%lld", (long long)in_force->calendar_id) : NULL);
	for (; from && t->day_count < from->day_count; t->day_count++) {
		const struct exception *e = &from->days[t->day_count];

		t->days[t->day_count] = (struct typed_day){ day_print(t, e->day), e->name, e->hours.count ? hours_print(t, &e->hours) : "" };
	}
	rows_add(t, from ? 1 : ROWS_BEFORE);
	t->form = form_show(req, fields_of(t, t, from != NULL), t);
	rows_show(t);
	return t;
}

static const char *
cell_read(struct request *req, const struct typed_amendment *t, size_t n, const char *name)
{
	const char *sent = request_field(req, text_format(t, "day_%zu_%s", n, name));

	return sent ? text_trim(t, sent) : NULL;
}

static void
step_take(struct typed_amendment *t, const char *step)
{
	int64_t n;

	if (text_equal(step, "add")) {
		t->focus = t->day_count + 1;
		rows_add(t, ROWS_BEFORE);
		if (t->focus > t->day_count)
			form_reject(t->form, NULL, text_format(t, "An amendment corrects at most %d days.", AMENDED_DAYS_MOST));
	} else if (text_starts(step, "remove_") && text_integer(step + 7, 1, (int64_t)t->day_count, &n)) {
		memmove(&t->days[n - 1], &t->days[n], (--t->day_count - (size_t)n + 1) * sizeof *t->days);
		rows_add(t, t->day_count ? 0 : 1);
		t->focus = (size_t)n > t->day_count ? t->day_count : (size_t)n;
	}
}

/* As it came. When the button was another than save, *again is true: the step is taken, and the form is only to be shown again. */
static struct typed_amendment *
words_read(struct request *req, bool edited, bool *again)
{
	struct typed_amendment *t = memory_need(talloc_zero(req, struct typed_amendment));
	const char *step = request_field(req, "step"), *name;

	*again = step && !text_equal(step, "save") && !req->hold;
	calendars_read(req, t);
	t->form = form_read(req, fields_of(t, t, edited), t);
	for (size_t n = 1; n <= AMENDED_DAYS_MOST && (name = cell_read(req, t, n, "name")); n++) {
		const char *date = cell_read(req, t, n, "date"), *hours = cell_read(req, t, n, "hours");

		t->days[n - 1] = (struct typed_day){ date && *date ? date : NULL, name, hours ? hours : "" };
		t->day_count = n;
	}
	if (*again) {
		t->form = form_show(req, fields_of(t, t, edited), t);
		step_take(t, step);
	}
	rows_add(t, t->day_count ? 0 : ROWS_BEFORE);
	rows_show(t);
	return t;
}

/* Makes an amendment of what was typed, and notes every problem beside its field. */
static void
words_check(struct request *req, struct typed_amendment *t, int64_t calendar_id)
{
	static const struct { const char *member, *field; } known[] = { { "date", "date" }, { "exception_name", "name" }, { "open", "hours" } };
	struct problems *problems = problems_new(t);
	const struct calendar **versions;
	size_t numbers[AMENDED_DAYS_MOST], count;
	struct day today = { 0 };

	t->amendment.reason = t->reason;
	t->amendment.calendar_id = calendar_id;
	t->amendment.days = typed_days_take(t, t->form, t->days, t->day_count, "was", numbers, &t->amendment.day_count);
	if (!form_ok(t->form))
		return;
	versions = calendar_versions_standing(req->db, req, calendar_id, &count);
	day_parse(organisation_today(req), &today);
	amendment_problems(problems, &t->amendment, versions, count, today);
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->list[i];
		const char *field = text_equal(p->member, "reason") ? "reason" : NULL;

		for (size_t k = 0; p->index >= 0 && k < sizeof known / sizeof *known; k++)
			if (text_equal(known[k].member, p->member))
				field = text_format(t, "day_%zu_%s", numbers[p->index], known[k].field);
		form_reject(t->form, field, p->text);
	}
	amendment_tidy(t, &t->amendment);
}

static struct response
form_answer(struct request *req, int status, struct typed_amendment *t, const struct amendment *edited, const struct clash *clash)
{
	struct amendment_form f = { .edited = edited, .typed = t, .clash = clash };

	f.revision = !edited ? 0 : req->method == GET || clash ? edited->revision : request_revision(req);
	return show_form(req, status, amendment_form_view(req, &f));
}

struct response
amendment_new(struct request *req)
{
	struct typed_amendment *t = words_show(req, NULL);

	if (!t->calendars->value)
		return conflict(req, "There is no calendar yet, so nothing of it can be corrected.");
	return form_answer(req, 200, t, NULL, NULL);
}

struct response
amendment_make(struct request *req)
{
	struct typed_amendment *t;
	int64_t calendar = 0;
	bool again;

	t = words_read(req, false, &again);
	if (again)
		return form_answer(req, form_ok(t->form) ? 200 : 422, t, NULL, NULL);
	if (t->calendar >= 0)
		text_integer(t->calendars[t->calendar].value, 1, INT64_MAX, &calendar);
	words_check(req, t, calendar);
	if (!form_ok(t->form))
		return form_answer(req, 422, t, NULL, NULL);
	if (amendment_create(req->db, req, &req->actor, &t->amendment) != RESULT_DONE)
		return conflict(req, NULL);
	return amendment_done(req, t->amendment.number, "draft");
}

struct response
amendment_edit_page(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);

	if (!a)
		return not_found(req);
	if (!version_can(a->state, STEP_EDIT))
		return amendment_moved(req, a->number, STEP_EDIT, RESULT_MOVED, (struct reply){ 0 });
	return form_answer(req, 200, words_show(req, a), a, NULL);
}

/* Somebody saved first: the form again with what was typed, and beside each other what differs. */
static struct response
edit_clash(struct request *req, struct typed_amendment *t, const struct amendment *now)
{
	struct clash_row rows[] = { { "What was wrong", now->reason, t->amendment.reason },
	    { "Days", amendment_days_words(req, now), amendment_days_words(req, &t->amendment) }, { 0 } };
	struct clash clash = { now->editor_name, now->edited_at, rows, "" };

	return form_answer(req, 409, t, now, &clash);
}

struct response
amendment_save(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);
	struct typed_amendment *t;
	enum act_result result;
	bool again;

	if (!a)
		return not_found(req);
	if (!version_can(a->state, STEP_EDIT))
		return amendment_moved(req, a->number, STEP_EDIT, RESULT_MOVED, (struct reply){ 0 });
	t = words_read(req, true, &again);
	if (again)
		return form_answer(req, form_ok(t->form) ? 200 : 422, t, a, NULL);
	words_check(req, t, a->calendar_id);
	if (!form_ok(t->form))
		return form_answer(req, 422, t, a, NULL);
	t->amendment.id = a->id;
	t->amendment.revision = request_revision(req);
	result = amendment_edit(req->db, req, &req->actor, &t->amendment);
	if (result == RESULT_STALE)
		return edit_clash(req, t, amendment_find(req->db, req, a->number));
	if (result != RESULT_DONE)
		return amendment_moved(req, a->number, STEP_EDIT, result, (struct reply){ 0 });
	return amendment_done(req, a->number, "saved");
}
