/* Removes what is kept no longer. */
#include "jobs/store_retention.h"

#include "auth/guess.h"
#include "data/classes.h"
#include "leads/store.h"

enum { HOUR = 3600, DAY = 86400, LEADS_AT_ONCE = 20 };

/* A row whose time is over, by its key. */
struct old {
	int64_t id;
	unsigned char token_hash[32];
	int64_t person_id;
	const char *request_key, *route;
};
static const struct column id_columns[] = { COLUMN(INT, struct old, id), { 0 } };
static const struct column hash_columns[] = { COLUMN(HASH, struct old, token_hash), { 0 } };
static const struct column request_columns[] = { COLUMN(INT, struct old, person_id), COLUMN(TEXT, struct old, request_key), COLUMN(TEXT, struct old, route), { 0 } };
static const struct shape by_id = { sizeof(struct old), id_columns }, by_hash = { sizeof(struct old), hash_columns }, by_request = { sizeof(struct old), request_columns };

/*
 * In this order: lines of mails before the mails. How long stands in data/classes.c. Rows are found first and go one by one by their keys: what goes
 * by a range holds everything between, where people write meanwhile. One that was touched since it was found is not lost: the transaction fails then,
 * and begins again.
 */
static const struct removal {
	const char *table;
	const struct shape *shape;	/* NULL: guesses_remove() */
	const char *find, *one;
	int64_t life;	/* seconds, where it is less than the days of its class */
} removals[] = {
	{ "address_change", &by_id, "SELECT id FROM address_change WHERE COALESCE(ended_at, expires_at) < ? LIMIT ?", "DELETE FROM address_change WHERE id = ?", 0 },
	{ "carried_form", &by_hash, "SELECT token_hash FROM carried_form WHERE created_at < ? LIMIT ?", "DELETE FROM carried_form WHERE token_hash = ?", HOUR },
	{ "digest_line", &by_id, "SELECT id FROM digest_line WHERE due_at < ? LIMIT ?", "DELETE FROM digest_line WHERE id = ?", 0 },
	{ "outbox", &by_id, "SELECT id FROM outbox WHERE state <> 'waiting' AND done_at < ? AND NOT EXISTS (SELECT 1 FROM digest_line d WHERE d.outbox_id = outbox.id)"
	    " LIMIT ?", "DELETE FROM outbox WHERE id = ?", 0 },
	{ "entry_link", &by_id, "SELECT id FROM entry_link WHERE expires_at < ? LIMIT ?", "DELETE FROM entry_link WHERE id = ?", 0 },
	{ "handoff_draft", &by_id, "SELECT id FROM handoff_draft WHERE saved_at < ? LIMIT ?", "DELETE FROM handoff_draft WHERE id = ?", 0 },
	{ "request_key", &by_request, "SELECT person_id, request_key, route FROM request_key WHERE created_at < ? LIMIT ?",
	    "DELETE FROM request_key WHERE person_id = ? AND request_key = ? AND route = ?", 0 },
	{ "session", &by_id, "SELECT id FROM session WHERE seen_at < ? LIMIT ?", "DELETE FROM session WHERE id = ?", 0 },
	{ "sign_in_guess", NULL, NULL, NULL, 0 },
	{ "sign_in_ticket", &by_hash, "SELECT token_hash FROM sign_in_ticket WHERE created_at < ? LIMIT ?", "DELETE FROM sign_in_ticket WHERE token_hash = ?", 0 },
	{ "tour_link", &by_hash, "SELECT token_hash FROM tour_link WHERE expires_at < ? LIMIT ?", "DELETE FROM tour_link WHERE token_hash = ?", 0 },
	{ "term_import", &by_id, "SELECT id FROM term_import WHERE created_at < ? LIMIT ?", "DELETE FROM term_import WHERE id = ?", 0 },
};

/* How many of a table went. */
static int64_t
some_removed(struct db *db, const void *ctx, const struct removal *r, int64_t before, int64_t limit)
{
	const struct old *list;
	size_t count;

	if (!r->shape)
		return guesses_remove(db, before, limit);
	list = db_list(db, ctx, r->shape, &count, r->find, "ti", before, limit);
	for (size_t i = 0; i < count; i++) {
		if (r->shape == &by_id)
			db_run(db, r->one, "i", list[i].id);
		else if (r->shape == &by_hash)
			db_run(db, r->one, "h", list[i].token_hash);
		else
			db_run(db, r->one, "iss", list[i].person_id, list[i].request_key, list[i].route);
	}
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
		const struct removal *r = &removals[i];
		const struct table_class *table = table_class_find(r->table);

		if (table && table->days && some_removed(db, ctx, r, now - (r->life ? r->life : (int64_t)table->days * DAY), limit) == limit)
			more = true;
	}
	if (leads_expire(db, ctx, now, LEADS_AT_ONCE) >= LEADS_AT_ONCE)
		more = true;
	if (more)
		return limit;
	db_run(db, "UPDATE job_lock SET expires_at = ? WHERE name = 'retention'", "t", now + HOUR);
	return 0;
}
