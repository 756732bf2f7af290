/* What somebody settled for a file: guessed, stored, read back, and what it lacks. */
#include "leads/rules_import.h"

#include "base/text.h"

#include <jansson.h>
#include <string.h>
#include <talloc.h>

static struct import_map *
map_new(const void *ctx, size_t columns)
{
	struct import_map *map = memory_need(talloc_zero(ctx, struct import_map));
	int *fields = memory_need(talloc_array(map, int, columns + 1));

	for (size_t i = 0; i <= columns; i++)
		fields[i] = GLOSSARY_NONE;
	map->system = "";
	map->fields = fields;
	map->columns = columns;
	map->date_order = GLOSSARY_NONE;
	return map;
}

/* Fields that several columns may fill: the first that says something counts. */
static bool
is_shared(int field)
{
	return field == TO_PHONE || field == TO_CAMPAIGN || field == TO_EMAIL || field == TO_COMPANY || field == TO_WEBSITE || field == TO_KEPT
	    || field == TO_CONVERTED_AT;
}

/* Whether one of Concord's own lists says that nothing was put before its formulas. */
static bool
says_plain(const struct import_map *map, const char *const headers[])
{
	bool says = false;

	for (size_t i = 0; i < map->columns && text_equal(map->system, IMPORT_OWN_SYSTEM); i++)
		says |= text_equal(headers[i], IMPORT_GUARD_HEADER);
	return says;
}

/* Where leads have no stage of their own, their status is it. */
static void
stage_of_status(const struct import_map *map, int *fields)
{
	for (size_t i = 0; i < map->columns; i++)
		if (fields[i] == TO_STAGE)
			return;
	for (size_t i = 0; i < map->columns; i++)
		if (fields[i] == TO_STATUS)
			fields[i] = TO_STAGE;
}

struct import_map *
import_map_guess(const void *ctx, int kind, const char *const headers[], size_t count)
{
	struct import_map *map = map_new(ctx, count);
	int *fields = memory_need(talloc_memdup(map, map->fields, (count + 1) * sizeof *fields));
	bool taken[IMPORT_FIELDS + 1] = { false };

	for (size_t i = 0; i < count; i++) {
		int field = import_field_guess(map, kind, headers[i]);

		if (field == GLOSSARY_NONE || (taken[field] && !is_shared(field)))
			continue;
		taken[field] = true;
		fields[i] = field;
	}
	map->system = import_system_guess(map, headers, count);
	if (kind == IMPORT_LEADS && (text_equal(map->system, "salesforce") || text_equal(map->system, "zoho")))
		stage_of_status(map, fields);
	map->plain = says_plain(map, headers);
	map->fields = fields;
	map->history = taken[TO_MQL_AT] || taken[TO_SQL_AT] || taken[TO_WON_AT] || kind == IMPORT_DEALS;
	return map;
}

static const char *
dump(const void *ctx, json_t *object)
{
	size_t length = json_dumpb(object, NULL, 0, JSON_COMPACT);
	char *text = memory_need(talloc_zero_size(ctx, length + 1));

	json_dumpb(object, text, length, JSON_COMPACT);
	json_decref(object);
	return text;
}

/* The object that is a member of another, made where there is none. */
static json_t *
member_of(json_t *object, const char *name)
{
	json_t *of = json_object_get(object, name);

	if (of)
		return of;
	json_object_set_new(object, name, json_object());
	return json_object_get(object, name);
}

const char *
import_map_print(const void *ctx, int kind, const struct import_map *map, const char *const headers[])
{
	json_t *columns = json_object(), *values = json_object(), *defaults = json_object(), *whole;

	for (size_t i = 0; i < map->columns; i++)
		json_object_set_new(columns, headers[i], map->fields[i] < 0 ? json_null() : json_string(import_field_names[map->fields[i]]));
	for (size_t i = 0; i < map->value_count; i++) {
		const struct import_value *v = &map->values[i];
		json_t *of = member_of(values, import_field_names[v->field]);

		json_object_set_new(v->column ? member_of(of, v->column) : of, v->from, json_string(v->to));
	}
	for (int f = 0; f < IMPORT_FIELDS; f++)
		if (import_field_of(f, kind) && map->defaults[f])
			json_object_set_new(defaults, import_field_names[f], json_string(map->defaults[f]));
	whole = json_pack("{s:s, s:o, s:o, s:o, s:o, s:b, s:s, s:b}", "system", map->system, "columns", columns, "values", values, "defaults", defaults,
	    "date_order", map->date_order < 0 ? json_null() : json_string(date_order_names[map->date_order]), "history", (int)map->history,
	    "known", import_known_names[map->known], "guarded", (int)!map->plain);
	return dump(ctx, memory_need(whole));
}

static int
place_of(const char *const names[], const char *name)
{
	for (int i = 0; name && names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return GLOSSARY_NONE;
}

/* The field of a name, where a file of that kind has it. */
static int
field_called(int kind, const char *name)
{
	int field = place_of(import_field_names, name);

	return import_field_of(field, kind) ? field : GLOSSARY_NONE;
}

static void
columns_read(struct import_map *map, int kind, const json_t *columns, const char *const headers[], bool loose, struct problems *p)
{
	int *fields = memory_need(talloc_memdup(map, map->fields, (map->columns + 1) * sizeof *fields));
	const char *header, *where;
	json_t *field;

	if (!json_is_object(columns)) {
		problem_add(p, "columns", -1, "Give an object with a column’s name and the field it fills, or null.");
		return;
	}
	json_object_foreach((json_t *)columns, header, field) {
		size_t i = 0;

		while (i < map->columns && strcmp(headers[i], header) != 0)
			i++;
		where = text_format(p, "columns/%s", header);
		if (i == map->columns) {
			if (!loose)
				problem_add(p, where, -1, "The file has no column of this name.");
			continue;
		}
		if (import_header_is_ours(header))
			continue;
		fields[i] = json_is_string(field) ? field_called(kind, json_string_value(field)) : GLOSSARY_NONE;
		if (fields[i] == GLOSSARY_NONE && !json_is_null(field))
			problem_add(p, where, -1, "A file of %s has no such field.", import_kind_names[kind]);
	}
	map->fields = fields;
}

/* One pair of a value there and what it means here. */
static void
value_take(struct import_map *map, int field, const char *column, const char *from, const json_t *to, struct problems *p)
{
	struct import_value *list = (struct import_value *)map->values;
	const char *meaning = json_is_string(to) ? text_squeeze(map, json_string_value(to)) : NULL;

	if ((!meaning && !json_is_null(to)) || strlen(from) > 4 * IMPORT_VALUE_MOST || (meaning && strlen(meaning) > 4 * IMPORT_VALUE_MOST)
	    || map->value_count >= IMPORT_VALUES_MOST) {
		problem_add(p, text_format(p, "values/%s", import_field_names[field]), -1, "Give the value there and what it means here, both as texts of at most %d characters.",
		    IMPORT_VALUE_MOST);
		return;
	}
	if (text_blank(meaning))
		return;
	list = memory_need(talloc_realloc(map, list, struct import_value, map->value_count + 1));
	list[map->value_count++] = (struct import_value){ field, text_squeeze(map, from), meaning, column };
	map->values = list;
}

/* What the words of kept columns mean, by the names of the columns; those of columns that are not there are passed over. */
static void
kept_values_read(struct import_map *map, const json_t *columns, const char *const headers[], struct problems *p)
{
	const char *header, *from;
	json_t *of, *to;

	json_object_foreach((json_t *)columns, header, of) {
		size_t i = 0;

		while (i < map->columns && strcmp(headers[i], header) != 0)
			i++;
		if (!json_is_object(of))
			problem_add(p, "values/keep", -1, "Give an object with a column’s name and the values of that column.");
		else if (i < map->columns)
			json_object_foreach(of, from, to)
				value_take(map, TO_KEPT, headers[i], from, to, p);
	}
}

static void
values_read(struct import_map *map, int kind, const json_t *values, const char *const headers[], struct problems *p)
{
	const char *name, *from;
	json_t *of, *to;

	if (values && !json_is_null(values) && !json_is_object(values))
		problem_add(p, "values", -1, "Give an object with a field and its values.");
	json_object_foreach((json_t *)values, name, of) {
		int field = field_called(kind, name);

		if (field == GLOSSARY_NONE || !json_is_object(of)) {
			problem_add(p, text_format(p, "values/%s", name), -1, "A file of %s has no such field, or this is no object of values.", import_kind_names[kind]);
			continue;
		}
		if (field == TO_KEPT)
			kept_values_read(map, of, headers, p);
		else
			json_object_foreach(of, from, to)
				value_take(map, field, NULL, from, to, p);
	}
}

static void
defaults_read(struct import_map *map, int kind, const json_t *defaults, struct problems *p)
{
	const char *name;
	json_t *value;

	if (defaults && !json_is_null(defaults) && !json_is_object(defaults))
		problem_add(p, "defaults", -1, "Give an object with a field and what it is when no cell says it.");
	json_object_foreach((json_t *)defaults, name, value) {
		int field = field_called(kind, name);
		const char *text = json_is_string(value) ? text_squeeze(map, json_string_value(value)) : NULL;

		if (field == GLOSSARY_NONE || field == TO_KEPT || field == TO_EXTERNAL_ID || (!text && !json_is_null(value)) || (text && strlen(text) > 4 * IMPORT_VALUE_MOST))
			problem_add(p, text_format(p, "defaults/%s", name), -1, "A file of %s has no such field, or this is no text.", import_kind_names[kind]);
		else if (!text_blank(text))
			map->defaults[field] = text;
	}
}

static void
settled_read(struct import_map *map, const json_t *whole, const char *const headers[], struct problems *p)
{
	const json_t *order = json_object_get(whole, "date_order"), *history = json_object_get(whole, "history"), *known = json_object_get(whole, "known"),
	    *guarded = json_object_get(whole, "guarded"),
	    *system = json_object_get(whole, "system");

	map->system = json_is_string(system) ? text_lower(map, text_squeeze(map, json_string_value(system))) : "";
	if (system && !json_is_null(system) && !json_is_string(system))
		problem_add(p, "system", -1, "Give the other system’s name, such as hubspot.");
	map->date_order = place_of(date_order_names, json_string_value(order));
	if (order && !json_is_null(order) && map->date_order == GLOSSARY_NONE)
		problem_add(p, "date_order", -1, "Give ymd, dmy or mdy.");
	map->history = json_is_true(history);
	if (history && !json_is_null(history) && !json_is_boolean(history))
		problem_add(p, "history", -1, "Give true or false.");
	map->known = known && !json_is_null(known) ? place_of(import_known_names, json_string_value(known)) : KNOWN_REPLACE;
	if (map->known == GLOSSARY_NONE)
		problem_add(p, "known", -1, "Give replace, fill or leave.");
	map->plain = json_is_boolean(guarded) ? json_is_false(guarded) : says_plain(map, headers);
	if (guarded && !json_is_null(guarded) && !json_is_boolean(guarded))
		problem_add(p, "guarded", -1, "Give true or false: whether an ' was put before formulas.");
}

struct import_map *
import_map_read(const void *ctx, int kind, const char *json, const char *const headers[], size_t count, bool loose, struct problems *p)
{
	static const char *const members[] = { "system", "columns", "values", "defaults", "date_order", "history", "known", "guarded", NULL };
	json_t *whole = json ? json_loads(json, JSON_REJECT_DUPLICATES, NULL) : NULL, *member;
	struct import_map *map;
	const char *name;

	if (!json_is_object(whole)) {
		json_decref(whole);
		return NULL;
	}
	map = map_new(ctx, count);
	json_object_foreach(whole, name, member)
		if (!text_in(name, members))
			problem_add(p, text_copy(p, name), -1, "There is no such member here.");
	columns_read(map, kind, json_object_get(whole, "columns"), headers, loose, p);
	values_read(map, kind, json_object_get(whole, "values"), headers, p);
	defaults_read(map, kind, json_object_get(whole, "defaults"), p);
	settled_read(map, whole, headers, p);
	json_decref(whole);
	return map;
}

static bool
has(const struct import_map *map, int field)
{
	for (size_t i = 0; i < map->columns; i++)
		if (map->fields[i] == field)
			return true;
	return false;
}

static bool
is_there(const struct import_map *map, int field)
{
	return has(map, field) || map->defaults[field];
}

static void
need(struct problems *p, bool there, const char *words)
{
	if (!there)
		problem_add(p, "columns", -1, "%s", words);
}

/* The columns each kind of file cannot do without. */
static void
columns_need(struct problems *p, int kind, const struct import_map *map)
{
	switch (kind) {
	case IMPORT_LEADS:
		need(p, has(map, TO_EXTERNAL_ID) || has(map, TO_EMAIL), "Say which column is the record’s ID or the email address: by one of them a lead is found again.");
		return;
	case IMPORT_DEALS:
		need(p, has(map, TO_EXTERNAL_ID), "Say which column is the deal’s ID: by it a deal is found again.");
		need(p, is_there(map, TO_NAME), "Say which column is the deal’s name.");
		need(p, is_there(map, TO_COMPANY) || has(map, TO_LEAD_REF), "Say which column is the company, or the ID of the lead: a deal is with one of them.");
		return;
	}
	need(p, has(map, TO_EXTERNAL_ID), "Say which column is the activity’s ID: by it an attempt is told once.");
	need(p, has(map, TO_LEAD_REF), "Say which column is the ID of the lead.");
	need(p, is_there(map, TO_RESULT), "Say which column tells what came of it, or give one result for all rows.");
	need(p, has(map, TO_HAPPENED_AT), "Say which column tells when it happened.");
}

void
import_map_problems(struct problems *p, int kind, const struct import_map *map, const struct dates_found *dates)
{
	struct lead_ref ref = { 0, map->system, "1" };
	bool mixed;

	columns_need(p, kind, map);
	for (int f = 0; f < IMPORT_FIELDS; f++) {
		size_t times = 0;

		for (size_t i = 0; i < map->columns; i++)
			times += map->fields[i] == f;
		if (times > 1 && !is_shared(f))
			problem_add(p, "columns", -1, "%zu columns are said to be “%s”. Choose one of them.", times, import_field_label(f));
	}
	if (has(map, TO_EXTERNAL_ID) || has(map, TO_LEAD_REF) || *map->system) {
		struct problems *of_ref = problems_new(p);

		ref_problems(of_ref, 0, &ref);
		if (of_ref->count)
			problem_add(p, "system", -1, "Name the system the file comes from in small letters, such as hubspot: its IDs belong to it.");
	}
	if (map->date_order == GLOSSARY_NONE && dates_order(dates, &mixed) == GLOSSARY_NONE)
		problem_add(p, "date_order", -1, mixed ? "Some dates have the day first, others the month. Choose one order; the rows that do not fit it are listed."
		    : "The dates can be read in two ways, such as %s. Say whether the day or the month comes first.", dates->sample ? dates->sample : "");
	else if (map->date_order == ORDER_YMD && (dates->only_dmy || dates->only_mdy || dates->either))
		problem_add(p, "date_order", -1, "These dates end in the year. Say whether the day or the month comes first.");
}
