/* Amendments in the database: what they would change, the two keys, and what they change. Runs with CONCORD_TEST_SOCKET. */
#include "clocks.h"

#include "sla/store_amendment.h"

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROOM "Europe/Berlin"

static int64_t
calendar_id(void)
{
	return count_of("SELECT MAX(id) FROM calendar");
}

/* A draft by Ada that sets one day: hours "" for closed. */
static struct amendment
drafted(const char *day, const char *hours)
{
	struct exception *e = talloc_zero(ctx, struct exception);
	struct amendment a = { .calendar_id = calendar_id(), .reason = " Everybody was at home. ", .days = e, .day_count = 1 };

	e->name = "Forgotten  holiday";
	assert_true(day_parse(day, &e->day));
	assert_true(hours_read(ctx, hours, &e->hours));
	amendment_tidy(ctx, &a);
	DID(RESULT_DONE, amendment_create(db, ctx, &ada, &a));
	return a;
}

static struct amendment
reviewed(const char *day, const char *hours)
{
	struct amendment a = drafted(day, hours);

	DID(RESULT_DONE, amendment_review(db, ctx, &ada, a.id, a.revision));
	return a;
}

static struct amendment_effects *
effects_at(const struct amendment *a, const char *local)
{
	struct amendment_effects *e = amendment_effects(db, ctx, amendment_find(db, ctx, a->number), ROOM, at(local));

	assert_fine();
	return e;
}

/* A signature at a moment, to the list as it is then. */
static enum act_result
signed_by(const struct actor *who, const struct amendment *a, const char *local)
{
	enum act_result result = RESULT_GONE;

	IN_TRANSACTION(result, amendment_sign(db, ctx, when(who, local), a->id, a->revision, effects_at(a, local)->sha256, ROOM));
	return result;
}

static void
signed_by_both(const struct amendment *a, const char *local)
{
	assert_int_equal(signed_by(&mia, a, local), RESULT_DONE);
	assert_int_equal(signed_by(&sam, a, local), RESULT_DONE);
	assert_int_equal(amendment_find(db, ctx, a->number)->state, STATE_RATIFIED);
}

static const struct clock_effect *
effect_of(const struct amendment_effects *e, int64_t id)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->list[i].timer_id == id)
			return &e->list[i];
	return NULL;
}

#define IS_EFFECT(e, id, kind, was, due, is, now_due) do { \
	const struct clock_effect *x_ = effect_of(e, id); \
	assert_non_null(x_); \
	assert_int_equal(x_->effect, kind); \
	assert_string_equal(timer_state_names[x_->old_state], timer_state_names[was]); \
	assert_int_equal(x_->old_deadline, at(due)); \
	assert_string_equal(timer_state_names[x_->new_state], timer_state_names[is]); \
	assert_int_equal(x_->new_deadline, at(now_due)); \
} while (0)

static void
record_misses(const char *local)
{
	int64_t done;

	IN_TRANSACTION(done, timers_record_misses(db, ctx, at(local), 1000));
	assert_true(done >= 0);
}

/* Every clock is what its events give by the calendar it is pinned to, and the sums are those of a recount. */
static void
assert_sound(const char *local)
{
	int64_t last = count_of("SELECT MAX(id) FROM timer");

	for (int64_t id = 1; id <= last; id++) {
		const struct explained *e = timer_explain(db, ctx, id, at(local));

		if (e && !e->agrees)
			fail_msg("clock %lld is not what its events give", (long long)id);
	}
	assert_adds_up();
}

static void
test_a_day_closed_after_all__what_flips_and_what_stays(void **state)
{
	struct amendment a;
	const struct amendment_effects *e;
	const struct clock_effect *list;
	size_t count;
	int64_t saved, kept_met, late, running, earlier, later;

	(void)state;
	clocks();
	earlier = start_clock(first_attempt, 1, "2026-10-02 09:00");
	saved = start_clock(first_attempt, 2, "2026-10-02 16:30");	/* due Monday 13:30 */
	kept_met = start_clock(first_attempt, 3, "2026-10-05 09:00");
	late = start_clock(first_attempt, 4, "2026-10-05 09:00");
	running = start_clock(decision, 4, "2026-10-05 12:00");	/* due Tuesday 14:00 */
	later = start_clock(first_attempt, 5, "2026-10-06 09:00");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-02 10:00"), earlier, at("2026-10-02 10:00")));
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 13:00"), kept_met, at("2026-10-05 13:00")));
	record_misses("2026-10-05 16:00");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 09:30"), saved, at("2026-10-06 09:30")));
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "1/3");

	a = reviewed("2026-10-05", "");
	e = effects_at(&a, "2026-10-06 10:00");
	assert_int_equal(e->count, 4);
	assert_int_equal(e->flipped, 2);
	assert_int_equal(e->running, 1);
	assert_int_equal(e->moved, 1);
	assert_null(effect_of(e, earlier));
	assert_null(effect_of(e, later));
	IS_EFFECT(e, saved, EFFECT_FLIPS, TIMER_MISSED, "2026-10-05 13:30", TIMER_MET, "2026-10-06 13:30");
	IS_EFFECT(e, late, EFFECT_FLIPS, TIMER_MISSED, "2026-10-05 14:00", TIMER_RUNNING, "2026-10-06 14:00");
	IS_EFFECT(e, kept_met, EFFECT_MOVES, TIMER_MET, "2026-10-05 14:00", TIMER_MET, "2026-10-06 14:00");
	IS_EFFECT(e, running, EFFECT_RUNS, TIMER_RUNNING, "2026-10-06 14:00", TIMER_RUNNING, "2026-10-07 10:00");
	assert_int_equal(e->month_count, 1);
	assert_int_equal(e->months[0].month, 2026 * 12 + 9);
	assert_int_equal(e->months[0].old_numerator * 100 + e->months[0].old_denominator, 204);
	assert_int_equal(e->months[0].new_numerator * 100 + e->months[0].new_denominator, 303);

	signed_by_both(&a, "2026-10-06 10:00");
	list = amendment_results(db, ctx, a.id, 0, 10, &count);
	assert_int_equal(count, 2);
	assert_int_equal(list[0].timer_id, saved);
	assert_int_equal(list[0].new_state, TIMER_MET);
	list = amendment_results(db, ctx, a.id, saved, 10, &count);
	assert_int_equal(count, 1);
	assert_int_equal(list[0].timer_id, late);
	IS_CLOCK(saved, "2026-10-06 10:00", TIMER_MET, "2026-10-06 13:30");
	IS_CLOCK(kept_met, "2026-10-06 10:00", TIMER_MET, "2026-10-06 14:00");
	IS_CLOCK(late, "2026-10-06 10:00", TIMER_RUNNING, "2026-10-06 14:00");
	IS_CLOCK(running, "2026-10-06 10:00", TIMER_RUNNING, "2026-10-07 10:00");
	IS_CLOCK(later, "2026-10-06 10:00", TIMER_RUNNING, "2026-10-06 14:00");
	IS_CLOCK(earlier, "2026-10-06 10:00", TIMER_MET, "2026-10-02 14:00");
	assert_int_equal(timer_find(db, ctx, running, NOW)->next_warning_at, at("2026-10-06 14:00"));
	assert_int_equal(timer_find(db, ctx, later, NOW)->calendar_version_id, calendar_version_id);
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "0/0");
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-06"), "2/2");
	assert_string_equal(kept(first_attempt, BASIS_START, "2026-10-02"), "2/2");
	assert_string_equal(kept(first_attempt, BASIS_START, "2026-10-05"), "1/1");
	assert_sound("2026-10-06 10:00");
	record_misses("2026-10-08 09:00");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE state = 'running'"), 0);
	assert_sound("2026-10-08 09:00");
}

static void
test_old_values_stand_beside_the_new(void **state)
{
	const struct timer_correction *c;
	const struct month_correction *m;
	const struct month_shift *months;
	const struct amendment *now;
	struct amendment a;
	int64_t id;
	size_t count;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 2, "2026-10-30 16:30");	/* 15:30 in winter time: due on 2 November, 11:30 */
	start_clock(first_attempt, 3, "2026-10-30 10:00");	/* due that day, 15:00 */
	record_misses("2026-11-02 16:00");
	a = reviewed("2026-10-30", "");
	signed_by_both(&a, "2026-11-02 16:00");
	now = amendment_find(db, ctx, a.number);
	assert_string_equal(now->reason, "Everybody was at home.");
	assert_string_equal(now->days[0].name, "Forgotten holiday");
	assert_int_equal(now->applied_at, at("2026-11-02 16:00"));
	assert_int_equal(now->flipped * 100 + now->running * 10 + now->moved, 2);

	c = timer_corrections(db, ctx, id, &count);
	assert_int_equal(count, 1);
	assert_int_equal(c->number, a.number);
	assert_int_equal(c->old_calendar, 1);
	assert_int_equal(c->new_calendar, 2);
	assert_int_equal(c->old_deadline, at("2026-11-02 12:30"));	/* as at() has summer time */
	assert_int_equal(c->new_deadline, at("2026-11-02 15:00"));
	assert_int_equal(c->old_state, TIMER_MISSED);
	assert_int_equal(c->new_state, TIMER_MISSED);
	amendment_results(db, ctx, now->id, 0, 10, &count);
	assert_int_equal(count, 0);
	months = amendment_months(db, ctx, now->id, &count);
	assert_int_equal(count, 2);
	assert_int_equal(months[0].month, 2026 * 12 + 9);
	m = month_corrections(db, ctx, first_attempt, 10, &count);
	assert_int_equal(count, 2);
	assert_string_equal(m[0].month, "2026-11-01");
	assert_int_equal(m[0].old_denominator * 10 + m[0].new_denominator, 12);
	assert_int_equal(m[1].old_denominator * 10 + m[1].new_denominator, 10);
}

/* A Saturday on which people worked after all: what was met is missed. */
static void
test_a_day_opened_after_all__a_met_promise_is_missed(void **state)
{
	struct amendment a;
	int64_t id, open, never;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-09 16:30");
	open = start_clock(first_attempt, 2, "2026-10-09 16:30");
	never = start_clock(first_attempt, 3, "2026-10-09 16:00");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-12 10:00"), id, at("2026-10-12 10:00")));
	DID(RESULT_DONE, timer_cancel(db, ctx, when(&ben, "2026-10-12 10:00"), never, at("2026-10-12 10:00")));
	a = reviewed("2026-10-10", "09:00-13:30");
	IS_EFFECT(effects_at(&a, "2026-10-12 11:00"), id, EFFECT_FLIPS, TIMER_MET, "2026-10-12 13:30", TIMER_MISSED, "2026-10-10 12:30");
	signed_by_both(&a, "2026-10-12 11:00");
	IS_CLOCK(id, "2026-10-12 11:00", TIMER_MISSED, "2026-10-10 12:30");
	IS_CLOCK(open, "2026-10-12 11:00", TIMER_MISSED, "2026-10-10 12:30");
	IS_CLOCK(never, "2026-10-12 11:00", TIMER_MISSED, "2026-10-10 12:00");
	assert_int_equal(timer_find(db, ctx, id, NOW)->late_at, at("2026-10-12 10:00"));
	assert_int_equal(timer_find(db, ctx, id, NOW)->ended_at, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event WHERE step = 'miss' AND person_id IS NULL"), 3);
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-12"), "0/0");
	assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-10"), "0/3");
	record_misses("2026-10-12 12:00");
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_event WHERE step = 'miss' AND person_id IS NULL"), 3);
	assert_sound("2026-10-12 12:00");
}

static void
test_pauses__business_days_and_one_that_lasts(void **state)
{
	struct amendment a;
	int64_t paused, days, lasts;

	(void)state;
	clocks();
	paused = start_clock(first_attempt, 1, "2026-10-02 16:00");
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-05 10:00"), paused, at("2026-10-05 10:00"), "waiting for Marketing"));
	DID(RESULT_DONE, timer_resume(db, ctx, when(&ben, "2026-10-05 16:00"), paused, at("2026-10-05 16:00")));
	IS_CLOCK(paused, "2026-10-05 16:00", TIMER_RUNNING, "2026-10-06 10:00");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 11:00"), paused, at("2026-10-06 11:00")));
	IS_CLOCK(paused, "2026-10-06 11:00", TIMER_MISSED, "2026-10-06 10:00");
	days = start_clock(answer_days, 2, "2026-10-02 10:00");	/* close of Tuesday */
	lasts = start_clock(decision, 3, "2026-10-02 16:00");
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-02 16:30"), lasts, at("2026-10-02 16:30"), "waiting for Marketing"));
	assert_int_equal(timer_find(db, ctx, lasts, NOW)->resumes_at, at("2026-10-06 09:30"));

	a = reviewed("2026-10-05", "");
	signed_by_both(&a, "2026-10-06 11:30");
	IS_CLOCK(paused, "2026-10-06 11:30", TIMER_MET, "2026-10-06 12:00");
	IS_CLOCK(days, "2026-10-06 11:30", TIMER_RUNNING, "2026-10-07 17:00");
	/* Its pause had come to its end before: that was seen by everybody, and stays. */
	IS_CLOCK(lasts, "2026-10-06 11:30", TIMER_RUNNING, "2026-10-07 10:00");
	assert_sound("2026-10-06 11:30");
}

static void
test_a_pause_that_still_lasts_may_last_longer(void **state)
{
	struct amendment a;
	int64_t id;

	(void)state;
	clocks();
	id = start_clock(decision, 3, "2026-10-02 16:00");
	DID(RESULT_DONE, timer_pause(db, ctx, when(&ben, "2026-10-02 16:30"), id, at("2026-10-02 16:30"), "waiting for Marketing"));
	a = reviewed("2026-10-05", "");
	assert_int_equal(effects_at(&a, "2026-10-06 09:10")->count, 0);
	signed_by_both(&a, "2026-10-06 09:10");
	IS_CLOCK(id, "2026-10-06 09:40", TIMER_PAUSED, NULL);
	assert_int_equal(timer_find(db, ctx, id, NOW)->resumes_at, at("2026-10-07 09:30"));
	assert_sound("2026-10-06 09:40");
}

static void
test_two_keys__who_and_when(void **state)
{
	struct amendment a;
	const char *sha256;

	(void)state;
	clocks();
	a = drafted("2026-10-05", "");
	sha256 = effects_at(&a, "2026-10-06 10:00")->sha256;
	DID(RESULT_MOVED, amendment_sign(db, ctx, when(&mia, "2026-10-06 10:00"), a.id, 1, sha256, ROOM));
	DID(RESULT_DONE, amendment_review(db, ctx, &ada, a.id, 1));
	DID(RESULT_MOVED, amendment_review(db, ctx, &ada, a.id, 1));
	DID(RESULT_STALE, amendment_sign(db, ctx, when(&mia, "2026-10-06 10:00"), a.id, 2, sha256, ROOM));
	DID(RESULT_GONE, amendment_sign(db, ctx, when(&mia, "2026-10-06 10:00"), 999, 1, sha256, ROOM));
	DID(RESULT_STALE, amendment_sign(db, ctx, when(&mia, "2026-10-06 10:00"), a.id, 1, "", ROOM));
	DID(RESULT_MOVED, amendment_sign(db, ctx, when(&ada, "2026-10-06 10:00"), a.id, 1, sha256, ROOM));	/* signs for nobody */
	assert_int_equal(signed_by(&mia, &a, "2026-10-06 10:00"), RESULT_DONE);
	assert_int_equal(signed_by(&mia, &a, "2026-10-06 10:01"), RESULT_TAKEN);

	/* Who changes teams between the two does not sign for both. */
	AS_ROOT("UPDATE person SET team = 'sales' WHERE id = ?", "i", mia.person_id);
	mia.team = TEAM_SALES;
	assert_int_equal(signed_by(&mia, &a, "2026-10-06 10:02"), RESULT_TAKEN);
	AS_ROOT("UPDATE person SET team = 'marketing' WHERE id = ?", "i", mia.person_id);
	mia.team = TEAM_MARKETING;

	/* An edit clears the signature; so does an objection, with which it is a draft again. */
	a.revision = 1;
	DID(RESULT_DONE, amendment_edit(db, ctx, &ben, &a));
	assert_int_equal(a.revision, 2);
	assert_int_equal(amendment_find(db, ctx, a.number)->signature_count, 0);
	assert_int_equal(signed_by(&mia, &a, "2026-10-06 10:03"), RESULT_DONE);
	DID(RESULT_DONE, amendment_object(db, ctx, &sam, a.id, 2, "That day we were open."));
	assert_int_equal(amendment_find(db, ctx, a.number)->state, STATE_DRAFT);
	assert_int_equal(amendment_find(db, ctx, a.number)->signature_count, 0);
	DID(RESULT_DONE, amendment_review(db, ctx, &ada, a.id, 2));
	signed_by_both(&a, "2026-10-06 10:04");

	/* Once applied it stays. */
	DID(RESULT_MOVED, amendment_sign(db, ctx, when(&sam, "2026-10-06 10:05"), a.id, 2, effects_at(&a, "2026-10-06 10:05")->sha256, ROOM));
	DID(RESULT_MOVED, amendment_edit(db, ctx, &ben, &a));
	DID(RESULT_MOVED, amendment_object(db, ctx, &sam, a.id, 2, "Too late."));
	DID(RESULT_MOVED, amendment_withdraw(db, ctx, &ben, a.id, 2));
	assert_int_equal(count_of("SELECT COUNT(*) FROM calendar_version"), 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM amendment_signature WHERE standing IS NULL"), 2);
}

/* What is signed is the list: one that has changed is looked at anew, by both. */
static void
test_the_list_changed_meanwhile__both_sign_anew(void **state)
{
	struct amendment a;
	const char *seen;
	int64_t id;

	(void)state;
	clocks();
	id = start_clock(first_attempt, 1, "2026-10-05 10:00");
	record_misses("2026-10-05 16:00");
	a = reviewed("2026-10-05", "");
	assert_int_equal(signed_by(&mia, &a, "2026-10-06 10:00"), RESULT_DONE);
	seen = effects_at(&a, "2026-10-06 10:00")->sha256;
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-06 10:10"), id, at("2026-10-06 10:10")));
	DID(RESULT_STALE, amendment_sign(db, ctx, when(&sam, "2026-10-06 10:20"), a.id, 1, seen, ROOM));
	assert_int_equal(amendment_find(db, ctx, a.number)->signature_count, 1);
	assert_int_equal(signed_by(&sam, &a, "2026-10-06 10:20"), RESULT_DONE);
	assert_int_equal(amendment_find(db, ctx, a.number)->state, STATE_IN_REVIEW);
	assert_int_equal(amendment_find(db, ctx, a.number)->signatures[0].team, TEAM_SALES);
	assert_int_equal(signed_by(&mia, &a, "2026-10-06 10:30"), RESULT_DONE);
	assert_int_equal(amendment_find(db, ctx, a.number)->state, STATE_RATIFIED);
	IS_CLOCK(id, "2026-10-06 10:30", TIMER_MET, "2026-10-06 14:00");
	assert_sound("2026-10-06 10:30");
}

static int
sign_until_done(const struct actor *who, const struct amendment *a, const char *sha256)
{
	void *own = talloc_new(NULL);
	struct db *mine = scratch_open(own);
	enum act_result result = RESULT_GONE;

	for (int tries = 0; tries < 50; tries++) {
		void *round = talloc_new(own);
		bool done;

		db_begin(mine);
		result = amendment_sign(mine, round, who, a->id, a->revision, sha256, ROOM);
		done = db_commit(mine);
		talloc_free(round);
		if (done)
			break;
	}
	talloc_free(own);
	return result == RESULT_DONE ? 0 : 1;
}

/* Both teams press at the same instant: it is applied once. */
static void
test_both_at_once__applied_once(void **state)
{
	(void)state;
	for (int round = 0; round < 6; round++) {
		const struct actor *one, *two;
		struct amendment a;
		const char *sha256;
		int status;
		pid_t child;

		clocks();
		for (int i = 1; i <= 40; i++)
			start_clock(first_attempt, i, "2026-10-05 10:00");
		record_misses("2026-10-05 16:00");
		a = reviewed("2026-10-05", "");
		sha256 = effects_at(&a, "2026-10-06 10:00")->sha256;
		one = when(&mia, "2026-10-06 10:00");
		two = when(&sam, "2026-10-06 10:00");
		child = fork();
		assert_true(child >= 0);
		if (!child)
			_exit(sign_until_done(one, &a, sha256));
		assert_int_equal(sign_until_done(two, &a, sha256), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
		assert_int_equal(count_of("SELECT COUNT(*) FROM amendment WHERE state = 'ratified'"), 1);
		assert_int_equal(count_of("SELECT COUNT(*) FROM calendar_version"), 2);
		assert_int_equal(count_of("SELECT COUNT(*) FROM timer_correction"), 40);
		assert_string_equal(kept(first_attempt, BASIS_PERIOD, "2026-10-05"), "0/0");
		assert_adds_up();
	}
}

/* Which version holds on a day. */
static int64_t
version_on(const char *day)
{
	const struct calendar_version *v = calendar_version_on(db, ctx, calendar_id(), day);

	assert_fine();
	return v ? v->number : 0;
}

static bool
is_closed_on(const char *day)
{
	const struct calendar_version *v = calendar_version_on(db, ctx, calendar_id(), day);
	struct day parsed;

	day_parse(day, &parsed);
	return !calendar_is_open_day(&v->calendar, parsed);
}

static void
test_versions__each_day_has_the_corrected_one_of_its_own(void **state)
{
	const struct calendar_version *first;
	struct calendar coming;
	struct amendment a, b;
	int64_t number;

	(void)state;
	clocks();
	first = calendar_version_find(db, ctx, calendar_id(), 1);
	coming = first->calendar;
	coming.zone = "Europe/Paris";
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ada, calendar_id(), 1, &coming, "2027-01-01", &number));
	assert_int_equal(version_on("2026-10-06") * 10 + version_on("2027-06-01"), 12);
	a = reviewed("2026-10-05", "");
	signed_by_both(&a, "2026-10-06 10:00");
	assert_int_equal(version_on("2026-10-06") * 10 + version_on("2027-06-01"), 34);
	assert_int_equal(version_on("2020-01-01"), 3);		/* before the first one's day, too */
	assert_true(is_closed_on("2026-10-05"));
	assert_string_equal(calendar_version_on(db, ctx, calendar_id(), "2027-06-01")->calendar.zone, "Europe/Paris");

	/* A clock begun by the second, a year later, and a clock that still has the first: both are corrected from what stands now. */
	b = reviewed("2026-10-01", "");
	signed_by_both(&b, "2026-10-06 10:00");
	assert_int_equal(version_on("2026-10-06") * 10 + version_on("2027-06-01"), 56);
	assert_true(is_closed_on("2026-10-05") && is_closed_on("2026-10-01"));
	assert_int_equal(count_of("SELECT COUNT(*) FROM calendar_version WHERE corrects = 1"), 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM calendar_version"), 6);
}

static void
test_a_second_amendment_takes_over_what_the_first_left(void **state)
{
	struct amendment a, b;
	int64_t touched, left;

	(void)state;
	clocks();
	left = start_clock(first_attempt, 1, "2026-09-30 16:30");	/* due on the 1st, 13:30 */
	touched = start_clock(first_attempt, 2, "2026-10-02 16:30");
	record_misses("2026-10-05 16:00");
	a = reviewed("2026-10-05", "");
	signed_by_both(&a, "2026-10-05 16:00");
	assert_int_equal(timer_find(db, ctx, left, NOW)->calendar_version_id, calendar_version_id);
	b = reviewed("2026-10-01", "");
	signed_by_both(&b, "2026-10-05 16:10");
	IS_CLOCK(left, "2026-10-05 16:10", TIMER_MISSED, "2026-10-02 13:30");
	IS_CLOCK(touched, "2026-10-05 16:10", TIMER_RUNNING, "2026-10-06 13:30");
	assert_int_equal(count_of("SELECT v.number FROM timer t JOIN calendar_version v ON v.id = t.calendar_version_id WHERE t.subject_id = 1"), 3);
	assert_int_equal(count_of("SELECT v.number FROM timer t JOIN calendar_version v ON v.id = t.calendar_version_id WHERE t.subject_id = 2"), 2);
	assert_sound("2026-10-05 16:10");
}

/* A clock that begins while it is applied waits, and goes by the corrected calendar. */
static void
test_a_clock_begun_meanwhile_waits(void **state)
{
	const struct actor *then;
	struct amendment a;
	const char *sha256;
	struct db *mine;
	int64_t id;

	(void)state;
	clocks();
	a = reviewed("2026-10-05", "");
	assert_int_equal(signed_by(&mia, &a, "2026-10-05 12:00"), RESULT_DONE);
	sha256 = effects_at(&a, "2026-10-05 12:00")->sha256;
	mine = scratch_open(ctx);
	then = when(&ada, "2026-10-05 12:00");
	db_begin(mine);
	assert_int_equal(db_integer(mine, 0, "SELECT COUNT(*) FROM calendar_version", ""), 1);	/* sees the calendar as it is now */
	DID(RESULT_DONE, amendment_sign(db, ctx, when(&sam, "2026-10-05 12:00"), a.id, 1, sha256, ROOM));
	timer_start(mine, ctx, then, &(struct timer_start){ .promise_id = first_attempt, .subject = "handoff", .subject_id = 1, .at = then->now });
	assert_false(db_commit(mine));
	assert_int_equal(db_fate(mine), DB_AGAIN);
	id = start_clock(first_attempt, 1, "2026-10-05 12:00");
	IS_CLOCK(id, "2026-10-05 12:00", TIMER_RUNNING, "2026-10-06 14:00");
}

enum { MANY = 30000 };

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A month of clocks, all of which the day touches. */
static void
test_thirty_thousand_clocks(void **state)
{
	struct amendment a;
	double began, looked, applied;
	const char *sha256;

	(void)state;
	clocks();
	AS_ROOT("INSERT INTO timer (kind, promise_id, line_id, calendar_version_id, team, subject, subject_id, started_at, open_minutes, deadline, state,"
	    " ended_at) SELECT 'first_attempt', ?, ?, ?, 'sales', 'handoff', seq, '2026-10-05 08:00:00', 240, '2026-10-05 12:00:00',"
	    " IF(seq % 2, 'met', 'missed'), IF(seq % 2, '2026-10-05 09:00:00', NULL) FROM seq_1_to_30000", "iii", first_attempt, first_attempt,
	    calendar_version_id);
	AS_ROOT("INSERT INTO timer_event (timer_id, step, at, recorded_at, person_id, team) SELECT id, 'start', started_at, started_at, ?, 'marketing'"
	    " FROM timer", "i", ada.person_id);
	AS_ROOT("INSERT INTO timer_event (timer_id, step, at, recorded_at, person_id, team) SELECT id, 'meet', ended_at, ended_at, ?, 'sales' FROM timer"
	    " WHERE state = 'met'", "i", ben.person_id);
	AS_ROOT("INSERT INTO timer_event (timer_id, step, at, recorded_at) SELECT id, 'miss', deadline, deadline FROM timer WHERE state = 'missed'", "");
	AS_ROOT("INSERT INTO promise_day (promise_id, basis, day, slot, numerator, denominator) SELECT promise_id, b.basis, '2026-10-05', id % 8,"
	    " SUM(state = 'met'), COUNT(*) FROM timer JOIN (SELECT 'period' AS basis UNION SELECT 'start') b GROUP BY promise_id, b.basis, id % 8", "");
	assert_adds_up();
	a = reviewed("2026-10-05", "");
	began = seconds();
	sha256 = effects_at(&a, "2026-10-07 10:00")->sha256;
	looked = seconds() - began;
	assert_int_equal(signed_by(&mia, &a, "2026-10-07 10:00"), RESULT_DONE);
	began = seconds();
	DID(RESULT_DONE, amendment_sign(db, ctx, when(&sam, "2026-10-07 10:00"), a.id, 1, sha256, ROOM));
	applied = seconds() - began;
	print_message("# %d clocks: looked at in %.2f s, applied in %.2f s\n", MANY, looked, applied);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer_correction"), MANY);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE state = 'met' AND deadline = '2026-10-06 12:00:00'"), MANY / 2);
	assert_adds_up();
	assert_true(applied < 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_day_closed_after_all__what_flips_and_what_stays),
		cmocka_unit_test(test_old_values_stand_beside_the_new),
		cmocka_unit_test(test_a_day_opened_after_all__a_met_promise_is_missed),
		cmocka_unit_test(test_pauses__business_days_and_one_that_lasts),
		cmocka_unit_test(test_a_pause_that_still_lasts_may_last_longer),
		cmocka_unit_test(test_two_keys__who_and_when),
		cmocka_unit_test(test_the_list_changed_meanwhile__both_sign_anew),
		cmocka_unit_test(test_both_at_once__applied_once),
		cmocka_unit_test(test_versions__each_day_has_the_corrected_one_of_its_own),
		cmocka_unit_test(test_a_second_amendment_takes_over_what_the_first_left),
		cmocka_unit_test(test_a_clock_begun_meanwhile_waits),
		cmocka_unit_test(test_thirty_thousand_clocks),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
