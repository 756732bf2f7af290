/* Two people edit one draft of the agreement at once: nobody's words are lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_agreement_merge.h"

static void *ctx;

static int
set_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

static struct promise
first_attempt(int64_t minutes, const char *source)
{
	struct promise p = PROMISE_BLANK;

	p.kind = PROMISE_FIRST_ATTEMPT;
	p.open_minutes = minutes;
	p.percent = 95;
	if (source) {
		p.scope_kind = SCOPE_SOURCE;
		p.scope_value = source;
	}
	return p;
}

/* A copy with its own promises, that may be changed. */
static struct agreement
copy(const struct agreement *from)
{
	struct agreement a = *from;

	a.promises = talloc_zero_array(ctx, struct promise, PROMISES_MOST + 1);
	memcpy(a.promises, from->promises, from->promise_count * sizeof *a.promises);
	return a;
}

static struct agreement
draft(void)
{
	struct agreement a = AGREEMENT_BLANK;

	a.promises = talloc_zero_array(ctx, struct promise, PROMISES_MOST + 1);
	a.text = "We work together.";
	a.change_note = "First";
	a.pause_reasons = "";
	a.warn_at = "50 80";
	a.backdate_days = 2;
	a.promises[0] = first_attempt(240, NULL);
	a.promises[1] = first_attempt(60, "Price request");
	a.promise_count = 2;
	return a;
}

static void
test_each_changed_something_else(void **state)
{
	const struct agreement begun = draft();
	const char *base = agreement_base(ctx, &begun);
	struct agreement mine = copy(&begun), theirs = copy(&begun);
	const struct agreement_merge *m;

	(void)state;
	mine.text = "We work together, every day.";
	mine.promises[1].open_minutes = 30;
	mine.promises[mine.promise_count++] = first_attempt(480, "Fair");
	theirs.backdate_days = 1;
	theirs.promises[0].percent = 90;
	theirs.revision = 7;
	m = agreement_merge(ctx, base, &mine, &theirs);
	assert_string_equal(m->merged.text, "We work together, every day.");
	assert_int_equal(m->merged.backdate_days, 1);
	assert_int_equal(m->merged.revision, 7);
	assert_int_equal(m->merged.promise_count, 3);
	assert_int_equal(m->merged.promises[0].percent, 90);
	assert_int_equal(m->merged.promises[1].open_minutes, 30);
	assert_int_equal(m->merged.promises[2].open_minutes, 480);
	/* Nothing was changed by both. */
	assert_string_equal(m->disputed.text, theirs.text);
	assert_int_equal(m->disputed.promise_count, 2);
	assert_int_equal(m->disputed.promises[1].open_minutes, 60);
}

static void
test_both_changed_the_same(void **state)
{
	const struct agreement begun = draft();
	const char *base = agreement_base(ctx, &begun);
	struct agreement mine = copy(&begun), theirs = copy(&begun);
	const struct agreement_merge *m;

	(void)state;
	mine.promises[0].open_minutes = 120;
	theirs.promises[0].open_minutes = 180;
	mine.warn_at = "75";
	theirs.warn_at = "90";
	m = agreement_merge(ctx, base, &mine, &theirs);
	assert_int_equal(m->merged.promises[0].open_minutes, 120);	/* the writer's, to be looked at */
	assert_string_equal(m->merged.warn_at, "75");
	assert_int_equal(m->disputed.promises[0].open_minutes, 120);
	assert_string_equal(m->disputed.warn_at, "75");
	assert_string_equal(m->disputed.text, theirs.text);
}

static void
test_removed_and_added(void **state)
{
	const struct agreement begun = draft();
	const char *base = agreement_base(ctx, &begun);
	struct agreement mine = copy(&begun), theirs = copy(&begun);
	const struct agreement_merge *m;

	(void)state;
	mine.promise_count = 1;						/* the second is gone */
	theirs.promises[theirs.promise_count++] = first_attempt(600, "Web");
	m = agreement_merge(ctx, base, &mine, &theirs);
	assert_int_equal(m->merged.promise_count, 2);
	assert_int_equal(m->merged.promises[0].open_minutes, 240);
	assert_int_equal(m->merged.promises[1].open_minutes, 600);
	/* Gone with one, changed by the other: the writer's will is in the form, and both are told. */
	theirs.promises[1].percent = 80;
	m = agreement_merge(ctx, base, &mine, &theirs);
	assert_int_equal(m->merged.promise_count, 2);
	assert_int_equal(m->disputed.promise_count, 2);			/* theirs without it */
	/* Without a base, nobody can tell: everything that differs is both's. */
	m = agreement_merge(ctx, NULL, &mine, &theirs);
	assert_int_equal(m->merged.promise_count, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_each_changed_something_else, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_both_changed_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_removed_and_added, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("two edits of one agreement", tests, NULL, NULL);
}
