/* Counts guesses at passwords. */
#include "auth/guess.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <string.h>
#include <talloc.h>
#include <talloc.h>

enum { MAC_TEXT = sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING) };

/* HMAC-SHA256 of up to three texts, set apart by a byte that none of them holds. */
static void
keyed(unsigned char hash[32], const unsigned char secret[32], const char *a, const char *b, const char *c)
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, secret, 32);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)a, strlen(a) + 1);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)b, strlen(b) + 1);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)c, strlen(c));
	crypto_auth_hmacsha256_final(&state, hash);
}

/* What proves that a browser with this nonce has signed in to this account. */
static void
cookie_mac(char text[MAC_TEXT], const unsigned char secret[32], const char *nonce, const char *email)
{
	unsigned char mac[32];
	char *small = text_lower(NULL, email);

	keyed(mac, secret, "known browser", nonce, small);
	talloc_free(small);
	sodium_bin2base64(text, MAC_TEXT, mac, sizeof mac, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* "NONCE.MAC" */
static bool
cookie_holds(const unsigned char secret[32], const char *email, const char *cookie, char nonce[TOKEN_TEXT])
{
	char mac[MAC_TEXT];

	if (!cookie || strlen(cookie) != TOKEN_TEXT - 1 + 1 + MAC_TEXT - 1 || cookie[TOKEN_TEXT - 1] != '.')
		return false;
	memcpy(nonce, cookie, TOKEN_TEXT);
	nonce[TOKEN_TEXT - 1] = '\0';
	cookie_mac(mac, secret, nonce, email);
	return sodium_memcmp(mac, cookie + TOKEN_TEXT, MAC_TEXT - 1) == 0;
}

/* The part of an address that one household or company has for itself; unreadable ones are one network. */
static void
network_of(char text[INET6_ADDRSTRLEN], const char *address)
{
	unsigned char bytes[16];

	text[0] = '\0';
	if (address && inet_pton(AF_INET, address, bytes) == 1) {
		inet_ntop(AF_INET, bytes, text, INET6_ADDRSTRLEN);
	} else if (address && inet_pton(AF_INET6, address, bytes) == 1) {
		memset(bytes + 8, 0, 8);
		inet_ntop(AF_INET6, bytes, text, INET6_ADDRSTRLEN);
	}
}

/* `what` is guessed at: each has a key of its own, so that no text typed for one counts for another. */
static struct guess
guess_at(const char *what, const unsigned char secret[32], const char *email, const char *cookie, const char *address)
{
	struct guess guess = { .email = email };
	char nonce[TOKEN_TEXT], network[INET6_ADDRSTRLEN];

	keyed(guess.key, secret, "guesses at", what, "");
	guess.known = cookie_holds(secret, email, cookie, nonce);
	if (guess.known) {
		keyed(guess.place, guess.key, "browser", nonce, "");
		return guess;
	}
	network_of(network, address);
	keyed(guess.place, guess.key, "network", network, "");
	return guess;
}

struct guess
guess_from(const unsigned char secret[32], const char *email, const char *cookie, const char *address)
{
	return guess_at("passwords", secret, email, cookie, address);
}

struct guess
guess_of_code(const unsigned char secret[32], const char *email, const char *cookie)
{
	return guess_at("codes", secret, email, cookie, NULL);
}

static void
anywhere(const struct guess *guess, unsigned char place[32])
{
	keyed(place, guess->key, "anywhere", "", "");
}

/* The account as the database compares addresses, so that another way to write the same one is the same. */
#define ACCOUNT_HASH "UNHEX(SHA2(CONCAT(?, WEIGHT_STRING(? COLLATE utf8mb4_unicode_520_ci)), 256))"

/* Counts one; 0, or when it may be tried again. */
static int64_t
count(struct db *db, const struct guess *guess, const unsigned char place[32], int64_t most, int64_t now)
{
	int64_t last;

	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO sign_in_guess (account_hash, place_hash, wrong, last_at) VALUES (" ACCOUNT_HASH ", ?, 1, ?)"
	    " ON DUPLICATE KEY UPDATE wrong = IF(last_at <= ?, 1, LEAST(wrong + 1, 100000)), last_at ="
	    " IF(wrong = 1, ?, LEAST(last_at, ?))",	/* set back, the clock makes nobody wait longer */
	    "hshtttt", guess->key, guess->email, place, now, now - GUESS_SPAN, now, now);
	last = db_integer(db, 0, "SELECT UNIX_TIMESTAMP(last_at) FROM sign_in_guess WHERE account_hash = " ACCOUNT_HASH
	    " AND place_hash = ? AND wrong > ?", "hshi", guess->key, guess->email, place, most);
	return last ? last + GUESS_SPAN : 0;
}

/* Takes back one that was counted and will not be looked at. */
static void
uncount(struct db *db, const struct guess *guess, const unsigned char place[32])
{
	db_run(db, "UPDATE sign_in_guess SET wrong = wrong - 1 WHERE account_hash = " ACCOUNT_HASH " AND place_hash = ? AND wrong > 0",
	    "hsh", guess->key, guess->email, place);
}

int64_t
guess_begin(struct db *db, const struct guess *guess, int64_t now)
{
	unsigned char all[32];
	int64_t here = count(db, guess, guess->place, GUESS_MOST, now), there;

	if (here || guess->known)
		return here;	/* not looked at, it takes nothing from other networks */
	anywhere(guess, all);
	there = count(db, guess, all, GUESS_MOST_ANYWHERE, now);
	if (there)
		uncount(db, guess, guess->place);
	return there;
}

bool
guess_wrong(struct db *db, const struct guess *guess, int64_t now)
{
	unsigned char all[32];

	anywhere(guess, all);
	db_run(db, "UPDATE sign_in_guess SET last_at = ? WHERE account_hash = " ACCOUNT_HASH " AND place_hash IN (?, ?)", "thshh",
	    now, guess->key, guess->email, guess->place, guess->known ? guess->place : all);
	return db_integer(db, 0, "SELECT wrong FROM sign_in_guess WHERE account_hash = " ACCOUNT_HASH " AND place_hash = ?", "hsh",
	    guess->key, guess->email, guess->place) == GUESS_MOST;
}

void
guess_right(struct db *db, const struct guess *guess)
{
	unsigned char all[32];

	anywhere(guess, all);
	if (guess->known)
		db_run(db, "UPDATE sign_in_guess SET wrong = 0 WHERE account_hash = " ACCOUNT_HASH " AND place_hash = ?", "hsh",
		    guess->key, guess->email, guess->place);
	else
		db_run(db, "UPDATE sign_in_guess SET wrong = wrong - 1 WHERE account_hash = " ACCOUNT_HASH
		    " AND place_hash IN (?, ?) AND wrong > 0", "hshh", guess->key, guess->email, guess->place, all);
}

const char *
guess_cookie(const void *ctx, const unsigned char secret[32], const char *email)
{
	char nonce[TOKEN_TEXT], mac[MAC_TEXT];

	token_make(nonce);
	cookie_mac(mac, secret, nonce, email);
	return text_format(ctx, "%s.%s", nonce, mac);
}

struct old_guess {
	unsigned char account_hash[32], place_hash[32];
};
static const struct column old_columns[] = { COLUMN(HASH, struct old_guess, account_hash), COLUMN(HASH, struct old_guess, place_hash), { 0 } };
static const struct shape old_shape = { sizeof(struct old_guess), old_columns };

int64_t
guesses_remove(struct db *db, int64_t before, int64_t limit)
{
	void *scratch = talloc_new(db);
	size_t count;
	const struct old_guess *list = db_list(db, scratch, &old_shape, &count, "SELECT account_hash, place_hash FROM sign_in_guess WHERE last_at < ? ORDER BY last_at LIMIT ?", "ti",
	    before, limit);

	for (size_t i = 0; i < count; i++)
		/* By the key, which a comparison of the column itself might not be: by the age it would hold all that comes after. */
		db_run(db, DB_AS_IT_IS_NOW "DELETE FROM sign_in_guess WHERE account_hash = ? AND place_hash = ? AND last_at + INTERVAL 0 SECOND < ?", "hht",
		    list[i].account_hash, list[i].place_hash, before);
	talloc_free(scratch);
	return (int64_t)count;
}
