/* One's own sessions and tokens. */
#include "accounts/pages_parts.h"
#include "accounts/rules.h"
#include "accounts/views.h"
#include "auth/audit.h"
#include "auth/session.h"
#include "base/conf.h"
#include "base/text.h"
#include "data/db.h"
#include "web/origin.h"

struct response
sessions_page(struct request *req)
{
	size_t count;
	const struct seat *seats = seats_of(req->db, req, req->user->id, req->now, &count);
	struct view *view = account_sessions_view(req, seats, count);

	page_notice(view, done_words(req));
	return show(req, 200, view);
}

struct response
session_end_one(struct request *req)
{
	struct response answer = redirect(req, "/account/sessions?done=ended");

	if (!seat_end(req->db, req->user->id, req->id, req->now))
		return not_found(req);
	audit_add(req->db, &req->actor, "session.end", "session", req->id, NULL);
	if (req->id != req->session->id)
		return answer;
	answer = redirect(req, "/sign-in");
	answer.cookie[0] = cookie_set(req, cookie_session(req), NULL);
	answer.clear_site_data = true;
	return answer;
}

struct response
session_end_others(struct request *req)
{
	session_end_all(req->db, req->user->id, req->session->id, req->now);
	address_change_end(req->db, req->user->id, req->now);
	audit_add(req->db, &req->actor, "session.end_others", "person", req->user->id, NULL);
	return redirect(req, "/account/sessions?done=others");
}

enum life { LIFE_QUARTER = 90, LIFE_YEAR = 365, LIFE_OPEN = 0 };	/* days */

struct token_wish {
	const char *name;
	int scope, life;
};

static const struct option scope_options[] = {
	{ "read", "Read", "Sees what you see, changes nothing.", 0 },
	{ "write", "Read and write", "Does what you may do, in your name.", 1 },
	{ 0 }
};

static const struct option life_options[] = {
	{ "90", "90 days", NULL, LIFE_QUARTER },
	{ "365", "A year", NULL, LIFE_YEAR },
	{ "open", "Until I revoke it", NULL, LIFE_OPEN },
	{ 0 }
};

static const struct field token_fields[] = {
	{ .name = "name", .label = "What is it for?", .kind = FIELD_TEXT, .at = account_tokens_NAME_FIELD,
	    .into = offsetof(struct token_wish, name), .most = 80, .hint = "The program that will use it, such as the nightly export." },
	{ .name = "scope", .label = "What may it do?", .kind = FIELD_RADIO, .at = account_tokens_SCOPE_FIELD,
	    .into = offsetof(struct token_wish, scope), .required = true, .options = scope_options },
	{ .name = "life", .label = "How long does it work?", .kind = FIELD_SELECT, .at = account_tokens_LIFE_FIELD,
	    .into = offsetof(struct token_wish, life), .required = true, .options = life_options },
	{ 0 }
};

static struct response
tokens_answer(struct request *req, int status, const struct form *form)
{
	size_t count;
	const struct key *keys = keys_of(req->db, req, req->user->id, req->now, &count);
	struct view *view = account_tokens_view(req, form, keys, count);

	page_notice(view, done_words(req));
	return show(req, status, view);
}

struct response
tokens_page(struct request *req)
{
	struct token_wish blank = { .name = "", .scope = 0, .life = LIFE_QUARTER };

	return tokens_answer(req, 200, form_show(req, token_fields, &blank));
}

/*
 * The one POST that answers with a page: the token is shown here and nowhere else, so there is no address to lead to.
 * The form's key makes the token, so that sending the form again shows the same one and makes no second.
 */
struct response
token_save(struct request *req)
{
	struct token_wish typed;
	struct form *form = form_read(req, token_fields, &typed);
	struct response answer;
	size_t live;
	int64_t expires;
	char token[TOKEN_TEXT + 4];

	keys_of(req->db, req, req->user->id, req->now, &live);
	form_reject(form, "name", token_name_problem(req, typed.name));
	form_reject(form, NULL, token_count_problem(req, (int64_t)live));
	if (!form_ok(form))
		return tokens_answer(req, 422, form);
	expires = typed.life ? req->now + typed.life * (int64_t)86400 : 0;
	api_token_text(req->conf->secret, req->user->id, req->wire.key, token);
	if (api_token_keep(req->db, req->user->id, typed.name, scope_options[typed.scope].value, expires, req->now, token))
		audit_add(req->db, &req->actor, "token.create", "person", req->user->id, scope_options[typed.scope].value);
	answer = show(req, 200, account_token_made_view(req, typed.name, token));
	answer.cache = NO_STORE;
	return answer;
}

struct response
token_revoke(struct request *req)
{
	if (!key_revoke(req->db, req->user->id, req->id, req->now))
		return not_found(req);
	audit_add(req->db, &req->actor, "token.revoke", "token", req->id, NULL);
	return redirect(req, "/account/tokens?done=revoked");
}
