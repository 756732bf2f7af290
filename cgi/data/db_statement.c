/* Statements: prepared once, their values bound, their rows moved into structs. */
#include "data/db_inside.h"

#include "base/text.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

enum { MOST_ARGS = 48, MOST_COLUMNS = 64 };

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
			db_fail_code(db, stmt ? mysql_stmt_errno(stmt) : CR_OUT_OF_MEMORY, sql);
			if (stmt)
				mysql_stmt_close(stmt);
			return NULL;
		}
		mysql_stmt_attr_set(stmt, STMT_ATTR_UPDATE_MAX_LENGTH, &measure);
		s = memory_need(talloc_zero(db, struct statement));
		*s = (struct statement){ .next = db->statements, .sql = text_copy(s, sql), .stmt = stmt };
		db->statements = s;
	}
	if (mysql_stmt_param_count(s->stmt) != args) {
		db_fail(db, DB_BROKEN, 0, sql);
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

	if (!db_ready(db))
		return NULL;
	if (strlen(args) > MOST_ARGS) {
		db_fail(db, DB_BROKEN, 0, sql);
		return NULL;
	}
	s = prepare(db, sql, strlen(args));
	if (!s)
		return NULL;
	db->run++;
	bind_values(&v, args, list);
	if (mysql_stmt_bind_param(s->stmt, v.bind) == 0 && mysql_stmt_execute(s->stmt) == 0)
		return s;
	code = mysql_stmt_errno(s->stmt);
	if (code == ER_DUP_ENTRY || code == ER_DUP_ENTRY_WITH_KEY_NAME)
		db->taken = true;
	else
		db_fail_code(db, code, sql);
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
			b->buffer = memory_need(talloc_size(ctx, b->buffer_length));
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
		*(const char **)into = null ? NULL : text_copy_bytes(ctx, bytes, cells->length[i]);
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
	struct cells *cells = memory_need(talloc_zero(ctx, struct cells));
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
		db_fail_code(db, mysql_stmt_errno(s->stmt), s->sql);
		return NULL;
	}
	meta = mysql_stmt_result_metadata(s->stmt);
	if (meta && !s->checked)
		s->checked = columns_agree(shape->columns, mysql_fetch_fields(meta), mysql_num_fields(meta));
	if (meta && s->checked) {
		*count = (size_t)mysql_stmt_num_rows(s->stmt);
		rows = memory_need(talloc_zero_size(ctx, shape->size * *count + 1));
		if (*count && !read_rows(ctx, s, shape, mysql_fetch_fields(meta), rows)) {
			talloc_free(rows);
			rows = NULL;
		}
	}
	if (meta)
		mysql_free_result(meta);
	mysql_stmt_free_result(s->stmt);
	if (!rows) {
		*count = 0;
		db_fail(db, DB_BROKEN, CR_UNKNOWN_ERROR, s->sql);
	}
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
	return rows ? rows : memory_need(talloc_zero_size(ctx, 1));
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
		db_fail(db, DB_BROKEN, 2, sql);
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
		db_fail_code(db, mysql_stmt_errno(s->stmt), sql);
		return otherwise;
	}
	got = mysql_stmt_fetch(s->stmt);
	mysql_stmt_free_result(s->stmt);
	if (got != 0 && got != MYSQL_NO_DATA)
		db_fail(db, DB_BROKEN, CR_UNKNOWN_ERROR, sql);
	return got == 0 && !null ? number : otherwise;
}
