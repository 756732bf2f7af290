/* What campaigns cost and what they brought, and saying what one has cost. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/store.h"

#include <inttypes.h>
#include <talloc.h>

enum { CURRENCIES_MOST = 60, RESULTS = 4 };

/* The figures of all campaigns, and what is known of their cost. */
struct desk {
	struct request *req;
	const struct span *period;
	const struct result *handed, *accepted, *won, *pipeline;
	const struct campaign_cost *costs;
	size_t cost_count;
};

static const struct campaign_cost *
cost_of(const struct desk *d, int64_t campaign_id)
{
	for (size_t i = 0; i < d->cost_count; i++)
		if (d->costs[i].campaign_id == campaign_id && d->costs[i].currency)
			return &d->costs[i];
	return NULL;
}

/* Money of a campaign in all its currencies, with the list behind it. */
static struct table_cell
money_cell(const struct desk *d, const struct result *r, int metric, int64_t campaign_id)
{
	const struct link link = { .metric = metric, .from = d->period->first, .to = d->period->last, .dimension = BY_CAMPAIGN, .group_id = campaign_id, .hit = -1 };
	struct table_value *values = memory_need(talloc_array(d->req, struct table_value, r->count + 1));
	struct buffer *out = buffer_new(d->req);
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct result_row *row = &r->rows[i];

		if (row->key != campaign_id || !*row->currency)
			continue;
		buffer_format(out, "%s%s", n ? ", " : "", money_words(out, currency_find(row->currency), row->total.minor));
		values[n++] = (struct table_value){ .kind = VALUE_MONEY, .number = row->total.minor, .currency = row->currency };
	}
	return (struct table_cell){ .words = n ? buffer_take(d->req, out) : "0", .href = n ? link_href(d->req, &link) : NULL, .values = values, .value_count = n,
	    .is_list = true };
}

static struct table_cell
per_accepted(const struct desk *d, const struct campaign_cost *cost, int64_t accepted)
{
	int64_t each;

	if (!cost)
		return (struct table_cell){ .words = "not known" };
	if (!accepted)
		return (struct table_cell){ .words = "no cases" };
	each = (cost->minor * 2 + accepted) / (2 * accepted);
	return cell_of(d->req, money_words(d->req, currency_find(cost->currency), each), VALUE_MONEY, each, cost->currency);
}

/* What was won for each unit spent: of the same currency alone. */
static struct table_cell
return_cell(const struct desk *d, const struct campaign_cost *cost, int64_t campaign_id)
{
	const struct result_row *row = cost ? result_row_of(d->won, campaign_id, cost->currency) : NULL;
	struct table_cell cell;
	int64_t tenths = cost && cost->minor ? (int64_t)((__int128)(row ? row->total.minor : 0) * 10 / cost->minor) : 0;

	if (!cost || !cost->minor)
		return (struct table_cell){ .words = "not known" };
	cell = cell_of(d->req, text_format(d->req, "%" PRId64 ".%" PRId64 " times", tenths / 10, tenths % 10), VALUE_TENTHS, tenths, NULL);
	cell.note = text_format(d->req, "%s of it won", money_words(d->req, currency_find(cost->currency), row ? row->total.minor : 0));
	return cell;
}

static struct table_row
campaign_row(const struct desk *d, int64_t id, const char *name)
{
	struct table_cell *cells = memory_need(talloc_zero_array(d->req, struct table_cell, 8));
	const struct campaign_cost *cost = cost_of(d, id);
	int64_t accepted = row_or_none(d->accepted, id)->total.numerator;
	struct link link = { .metric = METRIC_VOLUME, .from = d->period->first, .to = d->period->last, .dimension = BY_CAMPAIGN, .group_id = id, .hit = -1 };
	bool may = id && (user_roles(d->req->user) & MARKETING);

	cells[0] = number_cell(d->req, row_or_none(d->handed, id)->total.denominator, link_href(d->req, &link));
	link.metric = METRIC_QUALITY;
	link.hit = 1;
	cells[1] = number_cell(d->req, accepted, link_href(d->req, &link));
	cells[2] = money_cell(d, d->pipeline, METRIC_PIPELINE, id);
	cells[3] = money_cell(d, d->won, METRIC_GOAL, id);
	cells[4] = cost ? cell_of(d->req, money_words(d->req, currency_find(cost->currency), cost->minor), VALUE_MONEY, cost->minor, cost->currency)
	    : (struct table_cell){ .words = id ? "not known" : "" };
	cells[4].href = may ? text_format(d->req, "/results/campaigns/%" PRId64, id) : NULL;
	cells[5] = id ? per_accepted(d, cost, accepted) : (struct table_cell){ .words = "" };
	cells[6] = id ? return_cell(d, cost, id) : (struct table_cell){ .words = "" };
	return (struct table_row){ .name = name, .key = text_format(d->req, "%" PRId64, id), .cells = cells };
}

/* The rows so far, each campaign once. */
struct campaign_rows {
	struct table_row *list;
	int64_t *ids;
	size_t count;
};

static void
campaign_once(const struct desk *d, struct campaign_rows *rows, int64_t id, const char *name)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->ids[i] == id)
			return;
	rows->ids[rows->count] = id;
	rows->list[rows->count++] = campaign_row(d, id, name);
}

/*
 * Those with leads or deals of this time first; then those that have cost something though nothing came of them in it, and the newest of all for
 * whoever may say what they cost.
 */
static const struct table_row *
campaign_rows(const struct desk *d)
{
	const struct result *const results[RESULTS] = { d->handed, d->accepted, d->pipeline, d->won };
	size_t most = d->cost_count + d->handed->count + d->accepted->count + d->pipeline->count + d->won->count;
	struct campaign_rows rows = { .list = memory_need(talloc_zero_array(d->req, struct table_row, most + 1)),
	    .ids = memory_need(talloc_array(d->req, int64_t, most + 1)) };

	for (size_t r = 0; r < RESULTS; r++)
		for (size_t i = 0; i < results[r]->count; i++)
			campaign_once(d, &rows, results[r]->rows[i].key, results[r]->rows[i].name);
	for (size_t i = 0; i < d->cost_count; i++)
		if (d->costs[i].currency || (user_roles(d->req->user) & MARKETING))
			campaign_once(d, &rows, d->costs[i].campaign_id, d->costs[i].name);
	return rows.list;
}

struct response
result_campaigns_page(struct request *req)
{
	static const char *const heads[] = { "Handed over", "Accepted", "Pipeline created", "Won", "Cost", "Cost of one accepted", "Return", NULL };
	struct table_page p = { .title = "Campaigns", .line = "What each brought in this time, and what it cost where Marketing has said so. Amounts are never converted.",
	    .address = "/results/campaigns", .count = 1 };
	struct table_card card = { .id = "campaigns", .first = "Campaign", .heads = heads, .none = "No lead has a campaign yet.",
	    .foot = "Cost is all of a campaign's, whatever the months shown: choose months that cover it. Return is what was won for each unit spent, in the currency of the cost." };
	struct desk d = { .req = req, .period = &p.period };

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	d.handed = figure_read(req, METRIC_VOLUME, PARTED_BY, BY_CAMPAIGN, &p.period);
	d.accepted = figure_read(req, METRIC_QUALITY, PARTED_BY, BY_CAMPAIGN, &p.period);
	d.won = figure_read(req, METRIC_GOAL, PARTED_BY, BY_CAMPAIGN, &p.period);
	d.pipeline = figure_read(req, METRIC_PIPELINE, PARTED_BY, BY_CAMPAIGN, &p.period);
	d.costs = campaign_costs(req->db, req, &d.cost_count);
	card.title = period_words(req, &p.period);
	card.rows = campaign_rows(&d);
	p.cards = &card;
	return tables_answer(req, &p, "campaigns");
}

struct typed {
	const char *amount;
	int currency;
};

static const struct field *
cost_fields(struct request *req)
{
	struct option *list = memory_need(talloc_zero_array(req, struct option, CURRENCIES_MOST + 1));
	struct field *fields = memory_need(talloc_zero_array(req, struct field, 3));

	for (int i = 0; i < CURRENCIES_MOST && currencies[i].code; i++)
		list[i] = (struct option){ currencies[i].code, text_format(list, "%s, %s", currencies[i].code, currencies[i].name), NULL, i };
	fields[0] = (struct field){ .name = "amount", .label = "Cost", .kind = FIELD_DECIMAL, .at = campaign_cost_AMOUNT_FIELD, .into = offsetof(struct typed, amount),
	    .optional = true };
	fields[1] = (struct field){ .name = "currency", .label = "Currency", .kind = FIELD_SELECT, .at = campaign_cost_CURRENCY_FIELD,
	    .into = offsetof(struct typed, currency), .options = list };
	return fields;
}

/* The place of a code among the currencies; the plan's, or the first, where there is none. */
static int
currency_place(struct request *req, const char *code)
{
	const struct plan *plan = code ? NULL : plan_find(req->db, req);
	const struct currency *c = currency_find(code ? code : plan ? plan->currency : NULL);

	return c ? (int)(c - currencies) : 0;
}

struct response
campaign_cost_page(struct request *req)
{
	struct cost_page p = { .cost = campaign_cost_find(req->db, req, req->id) };
	struct typed typed;

	if (!p.cost)
		return not_found(req);
	typed.currency = currency_place(req, p.cost->currency);
	typed.amount = p.cost->currency ? money_typed(req, currency_find(p.cost->currency), p.cost->minor) : NULL;
	p.form = form_show(req, cost_fields(req), &typed);
	p.revision = p.cost->revision;
	return show_form(req, 200, campaign_cost_view(req, &p));
}

struct response
campaign_cost_saved(struct request *req)
{
	struct cost_page p = { .cost = campaign_cost_find(req->db, req, req->id), .revision = request_revision(req) };
	struct campaign_cost cost;
	struct typed typed = { 0 };

	if (!p.cost)
		return not_found(req);
	p.form = form_read(req, cost_fields(req), &typed);
	cost = *p.cost;
	cost.revision = p.revision;
	cost.currency = NULL;
	cost.minor = 0;
	if (!text_blank(typed.amount)) {
		cost.currency = typed.currency < 0 ? NULL : currencies[typed.currency].code;
		if (!cost.currency)
			form_reject(p.form, "currency", "Choose the currency it was paid in.");
		else if (!money_read(&currencies[typed.currency], typed.amount, &cost.minor))
			form_reject(p.form, "amount", "Write the cost as a number, such as 12,000 or 12,000.50.");
	}
	if (!form_ok(p.form))
		return show_form(req, 422, campaign_cost_view(req, &p));
	switch (campaign_cost_save(req->db, req, &req->actor, &cost)) {
	case RESULT_DONE:
		return redirect(req, "/results/campaigns");
	case RESULT_GONE:
		return not_found(req);
	default:
		form_reject(p.form, NULL, text_format(req, "%s has changed it meanwhile: %s. Look again, then send yours once more.", p.cost->editor_name ? p.cost->editor_name
		    : "Somebody", p.cost->currency ? money_words(req, currency_find(p.cost->currency), p.cost->minor) : "not known"));
		p.revision = p.cost->revision;
		return show_form(req, 409, campaign_cost_view(req, &p));
	}
}
