/* One's own sessions and tokens. */
#include "accounts/pages_code.h"
#include "accounts/rules.h"
#include "accounts/views.h"
#include "auth/audit.h"
#include "auth/session.h"
#include "base/conf.h"
#include "base/text.h"
#include "data/db.h"
#include "web/origin.h"

#include <talloc.h>

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
	if (req->id != req->session->id) {
		address_change_end(req->db, req->user->id, req->now);	/* that browser may have asked for it */
		return answer;
	}
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
	const char *password, *code;
};

enum { NAME_AT, SCOPE_AT, LIFE_AT, PASSWORD_AT, CODE_AT };

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
	[NAME_AT] = { .name = "name", .label = "What is it for?", .kind = FIELD_TEXT, .at = account_tokens_NAME_FIELD,
	    .into = offsetof(struct token_wish, name), .most = 80, .hint = "The program that will use it, such as the nightly export." },
	[SCOPE_AT] = { .name = "scope", .label = "What may it do?", .kind = FIELD_RADIO, .at = account_tokens_SCOPE_FIELD,
	    .into = offsetof(struct token_wish, scope), .required = true, .options = scope_options },
	[LIFE_AT] = { .name = "life", .label = "How long does it work?", .kind = FIELD_SELECT, .at = account_tokens_LIFE_FIELD,
	    .into = offsetof(struct token_wish, life), .required = true, .options = life_options },
	[PASSWORD_AT] = { .name = "current_password", .label = "Your password", .kind = FIELD_PASSWORD, .at = account_tokens_PASSWORD_FIELD,
	    .into = offsetof(struct token_wish, password), .required = true, .hint = "So that nobody else does this while you are away." },
	[CODE_AT] = { .name = "code", .label = "Code that the app shows, or a recovery code", .kind = FIELD_TEXT,
	    .at = account_tokens_CODE_FIELD, .into = offsetof(struct token_wish, code), .most = 80, .required = true },
	{ 0 }
};

/* Who has no authenticator is asked for no code. */
static const struct field *
fields_for(struct request *req, bool with_code)
{
	struct field *fields = memory_need(talloc_memdup(req, token_fields, sizeof token_fields));

	if (!with_code)
		fields[CODE_AT] = (struct field){ 0 };
	return fields;
}

static struct response
tokens_answer(struct request *req, int status, const struct form *form, bool with_code)
{
	size_t count;
	const struct key *keys = keys_of(req->db, req, req->user->id, req->now, &count);
	struct view *view = account_tokens_view(req, form, keys, count, with_code);

	page_notice(view, done_words(req));
	return show(req, status, view);
}

struct response
tokens_page(struct request *req)
{
	struct token_wish blank = { .name = "", .scope = 0, .life = LIFE_QUARTER, .password = "", .code = "" };
	bool with_code = authenticator_asks(req->db, req->user->id);

	return tokens_answer(req, 200, form_show(req, fields_for(req, with_code), &blank), with_code);
}

/* What keeps the token from being made; the proofs are asked for last, as they are used up. */
static void
token_check(struct request *req, struct form *form, const struct token_wish *typed, bool with_code)
{
	const struct account *account = account_find(req->db, req, req->user->id);
	size_t live;

	keys_of(req->db, req, req->user->id, req->now, &live);
	form_reject(form, "name", token_name_problem(req, typed->name));
	form_reject(form, NULL, token_count_problem(req, (int64_t)live));
	if (form_ok(form))
		form_reject(form, "current_password", identity_problem(req, account, typed->password));
	if (form_ok(form) && with_code)
		form_reject(form, "code", code_problem(req, account, typed->code, NULL));
}

/*
 * The one POST that answers with a page: the token is shown here and nowhere else, so there is no address to lead to.
 * The form's key makes the token, so that sending the form again shows the same one and makes no second; without another
 * proof for a few minutes only.
 */
struct response
token_save(struct request *req)
{
	bool with_code = authenticator_asks(req->db, req->user->id);
	struct token_wish typed = { .code = "" };
	struct form *form = form_read(req, fields_for(req, with_code), &typed);
	struct response answer;
	int64_t expires;
	char token[TOKEN_TEXT + 4];

	api_token_text(req->conf->secret, req->user->id, req->wire.key, token);
	if (!form_ok(form) || !key_is_new(req->db, req->user->id, token, req->now))
		token_check(req, form, &typed, with_code);
	if (!form_ok(form))
		return tokens_answer(req, 422, form, with_code);
	expires = typed.life ? req->now + typed.life * (int64_t)86400 : 0;
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
