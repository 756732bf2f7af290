/* Files at work: one piece after the other, each in one transaction, so that what stops it at any moment leaves whole pieces. */
#include "leads/store_import_parts.h"

#include "auth/audit.h"
#include "base/text.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_lead.h"

#include <string.h>
#include <talloc.h>

struct id_row {
	int64_t id;
};
static const struct column id_columns[] = { COLUMN(INT, struct id_row, id), { 0 } };
static const struct shape id_shape = { sizeof(struct id_row), id_columns };

struct piece_row {
	const char *content;
};
static const struct column piece_columns[] = { COLUMN(TEXT, struct piece_row, content), { 0 } };
static const struct shape piece_shape = { sizeof(struct piece_row), piece_columns };

static const struct column rank_columns[] = {
	COLUMN(INT, struct stage_rank, id),
	COLUMN(TEXT, struct stage_rank, name),
	COLUMN(INT, struct stage_rank, rank),
	{ 0 }
};
static const struct shape rank_shape = { sizeof(struct stage_rank), rank_columns };

enum { DEAL_PATH_BEHIND = 10000 };

struct stage_rank *
stage_ranks(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	return db_list(db, ctx, &rank_shape, count, "SELECT t.id, t.name, IF(v.stage_position IS NULL, 0, v.stage_position + IF(v.stage_path = 'deal', ?, 0)) AS rank"
	    " FROM term t JOIN term_version v ON v.id ="
	    " COALESCE((SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ? ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1),"
	    " (SELECT y.id FROM term_version y WHERE y.term_id = t.id AND y.state <> 'withdrawn' ORDER BY y.number DESC LIMIT 1))"
	    " WHERE t.kind = 'stage' ORDER BY rank, t.id", "it", (int64_t)DEAL_PATH_BEHIND, now);
}

struct choice *
import_stages(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	const struct stage_rank *ranks = stage_ranks(db, ctx, now, count);
	struct choice *list = memory_need(talloc_zero_array(ctx, struct choice, *count + 1));

	for (size_t i = 0; i < *count; i++)
		list[i] = (struct choice){ ranks[i].id, ranks[i].name, true };
	return list;
}

int64_t
import_stage_called(struct db *db, const void *ctx, const char *word)
{
	size_t count;
	const struct term_hit *hits = terms_called(db, ctx, import_stage_names(ctx, word), 20, &count);

	for (size_t i = 0; i < count; i++)
		if (hits[i].kind == KIND_STAGE && !hits[i].retired)
			return hits[i].id;
	return 0;
}

int64_t
stage_rank_of(const struct import_pass *pass, int64_t id)
{
	for (size_t i = 0; id && i < pass->rank_count; i++)
		if (pass->ranks[i].id == id)
			return pass->ranks[i].rank;
	return 0;
}

/* A name that was looked up: of a stage, or of a person. */
struct name_memo {
	const char *name;
	bool is_person;
	int64_t id;
	int team;
};

static struct name_memo *
memo_of(struct import_pass *pass, const char *name, bool is_person, bool *fresh)
{
	struct name_memo *m;

	*fresh = false;
	for (size_t i = 0; i < pass->name_count; i++)
		if (pass->names[i].is_person == is_person && strcmp(pass->names[i].name, name) == 0)
			return &pass->names[i];
	if ((pass->name_count & (pass->name_count + 1)) == 0)
		pass->names = memory_need(talloc_realloc(pass->ctx, pass->names, struct name_memo, 2 * (pass->name_count + 1)));
	m = &pass->names[pass->name_count++];
	*m = (struct name_memo){ .name = name, .is_person = is_person };
	*fresh = true;
	return m;
}

int64_t
pass_stage(struct import_pass *pass, const char *stage)
{
	struct name_memo *m;
	bool fresh;

	if (text_blank(stage))
		return 0;
	m = memo_of(pass, stage, false, &fresh);
	if (fresh)
		m->id = import_stage_called(pass->db, pass->ctx, stage);
	return m->id;
}

struct person_row {
	int64_t id;
	int team;
};
static const struct column person_columns[] = { COLUMN(INT, struct person_row, id), CODE_COLUMN(struct person_row, team, team_names), { 0 } };
static const struct shape person_shape = { sizeof(struct person_row), person_columns };

int64_t
pass_person(struct import_pass *pass, const char *named, int *team)
{
	struct name_memo *m;
	bool fresh;

	*team = GLOSSARY_NONE;
	if (text_blank(named))
		return 0;
	m = memo_of(pass, named, true, &fresh);
	if (fresh) {
		const struct person_row *p = db_one(pass->db, pass->ctx, &person_shape, "SELECT id, team FROM person WHERE (email = ? OR name = ?) AND team <> 'observer'"
		    " ORDER BY email = ? DESC, disabled_at IS NULL DESC, id LIMIT 1", "sss", named, named, named);

		m->id = p ? p->id : 0;
		m->team = p ? p->team : GLOSSARY_NONE;
	}
	*team = m->team;
	return m->id;
}

/* The cells of a piece, each row read by the map. */
static void
cases_read(struct import_pass *pass, const char *content)
{
	json_t *rows = json_loads(content, 0, NULL), *row;
	size_t i;

	pass->cases = memory_need(talloc_zero_array(pass->ctx, struct import_case, json_array_size(rows) + 1));
	json_array_foreach(rows, i, row) {
		const json_t *cells = json_array_get(row, 1);
		size_t line = (size_t)json_integer_value(json_array_get(row, 0)), count = json_array_size(cells);
		struct import_case *c = &pass->cases[pass->count++];
		const char **list = memory_need(talloc_zero_array(pass->cases, const char *, count + 1));

		for (size_t j = 0; j < count; j++)
			list[j] = text_copy(list, json_string_value(json_array_get(cells, j)));
		c->cells = list;
		c->cell_count = count;
		if (json_is_string(cells)) {
			c->row = memory_need(talloc_zero(pass->cases, struct import_row));
			c->row->line = line;
			import_row_refuse(c->row, GLOSSARY_NONE, json_string_value(cells));
		} else {
			c->row = import_row_read(pass->cases, pass->file->kind, pass->map, (const char *const *)pass->file->headers, line, list, count, pass->actor.now,
			    pass->zone);
		}
		c->act = c->row->problem_count ? ROW_REFUSED : ROW_CREATES;
	}
	json_decref(rows);
}

void
case_refuse_erased(struct import_case *c, int field, const char *words)
{
	c->act = ROW_REFUSED;
	c->is_erased = true;
	c->before = NULL;
	c->row->problem_count = 0;
	import_row_refuse(c->row, field, words);
}

static json_t *
problems_json(const struct import_case *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->row->problem_count; i++) {
		const struct import_problem *p = &c->row->problems[i];

		json_array_append_new(list, json_pack("[i, s, s]", p->column, c->is_erased ? "" : p->value, p->words));
	}
	return list;
}

static json_t *
cells_json(const struct import_case *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->cell_count; i++)
		json_array_append_new(list, json_string(c->cells[i]));
	return list;
}

/* Puts down what the rows of the piece did: all but those that said nothing new. In a check only those that will be left out, or cannot be so. */
static void
rows_save(struct import_pass *pass)
{
	json_t *list = json_array();

	for (size_t i = 0; i < pass->count; i++) {
		const struct import_case *c = &pass->cases[i];
		bool is_refused = c->act == ROW_REFUSED;

		if (c->act == ROW_SAYS_SAME || (pass->checks && !is_refused && !c->row->flags))
			continue;
		json_array_append_new(list, json_pack("{s:I, s:s, s:I, s:I, s:s?, s:s?, s:s?, s:I}", "n", (json_int_t)c->row->line, "a", import_act_names[c->act], "i",
		    (json_int_t)c->subject_id, "r", (json_int_t)c->revision, "b", c->before, "c", is_refused && !c->is_erased ? json_print(pass->ctx, cells_json(c)) : NULL, "p",
		    is_refused ? json_print(pass->ctx, problems_json(c)) : NULL, "f", (json_int_t)(is_refused ? 0 : c->row->flags)));
	}
	if (json_array_size(list))
		db_run(pass->db, "INSERT INTO import_row (import_id, line, act, subject_id, revision, before_row, cells, problems, flags)"
		    " SELECT ?, j.n, j.a, NULLIF(j.i, 0), j.r, j.b, j.c, j.p, j.f FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', a VARCHAR(8) PATH '$.a',"
		    " i BIGINT PATH '$.i', r INT PATH '$.r', b MEDIUMTEXT PATH '$.b', c MEDIUMTEXT PATH '$.c', p TEXT PATH '$.p', f INT PATH '$.f')) j", "is",
		    pass->file->id, json_print(pass->ctx, list));
	else
		json_decref(list);
}

static void
counts_save(struct import_pass *pass)
{
	int64_t counts[4] = { 0 }, flagged = 0, held = 0;
	const struct import_file *f = pass->file;
	bool last = f->at_piece + 1 >= f->pieces;

	for (size_t i = 0; i < pass->count; i++) {
		counts[pass->cases[i].act]++;
		flagged += pass->cases[i].act != ROW_REFUSED && pass->cases[i].row->flags;
		held += pass->cases[i].act != ROW_REFUSED && pass->cases[i].held;
	}
	db_run(pass->db, "UPDATE import_file SET at_piece = at_piece + 1, at_line = at_line + ?, created = created + ?, updated = updated + ?, same = same + ?,"
	    " refused = refused + ?, flagged = flagged + ?, held = held + ?, state = ?, done_at = ? WHERE id = ?", "iiiiiiisti", (int64_t)pass->count,
	    counts[ROW_CREATES], counts[ROW_UPDATES], counts[ROW_SAYS_SAME], counts[ROW_REFUSED], flagged, held,
	    import_state_names[!last ? f->state : pass->checks ? FILE_READY : FILE_DONE], last && !pass->checks ? pass->actor.now : 0, f->id);
}

/* What is no longer needed once a file is in, or taken back: its text, and what stood in its columns. */
static void
text_forget(struct import_pass *pass)
{
	int64_t id = pass->file->id;

	db_run(pass->db, "DELETE FROM import_piece WHERE import_id = ?", "i", id);
	db_run(pass->db, "DELETE FROM import_key WHERE import_id = ?", "i", id);
	db_run(pass->db, "UPDATE import_file SET found = '[]' WHERE id = ?", "i", id);
}

static void
file_done(struct import_pass *pass)
{
	text_forget(pass);
	audit_add(pass->db, &pass->actor, "import.done", "import", pass->file->id, NULL);
}

static void
piece_run(struct import_pass *pass)
{
	static void (*const judge[])(struct import_pass *) = { leads_judge, attempts_judge, deals_judge };
	static void (*const apply[])(struct import_pass *) = { leads_apply, attempts_apply, deals_apply };
	const struct import_file *f = pass->file;
	const struct piece_row *piece = db_one(pass->db, pass->ctx, &piece_shape, "SELECT content FROM import_piece WHERE import_id = ? AND number = ?", "ii", f->id,
	    f->at_piece);

	pass->ranks = stage_ranks(pass->db, pass->ctx, pass->actor.now, &pass->rank_count);
	if (piece)
		cases_read(pass, piece->content);
	judge[f->kind](pass);
	if (!pass->checks)
		apply[f->kind](pass);
	rows_save(pass);
	counts_save(pass);
	if (!pass->checks && f->at_piece + 1 >= f->pieces)
		file_done(pass);
}

static const struct column done_columns[] = {
	COLUMN(INT, struct import_done, line),
	CODE_COLUMN(struct import_done, act, import_act_names),
	COLUMN(INT, struct import_done, subject_id),
	COLUMN(INT, struct import_done, revision),
	{ DB_TEXT, "before_row", offsetof(struct import_done, before), NULL },
	{ 0 }
};
static const struct shape done_shape = { sizeof(struct import_done), done_columns };

enum { TAKEN_BACK_AT_ONCE = 200 };

/* Some rows taken back, the last first. */
static void
undo_run(struct import_pass *pass)
{
	static bool (*const take_back[])(struct import_pass *, const struct import_done *) = { lead_take_back, attempt_take_back, deal_take_back };
	const struct import_file *f = pass->file;
	int64_t left = 0;
	size_t count;
	const struct import_done *rows = db_list(pass->db, pass->ctx, &done_shape, &count, "SELECT line, act, subject_id, revision, before_row FROM import_row"
	    " WHERE import_id = ? AND act <> 'refuse' AND taken_back IS NULL ORDER BY line DESC LIMIT ?", "ii", f->id, (int64_t)TAKEN_BACK_AT_ONCE);

	for (size_t i = 0; i < count; i++) {
		bool back = take_back[f->kind](pass, &rows[i]);

		left += !back;
		db_run(pass->db, "UPDATE import_row SET taken_back = ?, before_row = IF(?, NULL, before_row), subject_id = IF(?, NULL, subject_id) WHERE import_id = ?"
		    " AND line = ?", "iiiii", (int64_t)back, (int64_t)back, (int64_t)(back && rows[i].act == ROW_CREATES), f->id, rows[i].line);
	}
	db_run(pass->db, "UPDATE import_file SET at_line = at_line + ?, left_alone = left_alone + ?, state = ?, undone_at = ? WHERE id = ?", "iisti", (int64_t)count,
	    left, import_state_names[count < TAKEN_BACK_AT_ONCE ? FILE_UNDONE : FILE_UNDOING], count < TAKEN_BACK_AT_ONCE ? pass->actor.now : 0, f->id);
	if (count == TAKEN_BACK_AT_ONCE)
		return;
	text_forget(pass);
	audit_add(pass->db, &pass->actor, "import.undone", "import", f->id, NULL);
}

void
import_file_step(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	void *scratch = talloc_new(ctx);
	int64_t held = db_integer(db, 0, "SELECT id FROM import_file WHERE id = ? AND waits = TRUE FOR UPDATE", "i", id);
	const struct import_file *file = held ? import_file_find(db, scratch, id) : NULL;
	struct import_pass pass = { .db = db, .ctx = scratch, .file = file };

	if (file) {
		pass.zone = organisation_zone(db, scratch);
		pass.actor = (struct actor){ .person_id = file->person_id, .team = file->team, .token_id = file->token_id, .request_id = "import", .now = now };
		pass.checks = file->state == FILE_CHECKING;
		pass.map = import_map_read(scratch, file->kind, file->mapping, file->headers, file->header_count, true, problems_new(scratch));
		if (file->state == FILE_UNDOING)
			undo_run(&pass);
		else if (pass.map)
			piece_run(&pass);
	}
	talloc_free(scratch);
}

/* Rows and texts of files whose days are over, of one file at a time: done or undone long ago, or never started. */
#define PAST_ITS_DAYS " FROM import_file f WHERE (f.made_at < ? AND (f.state IN ('columns', 'ready', 'stopped') OR f.done_at < ? OR f.undone_at < ?))" \
	" AND (f.found <> '[]' OR EXISTS (SELECT 1 FROM import_row r WHERE r.import_id = f.id))"

static int64_t
past_its_days(struct db *db, int64_t now)
{
	int64_t before = now - (int64_t)IMPORT_UNDO_DAYS * 86400;

	return db_integer(db, 0, "SELECT f.id" PAST_ITS_DAYS " ORDER BY f.id LIMIT 1", "ttt", before, before, before);
}

bool
imports_wait(struct db *db)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM import_file WHERE waits = TRUE)", "");
}

bool
import_work_waits(struct db *db, int64_t now)
{
	return imports_wait(db) || past_its_days(db, now);
}

int64_t
import_work(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct id_row *next = db_one(db, ctx, &id_shape, "SELECT id FROM import_file WHERE waits = TRUE ORDER BY id LIMIT 1", "");
	int64_t old;

	if (next) {
		import_file_step(db, ctx, next->id, now);
		return limit;
	}
	old = past_its_days(db, now);
	if (!old)
		return 0;
	db_run(db, "DELETE FROM import_piece WHERE import_id = ?", "i", old);
	db_run(db, "DELETE FROM import_key WHERE import_id = ?", "i", old);
	db_run(db, "DELETE FROM import_row WHERE import_id = ?", "i", old);
	db_run(db, "UPDATE import_file SET found = '[]', state = IF(state IN ('columns', 'ready'), 'undone', IF(state = 'stopped', 'done', state)) WHERE id = ?", "i", old);
	return limit;
}
