/* Taking a person out of what people wrote elsewhere: texts of other leads, of meetings, and about words and agreements. */
#include "leads/store_erase_parts.h"
#include "leads/store_import_parts.h"

#include "auth/audit.h"
#include "auth/keyed.h"
#include "base/text.h"
#include "data/content.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

#define ANSWER_COUNTED "EXISTS (SELECT 1 FROM handoff h JOIN criterion c ON c.version_id = IF(handoff_answer.gate = 'sql', h.sql_version_id, h.term_version_id)" \
    " AND c.code = handoff_answer.code WHERE h.id = handoff_answer.handoff_id AND " COUNTED ")"

/* Where people write. Whoever adds a place where somebody may be named adds it here, or to store_erase_places.c when it hangs on a lead. */
static const struct place {
	const char *table, *key;	/* the key's rows, or the first part of it, go up */
	const char *columns[6];
	bool is_long;			/* it grows with the leads */
	bool has_revision;
	const char *area;		/* whose pages show it; NULL: those of leads */
	const char *counted;		/* where its first column is counted by, and names nobody: a condition */
} places[] = {
	{ "meeting", "id", { "title", "cancelled_why" }, .area = "meetings" },
	{ "meeting_wish", "meeting_id", { "why" }, .area = "meetings" },
	{ "meeting_item", "id", { "why", "title", "detail", "note" }, .area = "meetings" },
	{ "meeting_note", "id", { "words" }, .area = "meetings" },
	{ "meeting_task", "id", { "words", "report" }, .area = "meetings" },
	{ "aired_issue", "id", { "words" }, .area = "meetings" },
	{ "issue_reply", "id", { "words" }, .area = "meetings" },
	{ "term", "id", { "marketing_says", "sales_says", "examples", "counter_examples", "deprecated_why" }, .has_revision = true, .area = "glossary" },
	{ "term_edit", "id", { "before_text", "after_text" }, .area = "glossary" },
	{ "term_import", "id", { "content" }, .area = "glossary" },
	{ "version_act", "id", { "words" }, .area = "glossary" },
	{ "agreement_act", "id", { "words" }, .area = "sla" },
	{ "amendment_act", "id", { "words" }, .area = "sla" },
	{ "record_correction", "id", { "words" }, .is_long = true },
	{ "handoff", "id", { "words", "how_entered", "situation", "next_step", "feedback_words" }, .is_long = true, .has_revision = true },
	{ "handoff_act", "id", { "words" }, .is_long = true },
	{ "handoff_answer", "handoff_id", { "value", "evidence" }, .is_long = true, .counted = ANSWER_COUNTED },
	{ "handoff_draft", "id", { "content" }, .is_long = true },
	{ "attempt", "id", { "note" }, .is_long = true },
	{ "deal", "id", { "name" }, .is_long = true, .has_revision = true },
	{ "deal_event", "id", { "words" }, .is_long = true },
	{ "lead_history", "lead_id", { "kept", "said" }, .is_long = true },
	{ "lead_told", "lead_id", { "said" }, .is_long = true },
	{ "deal_history", "deal_id", { "said" }, .is_long = true },
	{ "import_row", "import_id", { "problems" }, .is_long = true },
};
enum { PLACES = sizeof places / sizeof *places };

enum { ROWS_AT_ONCE = 20000, STEPS_AT_ONCE = 3 * PLACES };	/* some tens of milliseconds for so many rows; a request has seconds */

struct number {
	int64_t id;
};
static const struct column number_columns[] = { COLUMN(INT, struct number, id), { 0 } };
static const struct shape number_shape = { sizeof(struct number), number_columns };

/* Whom to look for, and how far that is. */
struct rest {
	int64_t id;
	const char *sealed;
	int64_t place;
	int64_t after_id;
	const char *pattern, *instead;	/* out of sealed; NULL: it cannot be opened */
};
static const struct column rest_columns[] = {
	COLUMN(INT, struct rest, id), COLUMN(TEXT, struct rest, sealed), COLUMN(INT, struct rest, place), COLUMN(INT, struct rest, after_id), { 0 }
};
static const struct shape rest_shape = { sizeof(struct rest), rest_columns };

static void
row_rewrite(struct db *db, const void *ctx, const struct actor *actor, const struct place *p, int64_t id, const struct rest *rest)
{
	int64_t changed = 0;

	for (size_t i = 0; i < 6 && p->columns[i]; i++)
		changed += db_run(db, text_format(ctx, "UPDATE %s SET %s = REGEXP_REPLACE(%s, ?, ?) WHERE %s = ? AND %s REGEXP ?%s%s", p->table, p->columns[i], p->columns[i],
		    p->key, p->columns[i], p->counted && !i ? " AND NOT " : "", p->counted && !i ? p->counted : ""), "ssis", rest->pattern, rest->instead, id, rest->pattern);
	if (changed > 0 && p->has_revision)
		db_run(db, text_format(ctx, "UPDATE %s SET revision = revision + 1 WHERE id = ?", p->table), "i", id);
	if (changed > 0 && (text_equal(p->area, "glossary") || text_equal(p->area, "sla")))
		audit_add(db, actor, "words.erase", p->table, id, NULL);
}

/* Some rows of one place behind a key, found without holding those of others; the last key of them, 0: there are no more. */
static int64_t
rows_rewrite(struct db *db, const void *ctx, const struct actor *actor, const struct place *p, int64_t after, const struct rest *rest)
{
	const char *columns = text_join(ctx, p->columns, ", ");
	int64_t last = db_integer(db, 0, text_format(ctx, "SELECT MAX(k) FROM (SELECT %s AS k FROM %s WHERE %s > ? ORDER BY %s LIMIT %d) x", p->key, p->table, p->key,
	    p->key, (int)ROWS_AT_ONCE), "i", after);
	size_t count = 0;
	const struct number *found = !last ? NULL : db_list(db, ctx, &number_shape, &count, text_format(ctx, "SELECT DISTINCT %s AS id FROM %s WHERE %s > ? AND %s <= ?"
	    " AND CONCAT_WS('\n', %s) REGEXP ?", p->key, p->table, p->key, p->key, columns), "iis", after, last, rest->pattern);

	for (size_t i = 0; i < count; i++)
		row_rewrite(db, ctx, actor, p, found[i].id, rest);
	if (count && p->area)
		content_touch(db, p->area);
	return last;
}

/* What programs were answered first, with such a text in it: a day's worth. */
static void
answers_rewrite(struct db *db, const void *ctx, const struct rest *rest)
{
	size_t count;
	const struct kept_answer *list = db_list(db, ctx, &kept_answer_shape, &count, "SELECT person_id, route, request_key FROM request_key WHERE body REGEXP ?", "s",
	    rest->pattern);

	answers_clear(db, list, count);
}

static void
rest_open(const void *ctx, struct rest *rest)
{
	const char *text = keyed_open(ctx, rest->sealed);
	char **lines = text ? text_split_lines(ctx, text, NULL) : NULL;

	rest->pattern = lines ? lines[0] : NULL;
	rest->instead = lines && lines[0] ? lines[1] : NULL;
}

static void
step(struct db *db, const void *ctx, const struct actor *actor, struct rest *rest)
{
	rest->after_id = rows_rewrite(db, ctx, actor, &places[rest->place], rest->after_id, rest);
	if (!rest->after_id)
		rest->place++;
	if (rest->place == PLACES)
		answers_rewrite(db, ctx, rest);
}

/* Whether others have the number of one of these people: then it is not that person's alone. */
static bool
number_shared(struct db *db, const void *ctx, const struct lead *lead, const struct lead *const *leads, size_t count)
{
	struct buffer *ids = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(ids, "%s%" PRId64, i ? ", " : "", leads[i]->id);
	return db_integer(db, 1, text_format(ctx, "SELECT EXISTS (SELECT 1 FROM lead_record WHERE phone_key = ? AND merged_into_id IS NULL AND id NOT IN (%s))",
	    buffer_take(ctx, ids)), "s", phone_key(ctx, lead->phone)) != 0;
}

const struct lead *const *
people_sought(struct db *db, const void *ctx, const struct lead *const *leads, size_t count, bool names)
{
	const struct lead **sought = memory_need(talloc_array(ctx, const struct lead *, count + 1));

	for (size_t i = 0; i < count; i++) {
		struct lead *lead = memory_need(talloc_memdup(ctx, leads[i], sizeof *leads[i]));

		if (!names || db_integer(db, 0, "SELECT 1 FROM term WHERE name = ? LIMIT 1", "s", lead->name ? lead->name : "") == 1)
			lead->name = "";
		if (!text_blank(lead->phone) && number_shared(db, ctx, lead, leads, count))
			lead->phone = "";
		sought[i] = lead;
	}
	return sought;
}

void
words_forget(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count, bool later)
{
	const struct lead *const *sought = people_sought(db, ctx, leads, count, true);
	struct rest rest = { .pattern = people_pattern(ctx, sought, count, true), .instead = people_instead(sought, count) };

	if (!rest.pattern)
		return;
	for (int i = 0; !later && i < STEPS_AT_ONCE && rest.place < PLACES && db_fate(db) == DB_FINE; i++)
		step(db, ctx, actor, &rest);
	/* From the first place on: what others were writing meanwhile is seen only afterwards. */
	db_run(db, "INSERT INTO erasure_rest (sealed, place, after_id, begun_at) VALUES (?, 0, 0, ?)", "st",
	    keyed_seal(ctx, text_format(ctx, "%s\n%s", rest.pattern, rest.instead)), actor->now);
}

void
words_forget_near(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count)
{
	const struct lead *const *sought = people_sought(db, ctx, leads, count, false);
	struct rest rest = { .pattern = people_pattern(ctx, sought, count, true), .instead = people_instead(sought, count) };

	while (rest.pattern && rest.place < PLACES && db_fate(db) == DB_FINE)
		if (places[rest.place].is_long)
			rest.place++;
		else
			step(db, ctx, actor, &rest);
}

bool
erasure_texts_wait(struct db *db)
{
	return db_integer(db, 0, "SELECT 1 FROM erasure_rest WHERE place < ? LIMIT 1", "i", (int64_t)PLACES) == 1;
}

int64_t
erasure_words_follow(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	struct rest *rest = db_one(db, ctx, &rest_shape, "SELECT id, sealed, place, after_id FROM erasure_rest WHERE place < ? ORDER BY id LIMIT 1", "i", (int64_t)PLACES);
	const struct actor nobody = { .team = TEAM_OBSERVER, .now = now };
	int64_t done = 0;

	if (!rest)
		return 0;
	rest_open(ctx, rest);
	for (; rest->pattern && done < limit && rest->place < PLACES && db_fate(db) == DB_FINE; done++)
		step(db, ctx, &nobody, rest);
	db_run(db, "UPDATE erasure_rest SET place = ?, after_id = ? WHERE id = ?", "iii", rest->pattern ? rest->place : (int64_t)PLACES, rest->after_id, rest->id);
	return done;
}

const char *
erasure_mail_next(struct db *db, const void *ctx, int64_t *id)
{
	struct rest *rest = db_one(db, ctx, &rest_shape, "SELECT id, sealed, place, after_id FROM erasure_rest WHERE place >= ? ORDER BY id LIMIT 1", "i", (int64_t)PLACES);

	*id = rest ? rest->id : 0;
	if (rest)
		rest_open(ctx, rest);
	return rest ? rest->pattern : NULL;
}

bool
erasure_names(struct db *db, const char *pattern, const char *text)
{
	bool names = db_integer(db, 0, "SELECT COALESCE(? REGEXP ?, 0)", "ss", text, pattern) == 1;

	return names && db_fate(db) == DB_FINE;
}

void
erasure_mail_done(struct db *db, int64_t id)
{
	db_run(db, "DELETE FROM erasure_rest WHERE id = ?", "i", id);
}

static const struct column named_columns[] = {
	COLUMN(TEXT, struct named_wording, kind), COLUMN(INT, struct named_wording, id), COLUMN(TEXT, struct named_wording, name), COLUMN(INT, struct named_wording, number), COLUMN(TEXT, struct named_wording, slug), { 0 }
};
static const struct shape named_shape = { sizeof(struct named_wording), named_columns };

struct named_wording *
wordings_naming(struct db *db, const void *ctx, const struct lead *const *leads, size_t count, size_t *found)
{
	const char *pattern = people_pattern(ctx, people_sought(db, ctx, leads, count, true), count, true);

	*found = 0;
	if (!pattern)
		return NULL;
	return db_list(db, ctx, &named_shape, found, "SELECT 'version' AS kind, v.id, t.name, v.number, t.slug FROM term_version v JOIN term t ON t.id = v.term_id"
	    " WHERE CONCAT_WS('\n', v.meaning, v.change_note) REGEXP ? OR EXISTS (SELECT 1 FROM criterion c WHERE c.version_id = v.id AND CONCAT_WS('\n', c.label, c.choices) REGEXP ?)"
	    " UNION ALL SELECT 'agreement', id, '', number, '' FROM agreement WHERE CONCAT_WS('\n', text, change_note) REGEXP ?"
	    " UNION ALL SELECT 'amendment', id, '', number, '' FROM amendment WHERE reason REGEXP ? ORDER BY kind, id", "ssss", pattern, pattern, pattern, pattern);
}
