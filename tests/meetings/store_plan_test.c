/* What meetings ask, after years of them: no list walks through all there is, and an agenda of hundreds keeps its caps. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "data/plans.h"
#include "meetings/store.h"

#define MONDAY at("2026-10-05 10:00")

static struct user reader;
static int64_t planned;

/* Some years of what is over, and much of what waits. */
static void
make_over(void)
{
	AS_ROOT("INSERT INTO meeting (month, title, starts_at, minutes, zone, chair_id, changed_at, state, published_at, started_at, closed_at, created_by, created_at)"
	    " SELECT '2020-01-01', CONCAT('Review ', seq), '2026-10-01' - INTERVAL seq DAY, 50, 'Europe/Berlin', ?, '2026-01-01', 'closed', '2026-01-01', '2026-01-01', '2026-01-01',"
	    " ?, '2026-01-01' FROM seq_1_to_3000", "ii", ada.person_id, ada.person_id);
	AS_ROOT("INSERT INTO meeting_item (meeting_id, section, subject, subject_id, position, title, detail, minutes, outcome, note) SELECT m.id, IF(s.seq = 1, 'words', 'own'),"
	    " CONCAT(IF(s.seq = 1, 'words-', 'own-'), m.id * 10 + s.seq), m.id, s.seq, CONCAT('Point ', m.id, ' ', s.seq), '', 4, 'settled', 'Nothing of note'"
	    " FROM meeting m JOIN seq_1_to_10 s", "");
	AS_ROOT("INSERT INTO aired_issue (id, form_hash, words, month, is_anonymous, state) SELECT seq, UNHEX(SHA2(seq, 256)), CONCAT('Issue ', seq, ' of many.'),"
	    " '2026-09-01' - INTERVAL seq % 90 MONTH, TRUE, IF(seq <= 300, 'waiting', 'heard') FROM seq_1_to_20000", "");
	AS_ROOT("INSERT INTO meeting_task (words, owner_id, due_on, due_at, state, report, reported_at, reported_by, created_by, created_at) SELECT CONCAT('Task ', seq),"
	    " IF(seq % 2, ?, ?), '2026-10-01' - INTERVAL seq % 900 DAY, '2026-10-01 15:00' - INTERVAL seq % 900 DAY, IF(seq <= 300, 'open', 'done'), '',"
	    " IF(seq <= 300, NULL, '2026-01-01'), IF(seq <= 300, NULL, ?), ?, '2026-01-01' FROM seq_1_to_20000", "iiii", ada.person_id, ben.person_id, ada.person_id, ada.person_id);
}

/* Hundreds of appeals, returns, words past their day and wins, as copies of one of each. */
static void
make_candidates(void)
{
	int64_t first = hand_over(make_lead("Mbali Ndlovu", MONDAY - 30 * 86400), MONDAY - 20 * 86400, true);

	AS_ROOT("INSERT INTO handoff (lead_id, state, term_version_id, agreement_id, calendar_version_id, author_id, owner_id, words, submitted_at, first_submitted_at,"
	    " all_known, all_met, in_volume, queue_at) SELECT lead_id, IF(seq <= 300, 'appealed', 'qualified'), term_version_id, agreement_id, calendar_version_id, author_id, owner_id, words,"
	    " submitted_at - INTERVAL seq MINUTE, first_submitted_at - INTERVAL seq MINUTE, 1, 1, 0, IF(seq <= 300, queue_at + 1000 + seq, NULL) FROM handoff JOIN seq_1_to_10000"
	    " WHERE id = ?", "i", first);
	AS_ROOT("INSERT INTO handoff_act (handoff_id, round, act, to_state, person_id, team, at, recorded_at, words) SELECT id, 1, IF(state = 'appealed', 'appeal', 'return'),"
	    " IF(state = 'appealed', 'appealed', 'returned'), ?, 'marketing', submitted_at + INTERVAL 1 HOUR, submitted_at + INTERVAL 1 HOUR, '' FROM handoff WHERE id <> ?"
	    " AND (state = 'appealed' OR id % 5 = 0)", "ii",
	    ada.person_id, first);
	AS_ROOT("INSERT INTO handoff_cited (act_id, code) SELECT id, IF(id % 2, 'PRICE', 'SEATS') FROM handoff_act WHERE act = 'return'", "");
	AS_ROOT("INSERT INTO term (slug, name, kind, abbreviations, synonyms, marketing_says, sales_says, examples, counter_examples, bindings, created_by, created_at) SELECT"
	    " CONCAT('word-', seq), CONCAT('Word ', seq), 'word', '', '', '', '', '', '', '', ?, '2026-01-01' FROM seq_1_to_300", "i", ada.person_id);
	AS_ROOT("INSERT INTO term_version (term_id, number, state, meaning, change_note, in_force_at, review_by, review_due, author_id, author_team, created_at, edited_by, edited_at)"
	    " SELECT id, 1, 'ratified', 'x', '', '2026-01-01', '2026-06-01', '2026-06-01', ?, 'marketing', '2026-01-01', ?, '2026-01-01' FROM term WHERE slug LIKE 'word-%'", "ii",
	    ada.person_id, ada.person_id);
	AS_ROOT("INSERT INTO version_act (version_id, revision, act, person_id, team, at, words) SELECT v.id, 1, 'objection', ?, 'sales', '2026-01-01', '' FROM term_version v"
	    " JOIN seq_1_to_30", "i", ben.person_id);
	AS_ROOT("INSERT INTO deal (name, origin, owner_id, opened_at, signed_at, won_at, handoff_id, created_by, created_team, created_at) SELECT CONCAT('Deal ', seq), 'marketing', ?,"
	    " '2020-01-01', '2020-01-01', '2026-10-01' - INTERVAL seq * 3 HOUR, ?, ?, 'sales', '2020-01-01' FROM seq_1_to_5000", "iii", sam.person_id, first, ben.person_id);
	AS_ROOT("UPDATE timer SET state = 'met', ended_at = started_at WHERE subject = 'handoff' AND subject_id = ?", "i", first);
}

static void
make_own(void)
{
	const struct meeting_making made = { .title = "Review of reviews", .starts_at = MONDAY + 3 * 86400, .minutes = 60, .zone = ZONE, .chair_id = ada.person_id };
	struct actor actor = *when(&ada, MONDAY);

	planned = meeting_create(db, ctx, &actor, &made, ZONE);
	for (int i = 0; i < 220; i++) {
		int64_t id;

		actor.request_id = text_format(ctx, "point-%d", i);
		DID(RESULT_DONE, point_add(db, ctx, &actor, planned, text_format(ctx, "My point %d", i), "", 3, &id));
	}
	reader = (struct user){ .id = ada.person_id, .team = TEAM_MARKETING, .time_zone = ZONE };
}

static void
make_many(void)
{
	size_t count;

	promised_world();
	make_over();
	make_candidates();
	make_own();
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE meeting, meeting_item, meeting_task, aired_issue, handoff, handoff_act, handoff_cited, deal, term, term_version,"
	    " version_act, timer", "");
	db = scratch_open(ctx);
}

static void
read_lists(void)
{
	struct task_filter tasks = { .person_id = ada.person_id, .team = TEAM_MARKETING, .limit = 20, .now = MONDAY };
	struct meeting_filter meetings = { .user = &reader, .limit = 20 };
	size_t count;
	const struct meeting *over;
	const struct issue *issues;

	meetings_list(db, ctx, &meetings, &count);
	meetings.past = true;
	over = meetings_list(db, ctx, &meetings, &count);
	assert_int_equal(count, 20);
	meetings.after = over[19].id;
	over = meetings_list(db, ctx, &meetings, &count);
	assert_int_equal(count, 20);
	meetings_all(db, ctx, &reader, 1000, 20, &count);
	meeting_next(db, ctx);
	for (int waiting = 0; waiting < 2; waiting++) {
		issues = issues_list(db, ctx, waiting, 0, 20, &count);
		issues = issues_list(db, ctx, waiting, issues[19].id, 20, &count);
		assert_int_equal(count, 20);
	}
	for (tasks.view = TASKS_MINE; tasks.view <= TASKS_OVER; tasks.view++) {
		const struct task *rows;

		tasks.after = 0;
		rows = tasks_list(db, ctx, &tasks, &count);
		assert_int_equal(count, 20);
		tasks.after = rows[19].id;
		tasks_list(db, ctx, &tasks, &count);
		assert_int_equal(count, 20);
	}
	meetings_search(db, ctx, &reader, "Review 17", 10, &count);
	assert_int_equal(count, 10);
	issues_search(db, ctx, "Issue 17", 10, &count);
	assert_int_equal(count, 10);
	word_checks(db, ctx, 20, &count);
	check_shares(db, ctx, 60, &count);
	series_plan_waits(db, ctx, MONDAY);
	assert_fine();
}

static void
read_agenda(void)
{
	const struct meeting *m = meeting_find(db, ctx, planned);
	size_t count;

	agenda_points(db, ctx, m, ZONE, MONDAY, &count);
	agenda_figures(db, ctx, (struct day){ 2026, 9, 1 }, ZONE, MONDAY, &count);
	meeting_items(db, ctx, planned, &count);
	tasks_of_meeting(db, ctx, planned, &count);
	tasks_asked_in(db, ctx, planned, &count);
	notes_beside(db, ctx, planned, &count);
	assert_fine();
}

/* Walks that are bounded: small tables, what a derived table has gathered, and the newest so many along an index. */
static bool
may_walk(const struct step *step, const char *sql)
{
	static const char *const growing[] = { "m", "i", "t", "w", "h", "d", "a", "n", "b", "meeting", "meeting_item", "meeting_task", "aired_issue", "handoff", "handoff_act", "deal", "timer", "latest", "c", NULL };
	int64_t rows = 0;

	if (!step->table || step->table[0] == '<' || !text_in(step->table, growing))
		return true;
	text_integer(step->rows ? step->rows : "", 0, INT64_MAX, &rows);
	return (text_equal(step->type, "index") && strstr(sql, "LIMIT")) || rows <= 400;	/* how far it goes is asked below */
}

static void
test_plans__no_list_walks_through_what_is_over(void **state)
{
	(void)state;
	make_many();
	assert_true(plans_of(read_lists, may_walk) > 20);
	assert_true(plans_of(read_agenda, may_walk) > 12);
}

/* Rows the storage was asked for by the dearest of the lists, whatever their plans say. */
static int64_t
touched(void (*reads)(void))
{
#define HANDLED "SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN ('HANDLER_READ_NEXT', 'HANDLER_READ_KEY', 'HANDLER_READ_RND_NEXT'," \
	" 'HANDLER_READ_PREV', 'HANDLER_READ_RND', 'HANDLER_READ_FIRST', 'HANDLER_READ_LAST')"
	int64_t before = db_integer(db, 0, HANDLED, "");

	reads();
	return db_integer(db, 0, HANDLED, "") - before;
}

static void
test_agenda__of_hundreds_keeps_its_caps_and_says_of_each_why_it_waits(void **state)
{
	const struct meeting *m;
	const struct point *points;
	size_t count;

	(void)state;
	m = meeting_find(db, ctx, planned);
	points = agenda_points(db, ctx, m, ZONE, MONDAY, &count);
	assert_true(count > 900);
	assert_true(agenda_minutes(points, count, -1) <= m->minutes);
	for (int s = 0; s < SECTIONS; s++) {
		assert_true(agenda_count(points, count, s, PLACE_AGENDA) <= (size_t)section_cap(s));
		assert_true(agenda_count(points, count, s, PLACE_AGENDA) > 0);
		assert_true(s == SECTION_FIGURES || s == SECTION_CRITERIA || agenda_count(points, count, s, PLACE_BACKLOG) >= 100);
	}
	for (size_t i = 0; i < count; i++)
		assert_int_equal(points[i].place == PLACE_BACKLOG, strlen(points[i].why) > 0);
	assert_in_range(touched(read_agenda), 1, 40000);
	assert_in_range(touched(read_lists), 1, 40000);
	DID(RESULT_DONE, meeting_publish(db, ctx, when(&ada, MONDAY), planned, m->revision, ZONE));
	assert_int_equal(db_integer(db, 0, "SELECT COUNT(*) FROM meeting_item WHERE meeting_id = ? AND place = 'agenda'", "i", planned), agenda_count(points, count, -1, PLACE_AGENDA));
	assert_true(db_integer(db, 0, "SELECT SUM(minutes) FROM meeting_item WHERE meeting_id = ? AND place = 'agenda'", "i", planned) <= m->minutes);
	assert_int_equal(db_integer(db, 0, "SELECT COUNT(*) FROM meeting_item WHERE meeting_id = ? AND place = 'backlog' AND why = ''", "i", planned), 0);
	assert_in_range(db_integer(db, 0, "SELECT COUNT(*) FROM meeting_item WHERE meeting_id = ? AND place = 'backlog'", "i", planned), BACKLOG_KEPT, BACKLOG_KEPT + 220);
	assert_fine();
}

/* Three wordings of two metrics, before the month, in it and after it. Only of a figure with cases, and only the one they count by, is named. */
static int64_t
make_metric(const char *slug)
{
	static const char *const from[] = { "2026-08-01", "2026-09-20", "2026-10-02", NULL };
	int64_t id = db_insert(root, "INSERT INTO term (slug, name, kind, abbreviations, synonyms, marketing_says, sales_says, examples, counter_examples, bindings, created_by,"
	    " created_at) VALUES (?, ?, 'metric', '', '', '', '', '', '', '', ?, '2026-01-01')", "ssi", slug, slug, ada.person_id);

	for (int64_t i = 0; from[i]; i++)
		AS_ROOT("INSERT INTO term_version (term_id, number, state, meaning, change_note, in_force_at, author_id, author_team, created_at, edited_by, edited_at)"
		    " VALUES (?, ?, 'ratified', 'x', '', ?, ?, 'marketing', '2026-01-01', ?, '2026-01-01')", "iisii", id, i + 1, from[i], ada.person_id, ada.person_id);
	return id;
}

static void
test_publish__names_the_wordings_its_figures_were_counted_by(void **state)
{
	const struct meeting_making made = { .title = "Review", .starts_at = MONDAY + 3 * 86400, .minutes = 60, .zone = ZONE, .chair_id = ada.person_id };
	const struct meeting *m;
	size_t count, shown = 0, named = 0;
	const struct promise_figure *f;
	const struct meant *meant;
	struct actor actor = *when(&ada, MONDAY);

	(void)state;
	for (const struct result_shown *r = results_shown; r->metric >= 0; r++)
		if (!db_integer(db, 0, "SELECT COUNT(*) FROM term WHERE slug = ?", "s", metric_slug(ctx, r->metric)))
			make_metric(metric_slug(ctx, r->metric));
	hand_over(make_lead("Inga Beck", at("2026-09-21 10:00")), at("2026-09-22 10:00"), true);
	actor.request_id = "named";
	m = meeting_find(db, ctx, meeting_create(db, ctx, &actor, &made, ZONE));
	DID(RESULT_DONE, meeting_publish(db, ctx, &actor, m->id, m->revision, ZONE));
	f = agenda_figures(db, ctx, (struct day){ 2026, 9, 1 }, ZONE, MONDAY, &count);
	meant = meeting_definitions(db, ctx, m->id, &named);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; f[i].shown && j < named; j++)
			if (text_equal(meant[j].slug, metric_slug(ctx, f[i].shown->metric))) {
				assert_int_equal(meant[j].number, 2);
				shown++;
			}
	assert_true(shown > 0);
	for (size_t j = 0; j < named; j++)
		assert_false(text_equal(meant[j].slug, metric_slug(ctx, METRIC_WIN_RATE)));	/* no deal was decided */
	assert_fine();
}

/* Whether a figure of results stands among those of September. */
static bool
is_shown(int metric)
{
	size_t count;
	const struct promise_figure *f = agenda_figures(db, ctx, (struct day){ 2026, 9, 1 }, ZONE, MONDAY, &count);

	for (size_t i = 0; i < count; i++)
		if (f[i].shown && f[i].shown->metric == metric)
			return true;
	return false;
}

static void
test_figures__a_promise_of_one_source_leaves_the_whole(void **state)
{
	(void)state;
	assert_false(is_shown(METRIC_VOLUME));
	AS_ROOT("UPDATE promise SET scope_kind = 'source', scope_value = 'Fair' WHERE kind = 'volume'", "");
	assert_true(is_shown(METRIC_VOLUME));
	AS_ROOT("UPDATE promise SET scope_kind = NULL, scope_value = NULL WHERE kind = 'volume'", "");
	assert_false(is_shown(METRIC_VOLUME));
	assert_fine();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans__no_list_walks_through_what_is_over),
		cmocka_unit_test(test_agenda__of_hundreds_keeps_its_caps_and_says_of_each_why_it_waits),
		cmocka_unit_test(test_publish__names_the_wordings_its_figures_were_counted_by),
		cmocka_unit_test(test_figures__a_promise_of_one_source_leaves_the_whole),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
