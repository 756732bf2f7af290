/* Figures of an agenda: what was promised, how the month went, and what changed. Pure. */
#ifndef MEETINGS_RULES_FIGURE_H
#define MEETINGS_RULES_FIGURE_H

#include "sla/rules.h"

/* One line of the table, in words as they are frozen. */
struct promise_figure {
	int party;			/* enum party */
	const char *name;		/* what is promised */
	const char *target;
	const char *before_words;	/* the month before */
	const char *now_words;
	const char *cases_words;	/* "23 of 24" */
	const char *state;		/* "Kept" */
	const char *change_words;	/* "2.1 points more"; "": nothing to compare with */
	const char *href;
};

/* Of the last two months of a standing: how it went and what changed. */
struct promise_figure promise_figure_of(const void *ctx, const struct promise_standing *standing, int months);

/* The month a meeting on that day looks at: in the first half of a month the one before, which is whole. */
struct day figures_month(struct day day);

#endif
