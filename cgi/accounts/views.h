/* How the pages of people and accounts look. */
#ifndef ACCOUNTS_VIEWS_H
#define ACCOUNTS_VIEWS_H

#include "accounts/store.h"
#include "view/view.h"
#include "web/form.h"
#include "web/web.h"

struct view *account_show_view(struct request *req, const struct account *account);

/* The way up from a page below another: "Your account". */
void crumb_fill(struct view *view, enum marker at, const char *href, const char *label);

struct view *account_password_view(struct request *req, const struct form *form);

#endif
