/* Proof that a form came from our own page: a token bound to the session, masked anew on every page. */
#ifndef AUTH_CSRF_H
#define AUTH_CSRF_H

#include <stdbool.h>

/* The bytes a page's token is made from: HMAC-SHA256 of `label` under `secret`. */
void csrf_base(const unsigned char secret[32], const char *label, unsigned char base[32]);

/*
 * The token's text as a child of ctx: base64 of a random pad and of the base XORed with it, so that compression
 * cannot be used to guess it (BREACH).
 */
const char *csrf_text(const void *ctx, const unsigned char base[32]);

/* Whether `text` unmasks to `base`; constant time. False for NULL and anything malformed. */
bool csrf_matches(const char *text, const unsigned char base[32]);

#endif
