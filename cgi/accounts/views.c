/* Fills the account page. */
#include "accounts/views.h"

#include "base/days.h"
#include "base/text.h"

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
	view_text(view, account_show_SINCE_STAMP, instant_print(req, a->created_at));
	view_text(view, account_show_SINCE_WORDS, day_long(req, day_of(a->created_at, req->user->time_zone)));
	return view;
}
