/* Which criteria Sales found not to hold: what each handoff adds, and the sums of each wording, month and source. */
#include "leads/store_result_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

struct cited {
	int64_t handoff_id;
	const char *code;		/* "": it was decided */
	int64_t version_id;
	int64_t source_id;
	int64_t month;
	int64_t submitted_at;		/* what the month comes from; 0 of those that are kept */
};
static const struct column cited_columns[] = {
	COLUMN(INT, struct cited, handoff_id),
	COLUMN(TEXT, struct cited, code),
	COLUMN(INT, struct cited, version_id),
	COLUMN(INT, struct cited, source_id),
	COLUMN(INT, struct cited, month),
	COLUMN(TIME, struct cited, submitted_at),
	{ 0 }
};
static const struct shape cited_shape = { sizeof(struct cited), cited_columns };

#define FRESH "SELECT h.id AS handoff_id, '' AS code, h.term_version_id AS version_id, COALESCE(l.source_id, 0) AS source_id, 0 AS month," \
	" h.first_submitted_at AS submitted_at FROM handoff h JOIN lead_record l ON l.id = h.lead_id WHERE h.lead_id = ? AND h.decision IS NOT NULL" \
	" AND h.state <> 'withdrawn' UNION ALL SELECT h.id, c.code, h.term_version_id, COALESCE(l.source_id, 0), 0, h.first_submitted_at FROM handoff h" \
	" JOIN lead_record l ON l.id = h.lead_id JOIN handoff_act a ON a.id = (SELECT MAX(y.id) FROM handoff_act y WHERE y.handoff_id = h.id" \
	" AND y.act = 'return' AND y.undone_at IS NULL) JOIN handoff_cited c ON c.act_id = a.id WHERE h.lead_id = ? AND h.decision = 'returned'" \
	" AND h.state <> 'withdrawn' ORDER BY handoff_id, code"

static struct cited *
fresh(struct db *db, const void *ctx, int64_t lead_id, const char *zone, size_t *count)
{
	struct cited *rows = db_list(db, ctx, &cited_shape, count, FRESH, "ii", lead_id, lead_id);

	for (size_t i = 0; i < *count; i++) {
		struct day day = day_of(rows[i].submitted_at, zone);

		rows[i].month = day.year * 12 + day.month - 1;
	}
	return rows;
}

static struct cited *
kept(struct db *db, const void *ctx, int64_t lead_id, size_t *count)
{
	return db_list(db, ctx, &cited_shape, count, "SELECT handoff_id, code, version_id, source_id, month, NULL AS submitted_at FROM result_cited"
	    " WHERE lead_id = ? ORDER BY handoff_id, code", "i", lead_id);
}

static bool
same(const struct cited *a, size_t n, const struct cited *b, size_t m)
{
	if (n != m)
		return false;
	for (size_t i = 0; i < n; i++)
		if (a[i].handoff_id != b[i].handoff_id || !text_equal(a[i].code, b[i].code) || a[i].version_id != b[i].version_id
		    || a[i].source_id != b[i].source_id || a[i].month != b[i].month)
			return false;
	return true;
}

static void
sum_move(struct db *db, const struct cited *c, int64_t by)
{
	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO result_criterion (version_id, month, source_id, code, slot, cases)"
	    " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE cases = cases + VALUES(cases)", "iiisii", c->version_id, c->month, c->source_id, c->code,
	    c->handoff_id % 8, by);
}

void
cited_replace(struct db *db, const void *ctx, int64_t lead_id, const char *zone)
{
	size_t n, m;
	const struct cited *was = kept(db, ctx, lead_id, &n), *is = fresh(db, ctx, lead_id, zone, &m);

	if (same(was, n, is, m))
		return;
	db_run(db, "DELETE FROM result_cited WHERE lead_id = ?", "i", lead_id);
	for (size_t i = 0; i < m; i++)
		db_run(db, "INSERT INTO result_cited (handoff_id, code, lead_id, version_id, month, source_id) VALUES (?, ?, ?, ?, ?, ?)", "isiiii",
		    is[i].handoff_id, is[i].code, lead_id, is[i].version_id, is[i].month, is[i].source_id);
	for (size_t i = 0; i < n; i++)
		sum_move(db, &was[i], -1);
	for (size_t i = 0; i < m; i++)
		sum_move(db, &is[i], 1);
}
