/* What browsers send: urlencoded, cookies, multipart, paths; and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"
#include "web/params.h"
#include "web/urlencode.h"

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

static char *
shown(void **state, const struct params *params)
{
	struct buffer *b = buffer_new(*state);

	for (size_t i = 0; i < params->count; i++) {
		const struct param *p = &params->items[i];

		assert_int_equal(p->value[p->length], '\0');
		buffer_format(b, "%s=%s", p->name, p->value);
		if (p->filename)
			buffer_format(b, "(%s,%s)", p->filename, p->type);
		buffer_byte(b, '|');
	}
	return buffer_take(*state, b);
}

static void
encoded(void **state, const char *bytes, const char *expected)
{
	const char *problem = "untouched";
	struct params *params = params_urlencoded(*state, bytes, strlen(bytes), NULL, &problem);

	if (!expected) {
		assert_null(params);
		assert_non_null(problem);
		return;
	}
	assert_null(problem);
	assert_string_equal(shown(state, params), expected);
}

static void
test_params__reads_urlencoded(void **state)
{
	encoded(state, "", "");
	encoded(state, "a=1&b=2", "a=1|b=2|");
	encoded(state, "&a=1&&b&", "a=1|b=|");
	encoded(state, "a=b=c&d=", "a=b=c|d=|");
	encoded(state, "name=M%C3%BCller+%26+Co%2b&x%5B%5d=1", "name=Müller & Co+|x[]=1|");
	encoded(state, "a=1%0D%0A2%0d3%0A4", "a=1\n2\n3\n4|");
	encoded(state, "a=%2541", "a=%41|");
	encoded(state, "q=\xc3\xbc", "q=ü|");
}

static void
test_params__refuses_malformed(void **state)
{
	static const char *const bad[] = {
		"a=%", "a=%4", "a=%zz", "a=%4z", "a=%:0", "a=%@0", "a=%G0", "a=%`0", "a=%0g", "a=% 1", "%=1", "a=1&b=%u0041", "a=%00", "%00=a", "a=%ff", "a=%C0%80", "a=%ED%A0%80", "=1", "a=1&=",
		"a%0a=1", "a%1b=1",
		"a123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789n=1"
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		encoded(state, bad[i], NULL);
}

static void
test_params__keeps_limits(void **state)
{
	static const struct params_limits few = { .fields = 2, .name = 3, .total = 11 };
	const char *problem;

	assert_non_null(params_urlencoded(*state, "abc=1&b=234", 11, &few, &problem));
	assert_null(params_urlencoded(*state, "abc=1&b=2345", 12, &few, &problem));
	assert_string_equal(problem, "The request is too large.");
	assert_null(params_urlencoded(*state, "a&b&c", 5, &few, &problem));
	assert_string_equal(problem, "The request has too many fields.");
	assert_null(params_urlencoded(*state, "abcd=1", 6, &few, &problem));
	assert_null(params_cookies(*state, "a=1;b=2;c=3", &few, &problem));
	assert_null(params_cookies(*state, "a=1; b=2; c=3", &few, &problem));
	assert_null(params_cookies(*state, "a=;b=;c=;;", &few, &problem));
	assert_non_null(params_cookies(*state, "abcd=1", &few, &problem));
}

static void
test_params__answers_questions(void **state)
{
	const char *problem;
	static const char *const none[] = { NULL };
	struct params *p = params_query(*state, "a=1&id[]=x&b=2&id[]=y", NULL, &problem);

	assert_string_equal(params_get(p, "a"), "1");
	assert_null(params_get(p, "c"));
	assert_string_equal(params_all(p, "id[]", 0), "x");
	assert_string_equal(params_all(p, "id[]", 1), "y");
	assert_null(params_all(p, "id[]", 2));
	assert_ptr_equal(params_nth(p, "b", 0), &p->items[2]);
	assert_null(params_nth(p, "b", 1));
	assert_int_equal(params_count(p, "id[]"), 2);
	assert_int_equal(params_count(p, "c"), 0);
	assert_null(params_repeated(p, none));
	assert_null(params_file(p, "a"));
	params_add(p, "b", "3");
	assert_string_equal(params_repeated(p, none), "b");
	assert_null(params_repeated(p, (const char *const[]){ "x", "b", NULL }));
	assert_string_equal(params_get(p, "b"), "2");
	assert_int_equal(params_query(*state, NULL, NULL, &problem)->count, 0);
	assert_int_equal(params_cookies(*state, NULL, NULL, &problem)->count, 0);
}

static void
cookies(void **state, const char *header, const char *expected)
{
	const char *problem;
	struct params *params = params_cookies(*state, header, NULL, &problem);

	assert_null(problem);
	assert_string_equal(shown(state, params), expected);
}

static void
test_params__reads_cookies(void **state)
{
	cookies(state, "", "");
	cookies(state, "concord-8080=abc_-.; x=1", "concord-8080=abc_-.|x=1|");
	cookies(state, "a=1;b=2 ;\t c=3;", "a=1|b=2|c=3|");
	cookies(state, "a=\"quoted\"; b=\"; c=\"\"", "a=quoted|c=|");
	cookies(state, "a=%41+b; b=x=y", "a=%41+b|b=x=y|");
	cookies(state, "plain; =x; ; a b=1; a=\xc3\xbc; b=a\\b; c=ok; \x01=2; d=\x7f", "c=ok|");
	cookies(state, "(=1; \x7f=2; {=2; a=\"; b=\"x; c=x\"; d={}", "d={}|");
	cookies(state, "__Host-concord=t; __Host-concord=u", "__Host-concord=t|__Host-concord=u|");
}

static void
test_params__round_trips(void **state)
{
	unsigned seed = 13;

	for (int round = 0; round < 2000; round++) {
		void *ctx = talloc_new(*state);
		struct params *made = params_new(ctx), *back;
		const char *problem;
		char *text;

		for (int i = 0; i < round % 5; i++) {
			char name[6] = "n", value[30] = "";
			size_t n = 0;

			for (int j = 0; j < round % 7; j++) {
				int32_t c;

				seed = seed * 1103515245 + 12345;
				c = (int32_t)(seed >> 16) % 0x2fff + 1;
				n += utf8_put(value + n, c == '\r' ? '\n' : c % 5 ? c % 0x7f + 1 : c);
			}
			name[1] = (char)(' ' + round % 90);
			value[n] = '\0';
			params_add(made, name, utf8_lines(ctx, value, n, NULL));
		}
		text = params_encode(ctx, made);
		assert_int_equal(strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%&="), strlen(text));
		back = params_urlencoded(ctx, text, strlen(text), NULL, &problem);
		assert_null(problem);
		assert_string_equal(shown(state, back), shown(state, made));
		assert_int_equal(back->count, made->count);
		talloc_free(ctx);
	}
}

#define FORM "multipart/form-data; boundary=xx"
#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static void
multipart_as(void **state, const char *type, const char *bytes, size_t length, const char *expected)
{
	const char *problem = "untouched";
	struct params *params = params_multipart(*state, bytes, length, type, NULL, &problem);

	if (!expected) {
		assert_null(params);
		assert_non_null(problem);
		return;
	}
	assert_null(problem);
	assert_string_equal(shown(state, params), expected);
}

static void
multipart(void **state, const char *bytes, const char *expected)
{
	multipart_as(state, FORM, bytes, strlen(bytes), expected);
}

static void
test_params__reads_multipart(void **state)
{
	multipart(state, "--xx--", "");
	multipart(state, "--xx--\r\n", "");
	multipart(state, "--xx\r\n" FIELD("a") "1\r\n--xx\r\n" FIELD("b") "2\r\n3\n4\r5\r\n--xx--\r\n", "a=1|b=2\n3\n4\n5|");
	multipart(state, "--xx\r\n" FIELD("a") "\r\n--xx--", "a=|");
	multipart(state, "--xx\r\n" FIELD("a") "--xx--", "a=|");
	multipart(state, "preamble\r\n--xx \t\r\n" FIELD("a") "--xy\r\n--xx--epilogue", "a=--xy|");
	multipart(state, "--xx\r\ncontent-disposition:form-data ; NAME=a;filename*=UTF-8''x\r\nX-Other: y\r\n\r\n1\r\n--xx--", "a=1|");
	multipart(state, "--xx\r\nContent-Disposition: form-data; name=\"a \\\"b\\\" \\\\ \\c; d\"\r\n\r\n1\r\n--xx--", "a \"b\" \\ \\c; d=1|");
	multipart(state, "--xx\r\nContent-Transfer-Encoding: 8bit\r\n" FIELD("a") "1\r\n--xx\r\nContent-Transfer-Encoding: 7bit\r\n" FIELD("b") "2\r\n--xx\r\n"
		"Content-Transfer-Encoding: Binary\r\n" FIELD("c") "3\r\n--xx--", "a=1|b=2|c=3|");
	multipart(state, "--xx\r\nContent-Disposition: form-data; nane=x; name=a;\r\n\r\n\r\n-\r\n--x\r\n--xx--", "a=\n-\n--x|");
	multipart_as(state, "Multipart/Form-Data; charset=utf-8; boundary=\"a b:=?\"", "--a b:=?--", 10, "");
}

static void
test_params__reads_files(void **state)
{
	static const char bytes[] =
		"--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\dir/le\xc3\xa4" "ds.csv\"\r\nContent-Type: Text/CSV\r\n\r\n"
		"\xff\0\r\n\r\n--x\r\n--xx\r\nContent-Disposition: form-data; name=\"g\"; filename=\"\"\r\n\r\n\r\n--xx\r\n" FIELD("h") "x\r\n--xx--\r\n";
	const char *problem;
	struct params *p = params_multipart(*state, bytes, sizeof(bytes) - 1, FORM, NULL, &problem);
	const struct param *file;

	assert_non_null(p);
	file = params_file(p, "f");
	assert_string_equal(file->filename, "leäds.csv");
	assert_string_equal(file->type, "text/csv");
	assert_int_equal(file->length, 9);
	assert_memory_equal(file->value, "\xff\0\r\n\r\n--x", 10);
	assert_null(params_get(p, "f"));
	assert_null(params_file(p, "g"));
	assert_null(params_file(p, "h"));
	assert_null(params_file(p, "none"));
	assert_ptr_equal(params_nth(p, "f", 0), file);
	assert_string_equal(params_nth(p, "g", 0)->filename, "");
	assert_string_equal(params_nth(p, "g", 0)->type, "application/octet-stream");
	assert_string_equal(params_get(p, "h"), "x");
	assert_int_equal(params_count(p, "f"), 1);
	assert_string_equal(params_encode(*state, p), "h=x");
}

static void
test_params__refuses_malformed_multipart(void **state)
{
	static const char *const bad[] = {
		"", "xx", "--xx", "--xx\r\n", "--xx\n" FIELD("a") "1\r\n--xx--", "--xy--",
		"--xx\r\n" FIELD("a") "1", "--xx\r\n" FIELD("a") "1\r\n--xx", "--xx\r\n" FIELD("a") "1\r\n--xx-", "--xx\r\n" FIELD("a") "1\n--xx--",
		"--xx\r\n\r\n1\r\n--xx--", "--xx\r\nContent-Type: text/plain\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xx--", "--xx\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\"; filename=\"y\"\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--xx--", "--xx\r\nContent-Disposition: form-data; name\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data; name=\"a\" x\r\n\r\n1\r\n--xx--", "--xx\r\nContent-Disposition: form-data; =a\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-datax; name=a\r\n\r\n1\r\n--xx--", "--xx\r\nno colon\r\n" FIELD("a") "1\r\n--xx--",
		"--xx\r\n: x\r\n" FIELD("a") "1\r\n--xx--", "--xx\r\nContent-Disposition: form-data; name=b\r\n" FIELD("a") "1\r\n--xx--",
		"--xx\r\nContent-Transfer-Encoding: base64\r\n" FIELD("a") "1\r\n--xx--", "--xx\r\n" FIELD("") "1\r\n--xx--",
		"--xx\r\n" FIELD("a") "\xff\r\n--xx--", "--xx\r\n" FIELD("a\xff") "1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data; name=a; filename=\"\xff\"\r\n\r\n1\r\n--xx--",
		"--xx\r\nContent-Disposition: form-data; name=a; filename=\"a\nb\"\r\n\r\n1\r\n--xx--",
		"--xx\r", "--xx\rx", "--xx-\r\n", "--xx\r\n" FIELD("a") "1\r\n--xx\r",
		"--xx\r\n" FIELD("a") "1\r\n--xx junk\r\n" FIELD("b") "2\r\n--xx--"
	};
	static const char *const types[] = {
		NULL, "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"x",
		"multipart/form-data; boundary=\"xx \"", "multipart/form-data; boundary=xx; boundary=xx", "multipart/form-data; boundary=x\x01", "multipart/form-data; ", "multipart/form-data; charset=x", "multipart/mixed; boundary=xx", "multipart/form-dataX; boundary=xx",
		"multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890"
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		multipart(state, bad[i], NULL);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		multipart_as(state, types[i], "--xx--", 6, NULL);
	multipart_as(state, FORM, "--xx\r\n" FIELD("a") "\0\r\n--xx--", strlen("--xx\r\n" FIELD("a") "?\r\n--xx--"), NULL);
	multipart_as(state, FORM, "--xx\r\nX: \0\r\n" FIELD("a") "1\r\n--xx--", strlen("--xx\r\nX: ?\r\n" FIELD("a") "1\r\n--xx--"), NULL);
	multipart_as(state, FORM, NULL, 0, NULL);
}

static void
test_params__keeps_limits_of_multipart(void **state)
{
	static const struct params_limits few = { .fields = 1, .name = 3, .total = 200 };
	const char *one = "--xx\r\n" FIELD("abc") "1\r\n--xx--", *two = "--xx\r\n" FIELD("a") "1\r\n--xx\r\n" FIELD("b") "1\r\n--xx--";
	const char *problem, *name = "--xx\r\n" FIELD("abcd") "1\r\n--xx--";
	char *head = talloc_asprintf(*state, "--xx\r\nX: %05000d\r\n" FIELD("a") "1\r\n--xx--", 0);

	assert_non_null(params_multipart(*state, one, strlen(one), FORM, &few, &problem));
	assert_null(params_multipart(*state, two, strlen(two), FORM, &few, &problem));
	assert_string_equal(problem, "The request has too many fields.");
	assert_null(params_multipart(*state, name, strlen(name), FORM, &few, &problem));
	assert_null(params_multipart(*state, head, strlen(head), FORM, &few, &problem));
	assert_string_equal(problem, "The request is too large.");
	multipart(state, head, NULL);
}

static void
test_url__encodes(void **state)
{
	size_t n;

	assert_string_equal(url_encode(*state, ""), "");
	assert_string_equal(url_encode(*state, "a b&c/ü?~-._+%"), "a%20b%26c%2F%C3%BC%3F~-._%2B%25");
	assert_string_equal(url_decode(*state, "a%20+b%2f", 9, false, &n), "a +b/");
	assert_int_equal(n, 5);
	assert_string_equal(url_decode(*state, "a%20+b", 6, true, &n), "a  b");
	assert_memory_equal(url_decode(*state, "%00x", 4, false, &n), "\0x", 3);
	assert_int_equal(n, 2);
	assert_null(url_decode(*state, "%4", 2, false, &n));
	assert_null(url_decode(*state, "%g0", 3, false, &n));
	assert_null(url_decode(*state, "%410", 2, false, &n));
}

static void
test_path__decodes_strictly(void **state)
{
	static const char *const good[][2] = {
		{ "/", "/" }, { "/leads/12", "/leads/12" }, { "/%4a%4A", "/JJ" }, { "/glossary/", "/glossary/" }, { "/a%20b/%C3%BC", "/a b/ü" },
		{ "/leads/by-ref/hubspot/a%3Fb", "/leads/by-ref/hubspot/a?b" }, { "/a+b", "/a+b" }, { "/...", "/..." }, { "/.a", "/.a" }, { "/a.", "/a." }, { "/a", "/a" }, { "/.well-known/x", "/.well-known/x" },
		{ "/%2541", "/%41" }
	};
	static const char *const bad[] = {
		"", "leads", "//", "/a//b", "//example.org", "/.", "/..", "/a/../b", "/a/./b", "/%2e%2E/b", "/a/%2e", "/a%2fb", "/a%2Fb", "/%2f",
		"/a%00", "/a%0a", "/a%7f", "/a\x01", "/a%", "/a%4", "/a%zz", "/%ff", "/%c0%af", "/a\\b", "/a%5cb", "/a?b", "/a#b"
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_string_equal(path_decode(*state, good[i][0]), good[i][1]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_null(path_decode(*state, bad[i]));
	assert_null(path_decode(*state, NULL));
	assert_null(path_decode(*state, text_replace(*state, talloc_asprintf(*state, "%02001d", 0), "0", "/a")));
	assert_non_null(path_decode(*state, talloc_asprintf(*state, "/%01999d", 0)));
	assert_null(path_decode(*state, talloc_asprintf(*state, "/%02000d", 0)));
}

static void
test_path__knows_what_is_local(void **state)
{
	(void)state;
	assert_true(path_is_local("/"));
	assert_true(path_is_local("/leads?tab=mine#x"));
	assert_false(path_is_local(NULL));
	assert_false(path_is_local(""));
	assert_false(path_is_local("leads"));
	assert_false(path_is_local("//example.org"));
	assert_false(path_is_local("/\\example.org"));
	assert_false(path_is_local("/\texample.org"));
	assert_false(path_is_local("https://example.org"));
	assert_false(path_is_local("/\xff"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_params__reads_urlencoded, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__refuses_malformed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__keeps_limits, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__answers_questions, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__reads_cookies, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__round_trips, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__reads_multipart, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__reads_files, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__refuses_malformed_multipart, setup, teardown),
		cmocka_unit_test_setup_teardown(test_params__keeps_limits_of_multipart, setup, teardown),
		cmocka_unit_test_setup_teardown(test_url__encodes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_path__decodes_strictly, setup, teardown),
		cmocka_unit_test_setup_teardown(test_path__knows_what_is_local, setup, teardown),
	};

	return cmocka_run_group_tests_name("web/params", tests, NULL, NULL);
}
