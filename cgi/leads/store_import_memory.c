/* What was settled for the files of a kind and a system, for the next one. */
#include "leads/store_import_parts.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

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

struct import_map *
import_map_remembered(struct db *db, const void *ctx, int kind, const char *system, const struct import_map *guessed, const char *const headers[], size_t columns)
{
	const struct memory_row *memory = text_blank(system) ? NULL : db_one(db, ctx, &memory_shape, "SELECT mapping FROM import_memory WHERE kind = ? AND system = ?", "ss",
	    import_kind_names[kind], system);
	struct import_map *map = memory ? import_map_read(ctx, kind, memory->mapping, headers, columns, true, problems_new(ctx)) : NULL;
	json_t *whole, *known;
	int *fields;

	if (!map)
		return NULL;
	if (!had_history(map))
		map->history = guessed->history;
	whole = json_loads(memory->mapping, 0, NULL);
	known = json_object_get(whole, "columns");
	fields = memory_need(talloc_memdup(map, map->fields, (columns + 1) * sizeof *fields));
	for (size_t i = 0; i < columns; i++)
		if (!json_object_get(known, headers[i]))
			fields[i] = guessed->fields[i];
	json_decref(whole);
	map->fields = fields;
	return map;
}

struct import_map *
import_map_recalled(struct db *db, const void *ctx, const struct import_file *f, const struct import_map *guessed)
{
	struct import_map *map = import_map_remembered(db, ctx, f->kind, guessed->system, guessed, f->headers, f->header_count);
	struct dates_found dates;
	bool mixed;

	if (!map)
		return NULL;
	dates = import_file_dates(import_file_found(ctx, f), map);
	map->system = guessed->system;
	map->date_order = guessed->date_order == GLOSSARY_NONE ? dates_order(&dates, &mixed) : guessed->date_order;
	return map;
}

enum import_named
import_file_name_system(struct db *db, const void *ctx, int64_t id, const char *system)
{
	const struct import_file *f = import_file_find(db, ctx, id);
	struct problems *problems = problems_new(ctx);
	struct import_map *guessed, *map;
	int order;

	ref_problems(problems, 0, &(struct lead_ref){ 0, system, "1" });
	if (!f || f->state != FILE_COLUMNS || problems->count)
		return problems->count ? IMPORT_NAMED_WRONG : IMPORT_NAMED_LATE;
	guessed = import_map_read(ctx, f->kind, f->mapping, f->headers, f->header_count, true, problems);
	order = guessed->date_order;
	guessed->system = system;
	guessed->date_order = GLOSSARY_NONE;	/* it may be of other columns */
	map = import_map_recalled(db, ctx, f, guessed);
	if (!map) {
		map = guessed;
		map->date_order = order;
	}
	db_run(db, "UPDATE import_file SET mapping = ?, system = ? WHERE id = ?", "ssi", import_map_print(ctx, f->kind, map, f->headers), system, id);
	return IMPORT_NAMED;
}

static bool
stands_in(const void *ctx, const struct import_found *found, const char *word)
{
	for (size_t j = 0; found->value_count <= IMPORT_VALUES_SHOWN && j < found->value_count; j++)
		if (text_equal_fold(text_squeeze(ctx, found->values[j]), word))
			return true;
	return false;
}

/* A file at rest: what its columns mean, and what stands in them. */
struct settled {
	struct db *db;
	const void *ctx;
	const struct import_file *file;
	const struct import_map *map;
	const struct import_found *found;
	size_t words;
	const struct import_word **pairs;	/* of each column, ended by one without a word; NULL: not looked for yet */
};

/* Whether a stage stands in the file as this word says it: stages are asked with their pipelines, and alone where a row names none. */
static bool
pair_is_here(struct settled *s, size_t pipeline, size_t stage, const char *word)
{
	size_t count;

	if (s->found[stage].value_count > IMPORT_VALUES_SHOWN)
		return false;
	if (!s->pairs)
		s->pairs = memory_need(talloc_zero_array(s->ctx, const struct import_word *, s->file->header_count));
	if (!s->pairs[stage])
		s->pairs[stage] = import_stage_words(s->db, s->ctx, s->file, pipeline, stage, &count);
	for (const struct import_word *pair = s->pairs[stage]; pair->word; pair++)
		if (text_equal_fold(pair->word, word))
			return true;
	return false;
}

/* Whether a word stands in a column that means this, or is called so: what was said of it then is what was settled now. */
static bool
word_is_here(struct settled *s, int field, const char *column, const char *word)
{
	const size_t pipeline = field == TO_STAGE ? import_pipeline_column(s->map, s->found) : s->map->columns;

	for (size_t i = 0; i < s->file->header_count; i++) {
		if (s->map->fields[i] != field || (column && !text_equal(s->file->headers[i], column)))
			continue;
		if (pipeline < s->map->columns ? pair_is_here(s, pipeline, i, word) : stands_in(s->ctx, &s->found[i], word))
			return true;
	}
	return false;
}

static bool
has_word(const json_t *words, const char *word)
{
	const char *from;
	json_t *to;

	json_object_foreach((json_t *)words, from, to)
		if (text_equal_fold(from, word))
			return true;
	return false;
}

/* Words that were matched for an earlier file and that this one has not: they mean what they did. */
static void
words_keep(struct settled *s, json_t *is, const json_t *was, int field, const char *column)
{
	const char *from;
	json_t *to;

	json_object_foreach((json_t *)was, from, to)
		if (s->words < IMPORT_VALUES_MOST / 2 && !has_word(is, from) && !word_is_here(s, field, column, from)) {
			json_object_set(is, from, to);
			s->words++;
		}
}

/* The object below a name, made where there is none. */
static json_t *
below(json_t *object, const char *name)
{
	if (!json_is_object(json_object_get(object, name)))
		json_object_set_new(object, name, json_object());
	return json_object_get(object, name);
}

static void
values_keep(struct settled *s, json_t *is, const json_t *was)
{
	const char *name, *column;
	json_t *words, *of;

	json_object_foreach((json_t *)was, name, words)
		if (strcmp(name, import_field_names[TO_KEPT]) == 0)
			json_object_foreach(words, column, of)
				words_keep(s, below(below(is, name), column), of, TO_KEPT, column);
		else
			for (int f = 0; f < IMPORT_FIELDS; f++)
				if (strcmp(name, import_field_names[f]) == 0)
					words_keep(s, below(is, name), words, f, NULL);
}

/* Columns that only an earlier file had, as far as they were said to mean something. */
static void
columns_keep(json_t *is, const json_t *was)
{
	const char *header;
	json_t *field;

	json_object_foreach((json_t *)was, header, field)
		if (json_is_string(field) && !json_object_get(is, header) && json_object_size(is) < IMPORT_COLUMNS_MOST)
			json_object_set(is, header, field);
}

void
import_remember(struct db *db, const void *ctx, const struct import_file *f)
{
	struct settled s = { .db = db, .ctx = ctx, .file = f, .found = import_file_found(ctx, f),
		.map = import_map_read(ctx, f->kind, f->mapping, f->headers, f->header_count, true, problems_new(ctx)) };
	const struct memory_row *memory = *f->system ? db_one(db, ctx, &memory_shape, "SELECT mapping FROM import_memory WHERE kind = ? AND system = ? FOR UPDATE", "ss",
	    import_kind_names[f->kind], f->system) : NULL;
	json_t *is = json_loads(f->mapping, 0, NULL), *was = memory ? json_loads(memory->mapping, 0, NULL) : NULL;

	columns_keep(below(is, "columns"), json_object_get(was, "columns"));
	if (was && s.map)
		values_keep(&s, below(is, "values"), json_object_get(was, "values"));
	json_decref(was);
	if (*f->system)
		db_run(db, "INSERT INTO import_memory (kind, system, mapping) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE mapping = VALUES(mapping)", "sss",
		    import_kind_names[f->kind], f->system, json_print(ctx, is));
	else
		json_decref(is);
}
