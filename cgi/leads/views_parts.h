/* How a handoff's clock and state look, wherever one is listed; also home's. */
#ifndef LEADS_VIEWS_PARTS_H
#define LEADS_VIEWS_PARTS_H

#include "leads/store.h"	/* for the shapes of its rows */
#include "view/view.h"

/* CLOCK_TAG, and STATE_TAG of a handoff. */
void queue_clock_fill(struct view *view, const struct queue_clock *clock);
void handoff_tag_fill(struct view *view, int state, bool is_final);

#endif
