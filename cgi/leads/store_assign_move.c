/* What people have, moved in one act from whoever left; and the pairs that look after accounts. */
#include "leads/store_assign.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_result.h"

#include "auth/audit.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <talloc.h>

enum { FOLLOWED_MOST = 500 };	/* at once: each is counted anew in results */

static const struct column pair_columns[] = {
	COLUMN(INT, struct account_pair, id),
	COLUMN(INT, struct account_pair, revision),
	COLUMN(TEXT, struct account_pair, name),
	COLUMN(INT, struct account_pair, marketing_id),
	COLUMN(TEXT, struct account_pair, marketing_name),
	COLUMN(INT, struct account_pair, sales_id),
	COLUMN(TEXT, struct account_pair, sales_name),
	{ 0 }
};
static const struct shape pair_shape = { sizeof(struct account_pair), pair_columns };

#define PAIR_COLUMNS "a.id, a.revision, a.name, a.owner_marketing_id AS marketing_id, " PERSON_COLUMN("a.owner_marketing_id") " AS marketing_name," \
	" a.owner_sales_id AS sales_id, " PERSON_COLUMN("a.owner_sales_id") " AS sales_name FROM account a"

struct account_pair *
account_pair_find(struct db *db, const void *ctx, int64_t account_id)
{
	return db_one(db, ctx, &pair_shape, "SELECT " PAIR_COLUMNS " WHERE a.id = ?", "i", account_id);
}

struct account_pair *
account_pairs(struct db *db, const void *ctx, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &pair_shape, count, "SELECT " PAIR_COLUMNS " JOIN (SELECT id FROM ((SELECT id FROM account WHERE owner_sales_id > 0 LIMIT ?)"
	    " UNION (SELECT id FROM account WHERE owner_marketing_id > 0 LIMIT ?)) some) x ON x.id = a.id ORDER BY a.name, a.id LIMIT ?", "iii", limit, limit,
	    limit);
}

#define OF_TEAM(team) "(SELECT p.id FROM person p WHERE p.id = ? AND p.team = '" team "' AND p.disabled_at IS NULL)"

enum act_result
account_pair_save(struct db *db, const struct actor *actor, const struct account_pair *pair, int64_t revision)
{
	if (db_run(db, "UPDATE account SET revision = revision + 1, owner_marketing_id = " OF_TEAM("marketing") ", owner_sales_id = " OF_TEAM("sales")
	    " WHERE id = ? AND revision = ?", "iiii", pair->marketing_id, pair->sales_id, pair->id, revision) != 1)
		return db_integer(db, 0, "SELECT 1 FROM account WHERE id = ?", "i", pair->id) ? RESULT_STALE : RESULT_GONE;
	audit_add(db, actor, "account.pair", "account", pair->id, NULL);
	return RESULT_DONE;
}

static const struct column holding_columns[] = {
	COLUMN(INT, struct holding, person_id),
	COLUMN(TEXT, struct holding, name),
	CODE_COLUMN(struct holding, team, team_names),
	COLUMN(BOOL, struct holding, has_left),
	COLUMN(INT, struct holding, handoffs),
	COLUMN(INT, struct holding, leads),
	COLUMN(INT, struct holding, accounts),
	COLUMN(INT, struct holding, deals),
	{ 0 }
};
static const struct shape holding_shape = { sizeof(struct holding), holding_columns };

/* A person's open handoffs lie side by side in one index: from this key up to the next person's. */
static const char *
open_from(const void *ctx, int64_t person_id)
{
	return text_format(ctx, "%012" PRIx64, person_id);
}

#define SALES_HOLDING "SELECT p.id AS person_id, p.name, 'sales' AS team, p.team <> 'sales' OR p.disabled_at IS NOT NULL AS has_left, 0 AS handoffs," \
	" (SELECT COUNT(*) FROM lead_record l WHERE l.owner_sales_id = p.id AND l.merged_into_id IS NULL) AS leads," \
	" (SELECT COUNT(*) FROM account a WHERE a.owner_sales_id = p.id) AS accounts," \
	" (SELECT COUNT(*) FROM deal d WHERE d.owner_id = p.id AND d.state = 'open') AS deals FROM person p"
#define MARKETING_HOLDING "SELECT p.id AS person_id, p.name, 'marketing' AS team, p.team <> 'marketing' OR p.disabled_at IS NOT NULL AS has_left," \
	" 0 AS handoffs, (SELECT COUNT(*) FROM lead_record l WHERE l.owner_marketing_id = p.id AND l.merged_into_id IS NULL) AS leads," \
	" (SELECT COUNT(*) FROM account a WHERE a.owner_marketing_id = p.id) AS accounts, 0 AS deals FROM person p"

/* Counts the open handoffs, too. */
static void
holdings_complete(struct db *db, const void *ctx, struct holding *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].team == TEAM_SALES)
			list[i].handoffs = db_integer(db, 0, "SELECT COUNT(*) FROM handoff h WHERE h.owner_at >= ? AND h.owner_at < ?", "ss",
			    open_from(ctx, list[i].person_id), open_from(ctx, list[i].person_id + 1));
}

struct holding *
holdings_left(struct db *db, const void *ctx, size_t *count)
{
	size_t all, n = 0;
	struct holding *list = db_list(db, ctx, &holding_shape, &all, SALES_HOLDING " WHERE p.team <> 'sales' OR p.disabled_at IS NOT NULL UNION ALL "
	    MARKETING_HOLDING " WHERE p.team <> 'marketing' OR p.disabled_at IS NOT NULL ORDER BY name, person_id, team", "");

	holdings_complete(db, ctx, list, all);
	for (size_t i = 0; i < all; i++)
		if (holding_movable(&list[i]) || list[i].deals)
			list[n++] = list[i];
	*count = n;
	return list;
}

struct holding *
holdings_of(struct db *db, const void *ctx, int64_t person_id)
{
	size_t count;
	struct holding *both = db_list(db, ctx, &holding_shape, &count, MARKETING_HOLDING " WHERE p.id = ? UNION ALL " SALES_HOLDING " WHERE p.id = ?"
	    " ORDER BY team", "ii", person_id, person_id);

	holdings_complete(db, ctx, both, count);
	return count == 2 ? both : NULL;
}

bool
holding_movable(const struct holding *h)
{
	return h->handoffs + h->leads + h->accounts > 0;
}

struct holding
holding_rest(const struct holding *h)
{
	struct holding rest = *h;
	int64_t leads = h->leads < MOVED_LEADS_MOST ? h->leads : MOVED_LEADS_MOST, room = MOVED_LEADS_MOST - leads;

	rest.handoffs -= h->handoffs < MOVED_HANDOFFS_MOST ? h->handoffs : MOVED_HANDOFFS_MOST;
	rest.leads -= leads;
	rest.accounts -= h->accounts < room ? h->accounts : room;
	rest.deals = 0;
	return rest;
}

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

/* Gives one open handoff to another, or by the rules; its clocks run on. */
static void
handoff_move(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const struct move_order *order, const char *zone)
{
	struct held *x = handoff_hold(db, ctx, actor, id, zone);
	struct assigned to = { .person_id = order->to_id };
	const struct seller *from = seller_find(db, ctx, order->from_id), *now = to.person_id ? seller_find(db, ctx, to.person_id) : NULL;

	if (!x)
		return;
	if (order->by_rules)
		to = assign_lead_from(db, ctx, x->is.lead_id, order->from_id, actor->now, zone);
	x->is.owner_id = to.person_id;
	x->is.assigned_at = to.person_id ? actor->now : 0;
	clocks_assigned(x);
	event_add(x, MOVE_ASSIGNMENT, actor->now, 0, to.words ? to.words : text_format(ctx, "Given to %s; %s had it before.", now ? now->name : "nobody",
	    from ? from->name : "nobody"), text_format(ctx, "%" PRId64, to.person_id));
	held_save(x);
}

static int64_t
handoffs_move(struct db *db, const void *ctx, const struct actor *actor, const struct move_order *order, const char *zone)
{
	size_t count;
	const struct id_row *ids;

	if (order->team != TEAM_SALES)
		return 0;
	ids = db_list(db, ctx, &id_shape, &count, "SELECT h.id FROM handoff h WHERE h.owner_at >= ? AND h.owner_at < ? ORDER BY h.owner_at LIMIT ?", "ssi",
	    open_from(ctx, order->from_id), open_from(ctx, order->from_id + 1), (int64_t)MOVED_HANDOFFS_MOST);
	for (size_t i = 0; i < count; i++) {
		void *own = memory_need(talloc_new(ctx));

		handoff_move(db, own, actor, ids[i].id, order, zone);
		talloc_free(own);
	}
	return (int64_t)count;
}

/* Leads whose history counts in results by who sells to them; the last of so many as are followed at once ends what is moved. */
static const struct id_row *
followed_find(struct db *db, const void *ctx, const struct move_order *o, size_t *count, int64_t *last)
{
	const struct id_row *ids = NULL;

	*count = 0;
	if (o->team == TEAM_SALES)
		ids = db_list(db, ctx, &id_shape, count, "SELECT l.id FROM lead_record l JOIN lead_history p ON p.lead_id = l.id AND p.mql_at IS NOT NULL"
		    " WHERE l.owner_sales_id = ? AND l.merged_into_id IS NULL ORDER BY l.id LIMIT ?", "ii", o->from_id, (int64_t)FOLLOWED_MOST);
	*last = *count == FOLLOWED_MOST ? ids[*count - 1].id : INT64_MAX;
	return ids;
}

static int64_t
leads_move(struct db *db, const void *ctx, const struct actor *actor, const struct move_order *o, int64_t limit, const char *zone)
{
	static const char *const notes[] = {
		"INSERT INTO lead_edit (lead_id, revision, person_id, team, at, field) SELECT id, revision + 1, ?, ?, ?, 'owner_marketing' FROM lead_record"
		" WHERE owner_marketing_id = ? AND merged_into_id IS NULL AND id <= ? ORDER BY id LIMIT ?",
		"INSERT INTO lead_edit (lead_id, revision, person_id, team, at, field) SELECT id, revision + 1, ?, ?, ?, 'owner_sales' FROM lead_record"
		" WHERE owner_sales_id = ? AND merged_into_id IS NULL AND id <= ? ORDER BY id LIMIT ?"
	};
	static const char *const moves[] = {
		"UPDATE lead_record SET owner_marketing_id = ?, revision = revision + 1 WHERE owner_marketing_id = ? AND merged_into_id IS NULL AND id <= ? ORDER BY id LIMIT ?",
		"UPDATE lead_record SET owner_sales_id = ?, revision = revision + 1 WHERE owner_sales_id = ? AND merged_into_id IS NULL AND id <= ? ORDER BY id LIMIT ?"
	};

	size_t count;
	int64_t last, moved;
	const struct id_row *followed = followed_find(db, ctx, o, &count, &last);

	db_run(db, notes[o->team], "istiii", actor->person_id, team_names[actor->team], actor->now, o->from_id, last, limit);
	moved = db_run(db, moves[o->team], "niii", o->to_id, o->from_id, last, limit);
	for (size_t i = 0; i < count; i++)
		results_follow_lead(db, ctx, followed[i].id, zone);
	return moved;
}

static int64_t
accounts_move(struct db *db, const struct move_order *o, int64_t limit)
{
	static const char *const moves[] = {
		"UPDATE account SET owner_marketing_id = ?, revision = revision + 1 WHERE owner_marketing_id = ? ORDER BY id LIMIT ?",
		"UPDATE account SET owner_sales_id = ?, revision = revision + 1 WHERE owner_sales_id = ? ORDER BY id LIMIT ?"
	};

	return db_run(db, moves[o->team], "nii", o->to_id, o->from_id, limit);
}

enum act_result
holding_move(struct db *db, const void *ctx, const struct actor *actor, const struct move_order *o, const char *zone, struct holding *moved)
{
	*moved = (struct holding){ .person_id = o->from_id, .team = o->team };
	if (!db_integer(db, 0, "SELECT 1 FROM person WHERE id = ?", "i", o->from_id))
		return RESULT_GONE;
	if (o->to_id == o->from_id || (o->to_id && !db_integer(db, 0, "SELECT 1 FROM person WHERE id = ? AND team = ? AND disabled_at IS NULL", "is", o->to_id,
	    team_names[o->team])))
		return RESULT_MOVED;
	/* Leads and accounts first: the rules ask whose they are. */
	moved->leads = leads_move(db, ctx, actor, o, MOVED_LEADS_MOST, zone);
	moved->accounts = accounts_move(db, o, MOVED_LEADS_MOST - moved->leads);
	moved->handoffs = handoffs_move(db, ctx, actor, o, zone);
	audit_add(db, actor, "assignment.move", "person", o->from_id, text_format(ctx, "%s %" PRId64 " %" PRId64 " %" PRId64 " to %s%" PRId64,
	    team_names[o->team], moved->handoffs, moved->leads, moved->accounts, o->by_rules ? "rules " : "", o->to_id));
	return RESULT_DONE;
}

struct trail_row {
	const char *detail;
};
static const struct column trail_columns[] = { COLUMN(TEXT, struct trail_row, detail), { 0 } };
static const struct shape trail_shape = { sizeof(struct trail_row), trail_columns };

bool
holding_moved(struct db *db, const void *ctx, const struct actor *actor, int64_t from_id, struct holding *moved)
{
	const struct trail_row *row = db_one(db, ctx, &trail_shape, "SELECT detail FROM audit WHERE subject = 'person' AND subject_id = ? AND person_id = ?"
	    " AND act = 'assignment.move' AND at > ? ORDER BY id DESC LIMIT 1", "iit", from_id, actor->person_id, actor->now - 600);

	*moved = (struct holding){ .person_id = from_id };
	return row && row->detail && sscanf(row->detail, "%*s %" SCNd64 " %" SCNd64 " %" SCNd64, &moved->handoffs, &moved->leads, &moved->accounts) == 3;
}
