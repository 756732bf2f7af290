/* Fills the pages of one's own name and address. */
#include "accounts/views_profile.h"

struct view *
account_profile_view(struct request *req, const struct form *form, int64_t revision, const struct address_change *open, bool with_code)
{
	struct view *view = page(req, TPL_ACCOUNT_PROFILE, "Your name and address");

	crumb_fill(view, account_profile_CRUMB_TRAIL, "/account", "Your account");
	form_fill(view, form);
	form_errors_fill(view, account_profile_FORM_ERRORS, form);
	form_hidden_fill(view, account_profile_FORM_HIDDEN, revision);
	view_show_if(view, account_profile_WITH_CODE, with_code);
	if (!open)
		return view;
	view_show(view, account_profile_IS_WAITING);
	view_text(view, account_profile_NEW_EMAIL, open->new_email);
	when_fill(view, account_profile_END_STAMP, account_profile_END_WORDS, req, open->expires_at);
	return view;
}

struct view *
address_confirm_view(struct request *req, const struct address_change *change, const char *link)
{
	struct view *view = gate_page(req, TPL_ADDRESS_CONFIRM, "Confirm your new address");

	view_text(view, address_confirm_OLD_EMAIL, change->old_email);
	view_text(view, address_confirm_NEW_EMAIL, change->new_email);
	view_text(view, address_confirm_LINK_TOKEN, link);
	req->wire.shows_form = true;
	return view;
}
