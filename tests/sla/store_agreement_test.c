/* The life of an agreement in the database: drafts, lines, the two keys, charters, and many at once. Runs with CONCORD_TEST_SOCKET. */
#include "sla/world.h"

#include "glossary/at_once.h"

#define DECEMBER INT64_C(1796079600)	/* 2026-12-01T00:00+01:00 */

static void
test_draft__is_kept_whole(void **state)
{
	struct promise p[] = { promise_volume(120), promise_attempt(60, "Webinar"), PROMISE_BLANK };
	struct agreement a;
	const struct agreement *found;
	const struct promise *one;

	(void)state;
	sla_world(true);
	p[0].definition_id = mql.id;
	p[2].kind = PROMISE_MEETING;
	a = agreement_words("Both teams agree.", p, 3);
	a.valid_from = "2026-12-01";
	a.pause_reasons = "Away\nWaits";
	a.warn_at = "";
	a.backdate_days = 0;
	DID(RESULT_DONE, agreement_create(db, ctx, &ada, &a));
	assert_int_equal(a.number, 1);
	found = agreement_find(db, ctx, 1, NOW);
	assert_fine();
	assert_int_equal(found->status, STATUS_DRAFT);
	assert_int_equal(found->revision, 1);
	assert_string_equal(found->text, "Both teams agree.");
	assert_string_equal(found->valid_from, "2026-12-01");
	assert_string_equal(found->pause_reasons, "Away\nWaits");
	assert_string_equal(found->warn_at, "");
	assert_int_equal(found->pause_most_minutes, PAUSE_MOST_DEFAULT);
	assert_int_equal(found->backdate_days, 0);
	assert_string_equal(found->calendar_name, "Office hours");
	assert_string_equal(found->gate_slug, "marketing-qualified-lead");
	assert_string_equal(found->author_name, "Ada");
	assert_int_equal(found->promise_count, 3);
	assert_int_equal(found->promises[0].quantity, 120);
	assert_int_equal(found->promises[0].pace, PACE_EVEN);
	assert_string_equal(found->promises[0].definition_name, "Marketing-qualified lead");
	assert_int_equal(found->promises[1].party, PARTY_SALES);
	assert_int_equal(found->promises[1].scope_kind, SCOPE_SOURCE);
	assert_string_equal(found->promises[1].scope_value, "Webinar");
	assert_int_equal(found->promises[2].party, PARTY_BOTH);
	assert_int_equal(found->promises[2].percent, 0);
	assert_int_equal(found->promises[2].line_id, found->promises[2].id);
	one = promise_find(db, ctx, found->promises[1].id);
	assert_int_equal(one->agreement_number, 1);
	assert_int_equal(one->open_minutes, 60);
	assert_null(agreement_find(db, ctx, 2, NOW));
	assert_null(promise_find(db, ctx, one->id + 100));
	assert_null(agreement_in_force(db, ctx, NOW));
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'agreement.draft'"), 1);
}

static void
test_sign__both_teams_bring_it_into_force(void **state)
{
	struct agreement a;
	const struct agreement *found;
	const struct act *acts;
	size_t count;

	(void)state;
	sla_world(true);
	a = agreement_draft("One");
	DID(RESULT_MOVED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_DONE, agreement_review(db, ctx, &ben, a.id, 1));
	DID(RESULT_MOVED, agreement_review(db, ctx, &ben, a.id, 1));
	assert_int_equal(count_of("SELECT COUNT(*) FROM outbox WHERE kind = 'agreement.review'"), 2);
	DID(RESULT_STALE, agreement_sign(db, ctx, &mia, a.id, 2, ZONE));
	DID(RESULT_GONE, agreement_sign(db, ctx, &mia, a.id + 100, 1, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_TAKEN, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	agreements_to_sign(db, ctx, TEAM_MARKETING, 10, &count);
	assert_int_equal(count, 0);
	agreements_to_sign(db, ctx, TEAM_SALES, 10, &count);
	assert_int_equal(count, 1);
	sam.now = NOW + 60;
	DID(RESULT_DONE, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
	found = agreement_in_force(db, ctx, NOW + 60);
	assert_non_null(found);
	assert_int_equal(found->number, 1);
	assert_int_equal(found->status, STATUS_IN_FORCE);
	assert_int_equal(found->in_force_at, NOW + 60);
	assert_int_equal(found->signature_count, 2);
	assert_int_equal(found->signatures[0].team, TEAM_MARKETING);
	assert_string_equal(found->signatures[0].sha256, agreement_digest(ctx, found));
	assert_string_equal(found->signatures[1].sha256, found->signatures[0].sha256);
	assert_int_equal(found->signatures[1].at, NOW + 60);
	assert_null(agreement_in_force(db, ctx, NOW + 59));
	acts = agreement_acts(db, ctx, a.id, false, &count);
	assert_int_equal(count, 5);
	assert_int_equal(acts[4].kind, HAPPENED_RATIFIED);
	DID(RESULT_MOVED, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
	DID(RESULT_MOVED, agreement_edit(db, ctx, &ada, &a));
	DID(RESULT_MOVED, agreement_object(db, ctx, &sam, a.id, 1, "No"));
	DID(RESULT_MOVED, agreement_withdraw(db, ctx, &ada, a.id, 1, ""));
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'ratified' AND NOT is_charter"), 2);
}

static void
test_sign__the_next_waits_for_its_day_and_ends_the_one_before(void **state)
{
	struct agreement a;

	(void)state;
	sla_world(true);
	agreement_signed("One");
	a = agreement_words("Two", (const struct promise[]){ promise_volume(100) }, 1);
	a.valid_from = "2026-12-01";
	DID(RESULT_DONE, agreement_create(db, ctx, &ada, &a));
	assert_int_equal(a.number, 2);
	assert_int_equal(agreement_find(db, ctx, 2, NOW)->began_from, 1);
	DID(RESULT_DONE, agreement_review(db, ctx, &ada, a.id, 1));
	DID(RESULT_DONE, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	assert_int_equal(agreement_status(2, NOW), STATUS_RATIFIED);
	assert_int_equal(agreement_status(1, NOW), STATUS_IN_FORCE);
	assert_int_equal(agreement_find(db, ctx, 1, NOW)->ended_at, 0);
	assert_int_equal(agreement_in_force(db, ctx, DECEMBER - 1)->number, 1);
	assert_int_equal(agreement_in_force(db, ctx, DECEMBER)->number, 2);
	assert_int_equal(agreement_find(db, ctx, 1, DECEMBER)->ended_at, DECEMBER);
	assert_int_equal(agreement_status(1, DECEMBER), STATUS_SUPERSEDED);
}

static void
test_lines__go_on_from_the_version_in_force(void **state)
{
	struct agreement one, two;
	const struct agreement *found;
	const struct promise next[] = { promise_attempt(60, "Webinar"), promise_attempt(120, NULL), promise_volume(100) };
	int64_t volume, attempt;

	(void)state;
	sla_world(true);
	one = agreement_signed("One");
	volume = one.promises[0].id;
	attempt = one.promises[1].id;
	two = agreement_words("Two", next, 3);
	two.promises[2].definition_id = mql.id;
	DID(RESULT_DONE, agreement_create(db, ctx, &ada, &two));
	found = agreement_find(db, ctx, 2, NOW);
	assert_int_equal(found->promises[0].line_id, found->promises[0].id);
	assert_int_equal(found->promises[1].line_id, attempt);
	assert_int_equal(found->promises[2].line_id, volume);
	/* Said by hand: the promise for webinars goes on from the general one. Ids change, lines stay. */
	two = *found;
	two.promises[0].line_id = attempt;
	two.promises[1].line_id = 0;
	DID(RESULT_DONE, agreement_edit(db, ctx, &ben, &two));
	found = agreement_find(db, ctx, 2, NOW);
	assert_int_equal(found->revision, 2);
	assert_string_equal(found->editor_name, "Ben");
	assert_int_equal(found->promises[0].line_id, attempt);
	assert_int_equal(found->promises[1].line_id, found->promises[1].id);
	assert_int_equal(found->promises[2].line_id, volume);
	/* A line of nothing that was in force is none. */
	two = *found;
	two.promises[1].line_id = found->promises[1].id;
	DID(RESULT_DONE, agreement_edit(db, ctx, &ben, &two));
	assert_int_equal(two.promises[1].line_id, 0);
}

static void
test_edit__takes_back_both_signatures(void **state)
{
	struct agreement a;

	(void)state;
	sla_world(true);
	a = agreement_reviewed("One");
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	a.text = "Other words";
	DID(RESULT_DONE, agreement_edit(db, ctx, &ben, &a));
	assert_int_equal(a.revision, 2);
	assert_int_equal(agreement_find(db, ctx, 1, NOW)->signature_count, 0);
	assert_int_equal(db_integer(root, -1, "SELECT COUNT(*) FROM signature WHERE agreement_id = ? AND person_id = ? AND standing IS NULL"
	    " AND cleared_at IS NOT NULL", "ii", a.id, mia.person_id), 1);
	a.revision = 1;
	DID(RESULT_STALE, agreement_edit(db, ctx, &ben, &a));
	DID(RESULT_STALE, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &sam, a.id, 2, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 2, ZONE));
	assert_int_equal(agreement_status(1, NOW), STATUS_IN_FORCE);
}

static void
test_object__back_to_draft_with_its_reason(void **state)
{
	struct agreement a;
	const struct act *acts;
	size_t count;

	(void)state;
	sla_world(true);
	a = agreement_reviewed("One");
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_DONE, agreement_object(db, ctx, &sam, a.id, 1, "  Four hours are too few.\n"));
	assert_int_equal(agreement_status(1, NOW), STATUS_DRAFT);
	assert_int_equal(agreement_find(db, ctx, 1, NOW)->signature_count, 0);
	DID(RESULT_DONE, agreement_comment(db, ctx, &ada, a.id, "Say how many."));
	DID(RESULT_GONE, agreement_comment(db, ctx, &ada, a.id + 100, "Say how many."));
	acts = agreement_acts(db, ctx, a.id, true, &count);
	assert_int_equal(count, 2);
	assert_string_equal(acts[0].words, "Four hours are too few.");
	DID(RESULT_DONE, agreement_withdraw(db, ctx, &ben, a.id, 1, ""));
	DID(RESULT_MOVED, agreement_review(db, ctx, &ada, a.id, 1));
	assert_int_equal(agreement_status(1, NOW), STATUS_WITHDRAWN);
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'open'"), 0);
}

/* Whoever the request was let in as: the role, the team and the account are asked again where it is written. */
static void
test_sign__the_signer_is_a_signatory_at_that_instant(void **state)
{
	static const char *const losses[] = { "is_signatory = FALSE", "team = 'sales'", "disabled_at = '2026-11-20 10:00:00'" };
	struct agreement a;

	(void)state;
	sla_world(true);
	a = agreement_reviewed("One");
	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
		db_run(root, text_format(ctx, "UPDATE person SET %s WHERE id = ?", losses[i]), "i", mia.person_id);
		DID(RESULT_MOVED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
		db_run(root, "UPDATE person SET is_signatory = TRUE, team = 'marketing', disabled_at = NULL WHERE id = ?", "i", mia.person_id);
	}
	assert_int_equal(count_of("SELECT COUNT(*) FROM signature WHERE agreement_id = (SELECT MAX(id) FROM agreement)"), 0);
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
}

static void
test_sign__nobody_signs_for_both_teams(void **state)
{
	struct agreement a;

	(void)state;
	sla_world(true);
	a = agreement_reviewed("One");
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	db_run(root, "UPDATE person SET team = 'sales' WHERE id = ?", "i", mia.person_id);
	mia.team = TEAM_SALES;
	DID(RESULT_TAKEN, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
}

static void
test_wanted__a_term_that_is_not_agreed_holds_it_back(void **state)
{
	struct agreement a;
	struct version v;
	const struct term_wanted *wanted;
	size_t count;

	(void)state;
	sla_world(false);
	a = agreement_reviewed("One");
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	wanted = agreement_terms_wanted(db, ctx, &a, 0, NOW, ZONE, &count);
	assert_fine();
	assert_int_equal(count, 1);
	assert_string_equal(wanted[0].name, "Marketing-qualified lead");
	assert_int_equal(wanted[0].open_number, 0);
	v = make_review(&mql, "Who asked for a price");
	wanted = agreement_terms_wanted(db, ctx, &a, 0, NOW, ZONE, &count);
	assert_int_equal(wanted[0].open_number, 1);
	assert_int_equal(wanted[0].open_state, STATE_IN_REVIEW);
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	/* Retired between the two signatures. */
	DID(RESULT_DONE, term_deprecate(db, ctx, &ada, mql.id, term_find_id(db, ctx, mql.id)->revision, "Old", 0));
	DID(RESULT_WANTED, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
	assert_true(agreement_terms_wanted(db, ctx, &a, 0, NOW, ZONE, &count)[0].retired);
}

static void
test_wanted__a_term_agreed_for_a_later_day_is_enough_for_that_day(void **state)
{
	struct agreement a;
	struct version v;

	(void)state;
	sla_world(false);
	v = wording("Who asked for a price");
	v.in_force_from = "2026-12-01";
	DID(RESULT_DONE, version_create(db, ctx, &ada, mql.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	a = agreement_reviewed("One");
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	a.valid_from = "2026-12-01";
	DID(RESULT_DONE, agreement_edit(db, ctx, &ada, &a));
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 2, ZONE));
}

static struct version
gate_asking(const char *code, int kind, const char *answers)
{
	struct criterion asked = { .code = code, .label = "What they ask for", .kind = kind, .choices = answers, .level = LEVEL_MUST };
	struct version v = wording("Who asked for a price");

	v.criteria = &asked;
	v.criteria_count = 1;
	DID(RESULT_DONE, version_create(db, ctx, &ada, mql.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	return v;
}

static void
gate_agreed(const char *code, int kind, const char *answers)
{
	struct version v = gate_asking(code, kind, answers);

	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
}

static void
test_wanted__a_scope_that_would_fit_no_lead_holds_it_back(void **state)
{
	struct promise p[] = { promise_attempt(60, "A price"), promise_attempt(90, "head-of-sales"), promise_attempt(240, "Webinar") };
	const struct term_wanted *wanted;
	struct term persona;
	struct agreement a;
	struct version v;
	int64_t sheet;
	size_t count, which;

	(void)state;
	sla_world(true);
	persona = term_named("Head of sales", KIND_PERSONA);
	DID(RESULT_DONE, term_create(db, ctx, &ada, &persona));
	p[0].scope_kind = SCOPE_CRITERION;
	p[0].scope_code = "ASKED";
	p[1].scope_kind = SCOPE_PERSONA;
	a = agreement_words("One", p, 3);
	DID(RESULT_DONE, agreement_create(db, ctx, &ada, &a));
	DID(RESULT_DONE, agreement_review(db, ctx, &ada, a.id, 1));
	/* The version in force asks for nothing. */
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	wanted = agreement_terms_wanted(db, ctx, &a, 0, NOW, ZONE, &count);
	assert_fine();
	assert_int_equal(count, 1);
	assert_int_equal(wanted[0].promise, 1);
	assert_string_equal(wanted[0].scope_code, "ASKED");
	assert_int_equal(wanted[0].gate_number, 1);
	assert_false(wanted[0].asked);
	/* On a sheet, the version beside it counts. */
	v = gate_asking("ASKED", ASKS_CHOICE, "A talk\nA price");
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_DONE, charter_create(db, ctx, &ada, &(struct version_name){ v.id, 1 }, 1, &(struct agreement_name){ 1, 1 }, &sheet, &which));
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 1, ZONE));
	/* A persona retired between the two signatures. */
	DID(RESULT_DONE, term_deprecate(db, ctx, &ada, persona.id, 1, "Old", 0));
	DID(RESULT_WANTED, charter_sign(db, ctx, &sam, sheet, 1, ZONE));
	wanted = agreement_terms_wanted(db, ctx, &a, sheet, NOW, ZONE, &count);
	assert_int_equal(count, 1);
	assert_int_equal(wanted[0].promise, 2);
	assert_int_equal(wanted[0].scope_kind, SCOPE_PERSONA);
	db_run(root, "UPDATE term SET deprecated_at = NULL, deprecated_why = NULL WHERE id = ?", "i", persona.id);
	DID(RESULT_DONE, charter_withdraw(db, ctx, &ada, sheet, 1));
	DID(RESULT_DONE, version_withdraw(db, ctx, &ada, v.id, 1, ""));
	/* The criterion is there, its answer is not. */
	gate_agreed("ASKED", ASKS_CHOICE, "A price list\nA talk");
	wanted = agreement_terms_wanted(db, ctx, &a, 0, NOW, ZONE, &count);
	assert_int_equal(count, 1);
	assert_true(wanted[0].asked);
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	sam.now = mia.now = NOW + 1;
	gate_agreed("ASKED", ASKS_YES_NO, "");
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	sam.now = mia.now = NOW + 2;
	gate_agreed("ASKED", ASKS_CHOICE, "A price");
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_DONE, agreement_sign(db, ctx, &sam, a.id, 1, ZONE));
}

/* The agreement and the wording it cites on one charter. */
static int64_t
make_charter(struct agreement *a, struct version *v)
{
	int64_t sheet = 0;
	size_t which;

	*v = make_review(&mql, "Who asked for a price");
	*a = agreement_reviewed("One");
	DID(RESULT_DONE, charter_create(db, ctx, &ada, &(struct version_name){ v->id, 1 }, 1, &(struct agreement_name){ 1, 1 },
	    &sheet, &which));
	return sheet;
}

static void
test_charter__agreement_and_terms_come_into_force_as_one(void **state)
{
	struct agreement a;
	struct version v;
	const struct agreement *found;
	const struct charter_row *rows;
	int64_t sheet;
	size_t count;

	(void)state;
	sla_world(false);
	sheet = make_charter(&a, &v);
	a.valid_from = "2026-12-01";
	DID(RESULT_DONE, agreement_edit(db, ctx, &ada, &a));
	assert_int_equal(agreement_find(db, ctx, 1, NOW)->charter_id, sheet);
	assert_int_equal(charter_agreement(db, sheet), 1);
	DID(RESULT_ON_SHEET, agreement_sign(db, ctx, &mia, a.id, 2, ZONE));
	DID(RESULT_ON_SHEET, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_STALE, charter_sign(db, ctx, &mia, sheet, 1, ZONE));	/* the edit moved the sheet on */
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 2, ZONE));
	DID(RESULT_TAKEN, charter_sign(db, ctx, &mia, sheet, 2, ZONE));
	rows = charter_list(db, ctx, 10, &count);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].versions, 1);
	assert_int_equal(rows[0].agreement_number, 1);
	assert_true(rows[0].marketing_signed && !rows[0].sales_signed && !rows[0].stuck);
	assert_int_equal(agreement_status(1, NOW), STATUS_IN_REVIEW);
	DID(RESULT_DONE, charter_sign(db, ctx, &sam, sheet, 2, ZONE));
	found = agreement_find(db, ctx, 1, NOW);
	assert_int_equal(found->status, STATUS_RATIFIED);
	assert_int_equal(found->in_force_at, DECEMBER);
	assert_int_equal(found->signature_count, 2);
	assert_int_equal(version_find(db, ctx, mql.id, 1, NOW)->in_force_at, DECEMBER);
	assert_int_equal(count_of("SELECT COUNT(*) FROM agreement_act WHERE act = 'ratified'"), 1);
	DID(RESULT_MOVED, charter_sign(db, ctx, &sam, sheet, 2, ZONE));
	DID(RESULT_MOVED, charter_withdraw(db, ctx, &ada, sheet, 2));
}

static void
test_charter__the_latest_day_is_that_of_all(void **state)
{
	struct agreement a;
	struct version v = { 0 };
	int64_t sheet = 0;
	size_t which;

	(void)state;
	sla_world(false);
	v = wording("Who asked for a price");
	v.in_force_from = "2026-12-01";
	DID(RESULT_DONE, version_create(db, ctx, &ada, mql.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	a = agreement_reviewed("One");
	DID(RESULT_DONE, charter_create(db, ctx, &ada, &(struct version_name){ v.id, 1 }, 1, &(struct agreement_name){ 1, 1 },
	    &sheet, &which));
	DID(RESULT_DONE, charter_sign(db, ctx, &sam, sheet, 1, ZONE));
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 1, ZONE));
	assert_int_equal(agreement_find_id(db, ctx, a.id, NOW)->in_force_at, DECEMBER);
}

static void
test_charter__whatever_changes_takes_back_all_signatures(void **state)
{
	struct agreement a;
	struct version v;
	int64_t sheet;

	(void)state;
	sla_world(false);
	sheet = make_charter(&a, &v);
#define STANDING count_of("SELECT COUNT(*) FROM signature WHERE standing")
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 1, ZONE));
	assert_int_equal(STANDING, 2);
	v.meaning = "Other words";
	DID(RESULT_DONE, version_edit(db, ctx, &ada, &v));
	assert_int_equal(STANDING, 0);
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 2, ZONE));
	a.text = "Other words";
	DID(RESULT_DONE, agreement_edit(db, ctx, &ada, &a));
	assert_int_equal(STANDING, 0);
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 3, ZONE));
	DID(RESULT_DONE, agreement_object(db, ctx, &sam, a.id, 2, "Not yet"));
	assert_int_equal(STANDING, 0);
	DID(RESULT_MOVED, charter_sign(db, ctx, &mia, sheet, 4, ZONE));
	DID(RESULT_DONE, agreement_review(db, ctx, &ada, a.id, 2));
	DID(RESULT_DONE, charter_sign(db, ctx, &mia, sheet, 4, ZONE));
	DID(RESULT_DONE, version_withdraw(db, ctx, &ada, v.id, 2, ""));
	assert_int_equal(STANDING, 0);
	assert_int_equal(sheet_find(db, ctx, sheet)->state, SHEET_WITHDRAWN);
	assert_int_equal(agreement_find_id(db, ctx, a.id, NOW)->charter_id, 0);
	assert_int_equal(agreement_status(1, NOW), STATUS_IN_REVIEW);
	DID(RESULT_WANTED, agreement_sign(db, ctx, &mia, a.id, 2, ZONE));	/* alone again */
#undef STANDING
}

static void
test_charter__what_may_not_join(void **state)
{
	struct agreement a, b;
	struct version v, w;
	struct term t;
	int64_t sheet, none;
	size_t which;

	(void)state;
	sla_world(false);
	sheet = make_charter(&a, &v);
	t = make_term("Other");
	w = make_review(&t, "Words");
#define WITH(number, revision) &(struct version_name){ w.id, 1 }, 1, &(struct agreement_name){ number, revision }, &none, &which
	DID(RESULT_ON_SHEET, charter_create(db, ctx, &ada, WITH(1, 1)));
	assert_int_equal(which, 1);
	DID(RESULT_GONE, charter_create(db, ctx, &ada, WITH(9, 1)));
	b = agreement_draft("Two");
	DID(RESULT_MOVED, charter_create(db, ctx, &ada, WITH(2, 1)));
	DID(RESULT_DONE, agreement_review(db, ctx, &ada, b.id, 1));
	DID(RESULT_STALE, charter_create(db, ctx, &ada, WITH(2, 2)));
	DID(RESULT_STALE, charter_create(db, ctx, &ada, &(struct version_name){ w.id, 7 }, 1, &(struct agreement_name){ 2, 1 }, &none, &which));
	assert_int_equal(which, 0);
	DID(RESULT_DONE, charter_withdraw(db, ctx, &ada, sheet, 1));
	DID(RESULT_DONE, charter_create(db, ctx, &ada, WITH(1, 1)));
	assert_int_equal(agreement_find(db, ctx, 1, NOW)->charter_id, none);
#undef WITH
}

static void
test_charter__an_agreement_that_one_team_signed_alone_stays_alone(void **state)
{
	struct agreement a;
	struct version v;
	struct term t;
	int64_t none;
	size_t which;

	(void)state;
	sla_world(true);
	a = agreement_reviewed("One");
	t = make_term("Other");
	v = make_review(&t, "Words");
	DID(RESULT_DONE, agreement_sign(db, ctx, &mia, a.id, 1, ZONE));
	DID(RESULT_TAKEN, charter_create(db, ctx, &ada, &(struct version_name){ v.id, 1 }, 1, &(struct agreement_name){ 1, 1 },
	    &none, &which));
	assert_int_equal(which, 1);
}

/* A sheet that holds the agreement and no version: one team's yes to it is not two. */
static void
test_charter__one_team_alone_brings_nothing_into_force(void **state)
{
	struct agreement a;
	struct version v;
	int64_t sheet = 0;
	size_t which;

	(void)state;
	sla_world(true);
	a = agreement_reviewed("One");
	DID(RESULT_GONE, charter_create(db, ctx, &ada, NULL, 0, &(struct agreement_name){ 1, 1 }, &sheet, &which));
	assert_int_equal(sheet, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM sheet WHERE state = 'open'"), 0);
	sheet = db_insert(root, "INSERT INTO sheet (state, is_charter, created_by, created_at) VALUES ('open', TRUE, ?, ?)", "it",
	    ada.person_id, NOW);
	db_insert(root, "INSERT INTO sheet_agreement (sheet_id, agreement_id) VALUES (?, ?)", "ii", sheet, a.id);
	DID(RESULT_MOVED, charter_sign(db, ctx, &sam, sheet, 1, ZONE));
	assert_int_equal(agreement_status(1, NOW), STATUS_IN_REVIEW);
	assert_int_equal(sheet_find(db, ctx, sheet)->state, SHEET_OPEN);
	assert_int_equal(agreement_find_id(db, ctx, a.id, NOW)->signature_count, 0);
	/* The other team has signed the versions on it, and not the agreement. */
	sla_world(false);
	sheet = make_charter(&a, &v);
	db_insert(root, "INSERT INTO signature (sheet_id, version_id, team, person_id, revision, sha256, at) VALUES (?, ?, 'marketing',"
	    " ?, 1, ?, ?)", "iiist", sheet, v.id, mia.person_id, version_digest(ctx, &mql, &v), NOW);
	DID(RESULT_MOVED, charter_sign(db, ctx, &sam, sheet, 1, ZONE));
	assert_int_equal(agreement_find_id(db, ctx, a.id, NOW)->state, STATE_IN_REVIEW);
}

static void
test_choices__terms_with_words_and_the_gates_criteria(void **state)
{
	const struct agreement_choices *c;
	struct term t, persona;
	struct version v;
	struct criterion asked = { .code = "ASKED", .label = "What they ask for", .kind = ASKS_CHOICE, .choices = "A price\nA talk", .level = LEVEL_MUST };

	(void)state;
	sla_world(true);
	persona = term_named("Head of sales", KIND_PERSONA);
	v = wording("Words");
	t = make_term("Without words");
	t = make_term("A draft");
	make_draft(&t, "Words");
	DID(RESULT_DONE, term_create(db, ctx, &ada, &persona));
	v.criteria = &asked;
	v.criteria_count = 1;
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	c = agreement_choices(db, ctx, t.id, NOW);
	assert_fine();
	assert_int_equal(c->calendar_count, 1);
	assert_int_equal(c->term_count, 2);
	assert_string_equal(c->terms[0].slug, "marketing-qualified-lead");
	assert_true(c->terms[0].agreed && !c->terms[1].agreed);
	assert_int_equal(c->persona_count, 1);
	assert_int_equal(c->criterion_count, 1);
	assert_string_equal(c->criteria[0].label, "What they ask for");
	assert_int_equal(agreement_choices(db, ctx, 0, NOW)->criterion_count, 0);
}

static void
test_definitions__as_they_were_at_an_instant(void **state)
{
	struct agreement a;
	const struct term_in_use *used;
	struct version v;
	size_t count;

	(void)state;
	sla_world(true);
	a = agreement_signed("One");
	v = make_review(&mql, "Other words");
	mia.now = sam.now = NOW + DAY;
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	used = agreement_definitions(db, ctx, &a, NOW, &count);
	assert_int_equal(count, 1);
	assert_int_equal(used[0].version->number, 1);
	used = agreement_definitions(db, ctx, &a, NOW + DAY, &count);
	assert_int_equal(used[0].version->number, 2);
	assert_null(agreement_definitions(db, ctx, &a, NOW - DAY, &count)[0].version);
}

static enum act_result
sign_it(struct db *mine, const void *own, int who, const void *what)
{
	const struct agreement *a = what;

	return agreement_sign(mine, own, who % 2 ? &sam : &mia, a->id, a->revision, ZONE);
}

static void
test_at_once__two_signatures_ratify_once(void **state)
{
	struct outcome out[MOST];

	(void)state;
	sla_world(true);
	for (int i = 0; i < 12; i++) {
		struct agreement a = agreement_reviewed(text_format(ctx, "Words %d", i));

		at_once(2 + i % 3, sign_it, &a, out);
		assert_int_equal(how_many(out, 2 + i % 3, RESULT_DONE), 2);
		assert_int_equal(agreement_status(a.number, NOW), STATUS_IN_FORCE);
		assert_int_equal(db_integer(root, -1, "SELECT COUNT(*) FROM agreement_act WHERE agreement_id = ? AND act = 'ratified'",
		    "i", a.id), 1);
		assert_int_equal(db_integer(root, -1, "SELECT COUNT(*) FROM sheet_agreement WHERE agreement_id = ?", "i", a.id), 1);
	}
}

static enum act_result
draft_it(struct db *mine, const void *own, int who, const void *what)
{
	struct agreement a = *(const struct agreement *)what;

	a.text = text_format(own, "Words of %d", who);
	return agreement_create(mine, own, &ada, &a);
}

static enum act_result
edit_it(struct db *mine, const void *own, int who, const void *what)
{
	struct agreement a = *(const struct agreement *)what;

	a.text = text_format(own, "Words of %d", who);
	return agreement_edit(mine, own, who % 2 ? &ben : &ada, &a);
}

static void
test_at_once__drafts_get_numbers_and_of_twenty_edits_one_wins(void **state)
{
	struct outcome out[MOST];
	struct agreement a;

	(void)state;
	sla_world(true);
	a = agreement_words("Words", (const struct promise[]){ promise_volume(5), promise_attempt(60, NULL) }, 2);
	at_once(20, draft_it, &a, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 20);
	assert_int_equal(count_of("SELECT MAX(number) FROM agreement"), 20);
	a = *agreement_find(db, ctx, 7, NOW);
	at_once(20, edit_it, &a, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 20, RESULT_STALE), 19);
	assert_int_equal(count_of("SELECT COUNT(*) FROM promise"), 40);
}

/* A charter is signed by both while somebody edits the agreement and another a wording on it. */
struct scene {
	int64_t sheet;
	struct agreement a;
	struct version v;
};

static enum act_result
play(struct db *mine, const void *own, int who, const void *what)
{
	const struct scene *scene = what;
	struct agreement a = scene->a;
	struct version v = scene->v;

	switch (who) {
	case 0:
		return charter_sign(mine, own, &mia, scene->sheet, 1, ZONE);
	case 1:
		return charter_sign(mine, own, &sam, scene->sheet, 1, ZONE);
	case 2:
		return agreement_edit(mine, own, &ada, &a);
	default:
		return version_edit(mine, own, &ben, &v);
	}
}

static void
test_at_once__a_charter_is_signed_whole_or_not_at_all(void **state)
{
	struct outcome out[MOST];

	(void)state;
	for (int i = 0; i < 8; i++) {
		struct scene scene;
		int64_t standing, edited;

		sla_world(false);
		scene.sheet = make_charter(&scene.a, &scene.v);
		at_once(2 + i % 3, play, &scene, out);
		standing = count_of("SELECT COUNT(*) FROM signature WHERE standing");
		edited = i % 3 ? how_many(out + 2, i % 3, RESULT_DONE) : 0;
		if (count_of("SELECT COUNT(*) FROM agreement WHERE state = 'ratified'") == 1) {
			assert_int_equal(standing, 4);
			assert_int_equal(edited, 0);
			assert_int_equal(count_of("SELECT COUNT(*) FROM term_version WHERE state = 'ratified'"), 1);
		} else {
			assert_true(edited > 0);
			assert_int_equal(standing, 0);
			assert_int_equal(count_of("SELECT COUNT(*) FROM term_version WHERE state = 'ratified'"), 0);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draft__is_kept_whole),
		cmocka_unit_test(test_sign__both_teams_bring_it_into_force),
		cmocka_unit_test(test_sign__the_next_waits_for_its_day_and_ends_the_one_before),
		cmocka_unit_test(test_lines__go_on_from_the_version_in_force),
		cmocka_unit_test(test_edit__takes_back_both_signatures),
		cmocka_unit_test(test_object__back_to_draft_with_its_reason),
		cmocka_unit_test(test_sign__the_signer_is_a_signatory_at_that_instant),
		cmocka_unit_test(test_sign__nobody_signs_for_both_teams),
		cmocka_unit_test(test_wanted__a_term_that_is_not_agreed_holds_it_back),
		cmocka_unit_test(test_wanted__a_term_agreed_for_a_later_day_is_enough_for_that_day),
		cmocka_unit_test(test_wanted__a_scope_that_would_fit_no_lead_holds_it_back),
		cmocka_unit_test(test_charter__agreement_and_terms_come_into_force_as_one),
		cmocka_unit_test(test_charter__the_latest_day_is_that_of_all),
		cmocka_unit_test(test_charter__whatever_changes_takes_back_all_signatures),
		cmocka_unit_test(test_charter__what_may_not_join),
		cmocka_unit_test(test_charter__an_agreement_that_one_team_signed_alone_stays_alone),
		cmocka_unit_test(test_charter__one_team_alone_brings_nothing_into_force),
		cmocka_unit_test(test_choices__terms_with_words_and_the_gates_criteria),
		cmocka_unit_test(test_definitions__as_they_were_at_an_instant),
		cmocka_unit_test(test_at_once__two_signatures_ratify_once),
		cmocka_unit_test(test_at_once__drafts_get_numbers_and_of_twenty_edits_one_wins),
		cmocka_unit_test(test_at_once__a_charter_is_signed_whole_or_not_at_all),
	};

	return cmocka_run_group_tests_name("agreements and charters", tests, world_open, world_close);
}
