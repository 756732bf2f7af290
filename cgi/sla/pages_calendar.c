/* Calendars: when a team works. */
#include "sla/pages.h"

#include "glossary/views_parts.h"
#include "sla/views_calendar.h"

enum { CALENDARS_SHOWN = 500 };

struct response
calendar_index_page(struct request *req)
{
	size_t count;
	const struct calendar_row *rows = calendars_list(req->db, req, organisation_today(req), NULL, CALENDARS_SHOWN, &count);

	return show(req, 200, calendar_index_view(req, rows, count));
}
