/* Codes of authenticator apps: RFC 6238 over RFC 4226 with SHA-1, six digits, thirty seconds. Pure but for the random seed. */
#ifndef AUTH_TOTP_H
#define AUTH_TOTP_H

#include <stdbool.h>
#include <stdint.h>

enum {
	TOTP_SEED = 20,			/* bytes: 160 bits, as RFC 4226 recommends */
	TOTP_DIGITS = 6,
	TOTP_STEP = 30,			/* seconds that a code lasts */
	TOTP_DRIFT = 1,			/* steps that a phone's clock may be ahead or behind */
};

/* A new one, from the system's generator. */
void totp_seed_make(unsigned char seed[TOTP_SEED]);

/*
 * The step (seconds since 1970 over 30) whose code this is, or 0: of the steps around `now` the earliest behind `after`
 * that fits. `code` is six digits and nothing else; whatever it is, the same work is done.
 */
int64_t totp_step(const unsigned char seed[TOTP_SEED], int64_t now, const char *code, int64_t after);

/* The seed as people type it into an app: base32 (RFC 4648) in groups of four, "GEZD GNBV …". Child of ctx. */
const char *totp_seed_text(const void *ctx, const unsigned char seed[TOTP_SEED]);

/* What the app's camera reads: otpauth://totp/ISSUER:ACCOUNT?secret=…, percent-encoded. Child of ctx. */
const char *totp_address(const void *ctx, const unsigned char seed[TOTP_SEED], const char *issuer, const char *account);

/*
 * The seed as the database keeps it, and back: XSalsa20-Poly1305 under a key made of the copy's secret and of whose it is,
 * as base64 with the nonce in front. totp_open() is false for whatever was not sealed so, another's included.
 */
const char *totp_seal(const void *ctx, const unsigned char secret[32], int64_t person_id, const unsigned char seed[TOTP_SEED]);
bool totp_open(const unsigned char secret[32], int64_t person_id, const char *sealed, unsigned char seed[TOTP_SEED]);

#endif
