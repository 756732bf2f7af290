/* Reads the settings. */
#include "base/conf.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/* Every setting: where it goes, and its default; NULL says it must be given. */
static const struct setting {
	const char *key;
	size_t into;
	const char *otherwise;
} settings[] = {
	{ "app", offsetof(struct conf, app), "" },
	{ "base_url", offsetof(struct conf, base_url), NULL },
	{ "port", offsetof(struct conf, port), "8080" },
	{ "db_socket", offsetof(struct conf, db_socket), NULL },
	{ "db_name", offsetof(struct conf, db_name), "concord" },
	{ "db_web_user", offsetof(struct conf, db_web_user), "concord_web" },
	{ "db_web_password", offsetof(struct conf, db_web_password), NULL },
	{ "db_migrate_user", offsetof(struct conf, db_migrate_user), "concord_migrate" },
	{ "db_migrate_password", offsetof(struct conf, db_migrate_password), "" },
	{ "smtp_url", offsetof(struct conf, smtp_url), "" },
	{ "smtp_user", offsetof(struct conf, smtp_user), "" },
	{ "smtp_password", offsetof(struct conf, smtp_password), "" },
	{ "smtp_ca", offsetof(struct conf, smtp_ca), "" },
	{ "mail_from", offsetof(struct conf, mail_from), "" },
	{ "log", offsetof(struct conf, log), "file" },
};

static const char **
setting_slot(struct conf *conf, const char *key)
{
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		if (strcmp(settings[i].key, key) == 0)
			return (const char **)((char *)conf + settings[i].into);
	return NULL;
}

static bool
secret_read(struct conf *conf, const char *hex)
{
	unsigned byte;

	if (strlen(hex) != 64 || strspn(hex, "0123456789abcdef") != 64)
		return false;
	for (size_t i = 0; i < 32; i++) {
		sscanf(hex + 2 * i, "%2x", &byte);
		conf->secret[i] = (unsigned char)byte;
	}
	return true;
}

/* Takes one line; false when it is neither blank, a comment nor a setting. Settings of the start-up script alone pass. */
static bool
line_read(struct conf *conf, const char *line, bool *secret)
{
	static const char *const of_others[] = { "state", "bind", "workers", "sample", "sample_accounts", NULL };
	const char *equals = strchr(line, '=');
	const char *key, *value;
	const char **slot;

	line = text_trim(conf, line);
	if (!*line || *line == '#')
		return true;
	if (!equals)
		return false;
	equals = strchr(line, '=');
	key = text_trim(conf, text_copy_bytes(conf, line, (size_t)(equals - line)));
	value = text_trim(conf, equals + 1);
	if (strcmp(key, "secret") == 0)
		return *secret = secret_read(conf, value);
	slot = setting_slot(conf, key);
	if (slot)
		*slot = value;
	return slot || text_in(key, of_others);
}

static const char *
file_read(struct conf *conf, const char *path)
{
	char line[1024];
	bool secret = false, sound = true;
	const char *trouble = NULL;
	FILE *in = fopen(path, "r");

	if (!in)
		return text_format(conf, "The settings %s cannot be read.", path);
	while (sound && fgets(line, sizeof line, in)) {
		sound = line_read(conf, line, &secret);
		if (!sound)
			trouble = text_format(conf, "%s does not know the setting \"%.*s\", or its value is malformed.", path,
			    (int)strcspn(line, " =\n"), line);
	}
	fclose(in);
	if (!trouble && !secret)
		trouble = text_format(conf, "%s needs a secret of 64 hex digits.", path);
	return trouble;
}

static const char *
defaults_fill(struct conf *conf)
{
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		const char **slot = setting_slot(conf, settings[i].key);

		if (!*slot)
			*slot = settings[i].otherwise;
		if (!*slot)
			return text_format(conf, "%s/concord.conf lacks the setting %s.", conf->state, settings[i].key);
	}
	if (!*conf->app)
		conf->app = text_format(conf, "%s/app", conf->state);
	conf->https = text_starts(conf->base_url, "https://");
	if (!conf->https && !text_starts(conf->base_url, "http://"))
		return "base_url must begin with https:// or http://.";
	conf->host = strstr(conf->base_url, "://") + 3;
	if (!*conf->host || strchr(conf->host, '/'))
		return "base_url must be a scheme and a host without a path or a slash at the end.";
	if (!*conf->mail_from)
		conf->mail_from = text_format(conf, "concord@%.*s", (int)strcspn(conf->host, ":"), conf->host);
	return NULL;
}

struct conf *
conf_load(const void *ctx, const char **problem)
{
	const char *state = getenv("STATE");
	struct conf *conf;

	*problem = "STATE is not set: it names the folder of this copy of Concord.";
	if (!state || !*state)
		return NULL;
	conf = memory_need(talloc_zero(ctx, struct conf));
	conf->state = text_copy(conf, state);
	*problem = file_read(conf, text_format(conf, "%s/concord.conf", state));
	if (!*problem)
		*problem = defaults_fill(conf);
	return *problem ? NULL : conf;
}
