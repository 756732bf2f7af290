/* Charts: a number that rises against what was promised, and twelve months in a row. */
#include "sla/views_live.h"

#include "base/text.h"

#include <talloc.h>

/* The picture, in tenths of its units. */
enum { LEFT = 420, RIGHT = 4640, TOP = 300, BOTTOM = 1940 };

struct chart *
chart_new(const void *ctx, const struct promise_standing *standing, const struct calendar *calendar, const struct day_sum *days, size_t count,
    struct day today)
{
	struct chart *c = memory_need(talloc_zero(ctx, struct chart));
	struct day first = standing->now->first, next = day_add_months(first, 1);

	*c = (struct chart){ .promise = standing->promise, .first = first, .days = days_in_month(first.year, first.month),
	    .target = standing->now->target, .over = day_compare(today, next) >= 0 };
	c->last = c->over ? c->days : day_compare(today, first) < 0 ? 0 : today.day;
	for (size_t i = 0; i < count; i++) {
		struct day day;

		if (day_parse(days[i].day, &day) && day.month == first.month && day.year == first.year)
			c->counts[day.day] += days[i].numerator;
	}
	for (int i = 1; i <= c->days; i++) {
		c->sums[i] = c->sums[i - 1] + c->counts[i];
		c->goals[i] = standing->promise->pace == PACE_OPEN ? c->target
		    : volume_by_day(calendar, c->target, (struct day){ first.year, first.month, i });
	}
	if (standing->promise->pace == PACE_OPEN)
		c->goals[0] = c->target;
	return c;
}

static int64_t
chart_top(const struct chart *c)
{
	int64_t top = c->target > c->sums[c->last] ? c->target : c->sums[c->last];

	return top > 0 ? top : 1;
}

static const char *
tenths(const void *ctx, int64_t n)
{
	return text_format(ctx, "%lld.%lld", (long long)n / 10, (long long)n % 10);
}

static int64_t
x_of(const struct chart *c, int day)
{
	return LEFT + (RIGHT - LEFT) * (int64_t)day / c->days;
}

static int64_t
y_of(const struct chart *c, int64_t n)
{
	return BOTTOM - (BOTTOM - TOP) * n / chart_top(c);
}

static void
point_add(struct buffer *points, const struct chart *c, int day, int64_t n)
{
	buffer_format(points, "%s%s,%s", points->length ? " " : "", tenths(points, x_of(c, day)), tenths(points, y_of(c, n)));
}

static const char *
points_of(const void *ctx, const struct chart *c, const int64_t *values, int last, bool closed)
{
	struct buffer *points = buffer_new(ctx);

	for (int i = 0; i <= last; i++)
		point_add(points, c, i, values[i]);
	if (closed) {
		point_add(points, c, last, 0);
		point_add(points, c, 0, 0);
	}
	return buffer_take(ctx, points);
}

/* A step for the lines behind: one that parts the target evenly where there is such, else a round one. */
static int64_t
grid_step(int64_t target, int64_t top)
{
	static const int64_t round[] = { 1, 2, 5, 10, 20, 25, 30, 40, 50 };

	for (int64_t power = 1; power < INT64_C(10000000000); power *= 10) {
		for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
			int64_t step = round[i] * power;

			if (target % step == 0 && target / step >= 2 && target / step <= 4 && top / step <= 6)
				return step;
		}
	}
	for (int64_t power = 1;; power *= 10)
		for (size_t i = 0; i < 4; i++)
			if (top / (round[i] * power) <= 4)
				return round[i] * power;
}

static void
grid_fill(struct view *part, const struct chart *c)
{
	int64_t top = chart_top(c), step = grid_step(c->target, top);

	for (int64_t n = 0; n <= top; n += step) {
		struct view *row = view_row(part, promise_chart_GRID_ROW);

		view_text(row, promise_chart_GRID_Y, tenths(row, y_of(c, n)));
		view_text(row, promise_chart_LABEL_Y, tenths(row, y_of(c, n) + 40));
		view_number(row, promise_chart_GRID_LABEL, n);
	}
	for (int day = 1; day <= c->days; day += 7) {
		struct view *row = view_row(part, promise_chart_DAY_LABEL);
		bool ends = day + 7 > c->days;
		int shown = ends ? c->days : day;

		view_show_if(row, promise_chart_IS_SECOND, !ends && day % 14 != 1);
		view_text(row, promise_chart_LABEL_X, tenths(row, x_of(c, shown)));
		view_text(row, promise_chart_LABEL_ANCHOR, ends ? "end" : "middle");
		view_text(row, promise_chart_LABEL_WORDS, day_brief(row, (struct day){ c->first.year, c->first.month, shown }));
	}
}

/* Where the line stands, in words beside its dot. */
static void
dot_fill(struct view *part, const struct chart *c)
{
	int64_t x = x_of(c, c->last), y = y_of(c, c->sums[c->last]), goal_y = y_of(c, c->target) - 100;
	bool left = x > 3600 || (x > 2600 && y < goal_y + 400);		/* where the words would leave the picture, or meet those of the goal */

	view_text(part, promise_chart_DOT_X, tenths(part, x));
	view_text(part, promise_chart_DOT_Y, tenths(part, y));
	view_text(part, promise_chart_SAID_X, tenths(part, left ? x - 100 : x + 90));
	view_text(part, promise_chart_SAID_Y, tenths(part, left ? y - 60 : y > 1700 ? y - 60 : y + 160));
	view_text(part, promise_chart_SAID_ANCHOR, left ? "end" : "start");
	view_format(part, promise_chart_SAID_WORDS, c->over ? "%lld in all" : "%lld today", (long long)c->sums[c->last]);
	view_text(part, promise_chart_GOAL_Y, tenths(part, goal_y));
	view_format(part, promise_chart_GOAL_WORDS, "%lld promised", (long long)c->target);
}

static const char *
chart_words(const void *ctx, const struct chart *c)
{
	const char *team = party_label(c->promise->party);

	if (!c->last)
		return text_format(ctx, "The month has not begun. %s promises %lld.", team, (long long)c->target);
	if (c->over)
		return text_format(ctx, "%s handed over %lld of %lld promised.", team, (long long)c->sums[c->last], (long long)c->target);
	return text_format(ctx, "By %s %s handed over %lld. The promise for this day is %lld, and %lld for the month.",
	    day_long(ctx, (struct day){ c->first.year, c->first.month, c->last }), team, (long long)c->sums[c->last], (long long)c->goals[c->last],
	    (long long)c->target);
}

void
chart_fill(struct view *view, const struct chart *c)
{
	struct view *part = view_part(view, M_PROMISE_CHART, TPL_PROMISE_CHART);

	team_fill(part, c->promise->party);
	view_format(part, promise_chart_CHART_TITLE, "Handed over in %s, day by day, against the promise", month_long(part, c->first));
	view_text(part, promise_chart_CHART_WORDS, chart_words(part, c));
	grid_fill(part, c);
	view_text(part, promise_chart_FILL_POINTS, points_of(part, c, c->sums, c->last, true));
	view_text(part, promise_chart_GOAL_POINTS, points_of(part, c, c->goals, c->days, false));
	view_text(part, promise_chart_COUNT_POINTS, points_of(part, c, c->sums, c->last, false));
	dot_fill(part, c);
	for (int i = 1; i <= c->last; i++) {
		struct view *row = view_row(part, promise_chart_CHART_DAY);
		struct day day = { c->first.year, c->first.month, i };

		view_text(row, promise_chart_DAY_STAMP, day_print(row, day));
		view_text(row, promise_chart_DAY_WORDS, day_brief(row, day));
		view_number(row, promise_chart_DAY_COUNT, c->counts[i]);
		view_number(row, promise_chart_DAY_SUM, c->sums[i]);
		view_number(row, promise_chart_DAY_GOAL, c->goals[i]);
	}
}

void
marks_fill(struct view *view, const struct promise_standing *s, int months)
{
	struct view *part = view_part(view, M_MONTH_MARKS, TPL_MONTH_MARKS);
	struct buffer *words = buffer_new(part);

	team_fill(part, s->promise->party);
	buffer_format(words, "%s to %s: ", month_long(words, s->months[0].first), month_long(words, s->now->first));
	for (int i = 0; i < months; i++) {
		struct view *row = view_row(part, month_marks_MARK_ROW);
		int standing = s->months[i].standing;

		view_show_if(row, month_marks_IS_KEPT, standing == PROMISE_KEPT);
		view_show_if(row, month_marks_IS_MISSED, standing == PROMISE_MISSED);
		view_show_if(row, month_marks_IS_BEHIND, standing == PROMISE_BEHIND);
		view_text(row, month_marks_MARK_X, tenths(row, 130 * i + (standing == PROMISE_KEPT ? 0 : 5)));
		buffer_format(words, "%s%s", i ? ", " : "", text_lower(words, promise_state_label(standing)));
	}
	view_text(part, month_marks_MARKS_WORDS, buffer_take(part, words));
}

void
standing_fill(struct view *view, const struct promise *p, const struct promise_month *m)
{
	static const enum tag tags[] = { [PROMISE_KEPT] = TAG_OK, [PROMISE_MISSED] = TAG_PLAIN, [PROMISE_BEHIND] = TAG_WARN,
	    [PROMISE_NOT_DUE] = TAG_PLAIN, [PROMISE_NO_CASES] = TAG_PLAIN, [PROMISE_NOT_MEASURED] = TAG_PLAIN };
	const char *words = promise_state_label(m->standing);

	if (p->kind == PROMISE_VOLUME && m->standing == PROMISE_BEHIND)
		words = text_format(view, "%lld behind pace", (long long)(m->expected - m->numerator));
	else if (p->kind == PROMISE_VOLUME && m->standing == PROMISE_NOT_DUE && m->expected > 0)
		words = "On pace";
	else if (m->standing == PROMISE_BEHIND)
		words = "Behind, can still be kept";
	tag_fill(view, tags[m->standing], words);
}

const char *
target_words(const void *ctx, const struct promise *p, const struct promise_month *m)
{
	return promise_is_number(p->kind) ? text_format(ctx, "%lld", (long long)m->target) : text_format(ctx, "%lld %%", (long long)m->target);
}

const char *
now_words(const void *ctx, const struct promise *p, const struct promise_month *m)
{
	if (p->kind == PROMISE_MEETING)
		return m->numerator ? "Held" : "Not held";
	if (p->kind == PROMISE_VOLUME)
		return text_format(ctx, "%lld", (long long)m->numerator);
	return m->denominator ? share_words(ctx, m->numerator, m->denominator) : "No cases";
}

const char *
cases_words(const void *ctx, const struct promise *p, const struct promise_month *m)
{
	const char *pending = !m->pending ? "" : text_format(ctx, p->kind == PROMISE_VOLUME ? ", %lld undecided" : ", %lld not due", (long long)m->pending);

	if (p->kind == PROMISE_MEETING)
		return NULL;
	if (p->kind == PROMISE_VOLUME)
		return text_format(ctx, "of %lld%s", (long long)m->target, pending);
	if (!m->denominator)
		return m->pending ? text_format(ctx, "%lld not due", (long long)m->pending) : NULL;
	return text_format(ctx, "%lld of %lld%s", (long long)m->numerator, (long long)m->denominator, pending);
}
