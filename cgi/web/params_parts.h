/* What the parsers of params share; nobody else includes it. */
#ifndef WEB_PARAMS_PARTS_H
#define WEB_PARAMS_PARTS_H

#include "web/params.h"

/* A new, empty field at the end; its strings shall be children of `params`.  Moves the others: keep no pointers. */
struct param *params_more(struct params *);

/* These two return NULL or the sentence to refuse the request with. */
const char *params_set_text(struct params *, struct param *, const char *bytes, size_t length);
const char *params_check_name(const char *name, size_t length, const struct params_limits *);

/* `params`; or NULL, freeing it, when there is a problem, which goes into `*problem_out` either way. */
struct params *params_done(struct params *params, const char *problem, const char **problem_out);

#endif
