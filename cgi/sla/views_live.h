/* How the living agreement looks: its page, one promise, one clock explained. */
#ifndef SLA_VIEWS_LIVE_H
#define SLA_VIEWS_LIVE_H

#include "glossary/views_parts.h"
#include "sla/views_parts.h"

/* A number that rises over a month, for its chart. views_chart.c */
struct chart {
	const struct promise *promise;
	struct day first;		/* of the month */
	int days;			/* of the month */
	int last;			/* the last day that has begun; 0: none */
	bool over;			/* the month has ended */
	int64_t target;
	int64_t counts[32], sums[32], goals[32];	/* by day of the month: of that day, in all, promised by its end; from 1 */
};
struct chart *chart_new(const void *ctx, const struct promise_standing *standing, const struct calendar *calendar,
    const struct day_sum *days, size_t count, struct day today);

/* PROMISE_CHART, with its table. */
void chart_fill(struct view *view, const struct chart *chart);

/* MONTH_MARKS: kept above the line, missed below, nothing where there was nothing. */
void marks_fill(struct view *view, const struct promise_standing *standing, int months);

/* The agreement in force, and how it goes. */
struct live_page {
	const struct agreement_month *attained;
	struct day before, after;	/* months beside it; day_none(): not to be asked about */
	const struct term_retired *retired;	/* terms it uses that are retired */
	size_t retired_count;
	const struct agreement_row *open;	/* one that is argued over; NULL: none */
	const struct promise_standing *hero;	/* NULL: none */
	const struct chart *chart;	/* the hero's */
	int64_t corrections;		/* of records that wait for the reader's team */
	const struct plan *plan;	/* from the sales goal to leads a month; NULL: none is kept */
	const struct plan_result *planned;	/* of it */
	bool watched;			/* by the reader */
};
struct view *agreement_live_view(struct request *req, const struct live_page *page);

/* Where no agreement is in force: what there is instead, and the one thing to do. `rows`: the newest versions. */
struct view *agreement_none_view(struct request *req, const struct agreement_row *rows, size_t count);

/* One promise: how it is counted, its months, and the clocks behind a number. */
struct promise_page {
	const struct agreement_month *attained;
	const struct promise_standing *standing;
	const struct chart *chart;	/* NULL: it is no number that rises */
	const struct promise_standing *by_start;	/* the same months by start; NULL unless asked for */
	const struct month_correction *corrections;	/* by amendments, newest month first */
	size_t correction_count;
	bool has_clocks;
	const struct marks *marks;	/* NULL: it has none */
	int status;			/* of the list: enum timer_state */
	const struct clock *timers;
	size_t count;
	bool more;
};
struct view *promise_show_view(struct request *req, const struct promise_page *page);

enum { CLOCKS_SHOWN = 50 };		/* in one page of the list */

/* One clock, reckoned before the reader's eyes, with what was said to have really happened, oldest first. views_timer.c */
struct correction;
struct view *timer_show_view(struct request *req, const struct explained *explained, const struct correction *corrections, size_t count);

/* What a record is called; "Handoff 12", by its kind, where it has no name. */
const char *record_words(const void *ctx, const char *subject, int64_t id, const char *name);

/* Where a record is shown; NULL: no page of ours shows such a kind. */
const char *record_href(const void *ctx, const char *subject, int64_t id);
/* "In time", "Missed", "Running": a clock's result in a list. */
const char *result_words(int state);

/* STATE_TAG of a clock: met and missed in words, what runs with the time left. */
void clock_fill(struct view *view, const struct clock *timer, const struct calendar *calendar, int64_t now);

#endif
