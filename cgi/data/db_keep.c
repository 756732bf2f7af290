/* What is read once in a transaction. */
#include "data/db_inside.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

void *
db_kept(const struct db *db, const char *name, int64_t id)
{
	for (const struct kept *k = db->in_transaction ? db->kept : NULL; k; k = k->next)
		if (k->id == id && strcmp(k->name, name) == 0)
			return k->what;
	return NULL;
}

const void *
db_keeper(const struct db *db, const void *ctx)
{
	return db->in_transaction ? db->keeping : ctx;
}

void
db_keep(struct db *db, const char *name, int64_t id, void *what)
{
	struct kept *k;

	if (!db->in_transaction || !what)
		return;
	k = memory_need(talloc(db->keeping, struct kept));
	*k = (struct kept){ .next = db->kept, .name = name, .id = id, .what = what };
	db->kept = k;
}

void
db_forget(struct db *db)
{
	db->kept = NULL;
}
