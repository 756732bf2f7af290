/* The chart of a figure: a line of shares and times, bars of counts and money; a break where the definition changed. */
#include "results/views.h"

#include "base/text.h"

#include <talloc.h>

/* The picture, in tenths of its units. */
enum { LEFT = 640, RIGHT = 7080, TOP = 340, BOTTOM = 2200, MONTHS_MOST_SHOWN = PERIOD_MOST };

struct chart {
	const struct figure_page *page;
	const void *ctx;
	const char *currency;		/* of money: the one with most of it */
	int64_t count;
	bool has[MONTHS_MOST_SHOWN], has_ninth[MONTHS_MOST_SHOWN], open[MONTHS_MOST_SHOWN];
	int64_t value[MONTHS_MOST_SHOWN], ninth[MONTHS_MOST_SHOWN];
	int64_t top, step;
};

static const char *
tenths(const void *ctx, int64_t n)
{
	return text_format(ctx, "%lld.%lld", (long long)n / 10, (long long)n % 10);
}

static int64_t
x_of(const struct chart *c, int64_t i)
{
	return LEFT + (RIGHT - LEFT) * (2 * i + 1) / (2 * c->count);
}

static int64_t
y_of(const struct chart *c, int64_t value)
{
	return BOTTOM - (int64_t)((__int128)(BOTTOM - TOP) * value / c->top);
}

static bool
is_line(const struct figure *f)
{
	return f->metric != METRIC_LEAD_TO_CUSTOMER && (f->unit == UNIT_SHARE || f->unit == UNIT_MINUTES || f->unit == UNIT_DAYS);
}

/* "950", "13k", "12m", rounded. */
static const char *
short_words(const void *ctx, int64_t whole)
{
	enum { THOUSAND = 1000, MILLION = 1000000 };

	if (whole < 10 * THOUSAND)
		return text_format(ctx, "%lld", (long long)whole);
	if (whole < 10 * MILLION - THOUSAND / 2)
		return text_format(ctx, "%lldk", (long long)(whole + THOUSAND / 2) / THOUSAND);
	return text_format(ctx, "%lldm", (long long)(whole + MILLION / 2) / MILLION);
}

/* "62", "3.5 h", "12 d", "€12k": as short as a label. */
static const char *
label_words(const struct chart *c, int64_t value)
{
	const struct figure *f = c->page->figure;

	if (f->unit == UNIT_SHARE)
		return text_format(c->ctx, "%lld %%", (long long)(value + 5) / 10);
	if (f->unit == UNIT_MINUTES)
		return value < 60 ? text_format(c->ctx, "%lld min", (long long)value) : value % 60 < 3 || value >= 6000 ? text_format(c->ctx, "%lld h", (long long)(value + 30) / 60)
		    : text_format(c->ctx, "%s h", tenths(c->ctx, value * 10 / 60));
	if (f->unit == UNIT_DAYS)
		return text_format(c->ctx, "%lld d", (long long)value);
	if (f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM) {
		const struct currency *u = currency_find(c->currency);
		int64_t whole = value;

		for (int i = 0; u && i < u->digits; i++)
			whole /= 10;
		return text_format(c->ctx, "%s%s", u && u->sign ? u->sign : "", short_words(c->ctx, whole));
	}
	return text_format(c->ctx, "%lld", (long long)value);
}

/* The currency most was made in over all months, by the figure of all of them. */
static const char *
main_currency(const struct result *all)
{
	const char *best = "";
	int64_t most = -1;

	for (size_t i = 0; i < all->count; i++)
		if (*all->rows[i].currency && all->rows[i].total.minor > most) {
			most = all->rows[i].total.minor;
			best = all->rows[i].currency;
		}
	return best;
}

/* A round step that gives at most five lines; of times whole hours. */
static int64_t
step_for(const struct figure *f, int64_t top)
{
	static const int64_t round[] = { 1, 2, 5 };
	static const int64_t minutes[] = { 5, 10, 15, 30, 60, 120, 240, 480, 960, 2400, 4800, 9600, 48000 };

	if (f->unit == UNIT_SHARE)
		return top <= 250 ? 50 : top <= 500 ? 100 : 250;
	for (size_t i = 0; f->unit == UNIT_MINUTES && i < sizeof minutes / sizeof *minutes; i++)
		if (top / minutes[i] <= 5)
			return minutes[i];
	for (int64_t power = 1;; power *= 10)
		for (size_t i = 0; i < sizeof round / sizeof *round; i++)
			if (top / (round[i] * power) <= 5)
				return round[i] * power;
}

static struct chart *
chart_make(const void *ctx, const struct figure_page *p)
{
	struct chart *c = memory_need(talloc_zero(ctx, struct chart));
	bool money = p->figure->unit == UNIT_AVERAGE || p->figure->unit == UNIT_SUM;

	*c = (struct chart){ .page = p, .ctx = c, .currency = money ? main_currency(p->all) : NULL, .count = p->period.last - p->period.first };
	for (int64_t i = 0; i < c->count; i++) {
		const struct result_row *row = result_row_of(p->months, p->period.first + i, c->currency);

		c->has[i] = row && figure_number(p->figure, &row->total, &c->value[i]);
		c->ninth[i] = row && p->figure->unit == UNIT_MINUTES ? total_rank(&row->total, UNIT_MINUTES, 9) : -1;
		c->has_ninth[i] = c->ninth[i] >= 0;
		c->open[i] = result_is_open(p->months, p->figure, p->period.first + i, p->today);
		if (c->has[i] && c->value[i] > c->top)
			c->top = c->value[i];
		if (c->has_ninth[i] && c->ninth[i] > c->top)
			c->top = c->ninth[i];
	}
	if (p->figure->unit == UNIT_SHARE && c->top > 500)
		c->top = 1000;
	c->step = step_for(p->figure, c->top > 0 ? c->top : 1);
	c->top = c->top > 0 ? (c->top + c->step - 1) / c->step * c->step : c->step;
	return c;
}

static void
grid_fill(struct view *part, const struct chart *c)
{
	for (int64_t n = 0; n <= c->top; n += c->step) {
		struct view *row = view_row(part, result_chart_GRID_ROW);

		view_text(row, result_chart_GRID_Y, tenths(row, y_of(c, n)));
		view_text(row, result_chart_LABEL_Y, tenths(row, y_of(c, n) + 40));
		view_text(row, result_chart_GRID_LABEL, label_words(c, n));
	}
	for (int64_t i = 0; i < c->count; i++) {
		struct view *row = view_row(part, result_chart_MONTH_LABEL);
		struct day day = month_day(c->page->period.first + i);

		view_show_if(row, result_chart_IS_SECOND, c->count > 6 && i % 2 == 1);
		view_text(row, result_chart_LABEL_X, tenths(row, x_of(c, i)));
		view_text(row, result_chart_LABEL_WORDS, c->count > 14 && i % 2 ? "" : day.month == 1 ? text_format(row, "%s %d", month_short(day.month), day.year)
		    : month_short(day.month));
	}
}

/* One unbroken line for each run of months that have a value. */
static void
lines_fill(struct view *part, const struct chart *c, const bool *has, const int64_t *value, bool beside)
{
	for (int64_t i = 0; i < c->count; i++) {
		struct buffer *points = buffer_new(part);

		for (; i < c->count && has[i]; i++) {
			struct view *dot = view_row(part, result_chart_DOT_ROW);

			buffer_format(points, "%s%s,%s", points->length ? " " : "", tenths(points, x_of(c, i)), tenths(points, y_of(c, value[i])));
			view_show(dot, beside ? result_chart_IS_BESIDE : result_chart_IS_MAIN);
			view_text(dot, result_chart_DOT_X, tenths(dot, x_of(c, i)));
			view_text(dot, result_chart_DOT_Y, tenths(dot, y_of(c, value[i])));
		}
		if (points->length) {
			struct view *row = view_row(part, result_chart_LINE_ROW);

			view_show(row, beside ? result_chart_IS_BESIDE : result_chart_IS_MAIN);
			view_text(row, result_chart_LINE_POINTS, buffer_take(row, points));
		}
	}
}

static void
bars_fill(struct view *part, const struct chart *c)
{
	int64_t width = (RIGHT - LEFT) / c->count * 6 / 10;

	for (int64_t i = 0; i < c->count; i++) {
		struct view *row;
		int64_t value = c->value[i] > 0 ? c->value[i] : 0;

		if (!c->has[i])
			continue;
		row = view_row(part, result_chart_BAR_ROW);
		view_show_if(row, result_chart_IS_OPEN, c->open[i]);
		view_text(row, result_chart_BAR_X, tenths(row, x_of(c, i) - width / 2));
		view_text(row, result_chart_BAR_Y, tenths(row, y_of(c, value)));
		view_text(row, result_chart_BAR_WIDTH, tenths(row, width));
		view_text(row, result_chart_BAR_HEIGHT, tenths(row, BOTTOM - y_of(c, value)));
	}
}

/* Where the words at a point stand: their baseline below it, and what of them is at it. */
struct beside_point {
	int64_t down;
	const char *anchor;
};
enum { ABOVE = -90, BELOW = 170, LABEL_HALF = 140, LABEL_FREE = 60, LOWEST = BOTTOM - 110 };

/* By how much the line climbs from one month to another one beside it where that would run through words above it; else 0. */
static int64_t
climbs(const struct chart *c, int64_t from, int64_t to)
{
	int64_t up = to >= 0 && to < c->count && c->has[to] ? y_of(c, c->value[from]) - y_of(c, c->value[to]) : 0;

	return up * LABEL_HALF / ((RIGHT - LEFT) / c->count) > LABEL_FREE ? up : 0;
}

/* Clear of the line: above it, beside it where it climbs one way, below where it climbs both, or at an end. */
static struct beside_point
clear_of_line(const struct chart *c, int64_t i)
{
	int64_t left = climbs(c, i, i - 1), right = climbs(c, i, i + 1);
	bool first = i == 0 || !c->has[i - 1], last = i + 1 == c->count || !c->has[i + 1];

	if (!is_line(c->page->figure) || (!left && !right))
		return (struct beside_point){ ABOVE, "middle" };
	if (((left && right) || first || last) && y_of(c, c->value[i]) <= LOWEST)
		return (struct beside_point){ BELOW, "middle" };
	return (struct beside_point){ ABOVE, left ? "start" : "end" };
}

static void
values_fill(struct view *part, const struct chart *c)
{
	for (int64_t i = 0; i < c->count; i++) {
		struct beside_point at;
		struct view *row;

		if (!c->has[i])
			continue;
		at = clear_of_line(c, i);
		row = view_row(part, result_chart_VALUE_ROW);
		view_show_if(row, result_chart_IS_SECOND, c->count > 6 && i % 2 == 1);
		view_text(row, result_chart_VALUE_X, tenths(row, x_of(c, i)));
		view_text(row, result_chart_VALUE_Y, tenths(row, y_of(c, c->value[i] > 0 ? c->value[i] : 0) + at.down));
		view_text(row, result_chart_VALUE_ANCHOR, at.anchor);
		view_text(row, result_chart_VALUE_WORDS, c->count > 14 && i % 2 ? "" : label_words(c, c->value[i]));
	}
}

/* Where another version came into force: the day within its month. */
static void
breaks_fill(struct view *part, const struct chart *c, const char *zone)
{
	const struct readings *readings = &c->page->months->readings;

	for (size_t i = 1; i < readings->count; i++) {
		struct day day = day_of(readings->list[i].from, zone);
		int64_t month = month_number(day) - c->page->period.first, width = (RIGHT - LEFT) / c->count, x;
		struct view *row;

		if (month < 0 || month >= c->count)
			continue;
		x = LEFT + width * month + width * (day.day - 1) / days_in_month(day.year, day.month);
		row = view_row(part, result_chart_BREAK_ROW);
		view_text(row, result_chart_BREAK_X, tenths(row, x));
		view_text(row, result_chart_BREAK_LABEL_X, tenths(row, x));
		view_text(row, result_chart_BREAK_ANCHOR, x < 1500 ? "start" : x > 6200 ? "end" : "middle");
		view_format(row, result_chart_BREAK_WORDS, "Version %lld from %s", (long long)readings->list[i].number, day_brief(row, day));
	}
}

static const char *
chart_words(const struct chart *c)
{
	struct buffer *out = buffer_new(c->ctx);

	for (int64_t i = 0; i < c->count; i++) {
		const struct result_row *row = result_row_of(c->page->months, c->page->period.first + i, c->currency);

		buffer_format(out, "%s%s: %s", i ? "; " : "", month_long(out, month_day(c->page->period.first + i)), row
		    ? figure_words(out, c->page->figure, &row->total, c->currency) : "no cases");
		if (c->open[i] && row)
			buffer_text(out, ", still open");
	}
	buffer_byte(out, '.');
	return buffer_take(c->ctx, out);
}

void
result_chart_fill(struct view *view, const struct figure_page *p)
{
	const struct chart *c = chart_make(view, p);
	struct view *part = view_part(view, M_RESULT_CHART, TPL_RESULT_CHART);

	view_text(part, result_chart_CHART_ID, "chart");
	view_format(part, result_chart_CHART_TITLE, "%s, %s", p->figure->title, period_words(part, &p->period));
	view_text(part, result_chart_CHART_WORDS, chart_words(c));
	grid_fill(part, c);
	breaks_fill(part, c, p->zone);
	if (is_line(p->figure)) {
		if (p->figure->unit == UNIT_MINUTES)
			lines_fill(part, c, c->has_ninth, c->ninth, true);
		lines_fill(part, c, c->has, c->value, false);
	} else
		bars_fill(part, c);
	values_fill(part, c);
	if (p->figure->unit == UNIT_MINUTES)
		view_maybe(part, result_chart_KEY_LINE, result_chart_KEY_WORDS, "Full line: half are within it. Dashed line with rings: nine of ten are.");
	else if (p->figure->metric == METRIC_LEAD_TO_CUSTOMER)
		view_maybe(part, result_chart_KEY_LINE, result_chart_KEY_WORDS, "Hatched months have not had all their days yet: more may still be won.");
	else if (c->currency)
		view_maybe(part, result_chart_KEY_LINE, result_chart_KEY_WORDS, *c->currency ? text_format(part, "In %s. Other currencies stand in the table.", c->currency) : NULL);
}
