/* Masked form tokens. */
#include "auth/csrf.h"

#include "base/text.h"

#include <sodium.h>
#include <string.h>
#include <talloc.h>

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

void
csrf_base(const unsigned char secret[32], const char *label, unsigned char base[32])
{
	crypto_auth_hmacsha256(base, (const unsigned char *)label, strlen(label), secret);
}

const char *
csrf_text(const void *ctx, const unsigned char base[32])
{
	unsigned char masked[64];
	size_t room = sodium_base64_ENCODED_LEN(sizeof masked, VARIANT);
	char *text = memory_need(talloc_size(ctx, room));

	randombytes_buf(masked, 32);
	for (size_t i = 0; i < 32; i++)
		masked[32 + i] = masked[i] ^ base[i];
	return sodium_bin2base64(text, room, masked, sizeof masked, VARIANT);
}

bool
csrf_matches(const char *text, const unsigned char base[32])
{
	unsigned char masked[64];
	size_t length = 0;

	if (!text || sodium_base642bin(masked, sizeof masked, text, strlen(text), NULL, &length, NULL, VARIANT) != 0
	    || length != sizeof masked)
		return false;
	for (size_t i = 0; i < 32; i++)
		masked[32 + i] ^= masked[i];
	return sodium_memcmp(masked + 32, base, 32) == 0;
}
