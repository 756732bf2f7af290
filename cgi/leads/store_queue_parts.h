/* What the files of the queue's store share: clocks by their calendars. */
#ifndef LEADS_STORE_QUEUE_PARTS_H
#define LEADS_STORE_QUEUE_PARTS_H

#include "leads/store_queue.h"

struct calendar;

/* The clock of a deadline (0: none) at `now`, in the days of the organisation's `zone`; `calendar` NULL: nothing is counted. */
struct queue_clock queue_clock_made(const void *ctx, const struct calendar *calendar, int64_t deadline, bool promised, bool paused, int64_t now,
    const char *zone);

#endif
