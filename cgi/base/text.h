/* Small work on UTF-8 strings: trimming, splitting, slugs, numbers typed by people, and a growing buffer. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Strings are UTF-8 and NUL-terminated.  What a function returns is a new
 * talloc child of `ctx`; what it is given it never changes.  A function
 * returns NULL only where its comment says so: when memory runs out the
 * process ends by abort(), because an answer made of half a text is worse
 * than none.
 */

/* Returns `memory`, or ends the process when it is NULL. */
void *memory_need(void *memory) __attribute__((returns_nonnull));

/* As printf. */
char *text_format(const void *ctx, const char *format, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));
char *text_format_list(const void *ctx, const char *format, va_list)
	__attribute__((format(printf, 2, 0), returns_nonnull));

/* A copy; NULL is copied as "". */
char *text_copy(const void *ctx, const char *s) __attribute__((returns_nonnull));

/* The first `length` bytes of `s`, which must hold no NUL. */
char *text_copy_bytes(const void *ctx, const char *s, size_t length)
	__attribute__((returns_nonnull));

/* Without white space (utf8_is_space) at both ends. */
char *text_trim(const void *ctx, const char *s) __attribute__((returns_nonnull));

/* Trimmed, and every run of white space made one space. */
char *text_squeeze(const void *ctx, const char *s) __attribute__((returns_nonnull));

/* NULL, "" and white space alone are blank. */
bool text_blank(const char *s);

/* A to Z made small; other letters stay.  Comparing as people do is the database's collation's work. */
char *text_lower(const void *ctx, const char *s) __attribute__((returns_nonnull));

/* Byte for byte.  NULL equals only NULL. */
bool text_equal(const char *a, const char *b);

/* Byte for byte but for the case of A to Z, whatever the locale.  NULL equals only NULL. */
bool text_equal_fold(const char *a, const char *b);

bool text_starts(const char *s, const char *with);
bool text_ends(const char *s, const char *with);

/* Is `s` one of `list`, which NULL ends? */
bool text_in(const char *s, const char *const list[]);

/*
 * The parts of `s` between separators, in order; NULL ends the array.
 * `separator` is one or more bytes, taken as a whole.  "" is one empty part.
 * `count` may be NULL.
 */
char **text_split(const void *ctx, const char *s, const char *separator, size_t *count)
	__attribute__((returns_nonnull));

/* One per line (LF, CRLF or CR), trimmed, empty ones left out; NULL ends the array. */
char **text_split_lines(const void *ctx, const char *s, size_t *count)
	__attribute__((returns_nonnull));

/* `parts` (NULL ends them, and may be given for none) with `separator` between. */
char *text_join(const void *ctx, const char *const parts[], const char *separator)
	__attribute__((returns_nonnull));

/* Every `from` (not empty) in `s` made `to`. */
char *text_replace(const void *ctx, const char *s, const char *from, const char *to)
	__attribute__((returns_nonnull));

/*
 * At most `most` characters (1 or more), the last one "…" when something was cut;
 * not within a word where that is avoidable.
 */
char *text_clip(const void *ctx, const char *s, size_t most) __attribute__((returns_nonnull));

/*
 * A name for an address: "Marketing-qualified lead (MQL)" becomes
 * "marketing-qualified-lead-mql".  a to z, 0 to 9 and single hyphens, at most
 * TEXT_SLUG_MOST bytes, cut between words where possible.  Latin letters lose
 * their marks (é e, ß ss, æ ae, ł l); other scripts count as separators.
 * NULL when nothing is left.
 */
enum { TEXT_SLUG_MOST = 80 };
char *text_slug(const void *ctx, const char *s);

/* Is `s` what text_slug could have made? */
bool text_is_slug(const char *s);

/*
 * One line of plain words for lists and hovers: the first sentence of the first
 * paragraph of a Markdown text, at most `most` characters.  Marks of emphasis,
 * headings, lists, quotes and code are dropped; a link leaves its text,
 * [[Term]] and [[Term|words]] their words, and HTML stays, which is text here.
 * Not for showing as HTML unescaped.
 */
char *text_first_sentence(const void *ctx, const char *markdown, size_t most)
	__attribute__((returns_nonnull));

/*
 * A whole number in base ten and nothing else: an optional "-", then digits; no
 * space, no "+", no leading zeros but "0" itself.  False (and `into` untouched)
 * when `s` is NULL, malformed or outside `least`..`most`.
 */
bool text_integer(const char *s, int64_t least, int64_t most, int64_t *into);

/*
 * A decimal number as its canonical text: "-", digits without leading zeros,
 * "." and digits without trailing zeros ("007.50" gives "7.5", "-0.0" gives
 * "0").  White space around it is allowed; "+", ",", ".5", "5." and exponents are
 * not.  NULL when malformed, or with more than `whole` digits before or `fraction`
 * digits after the point once canonical.  Never passes through floating point.
 */
char *text_decimal(const void *ctx, const char *s, size_t whole, size_t fraction);

/* Below, at or above 0 as `a` is less than, equal to or more than `b`; both canonical. */
int text_decimal_compare(const char *a, const char *b);

/*
 * A growing run of bytes.  `data` is always followed by a NUL that `length` does
 * not count.  Growth is checked for overflow.
 */
struct buffer {
	char *data;
	size_t length;
	size_t room;			/* bytes allocated behind data */
};

struct buffer *buffer_new(const void *ctx) __attribute__((returns_nonnull));
void buffer_add(struct buffer *, const void *bytes, size_t length);
void buffer_byte(struct buffer *, char byte);
void buffer_text(struct buffer *, const char *s);
void buffer_format(struct buffer *, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The bytes as a child of `ctx`; the buffer is empty afterwards and may be used again. */
char *buffer_take(const void *ctx, struct buffer *) __attribute__((returns_nonnull));

#endif
