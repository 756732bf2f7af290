/* The database behind a few words: begin, one, list, run, commit. libmysqlclient is known to db.c alone. */
#ifndef DATA_DB_H
#define DATA_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

/* How to reach the server and as whom. Strings are borrowed and must outlive the struct db. */
struct db_login {
	const char *socket;
	const char *name;	/* of the database */
	const char *user;
	const char *password;
	unsigned patience;	/* seconds until a statement is given up; 0: as long as a page may take */
};

/* What the last failure means for the work in hand. */
enum db_fate {
	DB_FINE,	/* nothing failed */
	DB_AGAIN,	/* deadlock, lock timeout, snapshot or certification conflict, lost connection: run the whole work again */
	DB_AWAY,	/* the server cannot be reached or is not ready: answer 503 */
	DB_BROKEN,	/* anything else: answer 500 */
};

/* What a column holds and how it lands in the struct. */
enum db_type {
	DB_INT = 1,	/* int64_t; NULL becomes 0 */
	DB_BOOL,	/* bool; NULL becomes false */
	DB_TEXT,	/* const char *; NULL stays NULL; DATE and DECIMAL columns arrive as their text */
	DB_TIME,	/* int64_t seconds since 1970 UTC from a DATETIME; NULL becomes 0 */
	DB_CODE,	/* int: the index of the text in `codes`; NULL becomes -1; an unknown text is DB_BROKEN */
	DB_HASH,	/* unsigned char[32] from a BINARY(32) */
};

/* One column: where it goes. A table of them ends with { 0 }; its order and names are those of the SELECT. */
struct column {
	enum db_type type;
	const char *name;		/* as the SELECT names it */
	size_t into;			/* offset in the row's struct */
	const char *const *codes;	/* for DB_CODE: NULL-terminated, in the order of the enum */
};

/* COLUMN(TEXT, struct term, slug) reads the column "slug" into the member of that name. */
#define COLUMN(kind, where, member) \
	{ .type = DB_##kind, .name = #member, .into = offsetof(where, member) }
#define CODE_COLUMN(where, member, names) \
	{ .type = DB_CODE, .name = #member, .into = offsetof(where, member), .codes = (names) }

/* The shape of a row: the struct's size and its columns. */
struct shape {
	size_t size;
	const struct column *columns;
};

/*
 * Makes a handle as a child of `ctx`; connects with the first statement, and again after a loss.
 * Never NULL. Freed with `ctx`, closing the connection.
 */
struct db *db_open(const void *ctx, const struct db_login *login);

/*
 * After a failure every later call does nothing and returns NULL, 0 or -1 until db_fresh() or
 * db_begin(), so callers need not ask after each: whoever answers asks db_fate() last.
 */
void db_fresh(struct db *db);

/* Opens a transaction (REPEATABLE READ). Outside one, each statement stands alone. */
bool db_begin(struct db *db);
bool db_commit(struct db *db);
void db_rollback(struct db *db);	/* keeps the failure, for whoever asks db_fate() last */

enum db_fate db_fate(const struct db *db);
const char *db_problem(const struct db *db);	/* one line for the log, or "" */

/* How many statements were run since db_open(), those that failed with them. */
unsigned db_statements_run(const struct db *db);

/*
 * Statements are written as literals with ? for each value, prepared once per connection; `args` says
 * the values' types in order:
 *   i int64_t   n int64_t, 0 is NULL   t int64_t instant, 0 is NULL   s const char *, NULL is NULL
 *   h const unsigned char *, 32 bytes   b const void *, size_t
 * The count of parameters and the count and names of columns are checked when it is prepared.
 */

/*
 * Before a statement that writes to a row many write to: it acts on the row as it is by then. Without, whoever had to wait for the
 * one before starts again, as what their transaction saw is no more. For sums, turns and counters, whose old value nobody decided by.
 */
#define DB_AS_IT_IS_NOW "SET STATEMENT innodb_snapshot_isolation = OFF FOR "

/* The one row as a new child of `ctx`, or NULL when there is none (or the work has failed). More than one is DB_BROKEN. */
void *db_one(struct db *db, const void *ctx, const struct shape *shape, const char *sql, const char *args, ...);

/* All rows as one array, child of `ctx`, with *count set; never NULL (an empty or failed list has *count 0). */
void *db_list(struct db *db, const void *ctx, const struct shape *shape, size_t *count, const char *sql,
    const char *args, ...);

/* Runs an INSERT, UPDATE or DELETE. Returns the rows found (not merely changed), -1 on failure; see db_taken(). */
int64_t db_run(struct db *db, const char *sql, const char *args, ...);

/* Runs an INSERT and returns the new id; 0 when a unique key was taken or the work has failed. */
int64_t db_insert(struct db *db, const char *sql, const char *args, ...);

/* Whether the last db_run() or db_insert() met a taken unique key: an answer, not a failure. */
bool db_taken(const struct db *db);

/* After an INSERT whose key nobody can have: if it was taken nevertheless, the work has failed (DB_BROKEN), and `what` says at what. */
void db_untaken(struct db *db, const char *what);

/* A single integer, or `otherwise` when there is no row or it is NULL. */
int64_t db_integer(struct db *db, int64_t otherwise, const char *sql, const char *args, ...);

/*
 * What never changes need be read once in a transaction. db_kept(): what was kept under a name and an id in the present one, or
 * NULL. db_keeper(): the ctx for what is to be kept, which lives until the next transaction begins; `ctx` itself outside of one,
 * where db_keep() keeps nothing.
 */
void *db_kept(struct db *db, const char *name, int64_t id);
const void *db_keeper(const struct db *db, const void *ctx);
void db_keep(struct db *db, const char *name, int64_t id, void *what);
void db_forget(struct db *db);	/* from here on everything is read again */

/* Whether it is the first time in the running transaction that this is asked of a name and an id: what is locked stays so. Outside of one: always. */
bool db_first(struct db *db, const char *name, int64_t id);

/*
 * From here to the next db_fresh(), db_begin() or db_forget() what is kept lives on in this process, for as long as the same `version` of the
 * content is named within the same minute. web does so by the version of the words (people, glossary, agreement), which must be the one that what
 * is read now is of: only what moves that version, or the clock, may be kept then, and nobody may change what was kept. `everything` is likewise
 * the number that any write moves; 0: nothing is kept by it.
 */
void db_remember(struct db *db, int64_t version, int64_t everything, int64_t now);
bool db_remembers(const struct db *db);		/* whether it is so now */

/* The same of lists, which are read again where nothing is remembered: db_kept_list() gives NULL there, db_rememberer() `ctx`. */
void *db_kept_list(struct db *db, const char *name, int64_t id, size_t *count);
void db_keep_list(struct db *db, const char *name, int64_t id, void *rows, size_t count);
const void *db_rememberer(const struct db *db, const void *ctx);

/*
 * Lists that any write moves: kept until `everything` is another one, or the minute, or it is `until` by then (0: no end of its own). The rows are
 * children of what db_moving_rememberer() gave, which is `ctx` where they are not kept.
 */
void *db_kept_moving(struct db *db, const char *name, int64_t id, int64_t now, size_t *count);
void db_keep_moving(struct db *db, const char *name, int64_t id, int64_t until, void *rows, size_t count);
const void *db_moving_rememberer(const struct db *db, const void *ctx);

/* Runs one statement of a schema file as it stands, unprepared. For migrations only. */
bool db_script(struct db *db, const char *sql);

#endif
