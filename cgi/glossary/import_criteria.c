/* The JSON of criteria, read and written. */
#include "glossary/import_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/* A bound: a number, or a text such as "20" or "2026-08-31". */
static const char *
read_bound(const struct reading *r, const json_t *bound, const char *name, const char *as)
{
	const json_t *value = json_object_get(bound, name);

	if (json_is_integer(value))
		return text_format(r->ctx, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value))
		return text_format(r->ctx, "%.15g", json_real_value(value));
	if (json_is_string(value))
		return text_copy(r->ctx, json_string_value(value));
	if (value && !json_is_null(value))
		problem_add(r->problems, as, r->index, "This must be a number or a day.");
	return NULL;
}

static void
read_bounds(const struct reading *r, struct criterion *c)
{
	static const char *const known[] = { "min", "max", NULL };
	const json_t *bound = reading_member(r, "bound");
	const struct reading inner = { r->ctx, bound, r->problems, r->index };

	if (!bound || json_is_null(bound))
		return;
	if (!json_is_object(bound)) {
		problem_add(r->problems, "bound", r->index, "This must be an object with min, max or both.");
		return;
	}
	reading_others(&inner, "bound_", known);
	c->bound_min = read_bound(r, bound, "min", "bound_min");
	c->bound_max = read_bound(r, bound, "max", "bound_max");
}

static const char *
read_choices(const struct reading *r)
{
	const json_t *value = reading_member(r, "choices");
	struct problems *own = problems_new(r->ctx);
	const char *lines = value ? lines_read_json(r->ctx, value, "choices", own) : "";

	if (own->count)
		problem_add(r->problems, "choices", r->index, "%s", own->list[0].text);
	return lines ? lines : "";
}

static void
read_criterion(const struct reading *r, struct criterion *c)
{
	static const char *const known[] = { "code", "label", "kind", "bound", "choices", "level", "evidence", NULL };
	const json_t *evidence = reading_member(r, "evidence");
	size_t before = r->problems->count;

	*c = (struct criterion){ .code = reading_text(r, "code", "code", ""), .label = reading_text(r, "label", "label", ""),
	    .kind = reading_code(r, "kind", "kind", criterion_kind_names, GLOSSARY_NONE),
	    .level = reading_code(r, "level", "level", criterion_level_names, GLOSSARY_NONE),
	    .choices = read_choices(r), .evidence = json_is_true(evidence) };
	read_bounds(r, c);
	if (evidence && !json_is_boolean(evidence) && !json_is_null(evidence))
		problem_add(r->problems, "evidence", r->index, "This must be true or false.");
	reading_others(r, "", known);
	/* Tidying drops rows of a form that were left empty; what a program or a file lists is meant. */
	if (r->problems->count == before && criterion_empty(c))
		problem_add(r->problems, "label", r->index, "Write what this criterion asks.");
}

void
criteria_read(const struct reading *whole, struct version *v)
{
	const json_t *array = reading_member(whole, "criteria"), *item;
	size_t i;

	if (!array)
		return;
	v->criteria_count = 0;
	if (!json_is_array(array)) {
		if (!json_is_null(array))
			problem_add(whole->problems, "criteria", -1, "This must be a list of criteria.");
		return;
	}
	v->criteria = memory_need(talloc_zero_array(whole->ctx, struct criterion, CRITERIA_MOST + 1));
	json_array_foreach((json_t *)(uintptr_t)array, i, item) {
		const struct reading r = { whole->ctx, item, whole->problems, (int)i };

		if (i >= CRITERIA_MOST) {
			criteria_too_many(whole->problems);
			break;
		}
		if (json_is_object(item))
			read_criterion(&r, &v->criteria[v->criteria_count++]);
		else
			problem_add(whole->problems, "", (int)i, "This must be an object.");
	}
}

/* A number as a JSON number, unless floating point could lose a digit of it. */
static json_t *
bound_json(const struct criterion *c, const char *bound)
{
	int64_t whole;

	if (c->kind == ASKS_NUMBER && text_integer(bound, INT64_MIN, INT64_MAX, &whole))
		return json_integer(whole);
	return c->kind == ASKS_NUMBER && strlen(bound) <= 15 ? json_real(strtod(bound, NULL)) : json_string(bound);
}

static json_t *
criterion_json(const struct criterion *c)
{
	json_t *o = json_pack("{s:s, s:s, s:o, s:o, s:b}", "code", c->code, "label", c->label, "kind",
	    code_json(criterion_kind_names, c->kind), "level", code_json(criterion_level_names, c->level), "evidence",
	    c->evidence);
	json_t *bound = json_object();

	if (c->bound_min)
		json_object_set_new(bound, "min", bound_json(c, c->bound_min));
	if (c->bound_max)
		json_object_set_new(bound, "max", bound_json(c, c->bound_max));
	if (json_object_size(bound))
		json_object_set(o, "bound", bound);
	json_decref(bound);
	if (c->kind == ASKS_CHOICE)
		json_object_set_new(o, "choices", lines_json(c->choices));
	return o;
}

json_t *
criteria_json(const struct version *v)
{
	json_t *array = json_array();

	for (size_t i = 0; i < v->criteria_count; i++)
		json_array_append_new(array, criterion_json(&v->criteria[i]));
	return array;
}
