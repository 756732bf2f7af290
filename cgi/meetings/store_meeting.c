/* Meetings in the database. */
#include "meetings/store_parts.h"

#include "base/text.h"
#include "sla/store.h"

#include <string.h>
#include <talloc.h>

static const struct column meeting_columns[] = {
	COLUMN(INT, struct meeting, id),
	COLUMN(INT, struct meeting, revision),
	COLUMN(INT, struct meeting, pulse),
	COLUMN(INT, struct meeting, series_id),
	COLUMN(TEXT, struct meeting, series_name),
	CODE_COLUMN(struct meeting, team, team_names),
	COLUMN(TEXT, struct meeting, month),
	COLUMN(TEXT, struct meeting, title),
	COLUMN(TIME, struct meeting, starts_at),
	COLUMN(INT, struct meeting, minutes),
	COLUMN(TEXT, struct meeting, zone),
	COLUMN(INT, struct meeting, chair_id),
	COLUMN(TEXT, struct meeting, chair_name),
	COLUMN(INT, struct meeting, guest_id),
	COLUMN(TEXT, struct meeting, guest_name),
	CODE_COLUMN(struct meeting, state, meeting_state_names),
	COLUMN(INT, struct meeting, sequence),
	COLUMN(TIME, struct meeting, changed_at),
	COLUMN(INT, struct meeting, item_id),
	COLUMN(TIME, struct meeting, published_at),
	COLUMN(TEXT, struct meeting, publisher_name),
	COLUMN(TIME, struct meeting, started_at),
	COLUMN(TIME, struct meeting, closed_at),
	COLUMN(TEXT, struct meeting, closer_name),
	COLUMN(TIME, struct meeting, reopened_at),
	COLUMN(TEXT, struct meeting, cancelled_why),
	COLUMN(INT, struct meeting, agreement_number),
	COLUMN(INT, struct meeting, promise_id),
	COLUMN(TEXT, struct meeting, held_on),
	COLUMN(BOOL, struct meeting, next_published),
	{ 0 }
};
static const struct shape meeting_shape = { sizeof(struct meeting), meeting_columns };

#define MEETING_COLUMNS "SELECT m.id, m.revision, m.pulse, m.series_id, s.name AS series_name, m.team, m.month, m.title, m.starts_at, m.minutes, m.zone," \
	" m.chair_id, c.name AS chair_name, m.guest_id, g.name AS guest_name, m.state, m.sequence, m.changed_at, m.item_id, m.published_at," \
	" p.name AS publisher_name, m.started_at, m.closed_at, x.name AS closer_name, m.reopened_at, m.cancelled_why, m.agreement_number, m.promise_id," \
	" m.held_on, EXISTS (SELECT 1 FROM meeting n WHERE n.series_id = m.series_id AND n.month > m.month AND n.published_at IS NOT NULL" \
	" AND n.state <> 'cancelled') AS next_published FROM meeting m"
#define MEETING_JOINS(join) " LEFT JOIN meeting_series s ON s.id = m.series_id " join " person c FORCE INDEX (PRIMARY) ON c.id = m.chair_id" \
	" LEFT JOIN person g ON g.id = m.guest_id LEFT JOIN person p ON p.id = m.published_by LEFT JOIN person x ON x.id = m.closed_by"
#define MEETING_SELECT MEETING_COLUMNS MEETING_JOINS("JOIN")

/* Of meetings a person may see: both teams', their own team's, and where they are the guest. Takes sii: the team, observer or not, the id. */
#define MAY_SEE " (m.team IS NULL OR m.team = ? OR ? OR m.guest_id = ?)"
#define MAY_SEE_ARGS "sii"
#define MAY_SEE_VALUES(u) team_names[(u)->team], (int64_t)((u)->team == TEAM_OBSERVER), (u)->id

struct meeting *
meeting_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &meeting_shape, MEETING_SELECT " WHERE m.id = ?", "i", id);
}

struct meeting *
meeting_hold(struct db *db, const void *ctx, int64_t id)
{
	return db_integer(db, 0, "SELECT id FROM meeting WHERE id = ? FOR UPDATE", "i", id) ? meeting_find(db, ctx, id) : NULL;
}

struct meeting *
meetings_list(struct db *db, const void *ctx, const struct meeting_filter *f, size_t *count)
{
	if (!f->past)
		return db_list(db, ctx, &meeting_shape, count, MEETING_SELECT " WHERE m.state IN ('planned', 'published', 'running') AND" MAY_SEE
		    " ORDER BY m.starts_at, m.id LIMIT ?", MAY_SEE_ARGS "i", MAY_SEE_VALUES(f->user), f->limit);
	return db_list(db, ctx, &meeting_shape, count, MEETING_COLUMNS " FORCE INDEX (meeting_when)" MEETING_JOINS("STRAIGHT_JOIN")	/* never by way of the few people there are */
	    " LEFT JOIN meeting a ON a.id = ? WHERE m.state IN ('closed', 'cancelled') AND" MAY_SEE
	    " AND (a.id IS NULL OR (m.starts_at, m.id) < (a.starts_at, a.id)) AND m.starts_at <= COALESCE((SELECT starts_at FROM meeting WHERE id = ?), '9999-12-31')"
	    " ORDER BY m.starts_at DESC, m.id DESC LIMIT ?", "i" MAY_SEE_ARGS "ii", f->after, MAY_SEE_VALUES(f->user), f->after, f->limit);
}

struct meeting *
meetings_all(struct db *db, const void *ctx, const struct user *user, int64_t after, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &meeting_shape, count, MEETING_SELECT " WHERE m.id > ? AND" MAY_SEE " ORDER BY m.id LIMIT ?", "i" MAY_SEE_ARGS "i", after,
	    MAY_SEE_VALUES(user), limit);
}

struct meeting *
meeting_next(struct db *db, const void *ctx)
{
	return db_one(db, ctx, &meeting_shape, MEETING_SELECT " WHERE m.state IN ('planned', 'published', 'running') AND m.team IS NULL"
	    " ORDER BY m.starts_at, m.id LIMIT 1", "");
}

int64_t
meeting_before(struct db *db, const struct meeting *m)
{
	return db_integer(db, 0, "SELECT id FROM meeting WHERE series_id <=> NULLIF(?, 0) AND team <=> ? AND state = 'closed' AND starts_at < ? AND id <> ?"
	    " ORDER BY starts_at DESC LIMIT 1", "isti", m->series_id, m->team < 0 ? NULL : team_names[m->team], m->starts_at, m->id);
}

const char *
like_words(const void *ctx, const char *words)
{
	const char *s = text_replace(ctx, text_replace(ctx, text_replace(ctx, words, "\\", "\\\\"), "%", "\\%"), "_", "\\_");

	return text_format(ctx, "%%%s%%", s);
}

struct meeting *
meetings_search(struct db *db, const void *ctx, const struct user *user, const char *words, int64_t limit, size_t *count)
{
	const char *like = like_words(ctx, words);

	return db_list(db, ctx, &meeting_shape, count, MEETING_SELECT " JOIN (SELECT id FROM meeting ORDER BY starts_at DESC, id DESC LIMIT ?) latest ON latest.id = m.id"
	    " WHERE" MAY_SEE " AND (m.title LIKE ? OR EXISTS (SELECT 1 FROM meeting_item i"
	    " WHERE i.meeting_id = m.id AND i.place = 'agenda' AND (i.title LIKE ? OR i.note LIKE ?))) ORDER BY m.starts_at DESC, m.id DESC LIMIT ?",
	    "i" MAY_SEE_ARGS "sssi", (int64_t)MEETINGS_SEARCHED, MAY_SEE_VALUES(user), like, like, like, limit);
}

int
person_team(struct db *db, int64_t person_id)
{
	return (int)db_integer(db, GLOSSARY_NONE, "SELECT FIELD(team, 'marketing', 'sales', 'observer') - 1 FROM person WHERE id = ? AND disabled_at IS NULL",
	    "i", person_id);
}

int64_t
person_of_email(struct db *db, const char *email)
{
	return db_integer(db, 0, "SELECT id FROM person WHERE email = ? AND disabled_at IS NULL", "s", email);
}

void
meeting_making_problems(struct problems *p, const struct meeting_making *m, int chair_team, int64_t now)
{
	if (text_blank(m->title))
		problem_add(p, "title", -1, "Give the meeting a name.");
	if (m->starts_at <= now - 60)
		problem_add(p, "starts_at", -1, "Give a time that has not passed.");
	else if (m->starts_at > now + INT64_C(366) * 86400)
		problem_add(p, "starts_at", -1, "Give a time within a year.");
	if (m->minutes < MEETING_LEAST || m->minutes > MEETING_MOST)
		problem_add(p, "minutes", -1, "Give a length from %d to %d minutes.", MEETING_LEAST, MEETING_MOST);
	if (chair_team < 0 || chair_team == TEAM_OBSERVER)
		problem_add(p, "chair", -1, "Choose who leads it, a member of one of the teams.");
}

int64_t
meeting_create(struct db *db, const void *ctx, const struct actor *actor, const struct meeting_making *m, const char *zone)
{
	int64_t id = db_insert(db, "INSERT INTO meeting (month, title, starts_at, minutes, zone, chair_id, changed_at, created_by, created_at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "sstisitit", day_print(ctx, day_month_start(day_of(m->starts_at, zone))), m->title, m->starts_at, m->minutes,
	    m->zone, m->chair_id, actor->now, actor->person_id, actor->now);

	audit_add(db, actor, "meeting.create", "meeting", id, NULL);
	return id;
}

/* Locks it and asks whether the act is possible; *m is NULL when not, and the result says why. */
static enum act_result
begin(struct db *db, const void *ctx, int64_t id, int64_t revision, int act, struct meeting **m)
{
	*m = meeting_hold(db, ctx, id);
	if (!*m)
		return RESULT_GONE;
	if (!meeting_can(*m, act))
		return RESULT_MOVED;
	return revision && revision != (*m)->revision ? RESULT_STALE : RESULT_DONE;
}

void
meeting_tell(struct db *db, const struct actor *actor, const char *kind, const struct meeting *m)
{
	outbox_members(db, actor, kind, m->id, m->team, m->guest_id);
}

enum act_result
meeting_move(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, int64_t starts_at, int64_t minutes)
{
	struct meeting *m;
	enum act_result result = begin(db, ctx, id, revision, MEETING_MOVE, &m);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE meeting SET revision = revision + 1, pulse = pulse + 1, sequence = sequence + 1, starts_at = ?, minutes = ?, changed_at = ? WHERE id = ?",
	    "titi", starts_at, minutes, actor->now, id);
	if (m->state == MEETING_PUBLISHED)
		meeting_tell(db, actor, "meeting.moved", m);
	audit_add(db, actor, "meeting.move", "meeting", id, NULL);
	return RESULT_DONE;
}

enum act_result
meeting_cancel(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *why)
{
	struct meeting *m;
	enum act_result result = begin(db, ctx, id, revision, MEETING_CANCEL, &m);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE meeting SET revision = revision + 1, pulse = pulse + 1, sequence = sequence + 1, state = 'cancelled', cancelled_why = ?, changed_at = ?"
	    " WHERE id = ?", "sti", why, actor->now, id);
	if (m->state == MEETING_PUBLISHED)
		meeting_tell(db, actor, "meeting.cancelled", m);
	audit_add(db, actor, "meeting.cancel", "meeting", id, NULL);
	return RESULT_DONE;
}

enum act_result
meeting_start(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision)
{
	struct meeting *m;
	enum act_result result = begin(db, ctx, id, revision, MEETING_START, &m);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE meeting SET revision = revision + 1, state = 'running', started_at = ? WHERE id = ?", "ti", actor->now, id);
	table_set(db, id, db_integer(db, 0, "SELECT id FROM meeting_item WHERE meeting_id = ? AND place = 'agenda' ORDER BY position LIMIT 1", "i", id), actor->now);
	audit_add(db, actor, "meeting.start", "meeting", id, NULL);
	return RESULT_DONE;
}

/* A meeting of both teams keeps the promise to hold it: once a month, on the day it began. */
static void
held_count(struct db *db, const void *ctx, const struct meeting *m, const char *zone, int64_t now)
{
	const struct agreement *agreement;
	struct day day = day_of(m->started_at, zone);

	if (m->team >= 0 || m->promise_id || db_integer(db, 0, "SELECT COUNT(*) FROM meeting WHERE promise_id IS NOT NULL AND held_on >= ? AND held_on < ?", "ss",
	    day_print(ctx, day_month_start(day)), day_print(ctx, day_add_months(day_month_start(day), 1))))
		return;
	agreement = agreement_in_force(db, ctx, now);
	for (size_t i = 0; agreement && i < agreement->promise_count; i++) {
		if (agreement->promises[i].kind != PROMISE_MEETING)
			continue;
		db_run(db, "UPDATE meeting SET promise_id = ?, held_on = ? WHERE id = ?", "isi", agreement->promises[i].id, day_print(ctx, day), m->id);
		promise_add_both(db, agreement->promises[i].id, day, day, 1, 1);
		return;
	}
}

enum act_result
meeting_close(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *zone)
{
	struct meeting *m;
	enum act_result result = begin(db, ctx, id, revision, MEETING_CLOSE, &m);

	if (result != RESULT_DONE)
		return result;
	table_set(db, id, 0, actor->now);
	db_run(db, "UPDATE meeting SET revision = revision + 1, state = 'closed', closed_at = ?, closed_by = ? WHERE id = ?", "tii", actor->now, actor->person_id, id);
	db_run(db, "UPDATE aired_issue a JOIN meeting_item i ON i.section = 'issues' AND i.subject_id = a.id SET a.state = 'heard', a.heard_in = i.meeting_id,"
	    " a.owner_id = i.owner_id WHERE i.meeting_id = ? AND i.outcome = 'heard'", "i", id);
	held_count(db, ctx, m, zone, actor->now);
	if (m->series_id)
		series_plan(db, ctx, series_find(db, ctx, m->series_id), actor->now);
	meeting_tell(db, actor, "meeting.minutes", m);
	audit_add(db, actor, "meeting.close", "meeting", id, NULL);
	return RESULT_DONE;
}

enum act_result
meeting_reopen(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision)
{
	struct meeting *m;
	enum act_result result = begin(db, ctx, id, revision, MEETING_REOPEN, &m);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE meeting SET revision = revision + 1, pulse = pulse + 1, state = 'running', closed_at = NULL, closed_by = NULL, reopened_at = ? WHERE id = ?",
	    "ti", actor->now, id);
	audit_add(db, actor, "meeting.reopen", "meeting", id, NULL);
	return RESULT_DONE;
}
