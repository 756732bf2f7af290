/* Two people's changes put together from the fingerprints of where they began. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/text.h"
#include "glossary/merge.h"

static void *ctx;

static struct criterion
row(const char *code, const char *min)
{
	return (struct criterion){ .code = code, .label = code, .kind = ASKS_NUMBER, .bound_min = min, .choices = "" };
}

static struct version
version(const char *meaning, const struct criterion *criteria, size_t count)
{
	struct version v = VERSION_BLANK;

	v.meaning = meaning;
	v.criteria = talloc_memdup(ctx, criteria, count * sizeof *criteria);
	v.criteria_count = count;
	return v;
}
#define VERSION(meaning, ...) version(meaning, (struct criterion[]){ __VA_ARGS__ }, \
	sizeof((struct criterion[]){ __VA_ARGS__ }) / sizeof(struct criterion))

/* "A1 B2": codes with what they ask for. */
static const char *
told(const struct version *v)
{
	struct buffer *words = buffer_new(ctx);

	for (size_t i = 0; i < v->criteria_count; i++)
		buffer_format(words, "%s%s%s", i ? " " : "", v->criteria[i].code, v->criteria[i].bound_min);
	return buffer_take(ctx, words);
}

static const char *
side(const char *base, const char *mine, const char *theirs)
{
	static const char *const names[] = { "same", "mine", "theirs", "clash" };

	return names[merge_side(ctx, base, "x", mine, theirs)];
}

static void
test_side__goes_by_what_the_form_began_with(void **state)
{
	struct buffer *b = buffer_new(ctx);
	const char *base;

	(void)state;
	base_add(b, "xx", "other");
	base_add(b, "x", "old");
	base = buffer_take(ctx, b);
	assert_string_equal(side(base, "old", "old"), "same");
	assert_string_equal(side(base, "new", "new"), "same");
	assert_string_equal(side(base, "new", "old"), "mine");
	assert_string_equal(side(base, "old", "new"), "theirs");
	assert_string_equal(side(base, "new", "newer"), "clash");
	assert_string_equal(side(base, NULL, "old"), "mine");
	assert_string_equal(side(base, NULL, "new"), "clash");
	assert_string_equal(side(NULL, "old", "new"), "clash");
	assert_string_equal(side("", "old", "new"), "clash");
	assert_string_equal(side("x", "old", "new"), "clash");
	assert_string_equal(side("y:0", "old", NULL), "mine");
	assert_string_equal(side("y:0", "old", ""), "clash");
}

/* Text by text, and nothing disputed where only one side changed. */
static void
test_merge__fields(void **state)
{
	struct version old = VERSION("old", row("A", "1")), mine = VERSION("mine", row("A", "1")), theirs = old;
	const char *base = version_base(ctx, &old);
	const struct version_merge *m;

	(void)state;
	theirs.review_by = "2030-01-01";
	theirs.stage_position = 7;
	theirs.stage_owner = TEAM_SALES;
	m = version_merge(ctx, base, &mine, &theirs);
	assert_string_equal(m->merged.meaning, "mine");
	assert_string_equal(m->merged.review_by, "2030-01-01");
	assert_int_equal(m->merged.stage_position, 7);
	assert_int_equal(m->merged.stage_owner, TEAM_SALES);
	assert_string_equal(m->disputed.meaning, "old");
	theirs.meaning = "theirs";
	m = version_merge(ctx, base, &mine, &theirs);
	assert_string_equal(m->merged.meaning, "mine");
	assert_string_equal(m->disputed.meaning, "mine");
	m = version_merge(ctx, NULL, &mine, &theirs);
	assert_null(m->merged.review_by);
}

static void
check_rows(struct version mine, struct version theirs, const char *merged, const char *disputed)
{
	struct version old = VERSION("x", row("A", "1"), row("B", "2"), row("C", "3"));
	const struct version_merge *m = version_merge(ctx, version_base(ctx, &old), &mine, &theirs);

	assert_string_equal(told(&m->merged), merged);
	assert_string_equal(told(&m->disputed), disputed);
}

static void
test_merge__criteria(void **state)
{
	struct version old = VERSION("x", row("A", "1"), row("B", "2"), row("C", "3"));
	struct version none = old;

	(void)state;
	none.criteria_count = 0;
	check_rows(old, old, "A1 B2 C3", "A1 B2 C3");
	check_rows(VERSION("x", row("A", "9"), row("B", "2"), row("C", "3")),
	    VERSION("x", row("A", "1"), row("B", "8"), row("C", "3")), "A9 B8 C3", "A1 B8 C3");
	check_rows(VERSION("x", row("C", "3"), row("A", "1"), row("B", "2")),
	    VERSION("x", row("A", "1"), row("N", "5"), row("B", "2"), row("C", "3")), "C3 A1 N5 B2", "A1 N5 B2 C3");
	check_rows(VERSION("x", row("A", "1"), row("M", "4"), row("C", "3")),
	    VERSION("x", row("A", "1"), row("B", "2"), row("C", "3"), row("N", "5")), "A1 M4 C3 N5", "A1 B2 C3 N5");
	check_rows(old, VERSION("x", row("C", "3"), row("A", "1")), "C3 A1", "C3 A1");
	check_rows(VERSION("x", row("A", "1"), row("C", "3")), VERSION("x", row("A", "1"), row("B", "7"), row("C", "3")),
	    "A1 C3", "A1 C3");
	check_rows(VERSION("x", row("A", "1"), row("B", "7"), row("C", "3")), VERSION("x", row("A", "1"), row("C", "3")),
	    "A1 B7 C3", "A1 C3 B7");
	check_rows(VERSION("x", row("A", "1"), row("B", "7"), row("C", "3")), VERSION("x", row("A", "1"), row("B", "6"), row("C", "3")),
	    "A1 B7 C3", "A1 B7 C3");
	check_rows(none, old, "", "A1 B2 C3");
	check_rows(old, none, "", "");
}

static int
open_ctx(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
close_ctx(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_side__goes_by_what_the_form_began_with),
		cmocka_unit_test(test_merge__fields),
		cmocka_unit_test(test_merge__criteria),
	};

	return cmocka_run_group_tests_name("glossary merge", tests, open_ctx, close_ctx);
}
