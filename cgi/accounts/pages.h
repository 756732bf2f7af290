/* Coming in, going out, and one's own account. */
#ifndef ACCOUNTS_PAGES_H
#define ACCOUNTS_PAGES_H

#include "web/web.h"

handler sign_in_page, sign_in, sign_out, account_page;
handler password_page, password_save;

#endif
