/* The path of a request, where it leads, and where somebody may be sent back to. */
#include "fuzz.h"

#include "web/route.h"
#include "web/urlencode.h"

static struct response
nothing(struct request *req)
{
	(void)req;
	return (struct response){ 0 };
}

static const struct route routes[] = {
	{ GET, "/", nothing, PERSON, 0 },
	{ GET, "/glossary", nothing, PERSON, 0 },
	{ POST, "/glossary", nothing, PERSON, 0 },
	{ GET, "/glossary/new", nothing, PERSON, 0 },
	{ GET, "/glossary/:slug", nothing, PERSON, 0 },
	{ GET, "/glossary/:slug/versions/:n", nothing, PERSON, 0 },
	{ POST, "/glossary/imports/:id/confirmation", nothing, PERSON, 0 },
	{ 0 }
};

static bool
has_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return true;
	return false;
}

/* No segment of it means another folder. */
static void
check_path(const void *ctx, const char *path)
{
	size_t length;
	const char *address = path_encode(ctx, path), *back = path_decode(ctx, address);

	NEED(path[0] == '/' && !strstr(path, "//") && !strchr(path, '\\') && !has_control(path));
	NEED(!strstr(path, "/../") && !strstr(path, "/./") && !text_ends(path, "/..") && !text_ends(path, "/."));
	NEED(utf8_valid_text(path, UTF8_LINE));
	NEED(strlen(address) > 2000 || (back && strcmp(back, path) == 0));
	NEED(url_decode(ctx, address, strlen(address), false, &length) && length == strlen(path));
}

static void
check_route(const void *ctx, const char *path, enum method method)
{
	struct request *req = talloc_zero(ctx, struct request);
	const char *allow;
	const struct route *route;

	req->path = path;
	req->method = method;
	route = route_find(req, routes, &allow);
	if (route) {
		NEED(route->method == method && route->answer == nothing);
		NEED(!strstr(route->path, ":slug") || (*req->slug && !strchr(req->slug, '/')));
		NEED(!strstr(route->path, ":n") || text_starts(route->path, "/glossary/new") || req->number > 0);
		NEED(!strstr(route->path, ":id") || req->id > 0);
	}
	NEED(!allow || *allow);
	NEED(route_above(req, routes, path)[0] == '/');
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const char *path = path_decode(ctx, bytes);

	(void)length;
	if (path) {
		check_path(ctx, path);
		check_route(ctx, path, GET);
		check_route(ctx, path, POST);
	}
	if (path_is_local(bytes)) {
		NEED(bytes[0] == '/' && bytes[1] != '/' && !strchr(bytes, '\\') && !has_control(bytes));
		NEED(utf8_valid_text(bytes, UTF8_LINE));
	}
}
