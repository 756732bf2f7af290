/* Leads: keys that tell the same ones, what is wrong with one, masks. */
#include "leads/rules_world.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void
test_keys__the_same_in_other_dress(void **state)
{
	(void)state;
	assert_string_equal(email_key(ctx, "Jo.Weber@KESTREL.example"), "jo.weber@kestrel.example");
	assert_string_equal(email_key(ctx, "JÖRG@büro.example"), "jörg@büro.example");
	assert_null(email_key(ctx, NULL));
	assert_string_equal(name_key(ctx, "Weber, Jörg"), "jorg weber");
	assert_string_equal(name_key(ctx, " JORG  wéber "), "jorg weber");
	assert_string_equal(name_key(ctx, "Шевченко Олена"), name_key(ctx, "олена ШЕВЧЕНКО"));
	assert_string_equal(name_key(ctx, "O’Brien"), name_key(ctx, "O'BRIEN"));
	assert_string_equal(name_key(ctx, "Łukasz"), name_key(ctx, "lukasz"));
	assert_string_equal(name_key(ctx, "田中 愛子"), "愛子 田中");
	assert_string_equal(phone_key(ctx, "+49 (30) 123 456-78"), phone_key(ctx, "030 12345678"));
	assert_string_equal(phone_key(ctx, "12345"), "");
}

static void
test_domain__of_address_or_site_and_no_free_mail(void **state)
{
	struct lead lead = lead_of("Jo", "", "jo@Kestrel.Example");

	(void)state;
	assert_string_equal(lead_domain(ctx, &lead), "kestrel.example");
	lead = lead_of("Jo", "", "jo@GMail.com");
	assert_null(lead_domain(ctx, &lead));
	lead.website = "https://www.kestrel.example/contact?x=1";
	assert_string_equal(lead_domain(ctx, &lead), "kestrel.example");
	lead.website = "kestrel.example:8080";
	assert_string_equal(lead_domain(ctx, &lead), "kestrel.example");
	assert_true(domain_is_free_mail("126.com") && domain_is_free_mail("zoho.com") && domain_is_free_mail("web.de") && domain_is_free_mail("t-online.de"));
	assert_false(domain_is_free_mail("fernhill.example") || domain_is_free_mail(NULL));
}

static void
test_email__what_is_sound(void **state)
{
	static const char *const good[] = { "a@b.co", "jo.o'brien+x@mail.kestrel.example", "jörg@büro.example", NULL };
	static const char *const bad[] = { "", "a", "@b.co", "a@", "a@b", "a@b.", "a@.b", "a b@c.de", "a@b@c.de", "a@b..c", "a.@b.co", "<a@b.co>", "a@b.co,c@d.co", "a@-b.co", NULL };

	(void)state;
	for (size_t i = 0; good[i]; i++)
		assert_true(email_sound(good[i]));
	for (size_t i = 0; bad[i]; i++)
		if (email_sound(bad[i]))
			fail_msg("%s counts as an address", bad[i]);
	assert_false(email_sound(NULL));
}

static const char *
members(const struct lead *lead)
{
	struct problems *p = problems_new(ctx);
	char **all;

	lead_problems(p, lead, NOW);
	all = talloc_zero_array(ctx, char *, p->count + 1);
	for (size_t i = 0; i < p->count; i++)
		all[i] = text_copy(ctx, lead_problem_pointer(ctx, &p->list[i]));
	return text_join(ctx, (const char *const *)all, " ");
}

static void
test_problems__each_at_its_member(void **state)
{
	struct lead lead = lead_of("Jo", "", "jo@kestrel.example");
	struct lead_ref refs[] = { { 0, " HubSpot ", " 12 " }, { 0, "Sales Force", "1" }, { 0, "crm", "" }, { 0, "hubspot", "12" }, { 0, "", "" } };
	const struct touch touch = { .source = " google ", .at = NOW + 61 };

	(void)state;
	assert_string_equal(members(&lead), "");
	lead = lead_of(" ", "", NULL);
	lead.origin = GLOSSARY_NONE;
	assert_string_equal(members(&lead), "/name /email /origin");
	lead = lead_of("", "Kestrel", NULL);
	lead.phone = "+49 30 1234567";
	assert_string_equal(members(&lead), "");
	lead.phone = "call me";
	assert_string_equal(members(&lead), "/phone");
	lead = lead_of("-", "", "nobody");
	assert_string_equal(members(&lead), "/name /email");
	lead = lead_of("Jo", "", NULL);
	lead.refs = refs;
	lead.ref_count = 5;
	lead.first_touch = &touch;
	lead.converted_at = NOW + 61;
	lead_tidy(ctx, &lead);
	assert_int_equal(lead.ref_count, 3);
	assert_string_equal(lead.refs[0].system, "hubspot");
	assert_string_equal(lead.refs[0].external_id, "12");
	assert_string_equal(members(&lead), "/first_touch/at /converted_at /external_refs/1/system /external_refs/2/id");
	lead = lead_of("Jo", "", "jo@kestrel.example");
	lead.converted_at = NOW + 60;
	assert_string_equal(members(&lead), "");
}

static void
test_tidy__names_as_seen(void **state)
{
	struct lead lead = lead_of("  Mbali\xE2\x80\x8B \n Ndlovu ", NULL, " ");

	(void)state;
	assert_string_equal(lead.name, "Mbali Ndlovu");
	assert_string_equal(lead.company, "");
	assert_null(lead.email);
	assert_string_equal(lead_title(ctx, 4, lead.name, ""), "Mbali Ndlovu");
	assert_string_equal(lead_title(ctx, 4, "", "Kestrel"), "Kestrel");
	assert_string_equal(lead_title(ctx, 4, "", ""), "Lead 4");
}

static void
test_touch__there_and_back(void **state)
{
	const struct touch touch = { .source = "google", .campaign = "fleet \"audit\"", .at = NOW };
	struct touch *back = touch_read(ctx, touch_print(ctx, &touch));

	(void)state;
	assert_string_equal(back->source, "google");
	assert_string_equal(back->campaign, "fleet \"audit\"");
	assert_null(back->medium);
	assert_int_equal(back->at, NOW);
	assert_null(touch_print(ctx, NULL));
	assert_null(touch_print(ctx, &(struct touch){ .source = " " }));
	assert_null(touch_read(ctx, NULL));
	assert_null(touch_read(ctx, "[1]"));
	assert_null(touch_read(ctx, "{"));
}

static void
test_mask__what_an_observer_sees(void **state)
{
	const struct user observer = { .team = TEAM_OBSERVER }, seller = { .team = TEAM_SALES };
	struct lead lead = lead_of("Mbali Ndlovu", "Fernhill", "mbali@fernhill.com");

	(void)state;
	lead.phone = "+27 31 555 0142";
	lead_mask(ctx, &lead, &seller);
	assert_string_equal(lead.email, "mbali@fernhill.com");
	lead_mask(ctx, &lead, &observer);
	assert_string_equal(lead.email, "m…@f….com");
	assert_string_equal(lead.phone, "…42");
	assert_string_equal(lead.name, "Mbali Ndlovu");
	assert_null(email_masked(ctx, NULL));
	assert_string_equal(phone_masked(ctx, ""), "");
	assert_string_equal(phone_masked(ctx, "123"), "…");
}

static void
test_words__a_lead_is_found_by(void **state)
{
	struct lead lead = lead_of("Tomás O’Herrera-Vega", "Alder & Sons", "tomas@alder.example");
	size_t count;
	char **words = lead_words(ctx, &lead, &count);

	(void)state;
	assert_string_equal(text_join(ctx, (const char *const *)words, " "), "tomas oherrera vega alder sons example");
	words = search_words(ctx, "Herr  TOM", &count);
	assert_int_equal(count, 2);
	assert_string_equal(words[0], "herr");
	lead = lead_of("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", NULL);
	words = lead_words(ctx, &lead, &count);
	assert_int_equal(strlen(words[0]), 40);
}

static void
test_differs__each_field(void **state)
{
	struct lead a = lead_of("Jo", "K", "j@k.example"), b = a;
	size_t fields = 0;

	(void)state;
	for (; lead_fields[fields]; fields++)
		assert_false(lead_differs(ctx, &a, &b, fields));
	b = lead_of("x", "x", "x@x.example");
	b.job = b.phone = b.website = b.source = b.campaign = b.theme = b.persona = b.stage = b.basis = "x";
	b.origin = ORIGIN_SALES;
	b.first_touch = b.last_touch = &(const struct touch){ .source = "x" };
	b.converted_at = 1;
	b.owner_marketing_id = b.owner_sales_id = 1;
	b.do_not_contact = true;
	for (size_t i = 0; i < fields; i++)
		if (!lead_differs(ctx, &a, &b, i))
			fail_msg("%s is not compared", lead_fields[i]);
	assert_int_equal(fields, 19);
}

static void
test_refs__salesforce_writes_one_id_in_two_ways(void **state)
{
	static const char *const pairs[][2] = { { "001A0000006Vm9u", "001A0000006Vm9uIAC" }, { "ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNO555" }, { "aaaaaaaaaaaaaa1", "aaaaaaaaaaaaaa1AAA" },
		{ "00QAb000001cDeF", "00QAb000001cDeFMAU" } };
	static const char *const others[] = { "001A0000006Vm9", "001A0000006Vm9-", "001A0000006Vm9uIAC", "", "001A0000006Vm9\xc3\xbc" };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_string_equal(ref_id(ctx, "salesforce", pairs[i][0]), pairs[i][1]);
		assert_string_equal(ref_id_short(ctx, "salesforce", pairs[i][1]), pairs[i][0]);
		assert_string_equal(ref_id(ctx, "hubspot", pairs[i][0]), pairs[i][0]);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_string_equal(ref_id(ctx, "salesforce", others[i]), others[i]);
	assert_string_equal(ref_id_short(ctx, "salesforce", "001A0000006Vm9uIAD"), "001A0000006Vm9uIAD");
	assert_null(ref_id(ctx, "salesforce", NULL));
	assert_string_equal(ref_tidy(ctx, &(struct lead_ref){ 0, "Salesforce", " 001A0000006Vm9u" }).external_id, "001A0000006Vm9uIAC");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys__the_same_in_other_dress),
		cmocka_unit_test(test_domain__of_address_or_site_and_no_free_mail),
		cmocka_unit_test(test_email__what_is_sound),
		cmocka_unit_test(test_problems__each_at_its_member),
		cmocka_unit_test(test_tidy__names_as_seen),
		cmocka_unit_test(test_touch__there_and_back),
		cmocka_unit_test(test_mask__what_an_observer_sees),
		cmocka_unit_test(test_words__a_lead_is_found_by),
		cmocka_unit_test(test_differs__each_field),
		cmocka_unit_test(test_refs__salesforce_writes_one_id_in_two_ways),
	};

	return cmocka_run_group_tests_name("lead rules", tests, set_up, tear_down);
}
