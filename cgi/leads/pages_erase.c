/* Erasing somebody who asks to be forgotten, and what is kept about people. */
#include "leads/pages.h"

#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/views_erase.h"

struct sure {
	bool sure;
};
static const struct field sure_fields[] = {
	{ .name = "sure", .label = "The person asked for it, and it is them", .kind = FIELD_TICK, .at = lead_erase_SURE_FIELD, .into = offsetof(struct sure, sure),
	    .hint = "Nobody can bring back what is erased." },
	{ 0 }
};

static struct response
erase_answer(struct request *req, int status, const struct lead *lead, struct form *form)
{
	return show_form(req, status, lead_erase_view(req, lead, erasure_find(req->db, req, lead->id), form));
}

struct response
lead_erase_page(struct request *req)
{
	const struct lead *lead = lead_named(req);

	return lead ? erase_answer(req, 200, lead, form_show(req, sure_fields, NULL)) : lead_missing(req);
}

struct response
lead_erased(struct request *req)
{
	const struct lead *lead = lead_named(req);
	struct sure typed = { 0 };
	struct form *form;
	enum act_result result;

	if (!lead)
		return lead_missing(req);
	form = form_read(req, sure_fields, &typed);
	if (!typed.sure)
		form_reject(form, "sure", "Say that the person asked for it: tick the box.");
	if (!form_ok(form))
		return erase_answer(req, 422, lead, form);
	result = lead_erase(req->db, req, &req->actor, lead->id, request_revision(req), NULL);
	if (result == RESULT_DONE)
		return redirect(req, "/leads?view=leads&done=erased");
	if (result != RESULT_STALE)
		return lead_missing(req);
	form_reject(form, NULL, "Somebody changed this lead since you opened this page. Look at what is erased now, then send it once more.");
	return erase_answer(req, 409, lead, form);
}

struct kept {
	int64_t months;
};
static const struct field kept_fields[] = {
	{ .name = "months", .label = "Erase after so many months", .kind = FIELD_NUMBER, .at = personal_data_MONTHS_FIELD, .into = offsetof(struct kept, months),
	    .least = RETENTION_MONTHS_LEAST, .most = RETENTION_MONTHS_MOST, .optional = true, .hint = "6 to 240. Empty: until the person asks." },
	{ 0 }
};

static bool
may_set(const struct request *req)
{
	return user_roles(req->user) & ADMINISTRATOR;
}

struct response
personal_data_page(struct request *req)
{
	const struct retention *r = retention_find(req->db, req);
	const struct kept kept = { r->lead_months };

	return show_form(req, 200, personal_data_view(req, r, may_set(req) ? form_show(req, kept_fields, &kept) : NULL, r->revision));
}

struct response
personal_data_set(struct request *req)
{
	struct kept typed = { 0 };
	struct form *form = form_read(req, kept_fields, &typed);
	const struct retention *r;
	int status = 422;

	if (form_ok(form)) {
		if (retention_set(req->db, req, &req->actor, typed.months, request_revision(req)) == RESULT_DONE)
			return redirect(req, "/leads/personal-data");
		status = 409;
		form_reject(form, NULL, "Somebody else has set this since you opened the page. Look at what it says now, then save once more.");
	}
	r = retention_find(req->db, req);
	return show_form(req, status, personal_data_view(req, r, form, r->revision));
}
