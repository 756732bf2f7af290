/* Fills the pages of one's own account. */
#include "accounts/views.h"

#include "auth/mail_wish.h"
#include "base/days.h"
#include "base/text.h"

void
crumb_add(struct view *trail, const char *href, const char *label)
{
	struct view *row = view_row(trail, crumb_trail_CRUMB_ROW);

	view_text(row, crumb_trail_CRUMB_HREF, href);
	view_text(row, crumb_trail_CRUMB_LABEL, label);
}

struct view *
crumb_fill(struct view *view, enum marker at, const char *href, const char *label)
{
	struct view *trail = view_part(view, at, TPL_CRUMB_TRAIL);

	crumb_add(trail, href, label);
	return trail;
}

static void
role(struct view *view, bool has, const char *words)
{
	if (has)
		view_text(view_row(view, account_show_ROLE_ROW), account_show_ROLE_WORDS, words);
}

struct view *
account_show_view(struct request *req, const struct account *a)
{
	struct view *view = page(req, TPL_ACCOUNT_SHOW, "Your account");

	view_text(view, account_show_USER_NAME, a->name);
	view_text(view, account_show_USER_EMAIL, a->email);
	view_text(view, account_show_USER_TEAM, team_label(a->team));
	view_show_if(view, account_show_BY_MARKETING, a->team == TEAM_MARKETING);
	view_show_if(view, account_show_BY_SALES, a->team == TEAM_SALES);
	role(view, a->team != TEAM_OBSERVER, text_format(req, "Member of %s", team_label(a->team)));
	role(view, a->team == TEAM_OBSERVER, "Observer: reads everything, changes nothing");
	role(view, a->is_signatory, text_format(req, "Signatory: signs and objects for %s", team_label(a->team)));
	role(view, a->is_point_person, "Point person");
	role(view, a->is_administrator, "Administrator: people and settings");
	view_show_if(view, account_show_IS_ADMINISTRATOR, a->is_administrator);
	view_text(view, account_show_SINCE_STAMP, instant_print(req, a->created_at));
	view_text(view, account_show_SINCE_WORDS, day_long(req, day_of(a->created_at, req->user->time_zone)));
	return view;
}

struct view *
account_password_view(struct request *req, const struct form *form)
{
	struct view *view = page(req, TPL_ACCOUNT_PASSWORD, "Change your password");

	crumb_fill(view, account_password_CRUMB_TRAIL, "/account", "Your account");
	form_fill(view, form);
	form_errors_fill(view, account_password_FORM_ERRORS, form);
	view_text(view, account_password_USER_EMAIL, req->user->email);
	return view;
}

struct view *
account_settings_view(struct request *req, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_ACCOUNT_SETTINGS, "Your settings");

	crumb_fill(view, account_settings_CRUMB_TRAIL, "/account", "Your account");
	form_fill(view, form);
	form_errors_fill(view, account_settings_FORM_ERRORS, form);
	form_hidden_fill(view, account_settings_FORM_HIDDEN, revision);
	view_show_if(view, account_settings_HAS_TEAM, req->user->team != TEAM_OBSERVER);
	return view;
}

struct view *
mail_off_view(struct request *req, const char *query, int kind, bool done)
{
	struct view *view = gate_page(req, TPL_MAIL_OFF, done ? "This mail is stopped" : "Stop this mail?");

	view_show(view, done ? mail_off_IS_DONE : mail_off_IS_ASKED);
	view_text(view, mail_off_KIND_WORDS, mail_kind_words(kind));
	view_format(view, mail_off_OFF_PATH, "/account/mail-off?%s", query);
	req->wire.shows_form = !done;
	return view;
}
