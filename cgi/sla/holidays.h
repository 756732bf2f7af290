/* Public holidays out of an iCalendar file (RFC 5545), such as every country publishes. Pure: bytes in, days out. */
#ifndef SLA_HOLIDAYS_H
#define SLA_HOLIDAYS_H

#include "base/days.h"
#include "glossary/rules.h"

#include <stddef.h>

enum {
	HOLIDAYS_BYTES_MOST = 1 << 20,	/* of a file */
	HOLIDAYS_EVENTS_MOST = 5000,	/* in a file, in or out of the window */
	HOLIDAYS_MOST = 1000,		/* days that come out: what a calendar takes */
	HOLIDAY_SPAN_MOST = 400,	/* days of one event */
};

struct holiday {
	struct day day;
	const char *name;		/* at most CALENDAR_NAME_MOST characters, one line; never blank */
	size_t event;			/* which event of the file said so, from 1 */
};

struct holidays {
	struct holiday *list;		/* by day, each day once: names of several events are joined by " / " */
	size_t count;
	size_t events;			/* how many the file has */
	struct problems *problems;	/* what was left out, and why; member "file", the event's place from 0 or -1 */
};

/*
 * The days of [from, to) that the file names. Read are all-day events and such with times (then the local days of `zone`
 * that they touch), over several days (the end is exclusive), repeated daily, weekly, monthly or yearly, with dates
 * added, left out, moved or cancelled. A time without a known zone is taken as one of `zone`. Repeats by
 * week number or in another calendar system are told as problems.
 *
 * Work and memory are bounded by the limits above whatever the bytes are. Nothing of the file is trusted; the window is taken to
 * be at most HOLIDAYS_WINDOW_MOST days. A child of `ctx`.
 */
enum { HOLIDAYS_WINDOW_MOST = 366 * 11 };
struct holidays *holidays_read(const void *ctx, const char *bytes, size_t length, struct day from, struct day to, const char *zone);

#endif
