/* Whether this copy is sound. */
#include "command/command.h"
#include "command/store.h"
#include "data/schema.h"

#include <stdio.h>

int
command_check(struct command *c)
{
	const char *problem = schema_unknown(c->db, c->conf);
	int wrong = 0;

	if (problem)
		return command_fail("%s", problem);
	for (const struct invariant *i = invariants; i->words; i++) {
		int64_t count = invariant_count(c->db, i);

		if (count < 0)
			return command_fail("%s", db_problem(c->db));
		if (count > 0 && ++wrong)
			printf("%lld: %s\n", (long long)count, i->words);
	}
	if (!wrong)
		puts("settings, schema and invariants hold");
	return wrong > 0;
}
