/* The index, one figure, and the list behind a number. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/text.h"
#include "results/files.h"
#include "sla/store.h"
#include "web/api.h"

#include <string.h>
#include <talloc.h>

enum { ROWS_PLUS = PERIOD_MOST + 1 };

bool
period_asked(struct request *req, struct span *p)
{
	const char *months = request_query(req, "months"), *until = request_query(req, "until");
	int64_t count = PERIOD_USUAL, last;

	p->now = month_number(day_of(req->now, req->session->organisation_zone));
	last = p->now;
	if ((months && !text_integer(months, 1, PERIOD_MOST, &count)) || (until && *until && (!month_read(until, &last) || last > p->now || last < 24000)))
		return false;
	p->last = last + 1;
	p->first = p->last - count;
	return true;
}

struct response
no_such_months(struct request *req)
{
	return req->api ? api_problem(req, 400, "No such months", text_format(req, "Write ?months= with 1 to %d, and ?until= as YYYY-MM, not later than now.", (int)PERIOD_MOST))
	    : not_found(req);
}

struct result *
figure_read(struct request *req, int metric, int parted, int dimension, const struct span *p)
{
	const struct result_asked asked = { .figure = figure_of(metric), .parted = parted, .dimension = dimension, .group_id = SUMS_ALL,
	    .from = month_day(p->first), .to = month_day(p->last), .names_people = req->user->team == TEAM_SALES, .zone = req->session->organisation_zone };

	return result_read(req->db, req, &asked, req->now);
}

const struct result_row *
row_or_none(const struct result *r, int64_t key)
{
	static const struct result_row nothing = { .currency = "" };
	const struct result_row *row = result_row_of(r, key, NULL);

	return row ? row : &nothing;
}

struct table_cell
cell_of(const void *ctx, const char *words, enum value_kind kind, int64_t number, const char *currency)
{
	struct table_value *value = memory_need(talloc(ctx, struct table_value));

	*value = (struct table_value){ .kind = kind, .number = number, .currency = currency };
	return (struct table_cell){ .words = words, .values = value, .value_count = 1 };
}

struct table_cell
number_cell(const void *ctx, int64_t number, const char *href)
{
	struct table_cell cell = cell_of(ctx, text_format(ctx, "%lld", (long long)number), VALUE_NUMBER, number, NULL);

	cell.href = number ? href : NULL;
	return cell;
}

struct response
json_answer(struct request *req, json_t *json, const char *name)
{
	struct response answer = api_show(req, 200, json, 0);

	if (!req->api)
		answer.file_name = text_format(req, "%s.json", name);
	return answer;
}

bool
format_asked(const struct request *req, const char *format)
{
	return text_equal(req->api ? "json" : request_query(req, "format"), format);
}

struct response
tables_answer(struct request *req, const struct table_page *page, const char *name)
{
	if (format_asked(req, "json"))
		return json_answer(req, table_json(req, page), name);
	if (format_asked(req, "csv")) {
		const char *csv = table_csv(req, page);

		return download(req, "text/csv; charset=utf-8", text_format(req, "%s.csv", name), csv, strlen(csv));
	}
	return show(req, 200, result_table_view(req, page));
}

/* What stands in the index's table. */
static const struct { int metric; const char *head; } overview[] = {
	{ METRIC_VOLUME, "Handed over" }, { METRIC_QUALITY, "Accepted" }, { METRIC_TIME_TO_FIRST_ATTEMPT, "First attempt" },
	{ METRIC_OPPORTUNITY, "Opportunities" }, { METRIC_CUSTOMER, "Customers" }, { METRIC_GOAL, "Won" }
};
enum { OVERVIEW = sizeof overview / sizeof *overview };

/* Money of a month in all its currencies. */
static const char *
money_of(const void *ctx, const struct result *r, int64_t month)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i < r->count; i++)
		if (r->rows[i].key == month && *r->rows[i].currency)
			buffer_format(out, "%s%s", out->length ? ", " : "", money_words(out, currency_find(r->rows[i].currency), r->rows[i].total.minor));
	return out->length ? buffer_take(ctx, out) : NULL;
}

static struct table_cell
overview_cell(struct request *req, const struct result *r, int metric, int64_t month)
{
	const struct figure *f = figure_of(metric);
	const struct total *t = &row_or_none(r, month)->total;
	struct link link = { .metric = metric, .from = month, .to = month + 1, .group_id = SUMS_ALL, .hit = -1 };
	struct table_cell cell = { .words = "no cases" };

	if (metric == METRIC_GOAL) {
		const char *money = money_of(req, r, month);

		return money ? (struct table_cell){ .words = money, .href = link_href(req, &link) } : cell;
	}
	if (!t->denominator)
		return cell;
	cell.href = link_href(req, &link);
	if (f->unit == UNIT_MINUTES) {
		cell.words = figure_words(req, f, t, "");
		cell.note = text_format(req, "%lld of %lld", (long long)t->numerator, (long long)t->denominator);
	} else if (metric == METRIC_VOLUME)
		cell.words = text_format(req, "%lld", (long long)t->denominator);
	else {
		link.hit = 1;
		cell.words = text_format(req, "%lld", (long long)t->numerator);
		cell.href = t->numerator ? link_href(req, &link) : NULL;
		cell.note = metric == METRIC_QUALITY ? text_format(req, "of %lld decided", (long long)t->denominator) : NULL;
	}
	return cell;
}

/* What the index is made of: the sums of all its figures. */
struct overview_sums {
	const struct sum_row *rows;
	size_t count;
};

static struct result *
overview_read(struct request *req, const struct overview_sums *sums, int metric, int parted)
{
	const struct result_asked asked = { .figure = figure_of(metric), .parted = parted, .dimension = BY_NONE, .group_id = SUMS_ALL };

	return result_of_sums(req->db, req, &asked, sums->rows, sums->count, req->now);
}

static const struct table_row *
overview_rows(struct request *req, const struct overview_sums *sums, const struct span *p)
{
	const struct result *results[OVERVIEW];
	struct table_row *rows = memory_need(talloc_zero_array(req, struct table_row, ROWS_PLUS));
	size_t n = 0;

	for (size_t i = 0; i < OVERVIEW; i++)
		results[i] = overview_read(req, sums, overview[i].metric, PARTED_MONTH);
	for (int64_t month = p->last - 1; month >= p->first; month--) {
		struct table_cell *cells = memory_need(talloc_zero_array(rows, struct table_cell, OVERVIEW + 1));

		for (size_t i = 0; i < OVERVIEW; i++)
			cells[i] = overview_cell(req, results[i], overview[i].metric, month);
		rows[n++] = (struct table_row){ .name = month_long(rows, month_day(month)), .cells = cells };
	}
	return rows;
}

struct response
result_index_page(struct request *req)
{
	static const int metrics[] = { METRIC_VOLUME, METRIC_QUALITY, METRIC_CONTEXT, METRIC_TIME_TO_DECISION, METRIC_TIME_TO_FIRST_ATTEMPT, METRIC_CYCLE_LENGTH,
	    METRIC_LEAD_TO_CUSTOMER, METRIC_MARKETING_SHARE, METRIC_WIN_RATE, METRIC_GOAL, METRIC_AVERAGE_DEAL, METRIC_PIPELINE };
	static const char *heads[OVERVIEW + 1];
	struct index_figure figures[sizeof metrics / sizeof *metrics];
	struct index_page p = { .heads = heads, .figures = figures, .count = sizeof metrics / sizeof *metrics };
	struct overview_sums sums;

	if (!period_asked(req, &p.period))
		return not_found(req);
	sums.rows = sums_overview(req->db, req, p.period.first, p.period.last, &sums.count);
	for (size_t i = 0; i < OVERVIEW; i++)
		heads[i] = overview[i].head;
	for (size_t i = 0; i < p.count; i++)
		figures[i] = (struct index_figure){ figure_of(metrics[i]), overview_read(req, &sums, metrics[i], PARTED_NOT),
		    overview_read(req, &sums, metrics[i], PARTED_MONTH) };
	p.rows = overview_rows(req, &sums, &p.period);
	return show(req, 200, result_index_view(req, &p));
}

/* How much of the plan's goal was won, of the currency it is in. */
static const char *
goal_words(struct request *req, const struct figure_page *p)
{
	const char *currency = p->all->goal_currency;
	const struct result_row *won = currency ? result_row_of(p->all, 0, currency) : NULL;
	int64_t months = p->period.last - p->period.first, goal = p->all->goal;

	if (!currency)
		return NULL;
	return text_format(req, "The goal for %lld month%s is %s: %s of it is reached.", (long long)months, months == 1 ? "" : "s", money_words(req, currency_find(currency), goal),
	    goal > 0 ? text_format(req, "%lld %%", (long long)((won ? won->total.minor : 0) * 100 / goal)) : "all");
}

struct response
result_show_page(struct request *req)
{
	const struct figure *f = figure_named(req, req->slug);
	const char *by = request_query(req, "by");
	struct figure_page p = { .figure = f, .zone = req->session->organisation_zone, .dimension = BY_SOURCE };

	if (!f || !period_asked(req, &p.period))
		return not_found(req);
	for (int d = BY_ORIGIN; by && d < DIMENSIONS; d++)
		if (text_equal(by, dimension_names[d]) && (f->groups & (1u << d)))
			p.dimension = d;
	p.today = day_of(req->now, p.zone);
	p.all = figure_read(req, f->metric, PARTED_NOT, BY_NONE, &p.period);
	p.months = figure_read(req, f->metric, PARTED_MONTH, BY_NONE, &p.period);
	p.groups = figure_read(req, f->metric, PARTED_BY, p.dimension, &p.period);
	p.term = term_find(req->db, req, metric_slug(req, f->metric));
	p.goal = goal_words(req, &p);
	p.undecided = f->metric == METRIC_VOLUME ? volume_undecided(req->db, month_day(p.period.first), month_day(p.period.last)) : 0;
	return show(req, 200, result_show_view(req, &p));
}

/* What a file is of: the figure of the address, by its ?by=, over its months. */
static bool
file_asked(struct request *req, struct result_asked *a, struct span *period)
{
	a->figure = figure_named(req, req->slug);
	a->group_id = SUMS_ALL;
	a->names_people = req->user->team == TEAM_SALES;
	a->zone = req->session->organisation_zone;
	if (!a->figure || !period_asked(req, period) || !result_by_read(request_query(req, "by"), a->figure, &a->parted, &a->dimension))
		return false;
	a->from = month_day(period->first);
	a->to = month_day(period->last);
	return true;
}

struct response
result_csv_file(struct request *req)
{
	struct result_asked a = { 0 };
	struct span period;
	const char *csv;

	if (!file_asked(req, &a, &period))
		return not_found(req);
	csv = result_csv(req, &a, result_read(req->db, req, &a, req->now));
	return download(req, "text/csv; charset=utf-8", text_format(req, "%s.csv", metric_names[a.figure->metric]), csv, strlen(csv));
}

struct response
result_json_file(struct request *req)
{
	struct result_asked a = { 0 };
	struct span period;

	if (!file_asked(req, &a, &period))
		return not_found(req);
	return json_answer(req, result_json(&a, result_read(req->db, req, &a, req->now), day_of(req->now, req->session->organisation_zone)), metric_names[a.figure->metric]);
}
