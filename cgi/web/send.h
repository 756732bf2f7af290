/* From an answer to bytes: status line, headers, body. The security headers are nginx's, in conf/headers.conf. */
#ifndef WEB_SEND_H
#define WEB_SEND_H

#include "web/web.h"

/* Writes the whole answer. A browser that has gone is nobody's error. */
void response_send(void *fcgi, struct request *req, const struct response *answer);

/* One line: who (by id), method, path without its query, status, bytes, milliseconds. */
void response_log(const struct request *req, const struct response *answer);

#endif
