/* The word difference: both texts survive in it, and it reads well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

#include "base/diff.h"
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

/* What holds for every difference. */
static void
check(const struct diff *diff, const char *a, const char *b)
{
	struct buffer *old_text = buffer_new(diff), *new_text = buffer_new(diff);
	bool changed = false;

	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_run *run = &diff->runs[i];

		assert_true(run->text[0] != '\0');
		changed = changed || run->kind != DIFF_SAME;
		if (run->kind != DIFF_INS)
			buffer_text(old_text, run->text);
		if (run->kind != DIFF_DEL)
			buffer_text(new_text, run->text);
		if (i == 0)
			continue;
		assert_int_not_equal(run->kind, run[-1].kind);
		assert_false(run->kind == DIFF_DEL && run[-1].kind == DIFF_INS);
	}
	assert_int_equal(diff->changed, changed);
	assert_int_equal(diff->changed, strcmp(a, b) != 0);
	assert_string_equal(old_text->data ? old_text->data : "", a);
	assert_string_equal(new_text->data ? new_text->data : "", b);
}

/* Written as same [-out-] {+in+}. */
static void
shows(void **state, const char *a, const char *b, const char *expected)
{
	struct diff *diff = diff_words(*state, a, b);
	struct buffer *shown = buffer_new(*state);

	check(diff, a, b);
	for (size_t i = 0; i < diff->count; i++)
		buffer_format(shown, diff->runs[i].kind == DIFF_SAME ? "%s" : diff->runs[i].kind == DIFF_DEL ? "[-%s-]" : "{+%s+}",
			diff->runs[i].text);
	assert_string_equal(shown->data ? shown->data : "", expected);
}

static void
test_diff__shows_words(void **state)
{
	shows(state, "", "", "");
	shows(state, "same", "same", "same");
	shows(state, "", "new", "{+new+}");
	shows(state, "old", "", "[-old-]");
	shows(state, "at least 3 calls", "at least 5 calls", "at least [-3-]{+5+} calls");
	shows(state, "a lead", "a warm lead", "a {+warm +}lead");
	shows(state, "A lead that asked.", "A lead that asked for a price.", "A lead that asked{+ for a price+}.");
	shows(state, "one. two", "one, two", "one[-.-]{+,+} two");
	shows(state, "2 days", "2  days", "2[- -]{+  +}days");
}

static void
test_diff__keeps_words_whole(void **state)
{
	shows(state, "don't call", "do call", "[-don't-]{+do+} call");
	shows(state, "costs 3.5 now", "costs 3.4 now", "costs [-3.5-]{+3.4+} now");
	shows(state, "sie hört", "sie hörte", "sie [-hört-]{+hörte+}");
	shows(state, "end 3. Then", "end 4. Then", "end [-3-]{+4+}. Then");
	shows(state, "会议纪要", "会议记要", "会议[-纪-]{+记+}要");
	shows(state, "a – b", "a — b", "a [-–-]{+—+} b");
	shows(state, "«x y» 5 µm", "»x y» 6 µg", "[-«-]{+»+}x y» [-5 µm-]{+6 µg+}");
	shows(state, "x' y", "x' z", "x' [-y-]{+z+}");
	shows(state, "snake_case A~", "snake_case B~", "snake_case [-A-]{+B+}~");
	shows(state, "the teams' list", "the teams list", "the teams[-'-] list");
	shows(state, "1,000", "1, 000", "[-1,000-]{+1, 000+}");
}

static void
test_diff__drops_lone_words_between_changes(void **state)
{
	shows(state, "alpha beta gamma", "one beta two", "[-alpha beta gamma-]{+one beta two+}");
	shows(state, "red blue", "cat dog", "[-red blue-]{+cat dog+}");
	shows(state, "3 working days and 4 hours", "5 working days and 6 hours", "[-3-]{+5+} working days and [-4-]{+6+} hours");
	shows(state, "the lead", "the new lead has", "the {+new +}lead{+ has+}");
	shows(state, "within 3 days", "within 5 days or less", "within [-3-]{+5+} days{+ or less+}");
	shows(state, "red\n\nblue", "cat\n\ndog", "[-red-]{+cat+}\n\n[-blue-]{+dog+}");
}

static void
test_diff__keeps_both_texts(void **state)
{
	static const char *const words[] = { "lead", " ", " ", "sales", "\n", "the", ",", "ü", "3.5", "'", "–", "\xff", "x" };
	unsigned seed = 5;

	for (int round = 0; round < 4000; round++) {
		void *ctx = talloc_new(*state);
		struct buffer *a = buffer_new(ctx), *b = buffer_new(ctx);

		for (int i = 0; i < round % 60; i++) {
			unsigned dice;

			seed = seed * 1103515245 + 12345;
			dice = seed >> 16;
			if (dice % 7 > 0)
				buffer_text(a, words[dice / 7 % 13]);
			if (dice % 7 != 1)
				buffer_text(b, words[(dice % 7 == 2 ? dice / 91 : dice / 7) % 13]);
		}
		buffer_text(a, "");
		buffer_text(b, "");
		check(diff_words(ctx, a->data, b->data), a->data, b->data);
		talloc_free(ctx);
	}
}

/* The fewest edits, by the plain table: what the search must find on single letters. */
static size_t
fewest(const char *a, const char *b)
{
	size_t table[24][24] = { 0 }, n = strlen(a), m = strlen(b);

	for (size_t i = 0; i <= n; i++) {
		for (size_t j = 0; j <= m; j++) {
			size_t best = i + j;

			if (i && j && a[i - 1] == b[j - 1])
				best = table[i - 1][j - 1];
			if (i && table[i - 1][j] + 1 < best)
				best = table[i - 1][j] + 1;
			if (j && table[i][j - 1] + 1 < best)
				best = table[i][j - 1] + 1;
			table[i][j] = best;
		}
	}
	return table[n][m];
}

static void
test_diff__finds_the_fewest_edits(void **state)
{
	unsigned seed = 9;

	/* Line breaks are never counted as islands, so nothing is added to what the search found. */
	for (int round = 0; round < 3000; round++) {
		char a[24], b[24];
		size_t n = (size_t)round % 20, m = (size_t)(round / 20) % 20, edits = 0;
		struct diff *diff;

		for (size_t i = 0; i < 24; i++) {
			seed = seed * 1103515245 + 12345;
			a[i] = "\n.!"[(seed >> 16) % 3];
			b[i] = "\n.!"[(seed >> 20) % 3];
		}
		a[n] = b[m] = '\0';
		for (size_t i = 0; a[i]; i++)
			a[i] = a[i] == '\n' && a[i + 1] == '\n' ? '.' : a[i];
		for (size_t i = 0; b[i]; i++)
			b[i] = b[i] == '\n' && b[i + 1] == '\n' ? '.' : b[i];
		diff = diff_words(*state, a, b);
		check(diff, a, b);
		for (size_t i = 0; i < diff->count; i++)
			edits += diff->runs[i].kind == DIFF_SAME ? 0 : strlen(diff->runs[i].text);
		/* Islands make it more, never fewer. */
		assert_true(edits >= fewest(a, b));
		assert_true(edits <= fewest(a, b) + 2 * n);
	}
	assert_int_equal(fewest("..!", ".!!"), 2);
}

static void
test_diff__is_bounded_on_long_texts(void **state)
{
	struct buffer *a = buffer_new(*state), *b = buffer_new(*state);
	struct diff *diff;
	clock_t begin;

	buffer_text(a, "begin ");
	buffer_text(b, "begin ");
	for (int i = 0; i < 30000; i++) {
		buffer_format(a, "a%d ", i % 977);
		buffer_format(b, "b%d\n", i % 983);
	}
	buffer_text(a, "end");
	buffer_text(b, "end");
	begin = clock();
	diff = diff_words(*state, a->data, b->data);
	assert_true((clock() - begin) / CLOCKS_PER_SEC < 2);
	check(diff, a->data, b->data);
	assert_int_equal(diff->count, 4);
	assert_string_equal(diff->runs[0].text, "begin ");
	assert_string_equal(diff->runs[3].text, "end");
}

static void
test_diff__searches_up_to_its_bound(void **state)
{
	struct buffer *a = buffer_new(*state), *b = buffer_new(*state);

	/* 500 words replaced, far apart: just the bound. */
	for (int i = 0; i < DIFF_MOST_EDITS / 2; i++) {
		buffer_format(a, "old%d stays as it was.\n", i);
		buffer_format(b, "new%d stays as it was.\n", i);
	}
	assert_int_equal(diff_words(*state, a->data, b->data)->count, 3 * DIFF_MOST_EDITS / 2);
	buffer_text(a, "one");
	buffer_text(b, "two");
	assert_int_equal(diff_words(*state, a->data, b->data)->count, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_diff__shows_words, setup, teardown),
		cmocka_unit_test_setup_teardown(test_diff__keeps_words_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(test_diff__drops_lone_words_between_changes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_diff__keeps_both_texts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_diff__finds_the_fewest_edits, setup, teardown),
		cmocka_unit_test_setup_teardown(test_diff__is_bounded_on_long_texts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_diff__searches_up_to_its_bound, setup, teardown),
	};

	return cmocka_run_group_tests_name("base/diff", tests, NULL, NULL);
}
