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

/*
 * The one way in, for a person who has proved who they are but for their code: whoever has an authenticator is asked for
 * one, everybody else is in. Leads to a path of ours.
 */
struct response enter(struct request *req, const struct account *account, const char *to);

/* Starts a session for a person who has proved all, and ends the one there was. Only a right code, or enter(), leads here. */
struct response enter_proved(struct request *req, const struct account *account, const char *to);

/* Where to go after signing in: `next` if it is a page of ours, else home. */
const char *way_back(const char *next);

/* What was done, said on the page it leads to: for ?done=…; NULL when there is nothing to say. */
const char *done_words(const struct request *req);

#endif
