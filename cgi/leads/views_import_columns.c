/* Fills the page on which the columns of a file are matched. */
#include "leads/views_import.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

const char *
upload_order_hint(const void *ctx, const struct import_file *file, const struct import_found *found, const struct import_map *map)
{
	const struct dates_found dates = import_file_dates(found, map);
	const char *words = import_order_words(ctx, found, map, (const char *const *)file->headers);
	bool mixed;
	int order = dates_order(&dates, &mixed);

	if (mixed)
		return text_format(ctx, "Some dates have the day first, others the month: %s The rows that do not fit what you choose are listed.", words);
	if (order == GLOSSARY_NONE)
		return text_format(ctx, "They can be read in two ways, such as %s: say which it is.", dates.sample ? dates.sample : "3/4/2026");
	return order == ORDER_YMD ? "No date of this file needs an order." : words;
}

static const char *
samples(const void *ctx, const struct import_found *f)
{
	return f->sample_count ? text_join(ctx, (const char *const[]){ f->samples[0], f->samples[1], f->samples[2], NULL }, ", ") : "Nothing in any row";
}

static void
option_fill(struct view *view, const char *value, const char *label, bool chosen)
{
	struct view *row = view_row(view, M_OPTION_ROW);

	view_text(row, M_OPTION_VALUE, value);
	view_text(row, M_OPTION_LABEL, label);
	view_show_if(row, M_IS_CHOSEN, chosen);
}

static void
column_fill(struct view *row, const struct upload_columns *p, size_t i)
{
	view_number(row, upload_columns_COLUMN_NUMBER, (int64_t)i + 1);
	view_text(row, upload_columns_COLUMN_NAME, p->file->headers[i]);
	view_text(row, upload_columns_SAMPLE_WORDS, samples(row, &p->found[i]));
	option_fill(row, "", "Not read", p->fields[i] == GLOSSARY_NONE);
	for (int f = 0; f <= TO_KEPT; f++)
		if (import_field_of(f, p->file->kind))
			option_fill(row, import_field_names[f], import_field_label(f), p->fields[i] == f);
}

static void
value_fill(struct view *row, const struct upload_value *v)
{
	view_text(row, upload_columns_VALUE_WORDS, v->from);
	view_text(row, upload_columns_VALUE_FIELD, v->label ? v->label : import_field_label(v->field));
	view_number(row, upload_columns_VALUE_COUNT, v->count);
	view_text(row, upload_columns_VALUE_NAME, v->name);
	if (!v->choices) {
		view_show(row, upload_columns_IS_FREE);
		view_text(row, upload_columns_VALUE_TO, v->to);
		return;
	}
	view_show(row, upload_columns_IS_CLOSED);
	for (const struct upload_choice *c = v->choices; c->label; c++)
		option_fill(row, c->value, c->label, text_equal(c->value, v->to));
}

struct view *
upload_columns_view(struct request *req, const struct upload_columns *p)
{
	struct view *view = page(req, TPL_UPLOAD_COLUMNS, text_format(req, "Match %s – Leads", text_clip(req, p->file->file_name, 35)));

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { "/imports", "Import" }, { 0 } });
	view_text(view, upload_columns_SOURCE_WORDS, upload_source_words(view, p->file));
	upload_steps_fill(view, 1);
	view_number(view, upload_columns_FILE_ID, p->file->id);
	view_text(view, upload_columns_SYSTEM_SEEN, p->system);
	form_hidden_fill(view, upload_columns_FORM_HIDDEN, p->revision);
	for (size_t i = 0; i < p->file->header_count; i++)
		column_fill(view_row(view, upload_columns_COLUMN_ROW), p, i);
	view_show_if(view, upload_columns_HAS_VALUES, p->value_count > 0);
	for (size_t i = 0; i < p->value_count; i++)
		value_fill(view_row(view, upload_columns_VALUE_ROW), &p->values[i]);
	view_show_if(view, upload_columns_HAS_MORE_VALUES, p->has_more);
	form_fill(view, p->form);
	form_errors_fill(view, upload_columns_FORM_ERRORS, p->form);
	return view;
}
