/* What saved searches look for, and the sentences of who was erased. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "leads/rules_erase.h"

#include <string.h>
#include <talloc.h>

static const struct lead anna = { .name = "Anna-Lena Wéber", .email = "Anna.Weber@Fernhill.example", .phone = "+49 (30) 123-4567" };

static void
searches(void **state)
{
	static const struct { const char *query; bool names; } cases[] = {
		{ "view=open&text=weber", true }, { "view=open&text=WEB", true }, { "text=w%C3%A9ber&view=open", true }, { "view=all&text=anna.weber%40fernhill.example", true },
		{ "view=all&text=030+1234567", true }, { "view=all&text=an", false }, { "view=open&owner=me", false }, { "view=open&text=", false },
		{ "view=open&text=fernhill", false }, { "view=open&text=%", false }, { "view=open&context=weber", false }, { "view=open&text=osei", false },
	};
	void *ctx = talloc_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (search_names(ctx, cases[i].query, &anna) != cases[i].names)
			fail_msg("%s", cases[i].query);
	assert_string_equal(search_unnamed(ctx, "view=open&text=weber&owner=me"), "view=open&owner=me");
	assert_string_equal(search_unnamed(ctx, "text=weber"), "");
	talloc_free(ctx);
}

static void
patterns(void **state)
{
	void *ctx = talloc_new(NULL);
	const struct lead bo = { .name = "Bo Li", .email = "Bo.Li@kestrel.example", .phone = "" }, one = { .name = "Zoe", .phone = "12" }, *both[] = { &bo, &one };

	(void)state;
	assert_null(people_pattern(ctx, both + 1, 1, true));
	assert_non_null(strstr(people_pattern(ctx, both, 2, true), "(?:Bo|Bo)(?:\\s|\\+|%20)+(?:Li|Li)(?!"));
	assert_non_null(strstr(people_pattern(ctx, both, 2, true), "Bo\\.Li\\@kestrel\\.example|"));
	assert_non_null(strstr(people_pattern(ctx, both, 2, true), "Bo\\.Li%40kestrel\\.example)(?!"));
	assert_null(strstr(people_pattern(ctx, both, 2, true), "Zoe"));
	assert_null(people_pattern(ctx, (const struct lead *[]){ &(struct lead){ .name = "Unknown" } }, 1, true));	/* in a text nobody is meant */
	assert_null(people_pattern(ctx, (const struct lead *[]){ &(struct lead){ .name = "Acme  Works", .company = "ACME Works" } }, 1, true));
	assert_null(people_pattern(ctx, (const struct lead *[]){ &(struct lead){ .name = "- ? - ?" } }, 1, true));
	assert_string_equal(people_instead(both, 2), "…");
	assert_string_equal(people_instead((const struct lead *[]){ &anna }, 1), "a lead");
	talloc_free(ctx);
}

static void
sentences(void **state)
{
	(void)state;
	assert_null(erased_problem(ERASED_NOT));
	assert_null(erased_member(ERASED_NOT));
	for (int by = ERASED_EMAIL; by <= ERASED_REF; by++) {
		assert_non_null(strstr(erased_problem(by), "asked to be erased"));
		assert_non_null(erased_member(by));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(searches), cmocka_unit_test(patterns), cmocka_unit_test(sentences) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
