/* Everything that may happen to a deal, each in one transaction: lock, ask the rules, add the event, write down what all come to. */
#include "leads/store_deal_parts.h"

#include "auth/audit.h"
#include "base/text.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_lead_parts.h"
#include "leads/store_result.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

struct deal *
deal_hold(struct db *db, const void *ctx, int64_t id)
{
	return db_integer(db, 0, "SELECT id FROM deal WHERE id = ? FOR UPDATE", "i", id) ? deal_find(db, ctx, id) : NULL;
}

int64_t
deal_event_insert(struct db *db, const struct actor *actor, int64_t deal_id, const struct deal_input *in)
{
	const char *currency = in->has_amount ? in->amount.currency : NULL;

	return db_insert(db, "INSERT INTO deal_event (deal_id, kind, at, recorded_at, stage_id, stage_name, currency, amount_minor, reason_id, words,"
	    " reverses_id, is_imported, person_id, team, token_id) VALUES (?, ?, ?, ?, ?, ?, ?, IF(? IS NULL, NULL, ?), ?, ?, ?, ?, ?, ?, ?)",
	    "isttnsssinsniisn", deal_id, deal_kind_names[in->kind], in->at, actor->now, in->stage_id,
	    in->kind == DEAL_STAGE && !in->stage_id && in->stage_name ? in->stage_name : "", currency, currency, in->amount.minor, in->reason_id,
	    in->words ? in->words : "", in->reverses, (int64_t)in->imported, actor->person_id, team_names[actor->team], actor->token_id);
}

void
deal_save(struct db *db, const void *ctx, struct deal *d)
{
	size_t count, meaning_count;
	const struct deal_event *events = deal_events(db, ctx, d->id, &count);
	const struct closing *meanings = deal_closings(db, ctx, &meaning_count);
	const struct deal was = { .handoff_id = d->handoff_id, .opened_at = d->opened_at, .won_at = d->won_at };

	deal_fold(d, events, count, meanings, meaning_count);
	db_run(db, "UPDATE deal SET revision = revision + 1, currency = ?, amount_minor = IF(? IS NULL, NULL, ?), stage_id = ?, stage_name = ?,"
	    " opened_at = ?, signed_at = ?, invoiced_at = ?, paid_at = ?, lost_at = ?, won_at = ?, lost_reason_id = ? WHERE id = ?",
	    "ssinsttttttni", d->currency, d->currency, d->amount_minor, d->stage_id, d->stage_id ? "" : d->stage_name, d->opened_at, d->signed_at,
	    d->invoiced_at, d->paid_at, d->lost_at, d->won_at, d->lost_reason_id, d->id);
	d->revision++;
	deal_steps(db, ctx, &was, d);
	results_follow_deal(db, ctx, d->id, organisation_zone(db, ctx));
}

/* What the primary lead knows. */
struct first_lead {
	int64_t account_id;
	int origin;
	int64_t owner_sales_id;
};
static const struct column first_columns[] = {
	COLUMN(INT, struct first_lead, account_id),
	CODE_COLUMN(struct first_lead, origin, origin_names),
	COLUMN(INT, struct first_lead, owner_sales_id),
	{ 0 }
};
static const struct shape first_shape = { sizeof(struct first_lead), first_columns };

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

bool
leads_hold(struct db *db, const void *ctx, const struct deal_making *m, size_t *which)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, m->lead_count + 1));

	if (!m->leads || !m->lead_count)
		return true;
	memcpy(ids, m->leads, m->lead_count * sizeof *ids);
	qsort(ids, m->lead_count, sizeof *ids, by_number);
	for (size_t i = 0; i < m->lead_count; i++) {
		if (db_integer(db, 0, "SELECT id FROM lead_record WHERE id = ? AND merged_into_id IS NULL AND erased_at IS NULL LOCK IN SHARE MODE", "i", ids[i]))
			continue;
		for (size_t j = 0; which && j < m->lead_count; j++)
			if (m->leads[j] == ids[i])
				*which = j;
		return false;
	}
	return true;
}

static int64_t
account_of(struct db *db, const void *ctx, const struct actor *actor, const struct deal_making *m, const struct first_lead *first)
{
	struct lead company = LEAD_BLANK;

	if (m->account_id)
		return m->account_id;
	if (text_blank(m->account))
		return first ? first->account_id : 0;
	company.company = m->account;
	return account_for(db, ctx, actor, &company);
}

enum act_result
deal_create(struct db *db, const void *ctx, const struct actor *actor, const struct deal_making *m, int64_t opened_at, bool imported, int64_t *id,
    size_t *which)
{
	struct deal_input opening = { .kind = DEAL_OPENED, .at = opened_at ? opened_at : actor->now, .has_amount = m->has_amount, .imported = imported };
	const struct first_lead *first = NULL;
	struct deal deal = { .revision = 0 };

	if (!leads_hold(db, ctx, m, which))
		return RESULT_GONE;
	if (m->lead_count)
		first = db_one(db, ctx, &first_shape, "SELECT account_id, origin, owner_sales_id FROM lead_record WHERE id = ?", "i", m->leads[0]);
	opening.amount.minor = m->amount.minor;
	opening.amount.currency = m->amount.currency;
	deal.origin = m->origin != GLOSSARY_NONE ? m->origin : first ? first->origin : 0;
	deal.owner_id = actor->team == TEAM_SALES ? actor->person_id : first ? first->owner_sales_id : 0;
	deal.id = *id = db_insert(db, "INSERT INTO deal (revision, name, account_id, origin, owner_id, opened_at, created_by, created_team, created_at)"
	    " VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?)", "snsntist", m->name, account_of(db, ctx, actor, m, first), origin_names[deal.origin], deal.owner_id,
	    opening.at, actor->person_id, team_names[actor->team], actor->now);
	for (size_t i = 0; i < m->lead_count; i++)
		db_run(db, "INSERT IGNORE INTO deal_lead (deal_id, lead_id, is_primary) VALUES (?, ?, ?)", "iii", deal.id, m->leads[i], (int64_t)(i == 0));
	deal_event_insert(db, actor, deal.id, &opening);
	deal_save(db, ctx, &deal);
	audit_add(db, actor, "deal.create", "deal", deal.id, NULL);
	return RESULT_DONE;
}

enum act_result
deal_add_event(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const struct deal_input *in)
{
	struct deal *deal = deal_hold(db, ctx, id);
	const struct deal_event *events;
	size_t count;

	if (!deal)
		return RESULT_GONE;
	events = deal_events(db, ctx, id, &count);
	if (!deal_can(deal, events, count, in->kind, in->imported)
	    || (in->kind == DEAL_REVERSED && !deal_reversible(events, count, deal_event_of(events, count, in->reverses))))
		return RESULT_MOVED;
	if (in->seen && in->seen != deal->revision)
		return RESULT_STALE;
	if (!deal_event_insert(db, actor, id, in))
		return RESULT_MOVED;
	deal_save(db, ctx, deal);
	audit_add(db, actor, text_format(ctx, "deal.%s", deal_kind_names[in->kind]), "deal", id, text_format(ctx, "r%lld", (long long)deal->revision));
	return RESULT_DONE;
}

enum act_result
deal_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t event_id)
{
	const struct user user = { .id = actor->person_id, .team = actor->team };
	struct deal *deal = deal_hold(db, ctx, id);
	const struct deal_event *events;
	size_t count;

	if (!deal)
		return RESULT_GONE;
	events = deal_events(db, ctx, id, &count);
	if (!deal_undoes(events, count, &user, actor->now) || deal_last(events, count)->id != event_id)
		return RESULT_MOVED;
	db_run(db, "UPDATE deal_event SET undone_at = ? WHERE id = ?", "ti", actor->now, event_id);
	deal_save(db, ctx, deal);
	audit_add(db, actor, "deal.undo", "deal", id, deal_kind_names[deal_last(events, count)->kind]);
	return RESULT_DONE;
}

static bool
has_lead(const struct deal_lead *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].lead_id == id)
			return true;
	return false;
}

/* The leads a deal has from now on, the primary one first. False: one that is new to it cannot be. *moved: anything is another. */
static bool
leads_set(struct db *db, const void *ctx, int64_t deal_id, const int64_t *leads, size_t lead_count, bool *moved)
{
	size_t had_count, added = 0;
	const struct deal_lead *had = deal_leads(db, ctx, deal_id, &had_count);
	int64_t *fresh = memory_need(talloc_array(ctx, int64_t, lead_count + 1));

	for (size_t i = 0; i < lead_count; i++)
		if (!has_lead(had, had_count, leads[i]))
			fresh[added++] = leads[i];
	*moved = added || had_count != lead_count || (lead_count && (had[0].lead_id != leads[0] || !had[0].is_primary));
	if (!*moved)
		return true;
	if (!leads_hold(db, ctx, &(struct deal_making){ .leads = fresh, .lead_count = added }, NULL))
		return false;
	db_run(db, "DELETE FROM deal_lead WHERE deal_id = ?", "i", deal_id);
	for (size_t i = 0; i < lead_count; i++)
		db_run(db, "INSERT IGNORE INTO deal_lead (deal_id, lead_id, is_primary) VALUES (?, ?, ?)", "iii", deal_id, leads[i], (int64_t)(i == 0));
	return true;
}

enum act_result
deal_edit(struct db *db, const void *ctx, const struct actor *actor, struct deal *edited, const int64_t *leads, size_t lead_count)
{
	struct deal *deal = deal_hold(db, ctx, edited->id);
	const int64_t had_lead = db_integer(db, 0, "SELECT lead_id FROM deal_lead WHERE primary_of = ?", "i", edited->id);
	struct lead company = LEAD_BLANK;
	bool moved = false;

	if (!deal)
		return RESULT_GONE;
	if (deal->revision != edited->revision)
		return RESULT_STALE;
	if (leads && !leads_set(db, ctx, deal->id, leads, lead_count, &moved))
		return RESULT_GONE;
	edited->account_id = deal->account_id;
	if (!text_equal(edited->account_name, deal->account_name)) {
		company.company = edited->account_name ? edited->account_name : "";
		edited->account_id = account_for(db, ctx, actor, &company);
	}
	if (!moved && text_equal(deal->name, edited->name) && deal->origin == edited->origin && deal->owner_id == edited->owner_id
	    && deal->account_id == edited->account_id)
		return RESULT_DONE;
	db_run(db, "UPDATE deal SET name = ?, account_id = ?, origin = ?, owner_id = (SELECT p.id FROM person p WHERE p.id = ? AND p.team = 'sales')"
	    " WHERE id = ?", "snsii", edited->name, edited->account_id, origin_names[edited->origin], edited->owner_id, deal->id);
	deal_save(db, ctx, deal);
	edited->revision = deal->revision;
	/* And those it left: the account's first win may be another, and the lead it came from has none now. */
	results_follow_gone(db, ctx, deal->id, deal->account_id, had_lead, organisation_zone(db, ctx));
	audit_add(db, actor, "deal.edit", "deal", deal->id, text_format(ctx, "r%lld", (long long)edited->revision));
	return RESULT_DONE;
}
