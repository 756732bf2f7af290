/* The page behind a link: a person chooses their password and is in. */
#include "accounts/pages_code.h"
#include "accounts/views_people.h"
#include "auth/audit.h"
#include "auth/password.h"
#include "auth/session.h"
#include "data/db.h"

#include <string.h>

struct choice {
	const char *fresh, *again;
};

static const struct field entry_fields[] = {
	{ .name = "new_password", .label = "New password", .kind = FIELD_NEW_PASSWORD, .at = entry_show_NEW_FIELD,
	    .into = offsetof(struct choice, fresh), .required = true,
	    .hint = "12 to 128 characters. Four words that do not belong together are good. Spaces count." },
	{ .name = "new_password_again", .label = "New password, once more", .kind = FIELD_NEW_PASSWORD,
	    .at = entry_show_AGAIN_FIELD, .into = offsetof(struct choice, again) },
	{ 0 }
};

static struct account *
invited(struct request *req, const char *link)
{
	int64_t id = link ? entry_link_person(req->db, link, req->now) : 0;

	return id ? account_find(req->db, req, id) : NULL;
}

static struct response
link_over(struct request *req)
{
	return refuse(req, 404, "This link was used already, has ended, or is not whole. Ask your administrator for a new one.");
}

static struct response
entry_answer(struct request *req, int status, const struct account *account, const char *link, const struct form *form)
{
	size_t tokens;
	struct response answer;

	keys_of(req->db, req, account->id, req->now, &tokens);
	answer = show(req, status, entry_show_view(req, account, tokens, calendar_feed_kept(req->db, account->id), link, form));

	answer.cache = NO_STORE;
	return answer;
}

struct response
entry_page(struct request *req)
{
	const char *link = request_query(req, "link");
	const struct account *account = invited(req, link);

	return account ? entry_answer(req, 200, account, link, form_show(req, entry_fields, NULL)) : link_over(req);
}

struct response
entry_save(struct request *req)
{
	const char *link = request_field(req, "link"), *hash;
	const struct account *account = invited(req, link);
	struct choice typed;
	struct form *form = form_read(req, entry_fields, &typed);

	if (!account)
		return link_over(req);
	if (*typed.fresh)
		form_reject(form, "new_password", password_problem(req, typed.fresh, (const char *const[]){
		    organisation_name(req->db, req), account->name, account->email, NULL }));
	if (form_ok(form) && strcmp(typed.fresh, typed.again) != 0)
		form_reject(form, "new_password_again", "The two new passwords differ. Type the same one twice.");
	if (!form_ok(form))
		return entry_answer(req, 422, account, link, form);
	hash = password_hash(req, typed.fresh);
	if (!hash)
		return refuse(req, 503, NULL);
	if (!entry_link_use(req->db, link, req->now))
		return link_over(req);
	account_password_set(req->db, account->id, hash);
	tickets_end(req->db, account->id);
	address_change_end(req->db, account->id, req->now);
	session_end_all(req->db, account->id, 0, req->now);
	req->actor.person_id = account->id;
	req->actor.team = account->team;
	audit_add(req->db, &req->actor, "password.set", "person", account->id, "link");
	api_tokens_revoke(req->db, &req->actor, account->id);
	calendar_feed_revoke(req->db, &req->actor, account->id);
	return enter(req, account, "/");
}
