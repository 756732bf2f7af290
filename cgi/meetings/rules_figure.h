/* Figures of an agenda: what was promised, how the month went, and what changed. Pure. */
#ifndef MEETINGS_RULES_FIGURE_H
#define MEETINGS_RULES_FIGURE_H

#include "results/rules.h"
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
	const struct result_shown *shown;	/* the figure of results it is; NULL: a promise */
};

/* Figures of results that stand beside the promises, with whose direction they show. Ended by metric -1. */
struct result_shown {
	int metric;
	int party;			/* enum party */
	int promise;			/* enum promise_kind that counts the same; -1: none does */
};
extern const struct result_shown results_shown[];

/* Whether a promise says the same, so that the figure is left out beside it: of its kind, and of all leads. */
bool promise_says(const struct promise *promise, const struct result_shown *shown);

/* The wording by which the latest cases before that moment count. `all`: as metric_readings() gives them. NULL: there is none. */
const struct reading *reading_before(const struct readings *all, int metric, int64_t before);

/* One of them in a month beside the one before; NULL totals: no cases. `currency` of money, else "". */
struct promise_figure result_figure_of(const void *ctx, const struct result_shown *shown, const struct total *was, const struct total *is, const char *currency, struct day month);

/* Of the last two months of a standing: how it went and what changed. */
struct promise_figure promise_figure_of(const void *ctx, const struct promise_standing *standing, int months);

/* The month a meeting on that day looks at: in the first half of a month the one before, which is whole. */
struct day figures_month(struct day day);

#endif
