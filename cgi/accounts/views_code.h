/* How the pages of codes look. */
#ifndef ACCOUNTS_VIEWS_CODE_H
#define ACCOUNTS_VIEWS_CODE_H

#include "accounts/store_code.h"
#include "accounts/views.h"

/* The page between the password and being in. `on_paper`: it asks for a recovery code. */
struct view *sign_in_code_view(struct request *req, const char *next, bool on_paper, const char *problem);

/* One's own: `on` when it is on, else `seed` when it is begun, else neither. */
struct view *account_authenticator_view(struct request *req, const struct authenticator *on, const unsigned char *seed,
    const struct form *form);

/* Password and code once more: to turn it off, or to get other recovery codes. */
struct view *account_authenticator_proof_view(struct request *req, bool ending, const struct form *form);

/* The one time that recovery codes are shown. */
struct view *account_recovery_codes_view(struct request *req, const char *const codes[RECOVERY_CODES]);

#endif
