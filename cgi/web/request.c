/* Small questions to a request. */
#include "base/text.h"
#include "web/web.h"

#include <string.h>

const char *
request_query(const struct request *req, const char *name)
{
	return params_get(req->query, name);
}

const char *
request_field(const struct request *req, const char *name)
{
	return params_get(req->body, name);
}

int64_t
request_revision(const struct request *req)
{
	const char *text = req->if_match;
	int64_t revision = 0;

	if (!req->api) {
		text_integer(request_field(req, "revision"), 1, INT64_MAX, &revision);
		return revision;
	}
	if (!text)
		return 0;
	if (text_starts(text, "W/"))
		text += 2;
	if (!text_starts(text, "\"r") || !text_ends(text, "\""))
		return -1;
	if (!text_integer(text_copy_bytes(req, text + 2, strlen(text) - 3), 1, INT64_MAX, &revision))
		return -1;
	return revision;
}
