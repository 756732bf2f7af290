/* The words of deals: names, labels, amounts, and why something cannot happen. */
#include "leads/rules_deal.h"

#include "base/days.h"
#include "base/text.h"
#include "sla/rules.h"

#include <string.h>
#include <talloc.h>

const char *const deal_kind_names[] = { "opened", "stage", "signed", "invoiced", "paid", "lost", "reversed", NULL };
const char *const deal_state_names[] = { "open", "won", "lost", NULL };

static const char *
pick(const char *const *labels, int count, int code)
{
	return code < 0 || code >= count ? "" : labels[code];
}
#define PICK(labels, code) pick(labels, (int)(sizeof labels / sizeof *labels), code)

const char *
deal_kind_label(int kind)
{
	static const char *const labels[] = { "Opened", "Moved", "Signed", "Invoiced", "Paid", "Lost", "Taken back" };

	return PICK(labels, kind);
}

const char *
deal_done(int kind)
{
	static const char *const done[] = {
		"opened it", "moved it on", "recorded the signature", "recorded an invoice", "recorded a payment", "marked it lost", "took something back"
	};

	return PICK(done, kind);
}

const char *
deal_state_label(int state)
{
	static const char *const labels[] = { "Open", "Won", "Lost" };

	return PICK(labels, state);
}

/* "at 10:24" on the same day, else "on 3 Aug 2026, 14:02". */
static const char *
when(const void *ctx, int64_t at, int64_t now, const char *zone)
{
	if (day_compare(day_of(at, zone), day_of(now, zone)) == 0)
		return text_format(ctx, "at %s", instant_time(ctx, at, zone));
	return text_format(ctx, "on %s", instant_short(ctx, at, zone));
}

/* What can be done instead. */
static const char *
advice(const struct deal *deal, int kind)
{
	if (kind == DEAL_REVERSED)
		return "There is nothing to take back.";
	if (deal->lost_at)
		return "The deal is lost. Open it again first.";
	if (kind == DEAL_SIGNED)
		return "It is signed already. Take the signature back first if that was wrong.";
	if (kind == DEAL_LOST)
		return "It is signed, invoiced or paid. Take that back first, with the reason.";
	return "It is open already, and more has happened since.";
}

const char *
deal_refusal(const void *ctx, const struct deal *deal, int kind, const struct deal_event *last, int64_t now, const char *zone)
{
	if (!last || !last->person_name || last->kind == DEAL_OPENED)
		return advice(deal, kind);
	return text_format(ctx, "%s %s %s. %s", last->person_name, deal_done(last->kind), when(ctx, last->recorded_at, now, zone), advice(deal, kind));
}

const char *
deal_moved_on(const void *ctx, const struct deal_event *last, int64_t now, const char *zone)
{
	if (!last || !last->person_name)
		return "Something happened to the deal while you were typing. Look again, then send it.";
	return text_format(ctx, "%s %s %s while you were typing. Look again, then send it.", last->person_name, deal_done(last->kind),
	    when(ctx, last->recorded_at, now, zone));
}

const char *
deal_amount_problem(const void *ctx, int64_t minor, const char *currency)
{
	if (!currency_find(currency))
		return text_format(ctx, "“%s” is no currency that is known here. Give a code such as EUR.", text_clip(ctx, currency ? currency : "", 12));
	if (minor < 0 || minor > MONEY_MOST)
		return "An amount is not less than nothing, and has at most 15 digits. A reversal is an event of its own.";
	return NULL;
}

/* One point or comma with three digits behind it, or a comma where a point should be: read one way here and another there. */
static bool
is_two_ways(const char *typed)
{
	const char *mark = strpbrk(typed, ".,");

	return mark && strspn(mark + 1, "0123456789") == strlen(mark + 1);
}

bool
deal_amount_read(struct problems *p, const char *member, const char *currency, const char *typed, int64_t *minor)
{
	const struct currency *c = currency_find(currency);
	const char *tidy = text_trim(p, typed ? typed : "");

	if (!*tidy)
		return false;
	if (!c)
		problem_add(p, member, -1, "Choose the currency of the amount.");
	else if (money_read(c, tidy, minor))
		return true;
	else if (is_two_ways(tidy))
		problem_add(p, member, -1, "“%s” can be read in two ways. Write 12000 or 12,000%s, with a comma between thousands%s.", text_clip(p, tidy, 30),
		    c->digits ? ".50" : "", c->digits ? " and a point before the fraction" : "");
	else
		problem_add(p, member, -1, "Write the amount as digits alone, such as 12000 or 12,000%s.", c->digits ? ".50" : "");
	return false;
}

const char *
deal_amount_words(const void *ctx, int64_t minor, const char *currency)
{
	const struct currency *c = currency_find(currency);

	return c ? money_words(ctx, c, minor) : "";
}

const char *
deal_amount_typed(const void *ctx, int64_t minor, const char *currency)
{
	const struct currency *c = currency_find(currency);

	return c ? money_typed(ctx, c, minor) : "";
}

/* The row of a currency, a new one at the end where there is none. */
static struct deal_sum *
sum_row(struct deal_sum *sums, size_t *count, const char *currency)
{
	for (size_t i = 0; i < *count; i++)
		if (text_equal(sums[i].currency, currency))
			return &sums[i];
	sums[*count] = (struct deal_sum){ .currency = currency };
	return &sums[(*count)++];
}

struct deal_sum *
deal_sums(const void *ctx, const struct deal_event *events, size_t count, size_t *sum_count)
{
	struct deal_sum *sums = memory_need(talloc_zero_array(ctx, struct deal_sum, count + 1));

	*sum_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct deal_event *e = &events[i];
		struct deal_sum *sum;

		if (!e->currency || e->undone_at || e->kind < DEAL_SIGNED || e->kind > DEAL_PAID || deal_reversal_of(events, count, e->id))
			continue;
		sum = sum_row(sums, sum_count, e->currency);
		*(e->kind == DEAL_SIGNED ? &sum->signed_minor : e->kind == DEAL_INVOICED ? &sum->invoiced_minor : &sum->paid_minor) += e->amount_minor;
	}
	return sums;
}
