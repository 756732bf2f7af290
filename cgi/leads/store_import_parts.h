/* What the files of the imports' store share, and who takes people out of it; nobody else includes it. */
#ifndef LEADS_STORE_IMPORT_PARTS_H
#define LEADS_STORE_IMPORT_PARTS_H

#include "leads/store_import.h"

#include <jansson.h>

/* A JSON value as text, which takes the reference over. */
const char *json_print(const void *ctx, json_t *value);
/* The same with members in the order of their names, as import_row_read() writes what a row says. */
const char *json_print_sorted(const void *ctx, json_t *value);

/* What becomes of a row. */
enum import_act { ROW_CREATES, ROW_UPDATES, ROW_SAYS_SAME, ROW_REFUSED };
extern const char *const import_act_names[];		/* "create", "update", NULL for same, "refuse" */

/* One row on its way in. */
struct import_case {
	struct import_row *row;
	const char *const *cells;
	size_t cell_count;
	int act;			/* enum import_act */
	int64_t subject_id;		/* a lead or deal that is here; 0: none */
	const struct lead *is;		/* of an update: as it stands, and as it becomes */
	struct lead becomes;
	const char *said;		/* what was said of it the last time; NULL: nothing */
	bool adds_id;			/* it was found by its address, and gets the ID */
	bool fills;			/* it only fills what is empty, whatever was chosen */
	bool held;			/* its stage would have moved back */
	uint64_t not_taken;		/* of a deal: fields whose news is not taken over, bits of enum import_field */
	struct deal_change *change;	/* of a deal that is updated */
	bool is_erased;			/* of a row left out: it is of somebody who asked to be erased, and nothing of it is kept */
	int64_t revision;		/* that it has afterwards */
	const char *before;		/* JSON, to take it back */
};

/* One piece of a file at work. */
struct import_pass {
	struct db *db;
	const void *ctx;
	struct actor actor;		/* who brought the file, now */
	const struct import_file *file;
	const struct import_map *map;
	const char *zone;
	bool checks;			/* nothing is changed but what is known of the file */
	struct import_case *cases;
	size_t count;
	struct stage_rank *ranks;	/* of all stages */
	size_t rank_count;
	struct name_memo *names;	/* found already */
	size_t name_count;
};

/* Leaves a row out because its person asked to be erased, whatever else is wrong with it. */
void case_refuse_erased(struct import_case *c, int field, const char *words);

/* What is settled stays known for the next file of that system, beside the columns and words that only earlier ones had. store_import_memory.c */
void import_remember(struct db *db, const void *ctx, const struct import_file *file);

/*
 * Stages with the pipelines they stand in, counted row by row while a file of deals is taken in, by the columns that look like them. They stand behind the
 * columns in what was found of a file, null where there are none or too many. store_import_pairs.c
 */
struct import_pairs {
	size_t pipeline, stage;		/* columns */
	json_t *counts;			/* {"PIPELINE\x1fSTAGE": rows}; NULL: none are counted */
};
struct import_pairs import_pairs_begin(const struct import_map *map);
void import_pairs_note(struct import_pairs *pairs, const void *scratch, const char *const cells[], size_t count);
json_t *import_pairs_json(struct import_pairs *pairs);	/* takes over what was counted */
void import_pairs_forget(json_t *found);		/* once a row has gone: the file is read for them from then on */

/* Where stages stand: the lead path, then the deal path. */
struct stage_rank {
	int64_t id;
	const char *name;
	int64_t rank;			/* from 1; 0: no place was given */
};
struct stage_rank *stage_ranks(struct db *db, const void *ctx, int64_t now, size_t *count);
int64_t stage_rank_of(const struct import_pass *pass, int64_t id);

/* The stage term that a row's stage means, by the names it may go by; 0: none. And who an owner is, by address or name; their team in *team. */
int64_t pass_stage(struct import_pass *pass, const char *stage);
int64_t pass_person(struct import_pass *pass, const char *named, int *team);

/* Decides for each case, and carries it out. store_import_lead.c, _deal.c, _attempt.c */
void leads_judge(struct import_pass *pass);
void leads_apply(struct import_pass *pass);
void deals_judge(struct import_pass *pass);
void deals_apply(struct import_pass *pass);
void attempts_judge(struct import_pass *pass);
void attempts_apply(struct import_pass *pass);

/* Takes back what a row did. False: others have gone on with it, and it stays. */
struct import_done {
	int64_t line;
	int act;
	int64_t subject_id;
	int64_t revision;
	const char *before;
};
bool lead_take_back(struct import_pass *pass, const struct import_done *row);
bool deal_take_back(struct import_pass *pass, const struct import_done *row);
bool attempt_take_back(struct import_pass *pass, const struct import_done *row);

/* One piece of a file, in the caller's transaction. store_import_work.c */
void import_file_step(struct db *db, const void *ctx, int64_t id, int64_t now);

/* What a lead that is updated was before, as JSON for an undo. store_import_back.c */
const char *lead_before(struct import_pass *pass, const struct import_case *c);

/*
 * What a row tells of a lead, joined with what was told before (nothing is taken away by silence) and written, for all systems and for the file's own.
 * And both as JSON for an undo, and put back where no later file has told something else. store_import_past.c
 */
struct lead_past past_of(struct import_pass *pass, int64_t lead_id, const struct import_row *row);
void past_save(struct import_pass *pass, int64_t lead_id, const struct import_row *row);
void told_write(struct db *db, const struct lead_past *past);
json_t *past_json(const struct lead_past *past);
json_t *told_json(struct import_pass *pass, int64_t lead_id);
void past_put_back(struct import_pass *pass, int64_t lead_id, const json_t *before);

#endif
