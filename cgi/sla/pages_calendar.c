/* Calendars: when a team works. */
#include "sla/pages.h"

#include "glossary/views_parts.h"
#include "sla/views_calendar.h"

struct response
calendar_index_page(struct request *req)
{
	size_t count;
	const struct calendar_row *rows = calendars_all(req->db, req, organisation_today(req), &count);

	return show(req, 200, calendar_index_view(req, rows, count));
}
