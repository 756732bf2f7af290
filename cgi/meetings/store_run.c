/* Keeps what happens in a meeting. */
#include "meetings/store_parts.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

static const struct column item_columns[] = {
	COLUMN(INT, struct item, id),
	COLUMN(INT, struct item, meeting_id),
	CODE_COLUMN(struct item, section, section_names),
	COLUMN(TEXT, struct item, subject),
	COLUMN(INT, struct item, subject_id),
	COLUMN(INT, struct item, position),
	CODE_COLUMN(struct item, place, place_names),
	COLUMN(TEXT, struct item, why),
	COLUMN(TEXT, struct item, title),
	COLUMN(TEXT, struct item, detail),
	COLUMN(TEXT, struct item, href),
	COLUMN(INT, struct item, minutes),
	COLUMN(INT, struct item, added_by),
	COLUMN(TEXT, struct item, added_name),
	COLUMN(TIME, struct item, added_at),
	CODE_COLUMN(struct item, outcome, item_outcome_names),
	COLUMN(TIME, struct item, outcome_at),
	COLUMN(INT, struct item, owner_id),
	COLUMN(TEXT, struct item, owner_name),
	COLUMN(TIME, struct item, shown_at),
	COLUMN(INT, struct item, spent_seconds),
	COLUMN(TEXT, struct item, note),
	COLUMN(INT, struct item, note_revision),
	{ 0 }
};
static const struct shape item_shape = { sizeof(struct item), item_columns };

#define ITEM_SELECT "SELECT i.id, i.meeting_id, i.section, i.subject, i.subject_id, i.position, i.place, i.why, i.title, i.detail, i.href, i.minutes, i.added_by," \
	" a.name AS added_name, i.added_at, i.outcome, i.outcome_at, i.owner_id, o.name AS owner_name, i.shown_at, i.spent_seconds, i.note, i.note_revision" \
	" FROM meeting_item i LEFT JOIN person a ON a.id = i.added_by LEFT JOIN person o ON o.id = i.owner_id"

struct item *
meeting_items(struct db *db, const void *ctx, int64_t meeting_id, size_t *count)
{
	return db_list(db, ctx, &item_shape, count, ITEM_SELECT " WHERE i.meeting_id = ? ORDER BY i.place, i.position, i.id", "i", meeting_id);
}

struct item *
item_find(struct db *db, const void *ctx, int64_t meeting_id, int64_t id)
{
	return db_one(db, ctx, &item_shape, ITEM_SELECT " WHERE i.id = ? AND i.meeting_id = ?", "ii", id, meeting_id);
}

static const struct column beside_columns[] = {
	COLUMN(INT, struct beside, id),
	COLUMN(INT, struct beside, item_id),
	COLUMN(TEXT, struct beside, words),
	COLUMN(TEXT, struct beside, person_name),
	CODE_COLUMN(struct beside, team, team_names),
	COLUMN(TIME, struct beside, at),
	{ 0 }
};
static const struct shape beside_shape = { sizeof(struct beside), beside_columns };

#define BESIDE_SELECT "SELECT n.id, n.item_id, n.words, p.name AS person_name, p.team, n.at FROM meeting_item i JOIN meeting_note n ON n.item_id = i.id" \
	" AND n.is_beside AND n.taken_at IS NULL JOIN person p ON p.id = n.person_id WHERE i.meeting_id = ?"

struct beside *
notes_beside(struct db *db, const void *ctx, int64_t meeting_id, size_t *count)
{
	return db_list(db, ctx, &beside_shape, count, BESIDE_SELECT " ORDER BY n.id", "i", meeting_id);
}

static const struct column hand_columns[] = { COLUMN(TEXT, struct note_hand, person_name), COLUMN(TIME, struct note_hand, at), { 0 } };
static const struct shape hand_shape = { sizeof(struct note_hand), hand_columns };

struct note_hand *
note_last(struct db *db, const void *ctx, int64_t item_id)
{
	return db_one(db, ctx, &hand_shape, "SELECT p.name AS person_name, n.at FROM meeting_note n JOIN person p ON p.id = n.person_id WHERE n.item_id = ?"
	    " AND NOT n.is_beside ORDER BY n.revision DESC LIMIT 1", "i", item_id);
}

int64_t
meeting_pulse(struct db *db, int64_t meeting_id)
{
	return db_integer(db, 0, "SELECT pulse FROM meeting WHERE id = ?", "i", meeting_id);
}

void
pulse_move(struct db *db, int64_t meeting_id)
{
	db_run(db, "UPDATE meeting SET pulse = pulse + 1 WHERE id = ?", "i", meeting_id);
}

void
table_set(struct db *db, int64_t meeting_id, int64_t item_id, int64_t now)
{
	db_run(db, "UPDATE meeting_item SET spent_seconds = spent_seconds + GREATEST(0, ? - UNIX_TIMESTAMP(shown_at)), shown_at = NULL WHERE meeting_id = ?"
	    " AND shown_at IS NOT NULL", "ii", now, meeting_id);
	if (item_id)
		db_run(db, "UPDATE meeting_item SET shown_at = ? WHERE id = ? AND meeting_id = ?", "tii", now, item_id, meeting_id);
	db_run(db, "UPDATE meeting SET item_id = ?, pulse = pulse + 1 WHERE id = ?", "ni", item_id, meeting_id);
}

/* Locks a meeting that runs, and one of its points. */
static enum act_result
item_hold(struct db *db, const void *ctx, int64_t meeting_id, int64_t item_id, struct meeting **m, struct item **item)
{
	*m = meeting_hold(db, ctx, meeting_id);
	*item = *m ? item_find(db, ctx, meeting_id, item_id) : NULL;
	if (!*item)
		return RESULT_GONE;
	return meeting_can(*m, MEETING_NOTE) && (*item)->place == PLACE_AGENDA ? RESULT_DONE : RESULT_MOVED;
}

struct words_row {
	const char *words;
};
static const struct column words_columns[] = { COLUMN(TEXT, struct words_row, words), { 0 } };
static const struct shape words_shape = { sizeof(struct words_row), words_columns };

/* The text a note was at a revision; NULL: it never was that. */
static const char *
note_at(struct db *db, const void *ctx, int64_t item_id, int64_t revision)
{
	const struct words_row *row;

	if (revision == 0)
		return "";
	row = db_one(db, ctx, &words_shape, "SELECT words FROM meeting_note WHERE item_id = ? AND NOT is_beside AND revision = ?", "ii", item_id, revision);
	return row ? row->words : NULL;
}

static void
note_keep(struct db *db, const struct actor *actor, const struct item *item, int64_t revision, bool beside, const char *words)
{
	db_run(db, "INSERT INTO meeting_note (item_id, revision, is_beside, words, person_id, at) VALUES (?, ?, ?, ?, ?, ?)", "iiisit", item->id, revision, (int64_t)beside,
	    words, actor->person_id, actor->now);
	if (!beside)
		db_run(db, "UPDATE meeting_item SET note = ?, note_revision = ? WHERE id = ?", "sii", words, revision, item->id);
	pulse_move(db, item->meeting_id);
}

enum act_result
note_save(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t item_id, int64_t revision, const char *words, bool *was_beside)
{
	struct meeting *m;
	struct item *item;
	enum act_result result = item_hold(db, ctx, meeting_id, item_id, &m, &item);
	const char *base, *merged;

	*was_beside = false;
	if (result != RESULT_DONE || strcmp(item->note, words) == 0)
		return result;
	base = revision == item->note_revision ? item->note : note_at(db, ctx, item_id, revision);
	if (base && note_merge(ctx, base, item->note, words, &merged)) {
		if (strcmp(merged, item->note) != 0)
			note_keep(db, actor, item, item->note_revision + 1, false, merged);
		return RESULT_DONE;
	}
	*was_beside = true;
	if (!db_integer(db, 0, "SELECT COUNT(*) FROM meeting_note WHERE item_id = ? AND is_beside AND taken_at IS NULL AND person_id = ? AND words = ?", "iis", item_id,
	    actor->person_id, words))
		note_keep(db, actor, item, revision, true, words);
	return RESULT_DONE;
}

enum act_result
note_take(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t beside_id)
{
	int64_t item_id = db_integer(db, 0, "SELECT item_id FROM meeting_note WHERE id = ? AND is_beside", "i", beside_id);
	struct meeting *m;
	struct item *item;
	enum act_result result = item_hold(db, ctx, meeting_id, item_id, &m, &item);
	const struct words_row *row;

	if (result != RESULT_DONE)
		return result;
	row = db_one(db, ctx, &words_shape, "SELECT words FROM meeting_note WHERE id = ? AND taken_at IS NULL", "i", beside_id);
	if (!row)
		return RESULT_MOVED;
	db_run(db, "UPDATE meeting_note SET taken_at = ? WHERE id = ?", "ti", actor->now, beside_id);
	note_keep(db, actor, item, item->note_revision + 1, false, *item->note ? text_format(ctx, "%s\n%s", item->note, row->words) : row->words);
	return RESULT_DONE;
}

enum act_result
item_show(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t item_id)
{
	struct meeting *m;
	struct item *item;
	enum act_result result = item_hold(db, ctx, meeting_id, item_id, &m, &item);

	if (result == RESULT_DONE && m->item_id != item_id)
		table_set(db, meeting_id, item_id, actor->now);
	return result;
}

enum act_result
item_outcome(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t item_id, int outcome, int64_t owner_id)
{
	struct meeting *m;
	struct item *item;
	enum act_result result = item_hold(db, ctx, meeting_id, item_id, &m, &item);
	int64_t next;

	if (result != RESULT_DONE)
		return result;
	db_run(db, "UPDATE meeting_item SET outcome = ?, outcome_at = ?, owner_id = ? WHERE id = ?", "stni", item_outcome_names[outcome], actor->now, owner_id, item_id);
	next = db_integer(db, 0, "SELECT id FROM meeting_item WHERE meeting_id = ? AND place = 'agenda' AND outcome IS NULL ORDER BY position < ?, position LIMIT 1",
	    "ii", meeting_id, item->position);
	table_set(db, meeting_id, next ? next : item_id, actor->now);
	audit_add(db, actor, "meeting.outcome", "meeting", meeting_id, item_outcome_names[outcome]);
	return RESULT_DONE;
}
