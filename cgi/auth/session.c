/* Sessions and API tokens. */
#include "auth/session.h"

#include "auth/audit.h"

#include "data/db.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

static const struct column session_columns[] = {
	COLUMN(INT, struct session, id),
	COLUMN(HASH, struct session, csrf_secret),
	COLUMN(TIME, struct session, seen_at),
	COLUMN(INT, struct session, token_id),
	COLUMN(BOOL, struct session, may_write),
	{ DB_INT, "person_id", offsetof(struct session, user.id), NULL },
	{ DB_TEXT, "email", offsetof(struct session, user.email), NULL },
	{ DB_TEXT, "person_name", offsetof(struct session, user.name), NULL },
	{ DB_CODE, "team", offsetof(struct session, user.team), team_names },
	{ DB_BOOL, "is_signatory", offsetof(struct session, user.is_signatory), NULL },
	{ DB_BOOL, "is_point_person", offsetof(struct session, user.is_point_person), NULL },
	{ DB_BOOL, "is_administrator", offsetof(struct session, user.is_administrator), NULL },
	{ DB_BOOL, "shortcuts", offsetof(struct session, user.shortcuts), NULL },
	{ DB_TEXT, "time_zone", offsetof(struct session, user.time_zone), NULL },
	COLUMN(TEXT, struct session, organisation),
	COLUMN(TEXT, struct session, organisation_zone),
	COLUMN(INT, struct session, glossary_version),
	COLUMN(INT, struct session, words_version),
	COLUMN(INT, struct session, content_version),
	{ 0 }
};
static const struct shape session_shape = { sizeof(struct session), session_columns };

#define PERSON_AND_CONTENT \
	" p.id AS person_id, p.email, p.name AS person_name, p.team, p.is_signatory, p.is_point_person," \
	" p.is_administrator, p.shortcuts, COALESCE(p.time_zone, o.time_zone) AS time_zone, o.name AS organisation," \
	" o.time_zone AS organisation_zone, v.glossary AS glossary_version, v.words AS words_version, v.everything AS content_version"
#define JOINS \
	" JOIN person p ON p.id = x.person_id AND p.disabled_at IS NULL JOIN organisation o ON o.id = 1" \
	" JOIN content v ON v.id = 1"


void
token_make(char *text)
{
	unsigned char bytes[32];

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(text, TOKEN_TEXT, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

void
token_hash(const char *text, unsigned char hash[32])
{
	crypto_generichash(hash, 32, (const unsigned char *)text, strlen(text), NULL, 0);
}

struct session *
session_find(struct db *db, const void *ctx, const char *token, int64_t now)
{
	unsigned char hash[32];
	struct session *session;

	if (strlen(token) != TOKEN_TEXT - 1)
		return NULL;
	token_hash(token, hash);
	session = db_one(db, ctx, &session_shape, "SELECT x.id, x.csrf_secret, x.seen_at, 0 AS token_id, 1 AS may_write,"
	    PERSON_AND_CONTENT " FROM session x" JOINS
	    " WHERE x.token_hash = ? AND x.ended_at IS NULL AND x.created_at > ? AND x.seen_at > ?", "htt", hash, now - SESSION_WHOLE,
	    now - SESSION_IDLE);
	/* Begun before the clock was set back, it would live longer by the step. */
	if (session && (session->seen_at < now - 60 || session->seen_at > now + CLOCKS_APART))
		db_run(db, "UPDATE session SET seen_at = ?, created_at = LEAST(created_at, ?) WHERE id = ?", "tti", now, now,
		    session->id);
	return session;
}

static const struct column shell_columns[] = {
	COLUMN(INT, struct shell_counts, terms_to_sign),
	COLUMN(INT, struct shell_counts, agreements_to_sign),
	COLUMN(INT, struct shell_counts, leads_waiting),
	COLUMN(BOOL, struct shell_counts, leads_due),
	{ 0 }
};
static const struct shape shell_shape = { sizeof(struct shell_counts), shell_columns };

/* Whether a handoff whose turn it is at the person's team is due in a range of seconds: cgi/leads/rules_queue.h has the numbers. */
#define LEADS_DUE \
	"CASE c.team WHEN 'sales' THEN EXISTS (SELECT 1 FROM handoff FORCE INDEX (handoff_queue)" \
	" WHERE queue_at >= (1 << 62) + (? << 31) AND queue_at < (1 << 62) + (? << 31))" \
	" WHEN 'marketing' THEN EXISTS (SELECT 1 FROM handoff FORCE INDEX (handoff_queue)" \
	" WHERE queue_at >= ? << 31 AND queue_at < ? << 31) ELSE FALSE END"
enum { QUEUE_EPOCH = 1577836800, LEADS_DUE_WITHIN = 7200 };

enum { MINUTE = 60 };

struct shell_counts
shell_counts(struct db *db, const void *ctx, const struct session *session, int64_t now)
{
	static struct {
		struct shell_counts counts;
		int64_t content_version, minute;
	} known[TEAM_OBSERVER + 1];
	int64_t from = now - QUEUE_EPOCH, to = from + LEADS_DUE_WITHIN;
	int team = session->user.team;
	struct shell_counts *found;

	if (known[team].content_version == session->content_version && known[team].minute == now / MINUTE)
		return known[team].counts;
	found = db_one(db, ctx, &shell_shape, "SELECT c.terms_to_sign, c.agreements_to_sign, c.leads_waiting, " LEADS_DUE " AS leads_due FROM shell_count c"
	    " WHERE c.team = ?", "iiiis", from, to, from, to, team_names[team]);
	if (!found)
		return (struct shell_counts){ 0 };
	known[team].counts = *found;
	known[team].content_version = session->content_version;
	known[team].minute = now / MINUTE;
	return *found;
}

struct session *
session_of_token(struct db *db, const void *ctx, const char *token, int64_t now)
{
	unsigned char hash[32];
	struct session *session;

	token_hash(token, hash);
	session = db_one(db, ctx, &session_shape, "SELECT 0 AS id, x.token_hash AS csrf_secret, x.used_at AS seen_at,"
	    " x.id AS token_id, x.scope = 'write' AS may_write," PERSON_AND_CONTENT " FROM api_token x" JOINS
	    " WHERE x.token_hash = ? AND x.revoked_at IS NULL AND (x.expires_at IS NULL OR x.expires_at > ?)", "ht", hash, now);
	if (session && session->seen_at < now - 60)
		db_run(db, "UPDATE api_token SET used_at = ? WHERE id = ?", "ti", now, session->token_id);
	return session;
}

bool
session_start(struct db *db, int64_t person_id, const char *browser, int64_t now, char token[TOKEN_TEXT])
{
	unsigned char hash[32], secret[32];

	token_make(token);
	token_hash(token, hash);
	randombytes_buf(secret, sizeof secret);
	return db_insert(db, "INSERT INTO session (token_hash, csrf_secret, person_id, browser, created_at, seen_at)"
	    " VALUES (?, ?, ?, ?, ?, ?)", "hhistt", hash, secret, person_id, browser, now, now) > 0;
}

void
session_end(struct db *db, int64_t session_id, int64_t now)
{
	db_run(db, "UPDATE session SET ended_at = ? WHERE id = ? AND ended_at IS NULL", "ti", now, session_id);
}

void
session_end_all(struct db *db, int64_t person_id, int64_t but, int64_t now)
{
	db_run(db, "UPDATE session SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL AND id <> ?", "tii", now, person_id,
	    but);
}

bool
api_token_make(struct db *db, int64_t person_id, const char *name, const char *scope, int64_t now,
    char token[TOKEN_TEXT + 4])
{
	memcpy(token, "ccd_", 4);
	token_make(token + 4);
	return api_token_keep(db, person_id, name, scope, 0, now, token);
}

void
api_token_text(const unsigned char secret[32], int64_t person_id, const char *key, char token[TOKEN_TEXT + 4])
{
	char label[160];
	unsigned char bytes[32];

	snprintf(label, sizeof label, "api token %lld %s", (long long)person_id, key);
	crypto_auth_hmacsha256(bytes, (const unsigned char *)label, strlen(label), secret);
	memcpy(token, "ccd_", 4);
	sodium_bin2base64(token + 4, TOKEN_TEXT, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

bool
api_token_keep(struct db *db, int64_t person_id, const char *name, const char *scope, int64_t expires_at, int64_t now,
    const char *token)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_insert(db, "INSERT INTO api_token (token_hash, person_id, name, scope, expires_at, created_at)"
	    " VALUES (?, ?, ?, ?, ?, ?)", "hisstt", hash, person_id, name, scope, expires_at, now) > 0;
}

struct token_row {
	int64_t id;
};
static const struct column token_columns[] = { COLUMN(INT, struct token_row, id), { 0 } };
static const struct shape token_shape = { sizeof(struct token_row), token_columns };

int64_t
api_tokens_revoke(struct db *db, const struct actor *actor, int64_t person_id)
{
	void *scratch = talloc_new(db);
	size_t count;
	const struct token_row *list = db_list(db, scratch, &token_shape, &count, "SELECT id FROM api_token WHERE person_id = ? AND revoked_at IS NULL"
	    " AND (expires_at IS NULL OR expires_at > ?) ORDER BY id FOR UPDATE", "it", person_id, actor->now);

	for (size_t i = 0; i < count; i++) {
		db_run(db, "UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", "ti", actor->now, list[i].id);
		audit_add(db, actor, "token.revoke", "token", list[i].id, NULL);
	}
	talloc_free(scratch);
	return (int64_t)count;
}

void
calendar_feed_revoke(struct db *db, const struct actor *actor, int64_t person_id)
{
	if (db_run(db, "DELETE FROM calendar_feed WHERE person_id = ?", "i", person_id) == 1)
		audit_add(db, actor, "feed.end", "person", person_id, NULL);
}

bool
calendar_feed_kept(struct db *db, int64_t person_id)
{
	return db_integer(db, 0, "SELECT 1 FROM calendar_feed WHERE person_id = ? LIMIT 1", "i", person_id) == 1;
}
