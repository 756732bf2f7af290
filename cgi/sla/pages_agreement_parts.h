/* What the handlers of the agreement's pages share. */
#ifndef SLA_PAGES_AGREEMENT_PARTS_H
#define SLA_PAGES_AGREEMENT_PARTS_H

#include "sla/views_agreement.h"

/* show() for a page whose form makes or edits something: browsers do not keep it. */
struct response agreement_show_form(struct request *req, int status, struct view *view);

/* A version's page, compared with what ?compare= names, or an open one with the version in force; `reply` may be NULL. */
struct view *agreement_page_of(struct request *req, const struct agreement *agreement, const struct reply *reply);

/* To a version's page, which then says what has been done. */
struct response agreement_done(struct request *req, int64_t number, const char *done);

/*
 * The version moved on meanwhile: its page as it stands now, with what happened and, where it is still offered, what was
 * typed. 404 when it is gone.
 */
struct response agreement_moved(struct request *req, int64_t number, enum version_step step, enum act_result result,
    struct reply reply);

/*
 * Makes the words those of the starter with this code, or empty ones for "empty"; *missing says what the organisation lacks
 * for it. False: there is no such starter.
 */
bool starter_taken(struct request *req, const char *code, struct agreement *agreement, struct term_missing *missing);

/* What holds back the signatures of an agreement that waits for them; NULL: nothing. */
const char *agreement_held(struct request *req, const struct agreement *agreement);

#endif
