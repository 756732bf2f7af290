/*
 * Files of other systems in the database. Results, ctx and failures as in glossary/store.h. A file comes in (columns), is settled and looked at
 * (checking, ready), and goes in piece by piece (running, stopped, done); what it did can be taken back (undoing, undone). Each piece is one
 * transaction of the background program, which goes on where it stopped.
 */
#ifndef LEADS_STORE_IMPORT_H
#define LEADS_STORE_IMPORT_H

#include "glossary/store.h"
#include "leads/rules_import.h"

enum import_state { FILE_COLUMNS, FILE_CHECKING, FILE_READY, FILE_RUNNING, FILE_STOPPED, FILE_DONE, FILE_UNDOING, FILE_UNDONE };
extern const char *const import_state_names[];

enum { IMPORT_BYTES_MOST = 50 << 20, IMPORT_UNDO_DAYS = 30, IMPORT_TRIES_MOST = 6 };

struct import_file {
	int64_t id;
	int64_t revision;
	int kind;			/* enum import_kind */
	const char *file_name;
	int64_t bytes;
	const char *encoding;		/* "UTF-8" */
	const char *delimiter;		/* one character */
	int64_t lines_total;		/* rows */
	int64_t pieces;
	const char *footer;		/* last lines that were left out, " | " between them; "" none */
	const char *header_json;
	const char *found_json;
	const char *mapping;		/* import_map_read(); before it is settled the guess */
	const char *system;
	int state;			/* enum import_state */
	int64_t at_piece;
	int64_t at_line;		/* rows looked at in the pass that runs */
	int64_t created, updated, same, refused, flagged, left_alone;
	int64_t noticed;		/* rows that went in, or say nothing new, of which something is not done */
	int64_t held;			/* leads whose stage, and won deals that, a row would have moved back */
	int64_t person_id;
	const char *person_name;
	int team;			/* of who brought it, then */
	int64_t token_id;
	int64_t made_at, started_at, stopped_at, done_at, undone_at;
	const char *problem;		/* why it was stopped by itself; "" it was not */

	const char **headers;		/* out of header_json */
	size_t header_count;
};

/*
 * Takes a file in: reads it whole, keeps it in pieces, guesses what it can, from what was settled for the last file of its system, too. Sets *id. NULL, or
 * the sentence why not.
 */
const char *import_file_take(struct db *db, const void *ctx, const struct actor *actor, int kind, const char *file_name, const char *bytes, size_t length,
    int64_t *id);

struct import_file *import_file_find(struct db *db, const void *ctx, int64_t id);
struct import_file *import_files(struct db *db, const void *ctx, int64_t before_id, int64_t limit, size_t *count);

/* What stands in its columns, one for each header. */
struct import_found *import_file_found(const void *ctx, const struct import_file *file);

/*
 * What was settled for the files of a system: the columns there were then and all of their words, the other columns as `guessed`. NULL: nothing was, or no system
 * is named. The same for a file that is here, of the system that `guessed` names and with the order of its days. And a file whose system is named before it is
 * settled: it begins with that. store_import_memory.c
 */
struct import_map *import_map_remembered(struct db *db, const void *ctx, int kind, const char *system, const struct import_map *guessed, const char *const headers[],
    size_t columns);
struct import_map *import_map_recalled(struct db *db, const void *ctx, const struct import_file *file, const struct import_map *guessed);
enum import_named { IMPORT_NAMED, IMPORT_NAMED_WRONG, IMPORT_NAMED_LATE };	/* done; it is no such name; the file is settled, or gone */
enum import_named import_file_name_system(struct db *db, const void *ctx, int64_t id, const char *system);

/* Settles a file, naming its revision, and begins to look at its rows; small ones are looked at within the call. RESULT_MOVED: it is under way or done. */
enum act_result import_file_settle(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const struct import_map *map);

/* Until when it can be taken back: IMPORT_UNDO_DAYS from the instant it was done or stopped. 0: it cannot. */
int64_t import_undo_until(const struct import_file *file);

/* The acts. RESULT_MOVED: its state does not allow it (any more); an undo also after IMPORT_UNDO_DAYS. Each may be sent twice. */
enum act_result import_file_start(struct db *db, const void *ctx, const struct actor *actor, int64_t id);
enum act_result import_file_stop(struct db *db, const void *ctx, const struct actor *actor, int64_t id);
enum act_result import_file_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id);

/* Rows that are or were left out, by their lines. */
struct import_refused {
	int64_t line;
	const char *cells;		/* JSON, as the next */
	const char *problems;		/* [[column or -1, value, words], …] */
};
struct import_refused *import_file_refused(struct db *db, const void *ctx, int64_t id, int64_t after_line, int64_t limit, size_t *count);

/* Rows that go in all the same: what of them is not done, and why. Their cells are not kept. */
struct import_refused *import_file_noticed(struct db *db, const void *ctx, int64_t id, int64_t after_line, int64_t limit, size_t *count);

/* Stages to choose from, in their order; and the one that another system's word means, 0: none. */
struct choice;				/* store_lead.h */
struct choice *import_stages(struct db *db, const void *ctx, int64_t now, size_t *count);
int64_t import_stage_called(struct db *db, const void *ctx, const char *word);

/*
 * Each stage of a file of deals with the pipeline it stands in, as import_stage_word() writes them, and how often; columns from 0. One without a word ends
 * them. By the columns that looked like them when the file was taken in they were counted then; by others the whole file is read. store_import_pairs.c
 */
struct import_word {
	const char *word, *stage;
	int64_t count;
};
struct import_word *import_stage_words(struct db *db, const void *ctx, const struct import_file *file, size_t pipeline_column, size_t stage_column, size_t *count);

/*
 * For the background program. The file whose turn it is, of those that are due: one that has not failed goes before one that has, 0: none. And one piece of it
 * in its transaction; with 0 a file past its days is forgotten. store_import_turn.c
 */
int64_t import_next(struct db *db, int64_t now);
void import_work(struct db *db, const void *ctx, int64_t id, int64_t now);

/*
 * After a piece that failed, in a transaction of its own: the file waits, twice as long each time, and others have their turn. Returns whether that was
 * the last of IMPORT_TRIES_MOST tries in a row: it is stopped then, and says so to people.
 */
bool import_failed(struct db *db, const void *ctx, int64_t id, int64_t now);

/* Whether somebody waits for a file that is due: one look by key. And whether there is anything to do. */
bool imports_wait(struct db *db, int64_t now);
bool import_work_waits(struct db *db, int64_t now);

/* What other systems said of a lead, put together; NULL: nothing. What each said last is kept apart from it, as a row. And that put down in the place of what was there. */
struct lead_past *lead_past_find(struct db *db, const void *ctx, int64_t lead_id);
void past_write(struct db *db, const struct lead_past *past);

#endif
