/* How the database goes about each read of agreements and charters: by their indexes. Runs with CONCORD_TEST_SOCKET. */
#include "sla/world.h"

#include "data/plans.h"

/* Three hundred versions with eight promises each, both signatures, a history; every tenth on a charter with a wording. */
static void
fill(void)
{
	static const char *const statements[] = {
		"INSERT INTO term (slug, name, kind, abbreviations, synonyms, marketing_says, sales_says, examples, counter_examples,"
		" bindings, created_by, created_at) SELECT CONCAT('term-', seq), CONCAT('Term ', seq), 'word', '', '', '', '', '', '', '',"
		" (SELECT MIN(id) FROM person), '2026-01-01' FROM seq_1_to_300",
		"INSERT INTO term_version (term_id, number, state, meaning, change_note, in_force_at, author_id, author_team, created_at,"
		" edited_by, edited_at) SELECT t.id, 2, 'in_review', 'Words', '', NULL, t.created_by, 'marketing', '2026-01-01', t.created_by,"
		" '2026-01-01' FROM term t",
		"INSERT INTO criterion (version_id, position, code, label, kind, choices, level, evidence)"
		" SELECT v.id, s.seq, CONCAT('C', s.seq), 'Label', 'yes_no', '', 'must', 0 FROM term_version v, seq_1_to_3 s",
		"INSERT INTO agreement (number, state, text, change_note, in_force_at, calendar_id, gate_id, pause_reasons, pause_most_minutes,"
		" backdate_days, warn_at, author_id, author_team, created_at, edited_by, edited_at) SELECT seq + 10,"
		" IF(seq % 20, 'ratified', IF(seq % 40, 'draft', 'in_review')), 'Words', '', IF(seq % 20, '2026-01-01' + INTERVAL seq HOUR, NULL),"
		" (SELECT MIN(id) FROM calendar), (SELECT MIN(id) FROM term), '', 0, 0, '', (SELECT MIN(id) FROM person), 'marketing', '2026-01-01',"
		" (SELECT MIN(id) FROM person), '2026-01-01' FROM seq_1_to_300",
		"INSERT INTO promise (agreement_id, position, kind, party, definition_id, scope_kind, scope_code, scope_value)"
		" SELECT a.id, s.seq, 'volume', 'marketing', a.gate_id, 'criterion', 'C1', 'yes' FROM agreement a, seq_11_to_18 s",
		"UPDATE promise SET line_id = id WHERE line_id IS NULL",
		"INSERT INTO agreement_act (agreement_id, revision, act, person_id, team, at, words)"
		" SELECT a.id, 1, 'objection', a.author_id, 'sales', '2026-01-01', 'No.' FROM agreement a, seq_1_to_5 s",
		"INSERT INTO sheet (state, is_charter, created_by, created_at)"
		" SELECT IF(seq % 50, 'ratified', 'open'), seq % 10 = 0, (SELECT MIN(id) FROM person), '2026-01-01' FROM seq_1_to_300",
		"INSERT IGNORE INTO sheet_agreement (sheet_id, agreement_id)"
		" SELECT s.id, a.id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) n FROM sheet) s"
		" JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) n FROM agreement) a ON a.n = s.n",
		"INSERT INTO signature (sheet_id, agreement_id, team, person_id, revision, sha256, at, standing)"
		" SELECT i.sheet_id, i.agreement_id, s.team, (SELECT MIN(id) FROM person), 1, REPEAT('0', 64), '2026-01-01', TRUE"
		" FROM sheet_agreement i JOIN team s ON s.team <> 'observer' ON DUPLICATE KEY UPDATE revision = 1",
		"INSERT IGNORE INTO sheet_version (sheet_id, version_id)"
		" SELECT s.id, v.id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) n FROM sheet) s"
		" JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) n FROM term_version) v ON v.n = s.n",
	};
	size_t count;

	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (!db_script(root, statements[i]))
			fail_msg("%s: %s", statements[i], db_problem(root));
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE term, term_version, criterion, agreement, promise, agreement_act, sheet,"
	    " sheet_agreement, sheet_version, signature", "");
	assert_int_equal(count, 10);
}

/* Every read there is, once; a new one belongs here. */
static void
read_everything(void)
{
	const struct agreement *a = agreement_in_force(db, ctx, NOW);
	size_t count;

	assert_non_null(a);
	agreement_find(db, ctx, a->number, NOW);
	agreement_find_id(db, ctx, a->id, NOW);
	promise_find(db, ctx, a->promises[0].id);
	agreements_all(db, ctx, NOW, 500, &count);
	assert_true(count > 300);
	agreements_in_review(db, ctx, 20, &count);
	agreements_to_sign(db, ctx, TEAM_SALES, 20, &count);
	agreement_acts(db, ctx, a->id, false, &count);
	agreement_choices(db, ctx, a->gate_id, NOW);
	agreement_terms_wanted(db, ctx, a, 1, NOW, ZONE, &count);
	agreement_definitions(db, ctx, a, NOW, &count);
	charter_agreement(db, 1);
	charter_list(db, ctx, 20, &count);
	db_integer(db, 0, "SELECT agreements_to_sign FROM shell_count WHERE team = 'sales'", "");
	assert_fine();
}

/*
 * A walk is fine through what was asked for as a whole: terms to choose from (by the letter t), calendars and people, who stay
 * few, all versions of the agreement as a list, what this very statement has put together.
 */
static bool
may_walk(const struct step *step, const char *sql)
{
	static const char *const fine[] = { "t", "term", "person", "e", "calendar", "team", "j", "u", NULL };

	return !step->table || step->table[0] == '<' || text_in(step->table, fine)
	    || (text_equal(step->table, "p") && !strstr(sql, "FROM promise p"))
	    || (text_equal(step->table, "a") && strstr(sql, "ORDER BY a.number DESC LIMIT"));
}

static void
test_plans__agreements_and_charters_are_found_by_their_indexes(void **state)
{
	(void)state;
	sla_world(true);
	agreement_signed("One");
	fill();
	db = scratch_open(ctx);		/* the log has the values of statements that are prepared while it is on */
	assert_true(plans_of(read_everything, may_walk) > 25);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans__agreements_and_charters_are_found_by_their_indexes),
	};

	return cmocka_run_group_tests_name("agreement plans", tests, world_open, world_close);
}
