/* Whether this copy is sound. */
#include "command/command.h"
#include "command/store.h"
#include "data/schema.h"
#include "leads/store.h"
#include "sla/store.h"

#include "base/days.h"
#include "base/text.h"

#include <stdio.h>
#include <talloc.h>

enum { HANDOFFS_SAMPLED = 100 };

static void
print_miscounts(const struct miscount *wrong, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct miscount *w = &wrong[i];

		if (w->promise_id)
			printf("promise %lld, %s", (long long)w->promise_id, basis_names[w->basis]);
		else
			printf("step %s", plan_rate_members[w->basis]);
		printf(" of %s: %lld of %lld is kept, a recount gives %lld of %lld\n", w->day, (long long)w->kept_numerator,
		    (long long)w->kept_denominator, (long long)w->numerator, (long long)w->denominator);
	}
}

/* "missed, due 2026-10-05T08:00:00Z". */
static const char *
clock_said(const void *ctx, int state, int64_t deadline)
{
	return deadline ? text_format(ctx, "%s, due %s", timer_state_names[state], instant_print(ctx, deadline)) : timer_state_names[state];
}

/* Holds the days of promises and steps against a recount of every clock and handoff, in one view of the database. How many differ; -1: it failed. */
static int
check_days(struct command *c)
{
	size_t clocks = 0, handoffs = 0;
	const struct miscount *of_clocks = NULL, *of_handoffs = NULL;

	if (db_begin(c->db)) {
		of_clocks = promise_miscounts(c->db, c->conf, &clocks);
		of_handoffs = handoff_miscounts(c->db, c->conf, &handoffs);
	}
	if (!db_commit(c->db))
		return -1;
	if (clocks + handoffs && recount_waits(c->db)) {
		puts("days of promises wait to be counted in another zone, or by an update: ask again in a minute");
		return 0;
	}
	print_miscounts(of_clocks, clocks);
	print_miscounts(of_handoffs, handoffs);
	return (int)(clocks + handoffs);
}

/* Reckons the clocks of some handoffs again from what happened to them. How many read otherwise; -1: it failed. */
static int
check_deadlines(struct command *c)
{
	size_t count = 0, wrong = 0;
	const int64_t *ids;

	if (!db_begin(c->db))
		return -1;
	ids = clocks_sampled(c->db, c->conf, HANDOFFS_SAMPLED, &count);
	for (size_t i = 0; i < count; i++) {
		void *scratch = talloc_new(c->conf);
		const struct explained *e = timer_explain(c->db, scratch, ids[i], c->now);

		if (e && !e->agrees && ++wrong)
			printf("clock %lld is kept as %s, and reckons as %s\n", (long long)ids[i], clock_said(scratch, e->timer.status, e->timer.deadline),
			    clock_said(scratch, e->result.state, e->result.deadline));
		talloc_free(scratch);
	}
	return db_commit(c->db) ? (int)wrong : -1;
}

/* Reads every version of every calendar. How many are wrong; -1: it failed. */
static int
check_calendars(struct command *c)
{
	size_t count;
	const struct calendar_fault *faults;

	if (!db_begin(c->db))
		return -1;
	faults = calendar_faults(c->db, c->conf, &count);
	if (!db_commit(c->db))
		return -1;
	for (size_t i = 0; i < count; i++)
		printf("calendar %lld, version %lld: %s\n", (long long)faults[i].calendar_id, (long long)faults[i].number, faults[i].words);
	return (int)count;
}

/* Holds each deal against what its events come to. How many differ, as far as they are told; -1: it failed. */
static int
check_deals(struct command *c)
{
	size_t count = 0;
	const int64_t *wrong = NULL;

	if (db_begin(c->db))
		wrong = deal_miscounts(c->db, c->conf, &count);
	if (!db_commit(c->db))
		return -1;
	for (size_t i = 0; i < count; i++)
		printf("deal %lld is not what its events come to\n", (long long)wrong[i]);
	return (int)count;
}

/* Holds what results are counted from against counting everything anew. How many sentences; -1: it failed. */
static int
check_results(struct command *c)
{
	size_t count = 0;
	char **faults = NULL;

	if (db_begin(c->db))
		faults = results_faults(c->db, c->conf, &count);
	if (!db_commit(c->db))
		return -1;
	for (size_t i = 0; i < count; i++)
		puts(faults[i]);
	return (int)count;
}

int
command_check(struct command *c)
{
	const char *problem = schema_unknown(c->db, c->conf);
	static const struct check {
		int (*run)(struct command *);
	} checks[] = { { check_days }, { check_deadlines }, { check_calendars }, { check_deals }, { check_results } };
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
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		int found = checks[i].run(c);

		if (found < 0)
			return command_fail("%s", db_problem(c->db));
		wrong += found;
	}
	if (!wrong)
		puts("settings, schema, calendars, days of promises, deadlines, deals, results and invariants hold");
	return wrong > 0;
}
