/* One MariaDB connection: reaching it, transactions, and what a failure means. */
#include "data/db_inside.h"

#include "base/text.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

/* Codes that one of the headers lacks, as CHECKREAD: a Galera node that is not ready, limits. */
enum { NODE_NOT_READY = 1047, NOT_IN_CLUSTER = 1180, KILLED = 1927, OVER_TIME = 1969 };

static int
db_close(struct db *db)
{
	while (db->statements) {
		struct statement *s = db->statements;

		db->statements = s->next;
		mysql_stmt_close(s->stmt);
		talloc_free(s);
	}
	if (db->mysql)
		mysql_close(db->mysql);
	db->mysql = NULL;
	return 0;
}

struct db *
db_open(const void *ctx, const struct db_login *login)
{
	struct db *db = memory_need(talloc_zero(ctx, struct db));

	db->login = *login;
	talloc_set_destructor(db, db_close);
	return db;
}

static enum db_fate
fate_of(unsigned code)
{
	switch (code) {
	case ER_LOCK_DEADLOCK: case ER_LOCK_WAIT_TIMEOUT: case CHECKREAD: case ER_TABLE_DEF_CHANGED:
	case CR_SERVER_GONE_ERROR: case CR_SERVER_LOST: case KILLED: case ER_SERVER_SHUTDOWN:
		return DB_AGAIN;
	case CR_CONNECTION_ERROR: case CR_CONN_HOST_ERROR: case CR_IPSOCK_ERROR: case CR_SERVER_HANDSHAKE_ERR:
	case NODE_NOT_READY: case NOT_IN_CLUSTER: case OVER_TIME: case ER_CON_COUNT_ERROR:
	case ER_DISK_FULL: case ER_RECORD_FILE_FULL: case ER_ERROR_ON_WRITE: case CR_OUT_OF_MEMORY:
		return DB_AWAY;
	default:
		return DB_BROKEN;
	}
}

/*
 * What the client library found by itself, or failed without saying why (0), tells nothing of what is still on its way:
 * such a connection is not used again.
 */
static bool
connection_lost(unsigned code)
{
	return code < ER_ERROR_FIRST || (code >= CR_MIN_ERROR && code <= CR_MAX_ERROR) || code == KILLED || code == ER_SERVER_SHUTDOWN
	    || code == NODE_NOT_READY || code == NOT_IN_CLUSTER;
}

void
db_fail(struct db *db, enum db_fate fate, unsigned code, const char *what)
{
	if (db->fate == DB_FINE) {
		db->fate = fate;
		snprintf(db->problem, sizeof db->problem, "database %u at: %.160s", code, what);
	}
	if (connection_lost(code))
		db_close(db);
}

void
db_fail_code(struct db *db, unsigned code, const char *what)
{
	db_fail(db, fate_of(code), code, what);
}

static bool
set_up(MYSQL *mysql)
{
	return mysql_query(mysql, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ") == 0
	    && mysql_query(mysql, "SET time_zone='+00:00', innodb_lock_wait_timeout=2, innodb_snapshot_isolation=ON,"
	    " sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION'") == 0;
}

static bool
connected(struct db *db)
{
	unsigned seconds = 6, patience = db->login.patience ? db->login.patience : seconds;
	my_bool off = 0;
	unsigned code;

	if (db->mysql)
		return true;
	db->mysql = mysql_init(NULL);
	if (!db->mysql) {
		db_fail_code(db, CR_OUT_OF_MEMORY, "connect");
		return false;
	}
	mysql_options(db->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(db->mysql, MYSQL_OPT_RECONNECT, &off);
	mysql_options(db->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
	mysql_options(db->mysql, MYSQL_OPT_READ_TIMEOUT, &patience);
	mysql_options(db->mysql, MYSQL_OPT_WRITE_TIMEOUT, &patience);
	if (mysql_real_connect(db->mysql, NULL, db->login.user, db->login.password, db->login.name, 0, db->login.socket,
	    CLIENT_FOUND_ROWS) && set_up(db->mysql))
		return true;
	code = mysql_errno(db->mysql);
	db_fail(db, DB_AWAY, code, "connect");
	db_close(db);
	return false;
}

bool
db_ready(struct db *db)
{
	db->taken = false;
	return db->fate == DB_FINE && connected(db);
}

void
db_fresh(struct db *db)
{
	db_remembering_ends(db);
	db->fate = DB_FINE;
	db->problem[0] = '\0';
}

bool
db_begin(struct db *db)
{
	db_rollback(db);
	db_fresh(db);
	if (!connected(db))
		return false;
	if (mysql_query(db->mysql, "START TRANSACTION") != 0) {
		db_fail_code(db, mysql_errno(db->mysql), "begin");
		return false;
	}
	db_forget(db);
	talloc_free(db->keeping);
	db->keeping = memory_need(talloc_new(db));
	db->moved = 0;
	db->recalled_version = 0;
	db->in_transaction = true;
	return true;
}

bool
db_commit(struct db *db)
{
	bool done = false;

	if (db->in_transaction)
		content_apply(db);
	if (db->fate == DB_FINE && db->in_transaction && db->mysql) {
		done = mysql_query(db->mysql, "COMMIT") == 0;
		if (!done)
			db_fail_code(db, mysql_errno(db->mysql), "commit");
	}
	if (!done && db->mysql && db->in_transaction)
		mysql_query(db->mysql, "ROLLBACK");
	db->in_transaction = false;
	return done;
}

void
db_rollback(struct db *db)
{
	if (db->mysql && db->in_transaction && mysql_query(db->mysql, "ROLLBACK") != 0)
		db_close(db);
	db->in_transaction = false;
	db->moved = 0;
}

unsigned
db_statements_run(const struct db *db)
{
	return db->run;
}

enum db_fate
db_fate(const struct db *db)
{
	return db->fate;
}

const char *
db_problem(const struct db *db)
{
	return db->problem;
}

bool
db_taken(const struct db *db)
{
	return db->taken;
}

void
db_untaken(struct db *db, const char *what)
{
	if (db->taken)
		db_fail(db, DB_BROKEN, ER_DUP_ENTRY, what);
}

bool
db_script(struct db *db, const char *sql)
{
	if (!db_ready(db))
		return false;
	if (mysql_real_query(db->mysql, sql, strlen(sql)) == 0)
		return true;
	db_fail_code(db, mysql_errno(db->mysql), sql);
	return false;
}
