/* From a method and a path to the row that answers them. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/web.h"

/*
 * Finds the row, and puts :slug, :id and :n into the request. Literal rows win over those with a name in their place. :rest, which comes last,
 * is all that follows, slashes and encoded slashes among it, and stands in the place of a slug; nothing else is found by an encoded slash.
 * NULL: none; *allow is then NULL (404) or the methods the path knows, "GET, HEAD, POST" (405).
 */
const struct route *route_find(struct request *req, const struct route *routes, const char **allow);

/* The nearest page at or above `path` that can be read with GET, as an address: where to send somebody back. */
const char *route_above(struct request *req, const struct route *routes, const char *path);

/* The table as lines "GET /glossary/:slug marketing|sales|observer file": method, path, who may, what it takes ("-": nothing more). */
void routes_print(const struct route *routes);

#endif
