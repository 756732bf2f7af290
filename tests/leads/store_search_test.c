/* Finding leads among twenty thousand: every search and filter is a range of an index, and reads a few rows of leads whatever it finds. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "data/plans.h"

#include <stdlib.h>

enum { MANY = 20000, SHOWN = 51, LOOKED_AT = 5000 };

/*
 * Twenty thousand leads: everybody has a word that all have, one that one in a hundred has, and one of their own. One in two is of the persona, one
 * in three of the source; one in ten is somebody's.
 */
static void
make_many(void)
{
	int64_t source, other;

	leads_world();
	source = db_insert(root, "INSERT INTO source (name, created_at) VALUES ('Webinar', '2026-01-01')", "");
	other = db_insert(root, "INSERT INTO source (name, created_at) VALUES ('Website', '2026-01-01')", "");
	AS_ROOT("INSERT INTO account (id, name, domain, created_at) SELECT seq, CONCAT('Company ', seq), CONCAT('c', seq, '.example'), '2026-01-01' FROM seq_1_to_2000", "");
	for (int64_t i = 0; i < MANY; i += 5000)
		AS_ROOT("INSERT INTO lead_record (id, account_id, name, name_key, email, email_key, phone_key, origin, source_id, persona_id, owner_marketing_id, owner_sales_id, created_by,"
		    " created_team, created_at) SELECT seq, 1 + seq % 2000, CONCAT('Anna Tribe', seq % 100, ' Lead', seq), CONCAT('anna tribe', seq % 100, ' lead', seq),"
		    " CONCAT('lead', seq, '@c.example'), CONCAT('lead', seq, '@c.example'), CONCAT('49301', 100000 + seq), 'marketing', IF(seq % 3, ?, ?), IF(seq % 2, ?, NULL), IF(seq % 10, NULL, ?),"
		    " IF(seq % 20, NULL, ?), ?, 'marketing', '2026-01-01' FROM seq_1_to_20000 WHERE seq > ? AND seq <= ?", "iiiiiiii", other, source, mql.id, ada.person_id, ben.person_id,
		    ada.person_id, i, i + 5000);
	for (int64_t i = 0; i < MANY; i += 5000) {
		AS_ROOT("INSERT INTO lead_word (word, lead_id) SELECT 'anna', seq FROM seq_1_to_20000 WHERE seq > ? AND seq <= ?", "ii", i, i + 5000);
		AS_ROOT("INSERT INTO lead_word (word, lead_id) SELECT CONCAT('tribe', seq % 100), seq FROM seq_1_to_20000 WHERE seq > ? AND seq <= ?", "ii", i, i + 5000);
		AS_ROOT("INSERT INTO lead_word (word, lead_id) SELECT CONCAT('lead', seq), seq FROM seq_1_to_20000 WHERE seq > ? AND seq <= ?", "ii", i, i + 5000);
	}
}

/* Everything that can be filtered by, with each way of typing; 0 and NULL: not at all. */
static size_t
ask(int64_t source, int64_t persona, int64_t owner, int64_t account, const char *text, bool by_name, const char *after)
{
	struct lead_filter f = { .source_id = source, .persona_id = persona, .owner_id = owner, .account_id = account, .text = text, .by_name = by_name, .after = after, .limit = SHOWN };
	size_t count;

	leads_list(db, ctx, &f, &count);
	assert_fine();
	return count;
}

static const struct typed {
	const char *text;
	bool by_name;
} typed[] = { { NULL, false }, { "anna", false }, { "anna", true }, { "anna tribe7", false }, { "lead4711", false }, { "lead4711@c", false }, { "+49 301 104711", false } };
enum { TYPED = sizeof typed / sizeof *typed };

static int64_t
source_of(int filter)
{
	return filter & 1 ? db_integer(root, 0, "SELECT id FROM source WHERE name = 'Webinar'", "") : 0;
}

static size_t
ask_one(int filter, size_t t, const char *after)
{
	return ask(source_of(filter), filter & 2 ? mql.id : 0, filter & 4 ? ada.person_id : 0, filter & 8 ? 12 : 0, typed[t].text, typed[t].by_name, after);
}

static void
ask_everything(void)
{
	for (int filter = 0; filter < 16; filter++)
		for (size_t t = 0; t < TYPED; t++) {
			ask_one(filter, t, NULL);
			ask_one(filter, t, t == 1 || t == 3 || t == 4 ? "9000:anna" : "9000");
		}
}

/* People, terms and the few names of sources are read whole; nothing walks through leads or their words but along the key, as far as is shown. */
static bool
may_walk(const struct step *step, const char *sql)
{
	if (!step->table || step->table[0] == '<')
		return true;
	return !text_in(step->table, (const char *const[]){ "l", "lead_record", "lead_word", "w", "x", "y", "account", "a", NULL })
	    || (text_equal(step->type, "index") && text_equal(step->key, "PRIMARY") && strstr(sql, "ORDER BY l.id DESC LIMIT"));
}

static void
test_plans__each_search_and_filter_is_a_range(void **state)
{
	size_t count;

	(void)state;
	make_many();
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE lead_record, lead_word, account, source", "");
	db = scratch_open(ctx);
	assert_true(plans_of(ask_everything, may_walk) >= 16 * TYPED);
}

static void
test_cost__few_leads_are_read_and_no_word_twice(void **state)
{
	(void)state;
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	db = scratch_open(ctx);
	for (int filter = 0; filter < 16; filter++)
		for (size_t t = 0; t < TYPED; t++) {
			int64_t leads, words;

			assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
			ask_one(filter, t, NULL);
			leads = read_of("lead_record");
			words = read_of("lead_word");
			if (leads > 3 * LOOKED_AT || words > MANY + SHOWN)
				fail_msg("filter %d and \"%s\" read %lld leads and %lld words", filter, typed[t].text ? typed[t].text : "", (long long)leads, (long long)words);
		}
	assert_true(db_script(root, "SET GLOBAL userstat = 0"));
}

/* The newest are not read once more for each page that comes after them. */
static void
test_cost__a_page_deep_down_reads_what_it_shows(void **state)
{
	static const char *const deep[] = { "19000", "15000", "10000", "5000", "1000", NULL };

	(void)state;
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	db = scratch_open(ctx);
	for (int filter = 0; filter < 16; filter++)
		for (const char *const *after = deep; *after; after++) {
			assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
			size_t shown = ask_one(filter, 0, *after), most = filter < 3 || filter > 7 ? SHOWN : filter == 3 ? 2 * LOOKED_AT + SHOWN
			    : strtoul(*after, NULL, 10) / 5 + 4 * SHOWN;	/* one in ten is somebody's */

			assert_true(filter > 2 || shown == SHOWN);
			assert_in_range(read_of("lead_record"), shown, most);
		}
	assert_true(db_script(root, "SET GLOBAL userstat = 0"));
}

static void
test_found__what_was_asked_for(void **state)
{
	(void)state;
	assert_int_equal(ask(0, mql.id, 0, 0, NULL, false, NULL), SHOWN);
	assert_int_equal(ask(0, mql.id, 0, 0, "lead4711", false, NULL), 1);	/* odd: of the persona */
	assert_int_equal(ask(0, mql.id, 0, 0, "lead4712", false, NULL), 0);
	assert_int_equal(ask(0, 0, 0, 0, "lead4712", false, NULL), 1);
	assert_int_equal(ask(0, mql.id, ada.person_id, 0, NULL, false, NULL), 0);	/* hers are the even ones */
	assert_int_equal(ask(0, 0, ada.person_id, 0, NULL, false, NULL), SHOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans__each_search_and_filter_is_a_range),
		cmocka_unit_test(test_cost__few_leads_are_read_and_no_word_twice),
		cmocka_unit_test(test_cost__a_page_deep_down_reads_what_it_shows),
		cmocka_unit_test(test_found__what_was_asked_for),
	};

	return cmocka_run_group_tests_name("leads found", tests, world_open, world_close);
}
