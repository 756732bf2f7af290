/* The block of one promise in the form of an agreement: its own fields, and its way from and to the struct. */
#ifndef SLA_PAGES_PROMISE_H
#define SLA_PAGES_PROMISE_H

#include "sla/pages_agreement_words.h"

/* The fields of block `n`, from 1, of a promise of `kind`: each kind asks its own numbers alone. */
const struct field *promise_fields(const void *ctx, const struct agreement_typed *typed, size_t n, int kind);

/* What a promise may be limited to: all leads, a source, each persona, each criterion of the gate. */
const struct option *scope_options(const void *ctx, const struct agreement_choices *choices);

struct promise_typed promise_typed_of(const struct promise *promise, const struct agreement_choices *choices);
struct promise promise_of_typed(const struct promise_typed *typed, const struct agreement_choices *choices);

/* The place of a term among the choices; -1: none of them. */
int term_place(const struct agreement_choices *choices, int64_t id);

/* The field of a block that stands for a member of the rules. */
const char *promise_field(const void *ctx, int kind, const struct problem *problem);

#endif
