/* What the files of the glossary's API share: records as JSON, problems at their pointers, refusals that say who did what. */
#ifndef GLOSSARY_API_PARTS_H
#define GLOSSARY_API_PARTS_H

#include "glossary/store.h"
#include "web/api.h"

/* The organisation's day, "YYYY-MM-DD". */
const char *api_today(struct request *req);

/* What an address or a body names. `term` is NULL when there is none, `version` also when `number` is 0. */
struct subject {
	struct term *term;
	struct version *version;
};
struct subject subject_find(struct request *req, const char *slug, int64_t number);

/* Of what follows, the caller holds the reference. */

/* A version with its words, what happened to it and its standing signatures. */
json_t *version_json(struct request *req, const struct term *term, const struct version *version);

/* A term with all its versions, newest first. */
json_t *term_json(struct request *req, const struct term *term, const struct version *versions, size_t count);

/* The bindings of criteria to fields, stored as lines "CODE = field": {"COMPANY_SIZE": "Number of employees"}. */
json_t *bindings_json(const void *ctx, const char *bindings);
const char *bindings_read(struct json_in *in, const json_t *object);

/* Notes each problem at its pointer. */
void problems_note(struct json_in *in, const struct problems *problems);

/* The answer to an act that `result`, not RESULT_DONE, has refused: 404 or 409, with who did what meanwhile. */
struct response version_refused(struct request *req, const struct subject *subject, enum version_step step,
    enum act_result result);

#endif
