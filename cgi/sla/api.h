/* The agreement as JSON: shapes of /api/v1/calendars. */
#ifndef SLA_API_H
#define SLA_API_H

#include "web/web.h"

/* api_calendar.c: calendars; api_calendar_time.c: what they say of a stretch of time */
handler api_calendar_list, api_calendar_make, api_calendar_show, api_calendar_version_make;
handler api_calendar_deadline, api_calendar_open_time;

#endif
