/* How long leads are kept. */
#include "leads/store_retention.h"

#include "auth/audit.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/store_erase.h"

#include <talloc.h>

static const struct column retention_columns[] = {
	COLUMN(INT, struct retention, lead_months),
	COLUMN(INT, struct retention, revision),
	COLUMN(TEXT, struct retention, editor_name),
	COLUMN(TIME, struct retention, edited_at),
	{ 0 }
};
static const struct shape retention_shape = { sizeof(struct retention), retention_columns };

struct retention *
retention_find(struct db *db, const void *ctx)
{
	struct retention *r = db_one(db, ctx, &retention_shape, "SELECT r.lead_months, r.revision, p.name AS editor_name, r.edited_at FROM retention r"
	    " LEFT JOIN person p ON p.id = r.edited_by WHERE r.id = 1", "");

	if (r)
		return r;
	r = memory_need(talloc_zero(ctx, struct retention));
	r->revision = 1;
	return r;
}

enum act_result
retention_set(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_months, int64_t revision)
{
	db_run(db, "INSERT IGNORE INTO retention (id) VALUES (1)", "");
	if (db_run(db, "UPDATE retention SET lead_months = ?, revision = revision + 1, edited_by = ?, edited_at = ? WHERE id = 1 AND revision = ?", "nnti",
	    lead_months, actor->person_id, actor->now, revision) != 1)
		return RESULT_STALE;
	audit_add(db, actor, "retention.edit", NULL, 0, lead_months ? text_format(ctx, "%lld months", (long long)lead_months) : "until asked");
	return RESULT_DONE;
}

int64_t
months_before(int64_t now, int64_t months)
{
	struct day day = day_of(now, "UTC");
	int64_t month = day.year * 12 + day.month - 1 - months;

	day = (struct day){ .year = (int)(month / 12), .month = (int)(month % 12) + 1, .day = 1 };
	return start_of_day(day, "UTC");
}

struct number {
	int64_t id;
};
static const struct column number_columns[] = { COLUMN(INT, struct number, id), { 0 } };
static const struct shape number_shape = { sizeof(struct number), number_columns };

int64_t
leads_expire(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct actor nobody = { .team = TEAM_OBSERVER, .now = now };
	int64_t months = db_integer(db, 0, "SELECT lead_months FROM retention WHERE id = 1", ""), since = months_before(now, months), done = 0;
	size_t count, erased = 0;
	const struct number *old;

	if (!months)
		return 0;
	old = db_list(db, ctx, &number_shape, &count, "SELECT l.id FROM lead_record l WHERE l.created_at < ? AND l.erased_at IS NULL AND l.merged_into_id IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM lead_record m WHERE m.merged_into_id = l.id AND m.created_at >= ?)"
	    " AND NOT EXISTS (SELECT 1 FROM deal_lead d WHERE d.lead_id = l.id)"
	    " AND NOT EXISTS (SELECT 1 FROM lead_edit e WHERE e.lead_id = l.id AND e.at >= ?)"
	    " AND NOT EXISTS (SELECT 1 FROM handoff h WHERE h.lead_id = l.id AND (h.queue_at IS NOT NULL OR h.submitted_at >= ? OR h.back_on IS NOT NULL"
	    " OR EXISTS (SELECT 1 FROM handoff_act a WHERE a.handoff_id = h.id AND a.recorded_at >= ?))) ORDER BY l.created_at, l.id LIMIT ?", "ttttti",
	    since, since, since, since, since, limit);
	for (size_t i = 0; i < count; i++)
		if (lead_erase_old(db, ctx, &nobody, old[i].id, &erased) == RESULT_DONE)
			done += (int64_t)erased;
	return done;
}
