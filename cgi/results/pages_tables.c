/* Figures looked at together: money, personas, themes, reasons. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/rules.h"

#include <inttypes.h>
#include <talloc.h>

static const struct table_row *
row_array(const void *ctx, size_t count, struct table_row **rows)
{
	return *rows = memory_need(talloc_zero_array(ctx, struct table_row, count + 1));
}

static struct table_cell *
cells_new(const void *ctx, size_t count)
{
	return memory_need(talloc_zero_array(ctx, struct table_cell, count + 1));
}

/* What some months come to in one currency. */
struct sum {
	int64_t minor, events;
};

static struct sum
month_sum(const struct result *r, int64_t month, const char *currency)
{
	const struct result_row *row = result_row_of(r, month, currency);

	return row ? (struct sum){ row->total.minor, row->total.denominator } : (struct sum){ 0 };
}

/* "−€1,200" as well: money has no sign of its own. */
static const char *
gap_words(struct request *req, const char *currency, int64_t minor)
{
	const char *words = money_words(req, currency_find(currency), minor < 0 ? -minor : minor);

	return minor < 0 ? text_format(req, "−%s", words) : words;
}

/* Booked, invoiced and paid in the months [from, to), each with the list behind it, and what is between them. */
static struct table_row
money_row(struct request *req, const char *name, const char *currency, const struct sum sums[3], int64_t from, int64_t to)
{
	static const int metrics[] = { METRIC_BOOKED, METRIC_INVOICED, METRIC_PAID };
	struct table_cell *cells = cells_new(req, 5);

	for (int i = 0; i < 3; i++) {
		const struct link link = { .metric = metrics[i], .from = from, .to = to, .group_id = SUMS_ALL, .hit = -1, .currency = currency };

		cells[i] = cell_of(req, money_words(req, currency_find(currency), sums[i].minor), VALUE_MONEY, sums[i].minor, currency);
		if (!sums[i].events)
			continue;
		cells[i].href = link_href(req, &link);
		cells[i].note = text_format(req, sums[i].events == 1 ? "%" PRId64 " event" : "%" PRId64 " events", sums[i].events);
	}
	for (int i = 0; i < 2; i++)
		cells[3 + i] = cell_of(req, gap_words(req, currency, sums[i].minor - sums[i + 1].minor), VALUE_MONEY, sums[i].minor - sums[i + 1].minor, currency);
	return (struct table_row){ .name = name, .key = month_code(req, from), .cells = cells };
}

static struct table_card
money_card(struct request *req, const struct span *p, const struct result *const results[3], const char *currency)
{
	static const char *const heads[] = { "Booked", "Invoiced", "Paid", "Booked less invoiced", "Invoiced less paid", NULL };
	struct table_row *rows;
	struct sum all[3] = { 0 };
	size_t n = 0;

	row_array(req, (size_t)(p->last - p->first) + 1, &rows);
	for (int64_t month = p->last - 1; month >= p->first; month--) {
		struct sum sums[3];

		for (int i = 0; i < 3; i++) {
			sums[i] = month_sum(results[i], month, currency);
			all[i].minor += sums[i].minor;
			all[i].events += sums[i].events;
		}
		rows[n++] = money_row(req, month_long(req, month_day(month)), currency, sums, month, month + 1);
	}
	rows[n] = money_row(req, "All of it", currency, all, p->first, p->last);
	rows[n].is_total = true;
	rows[n].key = NULL;
	return (struct table_card){ .id = text_format(req, "money-%s", text_lower(req, currency)), .title = currency_find(currency)->name, .first = "Month", .heads = heads,
	    .rows = rows, .none = "", .foot = "Each by its own day: what is booked in one month may be paid in another. What was taken back is left out of the month it stood in." };
}

struct response
result_money_page(struct request *req)
{
	static const int metrics[] = { METRIC_BOOKED, METRIC_INVOICED, METRIC_PAID };
	struct table_page p = { .title = "Booked, invoiced, paid", .line = "What deals have signed, invoiced and been paid for, kept apart. Each currency by itself.",
	    .address = "/results/money" };
	const struct result *results[3];
	struct table_card *cards = memory_need(talloc_zero_array(req, struct table_card, 64));

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	p.cards = cards;
	for (int i = 0; i < 3; i++)
		results[i] = figure_read(req, metrics[i], PARTED_MONTH, BY_NONE, &p.period);
	for (int i = 0; i < 3; i++)
		for (size_t j = 0; j < results[i]->count; j++) {
			const char *currency = results[i]->rows[j].currency, *id = text_format(req, "money-%s", text_lower(req, currency));
			bool there = !currency_find(currency);

			for (size_t k = 0; k < p.count; k++)
				there |= text_equal(cards[k].id, id);
			if (!there && p.count < 63)
				cards[p.count++] = money_card(req, &p.period, results, currency);
		}
	if (!p.count) {
		static const char *const heads[] = { NULL };
		static const struct table_row none[] = { { 0 } };

		cards[p.count++] = (struct table_card){ .id = "money-none", .title = "No money yet", .first = "Month", .heads = heads, .rows = none,
		    .none = "Nothing was signed, invoiced or paid in this time." };
	}
	return tables_answer(req, &p, "money");
}

/* Groups of a dimension that some metrics know, with the terms nothing came of: their columns are metrics. */
struct columns {
	int dimension;
	int kind;			/* of terms; GLOSSARY_NONE: only what was counted */
	size_t count;
	struct { int metric; int hit; const char *head; } list[8];
};

static size_t
groups_join(struct request *req, const struct columns *c, const struct result *const results[], struct group_name **into)
{
	size_t term_count = 0, n = 0, most = 1;
	const struct group_name *terms = c->kind < 0 ? NULL : group_terms(req->db, req, c->kind, &term_count);

	for (size_t i = 0; i < c->count; i++)
		most += results[i]->count;
	*into = memory_need(talloc_array(req, struct group_name, most + term_count));
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < results[i]->count; j++) {
			size_t k = 0;

			while (k < n && (*into)[k].id != results[i]->rows[j].key)
				k++;
			if (k == n)
				(*into)[n++] = (struct group_name){ results[i]->rows[j].key, results[i]->rows[j].key, results[i]->rows[j].name };
		}
	for (size_t i = 0; i < term_count; i++) {
		size_t k = 0;

		while (k < n && (*into)[k].id != terms[i].id)
			k++;
		if (k == n)
			(*into)[n++] = terms[i];
	}
	return n;
}

static int64_t
number_in(const struct result *r, int64_t key, int hit)
{
	const struct total *t = &row_or_none(r, key)->total;

	return hit == 1 ? t->numerator : t->denominator;
}

/* The table; `note` says something of a group's numbers, NULL: nothing. */
static const struct table_row *
columns_rows(struct request *req, const struct span *p, const struct columns *c, const char *note(struct request *, const int64_t *))
{
	const struct result *results[8];
	struct group_name *groups;
	struct table_row *rows;
	size_t count;

	for (size_t i = 0; i < c->count; i++)
		results[i] = figure_read(req, c->list[i].metric, PARTED_BY, c->dimension, p);
	count = groups_join(req, c, results, &groups);
	row_array(req, count, &rows);
	for (size_t g = 0; g < count; g++) {
		struct table_cell *cells = cells_new(req, c->count);
		int64_t numbers[8];

		for (size_t i = 0; i < c->count; i++) {
			const struct link link = { .metric = c->list[i].metric, .from = p->first, .to = p->last, .dimension = c->dimension, .group_id = groups[g].id,
			    .hit = c->list[i].hit };

			numbers[i] = number_in(results[i], groups[g].id, c->list[i].hit);
			cells[i] = number_cell(req, numbers[i], link_href(req, &link));
		}
		rows[g] = (struct table_row){ .name = groups[g].name, .key = text_format(req, "%" PRId64, groups[g].id), .cells = cells, .note = note ? note(req, numbers) : NULL };
	}
	return rows;
}

static const char *const *
columns_heads(struct request *req, const struct columns *c)
{
	const char **heads = memory_need(talloc_zero_array(req, const char *, c->count + 1));

	for (size_t i = 0; i < c->count; i++)
		heads[i] = c->list[i].head;
	return heads;
}

static const char *
persona_note(struct request *req, const int64_t *n)
{
	if (!n[0])
		return n[3] ? "Customers come whom nobody hands over" : "Agreed on, and nobody came";
	return n[3] ? text_format(req, "One customer for %" PRId64 " handed over", (n[0] + n[3] - 1) / n[3]) : n[0] >= 10 ? "Handed over, and no customer yet" : NULL;
}

struct response
result_personas_page(struct request *req)
{
	static const struct columns columns = { BY_PERSONA, KIND_PERSONA, 4, { { METRIC_VOLUME, -1, "Handed over" }, { METRIC_QUALITY, 1, "Accepted" },
	    { METRIC_OPPORTUNITY, 1, "Opportunities" }, { METRIC_MARKETING_SHARE, -1, "New customers" } } };
	struct table_page p = { .title = "Personas", .line = "Whom the teams have agreed to look for, against who became a customer.", .address = "/results/personas", .count = 1 };
	struct table_card card = { .id = "personas", .first = "Persona", .none = "There is no persona in the glossary, and no lead has one.",
	    .foot = "New customers stand in the month they were won, the other numbers in the month of the handoff." };

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	card.title = period_words(req, &p.period);
	card.heads = columns_heads(req, &columns);
	card.rows = columns_rows(req, &p.period, &columns, persona_note);
	p.cards = &card;
	return tables_answer(req, &p, "personas");
}

enum { CROWDED_FROM = 30 };

static const char *
theme_note(struct request *req, const int64_t *n)
{
	(void)req;
	if (!n[0])
		return "A gap: no lead came with it";
	if (n[0] >= CROWDED_FROM && !n[3])
		return "Crowded at the start: no opportunity of it";
	return n[1] && !n[2] ? "A gap from accepted to qualified" : NULL;
}

struct response
result_themes_page(struct request *req)
{
	static const struct columns columns = { BY_THEME, KIND_THEME, 5, { { METRIC_ACCEPTED, -1, "In all" }, { METRIC_ACCEPTED, 1, "Accepted" },
	    { METRIC_QUALIFIED, 1, "Qualified" }, { METRIC_OPPORTUNITY, 1, "Opportunity" }, { METRIC_CUSTOMER, 1, "Customer" } } };
	struct table_page p = { .title = "Themes by stage", .line = "How far the leads of each content theme came. Empty is a gap; crowded, with nothing after it, is too much of one thing.",
	    .address = "/results/themes", .count = 1 };
	struct table_card card = { .id = "themes", .first = "Theme", .none = "There is no theme in the glossary, and no lead has one.",
	    .foot = "Leads handed over that met every must, by the day of the handoff, and imported leads with a history, from the day they became an MQL." };

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	card.title = period_words(req, &p.period);
	card.heads = columns_heads(req, &columns);
	card.rows = columns_rows(req, &p.period, &columns, theme_note);
	p.cards = &card;
	return tables_answer(req, &p, "themes");
}

struct response
result_reasons_page(struct request *req)
{
	static const struct { int metric; const char *id, *title, *none, *foot; } kinds[] = {
		{ METRIC_RETURNED, "returned", "Returned: should not have come", "No handoff of this time was returned.", "Without a reason of the list, criteria were cited: they stand under Criteria." },
		{ METRIC_DISQUALIFIED, "disqualified", "Disqualified: came rightly, turned out no", "No handoff of this time was disqualified.", NULL },
		{ METRIC_RECYCLED, "recycled", "Recycled: not now", "No handoff of this time was recycled.", NULL },
		{ METRIC_LOST, "lost", "Lost: deals", "No deal was lost in this time.", "In the month the deal was lost." } };
	struct table_page p = { .title = "Reasons", .line = "Why leads were returned, closed or lost. Each is a thing of its own, in every figure.", .address = "/results/reasons" };
	struct table_card cards[4];

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	for (size_t i = 0; i < 4; i++) {
		struct columns columns = { BY_REASON, GLOSSARY_NONE, 1, { { kinds[i].metric, -1, "Number" } } };

		cards[p.count++] = (struct table_card){ .id = kinds[i].id, .title = kinds[i].title, .first = "Reason", .none = kinds[i].none, .foot = kinds[i].foot,
		    .heads = columns_heads(req, &columns), .rows = columns_rows(req, &p.period, &columns, NULL),
		    .href = text_format(req, "/results/%s?%s", metric_names[kinds[i].metric], period_query(req, &p.period)), .words = "By month and source" };
	}
	p.cards = cards;
	return tables_answer(req, &p, "reasons");
}
