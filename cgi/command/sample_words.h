/* The names and words of the sample's leads: out of schema/sample_leads.json, chosen by a prospect's number. */
#ifndef COMMAND_SAMPLE_WORDS_H
#define COMMAND_SAMPLE_WORDS_H

#include "command/sample_plan.h"

#include <jansson.h>

/* One of the texts of a list, the `n`th of them in a ring; "" of an empty list. */
const char *words_one(const json_t *list, size_t n);

/* A lead as Marketing writes it down. */
struct lead words_lead(const void *ctx, const json_t *words, const struct prospect *prospect);

/* What Marketing answers to the criteria of a definition; *count is how many. And what goes with it. */
struct answer *words_answers(const void *ctx, const json_t *words, const struct prospect *p, const struct version *version, const char *today,
    size_t *count);
struct submission words_submission(const void *ctx, const json_t *words, const struct prospect *prospect);

/* The form of a handoff that is not finished: what a page would have sent. */
const char *words_draft(const void *ctx, const struct prospect *prospect);

/* What is said with an act. */
struct handoff_input words_input(const void *ctx, const json_t *words, const struct deed *deed, bool feedback);

/* Answers of the second gate. */
void words_sql(const void *ctx, const json_t *words, const struct version *version, struct handoff_input *input, const char *today, size_t n);

#endif
