/* Mail about what somebody watches: to whom, about what, in which words. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "auth/audit.h"
#include "auth/mail_wish.h"
#include "auth/watch.h"
#include "base/conf.h"
#include "jobs/letters.h"

static const struct conf conf = { .base_url = "https://concord.example.test", .host = "concord.example.test", .mail_from = "concord@example.test" };

#define WATCHED "SELECT COUNT(*) FROM outbox WHERE kind = 'watch' AND state = 'waiting'"

/* Watching as themselves, now. */
static void
watch(const struct actor *who, enum watch_kind kind, int64_t id)
{
	db_begin(db);
	watch_set(db, who, kind, id, true);
	assert_true(db_commit(db));
}

/* The mail somebody has waiting about what they watch, written now; NULL: there is nothing to tell. */
static const struct mail *
letter_to(const struct actor *who)
{
	struct due_mail due = { .id = 1, .person_id = who->person_id, .kind = "watch", .email = "x@example.test", .name = "X", .team = who->team,
		.may_receive = true, .created_at = NOW };

	due.subject_id = db_integer(root, 0, "SELECT MAX(subject_id) FROM outbox WHERE kind = 'watch' AND person_id = ?", "i", who->person_id);
	assert_true(due.subject_id > 0);
	return letter_write(db, ctx, &conf, &due, NOW);
}

static void
test_a_change_is_told_to_who_watches__but_not_to_who_did_it_nor_to_the_disabled(void **state)
{
	struct term t, other;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	other = make_term("Deal");
	watch(&ada, WATCH_TERM, t.id);
	watch(&ben, WATCH_TERM, t.id);
	watch(&sam, WATCH_TERM, t.id);
	watch(&mia, WATCH_TERM, other.id);
	db_run(root, "UPDATE person SET disabled_at = ? WHERE id = ?", "ti", NOW, sam.person_id);
	v = make_draft(&t, "A person");
	assert_int_equal(count_of(WATCHED), 1);
	assert_string_equal(letter_to(&ben)->subject, "Lead: Ada wrote version 1");
	assert_non_null(strstr(letter_to(&ben)->words, "\nhttps://concord.example.test/glossary/lead\n"));
	assert_non_null(strstr(letter_to(&ben)->words, "\nhttps://concord.example.test/account/watched\n"));
	assert_non_null(strstr(letter_to(&ben)->off, "kind=watch"));
	DID(RESULT_DONE, version_review(db, ctx, &mia, v.id, v.revision));
	assert_int_equal(count_of(WATCHED), 3);	/* Ada and Ben */
	assert_string_equal(letter_to(&ada)->subject, "Lead: Mia sent version 1 to both teams");
	assert_fine();
}

static void
test_one_signature_of_two_is_not_told__the_second_is(void **state)
{
	struct term t;
	struct version v;

	(void)state;
	world();
	t = make_term("Lead");
	v = make_review(&t, "A person");
	watch(&ben, WATCH_TERM, t.id);
	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, v.revision, ZONE));
	assert_int_equal(count_of(WATCHED), 0);
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, v.revision, ZONE));
	assert_int_equal(count_of(WATCHED), 1);
	assert_string_equal(letter_to(&ben)->subject, "Lead: Sam gave version 1 its second signature: it is agreed");
	watch(&ada, WATCH_TERM, t.id);
	DID(RESULT_DONE, version_create(db, ctx, &mia, t.id, &v));
	assert_int_equal(count_of(WATCHED), 3);
}

static void
test_what_is_rolled_back_is_told_to_nobody__nor_what_is_watched_no_more(void **state)
{
	struct term t;

	(void)state;
	world();
	t = make_term("Lead");
	watch(&ben, WATCH_TERM, t.id);
	db_begin(db);
	audit_add(db, &ada, "term.edit", "term", t.id, NULL);
	db_rollback(db);
	assert_int_equal(count_of(WATCHED), 0);
	db_begin(db);
	audit_add(db, &ada, "term.edit", "term", t.id, NULL);
	assert_true(db_commit(db));
	assert_string_equal(letter_to(&ben)->subject, "Lead: Ada edited the words around it");
	db_begin(db);
	watch_set(db, &ben, WATCH_TERM, t.id, false);
	assert_true(db_commit(db));
	assert_null(letter_to(&ben));
	assert_fine();
}

static void
test_who_gets_another_mail_of_the_same_act_gets_that_one_alone__unless_it_is_wished_away(void **state)
{
	struct term t;

	(void)state;
	world();
	t = make_term("Lead");
	watch(&sam, WATCH_TERM, t.id);
	make_review(&t, "A person");
	assert_int_equal(count_of("SELECT COUNT(*) FROM outbox WHERE kind = 'version.review'"), 2);
	assert_null(letter_to(&sam));
	mail_wish_end(db, sam.person_id, MAIL_TO_SIGN);
	assert_string_equal(letter_to(&sam)->subject, "Lead: Ada sent version 1 to both teams");
	mail_wish_end(db, sam.person_id, MAIL_WATCH);
	assert_null(letter_to(&sam));
}

static void
test_the_agreement_is_watched_as_a_whole(void **state)
{
	(void)state;
	world();
	watch(&ben, WATCH_AGREEMENT, WATCH_THE_AGREEMENT);
	db_begin(db);
	audit_add(db, &ada, "agreement.signature", "agreement", 1, NULL);
	audit_add(db, &ada, "agreement.ratified", "agreement", 1, NULL);
	audit_add(db, &ada, "amendment.ratified", "amendment", 1, NULL);
	audit_add(db, &ada, "correction.confirm", "timer", 12, NULL);
	assert_true(db_commit(db));
	assert_int_equal(count_of(WATCHED), 3);
	assert_string_equal(letter_to(&ben)->subject, "The agreement: Ada confirmed the correction of a record");
	assert_non_null(strstr(letter_to(&ben)->words, "/sla/timers/12\n"));
}

/* A mail is kept where nobody here can erase it: no name, address, number or word of a lead is in one. */
static void
test_a_lead_is_named_by_its_number_alone(void **state)
{
	int64_t lead;
	const struct mail *mail;

	(void)state;
	leads_world();
	lead = make_lead("Zelda", 0);
	watch(&ben, WATCH_LEAD, lead);
	db_begin(db);
	audit_add(db, &ada, "lead.edit", "lead", lead, NULL);
	assert_true(db_commit(db));
	mail = letter_to(&ben);
	assert_non_null(mail);
	assert_string_equal(mail->subject, text_format(ctx, "Lead %lld: Ada edited it", (long long)lead));
	assert_null(strstr(mail->words, "Zelda"));
	assert_null(strstr(mail->words, "Fernhill"));
	assert_fine();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_change_is_told_to_who_watches__but_not_to_who_did_it_nor_to_the_disabled),
		cmocka_unit_test(test_one_signature_of_two_is_not_told__the_second_is),
		cmocka_unit_test(test_what_is_rolled_back_is_told_to_nobody__nor_what_is_watched_no_more),
		cmocka_unit_test(test_who_gets_another_mail_of_the_same_act_gets_that_one_alone__unless_it_is_wished_away),
		cmocka_unit_test(test_the_agreement_is_watched_as_a_whole),
		cmocka_unit_test(test_a_lead_is_named_by_its_number_alone),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
