/* The three agreements to begin with: each passes the rules, whatever the organisation has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "sla/rules_starter.h"

#include "base/text.h"

static struct calendar_choice calendars[] = { { 3, "Office hours" } };
static struct term_choice terms[] = { { 7, "marketing-qualified-lead", "Marketing-qualified lead", KIND_STAGE, true, true } };
static struct criterion_choice asked[] = { { "COMPANY_SIZE", "People at the company", ASKS_NUMBER, "" },
	{ "BUYERS_QUESTION", "What they asked", ASKS_CHOICE, "A demonstration\nA price" } };

static struct agreement_choices
choices(bool has_term, size_t criteria)
{
	return (struct agreement_choices){ .calendars = calendars, .calendar_count = 1, .terms = terms, .term_count = has_term, .criteria = asked,
		.criterion_count = criteria };
}

/* What is wrong with a draft of it, member by member. */
static const char *
wrong(void *ctx, const struct starter *s, const struct agreement_choices *c)
{
	struct problems *p = problems_new(ctx);
	struct buffer *said = buffer_new(ctx);
	struct agreement a = starter_begin(ctx, s, c);

	a.calendar_id = 3;
	agreement_tidy(ctx, &a);
	agreement_problems(p, &a, false, "2026-11-21");
	agreement_name(p, &a, c);
	for (size_t i = 0; i < p->count; i++)
		buffer_format(said, "%s%d:%s", i ? " " : "", p->list[i].index, p->list[i].member);
	return buffer_take(ctx, said);
}

static void
test_each_passes(void **state)
{
	void *ctx = talloc_new(NULL);
	struct agreement_choices c = choices(true, 2), without = choices(true, 1);

	(void)state;
	for (const struct starter *s = starters; s->code; s++) {
		struct agreement a = starter_begin(ctx, s, &c);
		bool has[3] = { false };

		assert_string_equal(wrong(ctx, s, &c), "");
		assert_string_equal(wrong(ctx, s, &without), "");
		for (size_t i = 0; i < a.promise_count; i++)
			has[a.promises[i].party] = true;
		assert_true(has[PARTY_MARKETING] && has[PARTY_SALES] && has[PARTY_BOTH]);
		assert_int_equal(a.gate_id, 7);
		assert_ptr_equal(starter_find(s->code), s);
		assert_true(*s->name && *s->line && strlen(s->text) > 200);
	}
	assert_int_equal(starters[3].code == NULL && starters[2].code != NULL, 1);
	assert_null(starter_find("empty"));
	assert_null(starter_find(NULL));
	talloc_free(ctx);
}

/* Only what cites the term is left to choose. */
static void
test_without_the_term(void **state)
{
	void *ctx = talloc_new(NULL);
	struct agreement_choices c = choices(false, 0);

	(void)state;
	for (const struct starter *s = starters; s->code; s++)
		assert_string_equal(wrong(ctx, s, &c), "-1:gate 0:definition");
	talloc_free(ctx);
}

/* A promise about an answer goes only where the gate takes that answer. */
static void
test_answers(void **state)
{
	void *ctx = talloc_new(NULL);
	struct agreement_choices with = choices(true, 2), without = choices(true, 1), other = choices(true, 2);
	const struct starter *s = starter_find("inbound");
	size_t all = starter_begin(ctx, s, &with).promise_count;

	(void)state;
	assert_int_equal(starter_begin(ctx, s, &without).promise_count, all - 1);
	asked[1].choices = "A demonstration\nThe price";
	assert_int_equal(starter_begin(ctx, s, &other).promise_count, all - 1);
	asked[1].choices = "A demonstration\nA price";
	talloc_free(ctx);
}

/* Numbers of an own past go into the promises for all leads that ask for them, and nowhere else. */
static void
test_own_numbers(void **state)
{
	void *ctx = talloc_new(NULL);
	struct agreement_choices c = choices(true, 2);
	struct agreement small = starter_begin(ctx, starter_find("small"), &c), inbound = starter_begin(ctx, starter_find("inbound"), &c);
	const struct own_numbers own = { .volume = 69, .context = 72, .decision = 540, .decision_percent = 55, .attempt = 180, .attempt_percent = 61 };

	(void)state;
	assert_int_equal(starter_own(&small, &own), 4);
	assert_int_equal(small.promises[0].quantity, 69);
	assert_int_equal(small.promises[1].percent, 60);	/* quality: nothing is known of it */
	assert_int_equal(small.promises[2].percent, 72);
	assert_int_equal(small.promises[3].open_minutes, 540);
	assert_int_equal(small.promises[4].percent, 61);
	assert_int_equal(starter_own(&small, &(struct own_numbers){ .decision = 60 }), 0);
	assert_int_equal(small.promises[3].open_minutes, 540);
	starter_own(&inbound, &own);
	for (size_t i = 0; i < inbound.promise_count; i++)
		if (inbound.promises[i].scope_kind != GLOSSARY_NONE)
			assert_int_equal(inbound.promises[i].open_minutes, 60);
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_passes), cmocka_unit_test(test_without_the_term), cmocka_unit_test(test_answers), cmocka_unit_test(test_own_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
