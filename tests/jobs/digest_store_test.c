/* The mail about clocks that run out. Runs with CONCORD_TEST_SOCKET. */
#include "sla/clocks.h"

#include "jobs/letters.h"

static const struct conf conf = { .base_url = "https://concord.example.test", .host = "concord.example.test", .mail_from = "concord@example.test" };

/* Two clocks of Ben's at half of their time, and the mail that tells of them; their ids. */
static struct due_mail *
half_over(int64_t ids[2])
{
	struct due_mail *due;
	int64_t done;

	clocks();
	ids[0] = start_clock(first_attempt, 1, "2026-10-05 10:00");
	ids[1] = start_clock(first_attempt, 2, "2026-10-05 09:30");
	IN_TRANSACTION(done, timers_warn(db, ctx, at("2026-10-05 13:00"), 100));
	IN_TRANSACTION(done, digests_post(db, ctx, at("2026-10-05 13:00"), 100));
	assert_int_equal(done, 1);
	due = mail_due(db, ctx, at("2026-10-05 13:00"));
	assert_non_null(due);
	assert_string_equal(due->kind, "digest");
	return due;
}

static void
test_all_clocks_in_one_mail__the_most_urgent_first(void **state)
{
	int64_t ids[2];
	const struct due_mail *due = half_over(ids);
	const struct mail *mail = letter_write(db, ctx, &conf, due, at("2026-10-05 13:00"));

	(void)state;
	assert_non_null(mail);
	assert_string_equal(mail->to, "Ben@example.test");
	assert_string_equal(mail->subject, "2 clocks run out");
	assert_non_null(strstr(mail->words, text_format(ctx, "- First attempt: 1 h 30 min left, by 5 Oct 2026, 14:30\n"
	    "  https://concord.example.test/sla/timers/%lld\n- First attempt: 2 h left, by 5 Oct 2026, 15:00\n", (long long)ids[1])));
}

static void
test_what_was_done_meanwhile_is_not_told(void **state)
{
	int64_t ids[2];
	const struct due_mail *due = half_over(ids);
	const struct mail *mail;

	(void)state;
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 13:00"), ids[1], at("2026-10-05 13:00")));
	mail = letter_write(db, ctx, &conf, due, at("2026-10-05 13:01"));
	assert_string_equal(mail->subject, "First attempt: a clock runs out");
	DID(RESULT_DONE, timer_meet(db, ctx, when(&ben, "2026-10-05 13:00"), ids[0], at("2026-10-05 13:00")));
	assert_null(letter_write(db, ctx, &conf, due, at("2026-10-05 13:01")));
	assert_fine();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_clocks_in_one_mail__the_most_urgent_first),
		cmocka_unit_test(test_what_was_done_meanwhile_is_not_told),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
