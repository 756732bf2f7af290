/* Pages that need not be made anew: what one is made of, as an ETag (RFC 9110, 8.8.3), private to the person's session. */
#ifndef WEB_UNCHANGED_H
#define WEB_UNCHANGED_H

#include "web/web.h"

/* Notes which build this is: its program, templates and static files below `app`. Once, at the start; every worker notes the same. */
void unchanged_boot(const char *app);

/*
 * The ETag of the page this request would get, weak, with its quotes: a keyed hash of the build, the session and whoever it belongs to as they are
 * now, the shell's counts, the whole address, the versions of the content that the route says it shows, and the day or the minute. So it
 * differs whenever the page may. NULL: the route does not say what it shows, the
 * address tells of something just done, or nobody is signed in.
 */
const char *page_etag(const struct request *req, const struct route *route);

/* Whether an If-None-Match names it (RFC 9110, 13.1.2: compared weakly). False for NULL. */
bool etag_named(const char *if_none_match, const char *etag);

#endif
