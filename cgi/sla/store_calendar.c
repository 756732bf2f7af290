/* The statements on calendars. */
#include "sla/store_calendar.h"

#include "auth/audit.h"
#include "base/log.h"
#include "base/text.h"
#include "sla/rules_calendar_text.h"

#include <jansson.h>
#include <stdlib.h>
#include <talloc.h>

enum { DAY_BITS = 24 };		/* enough for the number of any day */

/* The number of the version that holds on a day. */
#define HOLDS_OF(calendar) "COALESCE((SELECT MAX(h.number) FROM calendar_version h WHERE h.calendar_id = " calendar \
	" AND h.valid_from <= ?), (SELECT MAX(f.number) FROM calendar_version f WHERE f.calendar_id = " calendar \
	" AND COALESCE(f.corrects, f.number) = 1))"

static const struct column head_columns[] = {
	COLUMN(INT, struct calendar_head, id),
	COLUMN(TEXT, struct calendar_head, name),
	COLUMN(INT, struct calendar_head, revision),
	COLUMN(INT, struct calendar_head, newest),
	{ 0 }
};
static const struct shape head_shape = { sizeof(struct calendar_head), head_columns };

static const struct column row_columns[] = {
	COLUMN(INT, struct calendar_row, id),
	COLUMN(TEXT, struct calendar_row, name),
	COLUMN(INT, struct calendar_row, revision),
	COLUMN(INT, struct calendar_row, number),
	COLUMN(INT, struct calendar_row, newest),
	COLUMN(TEXT, struct calendar_row, zone),
	COLUMN(TEXT, struct calendar_row, valid_from),
	COLUMN(TEXT, struct calendar_row, week),
	COLUMN(TEXT, struct calendar_row, author_name),
	COLUMN(TIME, struct calendar_row, created_at),
	COLUMN(INT, struct calendar_row, origin),
	COLUMN(INT, struct calendar_row, amendment_number),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct calendar_row), row_columns };

#define ROW_SELECT "SELECT c.id, c.name, c.revision, v.number," \
	" (SELECT MAX(n.number) FROM calendar_version n WHERE n.calendar_id = c.id) AS newest, v.zone, v.valid_from, v.week," \
	" p.name AS author_name, v.created_at, COALESCE(v.corrects, v.number) AS origin, a.number AS amendment_number FROM calendar c" \
	" JOIN calendar_version v ON v.calendar_id = c.id LEFT JOIN amendment a ON a.id = v.amendment_id JOIN person p ON p.id = v.author_id"

/* A version as its row has it, before its texts are read. */
struct stored_version {
	struct calendar_version v;
	const char *name, *zone, *week;
};
static const struct column version_columns[] = {
	COLUMN(INT, struct calendar_version, id),
	COLUMN(INT, struct calendar_version, calendar_id),
	COLUMN(INT, struct calendar_version, number),
	COLUMN(TEXT, struct calendar_version, valid_from),
	COLUMN(INT, struct calendar_version, author_id),
	COLUMN(TEXT, struct calendar_version, author_name),
	COLUMN(TIME, struct calendar_version, created_at),
	COLUMN(TEXT, struct stored_version, name),
	COLUMN(TEXT, struct stored_version, zone),
	COLUMN(TEXT, struct stored_version, week),
	{ 0 }
};
static const struct shape version_shape = { sizeof(struct stored_version), version_columns };

#define VERSION_SELECT "SELECT v.id, v.calendar_id, v.number, v.valid_from, v.author_id, p.name AS author_name, v.created_at," \
	" c.name, v.zone, v.week FROM calendar_version v JOIN calendar c ON c.id = v.calendar_id JOIN person p ON p.id = v.author_id"

struct exception_row {
	const char *day, *name, *hours;
};
static const struct column exception_columns[] = {
	COLUMN(TEXT, struct exception_row, day),
	COLUMN(TEXT, struct exception_row, name),
	COLUMN(TEXT, struct exception_row, hours),
	{ 0 }
};
static const struct shape exception_shape = { sizeof(struct exception_row), exception_columns };

const struct calendar_row *
calendars_list(struct db *db, const void *ctx, const char *day, const char *after, int64_t limit, size_t *count)
{
	if (!after)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " AND v.number = " HOLDS_OF("c.id") " ORDER BY c.name LIMIT ?",
		    "si", day, limit);
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " AND v.number = " HOLDS_OF("c.id")
	    " WHERE c.name > ? ORDER BY c.name LIMIT ?", "ssi", day, after, limit);
}

const struct calendar_head *
calendar_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &head_shape, "SELECT c.id, c.name, c.revision,"
	    " (SELECT MAX(n.number) FROM calendar_version n WHERE n.calendar_id = c.id) AS newest FROM calendar c WHERE c.id = ?",
	    "i", id);
}

const struct calendar_row *
calendar_versions(struct db *db, const void *ctx, int64_t calendar_id, size_t *count)
{
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " WHERE c.id = ? ORDER BY v.number DESC LIMIT 1000", "i", calendar_id);
}

static void
exceptions_read(struct db *db, const void *ctx, struct calendar_version *v)
{
	size_t count;
	const struct exception_row *rows = db_list(db, ctx, &exception_shape, &count,
	    "SELECT day, name, hours FROM calendar_exception WHERE version_id = ? ORDER BY day", "i", v->id);
	struct exception *list = memory_need(talloc_zero_array(ctx, struct exception, count + 1));

	for (size_t i = 0; i < count; i++) {
		list[i].name = rows[i].name;
		if (!day_parse(rows[i].day, &list[i].day) || !hours_read(list, rows[i].hours, &list[i].hours))
			log_line("calendar version %lld has a date that cannot be read", (long long)v->id);
	}
	v->calendar.exceptions = list;
	v->calendar.exception_count = count;
}

/* Reads the texts of a row. */
static const struct calendar_version *
version_whole(struct db *db, const void *ctx, struct stored_version *row)
{
	if (!row)
		return NULL;
	row->v.calendar.name = row->name;
	row->v.calendar.zone = row->zone;
	if (!week_read(row, row->week, row->v.calendar.week))
		log_line("calendar version %lld has a week that cannot be read", (long long)row->v.id);
	exceptions_read(db, ctx, &row->v);
	return &row->v;
}

const struct calendar_version *
calendar_version_find(struct db *db, const void *ctx, int64_t calendar_id, int64_t number)
{
	return version_whole(db, ctx, db_one(db, ctx, &version_shape, VERSION_SELECT " WHERE v.calendar_id = ? AND v.number = ?",
	    "ii", calendar_id, number));
}

/* A day chooses the same version all through a transaction, as long as none is added. */
const struct calendar_version *
calendar_version_on(struct db *db, const void *ctx, int64_t calendar_id, const char *day)
{
	struct day on = { 0 };
	int64_t place = day_parse(day, &on) && day_number(on) > 0 ? calendar_id << DAY_BITS | day_number(on) : 0;
	const struct stored_version *kept = place > 0 ? db_kept(db, "calendar_day", place) : NULL;
	struct stored_version *row;

	if (kept)
		return &kept->v;
	row = db_one(db, db_keeper(db, ctx), &version_shape, VERSION_SELECT " WHERE v.calendar_id = ? AND v.number = " HOLDS_OF("v.calendar_id"),
	    "is", calendar_id, day);
	if (place > 0)
		db_keep(db, "calendar_day", place, row);
	return version_whole(db, db_keeper(db, ctx), row);
}

/* A version never changes. */
const struct calendar_version *
calendar_version_get(struct db *db, const void *ctx, int64_t version_id)
{
	const struct stored_version *kept = db_kept(db, "calendar_version", version_id);
	struct stored_version *row;

	if (kept)
		return &kept->v;
	row = db_one(db, db_keeper(db, ctx), &version_shape, VERSION_SELECT " WHERE v.id = ?", "i", version_id);
	db_keep(db, "calendar_version", version_id, row);
	return version_whole(db, db_keeper(db, ctx), row);
}

#define MADE_BEFORE " < COALESCE((SELECT MIN(m.number) FROM calendar_version m WHERE m.amendment_id = ?), 4294967295)"

const struct calendar_version *
calendar_version_before(struct db *db, const void *ctx, int64_t calendar_id, const char *day, int64_t amendment_id)
{
	return version_whole(db, ctx, db_one(db, ctx, &version_shape, VERSION_SELECT " WHERE v.calendar_id = ? AND v.number ="
	    " COALESCE((SELECT MAX(h.number) FROM calendar_version h WHERE h.calendar_id = ? AND h.valid_from <= ? AND h.number" MADE_BEFORE "),"
	    " (SELECT MAX(f.number) FROM calendar_version f WHERE f.calendar_id = ? AND COALESCE(f.corrects, f.number) = 1 AND f.number" MADE_BEFORE "))",
	    "iisiii", calendar_id, calendar_id, day, amendment_id, calendar_id, amendment_id));
}

/* The exceptions as JSON, for one statement however many they are. */
static const char *
exceptions_json(const void *ctx, const struct calendar *calendar)
{
	json_t *list = json_array();
	size_t length;
	char *text;

	for (size_t i = 0; i < calendar->exception_count; i++) {
		const struct exception *e = &calendar->exceptions[i];

		json_array_append_new(list, json_pack("[s, s, s]", day_print(ctx, e->day), e->name, hours_text(ctx, &e->hours)));
	}
	length = json_dumpb(list, NULL, 0, JSON_COMPACT);
	text = memory_need(talloc_zero_size(ctx, length + 1));
	json_dumpb(list, text, length, JSON_COMPACT);
	json_decref(list);
	return text;
}

static void
exceptions_insert(struct db *db, const void *ctx, int64_t version_id, const struct calendar *calendar)
{
	if (calendar->exception_count)
		db_run(db, "INSERT INTO calendar_exception (version_id, day, name, hours) SELECT ?, j.day, j.name, j.hours"
		    " FROM JSON_TABLE(?, '$[*]' COLUMNS (day DATE PATH '$[0]', name VARCHAR(120) PATH '$[1]',"
		    " hours VARCHAR(200) PATH '$[2]')) j", "is", version_id, exceptions_json(ctx, calendar));
}

static int64_t
version_insert(struct db *db, const void *ctx, const struct actor *actor, int64_t calendar_id, int64_t number,
    const struct calendar *calendar, const char *valid_from)
{
	int64_t id = db_insert(db, "INSERT INTO calendar_version (calendar_id, number, zone, valid_from, week, author_id, created_at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?)", "iisssit", calendar_id, number, calendar->zone, valid_from,
	    week_text(ctx, calendar->week), actor->person_id, actor->now);

	exceptions_insert(db, ctx, id, calendar);
	db_forget(db);
	return id;
}

enum act_result
calendar_create(struct db *db, const void *ctx, const struct actor *actor, const struct calendar *calendar,
    const char *valid_from, int64_t *id)
{
	*id = db_insert(db, "INSERT INTO calendar (name, created_by, created_at) VALUES (?, ?, ?)", "sit", calendar->name,
	    actor->person_id, actor->now);
	if (!*id)
		return RESULT_TAKEN;
	version_insert(db, ctx, actor, *id, 1, calendar, valid_from);
	audit_add(db, actor, "calendar.create", "calendar", *id, NULL);
	return RESULT_DONE;
}

enum act_result
calendar_version_add(struct db *db, const void *ctx, const struct actor *actor, int64_t calendar_id, int64_t revision,
    const struct calendar *calendar, const char *valid_from, int64_t *number)
{
	if (db_run(db, "UPDATE calendar SET revision = revision + 1 WHERE id = ? AND revision = ?", "ii", calendar_id, revision) != 1)
		return RESULT_STALE;
	*number = 1 + db_integer(db, 0, "SELECT MAX(number) FROM calendar_version WHERE calendar_id = ? FOR UPDATE", "i", calendar_id);
	version_insert(db, ctx, actor, calendar_id, *number, calendar, valid_from);
	audit_add(db, actor, "calendar.version", "calendar", calendar_id, text_format(ctx, "number=%lld", (long long)*number));
	return RESULT_DONE;
}

int64_t
calendar_version_correct(struct db *db, const void *ctx, const struct actor *actor, int64_t calendar_id, const struct calendar *calendar,
    const char *valid_from, int64_t origin, int64_t amendment_id)
{
	int64_t number = 1 + db_integer(db, 0, "SELECT MAX(number) FROM calendar_version WHERE calendar_id = ? FOR UPDATE", "i", calendar_id);
	int64_t id = db_insert(db, "INSERT INTO calendar_version (calendar_id, number, corrects, amendment_id, zone, valid_from, week, author_id,"
	    " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "iiiisssit", calendar_id, number, origin, amendment_id, calendar->zone, valid_from,
	    week_text(ctx, calendar->week), actor->person_id, actor->now);

	exceptions_insert(db, ctx, id, calendar);
	db_forget(db);
	db_run(db, "UPDATE calendar SET revision = revision + 1 WHERE id = ?", "i", calendar_id);
	audit_add(db, actor, "calendar.version", "calendar", calendar_id, text_format(ctx, "number=%lld", (long long)number));
	return id;
}

void
calendar_hold(struct db *db, int64_t calendar_id)
{
	if (db_first(db, "calendar_held", calendar_id))
		db_integer(db, 0, "SELECT id FROM calendar WHERE id = ? LOCK IN SHARE MODE", "i", calendar_id);
}
