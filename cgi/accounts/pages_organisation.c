/* An administrator changes the organisation's name or its time zone. */
#include "accounts/pages_parts.h"
#include "accounts/views_people.h"
#include "auth/audit.h"
#include "base/text.h"

static const struct field organisation_fields[] = {
	{ .name = "organisation", .label = "Name", .kind = FIELD_TEXT, .at = organisation_edit_NAME_FIELD, .into = offsetof(struct organisation, name), .most = 120,
	    .required = true },
	{ .name = "time_zone", .label = "Time zone", .kind = FIELD_TEXT, .at = organisation_edit_ZONE_FIELD, .into = offsetof(struct organisation, time_zone), .most = 64,
	    .required = true, .hint = "Such as Europe/Berlin." },
	{ 0 }
};

struct response
organisation_page(struct request *req)
{
	const struct organisation *present = organisation_find(req->db, req);
	struct view *view;

	if (!present)
		return not_found(req);
	view = organisation_edit_view(req, form_show(req, organisation_fields, present), present->revision);
	page_notice(view, done_words(req));
	return show(req, 200, view);
}

struct response
organisation_save(struct request *req)
{
	const struct organisation *present = organisation_find(req->db, req);
	struct organisation typed = { 0 };
	struct form *form = form_read(req, organisation_fields, &typed);

	if (!present)
		return not_found(req);
	typed.revision = request_revision(req);
	form_reject(form, "time_zone", time_zone_problem(req, typed.time_zone));
	if (!form_ok(form))
		return show(req, 422, organisation_edit_view(req, form, typed.revision));
	if (!organisation_change(req->db, &typed)) {
		form_reject(form, NULL, text_format(req, "Somebody has changed this since you opened it: the name is “%s” now, the time zone %s. What you typed is below"
		    " and not saved yet; save it again, and it takes their place.", present->name, present->time_zone));
		return show(req, 409, organisation_edit_view(req, form, present->revision));
	}
	audit_add(req->db, &req->actor, "organisation.edit", NULL, 0, text_format(req, "name=%d zone=%d", !text_equal(present->name, typed.name),
	    !text_equal(present->time_zone, typed.time_zone)));
	return redirect(req, "/organisation?done=%s", text_equal(present->time_zone, typed.time_zone) ? "organisation" : "zone");
}
