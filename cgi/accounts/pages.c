/* Sign-in and sign-out. */
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
#include "base/utf8.h"
#include "web/carry.h"
#include "web/origin.h"
#include "web/urlencode.h"

#include <string.h>

enum { KNOWN_LIFE = 180 * 86400,	/* seconds a browser stays known after a sign-in */
	GUESSES_AT_ONCE = 20 };	/* old ones that go with a wrong one */

const char *
way_back(const char *next)
{
	return next && path_is_local(next) && !text_starts(next, "/sign-") ? next : "/";
}

struct response
sign_in_page(struct request *req)
{
	if (req->user)
		return redirect(req, "%s", way_back(request_query(req, "next")));
	if (!people_exist(req->db))
		return redirect(req, "/setup");
	return gate(req, 200, NULL, NULL);
}

/* Too many wrong ones: nothing was looked at. The same words whether there is such a person or not. */
static struct response
slow_down(struct request *req, const char *email, int64_t until)
{
	long minutes = (long)((until - req->now + 59) / 60);
	struct response answer = gate(req, 429, email, text_format(req, "There were too many wrong tries. Try again in %ld minute%s, or"
	    " sign in with a browser you have signed in with before.", minutes, minutes == 1 ? "" : "s"));

	audit_add(req->db, &req->actor, "sign_in.slowed", NULL, 0, NULL);
	answer.retry_after = (int)(until - req->now);
	return answer;
}

/* The person with this password, or NULL; it takes the same time whether there is such a person or not. */
static struct account *
proved(struct request *req, const char *email, const char *password)
{
	struct account *account = *email ? account_by_email(req->db, req, email) : NULL;
	const char *fresh;
	bool stale, right = password_verify(account && !account->disabled ? account->password_hash : NULL, password, &stale);

	if (!account || !right || db_fate(req->db) != DB_FINE)
		return NULL;
	fresh = stale ? password_hash(req, password) : NULL;
	if (fresh)
		account_password_set(req->db, account->id, fresh);
	return account;
}

struct response
enter_proved(struct request *req, const struct account *account, const char *to)
{
	const char *known = params_get(req->cookies, cookie_known(req));
	struct guess guess = guess_from(req->conf->secret, account->email, known, NULL);
	struct response answer = redirect(req, "%s", to);
	char token[TOKEN_TEXT];

	if (req->session)
		session_end(req->db, req->session->id, req->now);
	req->actor.person_id = account->id;
	req->actor.team = account->team;
	session_start(req->db, account->id, browser_words(req, req->user_agent), req->now, token);
	audit_add(req->db, &req->actor, "sign_in", "person", account->id, NULL);
	answer.cookie[0] = cookie_set(req, cookie_session(req), text_copy(req, token));
	answer.cookie[1] = cookie_set(req, cookie_stranger(req), NULL);
	answer.cookie[2] = cookie_set_for(req, cookie_known(req),
	    guess.known ? known : guess_cookie(req, req->conf->secret, account->email), KNOWN_LIFE);
	if (params_get(req->cookies, cookie_ticket(req)))
		answer.cookie[3] = cookie_set(req, cookie_ticket(req), NULL);
	return answer;
}

struct response
enter(struct request *req, const struct account *account, const char *to)
{
	return authenticator_asks(req->db, account->id) ? halfway(req, account, to) : enter_proved(req, account, to);
}

/* Checks who it is, starts a session, and leads back to what was asked for or written. */
struct response
sign_in(struct request *req)
{
	const char *email = request_field(req, "email"), *password = request_field(req, "password"), *carried;
	struct account *account;
	struct guess guess;
	int64_t until;

	email = text_trim(req, email ? email : "");
	if (!password || utf8_length(password) > PASSWORD_MOST)
		password = "";
	guess = guess_from(req->conf->secret, email, params_get(req->cookies, cookie_known(req)), req->wire.address);
	until = *email && *password ? guess_begin(req->db, &guess, req->now) : 0;
	if (until)
		return slow_down(req, email, until);
	account = proved(req, email, password);
	if (!account) {
		guess_wrong(req->db, &guess, req->now);
		guesses_remove(req->db, req->now - GUESS_SPAN, GUESSES_AT_ONCE);
		audit_add(req->db, &req->actor, "sign_in.refused", NULL, 0, NULL);
		return gate(req, 401, email, "The email address or the password is not right. Check both and try again.");
	}
	guess_right(req->db, &guess);
	carried = carry_keep(req, account->id);
	return enter(req, account, carried ? carried : way_back(request_field(req, "next")));
}

struct response
sign_out(struct request *req)
{
	struct response answer = redirect(req, "/sign-in");

	session_end(req->db, req->session->id, req->now);
	audit_add(req->db, &req->actor, "sign_out", "person", req->user->id, NULL);
	answer.cookie[0] = cookie_set(req, cookie_session(req), NULL);
	answer.clear_site_data = true;
	return answer;
}

/* What was done, said on the page it leads to. */
static const struct { const char *key, *words; } done_table[] = {
	{ "settings", "Saved." },
	{ "organisation", "Saved." },
	{ "zone", "Saved. Days and months are being counted anew by the new zone." },
	{ "setup", "Concord is set up, and you are signed in. Send the other signatory the link below." },
	{ "invited", "Added. Send them the link below: it lets them choose a password." },
	{ "linked", "Here is a new link. Earlier ones no longer work." },
	{ "roles", "Saved." },
	{ "disabled", "Disabled, and signed out everywhere. Their tokens and their calendar address are ended." },
	{ "enabled", "Enabled again. They make new tokens and a new calendar address themselves." },
	{ "given", "Now a signatory of the team." },
	{ "asked", "Asked for. A signatory of the other team has to confirm it." },
	{ "taken", "No longer a signatory of the team." },
	{ "others", "Every other browser is signed out." },
	{ "ended", "That browser is signed out." },
	{ "revoked", "The token is revoked. Programs that use it are refused from now on." },
	{ "address", "A link was sent to the new address. Open it there: until then nothing changes." },
	{ "address-kept", "Saved. You keep your present address: the link to the other one no longer works." },
	{ "address-changed", "Your address is changed." },
	{ "moved", "Saved. They sign in anew, as one of their new team." },
	{ "code-off", "Codes are off. Your password alone opens your account." },
	{ "code-ended", "Codes are off for this person. They are told by mail." },
	{ "unwatched", "You do not watch it any more." },
	{ "password", "Your password is changed, and every other browser is signed out." },
};

const char *
done_words(const struct request *req)
{
	const char *key = request_query(req, "done");

	for (size_t i = 0; key && i < sizeof done_table / sizeof *done_table; i++)
		if (text_equal(done_table[i].key, key))
			return done_table[i].words;
	return NULL;
}

struct response
account_page(struct request *req)
{
	struct account *account = account_find(req->db, req, req->user->id);
	struct view *view;

	if (!account)
		return not_found(req);
	view = account_show_view(req, account);
	page_notice(view, done_words(req));
	return show(req, 200, view);
}
