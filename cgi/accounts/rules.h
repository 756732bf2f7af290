/* Rules about people, their browsers and their tokens. Pure: no clock, no database. */
#ifndef ACCOUNTS_RULES_H
#define ACCOUNTS_RULES_H

#include <stdint.h>

/*
 * A browser in words a person knows it by, out of its User-Agent header: "Firefox on Linux", "Safari on iPhone",
 * "A browser" when nothing is known. NULL is nothing. Child of ctx; at most 60 characters, none of them the browser's own.
 */
const char *browser_words(const void *ctx, const char *user_agent);

enum { TOKENS_MOST = 20 };	/* live tokens of one person */

/* Why a token may not be made, or NULL: its name, and how many the person has already. */
const char *token_name_problem(const void *ctx, const char *name);
const char *token_count_problem(const void *ctx, int64_t live);

#endif
