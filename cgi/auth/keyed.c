/* Makes keyed hashes. */
#include "auth/keyed.h"

#include <sodium.h>
#include <string.h>

static unsigned char key[32];

void
keyed_use(const unsigned char secret[32])
{
	static const char purpose[] = "known again";

	crypto_auth_hmacsha256(key, (const unsigned char *)purpose, sizeof purpose, secret);
}

void
keyed_hash(unsigned char hash[32], const char *kind, const char *text)
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, sizeof key);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)text, strlen(text));
	crypto_auth_hmacsha256_final(&state, hash);
}
