/* Mail of the outbox, one at a time. */
#ifndef JOBS_SEND_H
#define JOBS_SEND_H

#include "base/conf.h"
#include "data/db.h"

/* Sends what is due next, or puts it off to its person's morning. False: nothing is, another runner is at it, or it failed and was logged. */
bool send_next(struct db *db, const struct conf *conf, const char *owner);

#endif
