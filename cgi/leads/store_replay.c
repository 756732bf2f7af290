/* Reads the rows a draft is tried on: first which, then their answers, some thousand rows at a time so that memory stays small. */
#include "leads/store_replay.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { SPAN = 8000 };	/* ids */

static const struct column row_columns[] = {
	COLUMN(INT, struct replay_row, id),
	COLUMN(INT, struct replay_row, lead_id),
	COLUMN(INT, struct replay_row, round),
	COLUMN(INT, struct replay_row, version_id),
	COLUMN(BOOL, struct replay_row, won),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct replay_row), row_columns };

#define WON " EXISTS (SELECT 1 FROM deal_lead x JOIN deal d ON d.id = x.deal_id WHERE x.lead_id = h.lead_id AND d.won_at >= h.first_submitted_at) AS won"

static struct replay_row *
rows_of_handoffs(struct db *db, const void *ctx, bool second, int64_t most, size_t *count)
{
	if (second)
		return db_list(db, ctx, &row_shape, count, "SELECT h.id, h.lead_id, (SELECT MAX(n.round) FROM handoff_answer n WHERE n.handoff_id = h.id"
		    " AND n.gate = 'sql') AS round, h.sql_version_id AS version_id," WON " FROM handoff h WHERE h.state <> 'withdrawn'"
		    " AND h.sql_version_id IS NOT NULL ORDER BY h.first_submitted_at DESC, h.id DESC LIMIT ?", "i", most);
	return db_list(db, ctx, &row_shape, count, "SELECT h.id, h.lead_id, h.round, h.term_version_id AS version_id," WON " FROM handoff h"
	    " WHERE h.state <> 'withdrawn' ORDER BY h.first_submitted_at DESC, h.id DESC LIMIT ?", "i", most);
}

/* The versions that rows were asked by, found once each. */
struct askers {
	struct replay_asker **list;
	size_t count;
	size_t last;			/* found last: many rows in a row have the same */
};

struct asker_name {
	int64_t term_id;
	int64_t number;
};
static const struct column name_columns[] = { COLUMN(INT, struct asker_name, term_id), COLUMN(INT, struct asker_name, number), { 0 } };
static const struct shape name_shape = { sizeof(struct asker_name), name_columns };

static const struct replay_asker *
asker_of(struct db *db, struct replay *replay, struct askers *a, int64_t version_id, int64_t now)
{
	const struct asker_name *name;

	if (a->count && a->list[a->last]->version_id == version_id)
		return a->list[a->last];
	for (a->last = 0; a->last < a->count; a->last++)
		if (a->list[a->last]->version_id == version_id)
			return a->list[a->last];
	name = db_one(db, replay, &name_shape, "SELECT term_id, number FROM term_version WHERE id = ?", "i", version_id);
	a->list = memory_need(talloc_realloc(replay, a->list, struct replay_asker *, a->count + 1));
	a->list[a->count] = replay_asker(replay, version_id, name ? version_find(db, replay, name->term_id, name->number, now) : NULL);
	return a->list[a->count++];	/* `last` is it by now */
}

/* The answers of a handoff in one round as one text: each "code, US, value", parted by RS. Neither sign is in a value. */
struct given {
	int64_t id;
	int64_t round;
	const char *answers;
};
static const struct column given_columns[] = {
	COLUMN(INT, struct given, id),
	COLUMN(INT, struct given, round),
	COLUMN(TEXT, struct given, answers),
	{ 0 }
};
static const struct shape given_shape = { sizeof(struct given), given_columns };

/* Takes the text to pieces. */
static void
given_take(struct replay *replay, size_t row, char *text, const struct replay_asker *asker)
{
	for (char *end; text && *text; text = end) {
		char *value = strchr(text, '\x1f');

		end = strchr(text, '\x1e');
		if (end)
			*end++ = '\0';
		if (!value)
			continue;
		*value++ = '\0';
		replay_take(replay, row, text, value, asker);
	}
}

/* Places of rows in the order of their ids, so that answers are read along the primary key. */
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

static const struct place *
places_of(const void *ctx, const struct replay *replay)
{
	struct place *places = memory_need(talloc_array(ctx, struct place, replay->count + 1));

	for (size_t i = 0; i < replay->count; i++)
		places[i] = (struct place){ replay->rows[i].id, i };
	qsort(places, replay->count, sizeof *places, by_id);
	return places;
}

static void
answers_take(struct db *db, struct replay *replay, bool second, int64_t now)
{
	const struct place *places = places_of(replay, replay);
	const char *codes = replay_codes(replay, replay);
	struct askers askers = { .list = NULL };

	for (size_t at = 0; at < replay->count;) {
		void *batch = talloc_new(replay);
		int64_t last = places[at].id + SPAN - 1;
		size_t count;
		const struct given *given;

		if (last > places[replay->count - 1].id)
			last = places[replay->count - 1].id;
		given = db_list(db, batch, &given_shape, &count, "SELECT n.handoff_id AS id, n.round, GROUP_CONCAT(n.code, '\x1f', n.value SEPARATOR '\x1e')"
		    " AS answers FROM handoff_answer n WHERE n.handoff_id BETWEEN ? AND ? AND n.gate = ? AND FIND_IN_SET(n.code, ?)"
		    " GROUP BY n.handoff_id, n.round", "iiss", places[at].id, last, second ? "sql" : "mql", codes);
		for (size_t i = 0; i < count; i++) {
			while (at < replay->count && places[at].id < given[i].id)
				at++;
			if (at < replay->count && places[at].id == given[i].id && given[i].answers && given[i].round == replay->rows[places[at].row].round)
				given_take(replay, places[at].row, text_copy(batch, given[i].answers),
				    asker_of(db, replay, &askers, replay->rows[places[at].row].version_id, now));
		}
		while (at < replay->count && places[at].id <= last)
			at++;
		talloc_free(batch);
	}
}

/* Whether a draft is of the gate that is passed in a conversation. */
static bool
is_second(struct db *db, const void *ctx, const struct term *draft, int64_t now)
{
	const struct term *gate = NULL, *second = NULL;

	handoff_gate(db, ctx, now, &gate);
	if (gate && gate->id == draft->id)
		return false;
	sql_gate(db, ctx, now, &second);
	return second && second->id == draft->id;
}

struct replay *
replay_run(struct db *db, const void *ctx, const struct replay_asked *asked, int64_t now)
{
	bool second = is_second(db, ctx, asked->term, now);
	const struct replay_row *rows;
	struct replay *replay;
	size_t count;

	if (asked->over != REPLAY_HANDOFFS)
		return replay_imported(db, ctx, asked, second, now);
	rows = rows_of_handoffs(db, ctx, second, asked->most, &count);
	replay = replay_new(ctx, asked->draft, asked->in_force, rows, count);
	answers_take(db, replay, second, now);
	replay_count(replay);
	return replay;
}

static const struct column line_columns[] = {
	COLUMN(INT, struct replay_line, place),
	COLUMN(INT, struct replay_line, handoff_id),
	COLUMN(INT, struct replay_line, lead_id),
	COLUMN(TEXT, struct replay_line, lead_name),
	COLUMN(TEXT, struct replay_line, lead_company),
	COLUMN(TIME, struct replay_line, submitted_at),
	CODE_COLUMN(struct replay_line, state, handoff_state_names),
	COLUMN(BOOL, struct replay_line, is_final),
	{ 0 }
};
static const struct shape line_shape = { sizeof(struct replay_line), line_columns };

struct replay_line *
replay_lines(struct db *db, const void *ctx, int over, const int64_t *ids, size_t count, size_t *found)
{
	struct buffer *text = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(text, "%s%" PRId64, i ? "," : "[", ids[i]);
	buffer_format(text, "%s", count ? "]" : "[]");
	if (over != REPLAY_HANDOFFS)
		return db_list(db, ctx, &line_shape, found, "SELECT j.place, 0 AS handoff_id, h.lead_id, l.name AS lead_name, l.company AS lead_company,"
		    " COALESCE(h.mql_at, h.told_at) AS submitted_at, NULL AS state, FALSE AS is_final"
		    " FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT UNSIGNED PATH '$')) j"
		    " STRAIGHT_JOIN lead_history h ON h.lead_id = j.id JOIN lead_record l ON l.id = h.lead_id ORDER BY j.place", "s", buffer_take(ctx, text));
	return db_list(db, ctx, &line_shape, found, "SELECT j.place, h.id AS handoff_id, h.lead_id, l.name AS lead_name, l.company AS lead_company,"
	    " h.first_submitted_at AS submitted_at, h.state, h.is_final"
	    " FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT UNSIGNED PATH '$')) j"
	    " STRAIGHT_JOIN handoff h ON h.id = j.id JOIN lead_record l ON l.id = h.lead_id ORDER BY j.place", "s", buffer_take(ctx, text));
}
