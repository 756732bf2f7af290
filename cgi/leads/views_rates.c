/* Fills the page of the organisation's own rates. */
#include "leads/views_rates.h"

#include "base/days.h"
#include "base/text.h"
#include "sla/rules.h"

#include <inttypes.h>

/* What one row says. `target` NULL: there are too few cases, and `wants` says what would help. */
struct rate_line {
	const char *name;
	int party;
	const char *words;
	int64_t cases;
	const char *target, *wants;
};

static void
line_fill(struct view *view, const struct rate_line *line)
{
	struct view *row = view_row(view, rates_show_RATE_ROW);
	bool enough = line->cases >= RATE_CASES_LEAST && line->target;

	view_text(row, rates_show_RATE_NAME, line->name);
	view_text(row, rates_show_RATE_PARTY, party_label(line->party));
	view_text(row, rates_show_RATE_WORDS, line->cases ? line->words : "No cases.");
	view_number(row, rates_show_RATE_CASES, line->cases);
	if (enough)
		view_maybe(row, rates_show_HAS_TARGET, rates_show_RATE_TARGET, line->target);
	else
		view_maybe(row, rates_show_NO_TARGET, rates_show_RATE_WANTS, line->cases ? text_format(row, "Fewer than %d: too few to go by.",
		    RATE_CASES_LEAST) : line->wants);
}

static void
time_fill(struct view *view, const char *name, const struct own_time *t, const char *wants)
{
	line_fill(view, &(struct rate_line){ .name = name, .party = PARTY_SALES, .cases = (int64_t)t->cases,
	    .words = text_format(view, "Half of them within %s, nine of ten within %s.", working_time(view, t->median), working_time(view, t->most_of_them)),
	    .target = t->percent ? text_format(view, "Within %s, for %" PRId64 " %%", working_time(view, t->target), t->percent) : NULL, .wants = wants });
}

static void
rows_fill(struct view *view, const struct rates_page *p)
{
	const struct own_rates *r = p->rates;
	const struct own_volume *v = &r->volume;
	const char *no_calendar = p->calendar_name ? NULL : "Wants a calendar first.";

	line_fill(view, &(struct rate_line){ .name = "Volume", .party = PARTY_MARKETING, .cases = v->total, .words = text_format(view, v->months == 1
	    ? "%" PRId64 " in one month." : "Between %" PRId64 " and %" PRId64 " a month, in %zu months.", v->least, v->most, v->months),
	    .target = v->a_month ? text_format(view, "%" PRId64 " a month", v->a_month) : NULL, .wants = "Match the column that says when it became an MQL." });
	line_fill(view, &(struct rate_line){ .name = "Quality", .party = PARTY_MARKETING, .cases = r->quality.cases, .words = text_format(view,
	    "%" PRId64 " of %" PRId64 " that were decided were accepted.", r->quality.hits, r->quality.cases), .target = r->quality.percent
	    ? text_format(view, "%" PRId64 " %% accepted", r->quality.percent) : NULL, .wants = "Match a column that says who was disqualified." });
	line_fill(view, &(struct rate_line){ .name = "Context", .party = PARTY_MARKETING, .cases = r->context.cases, .words = text_format(view,
	    "%" PRId64 " of %" PRId64 " tell every must of the definition.", r->context.hits, r->context.cases), .target = r->context.percent
	    ? text_format(view, "%" PRId64 " %% with every must", r->context.percent) : NULL, .wants = p->term_name ? "Keep the columns that answer the definition."
	    : "Wants a definition first." });
	time_fill(view, "Decision", &r->decision, no_calendar ? no_calendar : "Match the column that says when Sales accepted it.");
	time_fill(view, "First attempt", &r->attempt, no_calendar ? no_calendar : "Match the column that says when Sales first tried.");
}

struct view *
rates_view(struct request *req, const struct rates_page *p)
{
	struct view *view = page(req, TPL_RATES_SHOW, "Your own rates");
	const char *query = own_rates_query(view, p->rates);

	crumbs_fill(view, (struct crumb[]){ { "/leads", "Leads" }, { "/imports", "Import" }, { 0 } });
	view_format(view, rates_show_PERIOD_WORDS, "What imported leads say of the last twelve full months, from %s to the end of %s.", day_long(view, p->first),
	    month_long(view, p->last));
	if (!p->rates->volume.total && !p->rates->context.cases) {
		view_show(view, rates_show_IS_EMPTY);
		return view;
	}
	view_show(view, rates_show_HAS_RATES);
	rows_fill(view, p);
	if (p->calendar_name)
		view_format(view, rates_show_CALENDAR_WORDS, "Times are working time by “%s”.", p->calendar_name);
	else
		view_text(view, rates_show_CALENDAR_WORDS, "Times are told in working time, once there is a calendar.");
	view_show_if(view, rates_show_WANTS_CALENDAR, !p->calendar_name);
	if (p->may_begin && *query)
		view_maybe(view, rates_show_MAY_BEGIN, rates_show_BEGIN_HREF, text_format(view, "/sla/new?start=small&%s", query));
	return view;
}
