/* Every statement about people. */
#ifndef ACCOUNTS_STORE_H
#define ACCOUNTS_STORE_H

#include "auth/user.h"
#include "data/db.h"

#include <stdbool.h>

/* A person as sign-in needs them. */
struct account {
	int64_t id;
	const char *email;
	const char *name;
	int team;
	const char *password_hash;	/* NULL: cannot sign in with a password */
	int64_t created_at;
	bool is_signatory, is_point_person, is_administrator;
	bool disabled;
};

/* By e-mail in any case, or by id; NULL when there is none. A child of ctx. */
struct account *account_by_email(struct db *db, const void *ctx, const char *email);
struct account *account_find(struct db *db, const void *ctx, int64_t id);

/* Makes a person; id, 0 when the e-mail is taken. */
int64_t account_create(struct db *db, const struct account *account, int64_t now);

void account_password_set(struct db *db, int64_t id, const char *hash);

/* Names the one organisation and its zone. */
void organisation_set(struct db *db, const char *name, const char *time_zone);

/* How many people there are. */
int64_t accounts_count(struct db *db);

#endif
