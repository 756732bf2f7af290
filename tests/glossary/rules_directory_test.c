/* The directory: what is missing, and what is there twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "glossary/rules.h"
#include "glossary/rules_directory.h"

static void *ctx;

static struct duty
whole(void)
{
	return (struct duty){ .topic_id = 1, .name = "Webinars", .kind = GLOSSARY_NONE, .by = { true, false },
	    .points = { { .id = 1, .name = "Ada", .team = TEAM_MARKETING }, { .id = 2, .name = "Ben", .team = TEAM_SALES } } };
}

static void
gaps(const struct duty *d, const char *first, const char *second)
{
	const char *const *said = duty_gaps(ctx, d);

	if (!first) {
		assert_null(said[0]);
		return;
	}
	assert_string_equal(said[0], first);
	if (second)
		assert_string_equal(said[1], second);
	else
		assert_null(said[1]);
}

static void
test_gaps__nobody_on_one_side_or_both_and_who_has_left(void **state)
{
	struct duty d = whole();

	(void)state;
	gaps(&d, NULL, NULL);
	d.points[TEAM_SALES] = (struct contact){ .id = 0 };
	gaps(&d, "There is nobody to ask in Sales.", NULL);
	d.points[TEAM_MARKETING] = (struct contact){ .id = 0 };
	gaps(&d, "There is nobody to ask in either team.", NULL);
	d = whole();
	d.points[TEAM_MARKETING].has_left = true;
	d.points[TEAM_SALES].team = TEAM_OBSERVER;
	gaps(&d, "Ada, whom to ask in Marketing, has left.", "Ben, whom to ask in Sales, is no longer in that team.");
	d = whole();
	d.points[TEAM_MARKETING] = (struct contact){ .id = 0 };
	d.points[TEAM_SALES].has_left = true;
	gaps(&d, "There is nobody to ask in Marketing.", "Ben, whom to ask in Sales, has left.");
}

static void
test_gaps__neither_team_does_it(void **state)
{
	struct duty d = whole();

	(void)state;
	d.by[TEAM_MARKETING] = false;
	gaps(&d, "Neither team does it.", NULL);
	d.topic_id = 0;
	d.kind = KIND_STAGE;
	gaps(&d, "No version in force says which team owns it.", NULL);
	d.kind = KIND_METRIC;
	gaps(&d, NULL, NULL);
}

static void
test_doubles__both_teams_or_a_term_of_the_same_name(void **state)
{
	struct duty d = whole();

	(void)state;
	assert_null(duty_doubles(ctx, &d)[0]);
	d.by[TEAM_SALES] = true;
	d.twin_name = "Webinar";
	assert_string_equal(duty_doubles(ctx, &d)[0], "Both teams do it.");
	assert_string_equal(duty_doubles(ctx, &d)[1], "It is listed twice: Webinar is also a term of the glossary.");
	assert_null(duty_doubles(ctx, &d)[2]);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gaps__nobody_on_one_side_or_both_and_who_has_left),
		cmocka_unit_test(test_gaps__neither_team_does_it),
		cmocka_unit_test(test_doubles__both_teams_or_a_term_of_the_same_name),
	};
	int failed;

	ctx = talloc_new(NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	talloc_free(ctx);
	return failed;
}
