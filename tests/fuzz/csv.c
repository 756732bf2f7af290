/* CSV of any kind: within the limits, and what is written reads back, guards against formulas included. */
#include "fuzz.h"

#include "base/csv.h"

static bool
count_row(const struct csv_row *row, void *user)
{
	NEED(row->count > 0 || row->problem);
	++*(size_t *)user;
	return true;
}

/* A spreadsheet takes none of these for a formula. */
static void
check_guard(const void *ctx, const char *cell)
{
	const char *guarded = csv_guard(ctx, cell);
	char *end;

	NEED(strcmp(csv_unguard(guarded), cell) == 0);
	if (*guarded && strchr("=+-@\t\r", *guarded))
		NEED((strtod(guarded, &end), end != guarded));
}

static void
check_cells(const void *ctx, const struct csv *csv, const struct csv_limits *limits)
{
	for (size_t i = 0; i < csv->count; i++) {
		const struct csv_row *row = &csv->rows[i];

		NEED(row->line > (i ? csv->rows[i - 1].line : 0) && row->count <= limits->columns);
		NEED(!row->problem == !!row->count);
		for (size_t j = 0; j < row->count; j++) {
			NEED(utf8_valid_text(row->cells[j], UTF8_ANY) && !strchr(row->cells[j], '\r'));
			NEED(strlen(row->cells[j]) <= limits->cell_bytes);
			check_guard(ctx, row->cells[j]);
		}
		NEED(row->problem || !row->cells[row->count]);
	}
	NEED(csv->count <= limits->rows && strchr(",;\t", csv->delimiter));
}

static void
round_trip(const void *ctx, const struct csv *csv)
{
	struct buffer *out = buffer_new(ctx);
	const struct csv *back;
	size_t k = 0;

	buffer_text(out, "");
	for (size_t i = 0; i < csv->count; i++)
		if (!csv->rows[i].problem)
			csv_add_row(out, csv->rows[i].cells, csv->rows[i].count);
	back = csv_read(ctx, out->data, out->length, NULL);
	for (size_t i = 0; i < csv->count; i++) {
		if (csv->rows[i].problem)
			continue;
		NEED(k < back->count && back->rows[k].count == csv->rows[i].count);
		for (size_t j = 0; j < back->rows[k].count; j++)
			NEED(strcmp(csv_unguard(back->rows[k].cells[j]), csv->rows[i].cells[j]) == 0);
		k++;
	}
	NEED(k == back->count && !back->problem);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const struct csv_limits small = { .rows = 5, .columns = 4, .cell_bytes = 16 };
	const struct csv *csv = csv_read(ctx, bytes, length, NULL);
	size_t rows = 0;
	const char *problem = csv_each(ctx, bytes, length, NULL, count_row, &rows);

	check_cells(ctx, csv, &csv_limits_usual);
	check_cells(ctx, csv_read(ctx, bytes, length, &small), &small);
	NEED(rows == csv->count && text_equal(problem, csv->problem));
	if (!csv->problem)
		round_trip(ctx, csv);
	if (csv->count)
		csv_column(&csv->rows[0], "name");
}
