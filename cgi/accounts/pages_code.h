/* What the pages of codes share: checking one, and the two halves of a sign-in. */
#ifndef ACCOUNTS_PAGES_CODE_H
#define ACCOUNTS_PAGES_CODE_H

#include "accounts/pages_parts.h"
#include "accounts/store_code.h"

/*
 * Why what was typed does not prove the person's second half, as a sentence, or NULL: it is a code of their app or one of
 * their recovery codes, and is used up by that. Wrong ones are counted and on record, so its route KEEPS_REFUSAL; *until
 * (may be NULL) is the instant from which it may be tried again when there were too many, else 0.
 */
const char *code_problem(struct request *req, const struct account *account, const char *typed, int64_t *until);

/* Leads somebody who has typed the right password to the page that asks for a code, and from there to `to`. */
struct response halfway(struct request *req, const struct account *account, const char *to);

#endif
