/* UTF-8: is it sound, how long is it, one character at a time; and from the encodings that files still arrive in. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which control characters (U+0000 to U+001F, U+007F to U+009F) a text may hold.  NUL never. */
enum utf8_controls {
	UTF8_LINE,			/* none: names, addresses, anything of one line */
	UTF8_TEXT,			/* tab and LF: text of several lines */
	UTF8_ANY			/* all but NUL */
};

/*
 * Sound UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF,
 * and no control but the allowed.
 */
bool utf8_valid(const char *bytes, size_t length, enum utf8_controls);

/* As utf8_valid for a NUL-terminated text; NULL is not valid. */
bool utf8_valid_text(const char *s, enum utf8_controls);

/*
 * How many characters (code points) are in `s`, which is sound.  The limits shown
 * to people and the database count these.
 */
size_t utf8_length(const char *s);

/*
 * The character at `*at`, which moves behind it; -1 at the NUL, where it stays; U+FFFD,
 * one byte further, at an unsound byte.
 */
int32_t utf8_next(const char **at);

/*
 * As utf8_next within [*at, end), for bytes that may hold NUL: -1 at `end`, -2 (one
 * byte further) at an unsound byte.
 */
int32_t utf8_next_within(const char **at, const char *end);

/* Writes the 1 to 4 bytes of `c` and returns how many; U+FFFD for what is no character. */
size_t utf8_put(char into[4], int32_t c);

/*
 * White space, as far as trimming and words care: U+0009 to U+000D, space, U+0085, U+00A0,
 * U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
 */
bool utf8_is_space(int32_t c);

/*
 * A copy without the characters that nobody sees, which make two names look alike: U+00AD, U+061C, U+180E, U+200B to U+200F,
 * U+202A to U+202E, U+2060 to U+206F, U+FEFF (zero width, and the controls of direction of UAX #9). Joiners (U+200C, U+200D)
 * stay between two characters from U+0600 on, whose scripts, and emoji, are written with them.
 */
char *utf8_visible(const void *ctx, const char *s) __attribute__((returns_nonnull));

/*
 * Whether `s` has a letter or a digit: one of ASCII, or any character from U+00AA on outside of the blocks of punctuation,
 * combining marks, symbols, arrows, dingbats, emoji, and what is for private use.
 */
bool utf8_has_word(const char *s);

/* A copy with CRLF and lone CR made LF; `length_out` may be NULL.  NUL-terminated, child of `ctx`. */
char *utf8_lines(const void *ctx, const char *bytes, size_t length, size_t *length_out)
	__attribute__((returns_nonnull));

/* The same in place; returns the new length.  The bytes behind it are left as they were. */
size_t utf8_lines_in_place(char *bytes, size_t length);

/* How many bytes of byte order mark (EF BB BF) begin `bytes`: 3 or 0. */
size_t utf8_bom(const char *bytes, size_t length);

enum utf8_source {
	UTF8_FROM_UTF8,
	UTF8_FROM_UTF16LE,
	UTF8_FROM_UTF16BE,
	UTF8_FROM_WINDOWS_1252
};

/* "UTF-8", "UTF-16" or "Windows-1252", for telling people what a file was taken for. */
const char *utf8_source_name(enum utf8_source);

/*
 * A file's bytes as UTF-8 without byte order mark, child of `ctx`.  The order
 * mark decides; without one: sound UTF-8 is UTF-8, text whose every second byte
 * is mostly NUL is UTF-16, anything else is taken for Windows-1252.  NULL when
 * the text then holds NUL or an unpaired surrogate.  `from` may be NULL.
 */
char *utf8_decode(const void *ctx, const char *bytes, size_t length,
	size_t *length_out, enum utf8_source *from);

#endif
