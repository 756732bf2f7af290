/* What several handlers of people and accounts share. */
#ifndef ACCOUNTS_PAGES_PARTS_H
#define ACCOUNTS_PAGES_PARTS_H

#include "accounts/pages.h"
#include "accounts/store.h"

/*
 * Why the signed-in person has not shown again that it is them, as a sentence, or NULL: they typed their password. Counts
 * and records wrong ones, so its route KEEPS_REFUSAL.
 */
const char *identity_problem(struct request *req, const struct account *account, const char *password);

/* Starts a session for a person who has proved who they are, ends the one there was, and leads to a path of ours. */
struct response enter(struct request *req, const struct account *account, const char *to);

/* What was done, said on the page it leads to: for ?done=…; NULL when there is nothing to say. */
const char *done_words(const struct request *req);

#endif
