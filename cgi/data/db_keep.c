/* What is read once in a transaction, or once while the content stays the same. */
#include "data/db_inside.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

enum { MINUTE = 60 };

bool
db_remembers(const struct db *db)
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
	return db->in_transaction ? db->keeping : db_remembers(db) ? db->remembering : ctx;
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

struct kept_list {
	void *rows;
	size_t count;
};

void *
db_kept_list(const struct db *db, const char *name, int64_t id, size_t *count)
{
	const struct kept_list *list = db_remembers(db) ? db_kept(db, name, id) : NULL;

	*count = list ? list->count : 0;
	return list ? list->rows : NULL;
}

void
db_keep_list(struct db *db, const char *name, int64_t id, void *rows, size_t count)
{
	struct kept_list *list;

	if (!db_remembers(db))
		return;
	list = memory_need(talloc(db_keeper(db, NULL), struct kept_list));
	*list = (struct kept_list){ rows, count };
	db_keep(db, name, id, list);
}

const void *
db_rememberer(const struct db *db, const void *ctx)
{
	return db_remembers(db) ? db->remembering : ctx;
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
