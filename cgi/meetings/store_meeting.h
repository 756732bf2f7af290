/* Series and their meetings: finding them, planning ahead, and what happens to one as a whole. */
#ifndef MEETINGS_STORE_MEETING_H
#define MEETINGS_STORE_MEETING_H

#include "glossary/store.h"
#include "meetings/rules.h"

/* All series that go on, both teams' first. One of them; NULL: there is none. */
struct series *series_all(struct db *db, const void *ctx, size_t *count);
struct series *series_find(struct db *db, const void *ctx, int64_t id);

/* The calendar a series counts working days by on a day; NULL: Monday to Friday. And the teams' own, of the agreement in force. */
const struct calendar *series_calendar(struct db *db, const void *ctx, int64_t calendar_id, struct day day);
const struct calendar *teams_calendar(struct db *db, const void *ctx, int64_t now);
int64_t teams_calendar_id(struct db *db, int64_t now);

/* Makes a series that has no problems and plans its next meetings; sets its id. Edits one by its revision: planned meetings follow. */
enum act_result series_create(struct db *db, const void *ctx, const struct actor *actor, struct series *series);
enum act_result series_edit(struct db *db, const void *ctx, const struct actor *actor, struct series *series);

/* Plans the meetings of a series for this month and the next two, as far as they are to come. For jobs: of all series that lack one; how many. */
void series_plan(struct db *db, const void *ctx, const struct series *series, int64_t now);
int64_t series_plan_all(struct db *db, const void *ctx, int64_t now, int64_t limit);
bool series_plan_waits(struct db *db, const void *ctx, int64_t now);

struct meeting *meeting_find(struct db *db, const void *ctx, int64_t id);

/* Locks it until the transaction ends; NULL: there is none. */
struct meeting *meeting_hold(struct db *db, const void *ctx, int64_t id);

/* A list: those to come (running ones too), soonest first, or those that are over, newest first; only what `user` may see. */
struct meeting_filter {
	const struct user *user;
	bool past;
	int64_t after;			/* id of the last row; 0: from the start */
	int64_t limit;
};
struct meeting *meetings_list(struct db *db, const void *ctx, const struct meeting_filter *filter, size_t *count);
struct meeting *meetings_all(struct db *db, const void *ctx, const struct user *user, int64_t after, int64_t limit, size_t *count);	/* by id, for the API */

/* The next one of both teams that is not over; NULL: none is planned. And the one of the same series before it that was held. */
struct meeting *meeting_next(struct db *db, const void *ctx);	/* home asks the same in a statement of its own */
int64_t meeting_before(struct db *db, const struct meeting *meeting);

/* By the words of a search, newest first: title, what its points are called, and their notes; the newest MEETINGS_SEARCHED are looked at. */
enum { MEETINGS_SEARCHED = 400 };
struct meeting *meetings_search(struct db *db, const void *ctx, const struct user *user, const char *words, int64_t limit, size_t *count);

/* A meeting without a series. */
struct meeting_making {
	const char *title;
	int64_t starts_at;
	int64_t minutes;
	const char *zone;
	int64_t chair_id;
};
void meeting_making_problems(struct problems *problems, const struct meeting_making *making, int chair_team, int64_t now);
int64_t meeting_create(struct db *db, const void *ctx, const struct actor *actor, const struct meeting_making *making, const char *zone);

/* Acts by the revision seen (0: not named). RESULT_MOVED: its state does not allow it. */
enum act_result meeting_move(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, int64_t starts_at, int64_t minutes);
enum act_result meeting_cancel(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *why);
enum act_result meeting_start(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision);
enum act_result meeting_close(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *zone);
enum act_result meeting_reopen(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision);

/* The team of a person who may sign in; GLOSSARY_NONE: there is nobody such. */
int person_team(struct db *db, int64_t person_id);

/* Somebody who may sign in, by their e-mail address; 0: nobody. */
int64_t person_of_email(struct db *db, const char *email);

#endif
