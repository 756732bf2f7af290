/* The outbox and its lease. Runs with CONCORD_TEST_SOCKET. */
#include "glossary/world.h"

#include "base/conf.h"
#include "auth/mail_wish.h"
#include "auth/outbox.h"
#include "base/text.h"
#include "jobs/holder.h"
#include "jobs/letters.h"
#include "jobs/store.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAITING "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'"

static struct conf conf = { .base_url = "https://concord.example.test", .host = "concord.example.test:8443",
	.mail_from = "concord@example.test" };

static struct version
reviewed(void)
{
	struct term t;

	world();
	t = make_term("Lead");
	return make_review(&t, "A person");
}

static void
test_review__mail_for_the_signatories_of_both_teams(void **state)
{
	struct due_mail *due;

	(void)state;
	reviewed();
	assert_int_equal(count_of(WAITING), 2);
	due = mail_due(db, ctx, NOW);
	assert_int_equal(due->person_id, mia.person_id);
	assert_string_equal(due->kind, "version.review");
	assert_string_equal(due->email, "Mia@example.test");
	assert_null(mail_due(db, ctx, NOW - 1));
	assert_fine();
}

static void
test_review__none_for_who_did_it_nor_for_the_disabled(void **state)
{
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "A person");
	db_run(root, "UPDATE person SET disabled_at = ? WHERE id = ?", "ti", NOW, sam.person_id);
	DID(RESULT_DONE, version_review(db, ctx, &mia, v.id, 1));
	assert_int_equal(count_of(WAITING), 0);
}

static void
test_review__what_is_rolled_back_or_refused_tells_nobody(void **state)
{
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "A person");
	db_begin(db);
	assert_int_equal(version_review(db, ctx, &ada, v.id, 1), RESULT_DONE);
	db_rollback(db);
	DID(RESULT_STALE, version_review(db, ctx, &ada, v.id, 9));
	assert_int_equal(count_of("SELECT COUNT(*) FROM outbox"), 0);
}

static void
test_letter__says_what_waits_and_where(void **state)
{
	struct mail *mail;

	(void)state;
	reviewed();
	mail = letter_write(db, ctx, &conf, mail_due(db, ctx, NOW), NOW);
	assert_non_null(mail);
	assert_string_equal(mail->to, "Mia@example.test");
	assert_string_equal(mail->host, "concord.example.test");
	assert_string_equal(mail->subject, "Lead: words wait for your signature");
	assert_non_null(strstr(mail->words, "Hello Mia,"));
	assert_non_null(strstr(mail->words, "\nhttps://concord.example.test/glossary/lead\n"));
	assert_non_null(strstr(mail->words, "you sign for Marketing"));
}

static void
test_letter__not_when_there_is_nothing_to_tell_any_more(void **state)
{
	struct version v = reviewed();
	const struct due_mail *due = mail_due(db, ctx, NOW);
	struct due_mail other = *due;

	(void)state;
	other.kind = "unknown";
	assert_null(letter_write(db, ctx, &conf, &other, NOW));
	other = *due;
	other.may_receive = false;
	assert_null(letter_write(db, ctx, &conf, &other, NOW));
	other = *due;
	other.email = "mia@example.test\r\nRCPT TO:<x@example.test>";
	assert_null(letter_write(db, ctx, &conf, &other, NOW));
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, v.revision, ZONE));
	assert_null(letter_write(db, ctx, &conf, due, NOW));
	assert_fine();
}

static void
test_letter__not_when_it_is_not_wished_for(void **state)
{
	const struct due_mail *due;

	(void)state;
	reviewed();
	due = mail_due(db, ctx, NOW);
	mail_wish_end(db, due->person_id, MAIL_OWN);
	assert_non_null(letter_write(db, ctx, &conf, due, NOW));
	mail_wish_end(db, due->person_id, MAIL_TO_SIGN);
	assert_null(letter_write(db, ctx, &conf, due, NOW));
	assert_int_equal(mail_wishes(db, ctx, due->person_id), ((1 << MAIL_KINDS) - 1) & ~(1 << MAIL_OWN | 1 << MAIL_TO_SIGN));
	mail_wishes_set(db, due->person_id, 1 << MAIL_TO_SIGN, 0);
	assert_non_null(letter_write(db, ctx, &conf, due, NOW));
	assert_int_equal(mail_wishes(db, ctx, due->person_id), 1 << MAIL_TO_SIGN);
	assert_int_equal(mail_wishes(db, ctx, due->person_id + 1), (1 << MAIL_KINDS) - 1);
	assert_fine();
}

static void
test_letter__to_the_author_when_it_is_sent_back_or_agreed(void **state)
{
	struct term t;
	struct version v;
	struct mail *mail;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_draft(&t, "A person");
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	db_run(db, "UPDATE outbox SET state = 'dropped', done_at = next_at", "");
	DID(RESULT_DONE, version_object(db, ctx, &sam, v.id, 1, "Too wide.\r\nBcc: x@example.test"));
	assert_int_equal(mail_due(db, ctx, NOW)->person_id, ada.person_id);
	mail = letter_write(db, ctx, &conf, mail_due(db, ctx, NOW), NOW);
	assert_string_equal(mail->subject, "Lead: Sam asks for a change");
	assert_non_null(strstr(mail->words, "Too wide."));
	assert_non_null(strstr(mail->words, "/glossary/lead#discussion-1\n"));
	assert_non_null(strstr(mail->off, "https://concord.example.test/account/mail-off?for="));
	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, 1));
	assert_null(letter_write(db, ctx, &conf, mail_due(db, ctx, NOW), NOW));
	db_run(db, "UPDATE outbox SET state = 'dropped', done_at = next_at", "");
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, 1, ZONE));
	assert_int_equal(count_of(WAITING), 0);
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, 1, ZONE));
	assert_int_equal(count_of(WAITING), 1);
	mail = letter_write(db, ctx, &conf, mail_due(db, ctx, NOW), NOW);
	assert_string_equal(mail->subject, "Lead: agreed by both teams");
	assert_fine();
}

static void
test_urgent__goes_before_what_is_due_already(void **state)
{
	(void)state;
	reviewed();
	assert_true(mail_waits(db, NOW) && !mail_waits(db, NOW - 1));
	outbox_urgent(db, &(struct actor){ .now = NOW }, "address.confirm", 1, sam.person_id);
	assert_string_equal(mail_due(db, ctx, NOW)->kind, "address.confirm");
	assert_int_equal(mail_due(db, ctx, NOW)->created_at, NOW);
	assert_fine();
}

static void
test_claim__once_and_put_off(void **state)
{
	struct due_mail *due;

	(void)state;
	reviewed();
	due = mail_due(db, ctx, NOW);
	assert_true(mail_claim(db, due, NOW + 60));
	assert_false(mail_claim(db, due, NOW + 60));
	assert_int_not_equal(mail_due(db, ctx, NOW)->id, due->id);
	mail_sent(db, due->id, NOW);
	mail_dropped(db, due->id, NOW);
	assert_int_equal(count_of("SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND tries = 1"), 1);
	assert_int_equal(count_of(WAITING), 1);
	assert_fine();
}

static void
test_lease__one_holder_until_it_ends_or_is_given_back(void **state)
{
	(void)state;
	world();
	db_script(root, "UPDATE job_lock SET owner = NULL, expires_at = '2000-01-01'");
	assert_true(lease_take(db, "a", NOW, 20));
	assert_true(lease_take(db, "a", NOW, 20));
	assert_true(lease_take(db, "a", NOW + 10, 20));
	assert_false(lease_take(db, "b", NOW + 30, 20));
	assert_true(lease_take(db, "b", NOW + 31, 20));
	assert_false(lease_take(db, "a", NOW + 31, 20));
	lease_give_back(db, "a");
	assert_false(lease_take(db, "a", NOW + 31, 20));
	lease_give_back(db, "b");
	assert_true(lease_take(db, "a", NOW + 31, 20));
	assert_fine();
}

static void
test_lease__of_a_process_that_has_ended_is_taken_at_once(void **state)
{
	pid_t child = fork();
	const char *name, *elsewhere;

	(void)state;
	if (child == 0) {
		pause();
		_exit(0);
	}
	assert_true(child > 0);
	world();
	name = holder_name(ctx, child);
	assert_in_range(strlen(name), 40, HOLDER_LENGTH);
	assert_string_not_equal(name, holder_name(ctx, child));
	elsewhere = text_format(ctx, "0%s", name);
	db_script(root, "UPDATE job_lock SET owner = NULL, expires_at = '2000-01-01'");
	assert_true(lease_take(db, name, NOW, 20));
	assert_false(holder_is_gone(name));
	assert_false(lease_take(db, "b", NOW, 20));
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_true(holder_is_gone(name));
	assert_false(holder_is_gone(elsewhere));
	assert_false(holder_is_gone("a"));
	assert_true(lease_take(db, elsewhere, NOW, 20));
	assert_false(lease_take(db, "b", NOW, 20));
	assert_fine();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_review__mail_for_the_signatories_of_both_teams),
		cmocka_unit_test(test_review__none_for_who_did_it_nor_for_the_disabled),
		cmocka_unit_test(test_review__what_is_rolled_back_or_refused_tells_nobody),
		cmocka_unit_test(test_letter__says_what_waits_and_where),
		cmocka_unit_test(test_letter__not_when_there_is_nothing_to_tell_any_more),
		cmocka_unit_test(test_letter__not_when_it_is_not_wished_for),
		cmocka_unit_test(test_letter__to_the_author_when_it_is_sent_back_or_agreed),
		cmocka_unit_test(test_urgent__goes_before_what_is_due_already),
		cmocka_unit_test(test_claim__once_and_put_off),
		cmocka_unit_test(test_lease__one_holder_until_it_ends_or_is_given_back),
		cmocka_unit_test(test_lease__of_a_process_that_has_ended_is_taken_at_once),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
