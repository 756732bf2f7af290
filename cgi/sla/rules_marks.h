/* One mark for each clock of a month, by deadline: what each says, and how it is drawn. Pure. */
#ifndef SLA_RULES_MARKS_H
#define SLA_RULES_MARKS_H

#include "base/days.h"

#include <stddef.h>

/*
 *   met       in time
 *   late      its deadline passed, recorded or not
 *   running   not due yet
 *   unknown   late, but past what the feed it is measured by knows: nobody can say that it was missed
 */
enum mark { MARK_MET, MARK_LATE, MARK_RUNNING, MARK_UNKNOWN, MARK_KINDS };
extern const char *const mark_names[];
const char *mark_label(int mark);	/* "in time", "late", "not due yet", "not measured" */

/* Three rows at most, each of as many as can be told apart on a phone. Lengths are in the picture's units. */
enum { MARKS_MOST = 120, MARKS_NEXT = 40, MARKS_A_ROW = 40, MARKS_WIDTH = 357, MARK_WIDTH = 6, MARK_HEIGHT = 22 };

/* A clock as it was recorded: met, missed or running. */
struct marked_clock {
	int64_t id;
	int64_t deadline;
	int state;			/* enum timer_state */
};

struct marks {
	const struct marked_clock *clocks;	/* by deadline */
	size_t count;
	int64_t all;			/* of the month; more than `count`: these are what marks_pick() left */
	int64_t now;
	bool by_feed;			/* measured by what another system tells of, as the promise is now: as its number is, */
	int64_t known_up_to;		/* which goes so far; 0: nothing came */
};

/*
 * Of clocks by deadline those that are drawn, in place; how many: all, or MARKS_MOST. Of more it is the last that have a result and the next to fall
 * due, of which MARKS_NEXT have their place: a month of long clocks would otherwise show nothing but what nobody knows yet.
 */
size_t marks_pick(struct marked_clock *clocks, size_t count);

int mark_of(const struct marks *marks, size_t index);
size_t marks_count(const struct marks *marks, int mark);

/* "One mark for each handoff, by deadline.", or for how many of them, and which; `one` is what is counted: "handoff". */
const char *marks_sentence(const void *ctx, const struct marks *marks, const char *one);

/* "67 in time, 3 late, 4 not due yet.": what there is none of is left out. */
const char *marks_words(const void *ctx, const struct marks *marks);

/*
 * The marks of one kind as the path of an SVG, "" where there are none; mark_path() is one alone, at the left of the first row. They differ by their
 * shape, whatever their colour: what is late is taller, and outlined.
 */
const char *marks_path(const void *ctx, const struct marks *marks, int mark);
const char *mark_path(const void *ctx, int mark);
int64_t marks_height(const struct marks *marks);

/* The same by the day of the deadline, in the zone: into `days`, of which there are 31. How many. */
struct marks_day {
	struct day day;
	int64_t counts[MARK_KINDS];
};
size_t marks_days(const struct marks *marks, const char *zone, struct marks_day *days);

#endif
