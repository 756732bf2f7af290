/* Mail as bytes: what any server takes, and no value that becomes a header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <talloc.h>

#include "base/address.h"
#include "base/text.h"
#include "jobs/mail.h"
#include "jobs/mail_files.h"

static void *ctx;

static char *
message(const char *subject, const char *words)
{
	return mail_message(ctx, &(struct mail){ .id = 12, .from = "concord@example.test", .to = "mia@example.test",
	    .host = "concord.example.test", .subject = subject, .words = words, .at = 1795260000 });
}

static void
test_message__plain_text_stays_as_it_is(void **state)
{
	(void)state;
	assert_string_equal(message("Words wait", "Hello Mia,\n\nread.\n"),
	    "Date: Sat, 21 Nov 2026 11:20:00 +0000\r\nFrom: Concord <concord@example.test>\r\nTo: mia@example.test\r\n"
	    "Subject: Words wait\r\nMessage-ID: <outbox-12@concord.example.test>\r\nAuto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
	    "\r\nHello Mia,\r\n\r\nread.\r\n");
}

static void
test_message__names_the_address_that_ends_it(void **state)
{
	const char *m = mail_message(ctx, &(struct mail){ .id = 12, .from = "concord@example.test", .to = "mia@example.test",
	    .host = "concord.example.test", .subject = "Words wait", .words = "Hello\n", .at = 1795260000,
	    .off = "https://concord.example.test/account/mail-off?for=7&kind=own&proof=x" });

	(void)state;
	assert_non_null(strstr(m, "\r\nList-Unsubscribe:\r\n <https://concord.example.test/account/mail-off?for=7&kind=own&proof=x>\r\n"
	    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
	assert_null(strstr(message("Words wait", "Hello\n"), "List-Unsubscribe"));
}

static void
test_message__a_subject_makes_no_header(void **state)
{
	const char *m = message("Hello\r\nBcc: everybody@example.test\r\n\r\nNot the words", "Words\n");

	(void)state;
	assert_null(strstr(m, "\r\nBcc"));
	assert_null(strstr(m, "everybody"));
	assert_non_null(strstr(m, "Subject: =?UTF-8?B?"));
	assert_non_null(strstr(message("=?UTF-8?Q?odd?=", ""), "Subject: =?UTF-8?B?PT9VVEYt"));
}

static void
test_message__other_letters_are_encoded_and_never_split(void **state)
{
	char subject[400] = "";
	const char *m;

	(void)state;
	assert_non_null(strstr(message("Größe", ""), "Subject: =?UTF-8?B?R3LDtsOfZQ==?=\r\n"));
	for (int i = 0; i < 60; i++)
		strncat(subject, "日本", sizeof subject - strlen(subject) - 1);
	m = strstr(message(subject, ""), "Subject: ");
	for (const char *word = m; (word = strstr(word, "=?UTF-8?B?")); word++) {
		size_t length = strcspn(word, "\r\n");

		assert_in_range(length, 12, 75);
		assert_int_equal((strcspn(word + 10, "?")) % 4, 0);
		assert_string_not_equal(word + 10, "?=");
		assert_null(memchr(word + 10, '=', length - 12));	/* 42 bytes are 14 characters of three: nothing is filled up */
	}
}

static void
test_message__words_keep_to_the_line_and_their_blanks(void **state)
{
	char words[2000];
	const char *m;

	(void)state;
	memset(words, 'x', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	m = strstr(message("S", words), "\r\n\r\n") + 4;
	for (const char *line = m; *line; line += strcspn(line, "\n") + 1)
		assert_in_range(strcspn(line, "\r\n"), 1, 76);
	assert_non_null(strstr(message("S", "a = b \nä\n"), "\r\n\r\na =3D b=20\r\n=C3=A4\r\n"));
	assert_non_null(strstr(message("S", "\r\x01"), "\r\n\r\n=0D=01\r\n"));
}

static void
test_words__what_was_written_is_read_again(void **state)
{
	const struct mail mail = { .id = 1, .from = "a@b", .to = "c@d", .host = "h", .subject = "Ärger: the minutes of the meeting of Jöna Döe, as they stand, all of it", .words = "It was said that it = Jöna Döe, whom we have called"
	    " twice in this month alone, and more\n", .calendar = "BEGIN:VCALENDAR\r\nSUMMARY:With Jan\r\n e Doe\r\nEND:VCALENDAR\r\n", .calendar_method = "CANCEL" };
	const char *words = mail_words(ctx, mail_message(ctx, &mail));

	(void)state;
	assert_non_null(strstr(words, "Subject: Ärger: the minutes of the meeting of Jöna Döe, as they stand, all of it"));
	assert_non_null(strstr(words, "It was said that it = Jöna Döe, whom we have called twice in this month alone, and more"));
	assert_non_null(strstr(words, "SUMMARY:With Jane Doe"));
	assert_non_null(strstr(words, "method=CANCEL"));
	assert_string_equal(mail_words(ctx, ""), "");
	mail_words(ctx, "=?UTF-8?B?!!");
	mail_words(ctx, "a =4");
}

static void
test_files__old_ones_go(void **state)
{
	char folder[] = "/tmp/concord-mail.XXXXXX", path[3][64];
	const time_t now = 1792000000;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path[2], sizeof path[2], "%s/mail", folder);
	assert_int_equal(mail_files_expire(ctx, folder, now), 0);	/* nothing was ever written */
	assert_int_equal(mkdir(path[2], 0700), 0);
	for (int i = 0; i < 2; i++) {
		const time_t at = now - (MAIL_FILE_DAYS + 1 - 2 * i) * 86400;

		snprintf(path[i], sizeof path[i], "%s/mail/%08d.eml", folder, i);
		fclose(fopen(path[i], "w"));
		utimensat(AT_FDCWD, path[i], (const struct timespec[]){ { at, 0 }, { at, 0 } }, 0);
	}
	assert_int_equal(mail_files_expire(ctx, folder, now), 1);
	assert_int_equal(access(path[0], F_OK), -1);
	assert_int_equal(unlink(path[1]) | rmdir(path[2]) | rmdir(folder), 0);
}

static void
test_address(void **state)
{
	static const char *const sound[] = { "a@b", "mia.raman+x@example.test", NULL };
	static const char *const unsound[] = { "", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "<a@b>", "\"a\"@b", "a@b,c", "ä@b", NULL };

	(void)state;
	for (size_t i = 0; sound[i]; i++)
		assert_true(address_sound(sound[i]));
	for (size_t i = 0; unsound[i]; i++)
		assert_false(address_sound(unsound[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_message__plain_text_stays_as_it_is),
		cmocka_unit_test(test_message__names_the_address_that_ends_it),
		cmocka_unit_test(test_message__a_subject_makes_no_header),
		cmocka_unit_test(test_message__other_letters_are_encoded_and_never_split),
		cmocka_unit_test(test_message__words_keep_to_the_line_and_their_blanks),
		cmocka_unit_test(test_words__what_was_written_is_read_again),
		cmocka_unit_test(test_files__old_ones_go),
		cmocka_unit_test(test_address),
	};
	int failed;

	ctx = talloc_new(NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	talloc_free(ctx);
	return failed;
}
