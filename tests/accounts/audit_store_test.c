/* The audit trail page by page: what a page reads does not grow with what is newer. Runs with CONCORD_TEST_SOCKET. */
#include "glossary/world.h"

#include "accounts/store_audit.h"
#include "base/days.h"
#include "data/plans.h"

enum { MANY = 20000, SHOWN = 51 };

/* Lines in turns by two people, each tenth a signature. */
static void
make_many(void)
{
	world();
	db_run(root, "INSERT INTO audit (id, at, person_id, team, act, subject, subject_id) SELECT seq, '2026-01-01' + INTERVAL seq MINUTE, IF(seq % 2, ?, ?), 'sales',"
	    " IF(seq % 10, 'term.edit', 'version.signature'), 'term', 1 FROM seq_1_to_20000", "ii", ben.person_id, sam.person_id);
	assert_int_equal(db_integer(root, 0, "SELECT COUNT(*) FROM audit", ""), MANY);
}

/* How many lines a page has: in order, and each as wished. */
static size_t
page_of(struct trace_wish wish)
{
	size_t count;
	const struct trace *list = traces_list(db, ctx, &wish, SHOWN, &count);

	assert_fine();
	for (size_t i = 0; i < count; i++) {
		assert_true(i ? list[i].id < list[i - 1].id : !wish.before || list[i].id < wish.before);
		assert_true(!wish.person_id || (list[i].id % 2 ? ben.person_id : sam.person_id) == wish.person_id);
		assert_true(!wish.group || text_starts(list[i].act, wish.group));
	}
	return count;
}

static void
test_pages__deep_down_read_what_they_show(void **state)
{
	static const int64_t deep[] = { 0, 19000, 10000, 1000 };

	(void)state;
	make_many();
	db = scratch_open(ctx);
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	for (size_t i = 0; i < sizeof deep / sizeof *deep; i++)
		for (int by = 0; by < 2; by++) {
			assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
			assert_int_equal(page_of((struct trace_wish){ .person_id = by ? ben.person_id : 0, .before = deep[i] }), SHOWN);
			assert_in_range(read_of("audit"), SHOWN, SHOWN + 1);
		}
	assert_true(db_script(root, "SET GLOBAL userstat = 0"));
}

static void
test_wishes__each_narrows(void **state)
{
	int64_t from = 0, to = 0;

	(void)state;
	make_many();
	assert_true(instant_parse("2026-01-02T00:00:00Z", &from) && instant_parse("2026-01-02T00:20:00Z", &to));
	db = scratch_open(ctx);
	assert_true(db_script(root, "SET GLOBAL userstat = 1") && db_script(root, "FLUSH TABLE_STATISTICS"));
	assert_int_equal(page_of((struct trace_wish){ .from = from, .to = to }), 20);
	assert_in_range(read_of("audit"), 20, 100);		/* a day long ago is not looked for from the newest */
	assert_true(db_script(root, "SET GLOBAL userstat = 0"));
	assert_int_equal(page_of((struct trace_wish){ .from = from, .to = to, .group = "version" }), 2);
	assert_int_equal(page_of((struct trace_wish){ .from = from, .to = to, .group = "version", .person_id = ben.person_id }), 0);	/* the tenths are even */
	assert_int_equal(page_of((struct trace_wish){ .from = from, .to = to, .person_id = sam.person_id, .before = 1445 }), 3);
	assert_int_equal(page_of((struct trace_wish){ .group = "version_" }), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages__deep_down_read_what_they_show),
		cmocka_unit_test(test_wishes__each_narrows),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
