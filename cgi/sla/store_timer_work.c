/* Misses, pauses that are used up, warnings and the mail they go into. */
#include "sla/store_timer_work.h"

#include "base/text.h"
#include "sla/store_attain.h"
#include "sla/store_calendar.h"
#include "sla/store_timer_parts.h"

#include <talloc.h>

enum { DIGEST_APART = 900 };	/* seconds between two mails to one person */

/* Lines for whom a mail is due: at ?, and none made since ?. */
#define LINES_DUE " FROM digest_line l WHERE l.outbox_id IS NULL AND l.due_at <= ? AND NOT EXISTS" \
	" (SELECT 1 FROM outbox o WHERE o.person_id = l.person_id AND o.kind = 'digest' AND o.created_at > ?)"

bool
timer_work_waits(struct db *db, int64_t now)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM timer WHERE state = 'running' AND deadline < ?)"
	    " OR EXISTS (SELECT 1 FROM timer WHERE resumes_at <= ?) OR EXISTS (SELECT 1 FROM timer WHERE next_warning_at <= ?)"
	    " OR EXISTS (SELECT 1" LINES_DUE ")", "ttttt", now, now, now, now, now - DIGEST_APART) != 0;
}

static const char *
organisation_zone(struct db *db, const void *ctx)
{
	struct row { const char *zone; };
	static const struct column columns[] = { { DB_TEXT, "zone", offsetof(struct row, zone), NULL }, { 0 } };
	const struct row *row = db_one(db, ctx, &(struct shape){ sizeof *row, columns }, "SELECT time_zone AS zone FROM organisation", "");

	return row ? row->zone : NULL;
}

struct overdue {
	int64_t id;
	int64_t promise_id;
	int64_t started_at;
	int64_t deadline;
};
static const struct column overdue_columns[] = {
	COLUMN(INT, struct overdue, id),
	COLUMN(INT, struct overdue, promise_id),
	COLUMN(TIME, struct overdue, started_at),
	COLUMN(TIME, struct overdue, deadline),
	{ 0 }
};
static const struct shape overdue_shape = { sizeof(struct overdue), overdue_columns };

int64_t
timers_record_misses(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	struct overdue *rows = db_list(db, ctx, &overdue_shape, &count, "SELECT id, promise_id, started_at, deadline FROM timer"
	    " WHERE state = 'running' AND deadline < ? ORDER BY deadline LIMIT ? FOR UPDATE SKIP LOCKED", "ti", now, limit);

	for (size_t i = 0; i < count; i++) {
		const struct counted counted = timer_counted(TIMER_MISSED, rows[i].deadline, rows[i].started_at, zone);

		db_run(db, "UPDATE timer SET state = 'missed', next_warning_at = NULL, revision = revision + 1 WHERE id = ?", "i", rows[i].id);
		db_insert(db, "INSERT INTO timer_event (timer_id, step, at, recorded_at) VALUES (?, 'miss', ?, ?)", "itt", rows[i].id,
		    rows[i].deadline, now);
		counted_add(db, rows[i].promise_id, rows[i].id, &counted, 1);
	}
	return (int64_t)count;
}

struct due_timer {
	int64_t id;
};
static const struct column due_columns[] = { COLUMN(INT, struct due_timer, id), { 0 } };
static const struct shape due_shape = { sizeof(struct due_timer), due_columns };

int64_t
timers_end_pauses(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	size_t count;
	const struct due_timer *due = db_list(db, ctx, &due_shape, &count,
	    "SELECT id FROM timer WHERE resumes_at <= ? ORDER BY resumes_at, id LIMIT ?", "ti", now, limit);

	for (size_t i = 0; i < count; i++) {
		struct held_timer *h = timer_hold(db, ctx, due[i].id);

		if (h && timer_settle(h, now))
			timer_save(db, ctx, h, now);
	}
	return (int64_t)count;
}

/* Who hears of a clock for person p: who is out has their deputy hear it, where that one works here and is not out as well. */
#define LINE_FOR "INSERT IGNORE INTO digest_line (person_id, kind, subject_id, detail, due_at)" \
	" SELECT IF(p.out_until >= ?, COALESCE(d.id, p.id), p.id), 'timer', ?, ?, ? FROM person p LEFT JOIN person d ON d.id = p.deputy_id" \
	" AND d.disabled_at IS NULL AND (d.out_until IS NULL OR d.out_until < ?) WHERE p.disabled_at IS NULL"

/* A line for each who is to hear of it. */
static void
warning_note(struct db *db, const void *ctx, const struct held_timer *h, int64_t percent, bool last, int64_t now)
{
	const char *today = day_print(ctx, day_of(now, h->zone));
	int64_t due;

	if (!calendar_next_open(h->calendar, now, &due))
		return;
	db_run(db, LINE_FOR " AND p.id = ?", "siitsi", today, h->t.id, percent, due, today, h->t.person_id);
	if (last || !h->t.person_id)
		db_run(db, LINE_FOR " AND p.team = ? AND p.is_point_person", "siitss", today, h->t.id, percent, due, today,
		    team_names[h->t.team]);
}

int64_t
timers_warn(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	size_t count;
	const struct due_timer *due = db_list(db, ctx, &due_shape, &count,
	    "SELECT id FROM timer WHERE next_warning_at <= ? ORDER BY next_warning_at, id LIMIT ?", "ti", now, limit);

	for (size_t i = 0; i < count; i++) {
		struct held_timer *h = timer_hold(db, ctx, due[i].id);
		struct timer_result r;
		int64_t percent, next, which;

		if (!h || !h->t.next_warning_at || h->t.next_warning_at > now)
			continue;
		r = timer_result_of(ctx, h, now);
		next = timer_warning_after(ctx, h->calendar, &r, h->warn_at, now, &which);
		percent = timer_warning_by(ctx, h->calendar, &r, h->warn_at, now);
		if (r.state == TIMER_RUNNING && percent)
			warning_note(db, ctx, h, percent, !next, now);
		db_run(db, "UPDATE timer SET next_warning_at = ? WHERE id = ?", "ti", r.state == TIMER_RUNNING ? next : 0, h->t.id);
	}
	return (int64_t)count;
}

/* The calendar of the agreement in force; NULL: none is. */
const struct calendar *
present_calendar(struct db *db, const void *ctx, int64_t now)
{
	int64_t id = db_integer(db, 0, "SELECT calendar_id FROM agreement WHERE in_force_at <= ? ORDER BY in_force_at DESC, number DESC LIMIT 1",
	    "t", now);
	const char *zone = organisation_zone(db, ctx);
	const struct calendar_version *version = id && zone ? calendar_version_on(db, ctx, id, day_print(ctx, day_of(now, zone))) : NULL;

	return version ? &version->calendar : NULL;
}

int64_t
digests_post(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct calendar *calendar;
	const struct due_timer *people;		/* ids of persons */
	int64_t due = now, posted = 0;
	size_t count;

	people = db_list(db, ctx, &due_shape, &count, "SELECT DISTINCT l.person_id AS id" LINES_DUE " LIMIT ?", "tti", now, now - DIGEST_APART, limit);
	if (!count)
		return 0;
	calendar = present_calendar(db, ctx, now);
	if (calendar && calendar_next_open(calendar, now, &due) && due > now) {
		db_run(db, "UPDATE digest_line SET due_at = ? WHERE outbox_id IS NULL AND due_at <= ?", "tt", due, now);
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		int64_t mail = db_insert(db, "INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) VALUES (?, 'digest', ?, ?, ?)",
		    "iitt", people[i].id, people[i].id, now, now);

		if (mail)
			db_run(db, "UPDATE digest_line SET outbox_id = ? WHERE person_id = ? AND outbox_id IS NULL AND due_at <= ?", "iit", mail,
			    people[i].id, now);
		posted += mail != 0;
	}
	return posted;
}

static const struct column row_columns[] = {
	COLUMN(INT, struct digest_row, timer_id),
	CODE_COLUMN(struct digest_row, kind, promise_kind_names),
	CODE_COLUMN(struct digest_row, team, team_names),
	COLUMN(INT, struct digest_row, calendar_version_id),
	COLUMN(TIME, struct digest_row, deadline),
	COLUMN(INT, struct digest_row, percent),
	COLUMN(BOOL, struct digest_row, is_own),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct digest_row), row_columns };

struct digest_row *
digest_rows(struct db *db, const void *ctx, int64_t outbox_id, int64_t now, size_t *count)
{
	return db_list(db, ctx, &row_shape, count, "SELECT t.id AS timer_id, t.kind, t.team, t.calendar_version_id, t.deadline,"
	    " MAX(l.detail) AS percent, COALESCE(t.person_id = l.person_id, FALSE) AS is_own FROM digest_line l"
	    " JOIN timer t ON t.id = l.subject_id AND t.state = 'running' AND t.deadline >= ?"
	    " WHERE l.outbox_id = ? AND l.kind = 'timer' GROUP BY t.id ORDER BY t.deadline, t.id LIMIT 200", "ti", now, outbox_id);
}
