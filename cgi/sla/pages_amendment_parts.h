/* What the handlers of amendments share. */
#ifndef SLA_PAGES_AMENDMENT_PARTS_H
#define SLA_PAGES_AMENDMENT_PARTS_H

#include "sla/views_amendment.h"

/* The page of one; `reply` may be NULL. */
struct view *amendment_page_of(struct request *req, const struct amendment *amendment, const struct reply *reply);

/* To its page, which then says what has been done. */
struct response amendment_done(struct request *req, int64_t number, const char *done);

/* It moved on meanwhile: its page as it stands now, with why. 404 when it is gone. */
struct response amendment_moved(struct request *req, int64_t number, enum version_step step, enum act_result result, struct reply reply);

#endif
