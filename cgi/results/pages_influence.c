/* Won deals beside the handed-over leads of their accounts, by month and by campaign, and the deals behind each number. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

enum { CASES_SHOWN = 50, PARTS = PART_NEITHER + 1 };

static const char *const part_heads[] = { "Won", "Sourced", "Influenced", "Neither", NULL };

/* The first instant of a month where the organisation is. */
static int64_t
month_begins(const struct request *req, int64_t month)
{
	return start_of_day(month_day(month), req->session->organisation_zone);
}

static struct table_cell
part_cell(struct request *req, int64_t number, int part, int64_t campaign_id, int64_t from, int64_t to)
{
	const char *of = campaign_id < 0 ? "" : text_format(req, "&campaign=%" PRId64, campaign_id);

	return number_cell(req, number, text_format(req, "/results/influenced/cases?part=%s%s&from=%s&to=%s", influence_part_names[part], of, month_code(req, from),
	    month_code(req, to - 1)));
}

static struct table_row
months_row(struct request *req, const char *name, const int64_t numbers[PARTS], int64_t from, int64_t to)
{
	struct table_cell *cells = memory_need(talloc_zero_array(req, struct table_cell, PARTS + 1));

	for (int part = 0; part < PARTS; part++)
		cells[part] = part_cell(req, numbers[part], part, -1, from, to);
	return (struct table_row){ .name = name, .key = month_code(req, from), .cells = cells };
}

static struct table_card
months_card(struct request *req, const struct span *p)
{
	size_t count, next = 0, n = (size_t)(p->last - p->first);
	const struct won_deal *deals = won_deals(req->db, req, month_begins(req, p->first), month_begins(req, p->last), &count);
	struct table_row *rows = memory_need(talloc_zero_array(req, struct table_row, n + 2));
	int64_t all[PARTS] = { 0 };

	for (int64_t month = p->first; month < p->last; month++) {
		int64_t end = month_begins(req, month + 1), numbers[PARTS] = { 0 };

		for (; next < count && deals[next].won_at < end; next++) {
			numbers[PART_WON]++;
			numbers[PART_SOURCED] += deals[next].is_sourced;
			numbers[PART_INFLUENCED] += deals[next].is_influenced;
			numbers[PART_NEITHER] += !deals[next].is_sourced && !deals[next].is_influenced;
		}
		for (int part = 0; part < PARTS; part++)
			all[part] += numbers[part];
		rows[p->last - 1 - month] = months_row(req, month_long(req, month_day(month)), numbers, month, month + 1);
	}
	rows[n] = months_row(req, "All of it", all, p->first, p->last);
	rows[n].is_total = true;
	rows[n].key = NULL;
	return (struct table_card){ .id = "influence-months", .title = period_words(req, p), .first = "Month", .heads = part_heads, .rows = rows, .none = "",
	    .foot = "By the day the deal was won. Sourced: its lead was handed over before the deal was opened. Influenced: any lead of the account was handed over in the 90 days"
	    " before the opening, or until the win. A deal can be both." };
}

static struct table_card
campaigns_card(struct request *req, const struct span *p)
{
	static const char *const heads[] = { "Influenced", NULL };
	size_t count;
	const struct influence *list = influences(req->db, req, month_begins(req, p->first), month_begins(req, p->last), &count);
	struct table_row *rows = memory_need(talloc_zero_array(req, struct table_row, count + 1));

	for (size_t i = 0; i < count; i++) {
		struct table_cell *cells = memory_need(talloc_zero_array(req, struct table_cell, 2));

		cells[0] = part_cell(req, list[i].deals, PART_INFLUENCED, list[i].campaign_id, p->first, p->last);
		rows[i] = (struct table_row){ .name = list[i].name, .key = text_format(req, "%" PRId64, list[i].campaign_id), .cells = cells };
	}
	return (struct table_card){ .id = "influence-campaigns", .title = "By campaign", .first = "Campaign", .heads = heads, .rows = rows,
	    .none = "No deal that was won in this time had a handed-over lead near it.",
	    .foot = "A deal stands with every campaign that brought a lead of its account, so these numbers have no sum." };
}

struct response
result_influence_page(struct request *req)
{
	struct table_page p = { .title = "Sourced and influenced", .line = "Won deals beside the leads that were handed over from the same account.", .address = "/results/influenced",
	    .count = 2 };
	struct table_card cards[2];

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	cards[0] = months_card(req, &p.period);
	cards[1] = campaigns_card(req, &p.period);
	p.cards = cards;
	return tables_answer(req, &p, "influenced");
}

/* What the address asks for; false: there is no such list. */
static bool
influence_asked(struct request *req, struct influence_asked *a, int64_t *from, int64_t *to)
{
	const char *part = request_query(req, "part");
	const char *first = request_query(req, "from"), *last = request_query(req, "to");

	*a = (struct influence_asked){ .part = PART_INFLUENCED, .campaign_id = -1, .limit = CASES_SHOWN + 1 };
	*to = month_number(day_of(req->now, req->session->organisation_zone));
	*from = *to + 1 - PERIOD_USUAL;
	if ((first && !month_read(first, from)) || (last && !month_read(last, to)) || *from > *to || *to - *from >= PERIOD_MOST)
		return false;
	if (part && !text_in(part, influence_part_names))
		return false;
	for (int i = 0; part && i < PARTS; i++)
		if (text_equal(part, influence_part_names[i]))
			a->part = i;
	if (a->part == PART_INFLUENCED)
		text_integer(request_query(req, "campaign"), 0, INT64_MAX, &a->campaign_id);
	text_integer(request_query(req, "after"), 1, INT64_MAX, &a->after);
	a->from = month_begins(req, *from);
	a->to = month_begins(req, *to + 1);
	return true;
}

static struct case_row
case_of(struct request *req, const struct influence_row *row)
{
	const char *counts = row->is_sourced && row->handoff_id ? "Sourced and influenced" : row->is_sourced ? "Sourced" : row->handoff_id ? "Influenced" : "Neither";

	return (struct case_row){ .deal_id = row->deal_id, .deal_name = row->deal_name, .lead_id = row->lead_id, .lead_name = row->lead_name,
	    .lead_company = row->lead_company, .source = row->campaign, .day = day_number(day_of(row->won_at, req->session->organisation_zone)), .is_hit = true,
	    .counts = counts };
}

struct response
result_influence_cases(struct request *req)
{
	static const char *const titles[] = { "Deals won", "Deals won and sourced", "Deals won and influenced", "Deals won without a handed-over lead" };
	struct cases_page p = { .figure = figure_of(METRIC_WIN_RATE), .asked.hit = -1, .back = "/results/influenced", .back_name = "Sourced and influenced",
	    .of_campaigns = true };
	struct influence_asked a;
	struct span span = { 0 };
	const struct influence_row *rows;
	struct case_row *cases;

	if (!influence_asked(req, &a, &span.first, &span.last))
		return not_found(req);
	rows = influence_list(req->db, req, &a, &p.count);
	cases = memory_need(talloc_zero_array(req, struct case_row, p.count + 1));
	for (size_t i = 0; i < p.count; i++)
		cases[i] = case_of(req, &rows[i]);
	p.rows = cases;
	if (p.count > CASES_SHOWN) {
		p.count = CASES_SHOWN;
		p.next = text_format(req, "/results/influenced/cases?part=%s%s&from=%s&to=%s&after=%" PRId64, influence_part_names[a.part], a.campaign_id < 0 ? ""
		    : text_format(req, "&campaign=%" PRId64, a.campaign_id), month_code(req, span.first), month_code(req, span.last), rows[CASES_SHOWN - 1].deal_id);
	}
	span.last++;
	p.title = text_format(req, "%s, %s", titles[a.part], period_words(req, &span));
	p.line = "By the day of the win, newest first; the lead is the newest that was handed over near it, with its campaign.";
	return show(req, 200, result_cases_view(req, &p));
}
