/* Sends answers. */
#include "web/send.h"

#include "auth/user.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "data/db.h"
#include "web/origin.h"
#include "web/urlencode.h"

#include <fcgiapp.h>
#include <string.h>
#include <sys/socket.h>
#include <talloc.h>
#include <unistd.h>

static const char *
reason(int status)
{
	static const struct { int status; const char *words; } reasons[] = {
		{ 200, "OK" }, { 201, "Created" }, { 204, "No Content" }, { 303, "See Other" }, { 304, "Not Modified" },
		{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
		{ 405, "Method Not Allowed" }, { 409, "Conflict" }, { 413, "Content Too Large" },
		{ 415, "Unsupported Media Type" }, { 421, "Misdirected Request" }, { 422, "Unprocessable Content" },
		{ 428, "Precondition Required" }, { 429, "Too Many Requests" }, { 503, "Service Unavailable" },
	};

	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].status == status)
			return reasons[i].words;
	return "Internal Server Error";
}

static void
header(struct buffer *out, const char *name, const char *value)
{
	if (value && !strpbrk(value, "\r\n"))
		buffer_format(out, "%s: %s\r\n", name, value);
}

static const char *
location(struct request *req, const char *to)
{
	return text_starts(to, "/") ? text_format(req, "%s%s", req->conf->base_url, to) : to;
}

enum { PART_SECONDS = 30 };	/* for making one and handing it to nginx */

static void
parts_send(FCGX_Request *to, struct request *req, struct response *answer)
{
	bool more = db_begin(req->db);

	answer->length = 0;
	while (more) {
		struct buffer *out = buffer_new(NULL);

		alarm(PART_SECONDS);
		more = answer->part(req, out, answer->state);
		if (db_fate(req->db) == DB_FINE && FCGX_PutStr(out->data, (int)out->length, to->out) >= 0)
			answer->length += out->length;
		else
			more = false;
		talloc_free(out);
	}
	if (db_fate(req->db) != DB_FINE) {
		log_line("a file broke off: %s", db_problem(req->db));
		shutdown(to->ipcFd, SHUT_RDWR);
	}
	db_rollback(req->db);
}

void
response_send(void *fcgi, struct request *req, struct response *answer)
{
	static const char *const caching[] = { "no-store", "private, no-cache", "public, max-age=300" };
	FCGX_Request *to = fcgi;
	struct buffer *out = buffer_new(req);

	buffer_format(out, "Status: %d %s\r\n", answer->status, reason(answer->status));
	if (answer->status != 304) {
		header(out, "Content-Type", answer->type ? answer->type : "text/html; charset=utf-8");
		if (!answer->part)
			buffer_format(out, "Content-Length: %zu\r\n", answer->body ? answer->length : 0);
	}
	header(out, "Cache-Control", caching[answer->cache]);
	header(out, "Vary", answer->cache == PRIVATE ? "Accept-Encoding, Cookie" : "Accept-Encoding");
	if (answer->location)
		header(out, "Location", answer->status == 303 ? answer->location : location(req, answer->location));
	header(out, "ETag", answer->etag);
	header(out, "Allow", answer->allow);
	for (int i = 0; i < COOKIES_MOST; i++)
		header(out, "Set-Cookie", answer->cookie[i]);
	if (req->wire.new_cookie && req->wire.shows_form)
		header(out, "Set-Cookie", cookie_set(req, cookie_stranger(req), req->wire.new_cookie));
	if (answer->status == 401 && req->api)
		header(out, "WWW-Authenticate", "Bearer realm=\"Concord\"");
	if (answer->file_name)
		buffer_format(out, "Content-Disposition: attachment; filename=\"%s\"\r\n", answer->file_name);
	if (answer->clear_site_data)
		/* Not "cookies": the session is ended and its cookie expired, while a browser would drop those of the whole domain, other programs'
		   too, and the mark that lets a person in from here however many strangers guess. */
		header(out, "Clear-Site-Data", "\"cache\", \"storage\"");
	if (answer->retry_after)
		buffer_format(out, "Retry-After: %d\r\n", answer->retry_after);
	buffer_text(out, "\r\n");
	FCGX_PutStr(out->data, (int)out->length, to->out);
	if (answer->part)
		parts_send(to, req, answer);
	else if (answer->body)
		FCGX_PutStr(answer->body, (int)answer->length, to->out);
}

/* What another system calls somebody says who it is: it stands in an address, and in no log. */
static const char *
path_logged(const struct request *req)
{
	const char *name = strstr(req->path, "/by-ref/"), *end = name ? strchr(name + strlen("/by-ref/"), '/') : NULL;

	return path_encode(req, end ? text_copy_bytes(req, req->path, (size_t)(end - req->path) + 1) : req->path);
}

void
response_log(const struct request *req, const struct response *answer, unsigned statements)
{
	static const char *const verbs[] = { "GET", "POST", "PUT", "PATCH", "DELETE", "OTHER" };

	/* The path as an address, so that a blank in it begins no field of the line. */
	log_line("%s %.200s %d %zu person %lld statements %u", verbs[req->method], path_logged(req), answer->status, answer->length,
	    (long long)(req->user && !req->wire.nameless ? req->user->id : 0), statements);
}
