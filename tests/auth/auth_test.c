/* Passwords, form tokens, roles: what proves who somebody is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <string.h>
#include <talloc.h>

#include "auth/csrf.h"
#include "auth/password.h"
#include "auth/session.h"
#include "auth/user.h"

static void
test_password__only_the_right_one_verifies(void **state)
{
	void *ctx = talloc_new(NULL);
	const char *hash = password_hash(ctx, "correct horse battery");
	bool stale;

	(void)state;
	assert_non_null(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_true(password_verify(hash, "correct horse battery", &stale));
	assert_false(stale);
	assert_false(password_verify(hash, "correct horse batterY", &stale));
	assert_false(password_verify(hash, "", &stale));
	assert_false(password_verify(NULL, "no such person", &stale));
	talloc_free(ctx);
}

static void
test_password__a_broken_hash_is_nobodys(void **state)
{
	void *ctx = talloc_new(NULL);
	const char *whole = password_hash(ctx, "correct horse battery");
	bool stale;

	(void)state;
	for (size_t length = 0; length < strlen(whole); length++)
		assert_false(password_verify(talloc_strndup(ctx, whole, length), "correct horse battery", &stale));
	for (size_t at = 0; at < 30; at++) {
		char *other = talloc_strdup(ctx, whole);

		other[at] = '!';
		assert_false(password_verify(other, "correct horse battery", &stale));
	}
	assert_false(password_verify("$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    "correct horse battery", &stale));
	talloc_free(ctx);
}

static void
test_password__other_parameters_are_stale(void **state)
{
	char hash[crypto_pwhash_STRBYTES];
	bool stale;

	(void)state;
	assert_int_equal(crypto_pwhash_str(hash, "an old password", 15, 3, 12 * 1024 * 1024), 0);
	assert_true(password_verify(hash, "an old password", &stale));
	assert_true(stale);
}

static void
test_password__what_is_guessed_first_is_refused(void **state)
{
	static const char *const context[] = { "Meridian Instruments", "Inês Duarte", "ines.duarte@example.com", NULL };
	static const char *const weak[] = {
		"", "elevenchars", "password1234", "P4ssw0rd!P4ssw0rd!", "qwertyuiop123", "aaaaaaaaaaaa", "abcabcabcabc", "123456789012",
		"0987654321098", "Summer-2026-Winter", "iloveyou-forever", "Meridian2026!", "ines.duarte.2026", "Duarte Duarte Duarte",
		"Concord-Sales-1", "trustno1trustno1", "            ", "correcthorsebatterystaple", NULL
	};
	static const char *const strong[] = {
		"x7Kq-93vB.wTz", "velvet okapi trundles sideways", "ünïcödé Öfen brummen", "heron lantern gravel ukulele", NULL
	};
	void *ctx = talloc_new(NULL);
	char most[PASSWORD_MOST + 2] = "";

	(void)state;
	for (size_t i = 0; weak[i]; i++)
		if (!password_problem(ctx, weak[i], context))
			fail_msg("\"%s\" was let through", weak[i]);
	for (size_t i = 0; strong[i]; i++)
		if (password_problem(ctx, strong[i], context))
			fail_msg("\"%s\" was refused", strong[i]);
	for (int i = 0; i < 1000; i++)
		assert_null(password_problem(ctx, password_make(ctx), context));
	for (size_t i = 0; i < PASSWORD_MOST; i++)
		most[i] = "kzqvwxjghf"[i * i % 9 + (i % 7 == 0)];
	assert_null(password_problem(ctx, most, context));
	most[PASSWORD_MOST] = 'x';
	assert_non_null(password_problem(ctx, most, context));
	talloc_free(ctx);
}

static void
test_csrf__matches_its_own_base_alone(void **state)
{
	void *ctx = talloc_new(NULL);
	unsigned char secret[32], base[32], other[32];
	const char *one, *two;

	(void)state;
	randombytes_buf(secret, sizeof secret);
	csrf_base(secret, "form", base);
	csrf_base(secret, "something else", other);
	one = csrf_text(ctx, base);
	two = csrf_text(ctx, base);
	assert_string_not_equal(one, two);
	assert_true(csrf_matches(one, base) && csrf_matches(two, base));
	assert_false(csrf_matches(one, other));
	assert_false(csrf_matches(NULL, base) || csrf_matches("", base) || csrf_matches("AAAA", base));
	((char *)(uintptr_t)one)[40] ^= 1;
	assert_false(csrf_matches(one, base));
	talloc_free(ctx);
}

static void
test_token__is_random_and_hashes_to_itself(void **state)
{
	char one[TOKEN_TEXT], two[TOKEN_TEXT];
	unsigned char a[32], b[32];

	(void)state;
	token_make(one);
	token_make(two);
	assert_int_equal(strlen(one), TOKEN_TEXT - 1);
	assert_string_not_equal(one, two);
	token_hash(one, a);
	token_hash(one, b);
	assert_memory_equal(a, b, 32);
	token_hash(two, b);
	assert_memory_not_equal(a, b, 32);
}

static void
test_roles__nobody_gets_more_than_is_theirs(void **state)
{
	struct user signatory = { .team = TEAM_SALES, .is_signatory = true };
	struct user administrator = { .team = TEAM_MARKETING, .is_administrator = true };
	struct user observer = { .team = TEAM_OBSERVER, .is_signatory = true };

	(void)state;
	assert_int_equal(user_roles(NULL), STRANGER);
	assert_int_equal(user_roles(&signatory), SALES | SIGNATORY);
	assert_int_equal(user_roles(&administrator), MARKETING | ADMINISTRATOR);
	assert_int_equal(user_roles(&observer), OBSERVER);
	assert_int_equal(team_other(TEAM_MARKETING), TEAM_SALES);
	assert_int_equal(team_other(TEAM_OBSERVER), TEAM_OBSERVER);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_password__only_the_right_one_verifies),
		cmocka_unit_test(test_password__a_broken_hash_is_nobodys),
		cmocka_unit_test(test_password__other_parameters_are_stale),
		cmocka_unit_test(test_password__what_is_guessed_first_is_refused),
		cmocka_unit_test(test_csrf__matches_its_own_base_alone),
		cmocka_unit_test(test_token__is_random_and_hashes_to_itself),
		cmocka_unit_test(test_roles__nobody_gets_more_than_is_theirs),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests_name("auth", tests, NULL, NULL);
}
