/*
 * What happens to the sample's leads, and when: all of it reckoned before anything is played, in working time, from the clock and
 * a fixed seed. Pure. The numbers that the sample's own words name are made here: 64 from webinars, none of whom became an opportunity;
 * 11 of 30 from the industry directory too small; 12 of the last 90 at companies of fewer than 50.
 */
#ifndef COMMAND_SAMPLE_PLAN_H
#define COMMAND_SAMPLE_PLAN_H

#include "leads/rules.h"
#include "sla/rules.h"

enum { PLAN_MONTHS = 7 };	/* six whole ones and the present one */

enum question { ASKED_PRICE, ASKED_DEMONSTRATION, ASKED_SECURITY, ASKED_TALK, CAME_TO_WEBINAR };
extern const char *const question_names[];	/* as the definition's choices */

enum origin_source {
	FROM_WEBSITE, FROM_SEARCH, FROM_NEWSLETTER, FROM_WEBINAR, FROM_FAIR, FROM_DIRECTORY, FROM_PARTNER, FROM_CUSTOMER, SOURCES
};
extern const char *const source_names[];	/* NULL ends them */

/* How it goes with a lead. */
enum path {
	PATH_FREE,		/* not chosen yet */
	PATH_WON, PATH_LOST, PATH_LATER, PATH_UNREACHED,
	PATH_FEW_ATTEMPTS,	/* given up before as many attempts as promised */
	PATH_RETURNED,		/* and Marketing agrees */
	PATH_TALKED_RETURNED,	/* the same after a conversation */
	PATH_UNANSWERED,	/* the same, later than promised */
	PATH_RESUBMITTED,	/* returned, handed over again, won */
	PATH_OVERTURNED, PATH_UPHELD,	/* returned, appealed, settled */
	PATH_WITHDRAWN,
	PATH_CAME_BACK,		/* recycled, and its day has come */
	PATH_OPEN		/* one of those that are open now, written by hand */
};

struct prospect {
	size_t number;			/* from 0: name, words and telephone come of it */
	size_t company;			/* number of the prospect whose company it is; mostly its own */
	const char *marketer, *seller;	/* as the story calls them */
	int question, source, path;
	int64_t size;			/* people at the company */
	bool country_unknown, no_evidence;
	bool late;			/* the first attempt, as the next: Sales asks Marketing before it */
	bool asks;
	bool nobodys;			/* no seller is named when it is handed over */
	const char *fails;		/* of a return: a criterion, or the address of a reason */
	int64_t converted_at, made_at, submitted_at;	/* submitted_at 0: not handed over; made_at is just before */
	int64_t lead_id, handoff_id, deal_id;	/* once it is played, as the next */
	const struct handoff *handoff;	/* as it was handed over */
};

/* Besides enum move: a lead is made; its form is kept as a draft; the program brought it back; the teams met. */
enum { DEED_LEAD = 100, DEED_DRAFT, DEED_BACK, DEED_MEETING };

/* What happens to its deal; an own one is opened without a lead, at a company Sales has found. */
enum { DEED_DEAL = 110, DEED_OWN_DEAL, DEED_OFFER, DEED_SIGNED, DEED_INVOICED, DEED_PAID, DEED_DEAL_LOST };

struct deed {
	int64_t at;
	size_t order;			/* of deeds at the same instant */
	struct prospect *prospect;	/* NULL: the teams met */
	int what;			/* enum move, or one of the above */
	int detail;			/* enum attempt_result, handoff_outcome or settlement */
	const char *reason;		/* of an outcome */
	struct day back_on;		/* of a recycled one */
};

enum { PROSPECTS_MOST = 600, DEEDS_MOST = 8000 };

struct story {
	struct prospect *prospects;	/* in the order they were handed over */
	size_t count;
	struct deed *deeds;		/* in the order they happen, none after now */
	size_t deed_count;
	size_t next;			/* the first that is not played yet */

	const struct calendar *calendar;
	const char *zone;
	int64_t now;
	uint64_t dice;			/* where the series of numbers stands */
};

/* Six months before the one of `now`, and that one. Lives as long as `ctx`. */
struct story *plan_make(const void *ctx, const struct calendar *calendar, const char *zone, int64_t now);

/* The next number of the series, from 0 to `below` - 1. */
int64_t plan_dice(struct story *plan, int64_t below);

/* The instant `minutes` of open time after another, or before it. */
int64_t plan_after(const struct story *plan, int64_t at, int64_t minutes);
int64_t plan_before(const struct story *plan, int64_t at, int64_t minutes);

/* Adds a prospect, handed over at an instant; and a deed, unless it is yet to come. */
struct prospect *plan_prospect(struct story *plan, int64_t submitted_at);
void plan_deed(struct story *plan, struct deed deed);

/* sample_script.c: adds what happens to a prospect along its path; and those that are open now. */
void script_add(struct story *plan, struct prospect *prospect);
void script_open(struct story *plan);

/* sample_roles.c: who came from where, asked what, and how it went, for the prospects there are. */
void roles_choose(struct story *plan);

#endif
