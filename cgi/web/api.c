/* Reads and writes the API's JSON. */
#include "web/api.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

enum { MOST_ERRORS = 50 };	/* told about one body; whoever sends more has a program to mend first */

struct json_in {
	struct request *req;
	struct json_in *whole;
	const json_t *object;
	const char *pointer;		/* of this object: "" or "/versions/0" */
	json_t *known;			/* members that were read */
	json_t *errors;			/* of the whole */
	struct json_in *next, *last;	/* all objects in the order they came; the last is the whole's to know */
};

static int
json_let_go(json_t **held)
{
	json_decref(*held);
	return 0;
}

/* Lets the request own a reference. */
static json_t *
json_hold(const void *ctx, json_t *json)
{
	json_t **held = talloc(ctx, json_t *);

	*held = json;
	talloc_set_destructor(held, json_let_go);
	return json;
}

static struct response
json_answer(struct request *req, int status, json_t *body, const char *type)
{
	char *text = json_dumps(body, JSON_COMPACT | JSON_REAL_PRECISION(15));
	struct response answer = { .status = status, .type = type };

	json_decref(body);
	answer.body = text_copy(req, text ? text : "{}");
	answer.length = strlen(answer.body);
	free(text);
	return answer;
}

struct response
api_show(struct request *req, int status, json_t *body, int64_t revision)
{
	struct response answer = json_answer(req, status, body, "application/json");

	if (revision)
		answer.etag = text_format(req, "\"r%lld\"", (long long)revision);
	return answer;
}

struct response
api_created(struct request *req, json_t *body, int64_t revision, const char *location)
{
	struct response answer = api_show(req, 201, body, revision);

	answer.location = location;
	return answer;
}

static struct response
problem_with(struct request *req, int status, const char *title, const char *detail, json_t *errors)
{
	json_t *body = json_pack("{s:s, s:s, s:i, s:s, s:s, s:s}", "type", "about:blank", "title", title, "status", status,
	    "detail", detail, "instance", req->path, "request_id", req->request_id);

	if (errors)
		json_object_set_new(body, "errors", errors);
	return json_answer(req, status, body, "application/problem+json");
}

struct response
api_problem(struct request *req, int status, const char *title, const char *detail)
{
	struct response answer = problem_with(req, status, title, detail, NULL);

	answer.retry_after = status == 503 ? 5 : 0;
	return answer;
}

static struct json_in *
json_in_new(struct request *req, struct json_in *whole, const json_t *object, const char *pointer)
{
	struct json_in *in = memory_need(talloc_zero(req, struct json_in));

	*in = (struct json_in){ .req = req, .whole = whole ? whole : in, .object = object, .pointer = pointer };
	in->known = json_hold(in, json_object());
	if (whole)
		whole->last->next = in;
	else
		in->errors = json_hold(in, json_array());
	in->whole->last = in;
	return in;
}

static bool
is_json(const char *type)
{
	return strncasecmp(type, "application/json", 16) == 0 && (type[16] == '\0' || type[16] == ';' || type[16] == ' ');
}

struct json_in *
json_in(struct request *req, struct response *refused)
{
	json_error_t error;
	json_t *body;

	if (!is_json(req->content_type)) {
		*refused = refuse(req, 415, "Send the body as application/json.");
		return NULL;
	}
	body = json_loadb(req->raw, req->raw_length, JSON_REJECT_DUPLICATES, &error);
	if (!json_is_object(body)) {
		*refused = refuse(req, 400, body ? "The body is no JSON object."
		    : text_format(req, "The body is no JSON: line %d, column %d.", error.line, error.column));
		json_decref(body);
		return NULL;
	}
	return json_in_new(req, NULL, json_hold(req, body), "");
}

struct json_in *
json_in_query(struct request *req, const char *const lists[])
{
	json_t *object = json_hold(req, json_object());

	for (size_t i = 0; i < req->query->count; i++) {
		const struct param *p = &req->query->items[i];
		json_t *list = json_object_get(object, p->name);

		if (!text_in(p->name, lists)) {
			json_object_set_new(object, p->name, json_stringn(p->value, p->length));
			continue;
		}
		if (!list) {
			list = json_array();
			json_object_set_new(object, p->name, list);
		}
		json_array_append_new(list, json_stringn(p->value, p->length));
	}
	return json_in_new(req, NULL, object, "");
}

const json_t *
json_in_object(const struct json_in *in)
{
	return in->object;
}

void
json_in_reject(struct json_in *in, const char *pointer, const char *words)
{
	const char *whole = text_format(in, "%s%s", in->pointer, pointer);
	json_t *error;
	size_t i;

	if (!words || json_array_size(in->whole->errors) >= MOST_ERRORS)
		return;
	json_array_foreach(in->whole->errors, i, error)
		if (text_equal(json_string_value(json_object_get(error, "pointer")), whole))
			return;
	json_array_append_new(in->whole->errors, json_pack("{s:s, s:s}", "pointer", whole, "detail", words));
}

static void
reject_member(struct json_in *in, const char *name, const char *words)
{
	json_in_reject(in, text_format(in, "/%s", name), words);
}

/* The member, marked as known; NULL when it is missing or null. */
static const json_t *
member(struct json_in *in, const char *name, bool required)
{
	const json_t *value = json_object_get(in->object, name);

	json_object_set_new(in->known, name, json_true());
	if (value && !json_is_null(value))
		return value;
	if (required)
		reject_member(in, name, "This is needed.");
	return NULL;
}

bool
json_in_has(const struct json_in *in, const char *name)
{
	return json_object_get(in->object, name) != NULL;
}

const char *
json_in_text(struct json_in *in, const char *name, bool required)
{
	const json_t *value = member(in, name, required);

	if (value && !json_is_string(value)) {
		reject_member(in, name, "This must be a text.");
		return NULL;
	}
	if (value && strlen(json_string_value(value)) != json_string_length(value)) {
		reject_member(in, name, "This holds a NUL character.");
		return NULL;
	}
	return json_string_value(value);
}

int64_t
json_in_integer(struct json_in *in, const char *name, bool required)
{
	const json_t *value = member(in, name, required);

	if (value && !json_is_integer(value)) {
		reject_member(in, name, "This must be a whole number.");
		return 0;
	}
	return json_integer_value(value);
}

bool
json_in_bool(struct json_in *in, const char *name, bool required)
{
	const json_t *value = member(in, name, required);

	if (value && !json_is_boolean(value))
		reject_member(in, name, "This must be true or false.");
	return json_is_true(value);
}

struct json_in **
json_in_list(struct json_in *in, const char *name, bool required, size_t *count)
{
	const json_t *array = member(in, name, required);
	struct json_in **list;

	*count = 0;
	if (array && !json_is_array(array)) {
		reject_member(in, name, "This must be an array.");
		return NULL;
	}
	list = memory_need(talloc_zero_array(in, struct json_in *, json_array_size(array) + 1));
	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);
		const char *pointer = text_format(in, "%s/%s/%zu", in->pointer, name, i);

		if (json_is_object(item))
			list[(*count)++] = json_in_new(in->req, in->whole, item, pointer);
		else
			json_in_reject(in, text_format(in, "/%s/%zu", name, i), "This must be an object.");
	}
	return list;
}

void
json_in_know(struct json_in *in, const char *const names[])
{
	for (size_t i = 0; names[i]; i++)
		json_object_set_new(in->known, names[i], json_true());
}

const char *
json_step(const void *ctx, const char *name)
{
	return text_replace(ctx, text_replace(ctx, name, "~", "~0"), "/", "~1");
}

static void
reject_unknown(struct json_in *in)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)in->object, name, value)
		if (!json_object_get(in->known, name) && json_array_size(in->whole->errors) < MOST_ERRORS)
			reject_member(in, json_step(in, name), "There is no such member here.");
}

bool
json_in_end(struct json_in *in, struct response *refused)
{
	reject_unknown(in);
	for (struct json_in *inner = in == in->whole ? in->next : NULL; inner; inner = inner->next)
		reject_unknown(inner);
	if (json_array_size(in->whole->errors) == 0)
		return true;
	*refused = in->req->method == GET
	    ? problem_with(in->req, 422, "This cannot be answered", "Something in the address needs to be put right.",
	    json_incref(in->whole->errors))
	    : problem_with(in->req, 422, "This could not be saved", "Something in the body needs to be put right.",
	    json_incref(in->whole->errors));
	return false;
}

json_t *
json_text(const char *text)
{
	return text ? json_string(text) : json_null();
}

json_t *
json_instant(const void *ctx, int64_t instant)
{
	return instant ? json_string(instant_print(ctx, instant)) : json_null();
}

int64_t
api_limit(const struct request *req)
{
	const char *text = request_query(req, "limit");
	int64_t limit = 50;

	if (text && !text_integer(text, 1, 200, &limit))
		return 0;
	return limit;
}

enum { CURSOR_MOST = 1000, CURSOR_SHAPE = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

json_t *
api_cursor(struct request *req, const char *text)
{
	size_t room = sodium_base64_encoded_len(strlen(text), CURSOR_SHAPE);

	return json_string(sodium_bin2base64(memory_need(talloc_size(req, room)), room, (const unsigned char *)text, strlen(text),
	    CURSOR_SHAPE));
}

const char *
api_cursor_read(struct request *req, const char *cursor)
{
	char *text = memory_need(talloc_zero_size(req, CURSOR_MOST + 1));
	size_t length;

	if (sodium_base642bin((unsigned char *)text, CURSOR_MOST, cursor, strlen(cursor), NULL, &length, NULL, CURSOR_SHAPE) != 0)
		return NULL;
	return length > 0 && utf8_valid(text, length, UTF8_LINE) ? text : NULL;
}

int64_t
api_revision(struct request *req, struct response *refused)
{
	int64_t revision = request_revision(req);

	if (revision == 0)
		*refused = refuse(req, 428, NULL);
	if (revision < 0)
		*refused = refuse(req, 400, "If-Match must be the ETag of the record, such as \"r3\".");
	return revision > 0 ? revision : 0;
}
