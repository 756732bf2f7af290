/* One figure as JSON, as GET /api/v1/results/:metric gives it. */
#include "results/api.h"
#include "results/files.h"
#include "web/api.h"

#include "auth/session.h"
#include "base/text.h"

static const char *const by_names[] = { "none", "month", "origin", "source", "campaign", "theme", "persona", "owner", "reason", NULL };

/* A day of the query; `otherwise` where there is none. False: no such day. */
static bool
day_asked(struct request *req, const char *name, struct day otherwise, struct day *into)
{
	const char *typed = request_query(req, name);

	*into = otherwise;
	return !typed || day_parse(typed, into);
}

static bool
horizon_asked(struct request *req, int64_t *horizon)
{
	const char *typed = request_query(req, "horizon_days");

	*horizon = 0;
	if (typed && text_equal(typed, "none"))
		*horizon = -1;
	return !typed || *horizon == -1 || text_integer(typed, 1, 3650, horizon);
}

/* Cycle length from the conversion is a metric of its own. */
static const struct figure *
figure_by_basis(const struct figure *f, const char *basis)
{
	if (!basis || (f->metric == METRIC_CYCLE_LENGTH && text_equal(basis, "opened")))
		return f;
	return f->metric == METRIC_CYCLE_LENGTH && text_equal(basis, "conversion") ? figure_of(METRIC_CYCLE_FROM_CONVERSION) : NULL;
}

struct response
api_result(struct request *req)
{
	const struct figure *f = figure_named(req, req->slug);
	struct day today = day_of(req->now, req->session->organisation_zone), month = day_month_start(today);
	struct result_asked a = { .figure = f, .group_id = SUMS_ALL, .system = request_query(req, "system"), .names_people = req->user->team == TEAM_SALES,
		.zone = req->session->organisation_zone };

	if (!f)
		return not_found(req);
	a.figure = figure_by_basis(f, request_query(req, "basis"));
	if (!a.figure)
		return api_problem(req, 400, "No such basis", "Write ?basis= with opened or conversion, of cycle_length.");
	if (!result_by_read(request_query(req, "by"), f, &a.parted, &a.dimension))
		return api_problem(req, 400, "No such grouping", text_format(req, "Write ?by= with one of %s.", text_join(req, by_names, ", ")));
	if (!day_asked(req, "from", day_add_months(month, -11), &a.from) || !day_asked(req, "to", day_add_months(month, 1), &a.to)
	    || day_compare(a.from, a.to) > 0)
		return api_problem(req, 400, "No such days", "Write ?from= and ?to= as YYYY-MM-DD; the second day is not counted.");
	if (!horizon_asked(req, &a.horizon))
		return api_problem(req, 400, "No such horizon", "Write ?horizon_days= with a number of days, or none.");
	return api_show(req, 200, result_json(&a, result_read(req->db, req, &a, req->now), today), 0);
}
