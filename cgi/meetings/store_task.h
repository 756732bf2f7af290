/* Assignments: what people took on, and what became of it. */
#ifndef MEETINGS_STORE_TASK_H
#define MEETINGS_STORE_TASK_H

#include "glossary/store.h"
#include "meetings/rules.h"

struct task *task_find(struct db *db, const void *ctx, int64_t id);

/* Which a list shows, by when they are due; `over` ones newest first. */
enum task_view { TASKS_MINE, TASKS_OPEN, TASKS_OVERDUE, TASKS_UNCONFIRMED, TASKS_OVER };
extern const char *const task_view_names[];
struct task_filter {
	int view;			/* enum task_view */
	int64_t person_id;		/* of TASKS_MINE */
	int team;			/* of TASKS_UNCONFIRMED: who is to confirm; GLOSSARY_NONE: either */
	int64_t after;			/* id of the last row; 0 */
	int64_t limit;
	int64_t now;
};
struct task *tasks_list(struct db *db, const void *ctx, const struct task_filter *filter, size_t *count);

/* Taken on in a meeting; those on its agenda that were taken on before. */
struct task *tasks_of_meeting(struct db *db, const void *ctx, int64_t meeting_id, size_t *count);
struct task *tasks_asked_in(struct db *db, const void *ctx, int64_t meeting_id, size_t *count);

/* Makes one free of problems; sets its id. RESULT_MOVED: the meeting it names does not run. */
enum act_result task_create(struct db *db, const void *ctx, const struct actor *actor, struct task *task, const char *zone);

/* A report, once. `closing_id`: the meeting in whose closing it was given; 0: by its owner. */
enum act_result task_report(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int result, const char *words, int64_t closing_id);
enum act_result task_confirm(struct db *db, const void *ctx, const struct actor *actor, int64_t id);

/* Nobody reported: it goes on as another, due on `due`. RESULT_MOVED: it was carried before, or has its report. */
enum act_result task_carry(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t closing_id, struct day due, const char *zone);

#endif
