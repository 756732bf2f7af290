/* Moves the numbers, and reads them. */
#include "data/content.h"

#include "data/db_inside.h"

#include <string.h>

enum { GLOSSARY = 1, SLA = 2, WORDS = 4, EVERYTHING = 8 };

static int
moved_by(const char *area)
{
	if (strcmp(area, "glossary") == 0)
		return GLOSSARY | WORDS | EVERYTHING;
	if (strcmp(area, "sla") == 0)
		return SLA | WORDS | EVERYTHING;
	return strcmp(area, "accounts") == 0 ? WORDS | EVERYTHING : EVERYTHING;
}

void
content_apply(struct db *db)
{
	int64_t moved = db->moved;

	db->moved = 0;
	if (moved)
		/* The number is not read: that others have moved it since this transaction first looked is no conflict. */
		db_run(db, DB_AS_IT_IS_NOW "UPDATE content SET glossary = glossary + ?, sla = sla + ?, words = words + ?, everything = everything + 1 WHERE id = 1", "iii",
		    (int64_t)((moved & GLOSSARY) != 0), (int64_t)((moved & SLA) != 0), (int64_t)((moved & WORDS) != 0));
}

void
content_touch(struct db *db, const char *area)
{
	db->moved |= moved_by(area);
	if (db->moved & WORDS)
		db_forget(db);
	if (!db->in_transaction)
		content_apply(db);
}

void
content_remember(struct db *db, const char *area, int64_t version, int64_t now)
{
	if (!(moved_by(area) & WORDS))
		db_remember(db, version, 0, now);
}

void
content_recalled(struct db *db)
{
	int64_t version = db->recalled_version;

	if (version && db_integer(db, version, "SELECT words FROM content WHERE id = 1", "") != version)
		db_fail_code(db, CHECKREAD, "what was remembered is not what the transaction sees");
}

int64_t
content_version(struct db *db, const char *area)
{
	content_apply(db);
	return db_integer(db, 0, "SELECT IF(? = 'sla', sla, glossary) FROM content WHERE id = 1", "s", area);
}
