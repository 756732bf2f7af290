/* What the set-up lacks, for administrators, and what was won lately. */
#include "home/views.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/rules.h"

static const struct step {
	unsigned has;			/* enum setup */
	const char *href, *title, *line;
} steps[] = {
	{ SETUP_MARKETING_SIGNS, "/people", "Say who signs for Marketing", "Nothing is agreed without a signatory of each team." },
	{ SETUP_SALES_SIGNS, "/people", "Say who signs for Sales", "Nothing is agreed without a signatory of each team." },
	{ SETUP_CALENDAR, "/sla/calendars/new", "Say when work counts", "Hours and holidays: a clock runs in them alone." },
	{ SETUP_LIST, "/imports", "Bring your list", "An export of your CRM shows what your definitions make of it, and what you keep already." },
	{ SETUP_WORDS, "/glossary", "Agree on the first words", "Start with the ones both teams use every day; each team signs them." },
	{ SETUP_AGREEMENT, "/sla", "Agree on what each team promises", "Until both have signed an agreement, a handoff has no clock." },
	{ SETUP_RULES, "/leads/assignment", "Say who gets which leads", "Without a rule every lead waits for whoever takes it." },
};

/* What the reader's team has signed of what a step asks for; NULL: nothing that waits for the other one. */
static const struct half_signed *
begun(const struct home *home, unsigned step)
{
	for (size_t i = 0; i < home->half_signed_count; i++)
		if ((step == SETUP_WORDS && home->half_signed[i].what == HALF_VERSION) || (step == SETUP_AGREEMENT && home->half_signed[i].what == HALF_AGREEMENT))
			return &home->half_signed[i];
	return NULL;
}

void
setup_fill(struct request *req, struct view *view, const struct home *home)
{
	size_t left = 0;

	for (size_t i = 0; home->setup_shown && i < sizeof steps / sizeof steps[0]; i++) {
		const struct half_signed *half = begun(home, steps[i].has);
		struct view *row;

		if (home->setup_has & steps[i].has)
			continue;
		if (!left++)
			view_show(view, home_show_SET_UP);
		row = view_row(view, home_show_SETUP_ROW);
		view_text(row, home_show_SETUP_HREF, half ? half_signed_href(row, half) : steps[i].href);
		view_text(row, home_show_SETUP_TITLE, steps[i].title);
		view_text(row, home_show_SETUP_LINE, half ? text_format(row, "%s has signed; %s has not yet.", team_label(req->user->team),
		    team_label(team_other(req->user->team))) : steps[i].line);
	}
	view_format(view, home_show_LEFT_COUNT, left == 1 ? "1 step left" : "%zu steps left", left);
}

/* Both sides by name, where both had a part in it. */
static const char *
line(const void *ctx, const struct win *w)
{
	if (w->marketer && w->seller)
		return text_format(ctx, "Handed over by %s, won by %s.", w->marketer, w->seller);
	if (w->seller)
		return text_format(ctx, "Won by %s.", w->seller);
	return w->marketer ? text_format(ctx, "Handed over by %s.", w->marketer) : "";
}

void
wins_fill(struct request *req, struct view *view, const struct home *home)
{
	view_show_if(view, home_show_HAS_WINS, home->win_count);
	for (size_t i = 0; i < home->win_count; i++) {
		const struct win *w = &home->wins[i];
		struct view *row = view_row(view, home_show_WIN_ROW);
		const char *worth = w->currency ? deal_amount_words(row, w->amount_minor, w->currency) : NULL;

		view_number(row, home_show_DEAL_ID, w->deal_id);
		view_format(row, home_show_WIN_TITLE, text_blank(w->account) || text_equal(w->account, w->name) ? "%s" : "%s, %s", w->name, w->account);
		view_text(row, home_show_WIN_LINE, line(row, w));
		view_maybe(row, home_show_HAS_WORTH, home_show_WORTH_WORDS, worth);
		view_text(row, home_show_WON_STAMP, instant_print(row, w->won_at));
		view_text(row, home_show_WON_WORDS, day_long(row, day_of(w->won_at, req->user->time_zone)));
	}
}
