/* Deals: finding them, what happened to them, and what they are called by. */
#include "leads/store_deal_parts.h"

#include "base/text.h"
#include "leads/rules_lead.h"
#include "leads/store_handoff.h"

#include <talloc.h>

static const struct column deal_columns[] = {
	COLUMN(INT, struct deal, id),
	COLUMN(INT, struct deal, revision),
	COLUMN(TEXT, struct deal, name),
	COLUMN(INT, struct deal, account_id),
	COLUMN(TEXT, struct deal, account_name),
	CODE_COLUMN(struct deal, origin, origin_names),
	COLUMN(INT, struct deal, owner_id),
	COLUMN(TEXT, struct deal, owner_name),
	COLUMN(INT, struct deal, handoff_id),
	COLUMN(INT, struct deal, created_by),
	COLUMN(TEXT, struct deal, author_name),
	COLUMN(TIME, struct deal, created_at),
	COLUMN(TEXT, struct deal, currency),
	COLUMN(INT, struct deal, amount_minor),
	COLUMN(INT, struct deal, stage_id),
	COLUMN(TEXT, struct deal, stage_name),
	COLUMN(TIME, struct deal, opened_at),
	COLUMN(TIME, struct deal, signed_at),
	COLUMN(TIME, struct deal, invoiced_at),
	COLUMN(TIME, struct deal, paid_at),
	COLUMN(TIME, struct deal, lost_at),
	COLUMN(TIME, struct deal, won_at),
	COLUMN(INT, struct deal, lost_reason_id),
	COLUMN(TEXT, struct deal, lost_reason_name),
	{ 0 }
};
static const struct shape deal_shape = { sizeof(struct deal), deal_columns };

#define DEAL_COLUMNS "d.id, d.revision, d.name, d.account_id, a.name AS account_name, d.origin, d.owner_id, o.name AS owner_name, d.handoff_id," \
	" d.created_by, w.name AS author_name, d.created_at, d.currency, d.amount_minor, d.stage_id, COALESCE(s.name, d.stage_name) AS stage_name," \
	" d.opened_at, d.signed_at, d.invoiced_at, d.paid_at, d.lost_at, d.won_at, d.lost_reason_id, r.name AS lost_reason_name"
#define DEAL_JOINS " FROM deal d LEFT JOIN account a ON a.id = d.account_id LEFT JOIN person o ON o.id = d.owner_id" \
	" JOIN person w ON w.id = d.created_by LEFT JOIN term s ON s.id = d.stage_id LEFT JOIN term r ON r.id = d.lost_reason_id"

struct deal *
deal_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &deal_shape, "SELECT " DEAL_COLUMNS DEAL_JOINS " WHERE d.id = ?", "i", id);
}

struct pipeline_row {
	const char *pipeline;
};
static const struct column pipeline_columns[] = { COLUMN(TEXT, struct pipeline_row, pipeline), { 0 } };
static const struct shape pipeline_shape = { sizeof(struct pipeline_row), pipeline_columns };

const char *
deal_pipeline(struct db *db, const void *ctx, int64_t id)
{
	const struct pipeline_row *row = db_one(db, ctx, &pipeline_shape, "SELECT JSON_VALUE(said, '$.pipeline') AS pipeline FROM deal_history WHERE deal_id = ?", "i", id);

	return row ? row->pipeline : NULL;
}

/* With whose it is, for those of many deals. */
struct owned_event {
	int64_t deal_id;
	struct deal_event event;
};
#define IN_EVENT(type, member) { DB_##type, #member, offsetof(struct owned_event, event.member), NULL }
#define CODE_IN_EVENT(member, names) { DB_CODE, #member, offsetof(struct owned_event, event.member), names }

static const struct column event_columns[] = {
	COLUMN(INT, struct owned_event, deal_id),
	IN_EVENT(INT, id),
	CODE_IN_EVENT(kind, deal_kind_names),
	IN_EVENT(TIME, at),
	IN_EVENT(TIME, recorded_at),
	IN_EVENT(INT, stage_id),
	IN_EVENT(TEXT, stage_slug),
	IN_EVENT(TEXT, stage_name),
	IN_EVENT(TEXT, currency),
	IN_EVENT(INT, amount_minor),
	IN_EVENT(INT, reason_id),
	IN_EVENT(TEXT, reason_slug),
	IN_EVENT(TEXT, reason_name),
	IN_EVENT(TEXT, words),
	IN_EVENT(INT, reverses_id),
	IN_EVENT(INT, person_id),
	IN_EVENT(TEXT, person_name),
	CODE_IN_EVENT(team, team_names),
	IN_EVENT(BOOL, by_token),
	IN_EVENT(BOOL, imported),
	IN_EVENT(TIME, undone_at),
	{ 0 }
};
static const struct shape event_shape = { sizeof(struct owned_event), event_columns };

#define EVENT_SELECT "SELECT e.deal_id, e.id, e.kind, e.at, e.recorded_at, e.stage_id, s.slug AS stage_slug, COALESCE(s.name, NULLIF(e.stage_name, ''))" \
	" AS stage_name, e.currency, e.amount_minor, e.reason_id, r.slug AS reason_slug, r.name AS reason_name, e.words, e.reverses_id, e.person_id," \
	" p.name AS person_name, e.team, e.token_id IS NOT NULL AS by_token, e.is_imported AS imported, e.undone_at FROM deal_event e" \
	" JOIN person p ON p.id = e.person_id LEFT JOIN term s ON s.id = e.stage_id LEFT JOIN term r ON r.id = e.reason_id"

struct deal_event *
deal_events(struct db *db, const void *ctx, int64_t deal_id, size_t *count)
{
	const struct owned_event *rows = db_list(db, ctx, &event_shape, count, EVENT_SELECT " WHERE e.deal_id = ? ORDER BY e.id", "i", deal_id);
	struct deal_event *events = memory_need(talloc_array(ctx, struct deal_event, *count + 1));

	for (size_t i = 0; i < *count; i++)
		events[i] = rows[i].event;
	return events;
}

static const struct column lead_columns[] = {
	COLUMN(INT, struct deal_lead, lead_id),
	COLUMN(BOOL, struct deal_lead, is_primary),
	COLUMN(TEXT, struct deal_lead, name),
	COLUMN(TEXT, struct deal_lead, company),
	COLUMN(BOOL, struct deal_lead, erased),
	{ 0 }
};
static const struct shape lead_shape = { sizeof(struct deal_lead), lead_columns };

struct deal_lead *
deal_leads(struct db *db, const void *ctx, int64_t deal_id, size_t *count)
{
	return db_list(db, ctx, &lead_shape, count, "SELECT x.lead_id, x.is_primary, l.name, l.company, l.erased_at IS NOT NULL AS erased FROM deal_lead x"
	    " JOIN lead_record l ON l.id = x.lead_id WHERE x.deal_id = ? ORDER BY x.is_primary DESC, x.lead_id", "i", deal_id);
}

int64_t
deal_by_ref(struct db *db, const char *system, const char *external_id)
{
	void *scratch = talloc_new(NULL);
	int64_t id = db_integer(db, 0, "SELECT deal_id FROM deal_ref WHERE system = ? AND external_id = ?", "ss", system, ref_id(scratch, system, external_id));

	talloc_free(scratch);
	return id;
}

enum act_result
deal_ref_add(struct db *db, int64_t deal_id, const char *system, const char *external_id)
{
	db_run(db, "INSERT INTO deal_ref (system, external_id, deal_id) VALUES (?, ?, ?)", "ssi", system, external_id, deal_id);
	if (!db_taken(db))
		return RESULT_DONE;
	return db_integer(db, 0, "SELECT deal_id FROM deal_ref WHERE system = ? AND external_id = ? LOCK IN SHARE MODE", "ss", system, external_id)
	    == deal_id ? RESULT_DONE : RESULT_TAKEN;
}

bool
account_known(struct db *db, int64_t id)
{
	return db_integer(db, 0, "SELECT id FROM account WHERE id = ?", "i", id) > 0;
}

static const struct column stage_columns[] = {
	COLUMN(INT, struct deal_stage, id),
	COLUMN(TEXT, struct deal_stage, slug),
	COLUMN(TEXT, struct deal_stage, name),
	COLUMN(INT, struct deal_stage, position),
	{ 0 }
};
static const struct shape stage_shape = { sizeof(struct deal_stage), stage_columns };

struct deal_stage *
deal_stages(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	return db_list(db, ctx, &stage_shape, count, "SELECT t.id, t.slug, t.name, v.stage_position AS position FROM term t JOIN term_version v ON v.id ="
	    " COALESCE((SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ? ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1),"
	    " (SELECT y.id FROM term_version y WHERE y.term_id = t.id AND y.state <> 'withdrawn' ORDER BY y.number DESC LIMIT 1))"
	    " WHERE t.kind = 'stage' AND t.deprecated_at IS NULL AND v.stage_path = 'deal' ORDER BY v.stage_position IS NULL, v.stage_position, t.name", "t", now);
}

static const struct column closing_columns[] = {
	COLUMN(TIME, struct closing, in_force_at),
	COLUMN(INT, struct closing, term_id),
	COLUMN(INT, struct closing, number),
	COLUMN(TEXT, struct closing, event),
	{ 0 }
};
static const struct shape closing_shape = { sizeof(struct closing), closing_columns };

struct closing *
deal_closings(struct db *db, const void *ctx, size_t *count)
{
	return db_list(db, ctx, &closing_shape, count, "SELECT v.in_force_at, v.term_id, v.number, v.metric_closed_event AS event FROM term t"
	    " JOIN term_version v ON v.term_id = t.id WHERE t.kind = 'metric' AND v.in_force_at IS NOT NULL ORDER BY v.in_force_at, v.number", "");
}

/* The place a stage has, or had when it was retired. */
static int64_t
position_once(struct db *db, int64_t term_id, int64_t now)
{
	return db_integer(db, 0, "SELECT stage_position FROM term_version WHERE term_id = ? AND stage_path = 'deal' AND stage_position IS NOT NULL AND state <> 'withdrawn'"
	    " ORDER BY in_force_at <= ? DESC, in_force_at DESC, number DESC LIMIT 1", "it", term_id, now);
}

/* The place of a stage in its path; 0: none is given. */
static int64_t
position_of(const struct deal_stage *stages, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (stages[i].id == id)
			return stages[i].position;
	return 0;
}

/* The stage of the list that is called so, by its address or its name, an abbreviation or a synonym. */
static const struct deal_stage *
stage_named(struct db *db, const void *ctx, const struct deal_stage *stages, size_t count, const char *name)
{
	size_t hit_count;
	const struct term_hit *hits;

	if (text_blank(name))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (text_equal(stages[i].slug, name))
			return &stages[i];
	hits = terms_called(db, ctx, name, 20, &hit_count);
	for (size_t i = 0; i < hit_count; i++)
		for (size_t j = 0; j < count; j++)
			if (stages[j].id == hits[i].id)
				return &stages[j];
	return NULL;
}

void
deal_complete(struct db *db, const void *ctx, const struct deal *deal, struct deal_input *in, int64_t now)
{
	if (in->kind == DEAL_LOST)
		in->reason_id = reason_named(db, ctx, in->reason, now, &in->reason_acts, &in->reason_is_other);
	if (in->kind == DEAL_STAGE) {
		size_t count;
		const struct deal_stage *stages = deal_stages(db, ctx, now, &count), *stage = stage_named(db, ctx, stages, count, in->stage);

		in->stage_id = stage ? stage->id : 0;
		in->stage_name = stage ? stage->name : in->stage;
		in->stage_position = stage ? stage->position : 0;
		in->present_position = position_of(stages, count, deal->stage_id);
		if (!in->present_position)
			in->present_position = position_once(db, deal->stage_id, now);
	}
}

static const struct column row_columns[] = {
	COLUMN(INT, struct deal_row, id),
	COLUMN(TEXT, struct deal_row, name),
	COLUMN(TEXT, struct deal_row, account_name),
	COLUMN(TEXT, struct deal_row, owner_name),
	COLUMN(TEXT, struct deal_row, stage_name),
	COLUMN(TEXT, struct deal_row, currency),
	COLUMN(INT, struct deal_row, amount_minor),
	CODE_COLUMN(struct deal_row, state, deal_state_names),
	COLUMN(TIME, struct deal_row, opened_at),
	COLUMN(TIME, struct deal_row, won_at),
	COLUMN(TIME, struct deal_row, lost_at),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct deal_row), row_columns };

#define ROW_SELECT "SELECT d.id, d.name, a.name AS account_name, o.name AS owner_name, COALESCE(s.name, NULLIF(d.stage_name, '')) AS stage_name," \
	" d.currency, d.amount_minor, d.state, d.opened_at, d.won_at, d.lost_at FROM deal d"
#define ROW_JOINS " LEFT JOIN account a ON a.id = d.account_id LEFT JOIN person o ON o.id = d.owner_id LEFT JOIN term s ON s.id = d.stage_id"
#define ROW_ORDER " AND d.id < ? ORDER BY d.id DESC LIMIT ?"

struct deal_row *
deals_list(struct db *db, const void *ctx, const struct deal_filter *f, size_t *count)
{
	int64_t before = f->before_id ? f->before_id : INT64_MAX;
	const char *state = f->state < 0 ? NULL : deal_state_names[f->state];

	if (f->owner_id && state)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_owner_state)" ROW_JOINS " WHERE d.owner_id = ? AND d.state = ?" ROW_ORDER,
		    "isii", f->owner_id, state, before, f->limit);
	if (f->owner_id)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_owner)" ROW_JOINS " WHERE d.owner_id = ?" ROW_ORDER, "iii", f->owner_id,
		    before, f->limit);
	if (state)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_state)" ROW_JOINS " WHERE d.state = ?" ROW_ORDER, "sii", state, before,
		    f->limit);
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (PRIMARY)" ROW_JOINS " WHERE d.id > 0" ROW_ORDER, "ii", before, f->limit);
}

/* Behind a deal that was closed at one instant, of those of a state. */
#define CLOSED_ORDER(at) " AND d." at " <= ? AND (d." at " < ? OR d.id < ?) ORDER BY d." at " DESC, d.id DESC LIMIT ?"

struct deal_row *
deals_closed(struct db *db, const void *ctx, const struct deal_filter *f, int64_t before_at, size_t *count)
{
	int64_t before = f->before_id ? f->before_id : INT64_MAX, at = f->before_id ? before_at : LAST_INSTANT;

	if (f->owner_id && f->state == DEAL_IS_WON)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_owner_won)" ROW_JOINS " WHERE d.owner_id = ? AND d.state = 'won'" CLOSED_ORDER("won_at"),
		    "ittii", f->owner_id, at, at, before, f->limit);
	if (f->owner_id)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_owner_lost)" ROW_JOINS " WHERE d.owner_id = ? AND d.state = 'lost'"
		    CLOSED_ORDER("lost_at"), "ittii", f->owner_id, at, at, before, f->limit);
	if (f->state == DEAL_IS_WON)
		return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_state_won)" ROW_JOINS " WHERE d.state = 'won'" CLOSED_ORDER("won_at"), "ttii", at, at,
		    before, f->limit);
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " FORCE INDEX (deal_state_lost)" ROW_JOINS " WHERE d.state = 'lost'" CLOSED_ORDER("lost_at"), "ttii", at, at,
	    before, f->limit);
}

int64_t
deal_row_closed_at(const struct deal_row *row)
{
	return row->state == DEAL_IS_LOST ? row->lost_at : row->state == DEAL_IS_WON ? row->won_at : 0;
}

struct spoken {
	const char *currency;
};
static const struct column spoken_columns[] = { COLUMN(TEXT, struct spoken, currency), { 0 } };
static const struct shape spoken_shape = { sizeof(struct spoken), spoken_columns };

const char *
deals_currency(struct db *db, const void *ctx)
{
	const struct spoken *s = db_one(db, ctx, &spoken_shape, "SELECT d.currency FROM (SELECT id, currency FROM deal ORDER BY id DESC LIMIT 100) d WHERE d.currency IS NOT NULL ORDER BY d.id DESC LIMIT 1", "");

	return s ? s->currency : NULL;
}

struct deal_row *
deals_of_lead(struct db *db, const void *ctx, int64_t lead_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &row_shape, count, ROW_SELECT " JOIN deal_lead x ON x.deal_id = d.id" ROW_JOINS " WHERE x.lead_id = ? ORDER BY d.id DESC LIMIT ?",
	    "ii", lead_id, limit);
}

/* Whether what is kept of a deal is what its events come to. */
static bool
is_as_folded(const struct deal *kept, const struct deal_event *events, size_t count, const struct closing *meanings, size_t meaning_count)
{
	struct deal d = *kept;

	deal_fold(&d, events, count, meanings, meaning_count);
	return text_equal(d.currency, kept->currency) && d.amount_minor == kept->amount_minor && d.stage_id == kept->stage_id
	    && d.opened_at == kept->opened_at && d.signed_at == kept->signed_at && d.invoiced_at == kept->invoiced_at && d.paid_at == kept->paid_at
	    && d.lost_at == kept->lost_at && d.won_at == kept->won_at && d.lost_reason_id == kept->lost_reason_id;
}

enum { CHECKED_AT_ONCE = 500, MISCOUNTS_MOST = 20 };

int64_t *
deal_miscounts(struct db *db, const void *ctx, size_t *count)
{
	int64_t *wrong = memory_need(talloc_array(ctx, int64_t, MISCOUNTS_MOST)), last = 0;
	size_t meaning_count, deal_count, event_count;
	const struct closing *meanings = deal_closings(db, ctx, &meaning_count);

	*count = 0;
	do {
		void *scratch = talloc_new(ctx);
		const struct deal *deals = db_list(db, scratch, &deal_shape, &deal_count, "SELECT " DEAL_COLUMNS DEAL_JOINS " WHERE d.id > ? ORDER BY d.id LIMIT ?",
		    "ii", last, (int64_t)CHECKED_AT_ONCE);
		const struct owned_event *rows = db_list(db, scratch, &event_shape, &event_count, EVENT_SELECT " WHERE e.deal_id > ? AND e.deal_id <= ?"
		    " ORDER BY e.deal_id, e.id", "ii", last, deal_count ? deals[deal_count - 1].id : last);
		struct deal_event *own = memory_need(talloc_array(scratch, struct deal_event, event_count + 1));
		size_t e = 0;

		for (size_t i = 0; i < deal_count && *count < MISCOUNTS_MOST; i++) {
			size_t n = 0;

			for (; e < event_count && rows[e].deal_id == deals[i].id; e++)
				own[n++] = rows[e].event;
			if (!is_as_folded(&deals[i], own, n, meanings, meaning_count))
				wrong[(*count)++] = deals[i].id;
		}
		last = deal_count ? deals[deal_count - 1].id : last;
		talloc_free(scratch);
	} while (deal_count == CHECKED_AT_ONCE && *count < MISCOUNTS_MOST);
	return wrong;
}

int64_t
deals_won(struct db *db, int64_t from, int64_t to)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM deal WHERE won_at >= ? AND won_at <= ? AND lost_at IS NULL", "tt", from, to);
}
