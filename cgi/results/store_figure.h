/* A figure over some time, parted by month or by group: what page, CSV and JSON show alike. */
#ifndef RESULTS_STORE_FIGURE_H
#define RESULTS_STORE_FIGURE_H

#include "results/store.h"

/* By what the rows of a result are parted; names as in addresses. */
enum parted { PARTED_NOT, PARTED_MONTH, PARTED_BY };
struct result_asked {
	const struct figure *figure;
	int parted;			/* enum parted */
	int dimension;			/* of PARTED_BY, or that `group_id` belongs to; BY_NONE: all cases */
	int64_t group_id;		/* this group alone; SUMS_ALL: all of them */
	struct day from, to;		/* [from, to) */
	const char *system;		/* NULL: all */
	int64_t horizon;		/* of lead to customer, in days; 0: as defined; -1: none */
	bool names_people;		/* owners are told by name; else by their team alone */
	const char *zone;		/* the organisation's; NULL: its readings are those of now, whatever the days */
};

/* What cases are worth, the hits and all, each currency by itself: it is never added up. In minor units. */
struct worth {
	const char *currency;
	int64_t hits, all;
};
struct worths {
	struct worth *list;
	size_t count;
};

/* One row: a month, a group, or all; of money one for each currency. */
struct result_row {
	int64_t key;			/* month, or group_id; CASES_ANY: all owners of Sales */
	const char *name;		/* of a group, "None given" for 0; "2026-11" of a month */
	const char *currency;		/* "" of anything but money; "" of money: worth not said */
	struct total total;
	struct total beside;		/* the same cases by the version before; denominator 0: there is none */
	struct worths worths;		/* of the win rate: by amount */
};
struct result {
	struct result_row *rows;	/* months in order; groups with most cases first, "None given" last */
	size_t count;
	struct worths worths;		/* of all rows */
	int64_t goal;			/* of sales: what each row, a month or all months, would reach; in minor units, 0: there is none */
	const char *goal_currency;
	struct readings readings;	/* of this metric alone */
	const struct reading *first;	/* that held when the days began: up to `reading` those of the time that is shown, behind each other */
	const struct reading *reading;	/* that held when they ended, or holds now where they have not */
	const char *zone;
	int64_t now, horizon;		/* as asked */
};
struct result *result_read(struct db *db, const void *ctx, const struct result_asked *asked, int64_t now);

/* The same from sums that were read, also those of other metrics, which are passed over. */
struct result *result_of_sums(struct db *db, const void *ctx, const struct result_asked *asked, const struct sum_row *sums, size_t count, int64_t now);

/* The reading that a month ended with, or that holds now where it has not ended. */
const struct reading *result_reading(const struct result *result, int64_t month);

/* Whether leads of a month may still become customers within the horizon that was asked for, or that was agreed then. False of other figures. */
bool result_is_open(const struct result *result, const struct figure *figure, int64_t month, struct day today);

/* The row of a month, or NULL. `currency` NULL: of any. */
const struct result_row *result_row_of(const struct result *result, int64_t key, const char *currency);

#endif
