/* How the organisation's own rates look. */
#ifndef LEADS_VIEWS_RATES_H
#define LEADS_VIEWS_RATES_H

#include "leads/rules_rates.h"
#include "leads/views.h"

struct rates_page {
	const struct own_rates *rates;
	const char *calendar_name;	/* NULL: there is no calendar yet */
	const char *term_name;		/* of those that are counted; NULL: there is no definition yet */
	bool may_begin;			/* an agreement, by the reader's team */
	struct day first, last;		/* first days of the first and the last month */
};
struct view *rates_view(struct request *req, const struct rates_page *page);

#endif
