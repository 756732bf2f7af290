/* What the two halves of the database room share; nobody else includes it. */
#ifndef DATA_DB_INSIDE_H
#define DATA_DB_INSIDE_H

#include "data/db.h"

#include <mysql.h>

enum { CHECKREAD = 1020 };	/* the database's code for what has changed since the transaction first looked */

/* A statement prepared on the present connection. */
struct statement {
	struct statement *next;
	const char *sql;	/* the caller's literal; the same text nearly always has the same address */
	MYSQL_STMT *stmt;
	bool checked;		/* its columns agree with the shape it is read by */
};

/* Something that was read in the present transaction. */
struct kept {
	struct kept *next;
	const char *name;
	int64_t id;
	void *what;
};

struct db {
	struct db_login login;
	MYSQL *mysql;		/* NULL: not connected */
	struct statement *statements;
	struct kept *kept;	/* children of keeping, which lives as long as the transaction */
	void *keeping;
	struct kept *remembered;	/* children of remembering, which lives until the content moves */
	void *remembering;
	int64_t remembered_version, remembered_everything, remembered_minute;
	bool remembers;
	int64_t recalled_version;	/* of what the running transaction was told from memory; 0: nothing was */
	int moved;		/* what of the content this transaction changes: content.c */
	bool in_transaction;
	bool taken;
	enum db_fate fate;
	char problem[256];
	unsigned run;		/* how many statements, ever */
};

/* Whether a call may go on: nothing failed before, and the server is there (connecting if need be). */
bool db_ready(struct db *db);

/*
 * Keeps the first failure. The server's own words may quote a person's data, so only its code is kept, with `what` (the
 * statement). db_fail_code() finds out what the code means; a connection it says is lost is closed.
 */
void db_fail(struct db *db, enum db_fate fate, unsigned code, const char *what);
void db_fail_code(struct db *db, unsigned code, const char *what);

/* Ends what db_remember() began; lets go of what was read when something failed meanwhile. */
void db_remembering_ends(struct db *db);

/* Raises what content_touch() noted: the last thing before a commit. */
void content_apply(struct db *db);

#endif
