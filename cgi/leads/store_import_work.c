/* Files at work: one piece after the other, each in one transaction, so that what stops it at any moment leaves whole pieces. */
#include "leads/store_import_parts.h"

#include "auth/audit.h"
#include "base/text.h"
#include "data/content.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_lead.h"

#include <string.h>
#include <talloc.h>

struct piece_row {
	const char *content;
};
static const struct column piece_columns[] = { COLUMN(TEXT, struct piece_row, content), { 0 } };
static const struct shape piece_shape = { sizeof(struct piece_row), piece_columns };

/* A row that could not be read: what is wrong with its cells, put together as well as it went, says nothing. */
static void
case_unread(struct import_case *c, const char *why)
{
	c->row->problem_count = 0;
	import_row_refuse(c->row, GLOSSARY_NONE, why);
}

/* The cells of a piece, each row read by the map. */
static void
cases_read(struct import_pass *pass, const char *content)
{
	json_t *rows = json_loads(content, 0, NULL), *row;
	size_t i;

	pass->cases = memory_need(talloc_zero_array(pass->ctx, struct import_case, json_array_size(rows) + 1));
	json_array_foreach(rows, i, row) {
		const char *unread = json_string_value(json_array_get(row, 1));
		const json_t *cells = json_array_get(row, unread ? 2 : 1);
		size_t line = (size_t)json_integer_value(json_array_get(row, 0)), count = json_array_size(cells);
		struct import_case *c = &pass->cases[pass->count++];
		const char **list = memory_need(talloc_zero_array(pass->cases, const char *, count + 1));

		for (size_t j = 0; j < count; j++)
			list[j] = text_copy(list, json_string_value(json_array_get(cells, j)));
		c->cells = list;
		c->cell_count = count;
		c->row = import_row_read(pass->cases, pass->file->kind, pass->map, (const char *const *)pass->file->headers, line, list, count, pass->actor.now, pass->zone);
		if (unread)
			case_unread(c, unread);
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

/* What is wrong with a row that is left out; of one that goes in, what of it is not done. NULL: nothing. */
static const char *
problems_print(struct import_pass *pass, const struct import_case *c)
{
	bool is_refused = c->act == ROW_REFUSED;
	size_t count = is_refused ? c->row->problem_count : c->row->notice_count;
	json_t *list;

	if (!count)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct import_problem *p = is_refused ? &c->row->problems[i] : &c->row->notices[i];

		json_array_append_new(list, json_pack("[i, s, s]", p->column, c->is_erased ? "" : p->value, p->words));
	}
	return json_print(pass->ctx, list);
}

static json_t *
cells_json(const struct import_case *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->cell_count; i++)
		json_array_append_new(list, json_string(c->cells[i]));
	return list;
}

/* Whether a row is put down: all but those that said nothing new. In a check only those that will be left out, cannot be so, or are not done whole. */
static bool
is_put_down(const struct import_pass *pass, const struct import_case *c)
{
	if (c->act == ROW_REFUSED || c->row->notice_count)
		return true;
	return c->act != ROW_SAYS_SAME && (!pass->checks || c->row->flags);
}

static void
rows_save(struct import_pass *pass)
{
	json_t *list = json_array();

	for (size_t i = 0; i < pass->count; i++) {
		const struct import_case *c = &pass->cases[i];
		bool is_refused = c->act == ROW_REFUSED;

		if (!is_put_down(pass, c))
			continue;
		json_array_append_new(list, json_pack("{s:I, s:s, s:I, s:I, s:s?, s:s?, s:s?, s:I}", "n", (json_int_t)c->row->line, "a", import_act_names[c->act], "i",
		    (json_int_t)c->subject_id, "r", (json_int_t)c->revision, "b", c->before, "c", is_refused && !c->is_erased ? json_print(pass->ctx, cells_json(c)) : NULL, "p",
		    problems_print(pass, c), "f", (json_int_t)(is_refused ? 0 : c->row->flags)));
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
	int64_t counts[4] = { 0 }, flagged = 0, held = 0, noticed = 0;
	const struct import_file *f = pass->file;
	bool last = f->at_piece + 1 >= f->pieces;

	for (size_t i = 0; i < pass->count; i++) {
		counts[pass->cases[i].act]++;
		flagged += pass->cases[i].act != ROW_REFUSED && pass->cases[i].row->flags;
		held += pass->cases[i].act != ROW_REFUSED && pass->cases[i].held;
		noticed += pass->cases[i].act != ROW_REFUSED && pass->cases[i].row->notice_count;
	}
	db_run(pass->db, "UPDATE import_file SET at_piece = at_piece + 1, at_line = at_line + ?, created = created + ?, updated = updated + ?, same = same + ?,"
	    " refused = refused + ?, flagged = flagged + ?, held = held + ?, noticed = noticed + ?, state = ?, tries = 0, next_try_at = NULL, done_at = ? WHERE id = ?", "iiiiiiiisti", (int64_t)pass->count,
	    counts[ROW_CREATES], counts[ROW_UPDATES], counts[ROW_SAYS_SAME], counts[ROW_REFUSED], flagged, held, noticed,
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
	    " WHERE import_id = ? AND act IN ('create', 'update') AND taken_back IS NULL ORDER BY line DESC LIMIT ?", "ii", f->id, (int64_t)TAKEN_BACK_AT_ONCE);

	for (size_t i = 0; i < count; i++) {
		bool back = take_back[f->kind](pass, &rows[i]);

		left += !back;
		db_run(pass->db, "UPDATE import_row SET taken_back = ?, before_row = IF(?, NULL, before_row), subject_id = IF(?, NULL, subject_id) WHERE import_id = ?"
		    " AND line = ?", "iiiii", (int64_t)back, (int64_t)back, (int64_t)(back && rows[i].act == ROW_CREATES), f->id, rows[i].line);
	}
	db_run(pass->db, "UPDATE import_file SET at_line = at_line + ?, left_alone = left_alone + ?, state = ?, tries = 0, next_try_at = NULL, undone_at = ? WHERE id = ?", "iisti", (int64_t)count,
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
		if (!pass.checks)
			content_touch(db, "leads");
		pass.map = import_map_read(scratch, file->kind, file->mapping, file->headers, file->header_count, true, problems_new(scratch));
		if (file->state == FILE_UNDOING)
			undo_run(&pass);
		else if (pass.map)
			piece_run(&pass);
	}
	talloc_free(scratch);
}
