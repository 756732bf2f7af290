/* Leads in the database: made once, changed by revision, found by their words. Runs with CONCORD_TEST_SOCKET. */
#include "glossary/world.h"

#include "base/text.h"
#include "glossary/at_once.h"
#include "leads/store_erase.h"
#include "leads/store_lead.h"

static struct lead
lead_of(const char *name, const char *company, const char *email)
{
	struct lead lead = LEAD_BLANK;

	lead.name = name;
	lead.company = company;
	lead.email = email;
	lead.origin = ORIGIN_MARKETING;
	lead_tidy(ctx, &lead);
	return lead;
}

static struct lead_row *like;
static size_t like_count;

static struct lead
make_lead(const char *name, const char *company, const char *email)
{
	struct lead lead = lead_of(name, company, email);

	DID(RESULT_DONE, lead_create(db, ctx, &ada, &lead, MAKE_UNLESS_EMAIL, &like, &like_count));
	assert_true(lead.id > 0);
	return lead;
}

static void
test_create__all_of_it_is_there(void **state)
{
	const struct lead_ref refs[] = { { 0, "hubspot", "77" } };
	const struct touch touch = { .source = "google", .at = NOW - 60 };
	const struct lead *found;
	struct lead lead;
	struct term theme;

	(void)state;
	world();
	lead = lead_of("Mbali Ndlovu", "Fernhill Logistics", "Mbali@Fernhill.example");
	theme = term_named("Fleet audits", KIND_THEME);
	theme.synonyms = "Audit";
	DID(RESULT_DONE, term_create(db, ctx, &ada, &theme));
	lead.job = "Operations director";
	lead.phone = "+27 31 555 0142";
	lead.source = "Search ad";
	lead.campaign = "Autumn";
	lead.theme = "audit";
	lead.persona = "Nobody knows";
	lead.first_touch = &touch;
	lead.converted_at = NOW + 30;
	lead.owner_marketing_id = ada.person_id;
	lead.owner_sales_id = mia.person_id;	/* of the wrong team: left out */
	lead.refs = refs;
	lead.ref_count = 1;
	lead_tidy(ctx, &lead);
	DID(RESULT_DONE, lead_create(db, ctx, &ada, &lead, MAKE_UNLESS_LIKE, &like, &like_count));
	found = lead_find(db, ctx, lead.id);
	assert_fine();
	assert_string_equal(found->email, "Mbali@Fernhill.example");
	assert_string_equal(found->source, "Search ad");
	assert_false(found->source_known || found->campaign_known);
	assert_string_equal(found->theme, "Fleet audits");
	assert_string_equal(found->theme_slug, "fleet-audits");
	assert_string_equal(found->persona, "Nobody knows");
	assert_null(found->persona_slug);
	assert_string_equal(found->first_touch->source, "google");
	assert_null(found->last_touch);
	assert_int_equal(found->converted_at, NOW);
	assert_string_equal(found->owner_marketing_name, "Ada");
	assert_int_equal(found->owner_sales_id, 0);
	assert_string_equal(found->account_name, "Fernhill Logistics");
	assert_string_equal(found->account_domain, "fernhill.example");
	assert_int_equal(found->ref_count, 1);
	assert_int_equal(found->revision, 1);
	assert_int_equal(lead_by_ref(db, "hubspot", "77"), lead.id);
	assert_int_equal(lead_by_ref(db, "hubspot", "78"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'lead.create'"), 1);
	assert_null(lead_find(db, ctx, lead.id + 1));
}

static void
test_create__duplicates_are_shown_first(void **state)
{
	struct lead first, lead;

	(void)state;
	world();
	first = make_lead("Mbali Ndlovu", "Fernhill", "m@fernhill.example");
	assert_int_equal(like_count, 0);
	lead = lead_of("M", "", "M@FERNHILL.example");
	DID(RESULT_TAKEN, lead_create(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL, &like, &like_count));
	assert_int_equal(lead.id, first.id);
	assert_int_equal(like_count, 1);
	assert_int_equal(like[0].same, SAME_EMAIL);
	lead = lead_of("Ndlovu, Mbali", "", "sales@fernhill.example");
	DID(RESULT_TAKEN, lead_create(db, ctx, &ben, &lead, MAKE_UNLESS_LIKE, &like, &like_count));
	assert_int_equal(like[0].same, SAME_NAME_AND_DOMAIN);
	DID(RESULT_DONE, lead_create(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL, &like, &like_count));
	assert_int_equal(like_count, 1);
	lead = lead_of("Jo Weber", "Fernhill", "jo@fernhill.example");	/* a colleague is no duplicate */
	DID(RESULT_DONE, lead_create(db, ctx, &ben, &lead, MAKE_UNLESS_LIKE, &like, &like_count));
	assert_int_equal(like_count, 0);
	leads_at_account(db, ctx, lead_find(db, ctx, lead.id)->account_id, lead.id, 10, &like_count);
	assert_int_equal(like_count, 2);
	for (int i = 0; i < 2; i++) {
		lead = lead_of("Mbali Ndlovu", "", "m@fernhill.example");
		DID(RESULT_DONE, lead_create(db, ctx, &ben, &lead, MAKE_ANYWAY, &like, &like_count));
	}
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record WHERE email_key = 'm@fernhill.example'"), 3);
	assert_int_equal(count_of("SELECT MAX(copy) FROM lead_record"), 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM account"), 1);
}

static void
test_create__a_reference_is_one_lead(void **state)
{
	const struct lead_ref ref = { 0, "crm", "A-1" };
	struct lead first, second;

	(void)state;
	world();
	first = lead_of("Jo", "Kestrel", NULL);
	second = lead_of("Other", "Kestrel", "o@kestrel.example");
	first.refs = second.refs = &ref;
	first.ref_count = second.ref_count = 1;
	DID(RESULT_DONE, lead_create(db, ctx, &ada, &first, MAKE_UNLESS_LIKE, &like, &like_count));
	DID(RESULT_TAKEN, lead_create(db, ctx, &ada, &second, MAKE_ANYWAY, &like, &like_count));
	assert_int_equal(second.id, first.id);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record"), 1);
	db_run(root, "INSERT INTO lead_record (name, origin, created_by, created_team, created_at) VALUES ('New', 'sales', ?, 'sales', '2026-01-01')",
	    "i", ben.person_id);
	db_run(root, "UPDATE lead_record SET merged_into_id = (SELECT MAX(id) FROM lead_record) WHERE id = ?", "i", first.id);
	assert_int_equal(lead_by_ref(db, "crm", "A-1"), count_of("SELECT MAX(id) FROM lead_record"));
	DID(RESULT_MOVED, lead_edit(db, ctx, &ada, &first, MAKE_UNLESS_EMAIL));
}

static void
test_account__domain_joins_and_free_mail_does_not(void **state)
{
	struct lead a, b;

	(void)state;
	world();
	a = make_lead("Jo", "Kestrel Optik", NULL);
	b = make_lead("Ann", "Kestrel Optik", "ann@kestrel.example");
	assert_int_equal(lead_find(db, ctx, a.id)->account_id, lead_find(db, ctx, b.id)->account_id);
	assert_string_equal(lead_find(db, ctx, a.id)->account_domain, "kestrel.example");
	b = make_lead("Tom", "", "tom@gmail.com");
	assert_int_equal(lead_find(db, ctx, b.id)->account_id, 0);
	b = make_lead("Tim", "kestrel optik", "tim@gmail.com");
	assert_int_equal(lead_find(db, ctx, b.id)->account_id, lead_find(db, ctx, a.id)->account_id);
}

static void
test_edit__names_the_revision_and_keeps_no_values(void **state)
{
	struct lead lead, other;
	const struct lead_change *changes;
	size_t count;

	(void)state;
	world();
	other = make_lead("Ann", "", "ann@kestrel.example");
	lead = make_lead("Jo Weber", "", "jo@kestrel.example");
	lead = *lead_find(db, ctx, lead.id);
	lead.phone = "030 1234567";
	lead.name = "Jonas Weber";
	lead.source = "Trade fair";
	DID(RESULT_DONE, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));
	assert_int_equal(lead.revision, 2);
	changes = lead_changes(db, ctx, lead.id, 10, &count);
	assert_int_equal(count, 3);
	assert_string_equal(changes[2].field, "name");
	assert_int_equal(changes[0].revision, 2);
	assert_string_equal(lead_find(db, ctx, lead.id)->name, "Jonas Weber");
	DID(RESULT_DONE, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));	/* nothing differs: nothing moves */
	assert_int_equal(lead.revision, 2);
	lead.revision = 1;
	DID(RESULT_STALE, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));
	lead.revision = 2;
	lead.email = "ANN@kestrel.example";
	DID(RESULT_TAKEN, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));
	assert_int_equal(lead.id, other.id);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_edit"), 3);
	lead.id += 100;
	DID(RESULT_GONE, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));
}

/* The names of a list as "a, b". */
static const char *
names(struct lead_filter filter)
{
	size_t count;
	const struct lead_row *rows;
	const char *all = "";

	if (!filter.limit)
		filter.limit = 50;
	rows = leads_list(db, ctx, &filter, &count);
	assert_fine();
	for (size_t i = 0; i < count; i++)
		all = text_format(ctx, "%s%s%s", all, i ? ", " : "", rows[i].name);
	return all;
}

static void
test_list__found_by_any_of_their_words(void **state)
{
	struct lead lead;

	(void)state;
	world();
	make_lead("Mbali Ndlovu", "Fernhill", "mbali@fernhill.example");
	make_lead("Tomás Herrera", "Alder & Sons", "tomas@alder.example");
	make_lead("Anna Annabel", "Fernhill", "anna@fernhill.example");
	lead = make_lead("Jo Weber", "", NULL);
	lead = *lead_find(db, ctx, lead.id);
	lead.phone = "+49 30 1234 5678";
	lead.owner_sales_id = ben.person_id;
	DID(RESULT_DONE, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));
	assert_string_equal(names((struct lead_filter){ 0 }), "Jo Weber, Anna Annabel, Tomás Herrera, Mbali Ndlovu");
	assert_string_equal(names((struct lead_filter){ .text = "ndl" }), "Mbali Ndlovu");
	assert_string_equal(names((struct lead_filter){ .text = "TOMAS" }), "Tomás Herrera");
	assert_string_equal(names((struct lead_filter){ .text = "ann" }), "Anna Annabel");	/* once, though three words begin so */
	assert_string_equal(names((struct lead_filter){ .text = "fernh m" }), "Mbali Ndlovu");
	assert_string_equal(names((struct lead_filter){ .text = "fernh x" }), "");
	assert_string_equal(names((struct lead_filter){ .text = "Mbali@Fern" }), "Mbali Ndlovu");
	assert_string_equal(names((struct lead_filter){ .text = "030 12345678" }), "Jo Weber");
	assert_string_equal(names((struct lead_filter){ .text = "%" }), "");
	assert_string_equal(names((struct lead_filter){ .text = "mbali@fern", .by_name = true }), "Mbali Ndlovu");	/* words of her name and company */
	assert_string_equal(names((struct lead_filter){ .text = "tomas@alder.ex", .by_name = true }), "");
	assert_string_equal(names((struct lead_filter){ .text = "example", .by_name = true }), "");
	assert_string_equal(names((struct lead_filter){ .text = "030 12345678", .by_name = true }), "");
	assert_string_equal(names((struct lead_filter){ .text = "TOMAS", .by_name = true }), "Tomás Herrera");
	assert_string_equal(names((struct lead_filter){ .text = "fernh m", .by_name = true }), "Mbali Ndlovu");
	assert_string_equal(names((struct lead_filter){ .text = "fern", .by_name = true }), "Anna Annabel, Mbali Ndlovu");
	assert_string_equal(names((struct lead_filter){ .owner_id = ben.person_id }), "Jo Weber");
	lead.name = "Jonas W";
	DID(RESULT_DONE, lead_edit(db, ctx, &ben, &lead, MAKE_UNLESS_EMAIL));
	assert_string_equal(names((struct lead_filter){ .text = "web" }), "");
	assert_string_equal(names((struct lead_filter){ .text = "jonas" }), "Jonas W");
}

static void
test_list__page_by_page_without_gaps(void **state)
{
	static const char *const texts[] = { NULL, "pe", "mail.example pe" };

	(void)state;
	world();
	for (int i = 0; i < 23; i++)
		make_lead(text_format(ctx, "Person%c Peter%d", 'a' + i % 5, i), "", text_format(ctx, "p%d@mail.example", i));
	for (size_t t = 0; t < 5; t++) {
		struct lead_filter f = { .text = texts[t % 3], .limit = 6, .by_name = t > 2 };
		size_t count, seen = 0;
		bool known[100] = { false };

		do {
			const struct lead_row *rows = leads_list(db, ctx, &f, &count);

			for (size_t i = 0; i < count && i < 5; i++) {
				int64_t place = rows[i].id % 100;

				assert_false(known[place]);
				known[place] = true;
				seen++;
				f.after = leads_cursor(ctx, &f, &rows[i]);
			}
		} while (count > 5);
		assert_int_equal(seen, 23);
	}
	assert_string_equal(names((struct lead_filter){ .after = "nonsense", .limit = 1 }), "Personc Peter22");
}

static void
test_names__unknown_ones_become_known(void **state)
{
	const struct choice *list;
	struct lead lead;
	size_t count;

	(void)state;
	world();
	assert_true(source_know(db, &ada, "Webinar") > 0);
	make_lead("Jo", "K", NULL);
	lead = lead_of("A", "B", "a@b.example");
	lead.source = "webinar";
	lead.campaign = "Spring";
	DID(RESULT_DONE, lead_create(db, ctx, &ada, &lead, MAKE_UNLESS_LIKE, &like, &like_count));
	assert_string_equal(lead_find(db, ctx, lead.id)->source, "Webinar");
	assert_true(lead_find(db, ctx, lead.id)->source_known);
	campaigns_list(db, ctx, false, &count);
	assert_int_equal(count, 0);
	list = campaigns_list(db, ctx, true, &count);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].name, "Spring");
	sources_list(db, ctx, true, &count);
	assert_int_equal(count, 1);
}

static enum act_result
create_it(struct db *mine, const void *own, int who, const void *what)
{
	struct lead lead = LEAD_BLANK;
	struct lead_row *rows;
	size_t count;

	(void)what;
	lead.name = "Mbali Ndlovu";
	lead.company = "Fernhill";
	lead.source = "Webinar";
	lead.email = who % 2 ? "m@fernhill.example" : "M@Fernhill.Example";
	lead.origin = ORIGIN_MARKETING;
	lead_tidy(own, &lead);
	return lead_create(mine, own, &ada, &lead, MAKE_UNLESS_EMAIL, &rows, &count);
}

static enum act_result
create_named(struct db *mine, const void *own, int who, const void *what)
{
	struct lead lead = LEAD_BLANK;
	struct lead_row *rows;
	size_t count;

	(void)what;
	lead.name = "Mbali Ndlovu";
	lead.email = text_format(own, "m%d@fernhill.example", who);
	lead.origin = ORIGIN_MARKETING;
	lead_tidy(own, &lead);
	return lead_create(mine, own, &ada, &lead, MAKE_UNLESS_LIKE, &rows, &count);
}

static void
test_at_once__twenty_make_one(void **state)
{
	struct outcome out[MOST];

	(void)state;
	for (int i = 0; i < 3; i++) {
		world();
		at_once(20, create_it, NULL, out);
		assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
		assert_int_equal(how_many(out, 20, RESULT_TAKEN), 19);
		assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record"), 1);
		assert_int_equal(count_of("SELECT COUNT(*) FROM account"), 1);
		assert_int_equal(count_of("SELECT COUNT(*) FROM source"), 1);
	}
}

static void
test_at_once__one_of_a_name_at_a_company(void **state)
{
	struct outcome out[MOST];

	(void)state;
	world();
	make_lead("Jo Weber", "Fernhill", "jo@fernhill.example");
	at_once(20, create_named, NULL, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 20, RESULT_TAKEN), 19);
}

static void
test_erasure__names_stand_by_themselves(void **state)
{
	static const struct { const char *name, *email, *phone, *text; bool found; } cases[] = {
		{ "Martin Schmid", "", "", "Ask Martin Schmidt", false }, { "Anna Berg", "", "", "Joanna Berger", false }, { "Martin Schmid", "", "", "Ask MARTIN  schmid's boss", true },
		{ "Anna Berg", "", "", "note=Anna+Berg%2C", true }, { "Anna Berg", "", "", "a=%0AAnna%20Berg&b", true }, { "Anna Berg", "", "", "{\"a\":\"x\\nAnna Berg\"}", true },
		{ "Eva M\xc3\xbcller", "", "", "a=Eva+M%C3%BCller%0A", true }, { "Martin Schmid", "", "", "a=Martin+Schmid%C3%A9", false }, { "Martin Schmid", "", "", "Martin Schmid\xc3\xa9", false },
		{ "Martin Schmid", "", "", "a=%E2%80%9CMartin+Schmid%E2%80%9D", true }, { "Zoe", "", "", "Zoe", false },
		{ "", "an@corp.example", "", "susan@corp.example", false }, { "", "an@corp.example", "", "a=susan%40corp.example", false }, { "", "an@corp.example", "", "a=su%2Ban%40corp.example", false },
		{ "", "an@corp.example", "", "a=For+an%40corp.example.", true }, { "", "an@corp.example", "", "a=%0Aan%40corp.example", true }, { "", "an@corp.example", "", "<AN@corp.example>, see", true },
		{ "", "an@corp.example", "", "{\"a\":\"x\\nan@corp.example\"}", true }, { "", "x@acme.co", "", "x@acme.com", false }, { "", "x@acme.co", "", "x@acme.co.uk", false }, { "", "x@acme.co", "", "Write to x@acme.co.", true },
		{ "", "", "+49 179 1234567", "0179/12 34-567", true }, { "", "", "+49 179 1234567", "a=%2B49+%28179%29+1234567", true }, { "", "", "+49 179 1234567", "[\"7912345\",\"67\"]", false },
		{ "", "", "+49 179 1234567", "5550179791234567", false }, { "", "", "+49 179 1234567", "491791234567", true }, { "", "", "+49 179 1234567", "a=%200179+1234567", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct lead lead = { .name = cases[i].name, .email = cases[i].email, .phone = cases[i].phone }, *one = &lead;
		const char *pattern = people_pattern(ctx, &one, 1, true);

		if ((pattern && erasure_names(db, pattern, cases[i].text)) != cases[i].found)
			fail_msg("%s in %s", pattern ? pattern : "nothing", cases[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_create__all_of_it_is_there),
		cmocka_unit_test(test_create__duplicates_are_shown_first),
		cmocka_unit_test(test_create__a_reference_is_one_lead),
		cmocka_unit_test(test_account__domain_joins_and_free_mail_does_not),
		cmocka_unit_test(test_edit__names_the_revision_and_keeps_no_values),
		cmocka_unit_test(test_list__found_by_any_of_their_words),
		cmocka_unit_test(test_list__page_by_page_without_gaps),
		cmocka_unit_test(test_names__unknown_ones_become_known),
		cmocka_unit_test(test_erasure__names_stand_by_themselves),
		cmocka_unit_test(test_at_once__twenty_make_one),
		cmocka_unit_test(test_at_once__one_of_a_name_at_a_company),
	};

	return cmocka_run_group_tests_name("leads store", tests, world_open, world_close);
}
