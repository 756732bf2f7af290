/* The agreement's pages: one handler for each row of the route table in main.c. */
#ifndef SLA_PAGES_H
#define SLA_PAGES_H

#include "web/web.h"

/* pages_calendar.c: calendars */
handler calendar_index_page;

#endif
