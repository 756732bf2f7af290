/* What the web room keeps in the database: first answers of keyed requests, and words carried over a sign-in. */
#ifndef WEB_STORE_H
#define WEB_STORE_H

#include "data/db.h"

/* The answer to a keyed request. Borrowed texts. */
struct kept {
	int64_t status;			/* 0: not finished */
	const char *location, *etag, *body;	/* or NULL */
	unsigned char body_hash[32];	/* of what was asked */
};

/* Which request: a key counts for one person on one route. */
struct kept_name {
	int64_t person_id;
	const char *route, *key;
};

/* Claims the key; waits while another transaction has it. False when it was taken: see kept_find(). */
bool kept_claim(struct db *db, const struct kept_name *name, const unsigned char body_hash[32], int64_t now);
struct kept *kept_find(struct db *db, const void *ctx, const struct kept_name *name);
void kept_save(struct db *db, const struct kept_name *name, const struct kept *kept);

/* A form's address and its fields, urlencoded. */
struct carried {
	const char *path, *body;
};

/* By the token's hash, for its person, if it is not older than `since`; NULL otherwise. */
struct carried *carried_find(struct db *db, const void *ctx, const unsigned char hash[32], int64_t person_id, int64_t since);

void carried_save(struct db *db, const unsigned char hash[32], int64_t person_id, const struct carried *carried, int64_t now);

#endif
