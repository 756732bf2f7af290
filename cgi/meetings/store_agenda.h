/* The agenda of a meeting: written by the data until it is published, and then what was frozen. */
#ifndef MEETINGS_STORE_AGENDA_H
#define MEETINGS_STORE_AGENDA_H

#include "glossary/store.h"
#include "meetings/rules.h"

/* How many candidates of one section are looked at, and how many that wait are kept with the minutes. */
enum { CANDIDATES_MOST = 200, BACKLOG_KEPT = 100 };

/* The points of a planned meeting as the data would have them now, with what people wish, in order and in their places. */
struct point *agenda_points(struct db *db, const void *ctx, const struct meeting *meeting, const char *zone, int64_t now, size_t *count);

/* The figures of a month beside the one before: each promise in force, and of results what no promise says. */
struct promise_figure *agenda_figures(struct db *db, const void *ctx, struct day month, const char *zone, int64_t now, size_t *count);

/* As they were frozen; and the wordings that they were meant by. */
struct promise_figure *meeting_figures(struct db *db, const void *ctx, int64_t meeting_id, size_t *count);
struct meant {
	bool is_agreement;
	const char *slug;
	const char *name;
	int64_t number;
};
struct meant *meeting_definitions(struct db *db, const void *ctx, int64_t meeting_id, size_t *count);

/* Adds a point of somebody's own; its id. RESULT_MOVED: the agenda is out. */
enum act_result point_add(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, const char *title, const char *detail, int64_t minutes,
    int64_t *id);

/* What somebody wishes of a point, with the reason; `wish` -1 takes it back. RESULT_GONE: `subject` names no point. */
enum act_result point_wish(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, const char *subject, int wish, const char *why);

/* Freezes points, figures and wordings, and tells both teams. */
enum act_result meeting_publish(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *zone);

#endif
