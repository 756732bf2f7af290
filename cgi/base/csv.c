/* Reading CSV: libcsv does the cells; lines, limits and repair of broken rows are ours. */
#include "base/csv.h"

#include <csv.h>
#include <stdint.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"

const struct csv_limits csv_limits_usual = { .rows = 100001, .columns = 1000, .cell_bytes = 65536 };

enum { PIECE = 16384, STRICT = CSV_STRICT | CSV_STRICT_FINI };

/*
 * libcsv is fed one line of the file at a time, so a row's first line is
 * known; a row that turns out broken is given up and reading resumes on the line
 * behind its first.  A line is read again only when the quote of an earlier one
 * stays open across it, and that ends at the next odd quote: no more than about
 * twice the file is ever read.
 */
struct reader {
	struct csv_parser parser;
	const struct csv_limits *limits;
	csv_take *take;
	void *user;

	const char *at, *end;		/* of the text that is left */
	size_t line;			/* the number of the line at `at` */
	size_t rows;			/* so far */
	char delimiter;

	size_t first;			/* the line on which the open row began; 0: no row is open */
	const char *begin;		/* where it began */
	const char *resume;		/* the line behind its first */
	size_t careful;			/* up to this line a stray quote is not to be trusted */

	struct buffer *text;		/* the row's cells, a NUL behind each */
	const char **cells;		/* filled when the row is complete */
	size_t room;			/* of cells */
	size_t count;			/* cells so far */
	size_t pending;			/* bytes read since a cell was complete, give or take a PIECE */
	bool complete;			/* the row has ended */
	bool too_long;			/* a cell passes the limit */
};

static void
cell_done(void *cell, size_t length, void *user)
{
	struct reader *r = user;

	r->pending = 0;
	if (length > r->limits->cell_bytes)
		r->too_long = true;
	if (++r->count > r->limits->columns || r->too_long)
		return;
	buffer_add(r->text, cell, length);
	buffer_byte(r->text, '\0');
}

static void
row_done(int end, void *user)
{
	struct reader *r = user;

	(void)end;
	r->complete = true;
}

static void
parser_begin(struct reader *r)
{
	csv_init(&r->parser, STRICT);
	csv_set_delim(&r->parser, (unsigned char)r->delimiter);
	/* It grows by this much only: small steps would copy a long cell over and over. */
	csv_set_blk_size(&r->parser, PIECE);
}

/* Feeds one line; false when the row is broken. */
static bool
feed(struct reader *r, const char *line, size_t length)
{
	const char *end = line + length;

	while (line < end) {
		size_t piece = end - line > PIECE ? PIECE : (size_t)(end - line);
		size_t read = csv_parse(&r->parser, line, piece, cell_done, row_done, r);

		line += read;
		r->pending += read;
		if (read < piece) {
			if (csv_error(&r->parser) != CSV_EPARSE)
				memory_need(NULL);
			/* A quote within an unquoted cell, which is an error to libcsv, stands for itself. */
			if (r->parser.quoted || r->line <= r->careful)
				return false;
			csv_set_opts(&r->parser, 0);
			csv_parse(&r->parser, line++, 1, cell_done, row_done, r);
			csv_set_opts(&r->parser, STRICT);
		}
		/* In quotes each byte of a cell may have been written as two. */
		if (!r->complete && r->pending / 2 > r->limits->cell_bytes + PIECE) {
			r->too_long = true;
			return false;
		}
	}
	return true;
}

static bool
hand_on(struct reader *r, struct csv_row *row, char *problem)
{
	bool more;

	row->line = r->first;
	row->problem = problem;
	row->text = problem ? r->begin : NULL;
	row->length = problem ? (size_t)(r->at - r->begin) : 0;
	more = r->take(row, r->user);
	talloc_free(problem);
	r->first = 0;
	return more;
}

static char *
too_long_problem(const struct reader *r)
{
	return text_format(NULL, "A cell on line %zu is longer than %zu bytes. Is a closing quotation mark missing?",
		r->first, r->limits->cell_bytes);
}

/* The row is complete. */
static bool
row_whole(struct reader *r)
{
	struct csv_row row = { 0 };
	char *text = r->text->data;

	if (r->count > r->limits->columns)
		return hand_on(r, &row, text_format(NULL, "Line %zu has more than %zu columns.", r->first, r->limits->columns));
	if (r->too_long)
		return hand_on(r, &row, too_long_problem(r));
	if (r->room < r->count + 1) {
		r->room = 2 * (r->count + 1);
		r->cells = memory_need(talloc_realloc(r->text, r->cells, const char *, r->room));
	}
	for (size_t i = 0; i < r->count; i++) {
		r->cells[i] = text;
		text += strlen(text) + 1;
	}
	r->cells[r->count] = NULL;
	row.cells = r->cells;
	row.count = r->count;
	return hand_on(r, &row, NULL);
}

/* The row cannot be read: say why, and go on behind its first line. */
static bool
row_broken(struct reader *r)
{
	struct csv_row row = { 0 };
	size_t first = r->first, noticed = r->line;
	char *problem;

	if (r->too_long)
		problem = too_long_problem(r);
	else if (r->at == r->end)
		problem = text_format(NULL, "A quotation mark that opens on line %zu is never closed.", first);
	else if (noticed > first)
		problem = text_format(NULL, "A quotation mark that opens on line %zu runs on to line %zu. "
			"Close it, or double it if it belongs to the text.", first, noticed);
	else
		problem = text_format(NULL, "Line %zu has text next to a closing quotation mark. "
			"Double the quotation marks that belong to the text.", first);
	if (noticed > r->careful)
		r->careful = noticed;
	r->at = r->resume;
	r->line = first + 1;
	csv_free(&r->parser);
	parser_begin(r);
	return hand_on(r, &row, problem);
}

/* A line that holds nothing: it is no row. */
static bool
is_blank(const char *line, size_t length, char delimiter)
{
	for (size_t i = 0; i < length; i++)
		if (line[i] == delimiter || !strchr(" \t\n", line[i]))
			return false;
	return true;
}

static size_t
line_length(const char *at, const char *end)
{
	const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;

	return newline ? (size_t)(newline - at) + 1 : (size_t)(end - at);
}

/* "sep=;" alone on the first line is Excel's word for the delimiter. */
static size_t
separator_line(const char *text, const char *end, char *delimiter)
{
	size_t length = line_length(text, end), n = length;

	if (n && text[n - 1] == '\n')
		n--;
	if (n != 5 || strncmp(text, "sep=", 4) != 0 || !strchr(",;\t", text[4]))
		return 0;
	*delimiter = text[4];
	return length;
}

/* The most frequent candidate outside quotes on the first line that holds something. */
static char
delimiter_of(const char *at, const char *end)
{
	static const char candidates[] = ",;\t";
	size_t counts[3] = { 0 }, best = 0;
	bool quoted = false;

	while (at < end && is_blank(at, line_length(at, end), '\0'))
		at += line_length(at, end);
	for (; at < end && (quoted || *at != '\n'); at++) {
		const char *hit = strchr(candidates, *at);

		if (*at == '"')
			quoted = !quoted;
		else if (!quoted && hit)
			counts[hit - candidates]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

/* Reads one line, or what is open at the end of the text; false to stop. */
static bool
read_line(struct reader *r)
{
	size_t length = line_length(r->at, r->end);
	bool sound;

	if (!r->first && is_blank(r->at, length, r->delimiter)) {
		r->at += length;
		r->line++;
		return true;
	}
	if (!r->first) {
		if (r->rows++ == r->limits->rows)
			return false;
		r->text->length = r->count = r->pending = 0;
		r->complete = r->too_long = false;
		r->first = r->line;
		r->begin = r->at;
		r->resume = r->at + length;
	}
	sound = length ? feed(r, r->at, length) : csv_fini(&r->parser, cell_done, row_done, r) == 0;
	if (!sound)
		return row_broken(r);
	r->at += length;
	r->line++;
	return r->complete ? row_whole(r) : true;
}

struct csv_text *
csv_text(const void *ctx, const char *bytes, size_t length)
{
	struct csv_text *file = memory_need(talloc_zero(ctx, struct csv_text));
	char *text = utf8_decode(file, bytes, length, &length, &file->encoding);
	size_t skipped;

	file->delimiter = ',';
	file->line = 1;
	if (!text) {
		file->problem = "This is not a text file. Save the sheet as CSV (UTF-8) and try again.";
		return file;
	}
	length = utf8_lines_in_place(text, length);
	skipped = separator_line(text, text + length, &file->delimiter);
	file->text = text + skipped;
	file->length = length - skipped;
	file->line += skipped > 0;
	if (!skipped)
		file->delimiter = delimiter_of(text, text + length);
	return file;
}

const char *
csv_text_each(const void *ctx, const struct csv_text *text, const struct csv_limits *limits, csv_take *take, void *user)
{
	struct reader r = { .limits = limits ? limits : &csv_limits_usual, .take = take, .user = user, .line = text->line, .delimiter = text->delimiter };

	if (text->problem)
		return text->problem;
	r.at = text->text;
	r.end = text->text + text->length;
	r.text = buffer_new(ctx);
	parser_begin(&r);
	while ((r.at < r.end || r.first) && read_line(&r))
		;
	csv_free(&r.parser);
	talloc_free(r.text);
	return r.rows > r.limits->rows ? text_format(ctx, "The file has more than %zu rows. Split it and import the parts.", r.limits->rows) : NULL;
}

const char *
csv_each(const void *ctx, const char *bytes, size_t length, const struct csv_limits *limits,
	csv_take *take, void *user)
{
	struct csv_text *file = csv_text(ctx, bytes, length);
	const char *problem = csv_text_each(ctx, file, limits, take, user);

	talloc_free(file);
	return problem;
}

/* A row as one block of memory: its pointers, then its text. */
static bool
keep_row(const struct csv_row *row, void *user)
{
	struct csv *csv = user;
	struct csv_row kept = { .line = row->line, .count = row->count };

	if ((csv->count & (csv->count + 1)) == 0)
		csv->rows = memory_need(talloc_realloc(csv, csv->rows, struct csv_row, 2 * (csv->count + 1)));
	if (row->problem) {
		kept.problem = text_copy(csv->rows, row->problem);
	} else {
		size_t pointers = (row->count + 1) * sizeof(char *), bytes;
		const char *last = row->cells[row->count - 1];
		const char **cells;

		bytes = (size_t)(last - row->cells[0]) + strlen(last) + 1;
		cells = memory_need(talloc_size(csv->rows, pointers + bytes));
		memcpy((char *)cells + pointers, row->cells[0], bytes);
		for (size_t i = 0; i < row->count; i++)
			cells[i] = (char *)cells + pointers + (row->cells[i] - row->cells[0]);
		cells[row->count] = NULL;
		kept.cells = cells;
	}
	csv->rows[csv->count++] = kept;
	return true;
}

struct csv *
csv_read(const void *ctx, const char *bytes, size_t length, const struct csv_limits *limits)
{
	struct csv *csv = memory_need(talloc_zero(ctx, struct csv));
	struct csv_text *file = csv_text(csv, bytes, length);

	csv->encoding = file->encoding;
	csv->delimiter = file->delimiter;
	csv->problem = csv_text_each(csv, file, limits, keep_row, csv);
	talloc_free(file);
	return csv;
}
