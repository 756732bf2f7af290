/* Inside the reading of holidays: the events of a file as text, what one says, and the days on which it repeats. */
#ifndef SLA_HOLIDAYS_PARTS_H
#define SLA_HOLIDAYS_PARTS_H

#include "base/zone.h"
#include "sla/holidays.h"

#include <libical/ical.h>
#include <stdbool.h>
#include <stdint.h>

/* One event with the lines that matter here, unfolded: BEGIN:VEVENT to END:VEVENT. */
struct ics_event {
	const char *text;
	size_t place;			/* in the file, from 0 */
	bool moved;			/* it stands for one instance of a series */
};

/* The events of a file that is sound text; NULL when it is none, and a problem says why. */
struct ics_event *ics_events(const void *ctx, const char *bytes, size_t length, struct problems *problems, size_t *count);

/* A time of an event: what clocks show there, and which clocks. */
struct ics_time {
	bool there;
	bool is_date;
	int64_t shown;			/* seconds since 1970 on those clocks */
	const struct zone *zone;	/* NULL: the calendar's */
};

struct event {
	size_t place;
	const char *name, *uid;		/* "" for none */
	struct ics_time start, end, instance;	/* `instance`: the one of its series that it stands for */
	int64_t seconds;		/* of DURATION; -1: none */
	bool cancelled;
	icalcomponent *component;	/* to be freed by whoever had it read */
	int64_t *left_out;		/* EXDATE: days here, in order */
	size_t left_out_count;
};

/* The time of a DTSTART, EXDATE and the like; none (`there` is false) for NULL and for what is no time. */
struct ics_time ics_time(icalproperty *property);

/* Takes an event apart; false when there is no date in it. Texts are children of `ctx`. */
bool ics_event_read(const void *ctx, const struct ics_event *source, struct event *event);

/*
 * The days (day_number()) of [from, to) on which a rule that begins on day `start` has an instance, in order. `budget` is
 * how many days may still be looked at; it becomes less. NULL, with a sentence's end in `why`, for a rule that is not read.
 */
enum { REPEAT_DAYS_MOST = 4096 };
int64_t *repeat_days(const void *ctx, const struct icalrecurrencetype *rule, int64_t start, int64_t from, int64_t to, long *budget,
    size_t *count, const char **why);

#endif
