/* Links into the sample organisation: only their hashes are kept. */
#include "accounts/store.h"

#include "auth/session.h"
#include "base/text.h"

const char *
tour_link_make(struct db *db, const void *ctx, int64_t person_id, int64_t now)
{
	unsigned char hash[32];
	char token[TOKEN_TEXT];

	token_make(token);
	token_hash(token, hash);
	db_run(db, "UPDATE tour_link SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", "ti", now, person_id);
	db_run(db, "INSERT INTO tour_link (token_hash, person_id, created_at, expires_at) VALUES (?, ?, ?, ?)", "hitt", hash, person_id, now,
	    now + TOUR_LIFE);
	return text_copy(ctx, token);
}

int64_t
tour_link_person(struct db *db, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_integer(db, 0, "SELECT l.person_id FROM tour_link l JOIN person p ON p.id = l.person_id AND p.disabled_at IS NULL"
	    " WHERE l.token_hash = ? AND l.ended_at IS NULL AND l.expires_at > ?", "ht", hash, now);
}

bool
tour_link_use(struct db *db, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_run(db, "UPDATE tour_link SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL", "th", now, hash) == 1;
}
