/* Every column of every table is classed, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/text.h"
#include "data/classes.h"
#include "data/scratch.h"

static void *ctx;
static struct db *root;

struct place {
	const char *table_name, *column_name;
};
static const struct column place_columns[] = { COLUMN(TEXT, struct place, table_name), COLUMN(TEXT, struct place, column_name), { 0 } };
static const struct shape place_shape = { sizeof(struct place), place_columns };

static const struct place *
places(size_t *count)
{
	return db_list(root, ctx, &place_shape, count, "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t"
	    " ON t.table_schema = c.table_schema AND t.table_name = c.table_name WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'"
	    " AND c.table_name <> 'migration_lock' ORDER BY c.table_name, c.ordinal_position", "");
}

static void
every_column_is_classed(void **state)
{
	size_t count;
	const struct place *all = places(&count);
	int missing = 0;

	(void)state;
	assert_true(count > 500);
	for (size_t i = 0; i < count; i++) {
		const struct table_class *t = table_class_find(all[i].table_name);

		if (t && column_class(t, all[i].column_name) >= 0)
			continue;
		print_message("%s.%s is not in cgi/data/classes.c\n", all[i].table_name, all[i].column_name);
		missing++;
	}
	assert_int_equal(missing, 0);
}

static void
nothing_else_is_classed_and_nothing_twice(void **state)
{
	size_t count, words = 0;
	const char *before = "";

	(void)state;
	places(&count);
	for (const struct table_class *t = table_classes; t->name; t++) {
		if (strcmp(before, t->name) >= 0)
			fail_msg("%s stands behind %s", t->name, before);
		before = t->name;
		assert_true(strlen(t->what) > 3 && strlen(t->kept) >= 5);
		for (int i = 0; i < CLASS_COUNT; i++) {
			char **names = text_split(ctx, table_class_columns(t, i) ? table_class_columns(t, i) : "", " ", NULL);

			for (; *names && **names; names++, words++)
				if (column_class(t, *names) != i)
					fail_msg("%s.%s is classed twice", t->name, *names);
		}
	}
	assert_int_equal(words, count);
}

/* What a comment in the schema says holds. */
static void
the_schema_says_the_same(void **state)
{
	static const struct { const char *word; int data_class; } said[] = { { "personal%", CLASS_PERSONAL }, { "contact%", CLASS_CONTACT }, { "words%", CLASS_WORDS } };

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		size_t count;
		const struct place *all = db_list(root, ctx, &place_shape, &count, "SELECT table_name, column_name FROM information_schema.columns"
		    " WHERE table_schema = DATABASE() AND column_comment LIKE ?", "s", said[i].word);

		assert_true(count > 0);
		for (size_t j = 0; j < count; j++)
			if (column_class(table_class_find(all[j].table_name), all[j].column_name) != said[i].data_class)
				fail_msg("%s.%s is called %s by the schema", all[j].table_name, all[j].column_name, said[i].word);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_column_is_classed), cmocka_unit_test(nothing_else_is_classed_and_nothing_twice), cmocka_unit_test(the_schema_says_the_same),
	};

	ctx = talloc_new(NULL);
	root = scratch_root(ctx);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
