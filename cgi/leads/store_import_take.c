/* Taking a file in: read once from end to end, kept in pieces, looked at column by column. */
#include "leads/store_import_parts.h"

#include "auth/audit.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

enum {
	PIECE_ROWS = 500,
	PIECE_BYTES = 512 << 10,
	ROW_BYTES = 4 << 20,
	UNREAD_CELL = 2000,		/* bytes that are kept of a cell of a row that cannot be read */
	FOOTER_LINES = 8,		/* that a report may end with */
	NAME_MOST = 120
};

static const struct csv_limits kept_of_unread = { .columns = 1000, .cell_bytes = UNREAD_CELL };

/* A file on its way in. */
struct taking {
	struct db *db;
	void *ctx;
	void *scratch;			/* for one row */
	int64_t id;
	int kind;			/* enum import_kind */
	const char **headers;
	size_t columns;
	struct import_found *found;
	struct import_pairs pairs;
	json_t *rows;			/* of the piece that grows */
	size_t bytes;
	int64_t count, pieces;
	char delimiter;
	void *last_ctx;			/* lines that may be the end of a report */
	const struct csv_row *last[FOOTER_LINES];
	size_t last_count;
	const char *problem;		/* of the first line */
};

static void
piece_end(struct taking *t)
{
	void *scratch = talloc_new(t->ctx);

	if (json_array_size(t->rows))
		db_run(t->db, "INSERT INTO import_piece (import_id, number, content) VALUES (?, ?, ?)", "iis", t->id, t->pieces++, json_print(scratch, t->rows));
	else
		json_decref(t->rows);
	t->rows = memory_need(json_array());
	t->bytes = 0;
	talloc_free(scratch);
}

/* Which columns may name pipelines and stages, before anybody settles it. */
static void
pairs_begin(struct taking *t)
{
	const char *const *headers = (const char *const *)t->headers;
	const struct import_map *guessed = import_map_guess(t->ctx, t->kind, headers, t->columns);
	const struct import_map *map = import_map_remembered(t->db, t->ctx, t->kind, guessed->system, guessed, headers, t->columns);

	t->pairs = import_pairs_begin(map ? map : guessed);
}

static bool
header_take(struct taking *t, const struct csv_row *row)
{
	if (row->problem) {
		t->problem = text_format(t->ctx, "The first line, which names the columns, cannot be read. %s", row->problem);
		return false;
	}
	t->headers = import_headers(t->ctx, row->cells, row->count);
	t->columns = row->count;
	t->found = memory_need(talloc_zero_array(t->ctx, struct import_found, row->count + 1));
	if (t->kind == IMPORT_DEALS)
		pairs_begin(t);
	return true;
}

/* A row as it is kept: its line and cells; or its line, what is wrong with it, and what can be kept of its cells. */
static json_t *
unread(const struct csv_row *row, const char *problem, const char *const cells[], size_t count, bool cut)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(cells[i]));
	return json_pack("[I, s+, o]", (json_int_t)row->line, problem, cut ? " What is kept of it is cut: mend it in the file it came from." : "", list);
}

/* As far as it can be taken to pieces. */
static json_t *
unread_row(struct taking *t, const struct csv_row *row, const char *problem)
{
	size_t count;
	bool cut;
	const char **cells = csv_loose(t->scratch, row->text, row->length, t->delimiter, &kept_of_unread, &count, &cut);

	return unread(row, problem, cells, count, cut);
}

static json_t *
read_row(struct taking *t, const struct csv_row *row)
{
	json_t *cells = json_array();
	size_t count = row->count;

	while (count > t->columns && text_blank(row->cells[count - 1]))	/* a spreadsheet makes all rows as long as the longest */
		count--;
	for (size_t i = 0; i < count; i++) {
		json_array_append_new(cells, json_string(row->cells[i]));
		t->bytes += strlen(row->cells[i]) + 4;
		if (i < t->columns)
			import_found_note(t->ctx, t->scratch, &t->found[i], row->cells[i]);
	}
	import_pairs_note(&t->pairs, t->scratch, row->cells, count);
	return json_pack("[I, o]", (json_int_t)row->line, cells);
}

static size_t
bytes_of(const struct csv_row *row)
{
	size_t bytes = 0;

	for (size_t i = 0; i < row->count; i++)
		bytes += strlen(row->cells[i]) + 4;
	return bytes;
}

static json_t *
row_json(struct taking *t, const struct csv_row *row)
{
	const char **cells;

	if (row->problem) {
		t->bytes += row->length < ROW_BYTES ? row->length : ROW_BYTES;
		return unread_row(t, row, row->problem);
	}
	if (bytes_of(row) <= ROW_BYTES)
		return read_row(t, row);
	cells = memory_need(talloc_zero_array(t->scratch, const char *, row->count + 1));
	for (size_t i = 0; i < row->count; i++)
		cells[i] = text_clip(t->scratch, row->cells[i], UNREAD_CELL);
	t->bytes += ROW_BYTES;
	return unread(row, "This row is longer than 4 MB. Is a closing quotation mark missing?", cells, row->count, true);
}

static void
row_keep(struct taking *t, json_t *row)
{
	json_array_append_new(t->rows, row);
	t->count++;
	if (json_array_size(t->rows) >= PIECE_ROWS || t->bytes >= PIECE_BYTES)
		piece_end(t);
}

/* Lines that looked like the end of a report, and were not. */
static void
lines_keep(struct taking *t)
{
	for (size_t i = 0; i < t->last_count; i++)
		row_keep(t, row_json(t, t->last[i]));
	t->last_count = 0;
	talloc_free(t->last_ctx);
	t->last_ctx = NULL;
}

/* Whether it may be one of the last lines of a report, which say who made it: those are no rows. */
static bool
may_be_last(const struct taking *t, const struct csv_row *row)
{
	return !row->problem && (import_is_footer(row->cells, row->count, t->columns) || (t->last_count && row->count == 1 && t->columns > 2));
}

/* Holds a line back until it is known whether rows follow. */
static void
line_hold(struct taking *t, const struct csv_row *row)
{
	struct csv_row *copy;
	const char **cells;

	if (t->last_count == FOOTER_LINES)
		lines_keep(t);
	if (!t->last_ctx)
		t->last_ctx = talloc_new(t->ctx);
	copy = memory_need(talloc_memdup(t->last_ctx, row, sizeof *row));
	cells = memory_need(talloc_zero_array(t->last_ctx, const char *, row->count + 1));
	for (size_t i = 0; i < row->count; i++)
		cells[i] = text_copy(cells, row->cells[i]);
	copy->cells = cells;
	t->last[t->last_count++] = copy;
}

static bool
row_take(const struct csv_row *row, void *user)
{
	struct taking *t = user;

	if (!t->headers)
		return header_take(t, row);
	if (may_be_last(t, row)) {
		line_hold(t, row);
		return true;
	}
	lines_keep(t);
	row_keep(t, row_json(t, row));
	talloc_free_children(t->scratch);
	return true;
}

/* What the lines of the end say, one after the other; "" for none. */
static const char *
footer_take(struct taking *t)
{
	const char *lines[FOOTER_LINES + 1] = { NULL };

	for (size_t i = 0; i < t->last_count; i++)
		lines[i] = text_squeeze(t->ctx, t->last[i]->cells[0]);
	return t->last_count ? text_clip(t->ctx, text_join(t->ctx, lines, " | "), 300) : "";
}

static json_t *
found_json(const struct import_found *f)
{
	json_t *samples = json_array(), *values = f->value_count > IMPORT_VALUES_SHOWN ? json_null() : json_object();

	for (size_t i = 0; i < f->sample_count; i++)
		json_array_append_new(samples, json_string(f->samples[i]));
	for (size_t i = 0; f->value_count <= IMPORT_VALUES_SHOWN && i < f->value_count; i++)
		json_object_set_new(values, f->values[i], json_integer(f->counts[i]));
	return json_pack("{s:I, s:o, s:o, s:{s:I, s:I, s:I, s:I, s:I, s:s?, s:s?}}", "filled", (json_int_t)f->filled, "samples", samples, "values", values, "dates",
	    "plain", (json_int_t)f->dates.plain, "dmy", (json_int_t)f->dates.only_dmy, "mdy", (json_int_t)f->dates.only_mdy, "either", (json_int_t)f->dates.either,
	    "none", (json_int_t)f->dates.none, "sample", f->dates.sample, "decides",
	    f->dates.decides);
}

struct asks_row {
	const char *code, *label, *bindings;
};
static const struct column asks_columns[] = {
	COLUMN(TEXT, struct asks_row, code),
	COLUMN(TEXT, struct asks_row, label),
	COLUMN(TEXT, struct asks_row, bindings),
	{ 0 }
};
static const struct shape asks_shape = { sizeof(struct asks_row), asks_columns };

/* Columns that mean nothing by themselves, and answer what some definition of a stage asks, are kept for it. */
static void
keep_what_is_asked(struct taking *t, struct import_map *map)
{
	size_t count;
	const struct asks_row *asks = db_list(t->db, t->ctx, &asks_shape, &count, "SELECT DISTINCT c.code, c.label, n.bindings FROM criterion c JOIN term_version v"
	    " ON v.id = c.version_id JOIN term n ON n.id = v.term_id WHERE n.kind = 'stage' AND n.deprecated_at IS NULL AND v.state <> 'withdrawn' LIMIT 2000", "");
	int *fields = memory_need(talloc_memdup(map, map->fields, (t->columns + 1) * sizeof *fields));

	for (size_t i = 0; i < count; i++) {
		const struct criterion c = { .code = asks[i].code, .label = asks[i].label };
		const char *const *columns = import_columns_of(t->ctx, &c, asks[i].bindings);

		for (size_t j = 0; j < t->columns; j++)
			if (fields[j] == GLOSSARY_NONE && text_in(header_key(t->ctx, t->headers[j]), columns))
				fields[j] = TO_KEPT;
	}
	map->fields = fields;
}

/* The map a file begins with. The order of its days, and whether formulas were made harmless, is each file's own. */
static const struct import_map *
guess(struct taking *t, int kind)
{
	struct import_map *guessed = import_map_guess(t->ctx, kind, (const char *const *)t->headers, t->columns), *map;
	struct dates_found dates;
	bool mixed;

	if (kind == IMPORT_LEADS)
		keep_what_is_asked(t, guessed);
	map = import_map_remembered(t->db, t->ctx, kind, guessed->system, guessed, (const char *const *)t->headers, t->columns);
	if (!map)
		map = guessed;
	map->plain = guessed->plain;
	dates = import_file_dates(t->found, map);
	map->date_order = dates_order(&dates, &mixed);
	return map;
}

/* What was read, put down with the file. */
static void
file_fill(struct taking *t, const char *footer)
{
	const struct import_map *map = guess(t, t->kind);
	json_t *headers = json_array(), *found = json_array();

	for (size_t i = 0; i < t->columns; i++) {
		json_array_append_new(headers, json_string(t->headers[i]));
		json_array_append_new(found, found_json(&t->found[i]));
	}
	json_array_append_new(found, import_pairs_json(&t->pairs));
	db_run(t->db, "UPDATE import_file SET lines_total = ?, pieces = ?, footer = ?, headers = ?, found = ?, mapping = ?, system = ? WHERE id = ?", "iisssssi",
	    t->count, t->pieces, footer, json_print(t->ctx, headers), json_print(t->ctx, found), import_map_print(t->ctx, t->kind, map, t->headers), map->system, t->id);
}

static const char *
read_through(struct taking *t, const struct csv_text *text)
{
	const char *problem, *footer;

	t->rows = memory_need(json_array());
	t->delimiter = text->delimiter;
	problem = csv_text_each(t->ctx, text, &csv_limits_usual, row_take, t);
	if (!problem)
		problem = t->problem;
	if (!problem && !t->headers)
		problem = "The file is empty.";
	footer = problem ? "" : footer_take(t);
	if (!problem && !t->count)
		problem = "There is no row below the names of the columns.";
	if (problem) {
		json_decref(t->rows);
		json_decref(t->pairs.counts);
		return problem;
	}
	piece_end(t);
	json_decref(t->rows);
	file_fill(t, footer);
	return NULL;
}

const char *
import_file_take(struct db *db, const void *ctx, const struct actor *actor, int kind, const char *file_name, const char *bytes, size_t length, int64_t *id)
{
	struct taking t = { .db = db, .ctx = talloc_new(ctx), .kind = kind };
	const char delimiter[] = { 0, 0 }, *problem;
	struct csv_text *text;
	char *sign = memory_need(talloc_memdup(t.ctx, delimiter, sizeof delimiter));

	t.scratch = talloc_new(t.ctx);
	if (length > IMPORT_BYTES_MOST)
		return "This file is larger than 50 MB. Split it and import the parts.";
	text = csv_text(t.ctx, bytes, length);
	if (text->problem)
		return text->problem;
	sign[0] = text->delimiter;
	*id = t.id = db_insert(db, "INSERT INTO import_file (kind, file_name, bytes, encoding, delimiter, headers, found, mapping, state, person_id, team, token_id, made_at)"
	    " VALUES (?, ?, ?, ?, ?, '[]', '[]', '{}', 'columns', ?, ?, ?, ?)", "ssissisnt", import_kind_names[kind], text_clip(t.ctx, file_name, NAME_MOST),
	    (int64_t)length, utf8_source_name(text->encoding), sign, actor->person_id, team_names[actor->team], actor->token_id, actor->now);
	problem = read_through(&t, text);
	if (problem)
		problem = text_copy(ctx, problem);
	else
		audit_add(db, actor, "import.take", "import", t.id, import_kind_names[kind]);
	talloc_free(t.ctx);
	return problem;
}
