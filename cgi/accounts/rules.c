/* What browsers are called, and what a token needs. */
#include "accounts/rules.h"

#include "base/address.h"
#include "base/days.h"
#include "base/text.h"

#include <stddef.h>
#include <string.h>

/* A word of the header and what it means; the first that is found decides, so the pretenders stand last. */
struct known {
	const char *in, *words;
};

static const char *
known_in(const struct known *known, const char *user_agent, const char *otherwise)
{
	for (; known->in; known++)
		if (strstr(user_agent, known->in))
			return known->words;
	return otherwise;
}

const char *
browser_words(const void *ctx, const char *user_agent)
{
	static const struct known browsers[] = {
		{ "Edg", "Edge" }, { "OPR/", "Opera" }, { "SamsungBrowser", "Samsung Internet" }, { "FxiOS", "Firefox" },
		{ "Firefox/", "Firefox" }, { "CriOS", "Chrome" }, { "Chromium", "Chromium" }, { "Chrome/", "Chrome" },
		{ "HeadlessChrome/", "Chrome" }, { "Safari/", "Safari" }, { "curl/", "curl" }, { 0 }
	};
	static const struct known systems[] = {
		{ "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Android", "Android" }, { "CrOS", "ChromeOS" }, { "Windows", "Windows" },
		{ "Mac OS", "Mac" }, { "Macintosh", "Mac" }, { "Linux", "Linux" }, { 0 }
	};
	const char *browser, *system;

	if (!user_agent)
		return "A browser";
	browser = known_in(browsers, user_agent, "A browser");
	system = known_in(systems, user_agent, NULL);
	return system ? text_format(ctx, "%s on %s", browser, system) : browser;
}

const char *
token_name_problem(const void *ctx, const char *name)
{
	(void)ctx;
	return text_blank(name) ? "Name the token after the program that will use it." : NULL;
}

const char *
token_count_problem(const void *ctx, int64_t live)
{
	if (live < TOKENS_MOST)
		return NULL;
	return text_format(ctx, "You have %d tokens already. Revoke one that is no longer used first.", TOKENS_MOST);
}

const char *
time_zone_problem(const void *ctx, const char *zone)
{
	if (!*zone || zone_known(zone))
		return NULL;
	return text_format(ctx, "%s is no time zone known here. Write it like Europe/Berlin or America/New_York.", zone);
}

bool
is_out(const char *out_until, const char *today)
{
	return out_until && strcmp(out_until, today) >= 0;
}

const char *
out_until_problem(const struct settings *s, const char *today)
{
	if (s->out_until && !is_out(s->out_until, today))
		return "That day is over. Choose today or a later day, or leave it empty.";
	return NULL;
}

const char *
deputy_problem(const struct settings *s, int64_t own_id)
{
	if (s->deputy_id == own_id && own_id)
		return "Choose somebody else than yourself.";
	if (s->out_until && !s->deputy_id)
		return "Choose who stands in for you.";
	return NULL;
}

const char *
person_name_problem(const void *ctx, const char *whose, const char *name)
{
	return text_blank(name) ? text_format(ctx, "Enter %s name.", whose) : NULL;
}

const char *
person_email_problem(const void *ctx, const char *whose, const char *email)
{
	if (!*email)
		return text_format(ctx, "Enter %s email address.", whose);
	if (strlen(email) > ADDRESS_MOST)
		return "An email address has 254 characters at most.";
	return address_sound(email) ? NULL : "Enter an email address like name@example.com, without blanks, accents, quotes or brackets.";
}

enum giving
signatory_giving(const struct user *actor, int team, int64_t signatories, int64_t asked_by)
{
	if (team == TEAM_OBSERVER)
		return GIVE_NOT;
	if (actor->is_signatory && actor->team == team)
		return GIVE_NOW;
	if (signatories > 0)
		return GIVE_NOT;
	if (asked_by && asked_by != actor->id && actor->is_signatory && actor->team == team_other(team))
		return GIVE_CONFIRM;
	return actor->is_administrator && !asked_by ? GIVE_ASK : GIVE_NOT;
}

const char *
signatory_taking_problem(const struct user *actor, int team, int64_t others)
{
	if (!actor->is_signatory || actor->team != team)
		return "Only a signatory of the same team gives or takes this role.";
	return others ? NULL : "This is the team\u2019s last signatory. Make somebody else a signatory first.";
}

const char *
disabling_problem(const void *ctx, const struct user *actor, int64_t id, int team, bool is_signatory, int64_t others)
{
	if (actor->id == id)
		return "You cannot disable yourself. Ask another administrator.";
	if (is_signatory && !others)
		return text_format(ctx, "This is the last signatory of %s. The team cannot sign without one: a successor is named first, by"
		    " a signatory of the team.", team_label(team));
	return NULL;
}

const char *
team_change_problem(const void *ctx, const struct user *actor, int64_t id, int team, int to, bool is_signatory, int64_t others)
{
	if (team == to)
		return NULL;
	if (actor->id == id)
		return "You cannot move yourself to another team. Ask another administrator.";
	if (is_signatory && !others)
		return text_format(ctx, "This is the last signatory of %s. The team cannot sign without one: a successor is named first, by"
		    " a signatory of the team.", team_label(team));
	return NULL;
}

const char *
address_change_problem(const struct user *actor, int64_t id, const char *from, const char *to)
{
	return id == actor->id && !text_equal(from, to) ? "Change your own address on the page of your account: it is confirmed there." : NULL;
}

const char *
administrator_taking_problem(bool had, bool has, int64_t administrators)
{
	return had && !has && !administrators ? "This is the last administrator. Make somebody else an administrator first." : NULL;
}

const char *
code_tidy(const void *ctx, const char *typed)
{
	struct buffer *out = buffer_new(ctx);

	for (; *typed; typed++)
		if (!strchr(" \t\r\n-", *typed))
			buffer_byte(out, *typed >= 'A' && *typed <= 'Z' ? (char)(*typed - 'A' + 'a') : *typed);
	return buffer_take(ctx, out);
}

const char *
recovery_code_text(const void *ctx, const char *code)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; code[i]; i++) {
		if (i && i % 6 == 0)
			buffer_byte(out, '-');
		buffer_byte(out, code[i]);
	}
	return buffer_take(ctx, out);
}
