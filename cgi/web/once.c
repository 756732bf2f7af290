/* Keeps first answers. */
#include "web/once.h"

#include "auth/session.h"
#include "base/text.h"
#include "web/store.h"

#include <sodium.h>
#include <string.h>
#include <talloc.h>

/* What was sent, without what differs between two showings of one form. */
static void
body_hash(const struct request *req, unsigned char hash[32])
{
	const char *query = strchr(req->address, '?');
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, 32);
	if (query)
		crypto_generichash_update(&state, (const unsigned char *)query, strlen(query) + 1);
	if (req->api)
		crypto_generichash_update(&state, (const unsigned char *)req->raw, req->raw_length);
	for (size_t i = 0; !req->api && i < req->body->count; i++) {
		const struct param *p = &req->body->items[i];

		if (strcmp(p->name, "csrf") == 0 || strcmp(p->name, "key") == 0)
			continue;
		crypto_generichash_update(&state, (const unsigned char *)p->name, strlen(p->name) + 1);
		crypto_generichash_update(&state, (const unsigned char *)p->value, p->length + 1);
	}
	crypto_generichash_final(&state, hash, 32);
}

static const char *
route_text(const struct request *req)
{
	static const char *const verbs[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
	unsigned char hash[16];
	char hex[33];

	if (strlen(req->path) < 150)
		return text_format(req, "%s %s", verbs[req->method], req->path);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)req->path, strlen(req->path), NULL, 0);
	return text_format(req, "%s %s", verbs[req->method], sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
}

static struct kept_name
kept_name(const struct request *req)
{
	return (struct kept_name){ req->user->id, route_text(req), req->wire.key };
}

enum once
once_claim(struct request *req, struct response *answer)
{
	unsigned char hash[32];
	struct kept_name name;
	struct kept *kept;

	*answer = (struct response){ 0 };
	if (!req->wire.key || !req->user)
		return ONCE_FIRST;
	name = kept_name(req);
	body_hash(req, hash);
	if (kept_claim(req->db, &name, hash, req->now))
		return ONCE_FIRST;
	kept = kept_find(req->db, req, &name);
	if (!kept)
		return ONCE_OTHER;
	*answer = (struct response){ .status = (int)kept->status, .location = kept->location, .etag = kept->etag,
	    .body = kept->body, .length = kept->body ? strlen(kept->body) : 0,
	    .type = req->api ? "application/json" : NULL };
	return sodium_memcmp(kept->body_hash, hash, 32) == 0 ? ONCE_AGAIN : ONCE_OTHER;
}

void
once_keep(struct request *req, const struct response *answer)
{
	struct kept kept = { .status = answer->status, .location = answer->location, .etag = answer->etag,
	    .body = req->api ? answer->body : NULL };
	struct kept_name name;

	if (!req->wire.key || !req->user)
		return;
	name = kept_name(req);
	kept_save(req->db, &name, &kept);
}

const char *
once_key(const void *ctx)
{
	char *text = memory_need(talloc_size(ctx, TOKEN_TEXT));

	token_make(text);
	text[22] = '\0';	/* 128 bits and some */
	return text;
}
