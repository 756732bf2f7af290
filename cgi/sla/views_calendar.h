/* How calendars look: one fill function for each template. */
#ifndef SLA_VIEWS_CALENDAR_H
#define SLA_VIEWS_CALENDAR_H

#include "glossary/views_parts.h"
#include "sla/store.h"	/* for the shapes of its rows */
#include "view/view.h"
#include "web/form.h"
#include "web/web.h"

/* All calendars by name. */
struct view *calendar_index_view(struct request *req, const struct calendar_row *rows, size_t count);

/* "Try a deadline": what was asked, and what comes of it. */
enum try_unit { TRY_HOURS, TRY_MINUTES, TRY_DAYS };
extern const struct option try_units[];
struct trial {
	const char *day, *time, *amount;	/* as typed */
	int unit;				/* enum try_unit */
	const char *problem;			/* NULL: none */
	int64_t at;				/* the deadline; 0: nothing was asked, or it has a problem */
	const struct segment *pieces;
	size_t count;
};

/* One version of a calendar. */
struct calendar_page {
	const struct calendar_head *head;
	const struct calendar_version *version;
	bool chosen;				/* by its number, rather than as the one that holds */
	int64_t holds;				/* number of the version that holds today */
	const struct calendar_row *versions;	/* newest first */
	size_t version_count;
	int year;
	const struct calendar_span *spans;	/* what holds on the days of that year */
	size_t span_count;
	struct trial trial;
};
struct view *calendar_show_view(struct request *req, const struct calendar_page *page);

/* views_calendar_year.c: twelve months at YEAR_VIEW, each day by the calendar that holds on it. */
enum { YEAR_LEAST = 1970, YEAR_MOST = 2199 };
struct year_part {
	struct day from;			/* the first one's holds before, too */
	const struct calendar *calendar;
	int64_t number;				/* of the version */
};
void year_fill(struct view *view, enum marker at, struct request *req, const struct year_part *parts, size_t count, int year);

/*
 * views_calendar_form.c: a calendar that is being written. A form takes no more rows than these, so that all its fields pass; a
 * program may give more.
 */
enum { DAYS_READ = 240, FOUND_READ = 100 };

/* A day of its own, as typed. */
struct typed_day {
	const char *date, *name, *hours;
};

/* A day out of a file. */
struct found_day {
	struct day day;
	const char *name;
	const char *there;			/* NULL, or what the rows already say of that day */
	bool taken;
};

struct typed_calendar {
	const char *name, *zone, *valid_from;
	const char *hours[7];
	struct typed_day days[DAYS_READ];	/* empty ones too */
	size_t day_count;
	struct found_day found[FOUND_READ];
	size_t found_count;
	const char *source;			/* the file's name, or "" */
	const char *left[8];			/* what was left out of it, and why; NULL ends them */
	size_t focus;				/* the row that a step has added, from 1; 0: none */
	struct form *form;
	struct form *day_forms[DAYS_READ];
	struct calendar calendar;		/* once it is checked; with problems it may be incomplete */
};

struct calendar_form {
	struct typed_calendar *typed;
	const struct calendar_head *head;	/* NULL: a new calendar */
	int64_t revision;
	const struct clash *clash;		/* NULL: none */
	const struct calendar *preview;		/* NULL: not asked for */
	int preview_year;
};
struct view *calendar_form_view(struct request *req, const struct calendar_form *form);

#endif
