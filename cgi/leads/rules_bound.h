/* Answers that are known without asking: from fields a criterion is bound to. Pure. */
#ifndef LEADS_RULES_BOUND_H
#define LEADS_RULES_BOUND_H

#include "leads/rules_answer.h"
#include "leads/rules_lead.h"

/* What a field is called in a binding: "company", "job", "source" …; NULL ends them. Case, blanks, - and _ do not matter. */
extern const char *const bound_fields[];

/* What a lead says in a field; NULL when it says nothing or there is no such field. An address or a number that is there says "yes". */
const char *bound_value(const void *ctx, const struct lead *lead, const char *field);

/* The same in two steps, for many leads: which field it is, GLOSSARY_NONE: none; and what a lead says there. */
int bound_place(const void *ctx, const char *field);
const char *bound_value_at(const struct lead *lead, int place);

/* The field or column that a criterion is bound to by the term's bindings, "CODE = field" a line; NULL: none. */
const char *binding_of(const void *ctx, const char *bindings, const char *code);

/*
 * The answers that the lead's fields give by `bindings` (lines "CODE = field" of the term), as far as they have the shape of their
 * criterion; the evidence names the field. In the order of the criteria.
 */
struct answer *answers_bound(const void *ctx, const struct version *version, const char *bindings, const struct lead *lead, size_t *count);

#endif
