/* Percent-encoding (RFC 3986) and the paths of requests. */
#ifndef WEB_URLENCODE_H
#define WEB_URLENCODE_H

#include <stdbool.h>
#include <stddef.h>

/* Every byte but A-Z a-z 0-9 - . _ ~ as %XX: fits a path segment and a query value alike. */
char *url_encode(const void *ctx, const char *text) __attribute__((returns_nonnull));

/* A decoded path as it may stand in an address: its segments encoded, its slashes kept. */
char *path_encode(const void *ctx, const char *path) __attribute__((returns_nonnull));

/*
 * Each %XX made its byte, once; "+" made a space if `plus`.  The bytes may be
 * anything, NUL too: `length_out` counts them, and a NUL follows.  NULL when a %
 * is not followed by two hex digits.
 */
char *url_decode(const void *ctx, const char *bytes, size_t length, bool plus, size_t *length_out);

/*
 * A request's path, decoded, as routes compare it.  NULL when it does not begin
 * with "/", is longer than 2,000 bytes, holds "?", "#", a bad escape, an encoded
 * "/" or "\", a control character, unsound UTF-8, an empty segment but the last,
 * or a segment "." or "..": such an address belongs to nothing here.
 */
char *path_decode(const void *ctx, const char *raw);

/*
 * May a browser be sent there after signing in?  A path of this host, with its
 * query: begins with one "/", holds no "\" and no control character.  NULL is not.
 */
bool path_is_local(const char *s);

#endif
