/* A person's calendar feed: its secret address, and what a calendar program reads there. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/conf.h"
#include "base/text.h"
#include "meetings/pages_parts.h"

#include <sodium.h>
#include <string.h>

struct response
feed_page(struct request *req)
{
	return show_form(req, 200, feed_show_view(req, feed_made_at(req->db, req->user->id), NULL));
}

/* The address that a form makes: the same form sent twice makes the same one, and shows it once more. */
static const char *
address_of(struct request *req, const char *key, char token[TOKEN_TEXT])
{
	char text[TOKEN_TEXT + 4];

	api_token_text(req->conf->secret, req->user->id, text_format(req, "feed %s", key), text);
	memcpy(token, text + strlen(text) - (TOKEN_TEXT - 1), TOKEN_TEXT);
	return text_format(req, "%s/meetings/feed.ics?address=%s", req->conf->base_url, token);
}

/* Made, and told on a page of its own that only this form's key opens: the secret stands in no address of ours and no log. */
struct response
feed_made(struct request *req)
{
	char token[TOKEN_TEXT];

	if (req->hold)
		return conflict(req, req->hold);
	address_of(req, req->wire.key, token);
	feed_make(req->db, &req->actor, token);
	return redirect(req, "/meetings/calendar/new?key=%s", req->wire.key);
}

struct response
feed_told(struct request *req)
{
	const char *key = request_query(req, "key"), *address;
	char token[TOKEN_TEXT];
	const struct user *owner;

	if (text_blank(key))
		return redirect(req, "/meetings/calendar");
	address = address_of(req, key, token);
	owner = feed_of(req->db, req, token);
	if (!owner || owner->id != req->user->id)
		return redirect(req, "/meetings/calendar");
	return show_form(req, 200, feed_show_view(req, feed_made_at(req->db, req->user->id), address));
}

struct response
feed_ended(struct request *req)
{
	if (req->hold)
		return conflict(req, req->hold);
	feed_end(req->db, &req->actor);
	return redirect(req, "/meetings/calendar");
}

/* The feed itself. Its address is all that says whose it is, so nothing else is taken for it; what there is not and what was ended look alike. */
struct response
feed_read(struct request *req)
{
	const char *token = request_query(req, "address");
	const struct user *owner = token ? feed_of(req->db, req, token) : NULL;
	struct response answer = { .status = 200, .type = "text/calendar; charset=utf-8", .cache = PRIVATE };
	unsigned char hash[16];
	char hex[2 * sizeof hash + 1];
	const struct ical_event *events;
	const char *source;
	size_t count;

	if (!owner)
		return not_found(req);
	source = text_format(req, "%s/meetings/feed.ics?address=%s", req->conf->base_url, token);
	events = feed_events(req->db, req, owner, req->conf->base_url, text_copy_bytes(req, req->conf->host, strcspn(req->conf->host, ":")), req->now, &count);
	answer.body = ical_write(req, ICAL_PUBLISH, "Concord: meetings", source, events, count);
	answer.length = strlen(answer.body);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)answer.body, answer.length, NULL, 0);
	answer.etag = text_format(req, "\"%s\"", sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
	if (text_equal(req->if_none_match, answer.etag)) {
		answer.status = 304;
		answer.body = NULL;
		answer.length = 0;
	}
	return answer;
}
