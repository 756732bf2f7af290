/* Where a request came from and where it meant to go: hosts, origins, cookies. */
#ifndef WEB_ORIGIN_H
#define WEB_ORIGIN_H

#include "web/web.h"

/* Whether the Host header is base_url's or a loopback name. Others get 421. */
bool host_ours(const struct request *req);

/* False when Origin or Sec-Fetch-Site is present and names another site. A request with neither is judged by its token. */
bool origin_ours(const struct request *req);

/* Cookie names depend on scheme and port, so that two copies on one host do not sign each other out. */
const char *cookie_session(struct request *req);	/* "__Host-concord", or "concord-8080" over plain http */
const char *cookie_stranger(struct request *req);	/* binds a stranger's form to their browser */
const char *cookie_known(struct request *req);		/* a browser that has signed in before: see auth/guess.h */
const char *cookie_ticket(struct request *req);		/* somebody who has still to type a code */

/* The same for a cookie that outlives the browser's session, for so many seconds. */
const char *cookie_set_for(struct request *req, const char *name, const char *value, int64_t seconds);

/* A Set-Cookie value; `value` NULL clears it. */
const char *cookie_set(struct request *req, const char *name, const char *value);

#endif
