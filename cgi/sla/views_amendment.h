/* How amendments look: one fill function for each template. */
#ifndef SLA_VIEWS_AMENDMENT_H
#define SLA_VIEWS_AMENDMENT_H

#include "sla/store_amendment.h"	/* for the shapes of its rows */
#include "sla/views_calendar.h"

const char *amendment_url(const void *ctx, int64_t number, const char *act);

struct view *amendment_index_view(struct request *req, const struct amendment_row *rows, size_t count);

enum { RESULTS_SHOWN = 25 };		/* in one page of the list */

struct amendment_page {
	struct reader *reader;
	const struct amendment *amendment;
	const char *const *before;		/* what the calendar had on each of its days, in words */
	const struct amendment_effects *effects;	/* of one that may still be applied; NULL */
	const struct month_shift *months;
	size_t month_count;
	const struct clock_effect *results;	/* those of the page that flip */
	size_t result_count;
	bool more;
	const struct clock_subject *subjects;
	size_t subject_count;
	const struct act *acts;			/* oldest first */
	size_t act_count;
	const char *notice;			/* what the act that led here has done; NULL */
	const struct reply *reply;		/* NULL: none */
};
struct view *amendment_view(struct request *req, const struct amendment_page *page);

/* The standing signature of a team on the list as it is now; NULL: none, or on an earlier list. */
const struct signature *amendment_signed_now(const struct amendment_page *page, int team);

/* One that is being written. */
struct typed_amendment {
	const char *reason;
	int calendar;				/* place in `calendars` */
	struct typed_day days[AMENDED_DAYS_MOST];	/* empty ones too */
	size_t day_count;
	size_t focus;				/* the row that a step has added, from 1; 0: none */
	struct option *calendars;		/* code is the place */
	struct form *form;
	struct form *day_forms[AMENDED_DAYS_MOST];
	struct amendment amendment;		/* once it is checked */
};

struct amendment_form {
	const struct amendment *edited;		/* NULL: a new one */
	struct typed_amendment *typed;
	int64_t revision;
	const struct clash *clash;		/* NULL: none */
};
struct view *amendment_form_view(struct request *req, const struct amendment_form *form);

/* What an amendment says of its days: "5 October 2026, Labour Day: closed", a line each. */
const char *amendment_days_words(const void *ctx, const struct amendment *amendment);

#endif
