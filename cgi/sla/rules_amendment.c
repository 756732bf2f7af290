/* What an amendment may say, who may move it, and what it makes of clocks. */
#include "sla/rules_amendment.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "sla/rules_calendar_text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

const struct signature *
amendment_signature(const struct amendment *a, int team)
{
	for (size_t i = 0; i < a->signature_count; i++)
		if (a->signatures[i].team == team)
			return &a->signatures[i];
	return NULL;
}

void
amendment_tidy(const void *ctx, struct amendment *a)
{
	const struct calendar days = { .name = "", .zone = "UTC", .exceptions = a->days, .exception_count = a->day_count };
	const struct calendar *tidy = calendar_tidy(ctx, &days);

	a->reason = text_trim(ctx, a->reason ? a->reason : "");
	a->days = (struct exception *)tidy->exceptions;
	for (size_t i = 0; i < a->day_count; i++)
		a->days[i].name = name_tidy(ctx, a->days[i].name);
}

/* Whether a day has these hours by an exception: one that says what its weekday says anyway is not needed. */
static bool
day_is(const struct calendar *calendar, const struct exception *day)
{
	const struct day_look now = calendar_look(calendar, day->day);

	return hours_same(now.hours, &day->hours);
}

static void
check_day(struct problems *p, const struct amendment *a, size_t i, const struct calendar *const versions[], size_t count, struct day today)
{
	const struct exception *e = &a->days[i];
	bool differs = false;

	if (day_compare(e->day, today) > 0) {
		problem_add(p, "date", (int)i, "%s is still to come: add it as new hours of the calendar. An amendment corrects days that have"
		    " begun.", day_long(p, e->day));
		return;
	}
	for (size_t v = 0; v < count; v++)
		differs = differs || !day_is(versions[v], e);
	if (count && !differs)
		problem_add(p, "date", (int)i, "%s already has these hours. Leave it out, or give it others.", day_long(p, e->day));
}

void
amendment_problems(struct problems *p, const struct amendment *a, const struct calendar *const versions[], size_t count, struct day today)
{
	/* Days, names and hours are what a calendar's would have to be; the week is one that is open, so that they alone are judged. */
	static const struct interval some[] = { { 0, 1440 } };
	struct calendar days = { .name = "Days", .zone = "UTC", .week = { { some, 1 } }, .exceptions = a->days, .exception_count = a->day_count };

	if (text_blank(a->reason))
		problem_add(p, "reason", -1, "Say what was wrong and how you know: both teams sign it.");
	else if (!utf8_valid_text(a->reason, UTF8_TEXT))
		problem_add(p, "reason", -1, "The reason has characters that cannot be shown. Type it again.");
	else if (utf8_length(a->reason) > AMENDMENT_REASON_MOST)
		problem_add(p, "reason", -1, "Shorten the reason to %d characters; it has %zu.", AMENDMENT_REASON_MOST, utf8_length(a->reason));
	if (!a->day_count)
		problem_add(p, "days", -1, "Name at least one day that the calendar had wrong.");
	else if (a->day_count > AMENDED_DAYS_MOST)
		problem_add(p, "days", -1, "An amendment corrects at most %d days. Write a second one for the others.", AMENDED_DAYS_MOST);
	else
		calendar_problems(p, &days, a->days[0].day);
	for (size_t i = 0; i < a->day_count && !p->count; i++)
		check_day(p, a, i, versions, count, today);
}

const char *
amendment_refusal(const void *ctx, const struct amendment *a, enum version_step step)
{
	static const char *const now_is[] = {
		[STATE_DRAFT] = "is a draft: send it to both teams first.",
		[STATE_IN_REVIEW] = "waits for signatures already.",
		[STATE_RATIFIED] = "is signed by both teams and applied. Propose another one to correct it.",
		[STATE_WITHDRAWN] = "has been withdrawn. Propose another one instead.",
	};

	return version_can(a->state, step) ? NULL : text_format(ctx, "Amendment %lld %s", (long long)a->number, now_is[a->state]);
}

const char *
amendment_may(const struct user *user, enum version_step step)
{
	if (step == STEP_SIGN || step == STEP_OBJECT)
		return glossary_may_sign(user);
	if (user && (user->team == TEAM_MARKETING || user->team == TEAM_SALES))
		return NULL;
	return "Only members of Marketing and Sales can write amendments. Ask one of them.";
}

struct calendar *
calendar_amended(const void *ctx, const struct calendar *calendar, const struct exception *days, size_t count)
{
	struct calendar all = *calendar;
	struct exception *list = memory_need(talloc_array(ctx, struct exception, calendar->exception_count + count + 1));
	size_t kept = 0;

	for (size_t i = 0; i < calendar->exception_count; i++) {
		bool replaced = false;

		for (size_t n = 0; n < count && !replaced; n++)
			replaced = day_compare(calendar->exceptions[i].day, days[n].day) == 0;
		if (!replaced)
			list[kept++] = calendar->exceptions[i];
	}
	for (size_t n = 0; n < count; n++)
		list[kept++] = days[n];
	all.exceptions = list;
	all.exception_count = kept;
	return calendar_tidy(ctx, &all);
}

static int
result_of(const struct timer_result *r)
{
	return r->state == TIMER_SCHEDULED ? TIMER_RUNNING : r->state;
}

enum effect
clock_effect_of(const void *ctx, const struct timer_target *target, const struct timer_event *events, size_t count,
    const struct calendar *was, const struct calendar *is, int64_t now, struct timer_result *before, struct timer_result *after)
{
	*before = timer_reckon(ctx, was, target, events, count, now);
	*after = timer_reckon(ctx, is, target, events, count, now);
	before->state = result_of(before);
	after->state = result_of(after);
	if (before->state != after->state)
		return EFFECT_FLIPS;
	if (before->deadline == after->deadline)
		return EFFECT_NONE;
	return before->state == TIMER_RUNNING || before->state == TIMER_PAUSED ? EFFECT_RUNS : EFFECT_MOVES;
}

static int
by_line_and_month(const void *left, const void *right)
{
	const struct month_shift *a = left, *b = right;

	if (a->line_id != b->line_id)
		return a->line_id < b->line_id ? -1 : 1;
	return (a->month > b->month) - (a->month < b->month);
}

/* Adds what a reading of a clock counts, `sign` times. */
static void
shift_add(struct month_shift *list, size_t *count, const struct clock_effect *e, int state, int64_t deadline, const struct zone *zone, int sign)
{
	struct day day;

	if ((state != TIMER_MET && state != TIMER_MISSED) || !deadline)
		return;
	day = day_from_number(zone_day(zone, deadline));
	list[(*count)++] = (struct month_shift){ .line_id = e->line_id, .kind = e->kind, .month = (int64_t)day.year * 12 + day.month - 1,
	    .met = state == TIMER_MET ? sign : 0, .all = sign };
}

struct month_shift *
month_shifts(const void *ctx, const struct clock_effect *effects, size_t count, const char *zone_name, size_t *shift_count)
{
	const struct zone *zone = zone_find(zone_name);
	struct month_shift *list = memory_need(talloc_array(ctx, struct month_shift, 2 * count + 1));
	size_t all = 0, kept = 0;

	for (size_t i = 0; i < count; i++) {
		shift_add(list, &all, &effects[i], effects[i].old_state, effects[i].old_deadline, zone, -1);
		shift_add(list, &all, &effects[i], effects[i].new_state, effects[i].new_deadline, zone, 1);
	}
	qsort(list, all, sizeof *list, by_line_and_month);
	for (size_t i = 0; i < all; i++) {
		if (kept && by_line_and_month(&list[kept - 1], &list[i]) == 0) {
			list[kept - 1].met += list[i].met;
			list[kept - 1].all += list[i].all;
		} else {
			list[kept++] = list[i];
		}
	}
	all = kept;
	kept = 0;
	for (size_t i = 0; i < all; i++)
		if (list[i].met || list[i].all)
			list[kept++] = list[i];
	*shift_count = kept;
	return list;
}
