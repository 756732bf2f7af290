/* What the page of a replay shows, and its addresses. */
#ifndef LEADS_VIEWS_REPLAY_H
#define LEADS_VIEWS_REPLAY_H

#include "leads/store_replay.h"
#include "leads/views.h"

struct replay_page {
	const struct term *term;
	const struct version *version;	/* as it is saved */
	const struct version *draft;	/* with the bounds that are tried */
	const struct version *in_force;	/* NULL: none, or it is the version itself */
	int over;			/* enum replay_over */
	int64_t most;
	const char *problem;		/* with what was typed; NULL: none */
	struct replay *replay;
	int show;			/* enum replay_show */
	size_t criterion;		/* of the last three of them */
	const struct replay_line *lines;
	const size_t *rows;		/* the place of each line in the replay */
	size_t count;
	int64_t next;			/* the id that the next page begins after; 0: no more */
};
struct view *replay_view(struct request *req, struct replay_page *page);

#endif
