/* A time zone as a table in memory, for arithmetic over many days: a look-up costs nanoseconds and no call of the C library. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/days.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * days.h asks the C library, which takes microseconds for each local time and knows one zone at once: good for
 * a page, too slow for a calendar of ten years.  Here a zone is the list of its changes of offset, read once from the tz
 * database.  Both say the same for every zone from 1970 on (a test compares them).
 */
struct zone;

/* A stretch of time with one offset: it holds for from <= t < to.  INT64_MIN and INT64_MAX stand at the ends. */
struct zone_period {
	int64_t from, to;
	int offset;			/* seconds east of UTC */
};

/*
 * The zone of that IANA name; UTC for an unknown one and for NULL, as in days.h.  It lives as long as the process and is
 * read from its file once, so what the tz database says is what it said at the first asking.
 */
const struct zone *zone_find(const char *name) __attribute__((returns_nonnull));

/* The stretch that holds `instant`. */
struct zone_period zone_period(const struct zone *, int64_t instant);

/*
 * The instant at which clocks show `shown`: seconds since 1970-01-01 00:00 on the clock on the wall.  Twice and skipped
 * as in local_instant() of days.h.
 */
int64_t zone_instant(const struct zone *, int64_t shown, enum local_twice);

/* The first instant at which clocks show midnight of day `number` (day_number()) or anything later. */
int64_t zone_day_start(const struct zone *, int64_t number);

/* The day clocks show at `instant`, as day_number(). */
int64_t zone_day(const struct zone *, int64_t instant);

/*
 * A zone out of the bytes of a TZif file (RFC 8536, version 2 or later, without leap seconds).  The rule in the footer
 * is taken for ever.  NULL when the bytes are no such file; a child of `ctx`.
 */
struct zone *zone_read(const void *ctx, const unsigned char *bytes, size_t length);

#endif
