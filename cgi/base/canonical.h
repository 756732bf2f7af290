/* The canonical text that a signature is given to: one line a member, so that no value can pass for another. */
#ifndef BASE_CANONICAL_H
#define BASE_CANONICAL_H

#include "base/text.h"

#include <stdint.h>

/*
 * Each adds a line "name length:value", the length in bytes; what is not given has the length 0. `value` may be NULL; a code
 * below 0 and the number 0 are not given; a code stands as its word of `names`, a number in decimal.
 */
void canonical_text(struct buffer *text, const char *name, const char *value);
void canonical_code(struct buffer *text, const char *name, const char *const *names, int code);
void canonical_number(struct buffer *text, const char *name, int64_t number);

/* SHA-256 (FIPS 180-4) of the text's bytes as 64 hexadecimal digits. Child of ctx. */
const char *canonical_digest(const void *ctx, const char *text);

#endif
