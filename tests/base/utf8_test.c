/* UTF-8: what is sound, characters, line ends, other encodings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

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
test_utf8__refuses_unsound_bytes(void **state)
{
	static const struct { const char *bytes; size_t length; } bad[] = {
		{ "\x80", 1 }, { "\xbf", 1 }, { "a\xc3", 2 }, { "\xc3(", 2 },
		{ "\xc0\x80", 2 }, { "\xc0\xaf", 2 }, { "\xc1\xbf", 2 },	/* overlong */
		{ "\xe0\x80\xaf", 3 }, { "\xe0\x9f\xbf", 3 }, { "\xf0\x80\x80\xaf", 4 }, { "\xf0\x8f\xbf\xbf", 4 },
		{ "\xed\xa0\x80", 3 }, { "\xed\xbf\xbf", 3 },		/* surrogates */
		{ "\xf4\x90\x80\x80", 4 }, { "\xf5\x80\x80\x80", 4 }, { "\xff", 1 }, { "\xfe", 1 },
		{ "\xe2\x82", 2 }, { "\xf0\x9f\x98", 3 }, { "\xe2\x28\xa1", 3 }, { "\xfc\x80\x80\x80\x80\x80", 6 },
		{ "a\0b", 3 }, { "\0", 1 }
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(utf8_valid(bad[i].bytes, bad[i].length, UTF8_ANY));
	assert_false(utf8_valid_text(NULL, UTF8_ANY));
}

static void
test_utf8__accepts_sound_text(void **state)
{
	(void)state;
	assert_true(utf8_valid("", 0, UTF8_LINE));
	assert_true(utf8_valid_text("plain äöü ₠ 😀 \xed\x9f\xbf \xee\x80\x80 \xf4\x8f\xbf\xbf \xef\xbf\xbf \xdf\xbf", UTF8_LINE));
}

static void
test_utf8__weighs_controls(void **state)
{
	(void)state;
	assert_false(utf8_valid_text("a\tb", UTF8_LINE));
	assert_false(utf8_valid_text("a\nb", UTF8_LINE));
	assert_true(utf8_valid_text("a\tb\n", UTF8_TEXT));
	assert_false(utf8_valid_text("a\rb", UTF8_TEXT));
	assert_false(utf8_valid_text("\x1b[0m", UTF8_TEXT));
	assert_false(utf8_valid_text("\x7f", UTF8_TEXT));
	assert_false(utf8_valid_text("\xc2\x85", UTF8_TEXT));
	assert_true(utf8_valid_text("\xc2\xa0", UTF8_LINE));
	assert_true(utf8_valid_text("\x01\r\x7f\xc2\x80", UTF8_ANY));
}

static void
test_utf8__walks_characters(void **state)
{
	const char *at = "aä\xff€😀\xe2\x82";
	static const int32_t expected[] = { 'a', 0xe4, 0xfffd, 0x20ac, 0x1f600, 0xfffd, 0xfffd, -1, -1 };

	(void)state;
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		assert_int_equal(utf8_next(&at), expected[i]);
	assert_int_equal(utf8_length("aä€😀"), 4);
	assert_int_equal(utf8_length(""), 0);
}

static void
test_utf8__puts_what_it_reads(void **state)
{
	char bytes[5];

	(void)state;
	for (int32_t c = 1; c <= 0x10ffff; c++) {
		size_t n = utf8_put(bytes, c);
		const char *at = bytes;

		bytes[n] = '\0';
		assert_int_equal(utf8_next(&at), c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
		assert_ptr_equal(at, bytes + n);
	}
	assert_int_equal(utf8_put(bytes, -1), 3);
	assert_int_equal(utf8_put(bytes, 0x110000), 3);
}

static void
test_utf8__knows_white_space(void **state)
{
	static const int32_t spaces[] = {
		9, 10, 11, 12, 13, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000
	};
	static const int32_t others[] = { 0, 8, 14, 'a', 0x84, 0xa1, 0x1fff, 0x200b, 0x202a, 0x2060, 0x3001, -1 };

	(void)state;
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
		assert_true(utf8_is_space(spaces[i]));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(utf8_is_space(others[i]));
}

static void
test_utf8__makes_line_ends_one(void **state)
{
	size_t n;

	assert_string_equal(utf8_lines(*state, "a\r\nb\rc\nd\r\r\n\r", 12, &n), "a\nb\nc\nd\n\n\n");
	assert_int_equal(n, 10);
	assert_string_equal(utf8_lines(*state, "", 0, NULL), "");
}

static void
decodes(void **state, const char *bytes, size_t length, const char *expected, enum utf8_source source)
{
	enum utf8_source from;
	size_t n;
	char *text = utf8_decode(*state, bytes, length, &n, &from);

	assert_int_equal(from, source);
	if (!expected) {
		assert_null(text);
		return;
	}
	assert_string_equal(text, expected);
	assert_int_equal(n, strlen(expected));
}

static void
test_utf8__decodes_files(void **state)
{
	decodes(state, "", 0, "", UTF8_FROM_UTF8);
	decodes(state, "\xef\xbb\xbfäx", 6, "äx", UTF8_FROM_UTF8);
	decodes(state, "äx", 3, "äx", UTF8_FROM_UTF8);
	decodes(state, "\xff\xfe\xe4\0x\0=\xd8\0\xde", 10, "äx😀", UTF8_FROM_UTF16LE);
	decodes(state, "\xfe\xff\0\xe4\0x\xd8=\xde\0", 10, "äx😀", UTF8_FROM_UTF16BE);
	decodes(state, "M\0\xfc\0l\0", 6, "Mül", UTF8_FROM_UTF16LE);
	decodes(state, "\0M\0\xfc\0l", 6, "Mül", UTF8_FROM_UTF16BE);
	decodes(state, "M\xfcller \x80 \x93x\x94 \x81", 14, "Müller € “x” \xef\xbf\xbd", UTF8_FROM_WINDOWS_1252);
	decodes(state, "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f", 16, "€\xef\xbf\xbd‚ƒ„…†‡ˆ‰Š‹Œ\xef\xbf\xbdŽ\xef\xbf\xbd", UTF8_FROM_WINDOWS_1252);
	decodes(state, "\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f", 16, "\xef\xbf\xbd‘’“”•–—˜™š›œ\xef\xbf\xbdžŸ", UTF8_FROM_WINDOWS_1252);
	decodes(state, "\xef\xbb\xbf", 3, "", UTF8_FROM_UTF8);
	decodes(state, "\xef\xbb\xbfM\xfc", 5, "Mü", UTF8_FROM_UTF8);
	decodes(state, "PK\x03\x04\0\0\xff", 7, NULL, UTF8_FROM_WINDOWS_1252);
	decodes(state, "\xff\xfe\0\xdcx\0", 6, NULL, UTF8_FROM_UTF16LE);
	decodes(state, "\xff\xfex\0=\xd8", 6, NULL, UTF8_FROM_UTF16LE);
	decodes(state, "\xff\xfex\0=\xd8x\0", 8, NULL, UTF8_FROM_UTF16LE);
	decodes(state, "\xff\xfex\0=\xd8=\xe0", 8, NULL, UTF8_FROM_UTF16LE);
	decodes(state, "\xff\xfex\0y", 5, NULL, UTF8_FROM_UTF16LE);
	decodes(state, "\xff\xfex\0\0\0", 6, NULL, UTF8_FROM_UTF16LE);
	assert_string_equal(utf8_source_name(UTF8_FROM_UTF16BE), "UTF-16");
	assert_string_equal(utf8_source_name(UTF8_FROM_WINDOWS_1252), "Windows-1252");
	assert_string_equal(utf8_source_name(UTF8_FROM_UTF8), "UTF-8");
}

static void
test_utf8__names_are_what_is_seen(void **state)
{
	static const char *const words[] = { "a", "7", "¡Olé!", "Ж", "日本", "سهم", "٣", "№ 1", "µ", "ﬁ", "Ａ", "  -x" };
	static const char *const none[] = { "", " ", "!?", "…—“”", "🦓", "👩‍💻", "→★", "\u0301", "、。", "\u200b", "\ufeff", "！", "\U000e0041", "©" };

	assert_string_equal(utf8_visible(*state, "Le\u200bad\u202e \u2066x\u2069\ufeff\u00ad\u200f"), "Lead x");
	assert_string_equal(utf8_visible(*state, "a\u200db a\u200c"), "ab a");
	assert_string_equal(utf8_visible(*state, "می\u200cخواهم 👩\u200d💻"), "می\u200cخواهم 👩\u200d💻");
	assert_string_equal(utf8_visible(*state, "Ünder ‘x’"), "Ünder ‘x’");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(utf8_has_word(words[i]));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(utf8_has_word(none[i]));
}

static void
test_utf8__decoded_bytes_are_sound(void **state)
{
	unsigned seed = 7;

	for (int round = 0; round < 5000; round++) {
		char bytes[40];
		size_t length = (size_t)round % sizeof(bytes), n;
		char *text;

		for (size_t i = 0; i < length; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = (char)(seed >> 16);
		}
		text = utf8_decode(*state, bytes, length, &n, NULL);
		if (text)
			assert_true(utf8_valid(text, n, UTF8_ANY));
		talloc_free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_utf8__refuses_unsound_bytes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__accepts_sound_text, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__weighs_controls, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__walks_characters, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__puts_what_it_reads, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__knows_white_space, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__makes_line_ends_one, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__decodes_files, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__names_are_what_is_seen, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8__decoded_bytes_are_sound, setup, teardown),
	};

	return cmocka_run_group_tests_name("base/utf8", tests, NULL, NULL);
}
