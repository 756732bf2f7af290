/* The index of results, the steps, and the cost of a campaign. */
#include "results/views.h"

#include "base/text.h"

#include <inttypes.h>

static void
overview_fill(struct view *view, const struct index_page *p)
{
	for (size_t i = 0; p->heads[i]; i++)
		view_text(view_row(view, result_index_HEAD_CELL), result_index_HEAD_WORDS, p->heads[i]);
	for (const struct table_row *r = p->rows; r->name; r++) {
		struct view *row = view_row(view, result_index_BODY_ROW);

		view_text(row, result_index_ROW_NAME, r->name);
		for (size_t i = 0; r->cells[i].words; i++) {
			const struct table_cell *c = &r->cells[i];
			struct view *cell = view_row(row, result_index_BODY_CELL);

			view_text(cell, result_index_CELL_HEAD, p->heads[i]);
			view_show(cell, c->href ? result_index_CELL_LINK : result_index_CELL_PLAIN);
			view_text(cell, result_index_CELL_HREF, c->href ? c->href : "");
			view_text(cell, result_index_CELL_WORDS, c->words);
			view_maybe(cell, result_index_CELL_NOTE, result_index_NOTE_WORDS, c->note);
		}
	}
}

/* A line of the months that have a value, in a box of 240 by 48. */
static void
spark_fill(struct view *row, const struct index_figure *f, const struct span *period, const char *currency)
{
	int64_t values[PERIOD_MOST], top = 1, count = period->last - period->first;
	bool has[PERIOD_MOST];

	for (int64_t i = 0; i < count; i++) {
		const struct result_row *r = result_row_of(f->months, period->first + i, currency);

		has[i] = r && figure_number(f->figure, &r->total, &values[i]);
		if (has[i] && values[i] > top)
			top = values[i];
	}
	for (int64_t i = 0; i < count; i++) {
		struct buffer *points = buffer_new(row);
		int64_t x = 0, y = 0;

		for (; i < count && has[i]; i++) {
			x = 40 + 2320 * i / (count > 1 ? count - 1 : 1);
			y = 440 - (int64_t)((__int128)400 * values[i] / top);
			buffer_format(points, "%s%" PRId64 ".%" PRId64 ",%" PRId64 ".%" PRId64, points->length ? " " : "", x / 10, x % 10, y / 10, y % 10);
		}
		if (!points->length)
			continue;
		view_text(view_row(row, result_index_SPARK_LINE), result_index_SPARK_POINTS, buffer_take(row, points));
		if (i >= count || !has[i]) {
			struct view *dot = view_row(row, result_index_SPARK_DOT);

			view_format(dot, result_index_DOT_X, "%" PRId64, x / 10);
			view_format(dot, result_index_DOT_Y, "%" PRId64, y / 10);
		}
	}
}

/* What stands beside a number; a card shows one currency, and says that there are others. */
static const char *
beside_words(const void *ctx, const struct index_figure *f, const struct result_row *best)
{
	const char *words = figure_beside(ctx, f->figure, &best->total, best->currency);
	int64_t others = 0;

	for (size_t i = 0; i < f->all->count; i++)
		if (*f->all->rows[i].currency && !text_equal(f->all->rows[i].currency, best->currency))
			others += f->all->rows[i].total.denominator;
	return others && *best->currency ? text_format(ctx, "%s, and %lld in other currencies", words, (long long)others) : words;
}

static void
figure_fill(struct view *row, const struct index_figure *f, const struct span *period)
{
	const struct result_row *best = f->all->count ? &f->all->rows[0] : NULL;

	for (size_t i = 1; i < f->all->count; i++)
		if (f->all->rows[i].total.minor > best->total.minor)
			best = &f->all->rows[i];
	view_format(row, result_index_FIGURE_HREF, "/results/%s?%s", text_replace(row, metric_names[f->figure->metric], "_", "-"), period_query(row, period));
	view_text(row, result_index_FIGURE_TITLE, f->figure->title);
	view_text(row, result_index_VALUE_WORDS, best ? figure_words(row, f->figure, &best->total, best->currency) : "No cases");
	view_text(row, result_index_VALUE_BESIDE, best ? beside_words(row, f, best) : "in this time");
	spark_fill(row, f, period, best ? best->currency : "");
}

struct view *
result_index_view(struct request *req, const struct index_page *p)
{
	static const char *const families[] = { "Handed over", "How fast", "What came of it", "Money" };
	static const struct { const char *href, *title, *words; } views[] = {
		{ "/results/steps", "Steps", "From handed over to customer, one population, with the time in each stage" },
		{ "/results/criteria", "Criteria", "Which criteria did not hold, by source" },
		{ "/results/reasons", "Reasons", "Why leads were returned, closed or lost" },
		{ "/results/money", "Booked, invoiced, paid", "Kept apart, with the gap between them" },
		{ "/results/personas", "Personas", "Whom we ask for, and who became customers" },
		{ "/results/themes", "Themes", "Which content carries leads how far" },
		{ "/results/campaigns", "Campaigns", "What they cost and what they brought" },
		{ "/results/influenced", "Sourced and influenced", "Won deals beside the handed-over leads of their accounts" },
	};
	struct view *view = page(req, TPL_RESULT_INDEX, "Results");

	period_fill(view, &p->period, "/results", "");
	overview_fill(view, p);
	for (int family = FAMILY_HANDOFFS; family <= FAMILY_MONEY; family++) {
		struct view *section = view_row(view, result_index_FAMILY_ROW);

		view_format(section, result_index_FAMILY_ID, "family-%d", family + 1);
		view_text(section, result_index_FAMILY_TITLE, families[family]);
		for (size_t i = 0; i < p->count; i++)
			if (p->figures[i].figure->family == family)
				figure_fill(view_row(section, result_index_FIGURE_ROW), &p->figures[i], &p->period);
	}
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		struct view *row = view_row(view, result_index_VIEW_ROW);

		view_format(row, result_index_VIEW_HREF, "%s?%s", views[i].href, period_query(row, &p->period));
		view_text(row, result_index_VIEW_TITLE, views[i].title);
		view_text(row, result_index_VIEW_WORDS, views[i].words);
	}
	return view;
}

static void
step_fill(struct view *row, const struct step *s, int64_t all)
{
	view_text(row, result_steps_STEP_NAME, s->name);
	view_show(row, s->leads ? result_steps_STEP_LINK : result_steps_NO_STEP);
	view_text(row, result_steps_STEP_HREF, s->href);
	view_number(row, result_steps_STEP_NUMBER, s->leads);
	view_text(row, result_steps_OF_ALL, share_words(row, s->leads, all));
	view_text(row, result_steps_OF_BEFORE, s->before < 0 ? "–" : s->before ? share_words(row, s->leads, s->before) : "no cases");
	view_text(row, result_steps_TIME_WORDS, s->before < 0 ? "–" : s->days < 0 ? "no cases" : days_words(row, s->days));
	view_number(row, result_steps_BAR_WIDTH, all ? s->leads * 400 / all : 0);
}

struct view *
result_steps_view(struct request *req, const struct steps_page *p)
{
	struct view *view = page(req, TPL_RESULT_STEPS, "Steps – Results");
	const char *more = p->source_id == SUMS_ALL ? "" : text_format(view, "&source=%" PRId64, p->source_id);

	crumbs_fill(view, (const struct crumb[]){ { "/results", "Results" }, { 0 } });
	view_format(view, result_steps_CSV_HREF, "/results/steps?%s%s&format=csv", period_query(view, &p->period), more);
	view_format(view, result_steps_JSON_HREF, "/results/steps?%s%s&format=json", period_query(view, &p->period), more);
	view_text(view, result_steps_STEPS_TITLE, period_words(view, &p->period));
	view_number(view, result_steps_MONTHS_CODE, p->period.last - p->period.first);
	view_text(view, result_steps_UNTIL_CODE, month_code(view, p->period.last - 1));
	period_fill(view, &p->period, "/results/steps", more);
	for (size_t i = 0; i < p->source_count; i++) {
		struct view *row = view_row(view, result_steps_SOURCE_ROW);

		view_text(row, result_steps_SOURCE_CODE, p->sources[i].id == SUMS_ALL ? "" : text_format(row, "%" PRId64, p->sources[i].id));
		view_text(row, result_steps_SOURCE_NAME, p->sources[i].name);
		view_show_if(row, result_steps_IS_CHOSEN, p->sources[i].id == p->source_id);
	}
	view_show(view, p->steps[0].leads ? result_steps_HAS_STEPS : result_steps_NO_STEPS);
	for (size_t i = 0; i < p->count; i++)
		step_fill(view_row(view, result_steps_STEP_ROW), &p->steps[i], p->steps[0].leads);
	return view;
}

struct view *
campaign_cost_view(struct request *req, const struct cost_page *p)
{
	const struct campaign_cost *c = p->cost;
	struct view *view = page(req, TPL_CAMPAIGN_COST, text_format(req, "Cost of %s – Results", text_clip(req, c->name, 40)));

	crumbs_fill(view, (const struct crumb[]){ { "/results", "Results" }, { "/results/campaigns", "Campaigns" }, { 0 } });
	view_text(view, campaign_cost_CAMPAIGN_NAME, c->name);
	if (c->editor_name)
		view_format(view, campaign_cost_COST_LINE, "All of it, in one currency. %s said so last, on %s.", c->editor_name, day_words_at(req, c->edited_at));
	else
		view_text(view, campaign_cost_COST_LINE, "All of it, in one currency. Left empty, it is not known.");
	view_format(view, campaign_cost_FORM_ACTION, "/results/campaigns/%" PRId64, c->campaign_id);
	form_hidden_fill(view, campaign_cost_FORM_HIDDEN, p->revision);
	form_fill(view, p->form);
	form_errors_fill(view, campaign_cost_FORM_ERRORS, p->form);
	return view;
}
