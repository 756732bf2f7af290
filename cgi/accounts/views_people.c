/* Fills the pages about other people, and the page behind a link. */
#include "accounts/views_people.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

/* "Signatory, point person" or "Member". */
static const char *
roles_words(const void *ctx, const struct member *m)
{
	const char *parts[4] = { NULL };
	size_t n = 0;

	if (m->is_signatory)
		parts[n++] = "signatory";
	if (m->is_point_person)
		parts[n++] = "point person";
	if (m->is_administrator)
		parts[n++] = "administrator";
	if (!n)
		return m->team == TEAM_OBSERVER ? "Reads" : "Member";
	parts[0] = text_format(ctx, "%c%s", parts[0][0] - 'a' + 'A', parts[0] + 1);
	return text_join(ctx, parts, ", ");
}

/* What keeps them from acting just now, or "". */
static const char *
state_words(struct request *req, const struct member *m)
{
	const char *today = day_print(req, day_of(req->now, req->session->organisation_zone));
	struct day until;

	if (m->disabled_at)
		return "Disabled";
	if (!m->has_password)
		return !m->link_ends ? "Invited, but the link has ended"
		    : text_format(req, "Invited, link works until %s", instant_short(req, m->link_ends, req->user->time_zone));
	if (!is_out(m->out_until, today) || !day_parse(m->out_until, &until))
		return "";
	return text_format(req, "Out until %s%s%s", day_long(req, until), m->deputy_name ? ", ask " : "",
	    m->deputy_name ? m->deputy_name : "");
}

static void
team_fill(struct view *view, enum marker words, int team)
{
	view_show_if(view, M_BY_MARKETING, team == TEAM_MARKETING);
	view_show_if(view, M_BY_SALES, team == TEAM_SALES);
	view_text(view, words, team_label(team));
}

struct view *
people_index_view(struct request *req, const struct member *members, size_t count)
{
	struct view *view = page(req, TPL_PEOPLE_INDEX, "People");

	view_show_if(view, people_index_MAY_ADD, req->user->is_administrator);
	for (size_t i = 0; i < count; i++) {
		const struct member *m = &members[i];
		struct view *row = view_row(view, people_index_PERSON_ROW);

		view_number(row, people_index_PERSON_ID, m->id);
		view_text(row, people_index_PERSON_NAME, m->name);
		view_text(row, people_index_PERSON_EMAIL, m->email);
		team_fill(row, people_index_PERSON_TEAM, m->team);
		view_text(row, people_index_ROLE_WORDS, roles_words(row, m));
		view_text(row, people_index_STATE_WORDS, state_words(req, m));
	}
	return view;
}

static void
acts_fill(struct view *view, const struct member *m, const struct person_acts *acts)
{
	view_maybe(view, person_show_HAS_LINK, person_show_LINK_TEXT, acts->link);
	view_show_if(view, person_show_MAY_GIVE, acts->giving == GIVE_NOW);
	view_show_if(view, person_show_MAY_ASK, acts->giving == GIVE_ASK);
	view_show_if(view, person_show_MAY_CONFIRM, acts->giving == GIVE_CONFIRM);
	view_show_if(view, person_show_WAS_ASKED, m->asked_by && acts->giving != GIVE_CONFIRM);
	view_show_if(view, person_show_MAY_TAKE, acts->may_take);
	if (!acts->roles)
		return;
	view_show(view, person_show_MAY_MANAGE);
	form_fill(view, acts->roles);
	form_errors_fill(view, person_show_FORM_ERRORS, acts->roles);
	form_hidden_fill(view, person_show_FORM_HIDDEN, acts->revision);
	view_show_if(view, person_show_MAY_LINK, !m->disabled_at);
	view_show_if(view, person_show_MAY_END, m->has_code && m->id != acts->reader_id);
	view_text(view, person_show_LINK_LABEL, m->has_password ? "Make a link for a new password" : "Make a new invitation link");
	view_show(view, m->disabled_at ? person_show_IS_DISABLED : person_show_IS_ENABLED);
}

struct view *
person_show_view(struct request *req, const struct member *m, const struct person_acts *acts)
{
	struct view *view = page(req, TPL_PERSON_SHOW, text_format(req, "%s \u2013 People", m->name));

	crumb_fill(view, person_show_CRUMB_TRAIL, "/people", "People");
	view_number(view, person_show_PERSON_ID, m->id);
	view_text(view, person_show_PERSON_NAME, m->name);
	view_text(view, person_show_PERSON_EMAIL, m->email);
	team_fill(view, person_show_PERSON_TEAM, m->team);
	view_text(view, person_show_ROLE_WORDS, roles_words(view, m));
	view_maybe(view, person_show_HAS_STATE, person_show_STATE_WORDS, state_words(req, m));
	when_fill(view, person_show_SINCE_STAMP, person_show_SINCE_WORDS, req, m->created_at);
	acts_fill(view, m, acts);
	return view;
}

struct view *
person_form_view(struct request *req, const struct form *form)
{
	struct view *view = page(req, TPL_PERSON_FORM, "Add a person");

	crumb_fill(view, person_form_CRUMB_TRAIL, "/people", "People");
	form_fill(view, form);
	form_errors_fill(view, person_form_FORM_ERRORS, form);
	return view;
}

struct view *
person_edit_view(struct request *req, const struct member *m, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_PERSON_EDIT, text_format(req, "Change %s \u2013 People", m->name));

	crumb_add(crumb_fill(view, person_edit_CRUMB_TRAIL, "/people", "People"), text_format(req, "/people/%lld", (long long)m->id), m->name);
	view_number(view, person_edit_PERSON_ID, m->id);
	view_text(view, person_edit_PERSON_NAME, m->name);
	form_fill(view, form);
	form_errors_fill(view, person_edit_FORM_ERRORS, form);
	form_hidden_fill(view, person_edit_FORM_HIDDEN, revision);
	return view;
}

struct view *
organisation_edit_view(struct request *req, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_ORGANISATION_EDIT, "The organisation");

	crumb_fill(view, organisation_edit_CRUMB_TRAIL, "/account", "Your account");
	form_fill(view, form);
	form_errors_fill(view, organisation_edit_FORM_ERRORS, form);
	form_hidden_fill(view, organisation_edit_FORM_HIDDEN, revision);
	return view;
}

struct view *
entry_show_view(struct request *req, const struct account *account, size_t tokens, bool has_feed, const char *link, const struct form *form)
{
	struct view *view = gate_page(req, TPL_ENTRY_SHOW, "Choose your password");

	view_text(view, entry_show_USER_NAME, account->name);
	view_text(view, entry_show_USER_EMAIL, account->email);
	view_text(view, entry_show_LINK_TOKEN, link);
	if (tokens)
		view_maybe(view, entry_show_HAS_TOKENS, entry_show_TOKENS_WORDS, tokens == 1 ? "your token for programs" : text_format(view, "your %zu tokens for programs", tokens));
	view_show_if(view, entry_show_HAS_FEED, has_feed);
	form_fill(view, form);
	form_errors_fill(view, entry_show_FORM_ERRORS, form);
	req->wire.shows_form = true;
	return view;
}

struct view *
tour_show_view(struct request *req, const struct account *account, const char *link)
{
	const char *team = team_label(account->team);
	struct view *view = gate_page(req, TPL_TOUR_SHOW, text_format(req, "See it as %s", team));

	view_text(view, tour_show_TEAM_NAME, team);
	view_text(view, tour_show_USER_NAME, account->name);
	view_text(view, tour_show_LINK_TOKEN, link);
	if (account->team != TEAM_OBSERVER)
		view_show(view, account->team == TEAM_SALES ? tour_show_AS_SALES : tour_show_AS_MARKETING);
	req->wire.shows_form = true;
	return view;
}

struct view *
setup_show_view(struct request *req, const struct form *form)
{
	struct view *view = gate_page(req, TPL_SETUP_SHOW, "Set up Concord");

	form_fill(view, form);
	form_errors_fill(view, setup_show_FORM_ERRORS, form);
	req->wire.shows_form = true;
	return view;
}
