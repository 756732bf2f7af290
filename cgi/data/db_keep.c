/* What is read once in a transaction, or once while the content stays the same. */
#include "data/db_inside.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

enum { MINUTE = 60 };

static bool
remembers(const struct db *db)
{
	return !db->in_transaction && db->remembers;
}

void *
db_kept(const struct db *db, const char *name, int64_t id)
{
	for (const struct kept *k = db->in_transaction ? db->kept : db->remembers ? db->remembered : NULL; k; k = k->next)
		if (k->id == id && strcmp(k->name, name) == 0)
			return k->what;
	return NULL;
}

const void *
db_keeper(const struct db *db, const void *ctx)
{
	return db->in_transaction ? db->keeping : remembers(db) ? db->remembering : ctx;
}

void
db_keep(struct db *db, const char *name, int64_t id, void *what)
{
	struct kept **list = db->in_transaction ? &db->kept : &db->remembered;
	struct kept *k;

	if ((!db->in_transaction && !db->remembers) || !what)
		return;
	k = memory_need(talloc(db_keeper(db, NULL), struct kept));
	*k = (struct kept){ .next = *list, .name = name, .id = id, .what = what };
	*list = k;
}

void
db_forget(struct db *db)
{
	db->kept = NULL;
}

static void
let_go(struct db *db)
{
	talloc_free(db->remembering);
	db->remembering = NULL;
	db->remembered = NULL;
}

/* What was read beside a failure may be half of it. */
void
db_remembering_ends(struct db *db)
{
	if (db->remembers && db->fate != DB_FINE)
		let_go(db);
	db->remembers = false;
}

void
db_remember(struct db *db, int64_t version, int64_t now)
{
	if (db->remembering && (db->remembered_version != version || db->remembered_minute != now / MINUTE))
		let_go(db);
	if (!db->remembering)
		db->remembering = memory_need(talloc_new(db));
	db->remembered_version = version;
	db->remembered_minute = now / MINUTE;
	db->remembers = true;
}
