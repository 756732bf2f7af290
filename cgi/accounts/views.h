/* How one's own account looks. */
#ifndef ACCOUNTS_VIEWS_H
#define ACCOUNTS_VIEWS_H

#include "accounts/store.h"
#include "view/view.h"
#include "web/web.h"

struct view *account_show_view(struct request *req, const struct account *account);

#endif
