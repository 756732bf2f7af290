/* How long leads are kept when nobody asks. As in glossary/store.h. */
#ifndef LEADS_STORE_RETENTION_H
#define LEADS_STORE_RETENTION_H

#include "glossary/store.h"

enum { RETENTION_MONTHS_LEAST = 6, RETENTION_MONTHS_MOST = 240 };

struct retention {
	int64_t lead_months;		/* 0: until they ask */
	int64_t revision;
	const char *editor_name;	/* NULL: nobody has set it */
	int64_t edited_at;
};
struct retention *retention_find(struct db *db, const void *ctx);

/* Sets it, naming the revision. RESULT_STALE: somebody else did meanwhile. */
enum act_result retention_set(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_months, int64_t revision);

/*
 * Erases at most `limit` leads with whom nothing has happened for so long, that no handoff is open of and no deal was made with. Unlike those who asked, they may come
 * back. The number of records.
 */
int64_t leads_expire(struct db *db, const void *ctx, int64_t now, int64_t limit);

/* The first instant that is recent enough, so many months before `now`. */
int64_t months_before(int64_t now, int64_t months);

#endif
