/* The database handle: what it gives back, what a failure does to the calls behind it, and which failures are worth another try. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "data/content.h"
#include "data/db.h"

struct row {
	int64_t number;
	bool flag;
	const char *words;
	int64_t at;
	int kind;
};

static const char *const kinds[] = { "red", "green", NULL };
static const struct column row_columns[] = {
	COLUMN(INT, struct row, number),
	COLUMN(BOOL, struct row, flag),
	COLUMN(TEXT, struct row, words),
	COLUMN(TIME, struct row, at),
	CODE_COLUMN(struct row, kind, kinds),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct row), row_columns };

static struct db *
handle(void *ctx, const char *user)
{
	return db_open(ctx, &(struct db_login){ getenv("CONCORD_TEST_SOCKET"), "concord", user, "", 0 });
}

static int
setup(void **state)
{
	void *ctx = talloc_new(NULL);
	struct db *db = handle(ctx, "root");

	*state = ctx;
	db_script(db, "DROP TABLE IF EXISTS scratch");
	return db_script(db, "CREATE TABLE scratch (number BIGINT PRIMARY KEY, flag BOOLEAN, words TEXT, at DATETIME,"
	    " kind ENUM('red','green'), rest BIGINT DEFAULT 0)") ? 0 : -1;
}

static int
teardown(void **state)
{
	talloc_free(*state);
	return 0;
}

#define ADD "INSERT INTO scratch (number, flag, words, at, kind) VALUES (?, ?, ?, ?, ?)"
#define GET "SELECT number, flag, words, at, kind FROM scratch WHERE number = ?"

static void
add(struct db *db, int64_t number, const char *words)
{
	db_run(db, ADD, "iists", number, (int64_t)0, words, (int64_t)0, "red");
}

static int64_t
rows(struct db *db)
{
	return db_integer(db, -1, "SELECT COUNT(*) FROM scratch", "");
}

static void
test_db__values_come_back_as_they_went_in(void **state)
{
	struct db *db = handle(*state, "root");
	const char *words = "zażółć\n'\"\\;-- \xF0\x9F\xA6\x89";
	struct row *row;

	assert_int_equal(db_run(db, ADD, "iists", INT64_MAX, (int64_t)1, words, (int64_t)1782133329, "green"), 1);
	row = db_one(db, *state, &row_shape, GET, "i", INT64_MAX);
	assert_non_null(row);
	assert_true(row->number == INT64_MAX && row->flag && row->kind == 1);
	assert_string_equal(row->words, words);
	assert_true(row->at == 1782133329);
	assert_int_equal(db_run(db, ADD, "iists", (int64_t)2, (int64_t)0, NULL, (int64_t)0, NULL), 1);
	row = db_one(db, *state, &row_shape, GET, "i", (int64_t)2);
	assert_true(row && !row->flag && !row->words && row->at == 0 && row->kind == -1);
	assert_int_equal(db_fate(db), DB_FINE);
}

static void
test_db__no_row_is_null_and_two_are_broken(void **state)
{
	struct db *db = handle(*state, "root");
	size_t count = 9;

	assert_null(db_one(db, *state, &row_shape, GET, "i", (int64_t)1));
	assert_int_equal(db_fate(db), DB_FINE);
	assert_non_null(db_list(db, *state, &row_shape, &count, GET, "i", (int64_t)1));
	assert_int_equal(count, 0);
	add(db, 1, "a");
	add(db, 2, "b");
	assert_null(db_one(db, *state, &row_shape, "SELECT number, flag, words, at, kind FROM scratch", ""));
	assert_int_equal(db_fate(db), DB_BROKEN);
}

static void
test_db__a_wrong_shape_or_count_is_broken(void **state)
{
	struct db *db = handle(*state, "root");
	size_t count;

	db_list(db, *state, &row_shape, &count, "SELECT flag, number, words, at, kind FROM scratch", "");
	assert_int_equal(db_fate(db), DB_BROKEN);
	db_fresh(db);
	assert_int_equal(db_run(db, "UPDATE scratch SET flag = ? WHERE number = ?", "i", (int64_t)1), -1);
	assert_int_equal(db_fate(db), DB_BROKEN);
}

static void
test_db__taken_is_an_answer(void **state)
{
	struct db *db = handle(*state, "root");

	db_begin(db);
	add(db, 1, "first");
	assert_false(db_taken(db));
	add(db, 1, "second");
	assert_true(db_taken(db));
	assert_int_equal(db_fate(db), DB_FINE);
	assert_true(db_commit(db));
	assert_int_equal(rows(db), 1);
	db_begin(db);
	add(db, 2, "third");
	db_untaken(db, "a number nobody has");
	assert_int_equal(db_fate(db), DB_FINE);
	add(db, 1, "fourth");
	db_untaken(db, "a number nobody has");
	assert_int_equal(db_fate(db), DB_BROKEN);
	assert_non_null(strstr(db_problem(db), "a number nobody has"));
	assert_false(db_commit(db));
	db_fresh(db);
	assert_int_equal(rows(db), 1);
}

static void
test_db__after_a_failure_nothing_runs_and_nothing_commits(void **state)
{
	struct db *db = handle(*state, "root");

	db_begin(db);
	add(db, 1, "kept?");
	db_run(db, "INSERT INTO nowhere VALUES (?)", "i", (int64_t)1);
	assert_int_equal(db_fate(db), DB_BROKEN);
	assert_int_equal(db_run(db, ADD, "iists", (int64_t)2, (int64_t)0, "after", (int64_t)0, "red"), -1);
	assert_false(db_commit(db));
	assert_int_equal(db_fate(db), DB_BROKEN);
	db_fresh(db);
	assert_int_equal(rows(db), 0);
}

static void
test_db__an_update_that_changes_nothing_is_found(void **state)
{
	struct db *db = handle(*state, "root");

	add(db, 1, "same");
	assert_int_equal(db_run(db, "UPDATE scratch SET words = ? WHERE number = ?", "si", "same", (int64_t)1), 1);
	assert_int_equal(db_run(db, "UPDATE scratch SET words = ? WHERE number = ?", "si", "same", (int64_t)2), 0);
}

/* Read, then write what was read plus one: the second of two who do so at once must hear of it. */
static void
test_db__a_lost_update_is_worth_another_try(void **state)
{
	struct db *one = handle(*state, "root"), *two = handle(*state, "root");
	int64_t a, b;

	add(one, 1, "counter");
	db_begin(one);
	db_begin(two);
	a = db_integer(one, -1, "SELECT rest FROM scratch WHERE number = 1", "");
	b = db_integer(two, -1, "SELECT rest FROM scratch WHERE number = 1", "");
	db_run(one, "UPDATE scratch SET rest = ? WHERE number = 1", "i", a + 1);
	assert_true(db_commit(one));
	db_run(two, "UPDATE scratch SET rest = ? WHERE number = 1", "i", b + 1);
	assert_int_equal(db_fate(two), DB_AGAIN);
	assert_false(db_commit(two));
	assert_int_equal(db_integer(one, -1, "SELECT rest FROM scratch WHERE number = 1", ""), 1);
}

/* A row found by its key is locked before the server answers, one found on the way only with the rows themselves. */
static const char *const locking[] = {
	"SELECT number FROM scratch WHERE number = 1 FOR UPDATE",
	"SELECT number FROM scratch WHERE number > 0 FOR UPDATE",
	"SELECT number FROM scratch WHERE words = 'held' LOCK IN SHARE MODE",
};
enum { LOCKING = sizeof locking / sizeof *locking };

static const struct column number_columns[] = { COLUMN(INT, struct row, number), { 0 } };
static const struct shape number_shape = { sizeof(struct row), number_columns };

/* In each way there is to read, one after the other. */
static void
read_in_vain(struct db *db, const void *ctx, const char *sql, int way)
{
	size_t count;

	if (way == 0)
		assert_int_equal(db_integer(db, -1, sql, ""), -1);
	else if (way == 1)
		assert_null(db_one(db, ctx, &number_shape, sql, ""));
	else
		db_list(db, ctx, &number_shape, &count, sql, "");
	if (db_fate(db) != DB_AGAIN)
		fail_msg("way %d of %s: fate %d, %s", way, sql, db_fate(db), db_problem(db));
	assert_false(db_commit(db));
}

static void
test_db__reading_what_another_holds_is_worth_another_try(void **state)
{
	struct db *one = handle(*state, "root"), *two = handle(*state, "root");

	add(one, 1, "held");
	assert_true(db_script(two, "SET innodb_lock_wait_timeout = 0"));
	db_begin(one);
	assert_int_equal(db_integer(one, -1, locking[0], ""), 1);
	for (int i = 0; i < LOCKING; i++)
		for (int way = 0; way < 3; way++) {
			db_begin(two);
			read_in_vain(two, *state, locking[i], way);
		}
	assert_true(db_commit(one));
	assert_true(db_begin(two));
	for (int i = 0; i < LOCKING; i++)
		assert_int_equal(db_integer(two, -1, locking[i], ""), 1);
	assert_true(db_commit(two));
}

/* What has changed since a transaction first looked cannot be locked by it any more. */
static void
test_db__locking_what_has_changed_is_worth_another_try(void **state)
{
	struct db *one = handle(*state, "root"), *two = handle(*state, "root");

	add(one, 1, "held");
	for (int i = 0; i < LOCKING; i++)
		for (int way = 0; way < 3; way++) {
			db_begin(two);
			assert_int_equal(rows(two), 1);
			assert_int_equal(db_run(one, "UPDATE scratch SET rest = rest + 1 WHERE number = 1", ""), 1);
			read_in_vain(two, *state, locking[i], way);
		}
	assert_true(db_begin(two));
	assert_int_equal(db_integer(two, -1, locking[1], ""), 1);
	assert_true(db_commit(two));
}

static void
test_db__what_is_kept_lives_as_long_as_its_transaction(void **state)
{
	struct db *db = handle(*state, "concord_web");
	int64_t *what = talloc(db_keeper(db, *state), int64_t);

	assert_ptr_equal(talloc_parent(what), *state);
	db_keep(db, "number", 1, what);
	assert_null(db_kept(db, "number", 1));
	assert_true(db_begin(db));
	what = talloc(db_keeper(db, *state), int64_t);
	db_keep(db, "number", 1, what);
	assert_ptr_equal(db_kept(db, "number", 1), what);
	assert_null(db_kept(db, "number", 2));
	assert_null(db_kept(db, "words", 1));
	db_forget(db);
	assert_null(db_kept(db, "number", 1));
	db_keep(db, "number", 1, what);
	db_rollback(db);
	assert_null(db_kept(db, "number", 1));
	assert_true(db_begin(db));
	assert_null(db_kept(db, "number", 1));
	assert_true(db_commit(db));
}

static void
test_db__a_first_time_is_of_its_transaction(void **state)
{
	struct db *db = handle(*state, "concord_web");

	assert_true(db_first(db, "held", 1));
	assert_true(db_first(db, "held", 1));
	for (int i = 0; i < 2; i++) {
		assert_true(db_begin(db));
		assert_true(db_first(db, "held", 1));
		assert_false(db_first(db, "held", 1));
		assert_true(db_first(db, "held", 2));
		assert_true(db_first(db, "seen", 1));
		assert_true(db_commit(db));
	}
}

/* What a transaction of an area remembers that does not move the words; NULL: nothing. */
static const int64_t *
remembered_in(struct db *db, const char *area, int64_t now)
{
	int64_t version = db_integer(db, 0, "SELECT words FROM content WHERE id = 1", "");

	assert_true(db_begin(db));
	content_remember(db, area, version, now);
	return db_kept(db, "number", 1);
}

static void
test_content__a_transaction_remembers_while_the_words_stay(void **state)
{
	struct db *db = handle(*state, "concord_web"), *other = handle(*state, "concord_web");
	int64_t *what;

	assert_null(remembered_in(db, "leads", 60));
	what = talloc(db_keeper(db, *state), int64_t);
	db_keep(db, "number", 1, what);
	content_touch(db, "leads");
	content_recalled(db);
	assert_true(db_commit(db));
	assert_ptr_equal(remembered_in(db, "leads", 119), what);
	db_rollback(db);
	assert_null(remembered_in(db, "glossary", 119));	/* its own writes move them */
	db_rollback(db);
	assert_ptr_equal(remembered_in(db, "leads", 119), what);
	content_touch(db, "glossary");				/* as another area's do */
	assert_null(db_kept(db, "number", 1));
	db_rollback(db);
	assert_null(remembered_in(db, "leads", 119));
	what = talloc(db_keeper(db, *state), int64_t);
	db_keep(db, "number", 1, what);
	db_rollback(db);
	content_touch(other, "accounts");
	assert_null(remembered_in(db, "leads", 119));
	what = talloc(db_keeper(db, *state), int64_t);
	db_keep(db, "number", 1, what);
	assert_int_equal(db_integer(db, 0, "SELECT 1", ""), 1);
	content_recalled(db);
	assert_int_equal(db_fate(db), DB_FINE);
	content_touch(other, "accounts");			/* what this one sees is still of before */
	content_recalled(db);
	assert_int_equal(db_fate(db), DB_FINE);
	db_rollback(db);
	assert_null(remembered_in(db, "leads", 119));
	db_keep(db, "number", 1, talloc(db_keeper(db, *state), int64_t));
	db_rollback(db);
	assert_non_null(remembered_in(db, "leads", 119));
	content_touch(other, "accounts");			/* before this one has looked at anything */
	content_recalled(db);
	assert_int_equal(db_fate(db), DB_AGAIN);
	assert_false(db_commit(db));
	db_fresh(db);
	assert_null(remembered_in(db, "leads", 119));
	what = talloc(db_keeper(db, *state), int64_t);
	db_keep(db, "number", 1, what);
	db_rollback(db);
	assert_null(remembered_in(db, "leads", 120));		/* another minute */
	assert_true(db_commit(db));
}

static void
test_content__two_who_change_something_at_once_both_commit(void **state)
{
	struct db *one = handle(*state, "root"), *other = handle(*state, "root");
	int64_t before = content_version(one, "glossary");

	db_begin(one);
	db_begin(other);
	assert_int_equal(rows(one), rows(other));
	add(one, 1, "one");
	content_touch(one, "glossary");
	assert_true(db_commit(one));
	add(other, 2, "other");
	content_touch(other, "glossary");
	assert_true(db_commit(other));
	assert_int_equal(content_version(one, "glossary"), before + 2);
	db_begin(one);
	content_touch(one, "glossary");
	db_rollback(one);
	assert_int_equal(content_version(one, "glossary"), before + 2);
}

static void
test_db__a_killed_connection_comes_back(void **state)
{
	struct db *db = handle(*state, "root"), *other = handle(*state, "root");
	int64_t id = db_integer(db, 0, "SELECT CONNECTION_ID()", "");
	char kill[64];

	add(db, 1, "here");
	snprintf(kill, sizeof kill, "KILL %lld", (long long)id);
	assert_true(db_script(other, kill));
	assert_int_equal(rows(db), -1);
	assert_int_equal(db_fate(db), DB_AGAIN);
	db_fresh(db);
	assert_int_equal(rows(db), 1);
}

/* Under the words' version 1: something is kept of the number 7, and asked for. */
static void
test_db__what_any_write_moves_is_kept_until_one_does(void **state)
{
	struct db *db = db_open(*state, &(struct db_login){ "/nonexistent/socket", "concord", "root", "", 0 });
	size_t count = 0;
	int *rows;

	assert_ptr_equal(db_moving_rememberer(db, *state), *state);
	db_remember(db, 1, 0, 600);		/* a write's own transaction */
	assert_ptr_equal(db_moving_rememberer(db, *state), *state);
	db_fresh(db);
	db_remember(db, 1, 7, 600);
	assert_null(db_kept_moving(db, "sums", 3, 600, &count));
	rows = talloc_zero_array(db_moving_rememberer(db, *state), int, 2);
	db_keep_moving(db, "sums", 3, 630, rows, 2);
	assert_ptr_equal(db_kept_moving(db, "sums", 3, 600, &count), rows);
	assert_int_equal(count, 2);
	assert_null(db_kept_moving(db, "sums", 4, 600, &count));
	assert_null(db_kept_moving(db, "other", 3, 600, &count));
	db_fresh(db);
	assert_null(db_kept_moving(db, "sums", 3, 600, &count));	/* nobody has said of which version it is */
	db_remember(db, 1, 7, 629);
	assert_ptr_equal(db_kept_moving(db, "sums", 3, 629, &count), rows);
	assert_null(db_kept_moving(db, "sums", 3, 630, &count));	/* its own end */
	db_fresh(db);
	db_remember(db, 1, 8, 629);
	assert_null(db_kept_moving(db, "sums", 3, 629, &count));
	rows = talloc_zero_array(db_moving_rememberer(db, *state), int, 1);
	db_keep_moving(db, "sums", 3, 0, rows, 1);	/* in the place of the other */
	assert_ptr_equal(db_kept_moving(db, "sums", 3, 629, &count), rows);
	db_fresh(db);
	db_remember(db, 1, 8, 660);
	assert_null(db_kept_moving(db, "sums", 3, 660, &count));	/* another minute */
	db_fresh(db);
	db_remember(db, 2, 8, 660);
	assert_null(db_kept_moving(db, "sums", 3, 660, &count));
}

static void
test_db__no_server_is_away(void **state)
{
	struct db *db = db_open(*state, &(struct db_login){ "/nonexistent/socket", "concord", "root", "", 0 });

	assert_false(db_begin(db));
	assert_int_equal(db_fate(db), DB_AWAY);
}

/* A migration of much data takes longer than a page may. */
static void
test_db__a_statement_is_waited_for_as_long_as_the_login_says(void **state)
{
	struct db *hasty = db_open(*state, &(struct db_login){ getenv("CONCORD_TEST_SOCKET"), "concord", "root", "", 1 });
	struct db *patient = db_open(*state, &(struct db_login){ getenv("CONCORD_TEST_SOCKET"), "concord", "root", "", 9 });

	assert_true(db_script(patient, "DO SLEEP(1.4)"));
	assert_false(db_script(hasty, "DO SLEEP(1.4)"));
	assert_int_equal(db_fate(hasty), DB_AGAIN);
}

static void
test_db__the_programs_may_not_alter_tables_or_rewrite_the_audit_trail(void **state)
{
	struct db *web = handle(*state, "concord_web");

	assert_false(db_script(web, "ALTER TABLE term ADD COLUMN evil INT"));
	db_fresh(web);
	assert_false(db_script(web, "CREATE TABLE evil (id INT PRIMARY KEY)"));
	db_fresh(web);
	assert_int_equal(db_run(web, "INSERT INTO audit (at, act) VALUES (?, ?)", "ts", (int64_t)1782133329, "test"), 1);
	assert_int_equal(db_run(web, "UPDATE audit SET act = ?", "s", "forged"), -1);
	db_fresh(web);
	assert_int_equal(db_run(web, "DELETE FROM audit", ""), -1);
}

static void
test_schema__every_table_is_innodb_with_a_primary_key(void **state)
{
	struct db *db = handle(*state, "root");

	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM information_schema.tables t WHERE t.table_schema = 'concord'"
	    " AND t.table_type = 'BASE TABLE' AND (t.engine <> 'InnoDB' OR NOT EXISTS (SELECT 1 FROM"
	    " information_schema.table_constraints c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name"
	    " AND c.constraint_type = 'PRIMARY KEY'))", ""), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_db__values_come_back_as_they_went_in),
		TEST(test_db__no_row_is_null_and_two_are_broken),
		TEST(test_db__a_wrong_shape_or_count_is_broken),
		TEST(test_db__taken_is_an_answer),
		TEST(test_db__after_a_failure_nothing_runs_and_nothing_commits),
		TEST(test_db__an_update_that_changes_nothing_is_found),
		TEST(test_db__a_lost_update_is_worth_another_try),
		TEST(test_db__reading_what_another_holds_is_worth_another_try),
		TEST(test_db__locking_what_has_changed_is_worth_another_try),
		TEST(test_db__what_is_kept_lives_as_long_as_its_transaction),
		TEST(test_db__a_first_time_is_of_its_transaction),
		TEST(test_content__a_transaction_remembers_while_the_words_stay),
		TEST(test_content__two_who_change_something_at_once_both_commit),
		TEST(test_db__a_killed_connection_comes_back),
		TEST(test_db__what_any_write_moves_is_kept_until_one_does),
		TEST(test_db__no_server_is_away),
		TEST(test_db__a_statement_is_waited_for_as_long_as_the_login_says),
		TEST(test_db__the_programs_may_not_alter_tables_or_rewrite_the_audit_trail),
		TEST(test_schema__every_table_is_innodb_with_a_primary_key),
	};

	return cmocka_run_group_tests_name("data/db", tests, NULL, NULL);
}
