/* The two keys, sheets, and what many people do at the same instant. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "at_once.h"
#include "base/text.h"

static void
test_sign__both_teams_bring_it_into_force(void **state)
{
	struct term t;
	struct version v;
	const struct version *found;
	const struct act *acts;
	size_t count;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "A person");
	DID(RESULT_MOVED, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_review(db, ctx, &ben, v.id, 1));
	DID(RESULT_MOVED, version_review(db, ctx, &ben, v.id, 1));
	DID(RESULT_STALE, version_sign(db, ctx, &mia, v.id, 2, ZONE));
	DID(RESULT_GONE, version_sign(db, ctx, &mia, v.id + 100, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	db_run(root, "UPDATE person SET is_signatory = TRUE WHERE id = ?", "i", ada.person_id);
	DID(RESULT_TAKEN, version_sign(db, ctx, &ada, v.id, 1, ZONE));
	assert_int_equal(status_of(&t, 1, NOW), STATUS_IN_REVIEW);
	sam.now = NOW + 60;
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	found = version_find(db, ctx, t.id, 1, NOW + 60);
	assert_int_equal(found->status, STATUS_IN_FORCE);
	assert_int_equal(found->in_force_at, NOW + 60);
	assert_int_equal(status_of(&t, 1, NOW + 59), STATUS_RATIFIED);
	assert_int_equal(found->signature_count, 2);
	assert_int_equal(found->signatures[0].team, TEAM_MARKETING);
	assert_string_equal(found->signatures[0].person_name, "Mia");
	assert_int_equal(found->signatures[1].at, NOW + 60);
	assert_int_equal(found->signatures[1].revision, 1);
	assert_string_equal(found->signatures[0].sha256, version_digest(ctx, &t, found));
	assert_string_equal(found->signatures[1].sha256, found->signatures[0].sha256);
	acts = version_acts(db, ctx, v.id, false, &count);
	assert_int_equal(count, 5);
	assert_int_equal(acts[4].kind, HAPPENED_RATIFIED);
	DID(RESULT_MOVED, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	DID(RESULT_MOVED, version_edit(db, ctx, &ada, &v));
	DID(RESULT_MOVED, version_object(db, ctx, &sam, v.id, 1, "No"));
	DID(RESULT_MOVED, version_withdraw(db, ctx, &ada, v.id, 1, ""));
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'ratified' AND NOT is_charter"), 1);
}

/* Who began a second earlier may come second: the version is not in force before the later of the two. */
static void
test_sign__the_older_request_comes_second(void **state)
{
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_review(&t, "A person");
	mia.now = NOW + 1;
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, v.revision, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, v.revision, ZONE));
	assert_int_equal(version_find(db, ctx, t.id, 1, NOW + 1)->in_force_at, NOW + 1);
}

static void
test_sign__a_wished_day_is_waited_for(void **state)
{
	struct term t;
	struct version v;
	const struct version *found;

	(void)state;
	world();
	t = make_term("Lead");
	make_in_force(&t, "One");
	v = wording("Two");
	v.in_force_from = "2026-12-01";
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	found = version_find(db, ctx, t.id, 2, NOW);
	assert_int_equal(found->status, STATUS_RATIFIED);
	assert_int_equal(found->in_force_at, INT64_C(1796079600));	/* 2026-12-01T00:00+01:00 */
	assert_int_equal(status_of(&t, 1, NOW), STATUS_IN_FORCE);
	assert_int_equal(version_find_in_force(db, ctx, t.id, NOW)->number, 1);
	assert_int_equal(status_of(&t, 2, found->in_force_at), STATUS_IN_FORCE);
	assert_int_equal(status_of(&t, 1, found->in_force_at), STATUS_SUPERSEDED);
	assert_null(version_find_in_force(db, ctx, t.id, NOW - 1));
}

static void
test_edit__clears_both_signatures(void **state)
{
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	make_in_force(&t, "One");
	v = make_review(&t, "Two");
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	v.meaning = "Three";
	DID(RESULT_DONE, version_edit(db, ctx, &ben, &v));
	assert_int_equal(version_find(db, ctx, t.id, 2, NOW)->signature_count, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE standing IS NULL AND cleared_at IS NOT NULL"), 1);
	DID(RESULT_STALE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 2, ZONE));
	assert_int_equal(status_of(&t, 2, NOW), STATUS_IN_REVIEW);
	assert_int_equal(status_of(&t, 1, NOW), STATUS_IN_FORCE);
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 2, ZONE));
	assert_int_equal(status_of(&t, 2, NOW), STATUS_IN_FORCE);
	assert_int_equal(status_of(&t, 1, NOW), STATUS_SUPERSEDED);
}

static void
test_object__back_to_draft_and_what_is_in_force_stays(void **state)
{
	struct term t;
	struct version v;
	const struct act *acts;
	size_t count;

	(void)state;
	world();
	t = make_term("Lead");
	make_in_force(&t, "One");
	v = make_review(&t, "Two");
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_STALE, version_object(db, ctx, &sam, v.id, 2, "Which countries?"));
	DID(RESULT_DONE, version_object(db, ctx, &sam, v.id, 1, "Which countries?"));
	assert_int_equal(status_of(&t, 2, NOW), STATUS_DRAFT);
	assert_int_equal(status_of(&t, 1, NOW), STATUS_IN_FORCE);
	assert_int_equal(version_find(db, ctx, t.id, 2, NOW)->signature_count, 0);
	acts = version_acts(db, ctx, v.id, true, &count);
	assert_int_equal(count, 1);
	assert_string_equal(acts[0].words, "Which countries?");
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_withdraw(db, ctx, &ben, v.id, 1, ""));
	assert_int_equal(status_of(&t, 2, NOW), STATUS_WITHDRAWN);
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE standing AND version_id <> 1 AND version_id"
	    " IN (SELECT id FROM term_version WHERE state = 'withdrawn')"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'open'"), 0);
	DID(RESULT_MOVED, version_review(db, ctx, &ada, v.id, 1));
}

/* Whoever the request was let in as: the role, the team and the account are asked again where it is written. */
static void
test_sign__the_signer_is_a_signatory_at_that_instant(void **state)
{
	static const char *const losses[] = { "is_signatory = FALSE", "team = 'sales'", "disabled_at = '2026-11-20 10:00:00'" };
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_review(&t, "One");
	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
		db_run(root, text_format(ctx, "UPDATE person SET %s WHERE id = ?", losses[i]), "i", mia.person_id);
		DID(RESULT_MOVED, version_sign(db, ctx, &mia, v.id, 1, ZONE));
		db_run(root, "UPDATE person SET is_signatory = TRUE, team = 'marketing', disabled_at = NULL WHERE id = ?", "i", mia.person_id);
	}
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE version_id = (SELECT MAX(id) FROM term_version)"), 0);
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
}

static void
test_sign__nobody_signs_for_both_teams(void **state)
{
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_review(&t, "One");
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	db_run(root, "UPDATE person SET team = 'sales' WHERE id = ?", "i", mia.person_id);
	mia.team = TEAM_SALES;	/* moved to the other team since */
	DID(RESULT_TAKEN, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
}

static enum act_result
sign_sheet(struct db *mine, const void *own, const struct actor *who, int64_t sheet, int64_t revision, const char *zone)
{
	int64_t at;

	return sheet_sign_whole(mine, own, who, sheet, revision, zone, 0, &at);
}

/* Three versions in review on one charter. */
static int64_t
make_charter(struct version v[3])
{
	struct version_name on[3];
	int64_t sheet = 0;
	size_t which;

	for (int i = 0; i < 3; i++) {
		const struct term t = make_term(i == 0 ? "A" : i == 1 ? "B" : "C");

		v[i] = wording("Words");
		v[i].in_force_from = i == 1 ? "2026-12-01" : NULL;
		DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v[i]));
		DID(RESULT_DONE, version_review(db, ctx, &ada, v[i].id, 1));
		on[2 - i] = (struct version_name){ v[i].id, 1 };
	}
	DID(RESULT_DONE, sheet_create(db, ctx, &ada, on, 3, &sheet, &which));
	assert_true(sheet > 0);
	return sheet;
}

static void
test_charter__comes_into_force_as_one(void **state)
{
	struct version v[3];
	const struct sheet_line *lines;
	int64_t sheet;
	size_t count;

	(void)state;
	world();
	sheet = make_charter(v);
	DID(RESULT_ON_SHEET, version_sign(db, ctx, &mia, v[0].id, 1, ZONE));
	assert_int_equal(version_find(db, ctx, v[0].term_id, 1, NOW)->charter_id, sheet);
	DID(RESULT_STALE, sign_sheet(db, ctx, &mia, sheet, 2, ZONE));
	DID(RESULT_GONE, sign_sheet(db, ctx, &mia, sheet + 100, 1, ZONE));
	DID(RESULT_DONE, sign_sheet(db, ctx, &mia, sheet, 1, ZONE));
	DID(RESULT_TAKEN, sign_sheet(db, ctx, &mia, sheet, 1, ZONE));
	lines = sheet_lines(db, ctx, sheet, &count);
	assert_fine();
	assert_int_equal(count, 3);
	assert_true(lines[2].marketing_signed && !lines[2].sales_signed);
	DID(RESULT_DONE, sign_sheet(db, ctx, &sam, sheet, 1, ZONE));
	lines = sheet_lines(db, ctx, sheet, &count);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(lines[i].state, STATE_RATIFIED);
		assert_int_equal(lines[i].in_force_at, INT64_C(1796079600));	/* the latest wish of the three */
	}
	assert_int_equal(sheet_find(db, ctx, sheet)->state, SHEET_RATIFIED);
	DID(RESULT_MOVED, sign_sheet(db, ctx, &sam, sheet, 1, ZONE));
	DID(RESULT_MOVED, sheet_withdraw(db, ctx, &ada, sheet, 1));
}

static void
test_charter__an_edit_clears_the_whole_sheet(void **state)
{
	struct version v[3];
	int64_t sheet;

	(void)state;
	world();
	sheet = make_charter(v);
	DID(RESULT_DONE, sign_sheet(db, ctx, &mia, sheet, 1, ZONE));
	v[1].meaning = "Other words";
	DID(RESULT_DONE, version_edit(db, ctx, &ada, &v[1]));
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE standing"), 0);
	assert_int_equal(sheet_find(db, ctx, sheet)->revision, 2);
	DID(RESULT_STALE, sign_sheet(db, ctx, &sam, sheet, 1, ZONE));
	DID(RESULT_DONE, sign_sheet(db, ctx, &sam, sheet, 2, ZONE));
	DID(RESULT_DONE, version_object(db, ctx, &mia, v[0].id, 1, "Not yet"));
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE standing"), 0);
	DID(RESULT_MOVED, sign_sheet(db, ctx, &mia, sheet, 3, ZONE));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v[0].id, 1));
	DID(RESULT_DONE, sign_sheet(db, ctx, &mia, sheet, 3, ZONE));
	DID(RESULT_DONE, version_withdraw(db, ctx, &ada, v[2].id, 1, ""));
	assert_int_equal(sheet_find(db, ctx, sheet)->state, SHEET_WITHDRAWN);
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE standing"), 0);
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v[0].id, 1, ZONE));	/* alone again */
}

/* As many signatures of the other team as there are versions are not yet one on each. */
static void
test_charter__each_version_bears_both_signatures(void **state)
{
	struct version v[3];
	int64_t sheet, empty;
	size_t which;

	(void)state;
	world();
	sheet = make_charter(v);
	DID(RESULT_GONE, sheet_create(db, ctx, &ada, NULL, 0, &empty, &which));
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'open'"), 1);
	DID(RESULT_DONE, sign_sheet(db, ctx, &sam, sheet, 1, ZONE));
	db_run(root, "UPDATE signature SET revision = 2 WHERE version_id = ?", "i", v[2].id);
	db_begin(db);
	assert_int_equal(sign_sheet(db, ctx, &mia, sheet, 1, ZONE), RESULT_MOVED);
	db_rollback(db);
	db_run(root, "UPDATE signature SET revision = 1 WHERE version_id = ?", "i", v[2].id);
	DID(RESULT_DONE, sign_sheet(db, ctx, &mia, sheet, 1, ZONE));
	empty = db_insert(root, "INSERT INTO sheet (state, is_charter, created_by, created_at) VALUES ('open', TRUE, ?, ?)", "it",
	    ada.person_id, NOW);
	DID(RESULT_MOVED, sign_sheet(db, ctx, &mia, empty, 1, ZONE));
	assert_int_equal(sheet_find(db, ctx, empty)->state, SHEET_OPEN);
}

static void
test_charter__what_may_not_join(void **state)
{
	struct version v[3], lone, draft;
	struct term t;
	int64_t sheet, none;
	size_t which;

	(void)state;
	world();
	sheet = make_charter(v);
	t = make_term("D");
	lone = make_review(&t, "Words");
	draft = make_draft(&t, "More words");
#define WITH(second, rev) (const struct version_name[]){ { lone.id, 1 }, { second, rev } }, 2, &none, &which
	DID(RESULT_ON_SHEET, sheet_create(db, ctx, &ada, WITH(v[0].id, 1)));
	assert_int_equal(which, 1);
	DID(RESULT_MOVED, sheet_create(db, ctx, &ada, WITH(draft.id, 1)));
	DID(RESULT_STALE, sheet_create(db, ctx, &ada, WITH(lone.id, 2)));
	DID(RESULT_GONE, sheet_create(db, ctx, &ada, WITH(draft.id + 100, 1)));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, lone.id, 1, ZONE));
	DID(RESULT_TAKEN, sheet_create(db, ctx, &ada, WITH(lone.id, 1)));
	assert_int_equal(which, 0);
	DID(RESULT_DONE, version_object(db, ctx, &mia, lone.id, 1, "No"));
	DID(RESULT_DONE, version_review(db, ctx, &ada, lone.id, 1));
	DID(RESULT_DONE, sheet_withdraw(db, ctx, &ada, sheet, 1));
	DID(RESULT_DONE, sheet_create(db, ctx, &ada, WITH(v[0].id, 1)));
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'open'"), 1);
#undef WITH
}

static enum act_result
sign_it(struct db *mine, const void *own, int who, const void *what)
{
	const struct version *v = what;

	return version_sign(mine, own, who % 2 ? &sam : &mia, v->id, v->revision, ZONE);
}

static void
test_at_once__two_signatures_ratify_once(void **state)
{
	struct outcome out[MOST];

	(void)state;
	world();
	for (int i = 0; i < 15; i++) {
		struct term t;
		struct version v;

		t = make_term(text_format(ctx, "Term %d", i));
		v = make_review(&t, "Words");
		at_once(2 + i % 3, sign_it, &v, out);	/* sometimes one of them twice */
		assert_int_equal(how_many(out, 2 + i % 3, RESULT_DONE), 2);
		assert_int_equal(status_of(&t, 1, NOW), STATUS_IN_FORCE);
		assert_int_equal(db_integer(root, -1, "SELECT COUNT(*) FROM version_act WHERE version_id = ? AND act = 'ratified'",
		    "i", v.id), 1);
		assert_int_equal(db_integer(root, -1, "SELECT COUNT(*) FROM signature WHERE version_id = ? AND standing", "i", v.id), 2);
		assert_int_equal(db_integer(root, -1, "SELECT COUNT(*) FROM sheet_version WHERE version_id = ?", "i", v.id), 1);
	}
}

static enum act_result
edit_it(struct db *mine, const void *own, int who, const void *what)
{
	struct version v = *(const struct version *)what;

	v.meaning = text_format(own, "Words of %d", who);
	return version_edit(mine, own, who % 2 ? &ben : &ada, &v);
}

static void
test_at_once__of_twenty_edits_one_wins(void **state)
{
	struct outcome out[MOST];
	struct term t;
	struct version v;
	const struct version *found;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_review(&t, "Words");
	at_once(20, edit_it, &v, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 20, RESULT_STALE), 19);
	found = version_find(db, ctx, t.id, 1, NOW);
	assert_int_equal(found->revision, 2);
	for (int i = 0; i < 20; i++)
		if (out[i].result == RESULT_DONE)
			assert_string_equal(found->meaning, text_format(ctx, "Words of %d", i));
}

static enum act_result
draft_it(struct db *mine, const void *own, int who, const void *what)
{
	struct version v = VERSION_BLANK;

	v.meaning = text_format(own, "Words of %d", who);
	return version_create(mine, own, &ada, ((const struct term *)what)->id, &v);
}

static void
test_at_once__twenty_drafts_get_twenty_numbers(void **state)
{
	struct outcome out[MOST];
	struct term t;

	(void)state;
	world();
	t = make_term("Lead");
	at_once(20, draft_it, &t, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 20);
	assert_int_equal(count_of("SELECT MAX(number) FROM term_version"), 20);
}

static enum act_result
name_it(struct db *mine, const void *own, int who, const void *what)
{
	struct term t = { .name = what ? what : text_format(own, "Term %d", who) };

	term_tidy(own, &t);
	return term_create(mine, own, &ada, &t);
}

static void
test_at_once__one_name_makes_one_term(void **state)
{
	struct outcome out[MOST];

	(void)state;
	world();
	at_once(20, name_it, "Lead", out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 20, RESULT_TAKEN), 19);
}

/* People who do different things must not get into each other's way: no try runs out. */
static void
test_at_once__different_terms_do_not_wait_for_each_other(void **state)
{
	struct outcome out[MOST];
	int most = 0;

	(void)state;
	world();
	for (int i = 0; i < 3; i++) {
		db_script(root, "DELETE FROM term");
		at_once(20, name_it, NULL, out);
		assert_int_equal(how_many(out, 20, RESULT_DONE), 20);
		for (int k = 0; k < 20; k++)
			most = out[k].tries > most ? out[k].tries : most;
	}
	print_message("# most tries: %d\n", most);
	assert_true(most <= 8);
}

static enum act_result
sign_charter(struct db *mine, const void *own, int who, const void *what)
{
	return sign_sheet(mine, own, who % 2 ? &sam : &mia, *(const int64_t *)what, 1, ZONE);
}

/* Here nothing but the signatures themselves tells one team of the other's. */
static void
test_at_once__both_teams_sign_a_charter(void **state)
{
	struct outcome out[MOST];

	(void)state;
	for (int i = 0; i < 15; i++) {
		struct version v[3];
		int64_t sheet;

		world();
		sheet = make_charter(v);
		at_once(2, sign_charter, &sheet, out);
		assert_int_equal(how_many(out, 2, RESULT_DONE), 2);
		assert_int_equal(sheet_find(db, ctx, sheet)->state, SHEET_RATIFIED);
		assert_int_equal(count_of("SELECT COUNT(*) FROM version_act WHERE act = 'ratified'"), 3);
	}
}

static enum act_result
edit_or_sign(struct db *mine, const void *own, int who, const void *what)
{
	return who == 0 ? edit_it(mine, own, 0, what) : sign_it(mine, own, who, what);
}

/* Whatever the order, nothing is in force that both teams did not sign as it stands. */
static void
test_at_once__an_edit_and_signatures(void **state)
{
	struct outcome out[MOST];

	(void)state;
	world();
	for (int i = 0; i < 60; i++) {
		struct term t;
		struct version v;
		const struct version *found;

		t = make_term(text_format(ctx, "Term %d", i));
		v = make_review(&t, "Words");
		at_once(2 + i % 2, edit_or_sign, &v, out);
		found = version_find(db, ctx, t.id, 1, NOW);
		if (found->state == STATE_RATIFIED) {
			assert_int_equal(found->signature_count, 2);
			assert_int_equal(found->revision, 1);
		}
		for (size_t k = 0; k < found->signature_count; k++)
			assert_int_equal(found->signatures[k].revision, found->revision);
		for (size_t k = 0; k < found->signature_count; k++)
			assert_string_equal(found->signatures[k].sha256, version_digest(ctx, &t, found));
	}
}

static enum act_result
charter_or_sign(struct db *mine, const void *own, int who, const void *what)
{
	const struct version *v = what;
	const struct version_name names[] = { { v[0].id, 1 }, { v[1].id, 1 } };
	int64_t sheet;
	size_t which;

	return who == 0 ? sheet_create(mine, own, &ada, names, 2, &sheet, &which) : version_sign(mine, own, &mia, v[who - 1].id, 1, ZONE);
}

static void
test_at_once__a_charter_and_lone_signatures(void **state)
{
	struct outcome out[MOST];

	(void)state;
	world();
	for (int i = 0; i < 10; i++) {
		struct version v[2];

		for (int k = 0; k < 2; k++) {
				const struct term t = make_term(text_format(ctx, "Term %d %d", i, k));
			v[k] = make_review(&t, "Words");
		}
		at_once(3, charter_or_sign, v, out);
		if (out[0].result == RESULT_DONE)
			assert_true(out[1].result == RESULT_ON_SHEET && out[2].result == RESULT_ON_SHEET);
		else
			assert_int_equal(out[0].result, RESULT_TAKEN);
	}
	assert_int_equal(count_of("SELECT COUNT(*) FROM (SELECT version_id FROM sheet_version i JOIN sheet s ON s.id = i.sheet_id"
	    " WHERE s.state = 'open' GROUP BY version_id HAVING COUNT(*) > 1) x"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sign__both_teams_bring_it_into_force),
		cmocka_unit_test(test_sign__the_older_request_comes_second),
		cmocka_unit_test(test_sign__a_wished_day_is_waited_for),
		cmocka_unit_test(test_edit__clears_both_signatures),
		cmocka_unit_test(test_object__back_to_draft_and_what_is_in_force_stays),
		cmocka_unit_test(test_sign__the_signer_is_a_signatory_at_that_instant),
		cmocka_unit_test(test_sign__nobody_signs_for_both_teams),
		cmocka_unit_test(test_charter__comes_into_force_as_one),
		cmocka_unit_test(test_charter__an_edit_clears_the_whole_sheet),
		cmocka_unit_test(test_charter__each_version_bears_both_signatures),
		cmocka_unit_test(test_charter__what_may_not_join),
		cmocka_unit_test(test_at_once__two_signatures_ratify_once),
		cmocka_unit_test(test_at_once__of_twenty_edits_one_wins),
		cmocka_unit_test(test_at_once__twenty_drafts_get_twenty_numbers),
		cmocka_unit_test(test_at_once__one_name_makes_one_term),
		cmocka_unit_test(test_at_once__different_terms_do_not_wait_for_each_other),
		cmocka_unit_test(test_at_once__both_teams_sign_a_charter),
		cmocka_unit_test(test_at_once__an_edit_and_signatures),
		cmocka_unit_test(test_at_once__a_charter_and_lone_signatures),
	};

	return cmocka_run_group_tests_name("glossary signatures", tests, world_open, world_close);
}
