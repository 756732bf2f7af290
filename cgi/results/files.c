/* A result as a program or a spreadsheet takes it. */
#include "results/files.h"

#include "base/csv.h"
#include "base/text.h"

bool
result_by_read(const char *by, const struct figure *f, int *parted, int *dimension)
{
	*parted = PARTED_NOT;
	*dimension = BY_NONE;
	if (!by || text_equal(by, "none"))
		return true;
	if (text_equal(by, "month"))
		*parted = PARTED_MONTH;
	else {
		*parted = PARTED_BY;
		for (int i = BY_ORIGIN; dimension_names[i]; i++)
			if (text_equal(by, dimension_names[i]))
				*dimension = i;
		return *dimension != BY_NONE && (f->groups & (1u << *dimension));
	}
	return true;
}

/* Tenths of a percent as 62.5; anything else as the whole number it is. */
static json_t *
number_json(const struct figure *f, const struct total *t)
{
	int64_t number;

	if (!figure_number(f, t, &number))
		return json_null();
	return f->unit == UNIT_SHARE ? json_real((double)number / 10) : json_integer(number);
}

static json_t *
rank_json(const struct total *t, int unit, int tenths)
{
	int64_t value = total_rank(t, unit, tenths);

	return value < 0 ? json_null() : json_integer(value);
}

/* Shares of deals by what they are worth, beside those by their number: of each currency by itself. */
static json_t *
total_json(const struct result_asked *a, const struct result_row *row, const struct total *t)
{
	const struct figure *f = a->figure;
	json_t *o = json_pack("{s:I, s:I, s:o}", "numerator", (json_int_t)(f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM ? t->minor : t->numerator),
	    "denominator", (json_int_t)t->denominator, "value", number_json(f, t));

	if (f->unit == UNIT_MINUTES || f->unit == UNIT_DAYS) {
		json_object_set_new(o, "median", rank_json(t, f->unit, 5));
		json_object_set_new(o, "ninth_tenth", rank_json(t, f->unit, 9));
	}
	if (f->unit == UNIT_DAYS && total_reached(t))
		json_object_set_new(o, "mean", json_real((double)total_mean_tenths(t) / 10));
	if (f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM)
		json_object_set_new(o, "currency", *row->currency ? json_string(row->currency) : json_null());
	return o;
}

/* A share of deals by amount; NULL of any other figure. */
static json_t *
worths_json(const struct worths *worths)
{
	json_t *list = worths->count ? json_array() : NULL;

	for (size_t i = 0; i < worths->count; i++)
		json_array_append_new(list, json_pack("{s:s, s:I, s:I}", "currency", worths->list[i].currency, "numerator_minor", (json_int_t)worths->list[i].hits,
		    "denominator_minor", (json_int_t)worths->list[i].all));
	return list;
}

/* The number of the version that holds; null: it is counted as shipped. */
static json_t *
version_json(const struct reading *reading)
{
	return reading->number ? json_integer(reading->number) : json_null();
}

/* Of each row; NULL: there is none. */
static json_t *
goal_json(const struct result *r)
{
	return r->goal ? json_pack("{s:I, s:s}", "minor", (json_int_t)r->goal, "currency", r->goal_currency) : NULL;
}

static bool
has_goal(const struct result *r, const struct result_row *row)
{
	return r->goal && text_equal(row->currency, r->goal_currency);
}

json_t *
result_json(const struct result_asked *a, const struct result *r, struct day today)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < r->count; i++) {
		const struct result_row *row = &r->rows[i];
		json_t *o = total_json(a, row, &row->total);

		json_object_set_new(o, "group", row->name ? json_string(row->name) : json_null());
		if (a->parted == PARTED_BY)
			json_object_set_new(o, "group_id", json_integer(row->key));
		if (row->beside.denominator)
			json_object_set_new(o, "as_before", total_json(a, row, &row->beside));
		if (a->parted == PARTED_MONTH)
			json_object_set_new(o, "term_version", version_json(result_reading(r, row->key)));
		if (a->parted == PARTED_MONTH && result_is_open(r, a->figure, row->key, today))
			json_object_set_new(o, "open", json_integer(row->total.denominator - row->total.numerator));
		if (row->worths.count)
			json_object_set_new(o, "amounts", worths_json(&row->worths));
		json_array_append_new(rows, o);
	}
	return json_pack("{s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:o, s:o*, s:o*}", "metric", metric_names[a->figure->metric], "unit", unit_names[a->figure->unit], "term_version",
	    version_json(r->reading), "counts_by", dated_words(r->reading->dated), "numerator_is", a->figure->hits,
	    "denominator_is", a->figure->cases, "by", a->parted == PARTED_MONTH ? "month" : dimension_names[a->dimension], "rows", rows, "amounts", worths_json(&r->worths),
	    "goal", goal_json(r));
}

static const char *
rank_words(const void *ctx, const struct total *t, int unit, int tenths)
{
	int64_t value = total_rank(t, unit, tenths);

	return value < 0 ? "" : text_format(ctx, "%lld", (long long)value);
}

static const char *
tenths_words(const void *ctx, int64_t tenths)
{
	return text_format(ctx, "%lld.%lld", (long long)tenths / 10, (long long)tenths % 10);
}

static const char *
decimal(const void *ctx, const struct figure *f, const struct total *t, const char *currency)
{
	int64_t number;

	if (!figure_number(f, t, &number))
		return "";
	if (f->unit == UNIT_SHARE)
		return tenths_words(ctx, number);
	if ((f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM) && currency_find(currency))
		return text_replace(ctx, money_typed(ctx, currency_find(currency), number), ",", "");
	return text_format(ctx, "%lld", (long long)number);
}

const char *
result_csv(const void *ctx, const struct result_asked *a, const struct result *r)
{
	const struct figure *f = a->figure;
	struct buffer *out = buffer_new(ctx);
	const char *of = a->parted == PARTED_MONTH ? "month" : dimension_names[a->dimension];
	bool is_time = f->unit == UNIT_MINUTES || f->unit == UNIT_DAYS;

	csv_add_row(out, (const char *const[]){ of, "value", "unit", f->hits, f->cases, "currency", "as before", "nine of ten within", "mean", "goal" }, 10);
	for (size_t i = 0; i < r->count; i++) {
		const struct result_row *row = &r->rows[i];

		csv_add_row(out, (const char *const[]){ row->name ? row->name : "all", decimal(out, f, &row->total, row->currency), unit_names[f->unit],
		    text_format(out, "%lld", (long long)row->total.numerator), text_format(out, "%lld", (long long)row->total.denominator), row->currency,
		    row->beside.denominator ? decimal(out, f, &row->beside, row->currency) : "", is_time ? rank_words(out, &row->total, f->unit, 9) : "",
		    f->unit == UNIT_DAYS && total_reached(&row->total) ? tenths_words(out, total_mean_tenths(&row->total)) : "",
		    has_goal(r, row) ? text_replace(out, money_typed(out, currency_find(r->goal_currency), r->goal), ",", "") : "" }, 10);
	}
	return buffer_take(ctx, out);
}

const char *
table_csv(const void *ctx, const struct table_page *p)
{
	struct buffer *out = buffer_new(ctx);
	const char *cells[64];

	for (size_t i = 0; i < p->count; i++) {
		const struct table_card *c = &p->cards[i];
		size_t n = 0;

		cells[n++] = c->title;
		cells[n++] = c->first;
		for (size_t j = 0; c->heads[j] && n < 63; j++)
			cells[n++] = c->heads[j];
		csv_add_row(out, cells, n);
		for (const struct table_row *r = c->rows; r->name; r++) {
			n = 0;
			cells[n++] = c->title;
			cells[n++] = r->name;
			for (const struct table_cell *cell = r->cells; cell->words && n < 63; cell++)
				cells[n++] = cell->words;
			csv_add_row(out, cells, n);
		}
	}
	return buffer_take(ctx, out);
}

/* Money in minor units with its currency, a share as both of its numbers: nothing is rounded but what is a ratio already. */
static json_t *
value_json(const struct table_value *v)
{
	switch (v->kind) {
	case VALUE_TENTHS:
		return json_real((double)v->number / 10);
	case VALUE_MONEY:
		return json_pack("{s:I, s:s}", "minor", (json_int_t)v->number, "currency", v->currency);
	case VALUE_SHARE:
		return json_pack("{s:I, s:I}", "numerator", (json_int_t)v->number, "denominator", (json_int_t)v->of);
	case VALUE_NUMBER:
		break;
	}
	return json_integer(v->number);
}

static json_t *
cell_json(const struct table_cell *cell)
{
	json_t *list;

	if (!cell->is_list)
		return cell->value_count ? value_json(cell->values) : json_null();
	list = json_array();
	for (size_t i = 0; i < cell->value_count; i++)
		json_array_append_new(list, value_json(&cell->values[i]));
	return list;
}

static json_t *
card_json(const struct table_card *c)
{
	json_t *columns = json_array(), *rows = json_array();

	for (size_t i = 0; c->heads[i]; i++)
		json_array_append_new(columns, json_string(c->heads[i]));
	for (const struct table_row *r = c->rows; r->name; r++) {
		json_t *cells = json_array();

		for (const struct table_cell *cell = r->cells; cell->words; cell++)
			json_array_append_new(cells, cell_json(cell));
		json_array_append_new(rows, json_pack("{s:s, s:s?, s:b, s:o}", "group", r->name, "key", r->key, "is_total", (int)r->is_total, "cells", cells));
	}
	return json_pack("{s:s, s:s, s:o, s:o}", "title", c->title, "by", c->first, "columns", columns, "rows", rows);
}

/* The days of the months, the second not among them. */
static json_t *
span_json(const void *ctx, const char *title, const struct span *p)
{
	return json_pack("{s:s, s:s, s:s}", "title", title, "from", day_print(ctx, month_day(p->first)), "to", day_print(ctx, month_day(p->last)));
}

json_t *
table_json(const void *ctx, const struct table_page *p)
{
	json_t *o = span_json(ctx, p->title, &p->period), *tables = json_array();

	for (size_t i = 0; i < p->count; i++)
		json_array_append_new(tables, card_json(&p->cards[i]));
	json_object_set_new(o, "tables", tables);
	return o;
}

json_t *
steps_json(const void *ctx, const struct steps_page *p)
{
	json_t *o = span_json(ctx, "Steps", &p->period), *steps = json_array();

	for (size_t i = 0; i < p->count; i++)
		json_array_append_new(steps, json_pack("{s:s, s:s, s:I, s:o}", "group", p->steps[i].name, "key", p->steps[i].key, "leads", (json_int_t)p->steps[i].leads, "median_days",
		    p->steps[i].days < 0 ? json_null() : json_integer(p->steps[i].days)));
	json_object_set_new(o, "source_id", p->source_id == SUMS_ALL ? json_null() : json_integer(p->source_id));
	json_object_set_new(o, "steps", steps);
	return o;
}
