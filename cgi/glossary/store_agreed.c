/* What was agreed lately. */
#include "glossary/store.h"

static const struct column agreed_columns[] = {
	COLUMN(INT, struct agreed_row, id),
	COLUMN(INT, struct agreed_row, number),
	COLUMN(TEXT, struct agreed_row, slug),
	COLUMN(TEXT, struct agreed_row, name),
	COLUMN(TEXT, struct agreed_row, meaning),
	COLUMN(TIME, struct agreed_row, in_force_at),
	{ 0 }
};
static const struct shape agreed_shape = { sizeof(struct agreed_row), agreed_columns };

struct agreed_row *
terms_agreed_lately(struct db *db, const void *ctx, int64_t now, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &agreed_shape, count, "SELECT v.id, v.number, t.slug, t.name, v.meaning, v.in_force_at"
	    " FROM term_version v JOIN term t ON t.id = v.term_id"
	    " WHERE v.state = 'ratified' AND v.in_force_at <= ? AND t.deprecated_at IS NULL AND NOT EXISTS"
	    " (SELECT 1 FROM term_version w WHERE w.term_id = v.term_id AND w.in_force_at > v.in_force_at AND w.in_force_at <= ?)"
	    " ORDER BY v.in_force_at DESC, v.id DESC LIMIT ?", "tti", now, now, limit);
}
