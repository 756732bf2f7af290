/* Hashes and compares passwords. */
#include "auth/password.h"

#include <sodium.h>
#include <string.h>
#include <talloc.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024 };

const char *
password_hash(const void *ctx, const char *password)
{
	char *hash = talloc_zero_size(ctx, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str(hash, password, strlen(password), PASSES, MEMORY) == 0)
		return hash;
	talloc_free(hash);
	return NULL;
}

bool
password_verify(const char *hash, const char *password, bool *stale)
{
	static char nobody[crypto_pwhash_STRBYTES];	/* so that an unknown name takes as long as a wrong password */

	*stale = false;
	if (!nobody[0] && crypto_pwhash_str(nobody, "no such person", 14, PASSES, MEMORY) != 0)
		return false;
	if (crypto_pwhash_str_verify(hash ? hash : nobody, password, strlen(password)) != 0 || !hash)
		return false;
	*stale = crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY) != 0;
	return true;
}

const char *
password_make(const void *ctx)
{
	static const char letters[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
	char *password = talloc_zero_size(ctx, 21);

	for (int i = 0; i < 20; i++)
		password[i] = letters[randombytes_uniform(sizeof letters - 1)];
	return password;
}
