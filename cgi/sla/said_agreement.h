/* Sentences on why an act on an agreement or a charter was refused, for pages and the API alike. */
#ifndef SLA_SAID_AGREEMENT_H
#define SLA_SAID_AGREEMENT_H

#include "sla/store_agreement.h"

/* Which terms hold a signature back, and how that is mended. `count` is at least 1. */
const char *wanted_words(const void *ctx, const struct term_wanted *wanted, size_t count);

#endif
