/* Carries typed words over a sign-in. */
#include "web/carry.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"
#include "web/route.h"
#include "web/store.h"
#include "web/urlencode.h"

#include <string.h>

enum { MOST_PATH = 500 };

struct response
held_answer(struct request *req, const struct route *route, int status, const char *why)
{
	struct response answer;

	req->hold = why;
	answer = route->answer(req);
	if (answer.location || answer.status < 400)
		return refuse(req, status, why);
	answer.status = status;
	return answer;
}

/* Makes the request what it was when it came without a session. False: that is no form of this program. */
static const struct route *
become(struct request *req, const struct carried *carried, const struct route *routes)
{
	const char *ignored, *problem;
	const struct route *route;
	struct params *body = params_urlencoded(req, carried->body, strlen(carried->body), NULL, &problem);

	if (!body)
		return NULL;
	req->method = POST;
	req->path = carried->path;
	req->body = body;
	route = route_find(req, routes, &ignored);
	return route && (route->who & user_roles(req->user)) ? route : NULL;
}

struct response
carried_answer(struct request *req, const struct route *routes)
{
	unsigned char hash[32];
	const struct carried *carried;
	const struct route *route;
	struct response answer;

	token_hash(request_query(req, "carried"), hash);
	carried = carried_find(req->db, req, hash, req->user->id, req->now - CARRY_LIFE);
	if (!carried || strcmp(carried->path, req->path) != 0)
		return redirect(req, "%s", route_above(req, routes, req->path));
	route = become(req, carried, routes);
	if (!route || !db_begin(req->db))
		return redirect(req, "%s", route_above(req, routes, req->path));
	req->hold = "You were signed out while you were writing. Nothing was done yet: check what stands here and send it again.";
	answer = route->answer(req);
	db_rollback(req->db);
	if (answer.location || answer.status < 400)
		return redirect(req, "%s", route_above(req, routes, req->path));
	answer.status = 200;
	return answer;
}

const char *
carry_keep(struct request *req, int64_t person_id)
{
	const char *path = request_field(req, "carry_path"), *body = request_field(req, "carry_body");
	char token[TOKEN_TEXT];
	unsigned char hash[32];

	if (!path || !body || strlen(path) > MOST_PATH || !path_is_local(path) || strlen(body) > CARRY_MOST)
		return NULL;
	token_make(token);
	token_hash(token, hash);
	carried_save(req->db, hash, person_id, &(struct carried){ path, body }, req->now);
	return text_format(req, "%s?carried=%s", path, token);
}

bool
field_is_secret(const char *name)
{
	return strstr(name, "password") || text_in(name, (const char *const[]){ "code", "recovery_code", NULL });
}

const char *
carry_text(struct request *req)
{
	struct params *typed = params_new(req);

	if (request_field(req, "anonymous"))
		return "";	/* what is said without a name is not kept for whoever signs in then */
	for (size_t i = 0; i < req->body->count; i++) {
		const struct param *p = &req->body->items[i];

		if (!p->filename && strcmp(p->name, "csrf") != 0 && strcmp(p->name, "key") != 0 && !field_is_secret(p->name))
			params_add(typed, p->name, p->value);
	}
	return params_encode(req, typed);
}
