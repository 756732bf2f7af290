/* Assignments in the database. */
#include "meetings/store_parts.h"

#include "base/text.h"

#include <talloc.h>

const char *const task_view_names[] = { "mine", "open", "overdue", "unconfirmed", "over", NULL };

static const struct column task_columns[] = {
	COLUMN(INT, struct task, id),
	COLUMN(INT, struct task, revision),
	COLUMN(TEXT, struct task, words),
	COLUMN(INT, struct task, owner_id),
	COLUMN(TEXT, struct task, owner_name),
	CODE_COLUMN(struct task, owner_team, team_names),
	COLUMN(TEXT, struct task, due_on),
	COLUMN(TIME, struct task, due_at),
	COLUMN(INT, struct task, meeting_id),
	COLUMN(TEXT, struct task, meeting_title),
	COLUMN(INT, struct task, item_id),
	CODE_COLUMN(struct task, state, task_state_names),
	COLUMN(TEXT, struct task, report),
	COLUMN(TIME, struct task, reported_at),
	COLUMN(TEXT, struct task, reporter_name),
	COLUMN(INT, struct task, closing_id),
	COLUMN(TIME, struct task, confirmed_at),
	COLUMN(TEXT, struct task, confirmer_name),
	COLUMN(INT, struct task, carried_from),
	{ 0 }
};
static const struct shape task_shape = { sizeof(struct task), task_columns };

#define TASK_SELECT "SELECT t.id, t.revision, t.words, t.owner_id, o.name AS owner_name, o.team AS owner_team, t.due_on, t.due_at, t.meeting_id," \
	" m.title AS meeting_title, t.item_id, t.state, t.report, t.reported_at, r.name AS reporter_name, t.closing_id, t.confirmed_at, c.name AS confirmer_name," \
	" t.carried_from FROM meeting_task t"
/* A list is read in its index's order: never by way of the few people there are. */
#define TASK_JOINS " STRAIGHT_JOIN person o FORCE INDEX (PRIMARY) ON o.id = t.owner_id LEFT JOIN meeting m ON m.id = t.meeting_id LEFT JOIN person r ON r.id = t.reported_by" \
	" LEFT JOIN person c ON c.id = t.confirmed_by"

struct task *
task_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &task_shape, TASK_SELECT TASK_JOINS " WHERE t.id = ?", "i", id);
}

#define BEHIND_DUE " LEFT JOIN meeting_task b ON b.id = ?"
#define DUE_ORDER " AND t.due_at >= COALESCE((SELECT due_at FROM meeting_task WHERE id = ?), '0001-01-01') AND (b.id IS NULL OR (t.due_at, t.id) > (b.due_at, b.id))" \
	" ORDER BY t.due_at, t.id LIMIT ?"

struct task *
tasks_list(struct db *db, const void *ctx, const struct task_filter *f, size_t *count)
{
	const char *team = f->team < 0 ? NULL : team_names[team_other(f->team)];

	switch (f->view) {
	case TASKS_MINE:
		return db_list(db, ctx, &task_shape, count, TASK_SELECT TASK_JOINS BEHIND_DUE " WHERE t.owner_id = ? AND t.state = 'open'" DUE_ORDER, "iiii", f->after,
		    f->person_id, f->after, f->limit);
	case TASKS_OPEN:
		return db_list(db, ctx, &task_shape, count, TASK_SELECT TASK_JOINS BEHIND_DUE " WHERE t.state = 'open'" DUE_ORDER, "iii", f->after, f->after, f->limit);
	case TASKS_OVERDUE:
		return db_list(db, ctx, &task_shape, count, TASK_SELECT TASK_JOINS BEHIND_DUE " WHERE t.state = 'open' AND t.due_at < ?" DUE_ORDER, "itii", f->after,
		    f->now, f->after, f->limit);
	case TASKS_UNCONFIRMED:
		return db_list(db, ctx, &task_shape, count, TASK_SELECT " FORCE INDEX (meeting_task_unconfirmed)" TASK_JOINS BEHIND_DUE
		    " WHERE t.state = 'done' AND t.confirmed_at IS NULL"
		    " AND (? IS NULL OR o.team = ?)" DUE_ORDER, "issii", f->after, team, team, f->after, f->limit);
	default:
		return db_list(db, ctx, &task_shape, count, TASK_SELECT " FORCE INDEX (PRIMARY)" TASK_JOINS " WHERE t.state <> 'open' AND t.id < ? ORDER BY t.id DESC LIMIT ?", "ii",
		    f->after ? f->after : INT64_MAX, f->limit);
	}
}

struct task *
tasks_of_meeting(struct db *db, const void *ctx, int64_t meeting_id, size_t *count)
{
	return db_list(db, ctx, &task_shape, count, TASK_SELECT TASK_JOINS " WHERE t.meeting_id = ? ORDER BY t.id", "i", meeting_id);
}

struct task *
tasks_asked_in(struct db *db, const void *ctx, int64_t meeting_id, size_t *count)
{
	return db_list(db, ctx, &task_shape, count, TASK_SELECT " JOIN meeting_item i ON i.section = 'assignments' AND i.subject_id = t.id AND i.meeting_id = ?"
	    TASK_JOINS " ORDER BY i.place, i.position", "i", meeting_id);
}

static struct task *
task_hold(struct db *db, const void *ctx, int64_t id)
{
	return db_integer(db, 0, "SELECT id FROM meeting_task WHERE id = ? FOR UPDATE", "i", id) ? task_find(db, ctx, id) : NULL;
}

static int64_t
task_insert(struct db *db, const void *ctx, const struct actor *actor, const struct task *t, const char *zone)
{
	struct day due = { 0 };

	day_parse(t->due_on, &due);
	return db_insert(db, "INSERT INTO meeting_task (words, owner_id, due_on, due_at, meeting_id, item_id, carried_from, created_by, created_at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "sistnnnit", t->words, t->owner_id, t->due_on, task_due_at(teams_calendar(db, ctx, actor->now), due, zone),
	    t->meeting_id, t->item_id, t->carried_from, actor->person_id, actor->now);
}

enum act_result
task_create(struct db *db, const void *ctx, const struct actor *actor, struct task *t, const char *zone)
{
	const struct meeting *m = t->meeting_id ? meeting_hold(db, ctx, t->meeting_id) : NULL;

	if (t->meeting_id && !m)
		return RESULT_GONE;
	if (m && !meeting_can(m, MEETING_NOTE))
		return RESULT_MOVED;
	t->id = task_insert(db, ctx, actor, t, zone);
	if (m)
		pulse_move(db, m->id);
	if (t->owner_id != actor->person_id)
		outbox_person(db, actor, "task.given", t->id, t->owner_id);
	audit_add(db, actor, "task.create", "assignment", t->id, NULL);
	return RESULT_DONE;
}

enum act_result
task_report(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int result, const char *words, int64_t closing_id)
{
	const struct task *t = task_hold(db, ctx, id);

	if (!t)
		return RESULT_GONE;
	if (report_refusal(t))
		return RESULT_MOVED;
	db_run(db, "UPDATE meeting_task SET revision = revision + 1, state = ?, report = ?, reported_at = ?, reported_by = ?, closing_id = ? WHERE id = ?", "sstini",
	    task_state_names[result], words, actor->now, actor->person_id, closing_id, id);
	db_run(db, "UPDATE meeting m JOIN meeting_item i ON i.meeting_id = m.id SET m.pulse = m.pulse + 1 WHERE i.section = 'assignments' AND i.subject_id = ?"
	    " AND m.state = 'running'", "i", id);
	audit_add(db, actor, "task.report", "assignment", id, task_state_names[result]);
	return RESULT_DONE;
}

enum act_result
task_confirm(struct db *db, const void *ctx, const struct actor *actor, int64_t id)
{
	const struct task *t = task_hold(db, ctx, id);

	if (!t)
		return RESULT_GONE;
	if (confirm_refusal(t))
		return RESULT_MOVED;
	db_run(db, "UPDATE meeting_task SET revision = revision + 1, confirmed_at = ?, confirmed_by = ? WHERE id = ?", "tii", actor->now, actor->person_id, id);
	audit_add(db, actor, "task.confirm", "assignment", id, NULL);
	return RESULT_DONE;
}

enum act_result
task_carry(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t closing_id, struct day due, const char *zone)
{
	const struct task *t = task_hold(db, ctx, id);
	struct task next;

	if (!t)
		return RESULT_GONE;
	if (carry_refusal(t))
		return RESULT_MOVED;
	db_run(db, "UPDATE meeting_task SET revision = revision + 1, state = 'carried', reported_at = ?, reported_by = ?, closing_id = ? WHERE id = ?", "tiii", actor->now,
	    actor->person_id, closing_id, id);
	next = *t;
	next.due_on = day_print(ctx, due);
	next.carried_from = id;
	next.meeting_id = closing_id;
	next.item_id = 0;
	next.id = task_insert(db, ctx, actor, &next, zone);
	audit_add(db, actor, "task.carry", "assignment", id, NULL);
	return RESULT_DONE;
}
