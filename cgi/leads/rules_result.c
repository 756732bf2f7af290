/* Metrics by name, what their versions change about them, and lists of cases. */
#include "leads/rules_result.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

const char *const metric_names[] = { "volume", "quality", "quality_by_decision", "context", "time_to_decision", "time_to_first_attempt", "wait_for_attempt",
	"accepted", "qualified", "opportunity", "customer", "lead_to_customer", "returned", "disqualified", "recycled", "marketing_share", "win_rate",
	"average_deal", "cycle_length", "cycle_from_conversion", "goal", "pipeline", "lost", "booked", "invoiced", "paid", NULL };
const char *const dimension_names[] = { "none", "origin", "source", "campaign", "theme", "persona", "owner", "reason", NULL };

/* Metrics that are another look at one have its term. */
static int
metric_of_term(int metric)
{
	switch (metric) {
	case METRIC_QUALITY_BY_DECISION:
		return METRIC_QUALITY;
	case METRIC_WAIT_FOR_ATTEMPT:
		return METRIC_TIME_TO_FIRST_ATTEMPT;
	case METRIC_CYCLE_FROM_CONVERSION:
		return METRIC_CYCLE_LENGTH;
	}
	return metric;
}

const char *
metric_slug(const void *ctx, int metric)
{
	return text_replace(ctx, metric_names[metric_of_term(metric)], "_", "-");
}

bool
metric_leaves_out(int metric)
{
	return metric_of_term(metric) == METRIC_QUALITY;
}

struct reading
reading_shipped(int metric)
{
	static const int dated[METRICS] = { [METRIC_QUALITY_BY_DECISION] = DATED_DECISION, [METRIC_WAIT_FOR_ATTEMPT] = DATED_HANDOFF,
	    [METRIC_MARKETING_SHARE] = DATED_CLOSE, [METRIC_WIN_RATE] = DATED_CLOSE, [METRIC_AVERAGE_DEAL] = DATED_CLOSE, [METRIC_CYCLE_LENGTH] = DATED_CLOSE,
	    [METRIC_CYCLE_FROM_CONVERSION] = DATED_CLOSE, [METRIC_GOAL] = DATED_CLOSE, [METRIC_PIPELINE] = DATED_OPENING, [METRIC_LOST] = DATED_CLOSE,
	    [METRIC_BOOKED] = DATED_CLOSE, [METRIC_INVOICED] = DATED_CLOSE, [METRIC_PAID] = DATED_CLOSE };

	return (struct reading){ .metric = metric, .from = INT64_MIN, .dated = dated[metric], .horizon = HORIZON_USUAL };
}

/* The number that stands before "days", or 0. */
static int64_t
days_named(const char *words)
{
	const char *days = words ? strstr(words, " days") : NULL, *start = days;
	int64_t n = 0;

	while (start && start > words && start[-1] >= '0' && start[-1] <= '9')
		start--;
	for (; start && start < days && n < 10000; start++)
		n = n * 10 + (*start - '0');
	return n;
}

/* Which date the words mean, of those a metric has; -1: none that is known. */
static int
date_named(int metric, const char *words)
{
	static const struct { const char *word; int dated; } known[] = {
		{ "decision", DATED_DECISION }, { "decided", DATED_DECISION }, { "conver", DATED_CONVERSION }, { "handoff", DATED_HANDOFF }, { "handed", DATED_HANDOFF },
		{ "submi", DATED_HANDOFF }, { "opening", DATED_OPENING }, { "opened", DATED_OPENING }, { "closed", DATED_CLOSE }, { "won", DATED_CLOSE }
	};
	bool of_deal = metric >= METRIC_MARKETING_SHARE;

	for (size_t i = 0; words && i < sizeof known / sizeof *known; i++)
		if (strstr(words, known[i].word) && (known[i].dated == DATED_CLOSE || known[i].dated == DATED_OPENING) == of_deal)
			return known[i].dated;
	return -1;
}

struct reading
reading_of(int metric, const struct version *v)
{
	struct reading r = reading_shipped(metric);
	int dated = metric == metric_of_term(metric) ? date_named(metric, v->metric_counts_by) : -1;
	int64_t days = metric == METRIC_LEAD_TO_CUSTOMER ? days_named(v->metric_measure) : 0;

	r.term_id = v->term_id;
	r.version_id = v->id;
	r.number = v->number;
	r.from = v->in_force_at;
	r.without = v->metric_exclude_reasons;
	if (dated >= 0)
		r.dated = dated;
	if (days > 0)
		r.horizon = days;
	return r;
}

struct result_cases *
result_cases_new(const void *ctx)
{
	return memory_need(talloc_zero(ctx, struct result_cases));
}

int
result_case_order(const struct result_case *a, const struct result_case *b)
{
	if (a->metric != b->metric)
		return a->metric < b->metric ? -1 : 1;
	if (a->version_id != b->version_id)
		return a->version_id < b->version_id ? -1 : 1;
	return (a->subject_id > b->subject_id) - (a->subject_id < b->subject_id);
}

static int
by_order(const void *a, const void *b)
{
	return result_case_order(a, b);
}

void
result_cases_sort(struct result_cases *cases)
{
	if (cases->count)
		qsort(cases->list, cases->count, sizeof *cases->list, by_order);
}

bool
result_case_same(const struct result_case *a, const struct result_case *b)
{
	return result_case_order(a, b) == 0 && a->beside == b->beside && a->day == b->day && a->hit == b->hit && a->value == b->value && a->minor == b->minor
	    && text_equal(a->currency, b->currency) && memcmp(a->groups, b->groups, sizeof a->groups) == 0;
}
