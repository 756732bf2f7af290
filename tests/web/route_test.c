/* Routes: which row answers, what its names stand for, 404 or 405. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "web/route.h"

static struct response
nothing(struct request *req)
{
	(void)req;
	return (struct response){ .status = 200 };
}

static const struct route routes[] = {
	{ GET,   "/",                          nothing, ANYONE, 0 },
	{ GET,   "/terms",                     nothing, ANYONE, 0 },
	{ POST,  "/terms",                     nothing, ANYONE, 0 },
	{ GET,   "/terms/new",                 nothing, ANYONE, 0 },
	{ GET,   "/terms/:slug",               nothing, ANYONE, 0 },
	{ POST,  "/terms/:slug/versions/:n",   nothing, ANYONE, 0 },
	{ GET,   "/imports/:id",               nothing, ANYONE, 0 },
	{ 0 }
};

static const struct route *
find(struct request *req, enum method method, const char *path, const char **allow)
{
	req->method = method;
	req->path = path;
	req->slug = NULL;
	req->id = req->number = 0;
	return route_find(req, routes, allow);
}

static void
test_route__literal_rows_win(void **state)
{
	struct request *req = talloc_zero(NULL, struct request);
	const char *allow;

	(void)state;
	assert_ptr_equal(find(req, GET, "/terms/new", &allow), &routes[3]);
	assert_null(req->slug);
	assert_ptr_equal(find(req, GET, "/terms/mql", &allow), &routes[4]);
	assert_string_equal(req->slug, "mql");
	assert_ptr_equal(find(req, GET, "/", &allow), &routes[0]);
	talloc_free(req);
}

static void
test_route__numbers_are_positive_and_plain(void **state)
{
	static const char *const bad[] = { "/imports/0", "/imports/-1", "/imports/1x", "/imports/01", "/imports/",
	    "/imports/99999999999999999999", "/imports/1/2" };
	struct request *req = talloc_zero(NULL, struct request);
	const char *allow;

	(void)state;
	assert_non_null(find(req, GET, "/imports/17", &allow));
	assert_int_equal(req->id, 17);
	assert_non_null(find(req, POST, "/terms/mql/versions/5", &allow));
	assert_int_equal(req->number, 5);
	assert_string_equal(req->slug, "mql");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_null(find(req, GET, bad[i], &allow));
		assert_null(allow);
	}
	talloc_free(req);
}

static void
test_route__another_method_is_405_with_allow(void **state)
{
	struct request *req = talloc_zero(NULL, struct request);
	const char *allow;

	(void)state;
	assert_null(find(req, PATCH, "/terms", &allow));
	assert_string_equal(allow, "GET, HEAD, POST");
	assert_null(find(req, GET, "/nowhere", &allow));
	assert_null(allow);
	talloc_free(req);
}

static void
test_route__the_way_back_is_the_nearest_page(void **state)
{
	struct request *req = talloc_zero(NULL, struct request);

	(void)state;
	assert_string_equal(route_above(req, routes, "/terms/mql/versions/5"), "/terms/mql");
	assert_string_equal(route_above(req, routes, "/elsewhere/deep"), "/");
	talloc_free(req);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_route__literal_rows_win),
		cmocka_unit_test(test_route__numbers_are_positive_and_plain),
		cmocka_unit_test(test_route__another_method_is_405_with_allow),
		cmocka_unit_test(test_route__the_way_back_is_the_nearest_page),
	};

	return cmocka_run_group_tests_name("web/route", tests, NULL, NULL);
}
