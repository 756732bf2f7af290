/* Matches paths to routes. */
#include "web/route.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

/* What a pattern's names stood for. */
struct match {
	const char *slug;
	int64_t id, number;
	int names;
};

static size_t
segment(const char *s)
{
	return strcspn(s, "/");
}

/* One segment against one of the pattern. */
static bool
segment_match(const void *ctx, const char *pattern, size_t pattern_length, const char *path, size_t length, struct match *m)
{
	const char *value;

	if (*pattern != ':')
		return pattern_length == length && memcmp(pattern, path, length) == 0;
	m->names++;
	value = text_copy_bytes(ctx, path, length);
	if (strncmp(pattern, ":slug", pattern_length) == 0 && pattern_length == 5) {
		m->slug = value;
		return length > 0;
	}
	return text_integer(value, 1, INT64_MAX, pattern_length == 2 && pattern[1] == 'n' ? &m->number : &m->id);
}

static bool
path_match(const void *ctx, const char *pattern, const char *path, struct match *m)
{
	*m = (struct match){ 0 };
	while (*pattern == '/' && *path == '/') {
		size_t p = segment(++pattern), n = segment(++path);

		if (!segment_match(ctx, pattern, p, path, n, m))
			return false;
		pattern += p;
		path += n;
	}
	return !*pattern && !*path;
}

static const char *
method_name(enum method method)
{
	static const char *const names[] = { "GET, HEAD", "POST", "PUT", "PATCH", "DELETE" };

	return names[method];
}

const struct route *
route_find(struct request *req, const struct route *routes, const char **allow)
{
	const struct route *best = NULL;
	struct match m, best_match = { 0 };

	*allow = NULL;
	for (const struct route *r = routes; r->path; r++) {
		if (!path_match(req, r->path, req->path, &m))
			continue;
		if (r->method != req->method) {
			if (!*allow || !strstr(*allow, method_name(r->method)))
				*allow = text_format(req, "%s%s%s", *allow ? *allow : "", *allow ? ", " : "", method_name(r->method));
		} else if (!best || m.names < best_match.names) {
			best = r;
			best_match = m;
		}
	}
	if (best) {
		req->slug = best_match.slug;
		req->id = best_match.id;
		req->number = best_match.number;
	}
	return best;
}

const char *
route_above(struct request *req, const struct route *routes, const char *path)
{
	char *at = text_copy(req, path);
	struct match m;

	for (char *cut; (cut = strrchr(at, '/')) && cut != at;) {
		*cut = '\0';
		for (const struct route *r = routes; r->path; r++)
			if (r->method == GET && path_match(req, r->path, at, &m))
				return at;
	}
	return "/";
}

/* Prints the names of the bits that are set, or "-". */
static void
print_bits(const char *const *names, unsigned bits)
{
	const char *between = "";

	fputs(bits ? " " : " -", stdout);
	for (unsigned i = 0; names[i]; i++)
		if (bits & 1U << i) {
			printf("%s%s", between, names[i]);
			between = "|";
		}
}

void
routes_print(const struct route *routes)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
	static const char *const roles[] = { "stranger", "observer", "marketing", "sales", "signatory", "administrator", "point_person", NULL };
	static const char *const takes[] = { "file", "csv", "unkeyed", "keeps_refusal", "proves_itself", "shows_words", "shows_clocks", "nameless", NULL };

	for (const struct route *r = routes; r->path; r++) {
		printf("%s %s", methods[r->method], r->path);
		print_bits(roles, r->who);
		print_bits(takes, r->takes);
		putchar('\n');
	}
}
