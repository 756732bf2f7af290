/* The outbox as the background program sees it, and the lease that keeps it the only one. */
#ifndef JOBS_STORE_H
#define JOBS_STORE_H

#include "data/db.h"

#include <stdbool.h>
#include <stdint.h>

/* One mail that is due. */
struct due_mail {
	int64_t id;
	int64_t person_id;
	const char *kind;
	int64_t subject_id;
	int64_t tries;		/* made so far */
	int64_t created_at;
	const char *email;
	const char *name;
	int team;
	bool may_receive;	/* not disabled */
	bool is_signatory;
	bool held;		/* it waits to go with others in one mail */
	const char *zone;	/* the person's, else the organisation's */
};

enum { LEASE = 20 };	/* seconds; longer than one delivery, and how long a dead runner is waited for */

/*
 * Takes or keeps the lease for `seconds`; false while another runner has it, or after a failure. `owner` is a name of holder.h: what a runner
 * of this machine held that has ended since is taken at once.
 */
bool lease_take(struct db *db, const char *owner, int64_t now, int64_t seconds);
void lease_give_back(struct db *db, const char *owner);

/* Whether one is due: one look by key. */
bool mail_waits(struct db *db, int64_t now);

/* The one that is due for longest, or NULL. */
struct due_mail *mail_due(struct db *db, const void *ctx, int64_t now);

/* Puts it off to `until`, to go with others of the person in one mail; and all that waits so, oldest first. */
void mail_hold(struct db *db, int64_t id, int64_t until);
struct due_mail *mails_held(struct db *db, const void *ctx, int64_t person_id, int64_t limit, size_t *count);

/* Counts a try and puts the next one off to `next_at`, before it is made. False: somebody else has it. */
bool mail_claim(struct db *db, const struct due_mail *mail, int64_t next_at);

/* The same of one that goes for all that is held for its person: none of them is tried before. */
bool mails_claim(struct db *db, const struct due_mail *first, int64_t next_at);

/* It left, or it will not. */
void mail_sent(struct db *db, int64_t id, int64_t now);
void mail_dropped(struct db *db, int64_t id, int64_t now);

/* The organisation's time zone. */
const char *organisation_zone_of(struct db *db, const void *ctx);

/* Posts the brief of the week to everybody in both teams, once, when the week's first day opens. How many: 0 or more. */
int64_t brief_post(struct db *db, const void *ctx, int64_t now, int64_t limit);

/* Whether that is to be done. One look by key, and only on the day. */
bool brief_waits(struct db *db, const void *ctx, int64_t now);

/* What somebody else did to a thing that a person watches: a line of the audit trail, and where it leads now. */
struct watch_news {
	const char *act;		/* "handoff.acceptance" */
	const char *subject;
	int64_t subject_id, at;
	const char *person_name;	/* NULL: nobody, it came about by itself */
	int kind;			/* enum watch_kind */
	int64_t watched_id;		/* the lead's */
	const char *slug, *name;	/* the term's; else NULL */
	int64_t number;			/* of the version of the term, of the agreement, or of the amendment; else 0 */
	bool other_author;		/* of a term's version: the receiver did not write it */
};

/* NULL: the person does not watch it any more, or it is gone. */
struct watch_news *watch_news(struct db *db, const void *ctx, int64_t person_id, int64_t audit_id);

/* Whether the person gets another mail about the very same act. `kind` is the code of that mail. */
bool mail_beside(struct db *db, int64_t person_id, const char *kind, int64_t subject_id, int64_t at);

#endif
