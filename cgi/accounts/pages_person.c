/* An administrator changes somebody's name, address or team. */
#include "accounts/pages_parts.h"
#include "accounts/views_people.h"
#include "auth/audit.h"
#include "auth/outbox.h"
#include "base/conf.h"
#include "base/text.h"

struct typed_person {
	const char *name, *email;
	int team;
};

static const struct option team_options[] = {
	{ "marketing", "Marketing", NULL, TEAM_MARKETING },
	{ "sales", "Sales", NULL, TEAM_SALES },
	{ "observer", "Neither: an observer", "Reads everything, changes nothing.", TEAM_OBSERVER },
	{ 0 }
};

static const struct field person_fields[] = {
	{ .name = "name", .label = "Name", .kind = FIELD_TEXT, .at = person_edit_NAME_FIELD,
	    .into = offsetof(struct typed_person, name), .most = 120 },
	{ .name = "email", .label = "Email address", .kind = FIELD_EMAIL, .at = person_edit_EMAIL_FIELD,
	    .into = offsetof(struct typed_person, email), .most = 254, .hint = "Counts at once. The old address is told." },
	{ .name = "team", .label = "Team", .kind = FIELD_RADIO, .at = person_edit_TEAM_FIELD,
	    .into = offsetof(struct typed_person, team), .required = true, .options = team_options },
	{ 0 }
};

struct response
person_edit_page(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	struct typed_person present;

	if (!m)
		return not_found(req);
	present = (struct typed_person){ m->name, m->email, m->team };
	return show(req, 200, person_edit_view(req, m, form_show(req, person_fields, &present), m->revision));
}

/* What was done goes to the trail as codes, and to the old address as mail. */
static void
person_changed(struct request *req, const struct member *from, const struct member *to)
{
	bool readdressed = !text_equal(from->email, to->email);
	int64_t change;

	audit_add(req->db, &req->actor, "person.edit", "person", from->id, text_format(req, "name=%d email=%d team=%s to %s%s",
	    !text_equal(from->name, to->name), readdressed, team_names[from->team], team_names[to->team],
	    from->team != to->team && from->is_signatory ? " signatory ends" : ""));
	if (!readdressed)
		return;
	change = address_change_add(req->db, req->conf->secret, &(struct address_change){ .person_id = from->id,
	    .old_email = from->email, .new_email = to->email, .asked_by = req->user->id }, true, req->now);
	outbox_urgent(req->db, &req->actor, "address.asked", change, from->id);
}

struct response
person_change(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	struct typed_person typed;
	struct form *form = form_read(req, person_fields, &typed);
	enum edit_result result = EDIT_DONE;
	struct member to;

	if (!m)
		return not_found(req);
	form_reject(form, "name", person_name_problem(req, "the person\u2019s", typed.name));
	if (!text_equal(typed.email, m->email))
		form_reject(form, "email", person_email_problem(req, "the person\u2019s", typed.email));
	form_reject(form, "email", address_change_problem(req->user, m->id, m->email, typed.email));
	if (form_ok(form))
		form_reject(form, "team", team_change_problem(req, req->user, m->id, m->team, typed.team, m->is_signatory,
		    signatories_beside(req->db, m->team, m->id)));
	to = (struct member){ .name = typed.name, .email = typed.email, .team = typed.team, .revision = request_revision(req) };
	if (form_ok(form))
		result = member_edit(req->db, m, &to, req->now);
	if (result == EDIT_TAKEN)
		form_reject(form, "email", "Somebody here has this email address already.");
	if (!form_ok(form))
		return show(req, 422, person_edit_view(req, m, form, request_revision(req)));
	if (result == EDIT_STALE)
		return conflict(req, "This person was changed since you opened the page. Nothing was saved now: open it again.");
	person_changed(req, m, &to);
	return redirect(req, "/people/%lld?done=%s", (long long)m->id, m->team == typed.team ? "roles" : "moved");
}
