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

/* The kind of mail it can be wished away as (enum mail_kind); -1: it always comes. */
int letter_wish(const char *kind);

/*
 * One mail for all that was gathered for a person, a child of ctx: each by its subject and where to go. Bit i of *stale is set for each row there
 * is nothing to tell of any more. NULL as above: then of none there is.
 */
enum { GATHERED_MOST = 60 };
struct mail *gathered_write(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, size_t count, int64_t now, uint64_t *stale);

#endif
