/* Coming in, going out, and one's own account. */
#ifndef ACCOUNTS_PAGES_H
#define ACCOUNTS_PAGES_H

#include "web/web.h"

handler sign_in_page, sign_in, sign_out, account_page;
handler password_page, password_save;
handler settings_page, settings_change;
handler sessions_page, session_end_one, session_end_others;
handler tokens_page, token_save, token_revoke;

#endif
