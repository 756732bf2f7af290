/* The directory in the database. */
#include "glossary/store_directory.h"

#include "auth/audit.h"
#include "base/text.h"
#include "glossary/store_parts.h"

#include <talloc.h>

#define POINT(letter, team_) \
	{ DB_INT, letter "_id", offsetof(struct duty, points[team_].id), NULL }, \
	{ DB_TEXT, letter "_name", offsetof(struct duty, points[team_].name), NULL }, \
	{ DB_CODE, letter "_team", offsetof(struct duty, points[team_].team), team_names }, \
	{ DB_BOOL, letter "_left", offsetof(struct duty, points[team_].has_left), NULL }, \
	{ DB_TEXT, letter "_until", offsetof(struct duty, points[team_].out_until), NULL }, \
	{ DB_TEXT, letter "_deputy", offsetof(struct duty, points[team_].deputy_name), NULL }

static const struct column duty_columns[] = {
	COLUMN(INT, struct duty, topic_id),
	COLUMN(TEXT, struct duty, slug),
	COLUMN(TEXT, struct duty, name),
	CODE_COLUMN(struct duty, kind, term_kind_names),
	{ DB_BOOL, "by_marketing", offsetof(struct duty, by[TEAM_MARKETING]), NULL },
	{ DB_BOOL, "by_sales", offsetof(struct duty, by[TEAM_SALES]), NULL },
	POINT("m", TEAM_MARKETING),
	POINT("s", TEAM_SALES),
	COLUMN(TEXT, struct duty, owner_name),
	COLUMN(TEXT, struct duty, twin_slug),
	COLUMN(TEXT, struct duty, twin_name),
	{ 0 }
};
static const struct shape duty_shape = { sizeof(struct duty), duty_columns };

#define POINT_COLUMNS " m.id AS m_id, m.name AS m_name, m.team AS m_team, m.disabled_at IS NOT NULL AS m_left," \
	" m.out_until AS m_until, md.name AS m_deputy, s.id AS s_id, s.name AS s_name, s.team AS s_team," \
	" s.disabled_at IS NOT NULL AS s_left, s.out_until AS s_until, sd.name AS s_deputy"
#define POINT_JOINS(x) " LEFT JOIN person m ON m.id = " x ".point_marketing_id LEFT JOIN person md ON md.id = m.deputy_id" \
	" LEFT JOIN person s ON s.id = " x ".point_sales_id LEFT JOIN person sd ON sd.id = s.deputy_id"

struct duty *
duties_list(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	return db_list(db, ctx, &duty_shape, count, "SELECT 0 AS topic_id, t.slug, t.name, t.kind,"
	    " COALESCE(v.stage_owner = 'marketing', FALSE) AS by_marketing, COALESCE(v.stage_owner = 'sales', FALSE) AS by_sales,"
	    POINT_COLUMNS ", o.name AS owner_name, NULL AS twin_slug, NULL AS twin_name FROM term t"
	    " LEFT JOIN term_version v ON v.id = " IN_FORCE_ID POINT_JOINS("t") " LEFT JOIN person o ON o.id = t.owner_id"
	    " WHERE t.deprecated_at IS NULL AND t.kind IN ('stage', 'metric', 'persona', 'theme')"
	    " UNION ALL SELECT p.id, NULL, p.name, NULL, p.by_marketing, p.by_sales," POINT_COLUMNS ", NULL, w.slug, w.name"
	    " FROM point_topic p" POINT_JOINS("p") " LEFT JOIN term w ON w.name = p.name AND w.deprecated_at IS NULL"
	    " WHERE p.standing = TRUE ORDER BY name LIMIT ?", "ti", now, (int64_t)DUTIES_MOST);
}

static const struct column topic_columns[] = {
	COLUMN(INT, struct topic, id),
	COLUMN(TEXT, struct topic, name),
	COLUMN(BOOL, struct topic, by_marketing),
	COLUMN(BOOL, struct topic, by_sales),
	COLUMN(INT, struct topic, point_marketing_id),
	COLUMN(INT, struct topic, point_sales_id),
	COLUMN(TEXT, struct topic, editor_name),
	COLUMN(TIME, struct topic, edited_at),
	COLUMN(INT, struct topic, revision),
	{ 0 }
};
static const struct shape topic_shape = { sizeof(struct topic), topic_columns };

struct topic *
topic_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &topic_shape, "SELECT t.id, t.name, t.by_marketing, t.by_sales, t.point_marketing_id,"
	    " t.point_sales_id, e.name AS editor_name, t.edited_at, t.revision FROM point_topic t JOIN person e ON e.id = t.edited_by"
	    " WHERE t.id = ? AND t.standing = TRUE", "i", id);
}

/* What the trail keeps of it: codes, so that who answered when can be read there. */
static void
topic_trace(struct db *db, const struct actor *actor, const char *act, const struct topic *t)
{
	char *detail = text_format(NULL, "marketing=%d sales=%d asks=%lld,%lld", t->by_marketing, t->by_sales,
	    (long long)t->point_marketing_id, (long long)t->point_sales_id);

	audit_add(db, actor, act, "topic", t->id, detail);
	talloc_free(detail);
}

bool
topic_add(struct db *db, const struct actor *actor, struct topic *t)
{
	t->id = db_insert(db, "INSERT INTO point_topic (name, by_marketing, by_sales, point_marketing_id, point_sales_id, created_by,"
	    " created_at, edited_by, edited_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "siinnitit", t->name, (int64_t)t->by_marketing,
	    (int64_t)t->by_sales, t->point_marketing_id, t->point_sales_id, actor->person_id, actor->now, actor->person_id, actor->now);
	if (t->id)
		topic_trace(db, actor, "topic.create", t);
	return t->id != 0;
}

enum topic_result
topic_save(struct db *db, const struct actor *actor, const struct topic *t)
{
	int64_t found = db_run(db, "UPDATE point_topic SET name = ?, by_marketing = ?, by_sales = ?, point_marketing_id = ?,"
	    " point_sales_id = ?, edited_by = ?, edited_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?"
	    " AND standing = TRUE", "siinnitii", t->name, (int64_t)t->by_marketing, (int64_t)t->by_sales, t->point_marketing_id,
	    t->point_sales_id, actor->person_id, actor->now, t->id, t->revision);

	if (db_taken(db))
		return TOPIC_TAKEN;
	if (found != 1)
		return TOPIC_MOVED;
	topic_trace(db, actor, "topic.edit", t);
	return TOPIC_DONE;
}

enum topic_result
topic_remove(struct db *db, const struct actor *actor, int64_t id, int64_t revision)
{
	if (db_run(db, "UPDATE point_topic SET standing = NULL, edited_by = ?, edited_at = ?, revision = revision + 1"
	    " WHERE id = ? AND revision = ? AND standing = TRUE", "itii", actor->person_id, actor->now, id, revision) != 1)
		return TOPIC_MOVED;
	audit_add(db, actor, "topic.remove", "topic", id, NULL);
	return TOPIC_DONE;
}
