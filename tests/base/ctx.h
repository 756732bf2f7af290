/* What a test of rules works in: a context made before each test, and gone with everything in it after. Include cmocka.h first. */
#ifndef TESTS_BASE_CTX_H
#define TESTS_BASE_CTX_H

#include <talloc.h>

static void *ctx;

static int
set_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

#endif
