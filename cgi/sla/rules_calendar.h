/* Business calendars: open time, deadlines and business days, and why. Pure: the clock is an argument. */
#ifndef SLA_RULES_CALENDAR_H
#define SLA_RULES_CALENDAR_H

#include "base/days.h"
#include "glossary/rules.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The arithmetic, so that anybody can recompute a result by hand:
 *  1. An interval is half-open, [open, close), in minutes of the local day; 1440 is the midnight that ends it. There may be
 *     several a day. A dated exception, closed or with other hours, replaces its weekday.
 *  2. Open time is measured on instants, so a day may last 23 or 25 hours. A local time that clocks skip moves forward by
 *     the gap; one shown twice means the first for opening and the second for closing. What two intervals both
 *     cover counts once. A day that a zone skips whole has no hours.
 *  3. A deadline is the smallest instant at which the open time since the start reaches the target. A start in closed time
 *     counts from the next opening. A calendar that stays closed for CALENDAR_OPEN_WITHIN days is an error.
 *  4. Done exactly at the deadline is met.
 *  5. "N business days, by close" is the close of the Nth open day after the day of the start, which is the local day of the
 *     first open instant at or after it. A pause moves it by the open days whose open time lies wholly inside.
 *
 * Instants are seconds since 1970 UTC within the years 1 to 9999. Cost grows with the days spanned (some ten nanoseconds
 * each), never with minutes. Nothing here allocates but where there is a `ctx`.
 */
enum { HOURS_MOST = 8, EXCEPTIONS_MOST = 1000, CALENDAR_NAME_MOST = 80 };

/* A calendar that is closed so long is a mistake, and a deadline further off is none (in days). */
enum { CALENDAR_OPEN_WITHIN = 400, DEADLINE_WITHIN = 36525 };

struct interval {
	int open, close;		/* minutes of the local day, 0..1440 */
};

struct day_hours {
	const struct interval *list;
	size_t count;			/* 0: closed */
};

/* A day with its own hours, such as a holiday. */
struct exception {
	struct day day;
	const char *name;
	struct day_hours hours;
};

struct calendar {
	const char *name;
	const char *zone;		/* IANA */
	struct day_hours week[7];	/* 0 is Monday */
	const struct exception *exceptions;
	size_t exception_count;
};

/*
 * What is wrong with a calendar as it came in, before calendar_tidy(); `from` is its first day. Members: "name",
 * "zone"; "week" with the weekday as index; "exceptions", "date", "exception_name", "open" with the exception's place
 * as index. Intervals and exceptions may stand in any order. Nothing else may be asked of a calendar that has problems.
 */
void calendar_problems(struct problems *problems, const struct calendar *calendar, struct day from);

/* RFC 6901: "/week/mon", "/exceptions/3/date", "/zone". Not problem_pointer(), whose lists are criteria. */
const char *calendar_problem_pointer(const void *ctx, const struct problem *problem);

/* A copy with intervals and exceptions in order, which all functions below need. Names are borrowed. */
struct calendar *calendar_tidy(const void *ctx, const struct calendar *calendar);

/* "09:00" as 540 and back; "24:00" is 1440. Exactly HH:MM; false (and `into` untouched) otherwise, also for NULL. */
bool clock_parse(const char *s, int *into);
const char *clock_print(const void *ctx, int minutes);

/*
 * Intervals as people write them, "9:00-12:00, 13:00 – 17:00"; blank or "closed" are none. At most HOURS_MOST. False when it
 * is nothing of the kind; order and overlaps are calendar_problems' business. And as people read them: "09:00–12:00,
 * 13:00–17:00", "closed".
 */
bool hours_parse(const void *ctx, const char *s, struct day_hours *into);
const char *hours_print(const void *ctx, const struct day_hours *hours);

/* Time that does not count. `to` is PAUSE_OPEN while it lasts. */
#define PAUSE_OPEN INT64_MAX
struct pause {
	int64_t from, to;
	const char *why;		/* borrowed; NULL: not said */
};

/* Pauses in order, none touching another: only pauses_merge() makes them. NULL stands for none everywhere below. */
struct pauses {
	struct pause *list;
	size_t count;
};

/* Empty and inverted ones fall out; where several overlap, the reason of the earliest stands. */
struct pauses *pauses_merge(const void *ctx, const struct pause *list, size_t count);

/* Open seconds in [from, to) outside pauses (an open one lasts for ever); 0 when `to` is not after `from`. */
int64_t calendar_open_seconds(const struct calendar *calendar, int64_t from, int64_t to, const struct pauses *pauses);

enum deadline_state {
	DEADLINE_SET,
	DEADLINE_PAUSED,		/* an open pause holds it: there is none now */
	DEADLINE_NO_HOURS,		/* the calendar is closed for CALENDAR_OPEN_WITHIN days: its administrator's to repair */
	DEADLINE_FAR,			/* further off than DEADLINE_WITHIN days, or past the year 9999 */
	DEADLINE_NONSENSE		/* a negative target, or a start outside the years 1 to 9999 */
};
struct deadline {
	int state;			/* enum deadline_state */
	int64_t at;			/* only when it is set */
};

/*
 * The smallest instant at or after `start` by which `seconds` of open time have passed (rule 3): the close itself
 * when they end there, `start` itself for 0.
 */
struct deadline calendar_deadline(const struct calendar *calendar, int64_t start, int64_t seconds, const struct pauses *pauses);

/*
 * The close of the `days`th open day after the day of the start (rule 5); 0 is the close of that day itself. The
 * start belongs to the local day of the first open instant at or after it. An open day does not count when all of its
 * open time lies inside pauses; a pause of part of a day moves nothing.
 */
struct deadline calendar_deadline_days(const struct calendar *calendar, int64_t start, int64_t days, const struct pauses *pauses);

/* Why there is no deadline, as a sentence; NULL when it is set. */
const char *deadline_refusal(int state);

/* One piece of a stretch of time, for explaining a result day by day. It lies in one local day. */
enum segment_kind { SEGMENT_OPEN, SEGMENT_CLOSED, SEGMENT_PAUSED };
enum segment_part { PART_DAY, PART_BEFORE, PART_BETWEEN, PART_AFTER };	/* of the day, for closed ones */
enum { ORDINAL_NONE = -1, SEGMENTS_MOST = 5000 };
struct segment {
	int64_t from, to;
	int64_t counted;		/* seconds: to - from when open, else 0; 0 when business days are counted */
	int kind;			/* enum segment_kind; a pause is named only where it takes open time */
	int part;			/* enum segment_part */
	struct day day;
	int64_t day_seconds;		/* how long that day lasts: 86400 unless clocks change on it */
	const char *exception;		/* its name, when the day has its own hours; borrowed from the calendar */
	const char *pause;		/* the pause's reason, or NULL; borrowed */
	int64_t ordinal;		/* when business days are counted: 0 the day of the start, then 1 …; else ORDINAL_NONE */
};

/*
 * [from, to) in pieces that abut: what counted and what did not. The sum of `counted` is calendar_open_seconds(). Not more
 * than SEGMENTS_MOST: a longer stretch ends early, at the last one's `to`. A child of `ctx`.
 */
struct segment *calendar_segments(const void *ctx, const struct calendar *calendar, int64_t from, int64_t to,
    const struct pauses *pauses, size_t *count);

/* The same for business days, one piece a local day. */
struct segment *calendar_segments_days(const void *ctx, const struct calendar *calendar, int64_t start, int64_t deadline,
    const struct pauses *pauses, size_t *count);

/*
 * Its reason, in words that follow the day: "open", "closed, Christmas Day", "closed on Sundays", "after closing",
 * "paused: waiting for Marketing", "business day 2", "open; 25 hours, clocks go back".
 */
const char *segment_why(const void *ctx, const struct segment *segment);

/* Its day: "Fri 25 Dec". And both: "Fri 25 Dec: closed, Christmas Day". */
const char *segment_day(const void *ctx, const struct segment *segment);
const char *segment_line(const void *ctx, const struct segment *segment);

/* Has the day any open time? */
bool calendar_is_open_day(const struct calendar *calendar, struct day day);

/* How many days of [from, to) have: "working days". */
int64_t calendar_open_days(const struct calendar *calendar, struct day from, struct day to);

/* The `n`th open day (1 or more) after `day`; no day (day_none) when CALENDAR_OPEN_WITHIN days pass without one. */
struct day calendar_open_day_after(const struct calendar *calendar, struct day day, int64_t n);

/* The working days of the month of `day`: up to and including that day, and all. */
struct pace_days {
	int64_t passed, all;
};
struct pace_days calendar_month_days(const struct calendar *calendar, struct day day);

/* The first open instant at or after `at`; false when there is none within CALENDAR_OPEN_WITHIN days. */
bool calendar_next_open(const struct calendar *calendar, int64_t at, int64_t *into);

/* The local day of that instant, the day a start belongs to; no day when there is none. */
struct day calendar_start_day(const struct calendar *calendar, int64_t at);
bool calendar_is_open(const struct calendar *calendar, int64_t at);

/* NULL while open, and when it never opens; else "resumes 13:00", "resumes tomorrow 09:00", "resumes Monday 09:00", "resumes 4 Jan, 09:00". */
const char *calendar_resumes(const void *ctx, const struct calendar *calendar, int64_t now);

/*
 * Open seconds left (0 or more) and late by, whole minutes rounded down: "1 h 12 min left", "12 min left", "2 h left", "Less than
 * a minute left"; "Late by 35 min", "Late by less than a minute".
 */
const char *time_left(const void *ctx, int64_t seconds);
const char *time_late(const void *ctx, int64_t seconds);

/* A length: "1 h 12 min", "12 min", "2 h", "less than a minute"; negative counts as 0. */
const char *time_words(const void *ctx, int64_t seconds);

#endif
