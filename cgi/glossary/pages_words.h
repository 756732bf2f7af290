/* The form of the words around a term, and how two people's changes to it come together; only pages_words*.c include it. */
#ifndef GLOSSARY_PAGES_WORDS_H
#define GLOSSARY_PAGES_WORDS_H

#include "glossary/views.h"

/* What the form of the words fills in. */
struct words {
	struct term term;		/* as it will be saved */
	const char *related;		/* names, one a line */
	int owner, point_marketing, point_sales;	/* codes of the options: 0 nobody, else 1 and up into people */
	struct person *people;
	size_t people_count;
	const struct version *version;	/* whose criteria can be bound; NULL: none */
	const char **fields;		/* what each of its criteria is read from */
	struct form *form;
	struct form **parts;		/* of the bindings; NULL ends them */
};

enum { WORDS_MEMBERS = 10 };		/* fields of the form, the bindings apart */

/* A person's place in the options, and who stands there; 0: nobody. */
int person_code(const struct words *w, int64_t id);
int64_t person_id(const struct words *w, int code);

/* The fingerprints of what the form is filled with, for a later merge. */
const char *words_base(const void *ctx, struct words *w);

/*
 * Takes into `both`, which holds what the other saved, whatever the writer changed since `base`. A row for each member
 * that both changed goes into `disputed`, one for each of the other's into `taken`; both have room for all and are zero.
 */
void words_merge(struct words *mine, struct words *both, const char *base, struct clash_row *disputed,
    struct clash_row *taken);

#endif
