/* Reckons a plan backwards, line by line, and writes what comes out into promises. */
#include "sla/rules_plan.h"

#include "base/text.h"
#include "sla/rules_attain.h"

#include <string.h>
#include <talloc.h>

/*
 * An exact amount. Nothing overflows: a goal is below 10^15, and each of the at most five percentages multiplies by 1000 above or
 * below, so neither side reaches 10^32 of the 10^38 there is room for.
 */
struct ratio {
	unsigned __int128 over, under;
};

static struct ratio
ratio_times(struct ratio r, int64_t over, int64_t under)
{
	return (struct ratio){ r.over * (unsigned __int128)over, r.under * (unsigned __int128)under };
}

/* Rounded up; PLAN_LEADS_MOST + 1 for whatever is more than PLAN_LEADS_MOST. */
static int64_t
ratio_up(struct ratio r)
{
	unsigned __int128 whole = r.over / r.under + (r.over % r.under != 0);

	return whole > PLAN_LEADS_MOST ? PLAN_LEADS_MOST + 1 : (int64_t)whole;
}

/*
 * "1,250", "30", "357.14": to two digits, with commas; "<0.01" where that would be nothing. Nothing is beyond MONEY_MOST here: no
 * step gives more than the last one, which PLAN_LEADS_MOST bounds, but the customers of whom Marketing brings the least share.
 */
static const char *
ratio_words(const void *ctx, struct ratio r)
{
	static const struct currency hundredths = { "", "", "", 2 };
	unsigned __int128 value = (r.over * 200 + r.under) / (r.under * 2);
	const char *words;

	if (!value)
		return "<0.01";
	words = money_typed(ctx, &hundredths, (int64_t)value);
	return value % 100 && value % 10 == 0 ? text_copy_bytes(ctx, words, strlen(words) - 1) : words;
}

/* What it takes before one rate: of a hundred, so many come on. */
static struct ratio
before_rate(struct ratio r, int64_t tenths)
{
	return ratio_times(r, TENTHS_ALL, tenths);
}

static struct ratio
customers_of(const struct plan *plan)
{
	return (struct ratio){ (unsigned __int128)plan->goal, (unsigned __int128)plan->deal };
}

/* Leads a month at these rates; 0: more than there may be, or one of them is nothing. */
static int64_t
leads_at(const struct plan *plan, const int64_t rates[PLAN_RATES])
{
	struct ratio r = ratio_times(customers_of(plan), plan->share, TENTHS_ALL);
	int64_t leads;

	for (int i = PLAN_RATES - 1; i >= RATE_ACCEPTED; i--) {
		if (!rates[i])
			return 0;
		r = before_rate(r, rates[i]);
	}
	leads = ratio_up(ratio_times(r, 1, plan_period_months(plan->period)));
	return leads > PLAN_LEADS_MOST ? 0 : leads;
}

/* The same with another rate in one place. */
static int64_t
leads_with(const struct plan *plan, const int64_t rates[PLAN_RATES], int place, int64_t tenths)
{
	int64_t others[PLAN_RATES];

	memcpy(others, rates, sizeof others);
	others[place] = tenths;
	return leads_at(plan, others);
}

static void
line_add(struct plan_result *result, const char *name, const char *sum, const char *words)
{
	result->lines[result->line_count++] = (struct plan_line){ name, sum, words };
}

static void
lines_write(struct plan_result *result, const struct plan *plan, const int64_t rates[PLAN_RATES])
{
	static const char *const names[] = { "Leads handed over", "Leads accepted (SAL)", "Sales-qualified leads (SQL)", "Opportunities" };
	const struct currency *currency = currency_find(plan->currency);
	const char *period = plan_period_names[plan->period], *before;
	int64_t months = plan_period_months(plan->period);
	struct ratio r = customers_of(plan);

	result->lines = memory_need(talloc_zero_array(result, struct plan_line, PLAN_RATES + 3));
	line_add(result, text_format(result, "New customers a %s", period), text_format(result, "%s ÷ %s",
	    money_words(result, currency, plan->goal), money_words(result, currency, plan->deal)), before = ratio_words(result, r));
	if (plan->share < TENTHS_ALL) {
		result->others = ratio_words(result, ratio_times(r, TENTHS_ALL - plan->share, TENTHS_ALL));
		r = ratio_times(r, plan->share, TENTHS_ALL);
		line_add(result, "Of them from Marketing", text_format(result, "%s × %s %%", before, percent_print(result, (int)plan->share)),
		    ratio_words(result, r));
		before = ratio_words(result, r);
	}
	for (int i = PLAN_RATES - 1; i >= RATE_ACCEPTED; i--) {
		r = before_rate(r, rates[i]);
		line_add(result, i == RATE_ACCEPTED ? text_format(result, "%s a %s", names[i], period) : names[i],
		    text_format(result, "%s ÷ %s %%", before, percent_print(result, (int)rates[i])), ratio_words(result, r));
		before = ratio_words(result, r);
	}
	if (months > 1)
		line_add(result, "Leads handed over a month", text_format(result, "%s ÷ %lld, rounded up", before, (long long)months),
		    text_format(result, "%lld", (long long)result->leads));
	else if (r.over % r.under)
		line_add(result, "Rounded up", before, text_format(result, "%lld", (long long)result->leads));
}

/* Leads at the best and at the worst month of each rate that is history's. */
static void
ranges_find(struct plan_result *result, const struct plan *plan, const struct plan_history *history, const int64_t rates[PLAN_RATES])
{
	for (int i = 0; i < PLAN_RATES; i++) {
		const struct rate_history *h = &history->rates[i];
		int64_t best, worst;

		if (plan->rates[i] || h->months < 2)
			continue;
		best = leads_with(plan, rates, i, percent_tenths(h->best.took, h->best.came));
		worst = leads_with(plan, rates, i, percent_tenths(h->worst.took, h->worst.came));
		if (best == worst)
			continue;
		result->ranges[i].leads_best = best;
		result->ranges[i].leads_worst = worst;
	}
}

struct plan_result *
plan_reckon(const void *ctx, const struct plan *plan, const struct plan_history *history)
{
	static const char *const missing[PLAN_RATES] = {
		"There is no rate of accepted leads: the last full months have none. Type one.",
		"There is no rate of accepted leads that become SQLs: the last full months have none. Type one.",
		"There is no rate of SQLs that become opportunities: the last full months have none. Type one.",
		"There is no rate of opportunities that become customers: the last full months have none. Type one.",
	};
	struct plan_result *result = memory_need(talloc_zero(ctx, struct plan_result));
	int64_t rates[PLAN_RATES];

	for (int i = 0; i < PLAN_RATES; i++) {
		rates[i] = plan->rates[i] ? plan->rates[i] : history->rates[i].tenths;
		if (!rates[i]) {
			result->problem = missing[i];
			return result;
		}
	}
	result->leads = leads_at(plan, rates);
	if (!result->leads) {
		result->problem = "That would take more than a million leads a month. Look at the average deal and the rates again.";
		return result;
	}
	lines_write(result, plan, rates);
	result->parts = memory_need(talloc_zero_array(result, int64_t, plan->source_count + 1));
	plan_split(result->leads, plan->sources, plan->source_count, result->parts);
	ranges_find(result, plan, history, rates);
	return result;
}

void
plan_split(int64_t total, const struct plan_source *sources, size_t count, int64_t *parts)
{
	int64_t left = total;

	for (size_t i = 0; i < count; i++) {
		parts[i] = total * sources[i].tenths / TENTHS_ALL;
		left -= parts[i];
	}
	for (; left > 0 && count; left--) {
		size_t most = count;

		for (size_t i = 0; i < count; i++) {
			int64_t rest = total * sources[i].tenths - parts[i] * TENTHS_ALL;

			if (rest > 0 && (most == count || rest > total * sources[most].tenths - parts[most] * TENTHS_ALL))
				most = i;
		}
		parts[most < count ? most : 0]++;
	}
}

/* A volume that the plan speaks about. */
static bool
is_replaced(const struct promise *p, int64_t gate_id)
{
	return p->kind == PROMISE_VOLUME && (p->definition_id == gate_id || !p->definition_id)
	    && (p->scope_kind == GLOSSARY_NONE || p->scope_kind == SCOPE_SOURCE);
}

/* What is promised for a source (NULL: all leads) as the plan has it; what was there for the same leads goes on. */
static struct promise
volume_of(const struct agreement *a, const char *source, int64_t quantity)
{
	struct promise made = PROMISE_BLANK;

	made.kind = PROMISE_VOLUME;
	made.party = PARTY_MARKETING;
	made.pace = PACE_EVEN;
	made.definition_id = a->gate_id;
	made.scope_kind = source ? SCOPE_SOURCE : GLOSSARY_NONE;
	made.scope_value = source;
	for (size_t i = 0; i < a->promise_count; i++) {
		const struct promise *p = &a->promises[i];

		if (is_replaced(p, a->gate_id) && (source ? text_equal_fold(p->scope_value, source) : p->scope_kind == GLOSSARY_NONE)) {
			made = *p;
			break;
		}
	}
	made.quantity = quantity;
	return made;
}

bool
plan_fill(const void *ctx, struct agreement *a, const struct plan *plan, const struct plan_result *result, bool by_source)
{
	struct promise *list = memory_need(talloc_zero_array(ctx, struct promise, a->promise_count + plan->source_count + 1));
	size_t count = 0, at = 0;

	/* Where the first one stood; where there was none, in front. */
	while (at < a->promise_count && !is_replaced(&a->promises[at], a->gate_id))
		at++;
	if (at == a->promise_count)
		at = 0;
	for (size_t i = 0; i <= a->promise_count; i++) {
		if (i == at && !by_source)
			list[count++] = volume_of(a, NULL, result->leads);
		for (size_t k = 0; i == at && by_source && k < plan->source_count; k++)
			if (result->parts[k])
				list[count++] = volume_of(a, plan->sources[k].name, result->parts[k]);
		if (i < a->promise_count && !is_replaced(&a->promises[i], a->gate_id))
			list[count++] = a->promises[i];
	}
	if (count > PROMISES_MOST)
		return false;
	a->promises = list;
	a->promise_count = count;
	return true;
}
