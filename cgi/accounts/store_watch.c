/* What a person watches, as a list. */
#include "accounts/store.h"

#include "auth/watch.h"

static const struct column watched_columns[] = {
	COLUMN(INT, struct watched, id),
	CODE_COLUMN(struct watched, kind, watch_kind_names),
	COLUMN(INT, struct watched, subject_id),
	COLUMN(TEXT, struct watched, slug),
	COLUMN(TEXT, struct watched, name),
	COLUMN(TIME, struct watched, since),
	{ 0 }
};
static const struct shape watched_shape = { sizeof(struct watched), watched_columns };

struct watched *
watched_of(struct db *db, const void *ctx, int64_t person_id, size_t *count)
{
	return db_list(db, ctx, &watched_shape, count, "SELECT w.id, w.kind, w.subject_id, t.slug, COALESCE(t.name, NULLIF(l.name, ''), NULLIF(l.company, '')) AS name,"
	    " w.since FROM watch w LEFT JOIN term t ON w.kind = 'term' AND t.id = w.subject_id LEFT JOIN lead_record l ON w.kind = 'lead' AND l.id = w.subject_id"
	    " WHERE w.person_id = ? ORDER BY w.id DESC LIMIT 1000", "i", person_id);
}

bool
watched_end(struct db *db, int64_t person_id, int64_t id)
{
	return db_run(db, "DELETE FROM watch WHERE id = ? AND person_id = ?", "ii", id, person_id) == 1;
}
