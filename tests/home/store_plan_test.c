/* What home asks, over thirty thousand handoffs: no statement walks through what is over. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "home/store.h"

struct step {
	int64_t id;
	const char *select_type, *table, *type, *possible_keys, *key, *key_len, *ref, *rows, *Extra;
};
static const struct column step_columns[] = {
	COLUMN(INT, struct step, id), COLUMN(TEXT, struct step, select_type), COLUMN(TEXT, struct step, table),
	COLUMN(TEXT, struct step, type), COLUMN(TEXT, struct step, possible_keys), COLUMN(TEXT, struct step, key),
	COLUMN(TEXT, struct step, key_len), COLUMN(TEXT, struct step, ref), COLUMN(TEXT, struct step, rows),
	COLUMN(TEXT, struct step, Extra), { 0 }
};
static const struct shape step_shape = { sizeof(struct step), step_columns };

struct logged {
	const char *argument;
};
static const struct column logged_columns[] = { COLUMN(TEXT, struct logged, argument), { 0 } };
static const struct shape logged_shape = { sizeof(struct logged), logged_columns };

struct analysed {
	const char *Table, *Op, *Msg_type, *Msg_text;
};
static const struct column analysed_columns[] = {
	COLUMN(TEXT, struct analysed, Table), COLUMN(TEXT, struct analysed, Op), COLUMN(TEXT, struct analysed, Msg_type),
	COLUMN(TEXT, struct analysed, Msg_text), { 0 }
};
static const struct shape analysed_shape = { sizeof(struct analysed), analysed_columns };

static struct user
reader(const struct actor *actor)
{
	return (struct user){ .id = actor->person_id, .team = actor->team, .is_signatory = true, .is_point_person = true, .time_zone = ZONE };
}

/* Years of meetings, of which two are to come, and what was taken on in them: by each of two people hundreds that are open, and hundreds to be confirmed. */
static void
fill_meetings(void)
{
	AS_ROOT("INSERT INTO meeting (month, title, starts_at, minutes, zone, chair_id, changed_at, state, published_at, started_at,"
	    " closed_at, created_by, created_at) SELECT '2020-01-01', CONCAT('Review ', seq), '2026-12-01' - INTERVAL seq DAY, 50, 'Europe/Berlin', ?, '2026-01-01',"
	    " IF(seq <= 2, 'planned', 'closed'), IF(seq <= 2, NULL, '2026-01-01'), IF(seq <= 2, NULL, '2026-01-01'), IF(seq <= 2, NULL, '2026-01-01'), ?, '2026-01-01' FROM seq_1_to_3000", "ii", ada.person_id, ada.person_id);
	AS_ROOT("INSERT INTO meeting_task (words, owner_id, due_on, due_at, state, report, reported_at, reported_by, confirmed_at, confirmed_by, created_by, created_at)"
	    " SELECT CONCAT('Task ', seq), IF(seq % 2, ?, ?), '2026-10-01' - INTERVAL seq % 900 DAY, '2026-10-01 15:00' - INTERVAL seq % 900 DAY, IF(seq <= 300, 'open', 'done'), '',"
	    " IF(seq <= 300, NULL, '2026-01-01'), IF(seq <= 300, NULL, ?), IF(seq <= 600, NULL, '2026-01-02'), IF(seq <= 600, NULL, ?), ?, '2026-01-01' FROM seq_1_to_20000", "iiiii",
	    ada.person_id, sam.person_id, ada.person_id, ben.person_id, ada.person_id);
}

/* Copies of one handoff that is over, some that are open, with their clocks, days and drafts. */
static void
fill(void)
{
	int64_t lead, first, now = at("2026-10-05 10:00");
	size_t count;

	promised_world();
	lead = make_lead("Mbali Ndlovu", now - 3600);
	first = hand_over(lead, now, true);
	DOES(RESULT_DONE, &sam, now + 60, first, input(MOVE_ACCEPTANCE));
	for (int64_t i = 0; i < 30000; i += 5000)
		AS_ROOT("INSERT INTO handoff (lead_id, state, term_version_id, agreement_id, calendar_version_id, author_id, owner_id, words, submitted_at,"
		    " first_submitted_at, all_known, all_met, in_volume, queue_at, owner_at, author_at, due_timer_id) SELECT h.lead_id,"
		    " IF(s.seq % 300, 'recycled', 'submitted'), h.term_version_id, h.agreement_id, h.calendar_version_id, h.author_id,"
		    " IF(s.seq % 600, h.owner_id, NULL), h.words, h.submitted_at, h.first_submitted_at, 1, 1, 0, IF(s.seq % 300, NULL, h.queue_at + 1000 + s.seq),"
		    " IF(s.seq % 300, NULL, CONCAT(LPAD(HEX(IF(s.seq % 600, h.owner_id, 0)), 12, '0'), LPAD(HEX(h.queue_at + 1000 + s.seq), 16, '0'))), NULL,"
		    " h.due_timer_id FROM handoff h JOIN seq_1_to_30000 s ON s.seq > ? AND s.seq <= ? WHERE h.id = ?", "iii", i, i + 5000, first);
	AS_ROOT("INSERT INTO timer (kind, promise_id, line_id, calendar_version_id, team, subject, subject_id, started_at, open_minutes, deadline, state, ended_at)"
	    " SELECT 'first_attempt', t.promise_id, t.line_id, t.calendar_version_id, 'sales', 'handoff', s.seq, t.started_at - INTERVAL s.seq MINUTE, 240,"
	    " t.deadline - INTERVAL s.seq MINUTE, 'met', t.started_at FROM timer t JOIN seq_1_to_20000 s WHERE t.promise_id = ?", "i", first_attempt);
	AS_ROOT("INSERT INTO handoff_draft (lead_id, person_id, term_version_id, content, saved_at) SELECT ?, id, ?, '', '2026-10-01' FROM person", "ii", lead,
	    gate_version.id);
	fill_meetings();
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE handoff, timer, promise_day, handoff_draft, lead_record, meeting, meeting_task", "");
	assert_int_equal(count, 7);
}

/* What home asked of the database just now. */
static const struct logged *
asked(const struct user *user, size_t *count)
{
	struct home home;
	const struct logged *rows;

	db_script(root, "SET GLOBAL log_output = 'TABLE'");
	db_script(root, "TRUNCATE mysql.general_log");
	db_script(root, "SET GLOBAL general_log = ON");
	db = scratch_open(ctx);		/* what was prepared before is logged without its values */
	assert_true(db_begin(db));
	home_read(db, ctx, user, at("2026-10-06 10:00"), ZONE, &home);
	assert_true(db_commit(db));
	db_script(root, "SET GLOBAL general_log = OFF");
	rows = db_list(root, ctx, &logged_shape, count, "SELECT CONVERT(argument USING utf8mb4) AS argument FROM mysql.general_log"
	    " WHERE command_type = 'Execute' AND user_host LIKE 'concord\\_web%' AND argument RLIKE '^\\\\(?SELECT'", "");
	if (db_fate(root) != DB_FINE)
		fail_msg("%s", db_problem(root));
	assert_non_null(home.attained);
	assert_non_null(home.marks[PARTY_SALES]);
	assert_non_null(home.next_meeting);
	assert_string_equal(home.next_meeting->title, "Review 2");
	assert_int_equal(home.task_count, 2 * (TASKS_SHOWN + 1));
	for (size_t i = 1; i < home.task_count; i++)
		assert_true(home.tasks[i].state != home.tasks[i - 1].state || home.tasks[i].due_at >= home.tasks[i - 1].due_at);
	if (user->team == TEAM_SALES)
		assert_in_range(home.handoff_count, 40, 2 * HANDOFFS_LOOKED_AT);
	else
		assert_int_equal(home.handoff_draft_count, 1);
	return rows;
}

static void
assert_bounded(const char *sql)
{
	static const char *const growing[] = { "h", "handoff", "t", "timer", "d", "l", "a", "k", "m", "w", NULL };
	size_t count;
	const struct step *steps = db_list(root, ctx, &step_shape, &count, text_format(ctx, "EXPLAIN %s", sql), "");

	if (db_fate(root) != DB_FINE)
		fail_msg("%s: %s", db_problem(root), sql);
	for (size_t i = 0; i < count; i++) {
		int64_t rows = 0;

		if (!steps[i].table || !text_in(steps[i].table, growing))
			continue;
		text_integer(steps[i].rows, 0, INT64_MAX, &rows);
		if (rows > 400 && !text_equal(steps[i].type, "range") && !text_equal(steps[i].type, "index"))
			fail_msg("looks at %s rows of %s: %s", steps[i].rows, steps[i].table, sql);
		if (text_equal(steps[i].type, "ALL") && rows > 100)
			fail_msg("walks through %s: %s", steps[i].table, sql);
	}
}

/* Rows the storage was asked for, whatever the plan says. */
static int64_t
rows_touched(const struct user *user)
{
	struct home home;
	int64_t before, after;

	before = db_integer(db, 0, "SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN ('HANDLER_READ_NEXT',"
	    " 'HANDLER_READ_KEY', 'HANDLER_READ_RND_NEXT', 'HANDLER_READ_PREV', 'HANDLER_READ_RND')", "");
	home_read(db, ctx, user, at("2026-10-06 10:00"), ZONE, &home);
	after = db_integer(db, 0, "SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN ('HANDLER_READ_NEXT',"
	    " 'HANDLER_READ_KEY', 'HANDLER_READ_RND_NEXT', 'HANDLER_READ_PREV', 'HANDLER_READ_RND')", "");
	assert_fine();
	return after - before;
}

static void
test_home__asks_nothing_that_grows(void **state)
{
	struct user people[3] = { { .team = TEAM_OBSERVER, .time_zone = ZONE } };
	size_t count;

	(void)state;
	fill();
	people[1] = reader(&sam);
	people[2] = reader(&ada);
	for (size_t i = 1; i < 3; i++) {
		const struct logged *sql = asked(&people[i], &count);

		assert_in_range(count, 3, 15);	/* four of its own, and the agreement with its calendars, its sums and its marks, which a worker remembers */
		for (size_t j = 0; j < count; j++)
			assert_bounded(sql[j].argument);
	}
	for (size_t i = 0; i < 3; i++)
		assert_in_range(rows_touched(&people[i]), 1, 6000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_home__asks_nothing_that_grows),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
