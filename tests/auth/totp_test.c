/* Codes of authenticator apps: the vectors of RFC 6238, the window, and seeds at rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <string.h>
#include <talloc.h>

#include "auth/totp.h"

static const unsigned char rfc[TOTP_SEED] = "12345678901234567890";
static const unsigned char secret[32] = "0123456789abcdef0123456789abcdef";

/* RFC 6238, appendix B, SHA-1; of its eight digits the last six. */
static void
test_code__is_what_the_rfc_says(void **state)
{
	static const struct { int64_t at; const char *code; } vectors[] = {
		{ 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { 20000000000, "353130" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		assert_int_equal(totp_step(rfc, vectors[i].at, vectors[i].code, 0), vectors[i].at / 30);
}

static void
test_code__is_good_one_step_early_and_one_late(void **state)
{
	int64_t step = 1111111109 / 30;

	(void)state;
	for (int64_t off = -1; off <= 1; off++)
		assert_int_equal(totp_step(rfc, (step + off) * 30, "081804", 0), step);
	assert_int_equal(totp_step(rfc, (step - 1) * 30 - 1, "081804", 0), 0);
	assert_int_equal(totp_step(rfc, (step + 1) * 30 + 29, "081804", 0), step);
	assert_int_equal(totp_step(rfc, (step + 2) * 30, "081804", 0), 0);
}

static void
test_code__of_a_step_that_was_used_or_one_before_it_is_none(void **state)
{
	int64_t step = 1111111109 / 30;

	(void)state;
	assert_int_equal(totp_step(rfc, 1111111109, "081804", step - 1), step);
	assert_int_equal(totp_step(rfc, 1111111109, "081804", step), 0);
	assert_int_equal(totp_step(rfc, 1111111109, "081804", step + 1), 0);
}

static void
test_code__is_six_digits_and_nothing_else(void **state)
{
	static const char *const wrong[] = { "", "0", "08180", "0818041", "081805", "081 804", " 081804", "08180a", "-81804", "\xd9\xa0" "81804", NULL };

	(void)state;
	for (size_t i = 0; wrong[i]; i++)
		assert_int_equal(totp_step(rfc, 1111111109, wrong[i], 0), 0);
}

static void
test_seed__is_shown_in_groups_and_read_by_apps(void **state)
{
	void *ctx = talloc_new(NULL);

	(void)state;
	assert_string_equal(totp_seed_text(ctx, rfc), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
	assert_string_equal(totp_address(ctx, rfc, "Concord M\xc3\xbcller & Co", "ines+x@example.com"),
	    "otpauth://totp/Concord%20M%C3%BCller%20%26%20Co:ines%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	    "&issuer=Concord%20M%C3%BCller%20%26%20Co");
	talloc_free(ctx);
}

static void
test_seal__opens_for_its_person_and_secret_alone(void **state)
{
	void *ctx = talloc_new(NULL);
	unsigned char seed[TOTP_SEED], out[TOTP_SEED], other[32];
	const char *sealed;
	char *broken;

	(void)state;
	totp_seed_make(seed);
	sealed = totp_seal(ctx, secret, 7, seed);
	assert_true(strlen(sealed) <= 128);
	assert_true(totp_open(secret, 7, sealed, out));
	assert_memory_equal(seed, out, TOTP_SEED);
	assert_string_not_equal(sealed, totp_seal(ctx, secret, 7, seed));
	assert_false(totp_open(secret, 8, sealed, out));
	memcpy(other, secret, 32);
	other[31] ^= 1;
	assert_false(totp_open(other, 7, sealed, out));
	broken = talloc_strdup(ctx, sealed);
	broken[40] = broken[40] == 'A' ? 'B' : 'A';
	assert_false(totp_open(secret, 7, broken, out));
	assert_false(totp_open(secret, 7, "", out));
	assert_false(totp_open(secret, 7, NULL, out));
	assert_false(totp_open(secret, 7, talloc_asprintf(ctx, "%s%s", sealed, sealed), out));
	talloc_free(ctx);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_code__is_what_the_rfc_says),
		cmocka_unit_test(test_code__is_good_one_step_early_and_one_late),
		cmocka_unit_test(test_code__of_a_step_that_was_used_or_one_before_it_is_none),
		cmocka_unit_test(test_code__is_six_digits_and_nothing_else),
		cmocka_unit_test(test_seed__is_shown_in_groups_and_read_by_apps),
		cmocka_unit_test(test_seal__opens_for_its_person_and_secret_alone),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
