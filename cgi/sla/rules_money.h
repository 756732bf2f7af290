/* Money in one currency: whole minor units inside, as people write it outside. Pure. */
#ifndef SLA_RULES_MONEY_H
#define SLA_RULES_MONEY_H

#include <stdbool.h>
#include <stdint.h>

/* ISO 4217: the code, its name in English, how many digits follow the point, and its sign where that stands for it alone. */
struct currency {
	const char *code;
	const char *name;
	const char *sign;		/* NULL: the code is written */
	int digits;
};
extern const struct currency currencies[];		/* { 0 } ends them */

/* By its code; NULL: none that is known here. */
const struct currency *currency_find(const char *code);

#define MONEY_MOST INT64_C(999999999999999)	/* in minor units */

/*
 * An amount from 0 to MONEY_MOST: "600000", "600,000", "600 000.50", with at most the digits of the currency behind the point.
 * Groups are of three digits, parted by commas, spaces or apostrophes. False, with `minor` untouched, for anything else:
 * "600.000" is no 600 of anything.
 */
bool money_read(const struct currency *currency, const char *typed, int64_t *minor);

/* "€600,000", "CHF 12,000.50": without a fraction where there is none. And the same without sign or code, for its field. */
const char *money_words(const void *ctx, const struct currency *currency, int64_t minor);
const char *money_typed(const void *ctx, const struct currency *currency, int64_t minor);

#endif
