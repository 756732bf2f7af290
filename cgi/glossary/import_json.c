/* The JSON of a version's words, read and written: for the API and for files. Criteria have a file of their own. */
#include "glossary/import_parts.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

const char *const version_json_members[] = {
	"meaning", "change_note", "review_by", "in_force_from", "criteria", "stage", "metric", "reason", NULL
};

const json_t *
reading_member(const struct reading *r, const char *name)
{
	return json_object_get(r->object, name);
}

const char *
reading_text(const struct reading *r, const char *name, const char *as, const char *otherwise)
{
	const json_t *value = reading_member(r, name);

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
	const json_t *value = reading_member(r, name);

	if (!value)
		return otherwise;
	if (json_is_integer(value))
		return json_integer_value(value);
	if (!json_is_null(value))
		problem_add(r->problems, as, r->index, "This must be a whole number.");
	return 0;
}

int
reading_code(const struct reading *r, const char *name, const char *as, const char *const *names, int otherwise)
{
	const json_t *value = reading_member(r, name);
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

void
reading_others(const struct reading *r, const char *group, const char *const *known)
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

/* The object `name`, or false when it is missing or no object; null counts as an empty one. */
static bool
group(const struct reading *whole, const char *name, struct reading *into)
{
	const json_t *value = reading_member(whole, name);

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
	v->stage_path = reading_code(&r, "path", "stage_path", stage_path_names, GLOSSARY_NONE);
	v->stage_position = read_number(&r, "position", "stage_position", 0);
	v->stage_owner = reading_code(&r, "owner_team", "stage_owner", team_names, GLOSSARY_NONE);
	v->stage_longest_days = read_number(&r, "longest_days", "stage_longest_days", 0);
	reading_others(&r, "stage_", known);
}

static void
read_metric(const struct reading *whole, struct version *v)
{
	static const char *const known[] = { "measure", "counts_by", "closed_event", "exclude_reasons", NULL };
	const json_t *reasons;
	struct reading r;

	if (!group(whole, "metric", &r))
		return;
	v->metric_measure = reading_text(&r, "measure", "metric_measure", NULL);
	v->metric_counts_by = reading_text(&r, "counts_by", "metric_counts_by", NULL);
	v->metric_closed_event = reading_text(&r, "closed_event", "metric_closed_event", NULL);
	reasons = reading_member(&r, "exclude_reasons");
	v->metric_exclude_reasons = reasons ? lines_read_json(whole->ctx, reasons, "metric_exclude_reasons", whole->problems) : NULL;
	reading_others(&r, "metric_", known);
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
	acts = reading_member(&r, "acts");
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
	reading_others(&r, "reason_", known);
}

void
version_read_json(const void *ctx, const json_t *object, struct version *v, struct problems *problems)
{
	const struct reading r = { ctx, object, problems, -1 };

	v->meaning = reading_text(&r, "meaning", "meaning", v->meaning);
	v->change_note = reading_text(&r, "change_note", "change_note", v->change_note);
	v->review_by = reading_text(&r, "review_by", "review_by", v->review_by);
	v->in_force_from = reading_text(&r, "in_force_from", "in_force_from", v->in_force_from);
	criteria_read(&r, v);
	read_stage(&r, v);
	read_metric(&r, v);
	read_reason(&r, v);
}

static json_t *
text_or_null(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

json_t *
code_json(const char *const *names, int code)
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
		json_object_set_new(o, "stage", json_pack("{s:o, s:o, s:o, s:o}", "path", code_json(stage_path_names,
		    v->stage_path), "position", number_or_null(v->stage_position), "owner_team", code_json(team_names,
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
