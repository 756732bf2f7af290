/* Clocks under rivals and under random histories: each has one result, and the days add up. Runs with CONCORD_TEST_SOCKET. */
#include "clocks.h"

#include <sys/wait.h>
#include <unistd.h>

enum { CLOCKS = 120, HISTORIES = 150 };

/* The background program's part in a process of its own: until nothing runs that is overdue. */
static int
record_until_none(int64_t now)
{
	void *own = talloc_new(NULL);
	struct db *mine = scratch_open(own);
	int idle = 0;

	for (int tries = 0; tries < 2000 && idle < 40; tries++) {
		void *round = talloc_new(own);
		int64_t done;

		db_begin(mine);
		done = timers_record_misses(mine, round, now, 7);
		if (!db_commit(mine))
			done = 1;
		idle = done ? 0 : idle + 1;
		if (!done)
			usleep(5000);
		talloc_free(round);
	}
	talloc_free(own);
	return 0;
}

/* Meets every clock, some in time and some late, while another process records that they are missed. */
static void
test_a_meet_racing_a_crossing__one_result_each(void **state)
{
	int64_t ids[CLOCKS];
	const struct actor *late;
	int status;
	pid_t child;

	(void)state;
	clocks();
	for (int i = 0; i < CLOCKS; i++)
		ids[i] = start_clock(first_attempt, i + 1, "2026-10-05 10:00");
	late = when(&ben, "2026-10-05 16:00");
	child = fork();
	assert_true(child >= 0);
	if (!child)
		_exit(record_until_none(late->now));
	for (int i = CLOCKS - 1; i >= 0; i--)
		DID(RESULT_DONE, timer_meet(db, ctx, late, ids[i], at(i % 3 ? "2026-10-05 14:00" : "2026-10-05 15:30")));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE state = 'met'"), CLOCKS / 3 * 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE state = 'missed' AND late_at IS NOT NULL"), CLOCKS / 3);
	assert_int_equal(count_of("SELECT COUNT(*) FROM (SELECT timer_id FROM timer_event WHERE step = 'miss' GROUP BY timer_id HAVING COUNT(*) > 1) d"), 0);
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), text_format(ctx, "%d/%d", CLOCKS / 3 * 2, CLOCKS));
	assert_adds_up();
}

/* Two people log the same attempt at once: one is told that it was. */
static void
test_two_meets_at_once__one_counts(void **state)
{
	int64_t id;
	struct db *mine;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	mine = scratch_open(ctx);
	db_begin(mine);
	assert_int_equal(db_integer(mine, 0, "SELECT COUNT(*) FROM timer", ""), 1);	/* sees the clock as it is now */
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 11:00"), id, at("2026-10-05 11:00")));
	timer_meet(mine, ctx, when(&sam, "2026-10-05 11:00"), id, at("2026-10-05 11:00"));
	assert_false(db_commit(mine));
	assert_int_equal(db_fate(mine), DB_AGAIN);
	db_begin(mine);
	assert_int_equal(timer_meet(mine, ctx, when(&sam, "2026-10-05 11:00"), id, at("2026-10-05 11:00")), RESULT_MOVED);
	assert_true(db_commit(mine));
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "1/1");
	assert_adds_up();
}

static uint64_t seed = 20261121;

static int64_t
chance(int64_t below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int64_t)((seed >> 33) % (uint64_t)below);
}

/* Something happens to a clock at `now`, or did up to three hours before. */
static void
something(int64_t id, int64_t now)
{
	struct actor who = chance(2) ? ben : ada;
	int64_t happened = now - chance(2) * chance(3 * 3600);
	enum act_result result = RESULT_GONE;

	who.now = now;
	switch (chance(9)) {
	case 0: IN_TRANSACTION(result, timer_pause(db, ctx, &who, id, happened, "waiting for Marketing")); break;
	case 1: case 2: IN_TRANSACTION(result, timer_resume(db, ctx, &who, id, happened)); break;
	case 3: IN_TRANSACTION(result, timer_meet(db, ctx, &who, id, happened)); break;
	case 4: IN_TRANSACTION(result, timer_cancel(db, ctx, &who, id, happened)); break;
	case 5: IN_TRANSACTION(result, timer_miss(db, ctx, &who, id, happened)); break;
	case 6: IN_TRANSACTION(result, timer_undo(db, ctx, &who, id)); break;
	case 7: IN_TRANSACTION(result, timer_assign(db, ctx, &who, id, chance(2) ? ben.person_id : 0)); break;
	case 8:
		db_begin(db);
		timers_end_pauses(db, ctx, now, 100);
		timers_record_misses(db, ctx, now, 1000);
		timers_warn(db, ctx, now, 100);
		assert_true(db_commit(db));
		return;
	}
	assert_true(result == RESULT_DONE || result == RESULT_MOVED);
}

/* What is stored of a clock is what its events make of it. */
static void
assert_follows(int64_t id, int64_t now)
{
	static const struct interval office[] = { { 540, 720 }, { 780, 1020 } };
	const struct calendar b = { .name = "B", .zone = "Europe/Berlin", .week = { { office, 2 }, { office, 2 }, { office, 2 }, { office, 2 }, { office, 2 } } };
	const struct clock *t = timer_find(db, ctx, id, now);
	size_t count;
	const struct timer_event *events = timer_events(db, ctx, id, &count);
	const struct timer_result r = timer_reckon(ctx, &b, &(struct timer_target){ t->open_minutes, t->business_days }, events, count, now);

	assert_string_equal(timer_state_names[t->status], timer_state_names[r.state]);
	assert_int_equal(t->deadline, r.deadline);
	assert_int_equal(t->ended_at, r.ended_at);
	assert_int_equal(t->late_at, r.late_at);
}

static void
test_random_histories__days_are_what_a_recount_gives(void **state)
{
	int64_t ids[HISTORIES], now = at("2026-10-23 09:00");		/* over the change of clocks */

	(void)state;
	clocks();
	for (int i = 0; i < HISTORIES; i++) {
		const int64_t promises[] = { first_attempt, decision, answer_days };
		struct actor who = ada;

		who.now = now;
		IN_TRANSACTION(ids[i], timer_start(db, ctx, &who, &(struct timer_start){ .promise_id = promises[chance(3)], .subject = "handoff",
		    .subject_id = i / 2, .person_id = ben.person_id, .at = now - chance(2) * chance(7200) }));
		assert_true(ids[i] > 0);
		for (int j = 0; j < 6; j++)
			something(ids[chance(i + 1)], now);
		now += chance(5 * 3600);
	}
	for (int i = 0; i < HISTORIES; i++)
		assert_follows(ids[i], now);
	assert_true(count_of("SELECT COUNT(*) FROM timer WHERE state = 'met'") > 0);
	assert_true(count_of("SELECT COUNT(*) FROM timer WHERE state = 'missed'") > 0);
	assert_true(count_of("SELECT COUNT(*) FROM promise_day WHERE numerator > 0") > 3);
	assert_adds_up();
	AS_ROOT("UPDATE promise_day SET numerator = numerator + 1 WHERE denominator > 0 LIMIT 1", "");
	{
		size_t count;
		const struct miscount *wrong = promise_miscounts(db, ctx, &count);

		assert_int_equal(count, 1);
		assert_int_equal(wrong[0].kept_numerator, wrong[0].numerator + 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_meet_racing_a_crossing__one_result_each),
		cmocka_unit_test(test_two_meets_at_once__one_counts),
		cmocka_unit_test(test_random_histories__days_are_what_a_recount_gives),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
