/* What is read once in a transaction, or once while the content stays the same. */
#include "data/db_inside.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

enum { MINUTE = 60 };

bool
db_remembers(const struct db *db)
{
	return db->remembers;
}

static void *
find(const struct kept *list, const char *name, int64_t id)
{
	for (const struct kept *k = list; k; k = k->next)
		if (k->id == id && strcmp(k->name, name) == 0)
			return k->what;
	return NULL;
}

void *
db_kept(struct db *db, const char *name, int64_t id)
{
	if (db->remembers && db->in_transaction)
		db->recalled_version = db->remembered_version;
	return find(db->remembers ? db->remembered : db->in_transaction ? db->kept : NULL, name, id);
}

const void *
db_keeper(const struct db *db, const void *ctx)
{
	return db->remembers ? db->remembering : db->in_transaction ? db->keeping : ctx;
}

static void
add(const void *keeper, struct kept **list, const char *name, int64_t id, void *what)
{
	struct kept *k = memory_need(talloc(keeper, struct kept));

	*k = (struct kept){ .next = *list, .name = name, .id = id, .what = what };
	*list = k;
}

void
db_keep(struct db *db, const char *name, int64_t id, void *what)
{
	if ((db->in_transaction || db->remembers) && what)
		add(db_keeper(db, NULL), db->remembers ? &db->remembered : &db->kept, name, id, what);
}

bool
db_first(struct db *db, const char *name, int64_t id)
{
	if (!db->in_transaction)
		return true;
	if (find(db->kept, name, id))
		return false;
	add(db->keeping, &db->kept, name, id, db);
	return true;
}

struct kept_list {
	void *rows;
	size_t count;
	int64_t everything;		/* it is of; 0: of the words alone */
	int64_t until;			/* it holds; 0: no end */
};

void *
db_kept_list(struct db *db, const char *name, int64_t id, size_t *count)
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
	*list = (struct kept_list){ .rows = rows, .count = count };
	db_keep(db, name, id, list);
}

static bool
remembers_moving(const struct db *db)
{
	return db_remembers(db) && db->remembered_everything;
}

void *
db_kept_moving(struct db *db, const char *name, int64_t id, int64_t now, size_t *count)
{
	const struct kept_list *list = remembers_moving(db) ? db_kept(db, name, id) : NULL;
	bool holds = list && list->everything == db->remembered_everything && (!list->until || now < list->until);

	*count = holds ? list->count : 0;
	return holds ? list->rows : NULL;
}

/* In the place of what was kept before: nobody has that any more, as it was given out in an earlier request. */
void
db_keep_moving(struct db *db, const char *name, int64_t id, int64_t until, void *rows, size_t count)
{
	struct kept_list *list = remembers_moving(db) ? db_kept(db, name, id) : NULL;

	if (!remembers_moving(db))
		return;
	if (list)
		talloc_free(list->rows);
	else
		db_keep(db, name, id, list = memory_need(talloc(db_keeper(db, NULL), struct kept_list)));
	*list = (struct kept_list){ rows, count, db->remembered_everything, until };
}

const void *
db_moving_rememberer(const struct db *db, const void *ctx)
{
	return remembers_moving(db) ? db->remembering : ctx;
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
	if (!db->remembers)
		return;
	db->remembers = false;		/* what was given out lives until the next request */
	db->remembered_version = 0;
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
db_remember(struct db *db, int64_t version, int64_t everything, int64_t now)
{
	if (db->remembering && (db->remembered_version != version || db->remembered_minute != now / MINUTE))
		let_go(db);
	if (!db->remembering)
		db->remembering = memory_need(talloc_new(db));
	db->remembered_version = version;
	db->remembered_everything = everything;
	db->remembered_minute = now / MINUTE;
	db->remembers = true;
}
