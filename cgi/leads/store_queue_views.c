/* The next lead, numbers beside the views, and views people saved. */
#include "leads/store_queue.h"

#include "auth/audit.h"
#include "base/text.h"

#include <talloc.h>

/*
 * The first position of an owner's handoffs that are Sales' turn, but for one and for those somebody tried a short while ago; 0: none. It
 * steps over no more rows than were tried since.
 */
static int64_t
first_of(struct db *db, int64_t owner_id, int64_t but_id, int64_t now)
{
	void *scratch = talloc_new(NULL);
	int64_t place = db_integer(db, 0, "SELECT queue_at FROM handoff FORCE INDEX (handoff_mine) WHERE owner_at > ? AND owner_at < ? AND id <> ?"
	    " AND (last_attempt_at IS NULL OR last_attempt_at < ?) ORDER BY owner_at LIMIT 1", "ssit",
	    queue_key(scratch, owner_id, queue_from(TEAM_SALES, 0) - 1), queue_key(scratch, owner_id, queue_end(TEAM_SALES)), but_id, now - JUST_TRIED);

	talloc_free(scratch);
	return place;
}

int64_t
queue_next(struct db *db, int64_t person_id, int64_t but_id, int64_t now)
{
	int64_t own = first_of(db, person_id, but_id, now), free_one = first_of(db, 0, but_id, now);

	if (own && free_one)
		return queue_id(own < free_one ? own : free_one);
	return queue_id(own ? own : free_one);
}

int64_t
queue_newest(struct db *db)
{
	return db_integer(db, 0, "SELECT UNIX_TIMESTAMP(MAX(first_submitted_at)) FROM handoff", "");
}

static const struct column count_columns[] = {
	COLUMN(INT, struct queue_counts, mine),
	COLUMN(INT, struct queue_counts, team),
	COLUMN(INT, struct queue_counts, soon),
	COLUMN(INT, struct queue_counts, unassigned),
	COLUMN(INT, struct queue_counts, marketing),
	COLUMN(INT, struct queue_counts, returned),
	{ 0 }
};
static const struct shape count_shape = { sizeof(struct queue_counts), count_columns };

#define COUNT_OF(index, column) "(SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (" index ") WHERE " column " > ? AND " column " < ? LIMIT 100) x)"

struct queue_counts *
queue_counts(struct db *db, const void *ctx, int64_t person_id, int64_t now, const char *zone)
{
	const struct queue_range sales = queue_range(VIEW_TEAM, now, zone), soon = queue_range(VIEW_SOON, now, zone),
		marketing = queue_range(VIEW_MARKETING, now, zone);

	return db_one(db, ctx, &count_shape, "SELECT " COUNT_OF("handoff_mine", "owner_at") " AS mine, " COUNT_OF("handoff_queue", "queue_at") " AS team, "
	    COUNT_OF("handoff_queue", "queue_at") " AS soon, " COUNT_OF("handoff_mine", "owner_at") " AS unassigned, "
	    COUNT_OF("handoff_queue", "queue_at") " AS marketing, " COUNT_OF("handoff_written_by", "author_at") " AS returned", "ssiiiissiiss",
	    queue_key(ctx, person_id, sales.from), queue_key(ctx, person_id, sales.to), sales.from, sales.to, soon.from, soon.to,
	    queue_key(ctx, 0, sales.from), queue_key(ctx, 0, sales.to), marketing.from, marketing.to,
	    queue_key(ctx, person_id, marketing.from), queue_key(ctx, person_id, marketing.to));
}

static const struct column choice_columns[] = { COLUMN(INT, struct choice, id), COLUMN(TEXT, struct choice, name), { 0 } };
static const struct shape choice_shape = { sizeof(struct choice), choice_columns };

struct choice *
queue_personas(struct db *db, const void *ctx, size_t *count)
{
	return db_list(db, ctx, &choice_shape, count, "SELECT id, name FROM term WHERE kind = 'persona' AND deprecated_at IS NULL ORDER BY name LIMIT 500", "");
}

static const struct column view_columns[] = {
	COLUMN(INT, struct saved_view, id),
	COLUMN(INT, struct saved_view, revision),
	COLUMN(INT, struct saved_view, person_id),
	COLUMN(TEXT, struct saved_view, person_name),
	CODE_COLUMN(struct saved_view, team, team_names),
	COLUMN(TEXT, struct saved_view, name),
	COLUMN(TEXT, struct saved_view, query),
	COLUMN(TEXT, struct saved_view, editor_name),
	COLUMN(TIME, struct saved_view, edited_at),
	{ 0 }
};
static const struct shape view_shape = { sizeof(struct saved_view), view_columns };

#define VIEW_COLUMNS "SELECT v.id, v.revision, v.person_id, p.name AS person_name, v.team, v.name, v.query, COALESCE(e.name, p.name) AS editor_name," \
	" COALESCE(v.edited_at, v.created_at) AS edited_at FROM saved_view v JOIN person p ON p.id = v.person_id LEFT JOIN person e ON e.id = v.edited_by"

/* Within which a name is used once; as the generated column has it. */
static const char *
own_scope(const void *ctx, int64_t person_id)
{
	return text_format(ctx, "person %lld", (long long)person_id);
}

static const char *
team_scope(int team)
{
	return team == TEAM_MARKETING || team == TEAM_SALES ? team_names[team] : "";
}

struct saved_view *
saved_views(struct db *db, const void *ctx, int64_t person_id, int team, size_t *count)
{
	return db_list(db, ctx, &view_shape, count, VIEW_COLUMNS " WHERE v.scope IN (?, ?) ORDER BY v.team IS NOT NULL, v.name LIMIT ?", "ssi",
	    own_scope(ctx, person_id), team_scope(team), (int64_t)2 * SAVED_VIEWS_MOST);
}

struct saved_view *
saved_view_find(struct db *db, const void *ctx, int64_t id, int64_t person_id, int team)
{
	return db_one(db, ctx, &view_shape, VIEW_COLUMNS " WHERE v.id = ? AND v.scope IN (?, ?)", "iss", id, own_scope(ctx, person_id), team_scope(team));
}

enum act_result
saved_view_add(struct db *db, const struct actor *actor, const char *name, const char *query, bool for_team, int64_t *id)
{
	const char *team = for_team && *team_scope(actor->team) ? team_names[actor->team] : NULL;
	void *scratch = talloc_new(NULL);
	int64_t there = db_integer(db, 0, "SELECT COUNT(*) FROM saved_view WHERE scope = ? FOR UPDATE", "s",
	    team ? team : own_scope(scratch, actor->person_id));

	talloc_free(scratch);
	if (there >= SAVED_VIEWS_MOST)
		return RESULT_MOVED;
	*id = db_insert(db, "INSERT INTO saved_view (person_id, team, name, query, created_at) VALUES (?, ?, ?, ?, ?)", "issst", actor->person_id, team, name,
	    query, actor->now);
	if (!*id)
		return RESULT_TAKEN;
	if (team)
		audit_add(db, actor, "queue_view.create", "queue_view", *id, NULL);
	return RESULT_DONE;
}

enum act_result
saved_view_rename(struct db *db, const struct actor *actor, const struct saved_view *v, const char *name, int64_t revision)
{
	int64_t found = db_run(db, "UPDATE saved_view SET name = ?, edited_by = ?, edited_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?",
	    "sitii", name, actor->person_id, actor->now, v->id, revision);

	if (db_taken(db))
		return RESULT_TAKEN;
	if (found != 1)
		return RESULT_STALE;
	if (v->team != GLOSSARY_NONE)
		audit_add(db, actor, "queue_view.edit", "queue_view", v->id, NULL);
	return RESULT_DONE;
}

enum act_result
saved_view_drop(struct db *db, const struct actor *actor, const struct saved_view *v, int64_t revision)
{
	if (db_run(db, "DELETE FROM saved_view WHERE id = ? AND revision = ?", "ii", v->id, revision) != 1)
		return RESULT_STALE;
	if (v->team != GLOSSARY_NONE)
		audit_add(db, actor, "queue_view.remove", "queue_view", v->id, NULL);
	return RESULT_DONE;
}
