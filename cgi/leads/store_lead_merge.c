/* Two records of one person made one. */
#include "leads/store_lead_parts.h"

#include "auth/audit.h"
#include "auth/watch.h"
#include "base/text.h"
#include "leads/store_deal.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_import.h"
#include "leads/store_result.h"

/* Locks both in the order of their ids, so that two who merge them crosswise do not wait for each other. */
static bool
both_stand(struct db *db, int64_t a, int64_t b)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM (SELECT id FROM lead_record WHERE id IN (?, ?) AND merged_into_id IS NULL AND erased_at IS NULL"
	    " ORDER BY id FOR UPDATE) l", "ii", a, b) == 2;
}

/* What the one that stays does not know, the other may. */
static void
take_over(struct lead *into, const struct lead *from)
{
	struct { const char **to; const char *text; } texts[] = {
		{ &into->name, from->name }, { &into->company, from->company }, { &into->job, from->job }, { &into->email, from->email },
		{ &into->phone, from->phone }, { &into->website, from->website }, { &into->source, from->source }, { &into->campaign, from->campaign },
		{ &into->theme, from->theme }, { &into->persona, from->persona }, { &into->stage, from->stage }, { &into->basis, from->basis }
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (text_blank(*texts[i].to))
			*texts[i].to = texts[i].text;
	if (!into->first_touch)
		into->first_touch = from->first_touch;
	if (!into->last_touch)
		into->last_touch = from->last_touch;
	if (!into->converted_at || (from->converted_at && from->converted_at < into->converted_at))
		into->converted_at = from->converted_at;
	into->owner_marketing_id = into->owner_marketing_id ? into->owner_marketing_id : from->owner_marketing_id;
	into->owner_sales_id = into->owner_sales_id ? into->owner_sales_id : from->owner_sales_id;
	into->do_not_contact |= from->do_not_contact;
}

struct both {
	int64_t deal_id;
};
static const struct column both_columns[] = { COLUMN(INT, struct both, deal_id), { 0 } };
static const struct shape both_shape = { sizeof(struct both), both_columns };

/* Deals of the one become the other's; of a deal that has both, the one that stays is the primary one if the other was. */
static void
deals_hang_over(struct db *db, const void *ctx, int64_t from_id, int64_t into_id)
{
	size_t count;
	const struct both *both = db_list(db, ctx, &both_shape, &count, "SELECT f.deal_id FROM deal_lead f JOIN deal_lead i ON i.deal_id = f.deal_id"
	    " AND i.lead_id = ? WHERE f.lead_id = ? ORDER BY f.deal_id", "ii", into_id, from_id);

	db_run(db, "UPDATE deal d JOIN deal_lead x ON x.deal_id = d.id AND x.lead_id = ? SET d.revision = d.revision + 1", "i", from_id);
	for (size_t i = 0; i < count; i++) {
		bool was_primary = db_integer(db, 0, "SELECT is_primary FROM deal_lead WHERE deal_id = ? AND lead_id = ?", "ii", both[i].deal_id, from_id);

		db_run(db, "DELETE FROM deal_lead WHERE deal_id = ? AND lead_id = ?", "ii", both[i].deal_id, from_id);
		if (was_primary)
			db_run(db, "UPDATE deal_lead SET is_primary = TRUE WHERE deal_id = ? AND lead_id = ?", "ii", both[i].deal_id, into_id);
	}
	db_run(db, "UPDATE deal_lead SET lead_id = ? WHERE lead_id = ?", "ii", into_id, from_id);
	deals_follow_lead(db, ctx, into_id);
}

/* What other systems said of both is said of the one that stays. */
static void
past_hangs_over(struct db *db, const void *ctx, const struct actor *actor, int64_t from_id, int64_t into_id)
{
	const struct lead_past *goes = lead_past_find(db, ctx, from_id), *stays = lead_past_find(db, ctx, into_id);
	struct lead_past both;

	if (!goes)
		return;
	both = stays ? lead_past_merge(ctx, stays, goes, actor->now) : *goes;
	both.lead_id = into_id;
	past_write(db, &both);
	db_run(db, "DELETE FROM lead_history WHERE lead_id = ?", "i", from_id);
}

/* Everything that hung on the one now hangs on the other, whose row moves in any case: who hands it over meanwhile looks again. */
static void
hang_over(struct db *db, const void *ctx, const struct actor *actor, const struct lead *from, struct lead *into, int64_t into_revision)
{
	int64_t handoffs = db_run(db, "UPDATE handoff SET lead_id = ? WHERE lead_id = ?", "ii", into->id, from->id);

	/* What they counted as is the one's no more, before the other is counted with them. */
	results_follow_lead(db, ctx, from->id, organisation_zone(db, ctx));
	if (into->revision == into_revision)
		into->revision++;
	db_run(db, "UPDATE lead_record SET handoffs = handoffs + ?, revision = ? WHERE id = ?", "iii", handoffs, into->revision, into->id);
	db_run(db, "UPDATE lead_ref SET lead_id = ? WHERE lead_id = ?", "ii", into->id, from->id);
	deals_hang_over(db, ctx, from->id, into->id);
	if (handoffs)
		handoffs_count_once(db, ctx, actor, into->id);
	db_run(db, "UPDATE IGNORE handoff_draft SET lead_id = ? WHERE lead_id = ?", "ii", into->id, from->id);
	db_run(db, "DELETE FROM handoff_draft WHERE lead_id = ?", "i", from->id);
	past_hangs_over(db, ctx, actor, from->id, into->id);
	db_run(db, "UPDATE IGNORE lead_told SET lead_id = ? WHERE lead_id = ?", "ii", into->id, from->id);
	db_run(db, "DELETE FROM lead_told WHERE lead_id = ?", "i", from->id);
	watches_follow_merge(db, from->id, into->id);
	db_run(db, "DELETE FROM lead_word WHERE lead_id = ?", "i", from->id);
	db_run(db, "UPDATE lead_record SET merged_into_id = ?, revision = revision + 1 WHERE id = ?", "ii", into->id, from->id);
	for (int i = 0; i < 2; i++) {
		const struct lead *l = i ? into : from;

		db_run(db, "INSERT INTO lead_edit (lead_id, revision, person_id, team, at, field) VALUES (?, ?, ?, ?, ?, 'merged')", "iiist", l->id,
		    i ? l->revision : l->revision + 1, actor->person_id, team_names[actor->team], actor->now);
	}
}

enum act_result
lead_merge(struct db *db, const void *ctx, const struct actor *actor, int64_t from_id, int64_t from_revision, int64_t into_id, int64_t into_revision)
{
	const struct lead *from;
	struct lead *into;
	enum act_result result;

	if (from_id == into_id || !both_stand(db, from_id, into_id))
		return RESULT_MOVED;
	from = lead_find(db, ctx, from_id);
	into = lead_find(db, ctx, into_id);
	if (!from || !into)
		return RESULT_GONE;
	if (from->revision != from_revision || into->revision != into_revision)
		return RESULT_STALE;
	if (handoff_open_of(db, from_id) && handoff_open_of(db, into_id))
		return RESULT_TAKEN;
	into->refs = NULL;
	into->ref_count = 0;
	take_over(into, from);
	result = lead_edit(db, ctx, actor, into, MAKE_ANYWAY);
	if (result != RESULT_DONE)
		return result;
	hang_over(db, ctx, actor, from, into, into_revision);
	results_follow_edited(db, ctx, from_id);
	results_follow_edited(db, ctx, into_id);
	audit_add(db, actor, "lead.merge", "lead", from_id, text_format(ctx, "%lld", (long long)into_id));
	return RESULT_DONE;
}
