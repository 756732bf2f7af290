/* How the pages of one's own name and address look. */
#ifndef ACCOUNTS_VIEWS_PROFILE_H
#define ACCOUNTS_VIEWS_PROFILE_H

#include "accounts/views.h"

/* `open` is a new address that waits to be confirmed, or NULL. */
struct view *account_profile_view(struct request *req, const struct form *form, int64_t revision, const struct address_change *open,
    bool with_code);

/* The page behind the link to a new address. */
struct view *address_confirm_view(struct request *req, const struct address_change *change, const char *link);

#endif
