/* The `concord` command: what an operator does without a browser. */
#include "command/command.h"

#include "auth/keyed.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

static const struct subcommand {
	const char *name;
	int (*run)(struct command *);
	bool migrates;		/* needs the account that may alter tables */
	const char *usage;
} subcommands[] = {
	{ "migrate", command_migrate, true, "migrate                     bring the database to this release's schema" },
	{ "person", command_person, false, "person add --email E --name N --team marketing|sales|observer\n"
	    "             [--signatory] [--point-person] [--administrator]   prints the first password\n"
	    "  concord person codes-off --email E   ends codes at sign-in for who has lost app and recovery codes" },
	{ "token", command_token, false, "token create --email E --scope read|write [--name N]   prints the token alone" },
	{ "check", command_check, false, "check                       settings, schema, calendars, days of promises, invariants" },
	{ "erase", command_erase, false, "erase --email E | --lead ID  erases that person from leads and all that hangs on them\n"
	    "  concord erase --allow E          an erased address or telephone number may be used again\n"
	    "  concord erase --again            after a backup was put back: erases whoever is on the list" },
	{ "sample", command_sample, false, "sample [--small]            load the sample organisation into an empty database; small: without agreement and leads" },
	{ "tour", command_tour, false, "tour                        links that work once, to look at the sample organisation as each team" },
};

enum { MIGRATION_MOST = 3600 };	/* seconds that one statement may take on a large copy */

static int
usage(void)
{
	puts("usage, with STATE naming the copy:");
	for (size_t i = 0; i < sizeof subcommands / sizeof subcommands[0]; i++)
		printf("  concord %s\n", subcommands[i].usage);
	return 2;
}

static int
run(const struct subcommand *sub, int argc, char **argv)
{
	void *root = talloc_new(NULL);
	const char *problem;
	struct conf *conf = conf_load(root, &problem);
	struct command command = { .conf = conf, .now = time(NULL), .count = argc - 2, .words = argv + 2 };
	int status;

	if (!conf)
		return command_fail("%s", problem);
	keyed_use(conf->secret);
	command.db = db_open(root, &(struct db_login){ conf->db_socket, conf->db_name,
	    sub->migrates ? conf->db_migrate_user : conf->db_web_user,
	    sub->migrates ? conf->db_migrate_password : conf->db_web_password, sub->migrates ? MIGRATION_MOST : 0 });
	status = sub->run(&command);
	talloc_free(root);
	return status;
}

int
main(int argc, char **argv)
{
	if (sodium_init() < 0)
		return command_fail("libsodium did not start");
	for (size_t i = 0; argc > 1 && i < sizeof subcommands / sizeof subcommands[0]; i++)
		if (strcmp(argv[1], subcommands[i].name) == 0)
			return run(&subcommands[i], argc, argv);
	return usage();
}
