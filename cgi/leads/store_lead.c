/* Leads: finding one, by its id or by what another system calls it, and finding those that may be the same. */
#include "leads/store_lead_parts.h"

#include "base/text.h"
#include "leads/rules_handoff.h"

#include <talloc.h>

/* A lead with what is not yet in its shape. */
struct lead_record {
	struct lead lead;
	const char *first, *last;	/* touches as stored */
};

#define IN_LEAD(type, name, member) { DB_##type, name, offsetof(struct lead_record, lead.member), NULL }

static const struct column record_columns[] = {
	IN_LEAD(INT, "id", id),
	IN_LEAD(INT, "revision", revision),
	IN_LEAD(TEXT, "name", name),
	IN_LEAD(TEXT, "company", company),
	IN_LEAD(TEXT, "job", job),
	IN_LEAD(TEXT, "email", email),
	IN_LEAD(TEXT, "phone", phone),
	IN_LEAD(TEXT, "website", website),
	{ DB_CODE, "origin", offsetof(struct lead_record, lead.origin), origin_names },
	IN_LEAD(TEXT, "source", source),
	IN_LEAD(TEXT, "campaign", campaign),
	IN_LEAD(TEXT, "theme", theme),
	IN_LEAD(TEXT, "persona", persona),
	IN_LEAD(TEXT, "stage", stage),
	{ DB_TEXT, "first", offsetof(struct lead_record, first), NULL },
	{ DB_TEXT, "last", offsetof(struct lead_record, last), NULL },
	IN_LEAD(TIME, "converted_at", converted_at),
	IN_LEAD(INT, "owner_marketing_id", owner_marketing_id),
	IN_LEAD(INT, "owner_sales_id", owner_sales_id),
	IN_LEAD(TEXT, "basis", basis),
	IN_LEAD(BOOL, "do_not_contact", do_not_contact),
	IN_LEAD(INT, "account_id", account_id),
	IN_LEAD(TEXT, "account_name", account_name),
	IN_LEAD(TEXT, "account_domain", account_domain),
	IN_LEAD(TEXT, "owner_marketing_name", owner_marketing_name),
	IN_LEAD(TEXT, "owner_sales_name", owner_sales_name),
	IN_LEAD(TEXT, "theme_slug", theme_slug),
	IN_LEAD(TEXT, "persona_slug", persona_slug),
	IN_LEAD(TEXT, "stage_slug", stage_slug),
	IN_LEAD(BOOL, "source_known", source_known),
	IN_LEAD(BOOL, "campaign_known", campaign_known),
	IN_LEAD(INT, "merged_into_id", merged_into_id),
	IN_LEAD(TIME, "erased_at", erased_at),
	IN_LEAD(INT, "created_by", created_by),
	IN_LEAD(TEXT, "author_name", author_name),
	IN_LEAD(TIME, "created_at", created_at),
	{ 0 }
};
static const struct shape record_shape = { sizeof(struct lead_record), record_columns };

static const struct column ref_columns[] = {
	COLUMN(INT, struct lead_ref, lead_id),
	COLUMN(TEXT, struct lead_ref, system),
	COLUMN(TEXT, struct lead_ref, external_id),
	{ 0 }
};
static const struct shape ref_shape = { sizeof(struct lead_ref), ref_columns };

struct lead *
lead_find(struct db *db, const void *ctx, int64_t id)
{
	struct lead_record *r = db_one(db, ctx, &record_shape, "SELECT l.id, l.revision, l.name, l.company, l.job, l.email, l.phone, l.website,"
	    " l.origin, COALESCE(s2.name, s.name, '') AS source, COALESCE(c2.name, c.name, '') AS campaign, COALESCE(th.name, l.theme_name) AS theme,"
	    " COALESCE(pe.name, l.persona_name) AS persona, COALESCE(st.name, l.stage_name) AS stage, l.first_touch AS first, l.last_touch AS last,"
	    " l.converted_at, l.owner_marketing_id, l.owner_sales_id, l.basis, l.do_not_contact, l.account_id, a.name AS account_name,"
	    " a.domain AS account_domain, m.name AS owner_marketing_name, o.name AS owner_sales_name, th.slug AS theme_slug,"
	    " pe.slug AS persona_slug, st.slug AS stage_slug, COALESCE(s2.is_known, s.is_known) AS source_known,"
	    " COALESCE(c2.is_known, c.is_known) AS campaign_known, l.merged_into_id, l.erased_at, l.created_by, y.name AS author_name, l.created_at"
	    " FROM lead_record l JOIN person y ON y.id = l.created_by LEFT JOIN source s ON s.id = l.source_id LEFT JOIN source s2 ON s2.id = s.same_as_id"
	    " LEFT JOIN campaign c ON c.id = l.campaign_id LEFT JOIN campaign c2 ON c2.id = c.same_as_id LEFT JOIN term th ON th.id = l.theme_id"
	    " LEFT JOIN term pe ON pe.id = l.persona_id LEFT JOIN term st ON st.id = l.stage_id LEFT JOIN account a ON a.id = l.account_id"
	    " LEFT JOIN person m ON m.id = l.owner_marketing_id LEFT JOIN person o ON o.id = l.owner_sales_id WHERE l.id = ?", "i", id);
	struct lead *lead = r ? &r->lead : NULL;

	if (!lead)
		return NULL;
	lead->first_touch = touch_read(r, r->first);
	lead->last_touch = touch_read(r, r->last);
	lead->refs = db_list(db, r, &ref_shape, &lead->ref_count, "SELECT lead_id, system, external_id FROM lead_ref WHERE lead_id = ?"
	    " ORDER BY system, external_id", "i", id);
	return lead;
}

enum { MERGES_MOST = 20 };	/* a chain of merges longer than that is a circle */

int64_t
lead_standing(struct db *db, int64_t id)
{
	for (int i = 0; i < MERGES_MOST; i++) {
		int64_t into = db_integer(db, -1, "SELECT COALESCE(merged_into_id, 0) FROM lead_record WHERE id = ?", "i", id);

		if (into <= 0)
			return into < 0 ? 0 : id;
		id = into;
	}
	return 0;
}

int64_t
lead_by_ref(struct db *db, const char *system, const char *external_id)
{
	void *scratch = talloc_new(NULL);
	int64_t id = db_integer(db, 0, "SELECT lead_id FROM lead_ref WHERE system = ? AND external_id = ?", "ss", system, ref_id(scratch, system, external_id));

	talloc_free(scratch);
	return id ? lead_standing(db, id) : 0;
}

static const struct column row_columns[] = {
	COLUMN(INT, struct lead_row, id),
	COLUMN(TEXT, struct lead_row, name),
	COLUMN(TEXT, struct lead_row, company),
	COLUMN(TEXT, struct lead_row, job),
	COLUMN(TEXT, struct lead_row, email),
	COLUMN(TEXT, struct lead_row, phone),
	CODE_COLUMN(struct lead_row, origin, origin_names),
	COLUMN(TEXT, struct lead_row, source),
	COLUMN(TEXT, struct lead_row, owner_marketing_name),
	COLUMN(TEXT, struct lead_row, owner_sales_name),
	COLUMN(INT, struct lead_row, handoff_id),
	CODE_COLUMN(struct lead_row, handoff_state, handoff_state_names),
	COLUMN(BOOL, struct lead_row, handoff_final),
	COLUMN(TIME, struct lead_row, created_at),
	{ DB_INT, "same_by", offsetof(struct lead_row, same_by), NULL },
	{ 0 }
};
const struct shape lead_row_shape = { sizeof(struct lead_row), row_columns };

enum { LIKE_MOST = 20 };

struct lead_row *
leads_like(struct db *db, const void *ctx, const struct lead *lead, size_t *count)
{
	const char *key = name_key(ctx, lead->name), *domain = lead_domain(ctx, lead);
	struct lead_row *rows = db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", k.same_by FROM"
	    " (SELECT x.id, MIN(x.same_by) AS same_by FROM (SELECT id, 1 AS same_by FROM lead_record WHERE email_key = ?"
	    " UNION ALL SELECT id, 2 FROM lead_record WHERE name_key = ? AND domain = ?) x GROUP BY x.id) k"
	    " JOIN lead_record l ON l.id = k.id" LEAD_ROW_JOINS
	    " WHERE l.id <> ? AND l.merged_into_id IS NULL AND l.erased_at IS NULL ORDER BY k.same_by, l.id LIMIT ?", "sssii",
	    email_key(ctx, lead->email), *key ? key : NULL, domain, lead->id, (int64_t)LIKE_MOST);

	for (size_t i = 0; i < *count; i++)
		rows[i].same = (int)rows[i].same_by;
	return rows;
}

struct lead_row *
leads_at_account(struct db *db, const void *ctx, int64_t account_id, int64_t but_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", 0 AS same_by FROM lead_record l" LEAD_ROW_JOINS
	    " WHERE l.account_id = ? AND l.id <> ? AND l.merged_into_id IS NULL AND l.erased_at IS NULL ORDER BY l.id DESC LIMIT ?", "iii",
	    account_id, but_id, limit);
}

static const struct column change_columns[] = {
	COLUMN(INT, struct lead_change, id),
	COLUMN(INT, struct lead_change, revision),
	COLUMN(TEXT, struct lead_change, person_name),
	CODE_COLUMN(struct lead_change, team, team_names),
	COLUMN(TIME, struct lead_change, at),
	COLUMN(TEXT, struct lead_change, field),
	{ 0 }
};
static const struct shape change_shape = { sizeof(struct lead_change), change_columns };

struct lead_change *
lead_changes(struct db *db, const void *ctx, int64_t lead_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &change_shape, count, "SELECT c.id, c.revision, p.name AS person_name, c.team, c.at, c.field FROM lead_edit c"
	    " JOIN person p ON p.id = c.person_id WHERE c.lead_id = ? ORDER BY c.id DESC LIMIT ?", "ii", lead_id, limit);
}
