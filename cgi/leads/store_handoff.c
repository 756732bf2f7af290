/* Handoffs: finding them, and what belongs to one. */
#include "leads/store_handoff_parts.h"

#include "base/days.h"
#include "base/text.h"

#include <jansson.h>
#include <talloc.h>

static const struct column handoff_columns[] = {
	COLUMN(INT, struct handoff, id),
	COLUMN(INT, struct handoff, revision),
	COLUMN(INT, struct handoff, lead_id),
	COLUMN(INT, struct handoff, previous_id),
	COLUMN(INT, struct handoff, next_id),
	COLUMN(INT, struct handoff, round),
	CODE_COLUMN(struct handoff, state, handoff_state_names),
	COLUMN(BOOL, struct handoff, is_final),
	COLUMN(BOOL, struct handoff, unanswered),
	COLUMN(INT, struct handoff, term_id),
	COLUMN(INT, struct handoff, term_version_id),
	COLUMN(INT, struct handoff, term_number),
	COLUMN(TEXT, struct handoff, term_slug),
	COLUMN(TEXT, struct handoff, term_name),
	COLUMN(INT, struct handoff, agreement_id),
	COLUMN(INT, struct handoff, agreement_number),
	COLUMN(INT, struct handoff, calendar_version_id),
	COLUMN(INT, struct handoff, author_id),
	COLUMN(TEXT, struct handoff, author_name),
	COLUMN(INT, struct handoff, owner_id),
	COLUMN(TEXT, struct handoff, owner_name),
	COLUMN(TIME, struct handoff, assigned_at),
	COLUMN(TIME, struct handoff, first_assigned_at),
	COLUMN(TEXT, struct handoff, words),
	COLUMN(TEXT, struct handoff, how_entered),
	COLUMN(TEXT, struct handoff, situation),
	COLUMN(TEXT, struct handoff, next_step),
	COLUMN(TIME, struct handoff, submitted_at),
	COLUMN(TIME, struct handoff, first_submitted_at),
	CODE_COLUMN(struct handoff, decision, decision_names),
	COLUMN(TIME, struct handoff, decided_at),
	COLUMN(INT, struct handoff, attempts),
	COLUMN(INT, struct handoff, attempts_wanted),
	COLUMN(TIME, struct handoff, last_attempt_at),
	COLUMN(TIME, struct handoff, connected_at),
	COLUMN(TIME, struct handoff, sql_at),
	COLUMN(INT, struct handoff, sql_version_id),
	COLUMN(BOOL, struct handoff, appealed),
	CODE_COLUMN(struct handoff, outcome, outcome_names),
	COLUMN(TIME, struct handoff, outcome_at),
	COLUMN(TEXT, struct handoff, outcome_reason_slug),
	COLUMN(TEXT, struct handoff, outcome_reason_name),
	COLUMN(TEXT, struct handoff, return_on),
	COLUMN(INT, struct handoff, feedback_quality),
	COLUMN(TEXT, struct handoff, feedback_words),
	COLUMN(TEXT, struct handoff, feedback_chips),
	COLUMN(BOOL, struct handoff, feedback_asked),
	COLUMN(BOOL, struct handoff, all_known),
	COLUMN(BOOL, struct handoff, all_met),
	COLUMN(BOOL, struct handoff, in_volume),
	COLUMN(BOOL, struct handoff, opened),
	COLUMN(TEXT, struct handoff, lead_name),
	COLUMN(TEXT, struct handoff, lead_company),
	COLUMN(TEXT, struct handoff, lead_email),
	COLUMN(TEXT, struct handoff, lead_phone),
	COLUMN(BOOL, struct handoff, do_not_contact),
	COLUMN(INT, struct handoff, queue_at),
	COLUMN(INT, struct handoff, due_timer_id),
	{ 0 }
};
static const struct shape handoff_shape = { sizeof(struct handoff), handoff_columns };

#define HANDOFF_COLUMNS "h.id, h.revision, h.lead_id, h.previous_id, (SELECT MAX(f.id) FROM handoff f WHERE f.previous_id = h.id) AS next_id," \
	" h.round, h.state, h.is_final, h.unanswered, v.term_id, h.term_version_id, v.number AS term_number, t.slug AS term_slug, t.name AS term_name," \
	" h.agreement_id, a.number AS agreement_number, h.calendar_version_id, h.author_id, w.name AS author_name, h.owner_id, o.name AS owner_name," \
	" h.assigned_at, h.first_assigned_at, h.words, h.how_entered, h.situation, h.next_step, h.submitted_at, h.first_submitted_at, h.decision, h.decided_at, h.attempts, h.attempts_wanted," \
	" h.last_attempt_at, h.connected_at, h.sql_at, h.sql_version_id, h.appealed, h.outcome, h.outcome_at, r.slug AS outcome_reason_slug," \
	" r.name AS outcome_reason_name, h.return_on, h.feedback_quality, h.feedback_words, h.feedback_chips, h.feedback_asked, h.all_known, h.all_met, h.in_volume," \
	" EXISTS (SELECT 1 FROM deal d WHERE d.handoff_id = h.id) AS opened," \
	" l.name AS lead_name, l.company AS lead_company, l.email AS lead_email, l.phone AS lead_phone, l.do_not_contact, h.queue_at, h.due_timer_id"
#define HANDOFF_JOINS " FROM handoff h JOIN lead_record l ON l.id = h.lead_id JOIN term_version v ON v.id = h.term_version_id" \
	" JOIN term t ON t.id = v.term_id JOIN person w ON w.id = h.author_id LEFT JOIN person o ON o.id = h.owner_id" \
	" LEFT JOIN agreement a ON a.id = h.agreement_id LEFT JOIN term r ON r.id = h.outcome_reason_id"

const struct calendar *
calendar_pinned(struct db *db, const void *ctx, int64_t version_id)
{
	const struct calendar_version *version = version_id ? calendar_version_get(db, ctx, version_id) : NULL;

	return version ? &version->calendar : NULL;
}

struct zone_row {
	const char *time_zone;
};
static const struct column zone_columns[] = { COLUMN(TEXT, struct zone_row, time_zone), { 0 } };
static const struct shape zone_shape = { sizeof(struct zone_row), zone_columns };

const char *
organisation_zone(struct db *db, const void *ctx)
{
	const struct zone_row *row = db_one(db, ctx, &zone_shape, "SELECT time_zone FROM organisation WHERE id = 1", "");

	return row ? row->time_zone : "UTC";
}

/* Two working days after the first conversation; only while a return would be possible otherwise. */
static int64_t
return_until(struct db *db, const void *ctx, const struct handoff *h)
{
	const struct calendar *calendar;
	struct deadline deadline;

	if (!h->connected_at || (h->state != HANDOFF_ACCEPTED && h->state != HANDOFF_WORKING))
		return 0;
	calendar = calendar_pinned(db, ctx, h->calendar_version_id);
	if (calendar) {
		deadline = calendar_deadline_days(calendar, h->connected_at, RETURN_DAYS, NULL);
		if (deadline.state == DEADLINE_SET)
			return deadline.at;
	}
	return return_until_plain(h->connected_at, organisation_zone(db, ctx));
}

static void
complete(struct db *db, const void *ctx, struct handoff *h)
{
	h->turn = handoff_turn(h->state, h->is_final);
	h->return_until = return_until(db, ctx, h);
}

struct handoff *
handoff_find(struct db *db, const void *ctx, int64_t id)
{
	struct handoff *h = db_one(db, ctx, &handoff_shape, "SELECT " HANDOFF_COLUMNS HANDOFF_JOINS " WHERE h.id = ?", "i", id);

	if (h)
		complete(db, ctx, h);
	return h;
}

struct handoff *
handoffs_of_lead(struct db *db, const void *ctx, int64_t lead_id, size_t *count)
{
	struct handoff *list = db_list(db, ctx, &handoff_shape, count, "SELECT " HANDOFF_COLUMNS HANDOFF_JOINS " WHERE h.lead_id = ?"
	    " ORDER BY h.id DESC LIMIT 100", "i", lead_id);

	for (size_t i = 0; i < *count; i++)
		complete(db, ctx, &list[i]);
	return list;
}

int64_t
handoff_open_of(struct db *db, int64_t lead_id)
{
	return db_integer(db, 0, "SELECT id FROM handoff WHERE lead_id = ? AND state IN ('submitted', 'info_requested', 'accepted', 'working',"
	    " 'returned', 'appealed') AND NOT is_final ORDER BY id DESC LIMIT 1", "i", lead_id);
}

const struct version *
handoff_version(struct db *db, const void *ctx, const struct handoff *h, int64_t now)
{
	return wording_kept(db, ctx, h->term_id, h->term_number, now);
}

const struct version *
handoff_sql_version(struct db *db, const void *ctx, const struct handoff *h, int64_t now, const struct term **term)
{
	int64_t term_id = h->sql_version_id ? db_integer(db, 0, "SELECT term_id FROM term_version WHERE id = ?", "i", h->sql_version_id) : 0;

	if (!term_id)
		return NULL;
	if (term)
		*term = term_find_id(db, ctx, term_id);
	return wording_kept(db, ctx, term_id, db_integer(db, 0, "SELECT number FROM term_version WHERE id = ?", "i", h->sql_version_id), now);
}

static const struct column answer_columns[] = {
	COLUMN(TEXT, struct answer, code),
	COLUMN(TEXT, struct answer, value),
	COLUMN(TEXT, struct answer, evidence),
	CODE_COLUMN(struct answer, verdict, verdict_names),
	{ 0 }
};
static const struct shape answer_shape = { sizeof(struct answer), answer_columns };

struct answer *
handoff_answers(struct db *db, const void *ctx, int64_t handoff_id, int64_t round, bool sql, size_t *count)
{
	return db_list(db, ctx, &answer_shape, count, "SELECT n.code, n.value, n.evidence, n.verdict FROM handoff_answer n"
	    " JOIN handoff h ON h.id = n.handoff_id LEFT JOIN criterion c ON c.code = n.code"
	    " AND c.version_id = IF(n.gate = 'sql', h.sql_version_id, h.term_version_id)"
	    " WHERE n.handoff_id = ? AND n.gate = ? AND n.round = ? ORDER BY c.position IS NULL, c.position, n.code", "isi", handoff_id,
	    sql ? "sql" : "mql", round);
}

/* As one list, for one statement however many they are. */
static const char *
answers_json(const void *ctx, const struct answer *answers, size_t count)
{
	json_t *list = memory_need(json_array());
	size_t length;
	char *text;

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("[s, s?, s, s]", answers[i].code, answers[i].value, answers[i].evidence ? answers[i].evidence : "",
		    verdict_names[answers[i].verdict]));
	length = json_dumpb(list, NULL, 0, JSON_COMPACT);
	text = memory_need(talloc_zero_size(ctx, length + 1));
	json_dumpb(list, text, length, JSON_COMPACT);
	json_decref(list);
	return text;
}

void
answers_save(struct held *x, int64_t round, bool sql, const struct answer *answers, size_t count)
{
	if (count)
		db_run(x->db, "INSERT INTO handoff_answer (handoff_id, round, gate, code, value, is_unknown, evidence, verdict)"
		    " SELECT ?, ?, ?, j.code, j.value, j.value IS NULL, j.evidence, j.verdict FROM JSON_TABLE(?, '$[*]' COLUMNS"
		    " (code VARCHAR(40) PATH '$[0]', value VARCHAR(1000) PATH '$[1]', evidence VARCHAR(1000) PATH '$[2]', verdict VARCHAR(10) PATH '$[3]')) j"
		    " ON DUPLICATE KEY UPDATE value = VALUES(value), is_unknown = VALUES(is_unknown), evidence = VALUES(evidence), verdict = VALUES(verdict)",
		    "iiss", x->is.id, round, sql ? "sql" : "mql", answers_json(x->ctx, answers, count));
}

static const struct column attempt_columns[] = {
	COLUMN(INT, struct attempt, id),
	COLUMN(INT, struct attempt, handoff_id),
	CODE_COLUMN(struct attempt, channel, channel_names),
	CODE_COLUMN(struct attempt, result, attempt_result_names),
	COLUMN(TIME, struct attempt, happened_at),
	COLUMN(TIME, struct attempt, recorded_at),
	COLUMN(INT, struct attempt, person_id),
	COLUMN(TEXT, struct attempt, person_name),
	COLUMN(TEXT, struct attempt, note),
	COLUMN(TEXT, struct attempt, system),
	COLUMN(TEXT, struct attempt, external_id),
	COLUMN(TIME, struct attempt, undone_at),
	{ 0 }
};
static const struct shape attempt_shape = { sizeof(struct attempt), attempt_columns };

struct attempt *
attempts_of(struct db *db, const void *ctx, int64_t handoff_id, size_t *count)
{
	return db_list(db, ctx, &attempt_shape, count, "SELECT a.id, a.handoff_id, a.channel, a.result, a.happened_at, a.recorded_at, a.person_id,"
	    " p.name AS person_name, a.note, a.system, a.external_id, a.undone_at FROM attempt a LEFT JOIN person p ON p.id = a.person_id"
	    " WHERE a.handoff_id = ? ORDER BY a.happened_at, a.id", "i", handoff_id);
}
