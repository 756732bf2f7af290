/* Who gets a lead, by which rule, and who stands in for whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "leads/rules_assign.h"

enum { DANIEL = 1, KOFI, LENA, MAYA, GONE_ONE, ROUND_A, ROUND_B };
enum { FINANCE = 70, OPERATIONS, WEB = 80, FAIR };

static void *ctx;

/* Daniel, Kofi and Lena are here; Maya is out without a deputy; two stand in for each other and are both out. */
static struct seller people[] = {
	{ DANIEL, "Daniel Osei", true, false, KOFI }, { KOFI, "Kofi Mensah", true, false, 0 }, { LENA, "Lena Vogt", true, false, 0 },
	{ MAYA, "Maya Iyer", true, true, 0 }, { GONE_ONE, "Ola Berg", false, false, KOFI }, { ROUND_A, "Ana", true, true, ROUND_B },
	{ ROUND_B, "Bo", true, true, ROUND_A }
};
enum { PEOPLE = sizeof people / sizeof *people };

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

#define GIVES(expected_words, rules, count, ...) do { \
	const struct assigned to_ = assign_find(ctx, rules, count, people, PEOPLE, &(struct assign_facts){ __VA_ARGS__ }); \
	assert_string_equal(to_.words ? to_.words : "nobody", expected_words); \
	assert_int_equal(to_.words != NULL, to_.person_id != 0); \
} while (0)

static const struct assign_member finance[] = { { 2, LENA, "Lena Vogt", 0 } };
static const struct assign_member web[] = { { 3, DANIEL, "Daniel Osei", 4 }, { 3, KOFI, "Kofi Mensah", 3 } };
static const struct assign_member all[] = { { 4, MAYA, "Maya Iyer", 0 }, { 4, DANIEL, "Daniel Osei", 8 }, { 4, LENA, "Lena Vogt", 7 } };
static const struct assign_rule rules[] = {
	{ .id = 1, .kind = ASSIGN_ACCOUNT },
	{ .id = 2, .kind = ASSIGN_PERSONA, .persona_id = FINANCE, .persona_name = "Finance lead", .members = finance, .member_count = 1 },
	{ .id = 3, .kind = ASSIGN_SOURCE, .source_id = WEB, .source_name = "Web form", .members = web, .member_count = 2 },
	{ .id = 4, .kind = ASSIGN_ANY, .members = all, .member_count = 3 },
};

static void
test_rules__the_first_that_fits(void **state)
{
	(void)state;
	GIVES("Given to Daniel Osei: owner of Fernhill.", rules, 4, .account_owner_id = DANIEL, .account_name = "Fernhill", .persona_id = FINANCE, .source_id = WEB);
	GIVES("Given to Lena Vogt: persona Finance lead.", rules, 4, .persona_id = FINANCE, .source_id = WEB);
	GIVES("Given to Kofi Mensah: source Web form, in turn.", rules, 4, .persona_id = OPERATIONS, .source_id = WEB);
	GIVES("Given to Lena Vogt: it was their turn.", rules, 4, .source_id = FAIR);
	GIVES("nobody", rules, 3, .source_id = FAIR);
	/* Another order says otherwise. */
	GIVES("Given to Kofi Mensah: source Web form, in turn.", rules + 2, 2, .account_owner_id = DANIEL, .persona_id = FINANCE, .source_id = WEB);
}

static void
test_rules__without_any_an_account_keeps_its_owner(void **state)
{
	(void)state;
	GIVES("Given to Daniel Osei: owner of Fernhill.", NULL, 0, .account_owner_id = DANIEL, .account_name = "Fernhill", .source_id = WEB);
	GIVES("nobody", NULL, 0, .source_id = WEB);
	GIVES("nobody", rules + 3, 0, .source_id = WEB);
}

static void
test_rules__who_has_it_keeps_it(void **state)
{
	(void)state;
	GIVES("Given to Lena Vogt: had this lead before.", rules, 4, .before_id = LENA, .own_id = KOFI, .account_owner_id = DANIEL);
	GIVES("Given to Kofi Mensah: seller of this lead.", rules, 4, .own_id = KOFI, .account_owner_id = DANIEL);
	GIVES("Given to Kofi Mensah: seller of this lead.", rules, 4, .before_id = GONE_ONE, .own_id = KOFI);
	GIVES("Given to Lena Vogt: it was their turn.", rules, 4, .before_id = GONE_ONE, .own_id = MAYA, .account_owner_id = 99);
}

static void
test_out__the_deputy_or_the_next_rule(void **state)
{
	struct seller away = people[DANIEL - 1];

	(void)state;
	people[DANIEL - 1].is_out = true;
	GIVES("Given to Kofi Mensah for Daniel Osei, who is out today: owner of Fernhill.", rules, 4, .account_owner_id = DANIEL, .account_name = "Fernhill");
	people[KOFI - 1].is_out = true;
	people[KOFI - 1].deputy_id = LENA;
	GIVES("Given to Lena Vogt for Daniel Osei, who is out today: owner of Fernhill.", rules, 4, .account_owner_id = DANIEL, .account_name = "Fernhill");
	people[KOFI - 1].deputy_id = GONE_ONE;
	GIVES("Given to Lena Vogt: it was their turn.", rules, 4, .account_owner_id = DANIEL);
	people[KOFI - 1].deputy_id = DANIEL;
	GIVES("nobody", rules, 1, .account_owner_id = DANIEL);
	people[KOFI - 1].is_out = false;
	people[KOFI - 1].deputy_id = 0;
	people[DANIEL - 1] = away;
	GIVES("nobody", rules, 1, .account_owner_id = ROUND_A);
	GIVES("nobody", rules, 1, .account_owner_id = GONE_ONE);
	GIVES("nobody", rules, 1, .account_owner_id = MAYA);
	assert_null(seller_here(people, PEOPLE, 0));
	assert_null(seller_here(people, 0, DANIEL));
}

/* The same lead again and again: each as often as the others, and who is out without a deputy is passed over. */
static void
test_turns__go_round(void **state)
{
	struct assign_member members[] = { { 4, DANIEL, "", 0 }, { 4, KOFI, "", 0 }, { 4, LENA, "", 0 }, { 4, MAYA, "", 0 } };
	struct assign_rule rule = { .id = 4, .kind = ASSIGN_ANY, .members = members, .member_count = 4 };
	int given[8] = { 0 };

	(void)state;
	for (int i = 1; i <= 30; i++) {
		const struct assigned to = assign_find(ctx, &rule, 1, people, PEOPLE, &(struct assign_facts){ 0 });

		assert_int_equal(to.rule_id, 4);
		given[to.person_id]++;
		for (size_t j = 0; j < 4; j++)
			if (members[j].person_id == to.member_id)
				members[j].turn = i;
	}
	assert_int_equal(given[DANIEL], 10);
	assert_int_equal(given[KOFI], 10);
	assert_int_equal(given[LENA], 10);
	rule.member_count = 1;
	assert_int_equal(assign_find(ctx, &rule, 1, people, PEOPLE, &(struct assign_facts){ 0 }).rule_id, 0);
}

static void
test_problems__of_a_rule(void **state)
{
	static const struct { struct assign_rule rule; const char *member; } wrong[] = {
		{ { .kind = GLOSSARY_NONE }, "kind" }, { { .kind = ASSIGN_PERSONA, .member_count = 1 }, "persona" },
		{ { .kind = ASSIGN_SOURCE, .member_count = 1 }, "source" }, { { .kind = ASSIGN_ANY }, "members" },
		{ { .kind = ASSIGN_ANY, .member_count = ASSIGN_MEMBERS_MOST + 1 }, "members" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct problems *p = problems_new(ctx);

		assign_rule_problems(p, &wrong[i].rule);
		assert_int_equal(p->count, 1);
		assert_string_equal(p->list[0].member, wrong[i].member);
	}
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct problems *p = problems_new(ctx);

		assign_rule_problems(p, &rules[i]);
		assert_int_equal(p->count, 0);
	}
	assert_string_equal(assign_when(ctx, &rules[0]), "The account has an owner");
	assert_string_equal(assign_when(ctx, &rules[1]), "Persona: Finance lead");
	assert_string_equal(assign_when(ctx, &rules[2]), "Source: Web form");
	assert_string_equal(assign_when(ctx, &rules[3]), "Every lead");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules__the_first_that_fits),
		cmocka_unit_test(test_rules__without_any_an_account_keeps_its_owner),
		cmocka_unit_test(test_rules__who_has_it_keeps_it),
		cmocka_unit_test(test_out__the_deputy_or_the_next_rule),
		cmocka_unit_test(test_turns__go_round),
		cmocka_unit_test(test_problems__of_a_rule),
	};

	return cmocka_run_group_tests_name("assignment rules", tests, set_up, tear_down);
}
