/* The handoffs behind a number of the agreement that is no clock. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"

#include <string.h>

/* The month that is asked for; the present one where none is. False: no month at all. */
static bool
month_asked(struct request *req, struct day *month)
{
	const char *typed = request_query(req, "month");

	*month = day_month_start(day_of(req->now, req->session->organisation_zone));
	return !typed || (strlen(typed) == 7 && day_parse(text_format(req, "%s-01", typed), month));
}

struct response
handoff_behind_page(struct request *req)
{
	const struct promise *promise = promise_find(req->db, req, req->id);
	const char *counted = request_query(req, "counted");
	struct behind_page p = { .promise = promise, .counted = GLOSSARY_NONE };
	struct queue_behind asked = { .promise_id = req->id, .limit = ROWS_SHOWN };

	if (!promise || !behind_labels(promise->kind) || !month_asked(req, &p.month))
		return not_found(req);
	if (counted && (text_equal(counted, "yes") || text_equal(counted, "no")))
		p.counted = text_equal(counted, "yes");
	asked.month = p.month_code = text_copy_bytes(req, day_print(req, p.month), 7);
	asked.counted = p.counted;
	text_integer(request_query(req, "after"), 1, INT64_MAX, &asked.after);
	p.is_later = asked.after > 0;
	p.queue = queue_behind(req->db, req, &asked, req->now, req->session->organisation_zone);
	return show(req, 200, handoff_behind_view(req, &p));
}
