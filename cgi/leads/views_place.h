/* Which part of the queue a page shows, as its address says it: "view=open&owner=me&clock=today". */
#ifndef LEADS_VIEWS_PLACE_H
#define LEADS_VIEWS_PLACE_H

#include "leads/store_queue.h"
#include "web/params.h"

/* What a filter is about, in the order of the address. */
enum place_part { PART_OWNER, PART_SOURCE, PART_PERSONA, PART_STATE, PART_CLOCK, PART_MONTH, PART_TEXT, PART_ORDER, PART_COUNT };
extern const char *const place_part_names[];	/* "owner", "source", "persona", "state", "clock", "month", "text", "order" */

struct place {
	struct queue_filter filter;	/* without person_id and limit */
	int64_t saved_id;		/* the saved view it came from; 0: none */
};
#define PLACE_BLANK { .filter = QUEUE_FILTER_BLANK }

/*
 * Reads view, after and the filters; what is not named stays as `into` has it, an empty one is none. False: there is no such view, state,
 * clock, month or number.
 */
bool place_read(const void *ctx, const struct params *asked, struct place *into);

/* The same from a text, as saved views and forms keep it; NULL is nonsense. */
bool place_parse(const void *ctx, const char *text, struct place *into);

/* A part's value as in the address; NULL: it is not filtered by. */
const char *place_value(const void *ctx, const struct place *place, int part);

/* Sets a part; NULL and "" take it away. False: it cannot be that. */
bool place_set(const void *ctx, struct place *place, int part, const char *value);

bool place_filtered(const void *ctx, const struct place *place);

/* "view=open&owner=me", encoded; "saved=3" for a saved view. With `after` also which page of it. */
const char *place_text(const void *ctx, const struct place *place, bool after);

#endif
