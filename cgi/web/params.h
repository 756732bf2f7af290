/* Names and values as a browser sends them: query, form body, cookies, files. */
#ifndef WEB_PARAMS_H
#define WEB_PARAMS_H

#include <stdbool.h>
#include <stddef.h>

/* One field.  Decoded once; sound UTF-8 without NUL, line ends as LF, unless it is a file. */
struct param {
	const char *name;
	const char *value;		/* a NUL follows, which length does not count */
	size_t length;			/* bytes */
	const char *filename;		/* NULL: not a file; else its name without folders, maybe "": to show, never a path */
	const char *type;		/* a file's claimed content type in small letters, or "application/octet-stream" */
};

/* In the order they were sent.  count 0 is an empty set, not NULL. */
struct params {
	struct param *items;
	size_t count;
};

struct params_limits {
	size_t fields;			/* how many */
	size_t name;			/* bytes of one name */
	size_t total;			/* bytes of the whole input */
};

/* 1,000 fields, names of 100 bytes, 1 MiB. */
extern const struct params_limits params_limits_usual;

/*
 * The parsers return NULL and a sentence in `*problem` when the input is malformed
 * or passes a limit (`limits` NULL: the usual ones); the answer is then 400.
 * Nothing is guessed: one bad escape refuses the whole.  All is a child of the
 * result, which is a child of `ctx`; the input may be freed.
 */

/*
 * application/x-www-form-urlencoded (WHATWG URL): "+" is a space, %XX a byte;
 * empty pieces between "&" are skipped, an empty name is refused.
 */
struct params *params_urlencoded(const void *ctx, const char *bytes, size_t length,
	const struct params_limits *limits, const char **problem);

/* The part of an address behind "?", NUL-terminated; NULL is empty. */
struct params *params_query(const void *ctx, const char *query, const struct params_limits *limits, const char **problem);

/*
 * A Cookie header (RFC 6265); NULL is empty.  Values are taken as they stand,
 * without surrounding quotes.  A pair that is no cookie by that RFC is skipped:
 * other programs on the same host set what they like, and nobody should be locked out by it.
 */
struct params *params_cookies(const void *ctx, const char *header, const struct params_limits *limits, const char **problem);

/*
 * multipart/form-data (RFC 7578); `content_type` is the whole header, with the
 * boundary.  Lines end in CRLF and the closing boundary must be there.
 */
struct params *params_multipart(const void *ctx, const char *bytes, size_t length, const char *content_type,
	const struct params_limits *limits, const char **problem);

/* The value of the first field so called, NULL when there is none; files are not found. */
const char *params_get(const struct params *, const char *name);

/* The nth (from 0) field so called, file or not; NULL behind the last. */
const struct param *params_nth(const struct params *, const char *name, size_t nth);

/* Its value only; files are not found.  for (i = 0; (value = params_all(p, "id[]", i)); i++) */
const char *params_all(const struct params *, const char *name, size_t nth);

/* The first file sent under `name`, NULL when there is none or none was chosen (no file name and no bytes). */
const struct param *params_file(const struct params *, const char *name);

/* How many fields are so called. */
size_t params_count(const struct params *, const char *name);

/*
 * The first name that occurs more than once though it neither ends in "[]" nor is one of `lists` (NULL ends them): the answer
 * is then 400.  NULL when all is well.
 */
const char *params_repeated(const struct params *, const char *const lists[]);

/* Making a set by hand.  `name` and `value` are copied. */
struct params *params_new(const void *ctx) __attribute__((returns_nonnull));
void params_add(struct params *, const char *name, const char *value);

/* As params_urlencoded reads it back; files are left out. */
char *params_encode(const void *ctx, const struct params *) __attribute__((returns_nonnull));

#endif
