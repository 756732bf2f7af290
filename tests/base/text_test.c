/* Strings: trimming, splitting, slugs, numbers, summaries, buffers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"

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

static void
test_text__trims_and_squeezes(void **state)
{
	assert_string_equal(text_trim(*state, " \t a  b \r\n"), "a  b");
	assert_string_equal(text_trim(*state, "\xc2\xa0\xe2\x80\x83x\xe3\x80\x80"), "x");
	assert_string_equal(text_trim(*state, "  "), "");
	assert_string_equal(text_trim(*state, ""), "");
	assert_string_equal(text_trim(*state, "plain"), "plain");
	assert_string_equal(text_squeeze(*state, "  a \n\t b\xc2\xa0" "c  "), "a b c");
	assert_string_equal(text_squeeze(*state, " "), "");
	assert_true(text_blank(NULL));
	assert_true(text_blank(" \n"));
	assert_false(text_blank(" x "));
	assert_string_equal(text_copy(*state, NULL), "");
	assert_string_equal(text_copy_bytes(*state, "abcdef", 3), "abc");
}

static void
test_text__compares(void **state)
{
	static const char *const list[] = { "yes", "no", NULL };

	(void)state;
	assert_true(text_equal("a", "a"));
	assert_false(text_equal("a", "A"));
	assert_true(text_equal(NULL, NULL));
	assert_false(text_equal(NULL, ""));
	assert_true(text_equal_fold("Content-Type", "content-TYPE"));
	assert_false(text_equal_fold("abc", "ab"));
	assert_false(text_equal_fold("ab", "abc"));
	assert_false(text_equal_fold("", NULL));
	assert_false(text_equal_fold("\xc3\x84", "\xc3\xa4"));
	assert_true(text_starts("/leads/1", "/leads"));
	assert_false(text_starts("/lea", "/leads"));
	assert_true(text_ends("[]", "[]"));
	assert_false(text_ends("id", "[]"));
	assert_false(text_equal("x", NULL));
	assert_false(text_equal_fold(NULL, "x"));
	assert_true(text_ends("id[]", "[]"));
	assert_false(text_ends("]", "[]"));
	assert_true(text_in("no", list));
	assert_false(text_in("maybe", list));
	assert_false(text_in(NULL, list));
	assert_string_equal(text_lower(*state, "MQL \xc3\x84"), "mql \xc3\x84");
}

static void
test_text__splits_and_joins(void **state)
{
	size_t n;
	char **parts = text_split(*state, "a,,b,", ",", &n);

	assert_int_equal(n, 4);
	assert_string_equal(parts[0], "a");
	assert_string_equal(parts[1], "");
	assert_string_equal(parts[2], "b");
	assert_string_equal(parts[3], "");
	assert_null(parts[4]);
	assert_string_equal(text_join(*state, (const char *const *)parts, ","), "a,,b,");
	parts = text_split(*state, "", ", ", NULL);
	assert_string_equal(parts[0], "");
	assert_null(parts[1]);
	assert_string_equal(text_join(*state, NULL, ","), "");
	assert_string_equal(text_replace(*state, "a--b---c", "--", "+"), "a+b+-c");
	assert_string_equal(text_replace(*state, "aaa", "", "b"), "aaa");
}

static void
test_text__keeps_every_part_of_a_long_list(void **state)
{
	struct buffer *long_list = buffer_new(*state);
	size_t n;
	char **parts;

	for (int i = 0; i < 1000; i++)
		buffer_format(long_list, "%d\n", i);
	parts = text_split_lines(*state, long_list->data, &n);
	assert_int_equal(n, 1000);
	assert_string_equal(parts[0], "0");
	assert_string_equal(parts[511], "511");
	assert_string_equal(parts[999], "999");
	assert_null(parts[1000]);
}

static void
test_text__splits_lines(void **state)
{
	size_t n = 9;
	char **lines = text_split_lines(*state, " SQL \r\n\r\n\tSAL\rMQL\n", &n);

	assert_int_equal(n, 3);
	assert_string_equal(lines[0], "SQL");
	assert_string_equal(lines[1], "SAL");
	assert_string_equal(lines[2], "MQL");
	assert_null(lines[3]);
	lines = text_split_lines(*state, " \n ", &n);
	assert_int_equal(n, 0);
	assert_null(lines[0]);
}

static void
test_text__clips_between_words(void **state)
{
	assert_string_equal(text_clip(*state, "short", 5), "short");
	assert_string_equal(text_clip(*state, "a lead that sales accepted", 14), "a lead that…");
	assert_string_equal(text_clip(*state, "a lead that sales accepted", 12), "a lead that…");
	assert_string_equal(text_clip(*state, "abcdefghij", 4), "abc…");
	assert_string_equal(text_clip(*state, "ab", 1), "…");
	assert_string_equal(text_clip(*state, "äöüäöü", 3), "äö…");
	for (size_t most = 1; most < 30; most++) {
		const char *cut = text_clip(*state, "ein  Überblick über  alles Mögliche", most);

		assert_true(utf8_length(cut) <= most);
		assert_true(utf8_valid_text(cut, UTF8_LINE));
	}
}

static void
test_text__makes_slugs(void **state)
{
	char *slug;

	assert_string_equal(text_slug(*state, "Marketing-qualified lead (MQL)"), "marketing-qualified-lead-mql");
	assert_string_equal(text_slug(*state, "  Überprüfung:  Straße & Œuvre "), "uberprufung-strasse-oeuvre");
	assert_string_equal(text_slug(*state, "Łódź, Ðakovo, Ñandú, Þór, Šiauliai, Ệ"), "lodz-dakovo-nandu-thor-siauliai-e");
	assert_string_equal(text_slug(*state, "Buyer's guide"), "buyers-guide");
	assert_string_equal(text_slug(*state, "Buyer’s e\xcc\x81lan"), "buyers-elan");
	assert_string_equal(text_slug(*state, "a '- b"), "a-b");
	assert_string_equal(text_slug(*state, "1st touch"), "1st-touch");
	assert_null(text_slug(*state, ""));
	assert_null(text_slug(*state, " -- !?"));
	assert_null(text_slug(*state, "会议"));
	slug = text_slug(*state, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen");
	assert_string_equal(slug, "one-two-three-four-five-six-seven-eight-nine-ten-eleven-twelve-thirteen-fourteen");
	assert_int_equal(strlen(slug), TEXT_SLUG_MOST);
	slug = text_slug(*state, "one two three four five six seven eight nine ten eleven twelve thirteen fourteenth of");
	assert_string_equal(slug, "one-two-three-four-five-six-seven-eight-nine-ten-eleven-twelve-thirteen");
	slug = text_slug(*state, talloc_asprintf(*state, "%0200d", 1));
	assert_int_equal(strlen(slug), TEXT_SLUG_MOST);
}

static void
test_text__knows_slugs(void **state)
{
	(void)state;
	assert_true(text_is_slug("mql"));
	assert_true(text_is_slug("marketing-qualified-lead-2"));
	assert_false(text_is_slug(NULL));
	assert_false(text_is_slug(""));
	assert_false(text_is_slug("-a"));
	assert_false(text_is_slug("a-"));
	assert_false(text_is_slug("a--b"));
	assert_false(text_is_slug("A"));
	assert_false(text_is_slug("a b"));
	assert_false(text_is_slug("a:"));
	assert_false(text_is_slug("a}"));
	assert_false(text_is_slug("a/"));
	assert_false(text_is_slug("012345678901234567890123456789012345678901234567890123456789012345678901234567890"));
}

static void
summary(void **state, const char *markdown, const char *expected)
{
	assert_string_equal(text_first_sentence(*state, markdown, 100), expected);
}

static void
test_text__finds_the_first_sentence(void **state)
{
	summary(state, "A lead. And more.", "A lead.");
	summary(state, "A lead", "A lead");
	summary(state, "", "");
	summary(state, "Reads on\nin the next line.\n\nSecond paragraph.", "Reads on in the next line.");
	summary(state, "# Title\n\nThe **first** _sentence_ of `it`. More.", "The first sentence of it.");
	summary(state, "## Only a title", "Only a title");
	summary(state, "- one thing\n- another", "one thing");
	summary(state, "1. one thing\n2. another", "one thing");
	summary(state, "> quoted *words* here", "quoted words here");
	summary(state, "See [the guide](https://example.org/a_(b)) now. Then", "See the guide now.");
	summary(state, "A [[Lead]] is a [[Lead stage|stage]].", "A Lead is a stage.");
	summary(state, "![picture](x.png) of <https://example.org/> and <b>bold</b>", "picture of https://example.org/ and <b>bold</b>");
	summary(state, "From 20<staff and revenue>5 on </p> <!-- *x*", "From 20<staff and revenue>5 on </p> <!-- x");
	summary(state, "Some tools, e.g. a CRM, count it. Others not.", "Some tools, e.g. a CRM, count it.");
	summary(state, "Within 3.5 hours! Else late.", "Within 3.5 hours!");
	summary(state, "5 * 3 < 16, snake_case and a\\*b\\* [x]", "5 * 3 < 16, snake_case and a*b* [x]");
	summary(state, "He said \"yes.\" Then left.", "He said \"yes.\"");
	summary(state, "---\n\n***\n\nText", "Text");
	summary(state, "was ~~wrong~~ about ~5", "was wrong about ~5");
	summary(state, "2) second", "second");
	summary(state, "3.5 hours. Then", "3.5 hours.");
	summary(state, "12345678901. x", "12345678901. x");
	summary(state, "####### seven", "####### seven");
	summary(state, "# \n\n# Name\n# Other", "Name");
	summary(state, "#tag", "#tag");
	summary(state, "by J. Smith of ACME Inc. in May? yes. Then", "by J. Smith of ACME Inc. in May? yes.");
	summary(state, "mail <a@b.org> or < c", "mail a@b.org or < c");
	summary(state, "a [ref][1] and [x", "a ref and [x");
	assert_string_equal(text_first_sentence(*state, "A sentence that is quite long indeed.", 12), "A sentence…");
}

static void
test_text__summary_survives_hostile_marks(void **state)
{
	const char marks[] = "[]()<>*_`\\!| a.\n#-";
	unsigned seed = 1;

	for (int round = 0; round < 3000; round++) {
		char s[80];
		size_t n = 1 + (size_t)round % 79;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245 + 12345;
			s[i] = marks[(seed >> 16) % (sizeof(marks) - 1)];
		}
		s[n - 1] = '\0';
		assert_true(utf8_length(text_first_sentence(*state, s, 40)) <= 40);
	}
	assert_non_null(text_first_sentence(*state, text_replace(*state, talloc_asprintf(*state, "%050000d", 0), "0", "["), 40));
}

static void
test_text__reads_integers_strictly(void **state)
{
	static const char *const bad[] = {
		"", "-", "+1", " 1", "1 ", "1.0", "01", "-0", "-01", "1e3", "0x1", "١",
		"9223372036854775808", "-9223372036854775809", "99999999999999999999"
	};
	int64_t n = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(text_integer(bad[i], INT64_MIN, INT64_MAX, &n));
	assert_false(text_integer(NULL, 0, 9, &n));
	assert_false(text_integer("10", 0, 9, &n));
	assert_false(text_integer("-1", 0, 9, &n));
	assert_int_equal(n, 7);
	assert_true(text_integer("0", 0, 9, &n));
	assert_int_equal(n, 0);
	assert_true(text_integer("-12", -12, 9, &n));
	assert_int_equal(n, -12);
	assert_true(text_integer("9223372036854775807", INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MAX);
	assert_true(text_integer("-9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MIN);
}

static void
test_text__makes_decimals_canonical(void **state)
{
	static const char *const good[][2] = {
		{ "0", "0" }, { "-0", "0" }, { "-0.00", "0" }, { "007.50", "7.5" }, { " 12 ", "12" }, { "000", "0" },
		{ "-3.25", "-3.25" }, { "0.5", "0.5" }, { "-0.5", "-0.5" }, { "-00", "0" }, { "-10", "-10" }, { "123456.1234", "123456.1234" }, { "1.12340000", "1.1234" }
	};
	static const char *const bad[] = { "", ".", "-", ".5", "5.", "+5", "1,5", "1 000", "1e3", "--1", "1.2.3", "1234567", "1.12345", "NaN" };

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_string_equal(text_decimal(*state, good[i][0], 6, 4), good[i][1]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_null(text_decimal(*state, bad[i], 6, 4));
	assert_null(text_decimal(*state, NULL, 6, 4));
}

static void
test_text__orders_decimals(void **state)
{
	static const char *const rising[] = { "-10", "-9.5", "-9", "-0.51", "-0.5", "0", "0.05", "0.5", "0.51", "1", "9", "9.99", "10", "100.001" };
	size_t n = sizeof(rising) / sizeof(*rising);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < n; j++) {
			int order = text_decimal_compare(rising[i], rising[j]);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
}

static void
test_buffer__grows(void **state)
{
	struct buffer *b = buffer_new(*state);
	char *taken;

	assert_string_equal(buffer_take(*state, b), "");
	for (int i = 0; i < 100000; i++)
		buffer_byte(b, 'x');
	buffer_add(b, "\0y", 2);
	buffer_add(b, NULL, 0);
	buffer_format(b, "%s-%d", "z", 7);
	buffer_text(b, "!");
	assert_int_equal(b->length, 100006);
	assert_memory_equal(b->data + 100000, "\0yz-7!", 7);
	taken = buffer_take(*state, b);
	assert_ptr_equal(talloc_parent(taken), *state);
	assert_int_equal(b->length, 0);
	buffer_text(b, "again");
	assert_string_equal(b->data, "again");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_text__trims_and_squeezes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__compares, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__splits_and_joins, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__keeps_every_part_of_a_long_list, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__splits_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__clips_between_words, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__makes_slugs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__knows_slugs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__finds_the_first_sentence, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__summary_survives_hostile_marks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__reads_integers_strictly, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__makes_decimals_canonical, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text__orders_decimals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_buffer__grows, setup, teardown),
	};

	return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
