/* Puts figures into words. */
#include "meetings/rules_figure.h"

#include "base/text.h"

struct day
figures_month(struct day day)
{
	struct day month = day_month_start(day);

	return day.day <= 15 ? day_add_months(month, -1) : month;
}

static const char *
reached(const void *ctx, const struct promise *p, const struct promise_month *m)
{
	if (!m->held && !m->denominator && !m->numerator)
		return "not promised yet";
	if (promise_is_number(p->kind))
		return text_format(ctx, "%lld", (long long)m->numerator);
	return share_words(ctx, m->numerator, m->denominator);
}

/* Tenths of a percent as points: "2.1 points". */
static const char *
points(const void *ctx, int64_t tenths)
{
	return tenths % 10 ? text_format(ctx, "%lld.%lld points", (long long)(tenths / 10), (long long)(tenths % 10))
	    : text_format(ctx, "%lld point%s", (long long)(tenths / 10), tenths == 10 ? "" : "s");
}

static const char *
change(const void *ctx, const struct promise *p, const struct promise_month *was, const struct promise_month *is)
{
	int64_t a, b;

	if (promise_is_number(p->kind)) {
		int64_t more = is->numerator - was->numerator;

		if (!was->held || p->kind == PROMISE_MEETING)
			return "";
		return more == 0 ? "the same" : text_format(ctx, "%lld %s", (long long)(more < 0 ? -more : more), more < 0 ? "fewer" : "more");
	}
	a = percent_tenths(was->numerator, was->denominator);
	b = percent_tenths(is->numerator, is->denominator);
	if (a == TENTHS_NONE || b == TENTHS_NONE)
		return "";
	return a == b ? "the same" : text_format(ctx, "%s %s", points(ctx, a < b ? b - a : a - b), a < b ? "more" : "less");
}

const struct result_shown results_shown[] = {
	{ METRIC_VOLUME, PARTY_MARKETING, PROMISE_VOLUME },
	{ METRIC_QUALITY, PARTY_MARKETING, PROMISE_QUALITY },
	{ METRIC_CONTEXT, PARTY_MARKETING, PROMISE_CONTEXT },
	{ METRIC_TIME_TO_DECISION, PARTY_SALES, -1 },
	{ METRIC_TIME_TO_FIRST_ATTEMPT, PARTY_SALES, -1 },
	{ METRIC_WIN_RATE, PARTY_SALES, -1 },
	{ METRIC_MARKETING_SHARE, PARTY_BOTH, -1 },
	{ METRIC_GOAL, PARTY_BOTH, -1 },
	{ .metric = -1 }
};

bool
promise_says(const struct promise *p, const struct result_shown *shown)
{
	return p->kind == shown->promise && p->scope_kind == GLOSSARY_NONE;
}

const struct reading *
reading_before(const struct readings *all, int metric, int64_t before)
{
	const struct reading *holds = NULL;

	for (size_t i = 0; i < all->count; i++)
		if (all->list[i].metric == metric && all->list[i].from < before)
			holds = &all->list[i];
	return holds;
}

/* How much a figure moved, in its own unit; "": there is nothing to compare with. */
static const char *
result_change(const void *ctx, const struct figure *f, const struct total *was, const struct total *is, const char *currency)
{
	const struct currency *c = currency_find(currency);
	int64_t a, b, by;

	if (!was || !is || !figure_number(f, was, &a) || !figure_number(f, is, &b))
		return "";
	if (a == b)
		return "the same";
	by = a < b ? b - a : a - b;
	switch (f->unit) {
	case UNIT_SHARE:
		return text_format(ctx, "%s %s", points(ctx, by), a < b ? "more" : "less");
	case UNIT_MINUTES:
		return text_format(ctx, "%s %s", minutes_words(ctx, by), a < b ? "longer" : "shorter");
	case UNIT_DAYS:
		return text_format(ctx, "%s %s", days_words(ctx, by), a < b ? "longer" : "shorter");
	case UNIT_COUNT:
		return text_format(ctx, "%lld %s", (long long)by, a < b ? "more" : "fewer");
	}
	return c ? text_format(ctx, "%s %s", money_words(ctx, c, by), a < b ? "more" : "less") : "";
}

struct promise_figure
result_figure_of(const void *ctx, const struct result_shown *shown, const struct total *was, const struct total *is, const char *currency, struct day month)
{
	static const struct total none = { 0 };
	const struct figure *f = figure_of(shown->metric);

	return (struct promise_figure){
		.party = shown->party,
		.name = f->title,
		.target = "",
		.before_words = figure_words(ctx, f, was ? was : &none, currency),
		.now_words = figure_words(ctx, f, is ? is : &none, currency),
		.cases_words = figure_beside(ctx, f, is ? is : &none, currency),
		.state = "",
		.change_words = result_change(ctx, f, was, is, currency),
		.href = text_format(ctx, "/results/%s?months=2&until=%s", text_replace(ctx, metric_names[f->metric], "_", "-"), month_code(ctx, month_number(month))),
		.shown = shown,
	};
}

struct promise_figure
promise_figure_of(const void *ctx, const struct promise_standing *s, int months)
{
	const struct promise *p = s->promise;
	const struct promise_month *is = &s->months[months - 1], *was = &s->months[months > 1 ? months - 2 : 0];
	bool number = promise_is_number(p->kind);

	return (struct promise_figure){
		.party = p->party,
		.name = promise_sentence(ctx, p),
		.target = text_format(ctx, number ? "%lld" : "%lld %%", (long long)is->target),
		.before_words = months > 1 ? reached(ctx, p, was) : "",
		.now_words = reached(ctx, p, is),
		.cases_words = is->denominator && !number ? text_format(ctx, "%lld of %lld", (long long)is->numerator, (long long)is->denominator) : "",
		.state = promise_state_label(is->standing),
		.change_words = months > 1 ? change(ctx, p, was, is) : "",
		.href = text_format(ctx, "/sla/promises/%lld", (long long)p->id),
	};
}
