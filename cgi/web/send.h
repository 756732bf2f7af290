/* From an answer to bytes: status line, headers, body. The security headers are nginx's, in conf/headers.conf. */
#ifndef WEB_SEND_H
#define WEB_SEND_H

#include "web/web.h"

/*
 * Writes the whole answer, part by part where it has parts; its length is what was sent. A browser that has gone is nobody's error. Where a part
 * cannot be made the connection is cut, so that nobody takes what came for the whole.
 */
void response_send(void *fcgi, struct request *req, struct response *answer);

/* One line: method, path without its query, status, bytes, who (by id), how many statements the database was asked for it. */
void response_log(const struct request *req, const struct response *answer, unsigned statements);

#endif
