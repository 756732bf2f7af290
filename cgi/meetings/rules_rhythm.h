/* When a series meets: the nth weekday, day or working day of each month, moved off days that are closed. Pure. */
#ifndef MEETINGS_RULES_RHYTHM_H
#define MEETINGS_RULES_RHYTHM_H

#include "sla/rules.h"

enum rhythm_kind { RHYTHM_WEEKDAY, RHYTHM_DAY, RHYTHM_WORKING_DAY };
extern const char *const rhythm_kind_names[];

/* Where the day is closed: the open day after it or before it, within its month where there is one; or that day all the same. */
enum rhythm_closed { CLOSED_NEXT, CLOSED_PREVIOUS, CLOSED_STAY };
extern const char *const rhythm_closed_names[];

enum { NTH_LAST = 99, MEETING_LEAST = 5, MEETING_MOST = 60 };	/* minutes */

struct rhythm {
	int kind;			/* enum rhythm_kind */
	int64_t nth;			/* from 1; NTH_LAST. A fifth weekday that is not there is the last, as is a day the month has not */
	int64_t weekday;		/* 0 is Monday; of RHYTHM_WEEKDAY alone */
	int closed;			/* enum rhythm_closed */
};

/* The day in the month of `month`. `calendar` NULL: Monday to Friday are open. A month without any open day gives the day as it falls. */
struct day rhythm_day(const struct rhythm *rhythm, const struct calendar *calendar, struct day month);

/* When a meeting of that day begins: a time that clocks skip moves forward by the gap, one shown twice is the first. */
int64_t rhythm_instant(struct day day, int64_t start_minute, const char *zone);

/* "The last Thursday of each month", "The 2nd working day of each month", "The 31st of each month, or the last day". */
const char *rhythm_words(const void *ctx, const struct rhythm *rhythm);

/* Why that day and no other: "Moved from 25 December, which is closed: Christmas Day."; NULL: it is the day itself. */
const char *rhythm_moved(const void *ctx, const struct rhythm *rhythm, const struct calendar *calendar, struct day month);

/* A series as its form or the API fills it in. */
struct series {
	int64_t id;
	int64_t revision;
	const char *name;
	int team;			/* enum team of a team's own; GLOSSARY_NONE: both teams' */
	int64_t guest_id;		/* 0: none, as calendar_id */
	const char *guest_name;		/* NULL: none */
	struct rhythm rhythm;
	int64_t start_minute;
	int64_t minutes;
	const char *zone;
	int64_t calendar_id;
	int64_t chair_id;
	const char *chair_name;
	const char *first_month;	/* "YYYY-MM-01" */
	int64_t ended_at;		/* 0: it goes on */
};

/* What is wrong with it: "name", "nth", "start", "minutes", "zone", "chair", "guest". `chair_team`, `guest_team`: enum team, GLOSSARY_NONE: nobody there. */
void series_problems(struct problems *problems, const struct series *series, int chair_team, int guest_team);

#endif
