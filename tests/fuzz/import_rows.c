/* Files of other systems: what columns mean, what cells say, what a row would make; and what is settled goes out and comes back. */
#include "fuzz.h"

#include "leads/rules_import.h"

enum { NOW = 1792000000 };

struct reading {
	const void *ctx;
	int kind;
	char delimiter;
	const char **headers;
	size_t columns;
	const struct import_map *map;
	size_t rows;
};

/* A map by the names of the columns, which then reads back to itself. */
static const struct import_map *
map_of(const struct reading *r)
{
	struct import_map *map = import_map_guess(r->ctx, r->kind, (const char *const *)r->headers, r->columns), *back;
	struct problems *p = problems_new(r->ctx);
	struct dates_found none = { 0 };
	const char *json;

	map->date_order = ORDER_DMY;
	map->history = true;
	if (!*map->system)
		map->system = "hubspot";
	json = import_map_print(r->ctx, r->kind, map, r->headers);
	back = import_map_read(r->ctx, r->kind, json, r->headers, r->columns, false, p);
	NEED(back && p->count == 0);
	NEED(strcmp(import_map_print(r->ctx, r->kind, back, r->headers), json) == 0);
	import_map_problems(p, r->kind, map, &none);
	return map;
}

static void
check_row(const struct reading *r, const struct csv_row *row)
{
	const struct import_row *made = import_row_read(r->ctx, r->kind, r->map, (const char *const *)r->headers, row->line, row->cells, row->count, NOW, "Europe/Berlin");
	struct problems *problems = problems_new(r->ctx);

	for (size_t i = 0; i < made->problem_count; i++) {
		NEED(made->problems[i].column >= GLOSSARY_NONE && made->problems[i].column < (int)r->columns);
		NEED(utf8_valid_text(made->problems[i].words, UTF8_ANY) && utf8_valid_text(made->problems[i].value, UTF8_ANY));
	}
	NEED(utf8_valid_text(made->said, UTF8_ANY));
	for (int f = 0; f < IMPORT_FIELDS; f++)
		NEED(!made->cells[f] || utf8_valid_text(made->cells[f], UTF8_ANY));
	NEED(!made->has_amount || (made->minor >= 0 && made->currency));
	if (r->kind != IMPORT_LEADS || made->problem_count)
		return;
	struct lead lead = made->lead;	/* what is taken a form would take, but for a name */

	if (!*lead.name && !*lead.company)
		lead.name = "Nobody";
	lead_problems(problems, &lead, NOW);
	NEED(problems->count == 0);
	struct lead is = made->lead, becomes;
	bool held;

	NEED(!import_lead_merge(r->ctx, &is, made, made->said, KNOWN_REPLACE, 0, 0, &becomes, &held));	/* the same row twice changes nothing */
}

/* What can be kept of a row that cannot be read. */
static void
check_unread(const struct reading *r, const struct csv_row *row)
{
	static const struct csv_limits most = { .columns = 30, .cell_bytes = 40 };
	size_t count;
	bool cut;
	const char **cells = csv_loose(r->ctx, row->text, row->length, r->delimiter, &most, &count, &cut);
	struct csv_row loose = { .line = row->line, .count = count, .cells = cells };

	NEED(count > 0 && count <= most.columns && !cells[count]);
	for (size_t i = 0; i < count; i++)
		NEED(strlen(cells[i]) <= most.cell_bytes && utf8_valid_text(cells[i], UTF8_ANY));
	check_row(r, &loose);
}

static bool
row_take(const struct csv_row *row, void *user)
{
	struct reading *r = user;

	if (!r->headers) {
		if (row->problem)
			return false;
		r->headers = import_headers(r->ctx, row->cells, row->count);
		r->columns = row->count;
		for (size_t i = 0; i < row->count; i++)
			for (size_t j = 0; j < i; j++)
				NEED(strcmp(r->headers[i], r->headers[j]) != 0);
		r->map = map_of(r);
		return true;
	}
	if (row->problem)
		check_unread(r, row);
	else
		check_row(r, row);
	return ++r->rows < 50;
}

/* Cells alone, as days and amounts. */
static void
check_cells(const void *ctx, const char *text)
{
	struct dates_found found = { 0 };
	const char *currency = "EUR", *why;
	int64_t at = 0, minor = 0;
	bool mixed;

	dates_look(ctx, &found, text);
	NEED(strcmp(ref_id_short(ctx, "salesforce", ref_id(ctx, "salesforce", text)), text) == 0 || strcmp(ref_id(ctx, "salesforce", text), text) == 0);
	for (int order = GLOSSARY_NONE; order <= ORDER_MDY; order++) {
		why = import_instant(ctx, text, order, "Europe/Berlin", &at);
		NEED(why || (at > -100000 && at < INT64_C(300000000000)));
	}
	dates_order(&found, &mixed);
	why = import_amount(ctx, text, &currency, &minor);
	NEED(why || minor >= 0);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const struct csv_limits limits = { .rows = 60, .columns = 100, .cell_bytes = 4096 };
	struct reading r = { .ctx = ctx, .kind = length ? (unsigned char)bytes[0] % 3 : 0 };
	const struct csv_text *text = csv_text(ctx, bytes, length);

	r.delimiter = text->delimiter;
	csv_text_each(ctx, text, &limits, row_take, &r);
	if (!text->problem && length < 200)
		check_cells(ctx, text->text);
}
