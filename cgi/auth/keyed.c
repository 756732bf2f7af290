/* Makes keyed hashes, and seals. */
#include "auth/keyed.h"

#include "base/text.h"

#include <sodium.h>
#include <string.h>
#include <talloc.h>

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

enum { VARIANT = sodium_base64_VARIANT_ORIGINAL, NONCE = crypto_secretbox_NONCEBYTES, MORE = NONCE + crypto_secretbox_MACBYTES };

/* Another key than that of the hashes. */
static void
seal_key(unsigned char into[crypto_secretbox_KEYBYTES])
{
	static const char purpose[] = "sealed for a while";

	crypto_auth_hmacsha256(into, (const unsigned char *)purpose, sizeof purpose, key);
}

const char *
keyed_seal(const void *ctx, const char *text)
{
	unsigned char own[crypto_secretbox_KEYBYTES];
	size_t length = strlen(text), room = sodium_base64_ENCODED_LEN(length + MORE, VARIANT);
	unsigned char *box = memory_need(talloc_array(ctx, unsigned char, length + MORE));
	char *sealed = memory_need(talloc_zero_size(ctx, room));

	seal_key(own);
	randombytes_buf(box, NONCE);
	crypto_secretbox_easy(box + NONCE, (const unsigned char *)text, length, box, own);
	sodium_memzero(own, sizeof own);
	return sodium_bin2base64(sealed, room, box, length + MORE, VARIANT);
}

const char *
keyed_open(const void *ctx, const char *sealed)
{
	unsigned char own[crypto_secretbox_KEYBYTES];
	size_t length = 0;
	unsigned char *box = memory_need(talloc_array(ctx, unsigned char, strlen(sealed) + 1));
	char *text;

	if (sodium_base642bin(box, strlen(sealed), sealed, strlen(sealed), NULL, &length, NULL, VARIANT) != 0 || length < MORE)
		return NULL;
	text = memory_need(talloc_zero_size(ctx, length - MORE + 1));
	seal_key(own);
	if (crypto_secretbox_open_easy((unsigned char *)text, box + NONCE, length - NONCE, box, own) != 0)
		text = NULL;
	sodium_memzero(own, sizeof own);
	return text;
}
