/* Files of other systems: finding them, and what people do with one. */
#include "leads/store_import_parts.h"

#include "auth/audit.h"
#include "base/text.h"
#include "leads/rules_handoff.h"

#include <string.h>
#include <talloc.h>

const char *const import_state_names[] = { "columns", "checking", "ready", "running", "stopped", "done", "undoing", "undone", NULL };
const char *const import_act_names[] = { "create", "update", "same", "refuse", NULL };

enum { LOOKED_AT_ONCE = 4 };	/* pieces that are checked while somebody waits */

static const char *
printed(const void *ctx, json_t *value, size_t flags)
{
	size_t length = json_dumpb(value, NULL, 0, flags);
	char *text = memory_need(talloc_zero_size(ctx, length + 1));

	json_dumpb(value, text, length, flags);
	json_decref(value);
	return text;
}

const char *
json_print(const void *ctx, json_t *value)
{
	return printed(ctx, value, JSON_COMPACT | JSON_ENCODE_ANY);
}

const char *
json_print_sorted(const void *ctx, json_t *value)
{
	return printed(ctx, value, JSON_COMPACT | JSON_SORT_KEYS);
}

static const struct column file_columns[] = {
	COLUMN(INT, struct import_file, id),
	COLUMN(INT, struct import_file, revision),
	CODE_COLUMN(struct import_file, kind, import_kind_names),
	COLUMN(TEXT, struct import_file, file_name),
	COLUMN(INT, struct import_file, bytes),
	COLUMN(TEXT, struct import_file, encoding),
	COLUMN(TEXT, struct import_file, delimiter),
	COLUMN(INT, struct import_file, lines_total),
	COLUMN(INT, struct import_file, pieces),
	COLUMN(TEXT, struct import_file, footer),
	COLUMN(TEXT, struct import_file, header_json),
	COLUMN(TEXT, struct import_file, found_json),
	COLUMN(TEXT, struct import_file, mapping),
	COLUMN(TEXT, struct import_file, system),
	CODE_COLUMN(struct import_file, state, import_state_names),
	COLUMN(INT, struct import_file, at_piece),
	COLUMN(INT, struct import_file, at_line),
	COLUMN(INT, struct import_file, created),
	COLUMN(INT, struct import_file, updated),
	COLUMN(INT, struct import_file, same),
	COLUMN(INT, struct import_file, refused),
	COLUMN(INT, struct import_file, flagged),
	COLUMN(INT, struct import_file, held),
	COLUMN(INT, struct import_file, noticed),
	COLUMN(INT, struct import_file, left_alone),
	COLUMN(INT, struct import_file, person_id),
	COLUMN(TEXT, struct import_file, person_name),
	CODE_COLUMN(struct import_file, team, team_names),
	COLUMN(INT, struct import_file, token_id),
	COLUMN(TIME, struct import_file, made_at),
	COLUMN(TIME, struct import_file, started_at),
	COLUMN(TIME, struct import_file, stopped_at),
	COLUMN(TIME, struct import_file, done_at),
	COLUMN(TIME, struct import_file, undone_at),
	COLUMN(TEXT, struct import_file, problem),
	{ 0 }
};
static const struct shape file_shape = { sizeof(struct import_file), file_columns };

#define FILE_SELECT(headers, found, mapping) "SELECT f.id, f.revision, f.kind, f.file_name, f.bytes, f.encoding, f.delimiter, f.lines_total, f.pieces," \
	" f.footer, " headers " AS header_json, " found " AS found_json, " mapping " AS mapping, f.system, f.state, f.at_piece, f.at_line, f.created, f.updated, f.same," \
	" f.refused, f.flagged, f.held, f.noticed, f.left_alone, f.person_id, p.name AS person_name, f.team, f.token_id, f.made_at, f.started_at, f.stopped_at, f.done_at," \
	" f.undone_at, f.problem" \
	" FROM import_file f JOIN person p ON p.id = f.person_id"

struct import_file *
import_file_find(struct db *db, const void *ctx, int64_t id)
{
	struct import_file *file = db_one(db, ctx, &file_shape, FILE_SELECT("f.headers", "f.found", "f.mapping") " WHERE f.id = ?", "i", id);
	json_t *names, *name;
	size_t i;

	if (!file)
		return NULL;
	names = json_loads(file->header_json, 0, NULL);
	file->headers = memory_need(talloc_zero_array(file, const char *, json_array_size(names) + 1));
	json_array_foreach(names, i, name)
		file->headers[file->header_count++] = text_copy(file, json_string_value(name));
	json_decref(names);
	return file;
}

struct import_file *
import_files(struct db *db, const void *ctx, int64_t before_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &file_shape, count, FILE_SELECT("''", "''", "''") " WHERE f.id < ? ORDER BY f.id DESC LIMIT ?", "ii",
	    before_id ? before_id : INT64_MAX, limit);
}

/* One column of what was found. */
static struct import_found
found_read(const void *ctx, const json_t *of)
{
	struct import_found f = { .filled = json_integer_value(json_object_get(of, "filled")) };
	const json_t *samples = json_object_get(of, "samples"), *values = json_object_get(of, "values"), *dates = json_object_get(of, "dates");
	const char *value;
	json_t *item;
	size_t i;

	json_array_foreach((json_t *)samples, i, item)
		if (i < IMPORT_SAMPLES)
			f.samples[f.sample_count++] = text_copy(ctx, json_string_value(item));
	f.value_count = json_is_object(values) ? 0 : IMPORT_VALUES_SHOWN + 1;
	json_object_foreach((json_t *)values, value, item)
		if (f.value_count < IMPORT_VALUES_SHOWN) {
			f.counts[f.value_count] = json_integer_value(item);
			f.values[f.value_count++] = text_copy(ctx, value);
		}
	f.dates.plain = json_integer_value(json_object_get(dates, "plain"));
	f.dates.only_dmy = json_integer_value(json_object_get(dates, "dmy"));
	f.dates.only_mdy = json_integer_value(json_object_get(dates, "mdy"));
	f.dates.either = json_integer_value(json_object_get(dates, "either"));
	f.dates.none = json_integer_value(json_object_get(dates, "none"));
	value = json_string_value(json_object_get(dates, "sample"));
	f.dates.sample = value ? text_copy(ctx, value) : NULL;
	value = json_string_value(json_object_get(dates, "decides"));
	f.dates.decides = value ? text_copy(ctx, value) : NULL;
	return f;
}

struct import_found *
import_file_found(const void *ctx, const struct import_file *file)
{
	struct import_found *list = memory_need(talloc_zero_array(ctx, struct import_found, file->header_count + 1));
	json_t *found = json_loads(file->found_json, 0, NULL);

	for (size_t i = 0; i < file->header_count; i++)
		list[i] = found_read(list, json_array_get(found, i));
	json_decref(found);
	return list;
}

/* Nothing has failed yet of what begins. */
#define FRESH "tries = 0, next_try_at = NULL, problem = ''"

/* Locks the file; NULL: there is none. */
static struct import_file *
file_hold(struct db *db, const void *ctx, int64_t id)
{
	return db_integer(db, 0, "SELECT id FROM import_file WHERE id = ? FOR UPDATE", "i", id) ? import_file_find(db, ctx, id) : NULL;
}

enum act_result
import_file_settle(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const struct import_map *map)
{
	const struct import_file *file = file_hold(db, ctx, id);

	if (!file)
		return RESULT_GONE;
	if (file->state > FILE_READY)
		return RESULT_MOVED;
	if (file->revision != revision)
		return RESULT_STALE;
	db_run(db, "UPDATE import_file SET revision = revision + 1, mapping = ?, system = ?, state = 'checking', at_piece = 0, at_line = 0, created = 0,"
	    " updated = 0, same = 0, refused = 0, flagged = 0, held = 0, noticed = 0, " FRESH " WHERE id = ?", "ssi", import_map_print(ctx, file->kind, map, file->headers), map->system, id);
	db_run(db, "DELETE FROM import_row WHERE import_id = ?", "i", id);
	db_run(db, "DELETE FROM import_key WHERE import_id = ?", "i", id);
	audit_add(db, actor, "import.settle", "import", id, map->system);
	for (int i = 0; i < LOOKED_AT_ONCE && db_integer(db, 0, "SELECT state = 'checking' FROM import_file WHERE id = ?", "i", id) == 1; i++)
		import_file_step(db, ctx, id, actor->now);
	return RESULT_DONE;
}

enum act_result
import_file_start(struct db *db, const void *ctx, const struct actor *actor, int64_t id)
{
	const struct import_file *file = file_hold(db, ctx, id);

	if (!file)
		return RESULT_GONE;
	if (file->state == FILE_RUNNING)
		return RESULT_DONE;
	if (file->state == FILE_STOPPED) {
		db_run(db, "UPDATE import_file SET revision = revision + 1, state = 'running', stopped_at = NULL, " FRESH " WHERE id = ?", "i", id);
		audit_add(db, actor, "import.start", "import", id, NULL);
		return RESULT_DONE;
	}
	if (file->state != FILE_READY)
		return RESULT_MOVED;
	db_run(db, "UPDATE import_file SET revision = revision + 1, state = 'running', at_piece = 0, at_line = 0, created = 0, updated = 0, same = 0, refused = 0,"
	    " flagged = 0, held = 0, noticed = 0, stopped_at = NULL, " FRESH ", started_at = ?, person_id = ?, team = ?, token_id = ? WHERE id = ?", "tisni", actor->now, actor->person_id,
	    team_names[actor->team], actor->token_id, id);
	db_run(db, "DELETE FROM import_row WHERE import_id = ?", "i", id);
	import_remember(db, ctx, file);
	audit_add(db, actor, "import.start", "import", id, NULL);
	return RESULT_DONE;
}

enum act_result
import_file_stop(struct db *db, const void *ctx, const struct actor *actor, int64_t id)
{
	const struct import_file *file = file_hold(db, ctx, id);

	if (!file)
		return RESULT_GONE;
	if (file->state == FILE_STOPPED)
		return RESULT_DONE;
	if (file->state != FILE_RUNNING)
		return RESULT_MOVED;
	db_run(db, "UPDATE import_file SET revision = revision + 1, state = 'stopped', stopped_at = ? WHERE id = ?", "ti", actor->now, id);
	audit_add(db, actor, "import.stop", "import", id, NULL);
	return RESULT_DONE;
}

int64_t
import_undo_until(const struct import_file *file)
{
	int64_t ended = file->done_at ? file->done_at : file->stopped_at;

	return ended && (file->state == FILE_DONE || file->state == FILE_STOPPED) ? ended + (int64_t)IMPORT_UNDO_DAYS * 86400 : 0;
}

enum act_result
import_file_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id)
{
	const struct import_file *file = file_hold(db, ctx, id);

	if (!file)
		return RESULT_GONE;
	if (file->state == FILE_UNDOING)
		return RESULT_DONE;
	if (actor->now > import_undo_until(file))
		return RESULT_MOVED;
	db_run(db, "UPDATE import_file SET revision = revision + 1, state = 'undoing', at_line = 0, left_alone = 0, " FRESH ", person_id = ?, team = ?, token_id = ? WHERE id = ?",
	    "isni", actor->person_id, team_names[actor->team], actor->token_id, id);
	audit_add(db, actor, "import.undo", "import", id, NULL);
	return RESULT_DONE;
}

static const struct column refused_columns[] = {
	COLUMN(INT, struct import_refused, line),
	COLUMN(TEXT, struct import_refused, cells),
	COLUMN(TEXT, struct import_refused, problems),
	{ 0 }
};
static const struct shape refused_shape = { sizeof(struct import_refused), refused_columns };

struct import_refused *
import_file_refused(struct db *db, const void *ctx, int64_t id, int64_t after_line, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &refused_shape, count, "SELECT line, cells, problems FROM import_row FORCE INDEX (import_row_act) WHERE import_id = ? AND act = 'refuse' AND line > ?"
	    " ORDER BY line LIMIT ?", "iii", id, after_line, limit);
}

struct import_refused *
import_file_noticed(struct db *db, const void *ctx, int64_t id, int64_t after_line, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &refused_shape, count, "SELECT line, cells, problems FROM import_row FORCE INDEX (import_row_noticed) WHERE import_id = ? AND is_noticed = TRUE"
	    " AND line > ? ORDER BY line LIMIT ?", "iii", id, after_line, limit);
}

static const struct column past_columns[] = {
	COLUMN(INT, struct lead_past, lead_id),
	COLUMN(INT, struct lead_past, import_id),
	COLUMN(TEXT, struct lead_past, system),
	COLUMN(INT, struct lead_past, stage_id),
	COLUMN(TEXT, struct lead_past, stage_name),
	COLUMN(TEXT, struct lead_past, status),
	COLUMN(TIME, struct lead_past, record_made_at),
	COLUMN(TIME, struct lead_past, mql_at),
	COLUMN(TIME, struct lead_past, sal_at),
	COLUMN(TIME, struct lead_past, first_attempt_at),
	COLUMN(TIME, struct lead_past, sql_at),
	COLUMN(TIME, struct lead_past, won_at),
	COLUMN(TIME, struct lead_past, lost_at),
	CODE_COLUMN(struct lead_past, outcome, outcome_names),
	COLUMN(TEXT, struct lead_past, currency),
	COLUMN(INT, struct lead_past, amount_minor),
	COLUMN(INT, struct lead_past, flags),
	COLUMN(TEXT, struct lead_past, kept),
	COLUMN(TIME, struct lead_past, told_at),
	{ 0 }
};
static const struct shape past_shape = { sizeof(struct lead_past), past_columns };

struct lead_past *
lead_past_find(struct db *db, const void *ctx, int64_t lead_id)
{
	return db_one(db, ctx, &past_shape, "SELECT h.lead_id, h.import_id, h.system, h.stage_id, COALESCE(t.name, h.stage_name) AS stage_name, h.status,"
	    " h.record_made_at, h.mql_at, h.sal_at, h.first_attempt_at, h.sql_at, h.won_at, h.lost_at, h.outcome, h.currency, h.amount_minor, h.flags, h.kept, h.told_at"
	    " FROM lead_history h LEFT JOIN term t ON t.id = h.stage_id WHERE h.lead_id = ?", "i", lead_id);
}
