/* Makes, compares and seals what authenticator apps count from. */
#include "auth/totp.h"

#include "base/text.h"

#include <ctype.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { BOX = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + TOTP_SEED, VARIANT = sodium_base64_VARIANT_ORIGINAL };

void
totp_seed_make(unsigned char seed[TOTP_SEED])
{
	randombytes_buf(seed, TOTP_SEED);
}

/* Whether `code` is the code of a step; the same time for any six digits. */
static bool
is_code_of(const unsigned char seed[TOTP_SEED], int64_t step, const char code[TOTP_DIGITS])
{
	char right[TOTP_DIGITS + 1] = "";

	return oath_totp_generate((const char *)seed, TOTP_SEED, (time_t)(step * TOTP_STEP), TOTP_STEP, 0, TOTP_DIGITS, right) == OATH_OK
	    && sodium_memcmp(right, code, TOTP_DIGITS) == 0;
}

int64_t
totp_step(const unsigned char seed[TOTP_SEED], int64_t now, const char *code, int64_t after)
{
	char typed[TOTP_DIGITS + 1] = "";
	int64_t found = 0, present = now / TOTP_STEP;

	if (strlen(code) == TOTP_DIGITS && strspn(code, "0123456789") == TOTP_DIGITS)
		memcpy(typed, code, TOTP_DIGITS);
	for (int64_t step = present + TOTP_DRIFT; step >= present - TOTP_DRIFT; step--)
		if (is_code_of(seed, step, typed) && step > after)
			found = step;
	return found;
}

/* Without groups. */
static char *
base32(const void *ctx, const unsigned char seed[TOTP_SEED])
{
	char *made = NULL, *text;

	memory_need(oath_base32_encode((const char *)seed, TOTP_SEED, &made, NULL) == OATH_OK ? made : NULL);
	text = text_copy(ctx, made);
	free(made);
	return text;
}

const char *
totp_seed_text(const void *ctx, const unsigned char seed[TOTP_SEED])
{
	const char *whole = base32(ctx, seed);
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; whole[i]; i++) {
		if (i && i % 4 == 0)
			buffer_byte(out, ' ');
		buffer_byte(out, whole[i]);
	}
	return buffer_take(ctx, out);
}

static void
encoded_add(struct buffer *out, const char *s)
{
	for (; *s; s++)
		if (isalnum((unsigned char)*s) || strchr("-._~", *s))
			buffer_byte(out, *s);
		else
			buffer_format(out, "%%%02X", (unsigned char)*s);
}

const char *
totp_address(const void *ctx, const unsigned char seed[TOTP_SEED], const char *issuer, const char *account)
{
	struct buffer *out = buffer_new(ctx);

	buffer_text(out, "otpauth://totp/");
	encoded_add(out, issuer);
	buffer_byte(out, ':');
	encoded_add(out, account);
	buffer_format(out, "?secret=%s&issuer=", base32(ctx, seed));
	encoded_add(out, issuer);
	return buffer_take(ctx, out);
}

static void
seal_key(unsigned char key[crypto_secretbox_KEYBYTES], const unsigned char secret[32], int64_t person_id)
{
	char label[64];

	snprintf(label, sizeof label, "authenticator of %lld", (long long)person_id);
	crypto_auth_hmacsha256(key, (const unsigned char *)label, strlen(label), secret);
}

const char *
totp_seal(const void *ctx, const unsigned char secret[32], int64_t person_id, const unsigned char seed[TOTP_SEED])
{
	unsigned char key[crypto_secretbox_KEYBYTES], box[BOX];
	size_t room = sodium_base64_ENCODED_LEN(BOX, VARIANT);
	char *text = memory_need(talloc_zero_size(ctx, room));

	seal_key(key, secret, person_id);
	randombytes_buf(box, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, seed, TOTP_SEED, box, key);
	sodium_memzero(key, sizeof key);
	return sodium_bin2base64(text, room, box, BOX, VARIANT);
}

bool
totp_open(const unsigned char secret[32], int64_t person_id, const char *sealed, unsigned char seed[TOTP_SEED])
{
	unsigned char key[crypto_secretbox_KEYBYTES], box[BOX];
	size_t length = 0;
	bool opened;

	if (!sealed || sodium_base642bin(box, BOX, sealed, strlen(sealed), NULL, &length, NULL, VARIANT) != 0 || length != BOX)
		return false;
	seal_key(key, secret, person_id);
	opened = crypto_secretbox_open_easy(seed, box + crypto_secretbox_NONCEBYTES, BOX - crypto_secretbox_NONCEBYTES, box, key) == 0;
	sodium_memzero(key, sizeof key);
	return opened;
}
