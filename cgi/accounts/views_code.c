/* Fills the pages of authenticators and their codes. */
#include "accounts/views_code.h"

#include "auth/totp.h"
#include "base/text.h"
#include "view/qr.h"
#include "web/urlencode.h"

struct half {
	const char *code;
};

static const struct field by_app[] = {
	{ .name = "code", .label = "Code", .kind = FIELD_CODE, .at = sign_in_code_CODE_FIELD, .into = offsetof(struct half, code),
	    .hint = "Six digits, another every half minute." },
	{ 0 }
};
static const struct field by_paper[] = {
	{ .name = "recovery_code", .label = "Recovery code", .kind = FIELD_TEXT, .at = sign_in_code_CODE_FIELD,
	    .into = offsetof(struct half, code), .hint = "One of the ten you were given. Each works once." },
	{ 0 }
};

struct view *
sign_in_code_view(struct request *req, const char *next, bool on_paper, const char *problem)
{
	struct view *view = gate_page(req, TPL_SIGN_IN_CODE, on_paper ? "Enter a recovery code" : "Enter the code");
	struct form *form = form_show(req, on_paper ? by_paper : by_app, NULL);

	form_reject(form, on_paper ? "recovery_code" : "code", problem);
	form_fill(view, form);
	form_errors_fill(view, sign_in_code_FORM_ERRORS, form);
	view_text(view, sign_in_code_NEXT_PATH, next);
	view_show(view, on_paper ? sign_in_code_BY_PAPER : sign_in_code_BY_APP);
	view_format(view, sign_in_code_OTHER_HREF, "/sign-in/code?next=%s%s", url_encode(view, next), on_paper ? "" : "&with=recovery");
	req->wire.shows_form = true;
	return view;
}

/* The key in both shapes: for the camera and for fingers. */
static void
seed_fill(struct view *view, struct request *req, const unsigned char *seed)
{
	const char *organisation = req->session->organisation;
	int side;
	const char *path = qr_path(view, totp_address(view, seed, text_format(view, "Concord %s", organisation), req->user->email), &side);

	view_text(view, account_authenticator_SEED_TEXT, totp_seed_text(view, seed));
	if (!path)
		return;
	view_show(view, account_authenticator_HAS_PICTURE);
	view_text(view, account_authenticator_QR_PATH, path);
	view_number(view, account_authenticator_QR_SIDE, side + 8);
}

struct view *
account_authenticator_view(struct request *req, const struct authenticator *on, const unsigned char *seed, const struct form *form)
{
	struct view *view = page(req, TPL_ACCOUNT_AUTHENTICATOR, "Codes at sign-in");

	crumb_fill(view, account_authenticator_CRUMB_TRAIL, "/account", "Your account");
	form_errors_fill(view, account_authenticator_FORM_ERRORS, form);
	if (on) {
		view_show(view, account_authenticator_IS_ON);
		when_fill(view, account_authenticator_SINCE_STAMP, account_authenticator_SINCE_WORDS, req, on->confirmed_at);
		view_format(view, account_authenticator_LEFT_WORDS, "%lld of %d recovery codes left", (long long)on->codes_left, RECOVERY_CODES);
		view_show_if(view, account_authenticator_FEW_LEFT, on->codes_left <= 2);
		return view;
	}
	form_fill(view, form);
	view_text(view, account_authenticator_USER_EMAIL, req->user->email);
	view_show(view, seed ? account_authenticator_IS_BEGUN : account_authenticator_IS_OFF);
	if (seed)
		seed_fill(view, req, seed);
	return view;
}

struct view *
account_authenticator_proof_view(struct request *req, bool ending, const struct form *form)
{
	struct view *view = page(req, TPL_ACCOUNT_AUTHENTICATOR_PROOF, ending ? "Turn codes off" : "New recovery codes");

	crumb_fill(view, account_authenticator_proof_CRUMB_TRAIL, "/account/authenticator", "Codes at sign-in");
	form_fill(view, form);
	form_errors_fill(view, account_authenticator_proof_FORM_ERRORS, form);
	view_text(view, account_authenticator_proof_USER_EMAIL, req->user->email);
	view_text(view, account_authenticator_proof_PROOF_TITLE, ending ? "Turn codes off" : "New recovery codes");
	view_text(view, account_authenticator_proof_PROOF_WORDS, ending
	    ? "From then on your password alone opens your account. Recovery codes end as well."
	    : "You get ten new ones. Those you have now stop working.");
	view_text(view, account_authenticator_proof_PROOF_ACTION, ending ? "/account/authenticator/end" : "/account/authenticator/codes");
	view_text(view, account_authenticator_proof_PROOF_LABEL, ending ? "Turn codes off" : "Make new recovery codes");
	return view;
}

struct view *
account_recovery_codes_view(struct request *req, const char *const codes[RECOVERY_CODES])
{
	struct view *view = page(req, TPL_ACCOUNT_RECOVERY_CODES, "Keep these recovery codes");

	crumb_fill(view, account_recovery_codes_CRUMB_TRAIL, "/account/authenticator", "Codes at sign-in");
	for (size_t i = 0; i < RECOVERY_CODES; i++)
		view_text(view_row(view, account_recovery_codes_CODE_ROW), account_recovery_codes_CODE_TEXT, recovery_code_text(view, codes[i]));
	return view;
}
