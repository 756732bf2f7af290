/* Links to look at the sample organisation from both sides. */
#include "accounts/store.h"
#include "auth/audit.h"
#include "base/text.h"
#include "command/command.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* The sample's first signatory of a team, by its file of passwords, which only a copy with the sample has. */
static const char *
signatory_of(const json_t *people, const char *team)
{
	size_t i, j;
	json_t *person, *role;

	json_array_foreach(people, i, person)
		json_array_foreach(json_object_get(person, "roles"), j, role)
			if (text_equal(json_string_value(json_object_get(person, "team")), team) && text_equal(json_string_value(role), "signatory"))
				return json_string_value(json_object_get(person, "email"));
	return NULL;
}

/* A line for each team that somebody signs for. */
static bool
lines_make(struct command *c, const json_t *people, const char *lines[2])
{
	static const int teams[] = { TEAM_SALES, TEAM_MARKETING };

	for (size_t i = 0; i < 2; i++) {
		const char *email = signatory_of(people, team_names[teams[i]]);
		const struct account *account = email ? account_by_email(c->db, c->conf, email) : NULL;

		if (!account || account->disabled)
			continue;
		lines[i] = text_format(c->conf, "See it as %s: %s/sign-in/tour?link=%s", team_label(teams[i]), c->conf->base_url,
		    tour_link_make(c->db, c->conf, account->id, c->now));
		audit_add(c->db, &(struct actor){ .now = c->now }, "tour.link", "person", account->id, "command");
	}
	return lines[0] || lines[1];
}

int
command_tour(struct command *c)
{
	const char *lines[2] = { NULL };
	json_t *people = json_load_file(text_format(c->conf, "%s/sample-accounts.json", c->conf->state), 0, NULL);
	bool any;

	if (!people)
		return command_fail("Only a copy with the sample organisation has a tour.");
	db_begin(c->db);
	any = lines_make(c, people, lines);
	json_decref(people);
	if (!db_commit(c->db))
		return command_fail("%s", db_problem(c->db));
	if (!any)
		return command_fail("Nobody of the sample organisation signs for a team any more.");
	for (size_t i = 0; i < 2; i++)
		if (lines[i])
			puts(lines[i]);
	return 0;
}
