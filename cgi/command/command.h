/* The parts of the `concord` command. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/conf.h"
#include "data/db.h"

#include <stdint.h>

/* What every subcommand gets. */
struct command {
	struct conf *conf;
	struct db *db;		/* as the programs' account; as the migrations' for `migrate` */
	int64_t now;
	int count;		/* arguments behind the subcommand's name */
	char **words;
};

/* The value behind "--name", or NULL. */
const char *command_option(const struct command *command, const char *name);
bool command_flag(const struct command *command, const char *name);

/* Prints a sentence on standard error and returns 1. */
int command_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Subcommands: each returns the exit status. */
int command_migrate(struct command *command);
int command_person(struct command *command);
int command_token(struct command *command);
int command_check(struct command *command);
int command_erase(struct command *command);
int command_sample(struct command *command);
int command_tour(struct command *command);

#endif
