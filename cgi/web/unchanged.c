/* Says what a page is made of. */
#include "web/unchanged.h"

#include "auth/session.h"
#include "base/conf.h"
#include "base/days.h"
#include "base/text.h"
#include "templates.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <talloc.h>

enum { TAG_BYTES = 18, MINUTE = 60 };

static unsigned char build[32];

static void
add_text(crypto_generichash_state *state, const char *text)
{
	crypto_generichash_update(state, (const unsigned char *)(text ? text : ""), text ? strlen(text) + 1 : 1);
}

static void
add_number(crypto_generichash_state *state, int64_t number)
{
	crypto_generichash_update(state, (const unsigned char *)&number, sizeof number);
}

static void
add_file(crypto_generichash_state *state, const char *path)
{
	struct stat s;

	if (stat(path, &s) != 0)
		return;
	add_number(state, s.st_size);
	add_number(state, s.st_mtim.tv_sec);
	add_number(state, s.st_mtim.tv_nsec);
}

void
unchanged_boot(const char *app)
{
	void *ctx = talloc_new(NULL);
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof build);
	add_file(&state, "/proc/self/exe");
	add_file(&state, text_format(ctx, "%s/static/manifest", app));
	for (int i = 0; i < TEMPLATE_COUNT; i++)
		add_file(&state, text_format(ctx, "%s/templates/%s", app, template_files[i]));
	crypto_generichash_final(&state, build, sizeof build);
	talloc_free(ctx);
}

/* Who looks. */
static void
add_session(crypto_generichash_state *state, const struct session *s)
{
	const struct user *u = &s->user;

	add_number(state, s->id);
	crypto_generichash_update(state, s->csrf_secret, sizeof s->csrf_secret);
	add_number(state, u->id);
	add_number(state, u->team);
	add_number(state, u->is_signatory | u->is_point_person << 1 | u->is_administrator << 2 | u->shortcuts << 3);
	add_text(state, u->email);
	add_text(state, u->name);
	add_text(state, u->time_zone);
	add_text(state, s->organisation);
	add_text(state, s->organisation_zone);
}

/* The counts of the shell, which leads move, too. */
static void
add_counts(crypto_generichash_state *state, const struct shell_counts *c)
{
	add_number(state, c->terms_to_sign);
	add_number(state, c->agreements_to_sign);
	add_number(state, c->leads_waiting);
	add_number(state, c->leads_due);
}

const char *
page_etag(const struct request *req, const struct route *route)
{
	const struct session *s = req->session;
	struct shell_counts counts;
	crypto_generichash_state state;
	unsigned char bytes[TAG_BYTES];
	char text[sodium_base64_ENCODED_LEN(TAG_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

	if (!s || !s->id || !(route->takes & (SHOWS_WORDS | SHOWS_CLOCKS)))
		return NULL;
	if (request_query(req, "done") || request_query(req, "undo"))	/* what the page says of it is said for a while only */
		return NULL;
	crypto_generichash_init(&state, req->conf->secret, sizeof req->conf->secret, TAG_BYTES);
	crypto_generichash_update(&state, build, sizeof build);
	add_session(&state, s);
	add_text(&state, req->address);
	if (route->takes & SHOWS_CLOCKS) {
		add_number(&state, s->content_version);
		add_number(&state, req->now / MINUTE);
	} else {
		counts = shell_counts(req->db, req, s, req->now);
		add_counts(&state, &counts);
		add_number(&state, s->words_version);
		add_number(&state, day_number(day_of(req->now, s->organisation_zone)));
		add_number(&state, day_number(day_of(req->now, s->user.time_zone)));
	}
	crypto_generichash_final(&state, bytes, sizeof bytes);
	sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return text_format(req, "W/\"%s\"", text);
}

bool
etag_named(const char *if_none_match, const char *etag)
{
	size_t length;

	if (!if_none_match || !etag)
		return false;
	etag += strncmp(etag, "W/", 2) == 0 ? 2 : 0;
	length = strlen(etag);
	if (strcmp(if_none_match, "*") == 0)
		return true;
	for (const char *at = if_none_match; (at = strstr(at, etag)) != NULL; at += length)
		if (strchr(", \t", at[length]))		/* also its end */
			return true;
	return false;
}
