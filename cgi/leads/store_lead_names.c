/* What the names in a lead mean: sources, campaigns, terms and the company. */
#include "leads/store_lead_parts.h"

#include "base/text.h"

#include <talloc.h>

const char *
like_prefix(const void *ctx, const char *text)
{
	const char *plain = text_replace(ctx, text_replace(ctx, text_replace(ctx, text, "!", "!!"), "%", "!%"), "_", "!_");

	return text_format(ctx, "%s%%", plain);
}

static int64_t
source_find(struct db *db, const struct actor *actor, const char *name)
{
	int64_t id;

	if (text_blank(name))
		return 0;
	id = db_integer(db, 0, "SELECT id FROM source WHERE name = ?", "s", name);
	if (!id)
		id = db_insert(db, "INSERT INTO source (name, created_at) VALUES (?, ?)", "st", name, actor->now);
	if (!id && db_taken(db))
		id = db_integer(db, 0, "SELECT id FROM source WHERE name = ? LOCK IN SHARE MODE", "s", name);
	return id;
}

static int64_t
campaign_find(struct db *db, const struct actor *actor, const char *name)
{
	int64_t id;

	if (text_blank(name))
		return 0;
	id = db_integer(db, 0, "SELECT id FROM campaign WHERE name = ?", "s", name);
	if (!id)
		id = db_insert(db, "INSERT INTO campaign (name, created_at) VALUES (?, ?)", "st", name, actor->now);
	if (!id && db_taken(db))
		id = db_integer(db, 0, "SELECT id FROM campaign WHERE name = ? LOCK IN SHARE MODE", "s", name);
	return id;
}

int64_t
source_know(struct db *db, const struct actor *actor, const char *name)
{
	int64_t id = source_find(db, actor, name);

	if (id)
		db_run(db, "UPDATE source SET is_known = TRUE, same_as_id = NULL WHERE id = ?", "i", id);
	return id;
}

static const struct column choice_columns[] = {
	COLUMN(INT, struct choice, id),
	COLUMN(TEXT, struct choice, name),
	COLUMN(BOOL, struct choice, is_known),
	{ 0 }
};
static const struct shape choice_shape = { sizeof(struct choice), choice_columns };

struct choice *
sources_list(struct db *db, const void *ctx, bool all, size_t *count)
{
	return db_list(db, ctx, &choice_shape, count, "SELECT id, name, is_known FROM source WHERE is_known OR ? ORDER BY name LIMIT 1000", "i",
	    (int64_t)all);
}

struct choice *
campaigns_list(struct db *db, const void *ctx, bool all, size_t *count)
{
	return db_list(db, ctx, &choice_shape, count, "SELECT id, name, is_known FROM campaign WHERE is_known OR ? ORDER BY name LIMIT 1000", "i",
	    (int64_t)all);
}

/* The term of a kind that is called so, or has this address; one in use before a retired one; 0: none. */
static int64_t
term_called(struct db *db, const void *ctx, int kind, const char *name)
{
	const struct term *by_slug;
	const struct term_hit *hits;
	int64_t retired = 0;
	size_t count;

	if (text_blank(name))
		return 0;
	hits = terms_called(db, ctx, name, 20, &count);
	for (size_t i = 0; i < count; i++) {
		if (hits[i].kind == kind && !hits[i].retired)
			return hits[i].id;
		if (hits[i].kind == kind)
			retired = hits[i].id;
	}
	by_slug = text_is_slug(name) ? term_find(db, ctx, name) : NULL;
	return by_slug && by_slug->kind == kind ? by_slug->id : retired;
}

struct lead_names
lead_names_find(struct db *db, const void *ctx, const struct actor *actor, const struct lead *lead)
{
	return (struct lead_names){
		.source_id = source_find(db, actor, lead->source),
		.campaign_id = campaign_find(db, actor, lead->campaign),
		.theme_id = term_called(db, ctx, KIND_THEME, lead->theme),
		.persona_id = term_called(db, ctx, KIND_PERSONA, lead->persona),
		.stage_id = term_called(db, ctx, KIND_STAGE, lead->stage),
	};
}

/* The account with this domain, locked; an account of the same name that had none gets it; else a new one. */
static int64_t
account_at(struct db *db, const struct actor *actor, const char *domain, const char *name)
{
	int64_t id = db_integer(db, 0, "SELECT id FROM account WHERE domain = ?", "s", domain);

	if (!id && !text_blank(name)) {
		id = db_integer(db, 0, "SELECT id FROM account WHERE name = ? AND domain IS NULL ORDER BY id LIMIT 1", "s", name);
		if (id && db_run(db, "UPDATE account SET domain = ?, revision = revision + 1 WHERE id = ? AND domain IS NULL", "si", domain, id) != 1)
			id = 0;
	}
	if (!id)
		id = db_insert(db, "INSERT INTO account (name, domain, created_at) VALUES (?, ?, ?)", "sst", text_blank(name) ? domain : name, domain,
		    actor->now);
	if (!id && db_taken(db))
		id = db_integer(db, 0, "SELECT id FROM account WHERE domain = ? LOCK IN SHARE MODE", "s", domain);
	return db_integer(db, 0, "SELECT id FROM account WHERE id = ? FOR UPDATE", "i", id);
}

static const struct column domain_columns[] = { COLUMN(INT, struct account_found, id), COLUMN(TEXT, struct account_found, domain), { 0 } };
static const struct shape domain_shape = { sizeof(struct account_found), domain_columns };

#define NAMED_DOMAINS "JSON_TABLE(?, '$[*]' COLUMNS (d VARCHAR(190) CHARACTER SET ascii PATH '$[0]', n VARCHAR(200) CHARACTER SET utf8mb4" \
	" COLLATE utf8mb4_unicode_520_ci PATH '$[1]')) j"

struct account_found *
accounts_for(struct db *db, const void *ctx, const struct actor *actor, const char *domains, size_t *count)
{
	/* One of the same name without a domain is left to account_for(), which gives it this one. */
	db_run(db, "INSERT IGNORE INTO account (name, domain, created_at) SELECT j.n, j.d, ? FROM " NAMED_DOMAINS " WHERE NOT EXISTS (SELECT 1 FROM account a"
	    " WHERE a.domain = j.d) AND NOT EXISTS (SELECT 1 FROM account b WHERE b.name = j.n AND b.domain IS NULL) ORDER BY j.d", "ts", actor->now, domains);
	return db_list(db, ctx, &domain_shape, count, "SELECT a.id, a.domain FROM " NAMED_DOMAINS " STRAIGHT_JOIN account a ON a.domain = j.d ORDER BY a.domain"
	    " FOR UPDATE", "s", domains);
}

int64_t
account_for(struct db *db, const void *ctx, const struct actor *actor, const struct lead *lead)
{
	const char *domain = lead_domain(ctx, lead);
	int64_t id;

	if (domain)
		return account_at(db, actor, domain, lead->company);
	if (text_blank(lead->company))
		return 0;
	id = db_integer(db, 0, "SELECT id FROM account WHERE name = ? ORDER BY id LIMIT 1", "s", lead->company);
	return id ? id : db_insert(db, "INSERT INTO account (name, created_at) VALUES (?, ?)", "st", lead->company, actor->now);
}
