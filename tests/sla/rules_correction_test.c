/* What a correction of one record demands, and who confirms it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_correction.h"

#define NOW INT64_C(1795260000)

/* The members that are wrong, by commas. */
static const char *
wrong(void *ctx, struct recorded clock, int64_t happened_at, const char *words)
{
	struct problems *p = problems_new(ctx);
	struct correction c = { .happened_at = happened_at, .words = words };
	struct buffer *said = buffer_new(ctx);

	correction_problems(p, &clock, &c, NOW);
	for (size_t i = 0; i < p->count; i++)
		buffer_format(said, "%s%s", i ? "," : "", p->list[i].member);
	return said->length ? said->data : "";
}

static void
test_demands(void **state)
{
	void *ctx = talloc_new(NULL);
	const struct recorded open = { NOW - 7200, 0 }, done = { NOW - 7200, NOW - 600 };

	(void)state;
	assert_string_equal(wrong(ctx, open, NOW - 3600, "Her mail"), "");
	assert_string_equal(wrong(ctx, open, NOW - 3600, " \n"), "words");
	assert_string_equal(wrong(ctx, open, NOW - 3600, NULL), "words");
	assert_string_equal(wrong(ctx, open, NOW + 1, "x"), "happened");
	assert_string_equal(wrong(ctx, open, NOW - 7201, "x"), "happened");
	assert_string_equal(wrong(ctx, open, NOW - 7200, "x"), "");
	assert_string_equal(wrong(ctx, open, 0, "x"), "happened");
	assert_string_equal(wrong(ctx, done, 0, "x"), "");
	assert_string_equal(wrong(ctx, done, NOW - 600, "x"), "happened");
	assert_string_equal(wrong(ctx, done, NOW - 300, "x"), "");
	talloc_free(ctx);
}

static void
test_who(void **state)
{
	const struct correction c = { .asked_team = TEAM_SALES };
	struct user user = { .team = TEAM_MARKETING };

	(void)state;
	assert_non_null(correction_may_answer(&user, &c));
	assert_non_null(correction_may_withdraw(&user, &c));
	user.is_point_person = true;
	assert_null(correction_may_answer(&user, &c));
	user = (struct user){ .team = TEAM_MARKETING, .is_signatory = true };
	assert_null(correction_may_answer(&user, &c));
	user.team = TEAM_SALES;
	assert_non_null(correction_may_answer(&user, &c));
	assert_null(correction_may_withdraw(&user, &c));
	user = (struct user){ .team = TEAM_OBSERVER, .is_point_person = true };
	assert_non_null(correction_may_answer(&user, &c));
	assert_non_null(correction_may_withdraw(&user, &c));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_demands), cmocka_unit_test(test_who) };

	for (int i = 0; correction_state_names[i]; i++)
		if (!*correction_state_label(i))
			return 1;
	return cmocka_run_group_tests_name("corrections of one record", tests, NULL, NULL);
}
