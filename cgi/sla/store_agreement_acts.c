/* What happens to a version of the agreement: drafts, edits, review, the two keys, objection, withdrawal, comments. */
#include "sla/store_agreement_parts.h"

#include "auth/outbox.h"
#include "base/text.h"

#include <talloc.h>

static const struct column lock_columns[] = {
	COLUMN(INT, struct agreement_lock, id),
	COLUMN(INT, struct agreement_lock, number),
	COLUMN(INT, struct agreement_lock, revision),
	CODE_COLUMN(struct agreement_lock, state, version_state_names),
	COLUMN(TEXT, struct agreement_lock, valid_from),
	{ 0 }
};
static const struct shape lock_shape = { sizeof(struct agreement_lock), lock_columns };

struct agreement_lock *
agreement_lock(struct db *db, const void *ctx, int64_t id)
{
	struct agreement_lock *lock = db_one(db, ctx, &lock_shape, "SELECT id, number, revision, state, valid_from FROM agreement"
	    " WHERE id = ? FOR UPDATE", "i", id);

	/* Nobody puts it on a sheet, or takes it off, without this lock but who dissolves a sheet with versions on it. */
	if (lock)
		lock->sheet_id = db_integer(db, 0, "SELECT s.id FROM sheet_agreement i JOIN sheet s ON s.id = i.sheet_id"
		    " WHERE i.agreement_id = ? AND s.state = 'open' LIMIT 1 LOCK IN SHARE MODE", "i", id);
	if (lock && lock->sheet_id)
		lock->on_charter = db_integer(db, 0, "SELECT is_charter FROM sheet WHERE id = ?", "i", lock->sheet_id);
	return lock;
}

enum act_result
agreement_check(const struct agreement_lock *lock, int64_t revision, enum version_step step)
{
	if (!lock)
		return RESULT_GONE;
	if (lock->revision != revision)
		return RESULT_STALE;
	return version_can(lock->state, step) ? RESULT_DONE : RESULT_MOVED;
}

void
agreement_happened(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock,
    enum act_kind kind, const char *words)
{
	db_run(db, "INSERT INTO agreement_act (agreement_id, revision, act, person_id, team, at, words) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    "iisists", lock->id, lock->revision, act_kind_names[kind], actor->person_id, team_names[actor->team], actor->now, words);
	audit_add(db, actor, text_format(ctx, "agreement.%s", act_kind_names[kind]), "agreement", lock->id,
	    text_format(ctx, "r%lld", (long long)lock->revision));
}

static const char *
code_name(const char *const *names, int code)
{
	return code < 0 ? NULL : names[code];
}

static void
promises_insert(struct db *db, struct agreement *a)
{
	for (size_t i = 0; i < a->promise_count; i++) {
		struct promise *p = &a->promises[i];

		p->agreement_id = a->id;
		p->id = db_insert(db, "INSERT INTO promise (agreement_id, position, line_id, kind, party, definition_id, quantity, pace,"
		    " percent, open_minutes, business_days, attempts, days, within_days, scope_kind, scope_code, scope_value, measured)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iinssnnsnnnnnnssss", a->id, (int64_t)i + 1,
		    p->line_id, promise_kind_names[p->kind], party_names[p->party], p->definition_id, p->quantity,
		    code_name(promise_pace_names, p->pace), p->percent, p->open_minutes, p->business_days, p->attempts, p->days,
		    p->within_days, code_name(promise_scope_names, p->scope_kind), p->scope_code, p->scope_value,
		    promise_measure_names[p->measured]);
	}
	db_run(db, "UPDATE promise SET line_id = id WHERE agreement_id = ? AND line_id IS NULL", "i", a->id);
}

/* Which promises go on from the version in force; what belongs to no line of it begins its own. */
static void
settle_lines(struct db *db, const void *ctx, struct agreement *a, int64_t now)
{
	const struct agreement *before = agreement_in_force(db, ctx, now);

	promises_continue(a->promises, a->promise_count, before ? before->promises : NULL, before ? before->promise_count : 0);
}

enum act_result
agreement_create(struct db *db, const void *ctx, const struct actor *actor, struct agreement *a)
{
	struct agreement_lock made = { .revision = 1, .state = STATE_DRAFT };

	/* One after the other, so that numbers have no gap and no two are the same. */
	db_integer(db, 0, "SELECT id FROM organisation WHERE id = 1 FOR UPDATE", "");
	a->number = db_integer(db, 0, "SELECT MAX(number) FROM agreement LOCK IN SHARE MODE", "") + 1;
	a->revision = 1;
	a->state = STATE_DRAFT;
	if (!a->began_from)
		a->began_from = agreement_in_force_number(db, actor->now);
	a->id = db_insert(db, "INSERT INTO agreement (number, state, text, change_note, valid_from, calendar_id, gate_id, pause_reasons,"
	    " pause_most_minutes, backdate_days, warn_at, began_from, author_id, author_team, created_at, edited_by, edited_at)"
	    " VALUES (?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "isssiisiisnistit", a->number, a->text, a->change_note,
	    a->valid_from, a->calendar_id, a->gate_id, a->pause_reasons, a->pause_most_minutes, a->backdate_days, a->warn_at,
	    a->began_from, actor->person_id, team_names[actor->team], actor->now, actor->person_id, actor->now);
	if (!a->id)
		return RESULT_STALE;
	settle_lines(db, ctx, a, actor->now);
	promises_insert(db, a);
	made.id = a->id;
	agreement_happened(db, ctx, actor, &made, HAPPENED_DRAFT, "");
	sla_touch(db);
	return RESULT_DONE;
}

enum act_result
agreement_edit(struct db *db, const void *ctx, const struct actor *actor, struct agreement *a)
{
	struct agreement_lock *lock = agreement_lock(db, ctx, a->id);
	enum act_result result = agreement_check(lock, a->revision, STEP_EDIT);

	if (result != RESULT_DONE)
		return result;
	if (db_run(db, "UPDATE agreement SET revision = revision + 1, text = ?, change_note = ?, valid_from = ?, calendar_id = ?,"
	    " gate_id = ?, pause_reasons = ?, pause_most_minutes = ?, backdate_days = ?, warn_at = ?, edited_by = ?, edited_at = ?"
	    " WHERE id = ? AND revision = ?", "sssiisiisitii", a->text, a->change_note, a->valid_from, a->calendar_id, a->gate_id,
	    a->pause_reasons, a->pause_most_minutes, a->backdate_days, a->warn_at, actor->person_id, actor->now, a->id,
	    a->revision) != 1)
		return RESULT_STALE;
	settle_lines(db, ctx, a, actor->now);
	db_run(db, "UPDATE promise SET line_id = NULL WHERE agreement_id = ?", "i", a->id);	/* a row that points at itself stays */
	db_run(db, "DELETE FROM promise WHERE agreement_id = ?", "i", a->id);
	promises_insert(db, a);
	if (lock->sheet_id)
		sheet_unsign(db, ctx, lock->sheet_id, actor->now);
	lock->revision = ++a->revision;
	agreement_happened(db, ctx, actor, lock, HAPPENED_EDIT, "");
	sla_touch(db);
	return RESULT_DONE;
}

/* The acts that move a version and nothing else: state, history, trail. */
static enum act_result
move(struct db *db, const void *ctx, const struct actor *actor, const struct agreement_lock *lock, enum version_step step,
    enum act_kind kind, const char *words)
{
	if (db_run(db, "UPDATE agreement SET state = ? WHERE id = ? AND state = ?", "sis",
	    version_state_names[version_after(lock->state, step)], lock->id, version_state_names[lock->state]) != 1)
		return RESULT_MOVED;
	agreement_happened(db, ctx, actor, lock, kind, words);
	sla_touch(db);
	return RESULT_DONE;
}

enum act_result
agreement_review(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision)
{
	const struct agreement_lock *lock = agreement_lock(db, ctx, id);
	enum act_result result = agreement_check(lock, revision, STEP_REVIEW);

	if (result == RESULT_DONE)
		result = move(db, ctx, actor, lock, STEP_REVIEW, HAPPENED_REVIEW, "");
	if (result == RESULT_DONE)
		outbox_signatories(db, actor, "agreement.review", id);
	return result;
}

enum act_result
agreement_object(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *reason)
{
	const struct agreement_lock *lock = agreement_lock(db, ctx, id);
	enum act_result result = agreement_check(lock, revision, STEP_OBJECT);

	if (result != RESULT_DONE)
		return result;
	if (lock->sheet_id)
		sheet_unsign(db, ctx, lock->sheet_id, actor->now);
	result = move(db, ctx, actor, lock, STEP_OBJECT, HAPPENED_OBJECTION, text_trim(ctx, reason));
	if (result == RESULT_DONE)
		outbox_signatories(db, actor, "agreement.objection", id);
	return result;
}

enum act_result
agreement_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *reason)
{
	const struct agreement_lock *lock = agreement_lock(db, ctx, id);
	enum act_result result = agreement_check(lock, revision, STEP_WITHDRAW);

	if (result != RESULT_DONE)
		return result;
	if (lock->sheet_id)
		sheet_dissolve(db, ctx, lock->sheet_id, actor->now);
	return move(db, ctx, actor, lock, STEP_WITHDRAW, HAPPENED_WITHDRAWAL, text_trim(ctx, reason));
}

enum act_result
agreement_comment(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *words)
{
	struct agreement_lock said = { .id = id, .revision = db_integer(db, 0, "SELECT revision FROM agreement WHERE id = ?", "i", id) };

	if (!said.revision)
		return RESULT_GONE;
	agreement_happened(db, ctx, actor, &said, HAPPENED_COMMENT, text_trim(ctx, words));
	sla_touch(db);
	return RESULT_DONE;
}
