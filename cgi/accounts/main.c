/* Accounts: who may come in, and as whom. */
#include "accounts/pages.h"
#include "auth/password.h"

static const struct route routes[] = {
	{ GET,  "/sign-in",  sign_in_page, ANYONE, 0 },
	{ POST, "/sign-in",  sign_in,      ANYONE, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/sign-in/code", sign_in_code_page, ANYONE, 0 },
	{ POST, "/sign-in/code", sign_in_code, ANYONE, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/sign-in/password", entry_page, ANYONE, 0 },
	{ POST, "/sign-in/password", entry_save, ANYONE, UNKEYED },
	{ GET,  "/sign-in/tour", tour_page,  ANYONE, 0 },
	{ POST, "/sign-in/tour", tour_enter, ANYONE, UNKEYED },
	{ POST, "/sign-out", sign_out,     PERSON, UNKEYED },
	{ GET,  "/account",  account_page, PERSON, 0 },
	{ GET,  "/account/password", password_page, PERSON, 0 },
	{ POST, "/account/password", password_save, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/account/authenticator", authenticator_page, PERSON, 0 },
	{ POST, "/account/authenticator", authenticator_start, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ POST, "/account/authenticator/confirmation", authenticator_confirmation, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/account/authenticator/codes", recovery_page, PERSON, 0 },
	{ POST, "/account/authenticator/codes", recovery_save, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/account/authenticator/end", authenticator_end_page, PERSON, 0 },
	{ POST, "/account/authenticator/end", authenticator_end_own, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/account/profile", profile_page, PERSON, 0 },
	{ POST, "/account/profile", profile_save, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ GET,  "/account/address", address_page, ANYONE, 0 },
	{ POST, "/account/address", address_save, ANYONE, UNKEYED },
	{ GET,  "/account/settings", settings_page, PERSON, 0 },
	{ POST, "/account/settings", settings_change, PERSON, 0 },
	{ GET,  "/account/watched", watched_page, PERSON, 0 },
	{ POST, "/account/watched/:id/end", watch_end_one, PERSON, 0 },
	{ GET,  "/account/mail-off", mail_off_page, ANYONE, 0 },
	{ POST, "/account/mail-off", mail_off, ANYONE, UNKEYED | KEEPS_REFUSAL | PROVES_ITSELF },
	{ GET,  "/account/sessions", sessions_page, PERSON, 0 },
	{ POST, "/account/sessions/end", session_end_others, PERSON, UNKEYED },
	{ POST, "/account/sessions/:id/end", session_end_one, PERSON, UNKEYED },
	{ GET,  "/account/tokens", tokens_page, PERSON, 0 },
	{ POST, "/account/tokens", token_save, PERSON, UNKEYED | KEEPS_REFUSAL },
	{ POST, "/account/tokens/:id/revocation", token_revoke, PERSON, UNKEYED },
	{ GET,  "/setup", setup_page, ANYONE, 0 },
	{ POST, "/setup", setup_save, ANYONE, UNKEYED },
	{ GET,  "/organisation", organisation_page, ADMINISTRATOR, 0 },
	{ POST, "/organisation", organisation_save, ADMINISTRATOR, 0 },
	{ GET,  "/audit", audit_page, ADMINISTRATOR, 0 },
	{ GET,  "/people", people_page, PERSON, 0 },
	{ GET,  "/people/new", person_new, ADMINISTRATOR, 0 },
	{ POST, "/people", person_add, ADMINISTRATOR, 0 },
	{ GET,  "/people/:id", person_page, PERSON, 0 },
	{ GET,  "/people/:id/edit", person_edit_page, ADMINISTRATOR, 0 },
	{ POST, "/people/:id", person_change, ADMINISTRATOR, 0 },
	{ POST, "/people/:id/roles", person_roles, ADMINISTRATOR, 0 },
	{ POST, "/people/:id/link", person_link, ADMINISTRATOR, 0 },
	{ POST, "/people/:id/authenticator/end", person_code_end, ADMINISTRATOR, 0 },
	{ POST, "/people/:id/disabling", person_disable, ADMINISTRATOR, 0 },
	{ POST, "/people/:id/enabling", person_enable, ADMINISTRATOR, 0 },
	{ POST, "/people/:id/signatory", signatory_give, SIGNATORY | ADMINISTRATOR, 0 },
	{ POST, "/people/:id/signatory/end", signatory_take, SIGNATORY, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	bool stale;

	password_verify(NULL, "", &stale);	/* makes the hash that unknown people are compared with */
	return web_main(argc, argv, "accounts", routes);
}
