/* When the sample's leads are handed over: so many a month, on working days, in working hours. */
#include "command/sample_plan.h"

#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

const char *const question_names[] = { "A price", "A demonstration", "A security review", "A talk with Sales", "Came to a webinar", NULL };
const char *const source_names[] = { "Website", "Search ad", "Newsletter", "Webinar", "Trade fair", "Industry directory", "Partner referral",
	"Customer referral", NULL };

/* Leads a month. In the third Marketing stays below what it promised; the last is the present one, and a little behind. */
static const int64_t month_leads[PLAN_MONTHS] = { 71, 70, 58, 73, 74, 72, 52 };

enum { SEED = 20261121, QUIET_MINUTES = 720 };	/* before now only those of script_open() are handed over */

int64_t
plan_dice(struct story *plan, int64_t below)
{
	/* xorshift64*, Vigna 2016. */
	plan->dice ^= plan->dice >> 12;
	plan->dice ^= plan->dice << 25;
	plan->dice ^= plan->dice >> 27;
	return (int64_t)((plan->dice * UINT64_C(2685821657736338717) >> 33) % (uint64_t)below);
}

int64_t
plan_after(const struct story *plan, int64_t at, int64_t minutes)
{
	struct deadline deadline = calendar_deadline(plan->calendar, at, minutes * 60, NULL);

	return deadline.state == DEADLINE_SET ? deadline.at : at;
}

int64_t
plan_before(const struct story *plan, int64_t at, int64_t minutes)
{
	int64_t least = at - (int64_t)60 * 86400, most = at;

	while (most - least > 1) {
		int64_t middle = least + (most - least) / 2;

		if (calendar_open_seconds(plan->calendar, middle, at, NULL) >= minutes * 60)
			least = middle;
		else
			most = middle;
	}
	return least;
}

struct prospect *
plan_prospect(struct story *plan, int64_t submitted_at)
{
	struct prospect *p = &plan->prospects[plan->count < PROSPECTS_MOST ? plan->count++ : PROSPECTS_MOST - 1];
	bool lewis = plan_dice(plan, 5) < 3, daniel = plan_dice(plan, 2);

	*p = (struct prospect){ .marketer = lewis ? "lewis" : "priya", .seller = daniel ? "daniel" : "marta", .submitted_at = submitted_at };
	return p;
}

void
plan_deed(struct story *plan, struct deed deed)
{
	if (deed.at > plan->now || plan->deed_count == DEEDS_MOST)
		return;
	deed.order = plan->deed_count;
	plan->deeds[plan->deed_count++] = deed;
}

/* The `n`th open day of a month, from 0. */
static struct day
open_day(const struct story *plan, struct day first, int64_t n)
{
	return calendar_open_day_after(plan->calendar, day_add(first, -1), n + 1);
}

/* A minute of the working day: more come in the morning. */
static int64_t
moment_in(struct story *plan, struct day day)
{
	int64_t midnight = start_of_day(day, plan->zone), open = calendar_open_seconds(plan->calendar, midnight, midnight + 86400, NULL) / 60;
	int64_t one = plan_dice(plan, open - 4), other = plan_dice(plan, open - 4);

	return plan_after(plan, midnight, 2 + (one < other ? one : other)) + plan_dice(plan, 60);
}

/* The leads of a month, spread over its open days with some days fuller than others. */
static void
month_add(struct story *plan, struct day first, int64_t leads)
{
	int64_t days = calendar_month_days(plan->calendar, first).all, quiet = plan_before(plan, plan->now, QUIET_MINUTES);

	for (int64_t i = 0; i < leads && days; i++) {
		int64_t n = (i * days + plan_dice(plan, 3 * days)) / leads - 1, at;

		n = n < 0 ? 0 : n >= days ? days - 1 : n;
		at = moment_in(plan, open_day(plan, first, n));
		if (at < quiet)
			plan_prospect(plan, at);
	}
}

/* The teams met on the first Tuesday of each month, or on the working day after it. */
static void
meeting_add(struct story *plan, struct day first)
{
	struct day day = day_add(first, (8 - day_weekday(first)) % 7);

	if (!calendar_is_open_day(plan->calendar, day))
		day = calendar_open_day_after(plan->calendar, day, 1);
	plan_deed(plan, (struct deed){ .at = local_instant(day, 11 * 3600, plan->zone, LOCAL_FIRST), .what = DEED_MEETING });
}

static int
by_submission(const void *a, const void *b)
{
	const struct prospect *x = a, *y = b;

	return (x->submitted_at > y->submitted_at) - (x->submitted_at < y->submitted_at);
}

static int
by_time(const void *a, const void *b)
{
	const struct deed *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* When the person asked, and when Marketing wrote them down. */
static void
beginnings(struct story *plan, struct prospect *p)
{
	int64_t minutes = plan_dice(plan, 40) == 0 ? 500 + plan_dice(plan, 300) : 15 + plan_dice(plan, 350);

	p->converted_at = plan_before(plan, p->submitted_at, minutes) - plan_dice(plan, 50);
	p->made_at = p->submitted_at - 120 - plan_dice(plan, 400);
	plan_deed(plan, (struct deed){ .at = p->made_at, .prospect = p, .what = DEED_LEAD });
	plan_deed(plan, (struct deed){ .at = p->submitted_at, .prospect = p, .what = MOVE_SUBMISSION });
}

struct story *
plan_make(const void *ctx, const struct calendar *calendar, const char *zone, int64_t now)
{
	struct story *plan = memory_need(talloc_zero(ctx, struct story));
	struct day month = day_add_months(day_month_start(day_of(now, zone)), 1 - PLAN_MONTHS);

	*plan = (struct story){ .calendar = calendar, .zone = zone, .now = now, .dice = SEED };
	plan->prospects = memory_need(talloc_zero_array(plan, struct prospect, PROSPECTS_MOST));
	plan->deeds = memory_need(talloc_zero_array(plan, struct deed, DEEDS_MOST));
	for (int i = 0; i < PLAN_MONTHS; i++) {
		month_add(plan, day_add_months(month, i), month_leads[i]);
		meeting_add(plan, day_add_months(month, i));
	}
	qsort(plan->prospects, plan->count, sizeof *plan->prospects, by_submission);
	script_open(plan);
	for (size_t i = 0; i < plan->count; i++)
		plan->prospects[i].number = plan->prospects[i].company = i;
	roles_choose(plan);
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->prospects[i].submitted_at)
			beginnings(plan, &plan->prospects[i]);
		script_add(plan, &plan->prospects[i]);
	}
	qsort(plan->deeds, plan->deed_count, sizeof *plan->deeds, by_time);
	return plan;
}
