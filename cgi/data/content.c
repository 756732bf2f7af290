/* Moves the numbers. Each is the sum of sixteen rows; one transaction raises the same one of them however often it asks. */
#include "data/content.h"

#include "data/db_inside.h"

#include <sodium.h>

enum { SLOTS = 16 };

void
content_touch(struct db *db, const char *area)
{
	if (!db->in_transaction || db->content_slot < 0)
		db->content_slot = (int)randombytes_uniform(SLOTS);
	db_run(db, "UPDATE content_slot SET number = number + 1 WHERE area = ? AND slot = ?", "si", area, (int64_t)db->content_slot);
}
