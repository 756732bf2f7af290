/* The agreement's pages: one handler for each row of the route table in main.c. */
#ifndef SLA_PAGES_H
#define SLA_PAGES_H

#include "web/web.h"

/* pages_calendar.c: calendars; pages_calendar_form.c: writing them */
handler calendar_index_page, calendar_show_page;
handler calendar_new, calendar_make, calendar_version_new, calendar_version_make;

#endif
