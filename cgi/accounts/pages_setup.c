/* The first visit to a fresh installation: the organisation, its first person, and who signs for each team. */
#include "accounts/pages_parts.h"
#include "accounts/views_people.h"
#include "auth/audit.h"
#include "auth/password.h"
#include "base/conf.h"
#include "base/text.h"
#include "data/db.h"

#include <string.h>

enum { INVITATION_LIFE = 7 * 86400 };	/* seconds a link works */

struct setup {
	const char *organisation, *time_zone;
	const char *name, *email;
	int team;
	bool signs;
	const char *fresh, *again;
	const char *own_name, *own_email;	/* who signs for the own team, if not oneself */
	const char *other_name, *other_email;	/* who signs for the other team */
};

static const struct option team_options[] = {
	{ "marketing", "Marketing", NULL, TEAM_MARKETING },
	{ "sales", "Sales", NULL, TEAM_SALES },
	{ 0 }
};

#define AT(member) .into = offsetof(struct setup, member)

static const struct field setup_fields[] = {
	{ .name = "organisation", .label = "Organisation", .kind = FIELD_TEXT, .at = setup_show_ORGANISATION_FIELD,
	    AT(organisation), .most = 120, .required = true },
	{ .name = "time_zone", .label = "Time zone", .kind = FIELD_TEXT, .at = setup_show_ZONE_FIELD, AT(time_zone), .most = 64,
	    .required = true, .hint = "Such as Europe/Berlin. It decides when a day and a month begin." },
	{ .name = "name", .label = "Your name", .kind = FIELD_TEXT, .at = setup_show_NAME_FIELD, AT(name), .most = 120, .required = true },
	{ .name = "email", .label = "Your email address", .kind = FIELD_EMAIL, .at = setup_show_EMAIL_FIELD, AT(email), .most = 254 },
	{ .name = "team", .label = "Your team", .kind = FIELD_RADIO, .at = setup_show_TEAM_FIELD, AT(team), .required = true,
	    .options = team_options },
	{ .name = "signs", .label = "I sign for my team", .kind = FIELD_TICK, .at = setup_show_SIGNS_FIELD, AT(signs),
	    .hint = "Nothing is agreed until a signatory of each team has signed it." },
	{ .name = "new_password", .label = "Your password", .kind = FIELD_NEW_PASSWORD, .at = setup_show_PASSWORD_FIELD, AT(fresh),
	    .required = true, .hint = "12 to 128 characters. Four words that do not belong together are good. Spaces count." },
	{ .name = "new_password_again", .label = "Your password, once more", .kind = FIELD_NEW_PASSWORD,
	    .at = setup_show_AGAIN_FIELD, AT(again) },
	{ .name = "other_name", .label = "Name of the other team\u2019s signatory", .kind = FIELD_TEXT,
	    .at = setup_show_OTHER_NAME_FIELD, AT(other_name), .most = 120 },
	{ .name = "other_email", .label = "Their email address", .kind = FIELD_EMAIL, .at = setup_show_OTHER_EMAIL_FIELD,
	    AT(other_email), .most = 254 },
	{ .name = "own_name", .label = "Name of your team\u2019s signatory", .kind = FIELD_TEXT, .at = setup_show_OWN_NAME_FIELD,
	    AT(own_name), .most = 120, .hint = "Only if you do not sign yourself." },
	{ .name = "own_email", .label = "Your signatory\u2019s email address", .kind = FIELD_EMAIL, .at = setup_show_OWN_EMAIL_FIELD,
	    AT(own_email), .most = 254 },
	{ 0 }
};

static struct response
set_up_already(struct request *req)
{
	return refuse(req, 404, "This Concord is set up already. Sign in, or ask your administrator for a link.");
}

struct response
setup_page(struct request *req)
{
	struct setup blank = { .team = -1, .signs = true };

	if (people_exist(req->db))
		return set_up_already(req);
	return show(req, 200, setup_show_view(req, form_show(req, setup_fields, &blank)));
}

static void
setup_check(struct request *req, struct form *form, const struct setup *typed)
{
	form_reject(form, "time_zone", time_zone_problem(req, typed->time_zone));
	form_reject(form, "email", person_email_problem(req, "your", typed->email));
	if (*typed->fresh)
		form_reject(form, "new_password", password_problem(req, typed->fresh, (const char *const[]){ typed->organisation,
		    typed->name, typed->email, NULL }));
	form_reject(form, "other_name", person_name_problem(req, "the other signatory\u2019s", typed->other_name));
	form_reject(form, "other_email", person_email_problem(req, "the other signatory\u2019s", typed->other_email));
	if (!typed->signs) {
		form_reject(form, "own_name", person_name_problem(req, "your signatory\u2019s", typed->own_name));
		form_reject(form, "own_email", person_email_problem(req, "your signatory\u2019s", typed->own_email));
	}
	if (form_ok(form) && strcmp(typed->fresh, typed->again) != 0)
		form_reject(form, "new_password_again", "The two passwords differ. Type the same one twice.");
}

/* A signatory with a link instead of a password; their id, 0 when the address is somebody's already. */
static int64_t
signatory_add(struct request *req, int64_t by, int team, const char *name, const char *email)
{
	int64_t id = account_create(req->db, &(struct account){ .name = name, .email = email, .team = team, .is_signatory = true },
	    req->now);

	if (!id)
		return 0;
	entry_link_make(req->db, req->conf->secret, id, by, req->now, req->now + INVITATION_LIFE);
	audit_add(req->db, &req->actor, "person.add", "person", id, "signatory");
	return id;
}

struct response
setup_save(struct request *req)
{
	struct setup typed;
	struct form *form = form_read(req, setup_fields, &typed);
	struct account you;
	int64_t other = 0;

	if (people_exist(req->db))
		return set_up_already(req);
	setup_check(req, form, &typed);
	you = (struct account){ .name = typed.name, .email = typed.email, .team = typed.team, .is_signatory = typed.signs,
	    .is_administrator = true };
	if (!form_ok(form))
		return show(req, 422, setup_show_view(req, form));
	you.password_hash = password_hash(req, typed.fresh);
	organisation_set(req->db, typed.organisation, typed.time_zone);
	you.id = account_create(req->db, &you, req->now);
	req->actor.person_id = you.id;
	req->actor.team = you.team;
	audit_add(req->db, &req->actor, "setup", "person", you.id, typed.signs ? "signatory" : NULL);
	other = signatory_add(req, you.id, team_other(you.team), typed.other_name, typed.other_email);
	if (!other)
		form_reject(form, "other_email", "This is your own address. The other team\u2019s signatory is somebody else.");
	if (!typed.signs && !signatory_add(req, you.id, you.team, typed.own_name, typed.own_email))
		form_reject(form, "own_email", "This address was given above already. Each person has one of their own.");
	if (!form_ok(form))
		return show(req, 422, setup_show_view(req, form));
	return enter(req, &you, text_format(req, "/people/%lld?done=setup", (long long)other));
}
