/* Taking back the newest act. */
#include "leads/store_handoff_parts.h"

#include "auth/audit.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <talloc.h>

struct newest {
	int64_t id;
	int move;
	int64_t person_id;
	int64_t recorded_at;
	const char *puts_back;
};
static const struct column newest_columns[] = {
	COLUMN(INT, struct newest, id),
	CODE_COLUMN(struct newest, move, move_names),
	COLUMN(INT, struct newest, person_id),
	COLUMN(TIME, struct newest, recorded_at),
	COLUMN(TEXT, struct newest, puts_back),
	{ 0 }
};
static const struct shape newest_shape = { sizeof(struct newest), newest_columns };

/* What the handoff said before; false when the text is none of ours. */
static bool
put_back(struct handoff *h, const char *text)
{
	return sscanf(text, "%d %d %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64, &h->state, &h->decision, &h->decided_at,
	    &h->connected_at, &h->attempts, &h->last_attempt_at, &h->owner_id, &h->assigned_at) == 8
	    && h->state >= HANDOFF_SUBMITTED && h->state <= HANDOFF_WITHDRAWN;
}

/* Clocks that were met or cancelled run again; those that were started end. */
static void
clocks_put_back(struct held *x, const char *text)
{
	const char *list = text;

	while (*list && *list != ';')
		list++;
	while (*list) {
		char what = *++list;
		char *end;
		int64_t id = what ? strtoll(list + 1, &end, 10) : 0;

		if (!id)
			return;
		if (what == 's')
			timer_cancel(x->db, x->ctx, x->actor, id, x->actor->now);
		else
			timer_undo(x->db, x->ctx, x->actor, id);
		list = end;
	}
}

/* There was no outcome before there was one, and no feedback before that. */
static void
outcome_put_back(struct held *x)
{
	x->is.outcome = GLOSSARY_NONE;
	x->is.outcome_at = 0;
	x->is.return_on = x->back_on = NULL;
	x->reason_id = 0;
	x->is.feedback_quality = 0;
	x->is.feedback_words = "";
}

/* A lead that was closed and is handed over again meanwhile has another handoff that is open. */
static bool
is_followed(struct held *x, const struct newest *e)
{
	return e->move == MOVE_OUTCOME && (x->was.next_id || !lead_hold(x->db, x->was.lead_id) || handoff_open_of(x->db, x->was.lead_id));
}

/* The event may be taken back by whoever did it, within half a minute, while nothing came after it. */
static bool
can(const struct newest *e, const struct actor *actor, int64_t event_id)
{
	const struct user user = { .id = actor->person_id, .team = actor->team };
	const struct handoff_event event = e ? (struct handoff_event){ .move = e->move, .person_id = e->person_id, .recorded_at = e->recorded_at }
	    : (struct handoff_event){ .move = GLOSSARY_NONE };

	return e && e->id == event_id && handoff_undoes(&event, &user, actor->now);
}

/* The newest act of a handoff; NULL: none that stands. */
static const struct newest *
newest_act(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &newest_shape, "SELECT id, act AS move, person_id, recorded_at, puts_back FROM handoff_act"
	    " WHERE handoff_id = ? AND undone_at IS NULL AND act <> 'undo' ORDER BY id DESC LIMIT 1", "i", id);
}

/* What it said before stands in x->is already: the clocks follow, and the event is marked. */
static void
take_back(struct held *x, const struct newest *e, const char *puts_back)
{
	clocks_put_back(x, puts_back);
	if (x->is.owner_id != x->was.owner_id)
		clocks_assigned(x);
	if (!x->is.owner_id && x->was.first_assigned_at == x->was.assigned_at)
		x->is.first_assigned_at = 0;
	if (x->is.state == HANDOFF_INFO_REQUESTED)
		clocks_paused(x);
	db_run(x->db, "UPDATE handoff_act SET undone_at = ? WHERE id = ?", "ti", x->actor->now, e->id);
}

enum act_result
handoff_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t event_id, const char *zone)
{
	struct held *x = handoff_hold(db, ctx, actor, id, zone);
	const struct newest *e = x ? newest_act(db, ctx, id) : NULL;

	if (!x)
		return RESULT_GONE;
	if (!can(e, actor, event_id) || is_followed(x, e) || !put_back(&x->is, e->puts_back))
		return RESULT_MOVED;
	if (e->move == MOVE_OUTCOME)
		outcome_put_back(x);
	take_back(x, e, e->puts_back);
	if (e->move == MOVE_ATTEMPT)
		db_run(db, "UPDATE attempt SET undone_at = ? WHERE handoff_id = ? AND undone_at IS NULL AND system IS NULL ORDER BY id DESC LIMIT 1", "ti",
		    actor->now, id);
	event_add(x, MOVE_UNDO, actor->now, 0, "", move_names[e->move]);
	held_save(x);
	audit_add(db, actor, "handoff.undo", "handoff", id, move_names[e->move]);
	return RESULT_DONE;
}

bool
attempt_undo_told(struct db *db, const void *ctx, const struct actor *actor, int64_t attempt_id, const char *zone)
{
	int64_t id = db_integer(db, 0, "SELECT a.handoff_id FROM attempt a WHERE a.id = ? AND a.system IS NOT NULL AND a.undone_at IS NULL AND NOT EXISTS"
	    " (SELECT 1 FROM attempt b WHERE b.handoff_id = a.handoff_id AND b.id > a.id AND b.undone_at IS NULL)", "i", attempt_id);
	struct held *x = id ? handoff_hold(db, ctx, actor, id, zone) : NULL;
	const struct newest *e = x ? newest_act(db, ctx, id) : NULL;

	if (!e || e->move != MOVE_ATTEMPT || !text_starts(e->puts_back, TOLD_BACK) || !put_back(&x->is, e->puts_back + sizeof TOLD_BACK - 1))
		return false;
	take_back(x, e, e->puts_back);
	db_run(db, "UPDATE attempt SET undone_at = ?, system = NULL, external_id = NULL WHERE id = ?", "ti", actor->now, attempt_id);
	event_add(x, MOVE_UNDO, actor->now, 0, "", move_names[MOVE_ATTEMPT]);
	held_save(x);
	return true;
}
