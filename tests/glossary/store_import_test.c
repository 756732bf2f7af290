/* Importing files of terms into the database, and what comes out again. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "base/text.h"
#include "glossary/import.h"

static struct import_plan *
plan_of(int format, const char *text, int64_t person_id)
{
	struct import_plan *plan = import_read(ctx, format, text, strlen(text));

	import_match(db, ctx, plan, NOW);
	assert_fine();
	import_decide(plan, TODAY, person_id);
	return plan;
}

static struct import_plan *
run(const char *text, const struct actor *actor)
{
	struct import_plan *plan;

	db_begin(db);
	plan = plan_of(IMPORT_CSV, text, actor->person_id);
	import_run(db, ctx, actor, plan);
	assert_true(db_commit(db));
	return plan;
}

#define COUNTS(plan, created_, changed_, same_, refused_) do { \
	const struct import_plan *p_ = (plan); \
	assert_int_equal(p_->created, created_); \
	assert_int_equal(p_->changed, changed_); \
	assert_int_equal(p_->same, same_); \
	assert_int_equal(p_->refused, refused_); \
} while (0)

static void
test_import__rows_become_drafts_once(void **state)
{
	static const char file[] = "term,definition\nLead,A person\nRésumé,A sheet\nRESUME,A sheet\nlead,Another thing\nEmpty,\n";
	struct import_plan *plan;
	const struct version *v;
	int64_t before;

	(void)state;
	world();
	before = glossary_content_version(db);
	plan = plan_of(IMPORT_CSV, file, ada.person_id);
	COUNTS(plan, 2, 0, 1, 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM term"), 0);
	COUNTS(run(file, &ada), 2, 0, 1, 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM term"), 2);
	assert_true(glossary_content_version(db) > before);
	v = version_find(db, ctx, term_find(db, ctx, "lead")->id, 1, NOW);
	assert_int_equal(v->status, STATUS_DRAFT);
	assert_string_equal(v->meaning, "A person");
	assert_string_equal(v->author_name, "Ada");
	COUNTS(run(file, &ben), 0, 0, 3, 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM term_version"), 2);
}

static void
test_import__other_words_beside_what_is_there(void **state)
{
	struct term t;
	struct version v;
	const struct version *found;

	(void)state;
	world();
	t = make_term("Lead");
	make_in_force(&t, "Agreed");
	COUNTS(run("name,meaning\nLEAD,Other\n", &ben), 0, 1, 0, 0);
	found = version_find(db, ctx, t.id, 2, NOW);
	assert_int_equal(found->status, STATUS_DRAFT);
	assert_string_equal(found->meaning, "Other");
	assert_int_equal(status_of(&t, 1, NOW), STATUS_IN_FORCE);
	COUNTS(run("name,meaning\nLead,Agreed\n", &ben), 0, 0, 1, 0);
	/* Ben's own draft is edited; Ada's file makes another beside it. */
	COUNTS(run("name,meaning\nLead,Other again\n", &ben), 0, 1, 0, 0);
	assert_string_equal(version_find(db, ctx, t.id, 2, NOW)->meaning, "Other again");
	COUNTS(run("name,meaning\nLead,Adas\n", &ada), 0, 1, 0, 0);
	assert_string_equal(version_find(db, ctx, t.id, 2, NOW)->meaning, "Other again");
	assert_string_equal(version_find(db, ctx, t.id, 3, NOW)->meaning, "Adas");
	v = *version_find(db, ctx, t.id, 3, NOW);
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, v.revision));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, v.revision, ZONE));
	COUNTS(run("name,meaning\nLead,Newest\n", &ada), 0, 1, 0, 0);
	assert_int_equal(version_find(db, ctx, t.id, 3, NOW)->signature_count, 1);
	assert_string_equal(version_find(db, ctx, t.id, 4, NOW)->meaning, "Newest");
}

static void
test_import__free_texts_and_names_of_others(void **state)
{
	struct term t = { 0 };
	struct import_plan *plan;

	(void)state;
	world();
	t = term_named("Marketing-qualified lead", KIND_WORD);
	t.abbreviations = "MQL";
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	make_draft(&t, "Ready");
	plan = plan_of(IMPORT_CSV, "name,meaning\nmql,Ready\nOther,x\n", ada.person_id);
	COUNTS(plan, 2, 0, 0, 0);
	assert_int_equal(plan->rows[0].note_count, 1);
	assert_int_equal(plan->rows[1].note_count, 0);
	plan = run("name,meaning,synonyms\nMarketing-qualified lead,Ready,Hot lead\n", &ben);
	COUNTS(plan, 0, 1, 0, 0);
	assert_string_equal(term_find_id(db, ctx, t.id)->synonyms, "Hot lead");
	assert_string_equal(term_find_id(db, ctx, t.id)->abbreviations, "MQL");
	assert_int_equal(count_of("SELECT COUNT(*) FROM term_edit WHERE field = 'synonyms'"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM term_version"), 1);
}

static void
test_import__what_happened_meanwhile_is_refused(void **state)
{
	struct import_plan *plan;
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "Mine");
	plan = plan_of(IMPORT_CSV, "name,meaning\nLead,Other\nMQL,x\n", ada.person_id);
	COUNTS(plan, 1, 1, 0, 0);
	make_term("MQL");
	v.meaning = "Edited since";
	DID(RESULT_DONE, version_edit(db, ctx, &ada, &v));
	db_begin(db);
	import_run(db, ctx, &ada, plan);
	assert_true(db_commit(db));
	COUNTS(plan, 0, 0, 0, 2);
	assert_int_equal(plan->rows[0].act, ROW_REFUSE);
	assert_string_equal(version_find(db, ctx, t.id, 1, NOW)->meaning, "Edited since");
}

static void
test_import__kept_for_its_person_and_done_once(void **state)
{
	struct import_plan *plan;
	const struct saved_import *saved;
	int64_t id;

	(void)state;
	world();
	id = import_save(db, &ada, IMPORT_CSV, "words \xF0\x9F\x98\x80.csv", "name,meaning\nLead,ü\n");
	saved = import_find(db, ctx, id, ada.person_id);
	assert_fine();
	assert_non_null(saved);
	assert_string_equal(saved->content, "name,meaning\nLead,ü\n");
	assert_int_equal(saved->format, IMPORT_CSV);
	assert_int_equal(saved->done_at, 0);
	assert_null(import_find(db, ctx, id, ben.person_id));
	plan = plan_of(IMPORT_CSV, saved->content, ada.person_id);
	DID(RESULT_MOVED, import_done(db, &ben, id, plan));
	DID(RESULT_DONE, import_done(db, &ada, id, plan));
	DID(RESULT_MOVED, import_done(db, &ada, id, plan));
	saved = import_find(db, ctx, id, ada.person_id);
	assert_int_equal(saved->done_at, NOW);
	assert_int_equal(saved->created_terms, 1);
}

/* One of each: in force, coming, draft, withdrawn, unworded, retired; with criteria, stage, reason and odd letters. */
static void
fill(void)
{
	static const char file[] = "name,kind,abbreviations,synonyms,meaning,review_by,stage_path,stage_position,stage_owner,"
	    "reason_acts,examples,criteria\n"
	    "Stage,stage,ST,\"a;b\",\"Lines\n\nof text\",2027-05-05,deal,2,marketing,,- one,"
	    "\"[{\"\"label\"\":\"\"Size\"\",\"\"kind\"\":\"\"number\"\",\"\"bound\"\":{\"\"max\"\":1.25},\"\"level\"\":\"\"must\"\"}]\"\n"
	    "Reason,reason,,,\"=why, <b>\",,,,,return,,\n";
	struct term t;
	struct version v;

	COUNTS(run(file, &ada), 2, 0, 0, 0);
	t = make_term("In force");
	make_in_force(&t, "Agreed");
	make_draft(&t, "Proposed");
	t = make_term("Coming");
	v = wording("Later");
	v.in_force_from = "2027-01-01";
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	t = make_term("Withdrawn");
	v = make_draft(&t, "No");
	DID(RESULT_DONE, version_withdraw(db, ctx, &ada, v.id, 1, ""));
	make_term("Unworded");
	t = make_term("Retired");
	make_in_force(&t, "Old");
	DID(RESULT_DONE, term_deprecate(db, ctx, &ada, t.id, 1, "Old", 0));
}

static void
test_export__imports_again_to_the_same(void **state)
{
	const struct export_term *terms;
	struct buffer *file = buffer_new(ctx);
	size_t count;
	json_t *whole;
	char *dump;

	(void)state;
	world();
	file = buffer_new(ctx);
	fill();
	terms = terms_export(db, ctx, NOW, &count);
	assert_fine();
	assert_int_equal(count, 7);
	assert_string_equal(terms[1].term.name, "In force");
	assert_string_equal(terms[1].version.meaning, "Agreed");
	assert_int_equal(terms[1].version.status, STATUS_IN_FORCE);
	assert_int_equal(terms[0].version.status, STATUS_RATIFIED);
	assert_int_equal(terms[4].version.criteria_count, 1);
	assert_int_equal(terms[6].version.id, 0);
	export_csv(file, terms, count);
	COUNTS(plan_of(IMPORT_CSV, file->data, ben.person_id), 0, 0, 7, 0);
	whole = export_json(terms, count);
	dump = json_dumps(whole, JSON_REAL_PRECISION(15));
	COUNTS(plan_of(IMPORT_JSON, dump, ben.person_id), 0, 0, 7, 0);
	/* And into an empty glossary: what has words becomes a draft there, and exports to the same words. */
	db_script(root, "SET foreign_key_checks = 0");
	db_script(root, "DELETE FROM term");
	db_script(root, "DELETE FROM term_version");
	db_script(root, "DELETE FROM criterion");
	db_script(root, "SET foreign_key_checks = 1");
	COUNTS(run(file->data, &ben), 5, 0, 0, 2);
	COUNTS(plan_of(IMPORT_JSON, dump, ben.person_id), 0, 0, 5, 2);
	free(dump);
	json_decref(whole);
}

static void
test_starter__is_made_of_sound_drafts(void **state)
{
	static const char *const stages[] = {
		"subscriber", "lead", "marketing-qualified-lead", "sales-accepted-lead", "sales-qualified-lead", "opportunity", "customer"
	};
	json_t *whole = json_load_file("schema/starter_terms.json", 0, NULL);
	char *text = json_dumps(whole, 0);
	struct import_plan *plan;
	const struct term_counts *counts;
	const struct export_term *terms;
	size_t count;

	(void)state;
	assert_non_null(whole);
	world();
	db_begin(db);
	plan = plan_of(IMPORT_JSON, text, ada.person_id);
	for (size_t i = 0; i < plan->count; i++)
		if (plan->rows[i].act != ROW_CREATE || plan->rows[i].note_count)
			fail_msg("%s: %s", plan->rows[i].term.name, plan->rows[i].note_count ? plan->rows[i].notes[0]
			    : plan->rows[i].problems->list[0].text);
	assert_int_equal(plan->ignored_count, 0);
	import_run(db, ctx, &ada, plan);
	assert_true(db_commit(db));
	assert_int_equal(plan->refused, 0);
	counts = term_tab_counts(db, ctx, NOW, TODAY);
	assert_int_equal(counts->draft, plan->count);
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		const struct term *t = term_find(db, ctx, stages[i]);
		const struct version *v = t ? version_find(db, ctx, t->id, 1, NOW) : NULL;

		assert_non_null(v);
		assert_true(v->stage_path >= 0 && v->criteria_count > 0);
	}
	terms = terms_export(db, ctx, NOW, &count);
	for (size_t i = 0; i < count; i++) {
		struct problems *p = problems_new(ctx);

		version_problems(p, terms[i].term.kind, &terms[i].version, true, TODAY);
		assert_int_equal(p->count, 0);
		assert_null(review_problem(terms[i].term.kind, &terms[i].version));
		if (terms[i].version.metric_exclude_reasons)
			assert_null(reasons_unknown(db, ctx, terms[i].version.metric_exclude_reasons));
	}
	free(text);
	json_decref(whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_import__rows_become_drafts_once),
		cmocka_unit_test(test_import__other_words_beside_what_is_there),
		cmocka_unit_test(test_import__free_texts_and_names_of_others),
		cmocka_unit_test(test_import__what_happened_meanwhile_is_refused),
		cmocka_unit_test(test_import__kept_for_its_person_and_done_once),
		cmocka_unit_test(test_export__imports_again_to_the_same),
		cmocka_unit_test(test_starter__is_made_of_sound_drafts),
	};

	return cmocka_run_group_tests_name("glossary files in the database", tests, world_open, world_close);
}
