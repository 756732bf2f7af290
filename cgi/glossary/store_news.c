/* What others did to the versions a person wrote or signed: objections, edits under a signature, signatures taken back. */
#include "glossary/store_parts.h"

#include "auth/outbox.h"

#include <talloc.h>

static const struct column news_columns[] = {
	COLUMN(INT, struct version_news, version_id),
	COLUMN(INT, struct version_news, number),
	COLUMN(TEXT, struct version_news, slug),
	COLUMN(TEXT, struct version_news, name),
	COLUMN(TEXT, struct version_news, person_name),
	COLUMN(TEXT, struct version_news, words),
	COLUMN(TIME, struct version_news, at),
	COLUMN(BOOL, struct version_news, is_author),
	{ 0 }
};
static const struct shape news_shape = { sizeof(struct version_news), news_columns };

/* An author; who did it knows. Looked for first, as an INSERT that reads holds what it reads, and others sign there. */
#define AUTHORS "SELECT DISTINCT v.author_id FROM term_version v"

static void
tell(struct db *db, const struct actor *actor, const char *kind, int64_t subject_id, const char *authors)
{
	struct author { int64_t author_id; };
	static const struct column columns[] = { COLUMN(INT, struct author, author_id), { 0 } };
	static const struct shape shape = { sizeof(struct author), columns };
	void *ctx = talloc_new(db);
	size_t count;
	const struct author *list = db_list(db, ctx, &shape, &count, authors, "ii", subject_id, actor->person_id);

	for (size_t i = 0; i < count; i++)
		outbox_person(db, actor, kind, subject_id, list[i].author_id);
	talloc_free(ctx);
}

void
objection_tell(struct db *db, const struct actor *actor, int64_t version_id)
{
	tell(db, actor, "version.objection", version_id, AUTHORS " WHERE v.id = ? AND v.author_id <> ?");
}

void
ratified_tell(struct db *db, const struct actor *actor, int64_t sheet_id)
{
	tell(db, actor, "sheet.ratified", sheet_id, AUTHORS " JOIN sheet_version i ON i.version_id = v.id WHERE i.sheet_id = ? AND v.author_id <> ?"
	    " ORDER BY v.author_id");
}

struct version_news *
objection_news(struct db *db, const void *ctx, int64_t version_id, size_t *count)
{
	return db_list(db, ctx, &news_shape, count, "SELECT v.id AS version_id, v.number, t.slug, t.name, p.name AS person_name,"
	    " c.words, c.at, TRUE AS is_author FROM version_act c JOIN term_version v ON v.id = c.version_id"
	    " JOIN term t ON t.id = v.term_id JOIN person p ON p.id = c.person_id WHERE c.version_id = ? AND c.act = 'objection'"
	    " AND v.state = 'draft' AND NOT EXISTS (SELECT 1 FROM version_act x WHERE x.version_id = v.id"
	    " AND x.act IN ('objection', 'review') AND x.id > c.id) LIMIT 1", "i", version_id);
}

struct version_news *
ratified_news(struct db *db, const void *ctx, int64_t sheet_id, int64_t author_id, size_t *count)
{
	return db_list(db, ctx, &news_shape, count, "SELECT v.id AS version_id, v.number, t.slug, t.name, '' AS person_name,"
	    " '' AS words, v.in_force_at AS at, TRUE AS is_author FROM sheet_version i JOIN term_version v ON v.id = i.version_id"
	    " JOIN term t ON t.id = v.term_id WHERE i.sheet_id = ? AND v.author_id = ? AND v.state = 'ratified' ORDER BY t.name", "ii",
	    sheet_id, author_id);
}

static const struct column cleared_columns[] = {
	COLUMN(INT, struct cleared_signature, version_id),
	COLUMN(TEXT, struct cleared_signature, person_name),
	CODE_COLUMN(struct cleared_signature, team, team_names),
	COLUMN(TIME, struct cleared_signature, cleared_at),
	{ 0 }
};
static const struct shape cleared_shape = { sizeof(struct cleared_signature), cleared_columns };

struct cleared_signature *
signatures_cleared(struct db *db, const void *ctx, int64_t term_id, size_t *count)
{
	return db_list(db, ctx, &cleared_shape, count, "SELECT g.version_id, p.name AS person_name, g.team, g.cleared_at"
	    " FROM term_version v JOIN signature g ON g.version_id = v.id AND g.standing IS NULL JOIN person p ON p.id = g.person_id"
	    " WHERE v.term_id = ? ORDER BY g.id", "i", term_id);
}
