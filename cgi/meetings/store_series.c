/* Series in the database, and the meetings they plan. */
#include "meetings/store_parts.h"

#include "base/text.h"
#include "sla/store.h"

#include <string.h>
#include <talloc.h>

enum { MONTHS_AHEAD = 3 };

struct series_row {
	struct series series;
	int kind, closed;
	int64_t nth, weekday;
};
#define IN_SERIES(type, member) { DB_##type, #member, offsetof(struct series_row, series.member), NULL }
static const struct column series_columns[] = {
	IN_SERIES(INT, id),
	IN_SERIES(INT, revision),
	IN_SERIES(TEXT, name),
	{ DB_CODE, "team", offsetof(struct series_row, series.team), team_names },
	IN_SERIES(INT, guest_id),
	IN_SERIES(TEXT, guest_name),
	{ DB_CODE, "rhythm", offsetof(struct series_row, series.rhythm.kind), rhythm_kind_names },
	{ DB_INT, "nth", offsetof(struct series_row, series.rhythm.nth), NULL },
	{ DB_INT, "weekday", offsetof(struct series_row, series.rhythm.weekday), NULL },
	{ DB_CODE, "closed", offsetof(struct series_row, series.rhythm.closed), rhythm_closed_names },
	IN_SERIES(INT, start_minute),
	IN_SERIES(INT, minutes),
	IN_SERIES(TEXT, zone),
	IN_SERIES(INT, calendar_id),
	IN_SERIES(INT, chair_id),
	IN_SERIES(TEXT, chair_name),
	IN_SERIES(TEXT, first_month),
	IN_SERIES(TIME, ended_at),
	{ 0 }
};
static const struct shape series_shape = { sizeof(struct series_row), series_columns };

#define SERIES_SELECT "SELECT s.id, s.revision, s.name, s.team, s.guest_id, g.name AS guest_name, s.rhythm, s.nth, s.weekday, s.closed, s.start_minute," \
	" s.minutes, s.zone, s.calendar_id, s.chair_id, c.name AS chair_name, s.first_month, s.ended_at FROM meeting_series s JOIN person c ON c.id = s.chair_id" \
	" LEFT JOIN person g ON g.id = s.guest_id"

struct series *
series_find(struct db *db, const void *ctx, int64_t id)
{
	struct series_row *row = db_one(db, ctx, &series_shape, SERIES_SELECT " WHERE s.id = ?", "i", id);

	return row ? &row->series : NULL;
}

struct series *
series_all(struct db *db, const void *ctx, size_t *count)
{
	const struct series_row *rows = db_list(db, ctx, &series_shape, count, SERIES_SELECT " WHERE s.ended_at IS NULL ORDER BY s.team IS NOT NULL, s.id", "");
	struct series *list = memory_need(talloc_array(ctx, struct series, *count + 1));

	for (size_t i = 0; i < *count; i++)
		list[i] = rows[i].series;
	return list;
}

const struct calendar *
series_calendar(struct db *db, const void *ctx, int64_t calendar_id, struct day day)
{
	const struct calendar_version *v = calendar_id ? calendar_version_on(db, ctx, calendar_id, day_print(ctx, day)) : NULL;

	return v ? &v->calendar : NULL;
}

int64_t
teams_calendar_id(struct db *db, int64_t now)
{
	return db_integer(db, 0, "SELECT calendar_id FROM agreement WHERE in_force_at <= ? ORDER BY in_force_at DESC, number DESC LIMIT 1", "t", now);
}

const struct calendar *
teams_calendar(struct db *db, const void *ctx, int64_t now)
{
	int64_t id = teams_calendar_id(db, now);

	return id ? series_calendar(db, ctx, id, day_of(now, NULL)) : NULL;
}

/* When it meets in a month. */
static int64_t
instant_in(struct db *db, const void *ctx, const struct series *s, struct day month)
{
	const struct calendar *calendar = series_calendar(db, ctx, s->calendar_id, month);

	return rhythm_instant(rhythm_day(&s->rhythm, calendar, month), s->start_minute, s->zone);
}

/* Plans one month unless that is done, or passed. */
static void
month_plan(struct db *db, const void *ctx, const struct series *s, struct day month, int64_t now)
{
	int64_t at = instant_in(db, ctx, s, month);

	if (at <= now)
		return;
	db_run(db, "INSERT IGNORE INTO meeting (series_id, team, month, title, starts_at, minutes, zone, chair_id, guest_id, changed_at, created_by, created_at)"
	    " SELECT id, team, ?, ?, ?, minutes, zone, chair_id, guest_id, ?, created_by, ? FROM meeting_series WHERE id = ?", "ssttti", day_print(ctx, month),
	    text_format(ctx, "%s, %s", s->name, month_long(ctx, month)), at, now, now, s->id);
}

void
series_plan(struct db *db, const void *ctx, const struct series *s, int64_t now)
{
	struct day first, month = day_month_start(day_of(now, s->zone));

	if (s->ended_at || !day_parse(s->first_month, &first))
		return;
	if (day_compare(month, first) < 0)
		month = first;
	for (int i = 0; i < MONTHS_AHEAD; i++)
		month_plan(db, ctx, s, day_add_months(month, i), now);
}

/* Series that have no meeting in the last of the months ahead. Asked by the day of UTC: a few hours early or late do no harm. */
#define UNPLANNED " WHERE s.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.series_id = s.id AND m.month >= ?) AND s.first_month <= ?"

static const char *
last_ahead(const void *ctx, int64_t now)
{
	return day_print(ctx, day_add_months(day_month_start(day_of(now - 86400, NULL)), MONTHS_AHEAD - 1));
}

bool
series_plan_waits(struct db *db, const void *ctx, int64_t now)
{
	const char *month = last_ahead(ctx, now);

	return db_integer(db, 0, "SELECT COUNT(*) FROM meeting_series s" UNPLANNED, "ss", month, month) > 0;
}

int64_t
series_plan_all(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const char *month = last_ahead(ctx, now);
	size_t count;
	const struct series_row *rows = db_list(db, ctx, &series_shape, &count, SERIES_SELECT UNPLANNED " LIMIT ?", "ssi", month, month, limit);

	for (size_t i = 0; i < count; i++)
		series_plan(db, ctx, &rows[i].series, now);
	return (int64_t)count;
}

enum act_result
series_create(struct db *db, const void *ctx, const struct actor *actor, struct series *s)
{
	const struct rhythm *r = &s->rhythm;

	if (!s->first_month)
		s->first_month = day_print(ctx, day_month_start(day_of(actor->now, s->zone)));
	s->id = db_insert(db, "INSERT INTO meeting_series (name, team, guest_id, rhythm, nth, weekday, closed, start_minute, minutes, zone, calendar_id, chair_id,"
	    " first_month, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssnsiisiisnisit", s->name,
	    s->team < 0 ? NULL : team_names[s->team], s->guest_id, rhythm_kind_names[r->kind], r->nth, r->weekday, rhythm_closed_names[r->closed],
	    s->start_minute, s->minutes, s->zone, s->calendar_id, s->chair_id, s->first_month, actor->person_id, actor->now);
	series_plan(db, ctx, s, actor->now);
	audit_add(db, actor, "series.create", "series", s->id, NULL);
	return RESULT_DONE;
}

/* A planned meeting as it is to follow its series. */
struct planned {
	int64_t id;
	const char *month;
};
static const struct column planned_columns[] = { COLUMN(INT, struct planned, id), COLUMN(TEXT, struct planned, month), { 0 } };
static const struct shape planned_shape = { sizeof(struct planned), planned_columns };

static void
planned_follow(struct db *db, const void *ctx, const struct actor *actor, const struct series *s)
{
	size_t count;
	const struct planned *rows = db_list(db, ctx, &planned_shape, &count, "SELECT id, month FROM meeting WHERE series_id = ? AND state = 'planned'"
	    " ORDER BY id FOR UPDATE", "i", s->id);

	for (size_t i = 0; i < count; i++) {
		struct day month = { 0 };
		int64_t at;

		day_parse(rows[i].month, &month);
		at = instant_in(db, ctx, s, month);
		if (at > actor->now)
			db_run(db, "UPDATE meeting SET revision = revision + 1, pulse = pulse + 1, sequence = sequence + 1, changed_at = ?, title = ?, starts_at = ?, minutes = ?,"
			    " zone = ?, chair_id = ?, guest_id = ? WHERE id = ?", "tstisini", actor->now, text_format(ctx, "%s, %s", s->name, month_long(ctx, month)),
			    at, s->minutes, s->zone, s->chair_id, s->guest_id, rows[i].id);
	}
}

enum act_result
series_edit(struct db *db, const void *ctx, const struct actor *actor, struct series *s)
{
	const struct rhythm *r = &s->rhythm;
	int64_t revision = db_integer(db, 0, "SELECT revision FROM meeting_series WHERE id = ? FOR UPDATE", "i", s->id);

	if (!revision)
		return RESULT_GONE;
	if (revision != s->revision)
		return RESULT_STALE;
	db_run(db, "UPDATE meeting_series SET revision = revision + 1, name = ?, guest_id = ?, rhythm = ?, nth = ?, weekday = ?, closed = ?, start_minute = ?,"
	    " minutes = ?, zone = ?, calendar_id = ?, chair_id = ? WHERE id = ?", "snsiisiisnii", s->name, s->guest_id, rhythm_kind_names[r->kind], r->nth, r->weekday,
	    rhythm_closed_names[r->closed], s->start_minute, s->minutes, s->zone, s->calendar_id, s->chair_id, s->id);
	planned_follow(db, ctx, actor, s);
	series_plan(db, ctx, s, actor->now);
	audit_add(db, actor, "series.edit", "series", s->id, NULL);
	return RESULT_DONE;
}
