/* The JSON of a version's words, read and written: for the API and for files. */
#include "glossary/import.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

const char *const version_json_members[] = {
	"meaning", "change_note", "review_by", "in_force_from", "criteria", "stage", "metric", "reason", NULL
};

/* One read of an object: where its problems belong. */
struct reading {
	const void *ctx;
	const json_t *object;
	struct problems *problems;
	int index;		/* of the criterion, or -1 */
};

static const json_t *
member(const struct reading *r, const char *name)
{
	return json_object_get(r->object, name);
}

/* A text; `otherwise` when it is missing, NULL for null. */
static const char *
read_text(const struct reading *r, const char *name, const char *as, const char *otherwise)
{
	const json_t *value = member(r, name);

	if (!value)
		return otherwise;
	if (json_is_string(value))
		return text_copy(r->ctx, json_string_value(value));
	if (!json_is_null(value))
		problem_add(r->problems, as, r->index, "This must be a text.");
	return NULL;
}

static int64_t
read_number(const struct reading *r, const char *name, const char *as, int64_t otherwise)
{
	const json_t *value = member(r, name);

	if (!value)
		return otherwise;
	if (json_is_integer(value))
		return json_integer_value(value);
	if (!json_is_null(value))
		problem_add(r->problems, as, r->index, "This must be a whole number.");
	return 0;
}

/* One of the words in `names`. */
static int
read_code(const struct reading *r, const char *name, const char *as, const char *const *names, int otherwise)
{
	const json_t *value = member(r, name);
	struct buffer *all = buffer_new(r->ctx);

	if (!value)
		return otherwise;
	if (json_is_null(value))
		return GLOSSARY_NONE;
	for (int i = 0; names[i]; i++) {
		if (text_equal(json_string_value(value), names[i]))
			return i;
		buffer_format(all, "%s%s", i ? ", " : "", names[i]);
	}
	problem_add(r->problems, as, r->index, "This must be one of: %s.", all->data);
	return GLOSSARY_NONE;
}

static void
refuse_others(const struct reading *r, const char *group, const char *const *known)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)r->object, name, value)
		if (!text_in(name, known))
			problem_add(r->problems, text_format(r->problems, "%s%s", group, name), r->index,
			    "There is no member of this name. Leave it out.");
}

const char *
lines_read_json(const void *ctx, const json_t *array, const char *name, struct problems *problems)
{
	struct buffer *lines = buffer_new(ctx);
	const json_t *item;
	size_t i;

	if (json_is_null(array))
		return "";
	if (!json_is_array(array)) {
		problem_add(problems, name, -1, "This must be a list of texts.");
		return NULL;
	}
	json_array_foreach((json_t *)(uintptr_t)array, i, item) {
		if (!json_is_string(item) || strpbrk(json_string_value(item), "\r\n")) {
			problem_add(problems, name, -1, "This must be a list of texts of one line.");
			return NULL;
		}
		buffer_format(lines, "%s%s", lines->length ? "\n" : "", json_string_value(item));
	}
	return buffer_take(ctx, lines);
}

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
	const json_t *bound = member(r, "bound");
	const struct reading inner = { r->ctx, bound, r->problems, r->index };

	if (!bound || json_is_null(bound))
		return;
	if (!json_is_object(bound)) {
		problem_add(r->problems, "bound", r->index, "This must be an object with min, max or both.");
		return;
	}
	refuse_others(&inner, "bound_", known);
	c->bound_min = read_bound(r, bound, "min", "bound_min");
	c->bound_max = read_bound(r, bound, "max", "bound_max");
}

static const char *
read_choices(const struct reading *r)
{
	const json_t *value = member(r, "choices");
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
	const json_t *evidence = member(r, "evidence");

	*c = (struct criterion){ .code = read_text(r, "code", "code", ""), .label = read_text(r, "label", "label", ""),
	    .kind = read_code(r, "kind", "kind", criterion_kind_names, GLOSSARY_NONE),
	    .level = read_code(r, "level", "level", criterion_level_names, GLOSSARY_NONE),
	    .choices = read_choices(r), .evidence = json_is_true(evidence) };
	read_bounds(r, c);
	if (evidence && !json_is_boolean(evidence) && !json_is_null(evidence))
		problem_add(r->problems, "evidence", r->index, "This must be true or false.");
	refuse_others(r, "", known);
}

static void
read_criteria(const struct reading *whole, struct version *v)
{
	const json_t *array = member(whole, "criteria"), *item;
	size_t i, most = 100;	/* more is refused by version_problems() anyway */

	if (!array)
		return;
	v->criteria_count = 0;
	if (!json_is_array(array)) {
		if (!json_is_null(array))
			problem_add(whole->problems, "criteria", -1, "This must be a list of criteria.");
		return;
	}
	v->criteria = memory_need(talloc_zero_array(whole->ctx, struct criterion, most + 1));
	json_array_foreach((json_t *)(uintptr_t)array, i, item) {
		const struct reading r = { whole->ctx, item, whole->problems, (int)i };

		if (i >= most)
			break;
		if (json_is_object(item))
			read_criterion(&r, &v->criteria[v->criteria_count++]);
		else
			problem_add(whole->problems, "", (int)i, "This must be an object.");
	}
}

/* The object `name`, or false when it is missing or no object; null counts as an empty one. */
static bool
group(const struct reading *whole, const char *name, struct reading *into)
{
	const json_t *value = member(whole, name);

	*into = (struct reading){ whole->ctx, value, whole->problems, -1 };
	if (value && !json_is_object(value) && !json_is_null(value))
		problem_add(whole->problems, name, -1, "This must be an object.");
	return value && (json_is_object(value) || json_is_null(value));
}

static void
read_stage(const struct reading *whole, struct version *v)
{
	static const char *const known[] = { "path", "position", "owner_team", "longest_days", NULL };
	struct reading r;

	if (!group(whole, "stage", &r))
		return;
	v->stage_path = read_code(&r, "path", "stage_path", stage_path_names, GLOSSARY_NONE);
	v->stage_position = read_number(&r, "position", "stage_position", 0);
	v->stage_owner = read_code(&r, "owner_team", "stage_owner", team_names, GLOSSARY_NONE);
	v->stage_longest_days = read_number(&r, "longest_days", "stage_longest_days", 0);
	refuse_others(&r, "stage_", known);
}

static void
read_metric(const struct reading *whole, struct version *v)
{
	static const char *const known[] = { "measure", "counts_by", "closed_event", "exclude_reasons", NULL };
	const json_t *reasons;
	struct reading r;

	if (!group(whole, "metric", &r))
		return;
	v->metric_measure = read_text(&r, "measure", "metric_measure", NULL);
	v->metric_counts_by = read_text(&r, "counts_by", "metric_counts_by", NULL);
	v->metric_closed_event = read_text(&r, "closed_event", "metric_closed_event", NULL);
	reasons = member(&r, "exclude_reasons");
	v->metric_exclude_reasons = reasons ? lines_read_json(whole->ctx, reasons, "metric_exclude_reasons", whole->problems) : NULL;
	refuse_others(&r, "metric_", known);
}

static void
read_reason(const struct reading *whole, struct version *v)
{
	static const char *const known[] = { "acts", NULL };
	const json_t *acts, *item;
	struct reading r;
	size_t i;

	if (!group(whole, "reason", &r))
		return;
	v->reason_acts = 0;
	acts = member(&r, "acts");
	json_array_foreach((json_t *)(uintptr_t)acts, i, item) {
		int bit = 0;

		if (whole->problems->count >= PROBLEMS_MOST)
			break;
		while (reason_act_names[bit] && !text_equal(reason_act_names[bit], json_string_value(item)))
			bit++;
		if (reason_act_names[bit])
			v->reason_acts |= (int64_t)1 << bit;
		else
			problem_add(whole->problems, "reason_acts", -1, "Each must be one of: return, disqualify, recycle, lost.");
	}
	if (json_is_object(r.object) && json_array_size(acts) == 0)
		problem_add(whole->problems, "reason_acts", -1, "Give at least one of return, disqualify, recycle and lost, as a list.");
	refuse_others(&r, "reason_", known);
}

void
version_read_json(const void *ctx, const json_t *object, struct version *v, struct problems *problems)
{
	const struct reading r = { ctx, object, problems, -1 };

	v->meaning = read_text(&r, "meaning", "meaning", v->meaning);
	v->change_note = read_text(&r, "change_note", "change_note", v->change_note);
	v->review_by = read_text(&r, "review_by", "review_by", v->review_by);
	v->in_force_from = read_text(&r, "in_force_from", "in_force_from", v->in_force_from);
	read_criteria(&r, v);
	read_stage(&r, v);
	read_metric(&r, v);
	read_reason(&r, v);
}

static json_t *
text_or_null(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

static json_t *
code_or_null(const char *const *names, int code)
{
	return code < 0 ? json_null() : json_string(names[code]);
}

static json_t *
number_or_null(int64_t number)
{
	return number ? json_integer(number) : json_null();
}

json_t *
lines_json(const char *lines)
{
	void *ctx = talloc_new(NULL);
	char **items = lines_read(ctx, lines, NULL);
	json_t *array = json_array();

	for (size_t i = 0; items[i]; i++)
		json_array_append_new(array, json_string(items[i]));
	talloc_free(ctx);
	return array;
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
	    code_or_null(criterion_kind_names, c->kind), "level", code_or_null(criterion_level_names, c->level), "evidence",
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

static json_t *
acts_json(int64_t acts)
{
	json_t *array = json_array();

	for (int i = 0; reason_act_names[i]; i++)
		if (acts & ((int64_t)1 << i))
			json_array_append_new(array, json_string(reason_act_names[i]));
	return array;
}

json_t *
version_words_json(int kind, const struct version *v)
{
	json_t *o = json_pack("{s:s, s:s, s:o, s:o, s:o}", "meaning", v->meaning, "change_note", v->change_note, "review_by",
	    text_or_null(v->review_by), "in_force_from", text_or_null(v->in_force_from), "criteria", criteria_json(v));

	if (kind == KIND_STAGE && v->stage_path >= 0)
		json_object_set_new(o, "stage", json_pack("{s:o, s:o, s:o, s:o}", "path", code_or_null(stage_path_names,
		    v->stage_path), "position", number_or_null(v->stage_position), "owner_team", code_or_null(team_names,
		    v->stage_owner), "longest_days", number_or_null(v->stage_longest_days)));
	if (kind == KIND_METRIC && v->metric_measure)
		json_object_set_new(o, "metric", json_pack("{s:o, s:o, s:o, s:o}", "measure", text_or_null(v->metric_measure),
		    "counts_by", text_or_null(v->metric_counts_by), "closed_event", text_or_null(v->metric_closed_event),
		    "exclude_reasons", lines_json(v->metric_exclude_reasons)));
	if (kind == KIND_REASON && v->reason_acts)
		json_object_set_new(o, "reason", json_pack("{s:o}", "acts", acts_json(v->reason_acts)));
	return o;
}

static int
add_to_buffer(const char *bytes, size_t length, void *buffer)
{
	buffer_add(buffer, bytes, length);
	return 0;
}

const char *
json_compact(const void *ctx, json_t *json)
{
	struct buffer *text = buffer_new(ctx);

	json_dump_callback(json, add_to_buffer, text, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(json);
	return buffer_take(ctx, text);
}
