/* People's words on a page: nothing they write becomes markup, and shared terms are found in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "view/lexicon.h"
#include "view/view.h"

static struct lexicon *
lexicon(const void *ctx)
{
	struct lexicon *l = lexicon_new(ctx);

	lexicon_add(l, "Lead", "lead", "Lead", "Somebody who may buy.");
	lexicon_add(l, "Marketing-qualified lead", "mql", "Marketing-qualified lead", "Asked <something>.");
	lexicon_add(l, "MQL", "mql", "Marketing-qualified lead", "Asked <something>.");
	lexicon_add(l, "PR", "pr", "Pull request", "Code to read.");
	return l;
}

/* The rendered blocks of a text. */
static const char *
rendered(const void *ctx, const char *markdown, const char *self)
{
	struct prose prose = { lexicon(ctx), self, 0 };
	struct view *page = view_new(ctx, TPL_TERM_PRINT);
	struct view *row = view_row(page, M_TERM_ROW);
	size_t length;
	const char *html;

	prose_blocks(row, M_MEANING_PART, markdown, &prose);
	html = view_render(page, &length);
	assert_non_null(html);
	return text_copy(ctx, html);
}

#define has(html, part) assert_non_null(strstr(html, part))
#define lacks(html, part) assert_null(strstr(html, part))

static void
test_prose__markup_of_people_is_text(void **state)
{
	const char *html = rendered(*state, "<script>alert(1)</script>\n\nHello <b onclick=\"x\">you</b> {{MARKER}} & \"so\"", NULL);

	lacks(html, "<script>");
	lacks(html, "<b ");
	has(html, "&lt;script&gt;");
	has(html, "{{MARKER}}");
	has(html, "&amp;");
}

static void
test_prose__links_lead_only_where_they_may(void **state)
{
	const char *html = rendered(*state, "[a](javascript:alert(1)) [b](https://example.com/?q=\"x) [c](//evil.example) [d](data:text/html,x)", NULL);

	lacks(html, "javascript");
	lacks(html, "//evil.example");
	lacks(html, "data:");
	has(html, "<a href=\"https://example.com/?q=&quot;x\"");
	html = rendered(*state, "<ada@example.com> [write](mailto:ada@example.com) [nowhere](http://)", NULL);
	has(html, "<a href=\"mailto:ada@example.com\" rel=\"noreferrer nofollow\">ada@example.com</a>");
	has(html, ">write</a>");
	lacks(html, "href=\"#\"");
}

static void
test_prose__blocks_keep_their_shape(void **state)
{
	const char *html = rendered(*state, "# Head\n\nOne *two* **three** `four`.\n\n- a\n- b\n\n3. c\n\n> said\n\n```\n<x>\n  y\n```\n", NULL);

	has(html, "<h3>Head</h3>");
	has(html, "<em>two</em> <strong>three</strong> <code>four</code>.");
	has(html, "<li>a</li>");
	has(html, "<ol start=\"3\">");
	has(html, "<blockquote>");
	has(html, "&lt;x&gt;\n  y");
}

static void
test_prose__terms_are_linked_once_and_whole(void **state)
{
	const char *html = rendered(*state, "A lead is a lead. Leads, misleading, an MQL and mql; a PR but no pr.", NULL);
	const char *first = strstr(html, "/glossary/lead\"");

	assert_non_null(first);
	assert_null(strstr(first + 1, "/glossary/lead\""));
	has(html, "/glossary/mql\"");
	has(html, "/glossary/pr\"");
	has(html, "Asked &lt;something&gt;.");
	has(html, "misleading");
	lacks(html, "mis<");
	has(html, "id=\"card-1\"");
}

static void
test_prose__the_longest_name_wins_and_the_own_term_is_not_linked(void **state)
{
	const char *html = rendered(*state, "A marketing-qualified lead was a lead.", "lead");

	has(html, ">marketing-qualified lead</a>");
	lacks(html, "/glossary/lead\"");
}

static void
test_prose__brackets_name_a_term(void **state)
{
	const char *html = rendered(*state, "See [[MQL|those that asked]] and [[nothing known]] and [[MQL]].", NULL);

	has(html, ">those that asked</a>");
	has(html, "nothing known");
	lacks(html, "[[");
}

/* Many names that begin alike: each is found, the longest first, and nothing is found where nothing is named. */
static void
test_prose__thousands_of_names(void **state)
{
	struct lexicon *l = lexicon_new(*state);
	size_t taken;

	for (int i = 0; i < 3000; i++) {
		const char *name = text_format(*state, "Quota %d of zebras", i);

		assert_null(lexicon_named(l, "|", 0));
		lexicon_add(l, name, text_format(*state, "q%d", i), name, "");
		lexicon_add(l, text_format(*state, "QUOTA %d OF ZEBRAS", i), "other", "Other", "");
	}
	lexicon_add(l, "Quota 7", "short", "Quota 7", "");
	for (int i = 0; i < 3000; i += 7) {
		const char *text = text_format(*state, "quota %d of zebras is", i);

		assert_string_equal(lexicon_at(l, text, &taken)->slug, text_format(*state, "q%d", i));
		assert_int_equal(taken, strlen(text) - 3);
		assert_string_equal(lexicon_named(l, text, taken)->slug, text_format(*state, "q%d", i));
		assert_null(lexicon_named(l, text, taken - 1));
		assert_null(lexicon_named(l, text, 0));
	}
	assert_string_equal(lexicon_at(l, "quota 7 is", &taken)->slug, "short");
	has(rendered(*state, "See [[|nothing]].", NULL), "nothing");
	lacks(rendered(*state, "See [[|nothing]].", NULL), "/glossary/");
}

/* However the apostrophe is typed, in the name or in the text, and beside quotes that are none of ASCII. */
static void
test_prose__apostrophes_are_alike(void **state)
{
	static const char *const typed[] = { "'", "\u2019", "\u2018", "\u02bc" };

	for (int i = 0; i < 4; i++)
		for (int k = 0; k < 4; k++) {
			struct lexicon *l = lexicon_new(*state);

			lexicon_add(l, text_format(*state, "Buyer%ss remorse", typed[i]), "remorse", "Remorse", "Regret.");
			assert_true(lexicon_speaks(l, text_format(*state, "It is \u201cbuyer%ss remorse\u201d again", typed[k])));
			assert_true(lexicon_speaks(l, text_format(*state, "buyer%ss remorse%ss cause", typed[k], typed[i])));
			assert_false(lexicon_speaks(l, text_format(*state, "buyer%ss remorseful", typed[k])));
			assert_false(lexicon_speaks(l, "buyers remorse"));
			lexicon_add(l, text_format(*state, "buyer%ss remorse", typed[k]), "other", "Other", "");
			assert_false(lexicon_speaks(lexicon_new(*state), typed[k]));
		}
	has(rendered(*state, "The MQL\u2019s day, \u201cMQL\u201d, the MQL\u02bcs", NULL), ">MQL</a>");
	has(rendered(*state, "\u2018Lead\u2019", NULL), ">Lead</a>");
	lacks(rendered(*state, "Leadership and Mislead", NULL), "/glossary/lead");
}

static void
test_prose__depth_is_bounded(void **state)
{
	char *deep = talloc_zero_size(*state, 20001);

	memset(deep, '>', 20000);
	has(rendered(*state, deep, NULL), "blockquote");
	has(rendered(*state, "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > the *last* word <i>", NULL),
	    "the last word &lt;i&gt;");
}

static void
test_view__a_variable_nobody_filled_is_told(void **state)
{
	struct view *page = view_new(*state, TPL_FORM_HIDDEN);
	size_t length;

	view_missing();
	view_text(page, M_CSRF_TOKEN, "\"><script>");
	assert_non_null(view_render(page, &length));
	assert_string_equal(view_missing(), "shared/form_hidden.tpl: FORM_KEY");
	assert_null(view_missing());
	assert_null(strstr(view_render(page, &length), "<script>"));
}

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_prose__markup_of_people_is_text),
		TEST(test_prose__links_lead_only_where_they_may),
		TEST(test_prose__blocks_keep_their_shape),
		TEST(test_prose__terms_are_linked_once_and_whole),
		TEST(test_prose__the_longest_name_wins_and_the_own_term_is_not_linked),
		TEST(test_prose__brackets_name_a_term),
		TEST(test_prose__thousands_of_names),
		TEST(test_prose__apostrophes_are_alike),
		TEST(test_prose__depth_is_bounded),
		TEST(test_view__a_variable_nobody_filled_is_told),
	};
	const char *problem = view_boot("templates", NULL);

	if (problem) {
		print_error("%s\n", problem);
		return 1;
	}
	return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
