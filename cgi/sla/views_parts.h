/* How a promise's month looks, wherever one is told; also home's. */
#ifndef SLA_VIEWS_PARTS_H
#define SLA_VIEWS_PARTS_H

#include "sla/store.h"	/* for the shapes of its rows */
#include "view/view.h"

/* STATE_TAG of a month: "14 behind pace", "Kept". And of a team: its state alone. */
void standing_fill(struct view *view, const struct promise *promise, const struct promise_month *month);
void side_tag_fill(struct view *view, int standing);

/* "120", "95 %"; "70", "95.8 %"; "of 120", "23 of 24". */
const char *target_words(const void *ctx, const struct promise *promise, const struct promise_month *month);
const char *now_words(const void *ctx, const struct promise *promise, const struct promise_month *month);
const char *cases_words(const void *ctx, const struct promise *promise, const struct promise_month *month);

/* CLOCK_MARKS: a mark for each clock of the month; with its table, or the way to the promise's page where that is. `zone` is the organisation's. */
void clock_marks_fill(struct view *view, const struct promise_standing *standing, const struct marks *marks, const char *zone, bool table);

#endif
