/* What the subcommands share: their options, and how they fail. */
#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *
command_option(const struct command *command, const char *name)
{
	for (int i = 0; i + 1 < command->count; i++)
		if (strcmp(command->words[i], name) == 0)
			return command->words[i + 1];
	return NULL;
}

bool
command_flag(const struct command *command, const char *name)
{
	for (int i = 0; i < command->count; i++)
		if (strcmp(command->words[i], name) == 0)
			return true;
	return false;
}

int
command_fail(const char *format, ...)
{
	va_list list;

	fputs("concord: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
	return 1;
}
