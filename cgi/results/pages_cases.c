/* The list behind a number: as many lines as the number says. */
#include "results/pages_parts.h"

#include "auth/session.h"
#include "base/text.h"

#include <inttypes.h>

enum { CASES_SHOWN = 50 };

/* The group of the address; false: there is no such, or it is not for this reader. */
static bool
group_asked(struct request *req, const struct figure *f, struct cases_asked *a)
{
	const char *by = request_query(req, "by"), *group = request_query(req, "group");

	a->dimension = BY_NONE;
	a->group_id = SUMS_ALL;
	if (!by || !group)
		return true;
	for (int d = BY_ORIGIN; d < DIMENSIONS; d++)
		if (text_equal(by, dimension_names[d]) && (f->groups & (1u << d)))
			a->dimension = d;
	if (a->dimension == BY_OWNER && text_equal(group, "any")) {
		a->group_id = CASES_ANY;
		return true;
	}
	return a->dimension != BY_NONE && text_integer(group, 0, INT64_MAX, &a->group_id)
	    && (a->dimension != BY_OWNER || !a->group_id || req->user->team == TEAM_SALES);
}

/* The days of the address; the last months where it names none. */
static bool
days_asked(struct request *req, struct cases_asked *a)
{
	const char *from = request_query(req, "from"), *to = request_query(req, "to");
	int64_t now = month_number(day_of(req->now, req->session->organisation_zone));

	a->from = month_day(now + 1 - PERIOD_USUAL);
	a->to = month_day(now + 1);
	return (!from || day_parse(from, &a->from)) && (!to || day_parse(to, &a->to)) && day_compare(a->from, a->to) <= 0 && a->from.year >= 2000;
}

static void
parts_asked(struct request *req, struct cases_asked *a)
{
	const char *part = request_query(req, "part"), *reading = request_query(req, "reading"), *currency = request_query(req, "currency");

	a->hit = part && text_equal(part, "hits") ? 1 : part && text_equal(part, "others") ? 0 : -1;
	a->beside = reading && text_equal(reading, "before");
	a->currency = currency && text_equal(currency, "none") ? "" : currency;
	text_integer(request_query(req, "after"), 1, INT64_MAX, &a->before);
	a->limit = CASES_SHOWN + 1;
}

/* What the sums say about the same cases. */
static int64_t
number_of(struct request *req, const struct cases_asked *a, const struct figure *f, const char **group_name)
{
	const struct result_asked asked = { .figure = f, .parted = a->group_id == SUMS_ALL ? PARTED_NOT : PARTED_BY, .dimension = a->dimension, .group_id = SUMS_ALL,
	    .from = a->from, .to = a->to, .names_people = req->user->team == TEAM_SALES };
	const struct result *r = result_read(req->db, req, &asked, req->now);
	int64_t number = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct total *t = a->beside ? &r->rows[i].beside : &r->rows[i].total;

		if ((a->group_id != SUMS_ALL && r->rows[i].key != a->group_id) || (a->currency && !text_equal(a->currency, r->rows[i].currency)))
			continue;
		*group_name = a->group_id == SUMS_ALL ? NULL : r->rows[i].name;
		number += a->hit < 0 ? t->denominator : a->hit ? t->numerator : t->denominator - t->numerator;
	}
	return number;
}

/* The address of the lines behind the last one shown. */
static const char *
next_href(struct request *req, const struct cases_page *p)
{
	const struct cases_asked *a = &p->asked;
	const struct day days[] = { a->from, a->to };
	struct link link = { .metric = a->metric, .days = days, .dimension = a->dimension, .group_id = a->group_id,
	    .hit = a->hit, .beside = a->beside, .currency = a->currency };

	return text_format(req, "%s&after=%" PRId64, link_href(req, &link), p->rows[p->count - 1].place);
}

struct response
result_cases_page(struct request *req)
{
	const struct figure *f = figure_named(req, req->slug);
	struct cases_page p = { .figure = f };

	if (!f || !days_asked(req, &p.asked) || !group_asked(req, f, &p.asked))
		return not_found(req);
	p.asked.metric = f->metric;
	parts_asked(req, &p.asked);
	p.rows = cases_list(req->db, req, &p.asked, &p.count);
	p.number = number_of(req, &p.asked, f, &p.group_name);
	if (p.count > CASES_SHOWN) {
		p.count = CASES_SHOWN;
		p.next = next_href(req, &p);
	}
	return show(req, 200, result_cases_view(req, &p));
}
