/* Who gets a lead, in the database: rules, turns under many at once, who keeps it, and when somebody first had it. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "data/plans.h"
#include "glossary/at_once.h"
#include "leads/store_assign.h"
#include "leads/store_result.h"

#define MONDAY at("2026-10-05 10:00")
#define MINUTES(n) ((n) * INT64_C(60))
#define DAYS(n) ((n) * INT64_C(86400))

static int64_t
add_rule(int kind, int64_t persona, int64_t source, const struct actor *const *who, size_t count)
{
	struct assign_member members[8] = { 0 };
	struct assign_rule rule = { .kind = kind, .persona_id = persona, .source_id = source, .members = members, .member_count = count };

	for (size_t i = 0; i < count; i++)
		members[i].person_id = who[i]->person_id;
	DID(RESULT_DONE, assign_rule_add(db, when(&sam, MONDAY), &rule, assign_revision(db)));
	return db_integer(root, 0, "SELECT MAX(id) FROM assignment_rule", "");
}

static const struct actor *const both[] = { &ben, &sam };

/* What the history says of how it was given; "" for nothing. */
static const char *
given_words(int64_t id)
{
	size_t count;
	const struct handoff_event *events = handoff_events(db, ctx, id, &count);
	const char *words = "";

	for (size_t i = 0; i < count; i++)
		if (events[i].move == MOVE_ASSIGNMENT)
			words = events[i].words;
	return words;
}

static void
test_rules__are_asked_when_a_lead_is_handed_over(void **state)
{
	const struct actor *const ben_alone[] = { &ben };
	const struct handoff_event *events;
	int64_t lead, id, source;
	size_t count;

	(void)state;
	promised_world();
	source = source_know(db, &ada, "Web form");
	AS_ROOT("INSERT INTO source (name, same_as_id, created_at) VALUES ('webform', ?, '2026-01-01')", "i", source);
	add_rule(ASSIGN_SOURCE, 0, source, ben_alone, 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM assignment_rule WHERE kind = 'account' AND position = 1"), 1);	/* it held until then */
	lead = make_lead("Jo", 0);
	AS_ROOT("UPDATE lead_record SET source_id = (SELECT id FROM source WHERE name = 'webform') WHERE id = ?", "i", lead);
	id = hand_over(lead, MONDAY, true);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
	assert_int_equal(handoff_find(db, ctx, id)->first_assigned_at, MONDAY);
	assert_string_equal(given_words(id), "Given to Ben: source Web form.");
	events = handoff_events(db, ctx, id, &count);
	assert_int_equal(count, 2);
	assert_int_equal(events[1].person_id, 0);
	assert_int_equal(db_integer(root, 0, "SELECT COUNT(*) FROM timer WHERE person_id = ? AND subject_id = ? AND kind = 'decision'", "ii", ben.person_id, id), 1);
	/* Nobody's rule: the shared queue, and nothing is told. */
	id = hand_over(make_lead("Al", 0), MONDAY, true);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, 0);
	assert_int_equal(handoff_find(db, ctx, id)->first_assigned_at, 0);
	assert_string_equal(given_words(id), "");
	AS_ROOT("UPDATE account SET owner_sales_id = ?", "i", sam.person_id);
	lead = make_lead("Cy", 0);
	AS_ROOT("UPDATE lead_record SET source_id = ? WHERE id = ?", "ii", source, lead);
	assert_string_equal(given_words(hand_over(lead, MONDAY, true)), "Given to Sam: owner of Fernhill.");
	assert_adds_up();
}

static int64_t now_of_all;

static enum act_result
submit_own(struct db *mine, const void *own, int who, const void *what)
{
	struct answer answers[] = { { .code = "PRICE", .value = "yes", .evidence = "" }, { .code = "SEATS", .value = "50", .evidence = "" } };
	const struct submission s = { .lead_id = ((const int64_t *)what)[who], .answers = answers, .answer_count = 2, .words = "", .how_entered = "",
	    .situation = "", .next_step = "" };
	struct actor actor = who % 2 ? ada : mia;
	int64_t id;

	actor.now = now_of_all;
	return handoff_submit(mine, own, &actor, &s, ZONE, &id);
}

static void
test_at_once__twenty_are_spread_evenly(void **state)
{
	struct outcome out[MOST];
	const struct actor *who[3] = { &ben, &sam };
	struct actor cora;
	int64_t leads[21];

	(void)state;
	promised_world();
	cora = scratch_person(root, "Cora", TEAM_SALES, false, NOW);
	who[2] = &cora;
	add_rule(ASSIGN_ANY, 0, 0, who, 3);
	for (int i = 0; i < 21; i++)
		leads[i] = make_lead(text_format(ctx, "Jo %d", i), 0);
	now_of_all = MONDAY;
	at_once(20, submit_own, leads, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 20);
	hand_over(leads[20], MONDAY, true);
	assert_int_equal(count_of("SELECT COUNT(*) FROM (SELECT owner_id FROM handoff GROUP BY owner_id HAVING COUNT(*) = 7) x"), 3);
	assert_int_equal(count_of("SELECT turns FROM assignment_rule WHERE kind = 'any'"), 21);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff_act WHERE act = 'assignment'"), 21);
	assert_adds_up();
}

/* A turn is waited for: nobody starts again because somebody else took one. */
static void
test_at_once__nobody_is_sent_back_for_a_turn(void **state)
{
	struct outcome out[MOST];
	int64_t leads[20];

	(void)state;
	leads_world();
	add_rule(ASSIGN_ANY, 0, 0, both, 2);
	for (int i = 0; i < 20; i++)
		leads[i] = make_lead(text_format(ctx, "Jo %d", i), 0);
	now_of_all = MONDAY;
	at_once(20, submit_own, leads, out);
	for (int i = 0; i < 20; i++)
		assert_in_range(out[i].tries, 1, 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM (SELECT owner_id FROM handoff GROUP BY owner_id HAVING COUNT(*) = 10) x"), 2);
}

static void
test_turns__who_is_out_is_stood_in_for_or_passed_over(void **state)
{
	(void)state;
	promised_world();
	add_rule(ASSIGN_ANY, 0, 0, both, 2);
	AS_ROOT("UPDATE person SET out_until = '2026-10-05' WHERE id = ?", "i", ben.person_id);
	assert_string_equal(given_words(hand_over(make_lead("A", 0), MONDAY, true)), "Given to Sam: it was their turn.");
	assert_string_equal(given_words(hand_over(make_lead("B", 0), MONDAY, true)), "Given to Sam: it was their turn.");
	AS_ROOT("UPDATE person SET deputy_id = ? WHERE id = ?", "ii", sam.person_id, ben.person_id);
	assert_string_equal(given_words(hand_over(make_lead("C", 0), MONDAY, true)), "Given to Sam for Ben, who is out today: it was their turn.");
	assert_string_equal(given_words(hand_over(make_lead("D", 0), MONDAY + DAYS(1), true)), "Given to Sam: it was their turn.");
	assert_string_equal(given_words(hand_over(make_lead("E", 0), MONDAY + DAYS(1), true)), "Given to Ben: it was their turn.");
	AS_ROOT("UPDATE person SET disabled_at = '2026-10-01' WHERE team = 'sales'", "");
	assert_string_equal(given_words(hand_over(make_lead("F", 0), MONDAY + DAYS(1), true)), "");
}

static void
test_again__whoever_had_it_keeps_it_unless_gone(void **state)
{
	struct handoff_input more = with_text(MOVE_RESUBMIT, "They grew");
	struct answer seats[] = { { .code = "SEATS", .value = "50", .evidence = "" } };
	int64_t id, lead, next;

	(void)state;
	promised_world();
	add_rule(ASSIGN_ANY, 0, 0, both, 2);
	more.answers = seats;
	more.answer_count = 1;
	lead = make_lead("Jo", 0);
	id = hand_over(lead, MONDAY, false);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(5), id, returned());
	DOES(RESULT_DONE, &ada, MONDAY + MINUTES(9), id, more);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, ben.person_id);
	DOES(RESULT_DONE, &sam, MONDAY + MINUTES(12), id, returned());
	AS_ROOT("UPDATE person SET disabled_at = '2026-10-01' WHERE id = ?", "i", ben.person_id);
	DOES(RESULT_DONE, &ada, MONDAY + MINUTES(15), id, more);
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, sam.person_id);
	assert_int_equal(handoff_find(db, ctx, id)->first_assigned_at, MONDAY);
	assert_int_equal(db_integer(root, 0, "SELECT COUNT(*) FROM timer WHERE subject_id = ? AND state = 'running' AND kind = 'decision' AND person_id = ?",
	    "ii", id, sam.person_id), 1);
	/* Recycled, it comes back to whoever had it. */
	AS_ROOT("UPDATE person SET disabled_at = NULL", "");
	DOES(RESULT_DONE, &sam, MONDAY + MINUTES(20), id, attempted(ATTEMPT_SPOKE));
	DOES(RESULT_DONE, &sam, MONDAY + MINUTES(21), id, came_out(OUTCOME_RECYCLED));
	DID(RESULT_DONE, handoff_bring_back(db, ctx, when(&ada, MONDAY + MINUTES(30)), id, ZONE, &next));
	assert_string_equal(given_words(next), "Given to Sam: had this lead before.");
	assert_adds_up();
}

/* Who has it changes; the team's clocks and the routing time do not. */
static void
test_reassigning__restarts_nothing(void **state)
{
	struct handoff_input to = input(MOVE_ASSIGNMENT);
	const struct handoff *h;
	struct clock *before, *after;
	size_t count, later;
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	before = timers_of(db, ctx, "handoff", id, MONDAY, &count);
	to.owner_id = ben.person_id;
	DOES(RESULT_DONE, &sam, MONDAY + MINUTES(30), id, to);
	to.owner_id = sam.person_id;
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(60), id, to);
	h = handoff_find(db, ctx, id);
	assert_int_equal(h->first_assigned_at, MONDAY + MINUTES(30));
	assert_int_equal(h->assigned_at, MONDAY + MINUTES(60));
	assert_string_equal(given_words(id), "Given to Sam.");
	after = timers_of(db, ctx, "handoff", id, MONDAY + MINUTES(61), &later);
	assert_int_equal(later, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(after[i].id, before[i].id);
		assert_int_equal(after[i].started_at, before[i].started_at);
		assert_int_equal(after[i].deadline, before[i].deadline);
		if (after[i].team == TEAM_SALES)
			assert_int_equal(after[i].person_id, sam.person_id);
	}
	to.owner_id = 0;
	DOES(RESULT_DONE, &ben, MONDAY + MINUTES(90), id, to);
	assert_int_equal(handoff_find(db, ctx, id)->first_assigned_at, MONDAY + MINUTES(30));
	assert_string_equal(given_words(id), "Given to nobody: it waits in the shared queue.");
}

static void
test_undo__an_acceptance_by_whom_nobody_had_it(void **state)
{
	const struct handoff_event *last;
	int64_t id;

	(void)state;
	promised_world();
	id = hand_over(make_lead("Jo", 0), MONDAY, true);
	DOES(RESULT_DONE, &ben, MONDAY + 60, id, input(MOVE_ACCEPTANCE));
	assert_int_equal(handoff_find(db, ctx, id)->first_assigned_at, MONDAY + 60);
	last = handoff_last(db, ctx, id);
	DID(RESULT_DONE, handoff_undo(db, ctx, when(&ben, MONDAY + 70), id, last->id, ZONE));
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, 0);
	assert_int_equal(handoff_find(db, ctx, id)->first_assigned_at, 0);
}

static void
test_list__edits_are_decided_by_its_revision(void **state)
{
	int64_t any, revision;
	struct assign_rule rule = { .kind = ASSIGN_ACCOUNT };
	struct assign_member one = { .person_id = 0 };
	const struct assign_rule *list;
	size_t count;

	(void)state;
	leads_world();
	assert_int_equal(assign_revision(db), 1);
	assert_null(assign_editor(db, ctx));
	any = add_rule(ASSIGN_ANY, 0, 0, both, 2);
	hand_over(make_lead("Jo", 0), MONDAY, true);
	revision = assign_revision(db);
	assert_int_equal(revision, 2);
	assert_string_equal(assign_editor(db, ctx), "Sam");
	DID(RESULT_STALE, assign_rule_add(db, &ben, &rule, 1));
	DID(RESULT_STALE, assign_rule_drop(db, &ben, any, 1));
	DID(RESULT_STALE, assign_rule_move(db, ctx, &ben, any, true, 1));
	DID(RESULT_GONE, assign_rule_drop(db, &ben, any + 100, revision));
	DID(RESULT_DONE, assign_rule_move(db, ctx, &ben, any, true, assign_revision(db)));
	DID(RESULT_DONE, assign_rule_move(db, ctx, &ben, any, true, assign_revision(db)));	/* is first already */
	list = assign_rules(db, ctx, &count);
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, any);
	assert_int_equal(list[0].member_count, 2);
	/* Sam waits for a turn, Ben had one: who stays keeps it. */
	one.person_id = ben.person_id;
	rule = (struct assign_rule){ .id = any, .kind = ASSIGN_ANY, .members = &one, .member_count = 1 };
	DID(RESULT_DONE, assign_rule_edit(db, &ben, &rule, assign_revision(db)));
	assert_int_equal(count_of("SELECT turn FROM assignment_member"), 1);
	rule.kind = ASSIGN_ACCOUNT;
	DID(RESULT_DONE, assign_rule_edit(db, &ben, &rule, assign_revision(db)));
	assert_int_equal(count_of("SELECT COUNT(*) FROM assignment_member"), 0);
	DID(RESULT_DONE, assign_rule_drop(db, &ben, any, assign_revision(db)));
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act LIKE 'assignment.%'"), 5);
}

/* What somebody has is moved in one act, at most so much at a time; clocks run on, and the index serves the search for open handoffs. */
static void
test_move__all_that_somebody_had(void **state)
{
	struct move_order order = { .team = TEAM_SALES };
	struct holding moved;
	const struct holding *mine, *left;
	int64_t ids[3], deadline;
	size_t count;

	(void)state;
	promised_world();
	order.from_id = ben.person_id;
	for (int i = 0; i < 3; i++) {
		int64_t lead = make_lead(text_format(ctx, "Jo %d", i), 0);

		AS_ROOT("UPDATE lead_record SET owner_sales_id = ? WHERE id = ?", "ii", ben.person_id, lead);
		ids[i] = hand_over(lead, MONDAY, true);
	}
	DOES(RESULT_DONE, &ben, MONDAY + 60, ids[2], input(MOVE_ACCEPTANCE));
	DOES(RESULT_DONE, &ben, MONDAY + 60, ids[2], came_out(OUTCOME_QUALIFIED));
	AS_ROOT("UPDATE account SET owner_sales_id = ?, owner_marketing_id = ?", "ii", ben.person_id, ada.person_id);
	holdings_left(db, ctx, &count);
	assert_int_equal(count, 0);
	AS_ROOT("UPDATE person SET disabled_at = '2026-10-01' WHERE id = ?", "i", ben.person_id);
	left = holdings_left(db, ctx, &count);
	assert_int_equal(count, 1);
	assert_true(left->handoffs == 2 && left->leads == 3 && left->accounts == 1 && left->team == TEAM_SALES && left->has_left);
	mine = holdings_of(db, ctx, ada.person_id);
	assert_true(mine[TEAM_MARKETING].accounts == 1 && !mine[TEAM_MARKETING].has_left && mine[TEAM_SALES].has_left);
	assert_null(holdings_of(db, ctx, 99999));
	deadline = count_of("SELECT SUM(UNIX_TIMESTAMP(deadline)) FROM timer");
	order.to_id = ada.person_id;
	DID(RESULT_MOVED, holding_move(db, ctx, when(&sam, MONDAY + MINUTES(5)), &order, ZONE, &moved));
	order.to_id = ben.person_id;
	DID(RESULT_MOVED, holding_move(db, ctx, when(&sam, MONDAY + MINUTES(5)), &order, ZONE, &moved));
	order.to_id = sam.person_id;
	DID(RESULT_DONE, holding_move(db, ctx, when(&sam, MONDAY + MINUTES(5)), &order, ZONE, &moved));
	assert_true(moved.handoffs == 2 && moved.leads == 3 && moved.accounts == 1);
	assert_true(holding_moved(db, ctx, when(&sam, MONDAY + MINUTES(6)), ben.person_id, &moved) && moved.leads == 3);
	assert_false(holding_moved(db, ctx, when(&ada, MONDAY + MINUTES(6)), ben.person_id, &moved));
	assert_int_equal(handoff_find(db, ctx, ids[0])->owner_id, sam.person_id);
	assert_int_equal(handoff_find(db, ctx, ids[0])->first_assigned_at, MONDAY);
	assert_int_equal(handoff_find(db, ctx, ids[2])->owner_id, ben.person_id);	/* it is over, and was his */
	assert_string_equal(given_words(ids[0]), "Given to Sam; Ben had it before.");
	assert_int_equal(count_of("SELECT SUM(UNIX_TIMESTAMP(deadline)) FROM timer"), deadline);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_edit WHERE field = 'owner_sales'"), 3);
	holdings_left(db, ctx, &count);
	assert_int_equal(count, 0);
	assert_adds_up();
}

/* More than is moved at once: what is left is known before, and moved by the next act. Open deals are named, and stay. */
static void
test_move__only_so_much_at_once(void **state)
{
	struct move_order order = { .team = TEAM_SALES };
	struct holding moved, rest;
	const struct holding *had;

	(void)state;
	promised_world();
	order.from_id = ben.person_id;
	order.to_id = sam.person_id;
	AS_ROOT("INSERT INTO account (id, name, owner_sales_id, created_at) SELECT seq, CONCAT('A ', seq), ?, '2026-09-01' FROM seq_1001_to_1020", "i", ben.person_id);
	AS_ROOT("INSERT INTO lead_record (id, name, company, origin, owner_sales_id, created_by, created_team, created_at) SELECT seq, CONCAT('Lead ', seq), 'C',"
	    " 'marketing', ?, ?, 'marketing', '2026-09-01' FROM seq_1001_to_5740", "ii", ben.person_id, ada.person_id);
	AS_ROOT("INSERT INTO handoff (id, lead_id, state, term_version_id, author_id, owner_id, words, submitted_at, first_submitted_at, all_known, all_met, in_volume,"
	    " queue_at, owner_at) SELECT seq, seq, 'submitted', ?, ?, ?, 'x', '2026-09-01', '2026-09-01', 1, 1, 1, (1 << 62) | seq,"
	    " LOWER(CONCAT(LPAD(HEX(?), 12, '0'), LPAD(HEX((1 << 62) | seq), 16, '0'))) FROM seq_1001_to_1252", "iiii", gate_version.id, ada.person_id,
	    ben.person_id, ben.person_id);
	AS_ROOT("INSERT INTO deal (name, origin, owner_id, opened_at, lost_at, created_by, created_team, created_at) SELECT 'Deal', 'sales', ?, '2026-09-01',"
	    " IF(seq = 3, '2026-09-02', NULL), ?, 'sales', '2026-09-01' FROM seq_1_to_3", "ii", ben.person_id, ben.person_id);
	had = &holdings_of(db, ctx, ben.person_id)[TEAM_SALES];
	assert_true(had->handoffs == 252 && had->leads == 4740 && had->accounts == 20 && had->deals == 2);
	rest = holding_rest(had);
	assert_true(rest.handoffs == 2 && rest.leads == 0 && rest.accounts == 10 && rest.deals == 0 && holding_movable(&rest));
	DID(RESULT_DONE, holding_move(db, ctx, when(&sam, MONDAY), &order, ZONE, &moved));
	assert_true(moved.handoffs == MOVED_HANDOFFS_MOST && moved.leads == 4740 && moved.accounts == 10);
	had = &holdings_of(db, ctx, ben.person_id)[TEAM_SALES];
	assert_true(had->handoffs == rest.handoffs && had->leads == rest.leads && had->accounts == rest.accounts);
	DID(RESULT_DONE, holding_move(db, ctx, when(&sam, MONDAY + 60), &order, ZONE, &moved));
	assert_true(moved.handoffs == 2 && moved.leads == 0 && moved.accounts == 10);
	had = &holdings_of(db, ctx, ben.person_id)[TEAM_SALES];
	assert_true(!holding_movable(had) && had->deals == 2);
	rest = holding_rest(&(struct holding){ .leads = 6000, .accounts = 7 });
	assert_true(rest.leads == 6000 - MOVED_LEADS_MOST && rest.accounts == 7);
}

static void
test_move__takes_what_counts_of_a_history_along(void **state)
{
	struct move_order order = { .team = TEAM_SALES };
	struct holding moved;
	int64_t lead;

	(void)state;
	promised_world();
	order.from_id = ben.person_id;
	order.to_id = sam.person_id;
	lead = make_lead("Jo", 0);
	AS_ROOT("UPDATE lead_record SET owner_sales_id = ? WHERE id = ?", "ii", ben.person_id, lead);
	AS_ROOT("SET STATEMENT foreign_key_checks = OFF FOR INSERT INTO lead_history (lead_id, import_id, mql_at, said, told_at) VALUES (?, 1, '2026-09-07', '{}', '2026-10-01')", "i", lead);
	results_follow_lead(db, ctx, lead, ZONE);
	assert_true(count_of("SELECT COUNT(*) FROM result_case WHERE owner_id = (SELECT id FROM person WHERE name = 'Ben')") > 0);
	DID(RESULT_DONE, holding_move(db, ctx, when(&sam, MONDAY), &order, ZONE, &moved));
	assert_int_equal(moved.leads, 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM result_case WHERE owner_id = (SELECT id FROM person WHERE name = 'Ben')"), 0);
	assert_true(count_of("SELECT COUNT(*) FROM result_case WHERE owner_id = (SELECT id FROM person WHERE name = 'Sam')") > 0);
}

static void
test_move__back_to_the_rules(void **state)
{
	struct move_order order = { .team = TEAM_SALES, .by_rules = true };
	struct holding moved;
	int64_t lead, id;

	(void)state;
	promised_world();
	order.from_id = ben.person_id;
	lead = make_lead("Jo", 0);
	AS_ROOT("UPDATE lead_record SET owner_sales_id = ? WHERE id = ?", "ii", ben.person_id, lead);
	id = hand_over(lead, MONDAY, true);
	add_rule(ASSIGN_ANY, 0, 0, both, 2);
	DID(RESULT_DONE, holding_move(db, ctx, when(&ben, MONDAY + 60), &order, ZONE, &moved));	/* he is still here: not back to him */
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, sam.person_id);
	assert_string_equal(given_words(id), "Given to Sam: it was their turn.");
	AS_ROOT("DELETE FROM assignment_rule", "");
	order.from_id = sam.person_id;
	DID(RESULT_DONE, holding_move(db, ctx, when(&ben, MONDAY + 120), &order, ZONE, &moved));
	assert_int_equal(handoff_find(db, ctx, id)->owner_id, 0);
	assert_string_equal(given_words(id), "Given to nobody; Sam had it before.");
	assert_adds_up();
}

static void
test_pair__of_an_account(void **state)
{
	struct account_pair pair = { 0 };
	const struct account_pair *list;
	size_t count;

	(void)state;
	leads_world();
	make_lead("Jo", 0);
	pair.id = count_of("SELECT MAX(id) FROM account");
	account_pairs(db, ctx, 5, &count);
	assert_int_equal(count, 0);
	pair.marketing_id = mia.person_id;
	pair.sales_id = ada.person_id;		/* of the wrong team: left out */
	DID(RESULT_DONE, account_pair_save(db, &ada, &pair, 1));
	DID(RESULT_STALE, account_pair_save(db, &ada, &pair, 1));
	list = account_pairs(db, ctx, 5, &count);
	assert_int_equal(count, 1);
	assert_string_equal(list->marketing_name, "Mia");
	assert_null(list->sales_name);
	pair.id += 100;
	DID(RESULT_GONE, account_pair_save(db, &ada, &pair, 1));
	assert_null(account_pair_find(db, ctx, pair.id));
}

static void
read_everything(void)
{
	size_t count;

	assign_lead(db, ctx, 77, 0, MONDAY, ZONE);
	assign_trials(db, ctx, 10, MONDAY, ZONE, &count);
	assert_int_equal(count, 10);
	account_pairs(db, ctx, 50, &count);
	assert_int_equal(count, 50);
	account_pair_find(db, ctx, 7);
	holdings_left(db, ctx, &count);
	assert_int_equal(count, 1);
	holdings_of(db, ctx, ben.person_id);
}

/* People, rules and their members are few; a step over what another found (derived) walks through no more than was found. */
static bool
may_walk(const struct step *step, const char *sql)
{
	static const char *const few[] = { "p", "r", "m", "s", "t", "person", NULL };

	(void)sql;
	return !step->table || step->table[0] == '<' || text_in(step->table, few);
}

/* Thousands of handoffs and leads: what is asked of them goes by an index. The newest ten of a table are an index from its end. */
static bool
may_walk_but_newest(const struct step *step, const char *sql)
{
	return may_walk(step, sql) || (text_equal(step->table, "handoff") && text_equal(step->type, "index") && strstr(sql, "ORDER BY id DESC LIMIT"));
}

static void
test_plans__go_by_an_index(void **state)
{
	size_t count;

	(void)state;
	leads_world();
	add_rule(ASSIGN_ANY, 0, 0, both, 2);
	AS_ROOT("INSERT INTO account (id, name, owner_sales_id, owner_marketing_id, created_at) SELECT seq, CONCAT('A ', seq), IF(seq % 20, NULL, ?),"
	    " IF(seq % 30, NULL, ?), '2026-09-01' FROM seq_1_to_3000", "ii", ben.person_id, ada.person_id);
	AS_ROOT("INSERT INTO lead_record (id, account_id, name, company, origin, owner_sales_id, created_by, created_team, created_at) SELECT seq, 1 + seq % 3000,"
	    " CONCAT('Lead ', seq), 'C', 'marketing', IF(seq % 50, IF(seq % 3, NULL, ?), ?), ?, 'marketing', '2026-09-01' FROM seq_1_to_6000", "iii", sam.person_id,
	    ben.person_id, ada.person_id);
	AS_ROOT("INSERT INTO handoff (id, lead_id, state, term_version_id, author_id, owner_id, words, submitted_at, first_submitted_at, all_known, all_met, in_volume,"
	    " queue_at, owner_at) SELECT seq, seq, 'submitted', ?, ?, IF(seq % 50, ?, ?), 'x', '2026-09-01', '2026-09-01', 1, 1, 1, (1 << 62) | seq,"
	    " LOWER(CONCAT(LPAD(HEX(IF(seq % 50, ?, ?)), 12, '0'), LPAD(HEX((1 << 62) | seq), 16, '0'))) FROM seq_1_to_6000", "iiiiii", gate_version.id,
	    ada.person_id, sam.person_id, ben.person_id, sam.person_id, ben.person_id);
	AS_ROOT("UPDATE person SET disabled_at = '2026-10-01' WHERE id = ?", "i", ben.person_id);
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE handoff, lead_record, account", "");
	db = scratch_open(ctx);
	assert_in_range(plans_of(read_everything, may_walk_but_newest), 9, 30);
	db_script(root, "SET foreign_key_checks = 0");
	assert_true(db_script(root, "TRUNCATE TABLE handoff") && db_script(root, "TRUNCATE TABLE lead_record") && db_script(root, "TRUNCATE TABLE account"));
	db_script(root, "SET foreign_key_checks = 1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules__are_asked_when_a_lead_is_handed_over),
		cmocka_unit_test(test_at_once__twenty_are_spread_evenly),
		cmocka_unit_test(test_at_once__nobody_is_sent_back_for_a_turn),
		cmocka_unit_test(test_turns__who_is_out_is_stood_in_for_or_passed_over),
		cmocka_unit_test(test_again__whoever_had_it_keeps_it_unless_gone),
		cmocka_unit_test(test_reassigning__restarts_nothing),
		cmocka_unit_test(test_undo__an_acceptance_by_whom_nobody_had_it),
		cmocka_unit_test(test_move__all_that_somebody_had),
		cmocka_unit_test(test_move__only_so_much_at_once),
		cmocka_unit_test(test_move__takes_what_counts_of_a_history_along),
		cmocka_unit_test(test_move__back_to_the_rules),
		cmocka_unit_test(test_pair__of_an_account),
		cmocka_unit_test(test_plans__go_by_an_index),
		cmocka_unit_test(test_list__edits_are_decided_by_its_revision),
	};

	return cmocka_run_group_tests_name("assignment", tests, world_open, world_close);
}
