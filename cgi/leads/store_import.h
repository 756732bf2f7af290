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

enum { IMPORT_BYTES_MOST = 50 << 20, IMPORT_UNDO_DAYS = 30, IMPORT_SAMPLES = 3, IMPORT_VALUES_SHOWN = 60 };

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
	const char *footer;		/* a last line that was left out; "" none */
	const char *header_json;
	const char *found_json;
	const char *mapping;		/* import_map_read(); before it is settled the guess */
	const char *system;
	int state;			/* enum import_state */
	int64_t at_piece;
	int64_t at_line;		/* rows looked at in the pass that runs */
	int64_t created, updated, same, refused, flagged, left_alone;
	int64_t held;			/* leads whose stage, and won deals that, a row would have moved back */
	int64_t person_id;
	const char *person_name;
	int team;			/* of who brought it, then */
	int64_t token_id;
	int64_t made_at, started_at, done_at, undone_at;

	const char **headers;		/* out of header_json */
	size_t header_count;
};

/* What stands in one column. */
struct import_found {
	int64_t filled;
	const char *samples[IMPORT_SAMPLES];
	size_t sample_count;
	const char *values[IMPORT_VALUES_SHOWN];	/* distinct ones; all of them unless value_count says one more */
	int64_t counts[IMPORT_VALUES_SHOWN];
	size_t value_count;		/* IMPORT_VALUES_SHOWN + 1: there are too many to list */
	struct dates_found dates;
};

/*
 * Takes a file in: reads it whole, keeps it in pieces, guesses what it can, from what was settled for the last file of its system, too. Sets *id. NULL, or
 * the sentence why not.
 */
const char *import_file_take(struct db *db, const void *ctx, const struct actor *actor, int kind, const char *file_name, const char *bytes, size_t length,
    int64_t *id);

struct import_file *import_file_find(struct db *db, const void *ctx, int64_t id);
struct import_file *import_files(struct db *db, const void *ctx, int64_t before_id, int64_t limit, size_t *count);

/* What stands in its columns, one for each header. And days of those columns that a map reads as times. */
struct import_found *import_file_found(const void *ctx, const struct import_file *file);
struct dates_found import_file_dates(const struct import_found *found, const struct import_map *map);

/* Settles a file, naming its revision, and begins to look at its rows; small ones are looked at within the call. RESULT_MOVED: it is under way or done. */
enum act_result import_file_settle(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const struct import_map *map);

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

/* Stages to choose from, in their order; and the one that another system's word means, 0: none. */
struct choice;				/* store_lead.h */
struct choice *import_stages(struct db *db, const void *ctx, int64_t now, size_t *count);
int64_t import_stage_called(struct db *db, const void *ctx, const char *word);

/* For the background program: one piece of the file that waits for longest, in its transaction; 0: there is none. What is past its days is forgotten, too. */
int64_t import_work(struct db *db, const void *ctx, int64_t now, int64_t limit);
/* Whether somebody waits for a file: one look by key. */
bool imports_wait(struct db *db);

bool import_work_waits(struct db *db, int64_t now);

/* What another system said of a lead last; NULL: nothing. */
struct lead_past {
	int64_t lead_id;
	int64_t import_id;
	const char *system;
	int64_t stage_id;
	const char *stage_name;		/* of the term, else as it came */
	const char *status;
	int64_t record_made_at, mql_at, sal_at, sql_at, won_at, lost_at;
	int64_t first_attempt_at;
	int outcome;
	const char *currency;
	int64_t amount_minor;
	int64_t flags;
	const char *kept;
	const char *said;
	int64_t told_at;
};
struct lead_past *lead_past_find(struct db *db, const void *ctx, int64_t lead_id);

#endif
