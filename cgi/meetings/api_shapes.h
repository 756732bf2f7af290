/* What the files of the meetings' API share. */
#ifndef MEETINGS_API_SHAPES_H
#define MEETINGS_API_SHAPES_H

#include "meetings/store.h"
#include "web/api.h"

/* Of what follows, the caller holds the reference. */
json_t *task_json(struct request *req, const struct task *task);
json_t *person_json(int64_t id, const char *name);
json_t *team_json(int team);

/* ?cursor= and ?limit=. False: *refused says what is wrong. */
bool list_asked(struct request *req, int64_t *after, int64_t *limit, struct response *refused);

/* {"items", "next"} of at most `limit` of `count` rows of `size` bytes, whose first member is their id: the next page goes on behind the last one's. */
struct response list_answer(struct request *req, const void *rows, size_t size, size_t count, int64_t limit, json_t *(*json)(struct request *req, const void *row));

/* The place of a text in a list of names that NULL ends; -1. */
int place_of(const char *const names[], const char *name);

/* A person of the body, by id or e-mail address; 0 with a problem where there is nobody such. */
int64_t person_in(struct request *req, struct json_in *in, const char *name, bool required);

#endif
