/* Mail that was written to files, where no server is set: it does not stay for ever, and not when it speaks of somebody who was erased. */
#ifndef JOBS_MAIL_FILES_H
#define JOBS_MAIL_FILES_H

#include "data/db.h"

enum { MAIL_FILE_DAYS = 30 };

/* Removes files of STATE/mail that are older than that. How many. */
int64_t mail_files_expire(const void *ctx, const char *state, int64_t now);

/* Removes those in which a pattern of an erasure (leads/store.h) finds somebody. How many. */
int64_t mail_files_forget(struct db *db, const void *ctx, const char *state, const char *pattern);

#endif
