/* What mail about watched things tells. */
#include "jobs/store.h"

#include "auth/watch.h"

static const struct column news_columns[] = {
	COLUMN(TEXT, struct watch_news, act),
	COLUMN(TEXT, struct watch_news, subject),
	COLUMN(INT, struct watch_news, subject_id),
	COLUMN(TIME, struct watch_news, at),
	COLUMN(TEXT, struct watch_news, person_name),
	CODE_COLUMN(struct watch_news, kind, watch_kind_names),
	COLUMN(INT, struct watch_news, watched_id),
	COLUMN(TEXT, struct watch_news, slug),
	COLUMN(TEXT, struct watch_news, name),
	COLUMN(INT, struct watch_news, number),
	COLUMN(BOOL, struct watch_news, other_author),
	{ 0 }
};
static const struct shape news_shape = { sizeof(struct watch_news), news_columns };

/* A lead that became another is watched as that one; of a deal with several leads it is told once. */
struct watch_news *
watch_news(struct db *db, const void *ctx, int64_t person_id, int64_t audit_id)
{
	return db_one(db, ctx, &news_shape, "SELECT a.act, a.subject, a.subject_id, a.at, p.name AS person_name, w.kind, w.subject_id AS watched_id, t.slug, t.name,"
	    " COALESCE(v.number, g.number, m.number, 0) AS number, v.author_id IS NULL OR v.author_id <> w.person_id AS other_author FROM audit a"
	    " LEFT JOIN person p ON p.id = a.person_id"
	    " LEFT JOIN term_version v ON a.subject = 'version' AND v.id = a.subject_id"
	    " LEFT JOIN term t ON t.id = IF(a.subject = 'term', a.subject_id, v.term_id)"
	    " LEFT JOIN agreement g ON a.subject = 'agreement' AND g.id = a.subject_id"
	    " LEFT JOIN amendment m ON a.subject = 'amendment' AND m.id = a.subject_id"
	    " LEFT JOIN lead_record l ON a.subject = 'lead' AND l.id = a.subject_id"
	    " LEFT JOIN handoff h ON a.subject = 'handoff' AND h.id = a.subject_id"
	    " JOIN watch w ON w.person_id = ? AND CASE a.subject"
	    "  WHEN 'term' THEN w.kind = 'term' AND w.subject_id = t.id WHEN 'version' THEN w.kind = 'term' AND w.subject_id = t.id"
	    "  WHEN 'lead' THEN w.kind = 'lead' AND w.subject_id = COALESCE(l.merged_into_id, l.id)"
	    "  WHEN 'handoff' THEN w.kind = 'lead' AND w.subject_id = h.lead_id"
	    "  WHEN 'deal' THEN w.kind = 'lead' AND w.subject_id IN (SELECT d.lead_id FROM deal_lead d WHERE d.deal_id = a.subject_id)"
	    "  ELSE w.kind = 'agreement' END"
	    " WHERE a.id = ? ORDER BY w.subject_id LIMIT 1", "ii", person_id, audit_id);
}

bool
mail_beside(struct db *db, int64_t person_id, const char *kind, int64_t subject_id, int64_t at)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM outbox WHERE person_id = ? AND kind = ? AND subject_id = ? AND created_at = ? AND state <> 'dropped')",
	    "isit", person_id, kind, subject_id, at) != 0;
}
