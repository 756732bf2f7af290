/* Writes the outbox. */
#include "auth/outbox.h"

#include "data/db.h"

void
outbox_signatories(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id)
{
	db_run(db, "INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) SELECT id, ?, ?, ?, ? FROM person"
	    " WHERE is_signatory AND team IN ('marketing', 'sales') AND disabled_at IS NULL AND id <> ? ORDER BY id", "sitti",
	    kind, subject_id, actor->now, actor->now, actor->person_id);
}

/* What is due for longest goes first. */
enum { AHEAD = 86400 };

static void
post(struct db *db, const char *kind, int64_t subject_id, int64_t person_id, int64_t due_at, int64_t now)
{
	db_run(db, "INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) SELECT id, ?, ?, ?, ? FROM person"
	    " WHERE id = ? AND disabled_at IS NULL", "sitti", kind, subject_id, due_at, now, person_id);
}

void
outbox_person(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, int64_t person_id)
{
	post(db, kind, subject_id, person_id, actor->now, actor->now);
}

void
outbox_urgent(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, int64_t person_id)
{
	post(db, kind, subject_id, person_id, actor->now - AHEAD, actor->now);
}

void
outbox_members(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, int team, int64_t guest_id)
{
	const char *only = team < 0 ? NULL : team_names[team];

	db_run(db, "INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) SELECT id, ?, ?, ?, ? FROM person"
	    " WHERE disabled_at IS NULL AND team IN ('marketing', 'sales') AND (? IS NULL OR team = ? OR id = ?) ORDER BY id", "sittssi",
	    kind, subject_id, actor->now, actor->now, only, only, guest_id);
}
