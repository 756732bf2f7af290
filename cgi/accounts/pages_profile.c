/* One's own name and address, and the link that confirms a new address. */
#include "accounts/pages_code.h"
#include "accounts/rules.h"
#include "accounts/views_profile.h"
#include "auth/audit.h"
#include "auth/outbox.h"
#include "base/conf.h"
#include "base/text.h"
#include "data/db.h"

#include <talloc.h>

enum { ADDRESS_LIFE = 86400 };		/* seconds the link to a new address works */

struct profile {
	const char *name, *email, *password, *code;
};

enum { NAME_AT, EMAIL_AT, PASSWORD_AT, CODE_AT };

static const struct field profile_fields[] = {
	[NAME_AT] = { .name = "name", .label = "Name", .kind = FIELD_TEXT, .at = account_profile_NAME_FIELD,
	    .into = offsetof(struct profile, name), .most = 120 },
	[EMAIL_AT] = { .name = "email", .label = "Email address", .kind = FIELD_EMAIL, .at = account_profile_EMAIL_FIELD,
	    .into = offsetof(struct profile, email), .most = 254, .hint = "A new one counts when you open the link that is sent to it." },
	[PASSWORD_AT] = { .name = "current_password", .label = "Your password", .kind = FIELD_PASSWORD,
	    .at = account_profile_PASSWORD_FIELD, .into = offsetof(struct profile, password), .required = true,
	    .hint = "So that nobody else does this while you are away." },
	[CODE_AT] = { .name = "code", .label = "Code that the app shows, or a recovery code", .kind = FIELD_TEXT,
	    .at = account_profile_CODE_FIELD, .into = offsetof(struct profile, code), .most = 80, .required = true },
	{ 0 }
};

/* Who has no authenticator is asked for no code. */
static const struct field *
fields_for(struct request *req, bool with_code)
{
	struct field *fields = memory_need(talloc_memdup(req, profile_fields, sizeof profile_fields));

	if (!with_code)
		fields[CODE_AT] = (struct field){ 0 };
	return fields;
}

static struct response
profile_answer(struct request *req, int status, const struct form *form, int64_t revision)
{
	const struct address_change *open = address_change_of(req->db, req, req->user->id, req->now);
	struct view *view = account_profile_view(req, form, revision, open, authenticator_asks(req->db, req->user->id));

	page_notice(view, done_words(req));
	return show(req, status, view);
}

struct response
profile_page(struct request *req)
{
	const struct settings *settings = settings_find(req->db, req, req->user->id);
	struct profile present = { .name = req->user->name, .email = req->user->email, .password = "", .code = "" };

	if (!settings)
		return not_found(req);
	return profile_answer(req, 200, form_show(req, fields_for(req, authenticator_asks(req->db, req->user->id)), &present),
	    settings->revision);
}

/* Asks the new address, and tells the old one. */
static void
address_ask(struct request *req, const struct account *account, const char *email)
{
	int64_t id = address_change_add(req->db, req->conf->secret, &(struct address_change){ .person_id = account->id,
	    .old_email = account->email, .new_email = email, .asked_by = account->id, .expires_at = req->now + ADDRESS_LIFE }, false,
	    req->now);

	outbox_urgent(req->db, &req->actor, "address.confirm", id, account->id);
	outbox_urgent(req->db, &req->actor, "address.asked", id, account->id);
	audit_add(req->db, &req->actor, "address.ask", "person", account->id, NULL);
}

/* The present address stays: what was wished for before is over. */
static struct response
address_keep(struct request *req)
{
	if (!address_change_end(req->db, req->user->id, req->now))
		return redirect(req, "/account/profile?done=settings");
	audit_add(req->db, &req->actor, "address.withdraw", "person", req->user->id, NULL);
	return redirect(req, "/account/profile?done=address-kept");
}

/* What is wrong with the words alone, before anything is proved. */
static void
profile_check(struct request *req, struct form *form, const struct account *account, const struct profile *typed)
{
	const struct account *other = *typed->email ? account_by_email(req->db, req, typed->email) : NULL;

	form_reject(form, "name", person_name_problem(req, "your", typed->name));
	if (!text_equal(typed->email, account->email))
		form_reject(form, "email", person_email_problem(req, "your", typed->email));
	if (other && other->id != account->id)
		form_reject(form, "email", "Somebody here has this email address already.");
}

struct response
profile_save(struct request *req)
{
	const struct account *account = account_find(req->db, req, req->user->id);
	bool with_code = authenticator_asks(req->db, req->user->id);
	struct profile typed = { .code = "" };
	struct form *form = form_read(req, fields_for(req, with_code), &typed);
	int64_t revision = request_revision(req);

	if (!account)
		return not_found(req);
	profile_check(req, form, account, &typed);
	if (form_ok(form))
		form_reject(form, "current_password", identity_problem(req, account, typed.password));
	if (form_ok(form) && with_code)
		form_reject(form, "code", code_problem(req, account, typed.code, NULL));
	if (!form_ok(form))
		return profile_answer(req, 422, form, revision);
	if (!account_rename(req->db, account->id, typed.name, revision))
		return conflict(req, "Your account was changed elsewhere since you opened this page. Nothing was saved now.");
	if (!text_equal(typed.name, account->name))
		audit_add(req->db, &req->actor, "person.name", "person", account->id, NULL);
	if (text_equal(typed.email, account->email))
		return address_keep(req);
	address_ask(req, account, typed.email);
	return redirect(req, "/account/profile?done=address");
}

static struct response
link_over(struct request *req)
{
	return refuse(req, 404, "This link was used already, has ended, or is not whole. Ask for the new address once more.");
}

struct response
address_page(struct request *req)
{
	const char *link = request_query(req, "link");
	const struct address_change *change = link ? address_change_by_link(req->db, req, link, req->now) : NULL;
	struct response answer;

	if (!change)
		return link_over(req);
	answer = show(req, 200, address_confirm_view(req, change, link));
	answer.cache = NO_STORE;
	return answer;
}

struct response
address_save(struct request *req)
{
	const char *link = request_field(req, "link");
	const struct address_change *change = link ? address_change_by_link(req->db, req, link, req->now) : NULL;

	if (!change)
		return link_over(req);
	if (!address_change_use(req->db, change, req->now))
		return conflict(req, "This address cannot be yours: somebody else has it by now, or yours was changed meanwhile.");
	audit_add(req->db, &req->actor, "address.change", "person", change->person_id, NULL);
	return req->user && req->user->id == change->person_id ? redirect(req, "/account?done=address-changed") : redirect(req, "/sign-in");
}
