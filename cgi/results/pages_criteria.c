/* Which criteria did not hold, by source: a table of counts whose shares are not shown of few cases. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/text.h"
#include "glossary/store.h"
#include "web/urlencode.h"

#include <inttypes.h>
#include <talloc.h>

enum { SOURCES_MOST = 40, CASES_SHOWN = 50, HEAT_FROM = 150, HEAT_MIDDLE_FROM = 250, HEAT_HIGH_FROM = 350 };

/* What the table of one wording is made of. */
struct heat {
	struct request *req;
	const struct span *period;
	const struct wording *wording;
	const struct criterion_sum *sums;
	size_t sum_count;
	int64_t sources[SOURCES_MOST];
	const char *names[SOURCES_MOST + 1];
	size_t source_count, others;	/* sources with a column, and how many have none for want of room */
};

/* How many under a code; SUMS_ALL: from all sources. */
static int64_t
sum_of(const struct heat *h, const char *code, int64_t source_id)
{
	int64_t cases = 0;

	for (size_t i = 0; i < h->sum_count; i++)
		if (h->sums[i].version_id == h->wording->version_id && text_equal(h->sums[i].code, code) && (source_id == SUMS_ALL || h->sums[i].source_id == source_id))
			cases += h->sums[i].cases;
	return cases;
}

static void
sources_find(struct heat *h)
{
	size_t count;
	const struct group_name *names;

	for (size_t i = 0; i < h->sum_count; i++) {
		size_t k = 0;

		if (h->sums[i].version_id != h->wording->version_id || *h->sums[i].code)
			continue;
		while (k < h->source_count && h->sources[k] != h->sums[i].source_id)
			k++;
		if (k < h->source_count)
			continue;
		if (k == SOURCES_MOST)
			h->others++;
		else
			h->sources[h->source_count++] = h->sums[i].source_id;
	}
	names = group_names(h->req->db, h->req, BY_SOURCE, h->sources, h->source_count, &count);
	for (size_t i = 0; i < h->source_count; i++) {
		h->names[i] = "No source";
		for (size_t k = 0; k < count; k++)
			if (names[k].id == h->sources[i])
				h->names[i] = names[k].name;
	}
}

static const char *
heat_href(const struct heat *h, const char *code, int64_t source_id)
{
	return text_format(h->req, "/results/criteria/cases?version=%" PRId64 "&code=%s%s&from=%s&to=%s", h->wording->version_id, code,
	    source_id == SUMS_ALL ? "" : text_format(h->req, "&source=%" PRId64, source_id), month_code(h->req, h->period->first), month_code(h->req, h->period->last - 1));
}

/* "11 of 30" with "36.7 %" below it; of fewer than SHARE_LEAST no share. */
static struct table_cell
heat_cell(const struct heat *h, const char *code, int64_t source_id)
{
	int64_t cases = sum_of(h, code, source_id), decided = sum_of(h, "", source_id), tenths = decided ? cases * 1000 / decided : 0;
	struct table_value *value = memory_need(talloc(h->req, struct table_value));
	struct table_cell cell = { .words = text_format(h->req, "%" PRId64 " of %" PRId64, cases, decided), .href = cases ? heat_href(h, code, source_id) : NULL,
		.values = value, .value_count = 1 };

	*value = (struct table_value){ .kind = VALUE_SHARE, .number = cases, .of = decided };

	if (decided < SHARE_LEAST)
		cell.note = "too few";
	else {
		cell.note = share_words(h->req, cases, decided);
		cell.heat = tenths >= HEAT_HIGH_FROM ? 3 : tenths >= HEAT_MIDDLE_FROM ? 2 : tenths >= HEAT_FROM ? 1 : 0;
	}
	return cell;
}

/* What the worst cell with enough cases suggests; NULL: nothing stands out. */
static const char *
proposal(const struct heat *h, const struct version *v)
{
	const char *code = NULL, *label = NULL, *from = NULL;
	int64_t worst = HEAT_MIDDLE_FROM - 1, cases = 0, decided = 0;

	for (size_t i = 0; i < v->criteria_count; i++)
		for (size_t k = 0; k < h->source_count; k++) {
			int64_t n = sum_of(h, v->criteria[i].code, h->sources[k]), d = sum_of(h, "", h->sources[k]);

			if (d < 2 * SHARE_LEAST || n * 1000 / d <= worst)
				continue;
			worst = n * 1000 / d;
			code = v->criteria[i].code;
			label = v->criteria[i].label;
			from = h->names[k];
			cases = n;
			decided = d;
		}
	return code ? text_format(h->req, "“%s” did not hold in %" PRId64 " of %" PRId64 " from %s. Settle it before those are handed over, or ask for another bound: propose a change and try it on past handoffs.",
	    label, cases, decided, from) : NULL;
}

/* What stands below the table. */
static const char *
foot_words(const struct heat *h, const struct version *v)
{
	const char *said = v ? proposal(h, v) : NULL;

	if (!h->others)
		return said;
	return text_format(h->req, "%zu more source%s: All sources counts them, and they have no column.%s%s", h->others, h->others == 1 ? "" : "s", said ? " " : "",
	    said ? said : "");
}

static struct table_card
heat_card(struct heat *h)
{
	const struct version *v = version_find(h->req->db, h->req, h->wording->term_id, h->wording->number, h->req->now);
	struct table_row *rows;
	const char **heads;

	sources_find(h);
	heads = memory_need(talloc_zero_array(h->req, const char *, h->source_count + 2));
	heads[0] = "All sources";
	for (size_t i = 0; i < h->source_count; i++)
		heads[i + 1] = h->names[i];
	rows = memory_need(talloc_zero_array(h->req, struct table_row, (v ? v->criteria_count : 0) + 1));
	for (size_t i = 0; v && i < v->criteria_count; i++) {
		struct table_cell *cells = memory_need(talloc_zero_array(h->req, struct table_cell, h->source_count + 2));

		cells[0] = heat_cell(h, v->criteria[i].code, SUMS_ALL);
		for (size_t k = 0; k < h->source_count; k++)
			cells[k + 1] = heat_cell(h, v->criteria[i].code, h->sources[k]);
		rows[i] = (struct table_row){ .name = v->criteria[i].label, .key = v->criteria[i].code, .note = v->criteria[i].level == LEVEL_MUST ? "must" : "should", .cells = cells };
	}
	return (struct table_card){ .id = text_format(h->req, "wording-%" PRId64, h->wording->version_id), .title = text_format(h->req, "%s, version %" PRId64, h->wording->name,
	    h->wording->number), .first = "Criterion", .heads = heads, .rows = rows, .none = "This definition has no criteria.", .foot = foot_words(h, v),
	    .href = text_format(h->req, "/glossary/%s", h->wording->slug), .words = "The definition" };
}

struct response
result_criteria_page(struct request *req)
{
	struct table_page p = { .title = "Criteria", .line = "Of the handoffs Sales decided on: in how many a criterion did not hold, by source. Shares of fewer than five are not shown.",
	    .address = "/results/criteria" };
	size_t sum_count, count;
	const struct criterion_sum *sums;
	const struct wording *wordings;
	struct table_card *cards;

	if (!period_asked(req, &p.period))
		return no_such_months(req);
	sums = criterion_sums(req->db, req, p.period.first, p.period.last, &sum_count);
	wordings = wordings_of(req->db, req, p.period.first, p.period.last, &count);
	cards = memory_need(talloc_zero_array(req, struct table_card, count + 1));
	for (size_t i = 0; i < count; i++) {
		struct heat *h = memory_need(talloc_zero(req, struct heat));

		*h = (struct heat){ .req = req, .period = &p.period, .wording = &wordings[i], .sums = sums, .sum_count = sum_count };
		cards[p.count++] = heat_card(h);
	}
	if (!p.count) {
		static const char *const heads[] = { NULL };
		static const struct table_row none[] = { { 0 } };

		cards[p.count++] = (struct table_card){ .id = "wording-none", .title = "No decisions", .first = "Criterion", .heads = heads, .rows = none,
		    .none = "Sales has decided on no handoff of this time." };
	}
	p.cards = cards;
	return tables_answer(req, &p, "criteria");
}

/* What the list behind a cell is called; NULL: the version is none, or has no such criterion. */
static const char *
cited_title(struct request *req, int64_t version_id, const char *code)
{
	const struct wording *w = wording_find(req->db, req, version_id);
	const struct version *v = w ? version_find(req->db, req, w->term_id, w->number, req->now) : NULL;

	if (v && !*code)
		return "Decided by Sales";
	for (size_t i = 0; v && i < v->criteria_count; i++)
		if (text_equal(v->criteria[i].code, code))
			return text_format(req, "“%s” did not hold", v->criteria[i].label);
	return NULL;
}

static struct case_row
cited_case(struct request *req, const struct cited_row *row)
{
	return (struct case_row){ .handoff_id = row->handoff_id, .lead_id = row->lead_id, .lead_name = row->lead_name, .lead_company = row->lead_company,
	    .source = row->source ? row->source : "No source", .day = day_number(day_of(row->submitted_at, req->session->organisation_zone)),
	    .is_hit = row->accepted, .counts = row->accepted ? "Accepted" : "Returned" };
}

/* The handoffs behind a cell, as cases of quality. */
struct response
result_criteria_cases(struct request *req)
{
	struct cases_page p = { .figure = figure_of(METRIC_QUALITY), .asked.hit = -1, .back = "/results/criteria", .back_name = "Criteria" };
	const char *code = request_query(req, "code");
	int64_t version = 0, source = SUMS_ALL, from, to, before = 0;
	const struct cited_row *rows;
	struct case_row *cases;

	if (!code || !text_integer(request_query(req, "version"), 1, INT64_MAX, &version) || !month_read(request_query(req, "from"), &from)
	    || !month_read(request_query(req, "to"), &to))
		return not_found(req);
	p.title = cited_title(req, version, code);
	if (!p.title)
		return not_found(req);
	text_integer(request_query(req, "source"), 0, INT64_MAX, &source);
	text_integer(request_query(req, "after"), 1, INT64_MAX, &before);
	rows = cited_list(req->db, req, version, code, source, from, to + 1, before, CASES_SHOWN + 1, &p.count);
	cases = memory_need(talloc_zero_array(req, struct case_row, p.count + 1));
	for (size_t i = 0; i < p.count; i++)
		cases[i] = cited_case(req, &rows[i]);
	p.rows = cases;
	p.line = *code ? "Handoffs that Sales returned for it, newest first." : "Handoffs that Sales has decided on, newest first.";
	if (p.count > CASES_SHOWN) {
		p.count = CASES_SHOWN;
		p.next = text_format(req, "/results/criteria/cases?version=%" PRId64 "&code=%s%s&from=%s&to=%s&after=%" PRId64, version, url_encode(req, code),
		    source == SUMS_ALL ? "" : text_format(req, "&source=%" PRId64, source), month_code(req, from), month_code(req, to), rows[CASES_SHOWN - 1].handoff_id);
	}
	return show(req, 200, result_cases_view(req, &p));
}
