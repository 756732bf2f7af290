/* What happened to handoffs, and drafts of those that are to come. */
#include "leads/rules_assign.h"
#include "leads/store_handoff_parts.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

#define IN_EVENT(type, member) { DB_##type, #member, offsetof(struct lead_event, event.member), NULL }
#define CODE_IN_EVENT(member, names) { DB_CODE, #member, offsetof(struct lead_event, event.member), names }

static const struct column event_columns[] = {
	COLUMN(INT, struct lead_event, handoff_id),
	IN_EVENT(INT, id),
	IN_EVENT(INT, round),
	CODE_IN_EVENT(move, move_names),
	CODE_IN_EVENT(from_state, handoff_state_names),
	CODE_IN_EVENT(to_state, handoff_state_names),
	IN_EVENT(INT, person_id),
	IN_EVENT(TEXT, person_name),
	CODE_IN_EVENT(team, team_names),
	IN_EVENT(BOOL, by_token),
	IN_EVENT(TIME, at),
	IN_EVENT(TIME, recorded_at),
	IN_EVENT(TEXT, reason_slug),
	IN_EVENT(TEXT, reason_name),
	IN_EVENT(TEXT, words),
	IN_EVENT(TEXT, detail),
	IN_EVENT(TEXT, cited),
	IN_EVENT(TIME, undone_at),
	{ 0 }
};
static const struct shape event_shape = { sizeof(struct lead_event), event_columns };

#define EVENT_COLUMNS "e.handoff_id, e.id, e.round, e.act AS move, e.from_state, e.to_state, e.person_id, p.name AS person_name, e.team," \
	" e.token_id IS NOT NULL AS by_token, e.at, e.recorded_at, r.slug AS reason_slug, r.name AS reason_name, e.words, e.detail," \
	" COALESCE((SELECT GROUP_CONCAT(c.code ORDER BY c.code SEPARATOR '\\n') FROM handoff_cited c WHERE c.act_id = e.id), '') AS cited, e.undone_at"
#define EVENT_JOINS " LEFT JOIN person p ON p.id = e.person_id LEFT JOIN term r ON r.id = e.reason_id"

struct handoff_event *
handoff_events(struct db *db, const void *ctx, int64_t handoff_id, size_t *count)
{
	const struct lead_event *rows = db_list(db, ctx, &event_shape, count, "SELECT " EVENT_COLUMNS " FROM handoff_act e" EVENT_JOINS
	    " WHERE e.handoff_id = ? ORDER BY e.id", "i", handoff_id);
	struct handoff_event *events = memory_need(talloc_array(ctx, struct handoff_event, *count + 1));

	for (size_t i = 0; i < *count; i++)
		events[i] = rows[i].event;
	return events;
}

struct handoff_event *
handoff_last(struct db *db, const void *ctx, int64_t handoff_id)
{
	struct lead_event *row = db_one(db, ctx, &event_shape, "SELECT " EVENT_COLUMNS " FROM handoff_act e" EVENT_JOINS
	    " WHERE e.handoff_id = ? AND e.undone_at IS NULL AND e.act <> 'undo' ORDER BY e.id DESC LIMIT 1", "i", handoff_id);

	return row ? &row->event : NULL;
}

struct lead_event *
lead_events(struct db *db, const void *ctx, int64_t lead_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &event_shape, count, "SELECT " EVENT_COLUMNS " FROM handoff h JOIN handoff_act e ON e.handoff_id = h.id" EVENT_JOINS
	    " WHERE h.lead_id = ? ORDER BY e.id DESC LIMIT ?", "ii", lead_id, limit);
}

int64_t
event_add(struct held *x, int move, int64_t at, int64_t reason_id, const char *words, const char *detail)
{
	const struct actor *a = x->actor;

	return db_insert(x->db, "INSERT INTO handoff_act (handoff_id, round, act, from_state, to_state, person_id, team, token_id, at, recorded_at,"
	    " reason_id, words, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iisssnsnttnss", x->is.id, x->is.round, move_names[move],
	    x->was.id ? handoff_state_names[x->was.state] : NULL, handoff_state_names[x->is.state], a->person_id,
	    a->person_id ? team_names[a->team] : NULL, a->token_id, at, a->now, reason_id, words ? words : "", detail);
}

void
event_given(struct held *x, const struct assigned *to)
{
	static const struct actor nobody;
	const struct actor *by = x->actor;
	struct actor rules = nobody;

	if (!to->person_id)
		return;
	rules.now = by->now;
	x->actor = &rules;
	event_add(x, MOVE_ASSIGNMENT, rules.now, 0, to->words, text_format(x->ctx, "%" PRId64, to->person_id));
	x->actor = by;
}

void
event_can_be_undone(struct held *x, int64_t event_id)
{
	const struct handoff *w = &x->was;
	const char *back = text_format(x->ctx, "%d %d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 ";%s", w->state, w->decision,
	    w->decided_at, w->connected_at, w->attempts, w->last_attempt_at, w->owner_id, w->assigned_at, x->moved->length ? x->moved->data : "");

	db_run(x->db, "UPDATE handoff_act SET puts_back = ? WHERE id = ?", "si", back, event_id);
}

static const struct column draft_columns[] = {
	COLUMN(INT, struct handoff_draft, id),
	COLUMN(INT, struct handoff_draft, lead_id),
	COLUMN(TEXT, struct handoff_draft, lead_name),
	COLUMN(TEXT, struct handoff_draft, lead_company),
	COLUMN(INT, struct handoff_draft, term_version_id),
	COLUMN(TEXT, struct handoff_draft, content),
	COLUMN(INT, struct handoff_draft, revision),
	COLUMN(TIME, struct handoff_draft, saved_at),
	{ 0 }
};
static const struct shape draft_shape = { sizeof(struct handoff_draft), draft_columns };

#define DRAFT_SELECT "SELECT d.id, d.lead_id, l.name AS lead_name, l.company AS lead_company, d.term_version_id, d.content, d.revision, d.saved_at" \
	" FROM handoff_draft d JOIN lead_record l ON l.id = d.lead_id WHERE d.person_id = ?"

struct handoff_draft *
handoff_draft_find(struct db *db, const void *ctx, int64_t person_id, int64_t lead_id)
{
	return db_one(db, ctx, &draft_shape, DRAFT_SELECT " AND d.lead_id = ?", "ii", person_id, lead_id);
}

struct handoff_draft *
handoff_drafts(struct db *db, const void *ctx, int64_t person_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &draft_shape, count, DRAFT_SELECT " ORDER BY d.saved_at DESC, d.id DESC LIMIT ?", "ii", person_id, limit);
}

enum act_result
handoff_draft_save(struct db *db, const struct actor *actor, int64_t lead_id, int64_t version_id, const char *content, int64_t revision)
{
	if (revision)
		return db_run(db, "UPDATE handoff_draft SET term_version_id = ?, content = ?, saved_at = ?, revision = revision + 1 WHERE person_id = ?"
		    " AND lead_id = ? AND revision = ?", "istiii", version_id, content, actor->now, actor->person_id, lead_id, revision) == 1
		    ? RESULT_DONE : RESULT_STALE;
	db_run(db, "INSERT INTO handoff_draft (lead_id, person_id, term_version_id, content, saved_at) VALUES (?, ?, ?, ?, ?)", "iiist", lead_id,
	    actor->person_id, version_id, content, actor->now);
	return db_taken(db) ? RESULT_STALE : RESULT_DONE;
}

void
handoff_draft_drop(struct db *db, const struct actor *actor, int64_t lead_id)
{
	db_run(db, "DELETE FROM handoff_draft WHERE person_id = ? AND lead_id = ?", "ii", actor->person_id, lead_id);
}
