/* What later areas may ask of results, and everything the area asks of the database. Results, ctx and failures as in glossary/store.h. */
#ifndef RESULTS_STORE_H
#define RESULTS_STORE_H

#include "data/db.h"
#include "leads/store.h"
#include "results/rules_figure.h"

/* Which cases: of a metric, on days in [from, to), in the organisation's zone. */
struct sums_asked {
	int metric;
	int dimension;			/* enum dimension, that the sums are parted by */
	struct day from, to;
	int64_t group_id;		/* of the dimension: this group alone; SUMS_ALL: all of them */
	const char *system;		/* only what came from that system; NULL: all. Reads every case of the days */
};
#define SUMS_ALL INT64_C(-1)

/* What the cases of a month, a group, a version, a currency and a value come to. */
struct sum_row {
	int metric;			/* enum metric */
	int64_t month, group_id, version_id;
	bool beside;			/* a newer version held already */
	const char *currency;		/* "": none */
	int64_t value;			/* -1: none */
	int64_t numerator, denominator, minor, minor_all;
};

/*
 * The sums, by month, group, version and currency. Whole months are read from what is kept, whatever the history; the days before and
 * behind them case by case.
 */
struct sum_row *sums_read(struct db *db, const void *ctx, const struct sums_asked *asked, size_t *count);

/* The same of all cases in the whole months [from, to), of every metric that the index of results shows, in one statement. */
struct sum_row *sums_overview(struct db *db, const void *ctx, int64_t from, int64_t to, size_t *count);

/* How many of the volume of these days Sales has not decided on yet: they are open, and few. */
int64_t volume_undecided(struct db *db, struct day from, struct day to);

/* The groups of a dimension by name. One that stands for others (a source mapped to it) bears its own id. */
struct group_name {
	int64_t id, stands_for;
	const char *name;
};
struct group_name *group_names(struct db *db, const void *ctx, int dimension, const int64_t *ids, size_t id_count, size_t *count);

/* Every theme or persona in use, by name, also those nothing was counted under. */
struct group_name *group_terms(struct db *db, const void *ctx, int kind, size_t *count);

/* The cases behind a number, newest first: one for each, so that their count is the number. */
struct cases_asked {
	int metric;
	bool beside;			/* by the version before */
	struct day from, to;
	int dimension;
	int64_t group_id;		/* SUMS_ALL: all; CASES_ANY: all that have one */
	int hit;			/* 1: hits alone; 0: the others alone; -1: all */
	const char *currency;		/* NULL: all */
	int64_t before;			/* 0: from the start; else the place of the last one shown */
	int64_t limit;
};
#define CASES_ANY INT64_C(-2)
struct case_row {
	int64_t place;
	int64_t day;
	bool is_hit;
	int64_t value;			/* -1: none */
	const char *currency;
	int64_t minor;
	int64_t handoff_id;		/* 0: of a deal, or of a lead that came with a history and was never handed over */
	int64_t deal_id;		/* 0: of no deal */
	int64_t lead_id;		/* 0: of a deal without one */
	const char *lead_name, *lead_company;
	const char *deal_name;
	const char *source;		/* NULL: none */
	const char *counts;		/* what it counts as, in a list of its own; NULL: as the figure says */
};
struct case_row *cases_list(struct db *db, const void *ctx, const struct cases_asked *asked, size_t *count);

/* How many decided handoffs there were, and in how many a criterion did not hold, by wording, source and criterion ("": decided at all). */
struct criterion_sum {
	int64_t version_id, source_id;
	const char *code;
	int64_t cases;
};
struct criterion_sum *criterion_sums(struct db *db, const void *ctx, int64_t from_month, int64_t to_month, size_t *count);

/* The wording of a definition that most of them were decided under, newest first, with its term's slug. */
struct wording {
	int64_t version_id, term_id, number;
	const char *slug, *name;
};
struct wording *wordings_of(struct db *db, const void *ctx, int64_t from_month, int64_t to_month, size_t *count);
struct wording *wording_find(struct db *db, const void *ctx, int64_t version_id);

/* The handoffs behind a cell of the heat map, newest first. `code` "": all that were decided. */
struct cited_row {
	int64_t handoff_id, lead_id;
	const char *lead_name, *lead_company;
	const char *source;		/* as it is counted; NULL: none */
	int64_t submitted_at;		/* first: what its month comes from */
	bool accepted;
};
struct cited_row *cited_list(struct db *db, const void *ctx, int64_t version_id, const char *code, int64_t source_id, int64_t from_month, int64_t to_month,
    int64_t before, int64_t limit, size_t *count);

/*
 * What a campaign has cost, where somebody said so. One amount in one currency. All campaigns that are not mapped to others: those with a cost
 * first, then the newest.
 */
struct campaign_cost {
	int64_t campaign_id;
	const char *name;
	int64_t revision;		/* 0: never said */
	const char *currency;		/* NULL: not known */
	int64_t minor;
	const char *editor_name;
	int64_t edited_at;
};
enum { CAMPAIGNS_MOST = 200 };
struct campaign_cost *campaign_costs(struct db *db, const void *ctx, size_t *count);
struct campaign_cost *campaign_cost_find(struct db *db, const void *ctx, int64_t campaign_id);

/* Says it, over the revision it names; RESULT_STALE: somebody else did meanwhile. RESULT_GONE: there is no such campaign. */
enum act_result campaign_cost_save(struct db *db, const void *ctx, const struct actor *actor, const struct campaign_cost *cost);

/*
 * Won deals by the instant they were won, oldest first. Sourced: the primary lead was handed over before the opening. Influenced: any lead of the
 * account was handed over from INFLUENCE_DAYS before the opening up to the win. Most deals that are the one are the other as well.
 */
enum { INFLUENCE_DAYS = 90 };
struct won_deal {
	int64_t won_at;
	bool is_sourced, is_influenced;
};
struct won_deal *won_deals(struct db *db, const void *ctx, int64_t from, int64_t to, size_t *count);

/* How many of them each campaign influenced, most first; a deal stands with every campaign that did, so these have no sum. */
struct influence {
	int64_t campaign_id;		/* 0: leads without one, last */
	const char *name;
	int64_t deals;
};
struct influence *influences(struct db *db, const void *ctx, int64_t from, int64_t to, size_t *count);

/* The deals behind these numbers, newest first. */
enum influence_part { PART_WON, PART_SOURCED, PART_INFLUENCED, PART_NEITHER };
extern const char *const influence_part_names[];
struct influence_asked {
	int64_t from, to;		/* instants, [from, to) */
	int part;			/* enum influence_part */
	int64_t campaign_id;		/* of PART_INFLUENCED; -1: any */
	int64_t after;			/* the deal that the page before ended with; 0: none */
	int64_t limit;
};
struct influence_row {
	int64_t deal_id;
	const char *deal_name;
	int64_t won_at;
	bool is_sourced;
	int64_t handoff_id, lead_id;	/* the newest that influenced it; 0: none */
	const char *lead_name, *lead_company;
	const char *campaign;		/* of that lead; NULL: none */
};
struct influence_row *influence_list(struct db *db, const void *ctx, const struct influence_asked *asked, size_t *count);

#include "results/store_figure.h"

#endif
