/* One figure: its number, its chart, its months and groups, and how it is counted. */
#include "results/views.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

static bool
is_money(const struct figure *f)
{
	return f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM;
}

/* Whether hits and cases are two things. */
static bool
has_cases(const struct figure *f)
{
	return !text_equal(f->hits, f->cases);
}

/* Whether the number itself is how many hits there are. */
static bool
is_plain(const struct figure *f)
{
	return f->unit == UNIT_COUNT;
}

static const char *
address_of(const void *ctx, const struct figure *f)
{
	return text_format(ctx, "/results/%s", text_replace(ctx, metric_names[f->metric], "_", "-"));
}

/* The markers that rows of months and of groups share. */
static void
numbers_fill(struct view *row, const struct figure *f, const struct result_row *r, struct link link)
{
	const struct total *t = &r->total;

	link.currency = is_money(f) ? r->currency : NULL;
	view_text(row, result_show_VALUE_WORDS, figure_words(row, f, t, r->currency));
	link.hit = has_cases(f) ? 1 : -1;
	view_text(row, result_show_HITS_HREF, link_href(row, &link));
	view_show(row, is_plain(f) && t->numerator ? result_show_VALUE_LINK : result_show_VALUE_PLAIN);
	if (!is_plain(f)) {
		view_show(row, result_show_HAS_HITS);
		view_show(row, t->numerator ? result_show_HITS_LINK : result_show_NO_HITS);
		view_number(row, result_show_HITS_NUMBER, t->numerator);
	}
	if (!has_cases(f))
		return;
	link.hit = -1;
	view_show(row, result_show_HAS_CASES);
	view_show(row, t->denominator ? result_show_CASES_LINK : result_show_NO_CASES);
	view_text(row, result_show_CASES_HREF, link_href(row, &link));
	view_number(row, result_show_CASES_NUMBER, t->denominator);
}

static bool
any_beside(const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->rows[i].beside.denominator)
			return true;
	return false;
}

/* "By amount 52.3 %"; of several currencies each. */
static const char *
worths_words(const void *ctx, const struct worths *worths)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i < worths->count; i++)
		if (worths->list[i].all)
			buffer_format(out, "%s%s %s", out->length ? ", " : "By amount ", worths->count == 1 ? "" : worths->list[i].currency,
			    share_words(ctx, worths->list[i].hits, worths->list[i].all));
	return text_squeeze(ctx, buffer_take(ctx, out));
}

/* What stands behind a month: a new version, what its cases are worth, or that it is still open. */
static const char *
month_note(const void *ctx, const struct figure_page *p, int64_t month, const struct result_row *row)
{
	const struct readings *readings = &p->months->readings;

	for (size_t i = readings->count; i-- > 1;) {
		struct day day = day_of(readings->list[i].from, p->zone);

		if (month_number(day) == month)
			return text_format(ctx, "Version %" PRId64 " of the definition from %s", readings->list[i].number, day_brief(ctx, day));
	}
	if (row && row->worths.count)
		return worths_words(ctx, &row->worths);
	if (row && result_is_open(p->months, p->figure, month, p->today))
		return text_format(ctx, "%" PRId64 " open", row->total.denominator - row->total.numerator);
	return "";
}

/* The columns that not every figure's months have. */
struct month_columns {
	bool beside, notes;
};

static struct month_columns
columns_of(const struct figure_page *p)
{
	struct month_columns c = { .beside = any_beside(p->months) };

	for (int64_t month = p->period.first; month < p->period.last; month++)
		c.notes |= *month_note(p->months, p, month, NULL) != '\0';
	for (size_t i = 0; i < p->months->count; i++)
		c.notes |= *month_note(p->months, p, p->months->rows[i].key, &p->months->rows[i]) != '\0';
	return c;
}

static void
month_fill(struct view *view, const struct figure_page *p, int64_t month, const struct result_row *r, struct month_columns columns)
{
	static const struct result_row nothing = { .currency = "" };
	struct view *row = view_row(view, result_show_MONTH_ROW);
	struct link link = { .metric = p->figure->metric, .from = month, .to = month + 1, .group_id = SUMS_ALL, .hit = -1, .beside = true };

	view_text(row, result_show_MONTH_WORDS, month_long(row, month_day(month)));
	view_show_if(row, result_show_HAS_NOTES, columns.notes);
	view_text(row, result_show_NOTE_WORDS, month_note(row, p, month, r));
	if (columns.beside) {
		view_show(row, result_show_HAS_BESIDE);
		view_show_if(row, result_show_NO_BESIDE, !r || !r->beside.denominator);
		if (r && r->beside.denominator) {
			view_show(row, result_show_BESIDE_LINK);
			view_text(row, result_show_BESIDE_HREF, link_href(row, &link));
			view_format(row, result_show_BESIDE_WORDS, "%s (%s)", figure_words(row, p->figure, &r->beside, r->currency),
			    figure_beside(row, p->figure, &r->beside, r->currency));
		}
	}
	link.beside = false;
	numbers_fill(row, p->figure, r ? r : &nothing, link);
}

static void
months_fill(struct view *view, const struct figure_page *p)
{
	const struct month_columns columns = columns_of(p);

	view_show_if(view, result_show_HAS_BESIDE, columns.beside);
	view_show_if(view, result_show_HAS_NOTES, columns.notes);
	for (int64_t month = p->period.last - 1; month >= p->period.first; month--) {
		bool any = false;

		for (size_t i = 0; i < p->months->count; i++)
			if (p->months->rows[i].key == month) {
				month_fill(view, p, month, &p->months->rows[i], columns);
				any = true;
			}
		if (!any)
			month_fill(view, p, month, NULL, columns);
	}
}

static const char *
dimension_label(int dimension)
{
	static const char *const labels[] = { "", "Origin", "Source", "Campaign", "Theme", "Persona", "Owner", "Reason" };

	return labels[dimension];
}

static void
groups_fill(struct view *view, const struct figure_page *p)
{
	const struct figure *f = p->figure;

	view_show(view, result_show_HAS_GROUPS);
	view_format(view, result_show_GROUPS_TITLE, "By %s", text_lower(view, dimension_label(p->dimension)));
	view_text(view, result_show_GROUP_HEAD, dimension_label(p->dimension));
	for (int d = BY_ORIGIN; d < DIMENSIONS; d++) {
		struct view *tab;

		if (!(f->groups & (1u << d)))
			continue;
		tab = view_row(view, result_show_TAB_ROW);
		view_format(tab, result_show_TAB_HREF, "%s?%s&by=%s", address_of(tab, f), period_query(tab, &p->period), dimension_names[d]);
		view_text(tab, result_show_TAB_LABEL, dimension_label(d));
		view_show_if(tab, result_show_IS_CURRENT, d == p->dimension);
	}
	view_show(view, p->groups->count ? result_show_ANY_GROUPS : result_show_NO_GROUPS);
	for (size_t i = 0; i < p->groups->count; i++) {
		const struct result_row *r = &p->groups->rows[i];
		struct view *row = view_row(view, result_show_GROUP_ROW);

		view_text(row, result_show_GROUP_NAME, r->name);
		numbers_fill(row, f, r, (struct link){ .metric = f->metric, .from = p->period.first, .to = p->period.last, .dimension = p->dimension, .group_id = r->key });
	}
}

static void
count_fill(struct view *view, const char *name, const char *words, const char *href)
{
	struct view *row;

	if (text_blank(words))
		return;
	row = view_row(view, result_show_COUNT_ROW);
	view_text(row, result_show_COUNT_NAME, name);
	view_show(row, href ? result_show_COUNT_LINK : result_show_COUNT_PLAIN);
	view_text(row, result_show_COUNT_HREF, href ? href : "");
	view_text(row, result_show_COUNT_WORDS, words);
}

/* Which version of its term a figure is counted by, and what that leaves out: those of the time that is shown, the newest first. */
static void
readings_fill(struct view *view, const struct user *user, const struct figure_page *p)
{
	const struct reading *first = p->months->first, *last = p->months->reading;

	for (const struct reading *r = last; p->term && r >= first; r--) {
		const char *when = first == last ? "" : r == first ? " before that" : text_format(view, " from %s", day_short(view, day_of(r->from, p->zone)));

		if (r->number)
			count_fill(view, "Defined by", text_format(view, "%s, version %" PRId64 "%s", p->term->name, r->number, when),
			    text_format(view, "/glossary/%s/versions/%" PRId64, p->term->slug, r->number));
		else
			count_fill(view, "Defined by", text_format(view, "%s, not agreed yet%s: counted as described above", p->term->name, when),
			    text_format(view, "/glossary/%s", p->term->slug));
		if (metric_leaves_out(p->figure->metric) && !text_blank(r->without))
			count_fill(view, "Left out", text_format(view, "Returns for %s%s", text_replace(view, text_trim(view, r->without), "\n", ", "), when), NULL);
	}
	if (!p->term && glossary_may_write(user))
		count_fill(view, "Defined by", "No term yet: counted as described above", NULL);
	else if (!p->term)
		count_fill(view, "Defined by", "No term yet: counted as described above. Propose one to change it.", "/glossary/new");
}

static void
counts_fill(struct view *view, const struct user *user, const struct figure_page *p)
{
	const struct reading *r = p->months->reading;
	const struct figure *f = p->figure;

	count_fill(view, "Counted", sentence_case(view, f->hits), NULL);
	if (has_cases(f))
		count_fill(view, "Out of", sentence_case(view, f->cases), NULL);
	count_fill(view, "Stands in the month", r->dated == reading_shipped(f->metric).dated ? f->cohort : dated_words(r->dated), NULL);
	if (f->metric == METRIC_LEAD_TO_CUSTOMER)
		count_fill(view, "Within", text_format(view, "%" PRId64 " days", r->horizon), NULL);
	readings_fill(view, user, p);
	if (p->months->readings.count > 1)
		count_fill(view, "When the definition changes", "What came before stays as it was counted. For three months both ways of counting stand side by side.", NULL);
}

static void
also_fill(struct view *view, const struct figure_page *p)
{
	static const struct { int metric, other; const char *words; } also[] = {
		{ METRIC_QUALITY, METRIC_QUALITY_BY_DECISION, "Quality by the day of the decision" }, { METRIC_QUALITY_BY_DECISION, METRIC_QUALITY, "Quality by the day of the handoff" },
		{ METRIC_TIME_TO_FIRST_ATTEMPT, METRIC_WAIT_FOR_ATTEMPT, "The buyer’s wait, from the moment the lead asked" },
		{ METRIC_WAIT_FOR_ATTEMPT, METRIC_TIME_TO_FIRST_ATTEMPT, "Time to first attempt, from the handoff" },
		{ METRIC_CYCLE_LENGTH, METRIC_CYCLE_FROM_CONVERSION, "From the moment the lead asked" }, { METRIC_CYCLE_FROM_CONVERSION, METRIC_CYCLE_LENGTH, "From the opening of the deal" },
	};
	bool any = false;

	for (size_t i = 0; i < sizeof also / sizeof *also; i++) {
		struct view *row;

		if (also[i].metric != p->figure->metric)
			continue;
		if (!any)
			view_show(view, result_show_ALSO_CARD);
		any = true;
		row = view_row(view, result_show_ALSO_ROW);
		view_format(row, result_show_ALSO_HREF, "%s?%s", address_of(row, figure_of(also[i].other)), period_query(row, &p->period));
		view_text(row, result_show_ALSO_WORDS, also[i].words);
	}
}

static void
total_fill(struct view *view, const char *words, const char *beside)
{
	struct view *row = view_row(view, result_show_TOTAL_ROW);

	view_text(row, result_show_TOTAL_WORDS, words);
	view_text(row, result_show_TOTAL_BESIDE, beside);
}

/* What stands small behind the number; of volume with what is not decided yet, which is in it. */
static const char *
beside_words(const void *ctx, const struct figure_page *p, const struct result_row *row)
{
	const char *words = figure_beside(ctx, p->figure, &row->total, row->currency);

	return p->undecided ? text_format(ctx, "%s%s%" PRId64 " not decided yet", words, *words ? ", " : "", p->undecided) : words;
}

/* The number over the whole time, in each currency; a share of deals by number, and then by amount. */
static void
totals_fill(struct view *view, const struct figure_page *p)
{
	const struct result *all = p->all;

	for (size_t i = 0; i < all->count; i++)
		total_fill(view, figure_words(view, p->figure, &all->rows[i].total, all->rows[i].currency), beside_words(view, p, &all->rows[i]));
	for (size_t i = 0; i < all->worths.count; i++) {
		const struct worth *w = &all->worths.list[i];
		const struct currency *c = currency_find(w->currency);

		if (c && w->all > 0)
			total_fill(view, share_words(view, w->hits, w->all), text_format(view, "by amount, %s of %s", money_words(view, c, w->hits), money_words(view, c, w->all)));
	}
	if (!all->count)
		total_fill(view, "No cases", "in this time");
}

struct view *
result_show_view(struct request *req, const struct figure_page *p)
{
	const struct figure *f = p->figure;
	struct view *view = page(req, TPL_RESULT_SHOW, text_format(req, "%s – Results", f->title));
	const char *address = address_of(view, f), *query = period_query(view, &p->period);

	crumbs_fill(view, (const struct crumb[]){ { "/results", "Results" }, { 0 } });
	view_text(view, result_show_FIGURE_TITLE, f->title);
	view_text(view, result_show_FIGURE_MEANS, f->means);
	view_format(view, result_show_CSV_HREF, "%s/csv?%s&by=month", address, query);
	view_format(view, result_show_JSON_HREF, "%s/json?%s&by=month", address, query);
	view_text(view, result_show_HITS_HEAD, sentence_case(view, f->hits));
	view_text(view, result_show_CASES_HEAD, sentence_case(view, f->cases));
	view_show_if(view, result_show_HAS_HITS, !is_plain(f));
	view_show_if(view, result_show_HAS_CASES, has_cases(f));
	period_fill(view, &p->period, address, p->dimension == BY_NONE ? "" : text_format(view, "&by=%s", dimension_names[p->dimension]));
	view_text(view, result_show_NUMBER_TITLE, period_words(view, &p->period));
	totals_fill(view, p);
	view_maybe(view, result_show_HAS_GOAL, result_show_GOAL_WORDS, p->goal);
	if (p->all->count) {
		view_show(view, result_show_HAS_CHART);
		result_chart_fill(view, p);
	}
	months_fill(view, p);
	if (p->dimension != BY_NONE)
		groups_fill(view, p);
	counts_fill(view, req->user, p);
	also_fill(view, p);
	return view;
}
