/* What lists need besides when they are written into a file. */
#include "leads/store_export.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

struct named {
	int64_t id;
	const char *words;
};
static const struct column named_columns[] = { COLUMN(INT, struct named, id), COLUMN(TEXT, struct named, words), { 0 } };
static const struct shape named_shape = { sizeof(struct named), named_columns };

static const char *
list_text(const void *ctx, const int64_t *ids, size_t count)
{
	struct buffer *out = buffer_new(ctx);

	buffer_byte(out, '[');
	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%s%" PRId64, i ? "," : "", ids[i]);
	buffer_byte(out, ']');
	return buffer_take(ctx, out);
}

#define ASKED "SELECT STRAIGHT_JOIN j.id, "
#define OF_LIST " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j "
#define REFS "GROUP_CONCAT(DISTINCT CONCAT(r.system, ':', r.external_id) ORDER BY r.system, r.external_id SEPARATOR '; ') AS words"

/* In the order of the ids, which are all different. */
static const char **
placed(const void *ctx, const int64_t *ids, size_t count, const struct named *found, size_t found_count)
{
	const char **words = memory_need(talloc_zero_array(ctx, const char *, count + 1));

	for (size_t i = 0; i < count; i++) {
		words[i] = "";
		for (size_t j = 0; j < found_count; j++)
			if (found[j].id == ids[i])
				words[i] = found[j].words ? found[j].words : "";
	}
	return words;
}

const char **
leads_refs(struct db *db, const void *ctx, const int64_t *ids, size_t count)
{
	size_t found;
	const struct named *rows = db_list(db, ctx, &named_shape, &found, ASKED REFS OF_LIST "JOIN lead_ref r ON r.lead_id = j.id GROUP BY j.id", "s",
	    list_text(ctx, ids, count));

	return placed(ctx, ids, count, rows, found);
}

const char **
deals_refs(struct db *db, const void *ctx, const int64_t *ids, size_t count)
{
	size_t found;
	const struct named *rows = db_list(db, ctx, &named_shape, &found, ASKED REFS OF_LIST "JOIN deal_ref r ON r.deal_id = j.id GROUP BY j.id", "s",
	    list_text(ctx, ids, count));

	return placed(ctx, ids, count, rows, found);
}

const char **
deals_leads(struct db *db, const void *ctx, const int64_t *ids, size_t count)
{
	size_t found;
	const struct named *rows = db_list(db, ctx, &named_shape, &found, ASKED "GROUP_CONCAT(x.lead_id ORDER BY x.is_primary DESC, x.lead_id SEPARATOR '; ')"
	    " AS words" OF_LIST "JOIN deal_lead x ON x.deal_id = j.id GROUP BY j.id", "s", list_text(ctx, ids, count));

	return placed(ctx, ids, count, rows, found);
}

const char **
deals_lead_refs(struct db *db, const void *ctx, const int64_t *ids, size_t count)
{
	size_t found;
	const struct named *rows = db_list(db, ctx, &named_shape, &found, ASKED REFS OF_LIST
	    "JOIN deal_lead x ON x.deal_id = j.id JOIN lead_ref r ON r.lead_id = x.lead_id GROUP BY j.id", "s", list_text(ctx, ids, count));

	return placed(ctx, ids, count, rows, found);
}

static const struct column more_columns[] = {
	COLUMN(INT, struct lead_more, id),
	COLUMN(TEXT, struct lead_more, website),
	COLUMN(TEXT, struct lead_more, source),
	COLUMN(TEXT, struct lead_more, campaign),
	COLUMN(TEXT, struct lead_more, theme),
	COLUMN(TEXT, struct lead_more, persona),
	COLUMN(TEXT, struct lead_more, stage),
	COLUMN(TIME, struct lead_more, converted_at),
	COLUMN(INT, struct lead_more, revision),
	{ 0 }
};
static const struct shape more_shape = { sizeof(struct lead_more), more_columns };

const struct lead_more **
leads_more(struct db *db, const void *ctx, const int64_t *ids, size_t count)
{
	static const struct lead_more none = { 0, "", "", "", "", "", "", 0, 0 };
	const struct lead_more **list = memory_need(talloc_zero_array(ctx, const struct lead_more *, count + 1));
	size_t found;
	const struct lead_more *rows = db_list(db, ctx, &more_shape, &found, ASKED "l.website, COALESCE(s2.name, s.name, '') AS source, COALESCE(c2.name, c.name, '') AS campaign,"
	    " COALESCE(th.name, l.theme_name) AS theme, COALESCE(pe.name, l.persona_name) AS persona, COALESCE(st.name, l.stage_name) AS stage, l.converted_at, l.revision" OF_LIST
	    "JOIN lead_record l ON l.id = j.id LEFT JOIN source s ON s.id = l.source_id LEFT JOIN source s2 ON s2.id = s.same_as_id LEFT JOIN campaign c ON c.id = l.campaign_id"
	    " LEFT JOIN campaign c2 ON c2.id = c.same_as_id LEFT JOIN term th ON th.id = l.theme_id LEFT JOIN term pe ON pe.id = l.persona_id"
	    " LEFT JOIN term st ON st.id = l.stage_id", "s", list_text(ctx, ids, count));

	for (size_t i = 0; i < count; i++) {
		list[i] = &none;
		for (size_t j = 0; j < found; j++)
			if (rows[j].id == ids[i])
				list[i] = &rows[j];
	}
	return list;
}

struct made {
	int64_t id;
	int64_t at;
};
static const struct column made_columns[] = { COLUMN(INT, struct made, id), COLUMN(TIME, struct made, at), { 0 } };
static const struct shape made_shape = { sizeof(struct made), made_columns };

const int64_t *
deals_made(struct db *db, const void *ctx, const int64_t *ids, size_t count)
{
	int64_t *list = memory_need(talloc_zero_array(ctx, int64_t, count + 1));
	size_t found;
	const struct made *rows = db_list(db, ctx, &made_shape, &found, ASKED "d.created_at AS at" OF_LIST "JOIN deal d ON d.id = j.id", "s", list_text(ctx, ids, count));

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < found; j++)
			if (rows[j].id == ids[i])
				list[i] = rows[j].at;
	return list;
}

static const struct column handed_columns[] = {
	COLUMN(INT, struct handed, id),
	COLUMN(INT, struct handed, lead_id),
	COLUMN(TEXT, struct handed, name),
	COLUMN(TEXT, struct handed, company),
	COLUMN(TEXT, struct handed, source),
	{ 0 }
};
static const struct shape handed_shape = { sizeof(struct handed), handed_columns };

struct handed *
handoffs_handed(struct db *db, const void *ctx, const int64_t *ids, size_t count, size_t *found)
{
	return db_list(db, ctx, &handed_shape, found, ASKED "h.lead_id, l.name, l.company, COALESCE(m.name, s.name) AS source" OF_LIST
	    "JOIN handoff h ON h.id = j.id JOIN lead_record l ON l.id = h.lead_id LEFT JOIN source s ON s.id = l.source_id"
	    " LEFT JOIN source m ON m.id = s.same_as_id GROUP BY j.id", "s", list_text(ctx, ids, count));
}
