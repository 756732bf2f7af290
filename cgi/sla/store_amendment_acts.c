/* What happens to an amendment: drafts, edits, review, the two keys, objection, withdrawal. */
#include "sla/store_agreement_parts.h"
#include "sla/store_amendment_parts.h"

#include "auth/outbox.h"
#include "base/text.h"

#include <talloc.h>

/* One that is locked until the transaction ends. */
struct lock {
	int64_t id;
	int64_t number;
	int64_t revision;
	int state;
	int64_t author_id;
};
static const struct column lock_columns[] = {
	COLUMN(INT, struct lock, id),
	COLUMN(INT, struct lock, number),
	COLUMN(INT, struct lock, revision),
	CODE_COLUMN(struct lock, state, version_state_names),
	COLUMN(INT, struct lock, author_id),
	{ 0 }
};
static const struct shape lock_shape = { sizeof(struct lock), lock_columns };

static struct lock *
lock_take(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &lock_shape, "SELECT id, number, revision, state, author_id FROM amendment WHERE id = ? FOR UPDATE", "i", id);
}

static enum act_result
check(const struct lock *lock, int64_t revision, enum version_step step)
{
	if (!lock)
		return RESULT_GONE;
	if (lock->revision != revision)
		return RESULT_STALE;
	return version_can(lock->state, step) ? RESULT_DONE : RESULT_MOVED;
}

static void
happened(struct db *db, const void *ctx, const struct actor *actor, const struct lock *lock, enum act_kind kind, const char *words)
{
	db_run(db, "INSERT INTO amendment_act (amendment_id, revision, act, person_id, team, at, words) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    "iisists", lock->id, lock->revision, act_kind_names[kind], actor->person_id, team_names[actor->team], actor->now, words);
	audit_add(db, actor, text_format(ctx, "amendment.%s", act_kind_names[kind]), "amendment", lock->id,
	    text_format(ctx, "r%lld", (long long)lock->revision));
	sla_touch(db);
}

static void
days_insert(struct db *db, const void *ctx, const struct amendment *a)
{
	for (size_t i = 0; i < a->day_count; i++)
		db_run(db, "INSERT INTO amendment_day (amendment_id, day, name, hours) VALUES (?, ?, ?, ?)", "isss", a->id, day_print(ctx, a->days[i].day),
		    a->days[i].name, hours_text(ctx, &a->days[i].hours));
}

static void
signatures_clear(struct db *db, int64_t id, int64_t now)
{
	db_run(db, "UPDATE amendment_signature SET standing = NULL, cleared_at = ? WHERE amendment_id = ? AND standing = TRUE", "ti", now, id);
}

enum act_result
amendment_create(struct db *db, const void *ctx, const struct actor *actor, struct amendment *a)
{
	struct lock made = { .revision = 1, .state = STATE_DRAFT };

	/* One after the other, so that numbers have no gap and no two are the same. */
	db_integer(db, 0, "SELECT id FROM organisation WHERE id = 1 FOR UPDATE", "");
	a->number = db_integer(db, 0, "SELECT MAX(number) FROM amendment LOCK IN SHARE MODE", "") + 1;
	a->revision = 1;
	a->id = db_insert(db, "INSERT INTO amendment (number, state, calendar_id, reason, author_id, author_team, created_at, edited_by, edited_at)"
	    " VALUES (?, 'draft', ?, ?, ?, ?, ?, ?, ?)", "iisistit", a->number, a->calendar_id, a->reason, actor->person_id,
	    team_names[actor->team], actor->now, actor->person_id, actor->now);
	if (!a->id)
		return RESULT_STALE;
	days_insert(db, ctx, a);
	made.id = a->id;
	happened(db, ctx, actor, &made, HAPPENED_DRAFT, "");
	return RESULT_DONE;
}

enum act_result
amendment_edit(struct db *db, const void *ctx, const struct actor *actor, struct amendment *a)
{
	struct lock *lock = lock_take(db, ctx, a->id);
	enum act_result result = check(lock, a->revision, STEP_EDIT);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE amendment SET revision = revision + 1, reason = ?, edited_by = ?, edited_at = ? WHERE id = ?", "siti", a->reason,
	    actor->person_id, actor->now, a->id);
	db_run(db, "DELETE FROM amendment_day WHERE amendment_id = ?", "i", a->id);
	days_insert(db, ctx, a);
	signatures_clear(db, a->id, actor->now);
	lock->revision = ++a->revision;
	happened(db, ctx, actor, lock, HAPPENED_EDIT, "");
	return RESULT_DONE;
}

/* The acts that move it and nothing else: state, history, trail. */
static enum act_result
move(struct db *db, const void *ctx, const struct actor *actor, const struct lock *lock, enum version_step step, enum act_kind kind,
    const char *words)
{
	signatures_clear(db, lock->id, actor->now);
	db_run(db, "UPDATE amendment SET state = ? WHERE id = ?", "si", version_state_names[version_after(lock->state, step)], lock->id);
	happened(db, ctx, actor, lock, kind, words);
	return RESULT_DONE;
}

enum act_result
amendment_review(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision)
{
	const struct lock *lock = lock_take(db, ctx, id);
	enum act_result result = check(lock, revision, STEP_REVIEW);

	if (result == RESULT_DONE)
		result = move(db, ctx, actor, lock, STEP_REVIEW, HAPPENED_REVIEW, "");
	if (result == RESULT_DONE)
		outbox_signatories(db, actor, "amendment.review", id);
	return result;
}

enum act_result
amendment_object(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *reason)
{
	const struct lock *lock = lock_take(db, ctx, id);
	enum act_result result = check(lock, revision, STEP_OBJECT);

	if (result == RESULT_DONE)
		result = move(db, ctx, actor, lock, STEP_OBJECT, HAPPENED_OBJECTION, text_trim(ctx, reason));
	if (result == RESULT_DONE && lock->author_id != actor->person_id)
		outbox_person(db, actor, "amendment.objection", id, lock->author_id);
	return result;
}

enum act_result
amendment_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision)
{
	const struct lock *lock = lock_take(db, ctx, id);
	enum act_result result = check(lock, revision, STEP_WITHDRAW);

	return result == RESULT_DONE ? move(db, ctx, actor, lock, STEP_WITHDRAW, HAPPENED_WITHDRAWAL, "") : result;
}

/* Whether the other team has signed the present words; as others have committed by now. */
static bool
other_signed(struct db *db, const struct lock *lock, int team)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM amendment_signature WHERE amendment_id = ? AND team = ? AND revision = ? AND standing = TRUE"
	    " LOCK IN SHARE MODE", "isi", lock->id, team_names[team_other(team)], lock->revision) > 0;
}

/* The team's signature on the list; those on an earlier one go. */
static enum act_result
sign_one(struct db *db, const void *ctx, const struct actor *actor, const struct lock *lock, const char *sha256)
{
	if (!signer_stands(db, actor))
		return RESULT_MOVED;
	db_run(db, "UPDATE amendment_signature SET standing = NULL, cleared_at = ? WHERE amendment_id = ? AND standing = TRUE AND sha256 <> ?", "tis",
	    actor->now, lock->id, sha256);
	if (db_integer(db, 0, "SELECT COUNT(*) FROM amendment_signature WHERE amendment_id = ? AND person_id = ? AND standing = TRUE"
	    " LOCK IN SHARE MODE", "ii", lock->id, actor->person_id))
		return RESULT_TAKEN;
	if (!db_insert(db, "INSERT INTO amendment_signature (amendment_id, team, person_id, revision, sha256, at) VALUES (?, ?, ?, ?, ?, ?)", "isiist",
	    lock->id, team_names[actor->team], actor->person_id, lock->revision, sha256, actor->now))
		return RESULT_TAKEN;
	happened(db, ctx, actor, lock, HAPPENED_SIGNATURE, "");
	return RESULT_DONE;
}

static void
ratify(struct db *db, const void *ctx, const struct actor *actor, const struct lock *lock, const struct amendment_effects *e)
{
	db_run(db, "UPDATE amendment SET state = 'ratified', applied_at = ?, flipped = ?, running = ?, moved = ? WHERE id = ?", "tiiii", actor->now,
	    e->flipped, e->running, e->moved, lock->id);
	happened(db, ctx, actor, lock, HAPPENED_RATIFIED, "");
	outbox_person(db, actor, "amendment.ratified", lock->id, lock->author_id);
}

enum act_result
amendment_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *sha256, const char *zone)
{
	const struct lock *lock = lock_take(db, ctx, id);
	enum act_result result = check(lock, revision, STEP_SIGN);
	const struct amendment *a;
	const struct amendment_effects *effects;
	struct amending *work;

	if (result != RESULT_DONE)
		return result;
	a = amendment_find(db, ctx, lock->number);
	if (!a)
		return RESULT_GONE;
	/* Nobody gives this calendar another version, or begins a clock by it, before this is done: see timer_start(). */
	db_integer(db, 0, "SELECT revision FROM calendar WHERE id = ? FOR UPDATE", "i", a->calendar_id);
	work = amending_begin(db, ctx, a, actor->now, other_signed(db, lock, actor->team));
	effects = amending_effects(work, zone);
	if (!text_equal(sha256, effects->sha256))
		return RESULT_STALE;
	result = sign_one(db, ctx, actor, lock, sha256);
	if (result != RESULT_DONE || !other_signed(db, lock, actor->team))
		return result;
	ratify(db, ctx, actor, lock, effects);
	amending_apply(work, actor, effects, zone);
	return RESULT_DONE;
}
