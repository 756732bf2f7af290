/* How calendars look: one fill function for each template. */
#ifndef SLA_VIEWS_CALENDAR_H
#define SLA_VIEWS_CALENDAR_H

#include "sla/store.h"	/* for the shapes of its rows */
#include "view/view.h"
#include "web/web.h"

/* All calendars by name. */
struct view *calendar_index_view(struct request *req, const struct calendar_row *rows, size_t count);

#endif
