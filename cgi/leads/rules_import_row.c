/* One row of a file: its cells by what they mean, what is wrong with it, and what it would make. */
#include "leads/rules_import.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"
#include "leads/rules_deal.h"

#include <jansson.h>
#include <string.h>
#include <talloc.h>

enum { SHOWN_MOST = 80, KEPT_MOST = 300, LONGEST_CELL = 2000, SAID_BYTES_MOST = 60000 };	/* the last: of a TEXT column, 65,535 */
#define LAST_TIME INT64_C(253402300799)		/* the end of 9999, the last the database knows */

static void
said_of_cell(struct import_row *row, const struct import_problem **list, size_t *count, int field, const char *words)
{
	bool is_field = field >= 0 && field < IMPORT_FIELDS;
	struct import_problem *more = memory_need(talloc_realloc(row, (struct import_problem *)*list, struct import_problem, *count + 1));

	more[(*count)++] = (struct import_problem){ is_field ? row->columns[field] : GLOSSARY_NONE,
		is_field && row->cells[field] ? text_clip(row, row->typed[field] ? row->typed[field] : row->cells[field], SHOWN_MOST) : "", text_copy(row, words) };
	*list = more;
}

void
import_row_refuse(struct import_row *row, int field, const char *words)
{
	if (words)
		said_of_cell(row, &row->problems, &row->problem_count, field, words);
}

void
import_row_notice(struct import_row *row, int field, const char *words)
{
	said_of_cell(row, &row->notices, &row->notice_count, field, words);
}

/* What a value there means here. */
static const char *
matched(const struct import_map *map, int field, const char *cell)
{
	const char *said = import_value_said(map, field, cell);

	return said ? said : cell;
}

/* A cell on one line, without what was put before a formula. */
static const char *
cell_tidy(const void *ctx, const struct import_map *map, const char *cell)
{
	return text_squeeze(ctx, utf8_visible(ctx, map->plain ? cell : csv_unguard(cell)));
}

static void
cells_take(struct import_row *row, const struct import_map *map, const char *const cells[], size_t count)
{
	for (size_t i = 0; i < map->columns && i < count; i++) {
		int field = map->fields[i];
		const char *cell;

		if (field < 0 || field >= IMPORT_FIELDS || row->cells[field] || (import_field_is_history(field) && !map->history))
			continue;
		cell = cell_tidy(row, map, cells[i]);
		if (!*cell)
			continue;
		row->columns[field] = (int)i;
		row->cells[field] = row->typed[field] = cell;
		if (strlen(cell) > LONGEST_CELL || !utf8_valid_text(cell, UTF8_LINE))
			import_row_refuse(row, field, "This is too long, or holds characters that cannot be shown. Shorten it.");
		row->cells[field] = matched(map, field, cell);
	}
	for (int f = 0; f < IMPORT_FIELDS; f++)
		if (!row->cells[f] && map->defaults[f] && (map->history || !import_field_is_history(f)))
			row->cells[f] = map->defaults[f];
}

static void
times_read(struct import_row *row, const struct import_map *map, const char *zone)
{
	for (int f = 0; f < IMPORT_FIELDS; f++)
		if (import_field_is_time(f) && row->cells[f]) {
			import_row_refuse(row, f, import_instant(row, row->cells[f], map->date_order, zone, &row->times[f]));
			if (row->times[f] > LAST_TIME)
				import_row_refuse(row, f, "This is behind the year 9999. Give the day it was.");
		}
}

/* 1.23457E+11: what a spreadsheet has made of a long number. */
static bool
is_rounded(const char *s)
{
	size_t whole = strspn(s, "0123456789");
	const char *e;

	if (!whole || (s[whole] != '.' && s[whole] != ',' && s[whole] != 'E'))
		return false;
	e = strchr(s, 'E');
	return e && e[1] == '+' && e[2] && strspn(e + 2, "0123456789") == strlen(e + 2) && strspn(s, "0123456789.,") == (size_t)(e - s);
}

static void
rounded_check(struct import_row *row, int field)
{
	if (row->cells[field] && is_rounded(row->cells[field]))
		import_row_refuse(row, field, "A spreadsheet has rounded this number. Format the column as text and save the file again.");
}

static void
amount_read(struct import_row *row)
{
	const char *currency = row->cells[TO_CURRENCY] ? text_format(row, "%s", row->cells[TO_CURRENCY]) : NULL;

	for (char *c = (char *)currency; c && *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	if (!row->cells[TO_AMOUNT])
		return;
	import_row_refuse(row, TO_AMOUNT, import_amount(row, row->cells[TO_AMOUNT], &currency, &row->minor));
	row->currency = currency;
	row->has_amount = row->problem_count == 0;
}

static const char *
dump(const void *ctx, json_t *object)
{
	size_t length = json_dumpb(object, NULL, 0, JSON_COMPACT | JSON_SORT_KEYS);
	char *text = memory_need(talloc_zero_size(ctx, length + 1));

	json_dumpb(object, text, length, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(object);
	return text;
}

/* What somebody said a word of a kept column means; NULL: nothing. */
static const char *
kept_meaning(const struct import_map *map, const char *header, const char *cell)
{
	for (size_t i = 0; i < map->value_count; i++) {
		const struct import_value *v = &map->values[i];

		if (v->column && strcmp(v->column, header) == 0 && text_equal_fold(v->from, cell))
			return v->to;
	}
	return NULL;
}

/* The columns that are no field of a lead, by their keys; what was said to be meant beside what stands there. */
static const char *
kept_of(struct import_row *row, const struct import_map *map, const char *const headers[], const char *const cells[], size_t count)
{
	json_t *object = json_object();
	const char *meaning;

	for (size_t i = 0; i < map->columns && i < count; i++) {
		const char *cell = map->fields[i] == TO_KEPT ? text_clip(row, cell_tidy(row, map, cells[i]), KEPT_MOST) : "";

		if (!*cell || !utf8_valid_text(cell, UTF8_LINE))
			continue;
		json_object_set_new(object, header_key(row, headers[i]), json_string(cell));
		meaning = kept_meaning(map, headers[i], cell);
		if (meaning)
			json_object_set_new(object, text_format(row, IMPORT_MEANS "%s", header_key(row, headers[i])), json_string(meaning));
	}
	if (!json_object_size(object)) {
		json_decref(object);
		return NULL;
	}
	return dump(row, object);
}

/* All that the row says. */
static const char *
said_of(struct import_row *row, int kind)
{
	json_t *object = json_object();

	for (int f = 0; f < IMPORT_FIELDS; f++)
		if (import_field_of(f, kind) && row->cells[f])
			json_object_set_new(object, import_field_names[f], import_field_is_time(f) && row->times[f]
			    ? json_string(instant_print(row, row->times[f])) : json_string(row->cells[f]));
	if (row->kept)
		json_object_set_new(object, import_field_names[TO_KEPT], json_string(row->kept));
	return dump(row, object);
}

static const char *
cell_or(const struct import_row *row, int field, const char *otherwise)
{
	return row->cells[field] ? row->cells[field] : otherwise;
}

static const char *
name_of(const struct import_row *row)
{
	if (row->cells[TO_GIVEN_NAME] || row->cells[TO_FAMILY_NAME])
		return text_squeeze(row, text_format(row, "%s %s", cell_or(row, TO_GIVEN_NAME, ""), cell_or(row, TO_FAMILY_NAME, "")));
	return cell_or(row, TO_FULL_NAME, "");
}

static void
lead_make(struct import_row *row, const struct import_map *map)
{
	struct lead *lead = &row->lead;
	struct lead_ref *ref = memory_need(talloc_zero(row, struct lead_ref));

	lead->name = name_of(row);
	lead->company = cell_or(row, TO_COMPANY, "");
	lead->job = cell_or(row, TO_JOB, "");
	lead->email = row->cells[TO_EMAIL];
	lead->phone = cell_or(row, TO_PHONE, "");
	lead->website = cell_or(row, TO_WEBSITE, "");
	lead->origin = row->cells[TO_ORIGIN] ? import_origin(row, row->cells[TO_ORIGIN]) : ORIGIN_MARKETING;
	lead->source = cell_or(row, TO_SOURCE, "");
	lead->campaign = cell_or(row, TO_CAMPAIGN, "");
	lead->theme = cell_or(row, TO_THEME, "");
	lead->persona = cell_or(row, TO_PERSONA, "");
	lead->stage = cell_or(row, TO_STAGE, "");
	lead->converted_at = row->times[TO_CONVERTED_AT];
	*ref = (struct lead_ref){ 0, map->system, row->cells[TO_EXTERNAL_ID] };
	lead->refs = row->cells[TO_EXTERNAL_ID] ? ref : NULL;
	lead->ref_count = row->cells[TO_EXTERNAL_ID] != NULL;
	lead_tidy(row, lead);
}

/* A problem of the lead's rules at the cell it is about. */
static void
lead_refuse(struct import_row *row, const struct problem *p)
{
	static const struct { const char *member; int field; } members[] = {
		{ "name", TO_FULL_NAME }, { "company", TO_COMPANY }, { "job", TO_JOB }, { "email", TO_EMAIL }, { "phone", TO_PHONE }, { "website", TO_WEBSITE },
		{ "origin", TO_ORIGIN }, { "source", TO_SOURCE }, { "campaign", TO_CAMPAIGN }, { "theme", TO_THEME }, { "persona", TO_PERSONA }, { "stage", TO_STAGE },
		{ "converted_at", TO_CONVERTED_AT }, { "id", TO_EXTERNAL_ID }, { "system", TO_EXTERNAL_ID }
	};
	int field = GLOSSARY_NONE;

	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (text_equal(members[i].member, p->member))
			field = members[i].field;
	if (field == TO_FULL_NAME && !row->cells[TO_FULL_NAME])
		field = row->cells[TO_FAMILY_NAME] ? TO_FAMILY_NAME : TO_GIVEN_NAME;
	import_row_refuse(row, field, p->text);
}

/* A row needs an ID or an address; who and which company it is may be missing. */
static void
lead_check(struct import_row *row, int64_t now)
{
	struct problems *p = problems_new(row);
	struct lead probe = row->lead;

	if (!row->cells[TO_EXTERNAL_ID] && !row->lead.email) {
		import_row_refuse(row, GLOSSARY_NONE, "There is neither an ID nor an email address. Give one of them.");
		return;
	}
	if (!*probe.name && !*probe.company)
		probe.name = "Nobody";
	if (probe.origin == GLOSSARY_NONE) {
		import_row_refuse(row, TO_ORIGIN, "No such origin. Match it with marketing, sales, partner or customer.");
		probe.origin = ORIGIN_MARKETING;
	}
	lead_problems(p, &probe, now);
	for (size_t i = 0; i < p->count; i++)
		lead_refuse(row, &p->list[i]);
	rounded_check(row, TO_PHONE);
	if (row->cells[TO_OUTCOME]) {
		row->outcome = import_outcome(row, row->cells[TO_OUTCOME]);
		if (row->outcome == GLOSSARY_NONE)
			import_row_refuse(row, TO_OUTCOME, "No such outcome. Match it with qualified, disqualified or recycled.");
	}
}

/* A cell that is kept as it is, within the width there is for it. */
static void
width_check(struct import_row *row, int field, const char *what, size_t most)
{
	if (row->cells[field] && utf8_length(row->cells[field]) > most)
		import_row_refuse(row, field, text_format(row, "%s has more than %zu characters. Shorten it.", what, most));
}

/* Won or lost by its stage: the day it closed is the day of that. */
static void
deal_check(struct import_row *row, int64_t now)
{
	row->end = row->cells[TO_STAGE] ? import_deal_end(row, row->cells[TO_STAGE]) : DEAL_ENDS_NOT;
	if (row->end == DEAL_ENDS_WON && !row->times[TO_WON_AT])
		row->times[TO_WON_AT] = row->times[TO_CLOSED_AT];
	if (row->end == DEAL_ENDS_LOST && !row->times[TO_LOST_AT])
		row->times[TO_LOST_AT] = row->times[TO_CLOSED_AT];
	if (!row->cells[TO_EXTERNAL_ID])
		import_row_refuse(row, GLOSSARY_NONE, "The deal has no ID. Give it one.");
	if (!row->cells[TO_NAME])
		import_row_refuse(row, GLOSSARY_NONE, "The deal has no name. Give it one.");
	width_check(row, TO_NAME, "The name", DEAL_NAME_MOST);
	width_check(row, TO_COMPANY, "The company", LEAD_COMPANY_MOST);
	width_check(row, TO_STAGE, "The stage", LEAD_TERM_MOST);
	width_check(row, TO_PIPELINE, "The pipeline", LEAD_TERM_MOST);
	if (!row->cells[TO_COMPANY] && !row->cells[TO_LEAD_REF])
		import_row_refuse(row, GLOSSARY_NONE, "There is neither a company nor the ID of a lead. Give one of them.");
	if (row->cells[TO_ORIGIN] && import_origin(row, row->cells[TO_ORIGIN]) == GLOSSARY_NONE)
		import_row_refuse(row, TO_ORIGIN, "No such origin. Match it with marketing, sales, partner or customer.");
	if (row->end == DEAL_ENDS_WON && row->times[TO_WON_AT] > now)
		row->flags |= FLAG_AHEAD;
}

static void
attempt_check(struct import_row *row, int64_t now)
{
	if (!row->cells[TO_EXTERNAL_ID])
		import_row_refuse(row, GLOSSARY_NONE, "The attempt has no ID. Give it one.");
	if (!row->cells[TO_LEAD_REF])
		import_row_refuse(row, GLOSSARY_NONE, "The ID of the lead is missing. Give it.");
	if (!row->cells[TO_HAPPENED_AT])
		import_row_refuse(row, GLOSSARY_NONE, "It does not say when it happened. Give the day, with the time where it is known.");
	else if (row->times[TO_HAPPENED_AT] > now + 60)
		import_row_refuse(row, TO_HAPPENED_AT, "This is in the future. Give the time at which it happened.");
	row->result = row->cells[TO_RESULT] ? import_result(row, row->cells[TO_RESULT]) : GLOSSARY_NONE;
	row->channel = row->cells[TO_CHANNEL] ? import_channel(row, row->cells[TO_CHANNEL]) : GLOSSARY_NONE;
	if (row->result == GLOSSARY_NONE)
		import_row_refuse(row, TO_RESULT, "No such result. Match it with no answer, voicemail, mailed, spoke, replied or booked.");
	if (row->cells[TO_CHANNEL] && row->channel == GLOSSARY_NONE)
		import_row_refuse(row, TO_CHANNEL, "No such way. Match it with call, mail, meeting or message.");
}

/* IDs have their limits whatever they name. */
static void
id_check(struct import_row *row, int field)
{
	struct problems *p = problems_new(row);
	size_t count;
	char **parts;

	if (!row->cells[field])
		return;
	parts = text_split(row, row->cells[field], field == TO_LEAD_REF ? ";" : "\n", &count);
	for (size_t i = 0; i < count; i++)
		if (count == 1 || !text_blank(parts[i]))
			ref_problems(p, 0, &(struct lead_ref){ 0, "x", text_trim(row, parts[i]) });
	if (p->count)
		import_row_refuse(row, field, p->list[0].text);
	rounded_check(row, field);
}

struct import_row *
import_row_read(const void *ctx, int kind, const struct import_map *map, const char *const headers[], size_t line, const char *const cells[], size_t count,
    int64_t now, const char *zone)
{
	struct import_row *row = memory_need(talloc_zero(ctx, struct import_row));

	row->line = line;
	row->lead = (struct lead)LEAD_BLANK;
	row->outcome = row->channel = row->result = row->owner_from[0] = row->owner_from[1] = GLOSSARY_NONE;
	for (int f = 0; f < IMPORT_FIELDS; f++)
		row->columns[f] = GLOSSARY_NONE;
	cells_take(row, map, cells, count);
	import_row_settle(row, map, headers);
	if (count > map->columns)
		import_row_refuse(row, GLOSSARY_NONE, text_format(row, "This row has %zu cells, the first line %zu. Is a comma within a cell without quotation marks?", count, map->columns));
	times_read(row, map, zone);
	amount_read(row);
	id_check(row, TO_EXTERNAL_ID);
	id_check(row, TO_LEAD_REF);
	row->kept = kept_of(row, map, headers, cells, count);
	if (kind == IMPORT_LEADS) {
		lead_make(row, map);
		lead_check(row, now);
	} else if (kind == IMPORT_DEALS) {
		deal_check(row, now);
	} else {
		attempt_check(row, now);
	}
	row->flags |= import_flags(row->times, now);
	row->said = said_of(row, kind);
	if (strlen(row->said) > SAID_BYTES_MOST)
		import_row_refuse(row, GLOSSARY_NONE, "This row holds more than can be kept of one. Keep fewer columns, or shorten its cells.");
	return row;
}
