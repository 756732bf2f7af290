/* The organisation's own rates: what its imported past says of the promises it might make. */
#include "leads/pages.h"

#include "auth/session.h"
#include "leads/pages_parts.h"
#include "leads/store_rates.h"
#include "leads/views_rates.h"
#include "sla/store.h"

/* The calendar by which times run: the agreement's, else the first there is. NULL: none. */
static const struct calendar_version *
calendar_for_rates(struct request *req, const char *day)
{
	const struct agreement *a = agreement_in_force(req->db, req, req->now);
	size_t count = 0;
	const struct calendar_row *first = a ? NULL : calendars_list(req->db, req, day, NULL, 1, &count);
	int64_t id = a ? a->calendar_id : count ? first->id : 0;

	return id ? calendar_version_on(req->db, req, id, day) : NULL;
}

struct response
rates_page(struct request *req)
{
	const char *zone = req->session->organisation_zone;
	const struct calendar_version *calendar = calendar_for_rates(req, day_print(req, day_of(req->now, zone)));
	const struct term *term = NULL;
	const struct version *gate = gate_or_draft(req, &term);
	struct rates_page p = { .calendar_name = calendar ? calendar->calendar.name : NULL, .term_name = gate ? term->name : NULL,
		.may_begin = req->user->team != TEAM_OBSERVER, .first = rates_first_month(req->now, zone) };

	p.last = day_add_months(p.first, RATE_MONTHS - 1);
	p.rates = rates_find(req->db, req, calendar ? &calendar->calendar : NULL, term, gate, req->now, zone);
	return show(req, 200, rates_view(req, &p));
}
