/* Files of other systems in the database: whose turn it is, what a file does to what is here, and how long it can be taken back. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "data/plans.h"
#include "leads/store_deal.h"
#include "leads/store_erase.h"
#include "leads/store_import.h"
#include "leads/store_recount.h"

#include <talloc.h>

static int known = KNOWN_REPLACE;	/* what files do to what is here */

/* A file that was brought and settled by its guess. */
static int64_t
ready(int kind, const char *system, const char *csv, int64_t now)
{
	const struct import_file *f;
	struct import_map *map;
	const char *problem;
	int64_t id = 0;

	IN_TRANSACTION(problem, import_file_take(db, ctx, when(&ada, now), kind, "contacts.csv", csv, strlen(csv), &id));
	if (problem)
		fail_msg("%s", problem);
	f = import_file_find(db, ctx, id);
	map = import_map_read(ctx, kind, f->mapping, f->headers, f->header_count, true, problems_new(ctx));
	map->system = system;
	map->history = true;
	map->known = known;
	DID(RESULT_DONE, import_file_settle(db, ctx, when(&ada, now), id, f->revision, map));
	return id;
}

static const struct import_file *
file_of(int64_t id)
{
	return import_file_find(db, ctx, id);
}

/* What the background program does at an instant until nothing is due. Returns how often a piece failed. */
static int
work(int64_t now)
{
	int failed = 0;

	while (import_work_waits(db, now)) {
		int64_t id;
		bool done;

		db_begin(db);
		id = import_next(db, now);
		import_work(db, ctx, id, now);
		done = db_commit(db);
		if (done || db_fate(db) == DB_AGAIN)
			continue;
		assert_int_equal(db_fate(db), DB_BROKEN);
		failed++;
		db_begin(db);
		import_failed(db, ctx, id, now);
		assert_true(db_commit(db));
	}
	assert_fine();
	return failed;
}

static const struct import_file *
imported(int kind, const char *system, const char *csv, int64_t now)
{
	int64_t id = ready(kind, system, csv, now);

	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, now), id));
	work(now);
	assert_int_equal(file_of(id)->state, FILE_DONE);
	return file_of(id);
}

static const struct import_file *
undone(int64_t id, int64_t now)
{
	DID(RESULT_DONE, import_file_undo(db, ctx, when(&ada, now), id));
	work(now);
	assert_int_equal(file_of(id)->state, FILE_UNDONE);
	return file_of(id);
}

/* What a row was left out for; "" when none was. */
static const char *
first_problem(int64_t id)
{
	size_t count;
	const struct import_refused *rows = import_file_refused(db, ctx, id, 0, 1, &count);

	return count ? rows[0].problems : "";
}

/* "created updated same refused" */
static const char *
counts(const struct import_file *f)
{
	return text_format(ctx, "%d %d %d %d", (int)f->created, (int)f->updated, (int)f->same, (int)f->refused);
}

#define LONG_BY(n) text_format(ctx, "%0*d", n, 1)
#define DEALS "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date,Associated Contact IDs,Company name\n"

static void
test_widths__what_is_too_long_is_told_of_its_row(void **state)
{
	const struct import_file *f;

	(void)state;
	leads_world();
	f = imported(IMPORT_DEALS, "hubspot", text_format(ctx, DEALS "d1,Seats,Opportunity,,,,2026-03-01,,%s\nd2,Seats,%s,,,,2026-03-01,,Fernhill\nd3,Seats,Opportunity,,,,2026-03-01,,Fernhill\n",
	    LONG_BY(201), LONG_BY(121)), NOW);
	assert_string_equal(counts(f), "1 0 0 2");
	assert_non_null(strstr(first_problem(f->id), "200 characters"));
	f = imported(IMPORT_LEADS, "hubspot", text_format(ctx, "Record ID,Email,Company name,Job Title,Lifecycle Stage,Original Source,Lead Status,Became a Marketing Qualified Lead Date\n"
	    "l1,,%s,,,,,\nl2,,,%s,,,,\nl3,,,,%s,,,\nl4,,,,,%s,,\nl5,,,,,,%s,\nl6,,,,,,,9999-12-31T23:00:00-05:00\n", LONG_BY(201), LONG_BY(121), LONG_BY(121), LONG_BY(121), LONG_BY(500)), NOW);
	assert_string_equal(counts(f), "1 0 0 5");
	f = imported(IMPORT_ATTEMPTS, "hubspot", text_format(ctx, "Activity ID,Lead ID,Type,Call Result,Date,Owner\n%s,l5,Call,Busy,2026-11-20,x\na2,l5,Call,Busy,2026-11-20,%s\n", LONG_BY(191), LONG_BY(500)), NOW);
	assert_string_equal(counts(f), "0 0 0 2");
}

static void
test_turns__one_that_fails_lets_the_others_go_and_is_stopped(void **state)
{
	int64_t bad, good;

	(void)state;
	leads_world();
	bad = ready(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Email\nb1,Bomb,b@zoo.example\n", NOW);
	good = ready(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Email\ng1,Zebra,g@zoo.example\n", NOW);
	AS_ROOT("CREATE TRIGGER bomb BEFORE INSERT ON lead_record FOR EACH ROW BEGIN IF NEW.name = 'Bomb' THEN SIGNAL SQLSTATE '22001'; END IF; END", "");
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW), bad));
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW), good));
	assert_int_equal(work(NOW), 1);
	assert_int_equal(file_of(good)->state, FILE_DONE);
	assert_int_equal(file_of(bad)->state, FILE_RUNNING);
	assert_false(imports_wait(db, NOW + 1));
	for (int64_t later = NOW; later < NOW + 1000; later += 2)
		work(later);
	assert_int_equal(file_of(bad)->state, FILE_STOPPED);
	assert_non_null(strstr(file_of(bad)->problem, "stopped by itself after 0 rows"));
	assert_true(import_undo_until(file_of(bad)) > NOW + 30 * DAY);
	AS_ROOT("DROP TRIGGER bomb", "");
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW + 2000), bad));
	assert_string_equal(file_of(bad)->problem, "");
	assert_int_equal(work(NOW + 2000), 0);
	assert_string_equal(counts(file_of(bad)), "1 0 0 0");
	AS_ROOT("CREATE TRIGGER bomb BEFORE DELETE ON lead_record FOR EACH ROW SIGNAL SQLSTATE '22001'", "");
	DID(RESULT_DONE, import_file_undo(db, ctx, when(&ada, NOW + 3000), good));
	for (int64_t later = NOW + 3000; later < NOW + 4000; later += 2)
		work(later);
	assert_int_equal(file_of(good)->state, FILE_DONE);
	assert_non_null(strstr(file_of(good)->problem, "could not be taken back whole"));
	AS_ROOT("DROP TRIGGER bomb", "");
	assert_int_equal(undone(good, NOW + 5000)->left_alone, 0);
}

#define TWO_CONTACTS "Record ID,Last Name,Email\nu1,Zebra,u1@zoo.example\nu2,Yak,u2@zoo.example\n"

static void
test_days__thirty_from_the_day_it_was_done_or_stopped(void **state)
{
	int64_t done, stopped, never, month = 30 * DAY;

	(void)state;
	leads_world();
	stopped = ready(IMPORT_LEADS, "hubspot", TWO_CONTACTS, NOW - 29 * DAY);
	never = ready(IMPORT_LEADS, "hubspot", TWO_CONTACTS, NOW - 29 * DAY);
	done = imported(IMPORT_LEADS, "other", "Record ID,Last Name,Email\nu3,Gnu,u3@zoo.example\n", NOW - 29 * DAY)->id;
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW), stopped));
	DID(RESULT_DONE, import_file_stop(db, ctx, when(&ada, NOW), stopped));
	assert_int_equal(import_undo_until(file_of(stopped)), NOW + month);
	assert_int_equal(import_undo_until(file_of(done)), NOW - 29 * DAY + month);
	assert_int_equal(import_undo_until(file_of(never)), 0);
	work(NOW + DAY - 1);
	assert_int_equal(file_of(never)->state, FILE_READY);
	work(NOW + 2 * DAY);	/* the days of the one that was done are over, and of the one that was never started */
	assert_int_equal(count_of("SELECT COUNT(*) FROM import_row"), 0);
	assert_int_equal(file_of(never)->state, FILE_UNDONE);
	DID(RESULT_MOVED, import_file_undo(db, ctx, when(&ada, NOW + 2 * DAY), done));
	assert_int_equal(file_of(stopped)->state, FILE_STOPPED);
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW + 2 * DAY), stopped));
	work(NOW + 2 * DAY);
	assert_int_equal(import_undo_until(file_of(stopped)), NOW + 2 * DAY + month);
	assert_int_equal(undone(stopped, NOW + 2 * DAY + month)->left_alone, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record"), 1);
}

static void
test_days__what_was_stopped_long_ago_is_not_taken_back_to_nothing(void **state)
{
	struct buffer *rows;
	int64_t id, next;

	(void)state;
	leads_world();
	rows = buffer_new(ctx);
	buffer_text(rows, "Record ID,Last Name\n");
	for (int i = 0; i < 600; i++)
		buffer_format(rows, "p%d,Zebra\n", i);
	id = ready(IMPORT_LEADS, "hubspot", buffer_take(ctx, rows), NOW);
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW), id));
	db_begin(db);
	next = import_next(db, NOW);
	import_work(db, ctx, next, NOW);
	assert_true(db_commit(db));
	DID(RESULT_DONE, import_file_stop(db, ctx, when(&ada, NOW + 60), id));
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record"), 500);
	work(NOW + 30 * DAY + 60);
	assert_int_equal(file_of(id)->state, FILE_STOPPED);
	work(NOW + 30 * DAY + 61);
	assert_int_equal(file_of(id)->state, FILE_DONE);
	assert_int_equal(import_undo_until(file_of(id)), NOW + 60 + 30 * DAY);
	DID(RESULT_MOVED, import_file_undo(db, ctx, when(&ada, NOW + 30 * DAY + 61), id));
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record"), 500);
}

static int64_t
deal_called(const char *ref)
{
	return deal_by_ref(db, "hubspot", ref);
}

static void
test_undo__a_deal_leaves_the_steps_of_the_plan(void **state)
{
	enum { MONDAY = 1791187200 };	/* 2026-10-05 10:00 */
	int64_t lead, handoff, file;

	(void)state;
	leads_world();
	lead = make_lead("Mbali", 0);
	AS_ROOT("INSERT INTO lead_ref (system, external_id, lead_id) VALUES ('hubspot', '77', ?)", "i", lead);
	handoff = hand_over(lead, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, handoff, attempted(ATTEMPT_SPOKE));
	DOES(RESULT_DONE, &ben, MONDAY + 3600, handoff, came_out(OUTCOME_QUALIFIED));
	file = imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Closed Won,70,EUR,2026-10-09,2026-10-07,77,\n", NOW)->id;
	assert_string_equal(step_of("customer", "2026-10-07"), "1/1");
	assert_string_equal(step_of("opportunity", "2026-10-05"), "1/1");
	assert_int_equal(undone(file, NOW + 60)->left_alone, 0);
	assert_string_equal(step_of("customer", "2026-10-07"), "0/0");
	assert_string_equal(step_of("opportunity", "2026-10-05"), "0/1");
	assert_int_equal(count_of("SELECT COUNT(*) FROM deal"), 0);
	assert_adds_up();
}

enum { OF_MONDAY = 1791187200 };	/* 2026-10-05 10:00 */

/* Somebody HubSpot calls so, who was handed over and qualified. */
static int64_t
qualified(const char *name, const char *ref)
{
	int64_t lead = make_lead(name, 0), handoff = hand_over(lead, OF_MONDAY, true);

	AS_ROOT("INSERT INTO lead_ref (system, external_id, lead_id) VALUES ('hubspot', ?, ?)", "si", ref, lead);
	DOES(RESULT_DONE, &ben, OF_MONDAY + 60, handoff, attempted(ATTEMPT_SPOKE));
	DOES(RESULT_DONE, &ben, OF_MONDAY + 3600, handoff, came_out(OUTCOME_QUALIFIED));
	return lead;
}

static void
test_undo__what_a_deal_leaves_is_counted_anew(void **state)
{
	int64_t file;

	(void)state;
	leads_world();
	qualified("Mbali", "77");
	qualified("Zola", "78");
	imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Closed Won,70,EUR,2026-10-09,2026-10-07,77,Fernhill\nd2,Chairs,Closed Won,70,EUR,2026-10-15,2026-10-07,,Alder\n", NOW);
	file = imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Closed Won,70,EUR,2026-10-09,2026-10-07,78,Alder\n", NOW)->id;
	assert_adds_up();
	assert_int_equal(undone(file, NOW + 60)->left_alone, 0);
	assert_adds_up();
}

static int64_t
primary_of(const char *ref)
{
	return db_integer(db, 0, "SELECT x.lead_id FROM deal_lead x JOIN deal_ref r ON r.deal_id = x.primary_of WHERE r.external_id = ?", "s", ref);
}

static void
test_undo__nobody_who_was_erased_or_merged_away_comes_back(void **state)
{
	int64_t erased, merged, into, gone, stays, file;

	(void)state;
	leads_world();
	erased = qualified("Mbali Quagga", "77");
	stays = qualified("Zola", "78");
	merged = qualified("Merged", "79");
	into = make_lead("Into", 0);
	gone = qualified("Gone", "81");
	imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Opportunity,,,,2026-10-07,77,\nd2,Seats,Opportunity,,,,2026-10-07,79,\nd3,Seats,Opportunity,,,,2026-10-07,81,\n"
	    "d4,For Mbali Quagga,Opportunity,,,,2026-10-07,78,\n", NOW);
	file = imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Opportunity,,,,2026-10-07,78,\nd2,Seats,Opportunity,,,,2026-10-07,78,\nd3,Seats,Opportunity,,,,2026-10-07,78,\n"
	    "d4,Chairs,Opportunity,,,,2026-10-07,78,\n", NOW)->id;
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, NOW), merged, lead_find(db, ctx, merged)->revision, into, lead_find(db, ctx, into)->revision));
	DID(RESULT_DONE, lead_erase(db, ctx, when(&ada, NOW), erased, 0, NULL));
	assert_int_equal(count_of("SELECT COUNT(*) FROM import_row WHERE before_row LIKE '%Quagga%'"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM import_row WHERE act = 'update' AND before_row IS NULL"), 2);
	AS_ROOT("UPDATE lead_record SET erased_at = '2026-10-20' WHERE id = ?", "i", gone);	/* what it was before still stands */
	assert_int_equal(undone(file, NOW + 60)->left_alone, 3);
	assert_int_equal(primary_of("d1"), stays);
	assert_int_equal(primary_of("d2"), into);
	assert_int_equal(primary_of("d3"), stays);
	assert_int_equal(count_of("SELECT COUNT(*) FROM deal WHERE name LIKE '%Quagga%'"), 0);
	assert_adds_up();
}

static void
test_deals__closed_without_a_day_is_told_whether_new_or_here(void **state)
{
	const struct import_file *f;

	(void)state;
	leads_world();
	imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Opportunity,,,,2026-10-07,,Fernhill\n", NOW);
	for (int i = 0; i < 2; i++) {
		f = imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Closed Won,,,,2026-10-07,,Fernhill\n", NOW + 60);
		assert_string_equal(counts(f), "0 0 0 1");
		assert_non_null(strstr(first_problem(f->id), "nothing says when"));
	}
	f = imported(IMPORT_DEALS, "hubspot", DEALS "d1,Seats,Closed Won,,,2026-10-09,2026-10-07,,Fernhill\n", NOW + 60);
	assert_string_equal(counts(f), "0 1 0 0");
	assert_int_equal(deal_state(deal_find(db, ctx, deal_called("d1"))), DEAL_IS_WON);
	f = imported(IMPORT_DEALS, "hubspot", DEALS "d1,Chairs,Closed Won,,,,2026-10-07,,Fernhill\n", NOW + 60);
	assert_string_equal(counts(f), "0 1 0 0");	/* since when is known here */
}

static void
test_undo__what_another_file_or_person_told_stays(void **state)
{
	int64_t first, second;

	(void)state;
	leads_world();
	first = imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Email\na,Zebra,a@zoo.example\nb,Yak,b@zoo.example\nc,Gnu,c@zoo.example\nd,Emu,d@zoo.example\n", NOW)->id;
	second = imported(IMPORT_LEADS, "hubspot", "Record ID,Became a Customer Date\na,2026-10-01\n", NOW)->id;
	imported(IMPORT_LEADS, "zoho", "Record ID,Email\nz1,b@zoo.example\n", NOW);
	AS_ROOT("INSERT INTO lead_ref (system, external_id, lead_id) SELECT 'shop', 's1', lead_id FROM lead_ref WHERE external_id = 'c'", "");
	assert_int_equal(undone(first, NOW + 60)->left_alone, 3);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_history WHERE won_at IS NOT NULL"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_ref WHERE external_id IN ('a', 'b', 'c', 'z1', 's1')"), 5);
	assert_int_equal(lead_by_ref(db, "hubspot", "d"), 0);
	first = imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name\ne,Eel\n", NOW)->id;
	second = imported(IMPORT_LEADS, "hubspot", "Record ID,Became a Customer Date\ne,2026-10-01\n", NOW)->id;
	assert_int_equal(undone(second, NOW + 60)->left_alone, 0);
	undone(first, NOW + 60);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_history h JOIN lead_ref r ON r.lead_id = h.lead_id WHERE r.external_id = 'e' AND h.won_at IS NOT NULL"), 0);
}

static const struct lead *
lead_called(const char *system, const char *ref)
{
	return lead_find(db, ctx, lead_by_ref(db, system, ref));
}

static void
test_said__what_each_system_said_last_is_kept(void **state)
{
	static const char hubspot[] = "Record ID,Email,Phone Number,Became a Customer Date\nh1,a@zoo.example,+49 30 1111,2026-10-01\n",
	    zoho[] = "Record ID,Email,Phone Number\nz1,a@zoo.example,+49 30 2222\n";
	struct lead *lead;
	int64_t second;

	(void)state;
	leads_world();
	imported(IMPORT_LEADS, "hubspot", hubspot, NOW);
	second = imported(IMPORT_LEADS, "zoho", zoho, NOW)->id;
	lead = lead_find(db, ctx, lead_by_ref(db, "hubspot", "h1"));
	assert_string_equal(lead->phone, "+49 30 2222");
	lead->phone = "+49 30 9999";
	lead->refs = NULL;
	lead->ref_count = 0;
	DID(RESULT_DONE, lead_edit(db, ctx, &ada, lead, MAKE_UNLESS_EMAIL));
	assert_string_equal(counts(imported(IMPORT_LEADS, "hubspot", hubspot, NOW)), "0 0 1 0");
	assert_string_equal(counts(imported(IMPORT_LEADS, "zoho", zoho, NOW)), "0 0 1 0");
	assert_string_equal(lead_called("zoho", "z1")->phone, "+49 30 9999");
	undone(second, NOW + 60);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_told WHERE system = 'zoho'"), 0);
	assert_string_equal(counts(imported(IMPORT_LEADS, "hubspot", hubspot, NOW + 60)), "0 0 1 0");
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_history WHERE won_at IS NOT NULL"), 1);
	/* As a file put it down before each system's word was kept: with the history, which the migration reads. */
	AS_ROOT("UPDATE lead_history h JOIN lead_told t ON t.lead_id = h.lead_id AND t.system = h.system SET h.said = t.said", "");
	AS_ROOT("DELETE FROM lead_told", "");
	AS_ROOT("INSERT IGNORE INTO lead_told (lead_id, system, import_id, said, told_at) SELECT lead_id, system, import_id, said, told_at FROM lead_history WHERE said <> '{}'", "");
	assert_string_equal(counts(imported(IMPORT_LEADS, "hubspot", hubspot, NOW + 60)), "0 0 1 0");
	second = imported(IMPORT_LEADS, "hubspot", "Record ID,Email,Phone Number\nh1,a@zoo.example,+49 30 3333\n", NOW + 60)->id;
	AS_ROOT("UPDATE import_row SET before_row = JSON_REMOVE(JSON_SET(before_row, '$.past.said', JSON_VALUE(before_row, '$.told.said')), '$.told') WHERE import_id = ?", "i", second);
	undone(second, NOW + 60);
	assert_string_equal(counts(imported(IMPORT_LEADS, "hubspot", hubspot, NOW + 60)), "0 0 1 0");
}

/* What is not done of the first row that says so; "" nothing. */
static const char *
first_notice(int64_t id)
{
	size_t count;
	const struct import_refused *rows = import_file_noticed(db, ctx, id, 0, 1, &count);

	return count ? rows[0].problems : "";
}

static void
test_owners__follow_a_later_file_and_nobody_is_told(void **state)
{
	const struct import_file *f;
	int64_t id;

	(void)state;
	leads_world();
	imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Contact owner\no1,Zebra,Ada\n", NOW);
	assert_int_equal(lead_called("hubspot", "o1")->owner_marketing_id, ada.person_id);
	f = imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Contact owner\no1,Zebra,Mia\n", NOW);
	assert_string_equal(counts(f), "0 1 0 0");
	assert_int_equal(lead_called("hubspot", "o1")->owner_marketing_id, mia.person_id);
	undone(f->id, NOW);
	assert_int_equal(lead_called("hubspot", "o1")->owner_marketing_id, ada.person_id);
	id = ready(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Contact owner\no1,Zebra,Ben\no2,Yak,Gandalf\n", NOW);
	work(NOW);
	assert_int_equal(file_of(id)->noticed, 1);
	assert_non_null(strstr(first_notice(id), "Gandalf"));
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW), id));
	work(NOW);
	assert_string_equal(counts(file_of(id)), "1 1 0 0");
	assert_int_equal(file_of(id)->noticed, 1);
	assert_int_equal(lead_called("hubspot", "o1")->owner_sales_id, ben.person_id);
	assert_int_equal(lead_called("hubspot", "o2")->owner_sales_id, 0);
	f = imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Contact owner\no1,Zebra,Ben\no2,Yak,Gandalf\n", NOW);
	assert_string_equal(counts(f), "0 0 2 0");
	assert_int_equal(f->noticed, 0);
	assert_int_equal(undone(id, NOW)->left_alone, 0);
}

/* Of thousands of rows, that were left out or say nothing more, only those that have something to tell are read. */
static void
test_notices__are_found_among_many_rows(void **state)
{
	const struct logged *asked;
	const struct step *step;
	const struct import_file *f;
	size_t count, steps;

	(void)state;
	leads_world();
	f = imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Contact owner\no1,Zebra,Gandalf\no2,Yak,\n", NOW);
	db_script(root, text_format(ctx, "INSERT INTO import_row (import_id, line, act, revision, problems, flags) SELECT %d, 1000 + seq, IF(seq %% 2, 'refuse', 'create'), 0,"
	    " IF(seq %% 2, '[]', NULL), 0 FROM seq_1_to_4000", (int)f->id));
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE import_row", "");
	log_on();
	import_file_noticed(db, ctx, f->id, 0, 10, &count);
	assert_int_equal(count, 1);
	asked = log_off(&count);
	assert_int_equal(count, 1);
	step = explain(asked[0].argument, &steps);
	assert_int_equal(steps, 1);
	assert_string_equal(step->key, "import_row_noticed");
	assert_non_null(strstr(first_notice(f->id), "Gandalf"));
	db = scratch_open(ctx);
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	for (int64_t after = 0; after < 5000; after += 2300) {	/* a page deep down reads what it shows */
		assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
		import_file_refused(db, ctx, f->id, after, 10, &count);
		assert_int_equal(count, 10);
		assert_in_range(read_of("import_row"), 10, 11);
	}
	assert_true(db_script(root, "SET GLOBAL userstat = 0"));
}

/* Results are shown anew after every piece that went in or was taken back. */
static void
test_content__moves_with_every_piece(void **state)
{
	static const char everything[] = "SELECT everything FROM content WHERE id = 1";
	int64_t before, between, id;

	(void)state;
	leads_world();
	id = ready(IMPORT_LEADS, "hubspot", "Record ID,Last Name,Became a Marketing Qualified Lead Date\no1,Zebra,2026-02-03\n", NOW);
	before = db_integer(root, 0, everything, "");
	DID(RESULT_DONE, import_file_start(db, ctx, when(&ada, NOW), id));
	work(NOW);
	between = db_integer(root, 0, everything, "");
	assert_true(between > before);
	undone(id, NOW);
	assert_true(db_integer(root, 0, everything, "") > between);
	between = db_integer(root, 0, everything, "");
	AS_ROOT("UPDATE organisation SET counted_rule = 0 WHERE id = 1", "");
	assert_true(recount_days(db, ctx, NOW));
	assert_true(db_integer(root, 0, everything, "") > between);
}

#define DEALS_OF "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date,Associated Contact IDs,Company name,Deal owner,Closed Lost Reason,Origin\n"

static const struct deal *
deal_now(const char *ref)
{
	return deal_find(db, ctx, deal_called(ref));
}

static const struct import_file *
deals(const char *row)
{
	return imported(IMPORT_DEALS, "hubspot", text_format(ctx, DEALS_OF "%s\n", row), NOW);
}

static void
test_deals__a_changed_file_changes_them_or_tells_why_not(void **state)
{
	static const char before[] = "d1,Seats,Opportunity,70,EUR,,2026-10-07,77,Fernhill,,,", after[] = "d1,Seats,Opportunity,70,EUR,,2026-10-02,78,Alder,,,partner";
	const struct import_file *f;
	struct deal edited;
	size_t count;

	(void)state;
	leads_world();
	imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name\n77,Zebra\n78,Yak\n", NOW);
	deals(before);
	f = deals(after);
	assert_string_equal(counts(f), "0 1 0 0");
	assert_string_equal(deal_now("d1")->account_name, "Alder");
	assert_int_equal(deal_now("d1")->origin, ORIGIN_PARTNER);
	assert_int_equal(deal_now("d1")->opened_at, at("2026-10-02 12:00"));
	assert_int_equal(deal_leads(db, ctx, deal_called("d1"), &count)[0].lead_id, lead_by_ref(db, "hubspot", "78"));
	assert_string_equal(counts(deals(after)), "0 0 1 0");
	undone(f->id, NOW);
	assert_string_equal(deal_now("d1")->account_name, "Fernhill");
	assert_int_equal(deal_now("d1")->opened_at, at("2026-10-07 12:00"));
	assert_int_equal(deal_leads(db, ctx, deal_called("d1"), &count)[0].lead_id, lead_by_ref(db, "hubspot", "77"));
	assert_string_equal(counts(deals(before)), "0 0 1 0");
	edited = *deal_now("d1");
	edited.account_name = "By hand";
	edited.origin = ORIGIN_CUSTOMER;
	DID(RESULT_DONE, deal_edit(db, ctx, when(&ben, NOW), &edited, NULL, 0));
	DID(RESULT_DONE, deal_add_event(db, ctx, when(&ben, NOW), edited.id, &(struct deal_input){ .kind = DEAL_INVOICED, .at = NOW, .has_amount = true, .amount = { 7000, "EUR" } }));
	for (int i = 0; i < 2; i++) {
		f = deals(after);
		assert_string_equal(counts(f), i ? "0 0 1 0" : "0 1 0 0");	/* its lead is taken; the rest is told as long as it is so */
		assert_int_equal(f->noticed, 1);
		assert_non_null(strstr(first_notice(f->id), "company was set here by hand"));
		assert_non_null(strstr(first_notice(f->id), "origin was set here by hand"));
		assert_non_null(strstr(first_notice(f->id), "day it was opened stays"));
	}
	assert_string_equal(deal_now("d1")->account_name, "By hand");
	f = deals("d1,Seats,Opportunity,70,EUR,2027-01-01,2026-10-02,78;nobody,Alder,Gandalf,Too dear,partner");
	assert_string_equal(counts(f), "0 0 1 0");
	assert_non_null(strstr(first_notice(f->id), "Not all of the leads"));
	assert_non_null(strstr(first_notice(f->id), "Nobody of Sales is called so"));
	deals("d2,Chairs,Closed Won,70,EUR,2026-10-09,2026-10-07,77,,Ben,,");
	assert_int_equal(deal_now("d2")->owner_id, ben.person_id);
	f = deals("d2,Chairs,Closed Won,90,EUR,2026-10-09,2026-10-07,77,,Ben,,");
	assert_string_equal(counts(f), "0 0 1 0");
	assert_non_null(strstr(first_notice(f->id), "amount stays"));
	assert_int_equal(deal_now("d2")->amount_minor, 7000);
	assert_int_equal(deal_miscounts(db, ctx, &count) ? (int)count : 0, 0);
	assert_adds_up();
}

static void
test_deals__where_only_what_is_empty_is_filled_the_rest_waits(void **state)
{
	static const char other[] = "d1,Chairs,Closed Won,70,EUR,2026-10-09,2026-10-02,78,Alder,Sam,,partner";
	size_t count;

	(void)state;
	leads_world();
	imported(IMPORT_LEADS, "hubspot", "Record ID,Last Name\n77,Zebra\n78,Yak\n", NOW);
	deals("d1,Seats,Opportunity,70,EUR,,2026-10-07,77,Fernhill,Ben,,");
	known = KNOWN_FILL;
	assert_string_equal(counts(deals(other)), "0 1 0 0");
	assert_string_equal(counts(deals(other)), "0 0 1 0");
	known = KNOWN_REPLACE;
	assert_int_equal(deal_state(deal_now("d1")), DEAL_IS_WON);
	assert_string_equal(deal_now("d1")->name, "Seats");
	assert_string_equal(deal_now("d1")->account_name, "Fernhill");
	assert_int_equal(deal_now("d1")->owner_id, ben.person_id);
	assert_int_equal(deal_leads(db, ctx, deal_called("d1"), &count)[0].lead_id, lead_by_ref(db, "hubspot", "77"));
	assert_string_equal(counts(deals(other)), "0 1 0 0");
	assert_string_equal(deal_now("d1")->name, "Chairs");
	assert_string_equal(deal_now("d1")->account_name, "Alder");
	assert_int_equal(deal_now("d1")->owner_id, sam.person_id);
	assert_int_equal(deal_now("d1")->opened_at, at("2026-10-02 12:00"));
	assert_int_equal(deal_leads(db, ctx, deal_called("d1"), &count)[0].lead_id, lead_by_ref(db, "hubspot", "78"));
	assert_adds_up();
}

static void
test_attempts__one_that_is_here_and_told_otherwise_is_told(void **state)
{
	static const char head[] = "Activity ID,Lead ID,Type,Call Result,Date\n";
	static const char *const others[] = { "a1,77,Call,Connected,2026-10-05T10:30:00Z", "a1,77,Email,Left voicemail,2026-10-05T10:30:00Z", "a1,77,Call,Left voicemail,2026-10-05T11:30:00Z" };
	int64_t lead;

	(void)state;
	promised_world();
	lead = make_lead("Mbali", 0);
	AS_ROOT("INSERT INTO lead_ref (system, external_id, lead_id) VALUES ('hubspot', '77', ?)", "i", lead);
	hand_over(lead, at("2026-10-05 10:00"), true);
	assert_string_equal(counts(imported(IMPORT_ATTEMPTS, "hubspot", text_format(ctx, "%sa1,77,Call,Left voicemail,2026-10-05T10:30:00Z\n", head), at("2026-10-05 13:00"))), "1 0 0 0");
	assert_string_equal(counts(imported(IMPORT_ATTEMPTS, "hubspot", text_format(ctx, "%sa1,77,Call,Left voicemail,2026-10-05T10:30:00Z\n", head), NOW)), "0 0 1 0");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const struct import_file *f = imported(IMPORT_ATTEMPTS, "hubspot", text_format(ctx, "%s%s\n", head, others[i]), NOW);

		assert_string_equal(counts(f), "0 0 0 1");
		assert_non_null(strstr(first_problem(f->id), "says something else"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_widths__what_is_too_long_is_told_of_its_row),
		cmocka_unit_test(test_turns__one_that_fails_lets_the_others_go_and_is_stopped),
		cmocka_unit_test(test_days__thirty_from_the_day_it_was_done_or_stopped),
		cmocka_unit_test(test_days__what_was_stopped_long_ago_is_not_taken_back_to_nothing),
		cmocka_unit_test(test_undo__a_deal_leaves_the_steps_of_the_plan),
		cmocka_unit_test(test_undo__what_a_deal_leaves_is_counted_anew),
		cmocka_unit_test(test_undo__nobody_who_was_erased_or_merged_away_comes_back),
		cmocka_unit_test(test_deals__closed_without_a_day_is_told_whether_new_or_here),
		cmocka_unit_test(test_undo__what_another_file_or_person_told_stays),
		cmocka_unit_test(test_said__what_each_system_said_last_is_kept),
		cmocka_unit_test(test_owners__follow_a_later_file_and_nobody_is_told),
		cmocka_unit_test(test_notices__are_found_among_many_rows),
		cmocka_unit_test(test_content__moves_with_every_piece),
		cmocka_unit_test(test_deals__a_changed_file_changes_them_or_tells_why_not),
		cmocka_unit_test(test_deals__where_only_what_is_empty_is_filled_the_rest_waits),
		cmocka_unit_test(test_attempts__one_that_is_here_and_told_otherwise_is_told),
	};

	return cmocka_run_group_tests_name("files of other systems in the database", tests, world_open, world_close);
}
