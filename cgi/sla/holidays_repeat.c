/*
 * The days on which an event repeats. The rule is read by libical, but not followed by it: it may look for a second for
 * a 30 February. Here each period (year, month, week, day) is looked through day by day within a budget.
 */
#include "sla/holidays_parts.h"

#include <talloc.h>

#include "base/text.h"

enum { NOT_READ = ICAL_RECURRENCE_ARRAY_MAX };

struct repeat {
	const struct icalrecurrencetype *rule;
	struct day start;
	bool by_day_of_year;		/* an Nth weekday is the year's, not the month's */
};

static bool
is_empty(const short list[])
{
	return list[0] == NOT_READ;
}

/* Is `value`, or its place counted from the end (-1 is the last of `count`), in the list? */
static bool
has(const short list[], int size, int value, int count)
{
	for (int i = 0; i < size && list[i] != NOT_READ; i++)
		if (list[i] == value || list[i] == value - count - 1)
			return true;
	return false;
}

/* Is the day, the `place`th of `count` in its month or year, one of the weekdays named? */
static bool
is_weekday(const struct icalrecurrencetype *rule, int weekday, int place, int count)
{
	for (int i = 0; i < ICAL_BY_DAY_SIZE && rule->by_day[i] != NOT_READ; i++) {
		int nth = icalrecurrencetype_day_position(rule->by_day[i]);

		/* libical's Sunday is 1. */
		if ((int)icalrecurrencetype_day_day_of_week(rule->by_day[i]) != (weekday + 1) % 7 + 1)
			continue;
		if (nth == 0 || nth == (place - 1) / 7 + 1 || -nth == (count - place) / 7 + 1)
			return true;
	}
	return false;
}

/* Does the rule name a day otherwise than by that of its start? */
static bool
names_days(const struct icalrecurrencetype *rule)
{
	return !is_empty(rule->by_day) || !is_empty(rule->by_month_day) || !is_empty(rule->by_year_day);
}

static bool
is_month(const struct repeat *r, int month)
{
	if (!is_empty(r->rule->by_month))
		return has(r->rule->by_month, ICAL_BY_MONTH_SIZE, month, 99);
	return r->rule->freq != ICAL_YEARLY_RECURRENCE || names_days(r->rule) || month == r->start.month;
}

/* Is it a day of the rule, within a month of the rule? */
static bool
is_instance(const struct repeat *r, int64_t number, struct day day)
{
	const struct icalrecurrencetype *rule = r->rule;
	int of_month = days_in_month(day.year, day.month), of_year = days_in_month(day.year, 2) + 337;
	int in_year = (int)(number - day_number((struct day){ day.year, 1, 1 })) + 1;

	if (!is_empty(rule->by_month_day) && !has(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE, day.day, of_month))
		return false;
	if (!is_empty(rule->by_year_day) && !has(rule->by_year_day, ICAL_BY_YEARDAY_SIZE, in_year, of_year))
		return false;
	if (!is_empty(rule->by_day))
		return is_weekday(rule, day_weekday(day), r->by_day_of_year ? in_year : day.day, r->by_day_of_year ? of_year : of_month);
	if (names_days(rule))
		return true;
	if (rule->freq == ICAL_WEEKLY_RECURRENCE)
		return day_weekday(day) == day_weekday(r->start);
	return rule->freq == ICAL_DAILY_RECURRENCE || day.day == r->start.day;
}

/* What is read here; else the end of a sentence that begins with the event. */
static const char *
not_read(const struct icalrecurrencetype *rule)
{
	if (rule->freq != ICAL_YEARLY_RECURRENCE && rule->freq != ICAL_MONTHLY_RECURRENCE
	    && rule->freq != ICAL_WEEKLY_RECURRENCE && rule->freq != ICAL_DAILY_RECURRENCE)
		return "repeats within a day, or in a way that cannot be read";
	if (!is_empty(rule->by_week_no))
		return "repeats by week number, which is not read";
	if (!is_empty(rule->by_hour) || !is_empty(rule->by_minute) || !is_empty(rule->by_second))
		return "repeats within a day, or in a way that cannot be read";
	if (rule->rscale && *rule->rscale && !text_equal_fold(rule->rscale, "GREGORIAN"))
		return "repeats in another calendar system, which is not read";
	for (int i = 0; i < ICAL_BY_MONTH_SIZE && rule->by_month[i] != NOT_READ; i++)
		if (icalrecurrencetype_month_is_leap(rule->by_month[i]))
			return "repeats in another calendar system, which is not read";
	return NULL;
}

/* The first day of the `n`th period from the one that holds the start; past the year 9999 it is later than any window. */
static int64_t
period_start(const struct repeat *r, int64_t n)
{
	int64_t start = day_number(r->start), step = n * (r->rule->interval > 0 ? r->rule->interval : 1);
	int weekday;

	switch (r->rule->freq) {
	case ICAL_YEARLY_RECURRENCE:
		return r->start.year + step > 9999 ? INT64_MAX / 2 : day_number((struct day){ (int)(r->start.year + step), 1, 1 });
	case ICAL_MONTHLY_RECURRENCE:
		if (r->start.year + step / 12 >= 9998)
			return INT64_MAX / 2;
		return day_number(day_add_months(day_month_start(r->start), (int)step));
	case ICAL_WEEKLY_RECURRENCE:
		weekday = r->rule->week_start == ICAL_NO_WEEKDAY ? 0 : ((int)r->rule->week_start + 5) % 7;
		return start - (day_weekday(r->start) - weekday + 7) % 7 + 7 * step;
	default:
		return start + step;
	}
}

static int64_t
period_length(const struct repeat *r, int64_t begin)
{
	struct day day = day_from_number(begin);

	switch (r->rule->freq) {
	case ICAL_YEARLY_RECURRENCE:
		return days_in_month(day.year, 2) + 337;
	case ICAL_MONTHLY_RECURRENCE:
		return days_in_month(day.year, day.month);
	case ICAL_WEEKLY_RECURRENCE:
		return 7;
	default:
		return 1;
	}
}

/* The last period that begins at or before `from`, or the first. */
static int64_t
first_period(const struct repeat *r, int64_t from)
{
	int64_t low = 0, high = INT64_C(4000000);

	while (low < high) {
		int64_t middle = low + (high - low + 1) / 2;

		if (period_start(r, middle) <= from)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* Keeps those that BYSETPOS names. */
static size_t
pick(const short places[], int64_t days[], size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (has(places, ICAL_BY_SETPOS_SIZE, (int)i + 1, (int)count))
			days[kept++] = days[i];
	return kept;
}

/* The instances in a period that begins there, at most 366; 0 too when the budget is spent. */
static size_t
look_through(const struct repeat *r, int64_t begin, int64_t set[366], long *budget)
{
	int64_t end = begin + period_length(r, begin);
	size_t count = 0;

	for (int64_t number = begin; number < end && *budget >= 0; number++) {
		struct day day = day_from_number(number);

		(*budget)--;
		if (!is_month(r, day.month))
			number += days_in_month(day.year, day.month) - day.day;
		else if (is_instance(r, number, day))
			set[count++] = number;
	}
	return is_empty(r->rule->by_set_pos) ? count : pick(r->rule->by_set_pos, set, count);
}

int64_t *
repeat_days(const void *ctx, const struct icalrecurrencetype *rule, int64_t start, int64_t from, int64_t to, long *budget,
    size_t *count, const char **why)
{
	struct repeat r = { rule, day_from_number(start),
		rule->freq == ICAL_YEARLY_RECURRENCE && is_empty(rule->by_month) && is_empty(rule->by_month_day) };
	int64_t *found = memory_need(talloc_array(ctx, int64_t, REPEAT_DAYS_MOST)), set[366], left = rule->count > 0 ? rule->count : INT64_MAX;
	int64_t last = to - 1;

	*count = 0;
	*why = not_read(rule);
	if (*why)
		return NULL;
	if (!icaltime_is_null_time(rule->until)) {
		struct day until = { rule->until.year, rule->until.month, rule->until.day };

		if (day_exists(until) && day_number(until) < last)
			last = day_number(until);
	}
	/* A counted rule is counted from its beginning. */
	for (int64_t n = left == INT64_MAX ? first_period(&r, from) : 0; left > 0 && *count < REPEAT_DAYS_MOST; n++) {
		int64_t begin = period_start(&r, n);
		size_t many;

		if (begin > last)
			break;
		many = look_through(&r, begin, set, budget);
		if (*budget < 0) {
			*why = "comes after more repeats than can be followed";
			return NULL;
		}
		for (size_t i = 0; i < many && left > 0 && set[i] <= last; i++) {
			if (set[i] < start)
				continue;
			left--;
			if (set[i] >= from && *count < REPEAT_DAYS_MOST)
				found[(*count)++] = set[i];
		}
	}
	return found;
}
