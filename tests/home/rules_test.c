/* What somebody typed into the search box, read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "home/rules.h"

static void
test_search__prefixes_and_words(void **state)
{
	static const struct {
		const char *typed, *words, *owner, *status, *source, *persona, *in;
	} rows[] = {
		{ "", "", NULL, NULL, NULL, NULL, NULL },
		{ "  anna   weber ", "anna weber", NULL, NULL, NULL, NULL, NULL },
		{ "owner:me", "", "me", NULL, NULL, NULL, NULL },
		{ "anna OWNER:me weber", "anna weber", "me", NULL, NULL, NULL, NULL },
		{ "source:\"Trade fair\" anna", "anna", NULL, NULL, "Trade fair", NULL, NULL },
		{ "source:\"Trade fair", "", NULL, NULL, "Trade fair", NULL, NULL },
		{ "source:\"\" x", "x", NULL, NULL, NULL, NULL, NULL },
		{ "owner: me", "owner: me", NULL, NULL, NULL, NULL, NULL },
		{ "colour:green", "colour:green", NULL, NULL, NULL, NULL, NULL },
		{ "http://x status:new status:working", "http://x", NULL, "working", NULL, NULL, NULL },
		{ "persona:buyer in:leads", "", NULL, NULL, NULL, "buyer", "leads" },
		{ "xowner:me", "xowner:me", NULL, NULL, NULL, NULL, NULL },
	};
	void *ctx = talloc_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct search s = search_read(ctx, rows[i].typed);
		const char *const want[] = { rows[i].owner, rows[i].status, rows[i].source, rows[i].persona, rows[i].in };
		bool any = false;

		assert_string_equal(s.words, rows[i].words);
		for (int part = 0; part < SEARCH_PARTS; part++) {
			any |= want[part] != NULL;
			if (want[part] && s.parts[part])
				assert_string_equal(s.parts[part], want[part]);
			else
				assert_true(!want[part] && !s.parts[part]);
		}
		assert_int_equal(s.any, any);
	}
	talloc_free(ctx);
}

static void
test_search__lifted_and_where(void **state)
{
	void *ctx = talloc_new(NULL);
	struct search s = search_read(ctx, "anna source:\"Trade fair\" owner:me");

	(void)state;
	assert_string_equal(search_without(ctx, &s, SEARCH_OWNER), "source:\"Trade fair\" anna");
	assert_string_equal(search_without(ctx, &s, SEARCH_SOURCE), "owner:me anna");
	assert_true(search_leads(&s));
	assert_false(search_terms(&s));
	s = search_read(ctx, "mql");
	assert_true(search_leads(&s) && search_terms(&s));
	s = search_read(ctx, "mql in:Terms");
	assert_true(!search_leads(&s) && search_terms(&s));
	s = search_read(ctx, "in:terms");
	assert_true(!search_leads(&s) && !search_terms(&s));
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search__prefixes_and_words),
		cmocka_unit_test(test_search__lifted_and_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
