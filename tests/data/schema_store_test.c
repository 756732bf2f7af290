/* The lock row of migrations: two runners at once both end well, one that died is waited out, one that lives is not run over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "data/schema.h"
#include "data/scratch.h"

static void *ctx;
static struct db *db;
static char directory[] = "/tmp/concord-schema.XXXXXX";

static struct db *
open_own(void)
{
	return db_open(ctx, &(struct db_login){ getenv("CONCORD_TEST_SOCKET"), "migrated", "root", "", 0 });
}

static void
file_write(const char *name, const char *words)
{
	FILE *out = fopen(text_format(ctx, "%s/%s", directory, name), "w");

	assert_non_null(out);
	fputs(words, out);
	fclose(out);
}

/* A database of its own, and a release of three files, of which the second takes its time and may not run twice at once. */
static int
set_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	db_script(scratch_root(ctx), "CREATE OR REPLACE DATABASE migrated");
	db = open_own();
	strcpy(directory + strlen(directory) - 6, "XXXXXX");
	assert_non_null(mkdtemp(directory));
	file_write("001-one.sql", "CREATE TABLE IF NOT EXISTS step (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL);\n");
	file_write("002-two.sql", "INSERT INTO step (name) VALUES ('two begins');\nDO SLEEP(0.7);\nINSERT INTO step (name) VALUES ('two ends');\n");
	file_write("003-three.sql", "INSERT INTO step (name) VALUES ('three');\n");
	file_write("grants.sql", "DO 0;\n");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	for (const char *const *name = (const char *const[]){ "001-one.sql", "002-two.sql", "003-three.sql", "grants.sql", NULL }; *name; name++)
		unlink(text_format(ctx, "%s/%s", directory, *name));
	rmdir(directory);
	talloc_free(ctx);
	return 0;
}

/* Another runner, as a process of its own: its number. It ends with 0 when all went well. */
static pid_t
another(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		const char *problem = schema_migrate(open_own(), ctx, directory, 10);

		if (problem)
			fprintf(stderr, "%s\n", problem);
		_exit(problem ? 1 : 0);
	}
	assert_true(pid > 0);
	return pid;
}

static void
ended_well(pid_t pid)
{
	int status = -1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void
all_done_once(void)
{
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM schema_migration", ""), 3);
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM step", ""), 3);
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM migration_lock WHERE owner IS NULL", ""), 1);
}

static void
test_two_at_once__both_end_well(void **state)
{
	pid_t one = another(), two = another();

	(void)state;
	ended_well(one);
	ended_well(two);
	all_done_once();
	assert_null(schema_migrate(db, ctx, directory, 0));	/* and again there is nothing to do */
	all_done_once();
}

static void
test_one_that_died__is_waited_out(void **state)
{
	(void)state;
	assert_null(schema_migrate(db, ctx, directory, 0));
	db_script(db, "DELETE FROM schema_migration WHERE number > 1");
	db_script(db, "DELETE FROM step");
	db_script(db, "UPDATE migration_lock SET owner = 'pid 1', expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND");
	assert_null(schema_migrate(db, ctx, directory, 0));
	all_done_once();
	db_script(db, "UPDATE migration_lock SET owner = 'pid 1', expires_at = UTC_TIMESTAMP() + INTERVAL 2 SECOND");
	assert_null(schema_migrate(db, ctx, directory, 10));
}

static void
test_one_that_lives__is_not_run_over(void **state)
{
	(void)state;
	assert_null(schema_migrate(db, ctx, directory, 0));
	db_script(db, "DELETE FROM schema_migration WHERE number = 3");
	db_script(db, "UPDATE migration_lock SET owner = 'pid 1', expires_at = UTC_TIMESTAMP() + INTERVAL 60 SECOND");
	assert_string_equal(schema_migrate(db, ctx, directory, 1), "another migration is running, or one died within ten minutes");
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM schema_migration WHERE number = 3", ""), 0);
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM migration_lock WHERE owner = 'pid 1'", ""), 1);
}

/* What fails leaves the lock free and names its file; what was edited after its release is refused. */
static void
test_a_file_that_fails__lets_the_lock_go(void **state)
{
	(void)state;
	file_write("003-three.sql", "INSERT INTO nothing VALUES (1);\n");
	assert_non_null(strstr(schema_migrate(db, ctx, directory, 0), "003-three.sql failed: "));
	assert_int_equal(db_integer(db, -1, "SELECT COUNT(*) FROM migration_lock WHERE owner IS NULL", ""), 1);
	file_write("003-three.sql", "INSERT INTO step (name) VALUES ('three');\n");
	assert_null(schema_migrate(db, ctx, directory, 0));
	all_done_once();
	file_write("001-one.sql", "DO 1;\n");
	assert_string_equal(schema_migrate(db, ctx, directory, 0), "001-one.sql was applied with other words: a released migration is never edited");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_two_at_once__both_end_well, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_that_died__is_waited_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_that_lives__is_not_run_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_file_that_fails__lets_the_lock_go, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
