/* What the files of the agreement's API share. */
#ifndef SLA_API_AGREEMENT_PARTS_H
#define SLA_API_AGREEMENT_PARTS_H

#include "sla/store_agreement.h"
#include "web/api.h"

/* A version with its promises and standing signatures; the caller holds the reference. */
json_t *agreement_json(struct request *req, const struct agreement *agreement);

/* The version an address names, as it stands. */
struct response agreement_answer(struct request *req, int status, int64_t number);

/* Reads the words of the body over those that are there, and notes every problem. False: *refused is the answer. */
bool agreement_read(struct request *req, struct agreement *agreement, struct response *refused);

/* The answer to an act that `result`, not RESULT_DONE, has refused: 404 or 409, with who did what meanwhile. */
struct response agreement_refused(struct request *req, const struct agreement *agreement, enum version_step step,
    enum act_result result);

#endif
