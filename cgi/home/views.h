/* How home and search look. */
#ifndef HOME_VIEWS_H
#define HOME_VIEWS_H

#include "home/rules.h"
#include "home/store.h"
#include "leads/store.h"
#include "leads/views_parts.h"
#include "view/view.h"
#include "web/web.h"

/* A row of what waits for the reader, with its tag. */
enum need_tag { NEED_WAIT, NEED_WARN, NEED_INFO };
struct view *need_fill(struct view *view, const char *href, const char *title, const char *line, enum need_tag tag, const char *words);

/* views_agreement.c: agreements sent back and to be signed; drafts of one's own; and how many rows that makes. */
void agreement_needs_fill(struct request *req, struct view *view, const struct home *home);
void agreement_drafts_fill(struct request *req, struct view *view, const struct home *home);
size_t agreement_needs_count(const struct home *home);

/* Where a version of a term, or of the agreement, is read. */
const char *version_href(const void *ctx, const char *slug, int64_t number);
const char *agreement_href(const void *ctx, int64_t number);

/* A row without a tag. */
struct view *need_row(struct view *view, const char *href, const char *title, const char *line);

/*
 * views_leads.c: handoffs whose turn is the reader's, those with little time left, then the others; leads being handed over. How many rows
 * that makes, and how many clocks end today.
 */
void handoffs_pressing_fill(struct request *req, struct view *view, const struct home *home);
void handoffs_calm_fill(struct request *req, struct view *view, const struct home *home);
void handoff_drafts_fill(struct request *req, struct view *view, const struct home *home);
size_t handoff_needs_count(const struct home *home);
size_t clocks_today(const struct home *home);

/*
 * The act of a row beside it, as a form: need_act() begins one to an address, naming a revision (0: none), and need_button() adds what is sent
 * by a button; "" is sent under no name. Whatever comes back, it comes back to home.
 */
struct view *need_act(struct view *row, const char *path, int64_t revision);
void need_button(struct view *form, const char *name, const char *value, const char *label, const char *about);

/* views_signed.c: what waits for the other team's signature, and where it is read. */
void half_signed_fill(struct request *req, struct view *view, const struct home *home);
const char *half_signed_href(const void *ctx, const struct half_signed *h);

/* views_setup.c: what the set-up lacks, for administrators; and deals won lately. */
void setup_fill(struct request *req, struct view *view, const struct home *home);
void wins_fill(struct request *req, struct view *view, const struct home *home);

/* views_promises.c: this month's promises of both teams. */
void promise_tiles_fill(struct request *req, struct view *view, const struct home *home);

/*
 * views_meetings.c: the next meeting. Assignments to report on that are overdue or due today; then those with time left, and what a point person
 * is to confirm; and how many rows that makes.
 */
void meeting_fill(struct request *req, struct view *view, const struct home *home);
void tasks_pressing_fill(struct request *req, struct view *view, const struct home *home);
void tasks_calm_fill(struct request *req, struct view *view, const struct home *home);
size_t task_needs_count(const struct home *home);

struct view *home_show_view(struct request *req, const struct home *home, const struct undo *undo);

/* What a search found; `typed` "" is the empty search. One lead more than MOST_LEADS tells that there are others. */
enum { MOST_LEADS = 10 };
struct search_found {
	const char *typed;
	struct search asked;
	const char *problem;			/* a prefix names nothing: a sentence; NULL: none does */
	const struct lead_row *leads;
	size_t lead_count;
	const struct queue_row *handoffs;	/* where a status was asked for */
	size_t handoff_count;
	bool more_handoffs;			/* there are others */
	int64_t handoffs_looked;		/* so many were looked at, and there are others nobody looked at; 0: at all of them */
	const struct term_hit *hits;
	size_t hit_count;
	const struct meeting *meetings;
	size_t meeting_count;
	const struct issue *issues;
	size_t issue_count;
};
/* views_meetings.c: meetings and issues that were found. */
void meeting_hits_fill(struct request *req, struct view *view, const struct search_found *found);
struct view *search_results_view(struct request *req, const struct search_found *found);

#endif
