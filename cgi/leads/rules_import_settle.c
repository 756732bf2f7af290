/* What a row says of itself in more than one cell: its IDs as they are kept, its status and its stage, whether it was converted. */
#include "leads/rules_import.h"

#include "base/text.h"
#include "leads/rules_handoff.h"

#include <talloc.h>

const char *
import_value_said(const struct import_map *map, int field, const char *word)
{
	for (size_t i = 0; word && i < map->value_count; i++)
		if (map->values[i].field == field && text_equal_fold(map->values[i].from, word))
			return map->values[i].to;
	return NULL;
}

const char *
import_stage_word(const void *ctx, const char *pipeline, const char *stage)
{
	return text_blank(pipeline) ? stage : text_format(ctx, "%s: %s", pipeline, stage);
}

/* What the stage means in its pipeline, where somebody said that. */
static void
pipeline_settle(struct import_row *row, const struct import_map *map)
{
	const char *said = row->cells[TO_PIPELINE] && row->typed[TO_STAGE] ? import_value_said(map, TO_STAGE, import_stage_word(row, row->cells[TO_PIPELINE], row->typed[TO_STAGE])) : NULL;

	if (said)
		row->cells[TO_STAGE] = said;
}

/* IDs as they are kept, of several each; as they came where that is so already. */
static void
ids_settle(struct import_row *row, const struct import_map *map)
{
	bool differ = false;
	size_t count;
	char **parts;

	row->cells[TO_EXTERNAL_ID] = ref_id(row, map->system, row->cells[TO_EXTERNAL_ID]);
	if (!row->cells[TO_LEAD_REF])
		return;
	parts = text_split(row, row->cells[TO_LEAD_REF], ";", &count);
	for (size_t i = 0; i < count; i++) {
		char *part = text_trim(row, parts[i]);

		parts[i] = (char *)ref_id(row, map->system, part);
		differ |= parts[i] != part;
	}
	if (differ)
		row->cells[TO_LEAD_REF] = text_join(row, (const char *const *)parts, ";");
}

/* A status that stands for the stage is the status there all the same. */
static void
status_settle(struct import_row *row, const char *const headers[])
{
	static const char *const names[] = { "status", "leadstatus", NULL };
	int column = row->columns[TO_STAGE];

	if (row->cells[TO_STATUS] || column < 0 || !text_in(header_key(row, headers[column]), names))
		return;
	row->cells[TO_STATUS] = row->typed[TO_STATUS] = row->typed[TO_STAGE];
	row->columns[TO_STATUS] = column;
}

/* A record that its system has converted: qualified, and as far as such are, unless somebody said what its status means. */
static void
converted_settle(struct import_row *row, const struct import_map *map)
{
	int yes = row->cells[TO_CONVERTED] ? import_yes(row, row->cells[TO_CONVERTED]) : 0;
	const char *said = import_value_said(map, TO_STAGE, IMPORT_CONVERTED);

	if (yes == GLOSSARY_NONE)
		import_row_refuse(row, TO_CONVERTED, "This is neither yes nor no. Write one of them, or do not read the column.");
	if (yes != 1)
		return;
	if (!import_value_said(map, TO_STAGE, row->typed[TO_STAGE])) {
		row->cells[TO_STAGE] = said ? said : IMPORT_CONVERTED;
		row->columns[TO_STAGE] = row->columns[TO_CONVERTED];
	}
	if (map->history && !row->cells[TO_OUTCOME])
		row->outcome = OUTCOME_QUALIFIED;
}

void
import_row_settle(struct import_row *row, const struct import_map *map, const char *const headers[])
{
	ids_settle(row, map);
	pipeline_settle(row, map);
	status_settle(row, headers);
	converted_settle(row, map);
}
