/* What the files of the glossary's store share; nobody else includes it. */
#ifndef GLOSSARY_STORE_PARTS_H
#define GLOSSARY_STORE_PARTS_H

#include "glossary/store.h"

/* The version of term t in force at the instant ?, the next one to come after it, and the one being worked on. */
#define IN_FORCE_ID "(SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ?" \
	" ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1)"
#define COMING_ID "(SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at > ?" \
	" ORDER BY x.in_force_at, x.number DESC LIMIT 1)"
#define OPEN_ID "(SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.state IN ('draft', 'in_review')" \
	" ORDER BY x.state DESC, x.number DESC LIMIT 1)"

/* Whether a team's signature stands on the version with this id. */
#define SIGNED_BY(team, id) "EXISTS (SELECT 1 FROM signature g WHERE g.version_id = " id \
	" AND g.team = '" team "' AND g.standing = TRUE)"

#define TERM_COLUMNS " t.id, t.revision, t.slug, t.name, t.kind, t.abbreviations, t.synonyms, t.marketing_says," \
	" t.sales_says, t.examples, t.counter_examples, t.bindings, t.owner_id, t.point_marketing_id, t.point_sales_id," \
	" o.name AS owner_name, m.name AS point_marketing_name, s.name AS point_sales_name, t.created_at," \
	" t.deprecated_at, t.deprecated_why, u.slug AS instead_slug, u.name AS instead_name"
#define TERM_JOINS " LEFT JOIN person o ON o.id = t.owner_id LEFT JOIN person m ON m.id = t.point_marketing_id" \
	" LEFT JOIN person s ON s.id = t.point_sales_id LEFT JOIN term u ON u.id = t.use_instead_id"

/* Those columns as members of `where`, which has the struct term as `member`. */
#define TERM_SHAPE(where, member) \
	{ DB_INT, "id", offsetof(where, member id), NULL }, \
	{ DB_INT, "revision", offsetof(where, member revision), NULL }, \
	{ DB_TEXT, "slug", offsetof(where, member slug), NULL }, \
	{ DB_TEXT, "name", offsetof(where, member name), NULL }, \
	{ DB_CODE, "kind", offsetof(where, member kind), term_kind_names }, \
	{ DB_TEXT, "abbreviations", offsetof(where, member abbreviations), NULL }, \
	{ DB_TEXT, "synonyms", offsetof(where, member synonyms), NULL }, \
	{ DB_TEXT, "marketing_says", offsetof(where, member marketing_says), NULL }, \
	{ DB_TEXT, "sales_says", offsetof(where, member sales_says), NULL }, \
	{ DB_TEXT, "examples", offsetof(where, member examples), NULL }, \
	{ DB_TEXT, "counter_examples", offsetof(where, member counter_examples), NULL }, \
	{ DB_TEXT, "bindings", offsetof(where, member bindings), NULL }, \
	{ DB_INT, "owner_id", offsetof(where, member owner_id), NULL }, \
	{ DB_INT, "point_marketing_id", offsetof(where, member point_marketing_id), NULL }, \
	{ DB_INT, "point_sales_id", offsetof(where, member point_sales_id), NULL }, \
	{ DB_TEXT, "owner_name", offsetof(where, member owner_name), NULL }, \
	{ DB_TEXT, "point_marketing_name", offsetof(where, member point_marketing_name), NULL }, \
	{ DB_TEXT, "point_sales_name", offsetof(where, member point_sales_name), NULL }, \
	{ DB_TIME, "created_at", offsetof(where, member created_at), NULL }, \
	{ DB_TIME, "deprecated_at", offsetof(where, member deprecated_at), NULL }, \
	{ DB_TEXT, "deprecated_why", offsetof(where, member deprecated_why), NULL }, \
	{ DB_TEXT, "instead_slug", offsetof(where, member instead_slug), NULL }, \
	{ DB_TEXT, "instead_name", offsetof(where, member instead_name), NULL }

#define VERSION_COLUMNS " v.id, v.term_id, v.number, v.revision, v.state, v.meaning, v.change_note, v.review_by," \
	" v.in_force_from, v.stage_path, v.stage_position, v.stage_owner, v.stage_longest_days, v.metric_measure," \
	" v.metric_counts_by, v.metric_closed_event, v.metric_exclude_reasons, v.reason_acts + 0 AS reason_acts," \
	" v.began_from, v.imported, v.in_force_at, v.review_due, v.author_id, a.name AS author_name, v.author_team, v.created_at, v.edited_by," \
	" e.name AS editor_name, v.edited_at," \
	" (SELECT MAX(h.id) FROM sheet_version i JOIN sheet h ON h.id = i.sheet_id WHERE i.version_id = v.id" \
	" AND h.state = 'open' AND h.is_charter) AS charter_id," \
	" (SELECT y.deprecated_at IS NOT NULL FROM term y WHERE y.id = v.term_id) AS term_retired"
#define VERSION_JOINS " JOIN person a ON a.id = v.author_id JOIN person e ON e.id = v.edited_by"
extern const struct shape version_shape;

/* Ids as a JSON array, for JSON_TABLE(?, '$[*]' …): one statement for one or for many. */
#define IDS_TABLE "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j"
const char *ids_json(const void *ctx, const int64_t *ids, size_t count);

/* Adds the criteria and the standing signatures of all; `versions` need not be of one term. */
void versions_complete(struct db *db, const void *ctx, struct version *versions, size_t count);

/* term_create() and version_create() without raising the content version; the second is for a term that is locked or new. */
enum act_result term_add(struct db *db, const void *ctx, const struct actor *actor, struct term *term);
enum act_result version_add(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, int64_t number,
    struct version *version);

/* A row of a version's history. */
void act_add(struct db *db, const struct actor *actor, int64_t version_id, int64_t revision, enum act_kind kind,
    const char *words);

/* After every change: raises the content version. */
void glossary_touch(struct db *db);

/*
 * A LIKE pattern in which `text` is ordinary, spaces and hyphens are any run, and apostrophes any character; `before` and
 * `after` surround it. ESCAPE '!'.
 */
const char *like_pattern(const void *ctx, const char *before, const char *text, const char *after);

/* One open sheet with its versions, all locked in the order of their ids. id 0: none, and only the version itself. */
struct open_sheet {
	int64_t id;
	bool is_charter;
	int64_t revision;
	struct sheet_version_row *rows;
	size_t count;
};
struct sheet_version_row {
	int64_t id;
	int64_t term_id;
	int64_t number;
	int64_t revision;
	int state;
	const char *in_force_from;
};

/* Locks a version and all that stand on its open sheet with it. *row is the version's own, NULL when there is none. */
struct open_sheet *sheet_lock_of(struct db *db, const void *ctx, int64_t version_id, struct sheet_version_row **row);

/* Locks the versions of a sheet; NULL when there is none. *state is the sheet's. */
struct open_sheet *sheet_lock(struct db *db, const void *ctx, int64_t sheet_id, int *state);

/* Whether its state and its term, which may be retired, allow a step; the term stays so until the transaction ends. */
bool sheet_row_can(struct db *db, const struct sheet_version_row *row, enum version_step step);

/* Whether both teams' signatures stand on each version on it, of the revision that is locked; false when none is on it. */
bool sheet_bears_both(struct db *db, const struct open_sheet *sheet);

/* Takes back every standing signature on it, and moves its revision on. */
void sheet_clear(struct db *db, const struct open_sheet *sheet, int64_t now);

/* Puts a version, of which the caller holds the lock, on a sheet. */
void sheet_put(struct db *db, int64_t sheet_id, int64_t version_id);

/* How many versions of the sheet lack a team's signature, as others have committed by now. `team`: TEAM_… */
int64_t sheet_unsigned_by(struct db *db, const struct open_sheet *sheet, int team);

/* Closes it without ratifying: its signatures are taken back. */
void sheet_close(struct db *db, const struct open_sheet *sheet, int64_t now);

#endif
