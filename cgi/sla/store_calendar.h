/* Business calendars in the database: a name, and versions that never change. */
#ifndef SLA_STORE_CALENDAR_H
#define SLA_STORE_CALENDAR_H

#include "data/db.h"
#include "glossary/store.h"	/* enum act_result */
#include "sla/rules_calendar.h"
#include "sla/rules_calendar_text.h"

/*
 * A day that chooses a version is the organisation's, "YYYY-MM-DD". On a day that version holds which has the highest number
 * among those valid from then or earlier; before the first one's day, the first, or what an amendment put in its place.
 */

/* A calendar by its name. */
struct calendar_head {
	int64_t id;
	const char *name;
	int64_t revision;		/* moves with every version */
	int64_t newest;			/* number of the newest version */
};

/* One version, whole. Timers are pinned to its id. */
struct calendar_version {
	int64_t id;
	int64_t calendar_id;
	int64_t number;			/* from 1 */
	const char *valid_from;
	int64_t author_id;
	const char *author_name;
	int64_t created_at;
	struct calendar calendar;	/* tidy: ready for rules_calendar.h */
};

/* A version as lists show it. */
struct calendar_row {
	int64_t id;			/* of the calendar */
	const char *name;
	int64_t revision;
	int64_t number;			/* of the version */
	int64_t newest;			/* number of the calendar's newest one */
	const char *zone;
	const char *valid_from;
	const char *week;		/* as stored: see rules_calendar_text.h */
	const char *author_name;
	int64_t created_at;
	int64_t origin;			/* number of the version it stands in for, as that was first made: its own where it corrects none */
	int64_t amendment_number;	/* what made it; 0: none */
};

/* All calendars by name, from behind `after` (NULL: from the first), each with the version that holds on `day`. */
const struct calendar_row *calendars_list(struct db *db, const void *ctx, const char *day, const char *after, int64_t limit,
    size_t *count);

/* NULL: there is none. */
const struct calendar_head *calendar_find(struct db *db, const void *ctx, int64_t id);

/* Its versions, newest first, at most a thousand. */
const struct calendar_row *calendar_versions(struct db *db, const void *ctx, int64_t calendar_id, size_t *count);

/* A version of a calendar by its number, by the day it is to hold on, and by its own id as it was pinned. NULL: there is none. */
const struct calendar_version *calendar_version_find(struct db *db, const void *ctx, int64_t calendar_id, int64_t number);
const struct calendar_version *calendar_version_on(struct db *db, const void *ctx, int64_t calendar_id, const char *day);
const struct calendar_version *calendar_version_get(struct db *db, const void *ctx, int64_t version_id);

/* The version that held on a day before an amendment made others; as long as it has made none, the one that holds. */
const struct calendar_version *calendar_version_before(struct db *db, const void *ctx, int64_t calendar_id, const char *day,
    int64_t amendment_id);

/* The versions that hold on the days from `first` to `last`, in the order of their days, each from when; the first from `first`. */
struct calendar_span {
	struct day from;
	const struct calendar_version *version;
};
struct calendar_span *calendar_spans(struct db *db, const void *ctx, int64_t calendar_id, struct day first, struct day last, size_t *count);

/*
 * Saves a calendar with its first version. `calendar` is tidy, without problems, and named. RESULT_TAKEN: there is one of
 * that name.
 */
enum act_result calendar_create(struct db *db, const void *ctx, const struct actor *actor, const struct calendar *calendar,
    const char *valid_from, int64_t *id);

/* Adds a version, naming the calendar's revision; *number becomes the version's. RESULT_STALE: somebody added one before. */
enum act_result calendar_version_add(struct db *db, const void *ctx, const struct actor *actor, int64_t calendar_id,
    int64_t revision, const struct calendar *calendar, const char *valid_from, int64_t *number);

/*
 * Adds a version that stands in for the one with the number `origin`: valid from the same day, made by an amendment, in the caller's
 * transaction, which holds the calendar. Its id.
 */
int64_t calendar_version_correct(struct db *db, const void *ctx, const struct actor *actor, int64_t calendar_id,
    const struct calendar *calendar, const char *valid_from, int64_t origin, int64_t amendment_id);

/* Versions that cannot be reckoned with, or whose numbers leave one out; the first few, for concord check. Reads all there are. */
struct calendar_fault {
	int64_t calendar_id;
	int64_t number;			/* of the version */
	const char *words;		/* what is wrong with it */
};
struct calendar_fault *calendar_faults(struct db *db, const void *ctx, size_t *count);

/* Whether nobody gives the calendar another version until the transaction ends; who did so meanwhile makes the work begin anew. */
void calendar_hold(struct db *db, int64_t calendar_id);

#endif
