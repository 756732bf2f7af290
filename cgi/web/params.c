/* Sets of names and values: making, asking, and the urlencoded and cookie forms. */
#include "web/params.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"
#include "web/params_parts.h"
#include "web/urlencode.h"

const struct params_limits params_limits_usual = { .fields = 1000, .name = 100, .total = 1 << 20 };

struct params *
params_new(const void *ctx)
{
	return memory_need(talloc_zero(ctx, struct params));
}

struct param *
params_more(struct params *params)
{
	if ((params->count & (params->count + 1)) == 0)
		params->items = memory_need(talloc_realloc(params, params->items, struct param, 2 * (params->count + 1)));
	params->items[params->count] = (struct param){ 0 };
	return &params->items[params->count++];
}

void
params_add(struct params *params, const char *name, const char *value)
{
	struct param *p = params_more(params);

	p->name = text_copy(params, name);
	p->value = text_copy(params, value);
	p->length = strlen(p->value);
}

const char *
params_set_text(struct params *params, struct param *p, const char *bytes, size_t length)
{
	if (!utf8_valid(bytes, length, UTF8_ANY))
		return "A field of the request is not sound UTF-8 text.";
	p->value = utf8_lines(params, bytes, length, &p->length);
	return NULL;
}

const char *
params_check_name(const char *name, size_t length, const struct params_limits *limits)
{
	if (length == 0)
		return "A field of the request has no name.";
	if (length > limits->name)
		return "A field of the request has too long a name.";
	if (!utf8_valid(name, length, UTF8_LINE))
		return "A field of the request has a name that is not sound text.";
	return NULL;
}

/* "name=value", still encoded. */
static const char *
add_pair(struct params *params, const char *pair, size_t length, const struct params_limits *limits)
{
	const char *equals = memchr(pair, '=', length), *problem;
	size_t name_length = equals ? (size_t)(equals - pair) : length, value_length;
	char *name, *value;
	struct param *p;

	if (params->count == limits->fields)
		return "The request has too many fields.";
	name = url_decode(params, pair, name_length, true, &name_length);
	value = equals ? url_decode(params, equals + 1, length - (size_t)(equals - pair) - 1, true, &value_length)
	    : text_copy(params, "");
	if (!equals)
		value_length = 0;
	if (!name || !value)
		return "The request has a broken percent-escape.";
	problem = params_check_name(name, name_length, limits);
	if (problem)
		return problem;
	p = params_more(params);
	p->name = name;
	problem = params_set_text(params, p, value, value_length);
	talloc_free(value);
	return problem;
}

struct params *
params_done(struct params *params, const char *problem, const char **problem_out)
{
	*problem_out = problem;
	if (!problem)
		return params;
	talloc_free(params);
	return NULL;
}

struct params *
params_urlencoded(const void *ctx, const char *bytes, size_t length, const struct params_limits *limits, const char **problem_out)
{
	struct params *params = params_new(ctx);
	const char *problem = NULL;

	limits = limits ? limits : &params_limits_usual;
	if (length > limits->total)
		problem = "The request is too large.";
	for (size_t at = 0; !problem && at < length;) {
		const char *end = memchr(bytes + at, '&', length - at);
		size_t n = end ? (size_t)(end - bytes) - at : length - at;

		if (n)
			problem = add_pair(params, bytes + at, n, limits);
		at += n + 1;
	}
	return params_done(params, problem, problem_out);
}

struct params *
params_query(const void *ctx, const char *query, const struct params_limits *limits, const char **problem)
{
	return params_urlencoded(ctx, query ? query : "", query ? strlen(query) : 0, limits, problem);
}

/* RFC 6265, 4.1.1: a token, and visible ASCII but for a few signs; browsers let "," and spaces pass, so do we. */
static bool
is_cookie_name(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (s[i] <= 0x20 || s[i] >= 0x7f || strchr("()<>@,;:\\\"/[]?={}", s[i]))
			return false;
	return length > 0;
}

static bool
is_cookie_value(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (s[i] < 0x20 || s[i] >= 0x7f || s[i] == '"' || s[i] == '\\')
			return false;
	return true;
}

/* "name=value" of a Cookie header, trimmed; anything odd is left out. */
static void
add_cookie(struct params *params, const char *pair, size_t length, const struct params_limits *limits)
{
	const char *equals = memchr(pair, '=', length), *value;
	size_t name_length, value_length;
	struct param *p;

	if (!equals)
		return;
	name_length = (size_t)(equals - pair);
	value = equals + 1;
	value_length = length - name_length - 1;
	if (value_length >= 2 && value[0] == '"' && value[value_length - 1] == '"') {
		value++;
		value_length -= 2;
	}
	if (name_length > limits->name || !is_cookie_name(pair, name_length) || !is_cookie_value(value, value_length))
		return;
	p = params_more(params);
	p->name = text_copy_bytes(params, pair, name_length);
	p->value = text_copy_bytes(params, value, value_length);
	p->length = value_length;
}

struct params *
params_cookies(const void *ctx, const char *header, const struct params_limits *limits, const char **problem_out)
{
	struct params *params = params_new(ctx);
	const char *problem = NULL, *at = header ? header : "";

	limits = limits ? limits : &params_limits_usual;
	if (strlen(at) > limits->total)
		return params_done(params, "The request's cookies are too large.", problem_out);
	while (*at && !problem) {
		size_t n = strcspn(at, ";"), step = n + (at[n] == ';'), skip = strspn(at, " \t");
		size_t length = n > skip ? n - skip : 0;

		while (length && strchr(" \t", at[skip + length - 1]))
			length--;
		if (params->count == limits->fields)
			problem = "The request has too many cookies.";
		else
			add_cookie(params, at + skip, length, limits);
		at += step;
	}
	return params_done(params, problem, problem_out);
}

const struct param *
params_nth(const struct params *params, const char *name, size_t nth)
{
	for (size_t i = 0; i < params->count; i++)
		if (strcmp(params->items[i].name, name) == 0 && nth-- == 0)
			return &params->items[i];
	return NULL;
}

const char *
params_all(const struct params *params, const char *name, size_t nth)
{
	for (size_t i = 0; i < params->count; i++)
		if (!params->items[i].filename && strcmp(params->items[i].name, name) == 0 && nth-- == 0)
			return params->items[i].value;
	return NULL;
}

const char *
params_get(const struct params *params, const char *name)
{
	return params_all(params, name, 0);
}

const struct param *
params_file(const struct params *params, const char *name)
{
	for (size_t i = 0; i < params->count; i++) {
		const struct param *p = &params->items[i];

		if (p->filename && (*p->filename || p->length) && strcmp(p->name, name) == 0)
			return p;
	}
	return NULL;
}

size_t
params_count(const struct params *params, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < params->count; i++)
		count += strcmp(params->items[i].name, name) == 0;
	return count;
}

const char *
params_repeated(const struct params *params, const char *const lists[])
{
	for (size_t i = 0; i < params->count; i++) {
		const char *name = params->items[i].name;

		if (text_ends(name, "[]") || text_in(name, lists))
			continue;
		for (size_t j = i + 1; j < params->count; j++)
			if (strcmp(params->items[j].name, name) == 0)
				return name;
	}
	return NULL;
}

char *
params_encode(const void *ctx, const struct params *params)
{
	struct buffer *out = buffer_new(NULL);
	char *made;

	for (size_t i = 0; i < params->count; i++) {
		const struct param *p = &params->items[i];

		if (p->filename)
			continue;
		if (out->length)
			buffer_byte(out, '&');
		buffer_text(out, url_encode(out, p->name));
		buffer_byte(out, '=');
		buffer_text(out, url_encode(out, p->value));
	}
	made = buffer_take(ctx, out);
	talloc_free(out);
	return made;
}
