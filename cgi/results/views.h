/* How results look: one fill function for each template, and what they share. */
#ifndef RESULTS_VIEWS_H
#define RESULTS_VIEWS_H

#include "glossary/views_parts.h"
#include "results/store_figure.h"
#include "web/form.h"

/* The months a page is about: [first, last), as year * 12 + month - 1. */
struct span {
	int64_t first, last;
	int64_t now;			/* the present month */
};
enum { PERIOD_USUAL = 6, PERIOD_MOST = 24 };
const char *period_query(const void *ctx, const struct span *period);		/* "months=12&until=2026-08"; without `until` for the present month */
const char *period_words(const void *ctx, const struct span *period);		/* "December 2025 to November 2026" */

/* PERIOD_CHOICE; `address` without a query, `more` further fields of it: "&by=source" or "". */
void period_fill(struct view *view, const struct span *period, const char *address, const char *more);

/* Where the list behind a number is: months [from, to), a group of a dimension (SUMS_ALL: all), hits 1, others 0, all -1. */
struct link {
	int metric;
	int64_t from, to;
	const struct day *days;		/* the two days [from, to) in place of the months; NULL: months */
	int dimension;
	int64_t group_id;
	int hit;
	bool beside;
	const char *currency;		/* NULL: any */
};
const char *link_href(const void *ctx, const struct link *link);

/* One figure. */
struct figure_page {
	const struct figure *figure;
	struct span period;
	const struct result *all, *months, *groups;
	int dimension;
	const struct term *term;	/* that defines it; NULL: there is none */
	const char *goal;		/* how much of the goal that is; NULL: nothing to say */
	const char *zone;		/* the organisation's */
	int64_t undecided;		/* of volume: how many of it Sales has not decided on */
	struct day today;
};
struct view *result_show_view(struct request *req, const struct figure_page *page);

/* RESULT_CHART of its months, at HAS_CHART. */
void result_chart_fill(struct view *view, const struct figure_page *page);

/* The cases behind a number. */
struct cases_page {
	const struct figure *figure;
	struct cases_asked asked;
	const char *group_name;		/* NULL: all */
	int64_t number;			/* as the sums say */
	const struct case_row *rows;
	size_t count;
	const char *next;		/* address of the next page; NULL: this is the last */
	const char *title, *line;	/* of another list; NULL: its own words */
	const char *back, *back_name;	/* the page that list belongs to */
	bool of_campaigns;		/* source is a campaign's name in it */
};
struct view *result_cases_view(struct request *req, const struct cases_page *page);

/* What a cell says, for programs. */
enum value_kind { VALUE_NUMBER, VALUE_TENTHS, VALUE_MONEY, VALUE_SHARE };
struct table_value {
	enum value_kind kind;
	int64_t number;			/* of VALUE_MONEY in minor units */
	int64_t of;			/* of VALUE_SHARE: so many of these */
	const char *currency;		/* of VALUE_MONEY */
};

/* Several tables on one page. */
struct table_cell {
	const char *words;		/* NULL ends the cells of a row */
	const struct table_value *values;	/* one, or of a list any number; NULL: nothing is known */
	size_t value_count;
	const char *href;		/* NULL: no link */
	const char *note;		/* NULL: none */
	int heat;			/* 0 to 3 */
	bool is_list;			/* of several amounts, which may stand below each other */
};
struct table_row {
	const char *name, *href, *note;	/* name NULL ends the rows */
	const char *key;		/* for programs: an id, a code, a month as 2026-11; NULL: none */
	bool is_total;			/* of the rows above */
	const struct table_cell *cells;
};
struct table_card {
	const char *id, *title;
	const char *first;		/* head of the first column */
	const char *const *heads;	/* NULL ends them */
	const struct table_row *rows;
	const char *none, *foot;	/* foot NULL: none */
	const char *href, *words;	/* a link beside the title; NULL: none */
};
struct table_page {
	const char *title, *line, *address;
	struct span period;
	const struct table_card *cards;
	size_t count;
};
struct view *result_table_view(struct request *req, const struct table_page *page);

/* The index: a row for each month of `heads` cells, and the figures of the families. */
struct index_figure {
	const struct figure *figure;
	const struct result *all, *months;
};
struct index_page {
	struct span period;
	const char *const *heads;
	const struct table_row *rows;
	const struct index_figure *figures;
	size_t count;
};
struct view *result_index_view(struct request *req, const struct index_page *page);

/* The steps. */
struct step {
	const char *key, *name, *href;	/* key: of the metric, for programs */
	int64_t leads, before;
	int64_t days;			/* median from the step before; -1: none */
};
struct steps_page {
	struct span period;
	const struct step *steps;
	size_t count;
	const struct group_name *sources;
	size_t source_count;
	int64_t source_id;		/* SUMS_ALL: all */
};
struct view *result_steps_view(struct request *req, const struct steps_page *page);

/* What a campaign has cost. */
struct cost_page {
	const struct campaign_cost *cost;
	struct form *form;
	int64_t revision;
};
struct view *campaign_cost_view(struct request *req, const struct cost_page *page);

#endif
