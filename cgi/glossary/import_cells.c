/* The columns of a file of terms, and each cell read into a row. */
#include "glossary/import_parts.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

/* Columns of a CSV; in its export they stand in this order. */
const struct import_column import_columns[] = {
#define OF(member) offsetof(struct import_row, member)
	{ "name", "term", GIVES_NAME, TAKES_TEXT, OF(term.name), NULL },
	{ "kind", NULL, GIVES_KIND, TAKES_CODE, OF(term.kind), term_kind_names },
	{ "abbreviations", NULL, GIVES_ABBREVIATIONS, TAKES_LINES, OF(term.abbreviations), NULL },
	{ "synonyms", NULL, GIVES_SYNONYMS, TAKES_LINES, OF(term.synonyms), NULL },
	{ "meaning", "definition", GIVES_MEANING, TAKES_TEXT, OF(version.meaning), NULL },
	{ "criteria", NULL, GIVES_CRITERIA, TAKES_CRITERIA, 0, NULL },
	{ "review_by", NULL, GIVES_REVIEW_BY, TAKES_TEXT, OF(version.review_by), NULL },
	{ "stage_path", NULL, GIVES_STAGE, TAKES_CODE, OF(version.stage_path), stage_path_names },
	{ "stage_position", NULL, GIVES_STAGE, TAKES_NUMBER, OF(version.stage_position), NULL },
	{ "stage_owner", NULL, GIVES_STAGE, TAKES_CODE, OF(version.stage_owner), team_names },
	{ "stage_longest_days", NULL, GIVES_STAGE, TAKES_NUMBER, OF(version.stage_longest_days), NULL },
	{ "metric_measure", NULL, GIVES_METRIC, TAKES_TEXT, OF(version.metric_measure), NULL },
	{ "metric_counts_by", NULL, GIVES_METRIC, TAKES_TEXT, OF(version.metric_counts_by), NULL },
	{ "metric_closed_event", NULL, GIVES_METRIC, TAKES_TEXT, OF(version.metric_closed_event), NULL },
	{ "metric_exclude_reasons", NULL, GIVES_METRIC, TAKES_LINES, OF(version.metric_exclude_reasons), NULL },
	{ "reason_acts", NULL, GIVES_REASON, TAKES_ACTS, OF(version.reason_acts), NULL },
	{ "marketing_says", NULL, GIVES_MARKETING_SAYS, TAKES_TEXT, OF(term.marketing_says), NULL },
	{ "sales_says", NULL, GIVES_SALES_SAYS, TAKES_TEXT, OF(term.sales_says), NULL },
	{ "examples", NULL, GIVES_EXAMPLES, TAKES_TEXT, OF(term.examples), NULL },
	{ "counter_examples", NULL, GIVES_COUNTER_EXAMPLES, TAKES_TEXT, OF(term.counter_examples), NULL },
	{ "bindings", NULL, GIVES_BINDINGS, TAKES_ROWS, OF(term.bindings), NULL },
	{ "change_note", NULL, 0, TAKES_TEXT, OF(version.change_note), NULL },
	{ "slug", NULL, 0, TAKES_NOTHING, 0, NULL },
	{ "number", NULL, 0, TAKES_NOTHING, 0, NULL },
	{ "status", NULL, 0, TAKES_NOTHING, 0, NULL },
#undef OF
};
_Static_assert(sizeof import_columns / sizeof *import_columns == IMPORT_COLUMNS, "a column came or went");


/* Items of one cell: one a line; without line ends, between semicolons or else commas. */
static const char *
lines_of_cell(const void *ctx, const char *cell)
{
	if (strchr(cell, '\n'))
		return cell;
	return text_replace(ctx, cell, strchr(cell, ';') ? ";" : ",", "\n");
}

static const char *
words_of(const void *ctx, const char *const *codes)
{
	return text_join(ctx, codes, ", ");
}

static int
code_of(const struct import_column *c, const char *cell)
{
	for (int i = 0; c->codes[i]; i++)
		if (text_equal_fold(c->codes[i], cell))
			return i;
	return GLOSSARY_NONE;
}

static void
take_acts(struct import_plan *plan, struct import_row *row, const char *cell)
{
	char **items = lines_read(plan, lines_of_cell(plan, cell), NULL);

	for (size_t i = 0; items[i] && row->problems->count < PROBLEMS_MOST; i++) {
		int bit = 0;

		while (reason_act_names[bit] && !text_equal_fold(reason_act_names[bit], items[i]))
			bit++;
		if (reason_act_names[bit])
			row->version.reason_acts |= (int64_t)1 << bit;
		else
			problem_add(row->problems, "reason_acts", -1, "“%s” is none of: %s.", text_clip(plan, items[i], 30),
			    words_of(plan, reason_act_names));
	}
}

static void
take_criteria(struct import_plan *plan, struct import_row *row, const char *cell)
{
	json_t *array = json_loads(cell, JSON_REJECT_DUPLICATES, NULL), *object = json_pack("{s:O?}", "criteria", array);

	if (json_is_array(array))
		version_read_json(plan, object, &row->version, row->problems);
	else
		problem_add(row->problems, "criteria", -1, "The criteria must be a JSON list, as the export writes them.");
	json_decref(object);
	json_decref(array);
}

void
import_cell(struct import_plan *plan, struct import_row *row, const struct import_column *c, const char *cell)
{
	void *into = (char *)row + c->into;

	switch (c->takes) {
	case TAKES_TEXT:
	case TAKES_ROWS:
		*(const char **)into = cell;
		break;
	case TAKES_LINES:
		*(const char **)into = lines_of_cell(plan, cell);
		break;
	case TAKES_CODE:
		*(int *)into = code_of(c, text_trim(plan, cell));
		if (*(int *)into == GLOSSARY_NONE)
			problem_add(row->problems, c->name, -1, "“%s” is not one of: %s.", text_clip(plan, cell, 30),
			    words_of(plan, c->codes));
		break;
	case TAKES_NUMBER:
		if (!text_integer(text_trim(plan, cell), 0, 1000000, into))
			problem_add(row->problems, c->name, -1, "“%s” is not a whole number.", text_clip(plan, cell, 30));
		break;
	case TAKES_ACTS:
		take_acts(plan, row, cell);
		break;
	case TAKES_CRITERIA:
		take_criteria(plan, row, cell);
		break;
	case TAKES_NOTHING:
		break;
	}
	row->gives |= c->gives;
}
