/* Erasing people, and letting them come back. */
#include "base/text.h"
#include "command/command.h"
#include "data/content.h"
#include "leads/store.h"

#include <stdio.h>

/* Erases one; prints how many records it was. */
static int
erase_lead(struct command *c, int64_t id)
{
	const struct actor actor = { .team = TEAM_OBSERVER, .now = c->now };
	size_t count = 0;
	enum act_result result = RESULT_GONE;

	for (int tries = 0; tries < 8; tries++) {
		db_begin(c->db);
		result = lead_erase(c->db, c->conf, &actor, id, 0, &count);
		content_touch(c->db, "leads");
		if (db_commit(c->db) || db_fate(c->db) != DB_AGAIN)
			break;
	}
	if (db_fate(c->db) != DB_FINE)
		return command_fail("%s", db_problem(c->db));
	if (result == RESULT_MOVED)
		return command_fail("This lead was erased before.");
	if (result != RESULT_DONE)
		return command_fail("There is no such lead.");
	printf("erased: %zu record%s\n", count, count == 1 ? "" : "s");
	return 0;
}

static int
erase_again(struct command *c)
{
	const struct actor actor = { .team = TEAM_OBSERVER, .now = c->now };
	int64_t count;

	db_begin(c->db);
	count = erased_again(c->db, c->conf, &actor, true);
	content_touch(c->db, "leads");
	if (!db_commit(c->db))
		return command_fail("%s", db_problem(c->db));
	printf("erased again: %lld record%s\n", (long long)count, count == 1 ? "" : "s");
	return 0;
}

static int
erase_allow(struct command *c, const char *who)
{
	const struct actor actor = { .team = TEAM_OBSERVER, .now = c->now };
	bool was;

	db_begin(c->db);
	was = erased_allow(c->db, c->conf, &actor, who);
	if (!db_commit(c->db))
		return command_fail("%s", db_problem(c->db));
	return was ? 0 : command_fail("Nobody with this address or number was erased.");
}

int
command_erase(struct command *c)
{
	const char *email = command_option(c, "--email"), *lead = command_option(c, "--lead"), *allow = command_option(c, "--allow");
	int64_t id = 0;

	if (command_flag(c, "--again"))
		return erase_again(c);
	if (allow)
		return erase_allow(c, allow);
	if (!email == !lead || (lead && !text_integer(lead, 1, INT64_MAX, &id)))
		return command_fail("erase needs --email or --lead, or --allow with an address or a number, or --again after a backup was put back.");
	if (email)
		id = lead_of_email(c->db, c->conf, text_trim(c->conf, email));
	return erase_lead(c, id);
}
