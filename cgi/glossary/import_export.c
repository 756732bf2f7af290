/* Files of terms to give away, in the columns and members that import_read() takes back. */
#include "glossary/import_parts.h"

#include "base/csv.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

static const char *
joined_acts(const void *ctx, int64_t acts)
{
	const char *names[ACT_LOST + 2];
	size_t count = 0;

	for (int i = 0; reason_act_names[i]; i++)
		if (acts & ((int64_t)1 << i))
			names[count++] = reason_act_names[i];
	names[count] = NULL;
	return text_join(ctx, names, ", ");
}

/* Lines that lines_of_cell() reads back: one item that holds its separators gets a line end, so it is not split. */
static const char *
cell_of_lines(const void *ctx, const char *lines)
{
	bool one = lines && *lines && !strchr(lines, '\n');

	return one && strpbrk(lines, ";,") ? text_format(ctx, "%s\n", lines) : lines;
}

static const char *
cell_of_criteria(const void *ctx, const struct version *v)
{
	return v->criteria_count ? json_compact(ctx, criteria_json(v)) : "";
}

static const char *
cell_for_reading(const void *ctx, const struct import_column *c, const struct export_term *t)
{
	if (text_equal(c->name, "slug"))
		return t->term.slug;
	if (!t->version.id)
		return "";
	if (text_equal(c->name, "number"))
		return text_format(ctx, "%lld", (long long)t->version.number);
	return version_status_names[t->version.status];
}

static const char *
cell_of(const void *ctx, const struct import_column *c, const struct import_row *row, const struct export_term *t)
{
	const void *from = (const char *)row + c->into;
	int64_t number;

	switch (c->takes) {
	case TAKES_TEXT:
	case TAKES_ROWS:
		return *(const char *const *)from;
	case TAKES_LINES:
		return cell_of_lines(ctx, *(const char *const *)from);
	case TAKES_CODE:
		return *(const int *)from < 0 ? "" : c->codes[*(const int *)from];
	case TAKES_NUMBER:
		number = *(const int64_t *)from;
		return number ? text_format(ctx, "%lld", (long long)number) : "";
	case TAKES_ACTS:
		return joined_acts(ctx, row->version.reason_acts);
	case TAKES_CRITERIA:
		return cell_of_criteria(ctx, &row->version);
	default:
		return cell_for_reading(ctx, c, t);
	}
}

void
export_csv(struct buffer *into, const struct export_term *terms, size_t count)
{
	const char *cells[IMPORT_COLUMNS];

	for (size_t i = 0; i < IMPORT_COLUMNS; i++)
		cells[i] = import_columns[i].name;
	csv_add_row(into, cells, IMPORT_COLUMNS);
	for (size_t k = 0; k < count; k++) {
		void *ctx = talloc_new(NULL);
		const struct import_row row = { .term = terms[k].term, .version = terms[k].version };

		for (size_t i = 0; i < IMPORT_COLUMNS; i++)
			cells[i] = cell_of(ctx, &import_columns[i], &row, &terms[k]);
		csv_add_row(into, cells, IMPORT_COLUMNS);
		talloc_free(ctx);
	}
}

/* Lines "CODE = field" as {"CODE": "field"}. */
static json_t *
bindings_json(const char *bindings)
{
	void *ctx = talloc_new(NULL);
	char **lines = lines_read(ctx, bindings, NULL);
	json_t *object = json_object();

	for (size_t i = 0; lines[i]; i++) {
		char *sign = strchr(lines[i], '=');

		if (!sign)
			continue;
		*sign = '\0';
		json_object_set_new(object, text_trim(ctx, lines[i]), json_string(text_trim(ctx, sign + 1)));
	}
	talloc_free(ctx);
	return object;
}

/* A term as the API has it, without what only its own glossary can know. */
static json_t *
term_json(const struct export_term *t)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:o, s:o, s:s, s:s, s:s, s:s, s:o}", "slug", t->term.slug, "name", t->term.name,
	    "kind", term_kind_names[t->term.kind], "abbreviations", lines_json(t->term.abbreviations), "synonyms",
	    lines_json(t->term.synonyms), "marketing_says", t->term.marketing_says, "sales_says", t->term.sales_says,
	    "examples", t->term.examples, "counter_examples", t->term.counter_examples, "bindings", bindings_json(t->term.bindings));
	json_t *words = version_words_json(t->term.kind, &t->version);

	if (t->version.id) {
		json_object_set_new(o, "number", json_integer(t->version.number));
		json_object_set_new(o, "status", json_string(version_status_names[t->version.status]));
		json_object_del(words, "in_force_from");
		json_object_update(o, words);
	}
	json_decref(words);
	return o;
}

json_t *
export_json(const struct export_term *terms, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, term_json(&terms[i]));
	return json_pack("{s:o}", "terms", array);
}
