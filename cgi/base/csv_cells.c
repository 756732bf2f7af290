/* Single cells: finding a column, and writing rows that spreadsheets open safely. */
#include "base/csv.h"

#include <string.h>

#include "base/text.h"

/* The next character of a header that counts, small; NUL at its end. */
static char
header_character(const char **at)
{
	char c;

	do
		c = *(*at)++;
	while (c == ' ' || c == '_' || c == '-');
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int
csv_column(const struct csv_row *header, const char *name)
{
	for (size_t i = 0; i < header->count; i++) {
		const char *a = header->cells[i], *b = name;
		char x, y;

		do {
			x = header_character(&a);
			y = header_character(&b);
		} while (x == y && x);
		if (x == y)
			return (int)i;
	}
	return -1;
}

const char *
csv_cell(const struct csv_row *row, int column)
{
	return column >= 0 && (size_t)column < row->count ? row->cells[column] : "";
}

/* "-12", "-1.5", "-1,5": what only looks like a formula. */
static bool
is_negative_number(const char *s)
{
	static const char digits[] = "0123456789";
	size_t n;

	if (*s++ != '-' || !(n = strspn(s, digits)))
		return false;
	s += n;
	if (*s == '.' || *s == ',') {
		n = strspn(++s, digits);
		if (!n)
			return false;
		s += n;
	}
	return *s == '\0';
}

/* Would a spreadsheet run it, once the apostrophes before it are gone? */
static bool
is_formula(const char *cell)
{
	cell += strspn(cell, "'");
	return *cell && strchr("=+-@\t\r\n", *cell) && !is_negative_number(cell);
}

char *
csv_guard(const void *ctx, const char *cell)
{
	return text_format(ctx, "%s%s", is_formula(cell) ? "'" : "", cell);
}

const char *
csv_unguard(const char *cell)
{
	return *cell == '\'' && is_formula(cell) ? cell + 1 : cell;
}

static void
add_row(struct buffer *out, const char *const cells[], size_t count, bool guard)
{
	for (size_t i = 0; i < count; i++) {
		const char *cell = cells[i] ? cells[i] : "";

		buffer_text(out, i ? ",\"" : "\"");
		if (guard && is_formula(cell))
			buffer_byte(out, '\'');
		for (const char *quote; (quote = strchr(cell, '"')); cell = quote + 1) {
			buffer_add(out, cell, (size_t)(quote - cell) + 1);
			buffer_byte(out, '"');
		}
		buffer_text(out, cell);
		buffer_byte(out, '"');
	}
	buffer_text(out, "\r\n");
}

void
csv_add_row(struct buffer *out, const char *const cells[], size_t count)
{
	add_row(out, cells, count, true);
}

void
csv_add_row_plain(struct buffer *out, const char *const cells[], size_t count)
{
	add_row(out, cells, count, false);
}
