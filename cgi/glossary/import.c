/* Reads files of terms: CSV by its headers, JSON by its members. */
#include "glossary/import_parts.h"

#include "base/csv.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

const char *const import_format_names[] = { [IMPORT_CSV] = "csv", [IMPORT_JSON] = "json", NULL };
const char *const row_act_names[] = {
	[ROW_CREATE] = "create", [ROW_CHANGE] = "change", [ROW_SAME] = "same", [ROW_REFUSE] = "refuse", NULL
};

static void
ignore(struct import_plan *plan, const char *name)
{
	if (text_blank(name))
		return;
	plan->ignored = memory_need(talloc_realloc(plan, plan->ignored, const char *, plan->ignored_count + 2));
	plan->ignored[plan->ignored_count++] = text_clip(plan, name, 60);
	plan->ignored[plan->ignored_count] = NULL;
}

static struct import_row *
row_add(struct import_plan *plan, size_t line)
{
	static const struct term no_term = {
		.name = "", .kind = GLOSSARY_NONE, .abbreviations = "", .synonyms = "", .marketing_says = "", .sales_says = "",
		.examples = "", .counter_examples = "", .bindings = ""
	};
	struct import_row *row = &plan->rows[plan->count];

	*row = (struct import_row){ .line = line, .term = no_term, .version = VERSION_BLANK, .problems = problems_new(plan) };
	row->known.first = plan->count++;
	return row;
}

/* Both texts into the shape the database keeps, so that "same" means the same. */
static void
row_tidy(struct import_plan *plan, struct import_row *row)
{
	term_tidy(plan, &row->term);
	version_tidy(plan, &row->version);
}

/* Which column of the file each of ours is, -1 for none; names the others. */
static bool
find_columns(struct import_plan *plan, const struct csv_row *header, int at[IMPORT_COLUMNS])
{
	for (size_t i = 0; i < IMPORT_COLUMNS; i++) {
		at[i] = csv_column(header, import_columns[i].name);
		if (at[i] < 0 && import_columns[i].alias)
			at[i] = csv_column(header, import_columns[i].alias);
	}
	for (size_t k = 0; k < header->count; k++) {
		bool used = false;

		for (size_t i = 0; i < IMPORT_COLUMNS; i++)
			used = used || at[i] == (int)k;
		if (!used)
			ignore(plan, header->cells[k]);
	}
	if (at[0] < 0)
		plan->problem = "No column holds the terms. Name one of them “name” or “term” in the first row.";
	else if (at[4] < 0)
		plan->problem = "No column holds the meanings. Name one of them “meaning” or “definition” in the first row.";
	return !plan->problem;
}

static void
csv_row_take(struct import_plan *plan, const struct csv_row *cells, const int at[IMPORT_COLUMNS])
{
	struct import_row *row = row_add(plan, cells->line);

	if (cells->problem)
		problem_add(row->problems, "", -1, "%s", cells->problem);
	for (size_t i = 0; i < IMPORT_COLUMNS && !cells->problem; i++) {
		const char *cell = csv_unguard(csv_cell(cells, at[i]));

		if (!text_blank(cell))
			import_cell(plan, row, &import_columns[i], cell);
	}
	row_tidy(plan, row);
}

static void
read_csv(struct import_plan *plan, const char *bytes, size_t length)
{
	struct csv_limits limits = csv_limits_usual;
	struct csv *csv;
	int at[IMPORT_COLUMNS];

	limits.rows = IMPORT_MOST_ROWS + 1;
	csv = csv_read(plan, bytes, length, &limits);
	plan->encoding = csv->encoding;
	plan->delimiter = csv->delimiter;
	if (csv->problem)
		plan->problem = csv->problem;
	else if (csv->count == 0)
		plan->problem = "The file is empty. Its first row must name the columns, such as name and meaning.";
	else if (csv->rows[0].problem)
		plan->problem = text_format(plan, "The first row, which names the columns, cannot be read: %s", csv->rows[0].problem);
	if (plan->problem || !find_columns(plan, &csv->rows[0], at))
		return;
	plan->rows = memory_need(talloc_zero_array(plan, struct import_row, csv->count));
	for (size_t i = 1; i < csv->count; i++)
		csv_row_take(plan, &csv->rows[i], at);
}

/* {"CODE": "field"} as lines "CODE = field". */
static const char *
read_bindings(struct import_plan *plan, const json_t *object)
{
	struct buffer *lines = buffer_new(plan);
	const char *code;
	json_t *field;

	json_object_foreach((json_t *)(uintptr_t)object, code, field)
		buffer_format(lines, "%s = %s\n", code, json_is_string(field) ? json_string_value(field) : "");
	return buffer_take(plan, lines);
}

/* A member that has a column: a text as its cell would be, or a list (of bindings: an object), whose items stay whole. */
static void
read_member(struct import_plan *plan, struct import_row *row, const json_t *value, const struct import_column *c)
{
	const char *text = json_string_value(value);
	bool list = c->takes == TAKES_LINES || c->takes == TAKES_ROWS;

	if (list && json_is_array(value)) {
		text = lines_read_json(plan, value, c->name, row->problems);
		text = text ? text_format(plan, "%s\n", text) : NULL;
	} else if (c->takes == TAKES_ROWS && json_is_object(value))
		text = read_bindings(plan, value);
	else if (!text)
		problem_add(row->problems, c->name, -1, list ? "This must be a list of texts." : "This must be a text.");
	if (!text_blank(text))
		import_cell(plan, row, c, text_copy(plan, text));
}

static void
json_row_take(struct import_plan *plan, const json_t *object)
{
	static const char *const groups[] = { "criteria", "stage", "metric", "reason", NULL };
	static const unsigned gives[] = { GIVES_CRITERIA, GIVES_STAGE, GIVES_METRIC, GIVES_REASON };
	struct import_row *row = row_add(plan, plan->count + 1);

	if (!json_is_object(object))
		problem_add(row->problems, "", -1, "This must be an object with name and meaning.");
	for (size_t i = 0; i < IMPORT_COLUMNS; i++) {
		const json_t *value = json_object_get(object, import_columns[i].name);

		if (!value && import_columns[i].alias)
			value = json_object_get(object, import_columns[i].alias);
		if (value && !json_is_null(value) && import_columns[i].takes != TAKES_CRITERIA && import_columns[i].takes != TAKES_NOTHING)
			read_member(plan, row, value, &import_columns[i]);
	}
	for (size_t i = 0; groups[i]; i++) {
		const json_t *value = json_object_get(object, groups[i]);
		json_t *one = json_pack("{s:O?}", groups[i], value);

		if (json_array_size(value) || json_object_size(value)) {
			version_read_json(plan, one, &row->version, row->problems);
			row->gives |= gives[i];
		}
		json_decref(one);
	}
	row_tidy(plan, row);
}

static bool
member_known(const char *name)
{
	for (size_t i = 0; i < IMPORT_COLUMNS; i++)
		if (text_equal(name, import_columns[i].name) || text_equal(name, import_columns[i].alias))
			return true;
	return text_in(name, (const char *const[]){ "stage", "metric", "reason", NULL });
}

/* Names each member that is not used, once. */
static void
ignore_members(struct import_plan *plan, const json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, name, value)
		if (!member_known(name) && plan->ignored_count < 20
		    && !(plan->ignored && text_in(text_clip(plan, name, 60), plan->ignored)))
			ignore(plan, name);
}

static void
read_json(struct import_plan *plan, const char *text, size_t length)
{
	json_error_t error;
	json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
	const json_t *array = json_is_array(root) ? root : json_object_get(root, "terms"), *item;
	size_t i;

	if (!root)
		plan->problem = text_format(plan, "This is not JSON: look at line %d, column %d.", error.line, error.column);
	else if (!json_is_array(array))
		plan->problem = "The terms must be a list, or an object that has it as “terms”.";
	else if (json_array_size(array) > IMPORT_MOST_ROWS)
		plan->problem = "There are too many terms: import at most 2,000 at a time.";
	if (!plan->problem) {
		plan->rows = memory_need(talloc_zero_array(plan, struct import_row, json_array_size(array) + 1));
		json_array_foreach((json_t *)(uintptr_t)array, i, item) {
			ignore_members(plan, item);
			json_row_take(plan, item);
		}
	}
	json_decref(root);
}

struct import_plan *
import_read(const void *ctx, int format, const char *bytes, size_t length)
{
	struct import_plan *plan = memory_need(talloc_zero(ctx, struct import_plan));
	char *text;

	plan->ignored = memory_need(talloc_zero_array(plan, const char *, 1));
	if (length > IMPORT_MOST_BYTES) {
		plan->problem = "The file is larger than 4 MB. Split it and import the parts.";
		return plan;
	}
	if (format == IMPORT_CSV) {
		read_csv(plan, bytes, length);
		return plan;
	}
	text = utf8_decode(plan, bytes, length, &length, &plan->encoding);
	if (text)
		read_json(plan, text, length);
	else
		plan->problem = "The file is not text. Save it as UTF-8 and try again.";
	return plan;
}
