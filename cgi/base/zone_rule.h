/* Inside base: the rule that ends a TZif file, such as CET-1CEST,M3.5.0,M10.5.0/3. */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* A day of the year and the second of that day at which clocks change: POSIX TZ, with the hours of RFC 8536 section 3.3.1. */
struct zone_rule_date {
	char form;			/* 'M' month, week, weekday; 'J' day 1..365 without 29 February; 'N' day 0..365 */
	int month, week, weekday;	/* weekday 0 is Sunday; week 5 is the last */
	int day;
	int second;			/* of local time before the change; may be negative or beyond a day */
};

struct zone_rule {
	int standard, summer;		/* offsets, seconds east of UTC */
	bool changes;			/* false: always `standard` */
	struct zone_rule_date begin, end;	/* of summer time */
};

/* False when `s` is no such rule. */
bool zone_rule_read(const char *s, struct zone_rule *into);

/* The instant of the change in `year`, when clocks show `offset` before it. */
int64_t zone_rule_instant(const struct zone_rule_date *, int year, int offset);

#endif
