/* The places where something about a lead is kept, each cleared by one statement. Whoever adds a place adds it here. */
#include "leads/store_erase_parts.h"
#include "leads/store_result.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

/* Of one record, named by its number. What is answered by a choice, a number or a day names nobody and stays for the figures. */
static const char *const of_lead[] = {
	"UPDATE handoff h JOIN handoff_answer a ON a.handoff_id = h.id LEFT JOIN criterion c ON c.version_id = IF(a.gate = 'sql', h.sql_version_id,"
	    " h.term_version_id) AND c.code = a.code SET a.evidence = '', a.is_unknown = IF(" COUNTED ", a.is_unknown, TRUE), a.value = IF(" COUNTED
	    ", a.value, NULL) WHERE h.lead_id = ?",
	"UPDATE handoff h JOIN handoff_act e ON e.handoff_id = h.id SET e.words = '' WHERE h.lead_id = ?",
	"UPDATE handoff h JOIN timer t ON t.subject = 'handoff' AND t.subject_id = h.id JOIN record_correction c ON c.timer_id = t.id SET c.words = ''"
	    " WHERE h.lead_id = ?",
	"UPDATE handoff h JOIN attempt a ON a.handoff_id = h.id SET a.note = '', a.system = NULL, a.external_id = NULL WHERE h.lead_id = ?",
	"UPDATE handoff SET words = '', how_entered = '', situation = '', next_step = '', feedback_words = '', back_on = NULL, revision = revision + 1"
	    " WHERE lead_id = ?",
	"UPDATE lead_history SET stage_name = '', status = '', kept = NULL, said = '{}' WHERE lead_id = ?",
	"DELETE FROM lead_told WHERE lead_id = ?",
	"UPDATE import_row r JOIN import_file f ON f.id = r.import_id AND f.kind = 'leads' SET r.before_row = NULL, r.cells = NULL, r.problems = NULL WHERE r.subject_id = ?",
	"DELETE FROM handoff_draft WHERE lead_id = ?",
	"DELETE FROM watch WHERE kind = 'lead' AND subject_id = ?",
	"DELETE FROM lead_word WHERE lead_id = ?",
	"DELETE FROM lead_ref WHERE lead_id = ?",
	"UPDATE lead_record SET account_id = NULL, name = '', name_key = '', company = '', job = '', email = NULL, email_key = NULL, copy = 0, domain = NULL,"
	    " phone = '', phone_key = '', website = '', theme_name = '', persona_name = '', stage_name = '', first_touch = NULL, last_touch = NULL,"
	    " basis = '', revision = revision + 1 WHERE id = ?",
	NULL
};

static const struct column kept_columns[] = {
	COLUMN(INT, struct kept_answer, person_id), COLUMN(TEXT, struct kept_answer, route), COLUMN(TEXT, struct kept_answer, request_key), { 0 }
};
const struct shape kept_answer_shape = { sizeof(struct kept_answer), kept_columns };

void
answers_clear(struct db *db, const struct kept_answer *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		db_run(db, "UPDATE request_key SET body = '{\"erased\":true}' WHERE person_id = ? AND route = ? AND request_key = ?", "iss", list[i].person_id,
		    list[i].route, list[i].request_key);
}

void
answers_forget(struct db *db, const void *ctx, const char *kind, int64_t id)
{
	/* Found without holding those of others. */
	const char *name = text_format(ctx, "%%/%s/%" PRId64, kind, id), *below = text_format(ctx, "%s/%%", name);
	size_t count;
	const struct kept_answer *list = db_list(db, ctx, &kept_answer_shape, &count, "SELECT person_id, route, request_key FROM request_key WHERE body IS NOT NULL"
	    " AND (route LIKE ? OR route LIKE ? OR location LIKE ?)", "sss", name, below, name);

	answers_clear(db, list, count);
}

struct number {
	int64_t id;
};
static const struct column number_columns[] = { COLUMN(INT, struct number, id), { 0 } };
static const struct shape number_shape = { sizeof(struct number), number_columns };

const char *
like_within(const void *ctx, const char *text)
{
	const char *plain = text_blank(text) ? "" : text_replace(ctx, text_replace(ctx, text_replace(ctx, text, "!", "!!"), "%", "!%"), "_", "!_");

	return *plain ? text_format(ctx, "%%%s%%", plain) : NULL;
}

#define NAMES(column) "(? OR " column " LIKE ? ESCAPE '!' OR " column " LIKE ? ESCAPE '!' OR " column " LIKE ? ESCAPE '!')"

/*
 * A deal that is of erased leads alone, or comes from one, loses what was written about it; of another, what names the person. What was sold, for how
 * much and when stays.
 */
static void
deals_clear(struct db *db, const void *ctx, const struct lead *lead)
{
	const char *name = like_within(ctx, lead->name), *email = like_within(ctx, lead->email), *phone = like_within(ctx, lead->phone);
	size_t count;
	const struct number *deals = db_list(db, ctx, &number_shape, &count, "SELECT deal_id AS id FROM deal_lead WHERE lead_id = ? ORDER BY deal_id", "i", lead->id);

	for (size_t i = 0; i < count; i++) {
		int64_t id = deals[i].id, whole = db_integer(db, 0, "SELECT MAX(is_primary AND lead_id = ?) OR SUM(l.erased_at IS NULL) = 0 FROM deal_lead x"
		    " JOIN lead_record l ON l.id = x.lead_id WHERE x.deal_id = ?", "ii", lead->id, id);

		db_run(db, "UPDATE deal_event SET words = '' WHERE deal_id = ? AND " NAMES("words"), "iisss", id, whole, name, email, phone);
		db_run(db, "UPDATE deal SET name = CONCAT('Deal ', id), revision = revision + 1 WHERE id = ? AND " NAMES("name"), "iisss", id, whole, name, email, phone);
		db_run(db, "UPDATE deal_history SET said = '{}' WHERE deal_id = ? AND " NAMES("said"), "iisss", id, whole, name, email, phone);
		db_run(db, "UPDATE import_row r JOIN import_file f ON f.id = r.import_id AND f.kind = 'deals' SET r.before_row = NULL, r.cells = NULL, r.problems = NULL"
		    " WHERE r.subject_id = ? AND " NAMES("CONCAT_WS(' ', r.before_row, r.cells, r.problems)"), "iisss", id, whole, name, email, phone);
		answers_forget(db, ctx, "deals", id);
	}
}

/* What deals were before a file took them to other leads: its undo then leaves them alone. Found without holding the rows of others. */
static void
deals_before_clear(struct db *db, const void *ctx, int64_t lead_id)
{
	struct at { int64_t import_id, line; };
	static const struct column columns[] = { COLUMN(INT, struct at, import_id), COLUMN(INT, struct at, line), { 0 } };
	static const struct shape shape = { sizeof(struct at), columns };
	size_t count;
	const struct at *rows = db_list(db, ctx, &shape, &count, "SELECT r.import_id, r.line FROM import_file f JOIN import_row r ON r.import_id = f.id AND r.act = 'update'"
	    " WHERE f.kind = 'deals' AND r.before_row IS NOT NULL AND JSON_CONTAINS(r.before_row, CAST(? AS CHAR), '$.leads')", "i", lead_id);

	for (size_t i = 0; i < count; i++)
		db_run(db, "UPDATE import_row SET before_row = NULL WHERE import_id = ? AND line = ?", "ii", rows[i].import_id, rows[i].line);
}

/* The company of a lead, when nobody else of it and no deal is here. */
static void
account_clear(struct db *db, int64_t id)
{
	if (!id || db_integer(db, 1, "SELECT EXISTS (SELECT 1 FROM lead_record WHERE account_id = ?) OR EXISTS (SELECT 1 FROM deal WHERE account_id = ?)", "ii", id, id))
		return;
	db_run(db, "UPDATE account SET name = CONCAT('Erased account ', id), domain = NULL, revision = revision + 1 WHERE id = ?", "i", id);
	db_run(db, "DELETE FROM account_ref WHERE account_id = ?", "i", id);
}

/* A source and a campaign that came with this lead alone and that nobody has taken up. Results count by them: they lose their names alone. */
static void
names_clear(struct db *db, int64_t id)
{
	int64_t source = db_integer(db, 0, "SELECT s.id FROM lead_record l JOIN source s ON s.id = l.source_id WHERE l.id = ? AND NOT s.is_known AND s.same_as_id IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM lead_record x WHERE x.source_id = s.id AND x.id <> l.id)", "i", id);
	int64_t campaign = db_integer(db, 0, "SELECT c.id FROM lead_record l JOIN campaign c ON c.id = l.campaign_id WHERE l.id = ? AND NOT c.is_known"
	    " AND c.same_as_id IS NULL AND NOT EXISTS (SELECT 1 FROM lead_record x WHERE x.campaign_id = c.id AND x.id <> l.id)", "i", id);

	if (source) {
		db_run(db, "UPDATE source SET name = CONCAT('Erased source ', id) WHERE id = ?", "i", source);
	}
	if (campaign) {
		db_run(db, "UPDATE campaign SET name = CONCAT('Erased campaign ', id) WHERE id = ?", "i", campaign);
	}
}

struct view_row {
	int64_t id;
	const char *query;
};
static const struct column view_columns[] = { COLUMN(INT, struct view_row, id), COLUMN(TEXT, struct view_row, query), { 0 } };
static const struct shape view_shape = { sizeof(struct view_row), view_columns };

/* Searches somebody saved for this person, with the names they gave them. */
static void
searches_clear(struct db *db, const void *ctx, const struct lead *lead)
{
	size_t count;
	const struct view_row *views = db_list(db, ctx, &view_shape, &count, "SELECT id, query FROM saved_view WHERE query LIKE '%text=%'", "");

	for (size_t i = 0; i < count; i++)
		if (search_names(ctx, views[i].query, lead))
			db_run(db, "UPDATE saved_view SET query = ?, name = CONCAT('View ', id), revision = revision + 1 WHERE id = ?", "si",
			    search_unnamed(ctx, views[i].query), views[i].id);
}

/* Whether a record of the same address stays, that was not made one with this. */
static bool
lives_on(struct db *db, const void *ctx, const struct lead *lead)
{
	return db_integer(db, 0, "SELECT 1 FROM lead_record WHERE email_key = ? AND erased_at IS NULL AND COALESCE(merged_into_id, id) <> ? LIMIT 1", "si",
	    email_key(ctx, lead->email), lead->merged_into_id ? lead->merged_into_id : lead->id) == 1;
}

static void
lead_clear(struct db *db, const void *ctx, const struct actor *actor, const struct lead *lead, bool asked_for)
{
	size_t count;
	const struct number *handoffs = db_list(db, ctx, &number_shape, &count, "SELECT id FROM handoff WHERE lead_id = ?", "i", lead->id);

	if (asked_for || !lives_on(db, ctx, lead))
		searches_clear(db, ctx, lead);
	if (!asked_for && !lives_on(db, ctx, lead))
		words_forget_near(db, ctx, actor, &lead, 1);
	names_clear(db, lead->id);
	for (const char *const *sql = of_lead; *sql; sql++)
		db_run(db, *sql, "i", lead->id);
	for (size_t i = 0; i < count; i++)
		answers_forget(db, ctx, "handoffs", handoffs[i].id);
	answers_forget(db, ctx, "leads", lead->id);
}

void
places_clear(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count, int why)
{
	bool asked_for = why != ERASE_OLD;

	for (size_t i = 0; i < count; i++) {
		lead_clear(db, ctx, actor, leads[i], asked_for);
		db_run(db, "UPDATE lead_record SET erased_at = ? WHERE id = ?", "ti", actor->now, leads[i]->id);
	}
	for (size_t i = 0; i < count; i++) {
		deals_clear(db, ctx, leads[i]);
		deals_before_clear(db, ctx, leads[i]->id);
		account_clear(db, leads[i]->account_id);
		results_follow_edited(db, ctx, leads[i]->id);
	}
	if (asked_for)
		words_forget(db, ctx, actor, leads, count, why == ERASE_AGAIN);
	/* What somebody typed while signed out, kept for an hour: a form about anybody may hold it, and is typed again. */
	if (count && asked_for)
		db_run(db, "DELETE FROM carried_form WHERE path LIKE '/leads%' OR path LIKE '/handoffs%' OR path LIKE '/deals%'", "");
}
