/*
 * The body of a program's request, read member by member as the API does: what is taken is of the types asked for, and each thing
 * that is wrong is named once, by a JSON pointer (RFC 6901) that leads into the body. Cursors of lists and If-Match with it.
 */
#include "fuzz.h"

#include "web/api.h"

enum { LEVELS = 3, ERRORS_MOST = 50 };

/* What the programs answer with a page or a problem of their own: here its status alone. */
struct response
refuse(struct request *req, int status, const char *why)
{
	NEED(!why || utf8_valid_text(why, UTF8_ANY));
	return (struct response){ .status = status, .body = text_copy(req, why) };
}

/* {"name": a text that is needed, "count": a number, "sure": true or false, "items": [the same, three deep], "free": anything} */
static void
read_level(struct json_in *in, int level)
{
	const char *name = json_in_text(in, "name", true);
	struct json_in **items;
	size_t count;

	NEED(!name || json_is_string(json_object_get(json_in_object(in), "name")));
	json_in_integer(in, "count", false);
	json_in_bool(in, "sure", level > 0);
	json_in_know(in, (const char *const[]){ "free", NULL });
	if (json_in_has(in, "free") && json_is_null(json_object_get(json_in_object(in), "free")))
		json_in_reject(in, "/free", "Not null.");
	if (level == LEVELS)
		return;
	items = json_in_list(in, "items", false, &count);
	NEED(!count || items);
	for (size_t i = 0; i < count; i++)
		read_level(items[i], level + 1);
}

static bool
is(const json_t *object, const char *name, bool required, bool of_type)
{
	const json_t *value = json_object_get(object, name);

	return value && !json_is_null(value) ? of_type : !required;
}

/* The second opinion: is it all as read_level() wants it? */
static bool
sound(const json_t *object, int level)
{
	const json_t *items = json_object_get(object, "items"), *name = json_object_get(object, "name"), *free = json_object_get(object, "free"), *item;
	const char *member;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)(uintptr_t)object, member, value)
		if (!text_in(member, (const char *const[]){ "name", "count", "sure", "free", level < LEVELS ? "items" : "name", NULL }))
			return false;
	if (!is(object, "name", true, json_is_string(name)) || (free && json_is_null(free))
	    || !is(object, "count", false, json_is_integer(json_object_get(object, "count")))
	    || !is(object, "sure", level > 0, json_is_boolean(json_object_get(object, "sure"))))
		return false;
	if (level == LEVELS || !items || json_is_null(items))
		return true;
	if (!json_is_array(items))
		return false;
	json_array_foreach(items, i, item)
		if (!json_is_object(item) || !sound(item, level + 1))
			return false;
	return true;
}

/* Where a pointer leads; NULL where there is nothing. `*parent` is what holds it. */
static const json_t *
led_to(const void *ctx, const json_t *body, const char *pointer, const json_t **parent)
{
	const json_t *at = body;

	*parent = NULL;
	while (at && *pointer == '/') {
		size_t length = strcspn(pointer + 1, "/");
		const char *name = text_copy_bytes(ctx, pointer + 1, length);

		*parent = at;
		at = json_is_array(at) ? json_array_get(at, strtoul(name, NULL, 10))
		    : json_object_get(at, text_replace(ctx, text_replace(ctx, name, "~1", "/"), "~0", "~"));
		pointer += 1 + length;
	}
	return *pointer ? NULL : at;
}

static void
check_refusal(const void *ctx, const json_t *body, const struct response *refused)
{
	json_t *problem = json_loadb(refused->body, refused->length, JSON_REJECT_DUPLICATES, NULL), *errors = json_object_get(problem, "errors"), *error;
	const json_t *parent;
	size_t i;

	NEED(refused->status == 422 && json_array_size(errors) > 0 && json_array_size(errors) <= ERRORS_MOST);
	json_array_foreach(errors, i, error) {
		const char *pointer = json_string_value(json_object_get(error, "pointer")), *detail = json_string_value(json_object_get(error, "detail"));
		bool there = led_to(ctx, body, pointer, &parent);

		NEED(detail && *detail && (there || (json_is_object(parent) && text_equal(detail, "This is needed."))));
		for (size_t k = 0; k < i; k++)
			NEED(!text_equal(pointer, json_string_value(json_object_get(json_array_get(errors, k), "pointer"))));
	}
	json_decref(problem);
}

static void
check_words(struct request *req, const char *bytes)
{
	const char *text = api_cursor_read(req, bytes);
	json_t *cursor;

	req->if_match = bytes;
	NEED(request_revision(req) >= -1);
	if (!text)
		return;
	cursor = api_cursor(req, text);
	NEED(utf8_valid_text(text, UTF8_LINE) && text_equal(api_cursor_read(req, json_string_value(cursor)), text));
	json_decref(cursor);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	struct request *req = talloc(ctx, struct request);
	struct response refused = { 0 };
	struct json_in *in;
	json_t *body;

	*req = (struct request){ .method = POST, .path = "/api/v1/fuzz", .api = true, .raw = bytes, .raw_length = length,
		.content_type = "application/json", .request_id = "0" };
	check_words(req, bytes);
	in = json_in(req, &refused);
	body = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL);
	NEED(!in == !json_is_object(body) && (in || refused.status == 400));
	if (in) {
		read_level(in, 0);
		NEED(json_in_end(in, &refused) == sound(body, 0));
		if (refused.status)
			check_refusal(ctx, body, &refused);
	}
	json_decref(body);
}
