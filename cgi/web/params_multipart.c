/* multipart/form-data (RFC 7578, RFC 2046 section 5.1): the form a file comes with. */
#include "web/params.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"
#include "web/params_parts.h"

enum { HEADERS_MOST = 4096, BOUNDARY_MOST = 70 };

static const char broken[] = "The form did not arrive in one piece. Please send it again.";

/* One parameter of a header: name="value" or name=token. */
struct attribute {
	const char *name;
	size_t name_length;
	char *value;			/* unquoted; NULL behind the last */
};

/* The first `what` that lies wholly within [at, end), or NULL. */
static const char *
find(const char *at, const char *end, const char *what)
{
	size_t length = strlen(what);

	for (; (size_t)(end - at) >= length; at++) {
		at = memchr(at, *what, (size_t)(end - at) - length + 1);
		if (!at || memcmp(at, what, length) == 0)
			return at;
	}
	return NULL;
}

static size_t
skip_blanks(const char *s)
{
	return strspn(s, " \t");
}

/* The quoted string at `*at` ("\"" and "\\" are escapes, as browsers and curl send them), or NULL. */
static char *
read_quoted(const void *ctx, const char **at)
{
	const char *s = *at + 1;
	char *value = text_copy(ctx, s);
	size_t n = 0;

	for (; *s && *s != '"'; s++) {
		if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		value[n++] = *s;
	}
	value[n] = '\0';
	if (!*s)
		return NULL;
	*at = s + 1;
	return value;
}

/* Reads "; name=value" at `*at`.  False when malformed; a NULL value at the end of the header. */
static bool
read_attribute(const void *ctx, const char **at, struct attribute *into)
{
	*into = (struct attribute){ 0 };
	*at += skip_blanks(*at);
	if (!**at)
		return true;
	if (**at != ';')
		return false;
	*at += 1;
	*at += skip_blanks(*at);
	if (!**at)
		return true;
	into->name = *at;
	into->name_length = strcspn(*at, "=; \t\"");
	*at += into->name_length;
	if (into->name_length == 0 || **at != '=')
		return false;
	*at += 1;
	if (**at == '"') {
		into->value = read_quoted(ctx, at);
	} else {
		size_t n = strcspn(*at, "; \t\"");

		into->value = text_copy_bytes(ctx, *at, n);
		*at += n;
	}
	return into->value != NULL;
}

static bool
is_attribute(const struct attribute *a, const char *name)
{
	return strlen(name) == a->name_length && strncasecmp(a->name, name, a->name_length) == 0;
}

/*
 * The value of `name` behind the first word of a header, which must be `type`;
 * `*into` is NULL when it is not there.  False when malformed or there twice.
 */
static bool
header_attribute(const void *ctx, const char *header, const char *type, const char *name, char **into)
{
	size_t length = strlen(type);
	struct attribute a;

	*into = NULL;
	header += skip_blanks(header);
	if (strncasecmp(header, type, length) != 0 || !strchr("; \t", header[length]))
		return false;
	header += length;
	do {
		if (!read_attribute(ctx, &header, &a))
			return false;
		if (!a.value || !is_attribute(&a, name))
			continue;
		if (*into)
			return false;
		*into = a.value;
	} while (a.value);
	return true;
}

/* The headers of one part, which matter. */
struct headers {
	const char *disposition;
	const char *type;
	const char *encoding;
};

/* Splits the header block, which it changes.  False when malformed or one comes twice. */
static bool
read_headers(char *block, struct headers *into)
{
	*into = (struct headers){ 0 };
	for (char *line = block, *next; line && *line; line = next) {
		const char **place = NULL;
		char *colon;

		next = strstr(line, "\r\n");
		if (next) {
			*next = '\0';
			next += 2;
		}
		colon = strchr(line, ':');
		if (!colon || colon == line)
			return false;
		*colon = '\0';
		if (strcasecmp(line, "content-disposition") == 0)
			place = &into->disposition;
		else if (strcasecmp(line, "content-type") == 0)
			place = &into->type;
		else if (strcasecmp(line, "content-transfer-encoding") == 0)
			place = &into->encoding;
		if (place && *place)
			return false;
		if (place)
			*place = colon + 1 + skip_blanks(colon + 1);
	}
	return true;
}

/* What stands behind the last slash of either kind: some browsers send the whole path. */
static const char *
base_name(const char *path)
{
	const char *name = path;

	for (; *path; path++)
		if (*path == '/' || *path == '\\')
			name = path + 1;
	return name;
}

/* Fills in a file's bytes, name and type. */
static const char *
set_file(struct params *params, struct param *p, const char *filename, const char *type, const char *bytes, size_t length)
{
	if (!utf8_valid_text(filename, UTF8_LINE))
		return "The name of the file is not sound text. Rename it and try again.";
	p->filename = text_copy(params, base_name(filename));
	p->type = type ? text_lower(params, type) : "application/octet-stream";
	p->value = text_copy_bytes(params, bytes, length);
	p->length = length;
	return NULL;
}

/* One part: its headers at [head, body - 4), its bytes at [body, body + length). */
static const char *
add_part(struct params *params, char *head, const char *body, size_t length, const struct params_limits *limits)
{
	struct headers headers;
	const char *problem;
	char *name, *filename;
	struct param *p;

	if (!read_headers(head, &headers) || !headers.disposition)
		return broken;
	if (headers.encoding && !text_equal_fold(headers.encoding, "binary")
	    && !text_equal_fold(headers.encoding, "8bit") && !text_equal_fold(headers.encoding, "7bit"))
		return "The form uses an encoding that is not known here.";
	if (!header_attribute(head, headers.disposition, "form-data", "name", &name) || !name
	    || !header_attribute(head, headers.disposition, "form-data", "filename", &filename))
		return broken;
	problem = params_check_name(name, strlen(name), limits);
	if (problem)
		return problem;
	if (params->count == limits->fields)
		return "The request has too many fields.";
	p = params_more(params);
	p->name = text_copy(params, name);
	if (filename)
		return set_file(params, p, filename, headers.type, body, length);
	return params_set_text(params, p, body, length);
}

/* The rest of a delimiter's line: blanks, then CRLF.  What follows it, or NULL. */
static const char *
behind_line(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return end - at >= 2 && at[0] == '\r' && at[1] == '\n' ? at + 2 : NULL;
}

/* Reads the parts from behind the first delimiter. */
static const char *
read_parts(struct params *params, const char *at, const char *end, const char *delimiter, const struct params_limits *limits)
{
	size_t delimiter_length = strlen(delimiter);

	for (;;) {
		const char *body, *stop, *problem;
		char *head;

		if (end - at >= 2 && at[0] == '-' && at[1] == '-')
			return NULL;
		at = behind_line(at, end);
		if (!at)
			return broken;
		body = find(at, end - at < HEADERS_MOST ? end : at + HEADERS_MOST, "\r\n\r\n");
		if (!body || memchr(at, '\0', (size_t)(body - at)))
			return broken;
		body += 4;
		/* The CRLF that ends the headers may be that of the delimiter, when a part is empty. */
		stop = find(body - 2, end, delimiter);
		if (!stop)
			return broken;
		head = text_copy_bytes(NULL, at, (size_t)(body - 4 - at));
		problem = add_part(params, head, body, stop > body ? (size_t)(stop - body) : 0, limits);
		talloc_free(head);
		if (problem)
			return problem;
		at = stop + delimiter_length;
	}
}

/* "\r\n--boundary", or NULL. */
static char *
delimiter_of(const void *ctx, const char *content_type)
{
	char *boundary;
	size_t length;

	if (!header_attribute(ctx, content_type, "multipart/form-data", "boundary", &boundary) || !boundary)
		return NULL;
	length = strlen(boundary);
	if (length == 0 || length > BOUNDARY_MOST || boundary[length - 1] == ' ' || !utf8_valid_text(boundary, UTF8_LINE))
		return NULL;
	return text_format(ctx, "\r\n--%s", boundary);
}

struct params *
params_multipart(const void *ctx, const char *bytes, size_t length, const char *content_type,
	const struct params_limits *limits, const char **problem_out)
{
	struct params *params = params_new(ctx);
	const char *end = bytes + length, *first, *problem;
	char *delimiter = delimiter_of(params, content_type ? content_type : "");
	size_t n = delimiter ? strlen(delimiter) : 0;

	limits = limits ? limits : &params_limits_usual;
	if (length > limits->total)
		return params_done(params, "The request is too large.", problem_out);
	if (!delimiter || length == 0)
		return params_done(params, broken, problem_out);
	/* The first delimiter needs no line before it. */
	if (length >= n - 2 && memcmp(bytes, delimiter + 2, n - 2) == 0) {
		first = bytes + n - 2;
	} else {
		first = find(bytes, end, delimiter);
		first = first ? first + n : NULL;
	}
	problem = first ? read_parts(params, first, end, delimiter, limits) : broken;
	return params_done(params, problem, problem_out);
}
