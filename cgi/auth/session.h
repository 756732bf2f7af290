/* Signed-in browsers: tokens as hashes in the database, so that ending one works at once everywhere. */
#ifndef AUTH_SESSION_H
#define AUTH_SESSION_H

#include "auth/user.h"

struct db;

enum {
	SESSION_IDLE = 8 * 3600,	/* seconds without a request */
	SESSION_WHOLE = 24 * 3600,	/* seconds at most */
	TOKEN_TEXT = 44,		/* 32 bytes as URL-safe base64 without padding, and the NUL */
	CLOCKS_APART = 300,		/* seconds that the clocks of two hosts may differ by; what was later than that was before the clock was set back */
	LEADS_COUNTED = 100,		/* as the view shell_count has it */
};

/* What one prepared statement brings for a request: who it is, and how the content stands. */
struct session {
	int64_t id;			/* 0: an API token */
	unsigned char csrf_secret[32];
	struct user user;
	int64_t seen_at;
	int64_t glossary_version;	/* moves with every change of the glossary; data/content.h */
	int64_t words_version;		/* of people, glossary and agreement; and of everything there is */
	int64_t content_version;
	const char *organisation;	/* its name */
	const char *organisation_zone;
	int64_t token_id;		/* 0: a browser */
	bool may_write;			/* the token's scope; true for a browser */
};

/* What the shell shows of what waits for a team. */
struct shell_counts {
	int64_t terms_to_sign;
	int64_t agreements_to_sign;
	int64_t leads_waiting;		/* handoffs that are their turn; LEADS_COUNTED: so many or more */
	bool leads_due;			/* one of them within two hours */
};

/* For the team of the session's person. Asks the database once a minute or after the content has moved, and remembers. */
struct shell_counts shell_counts(struct db *db, const void *ctx, const struct session *session, int64_t now);

/* 32 random bytes as text, `text` having TOKEN_TEXT bytes of room. */
void token_make(char *text);

/* The BLAKE2b-256 of a token's text: what is stored. */
void token_hash(const char *text, unsigned char hash[32]);

/*
 * The live session of this cookie, or NULL: unknown, ended, idle or too old, or a person who was disabled. Notes the
 * visit at most once a minute.
 */
struct session *session_find(struct db *db, const void *ctx, const char *token, int64_t now);

/* The same for an API token, noting its use; NULL also when it has expired or was revoked. */
struct session *session_of_token(struct db *db, const void *ctx, const char *token, int64_t now);

/*
 * Starts one for a person who has proved who they are. `browser` is what they will know it by, in words. Writes the
 * cookie's text to `token`. False: it could not be saved.
 */
bool session_start(struct db *db, int64_t person_id, const char *browser, int64_t now, char token[TOKEN_TEXT]);

void session_end(struct db *db, int64_t session_id, int64_t now);
/* Ends all of a person's but one; `but` 0 spares none. */
void session_end_all(struct db *db, int64_t person_id, int64_t but, int64_t now);

/* A token for programs that acts as a person; `scope` is "read" or "write". False: it could not be saved. */
bool api_token_make(struct db *db, int64_t person_id, const char *name, const char *scope, int64_t now,
    char token[TOKEN_TEXT + 4]);

/*
 * The text of a token that a person's form makes: the same form sent twice makes the same one. `key` is the form's, 128
 * random bits at least; `secret` keys it, so that nothing is learned about the token from the key.
 */
void api_token_text(const unsigned char secret[32], int64_t person_id, const char *key, char token[TOKEN_TEXT + 4]);

/* Keeps it. `expires_at` 0: it lives until it is revoked. False: it was kept before (see db_fate() for failures). */
bool api_token_keep(struct db *db, int64_t person_id, const char *name, const char *scope, int64_t expires_at, int64_t now,
    const char *token);

/* Revokes all tokens of somebody, each with a line in the audit trail; how many. And ends their calendar feed, likewise; and whether they have one. */
int64_t api_tokens_revoke(struct db *db, const struct actor *actor, int64_t person_id);
void calendar_feed_revoke(struct db *db, const struct actor *actor, int64_t person_id);
bool calendar_feed_kept(struct db *db, int64_t person_id);

#endif
