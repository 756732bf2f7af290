/* A request, a response, a route: all that a handler knows of the web. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "auth/user.h"
#include "web/params.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct conf;
struct db;
struct buffer;
struct route;
struct session;
struct view;

enum method { GET, POST, PUT, PATCH, DELETE, OTHER_METHOD };

/*
 * One request. Everything made while answering it is its talloc child, so handlers never free: run.c frees the request
 * and with it all the rest.
 */
struct request {
	enum method method;		/* HEAD counts as GET */
	const char *path;		/* decoded: "/glossary/mql/versions/5" */
	const char *address;		/* path and query as they came, for the way back */
	const char *slug;		/* the route's :slug, or NULL */
	int64_t id;			/* the route's :id, or 0 */
	int64_t number;			/* the route's :n, or 0 */
	bool api;			/* below /api/, and /health: JSON, bearer tokens, never cookies */

	const struct params *query, *cookies;
	const struct params *body;	/* of a form; empty otherwise */
	const char *raw;		/* the body's bytes, NUL behind them */
	size_t raw_length;
	const char *content_type;	/* "" when none was named */
	const char *if_match;		/* header, or NULL, as the next */
	const char *if_none_match;
	const char *user_agent;		/* header, or NULL */

	const struct session *session;	/* NULL: nobody is signed in */
	const struct user *user;	/* the session's, or NULL */
	struct actor actor;		/* who stands behind a write; zeros for a stranger */
	const char *csrf;		/* the token of this answer's forms */

	struct db *db;
	const struct conf *conf;
	const char *request_id;
	int64_t now;			/* one moment for the whole request: instant */

	/*
	 * Not NULL: a sentence saying why the form that came is only to be shown again, filled. form_ok() is then false,
	 * and whatever a handler does anyway is rolled back.
	 */
	const char *hold;

	/* Filled by run.c for answer.c; handlers have no use for it. */
	struct {
		const char *address;	/* the client's IP address, as nginx saw it; NULL: unknown */
		const char *host, *origin, *fetch_site, *authorization, *key;
		const char *new_cookie;	/* what a stranger's form is bound to when the browser had no such cookie */
		const struct route *routes;	/* of the area that answers, and its name */
		const char *area;
		bool shows_form;	/* to a stranger, so that cookie is to be set */
		bool nameless;		/* the log does not say who asks */
	} wire;
};

enum cache { NO_STORE, PRIVATE, PUBLIC };

enum { COOKIES_MOST = 4 };	/* that one answer sets */

/*
 * Adds the next part of a long body to an empty buffer, whose children everything made for it is. False: that was the last. All parts
 * are of one snapshot of the database. Memory stays that of one part.
 */
typedef bool answer_part(struct request *req, struct buffer *out, void *state);

/*
 * A handler returns its answer as a value. Nothing reaches the browser before answer.c has committed the work behind it.
 */
struct response {
	int status;
	const char *body;		/* NULL: empty */
	size_t length;			/* bytes of it */
	const char *type;		/* NULL: text/html; charset=utf-8 */
	const char *location;		/* of a redirect or a created record */
	const char *etag;		/* quotes included, or NULL */
	const char *allow;		/* of a 405 */
	const char *cookie[COOKIES_MOST];	/* whole Set-Cookie values, or NULL */
	const char *file_name;		/* a download under this name, or NULL */
	enum cache cache;
	bool clear_site_data;		/* at sign-out */
	int retry_after;		/* seconds; 0: none */
	answer_part *part;		/* NULL: the body is all; else it comes part by part, after the commit */
	void *state;			/* for it; a child of the request */
};

typedef struct response handler(struct request *);

/* An area's table of contents. A route that names nobody is for nobody. { 0 } ends it. */
struct route {
	enum method method;
	const char *path;		/* "/glossary/:slug/versions/:n": :slug a text, :id and :n positive integers */
	handler *answer;
	unsigned who;			/* enum role, or-ed: any of them may */
	unsigned takes;			/* enum takes: other bodies than a form or JSON */
};

enum takes {
	TAKES_FILE = 1,			/* multipart/form-data as well as a form */
	TAKES_CSV = 2,			/* text/csv below /api/ */
	UNKEYED = 4,			/* nothing is created: no idempotency key is kept */
	KEEPS_REFUSAL = 8,		/* what it wrote is committed even when it refuses: the trail of failed sign-ins */
	PROVES_ITSELF = 16,		/* its address is the proof of who may: no form token is asked for. Never for what a session may do */

	/* Of a page: what it shows of others moves with some number, so that it need not be made anew while that stays. web/unchanged.h */
	SHOWS_WORDS = 32,		/* people, glossary, agreement and the day: nothing that leads or clocks move but the frame's counts */
	SHOWS_CLOCKS = 64,		/* anything, and times to the minute */
	NAMELESS = 128,			/* what comes here may be said without a name: no log line says who asked */
};

/* Finds who asks, whether they may, and runs the handler as often as it takes. Defined in answer.c. */
struct response web_answer(struct request *req, const struct route *routes);

/*
 * An area's main(): the request loop; called with the one argument --routes it only prints the table, as routes_print().
 * Returns the exit status. Defined in run.c.
 */
int web_main(int argc, char **argv, const char *area, const struct route *routes);

/* The value of a query or body field; NULL when it was not sent. */
const char *request_query(const struct request *req, const char *name);
const char *request_field(const struct request *req, const char *name);

/* The revision a form was made from (its hidden field) or If-Match names ("r7", quotes included); 0 when there is none. */
int64_t request_revision(const struct request *req);

/*
 * A page: the layout filled with the shell, and its hole returned, ready for the markers of `tpl`. `title` is the page's
 * own words; the area's and "Concord" are added.
 */
struct view *page(struct request *req, int tpl, const char *title);

/* The same on a card of its own, without the shell: sign-in and what comes before it. */
struct view *gate_page(struct request *req, int tpl, const char *title);

/* A sentence above the page's words: what the act that led here has done. NULL and "" are none. */
void page_notice(struct view *view, const char *words);

/* "PR" for "Priya Raman", as a child of ctx. */
const char *name_initials(const void *ctx, const char *name);

/* Renders the page that `view` belongs to. 500 when that fails. */
struct response show(struct request *req, int status, struct view *view);

/* The same for a page whose form makes or edits something: browsers do not keep it. */
struct response show_form(struct request *req, int status, struct view *view);

/* 303 to an address of ours made as printf does; encode what you put into it. */
struct response redirect(struct request *req, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The sign-in page with this status; a form that came without a session is carried in it. `problem` may be NULL. */
struct response gate(struct request *req, int status, const char *email, const char *problem);

/*
 * Refusals, as a page or below /api/ as application/problem+json (RFC 9457). `why` is a sentence that says what to do,
 * or NULL for the usual one.
 */
struct response refuse(struct request *req, int status, const char *why);
struct response not_found(struct request *req);				/* 404: not there, or not yours to know */
struct response forbidden(struct request *req, const char *why);	/* 403 */
struct response conflict(struct request *req, const char *why);	/* 409: it moved on meanwhile */

/* A file that is made while it is sent. */
struct response download_parts(struct request *req, const char *type, const char *file_name, answer_part *part, void *state);

/* Bytes to keep as a file. `type` is a media type, `file_name` plain ASCII. */
struct response download(struct request *req, const char *type, const char *file_name, const char *bytes, size_t length);

#endif
