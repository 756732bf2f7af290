/* Corrections of single clocks: asked for, confirmed, refused. */
#include "sla/store_correction.h"

#include "auth/audit.h"
#include "base/text.h"
#include "sla/store_timer.h"

#include <talloc.h>

static const struct column columns[] = {
	COLUMN(INT, struct correction, id),
	COLUMN(INT, struct correction, timer_id),
	COLUMN(INT, struct correction, revision),
	COLUMN(TIME, struct correction, happened_at),
	COLUMN(TEXT, struct correction, words),
	CODE_COLUMN(struct correction, state, correction_state_names),
	COLUMN(INT, struct correction, asked_by),
	COLUMN(TEXT, struct correction, asker_name),
	CODE_COLUMN(struct correction, asked_team, team_names),
	COLUMN(TIME, struct correction, asked_at),
	COLUMN(INT, struct correction, answered_by),
	COLUMN(TEXT, struct correction, answerer_name),
	CODE_COLUMN(struct correction, answered_team, team_names),
	COLUMN(TIME, struct correction, answered_at),
	CODE_COLUMN(struct correction, old_state, timer_state_names),
	CODE_COLUMN(struct correction, new_state, timer_state_names),
	COLUMN(TIME, struct correction, old_done_at),
	COLUMN(TIME, struct correction, new_done_at),
	CODE_COLUMN(struct correction, kind, promise_kind_names),
	COLUMN(TEXT, struct correction, subject),
	COLUMN(INT, struct correction, subject_id),
	{ 0 }
};
static const struct shape shape = { sizeof(struct correction), columns };

#define SELECT "SELECT c.id, c.timer_id, c.revision, c.happened_at, c.words, c.state, c.asked_by, a.name AS asker_name, c.asked_team, c.asked_at," \
	" c.answered_by, b.name AS answerer_name, c.answered_team, c.answered_at, c.old_state, c.new_state, c.old_done_at, c.new_done_at, t.kind," \
	" t.subject, t.subject_id FROM record_correction c JOIN timer t ON t.id = c.timer_id JOIN person a ON a.id = c.asked_by" \
	" LEFT JOIN person b ON b.id = c.answered_by"

struct correction *
correction_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &shape, SELECT " WHERE c.id = ?", "i", id);
}

struct correction *
corrections_of(struct db *db, const void *ctx, int64_t timer_id, size_t *count)
{
	return db_list(db, ctx, &shape, count, SELECT " WHERE c.timer_id = ? ORDER BY c.id", "i", timer_id);
}

struct correction *
corrections_open(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &shape, count, SELECT " WHERE c.state = 'open' ORDER BY c.id LIMIT ?", "i", limit);
}

struct correction *
corrections_closed(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &shape, count, SELECT " WHERE c.state <> 'open' ORDER BY c.id DESC LIMIT ?", "i", limit);
}

int64_t
corrections_waiting(struct db *db, int team)
{
	return team == TEAM_OBSERVER ? 0 : db_integer(db, 0, "SELECT COUNT(*) FROM record_correction WHERE state = 'open' AND asked_team <> ?", "s",
	    team_names[team]);
}

enum act_result
correction_ask(struct db *db, const struct actor *actor, struct correction *c)
{
	c->id = db_insert(db, "INSERT INTO record_correction (timer_id, happened_at, words, asked_by, asked_team, asked_at) VALUES (?, ?, ?, ?, ?, ?)",
	    "itsist", c->timer_id, c->happened_at, c->words, actor->person_id, team_names[actor->team], actor->now);
	if (!c->id)
		return RESULT_TAKEN;
	audit_add(db, actor, "correction.ask", "timer", c->timer_id, NULL);
	return RESULT_DONE;
}

static int64_t
done_at(const struct clock *t)
{
	return t->late_at ? t->late_at : t->ended_at;
}

/* The clock's new result. What was recorded is taken back where the truth is a later one, or that it was not done. */
static bool
clock_correct(struct db *db, const void *ctx, const struct actor *actor, const struct correction *c, const struct clock *t)
{
	struct actor teller = *actor;		/* who said so; the other team's yes stands in the correction */

	teller.person_id = c->asked_by;
	teller.team = c->asked_team;
	/* It may have been done more than once, at times of which the earliest counts. */
	for (; t && done_at(t) && (!c->happened_at || c->happened_at >= done_at(t)); t = timer_find(db, ctx, c->timer_id, actor->now))
		if (timer_undo(db, ctx, &teller, t->id) != RESULT_DONE)
			return false;
	if (!t)
		return false;
	return !c->happened_at || timer_meet(db, ctx, &teller, t->id, c->happened_at) == RESULT_DONE;
}

/* The row, locked, when it is open and has this revision. */
static enum act_result
hold(struct db *db, int64_t id, int64_t revision)
{
	int64_t open = db_integer(db, -1, "SELECT IF(state = 'open', revision, 0) FROM record_correction WHERE id = ? FOR UPDATE", "i", id);

	return open < 0 ? RESULT_GONE : open == 0 ? RESULT_MOVED : open != revision ? RESULT_STALE : RESULT_DONE;
}

enum act_result
correction_confirm(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision)
{
	enum act_result result = hold(db, id, revision);
	const struct correction *c = result == RESULT_DONE ? correction_find(db, ctx, id) : NULL;
	const struct clock *before = c ? timer_find(db, ctx, c->timer_id, actor->now) : NULL, *after;

	if (!before)
		return result == RESULT_DONE ? RESULT_GONE : result;
	if ((c->happened_at ? c->happened_at / 60 == done_at(before) / 60 : !done_at(before)) || !clock_correct(db, ctx, actor, c, before))
		return RESULT_MOVED;
	after = timer_find(db, ctx, c->timer_id, actor->now);
	if (!after)
		return RESULT_GONE;
	db_run(db, "UPDATE record_correction SET state = 'confirmed', revision = revision + 1, answered_by = ?, answered_team = ?, answered_at = ?,"
	    " old_state = ?, old_done_at = ?, new_state = ?, new_done_at = ? WHERE id = ?", "istststi", actor->person_id, team_names[actor->team],
	    actor->now, timer_state_names[before->status], done_at(before), timer_state_names[after->status], done_at(after), id);
	audit_add(db, actor, "correction.confirm", "timer", c->timer_id, text_format(ctx, "%s to %s", timer_state_names[before->status],
	    timer_state_names[after->status]));
	return RESULT_DONE;
}

enum act_result
correction_end(struct db *db, const struct actor *actor, int64_t id, int64_t revision, enum correction_state state)
{
	enum act_result result = hold(db, id, revision);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE record_correction SET state = ?, revision = revision + 1, answered_by = ?, answered_team = ?, answered_at = ? WHERE id = ?",
	    "sisti", correction_state_names[state], actor->person_id, team_names[actor->team], actor->now, id);
	audit_add(db, actor, state == CORRECTION_REFUSED ? "correction.refuse" : "correction.withdraw", "timer",
	    db_integer(db, 0, "SELECT timer_id FROM record_correction WHERE id = ?", "i", id), NULL);
	return RESULT_DONE;
}
