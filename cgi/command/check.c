/* Whether this copy is sound. */
#include "command/command.h"
#include "command/store.h"
#include "data/schema.h"
#include "sla/store.h"

#include <stdio.h>

/* Holds the days of promises against a recount of every clock, in one view of the database. How many differ; -1: it failed. */
static int
check_days(struct command *c)
{
	size_t count = 0;
	const struct miscount *wrong = NULL;

	if (db_begin(c->db))
		wrong = promise_miscounts(c->db, c->conf, &count);
	if (!db_commit(c->db))
		return -1;
	for (size_t i = 0; i < count; i++)
		printf("promise %lld, %s of %s: %lld of %lld is kept, a recount gives %lld of %lld\n", (long long)wrong[i].promise_id,
		    basis_names[wrong[i].basis], wrong[i].day, (long long)wrong[i].kept_numerator, (long long)wrong[i].kept_denominator,
		    (long long)wrong[i].numerator, (long long)wrong[i].denominator);
	return (int)count;
}

int
command_check(struct command *c)
{
	const char *problem = schema_unknown(c->db, c->conf);
	int wrong = 0, days;

	if (problem)
		return command_fail("%s", problem);
	for (const struct invariant *i = invariants; i->words; i++) {
		int64_t count = invariant_count(c->db, i);

		if (count < 0)
			return command_fail("%s", db_problem(c->db));
		if (count > 0 && ++wrong)
			printf("%lld: %s\n", (long long)count, i->words);
	}
	days = check_days(c);
	if (days < 0)
		return command_fail("%s", db_problem(c->db));
	wrong += days;
	if (!wrong)
		puts("settings, schema, days of promises and invariants hold");
	return wrong > 0;
}
