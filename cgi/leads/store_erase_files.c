/* Taking a person out of files of other systems: rows that wait to go in, and rows that were left out. */
#include "leads/store_erase_parts.h"
#include "leads/store_import_parts.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

#define ROW_OF_ERASED "The person of this row asked to be erased, so nothing of it is kept."

/* Where their words stand in a row that says nothing else of them: those give way. */
static const char *const of_words[] = {
	"UPDATE import_piece SET content = REGEXP_REPLACE(content, ?, '') WHERE content REGEXP ?",
	"UPDATE import_file SET found = REGEXP_REPLACE(found, ?, '') WHERE found REGEXP ?",
	"UPDATE import_file SET footer = REGEXP_REPLACE(footer, ?, '') WHERE footer REGEXP ?",
	"UPDATE import_row SET problems = NULL, cells = REGEXP_REPLACE(cells, ?, '') WHERE act = 'refuse' AND cells REGEXP ?",
	/* What a deal was before a file: it may have been called after them. Its undo leaves it alone. */
	"UPDATE import_row r JOIN import_file f ON f.id = r.import_id AND f.kind = 'deals' SET r.before_row = IF(r.before_row REGEXP ?, NULL, r.before_row)"
	    " WHERE r.act = 'update' AND r.before_row REGEXP ?",
	NULL
};

/* Whom rows are looked through for. */
struct sought {
	struct db *db;
	const void *ctx;
	const struct lead *lead;
	const char *email;		/* as email_key(); NULL: none */
	const char *phone;		/* as phone_key(); "" none of theirs alone */
	const struct import_file *file;	/* the one that was looked at last, and what its columns mean */
	const struct import_map *map;
	int64_t answered;		/* the file whose answers were forgotten last */
};

static void
file_open(struct sought *s, int64_t id)
{
	if (s->file && s->file->id == id)
		return;
	s->file = import_file_find(s->db, s->ctx, id);
	s->map = s->file ? import_map_read(s->ctx, s->file->kind, s->file->mapping, (const char *const *)s->file->headers, s->file->header_count, true,
	    problems_new(s->ctx)) : NULL;
}

/* A file has a row of theirs: what programs were told of it is forgotten as well. */
static void
file_touch(struct sought *s, int64_t id)
{
	if (s->answered != id)
		answers_forget(s->db, s->ctx, "imports", id);
	s->answered = id;
}

/* Whether a cell is what the file's system calls the lead, or one of several that it names: "77;78". */
static bool
is_their_ref(const void *ctx, const struct sought *s, int field, const char *cell)
{
	size_t count;
	char **names;

	if (!s->map || (field != TO_LEAD_REF && (field != TO_EXTERNAL_ID || s->file->kind != IMPORT_LEADS)))
		return false;
	names = text_split(ctx, cell, ";", &count);
	for (size_t i = 0; i < s->lead->ref_count; i++) {
		const struct lead_ref *ref = &s->lead->refs[i];

		if (!text_equal(ref->system, s->map->system))
			continue;
		if (text_equal(ref->external_id, ref_id(ctx, ref->system, cell)))
			return true;
		for (size_t j = 0; field == TO_LEAD_REF && j < count; j++)
			if (text_equal(ref->external_id, ref_id(ctx, ref->system, text_trim(ctx, names[j]))))
				return true;
	}
	return false;
}

/* Nine digits are a number wherever they stand; fewer only where the file has numbers. */
enum { PHONE_DIGITS = 9 };

static bool
is_theirs(const void *ctx, const struct sought *s, size_t column, const char *typed)
{
	int field = s->map && column < s->map->columns ? s->map->fields[column] : GLOSSARY_NONE;
	const char *cell = csv_unguard(text_squeeze(ctx, typed));

	if (text_blank(cell))
		return false;
	if (s->email && text_equal(email_key(ctx, cell), s->email))
		return true;
	if (*s->phone && (field == TO_PHONE || strlen(s->phone) == PHONE_DIGITS) && text_equal(phone_key(ctx, cell), s->phone))
		return true;
	return is_their_ref(ctx, s, field, cell);
}

static bool
row_is_theirs(const void *ctx, const struct sought *s, const json_t *cells)
{
	for (size_t i = 0; i < json_array_size(cells); i++)
		if (is_theirs(ctx, s, i, json_string_value(json_array_get(cells, i))))
			return true;
	return false;
}

/* What a row had in its columns is shown no more as what stands there. */
static void
found_forget(const void *ctx, json_t *found, const json_t *cells)
{
	for (size_t i = 0; i < json_array_size(found) && i < json_array_size(cells); i++) {
		json_t *column = json_array_get(found, i), *samples = json_object_get(column, "samples"), *values = json_object_get(column, "values");
		const char *cell = json_string_value(json_array_get(cells, i)), *clipped = text_clip(ctx, text_squeeze(ctx, cell), IMPORT_SAMPLE_MOST);
		json_int_t rows = json_integer_value(json_object_get(values, cell));

		for (size_t j = json_array_size(samples); j-- > 0;)
			if (text_equal(json_string_value(json_array_get(samples, j)), clipped))
				json_array_remove(samples, j);
		if (rows > 1)
			json_object_set_new(values, cell, json_integer(rows - 1));
		else if (rows)
			json_object_del(values, cell);
	}
}

struct piece {
	int64_t import_id;
	int64_t number;
	const char *content, *found;
};
static const struct column piece_columns[] = {
	COLUMN(INT, struct piece, import_id), COLUMN(INT, struct piece, number), COLUMN(TEXT, struct piece, content), COLUMN(TEXT, struct piece, found), { 0 }
};
static const struct shape piece_shape = { sizeof(struct piece), piece_columns };

/* Their rows of one piece are as unreadable ones from here on: they are counted, and make nothing. */
static void
piece_clear(struct sought *s, int64_t import_id, int64_t number)
{
	void *scratch = talloc_new(s->ctx);
	const struct piece *p = db_one(s->db, scratch, &piece_shape, "SELECT p.import_id, p.number, p.content, f.found FROM import_piece p JOIN import_file f"
	    " ON f.id = p.import_id WHERE p.import_id = ? AND p.number = ?", "ii", import_id, number);
	json_t *rows = p ? json_loads(p->content, 0, NULL) : NULL, *found = p ? json_loads(p->found, 0, NULL) : NULL, *row;
	bool any = false;
	size_t i;

	file_open(s, import_id);
	json_array_foreach(rows, i, row) {
		json_t *cells = json_array_get(row, json_is_string(json_array_get(row, 1)) ? 2 : 1);

		if (!row_is_theirs(scratch, s, cells))
			continue;
		found_forget(scratch, found, cells);
		db_run(s->db, "DELETE FROM import_key WHERE import_id = ? AND line = ?", "ii", import_id, (int64_t)json_integer_value(json_array_get(row, 0)));
		json_array_remove(row, 2);
		json_array_set_new(row, 1, json_string(ROW_OF_ERASED));
		any = true;
	}
	if (any) {
		file_touch(s, import_id);
		import_pairs_forget(found);
		db_run(s->db, "UPDATE import_piece SET content = ? WHERE import_id = ? AND number = ?", "sii", json_print(scratch, json_incref(rows)), import_id, number);
		db_run(s->db, "UPDATE import_file SET found = ? WHERE id = ?", "si", json_print(scratch, json_incref(found)), import_id);
	}
	json_decref(rows);
	json_decref(found);
	talloc_free(scratch);
}

struct left_out {
	int64_t import_id;
	int64_t line;
	const char *cells;
};
static const struct column left_out_columns[] = {
	COLUMN(INT, struct left_out, import_id), COLUMN(INT, struct left_out, line), COLUMN(TEXT, struct left_out, cells), { 0 }
};
static const struct shape left_out_shape = { sizeof(struct left_out), left_out_columns };

static void
row_clear(struct sought *s, const struct left_out *row)
{
	void *scratch = talloc_new(s->ctx);
	json_t *cells = json_loads(row->cells, 0, NULL);

	file_open(s, row->import_id);
	if (row_is_theirs(scratch, s, cells)) {
		file_touch(s, row->import_id);
		db_run(s->db, "UPDATE import_row SET cells = NULL, problems = ? WHERE import_id = ? AND line = ?", "sii",
		    json_print(scratch, json_pack("[[i, s, s]]", GLOSSARY_NONE, "", ROW_OF_ERASED)), row->import_id, row->line);
	}
	json_decref(cells);
	talloc_free(scratch);
}

#define PIECES "SELECT import_id, number, '' AS content, '' AS found FROM import_piece WHERE content "
#define ROWS "SELECT import_id, line, cells FROM import_row WHERE act = 'refuse' AND cells "

/* Whatever may be theirs by one word of theirs, or by a pattern of its digits, is looked at cell by cell. */
static void
rows_clear(struct sought *s, const char *words, bool is_pattern)
{
	size_t count;
	const struct piece *pieces;
	const struct left_out *rows;

	if (!words)
		return;
	pieces = is_pattern ? db_list(s->db, s->ctx, &piece_shape, &count, PIECES "REGEXP ?", "s", words)
	    : db_list(s->db, s->ctx, &piece_shape, &count, PIECES "LIKE ? ESCAPE '!'", "s", words);
	for (size_t i = 0; i < count; i++)
		piece_clear(s, pieces[i].import_id, pieces[i].number);
	rows = is_pattern ? db_list(s->db, s->ctx, &left_out_shape, &count, ROWS "REGEXP ?", "s", words)
	    : db_list(s->db, s->ctx, &left_out_shape, &count, ROWS "LIKE ? ESCAPE '!'", "s", words);
	for (size_t i = 0; i < count; i++)
		row_clear(s, &rows[i]);
}

/* "179555" as it may be typed: with a few signs between the digits. NULL for "". */
static const char *
digits_pattern(const void *ctx, const char *digits)
{
	struct buffer *pattern = buffer_new(ctx);

	for (const char *d = digits; *d; d++)
		buffer_format(pattern, "%s%c", d > digits ? "[^0-9A-Za-z]{0,4}" : "", *d);
	buffer_text(pattern, "");
	return *digits ? buffer_take(ctx, pattern) : NULL;
}

/* As a word stands within JSON. */
static const char *
like_cell(const void *ctx, const char *word)
{
	const char *quoted = text_blank(word) ? NULL : json_print(ctx, json_string(word));

	return quoted ? like_within(ctx, talloc_strndup(ctx, quoted + 1, strlen(quoted) - 2)) : NULL;
}

void
files_clear(struct db *db, const void *ctx, const struct lead *const *leads, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct lead *lead = leads[i];
		struct sought s = { .db = db, .ctx = talloc_new(ctx), .lead = lead, .email = email_key(ctx, lead->email), .phone = phone_own(db, ctx, lead) };
		const char *pattern;

		rows_clear(&s, like_cell(s.ctx, s.email), false);
		rows_clear(&s, digits_pattern(s.ctx, s.phone), true);
		for (size_t j = 0; j < lead->ref_count; j++)
			rows_clear(&s, like_cell(s.ctx, ref_id_short(s.ctx, lead->refs[j].system, lead->refs[j].external_id)), false);
		pattern = people_pattern(s.ctx, people_sought(db, s.ctx, &lead, 1, true), 1, *s.phone);
		for (const char *const *sql = of_words; pattern && *sql; sql++)
			db_run(db, *sql, "ss", pattern, pattern);
		talloc_free((void *)s.ctx);
	}
}
