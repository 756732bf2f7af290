/* What waits for you, search, and whether this copy is well. */
#ifndef HOME_PAGES_H
#define HOME_PAGES_H

#include "web/web.h"

handler home_page, search_page, health;

#endif
