/* Stages of a file of deals with the pipelines they stand in: counted while the file is taken in, so that a page need not read all of it again. */
#include "leads/store_import_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

/* How many pairs are counted, of names of how many bytes; between the two of a pair stands what nobody types. */
enum { PAIRS_COUNTED = 1000, PAIR_NAME_BYTES = 120 };
#define BETWEEN "\x1f"

struct import_pairs
import_pairs_begin(const struct import_map *map)
{
	struct import_pairs pairs = { .pipeline = map->columns, .stage = map->columns };

	for (size_t i = map->columns; i-- > 0;) {
		if (map->fields[i] == TO_PIPELINE)
			pairs.pipeline = i;
		if (map->fields[i] == TO_STAGE)
			pairs.stage = i;
	}
	if (pairs.pipeline < map->columns && pairs.stage < map->columns)
		pairs.counts = memory_need(json_object());
	return pairs;
}

static void
counted_not(struct import_pairs *pairs)
{
	json_decref(pairs->counts);
	pairs->counts = NULL;
}

void
import_pairs_note(struct import_pairs *pairs, const void *scratch, const char *const cells[], size_t count)
{
	const char *pipeline, *stage, *key;

	if (!pairs->counts || pairs->stage >= count || text_blank(cells[pairs->stage]))
		return;
	pipeline = pairs->pipeline < count ? text_squeeze(scratch, cells[pairs->pipeline]) : "";
	stage = text_squeeze(scratch, cells[pairs->stage]);
	key = text_format(scratch, "%s" BETWEEN "%s", pipeline, stage);
	json_object_set_new(pairs->counts, key, json_integer(json_integer_value(json_object_get(pairs->counts, key)) + 1));
	if (strlen(pipeline) > PAIR_NAME_BYTES || strlen(stage) > PAIR_NAME_BYTES || json_object_size(pairs->counts) > PAIRS_COUNTED || strstr(pipeline, BETWEEN))
		counted_not(pairs);
}

json_t *
import_pairs_json(struct import_pairs *pairs)
{
	return pairs->counts ? json_pack("{s:I, s:I, s:o}", "pipeline", (json_int_t)pairs->pipeline, "stage", (json_int_t)pairs->stage, "pairs", pairs->counts) : json_null();
}

void
import_pairs_forget(json_t *found)
{
	size_t count = json_array_size(found);

	if (count && json_object_get(json_array_get(found, count - 1), "pairs"))
		json_array_set_new(found, count - 1, json_null());
}

struct stage_row {
	const char *pipeline, *stage;
	int64_t count;
};
static const struct column stage_columns[] = {
	COLUMN(TEXT, struct stage_row, pipeline), COLUMN(TEXT, struct stage_row, stage), COLUMN(INT, struct stage_row, count), { 0 }
};
static const struct shape stage_shape = { sizeof(struct stage_row), stage_columns };

static int
by_pipeline(const void *a, const void *b)
{
	const struct stage_row *x = a, *y = b;
	int order = strcasecmp(x->pipeline, y->pipeline);

	if (!order)
		order = (x->count < y->count) - (x->count > y->count);
	return order ? order : strcasecmp(x->stage, y->stage);
}

/* As they were counted; NULL: those of other columns, or none. */
static struct stage_row *
rows_counted(const void *ctx, const struct import_file *file, size_t pipeline_column, size_t stage_column, size_t *count)
{
	json_t *found = json_loads(file->found_json, 0, NULL), *of = json_array_get(found, file->header_count), *pairs = json_object_get(of, "pairs"), *times;
	struct stage_row *rows = NULL;
	const char *key;

	*count = 0;
	if (pairs && json_integer_value(json_object_get(of, "pipeline")) == (json_int_t)pipeline_column
	    && json_integer_value(json_object_get(of, "stage")) == (json_int_t)stage_column) {
		rows = memory_need(talloc_zero_array(ctx, struct stage_row, json_object_size(pairs) + 1));
		json_object_foreach(pairs, key, times) {
			size_t length = strcspn(key, BETWEEN);

			rows[(*count)++] = (struct stage_row){ text_copy_bytes(rows, key, length), text_copy(rows, key + length + strlen(BETWEEN)), json_integer_value(times) };
		}
		qsort(rows, *count, sizeof *rows, by_pipeline);
	}
	json_decref(found);
	return rows;
}

/* As they stand in the rows that could be read: those have their cells second. It reads the whole file. */
static struct stage_row *
rows_read(struct db *db, const void *ctx, const struct import_file *file, size_t pipeline_column, size_t stage_column, size_t *count)
{
	return db_list(db, ctx, &stage_shape, count, "SELECT TRIM(COALESCE(JSON_VALUE(j.cells, CONCAT('$[', ?, ']')), '')) AS pipeline,"
	    " TRIM(JSON_VALUE(j.cells, CONCAT('$[', ?, ']'))) AS stage, COUNT(*) AS count FROM import_piece p,"
	    " JSON_TABLE(p.content, '$[*]' COLUMNS (cells JSON PATH '$[1]')) j WHERE p.import_id = ? AND j.cells LIKE '[%' GROUP BY 1, 2 HAVING stage <> ''"
	    " ORDER BY pipeline, count DESC, stage LIMIT ?", "iiii", (int64_t)pipeline_column, (int64_t)stage_column, file->id,
	    (int64_t)IMPORT_VALUES_SHOWN * (IMPORT_VALUES_SHOWN + 1));
}

struct import_word *
import_stage_words(struct db *db, const void *ctx, const struct import_file *file, size_t pipeline_column, size_t stage_column, size_t *count)
{
	size_t row_count;
	const struct stage_row *rows = rows_counted(ctx, file, pipeline_column, stage_column, &row_count);
	struct import_word *words;

	if (!rows)
		rows = rows_read(db, ctx, file, pipeline_column, stage_column, &row_count);
	words = memory_need(talloc_zero_array(ctx, struct import_word, row_count + 1));
	*count = 0;
	for (size_t i = 0; i < row_count; i++) {
		const char *stage = text_squeeze(words, rows[i].stage), *word = import_stage_word(words, text_squeeze(words, rows[i].pipeline), stage);
		size_t at = 0;

		while (at < *count && !text_equal_fold(words[at].word, word))
			at++;
		if (at == *count)
			words[(*count)++] = (struct import_word){ word, stage, 0 };
		words[at].count += rows[i].count;
	}
	return words;
}
