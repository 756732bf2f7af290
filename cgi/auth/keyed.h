/* Hashes that only this copy can make: what has to be known again without being kept. */
#ifndef AUTH_KEYED_H
#define AUTH_KEYED_H

/* Every program calls it once, as it starts, with the copy's secret. Without it hashes are made with a key of zeros. */
void keyed_use(const unsigned char secret[32]);

/* HMAC-SHA256 of a text; one text of two kinds has two hashes. */
void keyed_hash(unsigned char hash[32], const char *kind, const char *text);

/* A text sealed for a while (XSalsa20-Poly1305 of libsodium, as base64 with its nonce in front), and opened; NULL: no copy with this secret sealed it. */
const char *keyed_seal(const void *ctx, const char *text);
const char *keyed_open(const void *ctx, const char *sealed);

#endif
