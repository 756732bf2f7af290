/* What the handlers of meetings share; only pages*.c include it. */
#ifndef MEETINGS_PAGES_PARTS_H
#define MEETINGS_PAGES_PARTS_H

#include "base/text.h"
#include "meetings/views.h"

#include <talloc.h>

/* What a form shows, for as long as ctx lives: a compound literal would end with its block, before the form is filled in. */
#define KEPT(ctx, ...) memory_need(talloc_memdup(ctx, &(__VA_ARGS__), sizeof(__VA_ARGS__)))

/* The meeting of the request's :id, if the reader may know of it; NULL: 404. */
struct meeting *meeting_named(struct request *req);

/* 404, or the 409 of an act. */
struct response meeting_conflict(struct request *req, int64_t id, int act, enum act_result result);

/* Members of both teams to choose from, by their ids; `team` GLOSSARY_NONE: of both. `none`: what stands for nobody; NULL: somebody has to be chosen. */
const struct option *member_options(struct request *req, int team, const char *none);

/* A number in a form, such as another record's id; 0: none. */
int64_t number_field(struct request *req, const char *name);

/* The agenda as a page. */
struct response agenda_answer(struct request *req, int status, const struct meeting *meeting, const struct form *adding, const char *subject, struct form *wish);

#endif
