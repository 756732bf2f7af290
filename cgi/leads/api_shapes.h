/* Leads and handoffs as JSON, and what the API's files share. */
#ifndef LEADS_API_SHAPES_H
#define LEADS_API_SHAPES_H

#include "leads/store.h"
#include "sla/store.h"
#include "web/api.h"

/* Of what follows, the caller holds the reference. An observer sees e-mail and telephone masked. */
json_t *lead_json(struct request *req, struct lead *lead);
json_t *handoff_json(struct request *req, const struct handoff *handoff);

/* A handoff as it is now. */
struct response handoff_answer_json(struct request *req, int status, int64_t id);

/* Each problem at its pointer. */
void lead_problems_note(struct json_in *in, const struct problems *problems);

/* {CODE: {value, evidence?} | {value: null, unknown: true}} below `name`. NULL with *count 0 where it is missing. */
struct answer *answers_in(struct request *req, struct json_in *in, const char *name, bool required, size_t *count);

/* An instant of the body; 0 where there is none. */
int64_t instant_in(struct request *req, struct json_in *in, const char *name);

/* The place of a text in a list of names that NULL ends; GLOSSARY_NONE. */
int name_place(const char *const names[], const char *name);

#endif
