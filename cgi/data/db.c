/* One MariaDB connection: prepared statements, transactions, and what a failure means. */
#include "data/db.h"

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

enum { MOST_ARGS = 48, MOST_COLUMNS = 64 };

/* Codes that one of the headers lacks: conflicts under snapshot isolation, a Galera node that is not ready, limits. */
enum { CHECKREAD = 1020, NODE_NOT_READY = 1047, NOT_IN_CLUSTER = 1180, KILLED = 1927, OVER_TIME = 1969 };

/* A statement prepared on the present connection. */
struct statement {
	struct statement *next;
	const char *sql;	/* the caller's literal; the same text nearly always has the same address */
	MYSQL_STMT *stmt;
	bool checked;		/* its columns agree with the shape it is read by */
};

struct db {
	struct db_login login;
	MYSQL *mysql;		/* NULL: not connected */
	struct statement *statements;
	bool in_transaction;
	bool taken;
	enum db_fate fate;
	char problem[256];
};

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
	struct db *db = talloc_zero(ctx, struct db);

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
	case ER_DISK_FULL: case ER_RECORD_FILE_FULL:
		return DB_AWAY;
	default:
		return DB_BROKEN;
	}
}

static bool
connection_lost(unsigned code)
{
	return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST || code == KILLED || code == ER_SERVER_SHUTDOWN
	    || code == NODE_NOT_READY || code == NOT_IN_CLUSTER || code == CR_COMMANDS_OUT_OF_SYNC;
}

/* Keeps the first failure. The server's own words may quote a person's data, so only its code is kept. */
static void
fail(struct db *db, enum db_fate fate, unsigned code, const char *what)
{
	if (db->fate == DB_FINE) {
		db->fate = fate;
		snprintf(db->problem, sizeof db->problem, "database %u at: %.160s", code, what);
	}
	if (connection_lost(code))
		db_close(db);
}

static void
fail_code(struct db *db, unsigned code, const char *what)
{
	fail(db, fate_of(code), code, what);
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
	unsigned seconds = 6;
	my_bool off = 0;
	unsigned code;

	if (db->mysql)
		return true;
	db->mysql = mysql_init(NULL);
	if (!db->mysql) {
		fail(db, DB_BROKEN, CR_OUT_OF_MEMORY, "connect");
		return false;
	}
	mysql_options(db->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(db->mysql, MYSQL_OPT_RECONNECT, &off);
	mysql_options(db->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
	mysql_options(db->mysql, MYSQL_OPT_READ_TIMEOUT, &seconds);
	mysql_options(db->mysql, MYSQL_OPT_WRITE_TIMEOUT, &seconds);
	if (mysql_real_connect(db->mysql, NULL, db->login.user, db->login.password, db->login.name, 0, db->login.socket,
	    CLIENT_FOUND_ROWS) && set_up(db->mysql))
		return true;
	code = mysql_errno(db->mysql);
	fail(db, DB_AWAY, code, "connect");
	db_close(db);
	return false;
}

/* Whether a call may go on: nothing failed before, and the server is there. */
static bool
ready(struct db *db)
{
	db->taken = false;
	return db->fate == DB_FINE && connected(db);
}

void
db_fresh(struct db *db)
{
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
		fail_code(db, mysql_errno(db->mysql), "begin");
		return false;
	}
	db->in_transaction = true;
	return true;
}

bool
db_commit(struct db *db)
{
	bool done = false;

	if (db->fate == DB_FINE && db->in_transaction && db->mysql) {
		done = mysql_query(db->mysql, "COMMIT") == 0;
		if (!done)
			fail_code(db, mysql_errno(db->mysql), "commit");
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

static struct statement *
prepare(struct db *db, const char *sql, size_t args)
{
	struct statement *s;
	my_bool measure = 1;

	for (s = db->statements; s; s = s->next)
		if (s->sql == sql || strcmp(s->sql, sql) == 0)
			break;
	if (!s) {
		MYSQL_STMT *stmt = mysql_stmt_init(db->mysql);

		if (!stmt || mysql_stmt_prepare(stmt, sql, strlen(sql)) != 0) {
			fail_code(db, stmt ? mysql_stmt_errno(stmt) : CR_OUT_OF_MEMORY, sql);
			if (stmt)
				mysql_stmt_close(stmt);
			return NULL;
		}
		mysql_stmt_attr_set(stmt, STMT_ATTR_UPDATE_MAX_LENGTH, &measure);
		s = talloc_zero(db, struct statement);
		*s = (struct statement){ .next = db->statements, .sql = talloc_strdup(s, sql), .stmt = stmt };
		db->statements = s;
	}
	if (mysql_stmt_param_count(s->stmt) != args) {
		fail(db, DB_BROKEN, 0, sql);
		return NULL;
	}
	return s;
}

/* The values of one call, where libmysqlclient wants them. */
struct values {
	MYSQL_BIND bind[MOST_ARGS];
	long long number[MOST_ARGS];
	MYSQL_TIME time[MOST_ARGS];
	unsigned long length[MOST_ARGS];
};

static void
to_mysql_time(MYSQL_TIME *out, int64_t instant)
{
	time_t when = (time_t)instant;
	struct tm tm;

	gmtime_r(&when, &tm);
	*out = (MYSQL_TIME){ .year = (unsigned)tm.tm_year + 1900, .month = (unsigned)tm.tm_mon + 1,
	    .day = (unsigned)tm.tm_mday, .hour = (unsigned)tm.tm_hour, .minute = (unsigned)tm.tm_min,
	    .second = (unsigned)tm.tm_sec, .time_type = MYSQL_TIMESTAMP_DATETIME };
}

static int64_t
from_mysql_time(const MYSQL_TIME *t)
{
	struct tm tm = { .tm_year = (int)t->year - 1900, .tm_mon = (int)t->month - 1, .tm_mday = (int)t->day,
	    .tm_hour = (int)t->hour, .tm_min = (int)t->minute, .tm_sec = (int)t->second };

	return timegm(&tm);
}

static void
bind_bytes(struct values *v, size_t i, enum enum_field_types type, const void *bytes, size_t length)
{
	v->length[i] = length;
	v->bind[i] = (MYSQL_BIND){ .buffer_type = bytes ? type : MYSQL_TYPE_NULL, .buffer = (void *)(uintptr_t)bytes,
	    .buffer_length = length, .length = &v->length[i] };
}

static void
bind_values(struct values *v, const char *args, va_list list)
{
	for (size_t i = 0; i < MOST_ARGS && args[i]; i++) {
		MYSQL_BIND *b = &v->bind[i];
		const void *bytes;

		memset(b, 0, sizeof *b);
		switch (args[i]) {
		case 's':
			bytes = va_arg(list, const char *);
			bind_bytes(v, i, MYSQL_TYPE_STRING, bytes, bytes ? strlen(bytes) : 0);
			break;
		case 'h':
			bind_bytes(v, i, MYSQL_TYPE_BLOB, va_arg(list, const unsigned char *), 32);
			break;
		case 'b':
			bytes = va_arg(list, const void *);
			bind_bytes(v, i, MYSQL_TYPE_BLOB, bytes, va_arg(list, size_t));
			break;
		default:	/* i n t */
			v->number[i] = va_arg(list, int64_t);
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &v->number[i];
			if (args[i] != 'i' && v->number[i] == 0)
				b->buffer_type = MYSQL_TYPE_NULL;
			else if (args[i] == 't') {
				to_mysql_time(&v->time[i], v->number[i]);
				b->buffer_type = MYSQL_TYPE_DATETIME;
				b->buffer = &v->time[i];
			}
		}
	}
}

static struct statement *
execute(struct db *db, const char *sql, const char *args, va_list list)
{
	struct values v;
	struct statement *s;
	unsigned code;

	if (!ready(db))
		return NULL;
	if (strlen(args) > MOST_ARGS) {
		fail(db, DB_BROKEN, 0, sql);
		return NULL;
	}
	s = prepare(db, sql, strlen(args));
	if (!s)
		return NULL;
	bind_values(&v, args, list);
	if (mysql_stmt_bind_param(s->stmt, v.bind) == 0 && mysql_stmt_execute(s->stmt) == 0)
		return s;
	code = mysql_stmt_errno(s->stmt);
	if (code == ER_DUP_ENTRY || code == ER_DUP_ENTRY_WITH_KEY_NAME)
		db->taken = true;
	else
		fail_code(db, code, sql);
	return NULL;
}

/* The cells of one result row, where libmysqlclient puts them. */
struct cells {
	MYSQL_BIND bind[MOST_COLUMNS];
	long long number[MOST_COLUMNS];
	MYSQL_TIME time[MOST_COLUMNS];
	unsigned long length[MOST_COLUMNS];
	my_bool null[MOST_COLUMNS];
};

static void
bind_cells(const void *ctx, struct cells *cells, const struct column *columns, const MYSQL_FIELD *fields)
{
	for (size_t i = 0; columns[i].type; i++) {
		MYSQL_BIND *b = &cells->bind[i];

		*b = (MYSQL_BIND){ .length = &cells->length[i], .is_null = &cells->null[i] };
		if (columns[i].type == DB_INT || columns[i].type == DB_BOOL) {
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &cells->number[i];
		} else if (columns[i].type == DB_TIME) {
			b->buffer_type = MYSQL_TYPE_DATETIME;
			b->buffer = &cells->time[i];
		} else {
			b->buffer_type = columns[i].type == DB_HASH ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
			b->buffer_length = fields[i].max_length + 40;
			b->buffer = talloc_size(ctx, b->buffer_length);
		}
	}
}

static bool
columns_agree(const struct column *columns, const MYSQL_FIELD *fields, unsigned count)
{
	unsigned i;

	for (i = 0; columns[i].type; i++)
		if (i >= count || strcmp(columns[i].name, fields[i].name) != 0)
			return false;
	return i == count && i <= MOST_COLUMNS;
}

static int
code_of(const char *const *codes, const char *text, size_t length)
{
	for (int i = 0; codes[i]; i++)
		if (strlen(codes[i]) == length && memcmp(codes[i], text, length) == 0)
			return i;
	return -2;
}

/* Moves one cell into the struct; false when its text is none of the codes. */
static bool
store_cell(const void *ctx, char *row, const struct column *c, const struct cells *cells, size_t i)
{
	const void *bytes = cells->bind[i].buffer;
	void *into = row + c->into;
	bool null = cells->null[i];

	switch (c->type) {
	case DB_INT:
		*(int64_t *)into = null ? 0 : cells->number[i];
		return true;
	case DB_BOOL:
		*(bool *)into = !null && cells->number[i] != 0;
		return true;
	case DB_TIME:
		*(int64_t *)into = null ? 0 : from_mysql_time(&cells->time[i]);
		return true;
	case DB_TEXT:
		*(const char **)into = null ? NULL : talloc_strndup(ctx, bytes, cells->length[i]);
		return true;
	case DB_HASH:
		if (!null && cells->length[i] == 32)
			memcpy(into, bytes, 32);
		return null || cells->length[i] == 32;
	case DB_CODE:
		*(int *)into = null ? -1 : code_of(c->codes, bytes, cells->length[i]);
		return *(int *)into != -2;
	}
	return false;
}

static bool
read_rows(const void *ctx, struct statement *s, const struct shape *shape, const MYSQL_FIELD *fields, char *rows)
{
	struct cells *cells = talloc_zero(ctx, struct cells);
	int got = 0;
	bool sound;

	bind_cells(cells, cells, shape->columns, fields);
	sound = mysql_stmt_bind_result(s->stmt, cells->bind) == 0;
	for (size_t n = 0; sound && (got = mysql_stmt_fetch(s->stmt)) == 0; n++)
		for (size_t i = 0; sound && shape->columns[i].type; i++)
			sound = store_cell(rows, rows + n * shape->size, &shape->columns[i], cells, i);
	talloc_free(cells);
	return sound && got == MYSQL_NO_DATA;
}

static void *
fetch(struct db *db, const void *ctx, struct statement *s, const struct shape *shape, size_t *count)
{
	MYSQL_RES *meta;
	char *rows = NULL;

	if (mysql_stmt_store_result(s->stmt) != 0) {
		fail_code(db, mysql_stmt_errno(s->stmt), s->sql);
		return NULL;
	}
	meta = mysql_stmt_result_metadata(s->stmt);
	if (meta && !s->checked)
		s->checked = columns_agree(shape->columns, mysql_fetch_fields(meta), mysql_num_fields(meta));
	if (meta && s->checked) {
		*count = (size_t)mysql_stmt_num_rows(s->stmt);
		rows = talloc_zero_size(ctx, shape->size * *count + 1);
		if (*count && !read_rows(ctx, s, shape, mysql_fetch_fields(meta), rows)) {
			talloc_free(rows);
			rows = NULL;
		}
	}
	if (!rows) {
		*count = 0;
		fail(db, DB_BROKEN, 1, s->sql);
	}
	if (meta)
		mysql_free_result(meta);
	mysql_stmt_free_result(s->stmt);
	return rows;
}

void *
db_list(struct db *db, const void *ctx, const struct shape *shape, size_t *count, const char *sql, const char *args, ...)
{
	struct statement *s;
	void *rows = NULL;
	va_list list;

	va_start(list, args);
	s = execute(db, sql, args, list);
	va_end(list);
	*count = 0;
	if (s)
		rows = fetch(db, ctx, s, shape, count);
	return rows ? rows : talloc_zero_size(ctx, 1);
}

void *
db_one(struct db *db, const void *ctx, const struct shape *shape, const char *sql, const char *args, ...)
{
	struct statement *s;
	size_t count = 0;
	void *row = NULL;
	va_list list;

	va_start(list, args);
	s = execute(db, sql, args, list);
	va_end(list);
	if (s)
		row = fetch(db, ctx, s, shape, &count);
	if (count > 1)
		fail(db, DB_BROKEN, 2, sql);
	if (count == 1)
		return row;
	talloc_free(row);
	return NULL;
}

int64_t
db_run(struct db *db, const char *sql, const char *args, ...)
{
	struct statement *s;
	va_list list;

	va_start(list, args);
	s = execute(db, sql, args, list);
	va_end(list);
	return s ? (int64_t)mysql_stmt_affected_rows(s->stmt) : -1;
}

int64_t
db_insert(struct db *db, const char *sql, const char *args, ...)
{
	struct statement *s;
	va_list list;

	va_start(list, args);
	s = execute(db, sql, args, list);
	va_end(list);
	return s ? (int64_t)mysql_stmt_insert_id(s->stmt) : 0;
}

int64_t
db_integer(struct db *db, int64_t otherwise, const char *sql, const char *args, ...)
{
	long long number = 0;
	my_bool null = 1;
	MYSQL_BIND bind = { .buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &number, .is_null = &null };
	struct statement *s;
	va_list list;
	int got;

	va_start(list, args);
	s = execute(db, sql, args, list);
	va_end(list);
	if (!s)
		return otherwise;
	if (mysql_stmt_field_count(s->stmt) != 1 || mysql_stmt_bind_result(s->stmt, &bind) != 0
	    || mysql_stmt_store_result(s->stmt) != 0) {
		fail_code(db, mysql_stmt_errno(s->stmt), sql);
		return otherwise;
	}
	got = mysql_stmt_fetch(s->stmt);
	mysql_stmt_free_result(s->stmt);
	return got == 0 && !null ? number : otherwise;
}

bool
db_script(struct db *db, const char *sql)
{
	if (!ready(db))
		return false;
	if (mysql_real_query(db->mysql, sql, strlen(sql)) == 0)
		return true;
	fail_code(db, mysql_errno(db->mysql), sql);
	return false;
}
