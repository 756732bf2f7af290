/* Passwords: argon2id with 19 MiB and two passes, the floor OWASP names. */
#ifndef AUTH_PASSWORD_H
#define AUTH_PASSWORD_H

#include <stdbool.h>

enum { PASSWORD_LEAST = 12, PASSWORD_MOST = 128 };	/* characters */

/* The hash to store, as a child of ctx. */
const char *password_hash(const void *ctx, const char *password);

/*
 * Whether it is this person's. `hash` NULL (nobody, or no password set) costs the same time and is false.
 * *stale tells that the hash was made with other parameters and should be made again.
 */
bool password_verify(const char *hash, const char *password, bool *stale);

/*
 * Why this may not be somebody's password, as a sentence (a child of ctx or borrowed), or NULL when it may: too short, too
 * long, or made of a few pieces that are guessed first. `context`, ended by NULL, are texts whose words count as known:
 * the organisation's name, the person's name and e-mail address. Pure; common words are compiled in, nothing is asked
 * over a network.
 */
const char *password_problem(const void *ctx, const char *password, const char *const context[]);

/* A random password a person can copy: 20 letters and digits, about 113 bits. Child of ctx. */
const char *password_make(const void *ctx);

#endif
