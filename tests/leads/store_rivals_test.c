/* Many at the same instant on one handoff, and long lives by chance: what is kept still adds up. Runs with CONCORD_TEST_SOCKET. */
#include "world.h"

#include "glossary/at_once.h"

#define MONDAY at("2026-10-05 10:00")

static enum act_result
decide_it(struct db *mine, const void *own, int who, const void *what)
{
	const struct actor *actors[] = { &ben, &sam };
	struct handoff_input in = who % 2 ? returned() : input(MOVE_ACCEPTANCE);
	struct actor actor = *actors[who % 2];

	actor.now = ((const int64_t *)what)[1];
	return (enum act_result)do_as(mine, own, &actor, *(const int64_t *)what, in);
}

static void
test_at_once__of_twenty_decisions_one_wins(void **state)
{
	struct outcome out[MOST];

	(void)state;
	for (int i = 0; i < 3; i++) {
		int64_t what[2];
		const struct handoff_event *last;
		const char *why;

		promised_world();
		what[0] = hand_over(make_lead("Jo", 0), MONDAY, true);
		what[1] = MONDAY + 60;
		at_once(20, decide_it, what, out);
		/* An accepted one may still be returned, a returned one not accepted: so one of each, or one return alone. */
		assert_int_equal(how_many(out, 20, RESULT_DONE) + how_many(out, 20, RESULT_MOVED), 20);
		assert_in_range(how_many(out, 20, RESULT_DONE), 1, 2);
		assert_string_equal(state_of(what[0]), "returned");
		last = handoff_last(db, ctx, what[0]);
		why = handoff_refusal(ctx, handoff_find(db, ctx, what[0]), MOVE_ACCEPTANCE, last, MONDAY + 61, ZONE);
		assert_string_equal(why, "Sam returned it at 10:01. It is returned and waits for Marketing’s answer.");
		assert_int_equal(count_of("SELECT COUNT(*) FROM handoff_act WHERE act = 'return'"), 1);
		assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE kind = 'answer'"), 1);
		assert_adds_up();
	}
}

static enum act_result
accept_it(struct db *mine, const void *own, int who, const void *what)
{
	struct actor actor = who % 2 ? sam : ben;
	struct handoff_input in = input(MOVE_ACCEPTANCE);

	actor.now = ((const int64_t *)what)[1];
	in.seen = ((const int64_t *)what)[2];
	return (enum act_result)do_as(mine, own, &actor, *(const int64_t *)what, in);
}

static void
test_at_once__twenty_accept_one_does(void **state)
{
	struct outcome out[MOST];
	int64_t what[3];

	(void)state;
	promised_world();
	what[0] = hand_over(make_lead("Jo", 0), MONDAY, true);
	what[1] = MONDAY + 60;
	what[2] = handoff_find(db, ctx, what[0])->revision;
	at_once(20, accept_it, what, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 20, RESULT_MOVED), 19);
	assert_string_equal(sum_of(quality), "1/1");
	assert_string_equal(sum_of(decision), "1/1");
	assert_adds_up();
}

static enum act_result
try_it(struct db *mine, const void *own, int who, const void *what)
{
	struct actor actor = who % 2 ? sam : ben;

	actor.now = ((const int64_t *)what)[1];
	return (enum act_result)do_as(mine, own, &actor, *(const int64_t *)what, attempted(ATTEMPT_NO_ANSWER));
}

static void
test_at_once__twenty_attempts_are_twenty(void **state)
{
	struct outcome out[MOST];
	int64_t what[2];

	(void)state;
	promised_world();
	what[0] = hand_over(make_lead("Jo", 0), MONDAY, true);
	what[1] = MONDAY + 60;
	at_once(20, try_it, what, out);
	assert_int_equal(how_many(out, 20, RESULT_DONE), 20);
	assert_int_equal(handoff_find(db, ctx, what[0])->attempts, 20);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff_act WHERE from_state = 'submitted' AND act = 'attempt'"), 1);
	assert_string_equal(sum_of(first_attempt), "1/1");
	assert_adds_up();
}

static int64_t now_of_all;

static enum act_result
work_on_own(struct db *mine, const void *own, int who, const void *what)
{
	const int64_t *ids = what;
	struct actor actor = who % 2 ? sam : ben;

	actor.now = now_of_all;
	return (enum act_result)do_as(mine, own, &actor, ids[who], who % 3 ? attempted(ATTEMPT_SPOKE) : returned());
}

/* Each on a handoff of their own, as many at once as there are workers: nobody is refused, though they raise the same days. */
static void
test_at_once__others_are_not_in_the_way(void **state)
{
	struct outcome out[MOST];
	int64_t ids[20];
	int most = 0;

	(void)state;
	promised_world();
	for (int i = 0; i < 20; i++)
		ids[i] = hand_over(make_lead(text_format(ctx, "Jo %d", i), 0), MONDAY, true);
	now_of_all = MONDAY + 60;
	for (int round = 0; round < 5; round++) {
		at_once(4, work_on_own, ids + 4 * round, out);
		assert_int_equal(how_many(out, 4, RESULT_DONE), 4);
		for (int i = 0; i < 4; i++)
			most = out[i].tries > most ? out[i].tries : most;
	}
	assert_in_range(most, 1, 8);	/* as often as a request is tried */
	assert_adds_up();
}

static enum act_result
submit_it(struct db *mine, const void *own, int who, const void *what)
{
	struct answer answers[] = { { .code = "PRICE", .value = "yes", .evidence = "" }, { .code = "SEATS", .value = "50", .evidence = "" } };
	const struct submission s = { .lead_id = *(const int64_t *)what, .answers = answers, .answer_count = 2, .words = "", .how_entered = "",
	    .situation = "", .next_step = "" };
	struct actor actor = who % 2 ? ada : mia;
	int64_t id;

	actor.now = ((const int64_t *)what)[1];
	return handoff_submit(mine, own, &actor, &s, ZONE, &id);
}

static void
test_at_once__handed_over_once(void **state)
{
	struct outcome out[MOST];
	int64_t what[2];

	(void)state;
	for (int i = 0; i < 3; i++) {
		promised_world();
		what[0] = make_lead("Jo", 0);
		what[1] = MONDAY;
		at_once(20, submit_it, what, out);
		assert_int_equal(how_many(out, 20, RESULT_DONE), 1);
		assert_int_equal(how_many(out, 20, RESULT_TAKEN), 19);
		assert_int_equal(count_of("SELECT COUNT(*) FROM handoff"), 1);
		assert_int_equal(count_of("SELECT COUNT(*) FROM timer"), 4);
		assert_string_equal(sum_of(volume), "1/0");
	}
}

static enum act_result
tell_it(struct db *mine, const void *own, int who, const void *what)
{
	struct attempt_told told[3];
	struct actor actor = ben;

	(void)who;
	actor.now = ((const int64_t *)what)[1];
	for (int i = 0; i < 3; i++)
		told[i] = (struct attempt_told){ .handoff_id = *(const int64_t *)what, .channel = GLOSSARY_NONE, .result = ATTEMPT_NO_ANSWER,
		    .happened_at = actor.now - 60 * i, .system = "aircall", .external_id = text_format(own, "%d", i) };
	attempts_take(mine, own, &actor, told, 3, ZONE);
	return told[0].status == TOLD_CREATED ? RESULT_DONE : told[0].status == TOLD_SAME ? RESULT_TAKEN : RESULT_GONE;
}

static void
test_at_once__a_feed_told_by_twelve_is_told_once(void **state)
{
	struct outcome out[MOST];
	int64_t what[2];

	(void)state;
	promised_world();
	what[0] = hand_over(make_lead("Jo", 0), MONDAY, true);
	what[1] = MONDAY + 600;
	at_once(12, tell_it, what, out);
	assert_int_equal(how_many(out, 12, RESULT_DONE), 1);
	assert_int_equal(how_many(out, 12, RESULT_TAKEN), 11);
	assert_int_equal(count_of("SELECT COUNT(*) FROM attempt"), 3);
	assert_int_equal(handoff_find(db, ctx, what[0])->attempts, 3);
	assert_adds_up();
}

/* What chance does next. */
static struct handoff_input
by_chance(void)
{
	static struct answer seats;		/* checking it points into what each world takes along */
	struct handoff_input in;

	switch (random() % 14) {
	case 0: case 1:
		return input(MOVE_ACCEPTANCE);
	case 2: case 3:
		return returned();
	case 4:
		return with_text(MOVE_QUESTION, "Which?");
	case 5:
		return with_text(MOVE_INFORM, "That one");
	case 6:
		return input(random() % 4 ? MOVE_APPEAL : MOVE_AGREE);
	case 7:
		in = with_text(MOVE_RESUBMIT, "New");
		seats = (struct answer){ .code = "SEATS", .value = random() % 2 ? "60" : NULL, .evidence = "Order" };
		in.answers = &seats;
		in.answer_count = 1;
		return in;
	case 8:
		return settled((int)(random() % 2));
	case 9:
		in = came_out((int)(random() % 3));
		in.quality = random() % 6;
		return in;
	case 10:
		return input(random() % 5 ? MOVE_FEEDBACK : MOVE_WITHDRAWAL);
	}
	return attempted((int)(random() % 6));
}

static void
one_step(int64_t id, int64_t now)
{
	struct handoff_input in = by_chance();
	int result = RESULT_GONE;

	if (in.move == MOVE_APPEAL)
		in.text = "She did";
	if (in.move == MOVE_FEEDBACK)
		in.quality = 1 + random() % 5;
	if (in.move == MOVE_ATTEMPT && random() % 3 == 0)
		in.happened_at = now - random() % 7200;
	if (random() % 6 == 0) {
		const struct handoff_event *last = handoff_last(db, ctx, id);

		IN_TRANSACTION(result, (int)handoff_undo(db, ctx, when(&ben, last->recorded_at + random() % 40), id, last->id, ZONE));
		return;
	}
	(void)result;
	IN_TRANSACTION(result, do_as(db, ctx, when(in.move >= MOVE_INFORM && in.move <= MOVE_APPEAL ? &ada : &ben, now), id, in));
}

/* No place in the queue but for who has a turn, and the place says what is due. */
static void
assert_in_place(int64_t id, int64_t now)
{
	const struct handoff *h = handoff_find(db, ctx, id);
	size_t count;
	const struct clock *timers = timers_of(db, ctx, "handoff", id, now, &count);
	bool found = !h->due_timer_id;

	assert_int_equal(h->queue_at != 0, h->turn != GLOSSARY_NONE);
	for (size_t i = 0; i < count; i++)
		if (timers[i].id == h->due_timer_id) {
			assert_int_equal(queue_due(h->queue_at), timers[i].deadline);
			assert_int_equal(timers[i].team, h->turn);
			found = true;
		}
	assert_true(found);
	assert_int_equal(db_integer(root, -1, "SELECT owner_at <=> IF(queue_at IS NULL, NULL, LOWER(CONCAT(LPAD(HEX(COALESCE(owner_id, 0)), 12, '0'),"
	    " LPAD(HEX(queue_at), 16, '0')))) FROM handoff WHERE id = ?", "i", id), 1);
	assert_int_equal(h->attempts, db_integer(root, -1, "SELECT COUNT(*) FROM attempt WHERE handoff_id = ? AND undone_at IS NULL", "i", id));
}

static void
test_chance__sums_are_what_a_recount_gives(void **state)
{
	int brought_back = 0;

	(void)state;
	for (unsigned seed = 1; seed <= 6; seed++) {
		int64_t ids[6], now;

		srandom(seed);
		promised_world();
		now = MONDAY;
		for (int i = 0; i < 6; i++)
			ids[i] = hand_over(make_lead(text_format(ctx, "Lead %d", i), now - random() % 7200), now + 60 * i, random() % 3 > 0);
		for (int step = 0; step < 90; step++) {
			int place = (int)(random() % 6), result;
			int64_t next;

			now += random() % 3 ? random() % 1800 : random() % 86400;
			one_step(ids[place], now);
			assert_in_place(ids[place], now);
			IN_TRANSACTION(result, (int)handoff_bring_back(db, ctx, when(&ada, now), ids[place], ZONE, &next));
			if (result == RESULT_DONE)
				ids[place] = next;
			brought_back += result == RESULT_DONE;
			if (step % 30 == 29) {
				WORKS(done, handoffs_unanswered(db, ctx, now, 100));
				assert_adds_up();
			}
		}
	}
	assert_true(brought_back > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_at_once__of_twenty_decisions_one_wins),
		cmocka_unit_test(test_at_once__twenty_accept_one_does),
		cmocka_unit_test(test_at_once__twenty_attempts_are_twenty),
		cmocka_unit_test(test_at_once__others_are_not_in_the_way),
		cmocka_unit_test(test_at_once__handed_over_once),
		cmocka_unit_test(test_at_once__a_feed_told_by_twelve_is_told_once),
		cmocka_unit_test(test_chance__sums_are_what_a_recount_gives),
	};

	return cmocka_run_group_tests_name("handoffs and rivals", tests, world_open, world_close);
}
