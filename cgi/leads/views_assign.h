/* How the pages of assignment look; only pages_assign*.c include it. */
#ifndef LEADS_VIEWS_ASSIGN_H
#define LEADS_VIEWS_ASSIGN_H

#include "leads/store_assign.h"
#include "leads/views.h"

enum { TRIALS_SHOWN = 10, PAIRS_SHOWN = 50 };

struct assign_page {
	const struct assign_rule *rules;
	size_t rule_count;
	int64_t revision;
	const struct seller *sellers;	/* as they are today */
	size_t seller_count;
	const struct assign_trial *trials;
	size_t trial_count;
	const struct holding *left;
	size_t left_count;
	const struct account_pair *pairs;	/* one more than shown, when there are */
	size_t pair_count;
};
struct view *assign_index_view(struct request *req, const struct assign_page *page);

/* The form of a rule; `rule` NULL: a new one. */
struct view *assign_form_view(struct request *req, const struct assign_rule *rule, const struct form *form, int64_t revision);

/* What somebody has on one side; `form` NULL: the reader may not move it. */
struct view *assign_person_view(struct request *req, const struct holding *holding, const struct form *form);

struct view *assign_pair_view(struct request *req, const struct account_pair *pair, const struct form *form, int64_t revision);

/* "12 open handoffs, 340 leads and 1 account"; "nothing". */
const char *holding_words(const void *ctx, const struct holding *holding);

#endif
