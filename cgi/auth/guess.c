/* Counts guesses at passwords. */
#include "auth/guess.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <string.h>
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

struct guess
guess_from(const unsigned char secret[32], const char *email, const char *cookie, const char *address)
{
	struct guess guess = { .secret = secret, .email = email };
	char nonce[TOKEN_TEXT], network[INET6_ADDRSTRLEN];

	guess.known = cookie_holds(secret, email, cookie, nonce);
	if (guess.known) {
		keyed(guess.place, secret, "browser", nonce, "");
		return guess;
	}
	network_of(network, address);
	keyed(guess.place, secret, "network", network, "");
	return guess;
}

struct guess
guess_of_code(const void *ctx, const unsigned char secret[32], const char *email, const char *cookie)
{
	struct guess guess = guess_from(secret, email, cookie, NULL);

	guess.email = text_format(ctx, "code of %s", email);
	return guess;
}

static void
anywhere(const struct guess *guess, unsigned char place[32])
{
	keyed(place, guess->secret, "anywhere", "", "");
}

/* The account as the database compares addresses, so that another way to write the same one is the same. */
#define ACCOUNT_HASH "UNHEX(SHA2(CONCAT(?, WEIGHT_STRING(? COLLATE utf8mb4_unicode_520_ci)), 256))"

/* Counts one; 0, or when it may be tried again. */
static int64_t
count(struct db *db, const struct guess *guess, const unsigned char place[32], int64_t most, int64_t now)
{
	int64_t last;

	db_run(db, "INSERT INTO sign_in_guess (account_hash, place_hash, wrong, last_at) VALUES (" ACCOUNT_HASH ", ?, 1, ?)"
	    " ON DUPLICATE KEY UPDATE wrong = IF(last_at <= ?, 1, LEAST(wrong + 1, 100000)), last_at ="
	    " IF(wrong = 1, ?, LEAST(last_at, ?))",	/* set back, the clock makes nobody wait longer */
	    "hshtttt", guess->secret, guess->email, place, now, now - GUESS_SPAN, now, now);
	last = db_integer(db, 0, "SELECT UNIX_TIMESTAMP(last_at) FROM sign_in_guess WHERE account_hash = " ACCOUNT_HASH
	    " AND place_hash = ? AND wrong > ?", "hshi", guess->secret, guess->email, place, most);
	return last ? last + GUESS_SPAN : 0;
}

int64_t
guess_begin(struct db *db, const struct guess *guess, int64_t now)
{
	unsigned char all[32];
	int64_t here, there = 0;

	anywhere(guess, all);
	if (!guess->known)
		there = count(db, guess, all, GUESS_MOST_ANYWHERE, now);
	here = count(db, guess, guess->place, GUESS_MOST, now);
	return here > there ? here : there;
}

void
guess_wrong(struct db *db, const struct guess *guess, int64_t now)
{
	unsigned char all[32];

	anywhere(guess, all);
	db_run(db, "UPDATE sign_in_guess SET last_at = ? WHERE account_hash = " ACCOUNT_HASH " AND place_hash IN (?, ?)", "thshh",
	    now, guess->secret, guess->email, guess->place, guess->known ? guess->place : all);
}

void
guess_right(struct db *db, const struct guess *guess)
{
	unsigned char all[32];

	anywhere(guess, all);
	if (guess->known)
		db_run(db, "UPDATE sign_in_guess SET wrong = 0 WHERE account_hash = " ACCOUNT_HASH " AND place_hash = ?", "hsh",
		    guess->secret, guess->email, guess->place);
	else
		db_run(db, "UPDATE sign_in_guess SET wrong = wrong - 1 WHERE account_hash = " ACCOUNT_HASH
		    " AND place_hash IN (?, ?) AND wrong > 0", "hshh", guess->secret, guess->email, guess->place, all);
}

const char *
guess_cookie(const void *ctx, const unsigned char secret[32], const char *email)
{
	char nonce[TOKEN_TEXT], mac[MAC_TEXT];

	token_make(nonce);
	cookie_mac(mac, secret, nonce, email);
	return text_format(ctx, "%s.%s", nonce, mac);
}

void
guess_prune(struct db *db, int64_t now)
{
	db_run(db, "DELETE FROM sign_in_guess WHERE last_at < ? LIMIT 500", "t", now - GUESS_SPAN);
}
