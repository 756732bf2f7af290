/* The form of an agreement: its fields, its blocks of promises, and the steps that change the blocks. */
#ifndef SLA_PAGES_AGREEMENT_WORDS_H
#define SLA_PAGES_AGREEMENT_WORDS_H

#include "sla/views_agreement.h"

/* A promise as its block of the form holds it: choices by their places in the lists, time as a number and its unit. */
struct promise_typed {
	struct promise promise;
	int definition;			/* place among the terms; -1: none */
	int pace, unit, measured;
	int64_t time;
	int scope;			/* place among scope_options() */
	const char *scope_value;
};

/* What a form of an agreement holds while it is written. */
struct agreement_typed {
	struct agreement agreement;	/* as typed; tidied by agreement_typed_check() */
	int calendar, gate;		/* places among the choices; -1: none */
	int add_kind;
	const struct agreement_choices *choices;
	const struct option *gates, *terms, *scopes;
	bool all_terms;			/* every term is offered, not only those that fit */
	bool some_hidden;		/* there are others than those offered */
	struct promise_typed rows[PROMISES_MOST];
	size_t row_count;
	size_t focus;			/* the row a step has moved or added, from 1; 0: none */
	const char *notice;		/* what the page says it has filled in; NULL */
	struct term_missing missing;	/* what the starter it begins with counts, and the organisation lacks */
	struct form *form;
	struct promise_part parts[PROMISES_MOST];
};

/* A form with the words of `from`. `needs_note`: the change note is asked for. */
struct agreement_typed *agreement_typed_show(struct request *req, const struct agreement *from, bool needs_note);

/*
 * A form as it came. When the button pressed was another than save, *again is true: the step is taken, and the form is
 * only to be shown again. NULL: what came is from no form of ours.
 */
struct agreement_typed *agreement_typed_read(struct request *req, bool needs_note, bool *again);

/* Tidies the words and notes every problem beside its field. */
void agreement_typed_check(struct request *req, struct agreement_typed *typed, bool needs_note);

/* The words to look at before saving, when that was asked for; NULL otherwise. */
const struct agreement *agreement_typed_preview(struct request *req, struct agreement_typed *typed);

#endif
