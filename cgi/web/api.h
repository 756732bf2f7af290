/* JSON in and out: objects read member by member, every problem named by its pointer. */
#ifndef WEB_API_H
#define WEB_API_H

#include "web/web.h"

#include <jansson.h>

/* An answer with a JSON body. Takes over the reference. `revision` not 0 becomes the ETag "rN". */
struct response api_show(struct request *req, int status, json_t *body, int64_t revision);

/* The same with a Location, for a record that was made. */
struct response api_created(struct request *req, json_t *body, int64_t revision, const char *location);

/* application/problem+json (RFC 9457). */
struct response api_problem(struct request *req, int status, const char *title, const char *detail);

/* One object of the request's body, and what is wrong with it. Problems of inner objects belong to the whole. */
struct json_in;

/*
 * The body as an object. On anything else (no JSON, a duplicate member, not an object, another content type) *refused is
 * the answer and NULL is returned.
 */
struct json_in *json_in(struct request *req, struct response *refused);

/*
 * The query as an object: each name a text, those in `lists` (NULL ends them; they may stand several times) an array of texts.
 * What json_in_end() then refuses is the address.
 */
struct json_in *json_in_query(struct request *req, const char *const lists[]);

/* The jansson object itself, borrowed, for readers of their own; their members must be named to json_in_end(). */
const json_t *json_in_object(const struct json_in *in);

/*
 * Members by name; each read marks it as known. A missing or null member gives NULL, 0 or false, and a problem when
 * `required`. A wrong type is a problem.
 */
const char *json_in_text(struct json_in *in, const char *name, bool required);
int64_t json_in_integer(struct json_in *in, const char *name, bool required);
bool json_in_bool(struct json_in *in, const char *name, bool required);
bool json_in_has(const struct json_in *in, const char *name);
/* The array's items as objects; *count 0 when there is none. */
struct json_in **json_in_list(struct json_in *in, const char *name, bool required, size_t *count);

/* Marks members as known that another reader takes; NULL ends `names`. */
void json_in_know(struct json_in *in, const char *const names[]);

/* Notes a problem at a pointer below this object: "/criteria/0/label". The first one there stays; NULL words do nothing. */
void json_in_reject(struct json_in *in, const char *pointer, const char *words);

/* A member's name as one step of a pointer: "/" and "~" escaped (RFC 6901 section 4). */
const char *json_step(const void *ctx, const char *name);

/* Refuses members nobody read, for the whole those of inner objects too. True when all is well; otherwise *refused is the 422 with every problem. */
bool json_in_end(struct json_in *in, struct response *refused);

/* Text or null. */
json_t *json_text(const char *text);
/* RFC 3339 in whole seconds and Z, or null for 0. */
json_t *json_instant(const void *ctx, int64_t instant);

/* `limit` of a list's query: 1 to 200, 50 when it was not given; 0 when it is malformed. */
int64_t api_limit(const struct request *req);

/* Where the next page of a list begins, as one opaque word; and the text in such a word, NULL when we never made it. */
json_t *api_cursor(struct request *req, const char *text);
const char *api_cursor_read(struct request *req, const char *cursor);

/* For PUT and PATCH: the revision If-Match names. Otherwise 0 with *refused a 428 or 400. */
int64_t api_revision(struct request *req, struct response *refused);

#endif
