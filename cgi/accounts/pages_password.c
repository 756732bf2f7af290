/* Changing one's own password. */
#include "accounts/pages_code.h"

#include "accounts/rules.h"
#include "accounts/store.h"
#include "accounts/views.h"
#include "auth/audit.h"
#include "auth/guess.h"
#include "auth/password.h"
#include "auth/session.h"
#include "base/conf.h"
#include "base/text.h"
#include "web/origin.h"

#include <string.h>

struct password_change {
	const char *current, *fresh, *again;
};

static const struct field password_fields[] = {
	{ .name = "current_password", .label = "Present password", .kind = FIELD_PASSWORD, .at = account_password_CURRENT_FIELD,
	    .into = offsetof(struct password_change, current), .required = true,
	    .hint = "So that nobody else changes it while you are away." },
	{ .name = "new_password", .label = "New password", .kind = FIELD_NEW_PASSWORD, .at = account_password_NEW_FIELD,
	    .into = offsetof(struct password_change, fresh), .required = true,
	    .hint = "12 to 128 characters. Four words that do not belong together are good. Spaces count." },
	{ .name = "new_password_again", .label = "New password, once more", .kind = FIELD_NEW_PASSWORD,
	    .at = account_password_AGAIN_FIELD, .into = offsetof(struct password_change, again) },
	{ 0 }
};

struct response
password_page(struct request *req)
{
	return show(req, 200, account_password_view(req, form_show(req, password_fields, NULL)));
}

const char *
identity_problem(struct request *req, const struct account *account, const char *password)
{
	struct guess guess = guess_from(req->conf->secret, account->email, params_get(req->cookies, cookie_known(req)),
	    req->wire.address);
	bool stale;

	if (guess_begin(req->db, &guess, req->now))
		return "There were too many wrong tries. Wait a quarter of an hour and try again.";
	if (password_verify(account->password_hash, password, &stale)) {
		guess_right(req->db, &guess);
		return NULL;
	}
	guess_wrong(req->db, &guess, req->now);
	audit_add(req->db, &req->actor, "password.refused", "person", account->id, NULL);
	return "This is not your present password. Type the one you signed in with.";
}

/* Another password, and with it a new session here and none elsewhere. */
struct response
password_save(struct request *req)
{
	struct account *account = account_find(req->db, req, req->user->id);
	struct password_change typed;
	struct form *form = form_read(req, password_fields, &typed);
	struct response answer;
	const char *hash = NULL;
	char token[TOKEN_TEXT];

	if (!account)
		return not_found(req);
	if (*typed.fresh)
		form_reject(form, "new_password", password_problem(req, typed.fresh, (const char *const[]){ req->session->organisation,
		    account->name, account->email, NULL }));
	if (form_ok(form) && strcmp(typed.fresh, typed.again) != 0)
		form_reject(form, "new_password_again", "The two new passwords differ. Type the same one twice.");
	if (form_ok(form))
		form_reject(form, "current_password", identity_problem(req, account, typed.current));
	if (form_ok(form) && strcmp(typed.fresh, typed.current) == 0)
		form_reject(form, "new_password", "This is the password you have. Choose another.");
	if (form_ok(form))
		hash = password_hash(req, typed.fresh);
	if (form_ok(form) && !hash)
		return refuse(req, 503, NULL);
	if (!form_ok(form))
		return show(req, 422, account_password_view(req, form));
	account_password_set(req->db, account->id, hash);
	tickets_end(req->db, account->id);
	session_end_all(req->db, account->id, 0, req->now);
	session_start(req->db, account->id, browser_words(req, req->user_agent), req->now, token);
	audit_add(req->db, &req->actor, "password.change", "person", account->id, NULL);
	answer = redirect(req, "/account?done=password");
	answer.cookie[0] = cookie_set(req, cookie_session(req), text_copy(req, token));
	return answer;
}
