/* Terms and versions in the database: making, editing, finding, listing. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "base/text.h"

static void
test_create__slug_history_and_trail(void **state)
{
	struct term t = { .name = " Marketing-qualified lead ", .kind = KIND_STAGE, .abbreviations = "MQL", .owner_id = 0 };
	const struct term *found;
	int64_t before;

	(void)state;
	world();
	before = glossary_content_version(db);
	term_tidy(ctx, &t);
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	assert_string_equal(t.slug, "marketing-qualified-lead");
	found = term_find(db, ctx, "marketing-qualified-lead");
	assert_fine();
	assert_non_null(found);
	assert_string_equal(found->name, "Marketing-qualified lead");
	assert_int_equal(found->kind, KIND_STAGE);
	assert_string_equal(found->abbreviations, "MQL");
	assert_int_equal(found->created_at, NOW);
	assert_int_equal(found->revision, 1);
	assert_null(found->owner_name);
	assert_int_equal(glossary_content_version(db), before + 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'term.create' AND subject = 'term' AND team = 'marketing'"), 1);
	assert_null(term_find(db, ctx, "no-such-term"));
	assert_null(term_find_id(db, ctx, t.id + 1));
}

static void
test_create__names_are_unique_without_case_and_accents(void **state)
{
	struct term t;

	(void)state;
	world();
	make_term("Résumé");
	t = term_named("resume", KIND_WORD);
	DID(RESULT_TAKEN, term_create(db, ctx, &ada, &t));
	t = term_named("Resume!", KIND_WORD);
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	assert_string_equal(t.slug, "resume-2");
	t = make_term("resume?");
	assert_string_equal(t.slug, "resume-3");
	t = make_term("日本");
	assert_string_equal(t.slug, "term");
	t = make_term("Import");
	assert_string_equal(t.slug, "import-term");
	assert_int_equal(count_of("SELECT COUNT(*) FROM term"), 5);
}

static void
test_create__long_names_keep_short_slugs(void **state)
{
	char name[121];
	struct term t;

	(void)state;
	world();
	memset(name, 'a', 120);
	name[120] = '\0';
	t = make_term(name);
	assert_int_equal(strlen(t.slug), TEXT_SLUG_MOST);
	name[119] = 'b';
	t = make_term(name);
	assert_true(text_is_slug(t.slug) && strlen(t.slug) <= TEXT_SLUG_MOST);
	assert_true(text_ends(t.slug, "-2"));
}

static void
test_edit__writes_history_and_names_the_revision(void **state)
{
	struct term t, other;
	const struct term_edit *edits;
	size_t count;
	int64_t related[1];

	(void)state;
	world();
	t = make_term("Lead");
	other = make_term("Subscriber");
	t.synonyms = "Enquiry";
	t.sales_says = "A name";
	t.owner_id = mia.person_id;
	t.point_sales_id = ada.person_id;	/* of the wrong team: stays empty */
	related[0] = other.id;
	DID(RESULT_DONE, term_edit_words(db, ctx, &ben, &t, related, 1));
	edits = term_edits(db, ctx, t.id, 20, &count);
	assert_fine();
	assert_int_equal(count, 4);
	assert_string_equal(edits[0].field, "related");
	assert_string_equal(edits[0].after_text, "Subscriber");
	assert_string_equal(edits[1].field, "owner");
	assert_string_equal(edits[1].after_text, "Mia");
	assert_string_equal(edits[3].field, "synonyms");
	assert_string_equal(edits[3].person_name, "Ben");
	assert_int_equal(edits[3].team, TEAM_SALES);
	assert_int_equal(edits[3].revision, 2);
	assert_null(term_find_id(db, ctx, t.id)->point_sales_name);
	DID(RESULT_STALE, term_edit_words(db, ctx, &ben, &t, NULL, 0));
	t = *term_find_id(db, ctx, t.id);
	DID(RESULT_DONE, term_edit_words(db, ctx, &ben, &t, NULL, 0));	/* nothing differs: nothing moves */
	assert_int_equal(term_find_id(db, ctx, t.id)->revision, 2);
	t.id += 100;
	DID(RESULT_GONE, term_edit_words(db, ctx, &ben, &t, NULL, 0));
}

static void
test_related__both_ways(void **state)
{
	struct term lead, mql;
	const struct related_term *rows;
	size_t count;
	int64_t ids[3];

	(void)state;
	world();
	lead = make_term("Lead");
	mql = make_term("MQL");
	ids[0] = mql.id;
	ids[1] = lead.id;	/* itself: left out */
	ids[2] = 999999;	/* nobody: left out */
	DID(RESULT_DONE, term_edit_words(db, ctx, &ada, &lead, ids, 3));
	rows = term_related(db, ctx, lead.id, &count);
	assert_int_equal(count, 1);
	assert_true(rows[0].named_here);
	rows = term_related(db, ctx, mql.id, &count);
	assert_int_equal(count, 1);
	assert_false(rows[0].named_here);
	assert_string_equal(rows[0].slug, "lead");
	assert_int_equal(term_find_id(db, ctx, lead.id)->revision, 2);
	lead.revision = 2;
	DID(RESULT_DONE, term_edit_words(db, ctx, &ada, &lead, ids, 0));
	term_related(db, ctx, mql.id, &count);
	assert_int_equal(count, 0);
}

static void
test_deprecate__and_back(void **state)
{
	struct term old, better;
	const struct term *found;
	struct version v = { 0 };

	(void)state;
	world();
	old = make_term("Hot lead");
	better = make_term("MQL");
	DID(RESULT_DONE, term_deprecate(db, ctx, &ben, old.id, 1, "Means nothing agreed.", better.id));
	found = term_find_id(db, ctx, old.id);
	assert_fine();
	assert_int_equal(found->deprecated_at, NOW);
	assert_string_equal(found->instead_slug, "mql");
	assert_string_equal(found->deprecated_why, "Means nothing agreed.");
	DID(RESULT_STALE, term_deprecate(db, ctx, &ben, old.id, 1, "Again", 0));
	DID(RESULT_MOVED, term_deprecate(db, ctx, &ben, old.id, 2, "Again", 0));
	v = wording("x");
	DID(RESULT_MOVED, version_create(db, ctx, &ada, old.id, &v));
	DID(RESULT_DONE, term_restore(db, ctx, &ben, old.id, 2));
	assert_int_equal(term_find_id(db, ctx, old.id)->deprecated_at, 0);
	DID(RESULT_MOVED, term_restore(db, ctx, &ben, old.id, 3));
	DID(RESULT_DONE, version_create(db, ctx, &ada, old.id, &v));
}

static struct version
full_version(struct criterion criteria[3])
{
	struct version v = VERSION_BLANK;

	criteria[0] = (struct criterion){ .label = "Größe", .kind = ASKS_NUMBER, .bound_min = "20", .level = LEVEL_MUST, .evidence = true };
	criteria[1] = (struct criterion){ .label = "Asked for", .kind = ASKS_CHOICE, .choices = "A price\nA demo", .level = LEVEL_SHOULD };
	criteria[2] = (struct criterion){ .label = "Since", .kind = ASKS_DATE, .bound_max = "2026-12-31", .level = LEVEL_MUST };
	v.meaning = "A person who **asked**.\n\nTwice. 😀";
	v.change_note = "First wording";
	v.review_by = "2027-06-01";
	v.in_force_from = "2026-12-01";
	v.stage_path = PATH_LEAD;
	v.stage_position = 3;
	v.stage_owner = TEAM_MARKETING;
	v.stage_longest_days = 14;
	v.metric_measure = "accepted / decided";
	v.metric_counts_by = "day of the handoff";
	v.metric_closed_event = "paid";
	v.metric_exclude_reasons = "duplicate\nbad-data";
	v.reason_acts = 1 << ACT_RETURN | 1 << ACT_LOST;
	v.criteria = criteria;
	v.criteria_count = 3;
	version_tidy(ctx, &v);
	return v;
}

static void
test_version__comes_back_as_it_went_in(void **state)
{
	struct criterion criteria[3];
	struct version v, *found;
	struct term t;

	(void)state;
	world();
	t = make_term("Lead");
	v = full_version(criteria);
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	assert_int_equal(v.number, 1);
	found = version_find(db, ctx, t.id, 1, NOW);
	assert_fine();
	assert_non_null(found);
	assert_true(version_same_words(&v, found));
	assert_string_equal(version_digest(ctx, &t, found), version_digest(ctx, &t, &v));
	assert_string_equal(found->change_note, "First wording");
	assert_string_equal(found->review_due, "2027-06-01");
	assert_string_equal(found->author_name, "Ada");
	assert_int_equal(found->status, STATUS_DRAFT);
	assert_int_equal(found->created_at, NOW);
	assert_int_equal(found->in_force_at, 0);
	assert_null(version_find(db, ctx, t.id, 2, NOW));
	DID(RESULT_GONE, version_create(db, ctx, &ada, t.id + 100, &v));
	v = wording("Second");
	DID(RESULT_DONE, version_create(db, ctx, &ben, t.id, &v));
	assert_int_equal(v.number, 2);
	found = version_find(db, ctx, t.id, 2, NOW);
	assert_true(version_same_words(&v, found));
	assert_int_equal(found->stage_path, GLOSSARY_NONE);
	assert_int_equal(found->stage_owner, GLOSSARY_NONE);
	assert_null(found->metric_measure);
}

static void
test_edit__replaces_words_and_criteria(void **state)
{
	struct criterion criteria[3];
	struct version v, *found;
	struct term t;
	const struct act *acts;
	size_t count;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "One");
	v = (struct version){ .id = v.id, .revision = 1 };
	{
		struct version words = full_version(criteria);

		words.id = v.id;
		words.revision = 1;
		v = words;
	}
	DID(RESULT_DONE, version_edit(db, ctx, &ben, &v));
	assert_int_equal(v.revision, 2);
	found = version_find(db, ctx, t.id, 1, NOW);
	assert_true(version_same_words(&v, found));
	assert_string_equal(found->editor_name, "Ben");
	assert_string_equal(found->author_name, "Ada");
	v.criteria_count = 1;
	DID(RESULT_DONE, version_edit(db, ctx, &ben, &v));
	assert_int_equal(version_find(db, ctx, t.id, 1, NOW)->criteria_count, 1);
	v.revision = 1;
	DID(RESULT_STALE, version_edit(db, ctx, &ben, &v));
	v.id += 100;
	DID(RESULT_GONE, version_edit(db, ctx, &ben, &v));
	acts = version_acts(db, ctx, found->id, false, &count);
	assert_int_equal(count, 3);
	assert_int_equal(acts[0].kind, HAPPENED_DRAFT);
	assert_int_equal(acts[2].kind, HAPPENED_EDIT);
	assert_int_equal(acts[2].revision, 3);
}

static void
test_comments__in_their_order(void **state)
{
	struct version v;
	struct term t;
	const struct act *acts;
	size_t count;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "One");
	DID(RESULT_DONE, comment_add(db, ctx, &ben, v.id, " Would 50 people cost us leads? "));
	DID(RESULT_DONE, comment_add(db, ctx, &ada, v.id, "No."));
	DID(RESULT_GONE, comment_add(db, ctx, &ada, v.id + 100, "No."));
	acts = version_acts(db, ctx, v.id, true, &count);
	assert_fine();
	assert_int_equal(count, 2);
	assert_string_equal(acts[0].words, "Would 50 people cost us leads?");
	assert_string_equal(acts[0].person_name, "Ben");
	version_acts(db, ctx, v.id, false, &count);
	assert_int_equal(count, 3);
}

/* Agreed: in force and coming; In review; Draft, among them the word nobody has worded; Review due; Retired. */
static void
fill_index(void)
{
	struct term t;
	struct version v;

	t = make_term("Agreed");
	make_in_force(&t, "What we agreed");
	t = make_term("Both");
	make_in_force(&t, "Old words");
	make_review(&t, "New words");
	t = make_term("Coming");
	v = wording("Later");
	v.in_force_from = "2027-01-01";
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	t = make_term("Draft");
	make_draft(&t, "Maybe 100%");
	t = make_term("Due");
	v = wording("Look again");
	v.review_by = "2026-11-21";
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	make_term("empty");
	t = make_term("Review");
	v = make_review(&t, "In review");
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	t = make_term("Zombie");
	make_in_force(&t, "Was agreed");
	DID(RESULT_DONE, term_deprecate(db, ctx, &ada, t.id, 1, "Old", 0));
	t = term_named("4×4", KIND_THEME);
	t.synonyms = "Off road";
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
}

static const char *
names(const struct term_filter *filter, int64_t now)
{
	struct buffer *all = buffer_new(ctx);
	size_t count;
	const struct term_row *rows = term_index(db, ctx, now, filter, &count);

	assert_fine();
	for (size_t i = 0; i < count; i++)
		buffer_format(all, "%s%s", i ? " " : "", rows[i].name);
	return all->data ? all->data : "";
}

#define TAB(tab_) &(struct term_filter){ .tab = tab_, .kind = GLOSSARY_NONE, .today = TODAY, .limit = 50 }

static void
test_index__tabs_and_their_counts(void **state)
{
	const struct term_counts *counts;

	(void)state;
	world();
	fill_index();
	assert_string_equal(names(TAB(TAB_ALL), NOW), "4×4 Agreed Both Coming Draft Due empty Review Zombie");
	assert_string_equal(names(TAB(TAB_AGREED), NOW), "Agreed Both Coming Due");
	assert_string_equal(names(TAB(TAB_IN_REVIEW), NOW), "Both Review");
	assert_string_equal(names(TAB(TAB_DRAFT), NOW), "4×4 Draft empty");
	assert_string_equal(names(TAB(TAB_REVIEW_DUE), NOW), "Due");
	assert_string_equal(names(TAB(TAB_RETIRED), NOW), "Zombie");
	counts = term_tab_counts(db, ctx, NOW, TODAY);
	assert_fine();
	assert_int_equal(counts->all, 9);
	assert_int_equal(counts->agreed, 4);
	assert_int_equal(counts->in_review, 2);
	assert_int_equal(counts->draft, 3);
	assert_int_equal(counts->review_due, 1);
	assert_int_equal(counts->retired, 1);
	assert_int_equal(term_tab_counts(db, ctx, NOW, "2026-11-20")->review_due, 0);
}

static void
test_index__filters_and_pages(void **state)
{
	struct term_filter f = { .kind = GLOSSARY_NONE, .today = TODAY, .limit = 3 };

	(void)state;
	world();
	fill_index();
	assert_string_equal(names(&f, NOW), "4×4 Agreed Both");
	f.after = "Both";
	assert_string_equal(names(&f, NOW), "Coming Draft Due");
	f.after = "EMPTY";
	assert_string_equal(names(&f, NOW), "Review Zombie");
	f.after = NULL;
	f.kind = KIND_THEME;
	assert_string_equal(names(&f, NOW), "4×4");
	f.kind = GLOSSARY_NONE;
	f.initial = "d";
	assert_string_equal(names(&f, NOW), "Draft Due");
	f.initial = "#";
	assert_string_equal(names(&f, NOW), "4×4");
	f.initial = NULL;
	f.text = "words";
	assert_string_equal(names(&f, NOW), "Both");
	f.text = "off-road";
	assert_string_equal(names(&f, NOW), "4×4");
	f.text = "100%";
	assert_string_equal(names(&f, NOW), "Draft");
	f.text = "_";
	assert_string_equal(names(&f, NOW), "");
}

static void
test_index__a_row_says_where_the_term_stands(void **state)
{
	const struct term_row *rows;
	size_t count;

	(void)state;
	world();
	fill_index();
	rows = term_index(db, ctx, NOW, TAB(TAB_ALL), &count);
	assert_int_equal(count, 9);
	assert_string_equal(rows[1].meaning, "What we agreed");
	assert_int_equal(rows[1].in_force_number, 1);
	assert_int_equal(rows[1].open_number, 0);
	assert_int_equal(rows[1].open_state, GLOSSARY_NONE);
	assert_string_equal(rows[2].meaning, "Old words");
	assert_int_equal(rows[2].open_number, 2);
	assert_int_equal(rows[2].open_state, STATE_IN_REVIEW);
	assert_int_equal(rows[3].in_force_number, 0);
	assert_int_equal(rows[3].coming_number, 1);
	assert_string_equal(rows[3].meaning, "Later");
	assert_string_equal(rows[5].review_due, TODAY);
	assert_null(rows[6].meaning);
	assert_true(rows[7].open_marketing_signed);
	assert_false(rows[7].open_sales_signed);
	assert_true(rows[8].retired);
	rows = term_index(db, ctx, NOW + 60 * DAY, TAB(TAB_ALL), &count);
	assert_int_equal(rows[3].in_force_number, 1);
	assert_int_equal(rows[3].coming_number, 0);
}

static const char *
found(const char *text)
{
	struct buffer *all = buffer_new(ctx);
	size_t count;
	const struct term_hit *hits = term_search(db, ctx, text, NOW, 20, &count);

	assert_fine();
	for (size_t i = 0; i < count; i++)
		buffer_format(all, "%s%s:%d", i ? " " : "", hits[i].slug, (int)hits[i].rank);
	return all->data ? all->data : "";
}

static void
test_search__names_first_then_beginnings_then_text(void **state)
{
	struct term t;

	(void)state;
	world();
	t = term_named("Marketing-qualified lead", KIND_STAGE);
	t.abbreviations = "MQL";
	t.synonyms = "Qualified enquiry";
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	make_in_force(&t, "A person who asked. Costs 50% of a PR_campaign.");
	make_draft(&t, "Unagreed nonsense");
	t = make_term("PR");
	make_draft(&t, "Pull request. See MQL.");
	t = make_term("MQL rate");
	t = make_term("Réunion");
	assert_string_equal(found("mql"), "marketing-qualified-lead:1 mql-rate:2 pr:4");
	assert_string_equal(found("PR"), "pr:1 marketing-qualified-lead:4");
	assert_string_equal(found("marketing qualified lead"), "marketing-qualified-lead:1");
	assert_string_equal(found("qualified lead"), "marketing-qualified-lead:3");
	assert_string_equal(found("qualified e"), "marketing-qualified-lead:2");
	assert_string_equal(found("REUNION"), "reunion:1");
	assert_string_equal(found("pull"), "pr:4");
	assert_string_equal(found("nonsense"), "");
	assert_string_equal(found("50%"), "marketing-qualified-lead:4");
	assert_string_equal(found("PR_"), "marketing-qualified-lead:4");
	assert_string_equal(found("%"), "marketing-qualified-lead:4");
	assert_string_equal(found("!"), "");
	assert_string_equal(found(" "), "");
	assert_string_equal(found("'; DROP TABLE term; --"), "");
}

static void
test_search__every_word_in_any_order(void **state)
{
	struct term_filter f = { .kind = GLOSSARY_NONE, .today = TODAY, .limit = 9 };
	struct term t;

	(void)state;
	world();
	t = term_named("Buyer\u2019s remorse", KIND_WORD);
	t.synonyms = "Cold feet";
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	make_draft(&t, "The customer's doubt after signing, in the first week.");
	make_term("Remorse");
	assert_string_equal(found("buyer's remorse"), "buyers-remorse:1");
	assert_string_equal(found("buyer\u02bcs"), "buyers-remorse:2");
	assert_string_equal(found("customer\u2018s"), "buyers-remorse:4");
	assert_string_equal(found("remorse buyer"), "buyers-remorse:3");
	assert_string_equal(found("feet, remorse"), "buyers-remorse:3");
	assert_string_equal(found("doubt remorse"), "buyers-remorse:4");
	assert_string_equal(found("week (cold) doubt signing/first the customer after in"), "buyers-remorse:4");
	assert_string_equal(found("remorse nowhere"), "");
	assert_string_equal(found("remorse"), "remorse:1 buyers-remorse:3");
	f.text = "doubt buyer's";
	assert_string_equal(names(&f, NOW), "Buyer\u2019s remorse");
	f.text = "feet nowhere";
	assert_string_equal(names(&f, NOW), "");
}

static void
test_lexicon__every_word_in_use(void **state)
{
	const struct lexicon_entry *entries;
	size_t count;

	(void)state;
	world();
	fill_index();
	entries = lexicon_list(db, ctx, NOW, &count);
	assert_fine();
	assert_int_equal(count, 8);
	assert_string_equal(entries[0].synonyms, "Off road");
	assert_null(entries[0].meaning);
	assert_string_equal(entries[2].meaning, "Old words");
}

static void
test_reasons__unknown_ones_are_named(void **state)
{
	struct term t = { 0 };

	(void)state;
	world();
	t = term_named("Duplicate", KIND_REASON);
	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	make_term("Lead");
	assert_null(reasons_unknown(db, ctx, "duplicate"));
	assert_null(reasons_unknown(db, ctx, NULL));
	assert_string_equal(reasons_unknown(db, ctx, "duplicate\nlead\nnone"), "lead\nnone");
}

static void
test_work__what_waits_for_whom(void **state)
{
	const struct version_row *rows;
	const struct person *people;
	size_t count;

	(void)state;
	world();
	fill_index();
	rows = versions_to_sign(db, ctx, TEAM_MARKETING, 10, &count);
	assert_fine();
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].slug, "both");
	versions_to_sign(db, ctx, TEAM_SALES, 10, &count);
	assert_int_equal(count, 2);
	assert_int_equal(count_of("SELECT terms_to_sign FROM shell_count WHERE team = 'sales'"), 2);
	assert_int_equal(count_of("SELECT terms_to_sign FROM shell_count WHERE team = 'observer'"), 0);
	rows = versions_in_review(db, ctx, 10, &count);
	assert_int_equal(count, 2);
	assert_true(rows[1].marketing_signed);
	rows = versions_of_author(db, ctx, ada.person_id, 10, &count);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].name, "Draft");
	versions_of_author(db, ctx, ben.person_id, 10, &count);
	assert_int_equal(count, 0);
	people = people_choices(db, ctx, &count);
	assert_int_equal(count, 4);
	assert_string_equal(people[0].name, "Ada");
	assert_true(people[2].is_signatory);
	term_choices(db, ctx, &count);
	assert_int_equal(count, 8);
}

static void
test_confirm__two_teams_move_the_date_on(void **state)
{
	struct term t;
	struct version v;
	struct actor later = { 0 };

	(void)state;
	world();
	t = make_term("Due");
	v = wording("Look again");
	v.review_by = "2027-11-21";
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
	DID(RESULT_MOVED, version_confirm(db, ctx, &ada, v.id, "2027-11-21", ZONE));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	DID(RESULT_MOVED, version_confirm(db, ctx, &ada, v.id, "2027-11-21", ZONE));	/* a year too early */
	later = ada;
	later.now = NOW + 370 * DAY;	/* 2027-11-26 */
	DID(RESULT_STALE, version_confirm(db, ctx, &later, v.id, "2027-11-22", ZONE));
	DID(RESULT_DONE, version_confirm(db, ctx, &later, v.id, "2027-11-21", ZONE));
	DID(RESULT_TAKEN, version_confirm(db, ctx, &later, v.id, "2027-11-21", ZONE));
	assert_int_equal(version_confirmed_by(db, v.id, "2027-11-21"), 1 << TEAM_MARKETING);
	assert_fine();
	later.person_id = ben.person_id;
	later.team = TEAM_SALES;
	DID(RESULT_DONE, version_confirm(db, ctx, &later, v.id, "2027-11-21", ZONE));
	/* A year was given; confirmed on 26 November 2027, it is due a year later. */
	assert_string_equal(version_find(db, ctx, t.id, 1, later.now)->review_due, "2028-11-25");
	assert_int_equal(version_find(db, ctx, t.id, 1, later.now)->revision, 1);
	DID(RESULT_STALE, version_confirm(db, ctx, &later, v.id, "2027-11-21", ZONE));
	DID(RESULT_GONE, version_confirm(db, ctx, &later, v.id + 100, "2027-11-21", ZONE));
}

/* The account of the programs may not rewrite what happened. */
static void
test_rights__history_cannot_be_changed(void **state)
{
	static const char *const statements[] = {
		"DELETE FROM audit", "UPDATE audit SET act = 'x'", "DELETE FROM version_act", "UPDATE version_act SET words = ''",
		"DELETE FROM signature", "DELETE FROM term_version", "DELETE FROM term", "UPDATE term_edit SET after_text = ''",
		"DELETE FROM sheet_version", "UPDATE confirmation SET team = 'sales'", "ALTER TABLE term ADD COLUMN x INT",
		"DROP TABLE term", "DELETE FROM sheet",
	};

	(void)state;
	world();
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		assert_int_equal(db_run(db, statements[i], ""), -1);
		assert_int_equal(db_fate(db), DB_BROKEN);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_create__slug_history_and_trail),
		cmocka_unit_test(test_create__names_are_unique_without_case_and_accents),
		cmocka_unit_test(test_create__long_names_keep_short_slugs),
		cmocka_unit_test(test_edit__writes_history_and_names_the_revision),
		cmocka_unit_test(test_related__both_ways),
		cmocka_unit_test(test_deprecate__and_back),
		cmocka_unit_test(test_version__comes_back_as_it_went_in),
		cmocka_unit_test(test_edit__replaces_words_and_criteria),
		cmocka_unit_test(test_comments__in_their_order),
		cmocka_unit_test(test_index__tabs_and_their_counts),
		cmocka_unit_test(test_index__filters_and_pages),
		cmocka_unit_test(test_index__a_row_says_where_the_term_stands),
		cmocka_unit_test(test_search__names_first_then_beginnings_then_text),
		cmocka_unit_test(test_search__every_word_in_any_order),
		cmocka_unit_test(test_lexicon__every_word_in_use),
		cmocka_unit_test(test_reasons__unknown_ones_are_named),
		cmocka_unit_test(test_work__what_waits_for_whom),
		cmocka_unit_test(test_confirm__two_teams_move_the_date_on),
		cmocka_unit_test(test_rights__history_cannot_be_changed),
	};

	return cmocka_run_group_tests_name("glossary store", tests, world_open, world_close);
}
