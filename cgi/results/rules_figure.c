/* The figures by name, and their numbers in words. */
#include "results/rules_figure.h"

#include "base/text.h"
#include "sla/rules.h"

#include <string.h>

const char *const unit_names[] = { "count", "share", "minutes", "days", "average", "sum", NULL };

#define OF_LEADS (1 << BY_ORIGIN | 1 << BY_SOURCE | 1 << BY_CAMPAIGN | 1 << BY_THEME | 1 << BY_PERSONA | 1 << BY_OWNER)
#define BY_HANDED "By the day of the handoff"
#define BY_CLOSED "By the day the deal was closed"

static const struct figure figures[METRICS] = {
	{ METRIC_VOLUME, UNIT_COUNT, FAMILY_HANDOFFS, OF_LEADS, "Volume", "Handoffs with every must met, less returns that were agreed, upheld or not answered in time. A person counts once in 90 days; what is not decided yet is included.",
	    "counted", "handed over", BY_HANDED, "handoff" },
	{ METRIC_QUALITY, UNIT_SHARE, FAMILY_HANDOFFS, OF_LEADS, "Quality", "Handoffs that Sales accepted, overturned returns included, of those decided.", "accepted", "decided", BY_HANDED, "handoff" },
	{ METRIC_QUALITY_BY_DECISION, UNIT_SHARE, FAMILY_HANDOFFS, OF_LEADS, "Quality by the day of the decision", "The same handoffs in the month Sales decided on them.", "accepted", "decided", "By the day of the decision", "handoff" },
	{ METRIC_CONTEXT, UNIT_SHARE, FAMILY_HANDOFFS, OF_LEADS, "Context", "Handoffs with every must known, with its evidence, of those submitted.", "all known", "submitted", BY_HANDED, "handoff" },
	{ METRIC_TIME_TO_DECISION, UNIT_MINUTES, FAMILY_SPEED, OF_LEADS, "Time to decision", "Working time from the handoff to the decision: half were decided within it. What is not decided is longer than any.", "decided", "handed over", BY_HANDED, "handoff" },
	{ METRIC_TIME_TO_FIRST_ATTEMPT, UNIT_MINUTES, FAMILY_SPEED, OF_LEADS, "Time to first attempt", "Working time from the handoff to the first attempt: half were tried within it. Never tried is longer than any; returned before anybody tried is left out.", "tried", "to be tried", BY_HANDED, "handoff" },
	{ METRIC_WAIT_FOR_ATTEMPT, UNIT_MINUTES, FAMILY_SPEED, OF_LEADS, "The buyer's wait", "The same from the moment the lead asked: working time from conversion to the first attempt.", "tried", "to be tried", BY_HANDED, "handoff" },
	{ METRIC_ACCEPTED, UNIT_SHARE, FAMILY_STEPS, OF_LEADS, "Accepted", "Of the leads handed over that met every must: those Sales accepted, or that came further. Imported leads with a history are among them, from the day they became an MQL.", "accepted", "in all", BY_HANDED, "handoff" },
	{ METRIC_QUALIFIED, UNIT_SHARE, FAMILY_STEPS, OF_LEADS, "Sales-qualified", "Of the leads that Accepted counts: those confirmed in a conversation, or that came further.", "qualified", "in all", BY_HANDED, "handoff" },
	{ METRIC_OPPORTUNITY, UNIT_SHARE, FAMILY_STEPS, OF_LEADS, "Opportunity", "Of the leads that Accepted counts: those a deal was opened for.", "opened", "in all", BY_HANDED, "handoff" },
	{ METRIC_CUSTOMER, UNIT_SHARE, FAMILY_STEPS, OF_LEADS, "Customer", "Of the leads that Accepted counts: those whose deal was won.", "won", "in all", BY_HANDED, "handoff" },
	{ METRIC_LEAD_TO_CUSTOMER, UNIT_SHARE, FAMILY_CUSTOMERS, OF_LEADS, "Lead to customer", "Leads that became a customer within 180 days of their first handoff, of all first handoffs. Months that have not had those days are still open. Imported leads with a history count from the day they became an MQL.", "won", "first handoffs", "By the day of the first handoff", "handoff" },
	{ METRIC_RETURNED, UNIT_COUNT, FAMILY_REASONS, OF_LEADS | 1 << BY_REASON, "Returned", "Handoffs whose return stands or is not settled: they should not have come.", "returned", "returned", BY_HANDED, "handoff" },
	{ METRIC_DISQUALIFIED, UNIT_COUNT, FAMILY_REASONS, OF_LEADS | 1 << BY_REASON, "Disqualified", "Handoffs that came rightly and turned out to be none.", "disqualified", "disqualified", BY_HANDED, "handoff" },
	{ METRIC_RECYCLED, UNIT_COUNT, FAMILY_REASONS, OF_LEADS | 1 << BY_REASON, "Recycled", "Handoffs that go back to Marketing until later.", "recycled", "recycled", BY_HANDED, "handoff" },
	{ METRIC_MARKETING_SHARE, UNIT_SHARE, FAMILY_CUSTOMERS, OF_LEADS, "Marketing share", "New customers whose lead came from Marketing, handed over before the deal was opened, of all new customers. An account is new with its first win.", "from Marketing", "new customers", BY_CLOSED, "deal" },
	{ METRIC_WIN_RATE, UNIT_SHARE, FAMILY_CUSTOMERS, OF_LEADS, "Win rate", "Deals won, of those won or lost: by their number, and by what they are worth, each currency by itself.", "won", "closed", BY_CLOSED, "deal" },
	{ METRIC_AVERAGE_DEAL, UNIT_AVERAGE, FAMILY_MONEY, OF_LEADS, "Average deal", "What the won deals are worth, by their number; those whose worth is known. Each currency by itself.", "won", "won", BY_CLOSED, "deal" },
	{ METRIC_CYCLE_LENGTH, UNIT_DAYS, FAMILY_SPEED, OF_LEADS, "Cycle length", "Days from the opening of a deal to its win: half of the won deals took no longer.", "won", "won", BY_CLOSED, "deal" },
	{ METRIC_CYCLE_FROM_CONVERSION, UNIT_DAYS, FAMILY_SPEED, OF_LEADS, "Cycle from conversion", "Days from the moment the lead asked to the win of its deal, where that moment is known.", "won", "won", BY_CLOSED, "deal" },
	{ METRIC_GOAL, UNIT_SUM, FAMILY_MONEY, OF_LEADS, "Goal", "What was won, of all origins, less what was taken back: a reversal takes a deal out of the month it was won in.", "won", "won", BY_CLOSED, "deal" },
	{ METRIC_PIPELINE, UNIT_SUM, FAMILY_MONEY, OF_LEADS, "Pipeline created", "What the deals are worth that were opened, as last said.", "opened", "opened", "By the day the deal was opened", "deal" },
	{ METRIC_LOST, UNIT_COUNT, FAMILY_REASONS, OF_LEADS | 1 << BY_REASON, "Lost", "Deals that were lost.", "lost", "lost", BY_CLOSED, "deal" },
	{ METRIC_BOOKED, UNIT_SUM, FAMILY_MONEY, OF_LEADS, "Booked", "What was signed, less what was taken back.", "signed", "signed", "By the day of the signature", "deal event" },
	{ METRIC_INVOICED, UNIT_SUM, FAMILY_MONEY, OF_LEADS, "Invoiced", "What was invoiced, less what was taken back.", "invoiced", "invoiced", "By the day of the invoice", "deal event" },
	{ METRIC_PAID, UNIT_SUM, FAMILY_MONEY, OF_LEADS, "Paid", "What was paid, less what was taken back.", "paid", "paid", "By the day of the payment", "deal event" },
};

const struct figure *
figure_of(int metric)
{
	return &figures[metric];
}

const struct figure *
figure_named(const void *ctx, const char *name)
{
	const char *plain = name ? text_replace(ctx, name, "-", "_") : NULL;

	for (int i = 0; plain && i < METRICS; i++)
		if (text_equal(plain, metric_names[i]))
			return &figures[i];
	return NULL;
}

const char *
dated_words(int dated)
{
	static const char *const words[] = { BY_HANDED, "By the day of the decision", BY_CLOSED, "By the day the deal was opened", "By the day the lead asked" };

	return words[dated];
}

const char *
minutes_words(const void *ctx, int64_t minutes)
{
	if (minutes < 0)
		return "not yet";
	if (minutes < 60)
		return text_format(ctx, "%lld min", (long long)minutes);
	if (minutes % 60 == 0)
		return text_format(ctx, "%lld h", (long long)minutes / 60);
	return text_format(ctx, "%lld h %lld min", (long long)minutes / 60, (long long)minutes % 60);
}

const char *
days_words(const void *ctx, int64_t days)
{
	return days < 0 ? "not yet" : days == 1 ? "1 day" : text_format(ctx, "%lld days", (long long)days);
}

static const char *
sum_words(const void *ctx, int64_t minor, const char *currency)
{
	const struct currency *c = currency_find(currency);

	return c ? money_words(ctx, c, minor) : "Worth not said";
}

const char *
figure_words(const void *ctx, const struct figure *f, const struct total *t, const char *currency)
{
	int64_t number;

	if (!t->denominator)
		return "No cases";
	if (!figure_number(f, t, &number))
		return f->unit == UNIT_MINUTES ? "Not yet" : "No cases";
	switch (f->unit) {
	case UNIT_SHARE:
		return share_words(ctx, t->numerator, t->denominator);
	case UNIT_MINUTES:
		return minutes_words(ctx, number);
	case UNIT_DAYS:
		return days_words(ctx, number);
	case UNIT_AVERAGE:
	case UNIT_SUM:
		return sum_words(ctx, number, currency);
	}
	return text_format(ctx, "%lld", (long long)number);
}

const char *
figure_beside(const void *ctx, const struct figure *f, const struct total *t, const char *currency)
{
	long long n = t->numerator, d = t->denominator;

	if (!d || (f->unit == UNIT_DAYS && !total_reached(t)))
		return "";
	switch (f->unit) {
	case UNIT_COUNT:
		return n == d ? "" : text_format(ctx, "of %lld %s", d, f->cases);
	case UNIT_SHARE:
		return text_format(ctx, "%lld of %lld", n, d);
	case UNIT_MINUTES:
		return text_format(ctx, "%lld of %lld %s, nine of ten %s", n, d, f->hits, total_rank(t, f->unit, 9) < 0 ? "not yet"
		    : text_format(ctx, "within %s", minutes_words(ctx, total_rank(t, f->unit, 9))));
	case UNIT_DAYS:
		return text_format(ctx, "%lld %s, mean %lld.%lld", (long long)total_reached(t), f->hits, (long long)total_mean_tenths(t) / 10,
		    (long long)total_mean_tenths(t) % 10);
	}
	return currency && *currency ? text_format(ctx, "%lld %s", n, f->hits) : text_format(ctx, "%lld %s without an amount", n, f->hits);
}

int64_t
month_number(struct day day)
{
	return (int64_t)day.year * 12 + day.month - 1;
}

struct day
month_day(int64_t month)
{
	return (struct day){ (int)(month / 12), (int)(month % 12) + 1, 1 };
}

const char *
month_code(const void *ctx, int64_t month)
{
	return text_copy_bytes(ctx, day_print(ctx, month_day(month)), 7);
}

bool
month_read(const char *code, int64_t *month)
{
	char whole[11] = "0000-00-01";
	struct day day;

	if (!code || strlen(code) != 7)
		return false;
	memcpy(whole, code, 7);
	if (!day_parse(whole, &day))
		return false;
	*month = month_number(day);
	return true;
}

bool
month_is_ripe(int64_t month, int64_t horizon, struct day today)
{
	return day_number(month_day(month + 1)) + horizon <= day_number(today);
}
