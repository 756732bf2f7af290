/* Rules about people, their browsers and their tokens. Pure: no clock, no database. */
#ifndef ACCOUNTS_RULES_H
#define ACCOUNTS_RULES_H

#include <stdbool.h>
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

/* What a person chooses for themselves. */
struct settings {
	const char *time_zone;		/* "": the organisation's */
	bool shortcuts;
	const char *out_until;		/* the last day out, or NULL */
	int64_t deputy_id;		/* 0: nobody */
	int64_t revision;
};

/* Why this may not be, or NULL. `today` is the organisation's. */
const char *time_zone_problem(const void *ctx, const char *zone);
const char *out_until_problem(const struct settings *settings, const char *today);
const char *deputy_problem(const struct settings *settings, int64_t own_id);

/* Whether somebody with this last day out is out today. */
bool is_out(const char *out_until, const char *today);

#endif
