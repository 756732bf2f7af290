/* What several handlers of the glossary share; only pages*.c include it. */
#ifndef GLOSSARY_PAGES_PARTS_H
#define GLOSSARY_PAGES_PARTS_H

#include "glossary/views.h"
#include "web/form.h"

/* A term's page with everything read for it; `reply` is a comment or objection to show again, NULL for none. */
struct view *term_page(struct request *req, const struct term *term, const struct reply *reply);

/* The same of a version by itself, compared with what ?compare= names. */
struct view *version_page(struct request *req, const struct term *term, const struct version *version,
    const struct reply *reply);

/* To a term's page, which then says what has been done: `done` is a key of done_words(). */
struct response term_done(struct request *req, const struct term *term, const char *done);

/*
 * The sentence for the ?done= of an address; NULL for none, and for one that the page does not bear out: a link that
 * somebody sent, or an act of long ago, claims nothing.
 */
struct done_page {
	const struct term *term;
	const struct version *versions;		/* those the page shows */
	size_t version_count;
	int64_t confirmed;			/* teams that have confirmed the present review date: bits 1 << team */
};
const char *done_words(struct request *req, const struct done_page *page);	/* pages_done.c, as the next */

/* The same on the index, after the starting terms were added. */
const char *starter_words(struct request *req);

/* The 409 or 404 of an act on a version: what stands against it, who did what last and when. */
struct response version_conflict(struct request *req, const struct term *term, int64_t number, enum version_step step,
    enum act_result result);

/* That sentence alone; NULL: the version is gone. */
const char *conflict_words(struct request *req, const struct version *version, enum version_step step, enum act_result result);

/* The same of the term itself. */
struct response term_conflict(struct request *req, const struct term *term, enum act_result result);

/* What a person does as part of a sentence: "signed version 4 for Sales". */
const char *act_words(const void *ctx, const struct act *act, int64_t number);

/* Problems of a rule as problems of fields: `field_of` gives the field's name for a member, NULL for the form as a whole. */
typedef const char *problem_field(const void *ctx, const struct problem *problem);
void form_reject_all(struct form *form, const struct problems *problems, problem_field *field_of);

#endif
