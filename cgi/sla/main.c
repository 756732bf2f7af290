/* The agreement: when work counts, what each team promises the other, and how it goes. */
#include "sla/api.h"
#include "sla/pages.h"

static const struct route routes[] = {
	{ GET,  "/sla/calendars",                               calendar_index_page,  PERSON, 0 },

	{ GET,  "/api/v1/calendars",                            api_calendar_list,    PERSON, 0 },
	{ POST, "/api/v1/calendars",                            api_calendar_make,    ADMINISTRATOR, 0 },
	{ GET,  "/api/v1/calendars/:id",                        api_calendar_show,    PERSON, 0 },
	{ POST, "/api/v1/calendars/:id/versions",               api_calendar_version_make, ADMINISTRATOR, 0 },
	{ GET,  "/api/v1/calendars/:id/deadline",               api_calendar_deadline, PERSON, 0 },
	{ GET,  "/api/v1/calendars/:id/open-time",              api_calendar_open_time, PERSON, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "sla", routes);
}
