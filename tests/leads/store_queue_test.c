/* The queue: what stands where, page by page, and how much is read for it. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "auth/session.h"
#include "data/plans.h"

#define MONDAY at("2026-10-05 10:00")

static const char *
names(struct queue_filter f, int64_t now)
{
	const struct queue_page *page;
	const char *all = "";

	if (!f.limit)
		f.limit = 50;
	page = queue_list(db, ctx, &f, now, ZONE);
	assert_fine();
	for (size_t i = 0; i < page->count; i++)
		all = text_format(ctx, "%s%s%s", all, i ? ", " : "", page->rows[i].lead_name);
	return all;
}

static struct queue_filter
view(int which, int64_t person_id)
{
	struct queue_filter f = QUEUE_FILTER_BLANK;

	f.view = which;
	f.person_id = person_id;
	return f;
}

static void
give(int64_t id, const struct actor *to, int64_t now)
{
	struct handoff_input in = input(MOVE_ASSIGNMENT);

	in.owner_id = to->person_id;
	DOES(RESULT_DONE, &ben, now, id, in);
}

static void
test_views__who_has_to_do_what(void **state)
{
	int64_t ann, bob, cy, dan;

	(void)state;
	promised_world();
	ann = hand_over(make_lead("Ann", 0), MONDAY, true);
	bob = hand_over(make_lead("Bob", 0), MONDAY - 600, true);
	cy = hand_over(make_lead("Cy", 0), MONDAY, true);
	dan = hand_over(make_lead("Dan", 0), MONDAY - 3 * 86400, true);	/* Friday */
	give(bob, &ben, MONDAY);
	give(cy, &sam, MONDAY);
	assert_string_equal(names(view(VIEW_TEAM, 0), MONDAY), "Dan, Bob, Ann, Cy");
	assert_string_equal(names(view(VIEW_MINE, ben.person_id), MONDAY), "Bob");
	assert_string_equal(names(view(VIEW_UNASSIGNED, ben.person_id), MONDAY), "Dan, Ann");
	assert_string_equal(names(view(VIEW_SOON, 0), MONDAY), "Dan, Bob, Ann, Cy");
	assert_string_equal(names(view(VIEW_SOON, 0), MONDAY - 2 * 86400), "Dan");	/* on Saturday nothing else runs out */
	assert_string_equal(names(view(VIEW_MARKETING, 0), MONDAY), "");
	DOES(RESULT_DONE, &ben, MONDAY + 60, ann, returned());
	DOES(RESULT_DONE, &ben, MONDAY + 60, bob, with_text(MOVE_QUESTION, "Which?"));
	assert_string_equal(names(view(VIEW_MARKETING, 0), MONDAY + 60), "Ann, Bob");
	assert_string_equal(names(view(VIEW_MY_RETURNED, ada.person_id), MONDAY + 60), "Ann, Bob");
	assert_string_equal(names(view(VIEW_MY_RETURNED, mia.person_id), MONDAY + 60), "");
	assert_string_equal(names(view(VIEW_MINE, ben.person_id), MONDAY + 60), "");
	assert_string_equal(names(view(VIEW_ALL, 0), MONDAY + 60), "Dan, Cy, Bob, Ann");
	assert_int_equal(queue_next(db, sam.person_id, 0, MONDAY), dan);
	assert_int_equal(queue_next(db, sam.person_id, dan, MONDAY), cy);
	assert_int_equal(queue_next(db, ben.person_id, dan, MONDAY), 0);
	assert_int_equal(queue_counts(db, ctx, sam.person_id, MONDAY, ZONE)->marketing, 2);
	assert_int_equal(queue_counts(db, ctx, sam.person_id, MONDAY, ZONE)->mine, 1);
	assert_int_equal(queue_counts(db, ctx, ada.person_id, MONDAY, ZONE)->returned, 2);
}

static void
test_clock__working_time_left_and_late(void **state)
{
	struct queue_filter f = view(VIEW_TEAM, 0);
	const struct queue_row *row;
	int64_t id, friday = at("2026-10-02 16:00");
	const struct handoff *h;
	const struct clock *timers;
	size_t timer_count;
	struct queue_clock clock;

	(void)state;
	f.limit = 10;
	promised_world();
	id = hand_over(make_lead("Ann", 0), friday, true);
	row = queue_list(db, ctx, &f, friday, ZONE)->rows;
	assert_string_equal(clock_words(ctx, &row->clock), "4 h left");
	assert_int_equal(row->due_kind, PROMISE_FIRST_ATTEMPT);
	assert_int_equal(row->attempts_wanted, 3);
	assert_string_equal(row->words, "Can you price 40 seats?");
	row = queue_list(db, ctx, &f, at("2026-10-03 12:00"), ZONE)->rows;
	assert_string_equal(clock_words(ctx, &row->clock), "3 h left");
	assert_string_equal(clock_rests(&row->clock), "resumes Monday 09:00");
	row = queue_list(db, ctx, &f, at("2026-10-05 13:10"), ZONE)->rows;
	assert_string_equal(clock_words(ctx, &row->clock), "Late by 10 min");
	assert_int_equal(clock_look(&row->clock), CLOCK_LATE);
	h = handoff_find(db, ctx, id);
	timers = timers_of(db, ctx, "handoff", id, at("2026-10-05 11:00"), &timer_count);
	clock = handoff_clock(db, ctx, h, timers, timer_count, at("2026-10-05 11:00"), ZONE);
	assert_string_equal(clock_words(ctx, &clock), "1 h left");
	DOES(RESULT_DONE, &ben, friday + 60, id, with_text(MOVE_QUESTION, "Which?"));
	f.view = VIEW_MARKETING;
	row = queue_list(db, ctx, &f, friday + 60, ZONE)->rows;
	assert_string_equal(clock_words(ctx, &row->clock), "Paused");
}

static void
test_filters__over_the_view_or_the_month(void **state)
{
	struct queue_filter f = view(VIEW_TEAM, 0);
	int64_t ann, bob, source;

	(void)state;
	promised_world();
	ann = make_lead("Ann", 0);
	bob = make_lead("Bob", 0);
	source = source_know(db, &ada, "Webinar");
	AS_ROOT("UPDATE lead_record SET source_id = ?, company = 'Kestrel_Optik' WHERE id = ?", "ii", source, ann);
	ann = hand_over(ann, MONDAY, true);
	bob = hand_over(bob, MONDAY - 6 * 86400, true);		/* in September */
	f.source_id = source;
	assert_string_equal(names(f, MONDAY), "Ann");
	f.source_id = 0;
	f.text = "kestrel_";
	assert_string_equal(names(f, MONDAY), "Ann");
	f.text = "k%";
	assert_string_equal(names(f, MONDAY), "");
	f.text = NULL;
	f.state = HANDOFF_SUBMITTED;
	assert_string_equal(names(f, MONDAY), "Bob, Ann");
	f.view = VIEW_ALL;
	assert_string_equal(names(f, MONDAY), "Ann");
	f.month = "2026-09";
	assert_string_equal(names(f, MONDAY), "Bob");
	f.state = HANDOFF_WORKING;
	assert_string_equal(names(f, MONDAY), "");
	DOES(RESULT_DONE, &ben, MONDAY, bob, attempted(ATTEMPT_NO_ANSWER));
	assert_string_equal(names(f, MONDAY), "Bob");
	f.owner_id = sam.person_id;
	assert_string_equal(names(f, MONDAY), "");
	assert_true(ann > 0);
}

static void
test_clocks__are_ranges_of_the_view(void **state)
{
	struct queue_filter f = view(VIEW_TEAM, 0);
	int64_t friday = at("2026-10-02 16:00"), saturday = at("2026-10-03 12:00"), asked;

	(void)state;
	promised_world();
	hand_over(make_lead("Ann", 0), friday, true);			/* due on Monday at 12:00 */
	hand_over(make_lead("Bob", 0), at("2026-10-01 09:00"), true);	/* was due on Thursday */
	asked = hand_over(make_lead("Cy", 0), friday, true);
	DOES(RESULT_DONE, &ben, friday, asked, with_text(MOVE_QUESTION, "Which?"));
	f.clock = CLOCKS_LATE;
	assert_string_equal(names(f, saturday), "Bob");
	f.clock = CLOCKS_TODAY;
	assert_string_equal(names(f, saturday), "");
	assert_string_equal(names(f, at("2026-10-05 00:01")), "Ann");
	f.clock = CLOCKS_SHORT;
	assert_string_equal(names(f, saturday), "");
	assert_string_equal(names(f, at("2026-10-05 10:44")), "");
	assert_string_equal(names(f, at("2026-10-05 10:46")), "Ann");
	assert_string_equal(names(f, at("2026-10-05 13:01")), "");
	f.clock = CLOCKS_WITHOUT;
	assert_string_equal(names(f, saturday), "");
	f.clock = CLOCKS_PAUSED;
	assert_string_equal(names(f, saturday), "Cy");
	f.view = VIEW_UNASSIGNED;
	assert_string_equal(names(f, saturday), "Cy");
	f.state = HANDOFF_RETURNED;
	assert_string_equal(names(f, saturday), "");
}

static void
test_next__comes_to_the_end(void **state)
{
	int64_t ann, bob;

	(void)state;
	promised_world();
	ann = hand_over(make_lead("Ann", 0), MONDAY - 600, true);
	bob = hand_over(make_lead("Bob", 0), MONDAY, true);
	assert_int_equal(queue_next(db, ben.person_id, 0, MONDAY), ann);
	DOES(RESULT_DONE, &ben, MONDAY, ann, attempted(ATTEMPT_NO_ANSWER));
	assert_int_equal(queue_next(db, ben.person_id, ann, MONDAY), bob);
	DOES(RESULT_DONE, &ben, MONDAY, bob, attempted(ATTEMPT_NO_ANSWER));
	assert_int_equal(queue_next(db, ben.person_id, bob, MONDAY), 0);
	assert_true(queue_next(db, ben.person_id, bob, MONDAY + JUST_TRIED + 1) == ann);
}

static const char *
behind(int64_t promise, int counted, int64_t now)
{
	const struct queue_page *page = queue_behind(db, ctx, &(struct queue_behind){ .promise_id = promise, .counted = counted, .limit = 50 }, now, ZONE);
	const char *all = "";

	assert_fine();
	for (size_t i = 0; i < page->count; i++)
		all = text_format(ctx, "%s%s%s", all, i ? ", " : "", page->rows[i].lead_name);
	return all;
}

static void
test_behind__every_number_leads_to_its_handoffs(void **state)
{
	struct queue_filter f = view(VIEW_ALL, 0);
	int64_t ann, bob, cy, september = at("2026-09-30 10:00");

	(void)state;
	promised_world();
	ann = hand_over(make_lead("Ann", 0), september, true);
	bob = hand_over(make_lead("Bob", 0), MONDAY, true);
	cy = hand_over(make_lead("Cy", 0), MONDAY, false);
	hand_over(make_lead("Dan", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY, ann, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY, bob, returned());
	DOES(RESULT_DONE, &ada, MONDAY, bob, input(MOVE_AGREE));
	assert_string_equal(behind(volume, 1, MONDAY), "Dan");
	assert_string_equal(behind(volume, 0, MONDAY), "Cy, Bob");
	assert_string_equal(behind(volume, 1, september), "Ann");
	assert_string_equal(behind(quality, GLOSSARY_NONE, MONDAY), "Bob, Ann");	/* decided in October */
	assert_string_equal(behind(quality, 1, MONDAY), "Ann");
	assert_string_equal(behind(quality, 1, september), "");
	assert_string_equal(behind(context, 1, MONDAY), "Dan, Cy, Bob");
	DOES(RESULT_DONE, &ada, MONDAY, cy, input(MOVE_WITHDRAWAL));
	assert_string_equal(behind(context, GLOSSARY_NONE, MONDAY), "Dan, Bob");
	assert_string_equal(behind(feedback, GLOSSARY_NONE, MONDAY), "");
	assert_string_equal(behind(4711, GLOSSARY_NONE, MONDAY), "");
	assert_string_equal(names(f, MONDAY), "Dan, Cy, Bob, Ann");
}

/* Fifty thousand handoffs, from the first test that wants them to the last: nine in ten are Sales', two sellers and nobody have the most of them. */
static void
make_many(void)
{
	promised_world();
	AS_ROOT("INSERT INTO lead_record (id, name, company, origin, created_by, created_team, created_at) SELECT seq, CONCAT('Lead ', seq),"
	    " CONCAT('Company ', seq % 500), 'marketing', ?, 'marketing', '2026-09-01' FROM seq_1_to_5000", "i", ada.person_id);
	AS_ROOT("INSERT INTO lead_ref (system, external_id, lead_id) SELECT 'crm', seq, seq FROM seq_1_to_5000", "");
	for (int64_t from = 1; from <= 50000; from += 2500)
		AS_ROOT("INSERT INTO handoff (id, lead_id, state, term_version_id, author_id, owner_id, words, submitted_at, first_submitted_at, all_known,"
		    " all_met, in_volume, queue_at, owner_at, author_at) SELECT q.id, 1 + q.id % 5000, IF(q.id % 10, 'submitted', 'returned'), ?, q.author,"
		    " q.owner, 'x', '2026-09-01' + INTERVAL q.id MINUTE, '2026-09-01' + INTERVAL q.id MINUTE, 1, 1, 1, q.place,"
		    " LOWER(CONCAT(LPAD(HEX(COALESCE(q.owner, 0)), 12, '0'), LPAD(HEX(q.place), 16, '0'))),"
		    " LOWER(CONCAT(LPAD(HEX(q.author), 12, '0'), LPAD(HEX(q.place), 16, '0'))) FROM (SELECT seq AS id, ? AS author,"
		    " ELT(1 + seq % 3, ?, ?, NULL) + 0 AS owner, ((seq % 10 > 0) << 62) | ((210000000 + seq * 7919 % 1000000) << 31) | seq AS place"
		    " FROM seq_1_to_50000 WHERE seq >= ? AND seq < ?) q", "iiiiii", gate_version.id, ada.person_id, ben.person_id, sam.person_id, from,
		    from + 2500);
}

/* Emptied at once: deleting so many takes its time. */
static void
drop_many(void)
{
	static const char *const sql[] = { "SET foreign_key_checks = 0", "TRUNCATE TABLE handoff", "TRUNCATE TABLE lead_ref", "TRUNCATE TABLE lead_record",
		"SET foreign_key_checks = 1", "SET GLOBAL userstat = 0" };

	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		assert_true(db_script(root, sql[i]));
}

static int64_t
thrown_away(void)
{
	return db_integer(db, -1, "SELECT SUM(IF(VARIABLE_NAME = 'HANDLER_ICP_ATTEMPTS', VARIABLE_VALUE, -VARIABLE_VALUE))"
	    " FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN ('HANDLER_ICP_ATTEMPTS', 'HANDLER_ICP_MATCH')", "");
}

/* Every read of the queue, once; a new one belongs here. */
static void
read_everything(void)
{
	int64_t now = QUEUE_EPOCH + INT64_C(210500000);
	struct queue_filter f;
	size_t count;

	for (int which = VIEW_MINE; which <= VIEW_ALL; which++)
		for (int clock = GLOSSARY_NONE; clock <= CLOCKS_PAUSED; clock++) {
			f = view(which, which == VIEW_MY_RETURNED ? ada.person_id : ben.person_id);
			f.limit = 50;
			f.clock = clock;
			queue_list(db, ctx, &f, now, ZONE);
			f.owner_id = OWNER_NOBODY;
			f.text = "Company 7";
			f.state = HANDOFF_SUBMITTED;
			f.after = which == VIEW_ALL ? 40000 : queue_from(TEAM_SALES, now);
			queue_list(db, ctx, &f, now, ZONE);
			f.owner_id = ben.person_id;
			f.by_others = true;
			queue_list(db, ctx, &f, now, ZONE);
			f.order = ORDER_NEWEST;
			queue_list(db, ctx, &f, now, ZONE);
		}
	queue_next(db, ben.person_id, 0, now);
	queue_newest(db);
	queue_counts(db, ctx, ben.person_id, now, ZONE);
	queue_personas(db, ctx, &count);
	saved_views(db, ctx, ben.person_id, TEAM_SALES, &count);
	saved_view_find(db, ctx, 1, ben.person_id, TEAM_SALES);
	lead_by_ref(db, "crm", "4711");
	for (size_t i = 0; i < 2; i++) {
		char token[TOKEN_TEXT];

		session_start(db, i ? ada.person_id : ben.person_id, "Browser", now, token);
		assert_non_null(session_find(db, ctx, token, now));
	}
	assert_fine();
}

/*
 * The newest are read along the primary key, as many as are shown; terms, people and the few names of sources are read whole. What a page is
 * joined with is its own few rows.
 */
static bool
may_walk(const struct step *step, const char *sql)
{
	static const char *const fine[] = { "k", "s", "m", "w", "o", "p", "e", "v", "term", "team", "calendar", "a", NULL };

	return !step->table || step->table[0] == '<' || text_in(step->table, fine) || strstr(sql, "FROM calendar")
	    || (text_equal(step->table, "handoff") && text_equal(step->type, "index") && strstr(sql, "LIMIT"));
}

static void
test_plans__each_read_is_a_range_of_its_index(void **state)
{
	size_t count;

	(void)state;
	make_many();
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE handoff, lead_record, lead_ref, saved_view, timer", "");
	db = scratch_open(ctx);
	assert_true(plans_of(read_everything, may_walk) > 80);
}

static void
test_shell__counts_no_more_than_it_shows(void **state)
{
	(void)state;
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
	assert_int_equal(db_integer(db, 0, "SELECT leads_waiting FROM shell_count WHERE team = 'sales'", ""), 100);
	assert_in_range(read_of("handoff"), 100, 210);
	assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
	assert_int_equal(db_integer(db, 9, "SELECT leads_waiting FROM shell_count WHERE team = 'observer'", ""), 0);
}

static void
test_cost__a_view_reads_twice_what_it_shows(void **state)
{
	int64_t people[8];

	(void)state;
	people[VIEW_MINE] = ben.person_id;
	people[VIEW_MY_RETURNED] = ada.person_id;
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	for (int which = VIEW_MINE; which <= VIEW_ALL; which++) {
		struct queue_filter f = view(which, people[which == VIEW_MINE || which == VIEW_MY_RETURNED ? which : VIEW_MINE]);
		int64_t now = QUEUE_EPOCH + INT64_C(210500000), last = 0;

		f.limit = 50;
		for (int pages = 0; pages < 60; pages++) {
			const struct queue_page *page;
			int64_t icp = thrown_away();

			assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
			page = queue_list(db, ctx, &f, now, ZONE);
			assert_fine();
			assert_int_equal(page->count, 50);
			assert_false(page->capped);
			if (read_of("handoff") > 2 * (f.limit + 1) || thrown_away() - icp > 2)
				fail_msg("%s, page %d: %lld rows read, %lld thrown away", queue_view_names[which], pages, (long long)read_of("handoff"),
				    (long long)(thrown_away() - icp));
			for (size_t i = 0; i < page->count; i++) {
				int64_t place = which == VIEW_ALL ? INT64_MAX - page->rows[i].id : page->rows[i].queue_at;

				assert_true(place > last);
				last = place;
			}
			assert_true(page->next > 0);
			f.after = page->next;
		}
	}
}

static void
test_cost__deep_pages_and_the_rest(void **state)
{
	struct queue_filter f = view(VIEW_TEAM, 0);
	const struct queue_page *page;
	int64_t icp, seen = 0;

	(void)state;
	f.limit = 50;
	f.after = queue_from(TEAM_SALES, QUEUE_EPOCH + INT64_C(210900000));	/* nine tenths down */
	assert_true(db_script(root, "SET GLOBAL userstat = 1"));
	icp = thrown_away();
	assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
	page = queue_list(db, ctx, &f, MONDAY, ZONE);
	assert_int_equal(page->count, 50);
	assert_in_range(read_of("handoff"), 50, 102);
	assert_in_range(thrown_away() - icp, 0, 2);
	assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
	assert_int_equal(lead_by_ref(db, "crm", "4711"), 4711);
	assert_in_range(read_of("lead_ref") + read_of("lead_record"), 1, 2);
	assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
	assert_true(queue_next(db, ben.person_id, 0, MONDAY) > 0);
	assert_in_range(read_of("handoff"), 1, 4);
	/* A filter that finds nothing looks at so many rows, says so, and goes on from there. */
	f = view(VIEW_TEAM, 0);
	f.limit = 50;
	f.text = "Nobody";
	assert_true(db_script(root, "FLUSH TABLE_STATISTICS"));
	page = queue_list(db, ctx, &f, MONDAY, ZONE);
	assert_true(page->capped && page->next > 0 && page->count == 0);
	assert_in_range(read_of("handoff"), QUEUE_LOOKS, 3 * QUEUE_LOOKS + 3);
	do {
		f.after = page->next;
		page = queue_list(db, ctx, &f, MONDAY, ZONE);
		seen++;
	} while (page->capped);
	assert_int_equal(seen, 9);	/* 45,000 of Sales, 5,000 at a time */
	f.view = VIEW_ALL;
	f.after = 0;
	f.month = "2026-09";
	f.text = "Company 7";
	page = queue_list(db, ctx, &f, MONDAY, ZONE);
	assert_int_equal(page->count, 50);
	f.after = page->next;
	assert_true(queue_list(db, ctx, &f, MONDAY, ZONE)->rows[0].id < page->rows[49].id);
	drop_many();
}

static enum act_result
save_as(const struct actor *who, const char *name, const char *query, bool for_team, int64_t *id)
{
	enum act_result result = RESULT_GONE;

	IN_TRANSACTION(result, saved_view_add(db, who, name, query, for_team, id));
	return result;
}

static void
test_saved__own_and_shared(void **state)
{
	const struct saved_view *list, *view;
	int64_t mine, shared, other;
	size_t count;

	(void)state;
	world();
	assert_int_equal(save_as(&ben, "Mine of May", "view=mine", false, &mine), RESULT_DONE);
	assert_int_equal(save_as(&ben, "Webinar", "view=open&source=3", true, &shared), RESULT_DONE);
	assert_int_equal(save_as(&ben, "mine of may", "view=all", false, &other), RESULT_TAKEN);
	assert_int_equal(save_as(&sam, "Webinar", "view=all", true, &other), RESULT_TAKEN);
	assert_int_equal(save_as(&sam, "Webinar", "view=all", false, &other), RESULT_DONE);
	list = saved_views(db, ctx, ben.person_id, TEAM_SALES, &count);
	assert_int_equal(count, 2);
	assert_string_equal(list[0].name, "Mine of May");
	assert_int_equal(list[0].team, GLOSSARY_NONE);
	assert_int_equal(list[1].team, TEAM_SALES);
	saved_views(db, ctx, sam.person_id, TEAM_SALES, &count);
	assert_int_equal(count, 2);
	saved_views(db, ctx, ada.person_id, TEAM_MARKETING, &count);
	assert_int_equal(count, 0);
	assert_null(saved_view_find(db, ctx, mine, sam.person_id, TEAM_SALES));
	assert_null(saved_view_find(db, ctx, shared, ada.person_id, TEAM_MARKETING));
	assert_null(saved_view_find(db, ctx, shared, ada.person_id, TEAM_OBSERVER));
	view = saved_view_find(db, ctx, shared, sam.person_id, TEAM_SALES);
	assert_non_null(view);
	DID(RESULT_DONE, saved_view_rename(db, &sam, view, "Webinars", 1));
	DID(RESULT_STALE, saved_view_rename(db, &ben, view, "Fairs", 1));
	DID(RESULT_STALE, saved_view_drop(db, &ben, view, 1));
	assert_string_equal(saved_view_find(db, ctx, shared, ben.person_id, TEAM_SALES)->editor_name, "Sam");
	DID(RESULT_DONE, saved_view_drop(db, &ben, view, 2));
	assert_null(saved_view_find(db, ctx, shared, ben.person_id, TEAM_SALES));
	for (int i = 0; i < SAVED_VIEWS_MOST - 1; i++)
		assert_int_equal(save_as(&ben, text_format(ctx, "More %d", i), "view=all", false, &other), RESULT_DONE);
	assert_int_equal(save_as(&ben, "Too many", "view=all", false, &other), RESULT_MOVED);
	assert_int_equal(save_as(&ben, "For us", "view=all", true, &other), RESULT_DONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_views__who_has_to_do_what),
		cmocka_unit_test(test_clock__working_time_left_and_late),
		cmocka_unit_test(test_filters__over_the_view_or_the_month),
		cmocka_unit_test(test_behind__every_number_leads_to_its_handoffs),
		cmocka_unit_test(test_clocks__are_ranges_of_the_view),
		cmocka_unit_test(test_next__comes_to_the_end),
		cmocka_unit_test(test_plans__each_read_is_a_range_of_its_index),
		cmocka_unit_test(test_shell__counts_no_more_than_it_shows),
		cmocka_unit_test(test_cost__a_view_reads_twice_what_it_shows),
		cmocka_unit_test(test_cost__deep_pages_and_the_rest),
		cmocka_unit_test(test_saved__own_and_shared),
	};

	return cmocka_run_group_tests_name("queue store", tests, world_open, world_close);
}
