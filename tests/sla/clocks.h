/* What tests of clocks start from: a calendar, an agreement in force, one promise of each kind that has a clock. */
#ifndef TESTS_SLA_CLOCKS_H
#define TESTS_SLA_CLOCKS_H

#include "glossary/world.h"

#include "base/days.h"
#include "base/text.h"
#include "sla/store_attain.h"
#include "sla/store_timer.h"
#include "sla/store_timer_work.h"

#define AS_ROOT(...) do { \
	if (db_run(root, __VA_ARGS__) < 0) \
		fail_msg("%s", db_problem(root)); \
} while (0)

static int64_t calendar_version_id, agreement_id;
static int64_t first_attempt, decision, answer_days;	/* promises: 4 open hours, 8 open hours, 2 business days */

/* "2026-10-05 10:00" in Berlin, summer time. */
static inline int64_t
at(const char *local)
{
	int64_t instant = 0;

	assert_true(instant_parse(text_format(ctx, "%s:00+02:00", local), &instant));
	return instant;
}

/* The same person at another moment. */
static inline const struct actor *
when(const struct actor *actor, const char *local)
{
	struct actor *later = talloc(ctx, struct actor);

	*later = *actor;
	later->now = at(local);
	return later;
}

static inline int64_t
make_promise(const char *kind, const char *party, int64_t position, int64_t minutes, int64_t days)
{
	int64_t id = db_insert(root, "INSERT INTO promise (agreement_id, position, kind, party, percent, open_minutes, business_days)"
	    " VALUES (?, ?, ?, ?, 95, ?, ?)", "iissnn", agreement_id, position, kind, party, minutes, days);

	AS_ROOT("UPDATE promise SET line_id = id WHERE id = ?", "i", id);
	return id;
}

/* Calendar B of the rules: Berlin, Monday to Friday 9 to 12 and 13 to 17; an agreement in force since September. */
static inline void
clocks(void)
{
	int64_t calendar, gate;

	world();
	gate = make_term("Gate").id;
	calendar = db_insert(root, "INSERT INTO calendar (name, created_by, created_at) VALUES ('B', ?, '2026-01-01')", "i", ada.person_id);
	calendar_version_id = db_insert(root, "INSERT INTO calendar_version (calendar_id, number, zone, valid_from, week, author_id, created_at)"
	    " VALUES (?, 1, 'Europe/Berlin', '2026-01-01', ?, ?, '2026-01-01')", "isi", calendar,
	    "mon 09:00-12:00 13:00-17:00\ntue 09:00-12:00 13:00-17:00\nwed 09:00-12:00 13:00-17:00\nthu 09:00-12:00 13:00-17:00\n"
	    "fri 09:00-12:00 13:00-17:00", ada.person_id);
	agreement_id = db_insert(root, "INSERT INTO agreement (number, state, text, change_note, in_force_at, calendar_id, gate_id, pause_reasons,"
	    " pause_most_minutes, backdate_days, warn_at, author_id, author_team, created_at, edited_by, edited_at) VALUES (1, 'ratified', '', '',"
	    " '2026-09-01', ?, ?, 'waiting for Marketing\nthe lead asked for later', 480, 2, '50 80', ?, 'marketing', '2026-08-01', ?, '2026-08-01')",
	    "iiii", calendar, gate, ada.person_id, ada.person_id);
	first_attempt = make_promise("first_attempt", "sales", 1, 240, 0);
	decision = make_promise("decision", "sales", 2, 480, 0);
	answer_days = make_promise("answer", "marketing", 3, 0, 2);
	assert_true(answer_days > 0);
}

/* A clock that Ada starts; its id. */
static inline int64_t
start_clock(int64_t promise, int64_t subject, const char *local)
{
	int64_t id;

	IN_TRANSACTION(id, timer_start(db, ctx, when(&ada, local), &(struct timer_start){ .promise_id = promise, .subject = "handoff",
	    .subject_id = subject, .person_id = ben.person_id, .at = at(local) }));
	assert_true(id > 0);
	return id;
}

/* "numerator/denominator" kept for a day of a promise; "none". */
static inline const char *
kept(int64_t promise, enum basis basis, const char *day)
{
	int64_t denominator = db_integer(root, -1, "SELECT denominator FROM promise_day WHERE promise_id = ? AND basis = ? AND day = ?", "iss",
	    promise, basis_names[basis], day);
	int64_t numerator = db_integer(root, -1, "SELECT numerator FROM promise_day WHERE promise_id = ? AND basis = ? AND day = ?", "iss",
	    promise, basis_names[basis], day);

	return denominator < 0 ? "none" : text_format(ctx, "%lld/%lld", (long long)numerator, (long long)denominator);
}

#define IS_CLOCK(id, local, status_, deadline_) do { \
	const struct clock *t_ = timer_find(db, ctx, id, at(local)); \
	const char *d_ = (deadline_); \
	assert_fine(); \
	assert_non_null(t_); \
	assert_string_equal(timer_state_names[t_->status], timer_state_names[status_]); \
	assert_int_equal(t_->deadline, d_ ? at(d_) : 0); \
} while (0)

/* What is stored of every clock follows from its events, and the days add up to a recount. */
static inline void
assert_adds_up(void)
{
	size_t count;
	const struct miscount *wrong = promise_miscounts(db, ctx, &count);

	assert_fine();
	for (size_t i = 0; i < count; i++)
		print_message("promise %lld, %s %s: kept %lld/%lld, counted %lld/%lld\n", (long long)wrong[i].promise_id, basis_names[wrong[i].basis],
		    wrong[i].day, (long long)wrong[i].kept_numerator, (long long)wrong[i].kept_denominator, (long long)wrong[i].numerator,
		    (long long)wrong[i].denominator);
	assert_int_equal(count, 0);
}

#endif
