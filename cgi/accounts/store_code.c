/* Authenticators, recovery codes and tickets in the database. */
#include "accounts/store_code.h"

#include "auth/session.h"

static const struct column authenticator_columns[] = {
	COLUMN(TEXT, struct authenticator, sealed_seed),
	COLUMN(INT, struct authenticator, begun_by),
	COLUMN(TIME, struct authenticator, begun_at),
	COLUMN(TIME, struct authenticator, confirmed_at),
	COLUMN(INT, struct authenticator, last_step),
	COLUMN(INT, struct authenticator, codes_left),
	{ 0 }
};
static const struct shape authenticator_shape = { sizeof(struct authenticator), authenticator_columns };

struct authenticator *
authenticator_find(struct db *db, const void *ctx, int64_t person_id)
{
	return db_one(db, ctx, &authenticator_shape, "SELECT a.sealed_seed, a.begun_by, a.begun_at, a.confirmed_at, a.last_step,"
	    " (SELECT COUNT(*) FROM recovery_code r WHERE r.person_id = a.person_id AND r.used_at IS NULL) AS codes_left"
	    " FROM authenticator a WHERE a.person_id = ?", "i", person_id);
}

bool
authenticator_asks(struct db *db, int64_t person_id)
{
	return db_integer(db, 0, "SELECT 1 FROM authenticator WHERE person_id = ? AND confirmed_at IS NOT NULL", "i", person_id) != 0;
}

void
authenticator_begin(struct db *db, int64_t person_id, const char *sealed_seed, int64_t session_id, int64_t now)
{
	db_run(db, "DELETE FROM authenticator WHERE person_id = ? AND confirmed_at IS NULL", "i", person_id);
	db_run(db, "INSERT INTO authenticator (person_id, sealed_seed, begun_by, begun_at) VALUES (?, ?, ?, ?)", "isit", person_id,
	    sealed_seed, session_id, now);
}

bool
authenticator_confirm(struct db *db, int64_t person_id, int64_t step, int64_t now)
{
	return db_run(db, "UPDATE authenticator SET confirmed_at = ?, last_step = ? WHERE person_id = ? AND confirmed_at IS NULL",
	    "tii", now, step, person_id) == 1;
}

bool
authenticator_step_use(struct db *db, int64_t person_id, int64_t step)
{
	return db_run(db, "UPDATE authenticator SET last_step = ? WHERE person_id = ? AND confirmed_at IS NOT NULL AND last_step < ?",
	    "iii", step, person_id, step) == 1;
}

bool
authenticator_end(struct db *db, int64_t person_id)
{
	tickets_end(db, person_id);
	db_run(db, "DELETE FROM recovery_code WHERE person_id = ?", "i", person_id);
	return db_run(db, "DELETE FROM authenticator WHERE person_id = ? AND confirmed_at IS NOT NULL", "i", person_id) == 1;
}

void
recovery_codes_set(struct db *db, int64_t person_id, const char *const codes[RECOVERY_CODES], int64_t now)
{
	unsigned char hash[32];

	db_run(db, "DELETE FROM recovery_code WHERE person_id = ?", "i", person_id);
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		token_hash(codes[i], hash);
		db_run(db, "INSERT INTO recovery_code (code_hash, person_id, made_at) VALUES (?, ?, ?)", "hit", hash, person_id, now);
	}
}

bool
recovery_code_is_new(struct db *db, int64_t person_id, const char *code, int64_t now)
{
	unsigned char hash[32];

	token_hash(code, hash);
	return db_integer(db, 0, "SELECT 1 FROM recovery_code WHERE person_id = ? AND code_hash = ? AND used_at IS NULL"
	    " AND made_at > ? AND made_at <= ?", "ihtt", person_id, hash, now - SHOWN_AGAIN, now + CLOCKS_APART) != 0;
}

bool
recovery_code_use(struct db *db, int64_t person_id, const char *code, int64_t now)
{
	unsigned char hash[32];

	token_hash(code, hash);
	return db_run(db, "UPDATE recovery_code SET used_at = ? WHERE person_id = ? AND code_hash = ? AND used_at IS NULL", "tih", now,
	    person_id, hash) == 1;
}

void
ticket_make(struct db *db, int64_t person_id, int64_t now, char token[TOKEN_TEXT])
{
	unsigned char hash[32];

	db_run(db, "DELETE FROM sign_in_ticket WHERE created_at <= ? LIMIT 200", "t", now - TICKET_LIFE);
	token_make(token);
	token_hash(token, hash);
	db_insert(db, "INSERT INTO sign_in_ticket (token_hash, person_id, created_at) VALUES (?, ?, ?)", "hit", hash, person_id, now);
}

int64_t
ticket_person(struct db *db, const char *token, int64_t now)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_integer(db, 0, "SELECT t.person_id FROM sign_in_ticket t JOIN person p ON p.id = t.person_id"
	    " AND p.disabled_at IS NULL WHERE t.token_hash = ? AND t.created_at > ? AND t.created_at <= ?", "htt", hash, now - TICKET_LIFE, now + CLOCKS_APART);
}

void
ticket_end(struct db *db, const char *token)
{
	unsigned char hash[32];

	token_hash(token, hash);
	db_run(db, "DELETE FROM sign_in_ticket WHERE token_hash = ?", "h", hash);
}

void
tickets_end(struct db *db, int64_t person_id)
{
	db_run(db, "DELETE FROM sign_in_ticket WHERE person_id = ?", "i", person_id);
}
