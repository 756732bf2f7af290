/* Statements of the web room. */
#include "web/store.h"

static const struct column kept_columns[] = {
	COLUMN(INT, struct kept, status),
	COLUMN(TEXT, struct kept, location),
	COLUMN(TEXT, struct kept, etag),
	COLUMN(TEXT, struct kept, body),
	COLUMN(HASH, struct kept, body_hash),
	{ 0 }
};
static const struct shape kept_shape = { sizeof(struct kept), kept_columns };

static const struct column carried_columns[] = {
	COLUMN(TEXT, struct carried, path),
	COLUMN(TEXT, struct carried, body),
	{ 0 }
};
static const struct shape carried_shape = { sizeof(struct carried), carried_columns };

bool
kept_claim(struct db *db, const struct kept_name *name, const unsigned char body_hash[32], int64_t now)
{
	db_run(db, "INSERT INTO request_key (person_id, route, request_key, body_hash, created_at) VALUES (?, ?, ?, ?, ?)",
	    "issht", name->person_id, name->route, name->key, body_hash, now);
	return !db_taken(db);
}

struct kept *
kept_find(struct db *db, const void *ctx, const struct kept_name *name)
{
	return db_one(db, ctx, &kept_shape, "SELECT status, location, etag, body, body_hash FROM request_key"
	    " WHERE person_id = ? AND request_key = ? AND route = ?", "iss", name->person_id, name->key, name->route);
}

void
kept_save(struct db *db, const struct kept_name *name, const struct kept *kept)
{
	db_run(db, "UPDATE request_key SET status = ?, location = ?, etag = ?, body = ?"
	    " WHERE person_id = ? AND request_key = ? AND route = ?", "isssiss", kept->status, kept->location, kept->etag,
	    kept->body, name->person_id, name->key, name->route);
}

struct carried *
carried_find(struct db *db, const void *ctx, const unsigned char hash[32], int64_t person_id, int64_t since)
{
	return db_one(db, ctx, &carried_shape, "SELECT path, body FROM carried_form WHERE token_hash = ?"
	    " AND person_id = ? AND created_at > ?", "hit", hash, person_id, since);
}

void
carried_save(struct db *db, const unsigned char hash[32], int64_t person_id, const struct carried *carried, int64_t now)
{
	db_insert(db, "INSERT INTO carried_form (token_hash, person_id, path, body, created_at) VALUES (?, ?, ?, ?, ?)",
	    "hisst", hash, person_id, carried->path, carried->body, now);
}
