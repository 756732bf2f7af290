/* What is typed into a plan, what is wrong with it, and what the organisation's own months say. */
#include "sla/rules_plan.h"

#include "base/text.h"
#include "base/utf8.h"
#include "sla/rules_attain.h"

#include <string.h>
#include <talloc.h>

const char *const plan_period_names[] = { "month", "quarter", "year", NULL };
const char *const plan_rate_members[] = { "accepted", "qualified", "opportunity", "customer", NULL };

int64_t
plan_period_months(int period)
{
	static const int64_t months[] = { [PLAN_MONTH] = 1, [PLAN_QUARTER] = 3, [PLAN_YEAR] = 12 };

	return months[period];
}

/* Below, at or above 0 as a rate is lower than, equal to or higher than another. */
static int
rate_compare(int64_t took, int64_t came, int64_t other_took, int64_t other_came)
{
	__int128 left = (__int128)took * other_came, right = (__int128)other_took * came;

	return (left > right) - (left < right);
}

static void
rate_count(struct rate_history *r, const struct plan_month *m, int i)
{
	int64_t took = m->took[i], came = m->came[i];

	if (came <= 0)
		return;
	if (!r->months || rate_compare(took, came, r->worst.took, r->worst.came) <= 0)
		r->worst.month = m->month, r->worst.took = took, r->worst.came = came;
	if (!r->months || rate_compare(took, came, r->best.took, r->best.came) >= 0)
		r->best.month = m->month, r->best.took = took, r->best.came = came;
	r->took += took;
	r->came += came;
	r->months++;
}

struct plan_history
plan_history_of(const struct plan_month *months, size_t count)
{
	struct plan_history h = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct plan_month *m = &months[i];

		for (int rate = 0; rate < PLAN_RATES; rate++)
			rate_count(&h.rates[rate], m, rate);
		if (m->handed_over > 0) {
			h.least = !h.volume_months || m->handed_over < h.least ? m->handed_over : h.least;
			h.most = m->handed_over > h.most ? m->handed_over : h.most;
			h.handed_over += m->handed_over;
			h.volume_months++;
		}
	}
	for (int rate = 0; rate < PLAN_RATES; rate++)
		h.rates[rate].tenths = h.rates[rate].came ? percent_tenths(h.rates[rate].took, h.rates[rate].came) : 0;
	return h;
}

bool
plan_percent_read(const void *ctx, const char *typed, int64_t *tenths)
{
	char *words = text_trim(ctx, typed ? typed : ""), *digits;
	size_t length = strlen(words);
	const char *point;
	int64_t whole, fraction = 0;

	if (length && words[length - 1] == '%')
		words[length - 1] = '\0';
	digits = text_decimal(ctx, words, 3, 1);
	if (!digits)
		return false;
	point = strchr(digits, '.');
	if (point)
		fraction = point[1] - '0';
	if (!text_integer(text_copy_bytes(ctx, digits, point ? (size_t)(point - digits) : strlen(digits)), 0, 100, &whole)
	    || whole * 10 + fraction < 1 || whole * 10 + fraction > 1000)
		return false;
	*tenths = whole * 10 + fraction;
	return true;
}

static int64_t
percent_take(struct problems *p, const char *member, int index, const char *what, const char *typed)
{
	int64_t tenths = 0;

	if (!plan_percent_read(p, typed, &tenths))
		problem_add(p, member, index, "%s: a percentage from 0.1 to 100, such as 62.5.", what);
	return tenths;
}

static int64_t
money_take(struct problems *p, const char *member, const char *what, const struct currency *currency, const char *typed)
{
	int64_t minor = 0;

	if (!currency)
		return 0;
	if (!money_read(currency, text_trim(p, typed ? typed : ""), &minor))
		problem_add(p, member, -1, "Write %s as a plain amount, such as 600000 or 600,000%s.", what, currency->digits ? ".50" : "");
	else if (!minor)
		problem_add(p, member, -1, "Say %s: more than nothing.", what);
	return minor;
}

static void
take_source(struct problems *p, struct plan_source *sources, size_t *count, size_t row, const struct plan_typed *t)
{
	const char *name = text_squeeze(p, utf8_visible(p, t->source_names[row] ? t->source_names[row] : ""));
	bool has_share = !text_blank(t->source_shares[row]);
	int at = (int)row;

	if (!*name && !has_share)
		return;
	if (!*name)
		problem_add(p, "source_name", at, "Name the source that brings this share.");
	else if (!utf8_valid_text(name, UTF8_LINE) || utf8_length(name) > PLAN_SOURCE_CHARACTERS)
		problem_add(p, "source_name", at, "The name of a source has at most %d characters.", PLAN_SOURCE_CHARACTERS);
	for (size_t i = 0; *name && i < *count; i++)
		if (text_equal_fold(sources[i].name, name))
			problem_add(p, "source_name", at, "%s stands here twice.", text_clip(p, name, 60));
	sources[*count].name = name;
	sources[(*count)++].tenths = percent_take(p, "source_share", at, "What this source brings", t->source_shares[row]);
}

/* Parts that do not come to the whole would lose leads. */
static void
check_sources(struct problems *p, const struct plan *plan)
{
	int64_t sum = 0;

	for (size_t i = 0; i < plan->source_count; i++) {
		if (!plan->sources[i].tenths)
			return;
		sum += plan->sources[i].tenths;
	}
	if (plan->source_count && sum != 1000)
		problem_add(p, "source_share", 0, "The sources come to %s %% together. They must come to 100 %%.",
		    text_format(p, sum % 10 ? "%lld.%lld" : "%lld", (long long)(sum / 10), (long long)(sum % 10)));
}

struct plan
plan_read(struct problems *p, const struct plan_typed *t, const struct plan_history *history)
{
	static const char *const what[] = { "Leads that Sales accepts", "Accepted leads that become SQLs", "SQLs that become opportunities",
		"Opportunities that become customers" };
	struct plan_source *sources = memory_need(talloc_zero_array(p, struct plan_source, PLAN_SOURCES_MOST));
	const struct currency *currency = t->currency < 0 ? NULL : &currencies[t->currency];
	struct plan plan = { .period = t->period, .currency = currency ? currency->code : NULL, .sources = sources };

	plan.goal = money_take(p, "goal", "the revenue goal", currency, t->goal);
	if (plan.period < 0)
		problem_add(p, "period", -1, "Choose the time the goal is for.");
	if (!currency)
		problem_add(p, "currency", -1, "Choose a currency.");
	plan.deal = money_take(p, "deal", "the average deal", currency, t->deal);
	plan.share = percent_take(p, "share", -1, "New customers who come from Marketing", t->share);
	for (int i = 0; i < PLAN_RATES; i++) {
		if (text_blank(t->rates[i]) && history->rates[i].tenths)
			continue;
		plan.rates[i] = percent_take(p, plan_rate_members[i], -1, what[i], t->rates[i]);
	}
	for (size_t i = 0; i < PLAN_SOURCES_MOST; i++)
		take_source(p, sources, &plan.source_count, i, t);
	check_sources(p, &plan);
	return plan;
}

struct plan_typed
plan_typed_of(const void *ctx, const struct plan *plan)
{
	const struct currency *currency = currency_find(plan->currency);
	struct plan_typed t = { .period = plan->period, .currency = currency ? (int)(currency - currencies) : -1 };

	if (!currency)
		return t;
	t.goal = money_typed(ctx, currency, plan->goal);
	t.deal = money_typed(ctx, currency, plan->deal);
	t.share = percent_print(ctx, (int)plan->share);
	for (int i = 0; i < PLAN_RATES; i++)
		t.rates[i] = plan->rates[i] ? percent_print(ctx, (int)plan->rates[i]) : NULL;
	for (size_t i = 0; i < plan->source_count && i < PLAN_SOURCES_MOST; i++) {
		t.source_names[i] = plan->sources[i].name;
		t.source_shares[i] = percent_print(ctx, (int)plan->sources[i].tenths);
	}
	return t;
}

bool
plan_same(const struct plan *a, const struct plan *b)
{
	if (a->period != b->period || !text_equal(a->currency, b->currency) || a->goal != b->goal || a->deal != b->deal
	    || a->share != b->share || memcmp(a->rates, b->rates, sizeof a->rates) != 0 || a->source_count != b->source_count)
		return false;
	for (size_t i = 0; i < a->source_count; i++)
		if (!text_equal(a->sources[i].name, b->sources[i].name) || a->sources[i].tenths != b->sources[i].tenths)
			return false;
	return true;
}

const char *
plan_goal_words(const void *ctx, const struct plan *plan)
{
	return text_format(ctx, "%s a %s", money_words(ctx, currency_find(plan->currency), plan->goal), plan_period_names[plan->period]);
}
