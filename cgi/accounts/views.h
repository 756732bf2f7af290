/* How the pages of people and accounts look. */
#ifndef ACCOUNTS_VIEWS_H
#define ACCOUNTS_VIEWS_H

#include "accounts/store.h"
#include "view/view.h"
#include "web/form.h"
#include "web/web.h"

struct view *account_show_view(struct request *req, const struct account *account);

/* The way up from a page below another: "Your account". Returns the trail, for what stands between: crumb_add(). */
struct view *crumb_fill(struct view *view, enum marker at, const char *href, const char *label);
void crumb_add(struct view *trail, const char *href, const char *label);

/* An instant by the reader's clock, for a <time>. */
void when_fill(struct view *view, enum marker stamp, enum marker words, struct request *req, int64_t instant);

struct view *account_password_view(struct request *req, const struct form *form);
struct view *account_settings_view(struct request *req, const struct form *form, int64_t revision);
/* A kind of mail is to be stopped, or is; `query` is what proves it. */
struct view *mail_off_view(struct request *req, const char *query, int kind, bool done);

struct view *account_watched_view(struct request *req, const struct watched *list, size_t count);
struct view *account_sessions_view(struct request *req, const struct seat *seats, size_t count);
struct view *account_tokens_view(struct request *req, const struct form *form, const struct key *keys, size_t count, bool with_code);

/* The one time that a token is shown. */
struct view *account_token_made_view(struct request *req, const char *name, const char *token);

#endif
