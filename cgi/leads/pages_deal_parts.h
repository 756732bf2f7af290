/* What the handlers of deals share; only pages_deal*.c include it. */
#ifndef LEADS_PAGES_DEAL_PARTS_H
#define LEADS_PAGES_DEAL_PARTS_H

#include "leads/views.h"

/*
 * The forms of everything that may happen to a deal now, and of `kind` in any case where `refused` is its form that is shown again.
 * pages_deal_fields.c
 */
const struct deal_act *deal_acts(struct request *req, const struct deal *deal, const struct deal_event *events, size_t event_count, int kind,
    const struct form *refused, size_t *count);

/* The form of input->kind as it came, and what it says. */
struct form *deal_act_read(struct request *req, const struct deal *deal, const struct deal_event *events, size_t count, struct deal_input *input);

/* Completes the input and puts its problems beside the fields of its form. */
void deal_act_check(struct request *req, const struct deal *deal, const struct deal_event *events, size_t count, struct deal_input *input, struct form *form);

/* Currencies to choose from: places among them are the codes. And the place of one, of the deal's own or of the plan's; the first one else. */
const struct option *currency_options(const void *ctx);
int currency_place(struct request *req, const char *code);

/* Where a deal comes from; and what is wrong with one, at the fields of its form. pages_deal_form.c */
extern const struct option deal_origins[];
void deal_problems_show(struct form *form, const struct problems *problems);

#endif
