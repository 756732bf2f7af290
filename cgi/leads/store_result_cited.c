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
	int64_t month;			/* of the first submission */
};
static const struct column cited_columns[] = {
	COLUMN(INT, struct cited, lead_id),
	COLUMN(INT, struct cited, handoff_id),
	COLUMN(TEXT, struct cited, code),
	COLUMN(INT, struct cited, version_id),
	COLUMN(INT, struct cited, source_id),
	COLUMN(INT, struct cited, month),
	{ 0 }
};
static const struct shape cited_shape = { sizeof(struct cited), cited_columns };

#define KEPT "SELECT lead_id, handoff_id, code, version_id, source_id, month FROM result_cited WHERE lead_id >= ? AND lead_id <= ?" \
	" ORDER BY lead_id, handoff_id, code"

/* A criterion that Sales said does not hold, in the last return of a handoff. */
struct said {
	int64_t handoff_id;
	const char *code;
};
static const struct column said_columns[] = {
	COLUMN(INT, struct said, handoff_id),
	COLUMN(TEXT, struct said, code),
	{ 0 }
};
static const struct shape said_shape = { sizeof(struct said), said_columns };

#define SAID "SELECT h.id AS handoff_id, c.code FROM handoff h JOIN handoff_act a ON a.id = (SELECT MAX(y.id) FROM handoff_act y WHERE y.handoff_id = h.id" \
	" AND y.act = 'return' AND y.undone_at IS NULL) JOIN handoff_cited c ON c.act_id = a.id WHERE h.lead_id >= ? AND h.lead_id <= ?" \
	" AND h.decision = 'returned' AND h.state <> 'withdrawn' ORDER BY h.lead_id, h.id, c.code"

static bool
any_returned(const struct record_cases *leads, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < leads[i].handoff_count; j++)
			if (leads[i].handoffs[j].decision == DECISION_RETURNED)
				return true;
	return false;
}

/* What handoffs of leads add, by what was done with them, in the order of KEPT: that they were decided, and each criterion that was named. */
static struct cited *
fresh(struct db *db, const void *ctx, const struct record_cases *leads, size_t lead_count, const char *zone, size_t *count)
{
	size_t said_count = 0, handoffs = 0, k = 0;
	const struct said *said = any_returned(leads, lead_count) ? db_list(db, ctx, &said_shape, &said_count, SAID, "ii", leads[0].record_id,
	    leads[lead_count - 1].record_id) : NULL;
	struct cited *list;

	for (size_t i = 0; i < lead_count; i++)
		handoffs += leads[i].handoff_count;
	list = memory_need(talloc_array(ctx, struct cited, handoffs + said_count + 1));
	*count = 0;
	for (size_t i = 0; i < lead_count; i++)
		for (size_t j = 0; j < leads[i].handoff_count; j++) {
			const struct counted_handoff *h = &leads[i].handoffs[j];
			struct day day = day_of(h->first_submitted_at, zone);
			struct cited one = { .lead_id = h->lead_id, .handoff_id = h->id, .code = "", .version_id = h->term_version_id, .source_id = h->source_id,
			    .month = day.year * 12 + day.month - 1 };

			if (h->decision >= 0 && h->state != HANDOFF_WITHDRAWN)
				list[(*count)++] = one;
			for (; k < said_count && said[k].handoff_id == h->id; k++) {
				one.code = said[k].code;
				list[(*count)++] = one;
			}
		}
	return list;
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
cited_wrong(struct db *db, const void *ctx, int64_t from, int64_t to, const struct record_cases *leads, size_t lead_count, const char *zone, size_t *count)
{
	size_t n, m, i = 0, j = 0;
	const struct cited *is = db_list(db, ctx, &cited_shape, &n, KEPT, "ii", from, to), *ought = fresh(db, ctx, leads, lead_count, zone, &m);
	int64_t *wrong = memory_need(talloc_array(ctx, int64_t, n + m + 1));

	for (*count = 0; i < n || j < m;) {
		int64_t lead = j == m || (i < n && is[i].lead_id < ought[j].lead_id) ? is[i].lead_id : ought[j].lead_id;
		size_t a = of_lead(&is[i], n - i, lead), b = of_lead(&ought[j], m - j, lead);

		if (!same(&is[i], a, &ought[j], b))
			wrong[(*count)++] = lead;
		i += a;
		j += b;
	}
	return wrong;
}

static void
sum_move(struct db *db, const struct cited *c, int64_t by)
{
	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO result_criterion (version_id, month, source_id, code, slot, cases)"
	    " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE cases = cases + VALUES(cases)", "iiisii", c->version_id, c->month, c->source_id, c->code,
	    c->handoff_id % RESULT_SLOTS, by);
}

void
cited_replace(struct db *db, const void *ctx, const struct record_cases *lead, const char *zone)
{
	int64_t lead_id = lead->record_id;
	size_t n, m;
	const struct cited *was = db_list(db, ctx, &cited_shape, &n, KEPT, "ii", lead_id, lead_id), *is = fresh(db, ctx, lead, 1, zone, &m);

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
