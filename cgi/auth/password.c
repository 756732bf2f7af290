/* Hashes and compares passwords. */
#include "auth/password.h"

#include "base/text.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024, BASE64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING };

const char *
password_hash(const void *ctx, const char *password)
{
	char *hash = memory_need(talloc_zero_size(ctx, crypto_pwhash_STRBYTES));

	if (crypto_pwhash_str(hash, password, strlen(password), PASSES, MEMORY) != 0)
		memory_need(NULL);
	return hash;
}

/* What crypto_pwhash_str_verify() does, but for a lack of memory: it would call the right password wrong. */
static bool
matches(const char *hash, const char *password)
{
	unsigned char salt[crypto_pwhash_SALTBYTES], kept[32], made[sizeof kept];
	char salt_text[32], kept_text[64];
	unsigned memory, passes;
	size_t salt_length, kept_length;

	if (sscanf(hash, "$argon2id$v=19$m=%7u,t=%3u,p=1$%31[^$]$%63[^$]", &memory, &passes, salt_text, kept_text) != 4
	    || sodium_base642bin(salt, sizeof salt, salt_text, strlen(salt_text), NULL, &salt_length, NULL, BASE64) != 0
	    || sodium_base642bin(kept, sizeof kept, kept_text, strlen(kept_text), NULL, &kept_length, NULL, BASE64) != 0
	    || salt_length != sizeof salt || kept_length != sizeof kept)
		return false;
	if (crypto_pwhash(made, sizeof made, password, strlen(password), salt, passes, (size_t)memory * 1024,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		memory_need(NULL);
	return sodium_memcmp(made, kept, sizeof kept) == 0;
}

bool
password_verify(const char *hash, const char *password, bool *stale)
{
	static char nobody[crypto_pwhash_STRBYTES];	/* so that an unknown name takes as long as a wrong password */

	*stale = false;
	if (!nobody[0] && crypto_pwhash_str(nobody, "no such person", 14, PASSES, MEMORY) != 0)
		memory_need(NULL);
	if (!matches(hash ? hash : nobody, password) || !hash)
		return false;
	*stale = crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY) != 0;
	return true;
}

const char *
password_make(const void *ctx)
{
	static const char letters[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
	char *password = memory_need(talloc_zero_size(ctx, 21));

	for (int i = 0; i < 20; i++)
		password[i] = letters[randombytes_uniform(sizeof letters - 1)];
	return password;
}
