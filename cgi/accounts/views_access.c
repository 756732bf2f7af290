/* Fills the pages of one's own sessions and tokens. */
#include "accounts/views.h"

#include "auth/session.h"
#include "auth/watch.h"
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

static const char *
watched_href(const void *ctx, const struct watched *w)
{
	if (w->kind == WATCH_TERM)
		return text_format(ctx, "/glossary/%s", w->slug);
	return w->kind == WATCH_LEAD ? text_format(ctx, "/leads/%lld", (long long)w->subject_id) : "/sla";
}

struct view *
account_watched_view(struct request *req, const struct watched *list, size_t count)
{
	static const char *const kinds[] = { [WATCH_TERM] = "Term", [WATCH_AGREEMENT] = "Every version and its promises", [WATCH_LEAD] = "Lead" };
	struct view *view = page(req, TPL_ACCOUNT_WATCHED, "What you watch"), *all;

	crumb_fill(view, account_watched_CRUMB_TRAIL, "/account", "Your account");
	all = view_row(view, count ? account_watched_HAS_WATCHED : account_watched_NO_WATCHED);
	for (size_t i = 0; i < count; i++) {
		const struct watched *w = &list[i];
		struct view *row = view_row(all, account_watched_WATCHED_ROW);

		view_text(row, account_watched_WATCHED_HREF, watched_href(row, w));
		view_text(row, account_watched_WATCHED_NAME, w->kind == WATCH_AGREEMENT ? "The agreement" : w->name ? w->name
		    : text_format(row, "Lead %lld", (long long)w->subject_id));
		view_text(row, account_watched_KIND_LABEL, kinds[w->kind]);
		when_fill(row, account_watched_SINCE_STAMP, account_watched_SINCE_WORDS, req, w->since);
		view_number(row, account_watched_WATCH_ID, w->id);
	}
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
account_tokens_view(struct request *req, const struct form *form, const struct key *keys, size_t count, bool with_code)
{
	struct view *view = page(req, TPL_ACCOUNT_TOKENS, "Your tokens for programs");

	crumb_fill(view, account_tokens_CRUMB_TRAIL, "/account", "Your account");
	form_fill(view, form);
	form_errors_fill(view, account_tokens_FORM_ERRORS, form);
	view_show_if(view, account_tokens_WITH_CODE, with_code);
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
