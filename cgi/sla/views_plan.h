/* How reverse planning looks. */
#ifndef SLA_VIEWS_PLAN_H
#define SLA_VIEWS_PLAN_H

#include "glossary/views_parts.h"
#include "sla/store_plan.h"	/* for the shapes of its rows */
#include "web/form.h"

struct plan_page {
	const struct plan *kept;		/* NULL: there is none yet */
	const struct plan *plan;		/* what is reckoned; NULL: nothing can be */
	const struct plan_result *result;	/* of it */
	bool is_tried;				/* typed, and not what is kept */
	const struct plan_history *history;
	struct day first;			/* the month that its months are counted from */
	struct form *form;
	struct form *rows[PLAN_SOURCES_MOST];
	size_t row_count;
	int64_t open_number;			/* the version still argued over, which the number would go into; 0: a new one */
	int64_t revision;			/* that is kept over */
	const char *notice;			/* NULL: none */
	const struct clash *clash;		/* NULL: none */
};
struct view *plan_view(struct request *req, const struct plan_page *page);

/* The hint of a rate: what the organisation's own months say. */
const char *plan_history_words(const void *ctx, enum plan_rate rate, const struct plan_history *history, struct day first);

/* What a plan says in one sentence: "€600,000 a quarter takes 50 new customers, 30 of them from Marketing, and for that 134 leads a month." */
const char *plan_sentence(const void *ctx, const struct plan *plan, const struct plan_result *result);

#endif
