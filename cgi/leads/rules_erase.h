/* Who was erased on request, and what stands against keeping them again. Pure. */
#ifndef LEADS_RULES_ERASE_H
#define LEADS_RULES_ERASE_H

#include "leads/rules_lead.h"

/* By what somebody was known again. */
enum erased_by { ERASED_NOT, ERASED_EMAIL, ERASED_PHONE, ERASED_REF };

/* The member of the lead it is about, as in lead_problems(), and the sentence to show; both NULL for ERASED_NOT. */
const char *erased_member(int by);
const char *erased_problem(int by);

/*
 * Whether a search somebody saved looks for this person: one of its words begins a word of their name, or it names their address or
 * number. `query` is as addresses have it: "view=open&text=anna+weber".
 */
bool search_names(const void *ctx, const char *query, const struct lead *lead);

/* The query without its words: "view=open". */
const char *search_unnamed(const void *ctx, const char *query);

/*
 * A pattern (PCRE) of what names one of these people in a text that others wrote: their name, their address and their number as people write them, in capitals
 * A pattern (PCRE) of what names one of these people in a text that others wrote: their name, their address and their number as people write them, in capitals
 * or not, with other blanks or signs between, and as a form or JSON is kept. Each stands by itself: it is found in no longer name, address or number. A name of
 * one word, or that is their company's, is not looked for; a number with at least six digits is. `numbers`: whether to look for numbers. NULL: there is nothing
 * to look for.
 */
const char *people_pattern(const void *ctx, const struct lead *const *leads, size_t count, bool numbers);

/* What stands in the place of it, never longer than what stood there. */
const char *people_instead(const struct lead *const *leads, size_t count);

#endif
