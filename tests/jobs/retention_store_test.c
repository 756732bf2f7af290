/* What is kept no longer goes, and nothing else. Runs with CONCORD_TEST_SOCKET. */
#include "leads/world.h"

#include "data/classes.h"
#include "jobs/mail_files.h"
#include "jobs/store_retention.h"
#include "leads/store_deal.h"
#include "leads/store_erase.h"
#include "leads/store_retention.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of every table whose rows go by themselves: one as of an instant, somebody's, with 32 bytes that no other has; and how many there are since an instant. */
#define PLANT(table, time, columns, values) { table, "INSERT INTO " table " (" columns ") SELECT " values " FROM (SELECT CAST(? AS DATETIME) AS at," \
	" CAST(? AS UNSIGNED) AS person, UNHEX(SHA2(?, 256)) AS hash) x", "SELECT COUNT(*) FROM " table " WHERE " time " >= ?" }
static const struct { const char *table, *insert, *count; } plants[] = {
	PLANT("address_change", "expires_at", "person_id, old_email, new_email, token_hash, nonce, asked_by, asked_at, expires_at", "person, 'a', 'b', hash, hash, person, at, at"),
	PLANT("carried_form", "created_at", "token_hash, person_id, path, body, created_at", "hash, person, '/leads', 'name=x', at"),
	PLANT("digest_line", "due_at", "person_id, kind, subject_id, detail, due_at", "person, 'clock', 1, 50, at"),
	PLANT("outbox", "done_at", "person_id, kind, subject_id, state, next_at, created_at, done_at", "person, 'digest', 1, 'sent', at, at, at"),
	PLANT("entry_link", "expires_at", "token_hash, nonce, person_id, created_by, created_at, expires_at", "hash, hash, person, person, at, at"),
	PLANT("handoff_draft", "saved_at", "lead_id, person_id, term_version_id, content, saved_at",
	    "(SELECT MIN(id) FROM lead_record), person, (SELECT MIN(id) FROM term_version), 'words=x', at"),
	PLANT("request_key", "created_at", "person_id, route, request_key, body_hash, status, created_at", "person, 'POST /leads', 'abcdefghijk', hash, 200, at"),
	PLANT("session", "seen_at", "token_hash, csrf_secret, person_id, created_at, seen_at", "hash, hash, person, at, at"),
	PLANT("sign_in_guess", "last_at", "account_hash, place_hash, wrong, last_at", "hash, hash, 1, at"),
	PLANT("sign_in_ticket", "created_at", "token_hash, person_id, created_at", "hash, person, at"),
	PLANT("tour_link", "expires_at", "token_hash, person_id, created_at, expires_at", "hash, person, at, at"),
	PLANT("term_import", "created_at", "person_id, format, file_name, content, created_at", "person, 'csv', 'f', 'x', at"),
};
enum { PLANTS = sizeof plants / sizeof *plants };

/* Words that were typed while signed out wait an hour, whatever their class says at most. */
static int64_t
life_of(const struct table_class *t)
{
	return text_equal(t->name, "carried_form") ? 3600 : t->days * DAY;
}

/* Runs until nothing is left to do. */
static void
follow(int64_t limit)
{
	int64_t done = 1;

	AS_ROOT("UPDATE job_lock SET expires_at = '2000-01-01' WHERE name = 'retention'", "");
	for (int i = 0; i < 50 && done; i++)
		IN_TRANSACTION(done, retention_follow(db, ctx, NOW, limit));
	assert_int_equal(done, 0);
	assert_false(retention_waits(db, NOW + 3599));
	assert_true(retention_waits(db, NOW + 3601));
}

static void
test_a_row_past_its_days_goes__a_younger_one_stays(void **state)
{
	size_t days = 0;

	(void)state;
	leads_world();
	make_lead("Anna", NOW);
	for (const struct table_class *t = table_classes; t->name; t++) {
		size_t i = 0;

		if (!t->days)
			continue;
		days++;
		while (i < PLANTS && strcmp(plants[i].table, t->name) != 0)
			i++;
		if (i == PLANTS)
			fail_msg("rows of %s shall go after %d days, and no test plants one", t->name, t->days);
		AS_ROOT(plants[i].insert, "tis", NOW - life_of(t) - 60, ada.person_id, "old");
		AS_ROOT(plants[i].insert, "tis", NOW - life_of(t) + 60, ben.person_id, "young");
	}
	assert_int_equal(days, PLANTS);
	follow(200);
	for (size_t i = 0; i < PLANTS; i++) {
		int64_t young = NOW - life_of(table_class_find(plants[i].table)) + 60;

		if (db_integer(root, -1, plants[i].count, "t", INT64_C(1)) != 1 || db_integer(root, -1, plants[i].count, "t", young) != 1)
			fail_msg("of %s the old row stays, or the young one went", plants[i].table);
	}
	assert_fine();
}

static void
test_as_many_at_a_time_as_there_is_time_for(void **state)
{
	(void)state;
	leads_world();
	for (int i = 0; i < 5; i++)
		AS_ROOT("INSERT INTO sign_in_ticket (token_hash, person_id, created_at) VALUES (UNHEX(SHA2(?, 256)), ?, '2026-01-01')", "si", text_format(ctx, "%d", i), ada.person_id);
	AS_ROOT("UPDATE job_lock SET expires_at = '2000-01-01' WHERE name = 'retention'", "");
	WORKS(2, retention_follow(db, ctx, NOW, 2));
	assert_int_equal(count_of("SELECT COUNT(*) FROM sign_in_ticket"), 3);
	follow(2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM sign_in_ticket"), 0);
}

static void
test_who_writes_while_the_old_goes_waits_for_nothing(void **state)
{
	(void)state;
	leads_world();
	make_lead("Anna", NOW);
	for (size_t i = 0; i < PLANTS; i++)
		AS_ROOT(plants[i].insert, "tis", NOW - 4000 * DAY, ada.person_id, "old");
	AS_ROOT("UPDATE job_lock SET expires_at = '2000-01-01' WHERE name = 'retention'", "");
	assert_true(db_begin(db));
	assert_int_equal(retention_follow(db, ctx, NOW, 200), 0);
	for (size_t i = 0; i < PLANTS; i++)
		if (strcmp(plants[i].table, "digest_line") != 0)	/* a mail that goes holds the end of its lines, where it has none */
			AS_ROOT(plants[i].insert, "tis", NOW, ben.person_id, "written meanwhile");
	assert_true(db_commit(db));
	for (size_t i = 0; i < PLANTS; i++)
		assert_int_equal(db_integer(root, -1, plants[i].count, "t", INT64_C(1)), strcmp(plants[i].table, "digest_line") != 0);
	assert_fine();
}

#define LONG_AGO "2024-10-15"		/* 25 months before NOW */
#define LATELY "2026-11-14"

static int64_t
lead_since(const char *name, const char *email, const char *day)
{
	struct lead lead = LEAD_BLANK;
	struct lead_row *like;
	size_t count;

	lead.name = name;
	lead.company = "Fernhill";
	lead.email = email;
	lead.origin = ORIGIN_MARKETING;
	lead_tidy(ctx, &lead);
	DID(RESULT_DONE, lead_create(db, ctx, &ada, &lead, MAKE_ANYWAY, &like, &count));
	AS_ROOT("UPDATE lead_record SET created_at = ? WHERE id = ?", "si", day, lead.id);
	AS_ROOT("UPDATE lead_edit SET at = ? WHERE lead_id = ?", "si", day, lead.id);
	return lead.id;
}

static int64_t
deal_with(int64_t lead, const char *name)
{
	struct deal_making m = { .name = name, .origin = GLOSSARY_NONE, .leads = &lead, .lead_count = 1 };
	int64_t id = 0;

	DID(RESULT_DONE, deal_create(db, ctx, &ben, &m, 0, false, &id, NULL));
	return id;
}

static bool
is_erased(int64_t lead)
{
	return db_integer(root, -1, "SELECT erased_at IS NOT NULL AND name = '' AND email IS NULL FROM lead_record WHERE id = ?", "i", lead) == 1;
}

static void
keep_for(int64_t months)
{
	AS_ROOT("REPLACE INTO retention (id, lead_months) VALUES (1, ?)", "n", months);
}

static void
test_an_old_lead_goes__its_young_twin_stays_with_all_it_has(void **state)
{
	int64_t old, twin, handoff, deal, alone, import;

	(void)state;
	promised_world();
	old = lead_since("Anna Weber", "anna@fernhill.example", LONG_AGO);
	twin = lead_since("Anna Weber", "anna@fernhill.example", LATELY);
	alone = lead_since("Otto Ohlsen", "otto@fernhill.example", LONG_AGO);
	handoff = hand_over(twin, NOW - 60, true);
	deal = deal_with(twin, "40 seats for Anna Weber");
	AS_ROOT("INSERT INTO saved_view (person_id, name, query, created_at) VALUES (?, 'Anna', 'view=all&text=anna', '2026-01-01')", "i", ada.person_id);
	AS_ROOT("INSERT INTO saved_view (person_id, name, query, created_at) VALUES (?, 'Otto', 'view=all&text=otto', '2026-01-01')", "i", ada.person_id);
	import = db_insert(root, "INSERT INTO import_file (kind, file_name, bytes, encoding, delimiter, headers, found, mapping, state, person_id, team, made_at)"
	    " VALUES ('leads', 'f', 1, 'utf-8', ',', '[\"Email\"]', '[]', '{}', 'ready', ?, 'marketing', ?)", "is", ada.person_id, LATELY);
	AS_ROOT("INSERT INTO import_row (import_id, line, act, cells) VALUES (?, 2, 'refuse', '[\"otto@fernhill.example\"]')", "i", import);
	AS_ROOT("UPDATE term SET marketing_says = 'Otto Ohlsen, otto@fernhill.example' ORDER BY id LIMIT 1", "");
	follow(200);
	assert_false(is_erased(old));	/* nobody has said for how long */
	keep_for(24);
	follow(200);
	assert_true(is_erased(old) && is_erased(alone));
	assert_false(is_erased(twin));
	assert_string_equal(lead_find(db, ctx, twin)->email, "anna@fernhill.example");
	assert_int_equal(count_of("SELECT COUNT(*) FROM term WHERE marketing_says = 'Otto Ohlsen, a lead'"), 1);	/* a name may be that of others */
	assert_string_equal(state_of(handoff), "submitted");
	assert_string_equal(deal_find(db, ctx, deal)->name, "40 seats for Anna Weber");
	assert_int_equal(count_of("SELECT COUNT(*) FROM saved_view WHERE query LIKE '%anna' OR name = 'Otto'"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_word w JOIN lead_record l ON l.id = w.lead_id AND l.erased_at IS NOT NULL"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'lead.expire'"), 2);
	/* Both may come back: nothing is remembered, and a file that is on its way in is whole. */
	assert_int_equal(count_of("SELECT COUNT(*) FROM erased"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM import_row WHERE cells LIKE '%otto@%'"), 1);
	lead_since("Otto Ohlsen", "otto@fernhill.example", LATELY);
}

static int64_t
revision_of(int64_t lead)
{
	return lead_find(db, ctx, lead)->revision;
}

static void
test_records_that_were_made_one_go_together_when_all_are_old(void **state)
{
	int64_t old[2], mixed[2];

	(void)state;
	leads_world();
	for (int i = 0; i < 2; i++) {
		old[i] = lead_since("Anna", text_format(ctx, "a%d@x.example", i), LONG_AGO);
		mixed[i] = lead_since("Otto", text_format(ctx, "o%d@x.example", i), i ? LONG_AGO : LATELY);
	}
	DID(RESULT_DONE, lead_merge(db, ctx, &ada, old[0], revision_of(old[0]), old[1], revision_of(old[1])));
	DID(RESULT_DONE, lead_merge(db, ctx, &ada, mixed[0], revision_of(mixed[0]), mixed[1], revision_of(mixed[1])));
	AS_ROOT("UPDATE lead_edit SET at = ?", "s", LONG_AGO);
	keep_for(24);
	follow(200);
	assert_true(is_erased(old[0]) && is_erased(old[1]));
	assert_false(is_erased(mixed[0]) || is_erased(mixed[1]));
}

static void
test_leads_that_something_happened_with_stay(void **state)
{
	int64_t open, sold, edited, ended, handoff;

	(void)state;
	leads_world();
	open = lead_since("Anna", "a@x.example", LONG_AGO);
	sold = lead_since("Otto", "o@x.example", LONG_AGO);
	edited = lead_since("Ines", "i@x.example", LONG_AGO);
	ended = lead_since("Emil", "e@x.example", LONG_AGO);
	hand_over(open, NOW - 60, true);
	deal_with(sold, "40 seats");
	AS_ROOT("UPDATE deal SET created_at = ?, opened_at = ?", "ss", LONG_AGO, LONG_AGO);
	AS_ROOT("INSERT INTO lead_edit (lead_id, revision, person_id, team, at, field) VALUES (?, 2, ?, 'marketing', ?, 'job')", "iis", edited, ada.person_id, LATELY);
	handoff = hand_over(ended, NOW - 3600, true);
	DOES(RESULT_DONE, &ada, NOW - 60, handoff, input(MOVE_WITHDRAWAL));
	keep_for(24);
	follow(200);
	assert_false(is_erased(open) || is_erased(sold) || is_erased(edited) || is_erased(ended));
	AS_ROOT("UPDATE handoff SET submitted_at = ? WHERE lead_id = ?", "si", LONG_AGO, ended);
	AS_ROOT("UPDATE handoff_act SET recorded_at = ?", "s", LONG_AGO);
	AS_ROOT("UPDATE lead_edit SET at = ?", "s", LONG_AGO);
	follow(200);
	assert_true(is_erased(edited) && is_erased(ended));
	assert_false(is_erased(open) || is_erased(sold));
}

/* What a request has no time for goes on in steps, with the words sealed until mail was looked through, too. */
static void
test_an_erasure_goes_on_where_it_stopped(void **state)
{
	const char *pattern, *wrote = "Her boss is JANE  doe.";
	int64_t jane, other, id, done = 1;
	size_t erased;

	(void)state;
	leads_world();
	jane = make_lead("Jane Doe", NOW);
	other = hand_over(make_lead("Anna Weber", NOW), NOW - 3600, true);
	AS_ROOT("UPDATE handoff SET words = ?", "s", wrote);
	IN_TRANSACTION(done, lead_erase(db, ctx, &ada, jane, 0, &erased) == RESULT_DONE);
	assert_true(done);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE words = 'Her boss is a lead.'"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM erasure_rest WHERE sealed NOT LIKE '%jane%'"), 1);
	/* What was written meanwhile is found from the first place on; and of a backup that is put back everything is left to it. */
	assert_true(erasure_texts_wait(db));
	AS_ROOT("UPDATE handoff SET situation = ? WHERE id = ?", "si", wrote, other);
	AS_ROOT("DELETE FROM erasure_rest", "");
	AS_ROOT("UPDATE lead_record SET erased_at = NULL, name = 'Jane Doe' WHERE id = ?", "i", jane);
	IN_TRANSACTION(done, erased_again(db, ctx, &ada, true));
	assert_int_equal(done, 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE situation = 'Her boss is JANE  doe.'"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM erasure_rest WHERE place = 0 AND after_id = 0"), 1);
	assert_null(erasure_mail_next(db, ctx, &id));
	assert_int_equal(id, 0);
	for (int i = 0; i < 200 && erasure_texts_wait(db); i++)
		IN_TRANSACTION(done, erasure_words_follow(db, ctx, NOW, 1));
	assert_false(erasure_texts_wait(db));
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE situation = 'Her boss is a lead.'"), 1);
	pattern = erasure_mail_next(db, ctx, &id);
	assert_true(erasure_names(db, pattern, wrote) && !erasure_names(db, pattern, "Jane Doel"));
	assert_false(erasure_names(db, "(", wrote));	/* the database cannot say: no mail goes */
	db_fresh(db);
	erasure_mail_done(db, id);
	erasure_mail_next(db, ctx, &id);
	assert_int_equal(id, 0);
}

/* More than are looked through together, of which one names them, whose line was wrapped, and one says it in two. */
static void
test_of_many_files_of_mail_those_that_name_somebody_go(void **state)
{
	enum { FILES = 150, LONG = 5, ODD = 6, WRAPPED = 70, LAST = FILES - 1 };
	char folder[] = "/tmp/concord-mail.XXXXXX", mail[64], path[FILES][80];
	const char *pattern = "(?i)(?:(?<![a-z])Jane\\s+Doe(?![a-z]))";

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(mail, sizeof mail, "%s/mail", folder);
	assert_int_equal(mkdir(mail, 0700), 0);
	assert_int_equal(mail_files_forget(db, ctx, folder, pattern), 0);
	for (int i = 0; i < FILES; i++) {
		FILE *file;

		snprintf(path[i], sizeof path[i], "%s/%08d.eml", mail, i);
		file = fopen(path[i], "w");
		fprintf(file, "Subject: The agreement\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n",
		    i == ODD ? "\xff\xfe Jane Doe" : i == WRAPPED ? "From JANE=\r\n Doe" : i == LAST ? "Jane\r\nDoe" : i % 2 ? "Doe ends it" : "it begins with Jane");
		for (int j = 0; i == LONG && j < 4000; j++)	/* more than is looked through together, by itself */
			fputs("a line of words\r\n", file);
		fclose(file);
	}
	assert_int_equal(mail_files_forget(db, ctx, folder, "("), 0);	/* the database cannot say */
	db_fresh(db);
	assert_int_equal(mail_files_forget(db, ctx, folder, pattern), 2);
	for (int i = 0; i < FILES; i++)
		assert_int_equal(unlink(path[i]), i == WRAPPED || i == LAST ? -1 : 0);
	assert_int_equal(rmdir(mail) | rmdir(folder), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_past_its_days_goes__a_younger_one_stays),
		cmocka_unit_test(test_as_many_at_a_time_as_there_is_time_for),
		cmocka_unit_test(test_who_writes_while_the_old_goes_waits_for_nothing),
		cmocka_unit_test(test_an_old_lead_goes__its_young_twin_stays_with_all_it_has),
		cmocka_unit_test(test_records_that_were_made_one_go_together_when_all_are_old),
		cmocka_unit_test(test_leads_that_something_happened_with_stay),
		cmocka_unit_test(test_an_erasure_goes_on_where_it_stopped),
		cmocka_unit_test(test_of_many_files_of_mail_those_that_name_somebody_go),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
