/* Amounts of money, as typed and as shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "sla/rules_money.h"

#include "base/text.h"

static void
reads(const char *code, const char *typed, int64_t expected)
{
	int64_t minor = -1;

	if (money_read(currency_find(code), typed, &minor) ? minor != expected : expected != -1)
		fail_msg("%s of “%s” is %lld", code, typed, (long long)minor);
}

static void
test_typed(void **state)
{
	(void)state;
	reads("EUR", "600000", 60000000);
	reads("EUR", "600,000", 60000000);
	reads("EUR", "600 000", 60000000);
	reads("EUR", "600\u00A0000", 60000000);
	reads("CHF", "1'200'000.5", 120000050);
	reads("CHF", "1\u2019200\u2019000.05", 120000005);
	reads("EUR", "0", 0);
	reads("EUR", "0.01", 1);
	reads("JPY", "600,000", 600000);
	reads("KWD", "1.234", 1234);
	reads("EUR", "9999999999999.99", MONEY_MOST);
}

static void
test_refused(void **state)
{
	static const char *const odd[] = { "", " ", "-1", "+1", "600.000", "1,00", "1,0000", "1000,000", "1,000,00", ",000", ".5", "5.", "1.2.3", "1e6",
		"€5", "5 €", "5k", "10000000000000", "99999999999999999999999", "1,,000", "1 ,000", "0x10", "٣" };

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		reads("EUR", odd[i], -1);
	reads("EUR", NULL, -1);
	reads("JPY", "600.5", -1);
	reads("EUR", "1.234", -1);
}

static void
test_words(void **state)
{
	void *ctx = talloc_new(NULL);

	(void)state;
	assert_string_equal(money_words(ctx, currency_find("EUR"), 60000000), "€600,000");
	assert_string_equal(money_words(ctx, currency_find("EUR"), 1200005), "€12,000.05");
	assert_string_equal(money_words(ctx, currency_find("CHF"), 99), "CHF\u00A00.99");
	assert_string_equal(money_words(ctx, currency_find("JPY"), 999), "JPY\u00A0999");
	assert_string_equal(money_words(ctx, currency_find("KWD"), 1000001), "KWD\u00A01,000.001");
	assert_string_equal(money_words(ctx, currency_find("EUR"), MONEY_MOST), "€9,999,999,999,999.99");
	assert_null(currency_find("eur"));
	assert_null(currency_find(NULL));
	talloc_free(ctx);
}

static void
test_there_and_back(void **state)
{
	void *ctx = talloc_new(NULL);

	(void)state;
	for (const struct currency *c = currencies; c->code; c++)
		for (int64_t minor = 1; minor <= MONEY_MOST / 7; minor = minor * 7 + 3)
			reads(c->code, money_typed(ctx, c, minor), minor);
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typed), cmocka_unit_test(test_refused), cmocka_unit_test(test_words),
		cmocka_unit_test(test_there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
