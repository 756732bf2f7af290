/* One request from its route to its committed answer. */
#include "auth/csrf.h"
#include "auth/session.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "data/content.h"
#include "data/db.h"
#include "web/carry.h"
#include "web/once.h"
#include "web/origin.h"
#include "web/route.h"
#include "web/unchanged.h"
#include "web/urlencode.h"
#include "web/web.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum { MOST_TRIES = 8, FIRST_PAUSE = 2000, LONGEST_PAUSE = 50000, LONGEST_WORK = 5 };

/* The token of this answer's forms, and the bytes a form that came in must match. */
static void
csrf_ready(struct request *req, unsigned char base[32])
{
	const char *cookie = params_get(req->cookies, cookie_stranger(req));

	req->wire.new_cookie = NULL;
	if (req->session) {
		csrf_base(req->session->csrf_secret, "form", base);
	} else {
		if (!cookie || strlen(cookie) != TOKEN_TEXT - 1) {
			char *fresh = text_format(req, "%*s", TOKEN_TEXT - 1, "");

			token_make(fresh);
			req->wire.new_cookie = cookie = fresh;
		}
		csrf_base(req->conf->secret, text_format(req, "stranger %s", cookie), base);
	}
	req->csrf = csrf_text(req, base);
}

static void
session_ready(struct request *req)
{
	const char *cookie = params_get(req->cookies, cookie_session(req));
	const char *bearer = req->wire.authorization;
	struct session *session = NULL;

	req->session = NULL;
	req->user = NULL;
	if (req->api && bearer && strncasecmp(bearer, "Bearer ", 7) == 0)
		session = session_of_token(req->db, req, bearer + 7, req->now);
	else if (!req->api && cookie)
		session = session_find(req->db, req, cookie, req->now);
	req->actor = (struct actor){ .team = TEAM_OBSERVER, .request_id = req->request_id, .now = req->now };
	if (!session)
		return;
	req->session = session;
	req->user = &session->user;
	req->actor.person_id = session->user.id;
	req->actor.team = session->user.team;
	req->actor.is_signatory = session->user.is_signatory;
	req->actor.token_id = session->token_id;
}

static struct response
sign_in_first(struct request *req)
{
	if (req->api)
		return refuse(req, 401, NULL);
	if (req->method != GET)
		return gate(req, 401, NULL, NULL);
	if (strcmp(req->address, "/") == 0)
		return redirect(req, "/sign-in");
	return redirect(req, "/sign-in?next=%s", url_encode(req, req->address));
}

/* Why somebody who is signed in may not: in words that say who may. */
static const char *
not_yours(unsigned who)
{
	if (who == SIGNATORY)
		return "Only a signatory may do this, each for their own team. Ask one of your team's signatories.";
	if (who == (SIGNATORY | POINT_PERSON))
		return "This is for a point person or a signatory of the other team than the one that asked. Ask one of them.";
	if (who == ADMINISTRATOR)
		return "Only an administrator may do this. Ask yours.";
	if (who == MARKETING)
		return "Only Marketing may do this. Ask somebody of that team.";
	if (who == SALES)
		return "Only Sales may do this. Ask somebody of that team.";
	if (who == MEMBER)
		return "Observers read everything and change nothing. Ask somebody of either team to do it.";
	return NULL;
}

/* A form that is only shown again, as for a preview: nothing was done, so nothing is kept and its key stays free. */
static bool
form_again(const struct request *req, const struct response *answer)
{
	return !req->api && !answer->location;
}

/* Whether what the handler did is rolled back. */
static bool
undone(const struct request *req, const struct route *route, const struct response *answer)
{
	if (req->hold)
		return true;
	if (route->takes & KEEPS_REFUSAL)
		return false;
	return answer->status >= 400 || form_again(req, answer);
}

/* A keyed write: claimed, done, kept. */
static struct response
write_once(struct request *req, const struct route *route)
{
	struct response kept, answer;
	enum once once;

	once = route->takes & UNKEYED ? ONCE_FIRST : once_claim(req, &kept);
	if (once == ONCE_AGAIN)
		return kept;
	if (once == ONCE_OTHER && req->api)
		return refuse(req, 422, "This Idempotency-Key was used for another body. Send a new request with a new key.");
	if (once == ONCE_OTHER)
		return held_answer(req, route, 409, "You have already sent this form once, with other words, and that was"
		    " saved. To save these as well, check them and send them again.");
	if (req->session)
		content_remember(req->db, req->wire.area, req->session->words_version, req->now);
	answer = route->answer(req);
	if (!(route->takes & UNKEYED) && answer.status < 400 && !form_again(req, &answer))
		once_keep(req, &answer);
	return answer;
}

/* A page, under the name it will be known by. */
static struct response
page_made(struct request *req, const struct route *route, const char *etag)
{
	struct response answer = route->answer(req);

	if (answer.status == 200 && answer.cache == PRIVATE && !answer.etag)
		answer.etag = etag;
	return answer;
}

/* One try. What it answers is true only if the database did not fail on the way. */
static struct response
attempt(struct request *req, const struct route *route, const struct route *routes)
{
	unsigned char base[32];
	const char *etag = NULL;
	unsigned roles;
	struct response answer;

	db_fresh(req->db);
	session_ready(req);
	if (db_fate(req->db) != DB_FINE)
		return (struct response){ 0 };
	roles = user_roles(req->user);
	if (req->method == GET && !req->api && (route->who & roles))
		etag = page_etag(req, route);
	if (etag_named(req->if_none_match, etag) && db_fate(req->db) == DB_FINE)
		return (struct response){ .status = 304, .etag = etag, .cache = PRIVATE };
	csrf_ready(req, base);
	if (!(route->who & roles) && !req->user)
		return sign_in_first(req);
	if (!(route->who & roles))
		return forbidden(req, not_yours(route->who));
	if (!route->answer)
		return carried_answer(req, routes);
	if (req->method == GET) {
		if (req->session)
			db_remember(req->db, req->session->words_version, req->session->content_version, req->now);
		return page_made(req, route, etag);
	}
	if (route->answer == not_found)
		return route->answer(req);
	if (req->api && !req->session->may_write)
		return forbidden(req, "This token may only read. Use one with the scope \"write\".");
	if (!req->api && !(route->takes & PROVES_ITSELF) && !csrf_matches(request_field(req, "csrf"), base))
		return forbidden(req, "This form is older than your sign-in, so nothing was done. Open the page again and send it"
		    " once more.");
	if (!db_begin(req->db))
		return (struct response){ 0 };
	answer = write_once(req, route);
	if (undone(req, route, &answer)) {
		db_rollback(req->db);
		return answer;
	}
	content_recalled(req->db);
	if (answer.status < 400)
		content_touch(req->db, req->wire.area);
	db_commit(req->db);
	return answer;
}

/* Waits a little, at random, longer each time. */
static void
pause_before(int try)
{
	uint32_t most = FIRST_PAUSE << try;

	if (most > LONGEST_PAUSE)
		most = LONGEST_PAUSE;
	usleep(FIRST_PAUSE / 2 + randombytes_uniform(most));
}

static struct response
away(struct request *req)
{
	struct response answer = refuse(req, 503, NULL);

	answer.retry_after = 5;
	return answer;
}

/* The routed request, run again while that can help. */
static struct response
answer_route(struct request *req, const struct route *route, const struct route *routes)
{
	time_t end = time(NULL) + LONGEST_WORK;
	struct response answer;

	for (int try = 0;; try++) {
		enum db_fate fate;

		req->hold = NULL;
		answer = attempt(req, route, routes);
		fate = db_fate(req->db);
		if (fate == DB_FINE)
			return answer;
		log_line("try %d: %s", try + 1, db_problem(req->db));
		db_rollback(req->db);
		if (fate == DB_BROKEN)
			return refuse(req, 500, NULL);
		if (fate == DB_AWAY || try + 1 == MOST_TRIES || time(NULL) > end)
			return away(req);
		pause_before(try);
	}
}

struct response
web_answer(struct request *req, const struct route *routes)
{
	const char *allow;
	const struct route *route;
	struct response answer;

	req->wire.routes = routes;
	if (!req->wire.key && req->method != GET)
		req->wire.key = once_key(req);	/* decides what a lost connection left open at the commit */
	if (!host_ours(req))
		return refuse(req, 421, NULL);
	if (req->method == GET && !req->api && request_query(req, "carried"))
		return answer_route(req, &(struct route){ GET, req->path, NULL, PERSON, 0 }, routes);
	route = route_find(req, routes, &allow);
	if (!route && allow) {
		answer = refuse(req, 405, NULL);
		answer.allow = allow;
		return answer;
	}
	if (!route)
		return answer_route(req, &(struct route){ GET, req->path, not_found, ANYONE, 0 }, routes);
	if (!req->api && req->method != GET && !origin_ours(req))
		return refuse(req, 403, "This form was sent from another site, so nothing was done. Open the page here and send it again.");
	req->wire.nameless = route->takes & NAMELESS;
	return answer_route(req, route, routes);
}
