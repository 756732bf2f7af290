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
	VALUE_BYTES = 120,		/* of one that is offered for matching */
	NAME_MOST = 120
};

/* A file on its way in. */
struct taking {
	struct db *db;
	void *ctx;
	int64_t id;
	const char **headers;
	size_t columns;
	struct import_found *found;
	json_t *rows;			/* of the piece that grows */
	size_t bytes;
	int64_t count, pieces;
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

static void
value_note(struct taking *t, struct import_found *f, const char *cell)
{
	if (f->value_count > IMPORT_VALUES_SHOWN)
		return;
	for (size_t i = 0; i < f->value_count; i++)
		if (strcmp(f->values[i], cell) == 0) {
			f->counts[i]++;
			return;
		}
	if (f->value_count == IMPORT_VALUES_SHOWN || strlen(cell) > VALUE_BYTES) {
		f->value_count = IMPORT_VALUES_SHOWN + 1;
		return;
	}
	f->counts[f->value_count] = 1;
	f->values[f->value_count++] = text_copy(t->ctx, cell);
}

/* Whether it may be a day: short, with a digit, and no address. */
static bool
may_be_date(const char *cell)
{
	return strlen(cell) <= 40 && strpbrk(cell, "0123456789") && !strchr(cell, '@');
}

static void
cell_note(struct taking *t, struct import_found *f, const char *cell)
{
	if (text_blank(cell))
		return;
	f->filled++;
	value_note(t, f, cell);
	if (f->sample_count < IMPORT_SAMPLES) {
		const char *clipped = text_clip(t->ctx, text_squeeze(t->ctx, cell), IMPORT_SAMPLE_MOST);
		bool there = false;

		for (size_t i = 0; i < f->sample_count; i++)
			there |= text_equal(f->samples[i], clipped);
		if (!there)
			f->samples[f->sample_count++] = clipped;
	}
	if (may_be_date(cell))
		dates_look(t->ctx, &f->dates, cell);
	else
		f->dates.none++;
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
	return true;
}

/* The cells of a row, or what is wrong with it. */
static json_t *
cells_take(struct taking *t, const struct csv_row *row)
{
	json_t *cells;
	size_t bytes = 0;

	if (row->problem)
		return json_string(row->problem);
	cells = json_array();
	for (size_t i = 0; i < row->count; i++) {
		json_array_append_new(cells, json_string(row->cells[i]));
		bytes += strlen(row->cells[i]) + 4;
		if (i < t->columns)
			cell_note(t, &t->found[i], row->cells[i]);
	}
	if (bytes > ROW_BYTES) {
		json_decref(cells);
		return json_string("This row is longer than 4 MB. Is a closing quotation mark missing?");
	}
	t->bytes += bytes;
	return cells;
}

static bool
row_take(const struct csv_row *row, void *user)
{
	struct taking *t = user;
	json_t *cells;

	if (!t->headers)
		return header_take(t, row);
	cells = cells_take(t, row);
	json_array_append_new(t->rows, json_pack("[I, o]", (json_int_t)row->line, cells));
	t->count++;
	if (json_array_size(t->rows) >= PIECE_ROWS || t->bytes >= PIECE_BYTES)
		piece_end(t);
	return true;
}

/* A report's last line is no row. Returns it, or "". */
static const char *
footer_take(struct taking *t)
{
	size_t last = json_array_size(t->rows), count;
	const json_t *cells = last ? json_array_get(json_array_get(t->rows, last - 1), 1) : NULL;
	const char **list, *footer;

	if (!json_is_array(cells))
		return "";
	count = json_array_size(cells);
	list = memory_need(talloc_zero_array(t->ctx, const char *, count + 1));
	for (size_t i = 0; i < count; i++)
		list[i] = json_string_value(json_array_get(cells, i));
	if (!import_is_footer(list, count, t->columns))
		return "";
	footer = text_clip(t->ctx, text_squeeze(t->ctx, list[0]), 300);
	json_array_remove(t->rows, last - 1);
	t->count--;
	return footer;
}

static json_t *
found_json(const struct import_found *f)
{
	json_t *samples = json_array(), *values = f->value_count > IMPORT_VALUES_SHOWN ? json_null() : json_object();

	for (size_t i = 0; i < f->sample_count; i++)
		json_array_append_new(samples, json_string(f->samples[i]));
	for (size_t i = 0; f->value_count <= IMPORT_VALUES_SHOWN && i < f->value_count; i++)
		json_object_set_new(values, f->values[i], json_integer(f->counts[i]));
	return json_pack("{s:I, s:o, s:o, s:{s:I, s:I, s:I, s:I, s:I, s:s?}}", "filled", (json_int_t)f->filled, "samples", samples, "values", values, "dates",
	    "plain", (json_int_t)f->dates.plain, "dmy", (json_int_t)f->dates.only_dmy, "mdy", (json_int_t)f->dates.only_mdy, "either", (json_int_t)f->dates.either,
	    "none", (json_int_t)f->dates.none, "sample", f->dates.sample);
}

struct memory_row {
	const char *mapping;
};
static const struct column memory_columns[] = { COLUMN(TEXT, struct memory_row, mapping), { 0 } };
static const struct shape memory_shape = { sizeof(struct memory_row), memory_columns };

/* Whether it was asked before whether the history is to be taken: some of its columns were there. */
static bool
had_history(const struct import_map *map)
{
	for (size_t i = 0; i < map->columns; i++)
		if (import_field_is_history(map->fields[i]))
			return true;
	return false;
}

/* What was settled for the last file of that system, for the columns there were then; the others by the guess. NULL: nothing was. */
static struct import_map *
remembered(struct taking *t, int kind, const struct import_map *guessed)
{
	const struct memory_row *memory = *guessed->system ? db_one(t->db, t->ctx, &memory_shape, "SELECT mapping FROM import_memory WHERE kind = ? AND system = ?", "ss",
	    import_kind_names[kind], guessed->system) : NULL;
	struct import_map *map = memory ? import_map_read(t->ctx, kind, memory->mapping, (const char *const *)t->headers, t->columns, true, problems_new(t->ctx)) : NULL;
	json_t *whole, *known;
	int *fields;

	if (!map)
		return NULL;
	if (!had_history(map))
		map->history = guessed->history;
	whole = json_loads(memory->mapping, 0, NULL);
	known = json_object_get(whole, "columns");
	fields = memory_need(talloc_memdup(map, map->fields, (t->columns + 1) * sizeof *fields));
	for (size_t i = 0; i < t->columns; i++)
		if (!json_object_get(known, t->headers[i]))
			fields[i] = guessed->fields[i];
	json_decref(whole);
	map->fields = fields;
	return map;
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

/* The map a file begins with. The order of its days is each file's own. */
static const struct import_map *
guess(struct taking *t, int kind)
{
	struct import_map *guessed = import_map_guess(t->ctx, kind, (const char *const *)t->headers, t->columns), *map;
	struct dates_found dates;
	bool mixed;

	if (kind == IMPORT_LEADS)
		keep_what_is_asked(t, guessed);
	map = remembered(t, kind, guessed);
	if (!map)
		map = guessed;
	dates = import_file_dates(t->found, map);
	map->date_order = dates_order(&dates, &mixed);
	return map;
}

/* What was read, put down with the file. */
static void
file_fill(struct taking *t, int kind, const char *footer)
{
	const struct import_map *map = guess(t, kind);
	json_t *headers = json_array(), *found = json_array();

	for (size_t i = 0; i < t->columns; i++) {
		json_array_append_new(headers, json_string(t->headers[i]));
		json_array_append_new(found, found_json(&t->found[i]));
	}
	db_run(t->db, "UPDATE import_file SET lines_total = ?, pieces = ?, footer = ?, headers = ?, found = ?, mapping = ?, system = ? WHERE id = ?", "iisssssi",
	    t->count, t->pieces, footer, json_print(t->ctx, headers), json_print(t->ctx, found), import_map_print(t->ctx, kind, map, t->headers), map->system, t->id);
}

static const char *
read_through(struct taking *t, int kind, const struct csv_text *text)
{
	const char *problem, *footer;

	t->rows = memory_need(json_array());
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
		return problem;
	}
	piece_end(t);
	json_decref(t->rows);
	file_fill(t, kind, footer);
	return NULL;
}

const char *
import_file_take(struct db *db, const void *ctx, const struct actor *actor, int kind, const char *file_name, const char *bytes, size_t length, int64_t *id)
{
	struct taking t = { .db = db, .ctx = talloc_new(ctx) };
	const char delimiter[] = { 0, 0 }, *problem;
	struct csv_text *text;
	char *sign = memory_need(talloc_memdup(t.ctx, delimiter, sizeof delimiter));

	if (length > IMPORT_BYTES_MOST)
		return "This file is larger than 50 MB. Split it and import the parts.";
	text = csv_text(t.ctx, bytes, length);
	if (text->problem)
		return text->problem;
	sign[0] = text->delimiter;
	*id = t.id = db_insert(db, "INSERT INTO import_file (kind, file_name, bytes, encoding, delimiter, headers, found, mapping, state, person_id, team, token_id, made_at)"
	    " VALUES (?, ?, ?, ?, ?, '[]', '[]', '{}', 'columns', ?, ?, ?, ?)", "ssissisnt", import_kind_names[kind], text_clip(t.ctx, file_name, NAME_MOST),
	    (int64_t)length, utf8_source_name(text->encoding), sign, actor->person_id, team_names[actor->team], actor->token_id, actor->now);
	problem = read_through(&t, kind, text);
	if (problem)
		problem = text_copy(ctx, problem);
	else
		audit_add(db, actor, "import.take", "import", t.id, import_kind_names[kind]);
	talloc_free(t.ctx);
	return problem;
}
