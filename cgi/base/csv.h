/* CSV files as people have them: reading any common kind, and writing what spreadsheets open safely. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/utf8.h"

struct buffer;

struct csv_limits {
	size_t rows;			/* the header row counts; blank lines do not */
	size_t columns;
	size_t cell_bytes;
};

/* 100,000 rows besides the header, 1,000 columns, 64 KiB a cell. */
extern const struct csv_limits csv_limits_usual;

/* One row.  Rows without cells (blank lines) are left out. */
struct csv_row {
	size_t line;			/* the line of the file it starts on, from 1; lines inside quotes count */
	size_t count;
	const char *const *cells;	/* sound UTF-8, line ends as LF, NUL-terminated; NULL follows the last */
	const char *problem;		/* NULL, or why it could not be read; then there are no cells */
	const char *text;		/* with a problem: what stands there, of a quote that stays open the first line alone; lasts as the cells, csv_read keeps none */
	size_t length;
};

struct csv {
	struct csv_row *rows;		/* in the order of the file, unreadable ones among them */
	size_t count;
	enum utf8_source encoding;
	char delimiter;			/* ',' ';' or tab */
	const char *problem;		/* NULL, or why the file was not read to its end */
};

/*
 * Reads a whole file (RFC 4180 and its relatives).  Encoding as utf8_decode
 * finds it, delimiter by what the first line holds outside quotes, lines
 * ending in LF, CRLF or CR, a last line without end.  White space around an
 * unquoted cell is dropped.  A quotation mark in the middle of an unquoted cell
 * is an ordinary character.  A quote that never closes, or text behind a closing
 * one, makes that row a problem and reading goes on with the next line, so one
 * slip does not swallow the rest.  Never NULL; all is a child of the result.
 */
struct csv *csv_read(const void *ctx, const char *bytes, size_t length, const struct csv_limits *limits)
	__attribute__((returns_nonnull));

/*
 * A file made ready to be read: its text as UTF-8 with LF, how its cells are set apart, the number of its first line. `problem`: it is no text, and
 * nothing else is set.
 */
struct csv_text {
	enum utf8_source encoding;
	char delimiter;
	const char *text;
	size_t length;
	size_t line;
	const char *problem;
};
struct csv_text *csv_text(const void *ctx, const char *bytes, size_t length) __attribute__((returns_nonnull));

/*
 * The same row by row, for long files: `take` is called with each row, whose
 * memory lasts for the call, and stops the reading by returning false.  Returns the
 * file's problem or NULL, as csv->problem; a child of `ctx`.
 */
typedef bool csv_take(const struct csv_row *, void *user);
const char *csv_each(const void *ctx, const char *bytes, size_t length, const struct csv_limits *limits,
	csv_take *take, void *user);

/* The same of what csv_text() has made ready; `text` is read from where it stands. */
const char *csv_text_each(const void *ctx, const struct csv_text *text, const struct csv_limits *limits, csv_take *take, void *user);

/*
 * What can be kept of a row that cannot be read: cells in quotes where these end at a delimiter, else all up to the next delimiter as it stands. At most
 * so many cells and bytes a cell as `most` says; *cut: there was more. An array of *count, NULL behind it, with its cells on `ctx`.
 */
const char **csv_loose(const void *ctx, const char *text, size_t length, char delimiter, const struct csv_limits *most, size_t *count, bool *cut)
	__attribute__((returns_nonnull));

/* The column whose header is `name` without case, spaces, "_" and "-"; -1 when there is none. */
int csv_column(const struct csv_row *header, const char *name);

/* Cell `column`, or "" where the row is shorter or `column` is -1. */
const char *csv_cell(const struct csv_row *, int column);

/*
 * Writing (RFC 4180): every cell in quotes, CRLF.  A cell that a spreadsheet
 * would run as a formula (it begins with = + - @ tab or CR, and is no plain number)
 * gets a leading ', and so does one that begins with ' before such a one, so
 * that csv_unguard gives back exactly what was written.  NULL is an empty cell.
 */
void csv_add_row(struct buffer *, const char *const cells[], size_t count);

/* The same without guards, for programs that read it. */
void csv_add_row_plain(struct buffer *, const char *const cells[], size_t count);

/* The guarded form of one cell, child of `ctx`; csv_add_row does this itself. */
char *csv_guard(const void *ctx, const char *cell) __attribute__((returns_nonnull));

/* Undoes csv_guard: `cell` itself, or the part behind its guard. */
const char *csv_unguard(const char *cell);

#endif
