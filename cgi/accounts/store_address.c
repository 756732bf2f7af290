/* Changes of address in the database. */
#include "accounts/store_people.h"

#include "base/text.h"

#include <sodium.h>

static const char label[] = "address change";

static const struct column change_columns[] = {
	COLUMN(INT, struct address_change, id),
	COLUMN(INT, struct address_change, person_id),
	COLUMN(TEXT, struct address_change, old_email),
	COLUMN(TEXT, struct address_change, new_email),
	COLUMN(INT, struct address_change, asked_by),
	COLUMN(TIME, struct address_change, expires_at),
	COLUMN(TIME, struct address_change, ended_at),
	COLUMN(HASH, struct address_change, nonce),
	{ 0 }
};
static const struct shape change_shape = { sizeof(struct address_change), change_columns };

#define CHANGE "SELECT c.id, c.person_id, c.old_email, c.new_email, c.asked_by, c.expires_at, c.ended_at, c.nonce" \
	" FROM address_change c"

bool
account_rename(struct db *db, int64_t id, const char *name, int64_t revision)
{
	return db_run(db, "UPDATE person SET name = ?, revision = revision + 1 WHERE id = ? AND revision = ?", "sii", name, id,
	    revision) == 1;
}

int64_t
address_change_add(struct db *db, const unsigned char secret[32], const struct address_change *c, bool done, int64_t now)
{
	unsigned char nonce[32], hash[32];
	char token[TOKEN_TEXT];

	randombytes_buf(nonce, sizeof nonce);
	link_text(secret, label, nonce, token);
	token_hash(token, hash);
	db_run(db, "UPDATE address_change SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", "ti", now, c->person_id);
	return db_insert(db, "INSERT INTO address_change (person_id, old_email, new_email, token_hash, nonce, asked_by, asked_at,"
	    " expires_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "isshhittt", c->person_id, c->old_email, c->new_email,
	    hash, nonce, c->asked_by, now, done ? now : c->expires_at, done ? now : 0);
}

struct address_change *
address_change_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &change_shape, CHANGE " WHERE c.id = ?", "i", id);
}

struct address_change *
address_change_of(struct db *db, const void *ctx, int64_t person_id, int64_t now)
{
	return db_one(db, ctx, &change_shape, CHANGE " WHERE c.person_id = ? AND c.ended_at IS NULL AND c.expires_at > ?", "it",
	    person_id, now);
}

struct address_change *
address_change_by_link(struct db *db, const void *ctx, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_one(db, ctx, &change_shape, CHANGE " JOIN person p ON p.id = c.person_id AND p.disabled_at IS NULL"
	    " WHERE c.token_hash = ? AND c.ended_at IS NULL AND c.expires_at > ?", "ht", hash, now);
}

const char *
address_change_link(const void *ctx, const unsigned char secret[32], const struct address_change *c)
{
	char token[TOKEN_TEXT];

	link_text(secret, label, c->nonce, token);
	return text_copy(ctx, token);
}

bool
address_change_use(struct db *db, const struct address_change *c, int64_t now)
{
	if (db_run(db, "UPDATE address_change SET ended_at = ? WHERE id = ? AND ended_at IS NULL", "ti", now, c->id) != 1)
		return false;
	return db_run(db, "UPDATE person SET email = ?, revision = revision + 1 WHERE id = ? AND email = ?", "sis", c->new_email,
	    c->person_id, c->old_email) == 1;
}
