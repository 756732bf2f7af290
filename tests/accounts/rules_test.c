/* Rules about people: what browsers are called, what a token needs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "accounts/rules.h"
#include "base/address.h"

static void
test_browser__is_called_what_people_call_it(void **state)
{
	static const char *const names[][2] = {
		{ "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux" },
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge on Windows" },
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome on Windows" },
		{ "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iPhone" },
		{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari on Mac" },
		{ "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome on Android" },
		{ "curl/8.5.0", "curl" }, { "", "A browser" }, { "<script>alert(1)</script>", "A browser" },
	};
	void *ctx = talloc_new(NULL);
	char *huge = talloc_zero_size(ctx, 5001);

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(browser_words(ctx, names[i][0]), names[i][1]);
	assert_string_equal(browser_words(ctx, NULL), "A browser");
	memset(huge, 'x', 5000);
	assert_string_equal(browser_words(ctx, huge), "A browser");
	talloc_free(ctx);
}

static void
test_token__needs_a_name_and_room(void **state)
{
	void *ctx = talloc_new(NULL);

	(void)state;
	assert_null(token_name_problem(ctx, "Nightly export"));
	assert_non_null(token_name_problem(ctx, " "));
	assert_null(token_count_problem(ctx, TOKENS_MOST - 1));
	assert_non_null(token_count_problem(ctx, TOKENS_MOST));
	talloc_free(ctx);
}

static void
test_code__is_taken_however_it_is_typed(void **state)
{
	void *ctx = talloc_new(NULL);

	(void)state;
	assert_string_equal(code_tidy(ctx, " 123 456\t"), "123456");
	assert_string_equal(code_tidy(ctx, "K7WD2M-abcdef GHIJKL-mnopqr\r\n"), "k7wd2mabcdefghijklmnopqr");
	assert_string_equal(code_tidy(ctx, ""), "");
	assert_string_equal(recovery_code_text(ctx, "k7wd2mabcdefghijklmnopqr"), "k7wd2m-abcdef-ghijkl-mnopqr");
	talloc_free(ctx);
}

static void
test_settings__being_out_needs_a_day_to_come_and_somebody_else(void **state)
{
	void *ctx = talloc_new(NULL);
	struct settings s = { .time_zone = "", .out_until = NULL };

	(void)state;
	assert_null(out_until_problem(&s, "2026-08-03"));
	assert_null(deputy_problem(&s, 7));
	s.out_until = "2026-08-03";
	assert_null(out_until_problem(&s, "2026-08-03"));
	assert_non_null(out_until_problem(&s, "2026-08-04"));
	assert_non_null(deputy_problem(&s, 7));
	s.deputy_id = 7;
	assert_non_null(deputy_problem(&s, 7));
	assert_null(deputy_problem(&s, 8));
	assert_true(is_out("2026-08-03", "2026-08-03"));
	assert_false(is_out("2026-08-03", "2026-08-04") || is_out(NULL, "2026-08-04"));
	assert_null(time_zone_problem(ctx, ""));
	assert_null(time_zone_problem(ctx, "Europe/Berlin"));
	assert_non_null(time_zone_problem(ctx, "Atlantis"));
	assert_non_null(time_zone_problem(ctx, "../../etc/passwd"));
	talloc_free(ctx);
}

static void
test_signatory__is_made_by_the_own_team_or_by_two(void **state)
{
	struct user own = { .id = 1, .team = TEAM_SALES, .is_signatory = true }, other = { .id = 2, .team = TEAM_MARKETING, .is_signatory = true };
	struct user member = { .id = 3, .team = TEAM_SALES }, administrator = { .id = 4, .team = TEAM_SALES, .is_administrator = true };
	struct user both = { .id = 5, .team = TEAM_MARKETING, .is_signatory = true, .is_administrator = true };

	(void)state;
	assert_int_equal(signatory_giving(&own, TEAM_SALES, 1, 0), GIVE_NOW);
	assert_int_equal(signatory_giving(&own, TEAM_OBSERVER, 0, 0), GIVE_NOT);
	assert_int_equal(signatory_giving(&own, TEAM_MARKETING, 1, 0), GIVE_NOT);
	assert_int_equal(signatory_giving(&administrator, TEAM_SALES, 1, 0), GIVE_NOT);
	assert_int_equal(signatory_giving(&administrator, TEAM_SALES, 0, 0), GIVE_ASK);
	assert_int_equal(signatory_giving(&administrator, TEAM_SALES, 0, 4), GIVE_NOT);
	assert_int_equal(signatory_giving(&other, TEAM_SALES, 0, 0), GIVE_NOT);
	assert_int_equal(signatory_giving(&other, TEAM_SALES, 0, 4), GIVE_CONFIRM);
	assert_int_equal(signatory_giving(&other, TEAM_SALES, 1, 4), GIVE_NOT);
	assert_int_equal(signatory_giving(&member, TEAM_SALES, 0, 4), GIVE_NOT);
	assert_int_equal(signatory_giving(&both, TEAM_SALES, 0, 0), GIVE_ASK);
	assert_int_equal(signatory_giving(&both, TEAM_SALES, 0, 5), GIVE_NOT);	/* nobody confirms their own wish */
	assert_null(signatory_taking_problem(&own, TEAM_SALES, 1));
	assert_non_null(signatory_taking_problem(&own, TEAM_SALES, 0));
	assert_non_null(signatory_taking_problem(&other, TEAM_SALES, 1));
	assert_non_null(signatory_taking_problem(&administrator, TEAM_SALES, 1));
}

static void
test_person__the_last_one_stays(void **state)
{
	void *ctx = talloc_new(NULL);
	struct user administrator = { .id = 4, .team = TEAM_SALES, .is_administrator = true };

	(void)state;
	assert_null(disabling_problem(ctx, &administrator, 5, TEAM_SALES, false, 0));
	assert_null(disabling_problem(ctx, &administrator, 5, TEAM_SALES, true, 1));
	assert_non_null(disabling_problem(ctx, &administrator, 5, TEAM_SALES, true, 0));
	assert_non_null(disabling_problem(ctx, &administrator, 4, TEAM_SALES, false, 3));
	assert_non_null(administrator_taking_problem(true, false, 0));
	assert_null(administrator_taking_problem(true, false, 1));
	assert_null(administrator_taking_problem(true, true, 0));
	assert_null(administrator_taking_problem(false, false, 0));
	assert_null(person_email_problem(ctx, "your", "a@b"));
	assert_non_null(person_email_problem(ctx, "your", "") );
	assert_non_null(person_email_problem(ctx, "your", "@b"));
	assert_non_null(person_email_problem(ctx, "your", "a@"));
	assert_non_null(person_email_problem(ctx, "your", "a@b@c"));
	assert_non_null(person_email_problem(ctx, "your", "a b@c"));
	talloc_free(ctx);
}

static void
test_address__is_taken_where_mail_can_be_sent_to_it(void **state)
{
	void *ctx = talloc_new(NULL);
	static const char *const some[] = { "a@b", "mia.raman+x@example.test", "a[b@example.com", "a]b@example.com", "\u00e4@example.com",
		"a@ex\u00e4mple.com", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "a@b\x7f" };
	char text[300] = "aXb@example.com";

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		assert_int_equal(person_email_problem(ctx, "your", some[i]) == NULL, address_sound(some[i]));
	for (int c = 1; c < 256; c++) {
		text[1] = (char)c;
		assert_int_equal(person_email_problem(ctx, "your", text) == NULL, address_sound(text));
	}
	assert_non_null(person_email_problem(ctx, "your", "a[b@example.com"));
	memset(text, 'a', sizeof text);
	text[1] = '@';
	for (size_t length = 250; length < 260; length++) {
		text[length] = '\0';
		assert_int_equal(person_email_problem(ctx, "your", text) == NULL, address_sound(text));
		text[length] = 'a';
	}
	talloc_free(ctx);
}

static void
test_team__is_changed_by_somebody_else_and_not_under_the_last_signatory(void **state)
{
	void *ctx = talloc_new(NULL);
	struct user boss = { .id = 1, .team = TEAM_MARKETING, .is_administrator = true };

	(void)state;
	assert_null(team_change_problem(ctx, &boss, 2, TEAM_SALES, TEAM_MARKETING, false, 0));
	assert_null(team_change_problem(ctx, &boss, 2, TEAM_SALES, TEAM_MARKETING, true, 1));
	assert_non_null(team_change_problem(ctx, &boss, 2, TEAM_SALES, TEAM_MARKETING, true, 0));
	assert_null(team_change_problem(ctx, &boss, 2, TEAM_SALES, TEAM_SALES, true, 0));
	assert_non_null(team_change_problem(ctx, &boss, 1, TEAM_MARKETING, TEAM_SALES, false, 5));
	assert_null(team_change_problem(ctx, &boss, 1, TEAM_MARKETING, TEAM_MARKETING, true, 0));
	talloc_free(ctx);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_browser__is_called_what_people_call_it),
		cmocka_unit_test(test_token__needs_a_name_and_room),
		cmocka_unit_test(test_code__is_taken_however_it_is_typed),
		cmocka_unit_test(test_settings__being_out_needs_a_day_to_come_and_somebody_else),
		cmocka_unit_test(test_signatory__is_made_by_the_own_team_or_by_two),
		cmocka_unit_test(test_person__the_last_one_stays),
		cmocka_unit_test(test_address__is_taken_where_mail_can_be_sent_to_it),
		cmocka_unit_test(test_team__is_changed_by_somebody_else_and_not_under_the_last_signatory),
	};

	return cmocka_run_group_tests_name("accounts rules", tests, NULL, NULL);
}
