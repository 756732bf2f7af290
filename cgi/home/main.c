/* Home: what needs you first, and one box that finds everything. */
#include "home/pages.h"

static const struct route routes[] = {
	{ GET, "/",       home_page,   PERSON, SHOWS_CLOCKS },
	{ GET, "/search", search_page, PERSON, SHOWS_CLOCKS },
	{ GET, "/health", health,      ANYONE, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "home", routes);
}
