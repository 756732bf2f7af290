/* What the tests of handoffs start from: a definition, reasons, a calendar, an agreement with a promise of each kind, leads. */
#ifndef TESTS_LEADS_WORLD_H
#define TESTS_LEADS_WORLD_H

#include "glossary/world.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/store_handoff.h"
#include "leads/store_lead.h"
#include "leads/store_queue.h"
#include "leads/store_result.h"
#include "sla/store.h"

#define AS_ROOT(...) do { \
	if (db_run(root, __VA_ARGS__) < 0) \
		fail_msg("%s", db_problem(root)); \
} while (0)

static struct term mql;
static struct version gate_version;
static int64_t agreement_id;		/* 0: none is in force */
static int64_t volume, quality, context, handover, answer_in, decision, first_attempt, attempts, worked, feedback;	/* promises */

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
when(const struct actor *actor, int64_t instant)
{
	struct actor *later = talloc(ctx, struct actor);

	*later = *actor;
	later->now = instant;
	return later;
}

static inline struct version
make_gate_version(struct term *t, int64_t now)
{
	static struct criterion criteria[] = {
		{ .code = "PRICE", .label = "Asked for a price", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_MUST, .evidence = true },
		{ .code = "SEATS", .label = "Seats", .kind = ASKS_NUMBER, .bound_min = "20", .choices = "", .level = LEVEL_MUST },
		{ .code = "SITE", .label = "Saw the price list", .kind = ASKS_YES_NO, .choices = "", .level = LEVEL_SHOULD },
	};
	struct version v = wording("Who asked for a price");

	v.criteria = criteria;
	v.criteria_count = 3;
	DID(RESULT_DONE, version_create(db, ctx, when(&ada, now), t->id, &v));
	DID(RESULT_DONE, version_review(db, ctx, when(&ada, now), v.id, v.revision));
	DID(RESULT_DONE, version_sign(db, ctx, when(&mia, now), v.id, v.revision, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, when(&sam, now), v.id, v.revision, ZONE));
	return v;
}

static inline void
make_reason(const char *name, int64_t acts)
{
	struct term t = term_named(name, KIND_REASON);
	struct version v = wording(name);

	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	v.reason_acts = acts;
	DID(RESULT_DONE, version_create(db, ctx, when(&ada, at("2026-08-01 10:00")), t.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, when(&ada, at("2026-08-01 10:00")), v.id, v.revision));
	DID(RESULT_DONE, version_sign(db, ctx, when(&mia, at("2026-08-01 10:00")), v.id, v.revision, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, when(&sam, at("2026-08-01 10:00")), v.id, v.revision, ZONE));
}

/* Terms and reasons, but no agreement. */
static inline void
leads_world(void)
{
	world();
	agreement_id = 0;
	mql = term_named("Marketing-qualified lead", KIND_STAGE);
	mql.abbreviations = "MQL";
	DID(RESULT_DONE, term_create(db, ctx, &ada, &mql));
	gate_version = make_gate_version(&mql, at("2026-08-01 10:00"));
	make_reason("Wrong person", 1 << ACT_RETURN);
	make_reason("No need", 1 << ACT_DISQUALIFY);
	make_reason("Timing", 1 << ACT_RECYCLE);
	make_reason("Other", 1 << ACT_RETURN | 1 << ACT_DISQUALIFY | 1 << ACT_RECYCLE);
}

static inline int64_t
make_promise(const char *kind, const char *party, int64_t minutes, int64_t business_days, int64_t n, int64_t days, int64_t within)
{
	static int64_t position;
	int64_t id = db_insert(root, "INSERT INTO promise (agreement_id, position, kind, party, percent, open_minutes, business_days, attempts, days,"
	    " within_days) VALUES (?, ?, ?, ?, 95, ?, ?, ?, ?, ?)", "iissnnnnn", agreement_id, ++position % 60000, kind, party, minutes, business_days, n, days, within);

	if (!id)
		fail_msg("%s", db_problem(root));
	AS_ROOT("UPDATE promise SET line_id = id WHERE id = ?", "i", id);
	return id;
}

/* Berlin, Monday to Friday 9 to 12 and 13 to 17; an agreement in force since September. */
static inline void
promised_world(void)
{
	int64_t calendar;

	leads_world();
	calendar = db_insert(root, "INSERT INTO calendar (name, created_by, created_at) VALUES ('B', ?, '2026-01-01')", "i", ada.person_id);
	db_insert(root, "INSERT INTO calendar_version (calendar_id, number, zone, valid_from, week, author_id, created_at)"
	    " VALUES (?, 1, 'Europe/Berlin', '2026-01-01', ?, ?, '2026-01-01')", "isi", calendar,
	    "mon 09:00-12:00 13:00-17:00\ntue 09:00-12:00 13:00-17:00\nwed 09:00-12:00 13:00-17:00\nthu 09:00-12:00 13:00-17:00\n"
	    "fri 09:00-12:00 13:00-17:00", ada.person_id);
	agreement_id = db_insert(root, "INSERT INTO agreement (number, state, text, change_note, in_force_at, calendar_id, gate_id, pause_reasons,"
	    " pause_most_minutes, backdate_days, warn_at, author_id, author_team, created_at, edited_by, edited_at) VALUES (1, 'ratified', '', '',"
	    " '2026-09-01', ?, ?, '', 4800, 2, '50 80', ?, 'marketing', '2026-08-01', ?, '2026-08-01')",
	    "iiii", calendar, mql.id, ada.person_id, ada.person_id);
	volume = make_promise("volume", "marketing", 0, 0, 0, 0, 0);
	AS_ROOT("UPDATE promise SET definition_id = ?, quantity = 50 WHERE id = ?", "ii", mql.id, volume);
	quality = make_promise("quality", "marketing", 0, 0, 0, 0, 0);
	context = make_promise("context", "marketing", 0, 0, 0, 0, 0);
	handover = make_promise("handover", "marketing", 60, 0, 0, 0, 0);
	answer_in = make_promise("answer", "marketing", 0, 2, 0, 0, 0);
	decision = make_promise("decision", "sales", 480, 0, 0, 0, 0);
	first_attempt = make_promise("first_attempt", "sales", 240, 0, 0, 0, 0);
	attempts = make_promise("attempts", "sales", 0, 0, 3, 2, 5);
	worked = make_promise("worked", "sales", 0, 0, 0, 0, 5);
	feedback = make_promise("feedback", "sales", 0, 0, 0, 0, 0);
}

/* A lead of Marketing, made by Ada. */
static inline int64_t
make_lead(const char *name, int64_t converted_at)
{
	struct lead lead = LEAD_BLANK;
	struct lead_row *like;
	size_t count;

	lead.name = name;
	lead.company = "Fernhill";
	lead.phone = "+27 31 555 0142";
	lead.origin = ORIGIN_MARKETING;
	lead.converted_at = converted_at;
	lead_tidy(ctx, &lead);
	DID(RESULT_DONE, lead_create(db, ctx, &ada, &lead, MAKE_ANYWAY, &like, &count));
	return lead.id;
}

/* Handed over by Ada with every must met; or not. */
static inline int64_t
hand_over(int64_t lead_id, int64_t now, bool met)
{
	struct answer answers[] = {
		{ .code = "PRICE", .value = "yes", .evidence = "Her mail" }, { .code = "SEATS", .value = met ? "50" : "5", .evidence = "" }
	};
	struct submission s = { .lead_id = lead_id, .answers = answers, .answer_count = 2, .words = "Can you price 40 seats?" };
	struct problems *p = problems_new(ctx);
	int64_t id = 0;

	submission_problems(p, &gate_version, &s);
	assert_int_equal(p->count, 0);
	DID(RESULT_DONE, handoff_submit(db, ctx, when(&ada, now), &s, ZONE, &id));
	assert_true(id > 0);
	return id;
}

static inline struct handoff_input
input(int move)
{
	struct handoff_input in = HANDOFF_INPUT_BLANK;

	in.move = move;
	return in;
}

/* What a page does: completes, checks, acts. RESULT_WRONG when the demands are not met. */
enum { RESULT_WRONG = 99 };
static inline int
do_as(struct db *on, const void *own, const struct actor *actor, int64_t id, struct handoff_input in)
{
	struct problems *p = problems_new(own);
	const struct handoff *h = handoff_find(on, own, id);

	if (!h)
		return RESULT_GONE;
	handoff_complete(on, own, actor, h, &in, ZONE);
	handoff_problems(p, h, &in, actor->now);
	return p->count ? RESULT_WRONG : (int)handoff_act(on, own, actor, id, &in, ZONE);
}

#define DOES(expected, actor, now, id, in) do { \
	int result_ = RESULT_GONE; \
	IN_TRANSACTION(result_, do_as(db, ctx, when(actor, now), id, in)); \
	assert_int_equal(result_, expected); \
} while (0)

/* What the background program does, in its transaction; `expected` may be `done`, which is what it is. */
#define WORKS(expected, call) do { \
	int64_t done = 0; \
	IN_TRANSACTION(done, call); \
	assert_int_equal(done, expected); \
} while (0)

static inline struct handoff_input
with_text(int move, const char *text)
{
	struct handoff_input in = input(move);

	in.text = text;
	return in;
}

static inline struct handoff_input
attempted(int result)
{
	struct handoff_input in = input(MOVE_ATTEMPT);

	in.result = result;
	return in;
}

static inline struct handoff_input
returned(void)
{
	static const char *const cited[] = { "SEATS", NULL };
	struct handoff_input in = with_text(MOVE_RETURN, "Five seats");

	in.cited = cited;
	return in;
}

static inline struct handoff_input
came_out(int detail)
{
	struct handoff_input in = input(MOVE_OUTCOME);

	in.detail = detail;
	in.reason = detail == OUTCOME_DISQUALIFIED ? "no-need" : detail == OUTCOME_RECYCLED ? "timing" : NULL;
	in.return_on = detail == OUTCOME_RECYCLED ? "2027-01-15" : NULL;
	return in;
}

static inline struct handoff_input
settled(int detail)
{
	struct handoff_input in = with_text(MOVE_SETTLEMENT, "We looked together");

	in.detail = detail;
	return in;
}

static inline const char *
state_of(int64_t id)
{
	const struct handoff *h = handoff_find(db, ctx, id);

	assert_fine();
	return h ? text_format(ctx, "%s%s", handoff_state_names[h->state], h->is_final ? " final" : "") : "none";
}

/* How the newest clock of a kind stands: "met", "running" …; "none". */
static inline const char *
clock_of(int64_t id, int kind, int64_t now)
{
	size_t count;
	const struct clock *list = timers_of(db, ctx, "handoff", id, now, &count);
	const char *status = "none";

	for (size_t i = 0; i < count; i++)
		if (list[i].kind == kind)
			status = text_format(ctx, "%s%s", timer_state_names[list[i].status], list[i].late_at ? " late" : "");
	return status;
}

/* All four of Sales and the answer: "decision first_attempt attempts worked answer". */
static inline const char *
clocks_of(int64_t id, int64_t now)
{
	return text_format(ctx, "%s, %s, %s, %s, %s", clock_of(id, PROMISE_DECISION, now), clock_of(id, PROMISE_FIRST_ATTEMPT, now),
	    clock_of(id, PROMISE_ATTEMPTS, now), clock_of(id, PROMISE_WORKED, now), clock_of(id, PROMISE_ANSWER, now));
}

/* "numerator/denominator" of a promise over all days; "0/0" for none. */
static inline const char *
sum_of(int64_t promise)
{
	return text_format(ctx, "%lld/%lld",
	    (long long)db_integer(root, 0, "SELECT SUM(numerator) FROM promise_day WHERE basis = 'period' AND promise_id = ?", "i", promise),
	    (long long)db_integer(root, 0, "SELECT SUM(denominator) FROM promise_day WHERE basis = 'period' AND promise_id = ?", "i", promise));
}

/* "numerator/denominator" of a step on a day; "0/0" for none. */
static inline const char *
step_of(const char *step, const char *day)
{
	return text_format(ctx, "%lld/%lld",
	    (long long)db_integer(root, 0, "SELECT SUM(numerator) FROM stage_day WHERE step = ? AND day = ?", "ss", step, day),
	    (long long)db_integer(root, 0, "SELECT SUM(denominator) FROM stage_day WHERE step = ? AND day = ?", "ss", step, day));
}

/* What is kept of results is what counting every lead and deal anew gives. */
static inline void
assert_results(void)
{
	size_t count;
	char **faults = results_faults(db, ctx, &count);

	assert_fine();
	if (count)
		fail_msg("%s", faults[0]);
}

/* What is kept of every promise is what counting all handoffs and clocks anew gives. */
static inline void
assert_adds_up(void)
{
	size_t count;
	const struct miscount *wrong = promise_miscounts(db, ctx, &count);

	for (size_t i = 0; i < count; i++)
		fail_msg("promise %lld, %s %s: kept %lld/%lld, counted %lld/%lld", (long long)wrong[i].promise_id, basis_names[wrong[i].basis],
		    wrong[i].day, (long long)wrong[i].kept_numerator, (long long)wrong[i].kept_denominator, (long long)wrong[i].numerator,
		    (long long)wrong[i].denominator);
	assert_int_equal(count, 0);
	wrong = handoff_miscounts(db, ctx, &count);
	for (size_t i = 0; i < count; i++)
		fail_msg("promise %lld, %s %s: kept %lld/%lld, handoffs say %lld/%lld", (long long)wrong[i].promise_id,
		    wrong[i].promise_id ? basis_names[wrong[i].basis] : plan_rate_members[wrong[i].basis], wrong[i].day, (long long)wrong[i].kept_numerator, (long long)wrong[i].kept_denominator, (long long)wrong[i].numerator,
		    (long long)wrong[i].denominator);
	assert_int_equal(count, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE (queue_at IS NULL) <> (state IN ('qualified', 'disqualified', 'recycled', 'withdrawn')"
	    " OR (state = 'returned' AND is_final))"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM (SELECT lead_id FROM handoff WHERE queue_at IS NOT NULL GROUP BY lead_id HAVING COUNT(*) > 1) h"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM promise_day WHERE numerator < 0 OR denominator < 0"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM stage_day WHERE numerator < 0 OR numerator > denominator"), 0);
	assert_results();
}

#endif
