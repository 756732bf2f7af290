/* The next lead, numbers beside the views, and views people saved. */
#include "leads/store_queue.h"

#include "base/text.h"

#include <talloc.h>

/* The first position of an owner's handoffs that are Sales' turn, but for one; 0: none. */
static int64_t
first_of(struct db *db, int64_t owner_id, int64_t but_id)
{
	void *scratch = talloc_new(NULL);
	int64_t place = db_integer(db, 0, "SELECT queue_at FROM handoff FORCE INDEX (handoff_mine) WHERE owner_at > ? AND owner_at < ? AND id <> ?"
	    " ORDER BY owner_at LIMIT 1", "ssi", queue_key(scratch, owner_id, queue_from(TEAM_SALES, 0) - 1),
	    queue_key(scratch, owner_id, queue_end(TEAM_SALES)), but_id);

	talloc_free(scratch);
	return place;
}

int64_t
queue_next(struct db *db, int64_t person_id, int64_t but_id)
{
	int64_t own = first_of(db, person_id, but_id), free_one = first_of(db, 0, but_id);

	if (own && free_one)
		return queue_id(own < free_one ? own : free_one);
	return queue_id(own ? own : free_one);
}

int64_t
queue_count(struct db *db, int view, int64_t person_id, int64_t now, const char *zone, int64_t most)
{
	const struct queue_range r = queue_range(view, now, zone);
	void *scratch = talloc_new(NULL);
	int64_t count;

	if (view == VIEW_MINE || view == VIEW_UNASSIGNED) {
		int64_t owner = view == VIEW_MINE ? person_id : 0;

		count = db_integer(db, 0, "SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_mine) WHERE owner_at > ? AND owner_at < ? LIMIT ?) x",
		    "ssi", queue_key(scratch, owner, r.from), queue_key(scratch, owner, r.to), most);
	} else if (view == VIEW_MY_RETURNED)
		count = db_integer(db, 0, "SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_written_by) WHERE author_at > ? AND author_at < ?"
		    " LIMIT ?) x", "ssi", queue_key(scratch, person_id, r.from), queue_key(scratch, person_id, r.to), most);
	else if (view == VIEW_ALL)
		count = db_integer(db, 0, "SELECT COUNT(*) FROM (SELECT 1 FROM handoff LIMIT ?) x", "i", most);
	else
		count = db_integer(db, 0, "SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_queue) WHERE queue_at > ? AND queue_at < ? LIMIT ?) x",
		    "iii", r.from, r.to, most);
	talloc_free(scratch);
	return count;
}

static const struct column view_columns[] = {
	COLUMN(INT, struct saved_view, id),
	COLUMN(INT, struct saved_view, person_id),
	COLUMN(TEXT, struct saved_view, person_name),
	CODE_COLUMN(struct saved_view, team, team_names),
	COLUMN(TEXT, struct saved_view, name),
	COLUMN(TEXT, struct saved_view, query),
	{ 0 }
};
static const struct shape view_shape = { sizeof(struct saved_view), view_columns };

struct saved_view *
saved_views(struct db *db, const void *ctx, int64_t person_id, int team, size_t *count)
{
	return db_list(db, ctx, &view_shape, count, "SELECT v.id, v.person_id, p.name AS person_name, v.team, v.name, v.query FROM saved_view v"
	    " JOIN person p ON p.id = v.person_id WHERE v.person_id = ? OR v.team = ? ORDER BY v.team IS NOT NULL, v.name, v.id LIMIT ?", "isi", person_id,
	    team == TEAM_MARKETING || team == TEAM_SALES ? team_names[team] : NULL, (int64_t)2 * SAVED_VIEWS_MOST);
}

int64_t
saved_view_add(struct db *db, const struct actor *actor, const char *name, const char *query, bool for_team)
{
	if (db_integer(db, 0, "SELECT COUNT(*) FROM saved_view WHERE person_id = ?", "i", actor->person_id) >= SAVED_VIEWS_MOST)
		return 0;
	return db_insert(db, "INSERT INTO saved_view (person_id, team, name, query, created_at) VALUES (?, ?, ?, ?, ?)", "issst", actor->person_id,
	    for_team && actor->team != TEAM_OBSERVER ? team_names[actor->team] : NULL, name, query, actor->now);
}

enum act_result
saved_view_drop(struct db *db, const struct actor *actor, int64_t id)
{
	return db_run(db, "DELETE FROM saved_view WHERE id = ? AND person_id = ?", "ii", id, actor->person_id) == 1 ? RESULT_DONE : RESULT_GONE;
}
