/* How the glossary's pages look: one fill function for each template, and the area's addresses. */
#ifndef GLOSSARY_VIEWS_H
#define GLOSSARY_VIEWS_H

#include "glossary/store.h"	/* for the shapes of its rows */
#include "glossary/views_parts.h"
#include "web/form.h"

/* Addresses, encoded. `act` is the noun below: "edit", "signature"; NULL: the thing itself. */
const char *term_url(const void *ctx, const char *slug, const char *act);
const char *version_url(const void *ctx, const char *slug, int64_t number, const char *act);

/* Each function below makes a whole page, ready for show(). */

/* views_index.c */

struct index_tab {
	const char *code, *label;
	enum term_tab tab;
	const char *none_title, *none_words;	/* when nothing is in it */
};
extern const struct index_tab index_tabs[];	/* { 0 } ends them */
int64_t index_tab_count(const struct term_counts *counts, enum term_tab tab);

struct index_page {
	const struct index_tab *tab;		/* the present one */
	struct term_filter filter;
	const struct term_counts *counts;
	const struct term_row *rows;
	size_t count;
	bool more;				/* further rows follow the last */
	const struct import_plan *starters;	/* to begin with; only asked of an empty glossary */
};
struct view *index_view(struct request *req, const struct index_page *page);

/* A new term; `like` are terms that are called so already. The form says by like_slugs() which of them it has shown. */
struct view *term_form_view(struct request *req, const struct form *form, const struct term_hit *like, size_t like_count);
const char *like_slugs(const void *ctx, const struct term_hit *like, size_t count);

/* views_term.c: a term with all that is known of it. */
struct term_page {
	struct reader *reader;
	const struct term *term;
	const struct version *versions;		/* newest first */
	size_t version_count;
	const struct version *in_force;		/* NULL: none */
	struct act **acts;			/* of each version that is open or in force; NULL for the others */
	size_t *act_counts;
	const char **beside;			/* of each version that is open: other stages at its place; NULL: none */
	const struct related_term *related;
	size_t related_count;
	const struct mention *mentions;
	size_t mention_count;
	const struct term_edit *retirement;	/* NULL: not known, or in use */
	int64_t confirmed;			/* teams that have confirmed the present review date: bits 1 << team */
	bool watched;				/* by the reader */
	const struct reply *reply;		/* NULL: none */
};
struct view *term_view(struct request *req, const struct term_page *page);

/* views_history.c: what was done to a term, newest first. */
struct happening {
	int64_t at;
	int64_t order;				/* among those of one second: the greater is newer */
	const char *person_name;
	int team;
	const char *words;			/* "signed version 4 for Sales" */
	const char *reason;			/* NULL: none */
	const struct term_edit *edits;		/* free words changed together */
	size_t edit_count;
};
struct view *history_view(struct request *req, const struct term *term, const struct happening *list, size_t count,
    int64_t older_from);			/* where the next page begins; 0: nothing older */

struct view *words_view(struct request *req, const struct term *term, const struct form *form, struct form *const bindings[],
    int64_t revision, const char *base, const struct clash *clash);
struct view *deprecation_view(struct request *req, const struct term *term, const struct form *form, int64_t revision);

/* views_paper.c: terms in force, as the stages in order and for paper. */
struct view *stages_view(struct request *req, const struct export_term *terms, size_t count);
struct view *print_view(struct request *req, const struct export_term *terms, size_t count);

/* views_version.c: a version by itself; `other` to compare it with, or NULL. */
struct version_page {
	struct reader *reader;
	const struct term *term;
	const struct version *versions;		/* newest first */
	size_t version_count;
	const struct version *version, *other;
	const struct act *acts;
	size_t act_count;
	const struct reply *reply;		/* NULL: none */
};
struct view *version_view(struct request *req, const struct version_page *page);

/* The form of a version. */
struct criterion_part {
	struct form *form;
	const char *code;			/* "": a new criterion */
};
struct version_form {
	const struct term *term;
	const struct version *edited;		/* NULL: a new one */
	const struct version *in_force;		/* NULL: none */
	const char *lead;			/* one sentence below the title */
	struct form *form;			/* the fields of every kind */
	struct form *kind_form;			/* those of the term's kind; NULL: it has none */
	const struct criterion_part *rows;
	size_t row_count;
	int64_t revision;			/* of `edited` as the form names it */
	const char *base;			/* fingerprints of what it began with, for a later merge; NULL: a new version */
	const struct version *preview;		/* NULL: not asked for */
	const struct clash *clash;		/* NULL: none */
	int64_t began_from;			/* number of the version a new one begins with; 0: none */
	const struct version *open;		/* one still argued over that could be edited instead; NULL: none */
	bool to_charter;			/* it was opened from the charter, and saving leads back there */
	size_t focus;				/* the row that a step has just moved or added, from 1; 0: none */
};
struct view *version_form_view(struct request *req, const struct version_form *form);

#endif
