/* A meeting that runs: what is on the table, notes by several hands, and what came of each point. */
#ifndef MEETINGS_STORE_RUN_H
#define MEETINGS_STORE_RUN_H

#include "glossary/store.h"
#include "meetings/rules.h"

/* The frozen points in order: the agenda, then what waited or was dropped. One of them, of a meeting; NULL: there is none. */
struct item *meeting_items(struct db *db, const void *ctx, int64_t meeting_id, size_t *count);
struct item *item_find(struct db *db, const void *ctx, int64_t meeting_id, int64_t id);

/* What was written at the same time as a note and nobody has taken into it. */
struct beside {
	int64_t id;
	int64_t item_id;
	const char *words;
	const char *person_name;
	int team;
	int64_t at;
};
struct beside *notes_beside(struct db *db, const void *ctx, int64_t meeting_id, size_t *count);

/* Who last saved a note, and when. */
struct note_hand {
	const char *person_name;
	int64_t at;
};
struct note_hand *note_last(struct db *db, const void *ctx, int64_t item_id);

/*
 * Saves a note that was begun from `revision`. What somebody else saved meanwhile is brought together with it, or, where both
 * wrote in the same lines, kept beside it: *was_beside. RESULT_MOVED: the meeting does not run (any more).
 */
enum act_result note_save(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t item_id, int64_t revision, const char *words,
    bool *was_beside);

/* Adds what stands beside a note to its end. RESULT_MOVED: it was taken already. */
enum act_result note_take(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t beside_id);

/* Puts a point on the table. What came of it: the next one without an outcome follows. `owner_id`: of an issue, 0: nobody. */
enum act_result item_show(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t item_id);
enum act_result item_outcome(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, int64_t item_id, int outcome, int64_t owner_id);

/* The pulse of a meeting alone: what followers ask every few seconds. */
int64_t meeting_pulse(struct db *db, int64_t meeting_id);

#endif
