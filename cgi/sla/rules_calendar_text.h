/* A calendar's hours as they are stored, and its week and its dates in words. Pure. */
#ifndef SLA_RULES_CALENDAR_TEXT_H
#define SLA_RULES_CALENDAR_TEXT_H

#include "sla/rules_calendar.h"

/* "mon" … "sun", as stored and in JSON; NULL ends them. */
extern const char *const weekday_codes[];

/*
 * The stored text of hours, "09:00-12:00 13:00-17:00", "" when closed; and of a week, a line for each day that is open,
 * "mon 09:00-12:00 13:00-17:00". Reading is strict: false for anything that printing does not make.
 */
const char *hours_text(const void *ctx, const struct day_hours *hours);
bool hours_read(const void *ctx, const char *text, struct day_hours *into);
const char *week_text(const void *ctx, const struct day_hours week[7]);
bool week_read(const void *ctx, const char *text, struct day_hours week[7]);

bool hours_same(const struct day_hours *a, const struct day_hours *b);

/* A week as people say it: days in a row with the same hours share a line. At most seven. */
struct week_line {
	const char *days;		/* "Monday to Thursday", "Saturday and Sunday", "Every day" */
	const char *hours;		/* "09:00–12:00, 13:00–17:00", "closed" */
	bool open;
};
size_t week_lines(const void *ctx, const struct day_hours week[7], struct week_line lines[7]);

/* What a day is in the calendar: its exception (NULL: none) and its hours. The calendar is tidy. */
struct day_look {
	const struct exception *exception;
	const struct day_hours *hours;
};
struct day_look calendar_look(const struct calendar *calendar, struct day day);

/* A name as it is kept: trimmed, one space between words, nothing invisible. NULL stays NULL. */
const char *name_tidy(const void *ctx, const char *name);

/*
 * What is wrong with the first day of a version: it must exist and, unless `today` is NULL, lie after it. The sentence to show,
 * or NULL.
 */
const char *valid_from_problem(const void *ctx, const char *valid_from, const char *today);

#endif
