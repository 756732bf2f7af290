/* The steps from handed over to customer: one population in every bar. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/csv.h"
#include "base/text.h"
#include "results/files.h"
#include "web/api.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

static const struct { int metric; const char *name; } steps_of[] = {
	{ METRIC_ACCEPTED, "Accepted by Sales" }, { METRIC_QUALIFIED, "Sales-qualified" }, { METRIC_OPPORTUNITY, "Opportunity" }, { METRIC_CUSTOMER, "Customer" }
};
enum { WAYS = sizeof steps_of / sizeof *steps_of };

/* The sources of the population, and which is asked for. */
static void
sources_find(struct request *req, struct steps_page *p, const struct result *by_source)
{
	struct group_name *list = memory_need(talloc_array(req, struct group_name, by_source->count + 1));
	int64_t asked = SUMS_ALL;

	text_integer(request_query(req, "source"), 0, INT64_MAX, &asked);
	p->source_id = SUMS_ALL;
	list[p->source_count++] = (struct group_name){ SUMS_ALL, SUMS_ALL, "All sources" };
	for (size_t i = 0; i < by_source->count; i++) {
		list[p->source_count++] = (struct group_name){ by_source->rows[i].key, by_source->rows[i].key, by_source->rows[i].name };
		if (by_source->rows[i].key == asked)
			p->source_id = asked;
	}
	p->sources = list;
}

static const struct total *
total_of(struct request *req, int metric, const struct steps_page *p)
{
	const struct result *r = figure_read(req, metric, p->source_id == SUMS_ALL ? PARTED_NOT : PARTED_BY, p->source_id == SUMS_ALL ? BY_NONE : BY_SOURCE, &p->period);

	return &row_or_none(r, p->source_id == SUMS_ALL ? 0 : p->source_id)->total;
}

static struct response
steps_file(struct request *req, const struct steps_page *p)
{
	struct buffer *out = buffer_new(req);

	csv_add_row(out, (const char *const[]){ "step", "leads", "days from the step before" }, 3);
	for (size_t i = 0; i < p->count; i++)
		csv_add_row(out, (const char *const[]){ p->steps[i].name, text_format(out, "%" PRId64, p->steps[i].leads),
		    p->steps[i].days < 0 ? "" : text_format(out, "%" PRId64, p->steps[i].days) }, 3);
	return download(req, "text/csv; charset=utf-8", "steps.csv", out->data, out->length);
}

struct response
result_steps_page(struct request *req)
{
	struct step steps[WAYS + 1] = { 0 };
	struct steps_page p = { .steps = steps, .count = WAYS + 1 };
	struct link link = { .hit = -1, .metric = METRIC_ACCEPTED, .dimension = BY_SOURCE };

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	sources_find(req, &p, figure_read(req, METRIC_ACCEPTED, PARTED_BY, BY_SOURCE, &p.period));
	if (req->api && request_query(req, "source") && p.source_id == SUMS_ALL)
		return api_problem(req, 400, "No such source", "Write ?source= with the id of a source that leads of these months have.");
	link.from = p.period.first;
	link.to = p.period.last;
	link.group_id = p.source_id;
	for (size_t i = 0; i < WAYS; i++) {
		const struct total *t = total_of(req, steps_of[i].metric, &p);

		if (i == 0)
			steps[0] = (struct step){ "handed_over", "Handed over, every must met", link_href(req, &link), t->denominator, -1, -1 };
		link.metric = steps_of[i].metric;
		link.hit = 1;
		steps[i + 1] = (struct step){ metric_names[steps_of[i].metric], steps_of[i].name, link_href(req, &link), t->numerator, steps[i].leads, total_rank(t, UNIT_DAYS, 5) };
	}
	if (format_asked(req, "json"))
		return json_answer(req, steps_json(req, &p), "steps");
	if (format_asked(req, "csv"))
		return steps_file(req, &p);
	return show(req, 200, result_steps_view(req, &p));
}
