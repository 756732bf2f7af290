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

/* A share of deals by amount, over all rows; NULL of any other figure. */
static json_t *
worths_json(const struct result *r)
{
	json_t *list = r->worth_count ? json_array() : NULL;

	for (size_t i = 0; i < r->worth_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:I, s:I}", "currency", r->worths[i].currency, "numerator_minor", (json_int_t)r->worths[i].hits,
		    "denominator_minor", (json_int_t)r->worths[i].all));
	return list;
}

/* The number of the version that holds; null: it is counted as shipped. */
static json_t *
version_json(const struct reading *reading)
{
	return reading->number ? json_integer(reading->number) : json_null();
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
		json_array_append_new(rows, o);
	}
	return json_pack("{s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:o, s:o*}", "metric", metric_names[a->figure->metric], "unit", unit_names[a->figure->unit], "term_version",
	    version_json(r->reading), "counts_by", dated_words(r->reading->dated), "numerator_is", a->figure->hits,
	    "denominator_is", a->figure->cases, "by", a->parted == PARTED_MONTH ? "month" : dimension_names[a->dimension], "rows", rows, "amounts", worths_json(r));
}

static const char *
decimal(const void *ctx, const struct figure *f, const struct total *t, const char *currency)
{
	int64_t number;

	if (!figure_number(f, t, &number))
		return "";
	if (f->unit == UNIT_SHARE)
		return text_format(ctx, "%lld.%lld", (long long)number / 10, (long long)number % 10);
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

	csv_add_row(out, (const char *const[]){ of, "value", "unit", f->hits, f->cases, "currency", "as before" }, 7);
	for (size_t i = 0; i < r->count; i++) {
		const struct result_row *row = &r->rows[i];

		csv_add_row(out, (const char *const[]){ row->name ? row->name : "all", decimal(out, f, &row->total, row->currency), unit_names[f->unit],
		    text_format(out, "%lld", (long long)row->total.numerator), text_format(out, "%lld", (long long)row->total.denominator), row->currency,
		    row->beside.denominator ? decimal(out, f, &row->beside, row->currency) : "" }, 7);
	}
	return buffer_take(ctx, out);
}
