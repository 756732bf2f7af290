/* The agreement: when work counts, what each team promises the other, and how it goes. */
#include "sla/pages.h"

static const struct route routes[] = {
	{ GET,  "/sla/calendars",                               calendar_index_page,  PERSON, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "sla", routes);
}
