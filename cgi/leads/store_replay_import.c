/* A draft tried on leads out of files: what their columns and fields answer, by each criterion. */
#include "leads/store_replay.h"

#include "base/text.h"
#include "leads/rules_bound.h"
#include "leads/rules_import.h"
#include "leads/store_import_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { SPAN = 4000 };	/* leads read at once */

static const struct column row_columns[] = {
	COLUMN(INT, struct replay_row, id),
	COLUMN(INT, struct replay_row, lead_id),
	COLUMN(INT, struct replay_row, round),
	COLUMN(INT, struct replay_row, version_id),
	COLUMN(BOOL, struct replay_row, won),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct replay_row), row_columns };

/* The stages at and behind the term's own, as a list of ids; those of no known place are only themselves. */
static const char *
stages_from(struct db *db, const void *ctx, int64_t term_id, int64_t now)
{
	size_t count;
	const struct stage_rank *ranks = stage_ranks(db, ctx, now, &count);
	json_t *list = json_array();
	int64_t from = 0;

	for (size_t i = 0; i < count; i++)
		if (ranks[i].id == term_id)
			from = ranks[i].rank;
	for (size_t i = 0; i < count; i++)
		if (ranks[i].id == term_id || (from && ranks[i].rank >= from))
			json_array_append_new(list, json_integer((json_int_t)ranks[i].id));
	return json_print(ctx, list);
}

/* What is asked of other tables is a set that is read once, not a look for each of a hundred thousand. */
#define ROWS "SELECT h.lead_id AS id, h.lead_id, 1 AS round, 0 AS version_id, h.won_at IS NOT NULL OR h.lead_id IN (SELECT x.lead_id FROM deal d" \
	" JOIN deal_lead x ON x.deal_id = d.id WHERE d.won_at IS NOT NULL) AS won FROM lead_history h" \
	" WHERE h.lead_id NOT IN (SELECT l.id FROM lead_record l WHERE l.merged_into_id IS NOT NULL)" \
	" AND h.lead_id NOT IN (SELECT l.id FROM lead_record l WHERE l.erased_at IS NOT NULL)"
#define NEWEST " ORDER BY COALESCE(h.mql_at, h.told_at) DESC, h.lead_id DESC LIMIT ?"

static struct replay_row *
rows_of(struct db *db, const void *ctx, const struct replay_asked *asked, bool second, int64_t now, size_t *count)
{
	const struct term *gate = asked->over == REPLAY_CLAIMED ? gate_named(db, ctx) : NULL;
	bool is_first = gate && gate->id == asked->term->id;

	if (asked->over == REPLAY_IMPORTED)
		return db_list(db, ctx, &row_shape, count, ROWS NEWEST, "i", asked->most);
	return db_list(db, ctx, &row_shape, count, ROWS " AND (h.stage_id IN (SELECT j.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j)"
	    " OR (? AND h.mql_at IS NOT NULL) OR (? AND h.sql_at IS NOT NULL))" NEWEST, "siii", stages_from(db, ctx, asked->term->id, now), (int64_t)is_first,
	    (int64_t)second, asked->most);
}

/* What a lead and its file say. */
struct told {
	int64_t id;
	const char *kept;
	struct lead lead;
};
#define IN_LEAD(type, member) { DB_##type, #member, offsetof(struct told, lead.member), NULL }
static const struct column told_columns[] = {
	COLUMN(INT, struct told, id),
	COLUMN(TEXT, struct told, kept),
	IN_LEAD(TEXT, name), IN_LEAD(TEXT, company), IN_LEAD(TEXT, job), IN_LEAD(TEXT, email), IN_LEAD(TEXT, phone), IN_LEAD(TEXT, website),
	{ DB_CODE, "origin", offsetof(struct told, lead.origin), origin_names },
	IN_LEAD(TEXT, source), IN_LEAD(TEXT, campaign), IN_LEAD(TEXT, theme), IN_LEAD(TEXT, persona), IN_LEAD(TEXT, stage),
	{ 0 }
};
static const struct shape told_shape = { sizeof(struct told), told_columns };

/* One criterion of one side: where its answer may stand. */
struct question {
	const struct criterion *criterion;
	int field;			/* of the lead, that it is bound to; GLOSSARY_NONE: to none, or to a column of the file alone */
	const char **columns, **means;	/* and what their values were said to mean: as many */
	const struct replay_asker *asker;
	struct known *known;		/* KNOWN of them */
};

/* What a cell was found to answer, NULL nothing: most say what another has said before. */
struct known {
	const char *cell, *answer;
};
enum { KNOWN = 4096, LOOKS = 8, KNOWN_CELL = 40 };

/*
 * Where a cell is known, or may be; NULL: there is no room for it. Longer ones than KNOWN_CELL bytes are hardly said twice, and are not kept: what is known of
 * a criterion stays below 1.5 MB so, its places, two texts for each and what they cost beside.
 */
static struct known *
known_place(const struct question *q, const char *cell)
{
	size_t place = 5381;

	if (strlen(cell) > KNOWN_CELL)
		return NULL;
	for (const char *at = cell; *at; at++)
		place = place * 33 + (unsigned char)*at;
	for (size_t i = 0; i < LOOKS; i++) {
		struct known *k = &q->known[(place + i) % KNOWN];

		if (!k->cell || strcmp(k->cell, cell) == 0)
			return k;
	}
	return NULL;
}

static const char *
cell_answer(const struct question *q, const void *ctx, const char *cell)
{
	struct known *k = known_place(q, cell);
	const char *answer;

	if (k && k->cell)
		return k->answer;
	answer = import_answer(ctx, q->criterion, cell);
	if (!k)
		return answer;
	k->cell = text_copy(q->known, cell);
	return k->answer = answer ? text_copy(q->known, answer) : NULL;
}

static void
questions_add(struct replay *replay, struct question *list, size_t *count, const struct version *version, const char *bindings, bool of_draft)
{
	struct replay_asker *asker = version ? replay_asker(replay, 0, version) : NULL;

	for (size_t i = 0; asker && i < asker->count; i++) {	/* each side reads a cell by its own bounds */
		if (of_draft)
			asker->questions[i].in_force = 0;
		else
			asker->questions[i].draft = 0;
	}
	for (size_t i = 0; version && i < version->criteria_count; i++) {
		const char **columns = import_columns_of(replay, &version->criteria[i], bindings), **means, *bound = binding_of(replay, bindings, version->criteria[i].code);
		size_t n = 0;

		while (columns[n])
			n++;
		means = memory_need(talloc_array(replay, const char *, n + 1));
		for (size_t j = 0; j < n; j++)
			means[j] = text_format(replay, IMPORT_MEANS "%s", columns[j]);
		list[(*count)++] = (struct question){ &version->criteria[i], bound ? bound_place(replay, bound) : GLOSSARY_NONE, columns, means, asker,
			memory_need(talloc_zero_array(replay, struct known, KNOWN)) };
	}
}

/* The cell or field that answers; NULL: none does. */
static const char *
cell_of(const struct question *q, const struct told *told, const json_t *kept)
{
	const char *value = NULL;

	for (size_t i = 0; !value && q->columns[i]; i++) {
		value = json_string_value(json_object_get(kept, q->means[i]));
		if (!value)
			value = json_string_value(json_object_get(kept, q->columns[i]));
	}
	return value ? value : bound_value_at(&told->lead, q->field);
}

static void
row_take(struct replay *replay, const void *ctx, size_t row, const struct told *told, const struct question *questions, size_t count)
{
	json_t *kept = told->kept ? json_loads(told->kept, 0, NULL) : NULL;

	for (size_t i = 0; i < count; i++) {
		const char *cell = cell_of(&questions[i], told, kept), *value = cell ? cell_answer(&questions[i], ctx, cell) : NULL;

		if (value)
			replay_take(replay, row, questions[i].criterion->code, value, questions[i].asker);
	}
	json_decref(kept);
}

struct place {
	int64_t id;
	size_t row;
};

static int
by_id(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* With what the lead itself says, and without, when nothing asks for that. */
#define TOLD(fields, joins) "SELECT h.lead_id AS id, h.kept, " fields " FROM lead_history h" joins \
	" WHERE h.lead_id BETWEEN ? AND ? ORDER BY h.lead_id"
#define TOLD_WHOLE TOLD("l.name, l.company, l.job, l.email, l.phone, l.website, l.origin," \
	" COALESCE(s.name, '') AS source, COALESCE(c.name, '') AS campaign, COALESCE(th.name, l.theme_name) AS theme, COALESCE(pe.name, l.persona_name) AS persona," \
	" COALESCE(st.name, l.stage_name) AS stage", " JOIN lead_record l ON l.id = h.lead_id LEFT JOIN source s ON s.id = l.source_id" \
	" LEFT JOIN campaign c ON c.id = l.campaign_id LEFT JOIN term th ON th.id = l.theme_id LEFT JOIN term pe ON pe.id = l.persona_id LEFT JOIN term st ON st.id = l.stage_id")
#define TOLD_BY_FILE TOLD("NULL AS name, NULL AS company, NULL AS job, NULL AS email, NULL AS phone, NULL AS website, 'marketing' AS origin, NULL AS source, NULL AS campaign, NULL AS theme," \
	" NULL AS persona, NULL AS stage", "")

static const struct told *
told_read(struct db *db, const void *ctx, bool whole, int64_t first, int64_t last, size_t *count)
{
	return whole ? db_list(db, ctx, &told_shape, count, TOLD_WHOLE, "ii", first, last) : db_list(db, ctx, &told_shape, count, TOLD_BY_FILE, "ii", first, last);
}

static void
answers_take(struct db *db, struct replay *replay, const struct question *questions, size_t question_count)
{
	bool whole = false;
	struct place *places = memory_need(talloc_array(replay, struct place, replay->count + 1));

	for (size_t i = 0; i < replay->count; i++)
		places[i] = (struct place){ replay->rows[i].id, i };
	qsort(places, replay->count, sizeof *places, by_id);
	for (size_t i = 0; i < question_count; i++)
		whole = whole || questions[i].field != GLOSSARY_NONE;
	for (size_t at = 0; at < replay->count;) {
		void *batch = talloc_new(replay);
		size_t last = at + SPAN < replay->count ? at + SPAN : replay->count, count;
		const struct told *told = told_read(db, batch, whole, places[at].id, places[last - 1].id, &count);

		for (size_t i = 0; i < count; i++) {
			while (at < last && places[at].id < told[i].id)
				at++;
			if (at < last && places[at].id == told[i].id)
				row_take(replay, batch, places[at].row, &told[i], questions, question_count);
		}
		at = last;
		talloc_free(batch);
	}
}

struct replay *
replay_imported(struct db *db, const void *ctx, const struct replay_asked *asked, bool second, int64_t now)
{
	size_t count, asks = 0, most = asked->draft->criteria_count + (asked->in_force ? asked->in_force->criteria_count : 0);
	const struct replay_row *rows = rows_of(db, ctx, asked, second, now, &count);
	struct replay *replay = replay_new(ctx, asked->draft, asked->in_force, rows, count);
	struct question *questions = memory_need(talloc_zero_array(replay, struct question, most + 1));

	questions_add(replay, questions, &asks, asked->draft, asked->term->bindings, true);
	questions_add(replay, questions, &asks, asked->in_force, asked->term->bindings, false);
	answers_take(db, replay, questions, asks);
	replay_count(replay);
	return replay;
}
