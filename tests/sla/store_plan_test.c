/* How the database goes about clocks: a month of thirty thousand costs what its days cost. Runs with CONCORD_TEST_SOCKET. */
#include "clocks.h"

#include "data/plans.h"
#include "sla/store_agreement.h"
#include "sla/store_plan.h"

/* One that was in force before, with ten promises of its own. */
static void
older_agreement(int64_t number)
{
	AS_ROOT("INSERT INTO agreement (number, state, text, change_note, in_force_at, calendar_id, gate_id, pause_reasons, pause_most_minutes,"
	    " backdate_days, warn_at, author_id, author_team, created_at, edited_by, edited_at) SELECT ?, state, text, change_note, '2025-01-01',"
	    " calendar_id, gate_id, pause_reasons, 0, 0, '', author_id, author_team, created_at, edited_by, edited_at FROM agreement WHERE id = ?", "ii",
	    number, agreement_id);
	AS_ROOT("INSERT INTO promise (agreement_id, position, kind, party) SELECT a.id, s.seq, 'meeting', 'both' FROM agreement a, seq_1_to_10 s"
	    " WHERE a.number = ?", "i", number);
	AS_ROOT("UPDATE promise SET line_id = id WHERE line_id IS NULL", "");
}

/* Thirty thousand clocks in October 2026 and a thousand in each of eleven months before, over eight promises. */
static void
fill(void)
{
	static const char *const statements[] = {
		"INSERT INTO promise_day (promise_id, basis, day, numerator, denominator) SELECT promise_id, 'period', DATE(deadline), SUM(state = 'met'),"
		" COUNT(*) FROM timer WHERE state IN ('met', 'missed') GROUP BY promise_id, DATE(deadline)",
		"INSERT INTO promise_day (promise_id, basis, day, numerator, denominator) SELECT promise_id, 'start', DATE(started_at),"
		" SUM(state = 'met'), COUNT(*) FROM timer WHERE state IN ('met', 'missed') GROUP BY promise_id, DATE(started_at)",
		"INSERT INTO timer_event (timer_id, step, at, recorded_at) SELECT id, 'start', started_at, started_at FROM timer",
		"INSERT INTO digest_line (person_id, kind, subject_id, detail, due_at) SELECT (SELECT MIN(id) FROM person), 'timer', id, 50, deadline FROM timer"
		" WHERE state = 'running' AND id % 10 = 0",
		"INSERT INTO outbox (person_id, kind, subject_id, state, next_at, created_at, done_at) SELECT (SELECT MIN(id) FROM person), 'digest', seq,"
		" 'sent', '2026-09-01', '2026-09-01', '2026-09-01' FROM seq_1_to_500",
	};

	size_t count;

	for (int64_t i = 0; i < 5; i++)
		make_promise("handover", "marketing", 10 + i, 240, 0);
	for (int64_t i = 0; i < 30; i++)
		older_agreement(2 + i);
	/* In parts: the handle waits for one statement only so long. */
	for (int64_t i = 0; i < 41000; i += 4100)
		AS_ROOT("INSERT INTO timer (kind, promise_id, line_id, calendar_version_id, team, subject, subject_id, started_at, open_minutes, deadline, state,"
		    " ended_at) SELECT 'first_attempt', p.id, p.id, v.id, 'sales', 'handoff', s.seq, s.deadline - INTERVAL 4 HOUR, 240, s.deadline,"
		    " IF(s.deadline > '2026-10-20 12:00', 'running', ELT(1 + s.seq DIV 8 % 10, 'missed', 'cancelled', 'met', 'met', 'met', 'met', 'met', 'met', 'met',"
		    " 'met')), IF(s.deadline > '2026-10-20 12:00' OR s.seq DIV 8 % 10 < 2, NULL, s.deadline) FROM"
		    " (SELECT seq, IF(seq <= 30000, '2026-10-01 08:00' + INTERVAL seq % 30 DAY + INTERVAL seq % 480 MINUTE,"
		    " '2025-11-01 08:00' + INTERVAL seq % 330 DAY) AS deadline FROM seq_1_to_41000 WHERE seq > ? AND seq <= ?) s JOIN calendar_version v"
		    " JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS n FROM promise WHERE kind <> 'meeting') p ON p.n = s.seq % 8", "ii", i, i + 4100);
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (!db_script(root, statements[i]))
			fail_msg("%s: %s", statements[i], db_problem(root));
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE timer, timer_event, promise_day, promise, agreement, digest_line, outbox", "");
	assert_int_equal(count, 7);
}

/* Rows of the tables that grow which a statement reads by the plan. */
static int64_t
rows_read(const char *sql)
{
	size_t count;
	const struct step *steps = explain(sql, &count);
	int64_t all = 0;

	for (size_t i = 0; i < count; i++) {
		const struct step *s = &steps[i];
		int64_t rows = 0;

		if (!s->table || s->table[0] == '<' || text_equal(s->type, "const") || text_equal(s->type, "eq_ref"))
			continue;
		if (walks(s) && !text_equal(s->table, "o") && !text_equal(s->table, "organisation") && !text_equal(s->table, "j"))	/* j: what was given */
			fail_msg("walks through %s (%s, %s rows): %s", s->table, s->type, s->rows, sql);
		text_integer(s->rows, 0, INT64_MAX, &rows);
		all += rows;
	}
	return all;
}

static void
test_a_month__one_statement_by_day(void **state)
{
	const struct logged *asked;
	size_t count, sums;
	int64_t numerator = 0, denominator = 0, pending = 0, now;
	struct month_sum *month;

	(void)state;
	now = at("2026-10-20 14:00");
	log_on();
	month = month_sums(db, ctx, agreement_id, BASIS_PERIOD, (struct day){ 2025, 11, 1 }, 12, ZONE, now, &sums);
	asked = log_off(&count);
	assert_fine();
	assert_int_equal(count, 1);
	assert_true(rows_read(asked[0].argument) < 8 * 400);
	for (size_t i = 0; i < sums; i++)
		if (month[i].month == 11) {
			numerator += month[i].numerator;
			denominator += month[i].denominator;
			pending += month[i].pending;
		}
	assert_int_equal(numerator, count_of("SELECT COUNT(*) FROM timer WHERE state = 'met' AND deadline >= '2026-10-01'"));
	assert_int_equal(denominator, count_of("SELECT COUNT(*) FROM timer WHERE state IN ('met', 'missed') AND deadline >= '2026-10-01'"));
	assert_int_equal(pending, count_of("SELECT COUNT(*) FROM timer WHERE state = 'running'"));
	log_on();
	month = month_sums(db, ctx, agreement_id, BASIS_START, (struct day){ 2026, 10, 1 }, 1, ZONE, now, &sums);
	asked = log_off(&count);
	assert_int_equal(count, 1);
	for (size_t i = 0; i < count; i++)
		rows_read(asked[i].argument);
	log_on();
	sums_date_misses(db, ctx, agreement_id, (struct day){ 2026, 10, 1 }, 1, ZONE, at("2026-10-19 12:00"), month, sums);
	asked = log_off(&count);
	assert_fine();
	assert_int_equal(count, 1);
	assert_true(rows_read(asked[0].argument) < 400);
}

/* When nothing is overdue, the part that is asked of the clocks themselves reads an index alone. */
static void
test_today__reads_open_clocks_from_an_index_alone(void **state)
{
	const struct logged *asked;
	const struct step *steps;
	size_t count, sums, n;
	bool seen = false;

	(void)state;
	log_on();
	month_sums(db, ctx, agreement_id, BASIS_PERIOD, (struct day){ 2026, 10, 1 }, 1, ZONE, at("2026-10-20 14:00"), &sums);
	asked = log_off(&count);
	steps = explain(asked[0].argument, &n);
	for (size_t i = 0; i < n; i++)
		if (text_equal(steps[i].table, "t")) {
			seen = true;
			assert_string_equal(steps[i].key, "timer_line");
			assert_non_null(strstr(steps[i].Extra, "Using index"));
		}
	assert_true(seen);
}

/* Each page of the clocks behind a number is a range of an index in the order it is shown in. */
static void
test_lists__page_by_their_index(void **state)
{
	static const int statuses[] = { TIMER_MET, TIMER_MISSED, TIMER_RUNNING, TIMER_CANCELLED };
	int64_t now;

	(void)state;
	now = at("2026-10-20 16:00");		/* two hours of clocks are overdue and not recorded */
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
		struct timer_list list = { .line_id = first_attempt, .status = statuses[i], .from = at("2026-10-01 00:00"), .to = at("2026-11-01 00:00"),
		    .limit = 200 };
		const struct logged *asked;
		size_t count, n, all = 0, pages = 0;
		struct clock *page;

		do {
			log_on();
			page = timers_behind(db, ctx, &list, now, &n);
			asked = log_off(&count);
			assert_fine();
			if (count != 1 && (count != 2 || !strstr(asked[1].argument, "record_name FROM JSON_TABLE")))	/* the names of those on the page */
				fail_msg("status %d page %zu: %zu statements, %zu rows", statuses[i], pages, count, n);
			for (size_t j = 1; j < n; j++)
				assert_true(page[j - 1].deadline < page[j].deadline || (page[j - 1].deadline == page[j].deadline && page[j - 1].id < page[j].id));
			for (size_t j = 0; j < n; j++)
				assert_true(page[j].status == statuses[i] || (statuses[i] == TIMER_RUNNING && page[j].status == TIMER_SCHEDULED));
			all += n;
			if (n) {
				list.after_deadline = page[n - 1].deadline;
				list.after_id = page[n - 1].id;
			}
			if (!pages++) {
				size_t steps;
				const struct step *s = explain(asked[0].argument, &steps);

				for (size_t j = 0; j < steps; j++)
					if (text_equal(s[j].table, "t")) {
						assert_string_equal(s[j].type, "range");
						assert_string_equal(s[j].key, "timer_line");
						assert_true(strcmp(s[j].key_len, "15") == 0 || strcmp(s[j].key_len, "23") == 0);
						assert_null(strstr(s[j].Extra, "filesort"));
					}
			}
		} while (n == 200);
		assert_int_equal(all, db_integer(root, -1, statuses[i] == TIMER_MISSED
		    ? "SELECT COUNT(*) FROM timer WHERE line_id = ? AND deadline >= '2026-09-30 22:00' AND (state = 'missed' OR (state = 'running' AND deadline < '2026-10-20 14:00'))"
		    : statuses[i] == TIMER_RUNNING ? "SELECT COUNT(*) FROM timer WHERE line_id = ? AND state = 'running' AND deadline >= '2026-10-20 14:00'"
		    : statuses[i] == TIMER_MET ? "SELECT COUNT(*) FROM timer WHERE line_id = ? AND deadline >= '2026-09-30 22:00' AND state = 'met'"
		    : "SELECT COUNT(*) FROM timer WHERE line_id = ? AND deadline >= '2026-09-30 22:00' AND state = 'cancelled'", "i", first_attempt));
		assert_true(all > 100);
	}
}

/* How many clocks of a month the marks of its promise are to show, by a query of its own. */
static size_t
clocks_that(const char *what)
{
	return (size_t)db_integer(root, -1, text_format(ctx, "SELECT COUNT(*) FROM timer WHERE line_id = ? AND deadline >= '2026-09-30 22:00'"
	    " AND deadline < '2026-10-31 23:00' AND %s", what), "i", first_attempt);
}

static const struct promise_standing *
standing_of(const struct agreement_month *month, int64_t line_id)
{
	for (size_t i = 0; i < month->attainment->count; i++)
		if (month->attainment->promises[i].promise->line_id == line_id)
			return &month->attainment->promises[i];
	return NULL;
}

static const struct marks *
marks_of(const char *local, const struct promise_standing **standing)
{
	int64_t now = at("2026-10-20 14:00");
	const struct agreement_month *month = attained_for(db, ctx, agreement_find_id(db, ctx, agreement_id, now), day_of(at(local), ZONE), 1, BASIS_PERIOD,
	    ZONE, now);

	*standing = standing_of(month, first_attempt);
	return marks_read(db, ctx, month, *standing, ZONE, now);
}

/* Of a month with thousands a few are read, off the ends of an index. */
static void
test_marks__are_the_ends_of_an_index(void **state)
{
	const struct promise_standing *s;
	const struct logged *asked;
	const struct step *steps;
	const struct marks *marks;
	size_t count, n, seen = 0;

	(void)state;
	log_on();
	marks = marks_of("2026-10-20 14:00", &s);
	asked = log_off(&count);
	assert_fine();
	steps = explain(asked[count - 1].argument, &n);
	for (size_t i = 0; i < n; i++)
		if (text_equal(steps[i].table, "t")) {
			seen++;
			assert_string_equal(steps[i].type, "range");
			assert_string_equal(steps[i].key, "timer_line");
			assert_non_null(strstr(steps[i].Extra, "Using index"));
			assert_null(strstr(steps[i].Extra, "filesort"));
		}
	assert_int_equal(seen, 3);
	assert_int_equal(marks->all, clocks_that("state IN ('met', 'missed', 'running')"));
	assert_int_equal(marks->count, MARKS_MOST);
	assert_int_equal(marks_count(marks, MARK_RUNNING), MARKS_NEXT);
	for (size_t i = 1; i < marks->count; i++)
		assert_true(marks->clocks[i - 1].deadline <= marks->clocks[i].deadline);
}

/* They are counted clock by clock, and the numbers beside them day by day: both say the same. */
static void
test_marks__are_as_many_as_the_numbers_beside_them(void **state)
{
	const struct promise_standing *s;
	const struct marks *marks = marks_of("2026-06-10 12:00", &s);

	(void)state;
	assert_true(s->now->numerator > 50 && s->now->denominator > s->now->numerator);
	assert_int_equal(marks->all, marks->count);
	assert_int_equal(marks_count(marks, MARK_MET), s->now->numerator);
	assert_int_equal(marks_count(marks, MARK_LATE), s->now->denominator - s->now->numerator);
	assert_int_equal(marks_count(marks, MARK_RUNNING), s->now->pending);
}

/* Everything else that is read with a page or by the background program. */
static void
test_the_rest__no_walks(void **state)
{
	const struct logged *asked;
	size_t count, n;
	int64_t now;

	(void)state;
	now = at("2026-10-20 14:00");
	log_on();
	timer_find(db, ctx, 5, now);
	timer_events(db, ctx, 5, &n);
	timers_of(db, ctx, "handoff", 7, now, &n);
	timers_behind(db, ctx, &(struct timer_list){ .line_id = first_attempt, .status = TIMER_PAUSED, .limit = 51 }, now, &n);
	day_sums(db, ctx, first_attempt, (struct day){ 2026, 10, 1 }, (struct day){ 2026, 11, 1 }, &n);
	timer_work_waits(db, now);
	timers_record_misses(db, ctx, now, 100);
	timers_end_pauses(db, ctx, now, 100);
	timers_warn(db, ctx, now, 100);
	digests_post(db, ctx, now, 100);
	digest_rows(db, ctx, 5, now, &n);
	feed_known_up_to(db, "attempts");
	assert_fine();
	asked = log_off(&count);
	assert_true(count > 12);
	for (size_t i = 0; i < count; i++)
		if (!strstr(asked[i].argument, "digest_line"))
			assert_true(rows_read(asked[i].argument) < 13000);
		else
			rows_read(asked[i].argument);
}

/* A plan looks at its months alone, however many years of steps there are. */
static void
test_a_plan__reads_its_months(void **state)
{
	const struct logged *asked;
	const struct step *steps;
	const struct plan_month *months;
	size_t count, n, month_count;
	bool seen = false;

	(void)state;
	AS_ROOT("INSERT INTO stage_day (step, day, slot, numerator, denominator) SELECT ELT(1 + s.seq % 3, 'qualified', 'opportunity', 'customer'),"
	    " '2020-01-01' + INTERVAL s.seq DIV 24 DAY, s.seq DIV 3 % 8, 1, 2 FROM seq_0_to_59999 s", "");
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE stage_day", "");
	log_on();
	months = plan_months(db, ctx, (struct day){ 2026, 4, 1 }, PLAN_MONTHS_BACK, &month_count);
	asked = log_off(&count);
	assert_fine();
	assert_int_equal(count, 1);
	assert_int_equal(month_count, 6);
	for (size_t i = 0; i < month_count; i++) {
		int64_t days = i == 0 || i == 2 || i == 5 ? 30 : 31;

		assert_int_equal(months[i].month, i);
		for (int rate = RATE_QUALIFIED; rate < PLAN_RATES; rate++)
			assert_true(months[i].took[rate] == 8 * days && months[i].came[rate] == 16 * days);
	}
	steps = explain(asked[0].argument, &n);
	for (size_t i = 0; i < n; i++)
		if (text_equal(steps[i].table, "s")) {
			int64_t rows = 0;

			seen = true;
			assert_string_equal(steps[i].type, "range");
			assert_true(text_integer(steps[i].rows, 0, INT64_MAX, &rows) && rows < 10000);
		}
	assert_true(seen);
}

/* Once for all tests: they read, and the last one alone writes. */
static int
filled(void **state)
{
	world_open(state);
	clocks();
	fill();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_month__one_statement_by_day),
		cmocka_unit_test(test_today__reads_open_clocks_from_an_index_alone),
		cmocka_unit_test(test_lists__page_by_their_index),
		cmocka_unit_test(test_marks__are_the_ends_of_an_index),
		cmocka_unit_test(test_marks__are_as_many_as_the_numbers_beside_them),
		cmocka_unit_test(test_the_rest__no_walks),
		cmocka_unit_test(test_a_plan__reads_its_months),
	};

	return cmocka_run_group_tests_name("sla plans", tests, filled, world_close);
}
