/* How the database goes about each read: none may walk through a whole table of versions. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "base/text.h"
#include "data/plans.h"
#include "glossary/import.h"

/* Four hundred terms with three versions each, every tenth on a sheet, two criteria a version. */
static void
fill(void)
{
	static const char *const statements[] = {
		"INSERT INTO person (email, name, team, created_at) SELECT CONCAT(seq, '@example.test'), 'P', 'sales', '2026-01-01'"
		" FROM seq_1_to_300",
		"INSERT INTO term (slug, name, kind, abbreviations, synonyms, marketing_says, sales_says, examples, counter_examples,"
		" bindings, created_by, created_at) SELECT CONCAT('term-', seq), CONCAT('Term ', seq), 'word', CONCAT('T', seq), '', '',"
		" '', '', '', '', (SELECT MIN(id) FROM person), '2026-01-01' FROM seq_1_to_400",
		"INSERT INTO term_version (term_id, number, state, meaning, change_note, in_force_at, review_due, author_id, author_team,"
		" created_at, edited_by, edited_at) SELECT t.id, s.seq, IF(s.seq < 3, 'ratified', IF(t.id % 10, 'draft', 'in_review')),"
		" 'Words', '', IF(s.seq < 3, '2026-01-01' + INTERVAL s.seq DAY, NULL), IF(t.id % 40, '2027-06-01', '2026-06-01'),"
		" t.created_by + t.id % 4, 'marketing', '2026-01-01', t.created_by, '2026-01-01' FROM term t, seq_1_to_3 s",
		"INSERT INTO criterion (version_id, position, code, label, kind, choices, level, evidence)"
		" SELECT v.id, s.seq, CONCAT('C', s.seq), 'Label', 'yes_no', '', 'must', 0 FROM term_version v, seq_1_to_2 s",
		"INSERT INTO version_act (version_id, revision, act, person_id, team, at, words)"
		" SELECT id, 1, 'draft', author_id, 'marketing', created_at, '' FROM term_version",
		"INSERT INTO version_act (version_id, revision, act, person_id, team, at, words)"
		" SELECT id, 1, 'objection', edited_by, 'sales', created_at, 'No.' FROM term_version WHERE id % 100 = 0",
		"INSERT INTO sheet (state, is_charter, created_by, created_at)"
		" SELECT IF(seq % 50, 'ratified', 'open'), seq % 20 = 0, (SELECT MIN(id) FROM person), '2026-01-01' FROM seq_1_to_400",
		"INSERT INTO sheet_version (sheet_id, version_id)"
		" SELECT s.id, v.id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) n FROM sheet) s"
		" JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) n FROM term_version WHERE number = 2) v ON v.n = s.n",
		"INSERT INTO signature (sheet_id, version_id, team, person_id, revision, sha256, at)"
		" SELECT i.sheet_id, i.version_id, 'marketing', (SELECT MIN(id) FROM person), 1, REPEAT('0', 64), '2026-01-01' FROM sheet_version i",
		"INSERT INTO term_edit (term_id, revision, person_id, team, at, field, before_text, after_text)"
		" SELECT id, 2, created_by, 'marketing', '2026-01-01', 'examples', '', '' FROM term",
		"INSERT INTO term_relation (term_id, related_id) SELECT id, id + 1 FROM term ORDER BY id LIMIT 399",
	};
	size_t count;

	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (!db_script(root, statements[i]))
			fail_msg("%s: %s", statements[i], db_problem(root));
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE person, term, term_version, criterion, version_act, sheet,"
	    " sheet_version, signature, term_edit, term_relation", "");
	assert_int_equal(count, 10);
}

/* Every read there is, once; a new one belongs here. */
static void
read_everything(void)
{
	const struct term t = *term_find(db, ctx, "term-200");
	const struct term_filter filter = { .kind = GLOSSARY_NONE, .today = TODAY, .limit = 51, .after = "Term 2" };
	struct import_plan *plan = import_read(ctx, IMPORT_CSV, "name,meaning\nTerm 5,x\nNew,y\n", 28);
	struct version *versions, v;
	size_t count;

	term_find_id(db, ctx, t.id);
	term_index(db, ctx, NOW, &filter, &count);
	assert_int_equal(count, 51);
	term_tab_counts(db, ctx, NOW, TODAY);
	term_related(db, ctx, t.id, &count);
	term_choices(db, ctx, &count);
	term_edits(db, ctx, t.id, 20, &count);
	versions = term_versions(db, ctx, t.id, NOW, &count);
	assert_int_equal(count, 3);
	v = versions[2];
	version_find(db, ctx, t.id, 1, NOW);
	version_find_in_force(db, ctx, t.id, NOW);
	version_acts(db, ctx, v.id, false, &count);
	version_acts(db, ctx, v.id, true, &count);
	version_confirmed_by(db, v.id, TODAY);
	versions_to_sign(db, ctx, TEAM_SALES, 10, &count);
	versions_in_review(db, ctx, 100, &count);
	versions_unagreed(db, ctx, 100, &count);
	any_agreed(db);
	versions_of_author(db, ctx, ada.person_id, 10, &count);
	signatures_cleared(db, ctx, t.id, &count);
	terms_in_force(db, ctx, NOW, KIND_STAGE, &count);
	sheet_find(db, ctx, 1);
	sheet_lines(db, ctx, 1, &count);
	term_search(db, ctx, "t5", NOW, 20, &count);
	lexicon_list(db, ctx, NOW, &count);
	reasons_unknown(db, ctx, "term-1");
	import_match(db, ctx, plan, NOW);
	terms_export(db, ctx, NOW, &count);
	glossary_content_version(db);
	db_integer(db, 0, "SELECT terms_to_sign FROM shell_count WHERE team = 'sales'", "");
	assert_fine();
}

/*
 * A walk through a table is fine where the table is what was asked for (term, by its letter t) or stays small (the list of people), and where the rows are those of this very statement (JSON_TABLE, derived ones).
 */
static bool
may_walk(const struct step *step, const char *sql)
{
	static const char *const fine[] = { "t", "term", "person", "j", "team", NULL };

	if (!step->table || step->table[0] == '<' || text_in(step->table, fine))
		return true;
	/* The newest few by their key; a list of sheets walks the charters' own index. */
	return text_equal(step->type, "index") && text_equal(step->key, "PRIMARY") && strstr(sql, "ORDER BY id DESC LIMIT");
}

static void
test_plans__no_read_walks_through_the_versions(void **state)
{
	(void)state;
	world();
	fill();
	assert_true(plans_of(read_everything, may_walk) > 35);
}

/* The check itself must be able to fail. */
static void
test_plans__a_walk_is_noticed(void **state)
{
	size_t count;
	const struct step *steps;

	(void)state;
	world();
	fill();
	steps = db_list(root, ctx, &step_shape, &count, "EXPLAIN SELECT * FROM term_version v WHERE v.meaning = 'x'", "");
	assert_int_equal(count, 1);
	assert_string_equal(steps[0].type, "ALL");
	assert_false(may_walk(&steps[0], "SELECT"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans__no_read_walks_through_the_versions),
		cmocka_unit_test(test_plans__a_walk_is_noticed),
	};

	return cmocka_run_group_tests_name("glossary plans", tests, world_open, world_close);
}
