/* Attainment: counts into states and percentages, in integers. */
#include "sla/rules_attain.h"

#include "base/text.h"

const char *const promise_state_names[] = { "kept", "missed", "behind", "not_due", "no_cases", "not_measured", NULL };

const char *
promise_state_label(int state)
{
	static const char *const labels[] = { "Kept", "Missed", "Behind", "Not yet due", "No cases", "Not measured" };

	return state >= PROMISE_KEPT && state <= PROMISE_NOT_MEASURED ? labels[state] : "";
}

int
promise_worst(const int states[], size_t count)
{
	static const int order[] = {
		PROMISE_MISSED, PROMISE_BEHIND, PROMISE_NOT_MEASURED, PROMISE_KEPT, PROMISE_NOT_DUE
	};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		for (size_t k = 0; k < count; k++)
			if (states[k] == order[i])
				return order[i];
	return PROMISE_NO_CASES;
}

int
percent_tenths(int64_t numerator, int64_t denominator)
{
	__int128 twice;

	if (denominator <= 0)
		return TENTHS_NONE;
	if (numerator <= 0)
		return 0;
	if (numerator >= denominator)
		return TENTHS_ALL;
	twice = (__int128)numerator * TENTHS_ALL * 2 + denominator;
	return (int)(twice / ((__int128)denominator * 2));
}

bool
percent_reached(int64_t numerator, int64_t denominator, int64_t percent)
{
	return (__int128)numerator * 100 >= (__int128)denominator * percent;
}

const char *
percent_print(const void *ctx, int tenths)
{
	if (tenths < 0)
		return NULL;
	if (tenths % 10 == 0)
		return text_format(ctx, "%d", tenths / 10);
	return text_format(ctx, "%d.%d", tenths / 10, tenths % 10);
}

struct attained
attain_share(int64_t numerator, int64_t denominator, int64_t pending, int64_t percent, bool period_over, bool measured)
{
	struct attained a = { .numerator = numerator, .denominator = denominator, .pending = pending };

	a.tenths = percent_tenths(numerator, denominator);
	if (!measured)
		a.state = PROMISE_NOT_MEASURED;
	else if (denominator <= 0)
		a.state = pending > 0 ? PROMISE_NOT_DUE : PROMISE_NO_CASES;
	else if (percent_reached(numerator, denominator, percent))
		a.state = PROMISE_KEPT;
	else if (!period_over || (pending > 0 && percent_reached(numerator + pending, denominator + pending, percent)))
		a.state = PROMISE_BEHIND;
	else
		a.state = PROMISE_MISSED;
	return a;
}

/* Is the count below an even pace? Exactly: count / target < over / all. */
static bool
is_behind(const struct volume *v)
{
	return v->pace == PACE_EVEN && v->days.all > 0 && (__int128)v->count * v->days.all < (__int128)v->target * v->days.passed;
}

struct attained
attain_volume(const struct volume *v, bool period_over)
{
	struct attained a = { .numerator = v->count, .denominator = v->target, .pending = v->pending };

	a.tenths = percent_tenths(v->count, v->target);
	if (v->count >= v->target)
		a.state = PROMISE_KEPT;
	else if (period_over)
		a.state = PROMISE_MISSED;
	else
		a.state = is_behind(v) ? PROMISE_BEHIND : PROMISE_NOT_DUE;
	return a;
}

int64_t
volume_expected(const struct volume *v)
{
	if (v->days.all <= 0 || v->days.passed <= 0)
		return 0;
	return (int64_t)(((__int128)v->target * v->days.passed + v->days.all - 1) / v->days.all);
}

struct pace_days
pace_days_at(const struct calendar *calendar, struct day month, int64_t now)
{
	struct day first = day_month_start(month), next = day_add_months(first, 1), today = day_of(now, calendar->zone);
	struct pace_days days = { .all = calendar_open_days(calendar, first, next) };

	if (day_compare(today, next) >= 0) {
		days.passed = days.all;
	} else if (day_compare(today, first) >= 0) {
		int64_t midnight = start_of_day(day_add(today, 1), calendar->zone);

		days.passed = calendar_open_days(calendar, first, today);
		if (calendar_is_open_day(calendar, today) && calendar_open_seconds(calendar, now, midnight, NULL) == 0)
			days.passed++;
	}
	return days;
}

struct attained
attain_meeting(int64_t held, int64_t due, int64_t planned, bool period_over)
{
	struct attained a = { .numerator = held, .denominator = planned, .tenths = percent_tenths(held, planned) };

	a.pending = planned > due ? planned - due : 0;
	if (planned <= 0)
		a.state = PROMISE_NO_CASES;
	else if (held >= planned)
		a.state = PROMISE_KEPT;
	else if (period_over)
		a.state = PROMISE_MISSED;
	else
		a.state = held < due ? PROMISE_BEHIND : PROMISE_NOT_DUE;
	return a;
}
