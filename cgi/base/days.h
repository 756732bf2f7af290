/* Civil dates, instants and time zones: reading, arithmetic and words for people. */
#ifndef BASE_DAYS_H
#define BASE_DAYS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A day of the Gregorian calendar, of no zone.  month 1..12, day 1..31,
 * year 1..9999.  { 0 } is "no day".
 */
struct day {
	int year, month, day;
};

/* Instants are int64_t: whole seconds since 1970-01-01T00:00:00Z, without leap seconds. */

/* Exactly YYYY-MM-DD, and a day that exists.  False (and `into` untouched) otherwise, also for NULL. */
bool day_parse(const char *s, struct day *into);
bool day_exists(struct day);
bool day_none(struct day);

/* YYYY-MM-DD; "" for no day. */
char *day_print(const void *ctx, struct day);

int days_in_month(int year, int month);

/* Days since 1970-01-01 (which is 0), and back. */
int64_t day_number(struct day);
struct day day_from_number(int64_t);

/* Below, at or above 0 as `a` is earlier than, equal to or later than `b`. */
int day_compare(struct day a, struct day b);
struct day day_add(struct day, int64_t days);

/* `months` later (earlier when negative), or the last day of that month when it is shorter. */
struct day day_add_months(struct day, int months);
struct day day_month_start(struct day);

/* 0 is Monday, 6 is Sunday. */
int day_weekday(struct day);

/*
 * RFC 3339: 2026-08-03T14:02:00Z, any offset; seconds and their fraction may be
 * left out, the fraction is dropped; "t", "z" and a space for "T" are accepted; a
 * leap second (:60) reads as the second before it.  Strict otherwise; false (and
 * `into` untouched) when malformed, without offset, or NULL.
 */
bool instant_parse(const char *s, int64_t *into);

/* RFC 3339 in UTC with whole seconds: 2026-08-03T12:02:00Z. */
char *instant_print(const void *ctx, int64_t instant);

/* As instant_print, with the offset of `zone`: 2026-08-03T14:02:00+02:00. */
char *instant_print_local(const void *ctx, int64_t instant, const char *zone);

/*
 * Zones are IANA names ("Europe/Berlin").  An unknown name, or NULL, counts as
 * UTC in all functions below: ask zone_known when a name comes in, and at start
 * for those that are stored.
 *
 * The C library's zone (TZ) belongs to this file: nothing else in these programs
 * may call localtime, mktime, tzset or strftime's zone fields.  Not for
 * several threads.
 */

/* Is it a zone of the machine's tz database?  Harmless for any input. */
bool zone_known(const char *zone);

/* What a clock on the wall shows. */
struct local {
	struct day day;
	int hour, minute, second;
	int offset;			/* seconds east of UTC at this instant */
};

struct local local_clock(int64_t instant, const char *zone);
struct day day_of(int64_t instant, const char *zone);

/* The first instant that belongs to `day` (of the day after when the zone skipped it whole). */
int64_t start_of_day(struct day, const char *zone);

/*
 * The instant at which clocks show `second` (0..86400: 24:00 is the midnight that
 * ends the day) of `day`.  A time that clocks skip moves forward by the gap; of
 * a time shown twice it is the first or the second as asked.
 */
enum local_twice { LOCAL_FIRST, LOCAL_SECOND };
int64_t local_instant(struct day, int second, const char *zone, enum local_twice);

/* For people.  Each gives "" for no day. */
char *day_long(const void *ctx, struct day);		/* 3 August 2026 */
char *day_short(const void *ctx, struct day);		/* 3 Aug 2026 */
char *day_brief(const void *ctx, struct day);		/* 17 Nov */
char *month_long(const void *ctx, struct day);		/* August 2026 */
char *instant_short(const void *ctx, int64_t instant, const char *zone);	/* 3 Aug 2026, 14:02 */
char *instant_time(const void *ctx, int64_t instant, const char *zone);		/* 14:02 */

const char *weekday_name(int weekday);			/* Monday; NULL outside 0..6 */
const char *weekday_short(int weekday);			/* Mon */
const char *month_name(int month);			/* August; NULL outside 1..12 */
const char *month_short(int month);			/* Aug */

#endif
