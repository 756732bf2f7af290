/* Fills the pages of one's own sessions and tokens. */
#include "accounts/views.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

void
when_fill(struct view *view, enum marker stamp, enum marker words, struct request *req, int64_t instant)
{
	view_text(view, stamp, instant_print(req, instant));
	view_text(view, words, instant_short(req, instant, req->user->time_zone));
}

struct view *
account_sessions_view(struct request *req, const struct seat *seats, size_t count)
{
	struct view *view = page(req, TPL_ACCOUNT_SESSIONS, "Your browsers");

	crumb_fill(view, account_sessions_CRUMB_TRAIL, "/account", "Your account");
	for (size_t i = 0; i < count; i++) {
		const struct seat *s = &seats[i];
		struct view *row = view_row(view, account_sessions_SESSION_ROW);

		view_text(row, account_sessions_BROWSER_WORDS, *s->browser ? s->browser : "A browser");
		when_fill(row, account_sessions_SINCE_STAMP, account_sessions_SINCE_WORDS, req, s->created_at);
		when_fill(row, account_sessions_SEEN_STAMP, account_sessions_SEEN_WORDS, req, s->seen_at);
		view_number(row, account_sessions_SESSION_ID, s->id);
		view_show(row, s->id == req->session->id ? account_sessions_IS_HERE : account_sessions_IS_ELSEWHERE);
	}
	view_show_if(view, account_sessions_HAS_OTHERS, count > 1);
	view_show_if(view, account_sessions_NO_OTHERS, count <= 1);
	return view;
}

static void
key_fill(struct view *row, struct request *req, const struct key *k)
{
	view_text(row, account_tokens_TOKEN_NAME, k->name);
	view_text(row, account_tokens_SCOPE_WORDS, k->scope ? "Reads and writes" : "Reads");
	when_fill(row, account_tokens_MADE_STAMP, account_tokens_MADE_WORDS, req, k->created_at);
	view_show(row, k->used_at ? account_tokens_WAS_USED : account_tokens_NEVER_USED);
	if (k->used_at)
		when_fill(row, account_tokens_USED_STAMP, account_tokens_USED_WORDS, req, k->used_at);
	if (k->expires_at) {
		view_show(row, account_tokens_HAS_END);
		when_fill(row, account_tokens_END_STAMP, account_tokens_END_WORDS, req, k->expires_at);
	}
	view_number(row, account_tokens_TOKEN_ID, k->id);
}

struct view *
account_tokens_view(struct request *req, const struct form *form, const struct key *keys, size_t count)
{
	struct view *view = page(req, TPL_ACCOUNT_TOKENS, "Your tokens for programs");

	crumb_fill(view, account_tokens_CRUMB_TRAIL, "/account", "Your account");
	form_fill(view, form);
	form_errors_fill(view, account_tokens_FORM_ERRORS, form);
	view_show(view, count ? account_tokens_HAS_TOKENS : account_tokens_NO_TOKENS);
	for (size_t i = 0; i < count; i++)
		key_fill(view_row(view, account_tokens_TOKEN_ROW), req, &keys[i]);
	return view;
}

struct view *
account_token_made_view(struct request *req, const char *name, const char *token)
{
	struct view *view = page(req, TPL_ACCOUNT_TOKEN_MADE, "Copy your new token");

	crumb_fill(view, account_token_made_CRUMB_TRAIL, "/account/tokens", "Your tokens for programs");
	view_text(view, account_token_made_TOKEN_NAME, name);
	view_text(view, account_token_made_TOKEN_TEXT, text_copy(req, token));
	return view;
}
