/* The list behind a number. Nobody is named in it: a miss is a team's. */
#include "results/views.h"

#include "base/text.h"

#include <inttypes.h>

/* What it counts as: "accepted", "returned after all", "2 h 10 min", "€12,000". */
static const char *
counts_words(const void *ctx, const struct figure *f, const struct case_row *c)
{
	if (c->counts)
		return c->counts;
	if (f->unit == UNIT_MINUTES)
		return c->value < 0 ? text_format(ctx, "Not %s yet", f->hits) : minutes_words(ctx, c->value);
	if (f->unit == UNIT_DAYS)
		return days_words(ctx, c->value);
	if (f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM)
		return currency_find(c->currency) ? money_words(ctx, currency_find(c->currency), c->minor) : "Worth not said";
	return c->is_hit ? sentence_case(ctx, f->hits) : text_format(ctx, "Not %s", f->hits);
}

static void
row_fill(struct view *row, const struct figure *f, const struct case_row *c)
{
	const char *title = c->lead_id ? lead_title(row, c->lead_id, c->lead_name, c->lead_company) : "No lead";

	if (c->deal_id) {
		view_format(row, result_cases_CASE_HREF, "/deals/%" PRId64, c->deal_id);
		view_text(row, result_cases_CASE_TITLE, c->deal_name);
	} else if (c->handoff_id) {
		view_format(row, result_cases_CASE_HREF, "/handoffs/%" PRId64, c->handoff_id);
		view_format(row, result_cases_CASE_TITLE, "Handoff %" PRId64, c->handoff_id);
	} else {
		view_format(row, result_cases_CASE_HREF, "/leads/%" PRId64, c->lead_id);
		view_format(row, result_cases_CASE_TITLE, "Imported lead %" PRId64, c->lead_id);
	}
	view_text(row, result_cases_LEAD_TITLE, title);
	view_maybe(row, result_cases_HAS_COMPANY, result_cases_LEAD_COMPANY, text_equal(title, c->lead_company) ? NULL : c->lead_company);
	view_text(row, result_cases_LEAD_SOURCE, c->source ? c->source : "");
	view_text(row, result_cases_DAY_STAMP, day_print(row, day_from_number(c->day)));
	view_text(row, result_cases_DAY_WORDS, day_short(row, day_from_number(c->day)));
	view_text(row, result_cases_COUNTS_WORDS, counts_words(row, f, c));
}

/* "Quality, September 2026, Webinar: accepted". */
static const char *
title_words(const void *ctx, const struct cases_page *p)
{
	struct span period = { month_number(p->asked.from), month_number(p->asked.to), 0 };
	const char *when = p->asked.from.day == 1 && p->asked.to.day == 1 ? period_words(ctx, &period)
	    : text_format(ctx, "%s until %s", day_short(ctx, p->asked.from), day_short(ctx, day_add(p->asked.to, -1)));
	const char *part = p->asked.hit < 0 ? "" : text_format(ctx, p->asked.hit ? ": %s" : ": not %s", p->figure->hits);

	return text_format(ctx, "%s, %s%s%s%s", p->figure->title, when, p->group_name ? ", " : "", p->group_name ? p->group_name : "", part);
}

struct view *
result_cases_view(struct request *req, const struct cases_page *p)
{
	const char *title = p->title ? p->title : title_words(req, p);
	struct view *view = page(req, TPL_RESULT_CASES, text_format(req, "%s – Results", text_clip(req, title, 60)));
	const char *address = text_format(view, "/results/%s", text_replace(view, metric_names[p->figure->metric], "_", "-"));

	crumbs_fill(view, (const struct crumb[]){ { "/results", "Results" }, { p->back ? p->back : address, p->back ? p->back_name : p->figure->title }, { 0 } });
	view_text(view, result_cases_LIST_TITLE, title);
	view_text(view, result_cases_LIST_LINE, p->line ? p->line : p->number == 1 ? text_format(view, "One %s is behind the number.", p->figure->subject)
	    : text_format(view, "%" PRId64 " %ss are behind the number%s.", p->number, p->figure->subject, p->asked.beside ? ", as counted before the new version" : ""));
	view_text(view, result_cases_SUBJECT_HEAD, p->figure->metric >= METRIC_MARKETING_SHARE ? "Deal" : "Handoff");
	view_text(view, result_cases_SOURCE_HEAD, p->of_campaigns ? "Campaign" : "Source");
	view_show(view, p->count ? result_cases_HAS_ROWS : result_cases_NONE_HERE);
	for (size_t i = 0; i < p->count; i++)
		row_fill(view_row(view, result_cases_CASE_ROW), p->figure, &p->rows[i]);
	view_maybe(view, result_cases_MORE_LINK, result_cases_MORE_HREF, p->next);
	return view;
}
