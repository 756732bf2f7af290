/* Which criteria Sales found not to hold: what each handoff adds, and the sums of each wording, month and source. */
#include "leads/store_result_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

struct cited {
	int64_t lead_id;
	int64_t handoff_id;
	const char *code;		/* "": it was decided */
	int64_t version_id;
	int64_t source_id;
	int64_t month;
	int64_t submitted_at;		/* what the month comes from; 0 of those that are kept */
};
static const struct column cited_columns[] = {
	COLUMN(INT, struct cited, lead_id),
	COLUMN(INT, struct cited, handoff_id),
	COLUMN(TEXT, struct cited, code),
	COLUMN(INT, struct cited, version_id),
	COLUMN(INT, struct cited, source_id),
	COLUMN(INT, struct cited, month),
	COLUMN(TIME, struct cited, submitted_at),
	{ 0 }
};
static const struct shape cited_shape = { sizeof(struct cited), cited_columns };

/* Of the leads from one id to another: what each handoff adds, by what was done with it, and as it is kept. */
#define FRESH "SELECT h.lead_id, h.id AS handoff_id, '' AS code, h.term_version_id AS version_id, COALESCE(l.source_id, 0) AS source_id, 0 AS month," \
	" h.first_submitted_at AS submitted_at FROM handoff h JOIN lead_record l ON l.id = h.lead_id WHERE h.lead_id >= ? AND h.lead_id <= ?" \
	" AND h.decision IS NOT NULL AND h.state <> 'withdrawn' UNION ALL SELECT h.lead_id, h.id, c.code, h.term_version_id, COALESCE(l.source_id, 0), 0," \
	" h.first_submitted_at FROM handoff h JOIN lead_record l ON l.id = h.lead_id JOIN handoff_act a ON a.id = (SELECT MAX(y.id) FROM handoff_act y" \
	" WHERE y.handoff_id = h.id AND y.act = 'return' AND y.undone_at IS NULL) JOIN handoff_cited c ON c.act_id = a.id WHERE h.lead_id >= ? AND h.lead_id <= ?" \
	" AND h.decision = 'returned' AND h.state <> 'withdrawn' ORDER BY lead_id, handoff_id, code"
#define KEPT "SELECT lead_id, handoff_id, code, version_id, source_id, month, NULL AS submitted_at FROM result_cited WHERE lead_id >= ? AND lead_id <= ?" \
	" ORDER BY lead_id, handoff_id, code"

static struct cited *
fresh(struct db *db, const void *ctx, int64_t from, int64_t to, const char *zone, size_t *count)
{
	struct cited *rows = db_list(db, ctx, &cited_shape, count, FRESH, "iiii", from, to, from, to);

	for (size_t i = 0; i < *count; i++) {
		struct day day = day_of(rows[i].submitted_at, zone);

		rows[i].month = day.year * 12 + day.month - 1;
	}
	return rows;
}

static bool
same_one(const struct cited *a, const struct cited *b)
{
	return a->lead_id == b->lead_id && a->handoff_id == b->handoff_id && text_equal(a->code, b->code) && a->version_id == b->version_id
	    && a->source_id == b->source_id && a->month == b->month;
}

static bool
same(const struct cited *a, size_t n, const struct cited *b, size_t m)
{
	if (n != m)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!same_one(&a[i], &b[i]))
			return false;
	return true;
}

/* How many of a list are of one lead, from the first on. */
static size_t
of_lead(const struct cited *list, size_t count, int64_t lead_id)
{
	size_t n = 0;

	while (n < count && list[n].lead_id == lead_id)
		n++;
	return n;
}

int64_t *
cited_wrong(struct db *db, const void *ctx, int64_t from, int64_t to, const char *zone, size_t *count)
{
	size_t n, m, i = 0, j = 0;
	const struct cited *is = db_list(db, ctx, &cited_shape, &n, KEPT, "ii", from, to), *ought = fresh(db, ctx, from, to, zone, &m);
	int64_t *leads = memory_need(talloc_array(ctx, int64_t, n + m + 1));

	for (*count = 0; i < n || j < m;) {
		int64_t lead = j == m || (i < n && is[i].lead_id < ought[j].lead_id) ? is[i].lead_id : ought[j].lead_id;
		size_t a = of_lead(&is[i], n - i, lead), b = of_lead(&ought[j], m - j, lead);

		if (!same(&is[i], a, &ought[j], b))
			leads[(*count)++] = lead;
		i += a;
		j += b;
	}
	return leads;
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
	const struct cited *was = db_list(db, ctx, &cited_shape, &n, KEPT, "ii", lead_id, lead_id), *is = fresh(db, ctx, lead_id, lead_id, zone, &m);

	if (same(was, n, is, m))
		return;
	db_run(db, "DELETE FROM result_cited WHERE lead_id = ?", "i", lead_id);
	for (size_t i = 0; i < m; i++) {
		db_run(db, "INSERT INTO result_cited (handoff_id, code, lead_id, version_id, month, source_id) VALUES (?, ?, ?, ?, ?, ?)", "isiiii",
		    is[i].handoff_id, is[i].code, lead_id, is[i].version_id, is[i].month, is[i].source_id);
		db_untaken(db, "a criterion of a handoff that is another lead's");
	}
	for (size_t i = 0; i < n; i++)
		sum_move(db, &was[i], -1);
	for (size_t i = 0; i < m; i++)
		sum_move(db, &is[i], 1);
}
