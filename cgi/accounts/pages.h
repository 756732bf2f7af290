/* Coming in, going out, and one's own account. */
#ifndef ACCOUNTS_PAGES_H
#define ACCOUNTS_PAGES_H

#include "web/web.h"

handler sign_in_page, sign_in, sign_out, account_page;
handler password_page, password_save;
handler sign_in_code_page, sign_in_code;
handler authenticator_page, authenticator_start, authenticator_confirmation;
handler recovery_page, recovery_save, authenticator_end_page, authenticator_end_own;
handler profile_page, profile_save, address_page, address_save;
handler mail_off_page, mail_off;
handler settings_page, settings_change;
handler sessions_page, session_end_one, session_end_others;
handler tokens_page, token_save, token_revoke;
handler watched_page, watch_end_one;
handler people_page, person_page, person_new, person_add, person_roles, person_link, person_disable, person_enable;
handler person_code_end, person_edit_page, person_change;
handler signatory_give, signatory_take;
handler audit_page;
handler organisation_page, organisation_save;
handler setup_page, setup_save;
handler entry_page, entry_save;
handler tour_page, tour_enter;

#endif
