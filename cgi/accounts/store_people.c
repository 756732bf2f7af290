/* Other people in the database. */
#include "accounts/store_people.h"

#include "auth/session.h"
#include "auth/watch.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>
#include <talloc.h>

static const struct column member_columns[] = {
	COLUMN(INT, struct member, id),
	COLUMN(TEXT, struct member, name),
	COLUMN(TEXT, struct member, email),
	CODE_COLUMN(struct member, team, team_names),
	COLUMN(BOOL, struct member, is_signatory),
	COLUMN(BOOL, struct member, is_point_person),
	COLUMN(BOOL, struct member, is_administrator),
	COLUMN(BOOL, struct member, has_password),
	COLUMN(BOOL, struct member, has_code),
	COLUMN(TIME, struct member, created_at),
	COLUMN(TIME, struct member, disabled_at),
	COLUMN(TEXT, struct member, out_until),
	COLUMN(TEXT, struct member, deputy_name),
	COLUMN(TIME, struct member, link_ends),
	COLUMN(INT, struct member, asked_by),
	COLUMN(INT, struct member, revision),
	{ 0 }
};
static const struct shape member_shape = { sizeof(struct member), member_columns };

#define MEMBER_FROM "SELECT p.id, p.name, p.email, p.team, p.is_signatory, p.is_point_person, p.is_administrator," \
	" p.password_hash IS NOT NULL AS has_password, c.person_id IS NOT NULL AS has_code, p.created_at, p.disabled_at, p.out_until, d.name AS deputy_name," \
	" l.expires_at AS link_ends, w.asked_by, p.revision FROM person p LEFT JOIN person d ON d.id = p.deputy_id" \
	" LEFT JOIN entry_link l ON l.person_id = p.id AND l.ended_at IS NULL AND l.expires_at > ?" \
	" LEFT JOIN authenticator c ON c.person_id = p.id AND c.confirmed_at IS NOT NULL" \
	" LEFT JOIN signatory_wish w ON w.person_id = p.id"

struct member *
members_all(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	return db_list(db, ctx, &member_shape, count, MEMBER_FROM " ORDER BY p.disabled_at IS NOT NULL, p.name, p.id LIMIT 2000",
	    "t", now);
}

struct member *
member_find(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	return db_one(db, ctx, &member_shape, MEMBER_FROM " WHERE p.id = ?", "ti", now, id);
}

#define SIGNATORIES "SELECT COUNT(*) FROM person WHERE team = ? AND is_signatory AND disabled_at IS NULL AND password_hash IS NOT NULL AND id <> ?"

int64_t
signatories_beside(struct db *db, int team, int64_t id)
{
	return db_integer(db, 0, SIGNATORIES " FOR UPDATE", "si", team_names[team], id);
}

int64_t
signatories_seen(struct db *db, int team, int64_t id)
{
	return db_integer(db, 0, SIGNATORIES, "si", team_names[team], id);
}

int64_t
administrators_beside(struct db *db, int64_t id)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM person WHERE is_administrator AND disabled_at IS NULL"
	    " AND password_hash IS NOT NULL AND id <> ? FOR UPDATE", "i", id);
}

bool
member_roles_set(struct db *db, int64_t id, int64_t revision, bool point_person, bool administrator)
{
	return db_run(db, "UPDATE person SET is_point_person = ?, is_administrator = ?, revision = revision + 1"
	    " WHERE id = ? AND revision = ?", "iiii", (int64_t)point_person, (int64_t)administrator, id, revision) == 1;
}

void
member_signatory_give(struct db *db, const struct actor *actor, int64_t id)
{
	db_run(db, "UPDATE person SET is_signatory = TRUE, revision = revision + 1 WHERE id = ?", "i", id);
	db_run(db, "INSERT INTO signatory_giving (person_id, given_at, given_by) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE given_by = ?",
	    "itii", id, actor->now, actor->person_id, actor->person_id);
}

void
member_signatory_take(struct db *db, int64_t id)
{
	db_run(db, "UPDATE person SET is_signatory = FALSE, revision = revision + 1 WHERE id = ?", "i", id);
}

/* Nobody is stood in for by this person any more. */
static void
deputy_end(struct db *db, int64_t id)
{
	db_run(db, "UPDATE person SET deputy_id = NULL, revision = revision + 1 WHERE deputy_id = ?", "i", id);
}

void
member_disable(struct db *db, const struct actor *actor, int64_t id)
{
	int64_t now = actor->now;

	db_run(db, "UPDATE person SET disabled_at = ?, is_signatory = FALSE, revision = revision + 1"
	    " WHERE id = ? AND disabled_at IS NULL", "ti", now, id);
	deputy_end(db, id);
	db_run(db, "UPDATE entry_link SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", "ti", now, id);
	db_run(db, "UPDATE tour_link SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", "ti", now, id);
	db_run(db, "DELETE FROM sign_in_ticket WHERE person_id = ?", "i", id);
	address_change_end(db, id, now);
	signatory_wish_end(db, id);
	watches_end_of(db, id);
	api_tokens_revoke(db, actor, id);
	calendar_feed_revoke(db, actor, id);
	session_end_all(db, id, 0, now);
}

enum edit_result
member_edit(struct db *db, const struct member *from, const struct member *to, int64_t now)
{
	bool moves = from->team != to->team;
	int64_t found = db_run(db, "UPDATE person SET name = ?, email = ?, team = ?, is_signatory = is_signatory AND NOT ?,"
	    " deputy_id = IF(?, NULL, deputy_id), revision = revision + 1 WHERE id = ? AND revision = ?", "sssiiii", to->name,
	    to->email, team_names[to->team], (int64_t)moves, (int64_t)moves, from->id, to->revision);

	if (db_taken(db))
		return EDIT_TAKEN;
	if (found != 1)
		return EDIT_STALE;
	if (!moves)
		return EDIT_DONE;
	deputy_end(db, from->id);
	signatory_wish_end(db, from->id);
	session_end_all(db, from->id, 0, now);
	return EDIT_DONE;
}

void
member_enable(struct db *db, int64_t id)
{
	db_run(db, "UPDATE person SET disabled_at = NULL, revision = revision + 1 WHERE id = ?", "i", id);
}

void
signatory_wish_add(struct db *db, int64_t person_id, int64_t asked_by, int64_t now)
{
	db_run(db, "INSERT INTO signatory_wish (person_id, asked_by, asked_at) VALUES (?, ?, ?)", "iit", person_id, asked_by, now);
}

void
signatory_wish_end(struct db *db, int64_t person_id)
{
	db_run(db, "DELETE FROM signatory_wish WHERE person_id = ?", "i", person_id);
}

void
link_text(const unsigned char secret[32], const char *label, const unsigned char nonce[32], char token[TOKEN_TEXT])
{
	crypto_auth_hmacsha256_state state;
	unsigned char bytes[32];

	crypto_auth_hmacsha256_init(&state, secret, 32);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)label, strlen(label));
	crypto_auth_hmacsha256_update(&state, nonce, 32);
	crypto_auth_hmacsha256_final(&state, bytes);
	sodium_bin2base64(token, TOKEN_TEXT, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void
entry_link_make(struct db *db, const unsigned char secret[32], int64_t person_id, int64_t by, int64_t now, int64_t expires_at)
{
	unsigned char nonce[32], hash[32];
	char token[TOKEN_TEXT];

	randombytes_buf(nonce, sizeof nonce);
	link_text(secret, "entry link", nonce, token);
	token_hash(token, hash);
	db_run(db, "UPDATE entry_link SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", "ti", now, person_id);
	db_insert(db, "INSERT INTO entry_link (token_hash, nonce, person_id, created_by, created_at, expires_at)"
	    " VALUES (?, ?, ?, ?, ?, ?)", "hhiitt", hash, nonce, person_id, by, now, expires_at);
}

struct nonce_row {
	unsigned char nonce[32];
};
static const struct column nonce_columns[] = {
	COLUMN(HASH, struct nonce_row, nonce),
	{ 0 }
};
static const struct shape nonce_shape = { sizeof(struct nonce_row), nonce_columns };

const char *
entry_link_text(struct db *db, const void *ctx, const unsigned char secret[32], int64_t person_id, int64_t now)
{
	const struct nonce_row *row = db_one(db, ctx, &nonce_shape, "SELECT nonce FROM entry_link WHERE person_id = ?"
	    " AND ended_at IS NULL AND expires_at > ?", "it", person_id, now);
	char token[TOKEN_TEXT];

	if (!row)
		return NULL;
	link_text(secret, "entry link", row->nonce, token);
	return text_copy(ctx, token);
}

int64_t
entry_link_person(struct db *db, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_integer(db, 0, "SELECT l.person_id FROM entry_link l JOIN person p ON p.id = l.person_id AND p.disabled_at IS NULL"
	    " WHERE l.token_hash = ? AND l.ended_at IS NULL AND l.expires_at > ?", "ht", hash, now);
}

bool
entry_link_use(struct db *db, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_run(db, "UPDATE entry_link SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL", "th", now, hash) == 1;
}
