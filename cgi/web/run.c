/* A worker: starts up, takes one request after the other from nginx, and leaves when told to. */
#include "auth/keyed.h"
#include "auth/session.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/content.h"
#include "data/db.h"
#include "data/schema.h"
#include "view/view.h"
#include "web/assets.h"
#include "web/once.h"
#include "web/route.h"
#include "web/send.h"
#include "web/unchanged.h"
#include "web/urlencode.h"
#include "web/web.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <jansson.h>
#include <malloc.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <talloc.h>
#include <time.h>
#include <unistd.h>

enum {
	MOST_BODY = 52 << 20,		/* bytes; nginx has smaller limits per path */
	REQUEST_SECONDS = 8,		/* between the database's 5 and nginx's 10 */
	SEND_SECONDS = 30,		/* for handing the answer to nginx */
	POOL = 192 << 10,		/* bytes a request mostly needs */
	REST_EVERY = 128,		/* requests between two tidyings */
};

/* What this process serves, and with what. */
struct program {
	const char *area;
	const struct route *routes;
	const struct conf *conf;
	struct db *db;
};

static const char NOWHERE[] = "//";	/* the path of an address that no route can have: 404 */

/* The word to stop. Debian's multiwatch passes on QUIT when it is told TERM, whatever its -s says. */
static const int stop_signals[] = { SIGTERM, SIGINT, SIGQUIT };
static volatile sig_atomic_t stopping;

static void
stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

static const char *
param(FCGX_Request *fcgi, const char *name)
{
	const char *value = FCGX_GetParam(name, fcgi->envp);

	return value && *value ? value : NULL;
}

/* Keys and request ids: printable ASCII of a sane length, or they are taken for missing. */
static const char *
plain(const struct request *req, const char *s, size_t least, size_t most)
{
	if (!s || strlen(s) < least || strlen(s) > most)
		return NULL;
	for (const char *c = s; *c; c++)
		if (*c <= ' ' || *c > '~')
			return NULL;
	return text_copy(req, s);
}

static enum method
method_of(const char *name)
{
	static const char *const names[] = { "GET", "POST", "PUT", "PATCH", "DELETE", NULL };

	if (name && strcmp(name, "HEAD") == 0)
		return GET;
	for (int i = 0; name && names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return (enum method)i;
	return OTHER_METHOD;
}

/* Reads the body. Returns NULL, or what is wrong with it; *status is then its code. */
static const char *
body_read(FCGX_Request *fcgi, struct request *req, int *status)
{
	const char *length_text = param(fcgi, "CONTENT_LENGTH");
	int64_t length = 0;
	char *bytes;

	*status = 400;
	if (length_text && !text_integer(length_text, 0, INT32_MAX, &length))
		return "The length of what was sent is not a number.";
	*status = 413;
	if (length > MOST_BODY)
		return "What you sent is larger than Concord takes.";
	bytes = memory_need(talloc_size(req, (size_t)length + 1));
	*status = 400;
	if (FCGX_GetStr(bytes, (int)length, fcgi->in) != length)
		return "What you sent did not arrive whole. Send it again.";
	bytes[length] = '\0';
	alarm(REQUEST_SECONDS + (unsigned)(length >> 20));	/* and a second for each MiB, beyond what a form has */
	req->raw = bytes;
	req->raw_length = (size_t)length;
	return NULL;
}

static bool
type_is(const struct request *req, const char *type)
{
	size_t n = strlen(type);

	return strncasecmp(req->content_type, type, n) == 0 && (req->content_type[n] == '\0' || req->content_type[n] == ';'
	    || req->content_type[n] == ' ');
}

/* Makes fields of a form's body. JSON and CSV stay bytes for their handlers. */
/* The names in an address of the API that may stand several times. */
static const char *const query_lists[] = { "pause", NULL }, *const no_lists[] = { NULL };

static const char *
fields_read(struct request *req, int *status)
{
	const char *problem = NULL, *repeated;

	req->body = params_new(req);
	if (req->method == GET || req->api || req->raw_length == 0)
		return NULL;
	*status = 415;
	if (type_is(req, "multipart/form-data"))
		req->body = params_multipart(req, req->raw, req->raw_length, req->content_type,
		    &(struct params_limits){ 1000, 100, MOST_BODY }, &problem);
	else if (type_is(req, "application/x-www-form-urlencoded"))
		req->body = params_urlencoded(req, req->raw, req->raw_length, &(struct params_limits){ 1000, 100, MOST_BODY },
		    &problem);
	else
		return "A form is sent as application/x-www-form-urlencoded or multipart/form-data.";
	*status = 400;
	if (!req->body) {
		req->body = params_new(req);
		return problem;
	}
	repeated = params_repeated(req->body, no_lists);
	return repeated ? text_format(req, "The field \"%s\" was sent more than once.", repeated) : NULL;
}

static const char *
address_read(FCGX_Request *fcgi, struct request *req)
{
	const char *uri = param(fcgi, "REQUEST_URI"), *problem = NULL, *repeated, *mark, *raw;
	size_t length;

	req->address = text_copy(req, uri ? uri : "/");
	mark = strchr(req->address, '?');
	raw = mark ? text_copy_bytes(req, req->address, (size_t)(mark - req->address)) : req->address;
	req->path = path_decode(req, raw);
	req->query = params_query(req, mark ? mark + 1 : NULL, NULL, &problem);
	if (!req->path) {
		req->path = NOWHERE;
		req->loose = path_decode(req, text_replace(req, text_replace(req, raw, "%2F", "/"), "%2f", "/"));
		raw = url_decode(req, raw, strlen(raw), false, &length);
		if (!raw || !utf8_valid(raw, length, UTF8_LINE))
			problem = "This address is not written as an address may be.";
	}
	if (!req->query) {
		req->query = params_new(req);
		return problem;
	}
	if (problem)
		return problem;
	repeated = params_repeated(req->query, text_starts(req->path, "/api/") ? query_lists : no_lists);
	return repeated ? text_format(req, "\"%s\" stands more than once in the address.", repeated) : NULL;
}

static void
wire_read(FCGX_Request *fcgi, struct request *req)
{
	const char *problem, *type = param(fcgi, "CONTENT_TYPE");

	req->content_type = text_copy(req, type ? type : "");
	req->cookies = params_cookies(req, param(fcgi, "HTTP_COOKIE"), NULL, &problem);
	if (!req->cookies)
		req->cookies = params_new(req);
	req->wire.address = param(fcgi, "REMOTE_ADDR");
	req->wire.host = param(fcgi, "HTTP_HOST");
	req->wire.origin = param(fcgi, "HTTP_ORIGIN");
	req->wire.fetch_site = param(fcgi, "HTTP_SEC_FETCH_SITE");
	req->wire.authorization = param(fcgi, "HTTP_AUTHORIZATION");
	req->user_agent = param(fcgi, "HTTP_USER_AGENT");
	req->if_match = param(fcgi, "HTTP_IF_MATCH");
	req->if_none_match = param(fcgi, "HTTP_IF_NONE_MATCH");
}

static struct response
serve(FCGX_Request *fcgi, struct request *req, const struct program *program)
{
	const char *problem, *key;
	int status = 400;

	req->method = method_of(param(fcgi, "REQUEST_METHOD"));
	wire_read(fcgi, req);
	req->body = params_new(req);
	req->raw = "";
	problem = address_read(fcgi, req);
	/* By the address too: one that cannot be read has no path, and a program is answered as a program. */
	req->api = text_starts(req->path, "/api/") || text_starts(req->address, "/api/") || text_equal(req->path, "/health");
	if (!problem && req->method == OTHER_METHOD)
		return refuse(req, 405, NULL);
	if (!problem)
		problem = body_read(fcgi, req, &status);
	if (!problem)
		problem = fields_read(req, &status);
	if (problem)
		return refuse(req, status, problem);
	key = req->api ? param(fcgi, "HTTP_IDEMPOTENCY_KEY") : request_field(req, "key");
	req->wire.key = plain(req, key, KEY_LEAST, KEY_MOST);
	if (key && !req->wire.key && req->method != GET)
		return refuse(req, 400, "The key of a request is 8 to 80 printable characters without blanks.");
	return web_answer(req, program->routes);
}

static void
one_request(FCGX_Request *fcgi, const void *pool, const struct program *program)
{
	struct request *req = memory_need(talloc_zero(pool, struct request));
	unsigned before = db_statements_run(program->db);
	const char *missing, *id;
	struct response answer;

	req->conf = program->conf;
	req->db = program->db;
	req->wire.area = program->area;
	req->now = time(NULL);
	id = plain(req, param(fcgi, "REQUEST_ID"), 1, 64);
	req->request_id = id ? id : "-";
	log_request(req->request_id);
	alarm(REQUEST_SECONDS);
	answer = serve(fcgi, req, program);
	alarm(SEND_SECONDS);
	missing = view_missing();
	if (missing)
		log_line("a template was not filled: %s", missing);
	response_send(fcgi, req, &answer);
	FCGX_Finish_r(fcgi);
	alarm(0);
	response_log(req, &answer, db_statements_run(req->db) - before);
	log_request(NULL);
	talloc_free(req);
}

/* Gives back what a large page or import took, so that a worker stays as small as its usual requests. */
static void
rest(unsigned served)
{
	if (served % REST_EVERY != 0)
		return;
	view_rest();
	malloc_trim(0);
}

/* What JSON needs, or the end of the process: an answer is not told that its body was wrong when memory was short. */
static void *
json_memory(size_t size)
{
	return memory_need(malloc(size));
}

/* Says why this worker cannot start, after a second so that its supervisor does not spin. */
static int
refuse_to_start(const char *why)
{
	log_line("cannot start: %s", why);
	sleep(1);
	return 1;
}

/* Waits for a connection or for the word to stop; the signal can arrive at no other moment. */
static void
wait_for_request(int epoll, const sigset_t *open)
{
	struct epoll_event event;
	sigset_t waiting;

	/* A busy socket is told before a signal is: look for the signal first. */
	sigpending(&waiting);
	for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++)
		if (sigismember(&waiting, stop_signals[i]))
			stopping = 1;
	if (!stopping)
		epoll_pwait(epoll, &event, 1, -1, open);
}

static void
loop(const struct program *program)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLEXCLUSIVE };
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	sigset_t blocked, open;
	void *pool = talloc_pool(NULL, POOL);	/* empties itself with the last thing made in it */
	FCGX_Request fcgi;

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++)
		sigaddset(&blocked, stop_signals[i]);
	sigprocmask(SIG_BLOCK, &blocked, &open);
	for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++)
		sigdelset(&open, stop_signals[i]);
	fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
	epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
	FCGX_InitRequest(&fcgi, 0, FCGI_FAIL_ACCEPT_ON_INTR);
	for (unsigned served = 0; !stopping;) {
		wait_for_request(epoll, &open);
		if (!stopping && FCGX_Accept_r(&fcgi) == 0) {
			one_request(&fcgi, pool, program);
			rest(++served);
		}
	}
	FCGX_Free(&fcgi, 1);
	talloc_free(pool);
	close(epoll);
}

static int
serve_area(const void *root, const char *area, const struct route *routes)
{
	struct sigaction on_stop = { .sa_handler = stop };
	const char *problem;
	struct conf *conf = conf_load(root, &problem);
	struct db *db;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++)
		sigaction(stop_signals[i], &on_stop, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (!conf)
		return refuse_to_start(problem);
	if (strcmp(conf->log, "file") == 0)
		log_to_file(conf->state, area);
	json_set_alloc_funcs(json_memory, free);
	if (sodium_init() < 0 || FCGX_Init() != 0)
		return refuse_to_start("a library did not start");
	keyed_use(conf->secret);
	if (!assets_load(conf->app))
		return refuse_to_start("the static files are not in place");
	problem = view_boot(text_format(root, "%s/templates", conf->app), area);
	if (problem)
		return refuse_to_start(problem);
	db = db_open(root, &(struct db_login){ conf->db_socket, conf->db_name, conf->db_web_user, conf->db_web_password, 0 });
	problem = schema_unknown(db, root);
	if (problem)
		return refuse_to_start(problem);
	unchanged_boot(conf->app);
	content_touch(db, area);	/* programs of before an update may have moved other numbers */
	loop(&(struct program){ area, routes, conf, db });
	return 0;
}

int
web_main(int argc, char **argv, const char *area, const struct route *routes)
{
	void *root;
	int status;

	if (argc == 2 && strcmp(argv[1], "--routes") == 0) {
		routes_print(routes);
		return 0;
	}
	root = talloc_new(NULL);
	status = serve_area(root, area, routes);
	talloc_free(root);
	return status;
}
