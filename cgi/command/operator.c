/* Schema, people, tokens. */
#include "accounts/rules.h"
#include "accounts/store.h"
#include "auth/audit.h"
#include "auth/outbox.h"
#include "auth/password.h"
#include "auth/session.h"
#include "base/text.h"
#include "command/command.h"
#include "data/content.h"
#include "data/schema.h"
#include "leads/store.h"

#include <stdio.h>
#include <string.h>

int
command_migrate(struct command *c)
{
	enum { PATIENCE = 60 };		/* seconds: two that are started at once both end well */
	const char *problem = schema_migrate(c->db, c->conf, text_format(c->conf, "%s/schema", c->conf->app), PATIENCE);

	if (problem)
		return command_fail("%s", problem);
	return results_filled(c->db) || results_fill(c->db, c->conf, c->now) ? 0 : command_fail("%s", db_problem(c->db));
}

static int
team_named(const char *name)
{
	for (int i = 0; name && team_names[i]; i++)
		if (strcmp(team_names[i], name) == 0)
			return i;
	return -1;
}

/* For an administrator who has lost the app, the recovery codes, and whoever could help. They are told by mail. */
static int
codes_off(struct command *c)
{
	const char *email = command_option(c, "--email");
	const struct account *account = email ? account_by_email(c->db, c->conf, email) : NULL;
	struct actor actor = { .now = c->now };

	if (!account)
		return command_fail("person codes-off needs the --email of somebody who is here.");
	db_begin(c->db);
	if (!authenticator_end(c->db, account->id))
		return command_fail(db_fate(c->db) == DB_FINE ? "This person is asked for no code." : "The database cannot be reached.");
	audit_add(c->db, &actor, "authenticator.remove", "person", account->id, "command");
	outbox_urgent(c->db, &actor, "authenticator.remove", account->id, account->id);
	return db_commit(c->db) ? 0 : command_fail("%s", db_problem(c->db));
}

static int
person_add(struct command *c)
{
	const char *password = password_make(c->conf);
	struct account account = {
		.email = command_option(c, "--email"), .name = command_option(c, "--name"),
		.team = team_named(command_option(c, "--team")), .is_signatory = command_flag(c, "--signatory"),
		.is_point_person = command_flag(c, "--point-person"), .is_administrator = command_flag(c, "--administrator"),
	};
	const char *problem;
	int64_t id;

	if (!account.email || !account.name || account.team < 0)
		return command_fail("person add needs --email, --name and --team marketing, sales or observer.");
	problem = person_name_problem(c->db, "the person\u2019s", account.name);
	if (!problem)
		problem = person_email_problem(c->db, "the person\u2019s", account.email);
	if (problem)
		return command_fail("%s", problem);
	if (account.is_signatory && account.team == TEAM_OBSERVER)
		return command_fail("An observer signs for nobody: choose a team.");
	account.password_hash = password_hash(c->conf, password);
	db_begin(c->db);
	id = account_create(c->db, &account, c->now);
	if (db_taken(c->db))
		return command_fail("There is a person with this email address already.");
	audit_add(c->db, &(struct actor){ .now = c->now }, "person.add", "person", id, "command");
	content_touch(c->db, "accounts");
	if (!db_commit(c->db))
		return command_fail("%s", db_problem(c->db));
	printf("%s\n", password);
	return 0;
}

int
command_person(struct command *c)
{
	if (c->count > 0 && strcmp(c->words[0], "codes-off") == 0)
		return codes_off(c);
	if (c->count > 0 && strcmp(c->words[0], "add") == 0)
		return person_add(c);
	return command_fail("person add, or person codes-off?");
}

int
command_token(struct command *c)
{
	const char *email = command_option(c, "--email"), *scope = command_option(c, "--scope");
	const char *name = command_option(c, "--name");
	struct account *account;
	char token[TOKEN_TEXT + 4];

	if (c->count < 1 || strcmp(c->words[0], "create") != 0 || !email
	    || !text_in(scope, (const char *const[]){ "read", "write", NULL }))
		return command_fail("token create needs --email and --scope read or write.");
	account = account_by_email(c->db, c->conf, email);
	if (!account || account->disabled)
		return command_fail(db_fate(c->db) == DB_FINE ? "There is no such person." : "The database cannot be reached.");
	db_begin(c->db);
	api_token_make(c->db, account->id, name ? name : "made by concord token create", scope, c->now, token);
	audit_add(c->db, &(struct actor){ .now = c->now }, "token.create", "person", account->id, scope);
	if (!db_commit(c->db))
		return command_fail("%s", db_problem(c->db));
	printf("%s\n", token);
	return 0;
}
