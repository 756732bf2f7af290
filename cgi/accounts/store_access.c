/* A person's own sessions and tokens, as lists. */
#include "accounts/store.h"

#include "auth/session.h"

static const char *const scope_names[] = { "read", "write", NULL };

static const struct column seat_columns[] = {
	COLUMN(INT, struct seat, id),
	COLUMN(TEXT, struct seat, browser),
	COLUMN(TIME, struct seat, created_at),
	COLUMN(TIME, struct seat, seen_at),
	{ 0 }
};
static const struct shape seat_shape = { sizeof(struct seat), seat_columns };

static const struct column key_columns[] = {
	COLUMN(INT, struct key, id),
	COLUMN(TEXT, struct key, name),
	CODE_COLUMN(struct key, scope, scope_names),
	COLUMN(TIME, struct key, created_at),
	COLUMN(TIME, struct key, expires_at),
	COLUMN(TIME, struct key, used_at),
	{ 0 }
};
static const struct shape key_shape = { sizeof(struct key), key_columns };

#define LIVE_SESSION " person_id = ? AND ended_at IS NULL AND created_at > ? AND seen_at > ?"
#define LIVE_TOKEN " person_id = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)"

struct seat *
seats_of(struct db *db, const void *ctx, int64_t person_id, int64_t now, size_t *count)
{
	return db_list(db, ctx, &seat_shape, count, "SELECT id, browser, created_at, seen_at FROM session WHERE" LIVE_SESSION
	    " ORDER BY seen_at DESC, id DESC LIMIT 200", "itt", person_id, now - SESSION_WHOLE, now - SESSION_IDLE);
}

bool
seat_end(struct db *db, int64_t person_id, int64_t id, int64_t now)
{
	return db_run(db, "UPDATE session SET ended_at = ? WHERE id = ? AND person_id = ? AND ended_at IS NULL", "tii", now, id,
	    person_id) == 1;
}

struct key *
keys_of(struct db *db, const void *ctx, int64_t person_id, int64_t now, size_t *count)
{
	return db_list(db, ctx, &key_shape, count, "SELECT id, name, scope, created_at, expires_at, used_at FROM api_token WHERE"
	    LIVE_TOKEN " ORDER BY id DESC LIMIT 200", "it", person_id, now);
}

bool
key_is_new(struct db *db, int64_t person_id, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_integer(db, 0, "SELECT 1 FROM api_token WHERE token_hash = ? AND created_at > ? AND created_at <= ? AND" LIVE_TOKEN, "httit", hash,
	    now - SHOWN_AGAIN, now + CLOCKS_APART, person_id, now) != 0;
}

bool
key_revoke(struct db *db, int64_t person_id, int64_t id, int64_t now)
{
	return db_run(db, "UPDATE api_token SET revoked_at = ? WHERE id = ? AND person_id = ? AND revoked_at IS NULL", "tii", now,
	    id, person_id) == 1;
}
