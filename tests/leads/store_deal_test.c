/* Deals in the database: events that add up, each once, with and without leads. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "data/plans.h"
#include "glossary/at_once.h"
#include "leads/store_deal.h"
#include "leads/store_recount.h"

static int64_t deal_id;
static const struct deal_making nothing = { .name = "40 seats", .account = "Fernhill", .origin = ORIGIN_SALES };

static int64_t
open_deal(const struct deal_making *m, int64_t now)
{
	int64_t id = 0;

	DID(RESULT_DONE, deal_create(db, ctx, when(&ben, now), m, 0, false, &id, NULL));
	assert_true(id > 0);
	return id;
}

/* What a page does: completes, checks, adds. RESULT_WRONG when the demands are not met. */
static int
add_as(struct db *on, const void *own, const struct actor *actor, int64_t id, struct deal_input in)
{
	struct problems *p = problems_new(own);
	const struct deal *deal = deal_find(on, own, id);
	size_t count;
	const struct deal_event *events = deal_events(on, own, id, &count);

	if (!deal)
		return RESULT_GONE;
	deal_complete(on, own, deal, &in, actor->now);
	if (!deal_can(deal, events, count, in.kind, in.imported))
		return RESULT_MOVED;
	in.at = in.at ? in.at : actor->now;
	deal_problems(p, deal, events, count, &in, actor->now);
	return p->count ? RESULT_WRONG : (int)deal_add_event(on, own, actor, id, &in);
}
#define ADDS(expected, now, ...) do { \
	int result_ = RESULT_GONE; \
	IN_TRANSACTION(result_, add_as(db, ctx, when(&ben, now), deal_id, (struct deal_input){ __VA_ARGS__ })); \
	assert_int_equal(result_, expected); \
} while (0)
#define EUR(minor_) .has_amount = true, .amount = { minor_, "EUR" }

/* "won r4 €700": its state, revision and worth; and it is what its events say. */
static const char *
stands(int64_t id)
{
	const struct deal *d = deal_find(db, ctx, id);
	size_t wrong;
	const int64_t *ids = deal_miscounts(db, ctx, &wrong);

	assert_fine();
	if (wrong)
		fail_msg("deal %lld is not what its events come to", (long long)ids[0]);
	return text_format(ctx, "%s r%lld %s", deal_state_names[deal_state(d)], (long long)d->revision, deal_amount_words(ctx, d->amount_minor, d->currency));
}

static void
make_stage(const char *name, int64_t position)
{
	struct term t = term_named(name, KIND_STAGE);
	struct version v = wording(name);

	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	v.stage_path = PATH_DEAL;
	v.stage_position = position;
	v.stage_owner = TEAM_SALES;
	DID(RESULT_DONE, version_create(db, ctx, &ada, t.id, &v));
}

/* From `now` on a deal counts as closed with this event. */
static void
agree_closing(const char *name, const char *event, int64_t now)
{
	struct term t = term_named(name, KIND_METRIC);
	struct version v = wording(name);

	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	v.metric_measure = "won / all";
	v.metric_counts_by = "the day it closed";
	v.metric_closed_event = event;
	DID(RESULT_DONE, version_create(db, ctx, when(&ada, now), t.id, &v));
	DID(RESULT_DONE, version_review(db, ctx, when(&ada, now), v.id, v.revision));
	DID(RESULT_DONE, version_sign(db, ctx, when(&mia, now), v.id, v.revision, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, when(&sam, now), v.id, v.revision, ZONE));
}

static void
test_create__with_and_without_leads(void **state)
{
	int64_t lead, other, handoff, ids[2], id;
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .leads = ids, .lead_count = 2, .has_amount = true, .amount = { 70000, "EUR" } };
	const struct deal_lead *leads;
	const struct deal *d;
	size_t count, which = 9;

	(void)state;
	leads_world();
	id = open_deal(&nothing, NOW);
	d = deal_find(db, ctx, id);
	assert_string_equal(d->account_name, "Fernhill");
	assert_string_equal(d->owner_name, "Ben");
	assert_string_equal(stands(id), "open r1 ");
	deal_leads(db, ctx, id, &count);
	assert_int_equal(count, 0);
	lead = make_lead("Mbali", NOW);
	other = make_lead("Jo", NOW);
	handoff = hand_over(lead, NOW - 60, true);
	ids[0] = lead;
	ids[1] = other;
	id = open_deal(&m, NOW);
	d = deal_find(db, ctx, id);
	assert_int_equal(d->origin, ORIGIN_MARKETING);
	assert_int_equal(d->handoff_id, handoff);
	assert_string_equal(d->account_name, "Fernhill");
	assert_string_equal(stands(id), "open r1 €700");
	leads = deal_leads(db, ctx, id, &count);
	assert_int_equal(count, 2);
	assert_true(leads[0].is_primary && leads[0].lead_id == lead && !leads[1].is_primary);
	deals_of_lead(db, ctx, other, 10, &count);
	assert_int_equal(count, 1);
	ids[1] = 999999;
	DID(RESULT_GONE, deal_create(db, ctx, &ben, &m, 0, false, &id, &which));
	assert_int_equal(which, 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM deal"), 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'deal.create'"), 2);
	assert_null(deal_find(db, ctx, id + 999));
}

static void
test_events__add_up_and_are_taken_back(void **state)
{
	(void)state;
	leads_world();
	make_reason("Price", 1 << ACT_LOST);
	make_stage("Talk", 1);
	make_stage("Offer", 2);
	deal_id = open_deal(&nothing, NOW);
	ADDS(RESULT_DONE, NOW + 1, .kind = DEAL_STAGE, .stage = "offer", EUR(90000));
	ADDS(RESULT_WRONG, NOW + 2, .kind = DEAL_STAGE, .stage = "Talk");
	AS_ROOT("UPDATE term SET deprecated_at = '2026-01-01' WHERE name = 'Offer'", "");
	ADDS(RESULT_WRONG, NOW + 2, .kind = DEAL_STAGE, .stage = "Talk");	/* back is back, also from a stage that was retired since */
	AS_ROOT("UPDATE term SET deprecated_at = NULL WHERE name = 'Offer'", "");
	ADDS(RESULT_DONE, NOW + 2, .kind = DEAL_STAGE, .stage = "Talk", .reason = "New people decide");
	assert_string_equal(deal_find(db, ctx, deal_id)->stage_name, "Talk");
	ADDS(RESULT_DONE, NOW + 3, .kind = DEAL_SIGNED, EUR(70000));
	assert_string_equal(stands(deal_id), "won r4 €700");
	ADDS(RESULT_MOVED, NOW + 4, .kind = DEAL_LOST, .reason = "price");
	ADDS(RESULT_MOVED, NOW + 4, .kind = DEAL_SIGNED);
	ADDS(RESULT_DONE, NOW + 4, .kind = DEAL_REVERSED, .words = "The wrong deal");
	assert_string_equal(stands(deal_id), "open r5 €900");
	assert_int_equal(count_of("SELECT amount_minor FROM deal_event WHERE kind = 'reversed'"), 70000);
	ADDS(RESULT_STALE, NOW + 5, .kind = DEAL_LOST, .reason = "price", .seen = 4);
	ADDS(RESULT_DONE, NOW + 5, .kind = DEAL_LOST, .reason = "price", .seen = 5);
	assert_string_equal(stands(deal_id), "lost r6 €900");
	assert_string_equal(deal_find(db, ctx, deal_id)->lost_reason_name, "Price");
	ADDS(RESULT_MOVED, NOW + 6, .kind = DEAL_PAID);
	ADDS(RESULT_DONE, NOW + 6, .kind = DEAL_PAID, .imported = true);	/* what another system tells is never refused */
	assert_string_equal(stands(deal_id), "won r7 €900");
	ADDS(RESULT_DONE, NOW + 7, .kind = DEAL_STAGE, .stage = "Closed Won", .imported = true);
	assert_string_equal(deal_find(db, ctx, deal_id)->stage_name, "Closed Won");
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE subject = 'deal'"), 8);
}

static void
test_undo__within_half_a_minute(void **state)
{
	const struct deal_event *events;
	size_t count;
	int64_t signed_id;

	(void)state;
	leads_world();
	deal_id = open_deal(&nothing, NOW);
	ADDS(RESULT_DONE, NOW + 1, .kind = DEAL_SIGNED, EUR(70000));
	events = deal_events(db, ctx, deal_id, &count);
	signed_id = events[1].id;
	DID(RESULT_MOVED, deal_undo(db, ctx, when(&sam, NOW + 2), deal_id, signed_id));
	DID(RESULT_MOVED, deal_undo(db, ctx, when(&ben, NOW + 2), deal_id, events[0].id));
	DID(RESULT_MOVED, deal_undo(db, ctx, when(&ben, NOW + 32), deal_id, signed_id));
	DID(RESULT_GONE, deal_undo(db, ctx, when(&ben, NOW + 2), deal_id + 1, signed_id));
	DID(RESULT_DONE, deal_undo(db, ctx, when(&ben, NOW + 31), deal_id, signed_id));
	assert_string_equal(stands(deal_id), "open r3 ");
	DID(RESULT_MOVED, deal_undo(db, ctx, when(&ben, NOW + 31), deal_id, signed_id));
	ADDS(RESULT_DONE, NOW + 40, .kind = DEAL_SIGNED);
	ADDS(RESULT_DONE, NOW + 41, .kind = DEAL_REVERSED, .words = "x");
	events = deal_events(db, ctx, deal_id, &count);
	DID(RESULT_DONE, deal_undo(db, ctx, when(&ben, NOW + 42), deal_id, events[count - 1].id));
	assert_string_equal(stands(deal_id), "won r6 ");
	ADDS(RESULT_DONE, NOW + 43, .kind = DEAL_REVERSED, .words = "Now for good");	/* what was undone stands in no way */
	assert_string_equal(stands(deal_id), "open r7 ");
}

static void
test_closed__by_what_is_agreed_when_it_happens(void **state)
{
	const struct deal *d;
	size_t count;
	int64_t old;

	(void)state;
	leads_world();
	old = deal_id = open_deal(&nothing, NOW - 20 * DAY);
	ADDS(RESULT_DONE, NOW - 19 * DAY, .kind = DEAL_SIGNED);
	agree_closing("Collected", "paid", NOW - 10 * DAY);
	assert_string_equal(stands(old), "won r2 ");		/* it was, and stays so */
	deal_id = open_deal(&nothing, NOW - 5 * DAY);
	ADDS(RESULT_DONE, NOW - 4 * DAY, .kind = DEAL_SIGNED);
	assert_string_equal(stands(deal_id), "open r2 ");
	ADDS(RESULT_DONE, NOW - 3 * DAY, .kind = DEAL_PAID, EUR(100));
	ADDS(RESULT_DONE, NOW - 2 * DAY, .kind = DEAL_PAID, EUR(200));
	d = deal_find(db, ctx, deal_id);
	assert_int_equal(d->won_at, NOW - 3 * DAY);
	assert_int_equal(d->paid_at, NOW - 2 * DAY);
	AS_ROOT("UPDATE deal SET won_at = NULL WHERE id = ?", "i", old);
	assert_int_equal(deal_miscounts(db, ctx, &count)[0], old);
	assert_int_equal(count, 1);
}

static void
test_opened__before_it_was_written_down(void **state)
{
	int64_t lead, first, ids[1];
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .leads = ids, .lead_count = 1 };

	(void)state;
	leads_world();
	lead = ids[0] = make_lead("Mbali", NOW - 30 * DAY);
	first = hand_over(lead, NOW - 20 * DAY, true);
	deal_id = open_deal(&m, NOW);
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, first);
	ADDS(RESULT_DONE, NOW + 1, .kind = DEAL_OPENED, .at = NOW - 25 * DAY);
	assert_int_equal(deal_find(db, ctx, deal_id)->opened_at, NOW - 25 * DAY);
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, 0);	/* it was handed over only afterwards */
	assert_string_equal(stands(deal_id), "open r2 ");
}

#define CASES_OF(metric, subject) db_integer(root, -1, "SELECT COUNT(*) FROM result_case WHERE metric = ? AND subject_id = ?", "si", metric, subject)
#define HITS_OF(metric) db_integer(root, -1, "SELECT COUNT(*) FROM result_case WHERE metric = ? AND is_hit", "s", metric)

static void
test_edit__by_revision(void **state)
{
	struct deal d;

	(void)state;
	leads_world();
	deal_id = open_deal(&nothing, NOW);
	d = *deal_find(db, ctx, deal_id);
	d.name = "50 seats";
	d.owner_id = ada.person_id;			/* not of Sales: nobody */
	DID(RESULT_DONE, deal_edit(db, ctx, &ben, &d, NULL, 0));
	assert_string_equal(deal_find(db, ctx, deal_id)->name, "50 seats");
	assert_int_equal(deal_find(db, ctx, deal_id)->owner_id, 0);
	d.owner_id = 0;
	DID(RESULT_DONE, deal_edit(db, ctx, &ben, &d, NULL, 0));	/* nothing differs */
	assert_int_equal(deal_find(db, ctx, deal_id)->revision, 2);
	d.revision = 1;
	DID(RESULT_STALE, deal_edit(db, ctx, &ben, &d, NULL, 0));
	d.id++;
	DID(RESULT_GONE, deal_edit(db, ctx, &ben, &d, NULL, 0));
}

/* The account and the lead that a deal leaves are counted without it. */
static void
test_edit__what_it_leaves_counts_anew(void **state)
{
	int64_t leads[2], later, first;
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .leads = leads, .lead_count = 1 };
	struct deal d;

	(void)state;
	leads_world();
	for (int i = 0; i < 2; i++) {
		leads[i] = make_lead("Mbali", 0);
		hand_over(leads[i], NOW - 20 * DAY, true);
	}
	first = deal_id = open_deal(&m, NOW - 10 * DAY);
	ADDS(RESULT_DONE, NOW - 9 * DAY, .kind = DEAL_SIGNED, EUR(70000));
	later = deal_id = open_deal(&nothing, NOW - 8 * DAY);
	ADDS(RESULT_DONE, NOW - 7 * DAY, .kind = DEAL_SIGNED, EUR(5000));
	assert_int_equal(CASES_OF("marketing_share", later), 0);	/* the account's second win */
	assert_int_equal(HITS_OF("lead_to_customer"), 1);
	d = *deal_find(db, ctx, first);
	d.account_name = "Oakridge";
	DID(RESULT_DONE, deal_edit(db, ctx, &ben, &d, NULL, 0));
	assert_int_equal(CASES_OF("marketing_share", later), 1);
	assert_results();
	DID(RESULT_DONE, deal_edit(db, ctx, &ben, &d, &leads[1], 1));
	assert_int_equal(HITS_OF("lead_to_customer"), 1);
	assert_results();
	DID(RESULT_DONE, deal_edit(db, ctx, &ben, &d, leads, 0));
	assert_int_equal(HITS_OF("lead_to_customer"), 0);
	assert_adds_up();
}

/* What was withdrawn was never handed over: no deal comes of it, whenever it was withdrawn. */
static void
test_withdrawn__sources_nothing(void **state)
{
	int64_t lead, first, second;
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .leads = &lead, .lead_count = 1 };

	(void)state;
	leads_world();
	lead = make_lead("Mbali", 0);
	first = hand_over(lead, NOW - 20 * DAY, true);
	DOES(RESULT_DONE, &ada, NOW - 19 * DAY, first, with_text(MOVE_WITHDRAWAL, "Wrong list"));
	deal_id = open_deal(&m, NOW - 10 * DAY);
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, 0);
	assert_string_equal(step_of("customer", "2026-11-11"), "0/0");
	second = hand_over(lead, NOW - 9 * DAY, true);
	deal_id = open_deal(&m, NOW - 8 * DAY);
	ADDS(RESULT_DONE, NOW - 7 * DAY, .kind = DEAL_SIGNED, EUR(70000));
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, second);
	assert_int_equal(HITS_OF("marketing_share"), 1);
	assert_adds_up();
	DOES(RESULT_DONE, &ada, NOW, second, with_text(MOVE_WITHDRAWAL, "Wrong list"));
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, 0);
	assert_int_equal(HITS_OF("marketing_share"), 0);
	assert_adds_up();
	/* As an earlier release left it: counted anew, it is as it would be now. */
	AS_ROOT("UPDATE deal SET handoff_id = ? WHERE id = ?", "ii", second, deal_id);
	AS_ROOT("UPDATE stage_day SET numerator = numerator + 1, denominator = denominator + 1 WHERE step = 'customer' AND day = '2026-11-13'", "");
	AS_ROOT("UPDATE organisation SET counted_rule = 2", "");
	assert_true(recount_waits(db) && recount_days(db, ctx, NOW));
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, 0);
	assert_adds_up();
}

static void
test_merge__deals_come_along(void **state)
{
	int64_t from, into, ids[2], both;
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .leads = ids, .lead_count = 1 };
	const struct deal_lead *leads;
	size_t count;

	(void)state;
	leads_world();
	from = ids[0] = make_lead("Mbali", NOW);
	into = make_lead("Mbali N", NOW);
	deal_id = open_deal(&m, NOW);
	ids[1] = into;
	m.lead_count = 2;
	both = open_deal(&m, NOW);
	DID(RESULT_DONE, lead_merge(db, ctx, &ada, from, 1, into, 1));
	leads = deal_leads(db, ctx, deal_id, &count);
	assert_true(count == 1 && leads[0].lead_id == into && leads[0].is_primary);
	leads = deal_leads(db, ctx, both, &count);
	assert_true(count == 1 && leads[0].lead_id == into && leads[0].is_primary);
	assert_int_equal(deal_find(db, ctx, deal_id)->revision, 2);	/* who looked at it before sees another one */
	assert_int_equal(deal_find(db, ctx, both)->revision, 2);
	DID(RESULT_GONE, deal_create(db, ctx, &ben, &m, 0, false, &both, NULL));
}

/* An opportunity of the day it was opened on; the handoff it comes from has led to one. */
static void
test_steps__opportunities_and_customers(void **state)
{
	enum { MONDAY = 1791187200 };	/* 2026-10-05 10:00 */
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .lead_count = 1 };
	int64_t lead, handoff, tuesday = MONDAY + 86400, wednesday = MONDAY + 2 * 86400;

	(void)state;
	leads_world();
	m.leads = &lead;
	lead = make_lead("Mbali", 0);
	handoff = hand_over(lead, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, handoff, attempted(ATTEMPT_SPOKE));
	DOES(RESULT_DONE, &ben, tuesday, handoff, came_out(OUTCOME_QUALIFIED));
	assert_string_equal(step_of("opportunity", "2026-10-06"), "0/1");
	deal_id = open_deal(&m, wednesday);
	assert_string_equal(step_of("opportunity", "2026-10-06"), "1/1");
	assert_string_equal(step_of("customer", "2026-10-07"), "0/1");
	open_deal(&nothing, wednesday);		/* came of no handoff: none of the path's */
	assert_string_equal(step_of("customer", "2026-10-07"), "0/1");
	assert_adds_up();
	ADDS(RESULT_DONE, wednesday + 60, .kind = DEAL_SIGNED, EUR(70000));
	assert_string_equal(step_of("customer", "2026-10-07"), "1/1");
	ADDS(RESULT_DONE, wednesday + 120, .kind = DEAL_REVERSED, .words = "Wrong deal");
	assert_string_equal(step_of("customer", "2026-10-07"), "0/1");
	/* It was opened before the lead was handed over, and so without it. */
	ADDS(RESULT_DONE, wednesday + 180, .kind = DEAL_OPENED, .at = MONDAY - 3600);
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, 0);
	assert_string_equal(step_of("customer", "2026-10-07"), "0/0");
	assert_string_equal(step_of("opportunity", "2026-10-06"), "0/1");
	assert_adds_up();
	AS_ROOT("UPDATE stage_day SET denominator = 7 WHERE step = 'customer'", "");
	{
		size_t count;
		const struct miscount *wrong = handoff_miscounts(db, ctx, &count);

		assert_true(count == 1 && wrong[0].basis == RATE_CUSTOMER && wrong[0].kept_denominator == 7);
	}
}

/* The record that takes over has the handoff the deal came of; or one that is newer. */
static void
test_merge__steps_follow(void **state)
{
	enum { MONDAY = 1791187200 };
	struct deal_making m = { .name = "40 seats", .origin = GLOSSARY_NONE, .lead_count = 1 };
	int64_t from, into, first, second;

	(void)state;
	leads_world();
	m.leads = &from;
	from = make_lead("Mbali", 0);
	into = make_lead("Mbali N", 0);
	first = hand_over(from, MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, first, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 120, first, came_out(OUTCOME_QUALIFIED));
	second = hand_over(into, MONDAY + 86400, true);
	DOES(RESULT_DONE, &ben, MONDAY + 86400 + 60, second, input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 86400 + 120, second, came_out(OUTCOME_QUALIFIED));
	deal_id = open_deal(&m, MONDAY + 2 * 86400);
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, first);
	assert_string_equal(step_of("opportunity", "2026-10-05"), "1/1");
	DID(RESULT_DONE, lead_merge(db, ctx, when(&ada, MONDAY + 3 * 86400), from, 1, into, 1));
	assert_int_equal(deal_find(db, ctx, deal_id)->handoff_id, second);
	assert_string_equal(step_of("opportunity", "2026-10-05"), "0/1");
	assert_string_equal(step_of("opportunity", "2026-10-06"), "1/1");
	assert_string_equal(step_of("customer", "2026-10-07"), "0/1");
	assert_adds_up();
}

static void
test_refs__each_once(void **state)
{
	(void)state;
	leads_world();
	deal_id = open_deal(&nothing, NOW);
	DID(RESULT_DONE, deal_ref_add(db, deal_id, "hubspot", "77"));
	DID(RESULT_DONE, deal_ref_add(db, deal_id, "hubspot", "77"));
	DID(RESULT_TAKEN, deal_ref_add(db, open_deal(&nothing, NOW), "hubspot", "77"));
	assert_int_equal(deal_by_ref(db, "hubspot", "77"), deal_id);
	assert_int_equal(deal_by_ref(db, "hubspot", "78"), 0);
}

static void
test_list__page_by_page(void **state)
{
	struct deal_filter f = { .state = DEAL_IS_OPEN, .owner_id = ben.person_id, .limit = 3 };
	const struct deal_row *rows;
	size_t count;

	(void)state;
	leads_world();
	f.owner_id = ben.person_id;
	for (int i = 0; i < 5; i++)
		deal_id = open_deal(&nothing, NOW + i);
	ADDS(RESULT_DONE, NOW + 9, .kind = DEAL_SIGNED, EUR(5));
	rows = deals_list(db, ctx, &f, &count);
	assert_int_equal(count, 3);
	f.before_id = rows[2].id;
	deals_list(db, ctx, &f, &count);
	assert_int_equal(count, 1);
	f = (struct deal_filter){ .state = DEAL_IS_WON, .limit = 10 };
	rows = deals_list(db, ctx, &f, &count);
	assert_true(count == 1 && rows[0].id == deal_id && rows[0].amount_minor == 5 && rows[0].state == DEAL_IS_WON);
	f.owner_id = sam.person_id;
	f.state = GLOSSARY_NONE;
	deals_list(db, ctx, &f, &count);
	assert_int_equal(count, 0);
}

static void
test_closed_list__by_the_day_it_happened_page_by_page(void **state)
{
	struct deal_filter f = { .limit = 2 };
	const struct deal_row *rows;
	int64_t deals[5];
	size_t count;

	(void)state;
	leads_world();
	for (int i = 0; i < 5; i++)
		deals[i] = deal_id = open_deal(&nothing, NOW + i);
	for (int kind = DEAL_IS_WON; kind <= DEAL_IS_LOST; kind++)
		for (int own = 0; own < 2; own++) {
			static const int order[] = { 1, 4, 3, 0, 2 };	/* two on one instant: the newer deal first */
			int64_t at = 0;
			size_t seen = 0;

			AS_ROOT("UPDATE deal SET lost_at = NULL, won_at = NULL", "");
			for (int i = 0; i < 5; i++)
				db_run(root, kind == DEAL_IS_WON ? "UPDATE deal SET won_at = ? WHERE id = ?" : "UPDATE deal SET lost_at = ?, won_at = opened_at WHERE id = ?", "ti",
				    NOW + 100 - (order[i] == 3 || order[i] == 4 ? 1 : i), deals[order[i]]);
			f = (struct deal_filter){ .state = kind, .limit = 2, .owner_id = own ? ben.person_id : 0 };
			do {
				rows = deals_closed(db, ctx, &f, at, &count);
				for (size_t i = 0; i < count; i++)
					assert_int_equal(rows[i].id, deals[order[seen + i]]);
				seen += count;
				if (!count)
					break;
				f.before_id = rows[count - 1].id;
				at = deal_row_closed_at(&rows[count - 1]);
			} while (seen < 5);
			assert_int_equal(seen, 5);
			deals_closed(db, ctx, &f, at, &count);
			assert_int_equal(count, 0);
			f = (struct deal_filter){ .state = kind, .limit = 2, .owner_id = sam.person_id };
			deals_closed(db, ctx, &f, 0, &count);
			assert_int_equal(count, 0);
		}
}

static enum act_result
sign_it(struct db *on, const void *own, int who, const void *what)
{
	return (enum act_result)add_as(on, own, when(who % 2 ? &ben : &sam, NOW + 1), *(const int64_t *)what, (struct deal_input){ .kind = DEAL_SIGNED, EUR(5) });
}

static enum act_result
take_back(struct db *on, const void *own, int who, const void *what)
{
	const struct deal_input in = { .kind = DEAL_REVERSED, .at = NOW + 2, .words = "Twice", .reverses = *(const int64_t *)what };

	return deal_add_event(on, own, when(who % 2 ? &ben : &sam, NOW + 2), deal_id, &in);
}

static void
test_rivals__one_signature_and_one_reversal(void **state)
{
	struct outcome out[MOST];
	const struct deal_event *events;
	size_t count;

	(void)state;
	leads_world();
	deal_id = open_deal(&nothing, NOW);
	at_once(12, sign_it, &deal_id, out);
	assert_int_equal(how_many(out, 12, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 12, RESULT_MOVED), 11);
	assert_string_equal(stands(deal_id), "won r2 €0.05");
	events = deal_events(db, ctx, deal_id, &count);
	at_once(12, take_back, &events[1].id, out);
	assert_int_equal(how_many(out, 12, RESULT_DONE), 1);
	assert_string_equal(stands(deal_id), "open r3 ");
}

static void
ask_all(void)
{
	struct deal_filter f = { .limit = 50 };
	size_t count;

	for (f.state = GLOSSARY_NONE; f.state <= DEAL_IS_LOST; f.state++)
		for (int own = 0; own < 2; own++) {
			f.owner_id = own ? ben.person_id : 0;
			f.before_id = own ? 900 : 0;
			deals_list(db, ctx, &f, &count);
			if (f.state == DEAL_IS_WON || f.state == DEAL_IS_LOST)
				deals_closed(db, ctx, &f, NOW, &count);
		}
	deals_currency(db, ctx);
	deal_find(db, ctx, deal_id);
	deal_events(db, ctx, deal_id, &count);
	deal_leads(db, ctx, deal_id, &count);
	deals_of_lead(db, ctx, 5, 10, &count);
	deal_by_ref(db, "hubspot", "77");
	DID(RESULT_DONE, deal_ref_add(db, deal_id, "hubspot", "78"));
}

/* Terms, people and companies are few; whatever there is of deals is looked up. */
static bool
may_walk(const struct step *step, const char *sql)
{
	if (strstr(sql, "ORDER BY id DESC LIMIT 100"))		/* the newest hundred */
		return true;
	return !step->table || text_in(step->table, (const char *const[]){ "a", "o", "s", "r", "p", "w", "t", NULL });
}

static void
test_plans__nothing_walks_through_deals(void **state)
{
	size_t count;

	(void)state;
	leads_world();
	deal_id = open_deal(&nothing, NOW);
	AS_ROOT("INSERT INTO deal (name, origin, owner_id, opened_at, created_by, created_team, created_at) SELECT 'x', 'sales', IF(seq % 3, ?, ?), '2026-01-01', ?,"
	    " 'sales', '2026-01-01' FROM seq_1_to_2000", "iii", ben.person_id, sam.person_id, ben.person_id);
	AS_ROOT("INSERT INTO deal_event (deal_id, kind, at, recorded_at, words, person_id, team) SELECT id, 'opened', opened_at, created_at, '', created_by, 'sales'"
	    " FROM deal WHERE name = 'x'", "");
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE deal, deal_event, deal_lead, deal_ref", "");
	assert_true(plans_of(ask_all, may_walk) >= 10);
	assert_string_equal(stands(deal_id), "open r1 ");	/* in more pages than one */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_create__with_and_without_leads),
		cmocka_unit_test(test_events__add_up_and_are_taken_back),
		cmocka_unit_test(test_undo__within_half_a_minute),
		cmocka_unit_test(test_closed__by_what_is_agreed_when_it_happens),
		cmocka_unit_test(test_opened__before_it_was_written_down),
		cmocka_unit_test(test_edit__by_revision),
		cmocka_unit_test(test_edit__what_it_leaves_counts_anew),
		cmocka_unit_test(test_withdrawn__sources_nothing),
		cmocka_unit_test(test_merge__deals_come_along),
		cmocka_unit_test(test_steps__opportunities_and_customers),
		cmocka_unit_test(test_merge__steps_follow),
		cmocka_unit_test(test_refs__each_once),
		cmocka_unit_test(test_list__page_by_page),
		cmocka_unit_test(test_closed_list__by_the_day_it_happened_page_by_page),
		cmocka_unit_test(test_rivals__one_signature_and_one_reversal),
		cmocka_unit_test(test_plans__nothing_walks_through_deals),
	};

	return cmocka_run_group_tests_name("deals in the database", tests, world_open, world_close);
}
