/* The rows a draft is tried on: which they are, what was answered last, who became a customer, and how they are read. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "data/plans.h"
#include "leads/store_replay.h"


#define MONDAY at("2026-10-05 10:00")

static struct version draft;

/* A draft that wants 50 seats, and knows of a budget. */
static void
draft_of_fifty(void)
{
	static struct criterion criteria[] = {
		{ .code = "PRICE", .label = "Asked for a price", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST },
		{ .code = "SEATS", .label = "Seats", .kind = ASKS_NUMBER, .bound_min = "60", .choices = "", .level = LEVEL_MUST },
		{ .code = "BUDGET", .label = "A budget", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_SHOULD },
	};

	draft = (struct version){ .term_id = mql.id, .number = 2, .criteria = criteria, .criteria_count = 3 };
}

static struct replay *
run(const struct term *term, int64_t most)
{
	const struct replay_asked asked = { REPLAY_HANDOFFS, most, term, &draft, &gate_version };
	struct replay *r = replay_run(db, ctx, &asked, MONDAY);

	assert_fine();
	return r;
}

static void
win(int64_t lead_id, int64_t won_at)
{
	int64_t id = db_insert(root, "INSERT INTO deal (name, origin, opened_at, won_at, created_by, created_team, created_at)"
	    " VALUES ('Deal', 'marketing', '2026-09-01', ?, ?, 'sales', '2026-09-01')", "ti", won_at, ben.person_id);

	assert_true(id > 0);
	AS_ROOT("INSERT INTO deal_lead (deal_id, lead_id, is_primary) VALUES (?, ?, TRUE)", "ii", id, lead_id);
}

static void
test_rows__the_newest_by_their_last_answers(void **state)
{
	struct answer more[] = { { .code = "SEATS", .value = "300", .evidence = "" } };
	struct handoff_input in = input(MOVE_RESUBMIT);
	const struct replay *r;
	int64_t ann, bob, cy, of_ann, of_bob, of_cy;

	(void)state;
	promised_world();
	draft_of_fifty();
	ann = make_lead("Ann", 0), bob = make_lead("Bob", 0), cy = make_lead("Cy", 0);
	of_ann = hand_over(ann, MONDAY, true);			/* 50 seats: enough then */
	of_bob = hand_over(bob, MONDAY + 60, false);		/* 5 seats */
	of_cy = hand_over(cy, MONDAY + 120, true);
	win(ann, MONDAY + 86400);
	win(bob, MONDAY - 86400);				/* a customer before it was handed over is no later one */
	r = run(&mql, 90);
	assert_int_equal(r->count, 3);
	assert_int_equal(r->rows[0].id, of_cy);
	assert_int_equal(r->draft.results[REPLAY_FAILED], 3);
	assert_int_equal(r->in_force.results[REPLAY_PASSED], 2);
	assert_int_equal(r->newly_refused, 2);
	assert_int_equal(r->won, 1);
	assert_int_equal(r->draft.won_refused, 1);
	assert_int_equal(r->draft.criteria[2].verdicts[VERDICT_UNKNOWN], 3);
	assert_int_equal(run(&mql, 1)->count, 1);

	DOES(RESULT_DONE, &ben, MONDAY + 180, of_bob, ((struct handoff_input){ .move = MOVE_RETURN, .cited = (const char *const[]){ "SEATS", NULL },
	    .text = "Only five.", .detail = GLOSSARY_NONE, .channel = GLOSSARY_NONE, .result = GLOSSARY_NONE }));
	in.text = "Their mother company.";
	in.answers = more;
	in.answer_count = 1;
	DOES(RESULT_DONE, &ada, MONDAY + 240, of_bob, in);
	r = run(&mql, 90);
	assert_int_equal(r->draft.results[REPLAY_PASSED], 1);	/* what was answered last counts */
	assert_int_equal(r->rows[1].round, 2);
	DOES(RESULT_DONE, &ada, MONDAY + 300, of_cy, input(MOVE_WITHDRAWAL));
	r = run(&mql, 90);
	assert_int_equal(r->count, 2);				/* what was taken back is none */
	assert_int_equal(r->rows[1].id, of_ann);
}

static void
test_lines__in_the_order_asked(void **state)
{
	const struct replay_line *lines;
	int64_t ids[3];
	size_t found;

	(void)state;
	promised_world();
	for (int i = 0; i < 3; i++)
		ids[2 - i] = hand_over(make_lead(i ? i == 1 ? "Bob" : "Cy" : "Ann", 0), MONDAY + i, true);
	lines = replay_lines(db, ctx, REPLAY_HANDOFFS, ids, 3, &found);
	assert_fine();
	assert_int_equal(found, 3);
	assert_string_equal(lines[0].lead_name, "Cy");
	assert_string_equal(lines[2].lead_name, "Ann");
	assert_int_equal(lines[1].state, HANDOFF_SUBMITTED);
	replay_lines(db, ctx, REPLAY_HANDOFFS, ids, 0, &found);
	assert_int_equal(found, 0);
}

/* Imported leads are no handoffs, and there are none so far. */
static void
test_imported__none_yet(void **state)
{
	const struct replay_asked asked = { REPLAY_IMPORTED, 90, &mql, &draft, NULL };
	const struct replay *r;

	(void)state;
	promised_world();
	draft_of_fifty();
	hand_over(make_lead("Ann", 0), MONDAY, true);
	r = replay_run(db, ctx, &asked, MONDAY);
	assert_fine();
	assert_int_equal(r->count, 0);
}

enum { MANY = 20000, BATCH = 2500 };

/* Twenty thousand handoffs with four answers each; every tenth became a customer. */
static void
make_many(void)
{
	promised_world();
	draft_of_fifty();
	for (int64_t from = 1; from <= MANY; from += BATCH) {
		AS_ROOT("INSERT INTO lead_record (id, name, company, origin, created_by, created_team, created_at) SELECT seq, CONCAT('Lead ', seq), '',"
		    " 'marketing', ?, 'marketing', '2026-01-01' FROM seq_1_to_20000 WHERE seq >= ? AND seq < ?", "iii", ada.person_id, from, from + BATCH);
		AS_ROOT("INSERT INTO handoff (id, lead_id, state, term_version_id, author_id, words, submitted_at, first_submitted_at, all_known, all_met,"
		    " in_volume) SELECT seq, seq, 'accepted', ?, ?, 'x', '2026-01-01' + INTERVAL seq MINUTE, '2026-01-01' + INTERVAL seq MINUTE, 1, 1, 1"
		    " FROM seq_1_to_20000 WHERE seq >= ? AND seq < ?", "iiii", gate_version.id, ada.person_id, from, from + BATCH);
		AS_ROOT("INSERT INTO handoff_answer (handoff_id, round, gate, code, value, is_unknown, verdict) SELECT h.seq, 1, 'mql', c.code,"
		    " IF(c.code = 'SEATS', IF(h.seq % 10 = 3, NULL, h.seq % 100), IF(h.seq % 20 = 7 AND c.code = 'PRICE', 'no', 'yes')),"
		    " c.code = 'SEATS' AND h.seq % 10 = 3, 'meets' FROM seq_1_to_20000 h"
		    " JOIN (SELECT 'SEATS' AS code UNION SELECT 'PRICE' UNION SELECT 'SITE' UNION SELECT 'OTHER') c WHERE h.seq >= ? AND h.seq < ?", "ii",
		    from, from + BATCH);
	}
	AS_ROOT("INSERT INTO deal (id, name, origin, opened_at, won_at, created_by, created_team, created_at) SELECT seq, 'Deal', 'marketing', '2026-09-01',"
	    " '2027-01-01', ?, 'sales', '2026-09-01' FROM seq_1_to_2000", "i", ben.person_id);
	AS_ROOT("INSERT INTO deal_lead (deal_id, lead_id, is_primary) SELECT seq, seq * 10, TRUE FROM seq_1_to_2000", "");
}

static void
drop_many(void)
{
	static const char *const sql[] = { "SET foreign_key_checks = 0", "TRUNCATE TABLE handoff_answer", "TRUNCATE TABLE handoff", "TRUNCATE TABLE deal_lead",
		"TRUNCATE TABLE deal", "TRUNCATE TABLE lead_record", "SET foreign_key_checks = 1" };

	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		assert_true(db_script(root, sql[i]));
}

static void
read_everything(void)
{
	int64_t ids[] = { 500, 400, 300 };
	size_t found;

	run(&mql, 90);
	run(&mql, MANY);
	replay_lines(db, ctx, REPLAY_HANDOFFS, ids, 3, &found);
	assert_fine();
}

/* Handoffs are walked newest first along their index, as many as are asked for, or all of them where all are; definitions and agreements are few. */
static bool
may_walk(const struct step *step, const char *sql)
{
	return !step->table || step->table[0] == '<' || strstr(sql, "handoff") == NULL || text_equal(step->table, "j")
	    || (text_equal(step->table, "h") && (strstr(sql, "LIMIT 20000") || (text_equal(step->type, "index") && strstr(sql, "LIMIT 90"))));
}

/* Counted a second time by the database, in another way; what a page needs at most stays small; and each read goes along an index. */
static void
test_many__counted_twice_and_read_along_indexes(void **state)
{
	static const char *const second = "SELECT COUNT(*) FROM (SELECT h.id, MAX(n.code = 'SEATS' AND n.value >= 60) AS seats, MAX(n.code = 'SEATS' AND n.value IS NOT NULL"
	    " AND n.value < 60) AS few, MAX(n.code = 'PRICE' AND n.value = 'no') AS none, MAX(d.won_at) AS won FROM handoff h JOIN handoff_answer n ON"
	    " n.handoff_id = h.id LEFT JOIN deal_lead x ON x.lead_id = h.lead_id LEFT JOIN deal d ON d.id = x.deal_id GROUP BY h.id) q"
	    " WHERE CASE ? WHEN 'passed' THEN seats AND NOT none WHEN 'failed' THEN few OR none WHEN 'unknown' THEN NOT seats AND NOT few AND NOT none"
	    " ELSE (few OR none) AND won IS NOT NULL END";
	const struct replay *r;
	size_t count;

	(void)state;
	make_many();
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE handoff, handoff_answer, deal, deal_lead, lead_record", "");
	db = scratch_open(ctx);
	r = run(&mql, MANY);
	assert_int_equal(r->count, MANY);
	for (int result = REPLAY_PASSED; result <= REPLAY_UNKNOWN; result++)
		assert_int_equal(r->draft.results[result], db_integer(root, -1, second, "s", replay_result_names[result]));
	assert_int_equal(r->draft.won_refused, db_integer(root, -1, second, "s", "customers"));
	assert_int_equal(r->won, MANY / 10);
	assert_true(talloc_total_size(r) < 8 * 1024 * 1024);
	db = scratch_open(ctx);		/* statements are written out with their values only once */
	assert_true(plans_of(read_everything, may_walk) >= 4);
	drop_many();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows__the_newest_by_their_last_answers),
		cmocka_unit_test(test_lines__in_the_order_asked),
		cmocka_unit_test(test_imported__none_yet),
		cmocka_unit_test(test_many__counted_twice_and_read_along_indexes),
	};

	return cmocka_run_group_tests_name("replay store", tests, world_open, world_close);
}
