/* The form of a calendar: its fields, its rows of days, the days of a file, and the steps that change them. */
#ifndef SLA_PAGES_CALENDAR_TYPED_H
#define SLA_PAGES_CALENDAR_TYPED_H

#include "sla/views_calendar.h"

/* A form as it is first shown, with the words of `from`. `named`: the name is asked for, as for a new calendar. */
struct typed_calendar *typed_show(struct request *req, const struct calendar *from, const char *valid_from, bool named);

/*
 * A form as it came. When the button pressed was another than save, *again is true: the step is taken, and the form is only to
 * be shown again.
 */
struct typed_calendar *typed_read(struct request *req, bool named, bool *again);

/*
 * The days of the `count` rows that say something, children of ctx; *taken is how many. numbers[i] becomes the row of day i, from
 * 1. What cannot be read is noted in the form beside its field; `was`: "is" or "was", as such a day is closed.
 */
struct exception *typed_days_take(const void *ctx, struct form *form, const struct typed_day days[], size_t count, const char *was,
    size_t numbers[], size_t *taken);

/* The fields of row `n`, from 1, of days: CALENDAR_DATE's, for a struct typed_day. A child of ctx. */
const struct field *typed_day_fields(const void *ctx, size_t n);

/*
 * Makes a calendar of what was typed, in t->calendar, and notes every problem beside its field. `name` NULL: as typed.
 * `after` is the last day on which a version may no longer begin; NULL: any day will do.
 */
void typed_check(struct request *req, struct typed_calendar *t, const char *name, const char *after);

/* What somebody else saved beside what was typed; `t` is checked and sound. */
const struct clash_row *typed_rows(const void *ctx, const struct calendar_version *theirs, const struct typed_calendar *yours);

#endif
