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

#endif
