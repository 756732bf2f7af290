/* Migrations: numbered files, each applied once, by one runner at a time. */
#include "data/schema.h"

#include "base/text.h"
#include "data/db.h"
#include "schema_files.h"	/* generated: SCHEMA_NEWEST, the number of the last file */

#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_LIFE = 600 };	/* seconds after which a dead runner's lock counts for nothing */

const char *
schema_unknown(struct db *db, const void *ctx)
{
	int64_t newest = db_integer(db, 0, "SELECT MAX(number) FROM schema_migration", "");

	if (db_fate(db) != DB_FINE)
		return text_format(ctx, "the schema could not be read (%s)", db_problem(db));
	if (newest == SCHEMA_NEWEST)
		return NULL;
	return text_format(ctx, "the database has schema %lld and these programs know %d: run `concord migrate` of this release",
	    (long long)newest, SCHEMA_NEWEST);
}

static char *
file_text(const void *ctx, const char *path)
{
	struct buffer *text = buffer_new(ctx);
	FILE *in = fopen(path, "r");
	char part[4096];
	size_t n;

	if (!in)
		return NULL;
	while ((n = fread(part, 1, sizeof part, in)) > 0)
		buffer_add(text, part, n);
	fclose(in);
	return buffer_take(ctx, text);
}

/* Runs a file's statements: each ends with a semicolon at the end of a line. */
static const char *
run_file(struct db *db, const void *ctx, const char *name, char *text)
{
	for (char *at = text, *end; (end = strstr(at, ";\n")); at = end + 2) {
		*end = '\0';
		if (!db_script(db, at))
			return text_format(ctx, "%s failed: %s", name, db_problem(db));
	}
	return NULL;
}

static bool
lock_take(struct db *db, const char *owner, int64_t now)
{
	return db_script(db, "CREATE TABLE IF NOT EXISTS schema_migration (number INT UNSIGNED NOT NULL PRIMARY KEY,"
	    " name VARCHAR(120) NOT NULL, sha256 CHAR(64) CHARACTER SET ascii NOT NULL, applied_at DATETIME NOT NULL)")
	    && db_script(db, "CREATE TABLE IF NOT EXISTS migration_lock (id TINYINT UNSIGNED NOT NULL PRIMARY KEY,"
	    " owner VARCHAR(80) NULL, expires_at DATETIME NOT NULL)")
	    && db_script(db, "INSERT IGNORE INTO migration_lock VALUES (1, NULL, '2000-01-01')")
	    && db_run(db, "UPDATE migration_lock SET owner = ?, expires_at = ? WHERE id = 1 AND (owner IS NULL OR expires_at < ?)",
	    "stt", owner, now + LOCK_LIFE, now) == 1;
}

/* The same, as soon as whoever has it lets it go. */
static bool
lock_wait(struct db *db, const char *owner, int patience)
{
	enum { TRIES_A_SECOND = 5 };
	const struct timespec pause = { .tv_nsec = 1000000000 / TRIES_A_SECOND };

	for (int tries = patience * TRIES_A_SECOND; ; tries--) {
		if (lock_take(db, owner, time(NULL)))
			return true;
		if (tries <= 0 || db_fate(db) != DB_FINE)
			return false;
		nanosleep(&pause, NULL);
	}
}

/* The files 001-….sql in order; *count of them. */
static char **
numbered_files(const void *ctx, const char *directory, size_t *count)
{
	struct dirent **found = NULL;
	int n = scandir(directory, &found, NULL, alphasort);
	struct buffer *list = buffer_new(ctx);

	for (int i = 0; i < n; i++) {
		if (found[i]->d_name[0] >= '0' && found[i]->d_name[0] <= '9' && text_ends(found[i]->d_name, ".sql"))
			buffer_format(list, "%s\n", found[i]->d_name);
		free(found[i]);
	}
	free(found);
	return text_split_lines(ctx, list->data ? list->data : "", count);
}

static const char *
apply(struct db *db, const void *ctx, const char *directory, const char *name)
{
	char *text = file_text(ctx, text_format(ctx, "%s/%s", directory, name));
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[65];
	const char *problem;
	int64_t number = strtol(name, NULL, 10);

	if (!text)
		return text_format(ctx, "%s cannot be read", name);
	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	if (db_integer(db, 0, "SELECT 1 FROM schema_migration WHERE number = ?", "i", number)) {
		if (db_integer(db, 0, "SELECT 1 FROM schema_migration WHERE number = ? AND sha256 = ?", "is", number, hex))
			return NULL;
		return text_format(ctx, "%s was applied with other words: a released migration is never edited", name);
	}
	problem = run_file(db, ctx, name, text);
	if (!problem && db_run(db, "INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)", "isst",
	    number, name, hex, (int64_t)time(NULL)) != 1)
		problem = text_format(ctx, "%s could not be noted: %s", name, db_problem(db));
	if (!problem)
		printf("applied %s\n", name);
	return problem;
}

const char *
schema_migrate(struct db *db, const void *ctx, const char *directory, int patience)
{
	const char *owner = text_format(ctx, "pid %d", (int)getpid());
	const char *problem = NULL;
	char *grants = file_text(ctx, text_format(ctx, "%s/grants.sql", directory));
	size_t count;
	char **names = numbered_files(ctx, directory, &count);

	if (!count || !grants)
		return text_format(ctx, "%s holds no migrations", directory);
	if (!lock_wait(db, owner, patience))
		return db_fate(db) == DB_FINE ? "another migration is running, or one died within ten minutes"
		    : text_format(ctx, "the lock could not be taken: %s", db_problem(db));
	for (size_t i = 0; i < count && !problem; i++) {
		db_run(db, "UPDATE migration_lock SET expires_at = ? WHERE id = 1 AND owner = ?", "ts", (int64_t)time(NULL) + LOCK_LIFE, owner);
		problem = apply(db, ctx, directory, names[i]);
	}
	if (!problem)
		problem = run_file(db, ctx, "grants.sql", grants);
	db_fresh(db);
	db_run(db, "UPDATE migration_lock SET owner = NULL WHERE id = 1 AND owner = ?", "s", owner);
	return problem;
}
