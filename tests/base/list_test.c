/* Keyed lists: what came, went, changed and moved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/list.h"
#include "base/text.h"

static int
setup(void **state)
{
	*state = talloc_new(NULL);
	return 0;
}

static int
teardown(void **state)
{
	talloc_free(*state);
	return 0;
}

/* Rows are single letters; capital and small ones are the same key but not the same words. */
struct rows {
	const char *a, *b;
};

static bool
same_case(size_t i, size_t j, const void *user)
{
	const struct rows *rows = user;

	return rows->a[i] == rows->b[j];
}

static const char **
keys_of(void **state, const char *rows)
{
	const char **keys = talloc_array(*state, const char *, strlen(rows) + 1);

	for (size_t i = 0; rows[i]; i++)
		keys[i] = text_lower(*state, text_copy_bytes(*state, rows + i, 1));
	return keys;
}

/* The steps as words: "=" same, "~" changed, "+" added, "-" removed, ">" moved. */
static void
steps(void **state, const char *a, const char *b, const char *expected)
{
	struct rows rows = { a, b };
	struct buffer *shown = buffer_new(*state);
	size_t count;
	struct list_step *s = list_diff(*state, keys_of(state, a), strlen(a), keys_of(state, b), strlen(b), same_case, &rows, &count);

	for (size_t i = 0; i < count; i++)
		buffer_format(shown, "%c%s%c ", "=~+-"[s[i].kind], s[i].moved ? ">" : "", s[i].new_at == LIST_NONE ? a[s[i].old_at] : b[s[i].new_at]);
	assert_string_equal(shown->data ? shown->data : "", expected);
	assert_int_equal(list_changed(s, count), strcmp(a, b) != 0);
}

static void
test_list__tells_what_changed(void **state)
{
	steps(state, "", "", "");
	steps(state, "abc", "abc", "=a =b =c ");
	steps(state, "abc", "aBc", "=a ~B =c ");
	steps(state, "abc", "abxc", "=a =b +x =c ");
	steps(state, "abc", "ac", "=a -b =c ");
	steps(state, "abc", "bc", "-a =b =c ");
	steps(state, "abc", "", "-a -b -c ");
	steps(state, "", "ab", "+a +b ");
	steps(state, "abcd", "axd", "=a -b -c +x =d ");
}

static void
test_list__calls_as_few_rows_moved_as_possible(void **state)
{
	steps(state, "abcd", "dabc", "=>d =a =b =c ");
	steps(state, "abcd", "bcda", "=b =c =d =>a ");
	steps(state, "abcd", "bCxa", "=b ~C -d +x =>a ");
	steps(state, "abc", "bac", "=b =>a =c ");
	steps(state, "ab", "bA", "=b ~>A ");
}

static void
test_list__pairs_repeated_keys_in_order(void **state)
{
	steps(state, "aa", "aA", "=a ~A ");
	steps(state, "aab", "ab", "=a -a =b ");
	steps(state, "ab", "aab", "=a +a =b ");
}

static void
test_list__has_every_row_once(void **state)
{
	unsigned seed = 21;

	for (int round = 0; round < 3000; round++) {
		const char *keys[2][9];
		size_t n[2], count, old_seen = 0, new_seen = 0;
		struct list_step *s;

		for (int side = 0; side < 2; side++) {
			seed = seed * 1103515245 + 12345;
			n[side] = (seed >> 16) % 9;
			for (size_t i = 0; i < n[side]; i++) {
				static const char *const letters[] = { "a", "b", "c", "d", "e", "f", "g" };

				seed = seed * 1103515245 + 12345;
				keys[side][i] = letters[(seed >> 16) % 7];
			}
		}
		s = list_diff(*state, keys[0], n[0], keys[1], n[1], NULL, NULL, &count);
		for (size_t i = 0; i < count; i++) {
			if (s[i].old_at != LIST_NONE)
				old_seen |= (size_t)1 << s[i].old_at;
			if (s[i].new_at == LIST_NONE)
				continue;
			assert_int_equal(new_seen, ((size_t)1 << s[i].new_at) - 1);
			new_seen |= (size_t)1 << s[i].new_at;
			if (s[i].kind == LIST_SAME)
				assert_string_equal(keys[0][s[i].old_at], keys[1][s[i].new_at]);
		}
		assert_int_equal(old_seen, ((size_t)1 << n[0]) - 1);
		assert_int_equal(new_seen, ((size_t)1 << n[1]) - 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_list__tells_what_changed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list__calls_as_few_rows_moved_as_possible, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list__pairs_repeated_keys_in_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list__has_every_row_once, setup, teardown),
	};

	return cmocka_run_group_tests_name("base/list", tests, NULL, NULL);
}
