/* Inside the calendar: its open stretches one after the other, as instants. */
#ifndef SLA_RULES_CALENDAR_WALK_H
#define SLA_RULES_CALENDAR_WALK_H

#include "base/zone.h"
#include "sla/rules_calendar.h"

/* The instants of the years 1 to 9999, and their days. */
#define INSTANT_LEAST INT64_C(-62135596800)
#define INSTANT_MOST INT64_C(253402300799)
enum { DAY_LEAST = -719162, DAY_MOST = 2932896 };

/* Open from `from` to before `to`; the hours are those of day `day` (day_number()). */
struct stretch {
	int64_t from, to, day;
};

/* A calendar by days. Members are its own business, but for these that may be read. */
struct days_walk {
	const struct calendar *calendar;
	const struct zone *zone;
	struct zone_period period;
	int64_t day;			/* the next one to be read */
	int64_t day_start;		/* the first instant of it */
	size_t exception;		/* the first at or after `day`, and its day_number() */
	int64_t exception_day;
};

void days_walk_begin(struct days_walk *walk, const struct calendar *calendar, int64_t day);

/*
 * Reads a day and moves to the next: its stretches by their beginning, at most HOURS_MOST; they may overlap where
 * clocks change. `exception` may be NULL; it becomes the day's exception, or NULL.
 */
size_t days_walk_next(struct days_walk *walk, struct stretch stretches[HOURS_MOST], const struct exception **exception);

/* The open stretches, in order and apart from each other. */
enum { WAITING_MOST = 3 * HOURS_MOST };
struct walk {
	struct days_walk days;
	int64_t last;			/* no day after it is read */
	int64_t patience;		/* the last day on which an open instant is awaited */
	int64_t reached;		/* the end of what was given */
	struct stretch waiting[WAITING_MOST];
	size_t first, count;
	bool impatient;			/* it ended because nothing opened for CALENDAR_OPEN_WITHIN days */
};

/* Begins at `from`, through the day `last`. `patient`: it may be closed for as long as it likes. */
void walk_begin(struct walk *walk, const struct calendar *calendar, int64_t from, int64_t last, bool patient);
bool walk_next(struct walk *walk, struct stretch *into);

/* What is left of them outside pauses. */
struct pieces {
	struct walk walk;
	const struct pauses *pauses;
	size_t pause;			/* the first that may still matter */
	struct stretch rest;		/* of a stretch */
	bool paused;			/* it ended because an open pause takes all that follows */
};
void pieces_begin(struct pieces *pieces, const struct calendar *calendar, int64_t from, int64_t last, bool patient,
    const struct pauses *pauses);
bool pieces_next(struct pieces *pieces, struct stretch *into);

/* Are all stretches inside pauses? */
bool pauses_cover(const struct pauses *pauses, const struct stretch stretches[], size_t count);

#endif
