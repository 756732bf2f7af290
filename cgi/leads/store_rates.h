/* What the imported past says of an organisation's own rates. ctx and failures as in glossary/store.h. */
#ifndef LEADS_STORE_RATES_H
#define LEADS_STORE_RATES_H

#include "base/days.h"
#include "leads/rules_rates.h"
#include "leads/store_replay.h"
#include "sla/rules.h"

/* The first of the full months that are looked back on. */
struct day rates_first_month(int64_t now, const char *zone);

/*
 * The rates of those months. Times run in `calendar` (NULL: they are not counted), what is known is judged by `gate` of `term` (NULL: it
 * is not). A handful of statements, whatever the history.
 */
struct own_rates *rates_find(struct db *db, const void *ctx, const struct calendar *calendar, const struct term *term, const struct version *gate,
    int64_t now, const char *zone);

#endif
