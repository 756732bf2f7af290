/* Judges hosts and origins, names cookies. */
#include "web/origin.h"

#include "base/conf.h"
#include "base/text.h"

#include <string.h>

static bool
host_loopback(const char *host)
{
	static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t n = strlen(names[i]);

		if (strncmp(host, names[i], n) != 0)
			continue;
		host += n;
		return *host == '\0' || (*host == ':' && host[1] && strspn(host + 1, "0123456789") == strlen(host + 1));
	}
	return false;
}

bool
host_ours(const struct request *req)
{
	const char *host = req->wire.host;

	return host && (text_equal_fold(host, req->conf->host) || host_loopback(host));
}

bool
origin_ours(const struct request *req)
{
	const char *origin = req->wire.origin, *site = req->wire.fetch_site;

	if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
		return false;
	if (!origin || text_equal_fold(origin, req->conf->base_url))
		return true;
	return text_starts(origin, "http://") && host_loopback(origin + 7) && text_equal_fold(origin + 7, req->wire.host);
}

const char *
cookie_session(struct request *req)
{
	return req->conf->https ? "__Host-concord" : text_format(req, "concord-%s", req->conf->port);
}

const char *
cookie_stranger(struct request *req)
{
	return req->conf->https ? "__Host-concord-form" : text_format(req, "concord-%s-form", req->conf->port);
}

const char *
cookie_known(struct request *req)
{
	return req->conf->https ? "__Host-concord-known" : text_format(req, "concord-%s-known", req->conf->port);
}

const char *
cookie_ticket(struct request *req)
{
	return req->conf->https ? "__Host-concord-ticket" : text_format(req, "concord-%s-ticket", req->conf->port);
}

const char *
cookie_set_for(struct request *req, const char *name, const char *value, int64_t seconds)
{
	return text_format(req, "%s; Max-Age=%lld", cookie_set(req, name, value), (long long)seconds);
}

const char *
cookie_set(struct request *req, const char *name, const char *value)
{
	return text_format(req, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", name, value ? value : "",
	    req->conf->https ? "; Secure" : "", value ? "" : "; Max-Age=0");
}
