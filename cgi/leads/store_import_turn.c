/* Whose turn it is: files that wait, those that failed and try again, and those whose days are over. */
#include "leads/store_import_parts.h"

#include "base/text.h"

#include <inttypes.h>

enum { FIRST_WAIT = 2 };	/* seconds to the second try; doubled each time */

#define DUE "waits = TRUE AND (next_try_at IS NULL OR next_try_at <= ?)"

int64_t
import_next(struct db *db, int64_t now)
{
	return db_integer(db, 0, "SELECT id FROM import_file WHERE " DUE " ORDER BY tries, id LIMIT 1", "t", now);
}

bool
imports_wait(struct db *db, int64_t now)
{
	return db_integer(db, 0, "SELECT EXISTS (SELECT 1 FROM import_file WHERE " DUE ")", "t", now);
}

/* Rows and texts of files whose days are over: done, stopped or taken back long ago, or never started. */
#define PAST_ITS_DAYS " FROM import_file f WHERE ((f.state IN ('columns', 'ready') AND f.made_at < ?) OR (f.state = 'stopped' AND f.stopped_at < ?)" \
	" OR (f.state = 'done' AND COALESCE(f.done_at, f.stopped_at) < ?) OR (f.state = 'undone' AND f.undone_at < ?))" \
	" AND (f.found <> '[]' OR EXISTS (SELECT 1 FROM import_row r WHERE r.import_id = f.id))"

static int64_t
past_its_days(struct db *db, int64_t now)
{
	int64_t before = now - (int64_t)IMPORT_UNDO_DAYS * 86400;

	return db_integer(db, 0, "SELECT f.id" PAST_ITS_DAYS " ORDER BY f.id LIMIT 1", "tttt", before, before, before, before);
}

bool
import_work_waits(struct db *db, int64_t now)
{
	return imports_wait(db, now) || past_its_days(db, now);
}

/* One that was stopped stays as it is then, without a way back or on. */
static void
forget(struct db *db, int64_t id)
{
	db_run(db, "DELETE FROM import_piece WHERE import_id = ?", "i", id);
	db_run(db, "DELETE FROM import_key WHERE import_id = ?", "i", id);
	db_run(db, "DELETE FROM import_row WHERE import_id = ?", "i", id);
	db_run(db, "UPDATE import_file SET found = '[]', done_at = IF(state = 'stopped', stopped_at, done_at), state = IF(state IN ('columns', 'ready'), 'undone',"
	    " IF(state = 'stopped', 'done', state)) WHERE id = ?", "i", id);
}

void
import_work(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	int64_t old;

	if (id) {
		import_file_step(db, ctx, id, now);
		return;
	}
	old = past_its_days(db, now);
	if (old)
		forget(db, old);
}

/* What people read where it was given up. */
static const char *
given_up(const void *ctx, const struct import_file *f)
{
	if (f->state == FILE_CHECKING)
		return text_format(ctx, "Its rows could not be checked: what comes after the first %" PRId64 " cannot be kept. Look at the rows behind them, or ask whoever looks"
		    " after Concord: the log of its background program says why. Save the columns to try again.", f->at_line);
	if (f->state == FILE_RUNNING)
		return text_format(ctx, "It was stopped by itself after %" PRId64 " rows: what comes next could not be kept, however often it was tried. Go on with it to try again,"
		    " or take it back. The log of Concord’s background program says why.", f->at_line);
	return "It could not be taken back whole, however often it was tried: what is not yet taken back is here. Take it back again, or ask whoever looks after"
	    " Concord: the log of its background program says why.";
}

bool
import_failed(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	int64_t tries = db_integer(db, -1, "SELECT tries FROM import_file WHERE id = ? AND waits = TRUE FOR UPDATE", "i", id) + 1;
	const struct import_file *f = tries ? import_file_find(db, ctx, id) : NULL;
	int becomes;

	if (!f)
		return false;
	if (tries < IMPORT_TRIES_MOST) {
		db_run(db, "UPDATE import_file SET tries = ?, next_try_at = ? WHERE id = ?", "iti", tries, now + ((int64_t)FIRST_WAIT << (tries - 1)), id);
		return false;
	}
	becomes = f->state == FILE_CHECKING ? FILE_COLUMNS : f->state == FILE_RUNNING ? FILE_STOPPED : FILE_DONE;
	db_run(db, "UPDATE import_file SET revision = revision + 1, tries = 0, next_try_at = NULL, problem = ?, stopped_at = IF(? AND stopped_at IS NULL, ?, stopped_at),"
	    " state = ? WHERE id = ?", "sitsi", given_up(ctx, f), (int64_t)(becomes != FILE_COLUMNS), now, import_state_names[becomes], id);
	return true;
}
