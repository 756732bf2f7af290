/* Removes what is kept no longer. */
#include "jobs/store_retention.h"

#include "auth/guess.h"
#include "data/classes.h"
#include "leads/store.h"

enum { HOUR = 3600, DAY = 86400, LEADS_AT_ONCE = 20 };

/* In this order: lines of mails before the mails. How long stands in data/classes.c. */
static const struct {
	const char *table, *sql;	/* NULL: guesses_remove(), whose rows have no id */
	const char *one;		/* sql finds ids, and this removes one: nothing between them is held, where people come in meanwhile */
} removals[] = {
	{ "address_change", "DELETE FROM address_change WHERE COALESCE(ended_at, expires_at) < ? LIMIT ?", NULL },
	{ "carried_form", "DELETE FROM carried_form WHERE created_at < ? LIMIT ?", NULL },
	{ "digest_line", "DELETE FROM digest_line WHERE due_at < ? LIMIT ?", NULL },
	{ "outbox", "DELETE FROM outbox WHERE state <> 'waiting' AND done_at < ? AND NOT EXISTS (SELECT 1 FROM digest_line d WHERE d.outbox_id = outbox.id) LIMIT ?", NULL },
	{ "entry_link", "DELETE FROM entry_link WHERE expires_at < ? LIMIT ?", NULL },
	{ "handoff_draft", "DELETE FROM handoff_draft WHERE saved_at < ? LIMIT ?", NULL },
	{ "request_key", "DELETE FROM request_key WHERE created_at < ? LIMIT ?", NULL },
	{ "session", "SELECT id FROM session WHERE seen_at < ? LIMIT ?", "DELETE FROM session WHERE id = ?" },
	{ "sign_in_guess", NULL, NULL },
	{ "sign_in_ticket", "DELETE FROM sign_in_ticket WHERE created_at < ? LIMIT ?", NULL },
	{ "tour_link", "DELETE FROM tour_link WHERE expires_at < ? LIMIT ?", NULL },
	{ "term_import", "DELETE FROM term_import WHERE created_at < ? LIMIT ?", NULL },
};

/* How many of a table went. */
static int64_t
some_removed(struct db *db, const void *ctx, size_t i, int64_t before, int64_t limit)
{
	struct number { int64_t id; };
	static const struct column columns[] = { COLUMN(INT, struct number, id), { 0 } };
	static const struct shape shape = { sizeof(struct number), columns };
	const struct number *list;
	size_t count;

	if (!removals[i].sql)
		return guesses_remove(db, before, limit);
	if (!removals[i].one)
		return db_run(db, removals[i].sql, "ti", before, limit);
	list = db_list(db, ctx, &shape, &count, removals[i].sql, "ti", before, limit);
	for (size_t n = 0; n < count; n++)
		db_run(db, removals[i].one, "i", list[n].id);
	return (int64_t)count;
}

bool
retention_waits(struct db *db, int64_t now)
{
	return db_integer(db, 0, "SELECT 1 FROM job_lock WHERE name = 'retention' AND expires_at <= ?", "t", now) == 1;
}

int64_t
retention_follow(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	bool more = false;

	if (!retention_waits(db, now))
		return 0;
	for (size_t i = 0; i < sizeof removals / sizeof *removals; i++) {
		const struct table_class *table = table_class_find(removals[i].table);

		if (table && table->days && some_removed(db, ctx, i, now - (int64_t)table->days * DAY, limit) == limit)
			more = true;
	}
	if (leads_expire(db, ctx, now, LEADS_AT_ONCE) >= LEADS_AT_ONCE)
		more = true;
	if (more)
		return limit;
	db_run(db, "UPDATE job_lock SET expires_at = ? WHERE name = 'retention'", "t", now + HOUR);
	return 0;
}
