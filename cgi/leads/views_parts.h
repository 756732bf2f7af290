/* How a handoff's clock and state look wherever one is listed, and what was just done with it; also home's. */
#ifndef LEADS_VIEWS_PARTS_H
#define LEADS_VIEWS_PARTS_H

#include "leads/store.h"	/* for the shapes of its rows */
#include "view/view.h"

/* CLOCK_TAG, and STATE_TAG of a handoff. */
void queue_clock_fill(struct view *view, const struct queue_clock *clock);
void handoff_tag_fill(struct view *view, int state, bool is_final);

/*
 * UNDO_BANNER: the act that the reader has just done, to be taken back. `place` is where they go on then: place_text(), "lead", "handoff" or "home".
 */
struct undo {
	int64_t handoff_id, event_id;	/* 0: nothing can be undone */
	const char *words;
	const char *place;
	int64_t seconds;		/* that are left for it */
	int64_t deal_id;		/* it is a deal's, and no handoff's; 0: it is not */
};
void undo_fill(struct view *view, const struct undo *undo);

/* "Logged for Anna Weber: No answer." */
const char *undo_words(const void *ctx, const struct handoff *handoff, const struct handoff_event *event);

#endif
