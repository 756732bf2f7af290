/* The form of a version: its fields, its rows of criteria, and the steps that change the rows. */
#ifndef GLOSSARY_PAGES_WORDING_H
#define GLOSSARY_PAGES_WORDING_H

#include "glossary/views.h"

enum { ROWS_READ = 60 };		/* rows of criteria a form may send; more than a version may have */

/* What a form of a version holds while it is written. */
struct wording {
	struct version version;		/* as typed; tidied by wording_check() */
	int closed_event;		/* code of the option; 0: none */
	struct criterion rows[ROWS_READ];	/* as typed, empty ones too */
	size_t row_count;		/* at least 1 */
	size_t focus;			/* the row a step has moved or added, from 1; 0: none */
	struct form *form, *kind_form;	/* kind_form NULL: the kind has no fields of its own */
	struct criterion_part parts[ROWS_READ];
};

/* A form with the words of `from`. `needs_note`: the change note is asked for. */
struct wording *wording_show(struct request *req, const struct term *term, const struct version *from, bool needs_note);

/*
 * A form as it came. When the button pressed was another than save, *again is true: the step is taken, and the form is
 * only to be shown again.
 */
struct wording *wording_read(struct request *req, const struct term *term, bool needs_note, bool *again);

/* The words to look at before saving, when that was asked for; NULL otherwise. */
const struct version *wording_preview(struct request *req, const struct wording *w);

/* Tidies the words and notes every problem beside its field. */
void wording_check(struct request *req, struct wording *w, const struct term *term, bool needs_note);

/* Every text of a version beside the same of another, by its label; ends with { 0 }. */
const struct clash_row *wording_rows(const void *ctx, const struct version *theirs, const struct version *yours);

#endif
