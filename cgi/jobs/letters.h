/* What each kind of mail says. */
#ifndef JOBS_LETTERS_H
#define JOBS_LETTERS_H

#include "base/conf.h"
#include "jobs/mail.h"
#include "jobs/store.h"

/*
 * The mail for an outbox row, a child of ctx. NULL: there is nothing to tell any more (it was signed or withdrawn
 * meanwhile, no clock of a digest runs any more, the person may not receive it), or the database failed: ask db_fate().
 */
struct mail *letter_write(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, int64_t now);

#endif
