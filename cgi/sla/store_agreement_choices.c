/* What an agreement may name, what it uses, and what of that is not agreed yet. */
#include "sla/store_agreement_parts.h"

#include "base/text.h"

#include <talloc.h>

static const struct column calendar_columns[] = {
	COLUMN(INT, struct calendar_choice, id),
	COLUMN(TEXT, struct calendar_choice, name),
	{ 0 }
};
static const struct shape calendar_shape = { sizeof(struct calendar_choice), calendar_columns };

static const struct column term_columns[] = {
	COLUMN(INT, struct term_choice, id),
	COLUMN(TEXT, struct term_choice, slug),
	COLUMN(TEXT, struct term_choice, name),
	CODE_COLUMN(struct term_choice, kind, term_kind_names),
	COLUMN(BOOL, struct term_choice, agreed),
	COLUMN(BOOL, struct term_choice, has_criteria),
	{ 0 }
};
static const struct shape term_shape = { sizeof(struct term_choice), term_columns };

#define TERM_CHOICES "SELECT t.id, t.slug, t.name, t.kind, f.id IS NOT NULL AS agreed, EXISTS (SELECT 1 FROM criterion c" \
	" WHERE c.version_id = f.id) AS has_criteria FROM term t LEFT JOIN term_version f ON f.id = (SELECT v.id FROM term_version v" \
	" WHERE v.term_id = t.id AND v.in_force_at <= ? ORDER BY v.in_force_at DESC, v.number DESC LIMIT 1)" \
	" WHERE t.deprecated_at IS NULL"

static const struct column criterion_columns[] = {
	COLUMN(TEXT, struct criterion_choice, code),
	COLUMN(TEXT, struct criterion_choice, label),
	CODE_COLUMN(struct criterion_choice, kind, criterion_kind_names),
	COLUMN(TEXT, struct criterion_choice, choices),
	{ 0 }
};
static const struct shape criterion_shape = { sizeof(struct criterion_choice), criterion_columns };

struct agreement_choices *
agreement_choices(struct db *db, const void *ctx, int64_t gate_id, int64_t now)
{
	struct agreement_choices *c = memory_need(talloc_zero(ctx, struct agreement_choices));

	c->calendars = db_list(db, c, &calendar_shape, &c->calendar_count, "SELECT id, name FROM calendar ORDER BY name", "");
	c->terms = db_list(db, c, &term_shape, &c->term_count, TERM_CHOICES " AND t.kind IN ('word', 'stage', 'metric')"
	    " AND (SELECT v.id FROM term_version v WHERE v.term_id = t.id AND v.state <> 'withdrawn' LIMIT 1) IS NOT NULL"
	    " ORDER BY agreed DESC, t.name", "t", now);
	c->personas = db_list(db, c, &term_shape, &c->persona_count, TERM_CHOICES " AND t.kind = 'persona' ORDER BY t.name", "t", now);
	/* Of the version in force, or else of the newest there is. */
	c->criteria = db_list(db, c, &criterion_shape, &c->criterion_count, "SELECT c.code, c.label, c.kind, c.choices FROM criterion c"
	    " WHERE c.version_id = (SELECT v.id FROM term_version v WHERE v.term_id = ? AND v.state <> 'withdrawn'"
	    " ORDER BY v.in_force_at <= ? DESC, v.in_force_at DESC, v.number DESC LIMIT 1) ORDER BY c.position", "it", gate_id, now);
	return c;
}

static const struct column wanted_columns[] = {
	COLUMN(INT, struct term_wanted, term_id),
	COLUMN(TEXT, struct term_wanted, slug),
	COLUMN(TEXT, struct term_wanted, name),
	COLUMN(BOOL, struct term_wanted, retired),
	COLUMN(TIME, struct term_wanted, coming_at),
	COLUMN(INT, struct term_wanted, open_number),
	COLUMN(INT, struct term_wanted, open_id),
	CODE_COLUMN(struct term_wanted, open_state, version_state_names),
	COLUMN(INT, struct term_wanted, open_charter),
	{ 0 }
};
static const struct shape wanted_shape = { sizeof(struct term_wanted), wanted_columns };

static const struct column scope_columns[] = {
	COLUMN(INT, struct term_wanted, term_id),
	COLUMN(TEXT, struct term_wanted, slug),
	COLUMN(TEXT, struct term_wanted, name),
	COLUMN(INT, struct term_wanted, promise),
	CODE_COLUMN(struct term_wanted, scope_kind, promise_scope_names),
	COLUMN(TEXT, struct term_wanted, scope_code),
	COLUMN(TEXT, struct term_wanted, scope_value),
	COLUMN(INT, struct term_wanted, gate_number),
	COLUMN(BOOL, struct term_wanted, asked),
	{ 0 }
};
static const struct shape scope_shape = { sizeof(struct term_wanted), scope_columns };

#define GATE_THEN "IFNULL((SELECT MAX(x.id) FROM sheet_version i JOIN term_version x ON x.id = i.version_id WHERE i.sheet_id = ?" \
	" AND x.term_id = t.id), (SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ?" \
	" ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1))"

/* Scopes that would fit no lead, by place. */
static struct term_wanted *
scopes_wanted(struct db *db, const void *ctx, int64_t agreement_id, int64_t sheet_id, int64_t start, size_t *count)
{
	return db_list(db, ctx, &scope_shape, count, "SELECT t.id AS term_id, t.slug, t.name, p.position AS promise, p.scope_kind,"
	    " p.scope_code, p.scope_value, v.number AS gate_number, c.code IS NOT NULL AS asked FROM promise p"
	    " JOIN agreement a ON a.id = p.agreement_id JOIN term t ON t.id = a.gate_id JOIN term_version v ON v.id = " GATE_THEN
	    " LEFT JOIN criterion c ON c.version_id = v.id AND c.code = p.scope_code WHERE p.agreement_id = ? AND CASE p.scope_kind"
	    " WHEN 'criterion' THEN c.code IS NULL OR (c.kind = 'choice' AND NOT LOCATE(CONCAT('\n', p.scope_value, '\n'),"
	    " CONCAT('\n', c.choices, '\n'))) OR (c.kind = 'yes_no' AND p.scope_value NOT IN ('yes', 'no'))"
	    " WHEN 'persona' THEN NOT EXISTS (SELECT 1 FROM term s WHERE s.slug = CONVERT(p.scope_value USING ascii)"
	    " AND s.kind = 'persona' AND s.deprecated_at IS NULL) ELSE FALSE END ORDER BY p.position", "iti", sheet_id, start,
	    agreement_id);
}

static struct term_wanted *
unagreed_terms(struct db *db, const void *ctx, int64_t agreement_id, int64_t sheet_id, int64_t start, size_t *count)
{
	return db_list(db, ctx, &wanted_shape, count, "SELECT t.id AS term_id, t.slug, t.name, t.deprecated_at IS NOT NULL AS retired,"
	    " (SELECT MIN(x.in_force_at) FROM term_version x WHERE x.term_id = t.id AND x.in_force_at > ?) AS coming_at,"
	    " o.number AS open_number, o.id AS open_id, o.state AS open_state, (SELECT MAX(h.id) FROM sheet_version i"
	    " JOIN sheet h ON h.id = i.sheet_id WHERE i.version_id = o.id AND h.state = 'open' AND h.is_charter) AS open_charter"
	    " FROM (SELECT gate_id AS id FROM agreement WHERE id = ? UNION SELECT definition_id FROM promise WHERE agreement_id = ?"
	    " AND definition_id IS NOT NULL) u JOIN term t ON t.id = u.id LEFT JOIN term_version o ON o.id = (SELECT x.id"
	    " FROM term_version x WHERE x.term_id = t.id AND x.state IN ('draft', 'in_review') ORDER BY x.state DESC, x.number DESC"
	    " LIMIT 1) WHERE t.deprecated_at IS NOT NULL OR (NOT EXISTS (SELECT 1 FROM term_version v WHERE v.term_id = t.id"
	    " AND v.in_force_at <= ?) AND NOT EXISTS (SELECT 1 FROM sheet_version i JOIN term_version v ON v.id = i.version_id"
	    " WHERE i.sheet_id = ? AND v.term_id = t.id)) ORDER BY t.name", "tiiti", start, agreement_id, agreement_id, start,
	    sheet_id);
}

struct term_wanted *
agreement_terms_wanted(struct db *db, const void *ctx, const struct agreement *a, int64_t sheet_id, int64_t now,
    const char *zone, size_t *count)
{
	int64_t start = version_starts(a->valid_from, now, zone);

	size_t term_count, scope_count;
	const struct term_wanted *terms = unagreed_terms(db, ctx, a->id, sheet_id, start, &term_count);
	const struct term_wanted *scopes = scopes_wanted(db, ctx, a->id, sheet_id, start, &scope_count);
	struct term_wanted *all = memory_need(talloc_zero_array(ctx, struct term_wanted, term_count + scope_count + 1));

	for (size_t i = 0; i < term_count; i++)
		all[i] = terms[i];
	for (size_t i = 0; i < scope_count; i++)
		all[term_count + i] = scopes[i];
	*count = term_count + scope_count;
	return all;
}

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

struct term_in_use *
agreement_definitions(struct db *db, const void *ctx, const struct agreement *a, int64_t instant, size_t *count)
{
	const struct id_row *ids = db_list(db, ctx, &id_shape, count, "SELECT t.id FROM (SELECT gate_id AS id FROM agreement"
	    " WHERE id = ? UNION SELECT definition_id FROM promise WHERE agreement_id = ? AND definition_id IS NOT NULL) u"
	    " JOIN term t ON t.id = u.id ORDER BY t.name", "ii", a->id, a->id);
	struct term_in_use *used = memory_need(talloc_zero_array(ctx, struct term_in_use, *count + 1));

	for (size_t i = 0; i < *count; i++) {
		used[i].term = term_find_id(db, ctx, ids[i].id);
		used[i].version = version_find_in_force(db, ctx, ids[i].id, instant);
	}
	return used;
}

static const struct column retired_columns[] = {
	COLUMN(TEXT, struct term_retired, slug),
	COLUMN(TEXT, struct term_retired, name),
	COLUMN(TEXT, struct term_retired, instead_slug),
	COLUMN(TEXT, struct term_retired, instead_name),
	{ 0 }
};
static const struct shape retired_shape = { sizeof(struct term_retired), retired_columns };

struct term_retired *
agreement_terms_retired(struct db *db, const void *ctx, int64_t agreement_id, size_t *count)
{
	struct term_retired *list = db_kept_list(db, "terms_retired", agreement_id, count);

	if (list)
		return list;
	list = db_list(db, db_rememberer(db, ctx), &retired_shape, count, "SELECT t.slug, t.name, i.slug AS instead_slug, i.name AS instead_name FROM (SELECT gate_id AS id"
	    " FROM agreement WHERE id = ? UNION SELECT definition_id FROM promise WHERE agreement_id = ? UNION SELECT s.id FROM promise p JOIN term s"
	    " ON s.slug = CONVERT(p.scope_value USING ascii) WHERE p.agreement_id = ? AND p.scope_kind = 'persona') u JOIN term t ON t.id = u.id"
	    " LEFT JOIN term i ON i.id = t.use_instead_id WHERE t.deprecated_at IS NOT NULL ORDER BY t.name", "iii", agreement_id, agreement_id,
	    agreement_id);
	db_keep_list(db, "terms_retired", agreement_id, list, *count);
	return list;
}
