/* People: adding them, their links, roles, and who may come in. */
#include "accounts/pages_parts.h"
#include "accounts/store_code.h"
#include "accounts/views_people.h"
#include "auth/audit.h"
#include "auth/outbox.h"
#include "base/conf.h"
#include "base/text.h"

enum { INVITATION_LIFE = 7 * 86400, RESET_LIFE = 86400 };	/* seconds a link works */

struct roles {
	bool point_person, administrator;
};

static const struct field role_fields[] = {
	{ .name = "point_person", .label = "Point person", .kind = FIELD_TICK, .at = person_show_POINT_FIELD,
	    .into = offsetof(struct roles, point_person), .hint = "Answers for a term, a stage or a kind of content." },
	{ .name = "administrator", .label = "Administrator", .kind = FIELD_TICK, .at = person_show_ADMINISTRATOR_FIELD,
	    .into = offsetof(struct roles, administrator), .hint = "People and settings. Signs nothing by that." },
	{ 0 }
};

struct newcomer {
	const char *name, *email;
	int team;
	struct roles roles;
};

static const struct option team_options[] = {
	{ "marketing", "Marketing", NULL, TEAM_MARKETING },
	{ "sales", "Sales", NULL, TEAM_SALES },
	{ "observer", "Neither: an observer", "Reads everything, changes nothing.", TEAM_OBSERVER },
	{ 0 }
};

static const struct field newcomer_fields[] = {
	{ .name = "name", .label = "Name", .kind = FIELD_TEXT, .at = person_form_NAME_FIELD,
	    .into = offsetof(struct newcomer, name), .most = 120 },
	{ .name = "email", .label = "Email address", .kind = FIELD_EMAIL, .at = person_form_EMAIL_FIELD,
	    .into = offsetof(struct newcomer, email), .most = 254 },
	{ .name = "team", .label = "Team", .kind = FIELD_RADIO, .at = person_form_TEAM_FIELD,
	    .into = offsetof(struct newcomer, team), .required = true, .options = team_options },
	{ .name = "point_person", .label = "Point person", .kind = FIELD_TICK, .at = person_form_POINT_FIELD,
	    .into = offsetof(struct newcomer, roles.point_person), .hint = "Answers for a term, a stage or a kind of content." },
	{ .name = "administrator", .label = "Administrator", .kind = FIELD_TICK, .at = person_form_ADMINISTRATOR_FIELD,
	    .into = offsetof(struct newcomer, roles.administrator), .hint = "People and settings. Signs nothing by that." },
	{ 0 }
};

struct response
people_page(struct request *req)
{
	size_t count;
	const struct member *members = members_all(req->db, req, req->now, &count);

	return show(req, 200, people_index_view(req, members, count));
}

struct response
person_new(struct request *req)
{
	struct newcomer blank = { .name = "", .email = "", .team = -1 };

	return show(req, 200, person_form_view(req, form_show(req, newcomer_fields, &blank)));
}

static struct response
done(struct request *req, int64_t id, const char *what)
{
	return redirect(req, "/people/%lld?done=%s", (long long)id, what);
}

struct response
person_add(struct request *req)
{
	struct newcomer typed;
	struct form *form = form_read(req, newcomer_fields, &typed);
	int64_t id = 0;

	form_reject(form, "name", person_name_problem(req, "the person\u2019s", typed.name));
	form_reject(form, "email", person_email_problem(req, "the person\u2019s", typed.email));
	if (form_ok(form))
		id = account_create(req->db, &(struct account){ .name = typed.name, .email = typed.email, .team = typed.team,
		    .is_point_person = typed.roles.point_person, .is_administrator = typed.roles.administrator }, req->now);
	if (form_ok(form) && !id)
		form_reject(form, "email", "Somebody here has this email address already.");
	if (!form_ok(form))
		return show(req, 422, person_form_view(req, form));
	entry_link_make(req->db, req->conf->secret, id, req->user->id, req->now, req->now + INVITATION_LIFE);
	audit_add(req->db, &req->actor, "person.add", "person", id, team_names[typed.team]);
	return done(req, id, "invited");
}

/* A person's page; `roles` is the form that was refused, or NULL for one as it stands. */
static struct response
person_answer(struct request *req, int status, const struct member *m, const struct form *roles)
{
	struct roles present = { m->is_point_person, m->is_administrator };
	bool manages = req->user->is_administrator;
	int64_t others = signatories_seen(req->db, m->team, m->id);
	struct person_acts acts = { .revision = m->revision, .reader_id = req->user->id };
	const char *token;
	struct view *view;

	if (!m->disabled_at && !m->is_signatory)
		acts.giving = signatory_giving(req->user, m->team, others, m->asked_by);
	acts.may_take = m->is_signatory && !signatory_taking_problem(req->user, m->team, others);
	if (manages)
		acts.roles = roles ? roles : form_show(req, role_fields, &present);
	token = manages ? entry_link_text(req->db, req, req->conf->secret, m->id, req->now) : NULL;
	if (token)
		acts.link = text_format(req, "%s/sign-in/password?link=%s", req->conf->base_url, token);
	view = person_show_view(req, m, &acts);
	page_notice(view, done_words(req));
	return show(req, status, view);
}

struct response
person_page(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	struct response answer;

	if (!m)
		return not_found(req);
	answer = person_answer(req, 200, m, NULL);
	answer.cache = NO_STORE;
	return answer;
}

struct response
person_roles(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	struct roles typed;
	struct form *form = form_read(req, role_fields, &typed);

	if (!m)
		return not_found(req);
	form_reject(form, "administrator", administrator_taking_problem(m->is_administrator, typed.administrator,
	    administrators_beside(req->db, m->id)));
	if (!form_ok(form))
		return person_answer(req, 422, m, form);
	if (!member_roles_set(req->db, m->id, request_revision(req), typed.point_person, typed.administrator))
		return conflict(req, "This person was changed since you opened the page. Nothing was saved now: open it again.");
	audit_add(req->db, &req->actor, "person.roles", "person", m->id, text_format(req, "point_person=%d administrator=%d",
	    typed.point_person, typed.administrator));
	return done(req, m->id, "roles");
}

struct response
person_link(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);

	if (!m)
		return not_found(req);
	if (m->disabled_at)
		return conflict(req, "This person is disabled. Enable them first.");
	entry_link_make(req->db, req->conf->secret, m->id, req->user->id, req->now,
	    req->now + (m->has_password ? RESET_LIFE : INVITATION_LIFE));
	audit_add(req->db, &req->actor, m->has_password ? "link.reset" : "link.invitation", "person", m->id, NULL);
	return done(req, m->id, "linked");
}

/* For who has lost app and recovery codes. Nobody helps themselves this way: that would be a way round the code. */
struct response
person_code_end(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);

	if (!m)
		return not_found(req);
	if (m->id == req->user->id)
		return conflict(req, "This is your own account: turn codes off on its page, or ask another administrator.");
	if (!m->has_code || !authenticator_end(req->db, m->id))
		return conflict(req, "This person is asked for no code.");
	audit_add(req->db, &req->actor, "authenticator.remove", "person", m->id, NULL);
	outbox_urgent(req->db, &req->actor, "authenticator.remove", m->id, m->id);
	return done(req, m->id, "code-ended");
}

struct response
person_disable(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	const char *problem;

	if (!m)
		return not_found(req);
	if (m->disabled_at)
		return conflict(req, "This person is disabled already.");
	problem = disabling_problem(req, req->user, m->id, m->team, m->is_signatory, signatories_beside(req->db, m->team, m->id));
	if (problem)
		return conflict(req, problem);
	member_disable(req->db, &req->actor, m->id);
	audit_add(req->db, &req->actor, "person.disable", "person", m->id, m->is_signatory ? "signatory" : NULL);
	return done(req, m->id, "disabled");
}

struct response
person_enable(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);

	if (!m)
		return not_found(req);
	if (!m->disabled_at)
		return conflict(req, "This person is not disabled.");
	member_enable(req->db, m->id);
	audit_add(req->db, &req->actor, "person.enable", "person", m->id, NULL);
	return done(req, m->id, "enabled");
}

/* Gives the role, or asks for it, or confirms what was asked for. */
struct response
signatory_give(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	enum giving giving;

	if (!m)
		return not_found(req);
	giving = signatory_giving(req->user, m->team, signatories_beside(req->db, m->team, m->id), m->asked_by);
	if (giving == GIVE_NOT)
		return forbidden(req, "Only a signatory of the same team gives this role. If the team has none left, an administrator asks"
		    " for one and a signatory of the other team confirms.");
	if (m->disabled_at || m->is_signatory)
		return conflict(req, m->disabled_at ? "This person is disabled." : "This person is a signatory already.");
	if (giving == GIVE_ASK) {
		signatory_wish_add(req->db, m->id, req->user->id, req->now);
		audit_add(req->db, &req->actor, "signatory.ask", "person", m->id, NULL);
		return done(req, m->id, "asked");
	}
	signatory_wish_end(req->db, m->id);
	member_signatory_give(req->db, &req->actor, m->id);
	audit_add(req->db, &req->actor, giving == GIVE_CONFIRM ? "signatory.confirm" : "signatory.give", "person", m->id, NULL);
	return done(req, m->id, "given");
}

struct response
signatory_take(struct request *req)
{
	const struct member *m = member_find(req->db, req, req->id, req->now);
	const char *problem;

	if (!m)
		return not_found(req);
	problem = signatory_taking_problem(req->user, m->team, signatories_beside(req->db, m->team, m->id));
	if (problem)
		return req->user->is_signatory && req->user->team == m->team ? conflict(req, problem) : forbidden(req, problem);
	if (!m->is_signatory)
		return conflict(req, "This person is no signatory.");
	member_signatory_take(req->db, m->id);
	audit_add(req->db, &req->actor, "signatory.take", "person", m->id, NULL);
	return done(req, m->id, "taken");
}
