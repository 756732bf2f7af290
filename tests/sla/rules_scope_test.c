/* Which promises hold for a lead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "sla/rules_scope.h"

static struct promise
promise(int64_t id, int kind, int scope_kind, const char *value)
{
	struct promise p = PROMISE_BLANK;

	p.id = id;
	p.kind = kind;
	p.party = PARTY_SALES;
	p.scope_kind = scope_kind;
	p.scope_value = value;
	p.scope_code = scope_kind == SCOPE_CRITERION ? "ASKED" : NULL;
	return p;
}

/* The ids of those that hold, as digits. */
static int64_t
chosen(struct promise *list, size_t count, const struct lead_facts *facts)
{
	struct agreement a = { .promises = list, .promise_count = count };
	void *ctx = talloc_new(NULL);
	int64_t ids = 0;
	size_t n;
	const struct promise **some = promises_for(ctx, &a, facts, &n);

	for (size_t i = 0; i < n; i++)
		ids = ids * 10 + some[i]->id;
	talloc_free(ctx);
	return ids;
}

static void
test_closest_of_each_kind(void **state)
{
	struct promise list[] = {
		promise(1, PROMISE_FIRST_ATTEMPT, GLOSSARY_NONE, NULL),
		promise(2, PROMISE_FIRST_ATTEMPT, SCOPE_SOURCE, "Webinar"),
		promise(3, PROMISE_DECISION, GLOSSARY_NONE, NULL),
		promise(4, PROMISE_FIRST_ATTEMPT, SCOPE_CRITERION, "A price"),
		promise(5, PROMISE_FIRST_ATTEMPT, SCOPE_PERSONA, "buyer"),
	};
	const struct lead_answer price = { "ASKED", "a price" }, other = { "ASKED", "A demonstration" }, unknown = { "ASKED", NULL };
	const struct lead_facts nothing = { 0 }, webinar = { .source = "WEBINAR" }, buyer = { .source = "Webinar", .persona = "buyer" },
	    asked = { .source = "Webinar", .persona = "buyer", .answers = &price, .answer_count = 1 },
	    asked_other = { .source = "Webinar", .answers = &other, .answer_count = 1 },
	    asked_unknown = { .answers = &unknown, .answer_count = 1 };

	(void)state;
	assert_int_equal(chosen(list, 5, &nothing), 13);
	assert_int_equal(chosen(list, 5, &webinar), 23);
	assert_int_equal(chosen(list, 5, &buyer), 35);
	assert_int_equal(chosen(list, 5, &asked), 34);
	assert_int_equal(chosen(list, 5, &asked_other), 23);
	assert_int_equal(chosen(list, 5, &asked_unknown), 13);
	assert_int_equal(chosen(list + 1, 1, &nothing), 0);
	assert_int_equal(chosen(list, 0, &nothing), 0);
}

static void
test_first_among_equals_and_other_matters_apart(void **state)
{
	struct promise list[] = {
		promise(1, PROMISE_VOLUME, GLOSSARY_NONE, NULL),
		promise(2, PROMISE_VOLUME, GLOSSARY_NONE, NULL),
		promise(3, PROMISE_VOLUME, GLOSSARY_NONE, NULL),
		promise(4, PROMISE_DECISION, SCOPE_SOURCE, "Fair"),
		promise(5, PROMISE_DECISION, SCOPE_SOURCE, "fair"),
	};
	const struct lead_facts fair = { .source = "Fair" };

	(void)state;
	list[2].definition_id = 7;
	assert_int_equal(chosen(list, 5, &fair), 134);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_closest_of_each_kind),
		cmocka_unit_test(test_first_among_equals_and_other_matters_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
