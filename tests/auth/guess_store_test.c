/* Guesses at passwords: slow for whoever guesses, no lock-out for whoever does not. Needs CONCORD_TEST_SOCKET. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <string.h>
#include <talloc.h>

#include "auth/guess.h"
#include "data/scratch.h"

enum { NOON = 1790000000 };

static struct db *db, *owner;
static void *all;
static const unsigned char secret[32] = "0123456789abcdef0123456789abcdef";

static struct guess
from(const char *email, const char *cookie, const char *address)
{
	return guess_from(secret, email, cookie, address);
}

/* One wrong guess; when it may be tried again, 0 when it was looked at. */
static int64_t
wrong(const char *email, const char *cookie, const char *address, int64_t now)
{
	struct guess guess = from(email, cookie, address);
	int64_t until = guess_begin(db, &guess, now);

	if (!until)
		guess_wrong(db, &guess, now);
	assert_int_equal(db_fate(db), DB_FINE);
	return until;
}

static int64_t
right(const char *email, const char *cookie, const char *address, int64_t now)
{
	struct guess guess = from(email, cookie, address);
	int64_t until = guess_begin(db, &guess, now);

	if (!until)
		guess_right(db, &guess);
	assert_int_equal(db_fate(db), DB_FINE);
	return until;
}

static int
empty(void **state)
{
	(void)state;
	scratch_empty(owner);
	return 0;
}

static void
test_guess__the_eleventh_wrong_one_waits_a_quarter_of_an_hour(void **state)
{
	(void)state;
	for (int i = 0; i < GUESS_MOST; i++)
		assert_int_equal(wrong("priya@example.com", NULL, "192.0.2.1", NOON + i), 0);
	assert_int_equal(wrong("priya@example.com", NULL, "192.0.2.1", NOON + 100), NOON + 9 + GUESS_SPAN);
	assert_int_equal(right("priya@example.com", NULL, "192.0.2.1", NOON + 9 + GUESS_SPAN - 1), NOON + 9 + GUESS_SPAN);
	assert_int_equal(right("priya@example.com", NULL, "192.0.2.1", NOON + 9 + GUESS_SPAN), 0);
}

static void
test_guess__slow_guessing_is_never_more_than_the_limit_in_any_span(void **state)
{
	int64_t looked[400], now = NOON;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 400; i++, now += 37)
		if (!wrong("priya@example.com", NULL, "192.0.2.1", now))
			looked[n++] = now;
	assert_true(n >= 40);
	for (size_t i = GUESS_MOST; i < n; i++)
		assert_true(looked[i] - looked[i - GUESS_MOST] >= GUESS_SPAN);
}

static void
test_guess__another_way_to_write_the_address_is_the_same_account(void **state)
{
	static const char *const ways[] = { "Inês@example.com", "ines@example.com", "INES@EXAMPLE.COM", "ïnés@example.com", "iNeS@example.com" };

	(void)state;
	for (int i = 0; i < GUESS_MOST; i++)
		assert_int_equal(wrong(ways[i % 5], NULL, "192.0.2.1", NOON), 0);
	for (int i = 0; i < 5; i++)
		assert_true(wrong(ways[i], NULL, "192.0.2.1", NOON) > 0);
	assert_int_equal(wrong("tines@example.com", NULL, "192.0.2.1", NOON), 0);
}

static void
test_guess__a_stranger_locks_nobody_out(void **state)
{
	const char *cookie = guess_cookie(all, secret, "priya@example.com");
	char address[32];

	(void)state;
	for (int i = 0; i < 2 * GUESS_MOST_ANYWHERE; i++) {
		snprintf(address, sizeof address, "192.0.2.%d", i % 250);
		wrong("priya@example.com", NULL, address, NOON);
	}
	assert_true(right("priya@example.com", NULL, "198.51.100.7", NOON) > 0);	/* all networks together are used up */
	assert_int_equal(right("priya@example.com", cookie, "192.0.2.1", NOON), 0);
	for (int i = 0; i < GUESS_MOST; i++)
		assert_int_equal(wrong("priya@example.com", cookie, "192.0.2.1", NOON), 0);
	assert_true(right("priya@example.com", cookie, "192.0.2.1", NOON) > 0);		/* its own tries have an end as well */
	assert_int_equal(right("daniel@example.com", NULL, "192.0.2.1", NOON), 0);
}

static void
test_guess__one_network_does_not_use_up_another(void **state)
{
	(void)state;
	for (int i = 0; i <= GUESS_MOST; i++)
		wrong("priya@example.com", NULL, "2001:db8:1:2::1", NOON);
	assert_true(right("priya@example.com", NULL, "2001:db8:1:2:ffff::9", NOON) > 0);
	assert_int_equal(right("priya@example.com", NULL, "2001:db8:1:3::1", NOON), 0);
}

static void
test_guess__what_was_not_looked_at_takes_nothing_from_others(void **state)
{
	char address[32];

	(void)state;
	for (int i = 0; i < GUESS_MOST_ANYWHERE + 2; i++)
		wrong("priya@example.com", NULL, "192.0.2.1", NOON);
	assert_int_equal(right("priya@example.com", NULL, "198.51.100.7", NOON), 0);
	for (int i = 0; i < GUESS_MOST_ANYWHERE; i++) {
		snprintf(address, sizeof address, "192.0.2.%d", 2 + i / 5);
		wrong("priya@example.com", NULL, address, NOON);
	}
	for (int i = 0; i < 2 * GUESS_MOST; i++)
		assert_int_equal(wrong("priya@example.com", NULL, "198.51.100.8", NOON + 9), NOON + GUESS_SPAN);
	assert_int_equal(right("priya@example.com", NULL, "198.51.100.8", NOON + GUESS_SPAN), 0);
}

static void
test_guess__no_text_typed_as_an_address_counts_for_codes(void **state)
{
	static const char *const texts[] = { "code of priya@example.com", "codes priya@example.com", "priya@example.com" };
	struct guess code = guess_of_code(secret, "priya@example.com", NULL);

	(void)state;
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
		for (int i = 0; i < GUESS_MOST_ANYWHERE + 2; i++) {
			char address[32];

			snprintf(address, sizeof address, "192.0.2.%d", i);
			wrong(texts[t], NULL, i % 2 ? address : NULL, NOON);
		}
	assert_int_equal(guess_begin(db, &code, NOON), 0);
	guess_right(db, &code);
	for (int i = 0; i < GUESS_MOST; i++) {
		assert_int_equal(guess_begin(db, &code, NOON), 0);
		guess_wrong(db, &code, NOON);
	}
	assert_true(guess_begin(db, &code, NOON) > 0);
	assert_int_equal(right("marc@example.com", NULL, NULL, NOON), 0);
}

static void
test_guess__right_ones_do_not_count(void **state)
{
	const char *cookie = guess_cookie(all, secret, "priya@example.com");

	(void)state;
	for (int i = 0; i < 5 * GUESS_MOST; i++)
		assert_int_equal(right("priya@example.com", NULL, "192.0.2.1", NOON + i), 0);
	for (int i = 0; i < GUESS_MOST - 1; i++)
		assert_int_equal(wrong("priya@example.com", NULL, "192.0.2.1", NOON), 0);
	assert_int_equal(right("priya@example.com", NULL, "192.0.2.1", NOON + 800), 0);
	assert_int_equal(wrong("priya@example.com", NULL, "192.0.2.1", NOON + GUESS_SPAN), 0);	/* the right one did not prolong it */
	for (int i = 0; i < 30; i++) {
		assert_int_equal(wrong("priya@example.com", cookie, "192.0.2.1", NOON), 0);
		assert_int_equal(right("priya@example.com", cookie, "192.0.2.1", NOON), 0);
	}
}

static void
test_guess__a_cookie_counts_for_its_own_account_and_cannot_be_made_up(void **state)
{
	const char *cookie = guess_cookie(all, secret, "Priya@example.com");
	char forged[128];
	static const unsigned char other[32] = "another secret, another secret!";

	(void)state;
	assert_true(from("priya@EXAMPLE.com", cookie, NULL).known);
	assert_false(from("daniel@example.com", cookie, NULL).known);
	assert_false(from("priya@example.com", guess_cookie(all, other, "priya@example.com"), NULL).known);
	for (size_t i = 0; i < strlen(cookie); i++) {
		snprintf(forged, sizeof forged, "%s", cookie);
		forged[i] = forged[i] == 'A' ? 'B' : 'A';
		assert_false(from("priya@example.com", forged, NULL).known);
	}
	assert_false(from("priya@example.com", "", NULL).known || from("priya@example.com", ".", NULL).known);
}

static void
test_guess__old_ones_are_let_go(void **state)
{
	(void)state;
	wrong("priya@example.com", NULL, "192.0.2.1", NOON);
	guesses_remove(db, NOON, 20);
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM sign_in_guess", ""), 2);
	guesses_remove(db, NOON + 1, 20);
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM sign_in_guess", ""), 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_guess__the_eleventh_wrong_one_waits_a_quarter_of_an_hour, empty),
		cmocka_unit_test_setup(test_guess__slow_guessing_is_never_more_than_the_limit_in_any_span, empty),
		cmocka_unit_test_setup(test_guess__another_way_to_write_the_address_is_the_same_account, empty),
		cmocka_unit_test_setup(test_guess__a_stranger_locks_nobody_out, empty),
		cmocka_unit_test_setup(test_guess__one_network_does_not_use_up_another, empty),
		cmocka_unit_test_setup(test_guess__what_was_not_looked_at_takes_nothing_from_others, empty),
		cmocka_unit_test_setup(test_guess__no_text_typed_as_an_address_counts_for_codes, empty),
		cmocka_unit_test_setup(test_guess__right_ones_do_not_count, empty),
		cmocka_unit_test(test_guess__a_cookie_counts_for_its_own_account_and_cannot_be_made_up),
		cmocka_unit_test_setup(test_guess__old_ones_are_let_go, empty),
	};
	int failed;

	if (sodium_init() < 0)
		return 1;
	all = talloc_new(NULL);
	db = scratch_open(all);
	owner = scratch_root(all);
	failed = cmocka_run_group_tests_name("guess", tests, NULL, NULL);
	talloc_free(all);
	return failed;
}
