/* When mail that need not go at once goes: in the receiver's open hours. Pure. */
#ifndef JOBS_WHEN_H
#define JOBS_WHEN_H

#include "sla/rules.h"

#include <stdint.h>

/*
 * When the day of somebody in `zone` begins next: the first open instant of a day by that calendar's hours, read in their zone; today's while
 * it has not come, else that of the next day that has one. `calendar` NULL: nothing is agreed, so 08:00 from Monday to Friday.
 */
int64_t day_opens(const struct calendar *calendar, const char *zone, int64_t now);

/* The instant from which this week's brief goes out: when the first open day of the week opens. 0: no day of the week is open. */
int64_t week_opens(const struct calendar *calendar, const char *zone, int64_t now);

#endif
