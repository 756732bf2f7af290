/* How the agreement's pages look: one fill function for each template. */
#ifndef SLA_VIEWS_AGREEMENT_H
#define SLA_VIEWS_AGREEMENT_H

#include "glossary/views_parts.h"
#include "sla/rules_starter.h"
#include "sla/store_agreement.h"	/* for the shapes of its rows */
#include "web/form.h"

/* The address of a version; `act` is the noun below: "edit", "signature"; NULL: the version itself. */
const char *agreement_url(const void *ctx, int64_t number, const char *act);

/* Parts that several pages share: views_agreement_parts.c */

/* STATE_TAG. */
void agreement_tag_fill(struct view *view, struct request *req, int status, int64_t in_force_at, bool marketing, bool sales);

/* AGREEMENT_WORDS: text, promises by party, facts; with `before` how they differ from it. */
void agreement_words_fill(struct view *view, struct reader *r, const struct agreement *before, const struct agreement *a);

/* PROMISE_LIST, and FACT_LIST without comparison. */
void promises_fill(struct view *view, const struct agreement *a);
void agreement_facts_fill(struct view *view, struct reader *r, const struct agreement *before, const struct agreement *a);

/* The standing signature of a team in the shape that a definition's has on pages; NULL: none. */
const struct signature *agreement_signature_shown(const void *ctx, const struct agreement *a, int team);

/* RETIRED_ROW: what it uses and is retired, with what to use instead. */
void retired_fill(struct view *view, struct request *req, const struct term_retired *terms, size_t count);

/* "Daniel Osei or Mia Chen", or "A signatory of Sales" where nobody is known. */
const char *signatories_words(const struct reader *reader, int team);

/* SIGNATURE_PAIR: who has signed, who may; nothing while it cannot be signed. `held`: something holds a signature back. */
void agreement_signing_fill(struct view *view, struct reader *r, const struct agreement *a, bool held, const struct reply *reply);

/* "Anna Berg, last edited by Ben Cole"; and since when. */
const char *agreement_author(const void *ctx, const struct agreement *a);
int64_t agreement_moment(const struct agreement *a);

/* Pages */

struct agreement_index_page {
	const struct agreement_row *rows;	/* newest first */
	size_t count;
	const char *notice;			/* what the act that led here has done; NULL */
};
struct view *agreement_index_view(struct request *req, const struct agreement_index_page *page);

struct agreement_page {
	struct reader *reader;
	const struct agreement *agreement;
	const struct agreement *in_force;	/* NULL: none */
	const struct agreement *other;		/* to compare with; NULL: none */
	const struct agreement_row *versions;	/* newest first */
	size_t version_count;
	const struct act *acts;			/* all of them, oldest first */
	size_t act_count;
	const struct term_retired *retired;	/* terms it uses, of one that is in force or will be */
	size_t retired_count;
	const char *wanted;			/* what holds a signature back; NULL: nothing */
	const char *notice;			/* what the act that led here has done; NULL */
	const struct reply *reply;		/* NULL: none */
	bool watched;				/* by the reader */
};
struct view *agreement_view(struct request *req, const struct agreement_page *page);

/* A term that starters count and that cannot be counted yet: what to do about it. */
struct term_missing {
	const char *words, *href, *act;		/* words NULL: nothing is missing */
};

/* Where a new version may begin. */
struct agreement_start {
	const struct starter *starters;		/* { 0 } ends them */
	const struct agreement *drafts;		/* as each would begin, in the same order */
	struct term_missing missing;
	int64_t open_number;			/* a version still argued over; 0: none */
	int64_t in_force;			/* number; 0: none */
};
struct view *agreement_start_view(struct request *req, const struct agreement_start *start);

/* The form of a version. */
struct promise_part {
	struct form *form;
	int kind;				/* enum promise_kind */
	int64_t line_id;
};
struct agreement_form {
	const struct agreement *edited;		/* NULL: a new one */
	const struct agreement *in_force;	/* NULL: none */
	const char *lead;			/* one sentence below the title */
	struct form *form;			/* the fields of the whole */
	const struct promise_part *rows;
	size_t row_count;
	size_t focus;				/* the row that a step has just moved or added, from 1; 0: none */
	int64_t revision;			/* of `edited` as the form names it */
	int64_t began_from;			/* number of the version a new one begins with; 0: none */
	int64_t open_number;			/* a version still argued over that could be edited instead; 0: none */
	bool no_calendars;
	const struct agreement *preview;	/* NULL: not asked for */
	const char *notice;			/* what was filled in; NULL */
	struct term_missing missing;
	bool all_terms;				/* every term is offered */
	bool some_hidden;			/* others than those offered can be asked for */
	const char *base;			/* fingerprints of what the form began with; NULL: nothing to tell from */
	bool may_start;				/* the way to the starters is shown */
	const struct clash *clash;		/* NULL: none */
	bool to_charter;			/* it was opened from the charter, and saving leads back there */
};
struct view *agreement_form_view(struct request *req, const struct agreement_form *form);

/* On paper; `terms` are the definitions it uses. */
struct view *agreement_print_view(struct request *req, const struct agreement *a, const struct term_in_use *terms, size_t count);

#endif
