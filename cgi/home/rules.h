/* What somebody typed into the search box: plain words, and words with a prefix that says what they are. Pure. */
#ifndef HOME_RULES_H
#define HOME_RULES_H

#include <stdbool.h>
#include <stddef.h>

/* The prefixes there are: owner:me, owner:nobody, owner:"Daniel Osei", status:new, source:Webinar, persona:buyer, in:leads, in:meetings, in:terms. */
enum search_part { SEARCH_OWNER, SEARCH_STATUS, SEARCH_SOURCE, SEARCH_PERSONA, SEARCH_IN, SEARCH_PARTS };
extern const char *const search_part_names[];

struct search {
	const char *words;			/* what bears no prefix, blanks squeezed; "" none */
	const char *parts[SEARCH_PARTS];	/* what followed a prefix, without quotes; NULL: it was not typed */
	bool any;				/* one of them was */
};

/*
 * Reads what was typed. A prefix is known in small and capital letters; its value ends at a blank, or at the closing quote where it begins
 * with one. A prefix nobody knows is a word like any other, as is one without a value; of two of a kind the last counts.
 */
struct search search_read(const void *ctx, const char *typed);

/* The same without one of the prefixes, as it is typed: for the address that lifts it. */
const char *search_without(const void *ctx, const struct search *search, int part);

/* Whether leads, whether meetings with the issues aired, and whether terms are looked for. */
bool search_leads(const struct search *search);
bool search_meetings(const struct search *search);
bool search_terms(const struct search *search);

#endif
