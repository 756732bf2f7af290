/* Reads and settles the outbox. */
#include "jobs/store.h"

#include "auth/user.h"
#include "jobs/holder.h"

#include <talloc.h>

static const struct column due_columns[] = {
	COLUMN(INT, struct due_mail, id),
	COLUMN(INT, struct due_mail, person_id),
	COLUMN(TEXT, struct due_mail, kind),
	COLUMN(INT, struct due_mail, subject_id),
	COLUMN(INT, struct due_mail, tries),
	COLUMN(TIME, struct due_mail, created_at),
	COLUMN(TEXT, struct due_mail, email),
	COLUMN(TEXT, struct due_mail, name),
	CODE_COLUMN(struct due_mail, team, team_names),
	COLUMN(BOOL, struct due_mail, may_receive),
	COLUMN(BOOL, struct due_mail, is_signatory),
	COLUMN(BOOL, struct due_mail, held),
	COLUMN(TEXT, struct due_mail, zone),
	{ 0 }
};
static const struct shape due_shape = { sizeof(struct due_mail), due_columns };

struct lease {
	const char *owner;
};
static const struct column lease_columns[] = { COLUMN(TEXT, struct lease, owner), { 0 } };
static const struct shape lease_shape = { sizeof(struct lease), lease_columns };

/* From whoever had it, from nobody, or once its time is over. */
static bool
lease_take_from(struct db *db, const char *owner, const char *had, int64_t now, int64_t seconds)
{
	return db_run(db, "UPDATE job_lock SET owner = ?, expires_at = ? WHERE name = 'outbox'"
	    " AND (owner IS NULL OR owner = ? OR expires_at < ?)", "stst", owner, now + seconds, had, now) == 1;
}

bool
lease_take(struct db *db, const char *owner, int64_t now, int64_t seconds)
{
	const struct lease *held;
	void *scratch;
	bool taken = lease_take_from(db, owner, owner, now, seconds);

	if (taken || db_fate(db) != DB_FINE)
		return taken;
	scratch = talloc_new(db);
	held = db_one(db, scratch, &lease_shape, "SELECT owner FROM job_lock WHERE name = 'outbox' AND owner IS NOT NULL", "");
	taken = held && holder_is_gone(held->owner) && lease_take_from(db, owner, held->owner, now, seconds);
	talloc_free(scratch);
	return taken;
}

void
lease_give_back(struct db *db, const char *owner)
{
	db_run(db, "UPDATE job_lock SET owner = NULL WHERE name = 'outbox' AND owner = ?", "s", owner);
}

#define DUE_SELECT "SELECT o.id, o.person_id, o.kind, o.subject_id, o.tries, o.created_at, p.email, p.name, p.team," \
	" p.disabled_at IS NULL AS may_receive, p.is_signatory, o.held, COALESCE(p.time_zone, g.time_zone) AS zone FROM outbox o" \
	" JOIN person p ON p.id = o.person_id JOIN organisation g ON g.id = 1"

bool
mail_waits(struct db *db, int64_t now)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND next_at <= ?)", "t", now);
}

struct due_mail *
mail_due(struct db *db, const void *ctx, int64_t now)
{
	return db_one(db, ctx, &due_shape, DUE_SELECT " WHERE o.state = 'waiting' AND o.next_at <= ? ORDER BY o.next_at, o.id LIMIT 1", "t", now);
}

void
mail_hold(struct db *db, int64_t id, int64_t until)
{
	db_run(db, "UPDATE outbox SET held = TRUE, next_at = ? WHERE id = ? AND state = 'waiting' AND NOT held", "ti", until, id);
}

struct due_mail *
mails_held(struct db *db, const void *ctx, int64_t person_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &due_shape, count, DUE_SELECT " WHERE o.person_id = ? AND o.state = 'waiting' AND o.held ORDER BY o.id LIMIT ?", "ii",
	    person_id, limit);
}

bool
mail_claim(struct db *db, const struct due_mail *mail, int64_t next_at)
{
	return db_run(db, "UPDATE outbox SET tries = tries + 1, next_at = ? WHERE id = ? AND state = 'waiting' AND tries = ?",
	    "tii", next_at, mail->id, mail->tries) == 1;
}

bool
mails_claim(struct db *db, const struct due_mail *first, int64_t next_at)
{
	if (!mail_claim(db, first, next_at))
		return false;
	return db_run(db, "UPDATE outbox SET next_at = ? WHERE person_id = ? AND state = 'waiting' AND held", "ti", next_at, first->person_id) >= 0;
}

void
mail_sent(struct db *db, int64_t id, int64_t now)
{
	db_run(db, "UPDATE outbox SET state = 'sent', done_at = ? WHERE id = ? AND state = 'waiting'", "ti", now, id);
}

void
mail_dropped(struct db *db, int64_t id, int64_t now)
{
	db_run(db, "UPDATE outbox SET state = 'dropped', done_at = ? WHERE id = ? AND state = 'waiting'", "ti", now, id);
}
