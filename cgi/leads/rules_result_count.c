/* The formulas: a line for each metric of a handoff, of a deal, of what was signed, invoiced and paid. */
#include "leads/rules_result.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/rules_lead.h"

#include <string.h>
#include <talloc.h>

/* One thing to count: what stays the same for all its metrics. */
struct counting {
	struct result_cases *cases;
	const struct readings *readings;
	const char *zone;
	const char *return_reason;	/* slug; NULL: it is no return, or criteria alone were cited */
	int64_t subject_id;
	int64_t dates[DATES];		/* instants; 0: it has none */
	const char *currency;
	int64_t minor;
	int64_t groups[DIMENSIONS];
};

/* Whether a line of `lines` is `word`. */
static bool
has_line(const char *lines, const char *word)
{
	size_t length = word ? strlen(word) : 0;

	for (const char *at = lines; at && length && (at = strstr(at, word)); at += length)
		if ((at == lines || at[-1] == '\n') && (!at[length] || at[length] == '\n' || at[length] == '\r'))
			return true;
	return false;
}

static void
case_add(struct counting *c, const struct reading *r, bool beside, int64_t at, bool hit, int64_t value)
{
	struct result_cases *cases = c->cases;
	struct result_case *one;

	cases->list = memory_need(talloc_realloc(cases, cases->list, struct result_case, cases->count + 1));
	one = &cases->list[cases->count++];
	*one = (struct result_case){ .metric = r->metric, .version_id = r->version_id, .subject_id = c->subject_id, .beside = beside,
	    .day = day_number(day_of(at, c->zone)), .hit = hit, .value = value, .currency = c->currency ? c->currency : "", .minor = c->minor };
	memcpy(one->groups, c->groups, sizeof one->groups);
}

/* The readings of a metric, the first of *count in a row. */
static const struct reading *
readings_for(const struct readings *readings, int metric, size_t *count)
{
	size_t first = 0;

	while (first < readings->count && readings->list[first].metric != metric)
		first++;
	for (*count = 0; first + *count < readings->count && readings->list[first + *count].metric == metric; (*count)++)
		continue;
	return &readings->list[first];
}

/*
 * Whether a reading that so many `later` ones follow holds for what is dated so: in force then, or replaced so lately that it stands beside
 * the newer one, until that is replaced as well. What happened in the very second it came into force may have been counted before it.
 */
static bool
holds(const struct reading *r, size_t later, int64_t at, bool *beside)
{
	*beside = later && at > r[1].from;
	if (*beside && (at > r[1].from + (int64_t)BESIDE_DAYS * 86400 || (later > 1 && at > r[2].from)))
		return false;
	return at && at > r->from;
}

/* Counts under every reading that holds. `value` -1: it has not come to that. */
static void
count(struct counting *c, int metric, bool hit, int64_t value)
{
	size_t n;
	const struct reading *r = readings_for(c->readings, metric, &n);

	for (size_t i = 0; i < n; i++) {
		int64_t at = c->dates[r[i].dated];
		bool beside;

		if (!holds(&r[i], n - i - 1, at, &beside) || (metric_leaves_out(metric) && has_line(r[i].without, c->return_reason)))
			continue;
		if (metric == METRIC_LEAD_TO_CUSTOMER)
			hit = value >= 0 && value <= r[i].horizon;
		case_add(c, &r[i], beside, at, hit, value);
	}
}

static int64_t
days_between(int64_t from, int64_t to, const char *zone)
{
	int64_t days = from && to ? day_number(day_of(to, zone)) - day_number(day_of(from, zone)) : -1;

	return from && to && days < 0 ? 0 : days;
}

/* Minutes of working time, begun ones left out; -1: it has not come to that. */
static int64_t
minutes_between(const struct calendar *calendar, int64_t from, int64_t to)
{
	if (!from || !to)
		return -1;
	return to <= from ? 0 : calendar_open_seconds(calendar, from, to, NULL) / 60;
}

/* The one population of the steps: leads that met every must when they came, the first of their lead in 90 days, not withdrawn. */
static void
count_steps(struct counting *c, const struct counted_handoff *h, bool accepted)
{
	int64_t qualified_at = accepted ? h->sql_at ? h->sql_at : h->outcome == OUTCOME_QUALIFIED ? h->outcome_at : 0 : 0;
	bool customer = h->won_at, opportunity = customer || h->opened_at, qualified = opportunity || qualified_at;

	count(c, METRIC_ACCEPTED, qualified || accepted, accepted ? days_between(h->submitted_at, h->decided_at, c->zone) : -1);
	count(c, METRIC_QUALIFIED, qualified, days_between(h->decided_at, qualified_at, c->zone));
	count(c, METRIC_OPPORTUNITY, opportunity, days_between(qualified_at, h->opened_at, c->zone));
	count(c, METRIC_CUSTOMER, customer, days_between(h->opened_at, h->won_at, c->zone));
}

/* Why it was returned or closed: each a count of its own, by reason. */
static void
count_reasons(struct counting *c, const struct counted_handoff *h)
{
	c->groups[BY_REASON] = h->return_reason_id;
	if (h->decision == DECISION_RETURNED)
		count(c, METRIC_RETURNED, true, -1);
	c->groups[BY_REASON] = h->outcome_reason_id;
	if (h->outcome == OUTCOME_DISQUALIFIED)
		count(c, METRIC_DISQUALIFIED, true, -1);
	if (h->outcome == OUTCOME_RECYCLED)
		count(c, METRIC_RECYCLED, true, -1);
	c->groups[BY_REASON] = 0;
}

/* Times count for handoffs that have a calendar. Never tried is longer than any time; returned before anybody tried is none. */
static void
count_times(struct counting *c, const struct counted_handoff *h)
{
	int64_t tried = h->first_attempt_at;

	if (!h->calendar)
		return;
	count(c, METRIC_TIME_TO_DECISION, h->decision != GLOSSARY_NONE, minutes_between(h->calendar, h->submitted_at,
	    h->decision != GLOSSARY_NONE ? h->decided_at : 0));
	if (h->decision == DECISION_RETURNED && !tried)
		return;
	count(c, METRIC_TIME_TO_FIRST_ATTEMPT, tried, minutes_between(h->calendar, h->first_submitted_at, tried));
	if (h->converted_at)
		count(c, METRIC_WAIT_FOR_ATTEMPT, tried, minutes_between(h->calendar, h->converted_at, tried));
}

void
handoff_count(struct result_cases *cases, const struct counted_handoff *h, const struct readings *readings, const char *zone)
{
	bool accepted = h->decision == DECISION_ACCEPTED, returned = h->decision == DECISION_RETURNED;
	bool refused = h->state == HANDOFF_RETURNED && (h->is_final || h->unanswered);
	struct counting c = { .cases = cases, .readings = readings, .zone = zone, .subject_id = h->id,
	    .return_reason = returned ? h->return_reason_slug : NULL,
	    .dates = { [DATED_HANDOFF] = h->first_submitted_at, [DATED_DECISION] = h->decision != GLOSSARY_NONE ? h->decided_at : 0,
	    [DATED_CONVERSION] = h->converted_at },
	    .groups = { [BY_ORIGIN] = h->origin + 1, [BY_SOURCE] = h->source_id, [BY_CAMPAIGN] = h->campaign_id, [BY_THEME] = h->theme_id,
	    [BY_PERSONA] = h->persona_id, [BY_OWNER] = h->owner_id } };

	if (h->state == HANDOFF_WITHDRAWN)
		return;
	count(&c, METRIC_VOLUME, h->all_met && h->in_volume && !refused, -1);
	count(&c, METRIC_CONTEXT, h->all_known, -1);
	count_times(&c, h);
	if (h->all_met && h->in_volume)
		count_steps(&c, h, accepted);
	if (h->is_first)
		count(&c, METRIC_LEAD_TO_CUSTOMER, false, days_between(h->first_submitted_at, h->lead_won_at, zone));
	count_reasons(&c, h);
	if (accepted || returned) {
		count(&c, METRIC_QUALITY, accepted, -1);
		count(&c, METRIC_QUALITY_BY_DECISION, accepted, -1);
	}
}

/* What is told of a later step holds for those before it, too. */
void
past_count(struct result_cases *cases, const struct counted_past *p, const struct readings *readings, const char *zone)
{
	bool customer = p->won_at, opportunity = customer || p->opened_at || p->lost_at;
	bool qualified = opportunity || p->sql_at || p->outcome == OUTCOME_QUALIFIED, accepted = qualified || p->sal_at;
	struct counting c = { .cases = cases, .readings = readings, .zone = zone, .subject_id = PAST_SUBJECT | p->lead_id,
	    .dates = { [DATED_HANDOFF] = p->mql_at, [DATED_CONVERSION] = p->converted_at },
	    .groups = { [BY_ORIGIN] = p->origin + 1, [BY_SOURCE] = p->source_id, [BY_CAMPAIGN] = p->campaign_id, [BY_THEME] = p->theme_id,
	    [BY_PERSONA] = p->persona_id, [BY_OWNER] = p->owner_id } };

	count(&c, METRIC_ACCEPTED, accepted, days_between(p->mql_at, p->sal_at, zone));
	count(&c, METRIC_QUALIFIED, qualified, days_between(p->sal_at, p->sql_at, zone));
	count(&c, METRIC_OPPORTUNITY, opportunity, days_between(p->sql_at, p->opened_at, zone));
	count(&c, METRIC_CUSTOMER, customer, days_between(p->opened_at, p->won_at, zone));
	count(&c, METRIC_LEAD_TO_CUSTOMER, false, days_between(p->mql_at, p->won_at, zone));
}

/* When a deal was won as a reading says it: what its term has said since does not count yet. */
static struct deal
deal_under(const void *ctx, const struct counted_deal *d, const struct reading *r)
{
	struct closing *then = memory_need(talloc_array(ctx, struct closing, d->meaning_count + 1));
	struct deal deal = d->deal;
	size_t n = 0;

	for (size_t i = 0; i < d->meaning_count; i++)
		if (d->meanings[i].term_id != r->term_id || d->meanings[i].in_force_at <= r->from)
			then[n++] = d->meanings[i];
	deal_fold(&deal, d->events, d->event_count, then, n);
	talloc_free(then);
	return deal;
}

/* What a metric makes of a deal: whether it counts, is a hit, and how long it took. */
struct made {
	bool counts, hit;
	int64_t value;
};
static struct made
deal_made(const struct counted_deal *d, const struct deal *deal, int metric, const char *zone)
{
	bool won = deal->won_at, lost = deal->lost_at;

	switch (metric) {
	case METRIC_MARKETING_SHARE:
		return (struct made){ won && d->is_first_of_account, d->is_sourced && d->lead_origin == ORIGIN_MARKETING, -1 };
	case METRIC_WIN_RATE:
		return (struct made){ won || lost, won, -1 };
	case METRIC_AVERAGE_DEAL:
		return (struct made){ won && deal->currency, true, -1 };
	case METRIC_CYCLE_LENGTH:
		return (struct made){ won, true, days_between(deal->opened_at, deal->won_at, zone) };
	case METRIC_CYCLE_FROM_CONVERSION:
		return (struct made){ won && d->converted_at, true, days_between(d->converted_at, deal->won_at, zone) };
	case METRIC_GOAL:
		return (struct made){ won, true, -1 };
	case METRIC_PIPELINE:
		return (struct made){ true, true, -1 };
	case METRIC_LOST:
		return (struct made){ lost, true, -1 };
	}
	return (struct made){ 0 };
}

static int64_t
deal_dated(const struct deal *deal, const struct reading *r)
{
	return r->dated == DATED_OPENING ? deal->opened_at : deal->won_at ? deal->won_at : deal->lost_at;
}

/* Counts a deal as it is, or would be, under a reading that is in force (or, `beside`, was until lately). */
static bool
count_deal_as(struct counting *c, const struct counted_deal *d, const struct deal *deal, const struct reading *r, size_t later, bool beside)
{
	struct made made = deal_made(d, deal, r->metric, c->zone);
	int64_t at = deal_dated(deal, r);
	bool is_beside;

	if (!made.counts || !holds(r, later, at, &is_beside) || is_beside != beside)
		return false;
	c->currency = deal->currency;
	c->minor = deal->currency ? deal->amount_minor : 0;
	case_add(c, r, beside, at, made.hit, made.value);
	return true;
}

static void
count_deal(struct counting *c, const struct counted_deal *d, int metric)
{
	size_t n;
	const struct reading *r = readings_for(c->readings, metric, &n);

	for (size_t i = 0; i < n; i++) {
		size_t later = n - i - 1;

		if (!count_deal_as(c, d, &d->deal, &r[i], later, false) && later) {
			const struct deal then = deal_under(c->cases, d, &r[i]);

			count_deal_as(c, d, &then, &r[i], later, true);
		}
	}
}

/* Whether it still holds: neither undone nor taken back. */
static bool
event_stands(const struct counted_deal *d, const struct deal_event *e)
{
	return !e->undone_at && !deal_reversal_of(d->events, d->event_count, e->id);
}

void
deal_count(struct result_cases *cases, const struct counted_deal *d, const struct readings *readings, const char *zone)
{
	static const int of_kind[] = { [DEAL_SIGNED] = METRIC_BOOKED, [DEAL_INVOICED] = METRIC_INVOICED, [DEAL_PAID] = METRIC_PAID };
	struct counting c = { .cases = cases, .readings = readings, .zone = zone, .subject_id = d->deal.id,
	    .groups = { [BY_ORIGIN] = (d->is_sourced ? d->lead_origin : d->deal.origin) + 1, [BY_OWNER] = d->deal.owner_id } };

	if (d->is_sourced) {
		c.groups[BY_SOURCE] = d->source_id;
		c.groups[BY_CAMPAIGN] = d->campaign_id;
		c.groups[BY_THEME] = d->theme_id;
		c.groups[BY_PERSONA] = d->persona_id;
	}
	for (int metric = METRIC_MARKETING_SHARE; metric <= METRIC_PIPELINE; metric++)
		count_deal(&c, d, metric);
	c.groups[BY_REASON] = d->deal.lost_reason_id;
	count_deal(&c, d, METRIC_LOST);
	c.groups[BY_REASON] = 0;
	for (size_t i = 0; i < d->event_count; i++) {
		const struct deal_event *e = &d->events[i];

		if (e->kind < DEAL_SIGNED || e->kind > DEAL_PAID || !e->currency || !event_stands(d, e))
			continue;
		c.subject_id = e->id;
		c.currency = e->currency;
		c.minor = e->amount_minor;
		c.dates[DATED_CLOSE] = e->at;
		count(&c, of_kind[e->kind], true, -1);
	}
}
